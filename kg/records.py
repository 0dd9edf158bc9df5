"""The records of a graph, read back from its dump: all that drawing it needs, and no more.

A dump has no full texts, no paragraphs and no offsets of roles, so a graph read back cannot be built further or
written as a dump again; its network is that of the build.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from itertools import groupby
from operator import attrgetter
from typing import TypeVar
from urllib.parse import unquote

import pyoxigraph as ox

from kg import ontology
from kg.dump import DumpError, locate, parse, prefixes
from kg.model import Assertion, Claim, Document, Entity, Event, Graph, Mention, Passage, Sentence, Span, Story, When
from kg.ontology import DEFAULT_BASE

Facts = dict[str, list[str]]  # local name of a property → ids of nodes and texts, in the order of the dump
Record = TypeVar("Record", Assertion, Claim, Document, Event)
_ENTITIES = ("AnonymousSource", "Facility", "Organization", "Person", "Place")


def records(path: str | os.PathLike[str]) -> tuple[Graph, str]:
    """The graph of the dump at `path` and the base of its IRIs. Raises DumpError."""
    file = locate(path)
    known = prefixes(file)
    reader = _Reader(known)
    for subject, group in groupby(parse(file), key=attrgetter("subject")):
        reader.add(subject, group)
    reader.ids.clear()
    try:
        return reader.graph(), known["person"].removesuffix("person/") or DEFAULT_BASE
    except (KeyError, IndexError, ValueError) as error:
        raise DumpError(f"{file} is not a dump of kg, or not all of one: {error}. kg validate says more.") from error


class _Ids(dict[str, str]):
    """Ids by IRI, remembered, because most nodes are named many times; one string for each."""

    def __init__(self, known: dict[str, str]) -> None:
        super().__init__()
        self.known = known

    def __missing__(self, iri: str) -> str:
        self[iri] = found = self.of(iri)
        return found

    def of(self, iri: str) -> str:
        """The id of a node that need not be remembered."""
        return unquote(ontology.short(iri, self.known))


class _Reader:
    """Nodes by class and id, and the records made of them."""

    def __init__(self, known: dict[str, str]) -> None:
        self.ids = _Ids(known)
        # A node is a row of names and values in turns: dictionaries of all nodes would take many times the memory.
        self.rows: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)

    def add(self, subject: ox.NamedNode, triples: Iterable[ox.Triple]) -> None:
        kinds: list[str] = []
        row: list[str] = []
        for triple in triples:
            value = triple.object
            name = _property(triple.predicate.value)
            text = self.ids[value.value] if isinstance(value, ox.NamedNode) else value.value  # type: ignore[union-attr]
            if name == "type":
                kinds.append(text.removeprefix("kg:"))
            else:
                row += name, text
        for kind in kinds:
            self.rows[kind][self.ids.of(subject.value)] = tuple(row)

    def nodes(self, kind: str) -> Iterator[tuple[str, Facts]]:
        """The nodes of a class with what is said of them; they are let go."""
        for id, row in self.rows.pop(kind, {}).items():
            facts: Facts = defaultdict(list)
            for name, value in zip(row[::2], row[1::2], strict=True):
                facts[name].append(value)
            yield id, facts

    def graph(self) -> Graph:
        _ = self.references  # made while the classes of all nodes are known
        entities = [self.entity(id, facts, kind) for kind in _ENTITIES for id, facts in self.nodes(kind)]
        return Graph(
            documents=self.each("Document", self.document),
            sentences=tuple(sorted(self.sentences.values(), key=attrgetter("document", "begin", "end"))),
            entities=tuple(sorted(entities, key=attrgetter("id"))),
            events=self.each("Event", self.event),
            claims=self.each("Claim", self.claim),
            assertions=self.each("Assertion", self.assertion),
        )

    def each(self, kind: str, read: Callable[[str, Facts], Record]) -> tuple[Record, ...]:
        return tuple(sorted((read(id, facts) for id, facts in self.nodes(kind)), key=attrgetter("id")))

    # ------------------------------------------------------------------------------------- texts

    def document(self, id: str, facts: Facts) -> Document:
        stories = (story for story in self.stories if story.document == _local(id))
        return Document(
            id=_local(id),
            path=facts["path"][0],
            text="",
            sha256=facts["sha256"][0],
            published=_day(_first(facts, "published")),
            publisher=_first(facts, "publisher"),
            stories=tuple(sorted(stories, key=attrgetter("begin"))),
        )

    @cached_property
    def stories(self) -> list[Story]:
        return [
            Story(
                id=_local(id),
                document=_local(facts["inDocument"][0]),
                begin=int(facts["begin"][0]),
                end=int(facts["end"][0]),
                title=facts["label"][0],
                published=_day(_first(facts, "published")),
                dated_by="",
                publisher="",
                paragraphs=(),
                boilerplate=(),
            )
            for id, facts in self.nodes("Story")
        ]

    @cached_property
    def sentences(self) -> dict[str, Sentence]:
        return {id: Sentence(*_place(facts), _local(_first(facts, "inStory"))) for id, facts in self.nodes("Sentence")}

    @cached_property
    def mentions(self) -> dict[str, Mention]:
        return {id: mention for id, (mention, _) in self.references.items()}

    @cached_property
    def of(self) -> dict[str, list[Mention]]:
        """The mentions of every entity and event, in order of their place."""
        found = defaultdict(list)
        for mention, referent in self.references.values():
            found[referent].append(mention)
        return {id: sorted(mentions, key=_order) for id, mentions in found.items()}

    @cached_property
    def references(self) -> dict[str, tuple[Mention, str]]:
        """Every mention with what it refers to."""
        types = {id: kind for kind in (*_ENTITIES, "Event") for id in self.rows[kind]}
        return {
            id: (
                Mention(
                    *_place(facts),
                    self.sentences[facts["inSentence"][0]],
                    type=types.get(facts["refersTo"][0], ""),
                    kind=_concept(facts["mentionKind"][0]),
                    confidence=float(facts["confidence"][0]),
                ),
                facts["refersTo"][0],
            )
            for id, facts in self.nodes("Mention")
        }

    def span(self, id: str) -> Span:
        if id in self.sentences:
            return self.sentences[id]
        if id in self.mentions:
            return self.mentions[id]
        return self.passages[id]

    @cached_property
    def passages(self) -> dict[str, Span]:
        """The pieces of text that are neither a sentence nor a mention."""
        found: dict[str, Span] = {}
        for id, facts in self.nodes("TextSpan"):
            sentence = _first(facts, "inSentence")
            found[id] = Passage(*_place(facts), self.sentences[sentence]) if sentence else Span(*_place(facts))
        return found

    # ------------------------------------------------------------------------------------- nodes

    def entity(self, id: str, facts: Facts, kind: str) -> Entity:
        return Entity(
            id=id,
            type=kind,
            subtype=_words(_first(facts, "subtype")),
            label=facts["label"][0],
            aliases=tuple(facts.get("alias", ())),
            mentions=tuple(self.of.get(id, ())),
            first_seen=_day(_first(facts, "firstSeen")),
            last_seen=_day(_first(facts, "lastSeen")),
        )

    def event(self, id: str, facts: Facts) -> Event:
        return Event(
            id=id,
            label=facts["label"][0],
            type=_concept(facts["eventType"][0]),
            factuality=_concept(facts["factuality"][0]),
            mentions=tuple(self.of.get(id, ())),
            when=_when(facts),
            weapons=tuple(facts.get("weapon", ())),
            deaths=_range(facts, "deaths"),
            injuries=_range(facts, "injuries"),
            disputed=_first(facts, "disputed") == "true",
            sources=int(_first(facts, "sourceCount") or 0),
        )

    def claim(self, id: str, facts: Facts) -> Claim:
        content = self.span(facts["evidence"][0])
        if not isinstance(content, Passage):
            sentence = content if isinstance(content, Sentence) else Sentence(*_fields(content), "")
            content = Passage(*_fields(content), sentence)
        return Claim(
            id=id,
            label=facts["label"][0],
            claimant=facts["claimant"][0],
            reported_by=_first(facts, "reportedBy"),
            speech_act=_concept(facts["speechAct"][0]),
            cue=_first(facts, "cue"),
            content=content,
            quotation=_first(facts, "quotation"),
            about=tuple(facts.get("about", ())),
            quantities=(),
            addressee=_first(facts, "addressee"),
            said_on=_said(_first(facts, "saidOn")),
            stance=_first(facts, "stance"),
            stance_towards=_first(facts, "stanceTowards"),
            conflicts=tuple(facts.get("conflictsWith", ())),
            supports=tuple(facts.get("supports", ())),
            supersedes=tuple(facts.get("supersedes", ())),
            confidence=float(facts["confidence"][0]),
        )

    def assertion(self, id: str, facts: Facts) -> Assertion:
        return Assertion(
            id=id,
            subject=facts["subject"][0],
            predicate=_concept(facts["predicate"][0]),
            object=facts["object"][0],
            evidence=tuple(sorted(map(self.span, facts["evidence"]), key=_order)),
            confidence=float(facts["confidence"][0]),
        )


@cache
def _property(iri: str) -> str:
    return re.split(r"[#/]", iri)[-1]


def _first(facts: Facts, name: str) -> str:
    return facts[name][0] if facts.get(name) else ""


def _local(id: str) -> str:
    return id.partition(":")[2]


_concept = _local


def _words(concept: str) -> str:
    """The name of a kind as records have it: kg:politicalParty is "political-party"."""
    return re.sub(r"[A-Z]", lambda match: f"-{match[0].lower()}", _local(concept))


def _fields(span: Span) -> tuple[str, int, int, str]:
    return span.document, span.begin, span.end, span.text


def _place(facts: Facts) -> tuple[str, int, int, str]:
    return _local(facts["inDocument"][0]), int(facts["begin"][0]), int(facts["end"][0]), facts["text"][0]


def _order(span: Span) -> tuple[str, int, int]:
    return span.document, span.begin, span.end


def _day(value: str) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


def _when(facts: Facts) -> When | None:
    first, last = _day(_first(facts, "earliest")), _day(_first(facts, "latest"))
    return When(_first(facts, "when"), first, last, _first(facts, "note")) if first and last else None


def _said(value: str) -> When | None:
    """A time as precise as it is written: "2024-02" lies between the first and the last of February."""
    if not value:
        return None
    year, month, day = (*map(int, value.split("-")), 0, 0)[:3]
    last = month or 12
    return When(value, dt.date(year, month or 1, day or 1), dt.date(year, last, day or monthrange(year, last)[1]), "")


def _range(facts: Facts, name: str) -> tuple[int | None, int | None] | None:
    low, high = _first(facts, f"{name}Min"), _first(facts, f"{name}Max")
    return (int(low) if low else None, int(high) if high else None) if low or high else None
