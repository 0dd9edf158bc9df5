"""The graph as one HTML page that needs nothing but a browser: no server, no network, no other file.

The program of the page is built from viewer/ and lies beside this module as page.js and page.css. The graph is
embedded as JSON that no parser of HTML can mistake for markup, and the page shows every text through textContent. Its
Content-Security-Policy names the only script and the only style by their SHA-256 and forbids everything remote.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from kg.export.files import replacing
from kg.export.spans import Spans
from kg.export.turtle import asserted
from kg.model import Claim, Entity, Event, Graph, Span
from kg.network import COLORS, LARGEST, SMALLEST, Network, words

HERE = Path(__file__).parent
Row = dict[str, Any]


def write_page(graph: Graph, drawn: Network, path: str | os.PathLike[str], title: str = "") -> None:
    """Write the page of `graph` to `path`, whole or not at all. Raises OSError where it cannot be written."""
    text = page(graph, drawn, title)
    with replacing(path) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")


def page(graph: Graph, drawn: Network, title: str = "") -> str:
    """The page as HTML; `drawn` is `kg.network.network(graph)`, which gives places, sizes, days and edges."""
    style, script = _part("page.css"), _part("page.js")
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hashed(script)}",
            f"style-src {_hashed(style)}",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    return "\n".join(
        (
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{escape(title or 'Knowledge graph')}</title>",
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            "<noscript>This page draws its graph with JavaScript: please allow it for this file.</noscript>",
            f'<script type="application/json" id="graph">{embedded(content(graph, drawn))}</script>',
            f"<script>{script}</script>",
            "</body>",
            "</html>",
            "",
        )
    )


def embedded(value: object) -> str:
    r"""`value` as JSON in which nothing can end or open an element of HTML.

    >>> embedded({"text": "</script><!-- é"})
    '{"text":"\\u003c/script>\\u003c!-- é"}'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).replace("<", "\\u003c")


def content(graph: Graph, drawn: Network) -> Row:
    """What the page is told, in the shape of `Raw` in viewer/src/data.ts.

    Spans are (number of the sentence, begin, end) in code points inside the sentence, end exclusive; sizes are in
    [0, 1]; the most mentioned nodes come first. Values that are unknown are left out.
    """
    return _Content(graph, drawn).all()


