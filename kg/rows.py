"""Rows under heads as a table that fits the terminal, CSV, Markdown or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

from kg.query import columns, markdown, printable

FORMATS = ("table", "json", "csv", "markdown")


def render(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    format: str,
    noun: str,
    records: object = None,
    width: int = 80,
    beside: bool = False,
) -> str:
    """The rows as text that ends with a line break; "json" writes `records`, or where that is None a list of objects.

    A table ends with how many rows of `noun` there are, and fits `width` columns; where that is narrow a row becomes a
    block of lines, unless the cells are to stay `beside` each other. Raises ValueError for other formats.

    >>> print(render(["who"], [["Ada | Bo"]], "markdown", "person"), end="")
    | who |
    | --- |
    | Ada \\| Bo |
    """
    if format == "json":
        found = [dict(zip(heads, row, strict=True)) for row in rows] if records is None else records
        return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    if format == "csv":
        file = io.StringIO()
        csv.writer(file, lineterminator="\n").writerows([heads, *rows])
        return file.getvalue()
    if format == "markdown":
        return markdown(heads, [[printable(cell) for cell in row] for row in rows])
    if format == "table":
        table = (
            columns(heads, [[printable(cell) for cell in row] for row in rows], width, beside) + "\n" if rows else ""
        )
        return f"{table}{len(rows)} {noun}{'' if len(rows) == 1 else 's'}\n"
    raise ValueError(f"{format!r} is none of {', '.join(FORMATS)}")
