"""A Turtle dump, loaded for reading."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TypeAlias

import pyoxigraph as ox

from kg import ontology
from kg.ontology import KG, RDF, RDFS

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_PREFIX = re.compile(r"@prefix\s+([\w-]*):\s*<([^>]*)>")


class DumpError(ValueError):
    """The dump cannot be read; the message says why and what to do."""


class Dump:
    """The triples of a dump, with short ways to walk from node to node.

    Properties and classes are named by their local name in kg:, others by their IRI.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Load `path`, a file in any RDF format or the folder of a build. Raises DumpError."""
        self.path = locate(path)
        self.store = ox.Store()
        try:
            self.store.bulk_load(path=self.path)
        except (OSError, SyntaxError, ValueError) as error:
            raise DumpError(f"Cannot read {self.path}: {error}") from error
        self.prefixes = prefixes(self.path)

    def values(self, node: Term, name: str) -> list[str]:
        """The objects of a property as text, sorted."""
        return sorted(text(value) for value in self.objects(node, name))

    def value(self, node: Term, name: str) -> str:
        """The first object of a property as text; "" where there is none."""
        return next(iter(self.values(node, name)), "")

    def objects(self, node: Term, name: str) -> list[Term]:
        """The objects of a property, in order of their text."""
        found = self.store.quads_for_pattern(node, ox.NamedNode(_full(name)), None)  # type: ignore[arg-type]
        return sorted((quad.object for quad in found), key=str)

    def subjects(self, name: str, value: Term) -> list[Term]:
        """The nodes of which `value` is the object of a property, in order of their IRIs."""
        found = self.store.quads_for_pattern(None, ox.NamedNode(_full(name)), value)
        return sorted((quad.subject for quad in found), key=str)

    def instances(self, name: str) -> list[Term]:
        """The nodes of a class, in order of their IRIs."""
        return self.subjects(RDF + "type", ox.NamedNode(_full(name)))

    def pairs(self, name: str) -> Iterator[tuple[Term, Term]]:
        """Subject and object of every triple of a property."""
        for quad in self.store.quads_for_pattern(None, ox.NamedNode(_full(name)), None):
            yield quad.subject, quad.object

    def label(self, node: Term) -> str:
        """The label of a node, or else its short name."""
        return self.value(node, RDFS + "label") or self.short(node)

    def kind(self, node: Term) -> str:
        """The local name of the class of a node, such as "Person"."""
        return self.value(node, RDF + "type").removeprefix(KG)

    def short(self, term: Term) -> str:
        """An IRI with its prefix where it has one ("person:ada-lovelace"); other terms as text."""
        if isinstance(term, ox.NamedNode):
            return ontology.short(term.value, self.prefixes)
        return text(term)


def text(term: Term) -> str:
    """The characters of a term: the IRI, or the text of a literal."""
    return str(term) if isinstance(term, ox.Triple) else term.value


def _full(name: str) -> str:
    return name if ":" in name else KG + name


def locate(path: str | os.PathLike[str]) -> Path:
    """The file that `path` means: itself, or the one .ttl file of a folder. Raises DumpError."""
    file = Path(path)
    if not file.exists():
        raise DumpError(f"There is no file {file}. A dump is the .ttl file that kg build writes.")
    if not file.is_dir():
        return file
    dumps = sorted(file.glob("*.ttl"))
    if len(dumps) != 1:
        names = ", ".join(dump.name for dump in dumps) or "none"
        raise DumpError(f"{file} is a folder; name one of its .ttl files ({names}).")
    return dumps[0]


def parse(path: Path) -> Iterator[ox.Triple]:
    """The triples of a file one by one, as they are written and in their order. Raises DumpError.

    A store keeps neither: it sorts, and writes 1.00 as 1.
    """
    try:
        for quad in ox.parse(path=path):
            yield quad.triple
    except (OSError, SyntaxError, ValueError) as error:
        raise DumpError(f"Cannot read {path}: {error}") from error


def prefixes(path: Path) -> dict[str, str]:
    """The prefixes that a Turtle file declares at its head, after those that kg knows."""
    with open(path, encoding="utf-8", errors="replace") as file:
        found = (_PREFIX.match(line) for line in islice(file, 60))
        return ontology.prefixes() | {match[1]: match[2] for match in found if match}
