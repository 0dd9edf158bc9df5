"""What a dump found in the documents of a gold: names, events, claims."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import PurePath

from kg.dump import Dump, Term
from kg.evaluation.gold import SCORED_TYPES
from kg.evaluation.scores import Words
from kg.ontology import KG, RDF

ACTUAL = "actual"


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text and the entity that the dump takes it for."""

    words: Words
    entity: Term
    type: str  # Person | Organization | Place


@dataclass(frozen=True, slots=True)
class Event:
    """An event and the words that speak of it."""

    node: Term
    type: str
    actual: bool
    mentions: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One passage of a claim."""

    node: Term
    words: Words
    narrated: bool  # in the paper's own voice


@dataclass(frozen=True, slots=True)
class Found:
    """The part of a dump that lies in the documents of a gold, in order of the text."""

    dump: Dump
    documents: frozenset[str]  # names of all files that the dump was made of
    names: tuple[Name, ...]
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]


def words_of(dump: Dump, span: Term) -> Words | None:
    """The place of a span node in its document; None for nodes that are no spans."""
    begin, end, document = (dump.value(span, name) for name in ("begin", "end", "inDocument"))
    if not (begin and end and document):
        return None
    return Words(_file_name(dump, dump.objects(span, "inDocument")[0]), int(begin), int(end), dump.value(span, "text"))


def scored_type(dump: Dump, node: Term) -> str:
    """Person, Organization or Place; "" for other nodes."""
    kinds = (kind.removeprefix(KG) for kind in dump.values(node, RDF + "type"))
    return next((SCORED_TYPES[kind] for kind in kinds if kind in SCORED_TYPES), "")


def concept(dump: Dump, node: Term, name: str) -> str:
    """The local name of the concept that a property has as its value; "" where there is none."""
    return dump.value(node, name).removeprefix(KG)


def look(dump: Dump, documents: frozenset[str]) -> Found:
    """What `dump` found in the files called `documents`."""
    names: list[Name] = []
    triggers: dict[Term, list[Words]] = {}
    type_of = cache(lambda node: scored_type(dump, node))
    for span in dump.instances("Mention"):
        words = words_of(dump, span)
        if words is None or words.document not in documents:
            continue
        for node in dump.objects(span, "refersTo")[:1]:
            if dump.kind(node) == "Event":
                triggers.setdefault(node, []).append(words)
            elif type_of(node) and concept(dump, span, "mentionKind") in ("name", ""):
                names.append(Name(words, node, type_of(node)))
    return Found(
        dump=dump,
        documents=frozenset(_file_name(dump, node) for node in dump.instances("Document")),
        names=tuple(sorted(names, key=lambda name: _order(name.words))),
        events=tuple(_event(dump, node, mentions) for node, mentions in sorted(triggers.items(), key=_node)),
        claims=tuple(claim for node in dump.instances("Claim") for claim in _claims(dump, node, documents)),
    )


def _event(dump: Dump, node: Term, mentions: list[Words]) -> Event:
    actual = concept(dump, node, "factuality") in (ACTUAL, "")
    return Event(node, concept(dump, node, "eventType"), actual, tuple(sorted(mentions, key=_order)))


def _claims(dump: Dump, node: Term, documents: frozenset[str]) -> list[Claim]:
    narrated = dump.value(node, "quotation") == "narrator"
    spans = (words_of(dump, span) for span in dump.objects(node, "evidence"))
    return [Claim(node, words, narrated) for words in spans if words and words.document in documents]


def _file_name(dump: Dump, document: Term) -> str:
    return PurePath((dump.value(document, "path") or dump.label(document)).replace("\\", "/")).name


def _order(words: Words) -> tuple[str, int, int]:
    return words.document, words.begin, words.end


def _node(item: tuple[Term, list[Words]]) -> str:
    return str(item[0])
