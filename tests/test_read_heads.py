"""Heads and feet of pages as news sites of many countries lay them out: title, day, and nothing else in the text."""

import pytest

from kg.read import document

BODY = (
    "The river rose for a third day and flooded two markets, the governor said.\n"
    "Residents left their houses and took their cattle to the hills."
)
TITLE = "River floods two markets as governor calls for help"

HEADS = {
    "Ghana": "Home\nNews\n{title}\nSource: Lake News\n4 March 2020   2:30pm",
    "Israel": "{title}\nBy YAEL ROTH\nMARCH 4, 2020 18:42\nUpdated: MARCH 5, 2020 09:10",
    "India, south": "News / National\n{title}\nPublished - March 04, 2020 10:15 pm IST - CHENNAI\nAsha Rao",
    "India, west": "{title}\nWritten by Asha Rao\nMumbai | Updated: March 4, 2020 07:15 IST\nFollow Us",
    "Pakistan": "{title}\nSana Tariq Published March 4, 2020 Updated March 5, 2020 08:12am\nJoin our Whatsapp channel",
    "Turkey": "POLITICS\n{title}\nby DAILY STRAIT WITH AA\nISTANBUL Mar 04, 2020 - 11:20 am GMT+3",
    "Turkey, numbers": "{title}\nEda Kaya   |\n25.03.2020 - Update : 26.03.2020",
    "Egypt": "{title}\nDelta Online , Wednesday 4 Mar 2020\nShare\nFacebook\nX",
    "Qatar": "News|Floods\n{title}\nHeavy rain hits the valley; two bridges closed.\nPublished On 4 Mar 2020\nSave",
    "Australia": "{title}\nPosted Wed 4 Mar 2020 at 10:15amWednesday 4 Mar 2020 at 10:15am",
    "New Zealand": "New Zealand\n{title}\n7:15 pm on 4 March 2020\nShare this\nTom Roe, Reporter",
    "Canada": "{title}\nJane Roe · Lake News · Posted: Mar 04, 2020 4:00 AM EST | Last Updated: March 5, 2020",
    "United States": "{title}\nBy Jane Roe\nPublished March 4, 2020Updated March 5, 2020, 5:01 a.m. ET",
    "United States, west": "Hill Tribune\nLOCAL NEWS\n{title}\nJane Roe, Staff Writer\nMarch 4, 2020 / 6:03 AM PST",
    "South Africa": "{title}\nThemba Nkosi\n04 Mar 2020\n2 min read",
    "Japan": "{title}\nLAKE NEWS - Mar 4, 2020 - 18:20 | World, All",
    "China": "{title}\nSource: Lake News Agency\nEditor: Li Wei\n2020-03-04 20:11:30",
    "China, east": "CHINA / SOCIETY\n{title}\nBy Li Wei Published: Mar 04, 2020 08:11 PM",
    "Philippines": "{title}\nBy: Jose Cruz - Reporter\nislandpost.net / 07:15 PM March 04, 2020",
    "Philippines, bar": "{title}\nJose Cruz - The Island Star\nMarch 4, 2020 | 12:00am",
    "Bangladesh": "{title}\nStar Report\nWed Mar 4, 2020 12:00 AM Last update on: Thu Mar 5, 2020 08:15 AM",
    "Bangladesh, web": "{title}\nStaff Correspondent, deltanews.com\nPublished : 04 Mar 2020, 06:15 PM",
    "Ukraine": "{title}\nMarch 4, 2020 6:15 pm • 3 min read\nby Olha Kovalenko",
    "Russia": "{title}\n6:15 pm, March 4, 2020\nSource: Lake News",
    "Iran": "{title}\nMarch 4, 2020 - 18:15\nSociety",
    "Lebanon": "{title}\nby Cedar Newsdesk 04 March 2020, 18:15\nW460",
    "Lebanon, two calendars": "{title}\nBeirut: Cedar Post\n18:15-4 March 2020 AD ـ 10 Rajab 1441 AH\nTT",
    "Kenya": "{title}\nBy  Mary Wanjiru\nLake Media Group\nWednesday, March 04, 2020",
    "Kenya, web": "{title}\nPublished\n4 March 2020\nMary Wanjiru\nLake News, Nairobi\nImage source, Getty Images",
    "Nigeria": "HOME NEWS POLITICS BUSINESS SPORTS\n{title}\nMarch 4, 2020 by Our Correspondent\nReading Time: 2 mins",
    "Nigeria, ordinal": "{title}\n4th March 2020\nin News\nBola Ade, Abuja",
    "Brazil": "{title}\nPublished on 24/03/2020 - 18:15 By Ana Souza - São Paulo",
    "Mexico": "{title}\nBy Gulf News Daily | March 4, 2020",
    "Germany": "{title}\n03/24/2020March 24, 2020\nCopy link",
    "France": "World | Africa\n{title}\nIssued on: 24/03/2020 - 09:41Modified: 25/03/2020 - 10:01\n2 min",
    "United Kingdom": "{title}\nAna Diaz in Quito\nWed 4 Mar 2020 10.15 GMT\nLast modified on Thu 5 Mar 2020 09.00 GMT",
    "United Kingdom, dots": "{title}\n · 4 Mar 2020 · Share · Save",
    "Ireland": "{title}\nUpdated / Wednesday, 4 Mar 2020 18:15",
    "Singapore": "{title}\n04 Mar 2020 06:15PM (Updated: 05 Mar 2020 07:10PM)\nBookmark\nShare",
    "Ethiopia": "{title}\nby Highland Standard March 4, 2020 3 minutes read",
    "Rwanda": "{title}\nJean Habimana\nPublished Wed, 04 Mar 2020 at 11:15 PM\nKIGALI",
    "Zimbabwe": "{title}\n04 Mar, 2020 - 00:03\n0 Views\n0 Comments\nOnline Reporter",
    "Malaysia": "{title}\nBy Aminah Yusof - March 4, 2020 @ 6:15pm\nListen to this article",
    "Vietnam": "{title}\nBy Minh Tran   March 4, 2020 | 06:15 pm GMT+7",
    "Nepal": "{title}\nUpdated at : March 5, 2020 07:10\nPublished at : March 4, 2020\nKathmandu",
    "Poland": "{title}\nMAR 4, 2020 | POLITICS",
    "a computer's date": "{title}\nPosted on: 2020-03-04T18:15:00+01:00 by admin",
    "changed only": "{title}\nLast modified: 04-Mar-2020 18:15",
    "summary first": "{title}\nThe governor has called for help from the army.\nPosted on March 4, 2020 by Ana Diaz",
}
DAYS = {"Turkey, numbers": "2020-03-25", "Brazil": "2020-03-24", "Germany": "2020-03-24", "France": "2020-03-24"}


