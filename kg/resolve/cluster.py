"""Joining under prohibitions: what must stay apart stays apart, however long the chain between."""

from __future__ import annotations

from collections.abc import Iterable


class Forest:
    """Things numbered 0…n-1 in sets that only grow; two that are forbidden for each other never share one.

    >>> forest = Forest(3)
    >>> forest.forbid(0, 2)
    >>> forest.join(0, 1), forest.join(1, 2)
    (True, False)
    """

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._members = [[i] for i in range(size)]
        self._apart: list[set[int]] = [set() for _ in range(size)]
        self._sides: list[frozenset[int]] = [frozenset()] * size

    def find(self, item: int) -> int:
        """The number that stands for the set of `item`."""
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def members(self, item: int) -> list[int]:
        """The set of `item`, in the order of joining."""
        return self._members[self.find(item)]

    def forbid(self, a: int, b: int) -> None:
        """Keep the sets of `a` and `b` apart from now on; no effect where they are one already."""
        a, b = self.find(a), self.find(b)
        if a != b:
            self._apart[a].add(b)
            self._apart[b].add(a)

    def forbidden(self, item: int) -> frozenset[int]:
        """The numbers that stand for the sets which the set of `item` must not join."""
        return frozenset(self._apart[self.find(item)])

    def stand(self, item: int, sides: Iterable[int]) -> None:
        """Put the set of `item` on `sides` of divisions; sets on opposite sides, n and -n, never become one."""
        root = self.find(item)
        self._sides[root] |= frozenset(sides)

    def divided(self, a: int, b: int) -> bool:
        """Whether the sets of `a` and `b` stand on opposite sides of a division."""
        theirs = self._sides[self.find(b)]
        return any(-side in theirs for side in self._sides[self.find(a)])

    def may_join(self, a: int, b: int) -> bool:
        """Whether no prohibition stands between the sets of `a` and `b`."""
        a, b = self.find(a), self.find(b)
        return b not in self._apart[a] and not self.divided(a, b)

    def join(self, a: int, b: int) -> bool:
        """Make one set of those of `a` and `b`; False where that is forbidden."""
        a, b = self.find(a), self.find(b)
        if a == b:
            return True
        if not self.may_join(a, b):
            return False
        if (len(self._members[a]), -a) < (len(self._members[b]), -b):
            a, b = b, a
        self._parent[b] = a
        self._members[a] += self._members[b]
        for other in self._apart[b]:
            self._apart[other].discard(b)
            self._apart[other].add(a)
        self._apart[a] |= self._apart[b]
        self._sides[a] |= self._sides[b]
        self._members[b], self._apart[b] = [], set()
        return True

    def sets(self) -> Iterable[list[int]]:
        """Every set, each sorted, by their smallest member."""
        return sorted(sorted(members) for i, members in enumerate(self._members) if self._parent[i] == i)
