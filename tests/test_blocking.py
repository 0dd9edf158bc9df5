"""Which names are compared at all."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.resolve.blocking import candidates
from kg.resolve.names import MATCH, compare, compare_many, compare_parsed
from kg.resolve.parsing import parse
from kg.resolve.spelling import outline

WORDS = [
    "Omar",
    "Umar",
    "Samir",
    "Samira",
    "Haddad",
    "Hadad",
    "Novak",
    "P.",
    "Abu",
    "al-Duri",
    "Brigade",
    "44",
    "NLF",
    "of",
]
lists = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join), min_size=2, max_size=30)
types = st.sampled_from(["Person", "Organization", "Place"])


def found(texts, type="Person", cap=100):
    return candidates([[parse(text, type)] for text in texts], cap)


@pytest.mark.parametrize(
    ("a", "b", "type"),
    [
        ("Qassem Daoud", "Kasim Dawoud", "Person"),
        ("Bob Fielding", "Robert Fielding", "Person"),
        ("P. Novak", "Peter Novak", "Person"),
        ("Omar al-Farouq", "al-Farouq, Omar", "Person"),
        ("Samuel Obeng Mensah", "Samuel Mensah", "Person"),
        ("Xu Zhihao", "Chih-hao Hsu", "Person"),
        ("Kim Hyun-woo", "Kim Hyeonu", "Person"),
        ("NLF", "National Liberation Front", "Organization"),
        ("44th Brigade", "Brigade Forty-Four", "Organization"),
        ("Nahda Movement", "Nahda", "Organization"),
        ("Ministerio de Salud de Chile", "Chilean Ministry of Health", "Organization"),
        ("Odesa", "Odessa", "Place"),
        ("Burma", "Myanmar", "Place"),
    ],
)
def test_variants_meet(a, b, type):
    others = ["Lumatek Ltd", "Peter Kowalski", "Sahel Farmers Union", "Niamey"]
    assert (0, 1) in set(found([a, b, *others], type))


def test_strangers_do_not_meet():
    assert len(found(["Peter Kowalski", "Ngozi Adeyemi", "Zhang Weiming", "Tariq al-Mansuri"])) == 0


def test_labelled_pairs_meet():
    with (Path(__file__).parent / "name_pairs.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    types = {"Person": "Person", "Address": "Place"}
    names = [parse(row[side], types.get(row["schema"], "Organization")) for row in rows for side in ("name1", "name2")]
    met = set(candidates([[name] for name in names]))
    matching = [k for k in range(0, len(names), 2) if compare_parsed(names[k], names[k + 1]).score >= MATCH]
    lost = [names[k].text for k in matching if (k, k + 1) not in met]
    assert len(lost) <= 0.04 * len(matching), lost


@settings(deadline=None)
@given(lists, types, st.sampled_from([2, 5, 100]))
def test_what_looks_the_same_meets_unless_its_block_was_cut(texts, type, cap):
    names = [parse(text, type) for text in texts]
    made = found(texts, type, cap)
    met = set(made)
    for i, a in enumerate(names):
        for j in range(i + 1, len(names)):
            alike = a.text == names[j].text or outline(a.solid) == outline(names[j].solid) != ""
            assert (i, j) in met or not alike or made.cut


@settings(deadline=None)
@given(lists, types)
def test_pairs_are_sorted_and_single(texts, type):
    pairs = list(found(texts, type))
    assert pairs == sorted(set(pairs))
    assert all(0 <= i < j < len(texts) for i, j in pairs)


def test_a_cut_block_is_reported():
    texts = [f"Omar {a}{b}{c}ari" for a in "bdfgh" for b in "aeiou" for c in "bdfgh"]
    made = found(texts, cap=10)
    assert made.cut
    assert all(cut.names > 10 and cut.pairs > 0 and cut.key for cut in made.cut)


@settings(deadline=None)
@given(lists, types)
def test_many_are_compared_as_one(texts, type):
    pairs = [(a, b, type) for a, b in zip(texts, reversed(texts), strict=True)]
    assert list(compare_many(pairs)) == [compare(*pair) for pair in pairs]
