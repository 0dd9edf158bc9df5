"""The graph as a network of entities, events and claims, for Gephi and every other tool that draws nodes and edges.

Mentions and sentences are no nodes: they stand as evidence on the nodes and edges. Every value is a plain string,
number or boolean without control characters, so that any writer of networkx can store it.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from operator import itemgetter

import networkx as nx

from kg import ontology
from kg.export.spans import Spans
from kg.export.turtle import asserted
from kg.identifiers import digest
from kg.layout import positions
from kg.model import Assertion, Claim, Entity, Event, Graph, Mention, Span, When

# Okabe and Ito's palette, which people with any kind of colour blindness can tell apart.
COLORS = {
    "Person": "#0072b2",
    "Organization": "#d55e00",
    "Place": "#009e73",
    "Facility": "#56b4e9",
    "AnonymousSource": "#999999",
    "Event": "#cc79a7",
    "Claim": "#e69f00",
}
EVIDENCE_LENGTH = 300
SMALLEST, LARGEST = 4.0, 100.0  # Gephi stretches sizes to exactly this range; what fills it is shown as written
_ILLEGAL_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Attributes = dict[str, str | int | float | bool]


def network(graph: Graph, base_iri: str = ontology.DEFAULT_BASE) -> nx.MultiDiGraph[str]:
    """Entities, events and claims as nodes (keyed by id), relations, roles and claims as edges between them.

    Edge keys are strings that are unique in the whole graph, the local names of the assertions in the Turtle dump
    where there is one. Nodes carry a position, a colour and a size; weights count the spans that say so.
    """
    builder = _Builder(graph, base_iri)
    result: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, attributes in sorted(builder.nodes(), key=itemgetter(0)):
        result.add_node(node, **attributes)
    edges = sorted(builder.edges(), key=itemgetter(0, 1, 2), reverse=True)
    while edges:  # networkx copies the attributes; what it has is let go
        source, target, key, attributes = edges.pop()
        # A client makes a nameless node of an end that does not exist.
        if source in result and target in result:
            result.add_edge(source, target, key=key, **attributes)
    return arrange(result)


def arrange(network: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """The same network after its nodes got sizes and positions."""
    _set_sizes(network)
    for node, (x, y) in positions(network).items():
        network.nodes[node]["x"], network.nodes[node]["y"] = x, y
    return network


@cache
def words(name: str) -> str:
    """The local name of a property in words.

    >>> words("spokespersonFor")
    'spokesperson for'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])|-", " ", name).lower()


Edge = tuple[str, str, str, Attributes]  # source, target, key, attributes


