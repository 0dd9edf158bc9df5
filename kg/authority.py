"""Lists of known entities: CSV, FollowTheMoney JSON lines, SKOS in Turtle."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kg.resolve.authority import SIDES, Authority, Entry

COLUMNS = ("id", "name")
SKOS = "http://www.w3.org/2004/02/skos/core#"
RDFS_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
NAME_PROPERTIES = ("name", "alias", "weakAlias", "previousName", "abbreviation")
# What a type or a FollowTheMoney schema can be, in lower case; "" and others that have names may be anything.
TYPES = {
    "person": ("Person",), "organization": ("Organization",), "organisation": ("Organization",),
    "company": ("Organization",), "publicbody": ("Organization",), "vessel": ("Organization",),
    "airplane": ("Organization",), "legalentity": ("Person", "Organization"), "place": ("Place",),
    "facility": ("Place",), "address": ("Place",), "country": ("Place",), "thing": SIDES, "": SIDES,
}  # fmt: skip


class AuthorityError(ValueError):
    """A list cannot be read; the message names the file, the line and what is wrong."""


def read(paths: Iterable[str | os.PathLike[str]]) -> Authority:
    """The entries of all files, in a fixed order whatever the order of `paths`. Raises AuthorityError.

    A file that ends in .ttl is Turtle, one in .json, .jsonl or .ftm has an entity on each line, any other is CSV.
    """
    found = [entry for path in sorted({os.fspath(path) for path in paths}) for entry in _read(Path(path))]
    return Authority(tuple(found))


def _read(path: Path) -> list[Entry]:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise AuthorityError(f"{path}: {error.strerror}; give a .csv, .jsonl or .ttl file") from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise AuthorityError(f"{path}:{line}: not UTF-8; save the file as UTF-8 text") from error
    formats = {".ttl": _skos, ".json": _followthemoney, ".jsonl": _followthemoney, ".ftm": _followthemoney}
    entries = list(formats.get(path.suffix.lower(), _table)(text, path))
    first: dict[str, Entry] = {}
    for entry in entries:
        if entry.id in first:
            raise AuthorityError(f"{entry.where}: id {entry.id!r} again, first in line {first[entry.id].line}")
        first[entry.id] = entry
    return entries


def _table(text: str, path: Path) -> Iterator[Entry]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    head: list[str] = []
    line = 1
    try:
        for row in reader:
            if row and not head:
                head = [cell.strip().lower() for cell in row]
                if missing := [column for column in COLUMNS if column not in head]:
                    raise AuthorityError(f"{path}:{line}: no column {', '.join(missing)}; write id,name,aliases,type")
            elif row:
                yield _entry_of_row(row, head, path, line)
            line = reader.line_num + 1
    except csv.Error as error:
        raise AuthorityError(f"{path}:{line}: {error}; put text with commas or quotes in double quotes") from error
    if not head:
        raise AuthorityError(f"{path}:1: the file is empty; its first line is id,name,aliases,type")


def _entry_of_row(row: list[str], head: list[str], path: Path, line: int) -> Entry:
    if len(row) != len(head):
        raise AuthorityError(f"{path}:{line}: {len(row)} cells where the first line names {len(head)} columns")
    cells = dict(zip(head, (cell.strip() for cell in row), strict=True))
    for column in COLUMNS:
        if not cells[column]:
            raise AuthorityError(f"{path}:{line}: no {column}")
    type = cells.get("type", "").lower()
    if type not in TYPES:
        raise AuthorityError(f"{path}:{line}: type {cells['type']!r} is none of {', '.join(filter(None, TYPES))}")
    names = (cells["name"], *(alias.strip() for alias in cells.get("aliases", "").split(";")))
    return Entry(cells["id"], _distinct(names), TYPES[type], str(path), line)


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def _followthemoney(text: str, path: Path) -> Iterator[Entry]:
    for line, one in enumerate(text.split("\n"), 1):
        if not one.strip():
            continue
        try:
            record = json.loads(one)
        except ValueError as error:
            raise AuthorityError(f"{path}:{line}: no JSON ({error}); write one entity on each line") from error
        if entry := _entry_of_record(record, path, line):
            yield entry


def _entry_of_record(record: Any, path: Path, line: int) -> Entry | None:
    """The entity of a line; None for one without a name, such as a directorship."""
    if not isinstance(record, dict) or not isinstance(record.get("id"), str) or not record["id"]:
        raise AuthorityError(f"{path}:{line}: no entity with an id")
    properties, schema = record.get("properties"), record.get("schema")
    if not isinstance(properties, dict) or not isinstance(schema, str):
        raise AuthorityError(f"{path}:{line}: {record['id']!r} lacks schema or properties")
    values = [value for key in NAME_PROPERTIES for value in _listed(properties.get(key))]
    if schema == "Address":
        values += _listed(properties.get("full"))
    if not values:
        return None
    return Entry(record["id"], _distinct(values), TYPES.get(schema.lower(), SIDES), str(path), line)


def _listed(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [one.strip() for one in values if isinstance(one, str)]


def _skos(text: str, path: Path) -> Iterator[Entry]:
    """A concept for each subject with a skos:prefLabel or an rdfs:label; its types say nothing of ours."""
    import pyoxigraph as ox

    labels: dict[str, dict[str, list[str]]] = {}
    try:
        for triple in ox.parse(text, format=ox.RdfFormat.TURTLE, base_iri=path.absolute().as_uri()):
            predicate = triple.predicate.value
            if predicate in (SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel", RDFS_LABEL) and isinstance(
                triple.object, ox.Literal
            ):
                own = labels.setdefault(str(getattr(triple.subject, "value", "")), {})
                own.setdefault(predicate, []).append(triple.object.value.strip())
    except SyntaxError as error:
        line = error.lineno or 1
        raise AuthorityError(f"{path}:{line}: no Turtle ({error.msg})") from error
    for subject, own in labels.items():
        names = own.get(SKOS + "prefLabel", []) + own.get(RDFS_LABEL, [])
        if names:
            other = own.get(SKOS + "altLabel", []) + own.get(SKOS + "hiddenLabel", [])
            yield Entry(subject, _distinct((*sorted(names), *sorted(other))), SIDES, str(path), _line(text, subject))


def _line(text: str, subject: str) -> int:
    """The line of a Turtle text in which a subject is written first, in full or behind a prefix."""
    local = re.split(r"[/#:]", subject)[-1]
    match = re.search(rf"^\s*(?:<[^>]*{re.escape(local)}>|[\w.-]*:{re.escape(local)})(?![\w-])", text, re.MULTILINE)
    return text.count("\n", 0, match.start() + len(match[0]) - len(match[0].lstrip())) + 1 if match else 1
