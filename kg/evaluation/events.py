"""Events compared with gold: found, rightly told as having happened, with who, where, when and how many."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.dump import Term
from kg.evaluation.entities import Matches
from kg.evaluation.found import Event, Found
from kg.evaluation.gold import Gold, GoldEvent
from kg.evaluation.scores import Miss, Scores, Words, b_cubed, pair_up, precision_recall, share

SECTION = "events"
NEAR = 30  # code points between two words that may still speak of one event of a fitting type
DAY = dt.timedelta(days=1)  # a night belongs to either day
ROLES = {
    "agents": ("agent",),
    "targets": ("target", "killed", "wounded", "arrested"),
    "places": ("place",),
}
TOLLS = {"killed": "deaths", "wounded": "injuries"}

_FORCE = frozenset(
    {"attack", "strike", "bombing", "shooting", "clash", "militaryOperation", "killing", "assassination"}
)
_OWN = ("strike", "shooting", "clash", "killing", "assassination", "death", "crash", "abduction", "trial", "talks",
        "visit", "protest", "funeral", "agreement", "ceasefire", "withdrawal", "deployment", "militaryOperation",
        "appointment", "decision", "movement")  # fmt: skip
FITTING = {type: frozenset({type}) for type in _OWN} | {  # types of gold: those of the dump that are no mistake
    "attack": _FORCE,
    "airstrike": _FORCE - {"shooting", "clash", "militaryOperation"},
    "bombing": _FORCE - {"shooting", "clash", "militaryOperation"},
    "military-campaign": _FORCE - {"shooting", "killing", "assassination"} | {"deployment", "capture"},
    "killing/assassination": _FORCE - {"clash", "militaryOperation"} | {"death"},
    "arrest": frozenset({"arrest"}),
    "capture": frozenset({"capture", "arrest", "attack", "militaryOperation"}),
    "meeting": frozenset({"meeting", "talks", "visit"}),
    "visit/travel": frozenset({"visit", "meeting", "movement"}),
    "protest/march/funeral": frozenset({"protest", "funeral"}),
    "agreement/ceasefire/truce": frozenset({"agreement", "ceasefire"}),
    "withdrawal/deployment": frozenset({"withdrawal", "deployment"}),
    "vote": frozenset({"vote", "decision"}),
    "appointment/vote/resolution": frozenset({"appointment", "vote", "decision"}),
}
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?")
_KEPT = {"year": 4, "month": 7}  # characters of an ISO date


@dataclass(frozen=True, slots=True)
class Link:
    """A mention in gold and an event of the dump that speak of the same."""

    event: Event
    gold: GoldEvent
    mention: Words
    gap: int  # code points between them; negative where they overlap


def score(gold: Gold, found: Found, matches: Matches) -> Scores:
    """All figures of events; none where the gold has no events."""
    if gold.events is None:
        return Scores()
    links = list(_links(gold.events, found))
    pairs = _pairs(links)
    told = [(event, one) for event, one in pairs if one.counted and event.actual]
    scores = _found(gold.events, found, links, pairs)
    scores += Scores(b_cubed(SECTION, "B-cubed", [(one, event) for (one, _), event in _nearest(links).items()]))
    scores += _types(told)
    for role in ROLES:
        scores += _participants(role, told, gold, found, matches)
    return scores + _dates(told, found) + _tolls(told, found)


def _links(golds: tuple[GoldEvent, ...], found: Found) -> Iterator[Link]:
    ordered = sorted(golds, key=lambda one: one.id)
    for event in found.events:
        for one in ordered:
            reach = NEAR if event.type in FITTING.get(one.type, ()) else -1
            for mention in one.mentions:
                gaps = [gap for words in event.mentions if (gap := mention.gap(words)) is not None]
                if gaps and min(gaps) <= reach:
                    yield Link(event, one, mention, min(gaps))


def _pairs(links: list[Link]) -> list[tuple[Event, GoldEvent]]:
    """Each event with one of gold, those with the most mentions in common first."""
    common: dict[tuple[Event, GoldEvent], float] = {}
    for link in links:
        pair = (link.event, link.gold)
        common[pair] = common.get(pair, 0) + 1
    return list(pair_up(common).items())


def _nearest(links: list[Link]) -> dict[tuple[str, Words], Term]:
    """The event of the dump that stands next to each mention of gold."""
    nearest: dict[tuple[str, Words], Term] = {}
    for link in sorted(links, key=lambda link: link.gap):
        nearest.setdefault((link.gold.id, link.mention), link.event.node)
    return nearest


# ------------------------------------------------------------------------------------ measures


def _found(
    golds: tuple[GoldEvent, ...], found: Found, links: list[Link], pairs: list[tuple[Event, GoldEvent]]
) -> Scores:
    wanted = [one for one in golds if one.counted]
    right = {event.node: one for event, one in pairs if event.actual and one.counted}
    got = {one.id for one in right.values()}
    left_open = {link.event.node for link in links if not link.gold.counted} - right.keys()
    told = [event for event in found.events if event.actual and event.node not in left_open]
    extra = [event for event in told if event.node not in right]
    figures = (
        share(SECTION, "recall", len(got), len(wanted)),
        share(SECTION, "precision", len(right), len(told)),
    )
    misses = [Miss(SECTION, f"{one.id} not found", _start(one)) for one in wanted if one.id not in got]
    misses += [Miss(SECTION, f"{event.type} that gold does not have", event.mentions[0]) for event in extra]
    return Scores(figures, tuple(misses))


def _types(told: list[tuple[Event, GoldEvent]]) -> Scores:
    known = [(event, one) for event, one in told if one.type in FITTING]
    wrong = [(event, one) for event, one in known if event.type not in FITTING[one.type]]
    figure = share(SECTION, "type right", len(known) - len(wrong), len(known))
    misses = (Miss(SECTION, f"{one.id} ({one.type}) taken for {event.type}", _start(one)) for event, one in wrong)
    return Scores((figure,), tuple(misses))


def _participants(role: str, told: list[tuple[Event, GoldEvent]], gold: Gold, found: Found, matches: Matches) -> Scores:
    named = {mention.entity for mention in gold.mentions if mention.counted}
    counts = [0, 0, 0]
    misses = []
    for event, one in told:
        nodes = {node for name in ROLES[role] for node in found.dump.objects(event.node, name)}
        has, wants = matches.gold_entities(nodes), getattr(one, role)
        missing = (wants & named) - has
        counts = [count + len(more) for count, more in zip(counts, (has & wants, has - wants, missing), strict=True)]
        misses += [Miss(SECTION, f"{one.id}: {who} not among {role}", _start(one)) for who in sorted(missing)]
        misses += [Miss(SECTION, f"{one.id}: {who} wrongly among {role}", _start(one)) for who in sorted(has - wants)]
    return Scores(precision_recall(SECTION, role, *counts), tuple(misses))


def _dates(told: list[tuple[Event, GoldEvent]], found: Found) -> Scores:
    right, of, misses = 0, 0, []
    for event, one in told:
        wanted = days(one.date, one.granularity)
        if wanted is None:
            continue
        of += 1
        has = (found.dump.value(event.node, "earliest"), found.dump.value(event.node, "latest"))
        if within(has, wanted):
            right += 1
        else:
            dump = " to ".join(filter(None, has)) or "no date"
            misses.append(Miss(SECTION, f"{one.id} on {one.date}, not {dump}", _start(one)))
    return Scores((share(SECTION, "dates right", right, of),), tuple(misses))


def _tolls(told: list[tuple[Event, GoldEvent]], found: Found) -> Scores:
    right, of, misses = 0, 0, []
    for event, one in told:
        for measure, name in TOLLS.items():
            numbers: frozenset[int] = getattr(one, measure)
            if not numbers:
                continue
            of += 1
            low, high = (found.dump.value(event.node, name + side) for side in ("Min", "Max"))
            if low and int(low) <= min(numbers) and (not high or max(numbers) <= int(high)):
                right += 1
            else:
                wanted = " or ".join(map(str, sorted(numbers)))
                misses.append(
                    Miss(SECTION, f"{one.id}: {wanted} {measure}, not {low or '?'} to {high or '?'}", _start(one))
                )
    return Scores((share(SECTION, "tolls right", right, of),), tuple(misses))


def _start(one: GoldEvent) -> Words | None:
    return one.mentions[0] if one.mentions else None


# --------------------------------------------------------------------------------------- dates


def days(date: str, granularity: str) -> tuple[dt.date, dt.date] | None:
    """The first and the last day that a date of gold allows; None where it is not to be scored.

    >>> days("2031-03-05", "month")
    (datetime.date(2031, 3, 1), datetime.date(2031, 3, 31))
    """
    ends = [_DATE.fullmatch(end[: _KEPT.get(granularity)]) for end in date.split("/")]
    first, last = ends[0], ends[-1]
    if granularity == "none" or first is None or last is None:
        return None
    slack = DAY if first[3] else dt.timedelta()
    return _bounds(first)[0] - slack, _bounds(last)[1] + slack


def _bounds(match: re.Match[str]) -> tuple[dt.date, dt.date]:
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if day:
        return dt.date(year, month, day), dt.date(year, month, day)
    last = month or 12
    return dt.date(year, month or 1, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


def within(has: tuple[str, str], wanted: tuple[dt.date, dt.date]) -> bool:
    """Whether both ISO days lie between the two wanted ones; no where one is not given."""
    if not all(has):
        return False
    first, last = (dt.date.fromisoformat(day[:10]) for day in has)
    return wanted[0] <= first and last <= wanted[1]
