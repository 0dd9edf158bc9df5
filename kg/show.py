"""What a dump says of one person, organization, place or event, each line with its sentence and document."""

from __future__ import annotations

import io
import json
import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from kg.dump import Dump, Term
from kg.identifiers import slug
from kg.network import words
from kg.ontology import RDF, RDFS
from kg.query import printable
from kg.resolve.counts import in_words

FORMATS = ("text", "json")
TYPES = ("Person", "Organization", "Place", "Facility", "AnonymousSource", "Event")
MOST = 20  # lines of one section; JSON has all of them
SUGGESTIONS = 5
_IN = frozenset({"killed", "wounded", "arrested", "participant"})  # "killed in the strike", but "target of the strike"


class ShowError(ValueError):
    """No single entity has the name; the message lists those that may be meant."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence and the path of its document."""

    sentence: str
    document: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One line about an entity; `other` is the short name of what it leads to, "" where there is nothing."""

    text: str
    other: str
    detail: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Everything about one entity."""

    id: str
    label: str
    type: str
    subtype: str
    first_seen: str
    last_seen: str
    mentions: int
    documents: int
    notes: tuple[str, ...]
    names: tuple[Fact, ...]
    roles: tuple[Fact, ...]
    relations: tuple[Fact, ...]
    events: tuple[Fact, ...]
    said_by: tuple[Fact, ...]
    said_about: tuple[Fact, ...]


def show(path: str | os.PathLike[str], name: str, format: str = "text", width: int = 80) -> str:
    """The card of the entity called `name` (label, alias, or id like "person:ada-lovelace") as text or JSON.

    Upper case, accents and hyphens make no difference in names. Raises ShowError where no entity has the name or
    several do, DumpError where the dump cannot be read, ValueError for another format.
    """
    if format not in FORMATS:
        raise ValueError(f"{format!r} is none of {', '.join(FORMATS)}")
    card = find(Dump(path), name)
    return (json.dumps(asdict(card), ensure_ascii=False, indent=2) if format == "json" else render(card, width)) + "\n"


def find(dump: Dump, name: str) -> Card:
    """The card of the entity called `name`. Raises ShowError where there is none or several."""
    return _Reader(dump).card(look_up(dump, name))


# -------------------------------------------------------------------------------------- by name


def look_up(dump: Dump, name: str, types: Sequence[str] = TYPES) -> Term:
    """The node of one of these types that is called `name`. Raises ShowError where there is none or several."""
    labels: dict[str, set[Term]] = defaultdict(set)
    aliases: dict[str, set[Term]] = defaultdict(set)
    spellings: dict[str, set[Term]] = defaultdict(set)
    for kind in types:
        for node in dump.instances(kind):
            if dump.short(node) == name:
                return node
            for property, index in ((RDFS + "label", labels), ("alias", aliases)):
                for spelling in dump.values(node, property):
                    index[slug(spelling)].add(node)
                    spellings[spelling].add(node)
    found = labels.get(slug(name)) or aliases.get(slug(name)) or set()
    if len(found) == 1:
        return next(iter(found))
    if found:
        raise ShowError(f"{len(found)} entities are called {name!r}. Name one by its id:\n{_listed(dump, found)}")
    near = _near(name, spellings)
    if not near:
        raise ShowError(f"Nothing in {dump.path} is called {name!r}.")
    raise ShowError(f"Nothing is called {name!r}. Did you mean:\n{_listed(dump, near)}")


def _near(name: str, spellings: dict[str, set[Term]]) -> list[Term]:
    from rapidfuzz import fuzz, process

    keys = {spelling: spelling.casefold() for spelling in sorted(spellings)}
    ranked = process.extract(name.casefold(), keys, scorer=fuzz.WRatio, score_cutoff=70, limit=30)
    nodes = [node for _, _, spelling in ranked for node in sorted(spellings[spelling], key=str)]
    return list(dict.fromkeys(nodes))[:SUGGESTIONS]


def _listed(dump: Dump, nodes: Sequence[Term] | set[Term]) -> str:
    ordered = nodes if isinstance(nodes, list) else sorted(nodes, key=str)
    lines = []
    for node in ordered:
        count = _counted(int(dump.value(node, "mentionCount") or 0), "mention")
        lines.append(f"  {dump.short(node)}  {printable(dump.label(node))} ({words(dump.kind(node))}, {count})")
    return "\n".join(lines)


