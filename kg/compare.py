"""Two names compared, for people to read; or a file of pairs, for scripts."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import BinaryIO, TextIO

from kg.query import columns, printable
from kg.resolve.names import MATCH, Comparison, compare, compare_many

FORMATS = ("table", "json")
TYPES = ("person", "organization", "place")
COLUMNS = ("name1", "name2", "schema")
# Schemata of FollowTheMoney that have names, and our own types, in lower case → what they are compared as.
SCHEMATA = {
    "person": "Person", "associate": "Person", "family": "Person", "anonymoussource": "Person",
    "address": "Place", "realestate": "Place", "place": "Place", "facility": "Place", "country": "Place",
    "organization": "Organization", "company": "Organization", "legalentity": "Organization",
    "publicbody": "Organization", "position": "Organization", "asset": "Organization", "vessel": "Organization",
    "airplane": "Organization", "vehicle": "Organization", "security": "Organization", "bankaccount": "Organization",
    "cryptowallet": "Organization", "event": "Organization", "project": "Organization", "program": "Organization",
    "product": "Organization", "contract": "Organization", "document": "Organization", "thing": "Organization",
    "": "Organization",
}  # fmt: skip


class PairsError(ValueError):
    """A file of pairs cannot be used; the message names the line and what is wrong with it."""


def render(a: str, b: str, type: str = "person", format: str = "table", width: int = 80) -> str:
    """The comparison of two names of `type` (one of TYPES) as a table or as JSON, with a line feed at its end."""
    found = compare(a, b, type)
    if format == "json":
        fields = {"left": a, "right": b, "type": type, "match": found.score >= MATCH} | found._asdict()
        fields["parts"] = [part._asdict() for part in found.parts]
        return json.dumps(fields, ensure_ascii=False, indent=2) + "\n"
    verdict = "match" if found.score >= MATCH else "no match"
    said = f"{found.score:.2f}  {verdict} (from {MATCH:.2f}): {printable(found.reason)}\n"
    if not found.parts:
        return said
    rows = [_row(part.left, part.right, part.similarity) for part in found.parts]
    return f"{said}\n{columns((printable(a), printable(b), 'alike'), rows, width)}\n"


def _row(left: str, right: str, similarity: float) -> tuple[str, str, str]:
    both = left and right
    return printable(left) or "–", printable(right) or "–", f"{similarity:.2f}" if both else "left out"


def score_pairs(source: BinaryIO, target: TextIO) -> int:
    """Copy the CSV `source` (UTF-8, columns name1, name2, schema) to `target`, to each row `score` and `reason` added.

    Returns how many rows there were. Columns of that name are written anew, all others pass through. Raises
    PairsError before anything is written.
    """
    reader = csv.reader(io.StringIO(_decoded(source.read()), newline=""), strict=True)
    head = _head(reader)
    rows = list(_rows(reader, head))
    places = [head.index(name) for name in COLUMNS]
    pairs = ((row[places[0]], row[places[1]], SCHEMATA[row[places[2]].strip().lower()]) for row in rows)
    kept = [place for place, name in enumerate(head) if name not in ("score", "reason")]
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow([*(head[place] for place in kept), "score", "reason"])
    for row, found in zip(rows, compare_many(pairs), strict=True):
        writer.writerow([*(row[place] for place in kept), *_cells(found)])
    return len(rows)


def _cells(found: Comparison) -> tuple[str, str]:
    return f"{found.score:.3f}", found.reason


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise PairsError(f"line {line}: no UTF-8 ({error.reason}); save the file as UTF-8") from error


def _head(reader: Iterator[list[str]]) -> list[str]:
    try:
        head = [name.strip() for name in next(reader)]
    except StopIteration:
        raise PairsError(f"line 1: no columns; the first line names them: {','.join(COLUMNS)}") from None
    except csv.Error as error:
        raise PairsError(f"line 1: {error}") from error
    for name in COLUMNS:
        if name not in head:
            raise PairsError(f"line 1: no column {name}; there are {', '.join(head)}")
    return head


def _rows(reader: Iterable[list[str]], head: list[str]) -> Iterator[list[str]]:
    schema = head.index("schema")
    lines = reader.line_num + 1  # type: ignore[attr-defined]
    try:
        for row in reader:
            if row and len(row) != len(head):
                raise PairsError(f"line {lines}: {len(row)} fields where the first line names {len(head)} columns")
            if row and row[schema].strip().lower() not in SCHEMATA:
                known = ", ".join(sorted(name for name in SCHEMATA if name))
                raise PairsError(f"line {lines}: schema {row[schema]!r} is none of {known}")
            if row:
                yield row
            lines = reader.line_num + 1  # type: ignore[attr-defined]
    except csv.Error as error:
        raise PairsError(f"line {lines}: {error}") from error