@pytest.mark.parametrize("site", HEADS)
def test_head(site):
    (story,) = document(HEADS[site].format(title=TITLE) + "\n" + BODY).stories
    text = document(HEADS[site].format(title=TITLE) + "\n" + BODY).text
    assert story.title == TITLE
    assert str(story.published) == DAYS.get(site, "2020-03-04")
    summaries = {"Heavy rain hits the valley; two bridges closed.", "The governor has called for help from the army."}
    bodies = [text[part.begin : part.end] for part in story.paragraphs if part.kind != "title"]
    assert [line for line in bodies if line not in summaries] == BODY.split("\n")


# Lines below the title, the day that they tell (or the day of the year), and who publishes the story.
LINES = {
    "paper, dots and initials": ("Kurier Doliny | 27.05.2020 | (km)", "2020-05-27", "Kurier Doliny"),
    "initials in brackets": ("Tal-Zeitung, 4.3.2020 (ad)", "2020-03-04", "Tal-Zeitung"),
    "initials and agencies": ("04.03.2020 | ad/tr (dpa, AFP)", "2020-03-04", "dpa"),
    "ISO date after a domain": ("upe.lt, 2020-05-23", "2020-05-23", "upe.lt"),
    "ISO date after a paper": ("Valsts Kurjeris, 2020-03-04 10:15", "2020-03-04", "Valsts Kurjeris"),
    "slashes and a byline": ("25/03/2020 | By Ana Diaz | Lake Tribune", "2020-03-25", "Lake Tribune"),
    "month between slashes": ("04/Mar/2020", "2020-03-04", ""),
    "source and editor": ("Source: Xinhua| 2020-03-04 10:15:20|Editor: wei", "2020-03-04", "Xinhua"),
    "byline with a paper, place and day": (
        "By Inés Quispe, Diario del Valle\nLIMA, 20 June",
        "--06-20",
        "Diario del Valle",
    ),
    "letters of other alphabets": ("By Šarūnas Žukas and Élise Öztürk\n4 March 2020", "2020-03-04", ""),
    "byline with agencies": ("By Ana Diaz in Lima and Tom Roe in Quito, with agencies\n4 March 2020", "2020-03-04", ""),
    "staff": ("Staff report\nMarch 4, 2020", "2020-03-04", ""),
    "staff and agencies": ("From staff and wire reports\nMar. 4, 2020", "2020-03-04", ""),
    "written for": ("Special to the Highland Post\nPublished: March 4, 2020", "2020-03-04", "Highland Post"),
    "broadcaster of the writer": ("By Ana Diaz, CNN\nUpdated 3:42 PM EST, Wed March 4, 2020", "2020-03-04", "CNN"),
    "place in capitals and day": ("By Ana Diaz\nLIMA, March 4", "--03-04", ""),
    "place, day and agency": ("LIMA, March 4 (Highland News)", "--03-04", "Highland News"),
    "place and day with stops": ("LIMA. March 4.", "--03-04", ""),
    "place in small letters": ("Arequipa, 4 March", "--03-04", ""),
    "place and country": ("AREQUIPA, Peru, March 4", "--03-04", ""),
    "weekday and day": ("Wednesday 4 March", "--03-04", ""),
    "bulletin": ("Andes Circle – monthly bulletin", "", "Andes Circle"),
    "report with a number": ("Situation Report No. 4\n4 March 2020", "2020-03-04", ""),
    "post": ("@rivermonitor\n4 March 2020, 18:22", "2020-03-04", ""),
    "account and day": ("River Monitor (@rivermonitor) · Mar 4, 2020", "2020-03-04", "River Monitor"),
    "day first": ("4 March, Lima", "--03-04", ""),
    "bar between place and day": ("LIMA | 4 MARCH", "--03-04", ""),
    "byline, bar, place and day": ("By Ana Diaz | LIMA, 4 March", "--03-04", ""),
    "emphasis": ("*LIMA, 4 March 2020*", "2020-03-04", ""),
    "spaces between dots": ("Jan Novák, Údolí Dnes, 4. 3. 2020", "2020-03-04", ""),
    "dot behind the day": ("4. March 2020, 10:15", "2020-03-04", ""),
    "numbered update": ("Situation update #3 – 4 March 2020", "2020-03-04", ""),
    "report as of": ("Situation Report No. 3 (as of 4 March 2020)", "2020-03-04", ""),
    "week": ("Andes Monitor | Weekly Bulletin | 2 – 8 March 2020", "2020-03-08", "Andes Monitor"),
    "week, month first": ("Andes Monitor | Weekly Bulletin | March 2-8, 2020", "2020-03-08", "Andes Monitor"),
    "views": ("12.4K views · 4 Mar 2020 18:22", "2020-03-04", ""),
    "reactions": ("4 Mar 2020\n12 replies 40 reposts 1.2K likes", "2020-03-04", ""),
    "address of the writer": ("By Ana Diaz adiaz@example.org\nMarch 4, 2020", "2020-03-04", ""),
    "address in brackets": ("Ana Diaz (ana.diaz@example.org)\n4 March 2020", "2020-03-04", ""),
    "names one below the other": (
        "Ana Diaz, Tom Roe\nLake District Post\nMarch 4, 2020",
        "2020-03-04",
        "Lake District Post",
    ),
    "hour of today": ("Today at 5:01 a.m. EST", "", ""),
    "live blog": ("This live blog is closed\nWed 4 Mar 2020 18.20 GMT\nKey events", "2020-03-04", ""),
    "button behind the writer": ("March 4, 2020 by Ana Diaz Leave a Comment", "2020-03-04", ""),
    "correspondent": ("From our correspondent in Lima\n4 March 2020", "2020-03-04", ""),
    "special correspondent": ("By our special correspondent Ana Diaz in Lima\n4 March 2020", "2020-03-04", ""),
    "translator": ("Ana Diaz | Translated by Tom Roe\n4 March 2020", "2020-03-04", ""),
    "forwarded": ("Forwarded from Valley Alerts\n4 March 2020", "2020-03-04", ""),
    "labels": ("Format\nSource\nWater Aid Network\nPosted\n5 Mar 2020", "2020-03-05", "Water Aid Network"),
    "first published": (
        "Sat 7 Mar 2020 14.05 GMT\nFirst published on Fri 6 Mar 2020 17.00 GMT",
        "2020-03-06",
        "",
    ),
}