# ---------------------------------------------------------------------------------- out of a dump


class _Reader:
    def __init__(self, dump: Dump) -> None:
        self.dump = dump

    def card(self, node: Term) -> Card:
        dump = self.dump
        mentions = dump.subjects("refersTo", node)
        is_event = dump.kind(node) == "Event"
        return Card(
            id=dump.short(node),
            label=dump.label(node),
            type=dump.kind(node),
            subtype=words(self.concept(node, "eventType" if is_event else "subtype")),
            first_seen=dump.value(node, "when" if is_event else "firstSeen"),
            last_seen="" if is_event else dump.value(node, "lastSeen"),
            mentions=len(mentions),
            documents=len({str(document) for mention in mentions for document in dump.objects(mention, "inDocument")}),
            notes=tuple(self.notes(node)) if is_event else (),
            names=tuple(self.names(node, mentions)),
            roles=tuple(self.roles(node, mentions)),
            relations=tuple(self.relations(node)),
            events=() if is_event else tuple(self.events(node)),
            said_by=tuple(self.claims("claimant", node)),
            said_about=tuple(self.claims("about", node)),
        )

    def concept(self, node: Term, name: str) -> str:
        return self.dump.value(node, name).rpartition("#")[2]

    def notes(self, event: Term) -> Iterator[str]:
        sources = int(self.dump.value(event, "sourceCount") or 0)
        told = f", reported by {_counted(sources, 'source')}" if sources else ""
        unnamed = ", none of them named" if only_unnamed(self.dump, event) else ""
        yield f"{self.concept(event, 'factuality')}{told}{unnamed}"
        for measure in ("deaths", "injuries"):
            low, high = (self.dump.value(event, measure + side) for side in ("Min", "Max"))
            if low or high:
                yield f"{measure}: {in_words(*(int(bound) if bound else None for bound in (low, high)))}"
        if self.dump.value(event, "disputed") == "true":
            yield "claims about it conflict"

    def names(self, node: Term, mentions: list[Term]) -> Iterator[Fact]:
        places: dict[str, list[Term]] = defaultdict(list)
        for mention in mentions:
            places[self.dump.value(mention, "text").casefold()].append(mention)
        for name in [self.dump.label(node), *self.dump.values(node, "alias")]:
            found = sorted(places.get(name.casefold(), []), key=self.order)
            yield Fact(
                name,
                "",
                _counted(len(found), "time") if found else "",
                tuple(self.evidence(mention) for mention in found[:1]),
            )

    def order(self, span: Term) -> tuple[str, int]:
        return self.dump.value(span, "inDocument"), int(self.dump.value(span, "begin"))

    def roles(self, node: Term, mentions: list[Term]) -> Iterator[Fact]:
        for role in self.dump.values(node, "role"):
            said = (self.evidence(mention) for mention in sorted(mentions, key=self.order))
            yield Fact(role, "", "", tuple(e for e in said if role.casefold() in e.sentence.casefold())[:1])

    def relations(self, node: Term) -> Iterator[Fact]:
        for assertion in self.dump.subjects(RDF + "subject", node):
            [other] = self.dump.objects(assertion, RDF + "object")
            is_part = self.concept(assertion, RDF + "predicate") == "subEventOf"
            yield self.relation(assertion, other, "part of: {other}" if is_part else "{relation}: {other}")
        for assertion in self.dump.subjects(RDF + "object", node):
            [other] = self.dump.objects(assertion, RDF + "subject")
            if self.dump.kind(other) != "Event":
                yield self.relation(assertion, other, "{other}: {relation} it")
            elif self.concept(assertion, RDF + "predicate") == "subEventOf":
                yield self.relation(assertion, other, "has as a part: {other}")

    def events(self, node: Term) -> Iterator[Fact]:
        for assertion in self.dump.subjects(RDF + "object", node):
            [other] = self.dump.objects(assertion, RDF + "subject")
            if self.dump.kind(other) == "Event":
                role = self.concept(assertion, RDF + "predicate")
                fact = self.relation(assertion, other, f"{{relation}} {'in' if role in _IN else 'of'} {{other}}")
                state = self.concept(other, "factuality")
                yield Fact(fact.text, fact.other, "" if state == "actual" else state, fact.evidence)

    def relation(self, assertion: Term, other: Term, pattern: str) -> Fact:
        relation = words(self.concept(assertion, RDF + "predicate"))
        text = pattern.format(relation=relation, other=self.dump.label(other))
        evidence = [self.evidence(span) for span in self.dump.objects(assertion, "evidence")]
        return Fact(
            text, self.dump.short(other), self.dump.value(assertion, "confidence"), tuple(dict.fromkeys(evidence))
        )

    def claims(self, property: str, node: Term) -> Iterator[Fact]:
        for claim in self.dump.subjects(property, node):
            who = ", ".join(self.dump.label(speaker) for speaker in self.dump.objects(claim, "claimant"))
            act = words(self.concept(claim, "speechAct"))
            conflicts = len(self.dump.objects(claim, "conflictsWith"))
            detail = f"conflicts with {_counted(conflicts, 'claim')}" if conflicts else ""
            if self.dump.subjects("supersedes", claim):
                detail = ", ".join(part for part in (detail, "superseded by a later figure") if part)
            yield Fact(
                f"{who}: “{self.dump.value(claim, 'quote')}”",
                self.dump.short(claim),
                ", ".join(part for part in (act, self.dump.value(claim, "saidOn"), detail) if part),
                tuple(self.evidence(span) for span in self.dump.objects(claim, "evidence")),
            )

    def evidence(self, span: Term) -> Evidence:
        sentence = next(iter(self.dump.objects(span, "inSentence")), span)
        document = next(iter(self.dump.objects(span, "inDocument")))
        return Evidence(self.dump.value(sentence, "text"), self.dump.value(document, "path"))


