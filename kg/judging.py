"""Judgements by hand: from what was typed to a line in decisions.csv."""

from __future__ import annotations

import os
from pathlib import Path

from kg import decisions
from kg.dump import Dump
from kg.explain import Casebook
from kg.occasions import Occasions, Told, both
from kg.referring import MOST, Named, Names, ReferringError
from kg.resolve.decisions import SAME, Judgement, Reference, effective
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

    Names and events are looked up in the dump `graph`. Nothing is written where the file says so already. Raises
    `kg.referring.ReferringError` for a name that means no entity or several, `kg.decisions.DecisionsError` and
    `kg.resolve.decisions.ContradictionError` for a file that cannot be read, or that says the contrary.
    """
    book = Casebook(Dump(graph))
    if (events := both(book, (left, right))) is not None:
        return _judge_events(*events, judgement, file, who, note)
    names = book.names
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
    return _written(file, Judgement(*pair, judgement, who, decisions.today(), note), earlier, one.node == other.node)


def _judge_events(
    occasions: Occasions, told: list[Told], judgement: str, file: str | os.PathLike[str], who: str, note: str
) -> str:
    one, other = told
    if one.mention == other.mention:
        quotes = "\n".join(f"  {occasions.typed(here)}" for here in occasions.of[one.node][:MOST])
        raise ReferringError(f"Both are the same words. Type two of\n{quotes}")
    known = decisions.read(file) if Path(file).exists() else []
    new = Judgement(occasions.written(one), occasions.written(other), judgement, who, decisions.today(), note)
    earlier = next((said for said in effective(known) if said.pair == new.pair), None)
    if earlier is not None and earlier.judgement == judgement:
        return f"{file}:{earlier.line} says so already: {earlier.left} {judgement} {earlier.right}"
    return _written(file, new, earlier, one.node == other.node)


def _written(file: str | os.PathLike[str], new: Judgement, earlier: Judgement | None, are_one: bool) -> str:
    """Add a judgement to the file and say so."""
    written = decisions.append(file, new)
    lines = [f"{file}:{written.line}: {written.left} {written.judgement} {written.right}"]
    lines += [f"This replaces line {earlier.line}."] if earlier is not None else []
    if are_one == (new.judgement == SAME):
        state = "one" if are_one else "two"
        lines.append(f"The dump has them as {state} already; they will stay {state}.")
    return "\n".join([*lines, AGAIN])


def _placed(names: Names, named: Named) -> Named:
    """A name that another entity has too, with its file."""
    found = names.written(named, named, SAME)
    return Named(named.node, named.name, found.document, found.story)


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
