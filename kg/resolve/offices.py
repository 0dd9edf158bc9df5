"""Which offices and callings titles name, and which of them nobody has at one time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from kg.lexicon import table
from kg.resolve.countries import country_of
from kg.resolve.kinds import normal

SAME_TIME = dt.timedelta(days=366)  # offices held further apart do not speak against one person
Period = tuple[dt.date, dt.date]
ANY_TIME: Period = (dt.date.min, dt.date.max)


@dataclass(frozen=True, slots=True)
class Office:
    """An office that one person at a time holds somewhere ("president" of "Kenya"), or a calling ("health" of "")."""

    name: str
    of: str

    def __str__(self) -> str:
        return f"{self.name} of {self.of}" if self.of else self.name


@lru_cache(maxsize=1 << 14)
def office(title: str) -> Office | None:
    """What a title as written says of who has it; None where it says nothing that would exclude something else.

    >>> office("Kenyan President"), office("former mayor of Port Ellery"), office("surgeon at a clinic")
    (Office(name='president', of='Kenya'), None, Office(name='health', of=''))
    """
    text = " ".join(title.casefold().replace("’", "'").split())
    if text.split(" ")[0] in table("titles")["past"]:
        return None
    head, _, tail = text.partition(" of ")
    for name in sorted(_single(), key=len, reverse=True):
        if head == name or head.endswith(f" {name}"):
            before = head.removesuffix(name).strip().removesuffix("'s").removesuffix("'")
            where = before or tail.removeprefix("the ")
            place = country_of(where) or ("" if before else normal(where))
            return Office(name, place) if place else None
    callings = table("titles")["callings"]
    found = {calling for calling, nouns in callings.items() for noun in nouns if re.search(rf"\b{noun}\b", head)}
    return Office(found.pop(), "") if len(found) == 1 else None


@lru_cache(maxsize=1)
def _single() -> frozenset[str]:
    titles = table("titles")
    return frozenset((*titles["heads_of_state"], *(name for name in titles["offices"] if name.endswith("minister"))))


def clash(ours: Mapping[Office, Period], theirs: Mapping[Office, Period]) -> tuple[Office, Office] | None:
    """Two offices, one of each side, that nobody has within a year; None where all may be of one person.

    The same office of two countries or cities, or two callings; `Period` is when texts first and last speak of it.
    """
    found = [
        (a, b)
        for a, one in ours.items()
        for b, other in theirs.items()
        if _excludes(a, b) and one[0] <= _later(other[1]) and other[0] <= _later(one[1])
    ]
    return min(found, key=str, default=None)


def any_clash(offices: Iterable[Office]) -> bool:
    """Whether any two of `offices` exclude each other, at whatever time."""
    return any(_excludes(a, b) for a, b in combinations(set(offices), 2))


def _excludes(a: Office, b: Office) -> bool:
    if a.of and b.of:
        return a.name == b.name and a.of != b.of and a.of not in b.of and b.of not in a.of
    return not (a.of or b.of) and a.name != b.name


def _later(day: dt.date) -> dt.date:
    return day + SAME_TIME if day <= dt.date.max - SAME_TIME else dt.date.max


def periods(titles: Iterable[str], days: Iterable[dt.date | None] = (None,)) -> dict[Office, Period]:
    """The offices of titles, all of them held from the first to the last of `days`; a day not known is any."""
    known = list(days)
    period = ANY_TIME if None in known or not known else (min(d for d in known if d), max(d for d in known if d))
    return {found: period for title in titles if (found := office(title)) is not None}


def joint(ours: dict[Office, Period], theirs: Mapping[Office, Period]) -> dict[Office, Period]:
    """The offices of both, each from the first time to the last."""
    both = dict(ours)
    for one, (first, last) in theirs.items():
        known = both.get(one, (first, last))
        both[one] = (min(first, known[0]), max(last, known[1]))
    return both
