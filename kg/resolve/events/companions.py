"""Which stories tell of the same happening: they share names that few others have, and no dates keep them apart.

Reports of one happening have most of their people and towns in common; that is known before any two events are compared
(events are looked for within such topics since Bagga and Baldwin, 1999).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from math import fsum, log

from kg.model import Extraction, Mention
from kg.resolve.events.group import is_state

COMMON = 30  # stories after which a name tells little of what a story is about
FEWEST = 3  # names that two stories must share
SHARE = 0.24  # of the names of the one that has less, by weight
FEW = 20  # stories among which no name is common yet
APART = dt.timedelta(days=21)


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
