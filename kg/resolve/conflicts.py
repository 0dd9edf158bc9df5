"""Which claims cannot both be true, and how many sources report an event.

Two claims conflict when they give ranges of one measure of one event that do not meet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from kg.model import Claim, Event, Quantity

DISPUTABLE = ("deaths", "injuries", "arrests", "munitions")


def with_conflicts(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims with those they contradict, sorted by id."""
    by_event: dict[str, list[Claim]] = defaultdict(list)
    ordered = sorted(claims, key=lambda claim: claim.id)
    for claim in ordered:
        for target in claim.about:
            if target.startswith("event:"):
                by_event[target].append(claim)
    conflicts: dict[str, set[str]] = defaultdict(set)
    for group in by_event.values():
        for a, b in combinations(group, 2):
            if _disagree(a, b):
                conflicts[a.id].add(b.id)
                conflicts[b.id].add(a.id)
    return tuple(replace(claim, conflicts=tuple(sorted(conflicts[claim.id]))) for claim in ordered)


def _disagree(a: Claim, b: Claim) -> bool:
    """Whether two claims give ranges of one measure that do not meet; a source does not contradict itself so."""
    if a.claimant == b.claimant or (
        len(_events_of(a)) > 1 and len(_events_of(b)) > 1 and _events_of(a) != _events_of(b)
    ):
        return False
    return any(
        x.measure == y.measure and x.measure in DISPUTABLE and (_below(x, y) or _below(y, x))
        for x in a.quantities
        for y in b.quantities
    )


def _events_of(claim: Claim) -> set[str]:
    return {target for target in claim.about if target.startswith("event:")}


def _below(x: Quantity, y: Quantity) -> bool:
    return x.max is not None and y.min is not None and x.max < y.min


def with_support(events: Sequence[Event], claims: Sequence[Claim]) -> tuple[Event, ...]:
    """The events with how many independent sources report them and whether their tolls are disputed.

    A copy of a text is no source of its own: claimants are counted, each once.
    """
    claimants: dict[str, set[str]] = defaultdict(set)
    disputed: set[str] = set()
    by_id = {claim.id: claim for claim in claims}
    for claim in claims:
        for target in _events_of(claim):
            claimants[target].add(claim.claimant)
            if any(target in by_id[other].about for other in claim.conflicts):
                disputed.add(target)
    return tuple(replace(e, disputed=e.id in disputed, sources=len(claimants[e.id])) for e in events)
