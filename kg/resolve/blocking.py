"""Which names are worth comparing: those that share a word as heard, or an acronym and its letters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from kg.resolve.parsing import Name
from kg.resolve.spelling import skeleton

CAP = 300  # names that share one key; a word that more of them have tells nothing


def keys(name: Name) -> frozenset[str]:
    """The keys under which `name` is looked up: the consonants of its words, its acronym, its initials."""
    words = {
        skeleton(token.text.rpartition(" ")[2]) or token.text
        for token in name.tokens
        if token.kind in ("word", "letters") and len(token.text) > 1
    }
    letters = {f"={letters}" for letters in name.initials | {name.acronym} if len(letters) > 1}
    return frozenset(words | letters or {token.text for token in name.tokens})


def pairs(names: Sequence[Iterable[Name]]) -> Iterator[tuple[int, int]]:
    """Pairs (i, j), i < j, of positions in `names` (each a thing with several names) that share a key, each once.

    A key that more than `CAP` things share is narrowed by a second key that they share too.
    """
    blocks: dict[str, set[int]] = defaultdict(set)
    of: list[set[str]] = []
    for position, some in enumerate(names):
        mine = {key for name in some for key in keys(name)}
        of.append(mine)
        for key in mine:
            blocks[key].add(position)
    seen: set[tuple[int, int]] = set()
    for key in sorted(blocks):
        for block in _narrowed(key, blocks[key], of):
            for pair in combinations(sorted(block), 2):
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def _narrowed(key: str, block: set[int], of: list[set[str]]) -> list[set[int]]:
    if len(block) <= CAP:
        return [block]
    smaller: dict[str, set[int]] = defaultdict(set)
    for position in block:
        for other in of[position] - {key}:
            smaller[other].add(position)
    return [smaller[other] for other in sorted(smaller) if len(smaller[other]) <= CAP]
