"""Background knowledge: the country of a city that no text places."""

import pytest

from kg.model import Entity, Mention, Sentence
from kg.resolve.gazetteer import BACKGROUND, located


def place(name: str, subtype: str, document: str = "d000-aaaaaaaa") -> Entity:
    sentence = Sentence(document, 0, len(name), name, "d000-1")
    mention = Mention(document, 0, len(name), name, sentence, "Place", "name")
    return Entity(f"place:{name.lower().replace(' ', '-')}", "Place", subtype, name, (), (mention,))


@pytest.mark.parametrize(
    ("city", "country", "expected"),
    [
        ("Nairobi", "Kenya", [("place:nairobi", "place:kenya")]),
        ("Arequipa", "Peru", [("place:arequipa", "place:peru")]),
        ("Nairobi", "Peru", []),  # its country is not in the graph, and no node is added
        ("Quxtown", "Kenya", []),
    ],
)
def test_a_city_lies_in_its_country(city: str, country: str, expected: list[tuple[str, str]]) -> None:
    found = located([place(city, "city"), place(country, "country")], {})
    assert [(a.subject, a.object) for a in found] == expected


def test_the_country_spoken_of_decides_between_namesakes() -> None:
    tripoli = place("Tripoli", "", "d001-bbbbbbbb")
    found = located([tripoli, place("Lebanon", "country", "d001-bbbbbbbb"), place("Libya", "country")], {})
    assert [a.object for a in found] == ["place:lebanon"]


def test_background_is_told_by_its_confidence_and_cites_the_name() -> None:
    (assertion,) = located([place("Nairobi", "city"), place("Kenya", "country")], {})
    assert assertion.confidence == BACKGROUND
    assert [span.text for span in assertion.evidence] == ["Nairobi"]


def test_what_a_text_says_needs_no_background() -> None:
    within = {"place:nairobi": frozenset({"place:kenya"})}
    assert located([place("Nairobi", "city"), place("Kenya", "country")], within) == []
