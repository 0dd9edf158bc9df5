"""What every comparison works with and hands back: words at a place, figures, misses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

ALIKE = 0.5  # from this likeness on, two names are the same piece of text
One = TypeVar("One", bound=Hashable)
Other = TypeVar("Other", bound=Hashable)


@dataclass(frozen=True, slots=True, order=True)
class Words:
    """A piece of a document: offsets in code points, end exclusive; `text` may be empty where nobody needs it."""

    document: str  # name of the file, without folders
    begin: int
    end: int
    text: str = ""

    def gap(self, other: Words) -> int | None:
        """How many code points lie between the two; negative where they overlap, None in different documents."""
        if self.document != other.document:
            return None
        return max(self.begin, other.begin) - min(self.end, other.end)

    def meets(self, other: Words) -> bool:
        """Whether the two share a code point."""
        gap = self.gap(other)
        return gap is not None and gap < 0

    def likeness(self, other: Words) -> float:
        """The code points that both have among those that either has, in [0, 1].

        >>> Words("a.txt", 0, 8).likeness(Words("a.txt", 4, 10))
        0.4
        """
        if not self.meets(other):
            return 0.0
        return -(self.gap(other) or 0) / (max(self.end, other.end) - min(self.begin, other.begin))


def name_likeness(one: Words, other: Words) -> float:
    """How far two pieces of text are the same name, in [0, 1].

    A longer form counts as alike where it adds nothing but words without a capital.

    >>> name_likeness(Words("a.txt", 0, 6, "Kardas"), Words("a.txt", 0, 15, "Kardas district"))
    0.5
    >>> name_likeness(Words("a.txt", 0, 3, "Ada"), Words("a.txt", 0, 12, "Ada Lovelace"))
    0.25
    """
    likeness = one.likeness(other)
    if not 0 < likeness < ALIKE:
        return likeness
    short, long = sorted((one, other), key=lambda words: words.end - words.begin)
    if not long.text or short.begin < long.begin or short.end > long.end:
        return likeness
    added = [*long.text[: short.begin - long.begin].split(), *long.text[short.end - long.begin :].split()]
    return likeness if any(word[0].isalpha() and not word[0].islower() for word in added) else ALIKE


def pair_up(scores: Mapping[tuple[One, Other], float]) -> dict[One, Other]:
    """The best pairs, each side in one pair only; of equal ones the earlier key.

    >>> pair_up({("a", 1): 0.6, ("a", 2): 0.9, ("b", 2): 0.8, ("b", 1): 0.5})
    {'a': 2, 'b': 1}
    """
    chosen: dict[One, Other] = {}
    taken: set[Other] = set()
    for one, other in sorted(scores, key=lambda pair: -scores[pair]):
        if one not in chosen and other not in taken:
            chosen[one] = other
            taken.add(other)
    return chosen


# ------------------------------------------------------------------------------------ figures


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure: `value` in [0, 1], None where there was nothing to measure; found and of where it is a share."""

    section: str
    name: str
    value: float | None
    found: int | None = None
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Miss:
    """Something on which dump and gold differ; `place` is None where no single place shows it."""

    section: str
    problem: str
    place: Words | None = None


@dataclass(frozen=True, slots=True)
class Scores:
    """The figures of one comparison and what was missed."""

    figures: tuple[Figure, ...] = ()
    misses: tuple[Miss, ...] = ()

    def __add__(self, other: Scores) -> Scores:
        return Scores(self.figures + other.figures, self.misses + other.misses)


def share(section: str, name: str, found: int, of: int) -> Figure:
    """`found` of `of`."""
    return Figure(section, name, found / of if of else None, found, of)


def precision_recall(section: str, name: str, right: int, extra: int, missed: int) -> tuple[Figure, Figure, Figure]:
    """Precision, recall and their harmonic mean (F) of what was found rightly, found in addition, and missed."""
    precision = share(section, f"{name} precision", right, right + extra)
    recall = share(section, f"{name} recall", right, right + missed)
    both = 2 * right + extra + missed
    return precision, recall, Figure(section, f"{name} F", 2 * right / both if both else None)


def b_cubed(section: str, name: str, pairs: Sequence[tuple[Hashable, Hashable]]) -> tuple[Figure, Figure, Figure]:
    """B-cubed precision, recall and F (Bagga & Baldwin 1998) over mentions given as (cluster in gold, in the dump).

    For each mention: which share of its cluster in the dump belongs to its cluster in gold, and the other way round;
    the figures are means over all mentions.

    >>> [figure.value for figure in b_cubed("", "", [("ada", 1), ("ada", 1), ("bo", 1), ("bo", 1)])]
    [0.5, 1.0, 0.6666666666666666]
    """
    golds, dumps, shared = Counter(gold for gold, _ in pairs), Counter(dump for _, dump in pairs), Counter(pairs)
    precision = _mean([shared[pair] / dumps[pair[1]] for pair in pairs])
    recall = _mean([shared[pair] / golds[pair[0]] for pair in pairs])
    both = 2 * precision * recall / (precision + recall) if precision and recall else None
    return (
        Figure(section, f"{name} precision", precision),
        Figure(section, f"{name} recall", recall),
        Figure(section, f"{name} F", both),
    )


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
