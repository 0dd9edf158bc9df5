import pytest
from test_entities import story

from kg.resolve import resolve_entities


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("[Nairobi|L] denied it.", True),
        ("[Nairobi|L] has denied it.", True),
        ("[Nairobi|L] blames rebels.", True),
        ("[Nairobi|L] is considering talks.", True),
        ("[Nairobi|L] on Friday recalled its envoy.", True),
        ("[Nairobi|L]'s support matters.", True),
        ("Ties between [Nairobi|L] and others cooled.", True),
        ("Talks with [Nairobi|L] failed.", True),
        ("He said [Nairobi|L] would “not pay”.", True),
        ("He told of [Nairobi|L]'s earlier talks.", True),
        ("Okoro: [Nairobi|L] Maintains Contact With Rebels Over Border.", True),
        ("It burned in [Nairobi|L]'s northern parts.", False),
        ("He lives in [Nairobi|L].", False),
        ("They marched south of [Nairobi|L] at noon.", False),
        ("[Nairobi|L] was hit by floods.", False),
        ("[Nairobi|L] residents fled.", False),
        ("The [Nairobi|L] consultations are over.", False),
        ("[Nairobi|L]'s suburbs burned.", False),
    ],
)
def test_a_capital_that_acts_is_its_state(sentence, state):
    found = resolve_entities([story(f"[Kenya|L] and others met. {sentence}")])
    assert (len(found) == 1) is state, [entity.label for entity in found]


@pytest.mark.parametrize(
    ("surface", "country"),
    [
        ("U.S.", "United States"),
        ("the United States of America", "United States"),
        ("Britain", "United Kingdom"),
        ("Burma", "Myanmar"),
        ("Côte d’Ivoire", "Ivory Coast"),
        ("DR Congo", "Democratic Republic of the Congo"),
    ],
)
def test_a_country_has_its_usual_name(surface, country):
    (entity,) = resolve_entities([story(f"It reached [{surface}|L] late.")])
    assert (entity.label, entity.subtype) == (country, "country")


def test_a_misspelt_demonym_is_still_of_its_country():
    (entity,) = resolve_entities([story("The [Keynan|Ld] team and the [Kenyan|Ld] coach.")])
    assert entity.id == "place:kenya"


def test_places_that_name_groups_are_not_the_places():
    found = resolve_entities([story("The [Geneva|L] and [Tunis|L] platforms met in [Geneva|L].")])
    assert sorted(entity.type for entity in found) == ["Organization", "Organization", "Place"]