@pytest.mark.parametrize("kind", LINES)
def test_lines_below_the_title(kind):
    lines, day, publisher = LINES[kind]
    text = f"{TITLE}\n\n{lines}\n\n{BODY}"
    (story,) = document(text).stories
    assert [text[part.begin : part.end] for part in story.paragraphs] == [TITLE, *BODY.split("\n")]
    assert [part.kind for part in story.paragraphs] == ["title", "body", "body"]
    assert (str(story.published or story.day_of_year), story.publisher) == (day, publisher)


@pytest.mark.parametrize(
    ("dateline", "day", "publisher"),
    [
        ("LIMA, Oct 16 (Highland News) - ", "--10-16", "Highland News"),
        ("BOGOTÁ, Mar 4 (Andes News) - ", "--03-04", "Andes News"),
        ("SÃO PAULO, March 4, 2020 (Andes News) — ", "2020-03-04", "Andes News"),
        ("Lima, March 4 (Andes News) ", "--03-04", "Andes News"),
        ("LIMA, March 4. /TASS/. ", "--03-04", "TASS"),
        ("March 4 (Reuters) - ", "--03-04", "Reuters"),
        ("(Reuters) - ", "", "Reuters"),
        ("LIMA, Peru (AP) — ", "", "AP"),
        ("Lima, Peru – March 4, 2020 – ", "2020-03-04", ""),
        ("LIMA (Peru) - ", "", ""),
        ("LIMA - ", "", ""),
    ],
)
def test_datelines_tell_the_day_and_the_agency(dateline, day, publisher):
    (story,) = document(f"{TITLE}\n\n{dateline}{BODY}").stories
    assert (str(story.published or story.day_of_year), story.publisher) == (day, publisher)


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ("THE HIGHLAND SENTINEL\n{title}", "THE HIGHLAND SENTINEL"),
        ("Andes Monitor | Weekly Bulletin\n{title}", "Andes Monitor"),
        ("{title} | Highland Post\n{title}\nBy Ana Diaz", "Highland Post"),
        ("{title} - lakenews.pe\nBy Ana Diaz", "lakenews.pe"),
        ("ValleyWatch | {title}", "ValleyWatch"),
        # A section, a person, a picture's credit and a button are no papers; nor is who else is named in the text.
        ("LOCAL NEWS\n{title}", ""),
        ("World News\n{title}", ""),
        ("{title}\nBy Tom Post\nMarch 4, 2020", ""),
        ("{title}\nPhoto: Andes News\nBy Ana Diaz", ""),
        ("{title}\nReuters", ""),
        ("{title}\nGoogle News", ""),
        ("{title}", ""),
    ],
)
def test_publisher(head, publisher):
    text = head.format(title=TITLE) + "\n" + BODY
    found = document(text)
    assert (found.stories[0].publisher, found.publisher) == (publisher, publisher)
    assert TITLE in found.stories[0].title
    assert document(text, publisher="Lima Post").stories[0].publisher == "Lima Post"


