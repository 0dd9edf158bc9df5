"""The network as two tables of nodes and edges: plain CSV, which Gephi and Cytoscape import, and CSV for Neo4j.

Neo4j reads them with its own tool, into an empty database:
neo4j-admin database import full --array-delimiter="|" --nodes=nodes.csv --relationships=relationships.csv
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.export.files import replacing
from kg.network import Network, columns

_DRAWING = frozenset({"size", "color", "x", "y"})
_GEPHI = {"label": "Label", "weight": "Weight"}  # the spellings that its import knows
_NEO4J = {str: "", int: ":long", float: ":double", bool: ":boolean"}

Rows = Iterable[Mapping[str, Any]]


def write_csv(network: Network, folder: str | os.PathLike[str]) -> list[Path]:
    """Write nodes.csv and edges.csv into `folder`, each whole or not at all; returns their paths."""
    nodes = ({"Id": node, **data} for node, data in network.nodes.items())
    edges = (
        {"Source": source, "Target": target, "Type": "Directed", "Id": key, **data}
        for source, target, key, data in network.edges
    )
    first = ("Id", "label"), ("Source", "Target", "Type", "Id", "label", "weight")
    names = columns(network.nodes.values()), columns(data for *_, data in network.edges)
    return [
        _table(Path(folder) / file, [*head, *sorted(known.keys() - set(head))], rows, _GEPHI)
        for file, head, known, rows in zip(("nodes.csv", "edges.csv"), first, names, (nodes, edges), strict=True)
    ]


def write_neo4j(network: Network, folder: str | os.PathLike[str]) -> list[Path]:
    """Write nodes.csv and relationships.csv for neo4j-admin into `folder`; returns their paths.

    A node has its class as label, entities and events also Entity, a relationship its relation in capitals as type;
    the rest are properties with their types. What is only for drawing is left out.
    """
    node_types = _typed(columns(network.nodes.values()), leave=_DRAWING)
    edge_types = _typed(columns(data for *_, data in network.edges), leave=frozenset({"relation"}))
    nodes = (
        {"id:ID": node, ":LABEL": _labels(str(data["entity_type"]))} | _named(data, node_types)
        for node, data in network.nodes.items()
    )
    edges = (
        {":START_ID": source, ":END_ID": target, ":TYPE": _capitals(str(data["relation"]))} | _named(data, edge_types)
        for source, target, _, data in network.edges
    )
    return [
        _table(Path(folder) / "nodes.csv", ["id:ID", *node_types.values(), ":LABEL"], nodes),
        _table(Path(folder) / "relationships.csv", [":START_ID", ":END_ID", *edge_types.values(), ":TYPE"], edges),
    ]


def _typed(types: Mapping[str, type], leave: frozenset[str]) -> dict[str, str]:
    """The columns, sorted, each with its name for Neo4j."""
    return {name: name + ("[]" if name == "aliases" else _NEO4J[types[name]]) for name in sorted(types.keys() - leave)}


def _named(data: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    named = {names[name]: value for name, value in data.items() if name in names}
    if "aliases[]" in named:
        named["aliases[]"] = named["aliases[]"].replace(" | ", "|")
    return named


def _labels(kind: str) -> str:
    return kind if kind in ("Claim", "Document") else f"Entity|{kind}"


def _capitals(relation: str) -> str:
    """The name of a relation as Neo4j spells types.

    >>> _capitals("spokespersonFor")
    'SPOKESPERSON_FOR'
    """
    return "".join(f"_{letter}" if letter.isupper() else letter.upper() for letter in relation)


def _table(path: Path, columns: list[str], rows: Rows, heads: Mapping[str, str] | None = None) -> Path:
    with replacing(path) as temporary, open(temporary, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([(heads or {}).get(name, name) for name in columns])
        writer.writerows(_cells(row, columns) for row in rows)
    return path


def _cells(row: Mapping[str, Any], columns: list[str]) -> Iterator[Any]:
    for name in columns:
        value = row.get(name, "")
        yield str(value).lower() if isinstance(value, bool) else value
