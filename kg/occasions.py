"""Events of a dump as people speak of them: which one is meant by what was typed, and why two are one or are not.

An event is typed as its id, its label, or words of a sentence that tells of it, with @FILE where needed. What tells
of two events is compared again from what the dump has of them, by the rules that joined their mentions in the build.
"""

from __future__ import annotations

import datetime as dt
import shlex
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import networkx as nx

from kg.conflicts import PARTICIPANTS, within
from kg.dump import Term
from kg.explain import Casebook, Explanation, Link, Side, judged_apart
from kg.identifiers import slug
from kg.model import EventMention, Mention, Sentence, When
from kg.network import words
from kg.referring import MOST, ReferringError
from kg.resolve.decisions import TYPES, Reference, Spot, event_spot, lies_in, reference
from kg.resolve.events.group import Group
from kg.resolve.events.likeness import SAME, agreement, contradiction, is_specific
from kg.resolve.tellings import Telling, plain, quotation, telling

AGAINST = {
    "types": "{0} and {1} are of two kinds",
    "one and several": "one is a single event, the other is several",
    "denied": "one is denied, the other is not",
    "days": "other days",
    "killed": "others were killed",
    "arrested": "others were arrested",
    "agent": "others did it",
    "target": "it was done to others",
    "sides": "who did the one is whom the other was done to",
    "not yet": "one has happened, the other is still to come",
    "places": "other places",
    "premises": "other kinds of buildings or grounds",
    "a series and one day of it": "one went on for weeks, the other is of one day",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A place in the texts that tells of an event."""

    node: Term
    mention: Term
    begin: int
    telling: Telling
    document: str  # path
    story: int  # its number in the document, from 1

    @property
    def spot(self) -> Spot:
        """What judgements call it."""
        return event_spot(self.telling.story, self.begin)


class Occasions:
    """Every place in a dump that tells of an event."""

    def __init__(self, book: Casebook) -> None:
        self.book, self.dump = book, book.dump
        dump = self.dump
        self.nodes = dump.instances("Event")
        events = set(self.nodes)
        by_sentence: dict[Term, list[tuple[Term, Term, int, int]]] = defaultdict(list)
        for mention, node in dump.pairs("refersTo"):
            if node in events:
                [sentence] = dump.objects(mention, "inSentence")
                begin, end = (int(dump.value(mention, side)) for side in ("begin", "end"))
                by_sentence[sentence].append((node, mention, begin, end))
        self.told: list[Told] = []
        for sentence, found in by_sentence.items():
            story = next((dump.short(s) for s in dump.objects(sentence, "inStory")), "").partition(":")[2]
            [document] = dump.objects(sentence, "inDocument")
            begin, text = int(dump.value(sentence, "begin")), dump.value(sentence, "text")
            here = telling(story, text, begin, ((one, end) for _, _, one, end in found))
            number = int(story.rpartition("-")[2] or 0)
            path = dump.value(document, "path")
            self.told += [Told(node, mention, one, here, path, number) for node, mention, one, _ in found]
        self.told.sort(key=lambda told: (told.document, told.begin))
        self.of: dict[Term, list[Told]] = defaultdict(list)
        self.at: dict[Term, Told] = {}
        self._in: dict[str, list[Told]] = defaultdict(list)
        for told in self.told:
            self.of[told.node].append(told)
            self.at[told.mention] = told
            self._in[told.document].append(told)

    # ---------------------------------------------------------------------------------- who is meant

    def find(self, typed: str) -> Told:
        """The place that `typed` means, of an event its first one. Raises ReferringError for none or several events."""
        node = next((node for node in self.nodes if self.dump.short(node) == typed.strip()), None)
        if node is not None and self.of[node]:
            return self.of[node][0]
        found = self._labelled(typed) or self._quoted(typed)
        nodes = list(dict.fromkeys(told.node for told in found))
        if not nodes:
            raise ReferringError(self._nothing(typed))
        if len(nodes) > 1:
            firsts = [next(told for told in found if told.node == node) for node in nodes]
            listed = "\n".join(f"  {self.typed(told)}  {self.dump.label(told.node)}" for told in firsts[:MOST])
            raise ReferringError(f"{len(nodes)} events are told of as {typed!r}. Type one of\n{listed}")
        return found[0]

    def is_meant(self, typed: str) -> bool:
        """Whether an event is typed: an id, a reference or a label of one, or words of a text that are no name."""
        if typed.strip().startswith("event:") or self._labelled(typed):
            return True
        try:
            self.book.names.find(typed)
            return False
        except ReferringError:
            is_quote = len(plain(typed).split()) > 1 and typed.partition(":")[0] not in TYPES
            return is_quote and bool(self._quoted(typed))

    def _labelled(self, typed: str) -> list[Told]:
        wanted = slug(typed)
        return [told for node in self.nodes if slug(self.dump.label(node)) == wanted for told in self.of[node]]

    def _quoted(self, typed: str) -> list[Told]:
        text = " ".join(typed.split())
        try:
            wanted = reference(text if text.startswith("event:") else f"event:{text}")
        except ValueError as error:
            raise ReferringError(str(error)) from error
        here = (told for told in self.told if lies_in(f"{told.document}#{told.story}", wanted))
        return [told for told in here if told.begin in set(told.telling.meant(wanted.normal))]

    def _nothing(self, typed: str) -> str:
        from rapidfuzz import fuzz, process

        wanted = plain(typed.removeprefix("event:").partition("@")[0])
        texts = [f"{told.telling.words} {plain(self.dump.label(told.node))}" for told in self.told]
        near = process.extract(wanted, texts, scorer=fuzz.token_set_ratio, score_cutoff=60, limit=40)
        found = [self.told[number] for *_, number in near]
        shown = list({told.node: told for told in reversed(found)}.values())[::-1][:5]
        listed = "\n".join(f"  {self.typed(told)}  {self.dump.label(told.node)}" for told in shown)
        head = f"No event is told of as {typed!r}."
        return f"{head} Did you mean\n{listed}" if listed else f"{head} kg timeline lists the events."

    def written(self, told: Told) -> Reference:
        """A place as it is written in a judgement: words of its sentence, and its file."""
        others = [other.telling for other in self._in[told.document]]
        copies = {other.story for other in others if other.words == told.telling.words}
        quote = quotation(told.telling, told.begin, (t for t in others if t.words != told.telling.words))
        number = told.story if len(copies) > 1 else 0
        return Reference("event", quote, self.book.names.shortest(told.document), number)

    def typed(self, told: Told) -> str:
        """A place as it is typed in a shell."""
        return shlex.quote(str(self.written(told)))

    def spots(self) -> tuple[list[Telling], dict[str, str], dict[Spot, set[Term]]]:
        """For `kg.resolve.decisions.rulings`: sentences that tell of events, the place of each story.

        And the event of each spot.
        """
        places = {told.telling.story: f"{told.document}#{told.story}" for told in self.told}
        tellings = list({told.telling: None for told in self.told})
        return tellings, places, {told.spot: {told.node} for told in self.told}

    # ------------------------------------------------------------------------------------ why, why not

    def all_merges(self, told: Told) -> Explanation:
        """Every merge that made an event, the least sure first."""
        links = sorted(self._links(told.node), key=lambda item: (item[2].score, item[2].left, item[2].right))
        return Explanation(True, self.side(told), None, merges=tuple(link for _, _, link in links))

    def compare(self, one: Told, other: Told) -> Explanation:
        """Why two places tell of one event, or why they do not."""
        sides = (self.side(one), self.side(other))
        names = f"{self.typed(one)} {self.typed(other)}"
        if one.mention == other.mention:
            raise ReferringError("Both are the same words. Type one event alone to see every merge behind it.")
        if one.node == other.node:
            chain = tuple(self._chain(one, other))
            return Explanation(True, *sides, (chain,) if chain else (), overrule=f"kg split {names}")
        against = tuple(self.against(one.node, other.node))
        apart = contradiction(self.group(one.node), self.group(other.node), self.within) == "days"
        company = tuple(why for why in self.common(one.node, other.node)[1] if not (apart and why == "same time"))
        return Explanation(False, *sides, against=against, company=company, overrule=f"kg merge {names}")

    def side(self, told: Told, only: bool = False) -> Side:
        """What is known of an event, with the sentence of `told` and another one, or `only` that."""
        dump, node = self.dump, told.node
        uses = self.of[node]
        days = sorted({dump.value(node, name) for name in ("earliest", "latest")} - {""})
        sentences = dict.fromkeys(self.book.evidence(use.mention) for use in (told, *uses))
        return Side(
            self.quote(told),
            dump.short(node),
            dump.label(node),
            "event",
            (),
            (),
            len(uses),
            len({use.document for use in uses}),
            days[0] if days else "",
            days[-1] if days else "",
            tuple(sentences)[: 1 if only else 2],
        )

    def quote(self, told: Told) -> str:
        """The words that tell it from other places in its file."""
        if told.mention not in self._quotes:
            self._quotes[told.mention] = self.written(told).name
        return self._quotes[told.mention]

    @cached_property
    def _quotes(self) -> dict[Term, str]:
        return {}

    def _links(self, node: Term) -> Iterator[tuple[Told, Told, Link]]:
        for tie in self.book.ties[node]:
            one, other = self.at[tie.start], self.at[tie.end]
            link = Link(self.quote(one), self.quote(other), tie.link.reason, tie.link.score, tie.link.evidence)
            yield one, other, link

    def _chain(self, one: Told, other: Told) -> Iterator[Link]:
        graph: nx.Graph[Term] = nx.Graph()
        links: dict[frozenset[Term], Link] = {}
        for start, end, link in self._links(one.node):
            key = frozenset((start.mention, end.mention))
            if key not in links or link.score > links[key].score:
                links[key] = link
                graph.add_edge(start.mention, end.mention, weight=1 + 0.1 * (1 - link.score))
        if not (graph.has_node(one.mention) and graph.has_node(other.mention)):
            return
        if nx.has_path(graph, one.mention, other.mention):
            for a, b in pairwise(nx.shortest_path(graph, one.mention, other.mention, weight="weight")):
                link = links[frozenset((a, b))]
                turned = Link(link.right, link.left, link.reason, link.score, link.evidence[::-1])
                yield link if link.left == self.quote(self.at[a]) else turned

    def against(self, a: Term, b: Term) -> Iterator[str]:
        """What keeps two events apart, in words."""
        yield from judged_apart(self.dump, a, b)
        one, other = self.group(a), self.group(b)
        kind = contradiction(one, other, self.within)
        if kind:
            yield AGAINST[kind].format(*(words(self._concept(node, "eventType")) for node in (a, b))) + self._both(
                kind, a, b
            )
        shared = sorted({told.document for told in self.of[a]} & {told.document for told in self.of[b]})
        if shared:
            yield f"one file tells of both: {shared[0]}"
        points, why = self.common(a, b)
        if not kind and (points < SAME or not is_specific(why)):
            yield (
                f"too little in common: {points:g} points of {SAME:g}, of which a day, a victim, a toll or a wish must"
                " be one"
            )

    def _both(self, kind: str, a: Term, b: Term) -> str:
        """What two events have where they differ."""
        dump = self.dump
        if kind == "days":
            told = [dump.value(node, "when") or dump.value(node, "earliest") for node in (a, b)]
        elif kind in ("killed", "arrested", "agent", "target", "places"):
            role = "place" if kind == "places" else kind
            told = [", ".join(dump.label(who) for who in dump.objects(node, role)) for node in (a, b)]
        else:
            return ""
        return f": {told[0]} against {told[1]}" if all(told) else ""

    def common(self, a: Term, b: Term) -> tuple[float, list[str]]:
        """The points for what two events have in common, and what that is."""
        return agreement(self.group(a), self.group(b), self.within, in_story=False)

    @cached_property
    def within(self) -> dict[str, frozenset[str]]:
        """What each place lies in, by id."""
        return dict(within(self.dump))

    def _concept(self, node: Term, name: str) -> str:
        return self.dump.value(node, name).rpartition("#")[2]

    def group(self, node: Term) -> Group:
        """An event as its mentions were put together in the build, as far as the dump tells."""
        if node not in self._groups:
            self._groups[node] = self._group(node)
        return self._groups[node]

    @cached_property
    def _groups(self) -> dict[Term, Group]:
        return {}

    def _group(self, node: Term) -> Group:
        dump, short = self.dump, self.dump.short
        type, factuality = (self._concept(node, name) for name in ("eventType", "factuality"))
        mentions = [self._mention(told, type, factuality) for told in self.of[node]]
        group = Group(mentions, self.of[node][0].telling.story, mentions[0].trigger.begin)
        group.types = Counter({type: len(mentions)})
        group.words = {mention.trigger.text.split()[-1].lower().removesuffix("s") for mention in mentions}
        for role in PARTICIPANTS:
            group.roles[role] = {short(who) for who in dump.objects(node, role)}
        group.towns = {id for id in group.roles["target"] if id.startswith("place:")}
        group.weapons = set(dump.values(node, "weapon"))
        days = [dump.value(node, name) for name in ("earliest", "latest")]
        if all(days):
            first, last = map(dt.date.fromisoformat, days)
            group.whens = [When(dump.value(node, "when"), first, last, "")]
        for measure in ("deaths", "injuries"):
            low, high = (dump.value(node, measure + side) for side in ("Min", "Max"))
            if low and low == high:
                group.numbers.add((measure, int(low), int(high)))
        return group

    def _mention(self, told: Told, type: str, factuality: str) -> EventMention:
        dump = self.dump
        text = told.telling.text
        begin = next(int(dump.value(s, "begin")) for s in dump.objects(told.mention, "inSentence"))
        sentence = Sentence(told.document, begin, begin + len(text), text, told.telling.story)
        word = dump.value(told.mention, "text")
        trigger = Mention(told.document, told.begin, told.begin + len(word), word, sentence, "Event", "trigger", type)
        return EventMention(trigger, type, factuality, (), None, (), "", 1.0)


def both(book: Casebook, typed: Sequence[str]) -> tuple[Occasions, list[Told]] | None:
    """The places that are meant where any of these is an event; None where all are names.

    Raises ReferringError where only some are events, or one means none or several.
    """
    occasions = Occasions(book)
    kinds = [occasions.is_meant(text) for text in typed]
    if not any(kinds):
        return None
    if not all(kinds):
        event, other = typed[kinds.index(True)], typed[kinds.index(False)]
        raise ReferringError(f"{event!r} is an event and {other!r} is none. Write event:WORDS for words of a sentence.")
    return occasions, [occasions.find(text) for text in typed]
