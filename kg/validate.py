"""Does a dump keep to the shapes? What does not, in words, with the label of the node at fault."""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict, dataclass
from itertools import groupby
from operator import attrgetter
from textwrap import wrap

import pyoxigraph as ox
import pyshacl
import rdflib

from kg import ontology
from kg.dump import Dump, Term, parse, text
from kg.ontology import KG, RDF, RDFS, XSD
from kg.query import printable

SH = "http://www.w3.org/ns/shacl#"
TEXT_LENGTH = 60  # characters of a text that stand for a node without a label
SHOWN = 20  # faults of one kind that are listed as text; JSON has all of them


@dataclass(frozen=True, slots=True)
class Fault:
    """One node that breaks one rule."""

    node: str  # short IRI
    label: str
    type: str  # "person", "mention" …
    message: str  # what is wrong, as a sentence
    property: str = ""  # short IRI of the property at fault, where it is one
    value: str = ""  # the value at fault, where it is one


@dataclass(frozen=True, slots=True)
class Report:
    """What a validation found; the faults are sorted by message, then by node."""

    path: str
    triples: int
    faults: tuple[Fault, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def validate(path: str | os.PathLike[str]) -> Report:
    """Check the dump at `path` against ontology/shapes.ttl. Raises DumpError where it cannot be read."""

    dump = Dump(path)
    data = rdflib.Graph(bind_namespaces="none")
    for triple in parse(dump.path):
        data.add((_rdflib(triple.subject), _rdflib(triple.predicate), _rdflib(triple.object)))
    triples = len(data)
    # The vocabulary says what is a subclass of what, and which terms there are.
    data.parse(ontology.directory() / "kg.ttl")
    shapes = rdflib.Graph().parse(ontology.directory() / "shapes.ttl")
    _, results, message = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    if not isinstance(results, rdflib.Graph):
        raise RuntimeError(message)
    reporter = _Reporter(dump, results, shapes)
    found = {reporter.fault(result) for result in results.subjects(rdflib.RDF.type, _term("ValidationResult"))}
    faults = sorted(found, key=attrgetter("message", "node", "property", "value"))
    return Report(str(dump.path), triples, tuple(faults))


def _term(name: str) -> rdflib.URIRef:
    return rdflib.URIRef(SH + name)


def _rdflib(term: Term) -> rdflib.term.Node:

    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        # Plain text and xsd:string are one in RDF 1.1, but two for rdflib.
        datatype = None if term.datatype.value == XSD + "string" else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, datatype=datatype)
    return rdflib.BNode(text(term))


# ------------------------------------------------------------------------------------- in words

# What is said of a value that breaks a constraint; {property} and {value} are filled in, {limit} from the shape.
_SENTENCES = {
    "MinCount": "“{property}” is missing.",
    "MaxCount": "“{property}” is there more than once.",
    "Class": "“{property}” is {value}, which is no {limit} of the graph.",
    "Datatype": "“{property}” is {value}, which is no {limit}.",
    "MinInclusive": "“{property}” is {value}, below {limit}.",
    "MaxInclusive": "“{property}” is {value}, above {limit}.",
    "LessThan": "“{property}” is {value}, not less than “{limit}”.",
    "LessThanOrEquals": "“{property}” is {value}, more than “{limit}”.",
    "MinLength": "“{property}” is empty.",
    "In": "“{property}” is {value}, which is none of the values allowed.",
    "Pattern": "“{property}” is {value}, which is not how it is written.",
    "NodeKind": "“{property}” is {value}, text where a node should be.",
    "Or": "“{property}” is {value}, which is none of the kinds allowed.",
}
_IRI = re.compile(r"<?(https?://[^\s<>]*[\w-])>?")


