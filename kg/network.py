"""The graph as a network of entities, events and claims, for Gephi and every other tool that draws nodes and edges.

Mentions and sentences are no nodes: they stand as evidence on the nodes and edges. Every value is a plain string,
number or boolean without control characters, so that any format can store it.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from operator import attrgetter, itemgetter
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from kg import ontology
from kg.export.spans import Sentences
from kg.export.turtle import asserted
from kg.identifiers import digest
from kg.layout import Floats, Numbers, positions
from kg.model import Assertion, Claim, Document, Entity, Event, Graph, Mention, Span, When

if TYPE_CHECKING:
    import networkx as nx

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
DOCUMENT_COLOR = "#f0e442"
EVIDENCE_LENGTH = 300
SMALLEST, LARGEST = 4.0, 100.0  # Gephi stretches sizes to exactly this range; what fills it is shown as written
_ILLEGAL_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Attributes: TypeAlias = dict[str, str | int | float | bool]
Edge: TypeAlias = tuple[str, str, str, Attributes]  # source, target, key, attributes


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes by id and the edges between them, both sorted; the key of an edge is there once.

    Attributes may be made whenever they are asked for, so that those of a large network are never held together.
    """

    nodes: Mapping[str, Attributes]
    edges: Iterable[Edge]

    def networkx(self) -> nx.MultiDiGraph[str]:
        """The same for the algorithms of networkx."""
        import networkx as nx

        result: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for node, attributes in self.nodes.items():
            result.add_node(node, **attributes)
        for source, target, key, attributes in self.edges:
            result.add_edge(source, target, key=key, **attributes)
        return result


def network(graph: Graph, base_iri: str = ontology.DEFAULT_BASE) -> Network:
    """Entities, events and claims as nodes (keyed by id), relations, roles and claims as edges between them.

    Edge keys are strings that are unique in the whole graph, the local names of the assertions in the Turtle dump
    where there is one. Nodes carry a position, a colour and a size; weights count the spans that say so.
    """
    describer = _Describer(graph, base_iri)
    found: list[Entity | Event | Claim] = [*graph.entities, *graph.events, *graph.claims]
    records = {record.id: record for record in sorted(found, key=attrgetter("id"))}
    # A client makes a nameless node of an end that does not exist.
    ties = [tie for tie in _ties(graph) if tie.subject in records and tie.object in records]
    ends = _ends(records, map(attrgetter("subject", "object"), ties))
    places = positions(len(records), ends)
    order = np.lexsort((ends[:, 1], ends[:, 0])).astype(np.int32)
    return Network(_Nodes(describer, records, places), _Edges(describer, ties, order))


def with_documents(graph: Graph, base_iri: str = ontology.DEFAULT_BASE) -> Network:
    """The network of a graph with its documents as nodes, too: what stands in a document has an edge to it, with the
    number of its mentions there as weight."""
    describer = _Describer(graph, base_iri)
    drawn = network(graph, base_iri)
    spans: dict[tuple[str, str], list[Span]] = defaultdict(list)
    named: list[Entity | Event] = [*graph.entities, *graph.events]
    for record in named:
        for mention in record.mentions:
            spans[record.id, mention.document].append(mention)
    for claim in graph.claims:
        spans[claim.id, claim.content.document].append(claim.content)
    told: Counter[str] = Counter()
    for (_, document_id), found in spans.items():
        told[document_id] += len(found)
    documents = {document.id: document for document in graph.documents}
    nodes = dict(drawn.nodes) | {f"doc:{id}": describer.document(documents[id], told[id]) for id in documents}
    edges = [
        (node, f"doc:{id}", key, describer.in_document(key, documents[id], found))
        for (node, id), found in spans.items()
        for key in [f"r-{digest(node, 'inDocument', f'doc:{id}')}"]
    ]
    return arranged(nodes, [*drawn.edges, *edges])


def arranged(nodes: Mapping[str, Attributes], edges: Iterable[Edge]) -> Network:
    """A network of other nodes and edges, whose sizes and positions are made to fit them."""
    found = sorted(edges, key=itemgetter(0, 1, 2))
    names = sorted(nodes)
    places = positions(len(names), _ends(names, map(itemgetter(0, 1), found)))
    sizes = _sizes([int(nodes[name]["mentions"]) for name in names])
    known = zip(names, sizes, places.tolist(), strict=True)
    return Network({name: nodes[name] | {"size": size, "x": x, "y": y} for name, size, (x, y) in known}, found)