HEADLINES = (
    "Court frees newspaper editor after two years in jail",
    "Miners strike at largest pit over wages and shifts",
)
TEXTS = ("A court freed the editor on appeal, her lawyer said.", "Miners went on strike over wages, their union said.")


@pytest.mark.parametrize(
    ("heads", "days"),
    [
        (("LIMA, March 4", "CUSCO, March 5", "Tacna, 6 March"), ["--03-04", "--03-05", "--03-06"]),
        (("By Inés Quispe\nLIMA, 4 March", "By Tom Roe", "By Ana Diaz\nTACNA, 6 March"), ["--03-04", "", "--03-06"]),
        (("@one\n4 March 2020", "@two\n5 March 2020", "@three\n"), ["2020-03-04", "2020-03-05", ""]),
    ],
)
def test_a_line_with_place_and_day_or_writer_begins_a_story(heads, days):
    told = zip((TITLE, *HEADLINES), heads, (BODY, *TEXTS), strict=True)
    found = document("\n\n".join(f"{title}\n{head}\n{text}" for title, head, text in told)).stories
    assert [story.title for story in found] == [TITLE, *HEADLINES]
    assert [str(story.published or story.day_of_year) for story in found] == days


@pytest.mark.parametrize("line", ["LIMA, 4 March", "Arequipa, 4 March", "Lake Tribune | 04.03.2020 | (ad)"])
def test_a_line_with_the_day_is_no_title(line):
    (story,) = document(f"{line}\n{BODY}").stories
    assert story.title == ""
    assert str(story.published or story.day_of_year) in ("--03-04", "2020-03-04")


