"""Claims that contradict, support or supersede each other, and what follows for the events that they are about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

import kg.read
from kg.assemble import assemble
from kg.conflicts import find
from kg.dump import Dump
from kg.export.turtle import write_turtle
from kg.extract import extract
from kg.extract.quantities import tolls
from kg.model import Document, Extraction, Graph
from kg.resolve.statements import Number, Statement, differences

MONDAY, TUESDAY = dt.date(2031, 3, 3), dt.date(2031, 3, 4)


def read(
    pipeline: Language, texts: Sequence[str], days: Sequence[dt.date] = (), publishers: Sequence[str] = ()
) -> tuple[list[Document], list[Extraction]]:
    days = [*days, *[TUESDAY] * (len(texts) - len(days))]
    publishers = [*publishers, *[""] * (len(texts) - len(publishers))]
    documents = [
        kg.read.document(text, f"{i}.txt", i, published=day, publisher=publisher)
        for i, (text, day, publisher) in enumerate(zip(texts, days, publishers, strict=True))
    ]
    return documents, list(extract(documents, pipeline))


def graph(pipeline: Language, *texts: str, days: Sequence[dt.date] = (), publishers: Sequence[str] = ()) -> Graph:
    return assemble(*read(pipeline, texts, days, publishers))


def linked(graph: Graph, name: str) -> set[frozenset[str]]:
    """The words of the claims that are linked so, pair by pair."""
    text = {claim.id: claim.content.text.strip('“”",. ') for claim in graph.claims}
    return {frozenset((text[claim.id], text[other])) for claim in graph.claims for other in getattr(claim, name)}


CONFLICTS = [
    (  # a toll against the narrator's
        "A blast in Quetta killed four people on Monday. Police said the blast in Quetta killed six people.",
        ("A blast in Quetta killed four people on Monday", "the blast in Quetta killed six people"),
    ),
    (
        "A blast in Quetta killed two soldiers on Monday, the army said. Doctors said the blast killed six soldiers.",
        ("A blast in Quetta killed two soldiers on Monday", "the blast killed six soldiers"),
    ),
    (  # somebody named and his driver are two
        "The strike killed Samir Daoud, also known as Abu Lind, and his driver, sources said."
        " The strike in Lagos killed four people, police said.",
        (
            "The strike killed Samir Daoud, also known as Abu Lind, and his driver",
            "The strike in Lagos killed four people",
        ),
    ),
    (  # one other beside the one who is named
        "A strike killed Samir Daoud in Lagos on Monday."
        ' "The strike also killed one other Delta Front member," Governor Salma Rahimi said.'
        " Police said the strike killed four people.",
        ("The strike also killed one other Delta Front member", "the strike killed four people"),
    ),
    (
        "No one was killed in the blast in Quetta on Monday, police said."
        " Governor Salma Rahimi said the blast in Quetta killed three people.",
        ("No one was killed in the blast in Quetta on Monday", "the blast in Quetta killed three people"),
    ),
    (
        "Israel attacked Sidon on Monday, the Lebanese army said.\n"
        "Israel has not attacked Sidon, spokesman Avi Ronen said.",
        ("Israel attacked Sidon on Monday", "Israel has not attacked Sidon"),
    ),
    (
        "Police said the Delta Front bombed the bridge in Lagos on Monday."
        " The Delta Front denied that it had bombed the bridge in Lagos.",
        ("the Delta Front bombed the bridge in Lagos on Monday", "it had bombed the bridge in Lagos"),
    ),
    (
        "Governor Salma Rahimi accused the Delta Front of carrying out the attack in Lagos on Monday."
        " The Delta Front denied any involvement in the attack.",
        ("the Delta Front of carrying out the attack in Lagos on Monday", "any involvement in the attack"),
    ),
    (
        "Prime Minister Ana Prado resigned on Monday, state radio said."
        " The government denied that Prime Minister Ana Prado had resigned.",
        ("Prime Minister Ana Prado resigned on Monday", "Prime Minister Ana Prado had resigned"),
    ),
    (
        "President Paul Ngoma died on Monday, local media reported."
        " The presidency denied that President Paul Ngoma had died.",
        ("President Paul Ngoma died on Monday", "President Paul Ngoma had died"),
    ),
    (
        "President Luis Embana met rebel leader Samir Daoud on Monday, officials said."
        " The rebels denied that Samir Daoud had met President Luis Embana.",
        (
            "President Luis Embana met rebel leader Samir Daoud on Monday",
            "Samir Daoud had met President Luis Embana",
        ),
    ),
    (
        "The army said that Kenyan troops took part in the raid on Kismayo on Tuesday."
        " Kenya denied that its troops took part in the raid on Kismayo.",
        ("Kenyan troops took part in the raid on Kismayo on Tuesday", "its troops took part in the raid on Kismayo"),
    ),
    (
        "A drone hit the headquarters of the Delta Front in Lagos on Monday, police said."
        ' "The strike was precise," Governor Salma Rahimi said. "No buildings were struck."',
        ("A drone hit the headquarters of the Delta Front in Lagos on Monday", "No buildings were struck"),
    ),
    (  # against the story's own voice
        "A drone hit the headquarters of the Delta Front in Lagos on Monday."
        ' "The strike was precise," Governor Salma Rahimi said. "No buildings were struck."',
        ("A drone hit the headquarters of the Delta Front in Lagos on Monday", "No buildings were struck"),
    ),
    (
        "Police said a raid in the south of Lagos on Monday killed two people."
        " Governor Salma Rahimi said the raid at a camp south of Lagos on Monday killed two people.",
        (
            "a raid in the south of Lagos on Monday killed two people",
            "the raid at a camp south of Lagos on Monday killed two people",
        ),
    ),
    (
        "A raid in Goma on Monday killed at least 40 people, the church said."
        " The army said the raid in Goma killed fewer than 20 people.",
        ("A raid in Goma on Monday killed at least 40 people", "the raid in Goma killed fewer than 20 people"),
    ),
    (
        "A raid in Goma on Monday killed four civilians, the church said. The army said the raid killed no civilians.",
        ("A raid in Goma on Monday killed four civilians", "the raid killed no civilians"),
    ),
    (
        "Floods in Sindh on Monday displaced 40,000 people, the province said."
        " The army said the floods in Sindh on Monday displaced 5,000 people.",
        ("Floods in Sindh on Monday displaced 40,000 people", "the floods in Sindh on Monday displaced 5,000 people"),
    ),
    (
        "The rebels released seven hostages in Arauca on Monday, the Red Cross said."
        " The army said the rebels released five hostages in Arauca on Monday.",
        (
            "The rebels released seven hostages in Arauca on Monday",
            "the rebels released five hostages in Arauca on Monday",
        ),
    ),
    (  # rough numbers can be too far apart
        "A raid in Goma on Monday killed about 30 people, the church said. The army said the raid killed 12 people.",
        ("A raid in Goma on Monday killed about 30 people", "the raid killed 12 people"),
    ),
    (
        "A raid in Goma on Monday killed four soldiers and wounded two villagers, the church said."
        " The army said the raid in Goma killed nine soldiers.",
        (
            "A raid in Goma on Monday killed four soldiers and wounded two villagers",
            "the raid in Goma killed nine soldiers",
        ),
    ),
]


@pytest.mark.parametrize(("text", "pair"), CONFLICTS)
def test_claims_that_cannot_both_be_true(pipeline: Language, text: str, pair: tuple[str, str]) -> None:
    found = graph(pipeline, text)
    assert linked(found, "conflicts") == {frozenset(pair)}
    assert any(event.disputed for event in found.events)


UNLIKE = [  # stories; what two claims of theirs differ in besides numbers of one event
    (  # one number for some and for all
        ["Chile has 400 troops in Bolivia.", "Some 400 foreign troops remain in Bolivia, a paper says."],
        ("400 of Chile in Bolivia", "400 foreign in Bolivia"),
    ),
    (
        ["About 1,200 foreign soldiers are based in the region.\nNearly 1,200 foreign soldiers are still in Chad."],
        ("1,200 foreign in the region", "1,200 foreign in Chad"),
    ),
    (
        ["France keeps some 800 soldiers in Gabon.", "“Some 800 international troops stay in Gabon,” Omar Lund said."],
        ("800 of France in Gabon", "800 international in Gabon"),
    ),
    (  # what comes, and what nobody has settled
        [
            "Peru's president will visit Quito in June, officials said. "
            "A diplomat said no day for the visit had been fixed."
        ],
        ("states", "denies"),
    ),
    (
        [
            "Reports said Ana Prado may soon lead a Peruvian delegation to Quito."
            " But a Peruvian official said the visit has not been scheduled."
        ],
        ("states", "denies"),
    ),
    (
        ["Ministers said talks with Chad would start in May. The talks have not been arranged, an envoy said."],
        ("states", "denies"),
    ),
    (  # one quarter of two cities
        [
            "Police arrested two men in the Barsha neighborhood of Lagos.\n"
            "The ministry said officers arrested two men in the Barsha neighborhood of Ikeja."
        ],
        ("Lagos", "Ikeja"),
    ),
]


@pytest.mark.parametrize(("stories", "sides"), UNLIKE)
def test_claims_that_differ_in_whose_when_and_where(
    pipeline: Language, tmp_path: Path, stories: list[str], sides: tuple[str, str]
) -> None:
    found = graph(pipeline, *stories)
    write_turtle(found, tmp_path / "graph.ttl")
    [conflict] = find(Dump(tmp_path / "graph.ttl"))
    assert {conflict.one.says, conflict.other.says} == {(side,) for side in sides}


ALIKE = [
    ["Chile has 400 troops in Bolivia.", "Some 900 foreign troops remain in Bolivia, a paper says."],  # some of all
    ["Chile has 400 troops in Bolivia.", "Some 400 Chilean soldiers are in Bolivia."],
    ["Chile has 400 troops in Bolivia.", "Some 400 foreign troops remain in Peru, a paper says."],
    ["Chile has 400 troops in Bolivia and 90 in Peru.", "Chile has 400 troops in Peru."],
    ["Peru's president will visit Quito in June, officials said. A diplomat said the date was not known."],
    ["Peru demands talks with Chile. A diplomat said no talks had been planned."],  # who demands does not say they come
    ["Police arrested two men in the Barsha neighborhood of Lagos.\nThe men are held in the Barsha area, Nigeria."],
]


@pytest.mark.parametrize("stories", ALIKE)
def test_claims_that_only_look_unlike(pipeline: Language, stories: list[str]) -> None:
    assert linked(graph(pipeline, *stories), "conflicts") == set()


def test_as_many_troops_may_be_there_at_another_time(pipeline: Language) -> None:
    stories = "Chile has 400 troops in Bolivia.", "Some 400 foreign troops remain in Bolivia, a paper says."
    assert linked(graph(pipeline, *stories, days=[MONDAY, TUESDAY.replace(year=2035)]), "conflicts") == set()


NO_CONFLICT = [
    "A raid in Goma on Monday killed about 30 people, the church said. The army said the raid killed 33 people.",
    "A raid in Goma on Monday killed nearly 200 people, the church said. The army said the raid killed 187 people.",
    "A raid in Goma on Monday killed 10 to 15 people, the church said. The army said the raid killed 12 people.",
    "A raid in Goma on Monday killed four civilians, the church said. The army said the raid killed 11 fighters.",
    "A bombing in Kano on Monday wounded 30 people, police said. Four people were critically injured, doctors said.",
    "Police in Minsk arrested 40 protesters on Monday, a lawyer said. Some 900 people protested in Minsk on Monday.",
    "A suicide bombing in Kano on Monday killed nine people, police said."
    " Doctors said the suicide bombing in Kano killed ten people, including the attacker.",
    "A raid in Goma on Monday killed six people, the church said."
    " The army said it could not confirm that the raid in Goma killed nine people.",
    "A blast in Quetta killed at least two people on Monday, police said. Doctors said the blast killed four people.",
    "A blast in Quetta killed four people on Monday, police said. Police said the blast killed six people.",
    "A blast in Quetta killed four people on Monday, police said. Doctors said a blast in Multan killed six people.",
    "Raids in Beni have killed 40 people since October, the army said. Doctors said raids in Beni have killed 900"
    " people since 2020.",
    "A drone hit a truck in Lagos on Monday, police said."
    ' "The strike was precise," Governor Salma Rahimi said. "No buildings were struck."',
    "Police said a strike in Lagos killed four gunmen on Monday."
    ' "No civilians were harmed," Governor Salma Rahimi said.',
    "Ana Prado was appointed minister on Monday, state radio said. The government denied that Ana Prado had resigned.",
    "President Paul Ngoma died on Monday, local media reported. The presidency denied that Ana Prado had died.",
    "President Luis Embana met rebel leader Samir Daoud on Monday, officials said."
    " The rebels denied that Samir Daoud had met President Amir Lund.",
    "Rebels shelled Goma on Monday, killing four people, police said. The rebels denied targeting civilians.",
    "A blast in Quetta killed two soldiers on Monday, the army said. Doctors said the blast killed six people.",
    "A blast in Quetta killed four people on Monday, police said. Peru condemned the blast in Quetta.",
    "Police said a raid in the south of Lagos on Monday killed two people. Doctors said the raid in Lagos on Monday"
    " killed two people.",
]


@pytest.mark.parametrize("text", NO_CONFLICT)
def test_claims_that_can_both_be_true(pipeline: Language, text: str) -> None:
    found = graph(pipeline, text)
    assert linked(found, "conflicts") == set()
    assert not any(event.disputed for event in found.events)


def test_a_toll_that_rises_supersedes_the_first_one(pipeline: Language) -> None:
    found = graph(
        pipeline,
        "A blast in Quetta killed four people on Monday, police said.",
        "The death toll from a blast in Quetta on Monday rose to nine on Tuesday, doctors said.",
    )
    [newer] = [claim for claim in found.claims if claim.supersedes]
    assert "rose to nine" in newer.content.text
    assert linked(found, "conflicts") == set()
    [event] = [event for event in found.events if event.deaths]
    assert event.deaths == (4, 9)
    assert not event.disputed


def test_the_number_of_the_displaced_rises_too(pipeline: Language) -> None:
    texts = [
        f"Floods in Sindh on Monday displaced {number} people, Governor Salma Rahimi said." for number in (400, 900)
    ]
    found = graph(pipeline, *texts, days=[MONDAY, TUESDAY])
    assert (len(linked(found, "supersedes")), linked(found, "conflicts")) == (1, set())


def test_a_figure_that_was_superseded_is_disputed_no_more(pipeline: Language) -> None:
    texts = [
        "A blast in Quetta killed four people on Monday, Governor Salma Rahimi said. Doctors said the blast in Quetta"
        " killed nine people.",
        "A blast in Quetta on Monday killed nine people, Governor Salma Rahimi said.",
    ]
    [before] = {len(linked(graph(pipeline, texts[0]), "conflicts"))}
    after = graph(pipeline, *texts, days=[MONDAY, TUESDAY])
    assert before == 1
    assert linked(after, "conflicts") == set()
    assert len(linked(after, "supersedes")) == 1
    assert not any(event.disputed for event in after.events)


@pytest.mark.parametrize(
    ("who", "superseded", "sources"),
    [("police", True, 1), ("the interior ministry", True, 1), ("witnesses", False, 2), ("residents", False, 2)],
)
def test_the_police_in_two_papers_are_one_voice_and_witnesses_are_not(
    pipeline: Language, who: str, superseded: bool, sources: int
) -> None:
    def told(number: str) -> str:
        return f"A blast in Quetta on Monday killed {number} people, {who} said."

    later = graph(pipeline, told("four"), told("nine"), days=[MONDAY, TUESDAY])
    assert bool(linked(later, "supersedes")) == superseded
    assert bool(linked(later, "conflicts")) != superseded
    again = graph(pipeline, told("four"), told("four").replace("A blast", "The blast"), days=[MONDAY, TUESDAY])
    assert bool(linked(again, "supports")) == (sources == 2)
    assert [event.sources for event in again.events] == [sources]


UNLIKE_WORDS = [
    "A raid in Goma on Monday hit four houses, the church said. Police said the raid in Goma on Monday hit six houses.",
    "A raid in Goma on Monday killed four people, the church said."
    " The army said it could not confirm that a raid in Goma on Monday killed four people.",
    "A raid in Goma on Monday killed four civilians, the church said. The raid killed four soldiers, the army said.",
]


@pytest.mark.parametrize("text", UNLIKE_WORDS)
def test_words_that_only_sound_like_support(pipeline: Language, text: str) -> None:
    assert linked(graph(pipeline, text), "supports") == set()


def test_an_outlet_supersedes_itself_and_contradicts_others(pipeline: Language) -> None:
    texts = ["A blast in Quetta killed four people on Monday.", "The blast in Quetta on Monday killed six people."]
    days = [MONDAY, TUESDAY]
    same = graph(pipeline, *texts, days=days, publishers=["The Courier", "The Courier"])
    other = graph(pipeline, *texts, days=days, publishers=["The Courier", "The Beacon"])
    assert (len(linked(same, "supersedes")), len(linked(same, "conflicts"))) == (1, 0)
    assert (len(linked(other, "supersedes")), len(linked(other, "conflicts"))) == (0, 1)
    assert [event.sources for event in other.events if event.deaths] == [2]
    assert [event.sources for event in same.events if event.deaths] == [1]


def test_sources_that_say_the_same_support_each_other(pipeline: Language) -> None:
    found = graph(
        pipeline,
        "A blast in Quetta killed four people on Monday, police said.",
        "Doctors said a blast in Quetta on Monday killed four people.",
    )
    assert len(linked(found, "supports")) == 1
    one, other = [claim for claim in found.claims if claim.supports]
    assert (one.supports, other.supports) == ((other.id,), (one.id,))


def test_a_spokesman_and_his_body_are_one_source(pipeline: Language) -> None:
    found = graph(
        pipeline,
        "Avi Ronen, a spokesman for the Harbour Ministry, said the blast in Quetta on Monday killed four people."
        " The Harbour Ministry said the blast in Quetta on Monday killed six people.",
    )
    assert linked(found, "conflicts") == set()


STORIES = (
    "A blast in Quetta killed four people on Monday, police said. Doctors said the blast killed six people.",
    "The blast in Quetta on Monday killed at least five people and wounded nine.",
    "No one was wounded in the blast in Quetta on Monday, Governor Salma Rahimi said.",
)


def test_the_order_of_the_stories_does_not_matter(pipeline: Language) -> None:
    documents, extractions = read(pipeline, STORIES)
    expected = assemble(documents, extractions)
    assert sum(len(claim.conflicts) for claim in expected.claims) >= 4
    for order in permutations(extractions):
        assert assemble(documents[::-1], order) == expected


def test_copies_add_neither_conflicts_nor_support_nor_sources(pipeline: Language) -> None:
    once = graph(pipeline, *STORIES)
    copies = graph(pipeline, *STORIES, *(f"{text}\nSubscribe to our letter for more." for text in STORIES))

    def links(found: Graph) -> list[int]:
        return [len(linked(found, name)) for name in ("conflicts", "supports", "supersedes")]

    def counts(found: Graph) -> set[tuple[object, ...]]:
        return {(e.type, e.deaths, e.injuries, e.disputed, e.sources) for e in found.events if e.sources}

    assert links(copies) == links(once)
    assert counts(copies) == counts(once)


def test_an_agency_before_a_copy_makes_it_no_other_text(pipeline: Language) -> None:
    text = "A blast in Quetta killed four people on Monday. Police said the blast in Quetta killed six people."
    once, twice = (graph(pipeline, *texts) for texts in ([text], [text, f"QUETTA (Wire Service) - {text}"]))
    assert [len(linked(found, "conflicts")) for found in (once, twice)] == [1, 1]
    assert [[event.sources for event in found.events] for found in (once, twice)] == [[2], [2]]


def test_of_many_claims_each_still_meets_what_contradicts_it(
    pipeline: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = ("three", "five", "nine")
    who = ("Doctors", "Witnesses", "Residents", "Rescuers")
    said = [
        f"{source} said the blast in Quetta on Monday killed {number} people." for source in who for number in numbers
    ]
    documents, extractions = read(pipeline, said)

    def disputed(found: Graph) -> set[str]:
        return {claim.id for claim in found.claims if claim.conflicts}

    def pairs(found: Graph) -> int:
        return sum(len(claim.conflicts) for claim in found.claims) // 2

    everything = assemble(documents, extractions)
    monkeypatch.setattr("kg.resolve.conflicts.MANY", 2)
    monkeypatch.setattr("kg.resolve.conflicts.FEW", 1)
    some = assemble(documents, extractions)
    assert len(disputed(everything)) == 12
    assert disputed(some) == disputed(everything)
    assert pairs(some) < pairs(everything) == 48


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nobody was hurt.", [("injuries", 0, 0)]),
        ("Police put the wounded at nine; other reports spoke of ten.", [("injuries", 9, 9), ("injuries", 10, 10)]),
        ("The hospital in Lagos has received 13 bodies.", [("deaths", 13, None)]),
        ("There were no casualties.", [("deaths", 0, 0), ("injuries", 0, 0)]),
        ("No civilians were harmed.", []),
        ("There were no immediate reports of casualties.", []),
        ("The death toll from the flood in Lagos has risen to 31.", [("deaths", 31, 31)]),
        ("It killed Ana Duarte, better known as La Zurda, and her driver.", [("deaths", 2, 2)]),
    ],
)
def test_tolls_in_words(text: str, expected: list[Number]) -> None:
    assert [toll[:3] for toll in tolls(text)] == expected


bounds = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(sorted)
numbers = st.lists(
    st.builds(lambda m, b: (m, b[0], b[1]), st.sampled_from(["deaths", "injuries"]), bounds), max_size=3
).map(tuple)
statements = st.builds(
    Statement,
    st.sampled_from(["person:a", "person:b"]),
    st.sampled_from(
        [
            "four died",
            "four have died since May",
            "no buildings were hit",
            "a shell hit the building",
            "no date has been set",
            "he will come",
        ]
    ),
    st.sampled_from(["states", "denies", "condemns"]),
    st.frozensets(st.sampled_from(["event:a", "event:b"])),
    st.frozensets(st.sampled_from(["event:a"])),
    numbers,
    st.frozensets(st.tuples(st.just("event:a"), st.just("agent"), st.sampled_from(["person:x", "person:y"]))),
)


@given(statements, statements)
def test_differences_are_the_same_from_both_sides(a: Statement, b: Statement) -> None:
    there, back = differences(a, b, {}), differences(b, a, {})
    assert {(d.kind, d.left, d.right) for d in there} == {(d.kind, d.right, d.left) for d in back}
    assert differences(a, a, {}) == ()
    if not a.events & b.events:
        assert there == ()
