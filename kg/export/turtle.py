"""The graph as RDF triples, and as one Turtle file: sorted, without blank nodes, the same bytes for the same graph.

The vocabulary is ontology/kg.ttl. Written by hand because a dump is streamed (nothing but the record at work is held
as triples) and because its lines must be stable under diff: one predicate per line, subjects in order of their IRIs.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import PurePath
from typing import NamedTuple, TypeAlias

from kg import ontology
from kg.export.files import replacing
from kg.export.merges import ends
from kg.export.spans import Spans
from kg.identifiers import digest
from kg.model import Assertion, Claim, Document, Entity, Event, Graph, Mention, Quantity, Sentence, Span, Story
from kg.ontology import DEFAULT_BASE, KG, OWL, PROV, RDF, RDFS, SKOS, XSD

# These hold only of events that took place.
ONLY_ACTUAL = frozenset({"killed", "wounded", "arrested"})


class Literal(NamedTuple):
    """An RDF literal; an empty datatype is xsd:string."""

    text: str
    datatype: str = ""


Node: TypeAlias = str | Literal  # a str is an IRI
Triple: TypeAlias = tuple[str, str, Node]
_Facts: TypeAlias = Iterator[tuple[str, Node]]  # (name of the property, object); a bare name is one of kg:

_OTHER_PROPERTIES = {
    "a": RDF + "type",
    "label": RDFS + "label",
    "prefLabel": SKOS + "prefLabel",
    "note": SKOS + "note",
    "alternateOf": PROV + "alternateOf",
    "differentFrom": OWL + "differentFrom",
    "sameAs": OWL + "sameAs",
    "subject": RDF + "subject",
    "predicate": RDF + "predicate",
    "object": RDF + "object",
}


class Statement(NamedTuple):
    """Why two mentions are of one node, or two entities are not one: no relation of the graph, but how it was made."""

    id: str
    subject: str
    predicate: str  # alternateOf | differentFrom
    object: str
    reason: str
    score: float
    evidence: tuple[str, ...] = ()


def _statements(graph: Graph, spans: Spans) -> Iterator[Statement]:
    nodes: list[Entity | Event] = [*graph.entities, *graph.events]
    for node in nodes:
        for merge in node.merges:
            if (found := ends(node, merge)) is not None:
                left, right = map(spans.id, found)
                yield Statement(_name(right, left, merge.rule), right, "alternateOf", left, merge.rule, merge.score)
    for judgement in graph.decided:
        for a, one, b, other in judgement.apart:
            name = _name(a, b, judgement.reason)
            evidence = (spans.id(one), spans.id(other))
            yield Statement(name, a, "differentFrom", b, judgement.reason, 1.0, evidence)


def _name(*parts: str) -> str:
    return f"assertion:m-{digest(*parts)}"


def asserted(graph: Graph) -> list[Assertion]:
    """The assertions that become direct triples: all but victims of events that are not known to have happened."""
    not_actual = {event.id for event in graph.events if event.factuality != "actual"}
    return [a for a in graph.assertions if not (a.predicate in ONLY_ACTUAL and a.subject in not_actual)]


def triples(graph: Graph, base_iri: str = DEFAULT_BASE) -> Iterator[Triple]:
    """Every triple of the dump, by subject in order of IRIs; those of one property of a subject stand together."""
    writer = _Describer(graph, base_iri)
    for subject, facts in sorted(writer.subjects(), key=itemgetter(0)):
        for name, node in facts():
            yield subject, _OTHER_PROPERTIES.get(name) or KG + name, node


def write_turtle(graph: Graph, path: str | os.PathLike[str], base_iri: str = DEFAULT_BASE) -> None:
    """Write the dump to `path`, whole or not at all. Raises OSError where it cannot be written."""
    shorten = _Shortener(ontology.prefixes(base_iri))
    with replacing(path) as temporary, open(temporary, "w", encoding="utf-8", errors="replace", newline="\n") as file:
        for prefix, namespace in shorten.prefixes.items():
            file.write(f"@prefix {prefix}: <{namespace}> .\n")
        for subject, group in groupby(triples(graph, base_iri), key=itemgetter(0)):
            file.write(f"\n{_block(subject, group, shorten)}")


# ------------------------------------------------------------------------- what is said of each


class _Describer:
    """Turns each record of a graph into the facts of its node."""

    def __init__(self, graph: Graph, base_iri: str) -> None:
        self.graph = graph
        self.base = base_iri
        self.spans = Spans(graph)
        self.direct: dict[str, list[Assertion]] = defaultdict(list)
        self.assertions = asserted(graph)
        for assertion in self.assertions:
            self.direct[assertion.subject].append(assertion)
        # A conflict holds both ways, whichever of the two claims has it on record.
        self.conflicts: dict[str, set[str]] = defaultdict(set)
        for claim in graph.claims:
            for other in claim.conflicts:
                self.conflicts[claim.id].add(other)
                self.conflicts[other].add(claim.id)
        self.statements = {statement.id: statement for statement in _statements(graph, self.spans)}
        self.stated: dict[tuple[str, str], set[str]] = defaultdict(set)
        for statement in self.statements.values():
            self.stated[statement.subject, statement.predicate].add(statement.object)

    def subjects(self) -> Iterator[tuple[str, Callable[[], _Facts]]]:
        """The IRI of every node with a function that yields what is said of it."""
        for document in self.graph.documents:
            yield self.iri(f"doc:{document.id}"), _call(self.document, document)
            for story in document.stories:
                yield self.iri(f"story:{story.id}"), _call(self.story, document, story)
        for entity in self.graph.entities:
            yield self.iri(entity.id), _call(self.entity, entity)
        for event in self.graph.events:
            yield self.iri(event.id), _call(self.event, event)
        for claim in self.graph.claims:
            yield self.iri(claim.id), _call(self.claim, claim)
            for number, quantity in enumerate(claim.quantities, 1):
                yield self.iri(f"{claim.id}-q{number}"), _call(self.quantity, quantity)
        for assertion in self.assertions:
            yield self.iri(assertion.id), _call(self.assertion, assertion)
        for name, statement in self.statements.items():
            yield self.iri(name), _call(self.statement, statement)
        for name, sentence in self.spans.sentences.items():
            yield self.iri(name), _call(self.sentence, sentence)
        for name, (mention, referent) in self.spans.mentions.items():
            yield self.iri(name), _call(self.mention, name, mention, referent)
        for name, span in self.spans.passages.items():
            yield self.iri(name), _call(self.passage, span)

    def iri(self, identifier: str) -> str:
        return ontology.iri(identifier, self.base)

    def links(self, name: str, identifiers: Iterable[str]) -> _Facts:
        for identifier in sorted(set(identifiers)):
            if identifier:
                yield name, self.iri(identifier)

    def document(self, document: Document) -> _Facts:
        yield "a", KG + "Document"
        yield "label", Literal(PurePath(document.path).name or document.id)
        yield "path", Literal(document.path)
        yield "sha256", Literal(document.sha256)
        if document.published:
            yield "published", _date(document.published.isoformat())
        yield from _texts("publisher", [document.publisher])

    def story(self, document: Document, story: Story) -> _Facts:
        yield "a", KG + "Story"
        yield "label", Literal(_one_line(story.title) or f"{PurePath(document.path).name}, story {story.id}")
        yield "inDocument", self.iri(f"doc:{document.id}")
        yield from _offsets(story.begin, story.end)
        if story.published:
            yield "published", _date(story.published.isoformat())

    def entity(self, entity: Entity) -> _Facts:
        yield "a", KG + entity.type
        yield "label", Literal(entity.label)
        yield "prefLabel", Literal(entity.label)
        yield from _texts("alias", (alias for alias in entity.aliases if alias != entity.label))
        # A text can call things whatever it likes; the dump keeps to the kinds that the vocabulary explains.
        if (subtype := ontology.concept(entity.subtype)) in ontology.subtypes():
            yield "subtype", subtype
        yield from _texts("role", (_one_line(role.title) for role in entity.roles))
        yield from self.relations(entity.id)
        yield from (("sameAs", iri) for iri in entity.same_as)
        yield from self.links("differentFrom", self.stated.get((entity.id, "differentFrom"), ()))
        if entity.first_seen:
            yield "firstSeen", _date(entity.first_seen.isoformat())
        if entity.last_seen:
            yield "lastSeen", _date(entity.last_seen.isoformat())
        yield "mentionCount", _integer(len(entity.mentions))

    def relations(self, identifier: str) -> _Facts:
        found = {(assertion.predicate, self.iri(assertion.object)) for assertion in self.direct[identifier]}
        yield from sorted(found)

    def event(self, event: Event) -> _Facts:
        yield "a", KG + "Event"
        yield "label", Literal(event.label)
        yield "prefLabel", Literal(event.label)
        yield "eventType", ontology.concept(event.type)
        yield "factuality", ontology.concept(event.factuality)
        yield from self.relations(event.id)
        yield from self.links("differentFrom", self.stated.get((event.id, "differentFrom"), ()))
        yield from _texts("weapon", event.weapons)
        if event.when:
            if event.when.value:
                yield "when", _date(event.when.value)
            yield "earliest", _date(event.when.earliest.isoformat())
            yield "latest", _date(event.when.latest.isoformat())
            yield "note", Literal(f"Dated by: {_one_line(event.when.reason)}")
        for name, counts in (("deaths", event.deaths), ("injuries", event.injuries)):
            for side, count in zip(("Min", "Max"), counts or (), strict=False):
                if count is not None:
                    yield name + side, _integer(count)
        yield "disputed", Literal("true" if event.disputed else "false", XSD + "boolean")
        yield "sourceCount", _integer(event.sources)
        yield "mentionCount", _integer(len(event.mentions))

    def claim(self, claim: Claim) -> _Facts:
        yield "a", KG + "Claim"
        yield "label", Literal(_one_line(claim.label))
        yield from self.links("claimant", [claim.claimant])
        yield from self.links("reportedBy", [claim.reported_by])
        yield from self.links("addressee", [claim.addressee])
        yield "speechAct", ontology.concept(claim.speech_act)
        yield from _texts("cue", [claim.cue])
        yield "quotation", Literal(claim.quotation)
        yield "quote", Literal(claim.content.text)
        yield from self.links("about", claim.about)
        yield from self.links("quantity", (f"{claim.id}-q{n}" for n, _ in enumerate(claim.quantities, 1)))
        if claim.stance:
            yield "stance", Literal(claim.stance)
        yield from self.links("stanceTowards", [claim.stance_towards])
        if claim.said_on and claim.said_on.value:
            yield "saidOn", _date(claim.said_on.value)
        yield "inDocument", self.iri(f"doc:{claim.content.document}")
        yield "evidence", self.iri(self.spans.id(claim.content))
        yield from self.links("conflictsWith", self.conflicts.get(claim.id, ()))
        yield from self.links("supports", claim.supports)
        yield from self.links("supersedes", claim.supersedes)
        yield "confidence", _confidence(claim.confidence)

    def quantity(self, quantity: Quantity) -> _Facts:
        yield "a", KG + "Quantity"
        yield "measure", ontology.concept(quantity.measure)
        if quantity.min is not None:
            yield "min", _integer(quantity.min)
        if quantity.max is not None:
            yield "max", _integer(quantity.max)

    def assertion(self, assertion: Assertion) -> _Facts:
        yield "a", KG + "Assertion"
        yield "subject", self.iri(assertion.subject)
        yield "predicate", KG + assertion.predicate
        yield "object", self.iri(assertion.object)
        yield from self.links("evidence", map(self.spans.id, assertion.evidence))
        yield "confidence", _confidence(assertion.confidence)

    def statement(self, statement: Statement) -> _Facts:
        yield "a", RDF + "Statement"
        yield "subject", self.iri(statement.subject)
        yield "predicate", _OTHER_PROPERTIES[statement.predicate]
        yield "object", self.iri(statement.object)
        yield "note", Literal(_one_line(statement.reason))
        yield from self.links("evidence", statement.evidence)
        yield "confidence", _confidence(statement.score)

    def sentence(self, sentence: Sentence) -> _Facts:
        yield "a", KG + "Sentence"
        yield from self.place(sentence)

    def passage(self, span: Span) -> _Facts:
        yield "a", KG + "TextSpan"
        yield from self.place(span)

    def mention(self, name: str, mention: Mention, referent: str) -> _Facts:
        yield "a", KG + "Mention"
        yield from self.place(mention)
        yield "mentionKind", ontology.concept(mention.kind)
        yield "refersTo", self.iri(referent)
        yield from self.links("alternateOf", self.stated.get((name, "alternateOf"), ()))
        yield "confidence", _confidence(mention.confidence)

    def place(self, span: Span) -> _Facts:
        yield "inDocument", self.iri(f"doc:{span.document}")
        if story := self.spans.story(span):
            yield "inStory", self.iri(f"story:{story}")
        sentence = self.spans.sentence(span)
        if sentence is not None and sentence is not span:
            yield "inSentence", self.iri(self.spans.id(sentence))
        yield from _offsets(span.begin, span.end)
        yield "text", Literal(span.text)


def _call(function: Callable[..., _Facts], *arguments: object) -> Callable[[], _Facts]:
    return lambda: function(*arguments)


def _offsets(begin: int, end: int) -> _Facts:
    yield "begin", _integer(begin)
    yield "end", _integer(end)


def _texts(name: str, texts: Iterable[str]) -> _Facts:
    for text in sorted(set(texts)):
        if text:
            yield name, Literal(text)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _integer(number: int) -> Literal:
    return Literal(str(number), XSD + "integer")


def _confidence(score: float) -> Literal:
    return Literal(f"{score:.2f}", XSD + "decimal")


def _date(value: str) -> Literal:
    """`value` ("2024-01-04", "2024-01" or "2024") with the datatype of its precision."""
    return Literal(value, XSD + ("gYear", "gYearMonth", "date")[value.count("-")])


# ------------------------------------------------------------------------------------- as Turtle

_ESCAPES = {i: f"\\u{i:04X}" for i in (*range(0x20), 0x7F)} | {
    ord(character): escape
    for character, escape in {
        "\\": "\\\\",
        '"': '\\"',
        "\n": "\\n",
        "\r": "\\r",
        "\t": "\\t",
        "\b": "\\b",
        "\f": "\\f",
    }.items()
}
_SPECIAL = re.compile(r'[\x00-\x1f"\\\x7f]')


class _Shortener(dict[str, str]):
    """IRIs in their short form where the local name is a plain one; remembers the ones it has seen."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        super().__init__()
        self.prefixes = prefixes
        self._prefix_of = {namespace: prefix for prefix, namespace in prefixes.items()}

    def __missing__(self, iri: str) -> str:
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._prefix_of.get(iri[:cut])
        short = f"{prefix}:{iri[cut:]}" if prefix and ontology.LOCAL_NAME.fullmatch(iri, cut) else f"<{iri}>"
        self[iri] = short
        return short


def _block(subject: str, facts: Iterable[Triple], shorten: _Shortener) -> str:
    lines = []
    for predicate, group in groupby(facts, key=itemgetter(1)):
        name = "a" if predicate == RDF + "type" else shorten[predicate]
        lines.append(f"{name} {', '.join(_term(node, shorten) for _, _, node in group)}")
    body = " ;\n    ".join(lines)
    return f"{shorten[subject]} {body} .\n"


def _term(node: Node, shorten: _Shortener) -> str:
    if isinstance(node, str):
        return shorten[node]
    text, datatype = node
    if not datatype:
        return f'"{text.translate(_ESCAPES) if _SPECIAL.search(text) else text}"'
    if datatype in _BARE:
        return text
    return f'"{text}"^^{shorten[datatype]}'


_BARE = frozenset(XSD + name for name in ("integer", "decimal", "boolean"))
