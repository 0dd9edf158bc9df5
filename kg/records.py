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
from collections.abc import Callable, Iterable
from functools import cached_property
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
Record = TypeVar("Record")
_ENTITIES = ("AnonymousSource", "Facility", "Organization", "Person", "Place")


def records(path: str | os.PathLike[str]) -> tuple[Graph, str]:
    """The graph of the dump at `path` and the base of its IRIs. Raises DumpError."""
    file = locate(path)
    known = prefixes(file)
    reader = _Reader(known)
    for subject, group in groupby(parse(file), key=attrgetter("subject")):
        reader.add(subject, group)
    try:
        return reader.graph(), known["person"].removesuffix("person/") or DEFAULT_BASE
    except (KeyError, IndexError, ValueError) as error:
        raise DumpError(f"{file} is not a dump of kg, or not all of one: {error}. kg validate says more.") from error


class _Reader:
    """Nodes by class and id, and the records made of them."""

    def __init__(self, known: dict[str, str]) -> None:
        self.known = known
        self.nodes: dict[str, dict[str, Facts]] = defaultdict(dict)

    def add(self, subject: ox.NamedNode, triples: Iterable[ox.Triple]) -> None:
        facts: Facts = defaultdict(list)
        for triple in triples:
            value = triple.object
            name = re.split(r"[#/]", triple.predicate.value)[-1]
            facts[name].append(self.id(value.value) if isinstance(value, ox.NamedNode) else value.value)  # type: ignore[union-attr]
        for kind in facts.get("type", ()):
            self.nodes[kind.removeprefix("kg:")][self.id(subject.value)] = facts

    def id(self, iri: str) -> str:
        return unquote(ontology.short(iri, self.known))

    def graph(self) -> Graph:
        entities = [self.entity(id, facts, kind) for kind in _ENTITIES for id, facts in self.nodes[kind].items()]
        return Graph(
            documents=self.each("Document", self.document),
            sentences=tuple(sorted(self.sentences.values(), key=attrgetter("document", "begin", "end"))),
            entities=tuple(sorted(entities, key=attrgetter("id"))),
            events=self.each("Event", self.event),
            claims=self.each("Claim", self.claim),
            assertions=self.each("Assertion", self.assertion),
        )

    def each(self, kind: str, read: Callable[[str, Facts], Record]) -> tuple[Record, ...]:
        return tuple(read(id, facts) for id, facts in sorted(self.nodes[kind].items()))

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
            for id, facts in self.nodes["Story"].items()
        ]

    @cached_property
    def sentences(self) -> dict[str, Sentence]:
        return {
            id: Sentence(*_place(facts), _local(_first(facts, "inStory")))
            for id, facts in self.nodes["Sentence"].items()
        }

    @cached_property
    def mentions(self) -> dict[str, Mention]:
        return {
            id: Mention(
                *_place(facts),
                self.sentences[facts["inSentence"][0]],
                type=self.types.get(facts["refersTo"][0], ""),
                kind=_concept(facts["mentionKind"][0]),
                confidence=float(facts["confidence"][0]),
            )
            for id, facts in self.nodes["Mention"].items()
        }

    @cached_property
    def types(self) -> dict[str, str]:
        """The class of every entity and event."""
        return {id: kind for kind in (*_ENTITIES, "Event") for id in self.nodes[kind]}

    @cached_property
    def of(self) -> dict[str, list[Mention]]:
        """The mentions of every entity and event, in order of their place."""
        found = defaultdict(list)
        for id, facts in self.nodes["Mention"].items():
            found[facts["refersTo"][0]].append(self.mentions[id])
        return {id: sorted(mentions, key=_order) for id, mentions in found.items()}

    def span(self, id: str) -> Span:
        if id in self.sentences:
            return self.sentences[id]
        if id in self.mentions:
            return self.mentions[id]
        facts = self.nodes["TextSpan"][id]
        sentence = _first(facts, "inSentence")
        return Passage(*_place(facts), self.sentences[sentence]) if sentence else Span(*_place(facts))

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
