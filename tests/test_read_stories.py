"""Stories, paragraphs and boilerplate of scraped pages."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read import document, read
from kg.read.stories import paragraphs

SAMPLE = Path(__file__).parents[2] / "shared"


def kinds(text: str) -> list[tuple[str, str]]:
    """(kind, text) of everything in the document, in order."""
    found = document(text)
    parts = [part for story in found.stories for part in (*story.paragraphs, *story.boilerplate)]
    return [(part.kind, text[part.begin : part.end]) for part in sorted(parts, key=lambda part: part.begin)]


def titles(text: str) -> list[str]:
    return [story.title for story in document(text).stories]


REPEATED = """{title}

{caption}
{caption}
TT

{title}

{caption}
{caption}

{body}
"""
FERRY = REPEATED.format(
    title="Ferry Company Resumes Service to Northern Islands",
    caption="A ferry leaves the harbour of Bodo, May 9, 2023. (Reuters)",
    body="The company said on Tuesday that its ships would sail again.\n\nResidents welcomed the decision.",
)
MINE = REPEATED.format(
    title="Miners Rescued",
    caption="Rescuers at the gate of the mine. (Ministry of Health's press office)",
    body="Nine miners were rescued on Thursday, the police said in Kitwe.\n\nTheir families waited at the gate.",
)


def test_a_page_that_repeats_its_title_and_caption():
    assert [kind for kind, _ in kinds(FERRY)] == [
        "title",
        "caption",
        "duplicate-caption",
        "marker",
        "duplicate-title",
        "duplicate-caption",
        "duplicate-caption",
        "body",
        "body",
    ]


def test_a_caption_with_an_unusual_credit_is_known_by_its_copies():
    assert [kind for kind, _ in kinds(FERRY + MINE.replace("Miners Rescued", "Nine Miners Rescued in Kitwe"))][
        9:14
    ] == [
        "title",
        "caption",
        "duplicate-caption",
        "marker",
        "duplicate-title",
    ]


@pytest.mark.parametrize("gap", ["", "\n", "\n\n\n", "\n\u00a0\n \n"])
def test_several_stories_on_one_page(gap):
    second = MINE.replace("Miners Rescued", "Nine Miners Rescued in Kitwe")
    found = document(FERRY + gap + second)
    assert titles(FERRY + gap + second) == [
        "Ferry Company Resumes Service to Northern Islands",
        "Nine Miners Rescued in Kitwe",
    ]
    first, last = found.stories
    assert found.text[first.begin : first.end] == FERRY.strip()
    assert found.text[last.begin : last.end] == second.strip()


TWO = """Parliament Approves New Budget After Long Night

{first}Parliament approved a budget on Thursday. The vote was close.

The opposition said it would appeal to the court.
{gap}
Court Frees Journalist Held for Two Years

{second}A court freed a journalist on Friday, her lawyer said.