class _Content:
    def __init__(self, graph: Graph, drawn: Network) -> None:
        self.graph = graph
        self.drawn = drawn
        self.spans = Spans(graph)
        self.types = {name: number for number, name in enumerate(COLORS)}
        self.stories: dict[tuple[str, str], int] = {}
        self.sentences: dict[tuple[str, int, int], int] = {}
        self.sentence_rows: list[tuple[int, str] | tuple[int, str, int]] = []
        self.texts = {document.id: document.text for document in graph.documents}
        self.previous: Span | None = None
        for sentence in sorted(self.spans.sentences.values(), key=lambda s: (s.document, s.begin, s.end)):
            self.add_sentence(sentence, sentence.story)

    def all(self) -> Row:
        records: Iterable[Entity | Event | Claim] = (*self.graph.entities, *self.graph.events, *self.graph.claims)
        rows = sorted(map(self.node, records), key=lambda row: (-row["mentions"], row["id"]))
        numbers = {row["id"]: number for number, row in enumerate(rows)}
        relations = sorted({data["relation"] for *_, data in self.drawn.edges})
        evidence = dict(self.evidence())
        edges = [
            (
                numbers[source],
                numbers[target],
                relations.index(data["relation"]),
                data["confidence"],
                self.places(evidence[key]),
            )
            for source, target, key, data in self.drawn.edges
        ]
        return {
            "generator": "kg",
            "types": list(COLORS.items()),
            "relations": [(name, words(name)) for name in relations],
            "stories": list(self.story_rows()),
            "sentences": self.sentence_rows,
            "nodes": rows,
            "edges": sorted(edges),
        }

    def node(self, record: Entity | Event | Claim) -> Row:
        data: Mapping[str, Any] = self.drawn.nodes[record.id]
        kind = data["entity_type"]
        row = {
            "id": record.id,
            "label": " ".join(record.label.split()) or record.id,
            "type": self.types.get(kind, self.types["AnonymousSource"]),
            "subtype": words(data.get("subtype", "")),
            "x": data["x"],
            "y": data["y"],
            "size": round((data["size"] - SMALLEST) / (LARGEST - SMALLEST), 3),
            "mentions": data["mentions"],
            "documents": data["documents"],
            "from": data.get("date_from"),
            "to": data.get("date_to"),
            "when": data.get("date"),
        }
        if isinstance(record, Entity):
            row |= self.entity(record)
        elif isinstance(record, Event):
            row |= self.event(record)
        else:
            row |= self.claim(record)
        return {name: value for name, value in row.items() if value is not False and value not in (None, "", [])}

    def entity(self, entity: Entity) -> Row:
        first = {role.title: role for role in reversed(entity.roles)}
        return {
            "aliases": sorted({" ".join(alias.split()) for alias in entity.aliases} - {entity.label}),
            "roles": [(title, self.place(first[title].person)) for title in sorted(first)],
            "spans": self.places(entity.mentions),
            "from": entity.first_seen.isoformat() if entity.first_seen else None,
            "to": entity.last_seen.isoformat() if entity.last_seen else None,
        }

    def event(self, event: Event) -> Row:
        return {
            "factuality": event.factuality,
            "deaths": event.deaths,
            "injuries": event.injuries,
            "disputed": event.disputed,
            "sources": event.sources,
            "weapons": list(event.weapons),
            "spans": self.places(event.mentions),
        }

    def claim(self, claim: Claim) -> Row:
        return {
            "quantities": [(quantity.measure, quantity.min, quantity.max) for quantity in claim.quantities],
            "confidence": round(claim.confidence, 2),
            "stance": claim.stance,
            "spans": self.places([claim.content]),
        }

    def evidence(self) -> Iterator[tuple[str, tuple[Span, ...]]]:
        """The spans behind every edge, by its key; the words of the claim for edges of claims."""
        contents = {claim.id: claim.content for claim in self.graph.claims}
        for source, target, key, _ in self.drawn.edges:
            claim = contents.get(source) or contents.get(target)
            if claim:
                yield key, (claim,)
        for assertion in asserted(self.graph):
            yield assertion.id.partition(":")[2], assertion.evidence

    def places(self, spans: Iterable[Span]) -> list[tuple[int, int, int]]:
        return sorted({self.place(span) for span in spans})

    def place(self, span: Span) -> tuple[int, int, int]:
        """Where `span` is: its sentence, and the code points in it; a longer span ends with the sentence."""
        sentence = self.spans.sentence(span) or span
        key = (sentence.document, sentence.begin, sentence.end)
        if key not in self.sentences:
            self.add_sentence(sentence, self.spans.story(span))
        return self.sentences[key], span.begin - sentence.begin, min(span.end, sentence.end) - sentence.begin

    def add_sentence(self, sentence: Span, story: str) -> None:
        self.sentences[sentence.document, sentence.begin, sentence.end] = len(self.sentence_rows)
        number = self.stories.setdefault((sentence.document, story), len(self.stories))
        opens = self.previous is not None and self.opens_paragraph(self.previous, sentence)
        self.sentence_rows.append((number, sentence.text, 1) if opens else (number, sentence.text))
        self.previous = sentence

    def opens_paragraph(self, previous: Span, sentence: Span) -> bool:
        between = self.texts[sentence.document][previous.end : sentence.begin]
        return previous.document == sentence.document and "\n" in between

    def story_rows(self) -> Iterator[tuple[str, str, str, str]]:
        documents = {document.id: document for document in self.graph.documents}
        for document_id, story_id in self.stories:
            document = documents[document_id]
            story = next((story for story in document.stories if story.id == story_id), None)
            published = (story.published if story else None) or document.published
            yield (
                " ".join((story.title if story and story.title else document.title).split()),
                published.isoformat() if published else "",
                document.path,
                (story.publisher if story else "") or document.publisher,
            )


@cache
def _part(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _hashed(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