@pytest.mark.parametrize("place", ["", "Lima, "])
def test_the_days_of_a_chronology_are_not_that_of_the_story(place):
    text = f"{TITLE}\n\n{place}March 2\nIt rained.\n\n{place}March 3\n{BODY}\n\n{place}March 6\n{TEXTS[0]}"
    (story,) = document(text).stories
    assert (story.published, story.day_of_year) == (None, "")


def test_stories_of_different_papers_leave_the_page_without_one():
    text = "\n\n\n".join(f"{TITLE} {n}\nLIMA, March {n} ({agency}) - {BODY}" for n, agency in ((4, "AFP"), (5, "AP")))
    found = document(text)
    assert [story.publisher for story in found.stories] == ["AFP", "AP"]
    assert found.publisher == ""


def test_posts_of_a_thread_are_read_without_their_numbers():
    text = f"What we know about the flood\n\n1/ {BODY.splitlines()[0]}\n\n2/ {BODY.splitlines()[1]}"
    (story,) = document(text).stories
    assert [text[part.begin : part.end] for part in story.paragraphs][1:] == BODY.splitlines()
    alone = f"Bread of the hills\n\n1/2 cup of flour is enough, the baker said.\n{BODY}"
    assert "1/2 cup" in alone[document(alone).stories[0].paragraphs[1].begin :][:7]


@pytest.mark.parametrize(
    "foot",
    [
        "(END)",
        "Reuse this content",
        "Page not found",
        "Topics Peru | Floods | Americas",
        "Explore more on these topics\nPeru | Floods | Americas | news",
        "Related topics\nPeru\nClimate change",
        "Tags:\nPeru",
        "Share this: Twitter Facebook WhatsApp",
        "Share on Facebook\nShare on X",
        "Lake Tribune · Print · Email",
        "Edited by: Tom Roe",
        "Reporting by Lake staff; Editing by Tom Roe",
        "With inputs from agencies",
        "The Associated Press contributed to this report.",
        "Contact reporter Jane Roe at jroe@example.com or 555-0119.",
        "Follow AP's coverage of Latin America at https://example.com/hub",
        "While you're here: Every Tuesday our editors write about Peru. You can sign up here for the newsletter.",
        "Support quality journalism in Peru\nDonate",
        "($1 = 3.72 soles)",
        "(Adds quotes from the governor, background)",
        "(With inputs from agencies)",
        "This story has not been edited by our staff and is auto-generated from a syndicated feed.",
        "Stay updated with the latest from the valley",
        "Kindly share this story:",
        "Read time: 3 mins",
        "READ | Mine owners face new rules",
        "Got a story? Write to tips@example.com",
        "Opens in new window",
        "00:00 / 02:15",
        "Our Standards: Trust Principles. Purchase Licensing Rights",
    ],
)
def test_foot(foot):
    text = f"{TITLE}\n{BODY}\n{foot}"
    (story,) = document(text).stories
    assert [text[part.begin : part.end] for part in story.paragraphs] == [TITLE, *BODY.split("\n")]