class _Reporter:
    """Turns the results of pyshacl into faults."""

    def __init__(self, dump: Dump, results: rdflib.Graph, shapes: rdflib.Graph) -> None:
        self.dump = dump
        self.results = results
        self.shapes = shapes
        vocabulary = rdflib.Graph().parse(ontology.directory() / "kg.ttl")
        self.labels = {str(term): str(label) for term, label in vocabulary.subject_objects(rdflib.RDFS.label)}

    def fault(self, result: rdflib.term.Node) -> Fault:
        """The fault that one result of the validation tells of."""
        path, value, focus = (self.of(result, name) for name in ("resultPath", "value", "focusNode"))
        # A rule over the whole graph is asked of the vocabulary; the node at fault is its value.
        if str(focus) == KG.rstrip("#"):
            focus, value = value, None
        node = _oxigraph(focus)
        return Fault(
            node=self.dump.short(node),
            label=describe(self.dump, node),
            type=self.labels.get(KG + self.dump.kind(node), self.dump.kind(node)),
            message=self.message(result, path, value),
            property="" if path is None else ontology.short(str(path), self.dump.prefixes),
            value="" if value is None else ontology.short(str(value), self.dump.prefixes),
        )

    def of(self, result: rdflib.term.Node, name: str) -> rdflib.term.Node | None:
        return self.results.value(result, _term(name))

    def message(self, result: rdflib.term.Node, path: object, value: object) -> str:
        """What the shape itself says, or else what is said of every constraint of this kind."""
        shape = self.of(result, "sourceShape")
        kind = str(self.of(result, "sourceConstraintComponent")).removeprefix(SH).removesuffix("ConstraintComponent")
        if kind in _SENTENCES and path is not None and self.shapes.value(shape, _term("message")) is None:
            limit = self.shapes.value(shape, _term(kind[:1].lower() + kind[1:]))
            return _SENTENCES[kind].format(property=self.name(path), limit=self.name(limit), value=self.shown(value))
        message = next(map(str, self.results.objects(result, _term("resultMessage"))), "")
        message = _IRI.sub(lambda match: ontology.short(match[1], self.dump.prefixes), message)
        return f"{message.removesuffix('.')}: {self.name(path)}." if kind == "SPARQL" and path is not None else message

    def name(self, term: object) -> str:
        """A property or class by its label in the vocabulary, other terms by their local name."""
        return self.labels.get(str(term)) or re.split(r"[#/]", str(term))[-1]

    def shown(self, value: object) -> str:
        """A value as a sentence shows it: a node by its label, plain text in quotation marks."""
        if value is None:
            return ""
        if isinstance(value, rdflib.Literal):
            return _cut(str(value)) if value.datatype else f"“{_cut(str(value))}”"
        return self.labels.get(str(value)) or describe(self.dump, _oxigraph(value))


def describe(dump: Dump, node: Term) -> str:
    """A node in a few words: its label, its text in quotation marks, what it asserts, or else its short name."""
    if label := dump.value(node, RDFS + "label"):
        return _cut(label)
    if words := dump.value(node, "text"):
        return f"“{_cut(words)}”"
    ends = [dump.objects(node, RDF + name) for name in ("subject", "object")]
    if all(ends):
        relation = dump.value(node, RDF + "predicate").rpartition("#")[2]
        return f"{describe(dump, ends[0][0])} {relation} {describe(dump, ends[1][0])}"
    if measure := dump.objects(node, "measure"):
        return f"{dump.short(measure[0]).partition(':')[2]} {dump.value(node, 'min')}–{dump.value(node, 'max')}"
    return dump.short(node)


def _cut(words: str) -> str:
    line = printable(words)
    return line if len(line) <= TEXT_LENGTH else f"{line[: TEXT_LENGTH - 1].rstrip()}…"


# ----------------------------------------------------------------------------------- the answer


def render(report: Report, format: str = "text", width: int = 80) -> str:
    """The report as lines of text that fit `width`, faults of one kind together, or as JSON with every fault."""
    if format == "json":
        found = {"graph": report.path, "conforms": report.conforms, "triples": report.triples}
        return (
            json.dumps(found | {"faults": [asdict(fault) for fault in report.faults]}, ensure_ascii=False, indent=2)
            + "\n"
        )
    if report.conforms:
        return f"{report.path}: {report.triples:,} triples, nothing is wrong.\n"
    lines = []
    for message, group in groupby(report.faults, key=attrgetter("message")):
        faults = list(group)
        lines += wrap(message, width)
        for fault in faults[:SHOWN]:
            what = f"{fault.label} ({fault.type or 'node'})"
            lines += wrap(what, width, initial_indent="    ", subsequent_indent="    ")
            lines.append(f"        {fault.node}")
        if len(faults) > SHOWN:
            lines.append(f"    and {len(faults) - SHOWN} more; --format json lists all")
    count = len(report.faults)
    total = f"{count:,} fault{'s' * (count != 1)} in the {report.triples:,} triples of {report.path}"
    return "\n".join([*lines, "", total, ""])


def _oxigraph(term: object) -> Term:

    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    return ox.BlankNode(str(term)) if isinstance(term, rdflib.BNode) else ox.Literal(str(term))
