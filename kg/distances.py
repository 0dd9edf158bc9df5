"""How long after or before another event something happened: "two days after the vote", "hours before"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.dates import NUMBERS, count

_NUMBER = rf"\d{{1,3}}|{'|'.join(NUMBERS)}|an?\s+few|(?:a\s+)?few|an?\s+couple\s+of|several|an?|the"
_DISTANCE = re.compile(
    rf"\b(?:(?:(?P<bound>less than|under|within|more than|nearly|almost|just|barely|only|about|around|some)\s+)?"
    rf"(?:(?P<number>{_NUMBER})\s+)?(?P<unit>minute|hour|day|night|week|month|year|decade)s?\s+"
    r"(?P<direction>after|before|since|following|of))\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_DAYS = {"minute": 0, "hour": 0, "day": 1, "night": 1, "week": 7, "month": 30, "year": 365, "decade": 3652}
_SLACK = {"minute": 1, "hour": 1, "day": 0, "night": 0, "week": 1, "month": 8, "year": 60, "decade": 600}
_UNITS = frozenset((*_DAYS, *(f"{unit}s" for unit in _DAYS)))
LONGEST = 4000  # days; farther apart the words say too little


@dataclass(frozen=True, slots=True)
class Distance:
    """`low` to `high` days after what stands behind it; negative for before. Offsets in code points, end exclusive."""

    begin: int
    end: int
    text: str
    low: int
    high: int


def find(text: str) -> list[Distance]:
    """The distances of `text` in order.

    >>> [(d.text, d.low, d.high) for d in find("Two days after the vote, and hours before the count, he left.")]
    [('Two days after', 2, 2), ('hours before', -1, 0)]
    """
    found: list[Distance] = []
    if _UNITS.isdisjoint(_WORD.findall(text.lower())):
        return found  # without one there is nothing to find, and to look for the whole is slow
    for match in _DISTANCE.finditer(text):
        days = _days(match)
        if days is not None and days[1] <= LONGEST:
            low, high = days
            if match["direction"].lower() == "before":
                low, high = -high, -low
            found.append(Distance(match.start(), match.end(), match[0], low, high))
    return found


def _days(match: re.Match[str]) -> tuple[int, int] | None:
    unit, bound = match["unit"].lower(), (match["bound"] or "").lower()
    words, direction = " ".join((match["number"] or "").lower().split()), match["direction"].lower()
    if direction == "of" and bound != "within":
        return None  # "two days of talks"
    if not words and unit not in ("minute", "hour"):
        return None if not match[0].lower().startswith("day") else (1, 13)
    if words == "the" and unit not in ("day", "night"):
        return None
    fewest, most = (1, 1) if words in ("the", "") else count(words)
    if unit == "hour" and words.isdigit():
        fewest, most = fewest // 24, most // 24
        return (0 if bound else max(0, fewest), most + 1)
    slack = _SLACK[unit] * max(1, fewest if unit in ("week", "month", "year") and fewest > 2 else 1)
    low, high = fewest * _DAYS[unit] - slack, most * _DAYS[unit] + slack
    if bound in ("less than", "under", "within"):
        low = 0
    if bound == "more than":
        high += most * _DAYS[unit]
    return max(0, low), high