def _ends(names: Iterable[str], edges: Iterable[tuple[str, str]]) -> Numbers:
    """A row for every edge: the numbers of its source and its target among `names`."""
    numbers = {name: number for number, name in enumerate(names)}
    return np.fromiter((numbers[end] for ends in edges for end in ends), np.int32).reshape(-1, 2)


def columns(rows: Iterable[Attributes]) -> dict[str, type]:
    """The type of every attribute of some nodes or edges, in the order in which they first come."""
    found: dict[str, type] = {}
    for row in rows:
        if not row.keys() <= found.keys():
            found |= {name: type(value) for name, value in row.items() if name not in found}
    return found


def _sizes(mentions: Sequence[int]) -> list[float]:
    """Sizes by mentions on a logarithmic scale, the least mentioned 4, the most mentioned 100."""
    scores = [math.log1p(count) for count in mentions]
    low, high = min(scores, default=0.0), max(scores, default=0.0)
    shares = ((score - low) / (high - low) if high > low else 0.0 for score in scores)
    return [round(SMALLEST + (LARGEST - SMALLEST) * share, 2) for share in shares]


class _Nodes(Mapping[str, Attributes]):
    """The nodes of a graph by id; `places` has x and y of each."""

    def __init__(self, describer: _Describer, records: Mapping[str, Entity | Event | Claim], places: Floats) -> None:
        self.describer = describer
        self.records = records
        sizes = _sizes([1 if isinstance(record, Claim) else len(record.mentions) for record in records.values()])
        self.numbers = {name: number for number, name in enumerate(records)}
        self.drawing = np.column_stack((sizes, places))

    def __getitem__(self, name: str) -> Attributes:
        size, x, y = self.drawing[self.numbers[name]].tolist()
        return self.describer.node(self.records[name]) | {"size": size, "x": x, "y": y}

    def __iter__(self) -> Iterator[str]:
        return iter(self.records)

    def __len__(self) -> int:
        return len(self.records)


class _Said(NamedTuple):
    """An edge that a claim gives."""

    claim: Claim
    subject: str
    predicate: str
    object: str


def _ties(graph: Graph) -> Iterator[Assertion | _Said]:
    """What becomes an edge, in any order."""
    yield from asserted(graph)
    claims = {claim.id: claim for claim in graph.claims}
    for claim in graph.claims:
        yield _Said(claim, claim.claimant, claim.speech_act, claim.id)
        yield _Said(claim, claim.id, "addressee", claim.addressee)
        for predicate, others in (
            ("about", claim.about),
            ("supports", claim.supports),
            ("supersedes", claim.supersedes),
        ):
            for other in set(others):
                yield _Said(claim, claim.id, predicate, other)
    # One edge for both directions of a conflict.
    pairs = {(min(claim.id, other), max(claim.id, other)) for claim in graph.claims for other in claim.conflicts}
    for first, second in pairs:
        if first in claims:
            yield _Said(claims[first], first, "conflictsWith", second)


def _key(tie: Assertion | _Said) -> str:
    if isinstance(tie, Assertion):
        return tie.id.partition(":")[2]
    return f"r-{digest(tie.subject, tie.predicate, tie.object)}"


class _Edges:
    """The edges of a graph, sorted; `order` has the numbers of the ties by source, then by target."""

    def __init__(self, describer: _Describer, ties: Sequence[Assertion | _Said], order: Numbers) -> None:
        self.describer = describer
        self.ties = ties
        self.order = order

    def __iter__(self) -> Iterator[Edge]:
        ties = (self.ties[number] for number in self.order)
        for (source, target), group in groupby(ties, key=attrgetter("subject", "object")):
            for key, tie in sorted(((_key(tie), tie) for tie in group), key=itemgetter(0)):
                yield source, target, key, self.describer.edge(key, tie)