@pytest.mark.parametrize(
    "line",
    [
        "Timeline of the March 4, 2020 flood",
        "The bridge was closed on March 4, 2020",
        "Ministers from Peru, Chile and Bolivia met on 4 March 2020 in Lima",
        "Read by nobody, published by nobody.",
        "Published on 4 March 2020, the report names nine officers.",
        "Peru, Chile and Bolivia",
        "Stay in the hills, the governor told residents.",
        "Get the latest offer in writing, the union told its members.",
        "Have a look at the dam, the engineer said.",
        "By March 4, 2020, the water had reached the station",
        "News of the flood reached the capital on March 4, 2020, by radio",
        "Lima, 4 March: the day of the flood",
        "What the monthly bulletin says",
        "Staff and students fled",
        "Rain | hail | snow",
        "Today 5 people are missing",
        "From March 4, 2020, the bridge was closed",
        "Translated by nobody, read by nobody",
        "Thread and needle, the tailor said.",
        "Lima and Cusco, flooded",
        "Residents wrote to help@example.org",
    ],
)
def test_running_text_that_resembles_a_date_line(line):
    text = f"{TITLE}\n{BODY}\n{line}\nThe governor thanked the soldiers for their help."
    assert line in [text[part.begin : part.end] for part in document(text).stories[0].paragraphs]


@pytest.mark.parametrize(
    "title",
    [
        "News agency chief freed after two years in prison",
        "Floods in Lima, March 4, 2020: what we know so far",
        "Analysis: why the river floods every year",
        "Times of plenty are over, says governor of the valley",
        "Live: governor speaks to residents of the flooded valley",
    ],
)
def test_titles_that_resemble_furniture(title):
    assert document(f"{title}\n4 March 2020\n{BODY}").stories[0].title == title


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Lake Tribune\nRiver floods two markets in the valley", "River floods two markets in the valley"),
        ("War in Peru\nRiver floods two markets in the valley", "War in Peru"),
        ("FLOODS IN PERU\nRiver floods two markets in the valley", "River floods two markets in the valley"),
        ("Peru floods\nGovernor calls for help as river rises\nBy Ana Diaz", "Governor calls for help as river rises"),
        ("Floods in Lima", "Floods in Lima"),
        ("World > Americas > Peru\nFloods in Lima", "Floods in Lima"),
        ("News|Floods\nFloods in Lima", "Floods in Lima"),
        ("SITUATION REPORT No. 4\nPeru: floods in the valley\n4 March 2020", "Peru: floods in the valley"),
        ("FOR IMMEDIATE RELEASE\nMarch 4, 2020\nFloods in Lima", "Floods in Lima"),
        (
            "The Valley Gazette\nVol. XII No. 31\n4 March 2020\nFloods close two bridges in Lima",
            "Floods close two bridges in Lima",
        ),
        ("Situation report\nBy Ana Diaz", "Situation report"),
        ("River Monitor (@rivermonitor) · Mar 4, 2020\n🧵 Floods in Lima", "🧵 Floods in Lima"),
    ],
)
def test_the_title_among_the_lines_over_the_text(head, title):
    assert document(f"{head}\n{BODY}").stories[0].title == title
