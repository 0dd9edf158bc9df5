"""The mentions that a merge joins: a merge has names and sentences, a dump has mentions in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Entity, Event, Mention, Merge, Span
from kg.resolve.kinds import normal


def ends(node: Entity | Event, merge: Merge) -> tuple[Mention, Mention] | None:
    """A mention of `node` for the left and for the right name of `merge`; None where it has only one mention.

    That is one with the name in the sentence that is the evidence, or else the first with the name.
    """
    left = _mention(node.mentions, merge.left, merge.evidence[:1])
    others = [mention for mention in node.mentions if mention != left]
    return (left, _mention(others, merge.right, merge.evidence[-1:])) if others else None


def _mention(mentions: Sequence[Mention], name: str, evidence: Sequence[Span]) -> Mention:
    places = [(span.document, span.begin, span.end) for span in evidence]

    def distance(mention: Mention) -> tuple[bool, bool, bool]:
        sentence = mention.sentence
        is_there = (sentence.document, sentence.begin, sentence.end) in places
        is_called = normal(mention.text) == normal(name)
        return (not (is_there and is_called), not is_called, not is_there)

    return min(mentions, key=distance)
