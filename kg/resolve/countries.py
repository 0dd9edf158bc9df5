"""Which country a name, an abbreviation, a demonym or a capital belongs to."""

from __future__ import annotations

from functools import cache

from kg.lexicon import table


def normal(text: str) -> str:
    """`text` as the tables here are keyed: lower case, no dots, no article, straight apostrophes.

    >>> normal("The U.S."), normal("Côte d’Ivoire")
    ('us', "côte d'ivoire")
    """
    words = text.replace("’", "'").replace(".", "").lower().split()
    if words and words[-1].endswith("'s"):
        words[-1] = words[-1][:-2]
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


@cache
def names() -> dict[str, str]:
    """Every name and abbreviation of a country, normal, → its usual English name."""
    found = {}
    for country in table("countries")["country"]:
        for name in (country["name"], *country.get("variants", ())):
            found[normal(name)] = country["name"]
    return found


@cache
def demonyms() -> dict[str, str]:
    """Every adjective and noun for people of a country, singular and plural, normal, → the country."""
    found: dict[str, str] = {}
    for country in table("countries")["country"]:
        for demonym in country.get("demonyms", ()):
            word = normal(demonym)
            found[word] = country["name"]
            if not word.endswith(("s", "sh", "ch", "ese", "men")):
                found[word + "s"] = country["name"]
    return found


@cache
def capitals() -> dict[str, str]:
    """Every usual name of a capital, normal, → the country; those that are also a country's name are left out."""
    found = {}
    for country in table("countries")["country"]:
        for capital in country.get("capital", ()):
            if normal(capital) not in names():
                found[normal(capital)] = country["name"]
    return found


def country_named(text: str) -> str:
    """The country that `text` is a name of, or "".

    >>> country_named("the U.S."), country_named("Kenyan")
    ('United States', '')
    """
    return names().get(normal(text), "") if text != "us" else ""


def country_of(text: str) -> str:
    """The country that `text` names or whose demonym it is, or "".

    >>> country_of("Kenyans"), country_of("Nairobi")
    ('Kenya', '')
    """
    return country_named(text) or demonyms().get(normal(text), "")
