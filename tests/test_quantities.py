"""How many: numbers with their bounds, of deaths, injuries, arrests and munitions."""

from __future__ import annotations

import pytest
from conftest import Reader
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.quantities import headcounts, number

COUNTS = [
    ("A car bomb killed four soldiers near Kandahar.", {("deaths", 4, 4)}),
    (
        "The strike on a market in Hodeidah killed at least 12 people and wounded dozens on Sunday.",
        {("deaths", 12, None), ("injuries", 24, None)},
    ),
    ("A suicide bombing at a mosque in Peshawar killed 23 people.", {("deaths", 23, 23)}),
    ("The guard, Ana Prado, 54, was killed in Bol.", set()),
    ("She left Bol a day after he and ten others were killed in a raid.", {("deaths", 11, 11)}),
    ("Ivan Reyes, 63, was found dead near a side door.", set()),
    ("Ivan Reyes (63) and Ana Prado, 54, were wounded in Bol.", {("injuries", 2, 2)}),
    ("Six miners died when a shaft collapsed near Katowice.", {("deaths", 6, 6)}),
    ("More than 1,200 people have died in the floods in Kerala.", {("deaths", 1200, None)}),
    ("Up to 50 students were arrested in Minsk.", {("arrests", None, 50)}),
    ("Police in Nairobi arrested five suspects.", {("arrests", 5, 5)}),
    ("Hundreds were injured when the stand collapsed.", {("injuries", 200, None)}),
    ("A roadside bomb wounded three policemen in Kunduz.", {("injuries", 3, 3)}),
    ("Rebels killed Captain Moussa Traore and two soldiers near Menaka.", {("deaths", 3, 3)}),
    ("The explosion wounded 15 people, including Governor Salma Rahimi.", {("injuries", 15, 15)}),
    ("Rebels fired three rockets at the airport in Bangui.", {("munitions", 3, 3)}),
    ("Colombian rebels ambushed an army convoy in Cauca, killing eight.", {("deaths", 8, 8)}),
    ("The quake killed nearly 300 people in Izmir.", {("deaths", 300, 300)}),
    ("A raid in Goma on Monday killed about 30 people.", {("deaths", 30, 30)}),
    ("A raid in Goma wounded fewer than 20 people.", {("injuries", None, 20)}),
    ("The landslide in Sylhet killed between 10 and 15 people.", {("deaths", 10, 15)}),
    ("The landslide in Sylhet killed 10 to 15 people.", {("deaths", 10, 15)}),
    ("Three or four people died when a ferry sank off Cebu.", {("deaths", 3, 4)}),
    ("Police in Lima arrested 40-50 students.", {("arrests", 40, 50)}),
    ("The toll of the bombing in Jos has risen to 13 after four of the wounded died.", {("deaths", 13, 13)}),
    ("The death toll of the floods in Kano rose to 22 as divers found eight more bodies.", {("deaths", 22, 22)}),
    ("Two of the wounded died in hospital after the bombing in Jos.", {("deaths", 2, None)}),
    ("Police arrested Diego Ramos in Bogota.", set()),
    ("The army attacked the village in 2029.", set()),
]


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_counts(extracted: Reader, text: str, expected: set[tuple[str, int | None, int | None]]) -> None:
    assert {(q.measure, q.min, q.max) for e in extracted(text).events for q in e.quantities} == expected


@pytest.mark.parametrize(("text", "expected"), [case for case in COUNTS if case[1]])
def test_the_words_are_the_evidence(
    extracted: Reader, text: str, expected: set[tuple[str, int | None, int | None]]
) -> None:
    for event in extracted(text).events:
        for quantity in event.quantities:
            assert quantity.evidence.text in text
            assert quantity.min is None or quantity.max is None or quantity.min <= quantity.max


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("seven", 7),
        ("Thirty-one", 31),
        ("a hundred", 100),
        ("two hundred and six", 206),
        ("40,000", 40_000),
        ("five thousand", 5000),
        ("3.2 million", 3_200_000),
        ("a dozen", 12),
        ("", None),
        ("and", None),
        ("several", None),
        ("B-52", None),
    ],
)
def test_numbers_in_words_and_digits(text: str, value: int | None) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The landslide left 30 people missing.", [("missing", 30, 30)]),
        ("Nine died and 12 are still missing, the mayor said.", [("missing", 12, 12)]),
        ("The floods displaced more than 40,000 families.", [("displaced", 40_000, None)]),
        ("Some 500 people were left homeless.", [("displaced", 500, 500)]),
        ("About 8,000 people protested in Tbilisi.", [("protesters", 8000, 8000)]),
        ("Tens of thousands of students took to the streets in Dhaka.", [("protesters", 20_000, None)]),
        ("The protest in the centre of Tbilisi on Monday drew about 8,000 people.", [("protesters", 8000, 8000)]),
        ("The march on Sunday drew 600 people.", [("protesters", 600, 600)]),
        ("The rebels released seven hostages.", [("hostages", 7, 7)]),
        ("At least five of the captives were freed.", []),
        ("Five young hostages were freed.", [("hostages", 5, 5)]),
        ("Gunmen kidnapped 20 to 25 pupils in Kaduna.", [("abductions", 20, 25)]),
        ("Police arrested 40 protesters and killed two.", []),
        ("Twelve leaders gathered in Geneva and two turned out to be ill.", []),
        ("The army freed the village.", []),
    ],
)
def test_headcounts(text: str, expected: list[tuple[str, int | None, int | None]]) -> None:
    assert [count[:3] for count in headcounts(text)] == expected


@given(st.integers(min_value=0, max_value=10**9))
def test_digits_with_and_without_commas(value: int) -> None:
    assert number(str(value)) == number(f"{value:,}") == value


@given(st.text(max_size=20))
def test_any_text_is_a_number_or_none(text: str) -> None:
    found = number(text)
    assert found is None or found >= 0
