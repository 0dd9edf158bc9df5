"""Whom a story means by "the two sides": the last two who were named together."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract import syntax
from kg.extract.events.draft import Draft
from kg.extract.reading import Block, Reading
from kg.extract.tokens import Token
from kg.model import Mention

REACH = 6  # paragraphs back
TYPES = {
    "leader": ("Person",),
    "president": ("Person",),
    "minister": ("Person",),
    "man": ("Person",),
    "woman": ("Person",),
    "official": ("Person",),
    "country": ("Place",),
    "nation": ("Place",),
    "neighbour": ("Place",),
    "neighbor": ("Place",),
    "government": ("Place", "Organization"),
    "army": ("Place", "Organization"),
    "side": ("Place", "Organization", "Person"),
    "party": ("Organization", "Place"),
    "group": ("Organization",),
    "force": ("Organization", "Place"),
    "delegation": ("Organization", "Place"),
    "company": ("Organization",),
    "militia": ("Organization",),
    "faction": ("Organization",),
}


def give_pairs(reading: Reading, block: Block, draft: Draft) -> None:
    """Give an event the two who took part in it together: "the two sides met", "talks between both governments"."""
    token = draft.trigger.token
    around = [token, token.head] if draft.trigger.is_noun else [token]
    told = [subject for verb in around if (subject := syntax.subject(verb)) is not None]
    told += [noun for preposition, noun in syntax.obliques(token) if preposition in ("between", "of", "by")]
    for noun in told:
        for mention in pair_of(reading, block, noun):
            draft.take("agent", mention, "named together before", 0.65)


def pair_of(reading: Reading, block: Block, noun: Token) -> tuple[Mention, ...]:
    """The two whom "the two sides", "both leaders" or "the two" means; () where no two were named together before."""
    counted = any(child.lower_ in ("two", "both") for child in noun.children) or noun.lower_ == "both"
    types = TYPES.get(noun.lemma_.lower(), ())
    if not counted or not types or any(child.i in block.names for child in noun.children):
        return ()
    for left, right in _joined(reading, block, noun):
        if left.type in types and right.type == left.type:
            return left, right
    return ()


def _joined(reading: Reading, block: Block, noun: Token) -> Iterator[tuple[Mention, Mention]]:
    """The names joined by "and", or by "with" around one verb, before a noun; the nearest first."""
    at = reading.blocks.index(block)
    for place in range(at, max(-1, at - REACH), -1):
        earlier = reading.blocks[place]
        end = noun.i if place == at else len(earlier.doc)
        for token in reversed(list(earlier.doc)[:end]):
            if token.dep_ != "conj" or token.head.i >= token.i or token.head.i not in earlier.names:
                continue
            left, right = earlier.name(token.head), earlier.name(token)
            if left is not None and right is not None and {left.kind, right.kind} == {"name"}:
                yield left, right
