"""Which groups of different stories are joined: by what they say, what their stories share, what they are over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import product

from kg.model import Mention, Merge
from kg.resolve.events.blocking import candidates
from kg.resolve.events.group import WELL_KNOWN, Group, group_of, merge_of, same_family
from kg.resolve.events.judgements import Judged
from kg.resolve.events.likeness import SAME, agreement, contradiction, is_specific
from kg.resolve.events.number import is_series
from kg.resolve.events.sets import Sets
from kg.resolve.events.ties import tied
from kg.resolve.events.topic import is_only_one, main_event

TELLING = {"same victim", "same target", "same place", "same toll", "same kind of premises", "same day of the year"}
TELLING |= {"same time", "what both stories are about", "the only one of both", "both a series", "both still to come"}


def across_stories(
    groups: list[Group],
    ids: Mapping[Mention, str],
    within: Mapping[str, frozenset[str]],
    judged: Judged,
    companions: Collection[tuple[str, str]] = (),
) -> list[Group]:
    """Join groups of different stories, the surest pairs first; contradictions keep chains apart.

    `companions` are the pairs of stories that tell of the same happening: what they tell need agree in less.
    Groups that were judged the same are one before that, and those judged different never are.
    """
    sets = Sets(groups, within, judged)
    pairs = []
    for i, j in candidates(sets.traits):
        if groups[i].story == groups[j].story or contradiction(groups[i], groups[j], within):
            continue
        points, why = agreement(groups[i], groups[j], within, in_story=False)
        if points >= SAME and is_specific(why):
            pairs.append((-points, i, j, why))
    merges: dict[int, list[Merge]] = defaultdict(list)

    def join(points: float, i: int, j: int, why: list[str], all_agree: bool = False) -> None:
        if sets.join(i, j, all_agree=all_agree):
            merges[i].append(merge_of(groups[i], groups[j], points, why))

    for points, i, j, why in sorted(pairs):
        join(-points, i, j, why)
    for points, i, j, why in _told_by_companions(groups, within, companions):
        if not sets.share_a_story(i, j):
            join(points, i, j, why, all_agree=True)
    for points, i, j, why in tied(groups, within, sets.forest.find):
        if groups[i].story != groups[j].story:
            join(points, i, j, why)
    joined = []
    for members in sets.forest.sets():
        group = group_of([m for i in members for m in groups[i].mentions], groups[members[0]].story, ids)
        group.merges = [merge for i in members for merge in (*groups[i].merges, *merges[i])]
        joined.append(group)
    return joined


def _told_by_companions(
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
            if is_series(a) and is_series(b) and {"same weapon", "same author", "same target", "same place"} & set(why):
                points, why = points + 0.75, [*why, "both a series"]
            if all(is_only_one([groups[k] for k in told[x.story]], x, y) for x, y in ((a, b), (b, a))):
                points, why = points + 0.75, [*why, "the only one of both"]
            if points >= SAME and set(why) & TELLING:
                found.append((points, i, j, why))
    return sorted(found, key=lambda pair: (-pair[0], pair[1], pair[2]))


def _other_dead(a: Group, b: Group) -> bool:
    ours, theirs = a.roles.get("killed", set()), b.roles.get("killed", set())
    return bool(ours and theirs) and not ours & theirs
