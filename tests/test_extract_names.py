"""Names in a story: where they begin and end, what they are, and which of them the story itself gives away."""

from __future__ import annotations

import pytest
from conftest import Reader

from kg.model import Extraction

PERSON, BODY, PLACE, FACILITY = "Person", "Organization", "Place", "Facility"

TITLES = [
    ("President Lina Kovalenko met nobody in Riga.", {"Lina Kovalenko": PERSON, "Riga": PLACE}),
    ("Retired Brigadier General Tendai Mupfumi said the army was ready.", {"Tendai Mupfumi": PERSON}),
    ("Dr. Aroha Ngata, a biologist in Dunedin, warned of it.", {"Aroha Ngata": PERSON, "Dunedin": PLACE}),
    ("Mr. Tanaka and Ms. Okafor met in Osaka.", {"Tanaka": PERSON, "Okafor": PERSON, "Osaka": PLACE}),
    ("Prime Minister Kwame Asante-Boateng's office said so.", {"Kwame Asante-Boateng": PERSON}),
    ("French President Hélène Moreau met envoys in Dakar.", {"Hélène Moreau": PERSON, "Dakar": PLACE}),
]
QUOTES = [
    ("She announced it on X. Zongo urged calm.", {"X": BODY, "Zongo": PERSON}),
    ("Captain Moussa Kindo took over. Kindo's government disputes it.", {"Moussa Kindo": PERSON, "Kindo": PERSON}),
    ("The Socialist Front of Chile won a seat.", {"Socialist Front of Chile": BODY}),
    ("Ashby's chief quit. Ashby Resources fell.", {"Ashby": BODY, "Ashby Resources": BODY}),
    ("Amara Diallo leads the union.", {"Amara Diallo": PERSON}),
    ('"Brazil will not sign," Foreign Minister Joana Teixeira said.', {"Brazil": PLACE, "Joana Teixeira": PERSON}),
    ("The “Lion Heart” cell planned the attack, police in Lyon said.", {"Lion Heart": BODY, "Lyon": PLACE}),
    ('A group called "Morning Star" claimed the bombing in Quetta.', {"Morning Star": BODY, "Quetta": PLACE}),
    ('The "Free Harvest" movement called for strikes in Rosario.', {"Free Harvest": BODY, "Rosario": PLACE}),
]
BODIES = [
    (
        "The West African Examinations Council (WAEC) cancelled the papers.",
        {"West African Examinations Council": BODY, "WAEC": BODY},
    ),
    ("The Kenyan interior ministry banned the march in Kisumu.", {"Kenyan interior ministry": BODY, "Kisumu": PLACE}),
    ("Peru's navy rescued the crew near Callao.", {"Peru's navy": BODY, "Callao": PLACE}),
    ("The Polish military said two soldiers had drowned.", {"Polish military": BODY}),
    ("Protesters blocked the Polish military base on Friday.", {}),
    ("Boko Haram militants attacked the village of Gwoza.", {"Boko Haram": BODY, "Gwoza": PLACE}),
    ("The International Criminal Court issued a warrant.", {"International Criminal Court": BODY}),
    ("Students of the University of Nairobi went home.", {"University of Nairobi": BODY}),
    ("The National Bank of Kazakhstan raised rates.", {"National Bank of Kazakhstan": BODY}),
]
PLACES = [
    ("Flights at Kotoka International Airport resumed on Tuesday.", {"Kotoka International Airport": FACILITY}),
    (
        "Thousands waited at the Torkham crossing between Pakistan and Afghanistan.",
        {"Torkham crossing": FACILITY, "Pakistan": PLACE, "Afghanistan": PLACE},
    ),
    ("The Port of Mombasa was closed by a storm.", {"Port of Mombasa": FACILITY}),
    ("Fighters attacked the Andara district of northern Mozambique.", {"Andara": PLACE, "Mozambique": PLACE}),
    ("Residents fled to the eastern town of Bunia.", {"Bunia": PLACE}),
    ("Residents of the Kibera neighborhood waited.", {"Kibera": PLACE}),
    ("Lake Chad shrank again.", {"Lake Chad": PLACE}),
]
PAPERS = [
    ("NAIROBI, Kenya — Police fired tear gas at students on Monday.", {"NAIROBI": PLACE, "Kenya": PLACE}),
    ("LIMA, Peru - Police in Cusco arrested a former mayor.", {"LIMA": PLACE, "Peru": PLACE, "Cusco": PLACE}),
    (
        "Ferry Disaster: Seoul Minister Resigns\n\n"
        "Transport Minister Park Ji-hoon resigned on Monday after the sinking of a ferry near Jeju.\n",
        {"Seoul": PLACE, "Park Ji-hoon": PERSON, "Jeju": PLACE},
    ),
]
STORIES = [
    (
        "- 24 Jan: Rebels entered the town of Sake.\n- 27 Jan: Fighting reached Goma.",
        {"Sake": PLACE, "Goma": PLACE},
    ),
    (
        "The Reform Party lost. The Reform camp blamed the rain.",
        {"Reform Party": BODY, "Reform": BODY},
    ),
    (
        "The governor of Ica, Hugo Paredes, met residents of Tarma.",
        {"Ica": PLACE, "Hugo Paredes": PERSON, "Tarma": PLACE},
    ),
    (
        "The Harmony party won the vote in Quito.\nHarmony promised to cut taxes.",
        {"Harmony": BODY, "Quito": PLACE},
    ),
    (
        'Vice President Ernesto Quiroga spoke.\n"We are ready," Quiroga said.',
        {"Ernesto Quiroga": PERSON, "Quiroga": PERSON},
    ),
    (
        "Jamal al-Bashiri's brother fled.\nal-Bashiri stayed in Mosul.",
        {"Jamal al-Bashiri": PERSON, "al-Bashiri": PERSON, "Mosul": PLACE},
    ),
]