def only_unnamed(dump: Dump, event: Term) -> bool:
    """Whether an event is told only by sources without a name: no outlet tells of it itself, and nobody named does."""
    claims = [claim for claim in dump.subjects("about", event) if dump.value(claim, "quotation") != "narrator"]
    kinds = {dump.kind(who) for claim in claims for who in dump.objects(claim, "claimant")}
    if kinds != {"AnonymousSource"}:
        return False
    said = [_place(dump, span) for claim in claims for span in dump.objects(claim, "evidence")]
    told = [_place(dump, mention) for mention in dump.subjects("refersTo", event)]
    return all(any(doc == there and b <= begin < e for there, b, e in said) for doc, begin, _ in told)


def _place(dump: Dump, span: Term) -> tuple[str, int, int]:
    return dump.value(span, "inDocument"), int(dump.value(span, "begin")), int(dump.value(span, "end"))


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


# ---------------------------------------------------------------------------------------- as text


def render(card: Card, width: int = 80) -> str:
    """The card as plain text of at most `width` columns."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    file = io.StringIO()
    console = Console(file=file, width=width, color_system=None, legacy_windows=False, highlight=False, emoji=False)

    def line(text: str, indent: int = 0) -> None:
        console.print(Padding(Text(printable(text), overflow="fold"), (0, 0, 0, indent), expand=False))

    kind = ", ".join(part for part in (words(card.type), card.subtype) if part not in ("", "other"))
    line(f"{card.label} ({kind})")
    days = " to ".join(sorted({day for day in (card.first_seen, card.last_seen) if day}))
    counted = f"{_counted(card.mentions, 'mention')} in {_counted(card.documents, 'document')}"
    line(" · ".join(part for part in (card.id, counted, days) if part))
    for note in card.notes:
        line(note)
    for title, facts in (
        ("Names", card.names if card.type != "Event" else ()),
        ("Roles", card.roles),
        ("Relations" if card.type != "Event" else "Who and where", card.relations),
        ("Events", card.events),
        ("Says", card.said_by),
        ("Others say", card.said_about),
    ):
        if facts:
            console.print()
            line(f"{title} ({len(facts)})")
        for fact in facts[:MOST]:
            line(f"{fact.text} ({fact.detail})" if fact.detail else fact.text, indent=2)
            for evidence in fact.evidence[:1]:
                line(evidence.sentence, indent=6)
                line(f"— {evidence.document}", indent=6)
        if len(facts) > MOST:
            line(f"… and {len(facts) - MOST} more; --format json has all of them", indent=2)
    return "\n".join(text.rstrip() for text in file.getvalue().splitlines())
