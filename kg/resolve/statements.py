"""What a claim says that another can contradict, told alike from the records and from a dump.

`differences` is the one place that decides whether two claims differ and in what: numbers of one measure that do not
meet, something denied by one and stated by the other, or another author, target or place of the same event.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from kg import lexicon
from kg.extract.quantities import HEADCOUNTS
from kg.resolve.countries import country_of
from kg.resolve.counts import Count, count, is_unsure, meet, said
from kg.resolve.events.group import FAMILIES

DISPUTABLE = ("deaths", "injuries", "arrests", "munitions")  # counted by events
STATING = ("states", "confirms", "accuses", "claimsResponsibility")  # acts that say that something is so
ROLES = ("agent", "target", "place")
FORCE = ("attack", "strike", "bombing", "shooting", "clash", "killing", "assassination", "militaryOperation")

TO_PEOPLE = ("killing", "assassination", "death", "arrest", "abduction")
OF_ONESELF = ("appointment", "movement", "meeting", "talks", "visit", "agreement", "withdrawal", "death")

Number = tuple[str, int | None, int | None]  # measure, least, most
Within = Mapping[str, frozenset[str]]  # what each place lies in and each body is part of


class Difference(NamedTuple):
    """In what two claims differ: a measure, "denial" or a role, and what each of the two has."""

    kind: str  # a measure | denial | agent | target | place
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Occurrence:
    """What counts for whether a denial is of an event: its kind, and who and where, by role; see `stems`."""

    type: str
    factuality: str
    roles: Mapping[str, frozenset[str]]
    stems: frozenset[str] = frozenset()  # how the words for it begin


@dataclass(frozen=True, slots=True)
class Statement:
    """What a claim says, as far as another can contradict it."""

    source: str  # who answers for it; for a spokesman the body that he speaks for
    text: str
    act: str
    events: frozenset[str]
    denies: frozenset[str]  # of `events`, those of which it says that they, or a part of them, did not happen
    numbers: tuple[Number, ...]
    roles: frozenset[tuple[str, str, str]]  # event, role, entity; of the quarter of a city "locatedIn" and the city


@lru_cache(maxsize=1 << 14)
def voice(source: str) -> str:
    """Who is heard, for an id of a claimant: what "police" say in two papers is one voice, what "witnesses" say is not.

    >>> voice("source:d001-the-interior-ministry") == voice("source:d002-interior-ministry")
    True
    >>> voice("source:d001-witnesses"), voice("person:ada"), voice("source:d002-report-the-government-of-chad-falls")
    ('source:d001-witnesses', 'person:ada', 'source:d002-report-the-government-of-chad-falls')
    """
    kind, _, rest = source.partition(":")
    words = [word for word in rest.split("-")[1:] if word not in ("the", "a", "an", "local")]
    ends = [i for i, word in enumerate(words) if word in ("in", "of", "at", "for", "near", "from")]
    words = words[: ends[0]] if ends else words
    if kind != "source" or words[:1] == ["report"] or not ({" ".join(words[-2:]), *words[-1:]} & _institutions()):
        return source
    return f"source:{'-'.join(words)}"


@lru_cache(maxsize=1)
def _institutions() -> frozenset[str]:
    """Words for a body or an office of which a place has one."""
    heads = lexicon.table("organizations")["heads"]
    bodies = (
        word
        for kind in ("ministry", "government", "parliament", "military", "police", "agency")
        for word in heads[kind]
    )
    return frozenset((*bodies, "mayor", "governor", "president", "presidency", "prime minister", "king", "coast guard"))


def differences(a: Statement, b: Statement, within: Within) -> tuple[Difference, ...]:
    """In what two claims contradict each other; nothing where both can be true.

    But for one number that it gives for a part and for the whole, a source does not contradict itself. The order of
    the two only swaps left and right.
    """
    if is_unsure(a.text) or is_unsure(b.text):
        return ()
    found = [*_strengths(a, b)]
    if a.source == b.source or not a.events & b.events:
        return tuple(found)
    found += _numbers(a, b)
    if _denies(a, b) or _leaves_open(a, b):
        found.append(Difference("denial", "denies", "states"))
    elif _denies(b, a) or _leaves_open(b, a):
        found.append(Difference("denial", "states", "denies"))
    elif not a.denies and not b.denies:
        found += _roles(a, b, within)
    return tuple(found)


def denied(about: Mapping[str, Occurrence], text: str, within: Within, entities: Iterable[str] = ()) -> frozenset[str]:
    """The events among those that a claim with this text is about of which it denies something.

    `entities` are the others that it is about: who is said not to have been killed is no victim in the graph.

    An event counts as denied where the claim is also about one that did not happen, of the same kind and done to the
    same or at the same place, or where the text says that nothing of some kind was hit, hurt or held.
    """
    nothing = bool(things_denied(text))
    happened = {id: event for id, event in about.items() if event.factuality != "denied"}
    not_so = [with_victims(event, entities) for event in about.values() if event.factuality == "denied"]
    return frozenset(
        id
        for id, event in happened.items()
        if (nothing and event.type in FORCE) or any(is_denial_of(other, event, within) for other in not_so)
    )


def with_victims(denial: Occurrence, entities: Iterable[str]) -> Occurrence:
    """What is said not to have happened, to people whom the claim names where it has nobody else it was done to."""
    people = frozenset(entity for entity in entities if entity.startswith("person:"))
    if denial.type not in TO_PEOPLE or denial.roles.get("target") or not people:
        return denial
    return replace(denial, roles={**denial.roles, "target": people})


def is_denial_of(denial: Occurrence, event: Occurrence, within: Within) -> bool:
    """Whether what is said not to have happened is the event: of one kind, with more in common than who did it.

    Of what somebody does for himself, such as to resign or to meet somebody, it is enough who did it, in one word.
    """
    if is_kindred(denial.type, event.type) and _in_common(denial, event, within) - {"agent"}:
        return True
    if denial.type not in OF_ONESELF or denial.type != event.type or not denial.stems & event.stems:
        return False
    (who, others), (here, there) = (
        [one.roles.get(role, frozenset()) for one in (denial, event)] for role in ROLES[::2]
    )
    is_elsewhere = here and there and not any(x == y or contains(x, y, within) for x in here for y in there)
    known = len(who) > 1 or any(id.startswith("person:") for id in who)
    return known and who <= others and not is_elsewhere


def stems(words: Iterable[str]) -> frozenset[str]:
    """How words begin, alike for a verb and its noun.

    >>> stems(["resigned"]) == stems(["resignation"]), stems(["Met"])
    (True, frozenset({'met'}))
    """
    return frozenset(word.lower()[:5] for word in words)


def _in_common(a: Occurrence, b: Occurrence, within: Within) -> set[str]:
    """The roles in which two events have somebody or some place in common; of the author, if both have one, it must."""
    groups = {"agent": ("agent",), "target": ("target", "killed", "wounded", "arrested"), "place": ("place",)}
    common = set()
    for name, roles in groups.items():
        ours, theirs = (set().union(*(event.roles.get(role, ()) for role in roles)) for event in (a, b))
        if ours and theirs and (ours & theirs or any(contains(x, y, within) for x in ours for y in theirs)):
            common.add(name)
        elif ours and theirs and name != "place":
            return set()
    return common


def is_kindred(a: str, b: str) -> bool:
    """Whether two types of events can be one event.

    >>> is_kindred("strike", "attack"), is_kindred("strike", "arrest")
    (True, False)
    """
    return a == b or any(a in family and b in family for family in FAMILIES)


def contains(x: str, y: str, within: Within) -> bool:
    """Whether one of two places or bodies lies in the other."""
    return y in within.get(x, ()) or x in within.get(y, ())


# -------------------------------------------------------------------------------------------- numbers


def _numbers(a: Statement, b: Statement) -> Iterable[Difference]:
    both = {n[0] for n in a.numbers} & {n[0] for n in b.numbers}
    if not both or periods(a.text) != periods(b.text):
        return  # the dead since October and the dead since 2020 are different things
    for measure in (*DISPUTABLE, *HEADCOUNTS):
        if measure not in both:
            continue
        ours, theirs = counted(a, measure), counted(b, measure)
        if not any(meet(x, y) for x in ours for y in theirs):
            yield Difference(measure, *(" and ".join(map(said, side)) for side in (ours, theirs)))


def counted(statement: Statement, measure: str) -> tuple[Count, ...]:
    """What a claim says of a measure, from the least number to the most."""
    bounds = sorted({n[1:] for n in statement.numbers if n[0] == measure}, key=lambda b: (b[0] or 0, str(b)))
    found = (count(statement.text, low, high) for low, high in bounds)
    return tuple(one._replace(of="") if measure in HEADCOUNTS else one for one in found)


_PERIOD = re.compile(
    r"\bsince (?:(?:the|early|late|mid|last|its|their) ?-?)*[\w-]+|\b(?:so far )?this (?:year|month|week)\b|"
    r"\b(?:in|over) the (?:past|last) (?:\w+ )?(?:days?|weeks?|months?|years?|decades?)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1 << 16)
def periods(text: str) -> frozenset[str]:
    """The stretches of time that a text counts over.

    >>> sorted(periods("Raids since mid-October have killed 20, three of them this week."))
    ['since mid-october', 'this week']
    """
    return frozenset(match[0].lower() for match in _PERIOD.finditer(text))


# -------------------------------------------------------------------------------------------- denials

_SITES = re.compile(
    r"facilit(?:y|ies)|buildings?|infrastructure|(?:head|rear)quarters?|compounds?|sites?|bases?|installations?|houses?|"
    r"homes?|schools?|hospitals?|depots?|warehouses?|camps?|offices?|positions?|barracks",
    re.IGNORECASE,
)
_DEEDS = {
    "hit": r"hit(?:ting)?|str(?:uck|iking)|fired|(?:damag|destroy|target|bomb|attack|shell)(?:ed|ing)",
    "killed": r"dead|died|(?:kill|harm)(?:ed|ing)",
    "wounded": r"hurt|(?:wound|injur|harm)(?:ed|ing)",
    "arrested": r"(?:arrest|detain|captur)(?:ed|ing)",
}
_BEEN = r"(?:was|were|is|are|has been|have been|had been|got)(?: (?:ever|even|directly|reported|being))?"
_NOTHING = re.compile(
    rf"\b(?:no|any) (?P<things>[a-z][\w'’ ,-]{{0,60}}?) {_BEEN} (?P<deed>\w+)"
    rf"|\b(?:not|never|n[’']t|without) (?P<deed2>\w+) any (?P<things2>[a-z][\w'’-]*(?: (?:or|and) [\w'’-]+)?)"
    rf"|\b(?P<deed3>\w+ed|str\w+|hit) no (?!one\b|fewer\b|less\b|more\b|longer\b)"
    rf"(?P<things3>[a-z][\w'’-]*(?: (?:or|and) [\w'’-]+)?)",
    re.IGNORECASE,
)
_ASIDE = r"in|near|outside|inside|within|from|of|next|by|after|before|without|no|not|any"
_PART = re.compile(
    r"\b(?:involve(?:d|ment)?|responsib\w+|role|hand in|part in|behind|carr(?:ied|y|ying) out|links?|connection)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1 << 16)
def things_denied(text: str) -> frozenset[tuple[str, str]]:
    """What a text says that nothing of it was hit, killed, wounded or arrested: (deed, noun), sites as "site".

    >>> sorted(things_denied("No roads or barracks were struck."))
    [('hit', 'road'), ('hit', 'site')]
    >>> sorted(things_denied("The shells killed no civilians."))
    [('killed', 'civilian')]
    >>> things_denied("No decision was made.")
    frozenset()
    """
    found = set()
    for match in _NOTHING.finditer(text):
        deed, things = (match[name] or match[f"{name}2"] or match[f"{name}3"] for name in ("deed", "things"))
        nouns = [part.split()[-1] for part in re.split(r",|\bor\b|\band\b|\bnor\b", things) if part.split()]
        for name, forms in _DEEDS.items():
            if re.fullmatch(forms, deed, re.IGNORECASE):
                found |= {(name, _noun(noun)) for noun in nouns}
    return frozenset(found)


def _noun(word: str) -> str:
    lower = word.lower()
    if _SITES.fullmatch(lower):
        return "site"
    return lower[:-1] if lower.endswith("s") and not lower.endswith("ss") else lower


def affirms(text: str, deed: str, noun: str) -> bool:
    """Whether a text says that this was done to such a thing.

    >>> affirms("a drone fired two rockets at the main depot", "hit", "site")
    True
    >>> affirms("the rockets hit a car in the compound", "hit", "site")
    False
    """
    things = _SITES.pattern if noun == "site" else rf"{re.escape(noun)}s?"
    deeds = _DEEDS[deed]
    gap = rf"(?: (?!(?:{_ASIDE})\b)[\w'’-]+){{0,7}}?"
    active = rf"\b(?:{deeds}){gap} (?:{things})\b"
    passive = rf"(?<!no )(?<!or )\b(?:{things}) {_BEEN} (?:{deeds})\b"
    return re.search(f"{active}|{passive}", text, re.IGNORECASE) is not None


def is_about_a_part(text: str) -> bool:
    """Whether a denial is of having had a part in something, not of the thing itself: "any role in the raid"."""
    return _PART.search(text) is not None


def _denies(a: Statement, b: Statement) -> bool:
    """Whether the first denies what the second states."""
    if b.denies or b.act not in STATING or not (a.denies or a.act == "denies"):
        return False
    if things := things_denied(a.text):
        return bool(a.denies & b.events) and any(affirms(b.text, deed, noun) for deed, noun in things)
    if a.denies:
        return bool(a.denies & b.events)
    if a.act != "denies" or not is_about_a_part(a.text):
        return False
    accused = {entity for _, role, entity in a.roles if role == "agent"} | {a.source}
    return any(event in a.events and role == "agent" and who in accused for event, role, who in b.roles)


_FIXED = r"(?:confirmed|set|fixed|scheduled|agreed|announced|planned|arranged|decided)"
_OPEN = re.compile(
    rf"\bno (?:date|time|day|plans?|schedule|timetable|visit|trip|meeting|talks|summit)\b[^.;]{{0,50}}? "
    rf"(?:(?:has|have|had) been|is|are|was|were)(?: yet)? {_FIXED}\b"
    rf"|\b(?:has|have|had|is|are|was|were)(?: not|n[’']t)(?: yet)?(?: been)? {_FIXED}\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"\b(?:will|might|may|could|would|soon|shortly|(?:plan|intend|expect|hope|due|about)\w* to)\b")


@lru_cache(maxsize=1 << 16)
def leaves_open(text: str) -> bool:
    """Whether a text says that what is spoken of is not settled.

    >>> leaves_open("no date for the trip has been set"), leaves_open("a date for the trip was set")
    (True, False)
    """
    return _OPEN.search(text) is not None


def _leaves_open(a: Statement, b: Statement) -> bool:
    """Whether the first says that nothing is settled of what the second says is coming."""
    told = b.act in (*STATING, "predicts") and not b.denies and not leaves_open(b.text)
    return told and a.act in ("denies", "states") and leaves_open(a.text) and _AHEAD.search(b.text) is not None


# ------------------------------------------------------------------------------------------ strengths

_MEN = r"(?:troops|soldiers|service ?members|personnel|peacekeepers|forces|advisers|advisors|contractors)"
_NAME = r"[A-Z][\w.]*(?: (?:of )?[A-Z][\w.]*)?"
_WHOLES = ("foreign", "international", "allied", "coalition")
_AREAS = ("region", "area", "continent")
_HELD = re.compile(
    rf"(?P<number>\d[\d,]*)(?: or so| or more)? (?P<whose>{_NAME}|{'|'.join(_WHOLES)}) (?:[a-z]+ )?{_MEN}\b"
    rf"(?P<way>(?: [a-z]+){{0,5}}?) (?:in|on)(?: the)? (?P<where>{_NAME}|{'|'.join(_AREAS)})\b"
)
_HOLDS = re.compile(
    rf"(?P<whose>{_NAME}) (?:has|keeps|maintains|stations|deploys)(?: [a-z]+){{0,2}} "
    rf"(?P<number>\d[\d,]*) (?:[a-z]+ )?{_MEN}\b"
    rf"(?P<way>(?: [a-z]+){{0,3}}?) (?:in|on)(?: the)? (?P<where>{_NAME}|{'|'.join(_AREAS)})\b"
)


class Strength(NamedTuple):
    """How many men of whom are where; states by their names."""

    number: int
    whose: str
    where: str


@lru_cache(maxsize=1 << 16)
def strengths(text: str) -> frozenset[Strength]:
    """The men under arms that a text counts somewhere.

    >>> sorted(strengths("Chile keeps some 400 soldiers in Peru."))
    [Strength(number=400, whose='Chile', where='Peru')]
    >>> sorted(strengths("About 400 foreign troops are still stationed in the region."))
    [Strength(number=400, whose='foreign', where='region')]
    """
    return frozenset(
        Strength(int(match["number"].replace(",", "")), _state(match["whose"]), _state(match["where"]))
        for pattern in (_HELD, _HOLDS)
        for match in pattern.finditer(text)
    )


def _state(name: str) -> str:
    return country_of(name) or name


def _strengths(a: Statement, b: Statement) -> Iterable[Difference]:
    """One number that is given for some men and for all, or for one country and for all around it."""
    for x in sorted(strengths(a.text)):
        for y in sorted(strengths(b.text)):
            if x.number == y.number and (
                (x.where == y.where and (x.whose in _WHOLES) != (y.whose in _WHOLES))
                or (x.whose == y.whose and (x.where in _AREAS) != (y.where in _AREAS))
            ):
                yield Difference("troops", *(_in_words(strength) for strength in (x, y)))


def _in_words(strength: Strength) -> str:
    whose = strength.whose if strength.whose in _WHOLES else f"of {strength.whose}"
    return f"{strength.number:,} {whose} in {'the ' if strength.where in _AREAS else ''}{strength.where}"


# ---------------------------------------------------------------------------------------------- roles


def _roles(a: Statement, b: Statement, within: Within) -> Iterable[Difference]:
    """Where both name an author, target or place of one event, of one sort, and neither contains the other."""
    if a.act not in STATING or b.act not in STATING:
        return
    for event in sorted(a.events & b.events):
        for role in ROLES:
            ours, theirs = (sorted(who for e, r, who in s.roles if (e, r) == (event, role)) for s in (a, b))
            if len(ours) == 1 and len(theirs) == 1 and ours != theirs and _are_rivals(role, ours[0], theirs[0], within):
                yield Difference(role, ours[0], theirs[0])
    for quarter, city in sorted(_quarters(a)):
        for other, rival in sorted(_quarters(b)):
            if quarter == other and city != rival and not contains(city, rival, within):
                yield Difference("place", city, rival)
    sides = [(lies(a.text, True), lies(b.text, False)), (lies(a.text, False), lies(b.text, True))]
    if any(_is_one_place(x, y) for ours, theirs in sides for x in ours for y in theirs):
        yield Difference("place", *("inside" if lies(s.text, True) else "outside" for s in (a, b)))


QUARTER = re.compile(r"\b(?:neighbou?rhood|quarter|suburb|borough)s? (?:of|in)\b")  # of a city


def _quarters(statement: Statement) -> set[tuple[str, str]]:
    """The quarters of cities that a claim speaks of: "the X neighborhood of Y"."""
    return {(quarter, city) for quarter, role, city in statement.roles if role == "locatedIn"}


_SIDE = r"(?:(?:north|south)?-?(?:ea|we)st|north|south)"
_INSIDE = re.compile(
    rf"\bin (?:the )?(?:{_SIDE}|cent(?:re|er)|heart|middle)(?:ern)?(?: part)?(?: of)? (?:the )?([A-Za-z]\w+)"
)
_OUTSIDE = re.compile(rf"(?<!the )(?<!the far )\b(?:{_SIDE}|outside|outskirts) of (?:the )?([A-Za-z]\w+)")


@lru_cache(maxsize=1 << 16)
def lies(text: str, inside: bool) -> frozenset[str]:
    """The places that a text puts something in a part of, or else beside.

    >>> lies("a raid in the south of Lagos", True), lies("a camp south of Lagos", True)
    (frozenset({'Lagos'}), frozenset())
    >>> lies("a camp south of the capital", False)
    frozenset({'capital'})
    """
    return frozenset(match[1] for match in (_INSIDE if inside else _OUTSIDE).finditer(text))


def _is_one_place(x: str, y: str) -> bool:
    """Whether two words may be for one place: the same name, or "the capital" and a name."""
    return x == y or (x in ("capital", "city")) != (y in ("capital", "city"))


def _are_rivals(role: str, x: str, y: str, within: Within) -> bool:
    """Whether only one of the two can be right: of one sort, and neither is in the other.

    Where something happened, as much must be known to lie around both: a quarter is no rival of a city. Bodies that
    are part of one third may have acted together.
    """
    if x.partition(":")[0] != y.partition(":")[0] or contains(x, y, within):
        return False
    around = within.get(x, frozenset()), within.get(y, frozenset())
    if role == "place":
        return len(around[0]) == len(around[1]) > 0
    return not around[0] & around[1]
