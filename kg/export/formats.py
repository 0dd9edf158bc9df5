"""A dump in another format: what kg export does."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

from kg.dump import Dump, locate
from kg.export.files import replacing

FORMATS = ("nt", "nquads", "jsonld", "ftm", "graphml", "gexf", "csv", "neo4j-csv")
NETWORKS = ("graphml", "gexf", "csv", "neo4j-csv")
_SUFFIXES = {"nt": ".nt", "nquads": ".nq", "jsonld": ".jsonld", "ftm": ".ftm.json"}


class FormatError(ValueError):
    """What was asked for does not exist; the message says what does."""


def export(
    dump: str | os.PathLike[str],
    format: str,
    output: str = "",
    view: str = "full",
    documents: bool = False,
    materialize: bool = False,
) -> list[Path]:
    """Write a dump in another of FORMATS to `output`, by default beside the dump; returns the files written.

    `output` is a folder for the two kinds of CSV, which are two files, and may be "-" (standard output) for the formats
    that are one stream of text. `view` (see `kg.views`) is for the formats that draw nodes and edges, `documents` adds
    those as nodes to the full view; `materialize` adds to triples what follows from the vocabulary. Raises DumpError
    for a dump at fault, FormatError for formats that do not go with the rest.
    """
    file = locate(dump)
    if view != "full" and format not in NETWORKS:
        raise FormatError(f"--view is for networks: --format {', '.join(NETWORKS)}")
    if documents and (format not in NETWORKS or view != "full"):
        raise FormatError(f"--with-documents is for the full view of networks: --format {', '.join(NETWORKS)}")
    if materialize and format not in ("nt", "jsonld"):
        raise FormatError("--materialize is for triples: --format nt, jsonld")
    if output == "-" and format in NETWORKS:
        raise FormatError(f"{format} cannot go to standard output; name a place with -o")
    if format in NETWORKS:
        return _network(file, format, output, view, documents)
    target = Path(output or file.with_suffix(_SUFFIXES[format]))
    if output == "-":
        _stream(file, format, sys.stdout.buffer, materialize)
        return []
    with replacing(target) as temporary, open(temporary, "wb") as opened:
        _stream(file, format, opened, materialize)
    return [target]


def _stream(dump: Path, format: str, file: IO[bytes], materialize: bool) -> None:
    from kg.export import ftm, rdf

    writers: dict[str, Callable[[Path, IO[bytes]], None]] = {
        "nt": lambda path, target: rdf.write_ntriples(path, target, materialize),
        "nquads": rdf.write_nquads,
        "jsonld": lambda path, target: rdf.write_jsonld(path, target, materialize),
        "ftm": lambda path, target: ftm.write_ftm(Dump(path), target),
    }
    writers[format](dump, file)


def _network(dump: Path, format: str, output: str, name: str, documents: bool) -> list[Path]:
    from kg.export import gexf, graphml, tables
    from kg.network import network, with_documents
    from kg.records import records
    from kg.views import view

    graph = records(dump)
    drawn = with_documents(*graph) if documents else view(network(*graph), name)
    stem = dump.stem + ("-documents" if documents else "" if name == "full" else f"-{name}")
    if format == "csv":
        return tables.write_csv(drawn, output or dump.with_name(f"{stem}-csv"))
    if format == "neo4j-csv":
        return tables.write_neo4j(drawn, output or dump.with_name(f"{stem}-neo4j"))
    target = Path(output or dump.with_name(f"{stem}.{format}"))
    (graphml.write_graphml if format == "graphml" else gexf.write_gexf)(drawn, target)
    return [target]
