"""A dump in the other formats of RDF: N-Triples, JSON-LD, and N-Quads with a named graph for every document.

The triples are streamed from the Turtle file; none of these holds the whole graph in memory.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import IO, Any, TypeAlias

import pyoxigraph as ox

from kg import ontology
from kg.dump import Term, parse, prefixes, text
from kg.ontology import KG, RDF, RDFS, XSD

Nodes: TypeAlias = dict[Term, set[Term]]


def write_ntriples(dump: Path, file: IO[bytes], materialize: bool = False) -> None:
    """Write the triples of a Turtle dump one a line, in its order, with what follows where `materialize`.

    Raises DumpError.
    """
    ox.serialize(materialized(parse(dump)) if materialize else parse(dump), file, format=ox.RdfFormat.N_TRIPLES)


def materialized(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """Triples with those that follow from them by the classes and properties above those of the vocabulary.

    So that queries in the terms of SEM, PROV-O, schema.org and the like find them. Those of a subject stand together,
    and among them those of a property.
    """
    above = _above()
    for subject, group in groupby(triples, key=attrgetter("subject")):
        facts: dict[ox.NamedNode, dict[Term, None]] = defaultdict(dict)
        for triple in group:
            facts[triple.predicate][triple.object] = None
            for property in above.get(triple.predicate, ()):
                facts[property][triple.object] = None
            if triple.predicate.value == RDF + "type":
                facts[triple.predicate] |= dict.fromkeys(above.get(triple.object, ()))
        for predicate, objects in facts.items():
            yield from (ox.Triple(subject, predicate, object) for object in objects)


def _above() -> dict[Term, list[Any]]:
    """Every class and property above each of the vocabulary, sorted."""
    direct: dict[Term, set[Term]] = defaultdict(set)
    for triple in parse(ontology.directory() / "kg.ttl"):
        if triple.predicate.value in (RDFS + "subClassOf", RDFS + "subPropertyOf"):
            direct[triple.subject].add(triple.object)

    def reached(term: Term) -> set[Term]:
        return direct.get(term, set()).union(*map(reached, direct.get(term, ())))

    return {term: sorted(reached(term), key=text) for term in direct}


# ------------------------------------------------------------------------------------- by document


def write_nquads(dump: Path, file: IO[bytes]) -> None:
    """Write a Turtle dump as quads: what a document says stands in the graph with the document's IRI.

    That is the document with its stories, spans and claims, and each relation with its assertion, once for every
    document that gives evidence of it. What kg concludes from all documents together, such as labels, counts and
    merges, stands in the default graph. Raises DumpError.
    """
    ox.serialize(quads(dump), file, format=ox.RdfFormat.N_QUADS)


def quads(dump: Path) -> Iterator[ox.Quad]:
    """The triples of a Turtle dump, each in the graphs of the documents that say it, or in the default graph."""
    home = _documents(parse(dump))
    direct: dict[tuple[Term, Term, Term], set[Term]] = defaultdict(set)
    for subject, group in groupby(parse(dump), key=attrgetter("subject")):
        facts = {triple.predicate.value: triple.object for triple in group}
        if subject in home and RDF + "subject" in facts:
            relation = facts[RDF + "subject"], facts[RDF + "predicate"], facts[RDF + "object"]
            direct[relation] |= home[subject]
    for triple in parse(dump):
        graphs = home.get(triple.subject) or direct.get((triple.subject, triple.predicate, triple.object)) or ()
        if triple.predicate.value == KG + "evidence":
            graphs = home.get(triple.object, graphs)
        for graph in sorted(graphs, key=text):
            yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)  # type: ignore[arg-type]
        if not graphs:
            yield ox.Quad(triple.subject, triple.predicate, triple.object)


def _documents(triples: Iterable[ox.Triple]) -> Nodes:
    """In which documents each document, story, span, claim, quantity and assertion stands."""
    home: Nodes = {}
    evidence: Nodes = defaultdict(set)
    claims: dict[Term, Term] = {}  # of quantities
    for triple in triples:
        name = triple.predicate.value
        if name == KG + "inDocument":
            home[triple.subject] = {triple.object}
        elif name == KG + "sha256":
            home[triple.subject] = {triple.subject}
        elif name == KG + "quantity":
            claims[triple.object] = triple.subject
        elif name == RDF + "type" and text(triple.object) == KG + "Assertion":
            evidence[triple.subject] = set()
        elif name == KG + "evidence" and triple.subject in evidence:
            evidence[triple.subject].add(triple.object)
    home |= {quantity: home[claim] for quantity, claim in claims.items() if claim in home}
    for assertion, spans in evidence.items():
        home[assertion] = {document for span in spans for document in home.get(span, ())}
    return home


# ----------------------------------------------------------------------------------------- JSON-LD


def write_jsonld(dump: Path, file: IO[bytes], materialize: bool = False) -> None:
    """Write a Turtle dump as JSON-LD 1.1 with its context inside, a node a line; with what follows where `materialize`.

    Raises DumpError.
    """
    known = prefixes(dump)
    context = json.loads((ontology.directory() / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    context |= {name: namespace for name, namespace in known.items() if name in context}
    compact = _Compactor(context, known)
    triples = materialized(parse(dump)) if materialize else parse(dump)
    file.write(b'{"@context": %s,\n"@graph": [' % _json(context))
    for number, (subject, group) in enumerate(groupby(triples, key=attrgetter("subject"))):
        file.write(b",\n" if number else b"\n")
        file.write(_json(compact.node(subject, group)))
    file.write(b"\n]}\n")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")


class _Compactor:
    """Triples as the JSON that the context reads as the same triples."""

    def __init__(self, context: dict[str, Any], known: dict[str, str]) -> None:
        self.known = known
        self.names: dict[str, str] = {}  # IRI of a property or class → its name in JSON
        self.types: dict[str, str] = {}  # name in JSON → type of its values
        for name, meaning in context.items():
            short = meaning["@id"] if isinstance(meaning, dict) else meaning
            if ":" in str(short) and not str(short).startswith("http"):
                self.names[self.full(short)] = name
                self.types[name] = meaning.get("@type", "") if isinstance(meaning, dict) else ""

    def full(self, short: str) -> str:
        prefix, _, local = short.partition(":")
        return self.known[prefix] + local

    def node(self, subject: Term, triples: Iterable[ox.Triple]) -> dict[str, Any]:
        node: dict[str, Any] = {"id": self.iri(subject)}
        for predicate, group in groupby(triples, key=attrgetter("predicate")):
            if predicate.value == RDF + "type":
                classes = [self.names.get(text(triple.object)) or self.iri(triple.object) for triple in group]
                node["type"] = classes[0] if len(classes) == 1 else classes
                continue
            name = self.names.get(predicate.value) or ontology.short(predicate.value, self.known)
            values = [self.value(triple.object, self.types.get(name, "")) for triple in group]
            node[name] = values[0] if len(values) == 1 else values
        return node

    def value(self, term: Term, expected: str) -> Any:
        if not isinstance(term, ox.Literal):
            return self.iri(term) if expected == "@id" else {"id": self.iri(term)}
        if term.language:
            return {"@value": term.value, "@language": term.language}
        datatype = ontology.short(term.datatype.value, self.known)
        if datatype == expected:
            # JSON's own numbers would do for integers, but not for decimals, which are read as doubles.
            return int(term.value) if datatype == "xsd:integer" and term.value.isdecimal() else term.value
        if term.datatype.value == XSD + "string" and not expected:
            return term.value
        return {"@value": term.value, "@type": datatype}

    def iri(self, term: Term) -> str:
        return ontology.short(text(term), self.known)
