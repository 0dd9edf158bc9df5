"""Judgements: how they are written, what follows from them, and that they win."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_entities import story

from kg.export.turtle import triples
from kg.model import Entity, Extraction, Graph
from kg.resolve.decisions import (
    Algebra,
    ContradictionError,
    Judgement,
    Reference,
    check,
    decided,
    effective,
    reference,
)
from kg.resolve.entities import resolve_entities, ruled
from kg.resolve.kinds import normal


def judgements(*lines: str) -> list[Judgement]:
    """From "LEFT same RIGHT"; the first stands in line 2."""
    found = []
    for number, line in enumerate(lines, 2):
        left, judgement, right = re.split(r" (same|different|revoke) ", line)
        found.append(Judgement(reference(left), reference(right), judgement, line=number))
    return found


def resolved(stories: list[Extraction], *lines: str) -> tuple[Entity, ...]:
    return resolve_entities(stories, ruled(stories, judgements(*lines), ()))


def clusters(stories: list[Extraction], *lines: str) -> list[tuple[str, ...]]:
    """The surfaces of each entity, sorted."""
    return sorted(tuple(sorted({m.text for m in entity.mentions})) for entity in resolved(stories, *lines))


# -------------------------------------------------------------------------------------- references


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("person:Ngozi Okoro", Reference("person", "Ngozi Okoro")),
        (" person:Ngozi  Okoro ", Reference("person", "Ngozi Okoro")),
        ("person:Okoro@07-floods.txt", Reference("person", "Okoro", "07-floods.txt")),
        ("person:Okoro@news/07.txt#2", Reference("person", "Okoro", "news/07.txt", 2)),
        ("person:Okoro@wire.jsonl:12", Reference("person", "Okoro", "wire.jsonl:12")),
        ("organization:Hope: The Party", Reference("organization", "Hope: The Party")),
        ("organization:Kids %40 Play@a%23b.txt", Reference("organization", "Kids @ Play", "a#b.txt")),
        ("place:Route #4", Reference("place", "Route #4")),
        ("event:strike@a.txt", Reference("event", "strike", "a.txt")),
    ],
)
def test_references(text: str, expected: Reference) -> None:
    assert reference(text) == expected
    assert reference(str(expected)) == expected


@pytest.mark.parametrize("text", ["Okoro", "man:Okoro", "person:", "person:@a.txt", "person:Okoro@", "person:Okoro@#2"])
def test_what_is_no_reference_says_how_to_write_one(text: str) -> None:
    with pytest.raises(ValueError, match="person:NAME"):
        reference(text)


NAMES = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=12).filter(
    lambda text: bool(normal(" ".join(text.split())))
)


@settings(deadline=None)
@given(NAMES, st.one_of(st.just(""), st.text("ab@#%.1/ ", min_size=1).map(str.strip)), st.integers(0, 12))
def test_a_reference_reads_as_it_was_written(name: str, document: str, number: int) -> None:
    one = Reference("person", " ".join(name.split()), document, number if document else 0)
    assert reference(str(one)) == one


# ------------------------------------------------------------------------------------- the algebra

A, B, C, D = (Reference("person", name) for name in ("Ada", "Bea", "Cleo", "Dana"))


@pytest.mark.parametrize(
    ("lines", "pair", "expected"),
    [
        (["person:Ada same person:Bea"], (A, B), "same"),
        (["person:Ada same person:Bea"], (B, A), "same"),
        (["person:Ada same person:Bea", "person:Cleo same person:Bea"], (A, C), "same"),
        (["person:Ada different person:Bea", "person:Bea same person:Cleo"], (C, A), "different"),
        (["person:Ada different person:Bea", "person:Bea different person:Cleo"], (C, A), ""),
        (["person:Ada same person:Bea", "person:Bea different person:Ada"], (A, B), "different"),
        (
            ["person:Ada same person:Bea", "person:Bea different person:ADA", "person:Ada same person:Bea"],
            (A, B),
            "same",
        ),
        (["person:Ada same person:Bea", "person:Bea revoke person:Ada"], (A, B), ""),
        (["person:Ada different person:Bea"], (Reference("person", "Ada", "x.txt"), B), "different"),
        (["person:Ada@x.txt different person:Bea"], (A, B), ""),
        (["person:Ada@x.txt different person:Ada@y.txt"], (Reference("person", "Ada", "x.txt", 2), A), ""),
        (["person:Ada same person:Bea"], (A, Reference("place", "Bea")), ""),
        (["person:Ada same person:Bea"], (A, Reference("person", "Ada", "x.txt")), "same"),
        (["person:Ada different person:Bea", "person:Ada@x.txt same person:Cleo"], (A, C), ""),
        (["person:Ada different person:Bea", "person:Ada@x.txt same person:Cleo"], (B, C), "different"),
        (["person:Ada different person:Bea"], (A, Reference("person", "Ada", "x.txt")), ""),
    ],
)
def test_what_follows(lines: list[str], pair: tuple[Reference, Reference], expected: str) -> None:
    assert Algebra(effective(judgements(*lines))).verdict(*pair) == expected


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        (
            ["person:Ada same person:Bea", "person:Bea same person:Cleo", "person:Ada different person:Cleo"],
            "2, 3 and 4",
        ),
        (
            ["person:Ada different person:Bea", "person:Cleo same person:Bea", "person:Cleo same person:Ada"],
            "3, 4 and 2",
        ),
        (["person:Ada same person:Bea", "person:Ada@x.txt different person:Bea"], "2 and 3"),
        (["person:Ada@x.txt same person:Bea", "person:Ada different person:Bea"], "2 and 3"),
        (["person:Ada different person:Ada@x.txt"], "decisions.csv:2"),
    ],
)
def test_contradictions_name_their_lines(lines: list[str], named: str) -> None:
    with pytest.raises(ContradictionError, match=named):
        check(judgements(*lines))


def test_a_contradiction_that_is_revoked_is_none() -> None:
    lines = ["person:Ada same person:Bea", "person:Bea same person:Cleo", "person:Ada different person:Cleo"]
    check(judgements(*lines, "person:Bea revoke person:Cleo"))


PAIRS = st.tuples(st.sampled_from("ABCDEF"), st.sampled_from("ABCDEF")).filter(lambda pair: pair[0] != pair[1])


@settings(deadline=None)
@given(st.lists(st.tuples(PAIRS, st.sampled_from(["same", "different"])), max_size=9))
def test_contradictions_are_found_exactly_where_there_are_some(drawn: list[tuple[tuple[str, str], str]]) -> None:
    held = effective(judgements(*(f"person:{a} {judgement} person:{b}" for (a, b), judgement in drawn)))
    group = {name: {name} for name in "ABCDEF"}
    for one in held:
        if one.judgement == "same":
            whole = group[one.left.name] | group[one.right.name]
            for name in whole:
                group[name] = whole
    wrong = {one.line for one in held if one.judgement == "different" and one.left.name in group[one.right.name]}
    assert {lines[-1] for lines in Algebra(held).contradictions()} == wrong


# -------------------------------------------------------------------------------- they win, in texts

OKORO = "[Ngozi Okoro|P] of the [Delta Front|O] left. [Okoro|P] met [Femi Bello|P] in [Lagos|L]."


@pytest.mark.parametrize(
    ("texts", "lines", "expected"),
    [
        (  # what no score would join
            ["[Karim Haddad|P] spoke.", "[Tondo|P] spoke."],
            ["person:Karim Haddad same person:Tondo"],
            [("Karim Haddad", "Tondo")],
        ),
        (  # a short form that its own story introduces
            [OKORO],
            ["person:Okoro@d000 different person:Ngozi Okoro"],
            [("Delta Front",), ("Femi Bello",), ("Lagos",), ("Ngozi Okoro",), ("Okoro",)],
        ),
        (  # the short form goes to the other one who bears the name
            ["[Ngozi Okoro|P] left. [Okoro|P] spoke. [Femi Okoro|P] slept."],
            ["person:Okoro different person:Ngozi Okoro"],
            [("Femi Okoro", "Okoro"), ("Ngozi Okoro",)],
        ),
        (  # one name, letter for letter
            ["[Ngozi Okoro|P] left.", "[Ngozi Okoro|P] came."],
            ["person:Ngozi Okoro@d000 different person:Ngozi Okoro@d001"],
            [("Ngozi Okoro",), ("Ngozi Okoro",)],
        ),
        (  # a third story goes where the company is
            [
                "[Ngozi Okoro|P] of [Delta Front|O] left.",
                "[Ngozi Okoro|P] of [Ogun Rangers|O] came.",
                "[Ngozi Okoro|P] and [Ada Musa|P] of [Ogun Rangers|O].",
            ],
            ["person:Ngozi Okoro@d000 different person:Ngozi Okoro@d001"],
            [("Ada Musa",), ("Delta Front",), ("Ngozi Okoro",), ("Ngozi Okoro",), ("Ogun Rangers",)],
        ),
        (  # names of a country
            ["[Kenya|L] and [Kenyan|Ld] troops.", "[Chad|L] voted."],
            ["place:Kenya same place:Chad"],
            [("Chad", "Kenya", "Kenyan")],
        ),
        (
            ["[Burma|L] and [Myanmar|L] voted."],
            ["place:Burma different place:Myanmar"],
            [("Burma",), ("Myanmar",)],
        ),
        (  # through a third name, which stands in no text
            ["[Karim Haddad|P] spoke.", "[Tondo|P] spoke."],
            ["person:Karim Haddad same person:Nobody", "person:Nobody same person:Tondo"],
            [("Karim Haddad", "Tondo")],
        ),
        (  # two types: the more frequent one is that of the whole
            ["[Delta Front|O] left. [Delta Front|O] spoke.", "[Tondo|P] spoke."],
            ["organization:Delta Front same person:Tondo"],
            [("Delta Front", "Tondo")],
        ),
        (  # what follows from two lines splits a chain of likenesses
            ["[Salim al-Rifai|P] spoke.", "[Salim al-Rifaei|P] spoke.", "[Karim Haddad|P] spoke."],
            ["person:Karim Haddad same person:Salim al-Rifai", "person:Karim Haddad different person:Salim al-Rifaei"],
            [("Karim Haddad", "Salim al-Rifai"), ("Salim al-Rifaei",)],
        ),
        (  # another type than the line says
            ["[Karim Haddad|P] spoke.", "[Tondo|O] spoke."],
            ["person:Karim Haddad same person:Tondo"],
            [("Karim Haddad", "Tondo")],
        ),
    ],
)
def test_judgements_win(texts: list[str], lines: list[str], expected: list[tuple[str, ...]]) -> None:
    stories = [story(text, id=f"d{i:03}-1") for i, text in enumerate(texts)]
    paths = {f"d{i:03}-00000000": f"news/d{i:03}" for i in range(len(texts))}
    found = resolve_entities(stories, rulings_at(stories, lines, paths))
    assert sorted(tuple(sorted({m.text for m in entity.mentions})) for entity in found) == sorted(expected)


def rulings_at(stories: list[Extraction], lines: list[str], paths: dict[str, str]):  # type: ignore[no-untyped-def]
    from kg.model import Document

    documents = [Document(id, path, "", "") for id, path in paths.items()]
    return ruled(stories, judgements(*lines), documents)


def test_the_company_decides_between_two_of_one_name() -> None:
    texts = [
        "[Ngozi Okoro|P] of [Delta Front|O] left.",
        "[Ngozi Okoro|P] of [Ogun Rangers|O] came.",
        "[Ngozi Okoro|P] and [Ada Musa|P] of [Ogun Rangers|O].",
    ]
    stories = [story(text, id=f"d{i:03}-1") for i, text in enumerate(texts)]
    lines = ["person:Ngozi Okoro@d000 different person:Ngozi Okoro@d001"]
    found = resolve_entities(stories, rulings_at(stories, lines, {f"d00{i}-00000000": f"d00{i}" for i in range(3)}))
    people = sorted(sorted({m.document[:4] for m in e.mentions}) for e in found if e.label == "Ngozi Okoro")
    assert people == [["d000"], ["d001", "d002"]]


def test_a_story_of_several_in_one_file() -> None:
    stories = [story("[Okoro|P] of [Delta Front|O] left.", id="d000-1"), story("[Tondo|P] spoke.", id="d000-2")]
    paths = {"d000-00000000": "in/page.txt"}
    lines = ["person:Okoro@page.txt#1 same person:Tondo@page.txt#2"]
    assert ("Okoro", "Tondo") in [
        tuple(sorted({m.text for m in e.mentions}))
        for e in resolve_entities(stories, rulings_at(stories, lines, paths))
    ]
    wrong = rulings_at(stories, ["person:Okoro@page.txt#2 same person:Tondo@page.txt#2"], paths)
    assert wrong.all[0].problems == (
        "decisions.csv:2: nothing is called 'Okoro' in page.txt story 2, so this has no effect: correct the name or the"
        " file, or revoke it",
    )


def test_a_merge_keeps_who_decided_it() -> None:
    stories = [story("[Karim Haddad|P] spoke."), story("[Tondo|P] slept.", id="d001-1")]
    one = Judgement(
        reference("person:Karim Haddad"), reference("person:Tondo"), "same", "Ada", "2031-03-05", "a letter", 7
    )
    (entity,) = resolve_entities(stories, ruled(stories, [one], ()))
    (merge,) = entity.merges
    assert (merge.left, merge.right, merge.score) == ("Karim Haddad", "Tondo", 1.0)
    assert merge.rule == "judged the same by Ada on 2031-03-05: a letter (decisions.csv line 7)"
    assert [span.text for span in merge.evidence] == ["Karim Haddad spoke.", "Tondo slept."]


def test_a_contradiction_that_only_the_texts_show_is_found_too() -> None:
    stories = [story("[Karim Haddad|P] spoke."), story("[Tondo|P] slept.", id="d001-1")]
    lines = ["person:Karim Haddad@a/one.txt same person:Tondo", "person:Karim Haddad@one.txt different person:Tondo"]
    with pytest.raises(ContradictionError, match="lines 2 and 3 contradict"):
        rulings_at(stories, lines, {"d000-00000000": "a/one.txt", "d001-00000000": "a/two.txt"})


# ------------------------------------------------------------------------------------- properties

WORLD = [
    "[Ngozi Okoro|P] met [Femi Bello|P] of the [Delta Front|O].",
    "[Okoro|P] of the [Delta Front|O] left [Lagos|L].",
    "[N. Okoro|P], [Amina Bello|P] and the [DFR|O].",
    "[Bello|P] saw [Femi Bello|P] in [Lagos|L] with [Nigerian|Ld] troops of [Nigeria|L].",
    "[Femi Belo|P] of the [Delta Front for Reform|O], [Okoro|P] and [Ngozi Okoro|P].",
]
SURFACES = [
    "person:Ngozi Okoro", "person:Okoro", "person:Femi Bello", "person:Bello", "person:N. Okoro", "person:Femi Belo",
    "organization:Delta Front", "organization:DFR", "organization:Delta Front for Reform", "place:Lagos",
    "place:Nigeria", "place:Nigerian", "person:Okoro@d001", "person:Bello@d003", "person:Ngozi Okoro@d000",
]  # fmt: skip
LINES = st.lists(
    st.tuples(st.sampled_from(SURFACES), st.sampled_from(["same", "different"]), st.sampled_from(SURFACES))
    .filter(lambda line: line[0] != line[2])
    .map(" ".join),
    max_size=5,
)
WORLD_PATHS = {f"d{i:03}-00000000": f"d{i:03}" for i in range(len(WORLD))}


def world() -> list[Extraction]:
    return [story(text, id=f"d{i:03}-1") for i, text in enumerate(WORLD)]


def _bearers(entities: tuple[Entity, ...], one: Reference) -> set[str]:
    return {
        entity.id
        for entity in entities
        for m in entity.mentions
        if normal(m.text) == normal(one.name) and (not one.document or m.document.startswith(one.document))
    }


@settings(max_examples=150, deadline=None)
@given(LINES, st.randoms(use_true_random=False))
def test_judgements_are_always_respected_whatever_the_order(lines: list[str], chance) -> None:  # type: ignore[no-untyped-def]
    stories = world()
    try:
        found = resolve_entities(stories, rulings_at(stories, lines, WORLD_PATHS))
    except ContradictionError:
        return
    for one in effective(judgements(*lines)):
        left, right = _bearers(found, one.left), _bearers(found, one.right)
        assert len(left | right) == 1 if one.judgement == "same" else not left & right
    algebra = Algebra(effective(judgements(*lines)))
    for a, b in combinations(algebra.references(), 2):
        if algebra.verdict(a, b) == "different":
            assert not _bearers(found, a) & _bearers(found, b)
        elif algebra.verdict(a, b) == "same":
            assert len(_bearers(found, a) | _bearers(found, b)) == 1
    assert Counter(m for e in found for m in e.mentions) == Counter(m for e in stories for m in e.mentions)
    shuffled = list(stories)
    chance.shuffle(shuffled)
    mixed = [*judgements(*lines)]
    chance.shuffle(mixed)
    documents = [kg_document(id, path) for id, path in WORLD_PATHS.items()]
    assert resolve_entities(shuffled, ruled(shuffled, mixed, documents)) == found


def kg_document(id: str, path: str):  # type: ignore[no-untyped-def]
    from kg.model import Document

    return Document(id, path, "", "")


def dump(lines: list[str]) -> list[object]:
    """Every triple that follows from the small world and these judgements."""
    stories = world()
    found = rulings_at(stories, lines, WORLD_PATHS)
    entities = resolve_entities(stories, found)
    sentences = tuple(sentence for one in stories for sentence in one.sentences)
    return list(triples(Graph((), sentences, entities, (), (), (), (), decided(entities, found))))


@settings(max_examples=40, deadline=None)
@given(LINES)
def test_what_is_revoked_leaves_no_trace(lines: list[str]) -> None:
    revoked = [*lines, *(re.sub(" (same|different) ", " revoke ", line) for line in lines)]
    assert dump(revoked) == dump([])


@settings(max_examples=40, deadline=None)
@given(st.tuples(st.sampled_from(SURFACES), st.sampled_from(SURFACES)).filter(lambda pair: pair[0] != pair[1]))
def test_merge_and_split_undo_each_other(pair: tuple[str, str]) -> None:
    merge, split = f"{pair[0]} same {pair[1]}", f"{pair[1]} different {pair[0]}"
    stories = world()
    try:
        rulings_at(stories, [split], WORLD_PATHS)
    except ContradictionError:
        return  # one includes the other
    for first, then in ((merge, split), (split, merge)):
        both = resolve_entities(stories, rulings_at(stories, [first, then], WORLD_PATHS))
        alone = resolve_entities(stories, rulings_at(stories, [then], WORLD_PATHS))
        assert [e.mentions for e in both] == [e.mentions for e in alone]
