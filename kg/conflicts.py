"""Pairs of claims of a dump that cannot both be true, and in what they differ; `kg.disputes` groups and prints them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from kg.dump import Dump, Term
from kg.identifiers import slug
from kg.ontology import RDF
from kg.resolve.statements import (
    QUARTER,
    Difference,
    Occurrence,
    Statement,
    Within,
    counted,
    denied,
    differences,
    stems,
    voice,
)
from kg.show import ShowError, only_unnamed

PARTICIPANTS = ("agent", "target", "killed", "wounded", "arrested", "participant", "place")


@dataclass(frozen=True, slots=True)
class Side:
    """One of two claims that conflict."""

    claim: str
    source: str  # who answers for it: for a spokesman the body; see `kg.resolve.statements.voice`
    who: str
    says: tuple[str, ...]  # for each difference what this one has
    quote: str
    said_on: str
    sentence: str
    outlet: str
    published: str  # the day of the story
    document: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two claims about one event that cannot both be true."""

    event: str
    label: str
    sources: int
    only_unnamed: bool  # whether nobody who is named speaks of the event
    kinds: tuple[str, ...]  # measures, denial, agent, target, place
    one: Side
    other: Side


def events_called(dump: Dump, name: str) -> set[str]:
    """The ids of the events with this id, or in whose name and participants all words of `name` occur.

    Raises ShowError where there is none.
    """
    wanted = set(slug(name).split("-"))
    found = set()
    for node in dump.instances("Event"):
        names = [dump.label(node)]
        for role in PARTICIPANTS:
            for who in dump.objects(node, role):
                names += [dump.label(who), *dump.values(who, "alias")]
        if dump.short(node) == name or wanted <= {word for name_ in names for word in slug(name_).split("-")}:
            found.add(dump.short(node))
    if not found:
        raise ShowError(f"No event of {dump.path} is called {name!r}. kg timeline lists the events.")
    return found


def find(dump: Dump, events: set[str] | None = None) -> list[Conflict]:
    """Every pair of claims that conflict, by the name of the event that they are about; of `events` alone if given."""
    reader = _Reader(dump)
    pairs = {tuple(sorted((a, b), key=str)) for a, b in dump.pairs("conflictsWith")}
    if events is not None:
        pairs = {(a, b) for a, b in pairs if events & {dump.short(e) for e in {*reader.about[a]} & {*reader.about[b]}}}
    found = [reader.conflict(a, b) for a, b in pairs]
    found = [conflict for conflict in found if events is None or conflict.event in events]
    return sorted(found, key=lambda c: (c.label, c.event, c.kinds, c.one.claim, c.other.claim))


def within(dump: Dump) -> Within:
    """What each place lies in and each body is part of, by id, read transitively."""
    parents: dict[str, set[str]] = defaultdict(set)
    for name in ("locatedIn", "partOf"):
        for node, parent in dump.pairs(name):
            parents[dump.short(node)].add(dump.short(parent))
    closed = {}
    for place in parents:
        found: set[str] = set()
        todo = list(parents[place])
        while todo:
            around = todo.pop()
            if around not in found and around != place:
                found.add(around)
                todo += parents.get(around, ())
        closed[place] = frozenset(found)
    return closed