Her newspaper welcomed the ruling.
"""


@pytest.mark.parametrize(
    ("first", "second", "gap"),
    [
        ("LIMA (Reuters) - ", "NAIROBI (AFP) - ", ""),
        ("LIMA, March 7 (Reuters) - ", "NAIROBI, March 8 (Reuters) - ", "\n"),
        ("", "Journalists wait at the court in Nairobi. (AFP)\n\n", "\n"),
        ("", "By Ana Diaz\n\n", "\n"),
        ("", "", "\n\n"),
    ],
)
def test_stories_that_do_not_repeat_their_titles(first, second, gap):
    text = TWO.format(first=first, second=second, gap=gap)
    assert titles(text) == [
        "Parliament Approves New Budget After Long Night",
        "Court Frees Journalist Held for Two Years",
    ]


@pytest.mark.parametrize(
    ("above", "below"),
    [("\n\n\n\n", "\n\n"), ("\n\n", "\n\nFriday, March 8, 2019\n\n"), ("\n", "\nBy Ana Diaz\nMarch 8, 2019\n")],
)
def test_headlines_in_sentence_case(above, below):
    title = "Court in Nairobi frees journalist held for two years"
    text = (
        f"Parliament approves budget\n\nParliament approved a budget on Thursday.\n\nThe vote was close.{above}"
        f"{title}{below}A court freed a journalist on Friday, her lawyer said."
    )
    assert titles(text) == ["Parliament approves budget", title]


@pytest.mark.parametrize(
    "text",
    [
        TWO.format(first="", second="", gap=""),
        # Sub-headings with wide gaps, and one that looks like a headline.
        "Floods in the Valley\n\nThe river rose on Monday and flooded the town.\n\n\nWhat we know\n\n"
        "Three bridges fell, the governor said on Tuesday.\n\n\nThe Long Road to Recovery Ahead\n\n"
        "Rebuilding will take years, engineers said.",
        # An interview with repeated labels.
        "Question: Why?\nThe minister: Because the law says so, and it has said so for years.\nQuestion: Why?\n"
        "The minister: Because the law says so, and nobody has changed it since then.",
        # A short text without any title.
        "Police arrested three men in Quito on Monday",
        "The port reopened on Monday. Ships left at noon",
        # One line per paragraph and a line in capitals.
        "The port reopened on Monday.\nSHIPS LEFT AT NOON FOR THE ISLANDS\nThe crews were glad to be back, they said.",
        # A poem.
        "Rain on the river\nRain on the hill\nRain on the river\nAnd rain on the mill",
    ],
)
def test_ordinary_texts_are_one_story(text):
    assert len(document(text).stories) == 1


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("TT", "marker"),
        ("* * *", "marker"),
        ("3-min read", "marker"),
        ("·12 min read", "marker"),
        ("In this article:", "marker"),
        ("Share this article", "marker"),
        ("Print", "marker"),
        ("Story continues below advertisement", "marker"),
        ("By Ana Diaz and Tom Roe", "marker"),
        ("Published: 4 January 2024, 10:15 GMT", "marker"),
        ("Tags: Peru, Mining", "marker"),
        ("Also read: Mine Owners Face New Rules", "link-list"),
        ("Something went wrong.", "notice"),
        ("Please try again later.", "notice"),
        ("© 2024 The Daily Example. All rights reserved.", "notice"),
        ("Sign up for our newsletter to get the top stories in your inbox.", "notice"),
        ("We use cookies to give you the best experience on our site. You can change your consent.", "notice"),
        ("Comments are moderated. Please respect our community guidelines when you post.", "notice"),
        ("(Reporting by Ana Diaz; Editing by Tom Roe)", "notice"),
    ],
)
def test_page_furniture(line, kind):
    text = f"Miners Rescued in Kitwe\n\nNine miners were rescued.\n\n{line}\n\nTheir families waited at the gate."
    assert (kind, line.strip("·")) in [(found, part.strip("·")) for found, part in kinds(text)]
    assert [found for found, _ in kinds(text) if found == "body"] == ["body", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "By Friday the rebels had fled.",
        "By noon the town was empty",
        "Published in 2004, the report named nine officers.",
        "Copyright law was changed on Monday.",
        "The video is not authentic, the ministry said.",
        "This report was published by the United Nations on Monday.",
        "Follow the money, the judge told the court.",
        '"We need your comments and your donations," the mayor told users of the site.',
        "The company, which has a million subscribers, said that its users had not been told of the cookies.",
        "Reporting by journalists in the region has shown that the mine was unsafe.",
        "If you wish to donate to the monks, put your donation into the box at the temple.",
        "Related talks will be held in Oslo.",
        "Read more widely, the teacher told the class.",
        "Live rounds were fired.",
        "The party (MOP)",
    ],
)
def test_running_text_that_resembles_furniture(line):
    text = f"Miners Rescued in Kitwe\n\nNine miners were rescued.\n\n{line}\n\nTheir families waited at the gate."
    assert ("body", line) in kinds(text)


def test_links_after_the_text_and_a_notice():
    text = (
        "Miners rescued in Kitwe\n\nNine miners were rescued on Monday.\n\nRead More\n\nCopper prices rise again\n\n"
        "Zambia opens new rail line\n\nOur goal is a safe place for users, so we suspend commenting"
    )
    assert [kind for kind, _ in kinds(text)] == ["title", "body", "marker", "link-list", "link-list", "notice"]
    (story,) = document(text).stories
    assert text[: story.end].endswith("rescued on Monday.")


def test_text_goes_on_after_a_link():
    text = "Miners rescued\n\nNine were saved.\n\nRead more\n\nCopper prices rise again\n\nThe mine had been closed."
    assert [kind for kind, _ in kinds(text)] == ["title", "body", "marker", "link-list", "body"]


def test_second_copy_of_the_text():
    body = "Nine miners were rescued on Monday.\nThe mine had been closed in 2019 after a fire.\n“Yes,” he said.\n"
    assert [kind for kind, _ in kinds("Miners rescued in Kitwe\n" + body + body)] == [
        "title",
        *["body"] * 3,
        *["duplicate-body"] * 3,
    ]


def test_headings_and_sections():
    text = (
        "Home\nAfrica\nMiners Rescued in Kitwe\n\nNine miners were rescued on Monday.\n\nLong wait\n\n"
        "Their families had waited at the gate for three days.\n\n‘Gate of hope’\n\n"
        "The gate has been called the gate of hope since then."
    )
    assert [kind for kind, _ in kinds(text)] == [
        "marker",
        "marker",
        "title",
        "body",
        "heading",
        "body",
        "heading",
        "body",
    ]


def test_a_first_line_of_two_sentences_is_no_title():
    text = "The mine has reopened. Some families still wait\n\nNine miners were rescued on Monday."
    assert titles(text) == [""]
    assert [kind for kind, _ in kinds(text)] == ["body", "body"]


WRAPPED = """Harbour Workers End Strike