@cache
def words(name: str) -> str:
    """The local name of a property in words.

    >>> words("spokespersonFor")
    'spokesperson for'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])|-", " ", name).lower()


class _Describer:
    """The attributes of nodes and edges, from the records of one graph."""

    def __init__(self, graph: Graph, base_iri: str) -> None:
        self.base = base_iri
        self.sentences = Sentences(graph)
        self.paths = {document.id: _text(document.path) for document in graph.documents}
        self.whens = {event.id: event.when for event in graph.events if event.when}

    def node(self, record: Entity | Event | Claim) -> Attributes:
        if isinstance(record, Entity):
            return self.entity(record)
        return self.event(record) if isinstance(record, Event) else self.claim(record)

    def entity(self, entity: Entity) -> Attributes:
        node = self.described(entity.id, entity.label, entity.type, entity.subtype, entity.mentions)
        aliases = sorted({_text(alias).replace("|", "¦") for alias in entity.aliases if alias != entity.label})
        return node | _filled(aliases=" | ".join(aliases))

    def event(self, event: Event) -> Attributes:
        node = self.described(event.id, event.label, "Event", event.type, event.mentions)
        low, high = _casualties([side for side in (event.deaths, event.injuries) if side])
        node |= {"disputed": event.disputed, "factuality": event.factuality}
        return node | _filled(casualties_min=low, casualties_max=high) | _dates(event.when, named=True)

    def claim(self, claim: Claim) -> Attributes:
        node = self.described(claim.id, claim.label, "Claim", words(claim.speech_act), ())
        node |= {"mentions": 1, "documents": 1, "confidence": round(claim.confidence, 2)}
        return node | _filled(evidence=self.quote(claim.content)) | _dates(claim.said_on, named=True)

    def described(
        self, identifier: str, label: str, kind: str, subtype: str, mentions: Sequence[Mention]
    ) -> Attributes:
        best = min(mentions, key=_rank, default=None)
        scores = [mention.confidence for mention in mentions]
        node: Attributes = {
            "label": _text(label) or identifier,
            "entity_type": kind,
            "size": SMALLEST,
            "color": DOCUMENT_COLOR if kind == "Document" else COLORS.get(kind, COLORS["AnonymousSource"]),
            "mentions": len(mentions),
            "documents": len({mention.document for mention in mentions}),
            "confidence": round(math.fsum(scores) / len(scores), 2) if scores else 0.0,
            "iri": ontology.iri(identifier, self.base),
        }
        return node | _filled(subtype=subtype, evidence=self.quote(best) if best else "")

    def document(self, document: Document, mentions: int) -> Attributes:
        identifier = f"doc:{document.id}"
        node = self.described(identifier, PurePath(document.path).name or document.id, "Document", "", ())
        return node | {"mentions": mentions, "documents": 1, "confidence": 1.0} | _dates(_on(document), named=True)

    def in_document(self, key: str, document: Document, spans: Sequence[Span]) -> Attributes:
        edge: Attributes = {
            "relation": "inDocument",
            "label": words("inDocument"),
            "weight": float(len(spans)),
            "confidence": 1.0,
            "rid": key,
            "documents": self.paths[document.id],
        }
        return edge | _filled(evidence=self.quote(spans[0])) | _dates(_on(document), named=False)

    def edge(self, key: str, tie: Assertion | _Said) -> Attributes:
        if isinstance(tie, Assertion):
            evidence, score = tie.evidence, tie.confidence
            when = self.whens.get(tie.subject) or self.whens.get(tie.object)
        else:
            evidence, score, when = (tie.claim.content,), tie.claim.confidence, tie.claim.said_on
        paths = sorted({self.paths.get(span.document, span.document) for span in evidence})
        edge: Attributes = {
            "relation": tie.predicate,
            "label": words(tie.predicate),
            "weight": float(max(1, len(evidence))),
            "confidence": round(score, 2),
            "rid": key,
        }
        best = self.quote(evidence[0]) if evidence else ""
        return edge | _filled(evidence=best, documents=" | ".join(paths)) | _dates(when, named=False)

    def quote(self, span: Span) -> str:
        """The sentence around `span` in one line of at most 300 characters; longer ones show the part around it."""
        sentence = self.sentences.of(span)
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


def _on(document: Document) -> When | None:
    """The day on which a document was published."""
    day = document.published
    return When(_day(day), day, day, "") if day else None


@cache
def _day(day: dt.date) -> str:
    return day.isoformat()


@lru_cache(maxsize=10_000)
def _text(text: str) -> str:
    """`text` in one line, without the characters that XML cannot hold."""
    return " ".join(_ILLEGAL_IN_XML.sub(" ", text).split())


def _filled(**values: str | int | None) -> Attributes:
    return {name: value for name, value in values.items() if value is not None and value != ""}