class _Reader:
    """Claims of a dump as what they state."""

    def __init__(self, dump: Dump) -> None:
        self.dump = dump
        self.within = within(dump)
        self.statements: dict[Term, Statement] = {}
        self.occurrences: dict[Term, Occurrence] = {}
        self.sides: dict[Term, Side] = {}
        self.old: dict[Term, set[str]] = {}
        self.labels: dict[Term, tuple[str, int, bool]] = {}
        self.events = set(dump.instances("Event"))
        self.about: dict[Term, list[Term]] = defaultdict(list)
        for claim, subject in sorted(dump.pairs("about"), key=str):
            self.about[claim].append(subject)
        self.spoken_of = Counter(subject for subjects in self.about.values() for subject in subjects)
        self.bodies = {person: dump.objects(person, "spokespersonFor") for person, _ in dump.pairs("spokespersonFor")}

    def conflict(self, a: Term, b: Term) -> Conflict:
        dump = self.dump
        old = self.overtaken(a) | self.overtaken(b)
        found = differences(self.statement(a), self.statement(b), self.within)
        found = tuple(difference for difference in found if difference.kind not in old)
        found = found or (Difference("contradiction", "this", "that"),)
        common = sorted(set(self.about[a]) & set(self.about[b]), key=str)
        shared = [e for e in common if e in self.events]
        happened = [e for e in shared if self.factuality(e) != "denied"]
        [event, *_] = [*sorted(happened, key=lambda e: (-self.spoken_of[e], str(e))), *shared, *common, a]
        return Conflict(
            dump.short(event),
            *self.told(event),
            tuple(difference.kind for difference in found),
            self.side(a, [difference.left for difference in found]),
            self.side(b, [difference.right for difference in found]),
        )

    def told(self, event: Term) -> tuple[str, int, bool]:
        """The label of an event, how many tell of it, and whether nobody of them has a name."""
        if event not in self.labels:
            count = int(self.dump.value(event, "sourceCount") or 0)
            self.labels[event] = self.dump.label(event), count, only_unnamed(self.dump, event)
        return self.labels[event]

    def side(self, claim: Term, says: list[str]) -> Side:
        if claim not in self.sides:
            self.sides[claim] = self._side(claim)
        names = {self.dump.short(node): node for node in self.about[claim]}
        return replace(
            self.sides[claim], says=tuple(self.dump.label(names[one]) if one in names else one for one in says)
        )

    def _side(self, claim: Term) -> Side:
        dump = self.dump
        [span, *_] = dump.objects(claim, "evidence")
        sentence = next(iter(dump.objects(span, "inSentence")), span)
        document = next(iter(dump.objects(claim, "inDocument")))
        story = next(iter(dump.objects(span, "inStory")), document)
        quote, whole = dump.value(claim, "quote"), dump.value(sentence, "text")
        return Side(
            dump.short(claim),
            voice(self.source(claim)),
            ", ".join(dump.label(who) for who in dump.objects(claim, "claimant")),
            (),
            quote,
            dump.value(claim, "saidOn"),
            whole if quote in whole else quote,  # a quotation may go on in the next sentence
            dump.value(document, "publisher"),
            dump.value(story, "published"),
            dump.value(document, "path"),
        )

    def source(self, claim: Term) -> str:
        """The id of who answers for a claim."""
        [claimant, *_] = self.dump.objects(claim, "claimant")
        bodies = self.bodies.get(claimant, ())
        return self.dump.short(bodies[0] if len(bodies) == 1 else claimant)

    def overtaken(self, claim: Term) -> set[str]:
        """The measures of which there is a later figure of a running toll than that of a claim."""
        if claim not in self.old:
            self.old[claim] = self._overtaken(claim)
        return self.old[claim]

    def _overtaken(self, claim: Term) -> set[str]:
        one, later = self.statement(claim), map(self.statement, self.dump.subjects("supersedes", claim))
        return {
            measure
            for other in later
            for measure in {number[0] for number in one.numbers}
            if (counts := counted(other, measure)) and counts != counted(one, measure)
        }

    def statement(self, claim: Term) -> Statement:
        """What a claim states; read once."""
        if claim not in self.statements:
            self.statements[claim] = self._statement(claim)
        return self.statements[claim]

    def _statement(self, claim: Term) -> Statement:
        dump = self.dump
        events = {dump.short(e): self.occurrence(e) for e in self.about[claim] if e in self.events}
        text = dump.value(claim, "quote")
        return Statement(
            self.source(claim),
            text,
            self.concept(claim, "speechAct"),
            frozenset(events),
            denied(events, text, self.within, map(dump.short, self.about[claim])),
            tuple(sorted(self.numbers(claim), key=str)),
            frozenset(self.roles(claim, set(events))),
        )

    def factuality(self, event: Term) -> str:
        return self.occurrence(event).factuality

    def occurrence(self, event: Term) -> Occurrence:
        if event not in self.occurrences:
            roles = {role: frozenset(map(self.dump.short, self.dump.objects(event, role))) for role in PARTICIPANTS}
            kind, factuality = (self.concept(event, name) for name in ("eventType", "factuality"))
            told = (self.dump.value(mention, "text") for mention in self.dump.subjects("refersTo", event))
            self.occurrences[event] = Occurrence(kind, factuality, roles, stems(told))
        return self.occurrences[event]

    def numbers(self, claim: Term) -> Iterator[tuple[str, int | None, int | None]]:
        for quantity in self.dump.objects(claim, "quantity"):
            low, high = (self.dump.value(quantity, side) for side in ("min", "max"))
            yield self.concept(quantity, "measure"), int(low) if low else None, int(high) if high else None

    def roles(self, claim: Term, events: set[str]) -> Iterator[tuple[str, str, str]]:
        """Who takes part in an event by the sentence of the claim and is in it; which quarter is of which city."""
        dump: Any = self.dump
        about = self.about[claim]
        sentences = {s for span in dump.objects(claim, "evidence") for s in dump.objects(span, "inSentence")}
        for span in (span for sentence in sentences for span in (sentence, *dump.subjects("inSentence", sentence))):
            of_city = QUARTER.search(dump.value(span, "text")) is not None and span not in sentences
            for assertion in dump.subjects("evidence", span):
                predicate = self.concept(assertion, RDF + "predicate")
                for subject in dump.objects(assertion, RDF + "subject"):
                    for who in dump.objects(assertion, RDF + "object"):
                        told = dump.short(subject) in events or (of_city and predicate == "locatedIn")
                        if told and who in about and subject in about:
                            yield dump.short(subject), predicate, dump.short(who)

    def concept(self, node: Term, name: str) -> str:
        return self.dump.value(node, name).rpartition("#")[2]
