"""Judgements on events: which sentences they mean, and that they win."""

from __future__ import annotations

import random
import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from test_decisions import judgements

import kg.read
from kg.assemble import assemble
from kg.extract import extract
from kg.model import Document, Event, Extraction, Graph
from kg.resolve.decisions import ContradictionError
from kg.resolve.tellings import plain, quotation, telling

TEXTS = {
    "wire.txt": "A drone strike killed Samir Daoud in Tripoli on Tuesday. The strike also hit a school.",
    "daily.txt": "Samir Daoud was killed on Tuesday in the Libyan city of Tripoli. A funeral was held in Tripoli.",
    "later.txt": "On Friday a bombing in Benghazi wounded nine people. A raid in Misrata on Friday killed two men.",
    "brief.txt": "Police arrested Diego Ramos in Bogota on Tuesday. His party condemned the arrest.",
    "other.txt": "Rebels attacked the town of Bol on Monday. Police arrested Juan Ortiz in Bogota.",
}


@pytest.fixture(scope="module")
def read(pipeline: Language) -> tuple[list[Document], list[Extraction]]:
    documents = [kg.read.document(text, f"in/{path}", i) for i, (path, text) in enumerate(sorted(TEXTS.items()))]
    return documents, list(extract(documents, pipeline))


def graph(read: tuple[list[Document], list[Extraction]], *lines: str) -> Graph:
    return assemble(*read, (), judgements(*lines))


def telling_of(found: Graph, words: str) -> Event:
    """The event that the first trigger in these words of a text is a mention of."""
    [event] = [
        event
        for event in found.events
        for mention in event.mentions
        if (at := mention.sentence.text.find(words)) >= 0
        and at < mention.end - mention.sentence.begin
        and mention.begin - mention.sentence.begin < at + len(words)
        and not any(
            at < other.end - other.sentence.begin < mention.begin - mention.sentence.begin
            for more in found.events
            for other in more.mentions
            if other.sentence == mention.sentence
        )
    ]
    return event


# ----------------------------------------------------------------------------------------- quotations


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("strike killed", {3}),
        ("a “Drone Strike” killed", {3}),
        ("killed two men", {17}),
        ("two men", set()),
        ("strike killed two men.", {3}),
        ("trike", set()),
    ],
)
def test_the_first_event_in_the_quoted_words_is_meant(quote: str, expected: set[int]) -> None:
    told = telling("d000-1", "A drone strike killed two men.", 1, [(3, 16), (17, 23)])
    assert set(told.meant(plain(quote))) == expected


WORDS = st.lists(st.sampled_from(["raid", "in", "Bol", "the", "killed", "two", "U.S."]), min_size=1, max_size=9)


@given(st.lists(st.tuples(WORDS, st.sets(st.integers(0, 8))), min_size=1, max_size=5))
def test_a_quotation_means_what_it_was_made_of(drawn: list[tuple[list[str], set[int]]]) -> None:
    made = []
    for words, places in drawn:
        starts = [sum(len(word) + 1 for word in words[:i]) for i in range(len(words))]
        made.append(
            telling("d000-1", " ".join(words), 0, [(starts[i], starts[i] + 1) for i in places if i < len(words)])
        )
    for here in made:
        for *_, offset in here.triggers:
            quote = plain(quotation(here, offset, made))
            assert offset in set(here.meant(quote))
            assert f" {quote} " in f" {here.words} "


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (["A *raid in Bol killed two men near the harbour."], "raid in Bol killed two"),
        (["A *raid in Bol killed two men.", "The raid in Bol killed two women."], "raid in Bol killed two men"),
        (["He spoke of the *raid.", "The raid was long."], "of the raid"),
        (["The raid and the *strike.", "A strike hit Bol."], "the strike"),
        (["*Strike!"], "Strike"),
    ],
)
def test_a_quotation_is_as_long_as_it_must_be(sentences: list[str], expected: str) -> None:
    made = []
    for number, text in enumerate(sentences):
        star, plain_text = text.find("*"), text.replace("*", "")
        places = [match.span() for match in re.finditer("(?i)raid|strike", plain_text)]
        made.append((telling(f"d{number}", plain_text, 0, places), star))
    tellings = [here for here, _ in made]
    [(here, offset)] = [(here, star) for here, star in made if star >= 0]
    assert quotation(here, offset, tellings) == expected


# -------------------------------------------------------------------------------------- what they do

SAME_CASES = [
    ("event:attacked the town of Bol@other.txt", "event:raid in Misrata@later.txt"),
    ("event:strike also hit@wire.txt", "event:bombing in Benghazi@later.txt"),
    ("event:arrested Diego Ramos@brief.txt", "event:arrested Juan Ortiz@other.txt"),  # another victim
]


@pytest.mark.parametrize(("left", "right"), SAME_CASES)
def test_what_was_judged_the_same_is_one(read: tuple[list[Document], list[Extraction]], left: str, right: str) -> None:
    words = [side.partition(":")[2].partition("@")[0] for side in (left, right)]
    before = graph(read)
    assert telling_of(before, words[0]).id != telling_of(before, words[1]).id
    found = graph(read, f"{left} same {right}")
    event = telling_of(found, words[0])
    assert event.id == telling_of(found, words[1]).id
    assert [merge.score for merge in event.merges if merge.rule == "judged the same (decisions.csv line 2)"] == [1.0]
    assert [judgement.problems for judgement in found.decided] == [()]


