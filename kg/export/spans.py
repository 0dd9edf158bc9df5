"""Names for pieces of text, and the sentence and story each of them lies in."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from operator import attrgetter

from kg.identifiers import digest
from kg.model import Entity, Event, Graph, Mention, Passage, Sentence, Span


class Sentences:
    """The sentences of a graph, by id, and which of them a span lies in."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    @cached_property
    def by_id(self) -> dict[str, Sentence]:
        """All of them, also those that only evidence knows of."""
        nodes: Iterator[Entity | Event] = chain(self.graph.entities, self.graph.events)
        mentions = (mention for node in nodes for mention in node.mentions)
        others = _sentences_of(chain(_cited(self.graph), mentions))
        return {_name(sentence, "s"): sentence for sentence in chain(self.graph.sentences, others)}

    def of(self, span: Span) -> Sentence | None:
        """The sentence in which `span` begins; None outside of all sentences."""
        if isinstance(span, Sentence):
            return span
        if isinstance(span, Passage):
            return span.sentence
        sentences = self._of_documents.get(span.document, [])
        before = bisect_right(sentences, span.begin, key=attrgetter("begin"))
        return sentences[before - 1] if before and span.begin < sentences[before - 1].end else None

    @cached_property
    def _of_documents(self) -> dict[str, list[Sentence]]:
        found: dict[str, list[Sentence]] = defaultdict(list)
        for sentence in sorted(self.by_id.values(), key=attrgetter("begin")):
            found[sentence.document].append(sentence)
        return found


class Spans:
    """Every span that a graph exports, by id: sentences, mentions with what they refer to, cited passages.

    Ids are "span:" + document number + "-" + s, m or t + offsets, as in "span:d001-m1161-1183".
    """

    def __init__(self, graph: Graph) -> None:
        self._mention_ids: dict[tuple[str, str, int, int], str] = {}
        self.mentions: dict[str, tuple[Mention, str]] = {}
        nodes: list[Entity | Event] = [*graph.entities, *graph.events]
        for node in sorted(nodes, key=attrgetter("id")):
            for mention in node.mentions:
                self._add_mention(mention, node.id)
        self._sentences = Sentences(graph)
        self.sentences = self._sentences.by_id
        self._stories = {document.id: document.stories for document in graph.documents}
        self.passages: dict[str, Span] = {}
        for span in _cited(graph):
            name = self.id(span)
            if name not in self.sentences and name not in self.mentions:
                self.passages[name] = span

    def _add_mention(self, mention: Mention, referent: str) -> None:
        name = _name(mention, "m")
        # Two things can be named by the same words ("the attacks" for two attacks); both keep their mention.
        if name in self.mentions and self.mentions[name][1] != referent:
            name = f"{name}-{digest(referent, length=4)}"
        self.mentions[name] = (mention, referent)
        self._mention_ids.setdefault((mention.document, mention.type, mention.begin, mention.end), name)

    def id(self, span: Span) -> str:
        """The id of `span`; a mention that belongs to no node of the graph is a plain piece of text."""
        if isinstance(span, Sentence):
            return _name(span, "s")
        if isinstance(span, Mention):
            key = (span.document, span.type, span.begin, span.end)
            if key in self._mention_ids:
                return self._mention_ids[key]
        return _name(span, "t")

    def sentence(self, span: Span) -> Sentence | None:
        """The sentence in which `span` begins; None outside of all sentences."""
        return self._sentences.of(span)

    def story(self, span: Span) -> str:
        """The id ("d001-1") of the story that `span` lies in; "" outside of all stories."""
        sentence = self.sentence(span)
        if sentence is not None:
            return sentence.story
        stories = self._stories.get(span.document, ())
        return next((story.id for story in stories if story.begin <= span.begin < story.end), "")


def _name(span: Span, letter: str) -> str:
    return f"span:{span.document.partition('-')[0]}-{letter}{span.begin}-{span.end}"


def _cited(graph: Graph) -> Iterator[Span]:
    for claim in graph.claims:
        yield claim.content
    for assertion in graph.assertions:
        yield from assertion.evidence


def _sentences_of(spans: Iterable[Span]) -> Iterator[Sentence]:
    for span in spans:
        if isinstance(span, Sentence):
            yield span
        elif isinstance(span, Passage):
            yield span.sentence