MONTEVIDEO, March 3 (Reuters) - Harbour workers in the capital ended a
nine-day strike on Friday after the government agreed to raise wages,
their union said.

The Labour Ministry confirmed the agreement. "We are glad that all the
Ships can sail again," a spokesman said. The strike began in February
22, 2019.

What comes next

Talks about pensions will start in May, and both sides said they would
come."""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_hard_wrapped_text(newline):
    found = kinds(WRAPPED.replace("\n", newline))
    assert [kind for kind, _ in found] == ["title", "body", "body", "heading", "body"]
    assert found[2][1].endswith("22, 2019.")


def test_a_paragraph_may_be_one_long_line():
    line = "Nine miners were rescued on Monday, the police said. " * 20
    assert [kind for kind, _ in kinds(f"Miners Rescued in Kitwe\n{line}\n{line}again")] == ["title", "body", "body"]


LINES = st.sampled_from(
    [
        *FERRY.split("\n"),
        *WRAPPED.split("\n"),
        "Read More",
        "By Ana Diaz",
        "\u00a0",
        "  • Oops!",
        "a broken line that goes on",
        "in the next one.",
        "January 4, 2024",
    ]
) | st.text(max_size=40)


@given(lines=st.lists(LINES, max_size=30), newline=st.sampled_from(["\n", "\r\n", "\n\n\n"]))
def test_every_visible_character_is_in_exactly_one_place(lines, newline):
    text = newline.join(lines)
    found = document(text)
    places = [0] * len(text)
    for story in found.stories:
        for part in (*story.paragraphs, *story.boilerplate):
            assert text[part.begin : part.end] == text[part.begin : part.end].strip()
            for position in range(part.begin, part.end):
                places[position] += 1
        assert all(story.begin <= part.begin < part.end <= story.end for part in story.paragraphs)
    assert max(places, default=0) <= 1
    assert not "".join(char for char, count in zip(text, places, strict=True) if not count).strip()
    assert bool(text.strip()) == bool(found.stories)
    ends = [0, *(story.end for story in found.stories)]
    assert all(end <= story.begin for end, story in zip(ends, found.stories, strict=False))
    assert sorted(unit.begin for unit in paragraphs(text)) == sorted(
        part.begin for story in found.stories for part in (*story.paragraphs, *story.boilerplate)
    )


@pytest.mark.parametrize(
    "line",
    [
        "1.1/" * 38 + "x",
        "Jan" * 40 + "!x",
        "Reporting by " + "ABC" * 60 + " x y",
        "a > " * 30 + "x.",
        "By " + "A." * 70 + " x y z",
        "( " * 100 + "Photo",
        "12 January, " * 12 + "x",
        "A in " * 31 + "May 4, 2020",
        "by A " * 29 + "| May 4, 2020",
        "Share " * 26 + "!x",
        "News, " * 26 + "x",
        "TOWN, " * 25 + "May 4 (AFP",
        "a b c 1441 " * 14,
    ],
)
def test_strange_lines_are_read_at_once(line):
    started = time.perf_counter()
    document("\n".join([line] * 20))
    assert time.perf_counter() - started < 0.5


def test_sample_pages_against_their_annotation():
    gold_file = SAMPLE / "gold" / "stories.json"
    if not gold_file.exists():
        pytest.skip("the annotated sample pages are not here")
    gold = json.loads(gold_file.read_text(encoding="utf-8"))
    documents, skipped = read([SAMPLE / "seeds"])
    assert skipped == ()
    for found, page in zip(documents, gold, strict=True):
        text = found.text

        def trim(begin: int, end: int, text: str = text) -> tuple[int, int]:
            piece = text[begin:end]
            return begin + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())

        for story, wanted in zip(found.stories, page["stories"], strict=True):
            assert trim(story.begin, story.end) == trim(wanted["start"], wanted["end"])
            assert story.title == (wanted["title"] or "")
            assert {trim(part.begin, part.end) for part in story.boilerplate} == {
                trim(begin, end) for begin, end, _ in wanted["boilerplate_spans"]
            }
            for kind, key in (("caption", "caption_spans"), ("heading", "subheading_spans")):
                assert {trim(part.begin, part.end) for part in story.paragraphs if part.kind == kind} == {
                    trim(begin, end) for begin, end, _ in wanted[key]
                }
            if wanted["reference_date"]["stated_in_text"]:
                assert str(story.published) == wanted["reference_date"]["iso"]
            else:
                assert story.published is None
