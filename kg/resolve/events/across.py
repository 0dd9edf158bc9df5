"""Which groups of different stories are joined: by what they say, what their stories share, what they are over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from kg.model import Mention, Merge
from kg.resolve.events.blocking import candidates
from kg.resolve.events.companions import told_by_companions
from kg.resolve.events.group import Group, group_of, merge_of
from kg.resolve.events.judgements import Judged
from kg.resolve.events.likeness import SAME, agreement, contradiction, is_specific
from kg.resolve.events.sets import Sets
from kg.resolve.events.ties import tied


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
    for points, i, j, why in told_by_companions(groups, within, companions):
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