def names(extraction: Extraction) -> dict[str, str]:
    return {mention.text: mention.type for mention in extraction.mentions if mention.kind == "name"}


@pytest.mark.parametrize(("text", "expected"), [*TITLES, *QUOTES, *BODIES, *PLACES, *PAPERS, *STORIES])
def test_names(extracted: Reader, text: str, expected: dict[str, str]) -> None:
    assert names(extracted(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norwegian and Danish officials met in Bergen.", {"Norwegian", "Danish"}),
        ("Three Syrians and two Afghans were rescued off Lesbos.", {"Syrians", "Afghans"}),
        ("The Turkish lira fell.", {"Turkish"}),
        ("Iran-backed fighters left.", set()),
        ("The pro-Russian Harmony Front party lost its seats in Chisinau.", {"Russian"}),
    ],
)
def test_adjectives_of_countries_are_marked(extracted: Reader, text: str, expected: set[str]) -> None:
    found = [mention for mention in extracted(text).mentions if mention.kind == "demonym"]
    assert {mention.text for mention in found} == expected
    assert all(mention.type == "Place" for mention in found)


@pytest.mark.parametrize(
    ("text", "name", "subtype"),
    [
        ("The Kenyan interior ministry banned the march.", "Kenyan interior ministry", "ministry"),
        ("The Andes Brigade, led by a colonel, seized the mine.", "Andes Brigade", "armed-group"),
        ("The Sahel Defense Coalition shot down a drone near Gao.", "Sahel Defense Coalition", "coalition"),
        ("Flights at Kotoka International Airport resumed.", "Kotoka International Airport", "airport"),
        ("Residents of the Kibera neighborhood waited.", "Kibera", "neighborhood"),
        ("The Harmony party won the vote in Quito.", "Harmony", "political-party"),
        ("The International Criminal Court issued a warrant.", "International Criminal Court", "court"),
    ],
)
def test_what_kind_of_thing_a_name_is(extracted: Reader, text: str, name: str, subtype: str) -> None:
    assert [m.subtype for m in extracted(text).mentions if m.text == name] == [subtype]


@pytest.mark.parametrize("text", [case[0] for case in [*TITLES, *QUOTES, *BODIES, *PLACES, *PAPERS, *STORIES]])
def test_every_mention_lies_in_its_sentence(extracted: Reader, text: str) -> None:
    for mention in extracted(text).mentions:
        assert text[mention.begin : mention.end] == mention.text
        assert mention.sentence.begin <= mention.begin
        assert mention.end <= mention.sentence.end
