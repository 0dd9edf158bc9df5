"""Judgements by hand: from what was typed to a line in decisions.csv."""

from __future__ import annotations

import os
from pathlib import Path

from kg import decisions
from kg.dump import Dump
from kg.referring import Named, Names, ReferringError
from kg.resolve.decisions import DIFFERENT, SAME, Judgement, Reference, effective
from kg.resolve.kinds import normal

AGAIN = "Run kg build again to apply it."


def judge(
    graph: str | os.PathLike[str],
    left: str,
    right: str,
    judgement: str,
    file: str | os.PathLike[str] = decisions.DEFAULT_FILE,
    who: str = "",
    note: str = "",
) -> str:
    """Write that `left` and `right` are the same or different, and return what was written, in words.

    The names are looked up in the dump `graph`. Nothing is written where the file says so already. Raises
    `kg.referring.ReferringError` for a name that means no entity or several, `kg.decisions.DecisionsError` and
    `kg.resolve.decisions.ContradictionError` for a file that cannot be read, or that says the contrary.
    """
    names = Names(Dump(graph))
    one, other = names.find(left), names.find(right)
    if normal(one.name) == normal(other.name) and one.document == other.document and one.story == other.story:
        if one.node == other.node:
            raise ReferringError(f"Both are {one.name!r}. Type another name of one of them, or add @FILE to each.")
        one, other = (_placed(names, named) for named in (one, other))
    known = decisions.read(file) if Path(file).exists() else []
    earlier = _standing(known, names, one, other)
    if earlier is not None and earlier.judgement == judgement:
        return f"{file}:{earlier.line} says so already: {earlier.left} {judgement} {earlier.right}"
    if earlier is not None:
        pair = (earlier.left, earlier.right)
    else:
        pair = (names.written(one, other, judgement), names.written(other, one, judgement))
    written = decisions.append(file, Judgement(*pair, judgement, who, decisions.today(), note))
    return "\n".join(
        line
        for line in (
            f"{file}:{written.line}: {written.left} {judgement} {written.right}",
            f"This replaces line {earlier.line}." if earlier is not None else "",
            _already(judgement, one, other),
            AGAIN,
        )
        if line
    )


def _placed(names: Names, named: Named) -> Named:
    """A name that another entity has too, with its file."""
    found = names.written(named, named, SAME)
    return Named(named.node, named.name, found.document, found.story)


def _already(judgement: str, one: Named, other: Named) -> str:
    if judgement == SAME and one.node == other.node:
        return "The dump has them as one already; they will stay one."
    if judgement == DIFFERENT and one.node != other.node:
        return "The dump has them as two already; they will stay two."
    return ""


def _standing(known: list[Judgement], names: Names, one: Named, other: Named) -> Judgement | None:
    """The judgement that holds for the pair that was typed, whatever files it names where none were typed."""

    def is_meant(reference: Reference, named: Named) -> bool:
        where = not named.document or (reference.document, reference.story) == (named.document, named.story)
        return reference.type == names.types[named.node] and normal(reference.name) == normal(named.name) and where

    found = [
        judgement
        for judgement in effective(known)
        if (is_meant(judgement.left, one) and is_meant(judgement.right, other))
        or (is_meant(judgement.left, other) and is_meant(judgement.right, one))
    ]
    return found[-1] if found else None
