"""A dump scored against gold annotations: figures as a table or JSON, and a list of what was missed."""

from __future__ import annotations

import json
import os
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from kg.dump import Dump
from kg.evaluation import claims, entities, events
from kg.evaluation.found import look
from kg.evaluation.gold import GoldError, load
from kg.evaluation.scores import Figure, Miss, Scores, Words
from kg.query import printable

FORMATS = ("table", "json")


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How a dump compares with gold; `absent` are documents of the gold that the dump was not made of."""

    figures: tuple[Figure, ...]
    misses: tuple[Miss, ...]
    absent: tuple[str, ...]

    def value(self, section: str, name: str) -> float | None:
        """The value of one figure in [0, 1]; None where there was nothing to measure. Raises KeyError."""
        for figure in self.figures:
            if (figure.section, figure.name) == (section, name):
                return figure.value
        raise KeyError(f"{section}: {name}")


def evaluate(graph: str | os.PathLike[str], gold: str | os.PathLike[str]) -> Evaluation:
    """The dump `graph` scored against the folder `gold`.

    What absent documents hold counts as missed. Raises DumpError or GoldError where one of the two cannot be read, and
    GoldError where they have no document in common.
    """
    wanted = load(gold)
    found = look(Dump(graph), wanted.documents)
    absent = sorted(wanted.documents - found.documents)
    if len(absent) == len(wanted.documents):
        raise GoldError(
            f"{found.dump.path} was made of none of the {len(absent)} documents of {gold}"
            f"{f', such as {absent[0]}' if absent else ''}.\n"
            "Build it of the same files, by the same names: kg build FOLDER -o exports"
        )
    matches = entities.match(wanted, found)
    scores = sum(
        (
            entities.mentions(matches),
            entities.entities(wanted, matches),
            entities.relations(wanted, found, matches),
            events.score(wanted, found, matches),
            claims.score(wanted, found, matches),
            claims.contradictions(wanted, found),
            claims.facts(wanted, found, matches),
        ),
        Scores(),
    )
    return Evaluation(scores.figures, tuple(_sorted(scores.misses)), tuple(absent))


def _sorted(misses: tuple[Miss, ...]) -> Iterator[Miss]:
    """The misses of each section in order of the text."""
    for _, group in groupby(misses, key=lambda miss: miss.section):
        yield from sorted(group, key=lambda miss: miss.place or Words("", 0, 0))


def render(evaluation: Evaluation, format: str = "table", misses: bool = False, width: int = 80) -> str:
    """The figures, and the misses where wanted, as text of at most `width` columns or as JSON.

    Raises ValueError for another format.
    """
    if format == "json":
        return json.dumps(_json(evaluation, misses), ensure_ascii=False, indent=2) + "\n"
    if format != "table":
        raise ValueError(f"{format!r} is none of {', '.join(FORMATS)}")
    lines = list(_table(evaluation.figures))
    if misses:
        lines += _listed(evaluation.misses, width)
    return "\n".join(lines) + "\n"


def _json(evaluation: Evaluation, misses: bool) -> dict[str, object]:
    figures: dict[str, dict[str, object]] = {}
    for figure in evaluation.figures:
        numbers = {"value": figure.value, "found": figure.found, "of": figure.of}
        figures.setdefault(figure.section, {})[figure.name] = numbers
    report: dict[str, object] = {"figures": figures, "absent": list(evaluation.absent)}
    if misses:
        report["misses"] = [_miss(miss) for miss in evaluation.misses]
    return report


def _miss(miss: Miss) -> dict[str, object]:
    report: dict[str, object] = {"section": miss.section, "problem": miss.problem}
    if place := miss.place:
        report |= {"document": place.document, "begin": place.begin, "end": place.end, "words": place.text}
    return report


def _table(figures: tuple[Figure, ...]) -> Iterator[str]:
    yield f"{'measure':<34}{'value':>7}{'found/of':>12}"
    for section, group in groupby(figures, key=lambda figure: figure.section):
        yield section
        for figure in group:
            value = "-" if figure.value is None else f"{figure.value:.3f}"
            counts = "" if figure.of is None else f"{figure.found}/{figure.of}"
            yield f"  {figure.name:<32}{value:>7}{counts:>12}".rstrip()


def _listed(misses: tuple[Miss, ...], width: int) -> Iterator[str]:
    for section, group in groupby(misses, key=lambda miss: miss.section):
        found = list(group)
        yield f"\nMisses: {section} ({len(found)})"
        for miss in found:
            yield _wrapped(miss.problem, 2, width)
            if miss.place:
                place = miss.place
                yield _wrapped(f"{place.document} {place.begin}-{place.end}: {place.text}", 6, width)


def _wrapped(text: str, indent: int, width: int) -> str:
    margin = " " * indent
    return textwrap.fill(printable(text), width, initial_indent=margin, subsequent_indent=margin)
