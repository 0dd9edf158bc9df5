"""Groups of event mentions in sets that only grow, and what keeps two sets apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice, product

from kg.resolve.cluster import Forest
from kg.resolve.events.blocking import traits_of
from kg.resolve.events.group import Group
from kg.resolve.events.judgements import Judged
from kg.resolve.events.likeness import contradiction, signature

MOST = 200  # groups of a set that another is compared with: what so many tell of is told in every way by them


class Sets:
    """Groups in sets that only grow, in none of which two near each other contradict or are of one story."""

    def __init__(self, groups: Sequence[Group], within: Mapping[str, frozenset[str]], judged: Judged) -> None:
        self.groups, self.within, self.judged = groups, within, judged
        self.traits = [traits_of(group, within) for group in groups]
        self.forest = Forest(len(groups))
        # Of each set one group of those that say the same, and its groups by story.
        self._alike = [{(signature(group), self.traits[i].lasting): i} for i, group in enumerate(groups)]
        self._told = [{group.story: [i]} for i, group in enumerate(groups)]
        for i, j in judged.one_by_judgement(groups):
            self._unite(self.forest.find(i), self.forest.find(j))

    def join(self, i: int, j: int, *, all_agree: bool = False) -> bool:
        """Make one set of those of two groups; False where it is one already, or something forbids it.

        With `all_agree` a contradiction forbids it however far apart in time and place those are that contradict.
        """
        a, b = self.forest.find(i), self.forest.find(j)
        if a == b or not self.forest.may_join(a, b):
            return False
        triggers = self.groups[i].first.trigger, self.groups[j].first.trigger
        if not self.judged.may_be_one(*triggers) or self._is_forbidden(a, b, all_agree):
            self.forest.forbid(a, b)
            return False
        self.judged.join(*triggers)
        self._unite(a, b)
        return True

    def share_a_story(self, i: int, j: int) -> bool:
        """Whether one story tells of both sets of two groups, and so as of two events."""
        a, b = self.forest.find(i), self.forest.find(j)
        return a != b and bool(self._told[a].keys() & self._told[b].keys())

    def _unite(self, a: int, b: int) -> None:
        self.forest.join(a, b)
        whole, part = (a, b) if self.forest.find(a) == a else (b, a)
        self._alike[whole] = self._alike[part] | self._alike[whole]
        for story, members in self._told[part].items():
            self._told[whole].setdefault(story, []).extend(members)

    def _is_forbidden(self, a: int, b: int, all_agree: bool) -> bool:
        small, large = sorted((self._told[a], self._told[b]), key=len)
        told_twice = (product(members, large[story]) for story, members in small.items() if story in large)
        if any(self.traits[x].meets(self.traits[y]) for pairs in told_twice for x, y in pairs):
            return True
        few, many = sorted((self._alike[a].values(), self._alike[b].values()), key=len)
        pairs = product(few, islice(many, MOST))
        return any(
            contradiction(self.groups[x], self.groups[y], self.within)
            for x, y in pairs
            if all_agree or self.traits[x].meets(self.traits[y])
        )
