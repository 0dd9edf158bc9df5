"""When events happened of which only another event tells: "two days after the raid", the death in the strike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.dates import WEEKDAYS
from kg.extract.events.distances import moved
from kg.model import Mention, When

if TYPE_CHECKING:
    from kg.resolve.events.group import Group

ONE_DAY = dt.timedelta(days=1)


def date_by_others(groups: Sequence[Group]) -> None:
    """Give groups without a time the one that follows from a group they lie a known distance from."""
    of: dict[Mention, Group] = {mention.trigger: group for group in groups for mention in group.mentions}
    links = [
        (group, other, distance.low, distance.high, distance.evidence.text)
        for group in groups
        for mention in group.mentions
        for distance in mention.distances
        if (other := of.get(distance.other)) is not None and other is not group
    ]
    for _ in range(3):  # a chain of three events is as long as stories tell them
        for later, earlier, low, high, words in links:
            if not later.whens and earlier.whens:
                later.whens.append(moved(narrowest(earlier.whens), low, high, words))
            elif not earlier.whens and later.whens:
                earlier.whens.append(moved(narrowest(later.whens), -high, -low, words))


def date_by_victims(groups: Sequence[Group]) -> None:
    """Give a killing without a time that of the attack that killed the same person."""
    dated: dict[str, list[When]] = {}
    for group in groups:
        for victim in group.roles.get("killed", ()):
            dated.setdefault(victim, []).extend(group.whens)
    for group in groups:
        times = [when for victim in sorted(group.roles.get("killed", ())) for when in dated[victim]]
        if not group.whens and times:
            when = narrowest(times)
            group.whens.append(
                When(
                    when.value,
                    when.earliest,
                    when.latest,
                    f"of the event that killed the same ({when.reason})",
                    when.evidence,
                )
            )


def date_by_news(groups: Sequence[Group]) -> None:
    """Give what is told as fresh news, and no words date, the day on which it is told and the few before it."""
    for group in groups:
        tellings = {mention.told for mention in group.mentions if mention.told is not None}
        if tellings and not group.whens:
            told = min(tellings, key=lambda t: (t.lag == 0, t.lag, t.day, t.reason))
            value = told.day.isoformat() if told.lag == 0 else ""
            group.whens.append(When(value, told.day - dt.timedelta(told.lag), told.day, told.reason))


def same_day_of_year(a: Group, b: Group) -> bool | None:
    """Whether the day of the year of two groups is the same, where one of them tells no year; None if unknown.

    Reports of one event may be a day apart.
    """
    if not a.recurring and not b.recurring:
        return None
    ours, theirs = _days_of_year(a), _days_of_year(b)
    if not ours or not theirs:
        return None
    return any(abs(one - other) <= ONE_DAY for one in ours for other in theirs)


def _days_of_year(group: Group) -> list[dt.date]:
    """The days that a group is told to have happened on, all moved to one leap year."""
    told = [day[2:] for day in sorted(group.recurring) if len(day) == len("--10-16") and day.startswith("--")]
    told += [when.value[5:] for when in group.whens if len(when.value) == len("2025-10-16")]
    return [dt.date.fromisoformat(f"2024-{day}") for day in told]


def other_weekday(a: Group, b: Group) -> bool:
    """Whether a story without a date tells of two groups on two weekdays, or of one in this week and one of a year."""
    if a.story != b.story:
        return False
    ours, theirs = (group.recurring & set(WEEKDAYS) for group in (a, b))
    if ours and theirs:
        return not ours & theirs
    return any(
        week and other.whens and narrowest(other.whens).value.isdigit() for week, other in ((ours, b), (theirs, a))
    )


def narrowest(whens: Sequence[When]) -> When:
    """The time that leaves the fewest days open, one with a value first."""
    return min(whens, key=lambda w: (w.latest - w.earliest, w.value == "", w.earliest))
