"""Which stories tell of the same happening: they share names that few others have, and no dates keep them apart.

Reports of one happening have most of their people and towns in common; that is known before any two events are compared
(events are looked for within such topics since Bagga and Baldwin, 1999).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product
from math import fsum, log

from kg import dates
from kg.model import Extraction, Mention, Recurring, When
from kg.resolve.events.group import WELL_KNOWN, Group, interval, is_state, same_family
from kg.resolve.events.likeness import SAME, agreement, contradiction
from kg.resolve.events.number import is_series
from kg.resolve.events.times import ONE_DAY
from kg.resolve.events.topic import is_only_one, main_event

COMMON = 30  # stories after which a name tells little of what a story is about
FEWEST = 3  # names that two stories must share
SHARE = 0.24  # of the names of the one that has less, by weight
FEW = 20  # stories among which no name is common yet
SETTLED = "the year from a dated report of the same happening"
APART = dt.timedelta(days=21)
TELLING = {"same victim", "same target", "same place", "same toll", "same kind of premises", "same day of the year"}
SHARED = {"same weapon", "same author", "same target", "same place"}
TELLING |= {"same time", "what both stories are about", "the only one of both", "both a series", "both still to come"}


def companions(extractions: Sequence[Extraction], ids: Mapping[Mention, str]) -> frozenset[tuple[str, str]]:
    """The pairs of ids of stories that tell of the same happening, the smaller id first.

    `ids` gives the entity of each name.
    """
    published = {extraction.story.id: extraction.story.published for extraction in extractions}
    named: dict[str, set[str]] = {story: set() for story in published}
    for mention, id in ids.items():
        if mention.sentence.story in named and mention.kind == "name" and not is_state(id):
            named[mention.sentence.story].add(id)
    telling: dict[str, list[str]] = defaultdict(list)
    for story in sorted(named):
        for id in named[story]:
            telling[id].append(story)
    weight = {id: log((len(named) + FEW) / len(stories)) for id, stories in telling.items()}
    shared: dict[tuple[str, str], list[float]] = defaultdict(list)
    for id, stories in telling.items():
        if 1 < len(stories) <= COMMON:
            for pair in combinations(stories, 2):
                shared[pair].append(weight[id])
    told = {story: fsum(weight[id] for id in named[story]) for story in named}
    return frozenset(
        (one, other)
        for (one, other), weights in shared.items()
        if len(weights) >= FEWEST
        and fsum(weights) >= SHARE * min(told[one], told[other])
        and _may_be_of_one_time(published[one], published[other])
    )


def _may_be_of_one_time(one: dt.date | None, other: dt.date | None) -> bool:
    return one is None or other is None or abs(one - other) <= APART


def told_by_companions(
    groups: Sequence[Group], within: Mapping[str, frozenset[str]], companions: Collection[tuple[str, str]]
) -> list[tuple[float, int, int, list[str]]]:
    """The pairs of groups in stories of one happening that are one by less than others, the surest first."""
    told: dict[str, list[int]] = defaultdict(list)
    for place, group in enumerate(groups):
        told[group.story].append(place)
    main = {story: places[at] for story, places in told.items() if (at := main_event([groups[i] for i in places])) >= 0}
    found = []
    for one, other in sorted(companions):
        if one in main and other in main and _other_dead(groups[main[one]], groups[main[other]]):
            continue  # they are about two events
        for i, j in product(told[one], told[other]):
            a, b = groups[i], groups[j]
            if not same_family(a.types, b.types) or contradiction(a, b, within):
                continue
            points, why = agreement(a, b, within, in_story=False)
            points, why = points + 0.75, [*why, "stories of one happening"]
            if i == main.get(one) and j == main.get(other) and min(len(a.mentions), len(b.mentions)) >= WELL_KNOWN:
                points, why = points + 1.0, [*why, "what both stories are about"]
            if is_series(a) and is_series(b) and (set(why) & SHARED or _went_on_together(a, b)):
                points, why = points + 0.75, [*why, "both a series"]
            if all(is_only_one([groups[k] for k in told[x.story]], x, y) for x, y in ((a, b), (b, a))):
                points, why = points + 0.75, [*why, "the only one of both"]
            if points >= SAME and set(why) & TELLING:
                found.append((points, i, j, why))
    return sorted(found, key=lambda pair: (-pair[0], pair[1], pair[2]))


def _went_on_together(a: Group, b: Group) -> bool:
    """Whether two series have gone on since one day, done to nobody that is told or to the same."""
    days = interval(a), interval(b)
    if days[0] is None or days[1] is None or abs(days[0][0] - days[1][0]) > ONE_DAY:
        return False
    ours, theirs = a.roles.get("target", set()), b.roles.get("target", set())
    return ours == theirs


def _other_dead(a: Group, b: Group) -> bool:
    ours, theirs = a.roles.get("killed", set()), b.roles.get("killed", set())
    return bool(ours and theirs) and not ours & theirs


def dated_by_companions(extractions: Sequence[Extraction], companions: Collection[tuple[str, str]]) -> list[Extraction]:
    """The stories, where undated ones have the times that the days of their companions settle.

    "Oct 16" of a story whose companions appeared in October 2025 is of that year; where a dateline gives the day of the
    report but no year, its weekdays are settled too.
    """
    published = {extraction.story.id: extraction.story.published for extraction in extractions}
    days: dict[str, set[dt.date]] = defaultdict(set)
    for one, other in companions:
        for story, day in ((one, published[other]), (other, published[one])):
            if day is not None:
                days[story].add(day)
    return [
        _dated(extraction, sorted(days[extraction.story.id]))
        if extraction.story.published is None and extraction.story.id in days
        else extraction
        for extraction in extractions
    ]


def _dated(extraction: Extraction, days: Sequence[dt.date]) -> Extraction:
    told = extraction.story.day_of_year
    report = _nearest(told, days) if told else None
    events = []
    for event in extraction.events:
        when = _settled(event.recurring, report, days[-1] + APART) if event.recurring and event.when is None else None
        events.append(replace(event, when=when, recurring=None) if when is not None else event)
    return replace(extraction, events=tuple(events))


def _nearest(told: str, days: Sequence[dt.date]) -> dt.date | None:
    """The day of the year `told` that lies nearest to one of `days`; None if it lies too far from all."""
    found = [(abs(own - day), own) for day in days for own in _of_years(told, day) if abs(own - day) <= APART]
    return min(found)[1] if found else None


def _of_years(told: str, near: dt.date) -> list[dt.date]:
    years = (dates.day_of(near.year + step, int(told[2:4]), int(told[5:7])) for step in (-1, 0, 1))
    return [day for day in years if day is not None]


def _settled(recurring: Recurring, report: dt.date | None, last: dt.date) -> When | None:
    """The time that a day of an unknown year or week is, up to the day of the report, or to `last`."""
    end = report if report is not None else last
    if recurring.value in dates.WEEKDAYS:
        if report is None:
            return None
        day = report - dt.timedelta((report.weekday() - dates.WEEKDAYS.index(recurring.value)) % 7)
        reason = f"the last {recurring.value} up to the dateline; {SETTLED}"
        return When(day.isoformat(), day, day, reason, recurring.evidence)
    for time in dates.find(f"in {_spelt(recurring.value)}", end):
        if time.earliest is not None and time.latest is not None:
            reason = f"the last up to {end.isoformat()}; {SETTLED}"
            return When(time.value, time.earliest, time.latest, reason, recurring.evidence)
    return None


def _spelt(value: str) -> str:
    month = dates.MONTHS[int(value[2:4]) - 1]
    return f"{month} {int(value[5:7])}" if len(value) > len("--10") else month
