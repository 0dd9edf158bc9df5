"""Names and adjectives of countries."""

from __future__ import annotations

from functools import cache

from kg import lexicon


@cache
def _country_forms() -> frozenset[str]:
    countries = lexicon.table("countries")["country"]
    return frozenset(form for c in countries for form in [c["name"], *c.get("variants", []), *c.get("demonyms", [])])


def is_country(text: str) -> bool:
    """Whether `text` is the name or the adjective of a country.

    >>> is_country("Kenyan"), is_country("Peru"), is_country("Lake")
    (True, True, False)
    """
    return text in _country_forms()


@cache
def states() -> frozenset[str]:
    """The names of countries in all their forms, without adjectives."""
    countries = lexicon.table("countries")["country"]
    return frozenset(form for c in countries for form in [c["name"], *c.get("variants", [])])
