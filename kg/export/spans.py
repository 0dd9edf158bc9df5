"""Names for pieces of text, and the sentence and story each of them lies in."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.identifiers import digest
from kg.model import Entity, Event, Graph, Mention, Passage, Sentence, Span


class Spans:
    """Every span that a graph exports, by id: sentences, mentions with what they refer to, cited passages.

    Ids are "span:" + document number + "-" + s, m or t + offsets, as in "span:d001-m1161-1183".
    """

    def __init__(self, graph: Graph) -> None:
        self._mention_ids: dict[tuple[str, str, int, int], str] = {}
        self.mentions: dict[str, tuple[Mention, str]] = {}
        nodes: list[Entity | Event] = [*graph.entities, *graph.events]
        for node in sorted(nodes, key=lambda node: node.id):
            for mention in node.mentions:
                self._add_mention(mention, node.id)
        self.passages: dict[str, Span] = {}
        self.sentences: dict[str, Sentence] = {}
        cited = list(_cited(graph))
        for sentence in (*graph.sentences, *_sentences_of(cited), *_sentences_of(m for m, _ in self.mentions.values())):
            self.sentences[_name(sentence, "s")] = sentence
        self._by_document: dict[str, list[Sentence]] = defaultdict(list)
        for sentence in self.sentences.values():
            self._by_document[sentence.document].append(sentence)
        for sentences in self._by_document.values():
            sentences.sort(key=lambda sentence: sentence.begin)
        self._stories = {document.id: document.stories for document in graph.documents}
        for span in cited:
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
        if isinstance(span, Sentence):
            return span
        if isinstance(span, Passage):
            return span.sentence
        sentences = self._by_document.get(span.document, [])
        before = bisect_right(sentences, span.begin, key=lambda sentence: sentence.begin)
        return sentences[before - 1] if before and span.begin < sentences[before - 1].end else None

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
