"""What a number in a claim counts, as far as it matters for whether another number can be true beside it.

"Four soldiers" leaves room for more dead who are no soldiers, "about 30" for 32, and ten "including the attacker" are
nine victims.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg.extract.quantities import VAGUE, number

ROUGHLY = 0.2  # how far from "about 30" a number may lie, as a share of it

_NUMBER = (
    r"(?:\d[\d,]*(?: (?:hundred|thousand|million|dozen))?|"
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]+)?|"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|a)(?: (?:hundred|thousand|dozen))?|"
    r"(?:dozens|scores|hundreds|thousands|tens|several)(?: of)?)"
)
_NOUNS = (
    r"civilians?|child(?:ren)?|wom[ae]n|girls?|boys?|teenagers?|babies|soldiers?|troops?|marines?|sailors?|"
    r"service ?members?|"
    r"policem[ae]n|(?:police )?officers?|fighters?|gunm[ae]n|militants?|militiam[ae]n|rebels?|insurgents?|terrorists?|"
    r"guerrillas?|jihadists?|fisherm[ae]n|workers?|miners?|students?|pupils?|teachers?|passengers?|crew(?: members?)?|"
    r"journalists?|guards?|rescuers?|firefighters?|medics?|doctors?|nurses?|villagers?|residents?|farmers?|herders?|traders?|"
    r"migrants?|refugees?|tourists?|pilgrims?|worshippers?|foreigners?|protesters?|demonstrators?|prisoners?|inmates?|"
    r"detainees?|hostages?|suspects?"
)
_GROUP = re.compile(
    rf"\b(?P<count>{_NUMBER})(?: (?!and\b|or\b|of\b|people\b|persons?\b)[\w'’-]+){{0,2}}? (?P<noun>{_NOUNS})\b",
    re.IGNORECASE,
)
_OWN = re.compile(rf"\b(?P<count>{_NUMBER}) of (?P<noun>(?:his|her|its|their|our|my)(?: own)? [\w'’-]+)", re.IGNORECASE)
_EVERYBODY = re.compile(
    rf"\b(?P<count>{_NUMBER})(?: [\w'’-]+)?? (?:people|persons?|others?|deaths|dead|lives)\b", re.IGNORECASE
)
_DEGREE = re.compile(
    rf"\b(?P<count>{_NUMBER})(?: [\w'’-]+){{0,5}}? (?P<how>(?:critical|serious|severe|bad|grave|light|slight)ly) "
    r"(?:wounded|injured|hurt|burned|burnt)\b|"
    rf"\b(?P<number>{_NUMBER})(?: [\w'’-]+){{0,5}}? in (?:a )?(?P<state>critical|serious) condition\b",
    re.IGNORECASE,
)
_ROUGH = re.compile(
    rf"\b(?:about|around|some|nearly|almost|roughly|approximately|close to|an estimated) (?P<count>{_NUMBER})\b",
    re.IGNORECASE,
)
_ATTACKERS = re.compile(
    r"(?<!not )\b(?:including|among (?:them|the dead)(?: \w+)?|as well as|along with|plus|besides)"
    r"(?: (?P<count>[\w-]+))??(?: (?!and\b)[\w-]+)?? "
    r"(?:attacker|bomber|gunm[ae]n|assailant|shooter|hijacker|perpetrator)s?\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:could|can|was|were|is|are|has|have|had)(?: not|n[’']t)(?: yet)?(?: been)?(?: able to)?"
    r"(?: immediately| independently| be)* (?:confirm|verif)\w*|\bun(?:able to (?:confirm|verify)|confirmed)\b|"
    r"\b(?:unclear|not (?:immediately )?(?:clear|known)) (?:if|whether|how many)\b|"
    r"\bno (?:independent )?confirmation\b",
    re.IGNORECASE,
)


class Count(NamedTuple):
    """A number of a claim with its bounds and what there is to know for comparing it."""

    low: int | None
    high: int | None
    of: str = ""  # "soldiers" where those alone are counted; "" for everybody
    rough: bool = False  # "about 30"
    attackers: int = 0  # who are counted among the victims


@lru_cache(maxsize=1 << 16)
def count(text: str, low: int | None, high: int | None) -> Count:
    """What a number between these bounds counts in a text.

    >>> count("about 30 soldiers were killed", 30, 30)
    Count(low=30, high=30, of='soldiers', rough=True, attackers=0)
    >>> count("six people died, two soldiers among them", 6, 6).of
    ''
    >>> count("a blast killed ten, including the bomber", 10, 10).attackers
    1
    """
    value = low if low is not None else high
    if value is None:
        return Count(low, high)
    return Count(low, high, _counted(text, value), value in _rough(text), _attackers(text))


def meet(x: Count, y: Count) -> bool:
    """Whether both can be true.

    >>> meet(Count(2, None), Count(4, 4)), meet(Count(2, 2), Count(4, 4))
    (True, False)
    >>> meet(Count(4, 4, "soldiers"), Count(6, 6)), meet(Count(30, 30, rough=True), Count(33, 33))
    (True, True)
    """
    (low, high), (least, most) = _bounds(x, y), _bounds(y, x)
    return (high is None or least is None or least <= high) and (most is None or low is None or low <= most)


def in_words(low: int | None, high: int | None) -> str:
    """Bounds as one says them.

    >>> in_words(2, 4), in_words(4, None), in_words(None, 3), in_words(2, 2)
    ('2 to 4', 'at least 4', 'at most 3', '2')
    """
    if low is None:
        return f"at most {high or 0:,}"
    if high is None:
        return f"at least {low:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def said(x: Count) -> str:
    """A number as one says it.

    >>> said(Count(4, None, "soldiers")), said(Count(30, 30, rough=True))
    ('at least 4 soldiers', 'about 30')
    """
    about = "about " if x.rough and x.low == x.high else ""
    return f"{about}{in_words(x.low, x.high)}{' ' if x.of else ''}{x.of}"


@lru_cache(maxsize=1 << 16)
def is_unsure(text: str) -> bool:
    """Whether a text says that nobody knows whether it is so.

    >>> is_unsure("it could not confirm that a raid killed six people"), is_unsure("the raid was confirmed")
    (True, False)
    """
    return _UNSURE.search(text) is not None


def _bounds(x: Count, beside: Count) -> tuple[int | None, int | None]:
    """What everybody whom both numbers are about can be, by one of them."""
    low, high = x.low, x.high
    if x.rough:
        low = None if low is None else int(low * (1 - ROUGHLY))
        high = None if high is None else int(high * (1 + ROUGHLY) + 0.5)
    if low is not None and x.attackers > beside.attackers:
        low = max(0, low - x.attackers + beside.attackers)
    if x.of and _one(x.of) != _one(beside.of):
        high = None
    return low, high


def _one(noun: str) -> str:
    """One of those: "soldiers" → "soldier"."""
    return (
        re.sub(r"(?<!s)s$", "", noun.lower())
        .replace("women", "woman")
        .replace("children", "child")
        .replace("men", "man")
    )


def _value(words: str) -> int | None:
    words = words.lower().removesuffix(" of")
    return 1 if words == "a" else VAGUE.get(words, number(words))


@lru_cache(maxsize=1 << 16)
def _groups(text: str) -> tuple[dict[int, str], frozenset[int], bool]:
    """The numbers of some people with who or how they are, those of everybody, and whether one's own are counted."""
    own = {value: m["noun"].lower() for m in _OWN.finditer(text) if (value := _value(m["count"])) is not None}
    everybody = {value for m in _EVERYBODY.finditer(text) if (value := _value(m["count"])) is not None}
    degrees = {
        value: f"{(m['how'] or m['state'] + 'ly').lower()} hurt"
        for m in _DEGREE.finditer(text)
        if (value := _value(m["count"] or m["number"])) is not None
    }
    some = {value: m["noun"].lower() for m in _GROUP.finditer(text) if (value := _value(m["count"])) is not None}
    return {**some, **own, **degrees}, frozenset(everybody - degrees.keys()), bool(own)


def _counted(text: str, value: int) -> str:
    groups, everybody, own = _groups(text)
    if value in groups and value not in everybody:
        return groups[value]
    if value in everybody or (everybody and not own):
        return ""
    several = {n: noun for n, noun in groups.items() if n != 1}
    return " and ".join(sorted(set(several.values())))


@lru_cache(maxsize=1 << 16)
def _rough(text: str) -> frozenset[int]:
    return frozenset(value for m in _ROUGH.finditer(text) if (value := _value(m["count"])) is not None)


def _attackers(text: str) -> int:
    match = _ATTACKERS.search(text)
    if match is None:
        return 0
    return _value(match["count"] or "") or 1
