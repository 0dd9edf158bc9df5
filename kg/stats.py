"""What is in a dump, counted."""

from __future__ import annotations

import json
import os
from collections import Counter
from dataclasses import asdict, dataclass

from kg.dump import Dump
from kg.network import words
from kg.ontology import KG, RDF
from kg.query import columns, printable

FORMATS = ("text", "json")
TOP = 10
CLASSES = (
    "Document", "Story", "Sentence", "Mention", "Person", "Organization", "Place", "Facility", "AnonymousSource",
    "Event", "Claim", "Quantity", "Assertion",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Top:
    """One of the entities that are mentioned most."""

    id: str
    label: str
    type: str
    mentions: int


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts of a dump; the inner tables are sorted by number, largest first."""

    triples: int
    classes: dict[str, int]
    relations: dict[str, int]
    event_types: dict[str, int]
    factualities: dict[str, int]
    speech_acts: dict[str, int]
    conflicts: int  # pairs of claims
    disputed_events: int
    most_mentioned: tuple[Top, ...]


def stats(path: str | os.PathLike[str], format: str = "text", width: int = 80) -> str:
    """The counts as text or JSON. Raises DumpError where the dump cannot be read, ValueError for another format."""
    if format not in FORMATS:
        raise ValueError(f"{format!r} is none of {', '.join(FORMATS)}")
    found = count(Dump(path))
    return (
        json.dumps(asdict(found), ensure_ascii=False, indent=2) if format == "json" else render(found, width)
    ) + "\n"


def count(dump: Dump) -> Stats:
    """The counts of a loaded dump."""
    classes = _counted(dump, RDF + "type")
    conflicts = {frozenset((str(one), str(other))) for one, other in dump.pairs("conflictsWith")}
    mentioned = sorted(
        (-int(getattr(number, "value", "0")), str(node), node) for node, number in dump.pairs("mentionCount")
    )
    return Stats(
        triples=len(dump.store),
        classes={name: classes[name] for name in CLASSES if name in classes},
        relations={name: count for name, count in _counted(dump, RDF + "predicate").items() if ":" not in name},
        event_types=_counted(dump, "eventType"),
        factualities=_counted(dump, "factuality"),
        speech_acts=_counted(dump, "speechAct"),
        conflicts=len(conflicts),
        disputed_events=sum(getattr(value, "value", "") == "true" for _, value in dump.pairs("disputed")),
        most_mentioned=tuple(
            Top(dump.short(node), dump.label(node), dump.kind(node), -number) for number, _, node in mentioned[:TOP]
        ),
    )


def _counted(dump: Dump, name: str) -> dict[str, int]:
    counts = Counter(getattr(value, "value", "").removeprefix(KG) for _, value in dump.pairs(name))
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def render(found: Stats, width: int = 80) -> str:
    """The counts as plain text of at most `width` columns."""
    parts = [f"{found.triples} triples"]
    for title, table in (
        ("Nodes", found.classes),
        ("Relations and roles", found.relations),
        ("Kinds of events", found.event_types),
        ("Events are", found.factualities),
        ("Claims", found.speech_acts),
    ):
        if table:
            parts.append(_section(title, [[words(name), str(number)] for name, number in table.items()], width))
    parts.append(
        f"{found.conflicts} pair{'' if found.conflicts == 1 else 's'} of claims conflict; "
        f"{found.disputed_events} event{' is' if found.disputed_events == 1 else 's are'} disputed"
    )
    if found.most_mentioned:
        rows = [[str(top.mentions), words(top.type), printable(top.label)] for top in found.most_mentioned]
        parts.append(_section("Most mentioned", rows, width))
    return "\n\n".join(parts)


def _section(title: str, rows: list[list[str]], width: int) -> str:
    body = columns([""] * len(rows[0]), rows, width - 2).removeprefix("\n")
    return "\n".join([title, *(f"  {line}" if line else "" for line in body.splitlines())])
