"""Which names are worth comparing: those that share what is heard of two words, or an acronym and its letters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from kg.resolve.parsing import Name, parse
from kg.resolve.spelling import outline

CAP = 300  # names that share one key; a word that more of them have tells nothing


def keys(name: Name) -> frozenset[str]:
    """The keys under which `name` is looked up: each of its words as heard with the first sound of another.

    A name of one word that counts has that alone; acronyms and initials are keys too, and all letters together.
    """
    words = [token.text.rpartition(" ")[2] for token in name.tokens if token.kind in ("word", "letters")]
    bones = [outline(word) or word for word in words if len(word) > 1]
    heads = [outline(word)[:1] or word[:1] for word in words]
    heads += [token.text[:1] for token in name.tokens if token.kind == "initial"]
    found = {f"={letters}" for letters in name.initials | {name.acronym} if len(letters) > 1}
    found.add(f"#{outline(name.solid)}")
    if len(heads) == 1:
        found.update(bones)
    for i, bone in enumerate(bones):
        found.update(f"{bone} {head}" for j, head in enumerate(heads) if i != j)
    if name.coalition:
        found.add("=coalition")
    return frozenset(found | keys(parse(name.unit, name.type)) if name.unit else found)


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