def test_what_was_judged_different_is_two(read: tuple[list[Document], list[Extraction]]) -> None:
    assert telling_of(graph(read), "killed Samir").id == telling_of(graph(read), "killed on Tuesday").id
    found = graph(read, "event:killed Samir@wire.txt different event:killed on Tuesday@daily.txt")
    one, other = telling_of(found, "killed Samir"), telling_of(found, "killed on Tuesday")
    assert one.id != other.id
    assert [(a, b) for judgement in found.decided for a, _, b, _ in judgement.apart] == [(one.id, other.id)]


def test_two_mentions_of_one_story_are_two(read: tuple[list[Document], list[Extraction]]) -> None:
    assert telling_of(graph(read), "strike also").id == telling_of(graph(read), "strike killed").id
    found = graph(read, "event:strike killed@wire.txt different event:strike also@wire.txt")
    assert telling_of(found, "strike also").id != telling_of(found, "strike killed").id
    assert telling_of(found, "killed Samir").id == telling_of(found, "killed on Tuesday").id


def test_judgements_imply_others(read: tuple[list[Document], list[Extraction]]) -> None:
    found = graph(
        read,
        "event:killed Samir@wire.txt same event:bombing in Benghazi@later.txt",
        "event:bombing in Benghazi@later.txt different event:killed on Tuesday@daily.txt",
    )
    assert telling_of(found, "killed Samir").id != telling_of(found, "killed on Tuesday").id


def test_judgements_that_cannot_all_hold(read: tuple[list[Document], list[Extraction]]) -> None:
    with pytest.raises(ContradictionError, match="lines 2 and 3 contradict each other"):
        graph(
            read,
            "event:strike killed@wire.txt same event:raid in Misrata@later.txt",
            "event:drone strike killed@wire.txt different event:raid in Misrata@in/later.txt",
        )


def test_words_that_no_text_has(read: tuple[list[Document], list[Extraction]]) -> None:
    found = graph(read, "event:strike on Lagos@wire.txt same event:raid in Misrata@later.txt")
    [[problem]] = [judgement.problems for judgement in found.decided]
    assert problem.startswith("decisions.csv:2: no sentence in wire.txt tells of an event with the words 'strike on")
    assert found.events == graph(read).events


PLACES = (
    "event:strike killed@wire.txt",
    "event:killed Samir@wire.txt",
    "event:strike also@wire.txt",
    "event:killed on Tuesday@daily.txt",
    "event:funeral was held@daily.txt",
    "event:bombing in Benghazi@later.txt",
    "event:raid in Misrata@later.txt",
    "event:arrested Diego@brief.txt",
    "event:attacked the town@other.txt",
)
PAIRS = st.lists(
    st.tuples(st.sampled_from(PLACES), st.sampled_from(["same", "different"]), st.sampled_from(PLACES)).filter(
        lambda drawn: drawn[0] != drawn[2]
    ),
    max_size=6,
)


@cache
def _words(place: str) -> str:
    return place.partition(":")[2].partition("@")[0]


@settings(max_examples=60, deadline=None)
@given(PAIRS, st.randoms())
def test_judgements_are_respected_in_any_order(
    read: tuple[list[Document], list[Extraction]], pairs: list[tuple[str, str, str]], order: random.Random
) -> None:
    lines = [" ".join(pair) for pair in pairs]
    documents, extractions = read
    try:
        found = graph(read, *lines)
    except ContradictionError:
        return
    last = {frozenset((left, right)): judgement for left, judgement, right in pairs}
    for pair, judgement in last.items():
        one, other = (telling_of(found, _words(place)).id for place in pair)
        assert (one == other) == (judgement == "same")
    shuffled = order.sample(extractions, len(extractions))
    again = assemble(order.sample(documents, len(documents)), shuffled, (), judgements(*lines))
    assert again.events == found.events
    assert again.claims == found.claims


def test_a_copy_of_a_text_adds_no_event(pipeline: Language, read: tuple[list[Document], list[Extraction]]) -> None:
    line = "event:strike killed@wire.txt same event:bombing in Benghazi@later.txt"
    documents = [*read[0], kg.read.document(TEXTS["wire.txt"], "in/wire-copy.txt", 9)]
    found = assemble(documents, list(extract(documents, pipeline)), (), judgements(line))
    before = graph(read, line)
    assert len(found.events) == len(before.events)
    assert [event.sources for event in found.events] == [event.sources for event in before.events]


def test_an_outlet_that_is_quoted_counts_once(pipeline: Language) -> None:
    texts = [
        "A bombing in Bol on 3 March 2031 wounded nine people.",
        "Rebels said they were behind the bombing. The Harbour Gazette reported that the bombing in Bol on 3 March 2031"
        " wounded nine people.",
    ]
    documents = [
        kg.read.document(text, f"{i}.txt", i, publisher=publisher)
        for i, (text, publisher) in enumerate(zip(texts, ("The Harbour Gazette", "Norland Daily"), strict=True))
    ]
    found = assemble(documents, list(extract(documents, pipeline)))
    [bombing] = [event for event in found.events if event.type == "bombing"]
    assert bombing.sources == 2  # the rebels and the Gazette
