"""The file of judgements, decisions.csv: reading it, and adding lines at its end."""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from kg.resolve.decisions import JUDGEMENTS, REVOKE, Judgement, check, reference

DEFAULT_FILE = "decisions.csv"
COLUMNS = ("left", "right", "judgement", "who", "when", "note")
HEADER = ",".join(COLUMNS)


class DecisionsError(ValueError):
    """The file cannot be read; the message names the file and the line and says what to type."""


def read(path: str | os.PathLike[str]) -> list[Judgement]:
    """The judgements of a file, in the order of their lines; an empty file has none.

    Raises DecisionsError for a line that cannot be understood and `kg.resolve.decisions.ContradictionError` for lines
    that contradict each other.
    """
    path = Path(path)
    if not path.is_file():
        raise DecisionsError(f"There is no file {path}; kg merge, kg split and kg review write one.")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        raise DecisionsError(f"{path}:{line}: not UTF-8; save the file as UTF-8 text") from error
    found = parse(io.StringIO(text, newline=""), str(path))
    check(found)
    return found


def parse(lines: Iterable[str], file: str = DEFAULT_FILE) -> list[Judgement]:
    """The judgements in the lines of a CSV text. Raises DecisionsError.

    >>> [found] = parse([HEADER, "person:Ada Bo,person:A. Bo,same,,,"])
    >>> found.line, str(found.right)
    (2, 'person:A. Bo')
    """
    rows = csv.reader(lines, strict=True)
    found = []
    header: list[str] = []
    line = 1
    try:
        for row in rows:
            if any(cell.strip() for cell in row):
                if header:
                    found.append(_judgement(row, header, f"{file}:{line}", line, Path(file).name))
                else:
                    header = _header(row, f"{file}:{line}")
            line = rows.line_num + 1
    except csv.Error as error:
        raise DecisionsError(f"{file}:{line}: {error}; put text with commas or quotes in double quotes") from error
    return found


def _header(row: list[str], where: str) -> list[str]:
    header = [cell.strip().casefold() for cell in row]
    missing = [column for column in COLUMNS if column not in header]
    if missing:
        raise DecisionsError(f"{where}: no column {', '.join(missing)}; the first line must be {HEADER}")
    return header


def _judgement(row: list[str], header: list[str], where: str, line: int, file: str) -> Judgement:
    if len(row) != len(header):
        raise DecisionsError(
            f"{where}: {len(row)} cells instead of {len(header)} ({HEADER}); put a text with commas in double quotes"
        )
    cells = {column: cell.strip() for column, cell in zip(header, row, strict=True)}
    if cells["judgement"] not in JUDGEMENTS:
        raise DecisionsError(f"{where}: judgement {cells['judgement']!r}; write same, different or revoke")
    try:
        left, right = reference(cells["left"]), reference(cells["right"])
    except ValueError as error:
        raise DecisionsError(f"{where}: {error}") from error
    if (left.type == "event") != (right.type == "event"):
        raise DecisionsError(
            f"{where}: an event is never a {min(left.type, right.type, key=_is_event)}; delete the line"
        )
    if left.key == right.key and cells["judgement"] != REVOKE:
        what = "the same name on both sides"
        raise DecisionsError(f"{where}: {what}; add @FILE behind each, or delete the line")
    return Judgement(left, right, cells["judgement"], cells["who"], cells["when"], cells["note"], line, file)


def _is_event(type: str) -> bool:
    return type == "event"


def append(path: str | os.PathLike[str], judgement: Judgement) -> Judgement:
    """Add a line to the file, which is made where there is none, and return it with its line number.

    Nothing that is there is changed. Raises DecisionsError and ContradictionError as `read` does, the latter also where
    the new line would contradict the old ones; then nothing is written.
    """
    path = Path(path)
    known = read(path) if path.exists() else []
    before = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
    columns = _header(next(csv.reader([before.lstrip().split("\n")[0]])), str(path)) if before.strip() else []
    start = before + ("\n" if before and not before.endswith("\n") else "")
    new = replace(judgement, line=start.count("\n") + (1 if columns else 2), file=path.name)
    check([*known, new])
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "a", encoding="utf-8", newline="") as file:
        file.write(start[len(before) :])
        writer = csv.writer(file, lineterminator="\n")
        if not columns:
            writer.writerow(COLUMNS)
        cells = dict(zip(COLUMNS, _cells(new), strict=True))
        writer.writerow([cells.get(column, "") for column in columns or COLUMNS])
    return new


def _cells(judgement: Judgement) -> tuple[str, ...]:
    note = " ".join(judgement.note.split())
    return str(judgement.left), str(judgement.right), judgement.judgement, judgement.who, judgement.when, note


def author() -> str:
    """Who is at the keyboard: the user name of git, or else of the system, or ""."""
    import getpass
    import subprocess

    try:
        told = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, timeout=5, check=False)
        if told.returncode == 0 and told.stdout.strip():
            return " ".join(told.stdout.split())
    except (OSError, subprocess.TimeoutExpired):
        pass
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def today() -> str:
    """The day on the clock, as an ISO date."""
    return dt.date.today().isoformat()
