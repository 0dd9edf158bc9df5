"""Events that are one because they are over one event, or have gone on since it.

Two arrests over one bombing, two words for a vote on one withdrawal, attacks that began with one war: who did what,
when and where may be told by neither. As what they are tied to must be known to be one event first, this comes after
all comparing by what the words say (collective resolution, Bhattacharya and Getoor, 2007).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from kg.model import Mention
from kg.resolve.events.blocking import NEAR
from kg.resolve.events.group import Group, same_family
from kg.resolve.events.likeness import SAME, agreement, difference, other_arrests
from kg.resolve.events.number import is_series

ONCE = ("arrest", "trial", "vote", "decision")  # of which one event rarely has two
OVER, SINCE, MATTER = "over the same event", "since the same event", "about the same event"


def tied(
    groups: Sequence[Group], within: Mapping[str, frozenset[str]], same: Callable[[int], int]
) -> list[tuple[float, int, int, list[str]]]:
    """The pairs of groups that are one by what they are tied to, with points and reasons, the surest first.

    `same` gives for the place of a group in `groups` the number of the event that it is known to tell of.
    """
    at = {mention.trigger: place for place, group in enumerate(groups) for mention in group.mentions}

    def events(triggers: Sequence[Mention]) -> set[int]:
        return {same(at[trigger]) for trigger in triggers if trigger in at}

    tied_to: dict[tuple[str, int], list[int]] = defaultdict(list)
    for place, group in enumerate(groups):
        over = events([trigger for mention in group.mentions for trigger in mention.over])
        since = events([trigger for mention in group.mentions for trigger in mention.since])
        for event in sorted(over - {same(place)}):
            tied_to[OVER, event].append(place)
        for event in sorted(since - {same(place)}) if is_series(group) else ():
            tied_to[SINCE, event].append(place)
    found = {}
    for (tie, _), places in sorted(tied_to.items()):
        for i, j in combinations(places[:NEAR], 2):
            a, b = groups[i], groups[j]
            if same(i) != same(j) and same_family(a.types, b.types) and not difference(a, b, within):
                points, why = _points(a, b, within, tie)
                if points >= SAME and not other_arrests(a, b):
                    found[i, j] = (points, i, j, why)
    return sorted(found.values(), key=lambda pair: (-pair[0], pair[1], pair[2]))


def _points(a: Group, b: Group, within: Mapping[str, frozenset[str]], tie: str) -> tuple[float, list[str]]:
    points, why = agreement(a, b, within, in_story=a.story == b.story)
    if tie == SINCE:
        side = {"same target", "same author"} & set(why)
        return (points + 1.0 if side else 0.0), [*why, tie]
    once = set(a.types) & set(ONCE) and set(b.types) & set(ONCE)
    return points + (1.5 if once else 1.0), [*why, tie if once else MATTER]
