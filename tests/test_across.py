"""Across stories: what speaks against a merge, and that nothing depends on order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_entities import clusters, story

from kg.model import Entity, Extraction
from kg.resolve import compare, resolve_entities
from kg.resolve.names import MATCH
from kg.resolve.offices import clash, office, periods


def told(texts: Sequence[str]) -> list[Extraction]:
    return [story(text, id=f"d{i:03}-1") for i, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["[Samir Okoro|P] spoke.", "[Ngozi Okoro|P] spoke."], [("Ngozi Okoro",), ("Samir Okoro",)]),
        (["[S. Okoro|P] spoke.", "[N. Okoro|P] spoke."], [("N. Okoro",), ("S. Okoro",)]),
        (["[Okoro|P] spoke.", "[Okoro|P] spoke."], [("Okoro",), ("Okoro",)]),
        (  # the same company, but two first names
            ["[Samir Okoro|P] met [Ada Musa|P].", "[Ngozi Okoro|P] met [Ada Musa|P]."],
            [("Ada Musa",), ("Ngozi Okoro",), ("Samir Okoro",)],
        ),
        (  # a short form goes to whom its own story introduces, whatever the company
            [
                "[Samir Okoro|P] met [Ada Musa|P] of the [Delta Front|O].",
                "[Ngozi Okoro|P] came. [Okoro|P] met [Ada Musa|P] of the [Delta Front|O].",
            ],
            [("Ada Musa",), ("Delta Front",), ("Ngozi Okoro", "Okoro"), ("Samir Okoro",)],
        ),
        (  # a story that names two side by side means two, in every other story too
            [
                "[Salim al-Rifai|P] and [Salim al-Rifaei|P] met.",
                "[Salim al-Rifai|P] left.",
                "[Salim al-Rifaei|P] left.",
            ],
            [("Salim al-Rifaei",), ("Salim al-Rifai",)],
        ),
        (["The [Harbour Guard|O] and the [Harbour Guards|O] met."], [("Harbour Guard",), ("Harbour Guards",)]),
        (  # a chain does not lead from one brigade to another
            ["[Sahel Brigade 44|O] fired.", "[Sahel Brigade 45|O] fired.", "[Sahel Brigade 44|O] left."],
            [("Sahel Brigade 44",), ("Sahel Brigade 45",)],
        ),
        (  # nor over a name that is as like both
            ["[Ngozi A. Okoro|P] spoke.", "[Ngozi B. Okoro|P] spoke.", "[Ngozi Okoro|P] spoke."],
            [("Ngozi A. Okoro",), ("Ngozi B. Okoro",), ("Ngozi Okoro",)],
        ),
    ],
)
def test_what_stays_apart(texts: list[str], expected: list[tuple[str, ...]]) -> None:
    assert clusters(*told(texts)) == sorted(expected)


# ----------------------------------------------------------------------------------------- offices


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Kenyan President", "president of Kenya"),
        ("President of Chad", "president of Chad"),
        ("Chad’s interior minister", "interior minister of Chad"),
        ("mayor of Port Ellery", "mayor of port ellery"),
        ("deputy mayor of Port Ellery", None),
        ("former president of Kenya", None),
        ("president", None),
        ("president’s envoy", None),
        ("heart surgeon at the city hospital", "health"),
        ("senior reporter", "press"),
        ("commander of the Delta Front", None),
    ],
)
def test_offices_out_of_titles(title: str, expected: str | None) -> None:
    found = office(title)
    assert (str(found) if found else None) == expected


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("mayor of Port Ellery", "mayor of Lindholm", True),
        ("Kenyan president", "president of Chad", True),
        ("Kenyan president", "president of Kenya", False),
        ("Kenyan president", "Chadian prime minister", False),
        ("surgeon", "singer", True),
        ("surgeon", "governor of Lindholm province", False),
        ("governor of Lindholm", "governor of Lindholm province", False),
        ("mayor of Port Ellery", "former mayor of Lindholm", False),
    ],
)
def test_offices_that_exclude_each_other(ours: str, theirs: str, expected: bool) -> None:
    assert (clash(periods([ours]), periods([theirs])) is not None) == expected
    assert (clash(periods([theirs]), periods([ours])) is not None) == expected


def holders(first: str, second: str, days: tuple[dt.date | None, dt.date | None], more: str = "") -> list[Entity]:
    stories = [
        story(f"[Ada Musa|P] spoke{more}.", roles=[("Ada Musa", first)], published=days[0]),
        story(f"[Ada Musa|P] left{more}.", id="d001-1", roles=[("Ada Musa", second)], published=days[1]),
    ]
    return [entity for entity in resolve_entities(stories) if entity.label == "Ada Musa"]


DAY = dt.date(2031, 3, 5)


@pytest.mark.parametrize(
    ("second", "days", "more", "people"),
    [
        ("mayor of Lindholm", (DAY, DAY), "", 2),
        ("mayor of Lindholm", (DAY, None), "", 2),
        ("mayor of Lindholm", (DAY, dt.date(2036, 1, 1)), "", 1),
        ("mayor of Port Ellery", (DAY, DAY), "", 1),
        ("singer", (DAY, DAY), "", 1),
        ("mayor of Lindholm", (DAY, DAY), " with [Femi Bello|P] of the [Delta Front|O]", 1),
    ],
)
def test_one_name_with_two_offices_at_one_time_takes_company(
    second: str, days: tuple[dt.date | None, dt.date | None], more: str, people: int
) -> None:
    assert len(holders("mayor of Port Ellery", second, days, more)) == people


def test_who_may_be_either_of_two_goes_where_the_company_is_or_nowhere() -> None:
    mayor, other = "mayor of Port Ellery", "mayor of Lindholm"
    stories = [
        story("[Ada Musa|P] met [Femi Bello|P].", roles=[("Ada Musa", mayor)]),
        story("[Ada Musa|P] left.", id="d001-1", roles=[("Ada Musa", other)]),
        story("[Ada Musa|P] saw [Femi Bello|P].", id="d002-1"),
        story("[Ada Musa|P] slept.", id="d003-1"),
    ]
    expected = [["d000", "d002"], ["d001"], ["d003"]]
    for order in (stories, stories[::-1]):
        people = [entity for entity in resolve_entities(order) if entity.label == "Ada Musa"]
        assert sorted(sorted({m.document[:4] for m in one.mentions}) for one in people) == expected


# -------------------------------------------------------------------------------------- properties

POOL = [
    "[Ngozi Okoro|P] met [Femi Bello|P] of the [Delta Front|O].",
    "[Okoro|P] of the [Delta Front|O] left [Lagos|L].",
    "[N. Okoro|P], [Amina Bello|P] and the [DFR|O].",
    "[Bello|P] saw [Femi Bello|P] in [Lagos|L] with [Nigerian|Ld] troops of the [Delta Front for Reform|O].",
    "[Femi Belo|P] of the [Delta Front|O] in [LAGOS|L].",
    "[Tondo|P] of [Delta Front|O].",
    "[Tondo|P] of [Ogun Rangers|O].",
    "[Tondo|P] of [Ogun Rangers|O] and [Delta Front|O].",
    "[Samir Okoro|P] of [Ogun Rangers|O] and [Delta Front|O].",
    "[Salim al-Rifai|P] and [Salim al-Rifaei|P].",
    "[Salim Rifai|P] of [Delta Front|O].",
    "[Ngozi A. Okoro|P] left.",
    "[Ngozi B. Okoro|P] left.",
    "[Kenyan Interior Ministry|O].",
    "[Interior Ministry|O] and [Kenya|L], [Chad|L].",
    "[Kataib Nasr|O] fired.",
    "[Kataib al-Nasr|O] fired with [Tondo|P].",
]


def partition(texts: Sequence[str], places: Sequence[int]) -> set[frozenset[tuple[int, int]]]:
    """Who is one with whom, where the story `texts[i]` is document number `places[i]`."""
    back = {f"d{place:03}": i for i, place in enumerate(places)}
    stories = [story(text, id=f"d{place:03}-1") for text, place in zip(texts, places, strict=True)]
    return {frozenset((back[m.document[:4]], m.begin) for m in entity.mentions) for entity in resolve_entities(stories)}


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(POOL), min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_renaming_the_files_changes_nothing(texts: list[str], chance) -> None:  # type: ignore[no-untyped-def]
    places = list(range(len(texts)))
    before = partition(texts, places)
    chance.shuffle(places)
    assert partition(texts, places) == before


SURNAMES = ["Okoro", "Okorro", "Bello", "al-Rifai", "al-Rifaei"]
PEOPLE = [
    f"{first} {last}" for first in ("Ngozi", "Samir", "Sameer", "S.", "Ngozi A.", "Ngozi B.") for last in SURNAMES
]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=8))
def test_no_chain_joins_people_whose_names_contradict(names: list[str]) -> None:
    for entity in resolve_entities(told([f"[{name}|P] spoke." for name in names])):
        called = sorted({mention.text for mention in entity.mentions})
        for left in called:
            assert all(compare(left, right).score >= MATCH - 0.2 for right in called)