class _Builder:
    """The attributes of nodes and edges, from the records of one graph."""

    def __init__(self, graph: Graph, base_iri: str) -> None:
        self.graph = graph
        self.base = base_iri
        self.spans = Spans(graph)
        self.paths = {document.id: document.path for document in graph.documents}
        self.whens = {event.id: event.when for event in graph.events if event.when}

    def nodes(self) -> Iterator[tuple[str, Attributes]]:
        for entity in self.graph.entities:
            yield entity.id, self.entity(entity)
        for event in self.graph.events:
            yield event.id, self.event(event)
        for claim in self.graph.claims:
            yield claim.id, self.claim(claim)

    def entity(self, entity: Entity) -> Attributes:
        node = self.node(entity.id, entity.label, entity.type, entity.subtype, entity.mentions)
        aliases = sorted({_text(alias).replace("|", "¦") for alias in entity.aliases if alias != entity.label})
        return node | _filled(aliases=" | ".join(aliases))

    def event(self, event: Event) -> Attributes:
        node = self.node(event.id, event.label, "Event", event.type, event.mentions)
        low, high = _casualties([side for side in (event.deaths, event.injuries) if side])
        node |= {"disputed": event.disputed, "factuality": event.factuality}
        return node | _filled(casualties_min=low, casualties_max=high) | _dates(event.when, named=True)

    def claim(self, claim: Claim) -> Attributes:
        node = self.node(claim.id, claim.label, "Claim", words(claim.speech_act), ())
        node |= {"mentions": 1, "documents": 1, "confidence": round(claim.confidence, 2)}
        return node | _filled(evidence=self.quote(claim.content)) | _dates(claim.said_on, named=True)

    def node(self, identifier: str, label: str, kind: str, subtype: str, mentions: Sequence[Mention]) -> Attributes:
        best = min(mentions, key=_rank, default=None)
        scores = [mention.confidence for mention in mentions]
        node: Attributes = {
            "label": _text(label) or identifier,
            "entity_type": kind,
            "size": SMALLEST,
            "color": COLORS.get(kind, COLORS["AnonymousSource"]),
            "mentions": len(mentions),
            "documents": len({mention.document for mention in mentions}),
            "confidence": round(math.fsum(scores) / len(scores), 2) if scores else 0.0,
            "iri": ontology.iri(identifier, self.base),
        }
        return node | _filled(subtype=subtype, evidence=self.quote(best) if best else "")

    def edges(self) -> Iterator[Edge]:
        for assertion in asserted(self.graph):
            yield self.relation(assertion)
        for claim in self.graph.claims:
            yield self.statement(claim, claim.claimant, claim.speech_act, claim.id)
            yield self.statement(claim, claim.id, "addressee", claim.addressee)
            for about in sorted(set(claim.about)):
                yield self.statement(claim, claim.id, "about", about)
            for predicate, others in (("supports", claim.supports), ("supersedes", claim.supersedes)):
                for other in sorted(set(others)):
                    yield self.statement(claim, claim.id, predicate, other)
        # One edge for both directions of a conflict.
        claims = {claim.id: claim for claim in self.graph.claims}
        pairs = {tuple(sorted((claim.id, other))) for claim in claims.values() for other in claim.conflicts}
        for first, second in sorted(pairs):
            if first in claims:
                yield self.statement(claims[first], first, "conflictsWith", second)

    def relation(self, assertion: Assertion) -> Edge:
        key = assertion.id.partition(":")[2]
        when = self.whens.get(assertion.subject) or self.whens.get(assertion.object)
        attributes = self.edge(key, assertion.predicate, assertion.evidence, assertion.confidence, when)
        return assertion.subject, assertion.object, key, attributes

    def statement(self, claim: Claim, source: str, predicate: str, target: str) -> Edge:
        key = f"r-{digest(source, predicate, target)}"
        return source, target, key, self.edge(key, predicate, [claim.content], claim.confidence, claim.said_on)

    def edge(self, key: str, relation: str, evidence: Sequence[Span], score: float, when: When | None) -> Attributes:
        paths = sorted({_text(self.paths.get(span.document, span.document)) for span in evidence})
        edge: Attributes = {
            "relation": relation,
            "label": words(relation),
            "weight": float(max(1, len(evidence))),
            "confidence": round(score, 2),
            "rid": key,
        }
        best = self.quote(evidence[0]) if evidence else ""
        return edge | _filled(evidence=best, documents=" | ".join(paths)) | _dates(when, named=False)

    def quote(self, span: Span) -> str:
        """The sentence around `span` in one line of at most 300 characters; longer ones show the part around it."""
        sentence = self.spans.sentence(span)
        whole = _text(sentence.text if sentence else span.text)
        room = EVIDENCE_LENGTH - 2
        if len(whole) <= EVIDENCE_LENGTH:
            return whole
        begin = min(max(0, whole.find(_text(span.text))), len(whole) - room)
        end = begin + room
        return f"{'…' if begin else ''}{whole[begin:end].strip()}{'…' if end < len(whole) else ''}"


def _rank(mention: Mention) -> tuple[bool, float, str, int]:
    """Names before descriptions, sure before unsure, early before late."""
    return mention.kind not in ("name", "trigger"), -mention.confidence, mention.document, mention.begin


def _set_sizes(result: nx.MultiDiGraph[str]) -> None:
    """Sizes by mentions on a logarithmic scale, the least mentioned 4, the most mentioned 100."""
    scores = {node: math.log1p(data["mentions"]) for node, data in result.nodes(data=True)}
    low, high = min(scores.values(), default=0.0), max(scores.values(), default=0.0)
    for node, score in scores.items():
        share = (score - low) / (high - low) if high > low else 0.0
        result.nodes[node]["size"] = round(SMALLEST + (LARGEST - SMALLEST) * share, 2)


def _casualties(counts: Sequence[tuple[int | None, int | None]]) -> tuple[int | None, int | None]:
    """The sum of several ranges; an open side of one leaves the sum open there."""
    lows, highs = [low for low, _ in counts], [high for _, high in counts]
    known = [low for low in lows if low is not None]
    closed = [high for high in highs if high is not None]
    return (sum(known) if known else None, sum(closed) if closed and len(closed) == len(highs) else None)


def _dates(when: When | None, named: bool) -> Attributes:
    """First and last day as full ISO dates; where `named` also the date as the text gives it."""
    if when is None:
        return {}
    first, last = sorted((when.earliest, when.latest))
    return _filled(date=when.value if named else "", date_from=_day(first), date_to=_day(last))


@cache
def _day(day: dt.date) -> str:
    return day.isoformat()


def _text(text: str) -> str:
    """`text` in one line, without the characters that XML cannot hold; one string however often it is said."""
    return sys.intern(" ".join(_ILLEGAL_IN_XML.sub(" ", text).split()))


def _filled(**values: str | int | None) -> Attributes:
    return {name: value for name, value in values.items() if value is not None and value != ""}
