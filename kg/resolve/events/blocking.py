"""Which groups of different stories are worth comparing: only those that can have enough in common to be one event.

Two groups are one only where they share a victim, a war, a toll at one place or a wish, or lie at one time and have
somebody, a place, a weapon or a number in common besides. Groups are collected by each of these, put in order of their
days, and compared with the next `NEAR` of a collection (the sorted neighbourhood method of Hernández and Stolfo, 1995),
so that what everybody writes about costs no more than what few do.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.resolve.events.group import FAMILIES, Group, grounds, interval, is_state, is_unreal, scenes
from kg.resolve.events.likeness import POLICY
from kg.resolve.events.times import ONE_DAY

NEAR = 50
WIDE = dt.timedelta(days=45)  # a time that is wider tells too little

Key = tuple[Hashable, ...]
Days = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True)
class Traits:
    """What of a group decides which others it is compared with."""

    lasting: frozenset[Key]  # what makes a group worth comparing at any time
    families: frozenset[Hashable]  # of types
    days: Days | None
    features: frozenset[Key]  # what counts for groups of one time
    around: frozenset[Key]  # the places that its places lie in, as features
    order: tuple[str, ...]  # the same for groups that say the same

    def meets(self, other: Traits) -> bool:
        """Whether two groups are near enough for a contradiction between them to keep them apart."""
        if self.lasting & other.lasting:
            return True
        if self.days is None or other.days is None or not self.families & other.families:
            return False
        return self.days[0] <= other.days[1] + 2 * ONE_DAY and other.days[0] <= self.days[1] + 2 * ONE_DAY


def traits_of(group: Group, within: Mapping[str, frozenset[str]]) -> Traits:
    """The traits of a group; `within` gives all the places that a place lies in."""
    days = interval(group)
    families: list[Hashable] = [i for i, family in enumerate(FAMILIES) if family & set(group.types)]
    places = group.roles.get("place", set())
    around = {outer for place in places for outer in within.get(place, ())} - places
    order = [" ".join(sorted(some)) for some in (group.types, *(group.roles.get(r, ()) for r in ("agent", "target")))]
    return Traits(
        frozenset(_lasting(group)),
        frozenset(families or group.types),
        days if days and days[1] - days[0] <= WIDE else None,
        frozenset(_features(group)),
        frozenset(("place", place) for place in around),
        (*order, " ".join(sorted(places))),
    )


def _lasting(group: Group) -> Iterator[Key]:
    for victim in group.roles.get("killed", ()):
        yield "victim", victim
    if "war" in group.words:
        for place in grounds(group):
            yield "war", place
    for measure, low, high in group.numbers:
        if measure == "deaths" and low == high and (low or 0) > 1:
            yield from (("toll", scene, low) for scene in scenes(group) if not is_state(scene))
    if is_unreal(group):
        for type in set(group.types) & set(POLICY):
            yield from (("wish", type, place) for place in group.roles.get("place", ()))


def _features(group: Group) -> Iterator[Key]:
    for weapon in group.weapons - {"air"}:
        yield "weapon", weapon
    for name, roles in (("done to", ("wounded", "arrested", "target")), ("by", ("agent",)), ("place", ("place",))):
        for role in roles:
            yield from ((name, id) for id in group.roles.get(role, ()))
    for measure, low, high in group.numbers:
        if measure == "deaths" and low and low > 1:
            yield "deaths", low, high
    if is_unreal(group):
        yield from (("wish", type) for type in set(group.types) & set(POLICY))


def candidates(traits: Sequence[Traits]) -> list[tuple[int, int]]:
    """The pairs of groups worth comparing, by their places in `traits`, sorted; the smaller one first."""
    lasting: dict[Key, list[int]] = defaultdict(list)
    own: dict[Key, list[int]] = defaultdict(list)
    inner: dict[Key, list[int]] = defaultdict(list)
    for index, some in enumerate(traits):
        for key in some.lasting:
            lasting[key].append(index)
        for family in some.families if some.days else ():
            for feature in some.features:
                own[family, *feature].append(index)
            for feature in some.around:
                inner[family, *feature].append(index)
    found: set[tuple[int, int]] = set()
    for members in lasting.values():
        members.sort(key=lambda i: (traits[i].order, i))
        for at, i in enumerate(members):
            found.update((min(i, j), max(i, j)) for j in members[at + 1 : at + 1 + NEAR])
    for key, members in own.items():
        found.update(_at_one_time(traits, members, inner.get(key, [])))
    return sorted(found)


def _at_one_time(traits: Sequence[Traits], own: list[int], inner: list[int]) -> Iterator[tuple[int, int]]:
    """Pairs of groups whose days meet, at least one of which is in `own`."""
    is_own = set(own)
    dated = [(days, i) for i in (*own, *inner) if (days := traits[i].days) is not None]
    ordered = sorted(dated, key=lambda item: (item[0], traits[item[1]].order, item[1]))
    for at, ((_, last), i) in enumerate(ordered):
        for (first, _), j in ordered[at + 1 : at + 1 + NEAR]:
            if first > last + ONE_DAY:
                break
            if i != j and (i in is_own or j in is_own):
                yield min(i, j), max(i, j)
