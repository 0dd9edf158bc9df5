"""Places in places: "Ruiru, Kiambu", "the port of X in Y", "Y's Z district", "X, a town in Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from kg import lexicon
from kg.extract.countries import states
from kg.extract.reading import Block, Reading
from kg.model import Mention, RelationMention


def find(reading: Reading, block: Block) -> Iterator[RelationMention]:
    """What a block says of the place that a place lies in, with the words that say it."""
    text = reading.document.text
    names = [(index, m) for index in sorted(block.names) for m in block.names[index] if _is_place(block, index, m)]
    within: dict[Mention, Mention] = {}
    for (i, left), (j, right) in pairwise(names):
        if i == j or left.sentence != right.sentence:
            continue
        if any(m.begin >= left.end and m.end <= right.begin for k in range(i + 1, j) for m in block.names.get(k, ())):
            continue
        found = _relation(block, left, right, text)
        if found is None:
            continue
        rule, inner, outer, confidence = found
        evidence = reading.cut(block, left.begin, right.end, i)
        yield RelationMention(inner, "locatedIn", outer, rule, evidence, confidence)
        within[inner] = outer
        if rule == "possessive":  # "X in Peru's Ica region": X lies in Ica too
            for smaller in [m for m, larger in within.items() if larger is outer and m.end < outer.begin]:
                evidence = reading.cut(block, smaller.begin, inner.end, i)
                yield RelationMention(smaller, "locatedIn", inner, rule, evidence, confidence)


def _relation(block: Block, left: Mention, right: Mention, text: str) -> tuple[str, Mention, Mention, float] | None:
    """The rule by which one of two places that follow each other lies in the other, the inner, the outer, how sure."""
    between = text[left.end : right.begin]
    if left.kind == "demonym":
        is_noun_inside = right.text[0].islower() and re.fullmatch(r"\s+(?:[a-z]+\s+)?", between)
        said = right.kind == "name" and (is_noun_inside or _of_people().fullmatch(between))
        return ("place of a people", right, left, 0.9) if said and right.text not in states() else None
    if right.kind == "demonym":
        return None
    for rule, pattern, confidence in _patterns():
        if not pattern.fullmatch(between) or (
            rule == "place, larger place" and block.paragraph.kind != "dateline" and not _closes(text, right.end)
        ):
            continue
        inner, outer = (right, left) if rule in ("possessive", "town of") else (left, right)
        is_in = outer.type == "Place" and inner.text not in states()
        return (rule, inner, outer, confidence) if is_in else None
    return None


def _is_place(block: Block, index: int, mention: Mention) -> bool:
    token = block.doc[index]
    place = mention.type in ("Place", "Facility") and mention.kind in ("name", "demonym")
    return place and not block.is_adjective(token) and not block.is_title(token)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], float], ...]:
    """What stands between two places, by rule, with the confidence of each."""
    areas = lexicon.alternatives([*lexicon.subtypes("places", "areas"), *lexicon.subtypes("places", "facilities")])
    compass = lexicon.alternatives(lexicon.words("places", "directions"))
    noun = rf"(?:\s+{areas})?"
    the = rf"(?:the\s+)?(?:{compass}\s+)?(?:city\s+of\s+|{areas}\s+of\s+)?"
    side = rf"(?:the\s+)?(?:(?:far\s+)?{compass}(?:\s+(?:part|side|outskirts))?|outskirts|edge)\s+of\s+"
    described = rf",\s+(?:(?:an?|the)\s+(?:[\w-]+\s+){{0,2}}{areas}|capital)\s+(?:in|of)\s+"
    settled = lexicon.alternatives(["town", "city", "village", "port", "capital", "island", "resort", "hamlet"])
    return (
        ("town of", re.compile(rf"\s+(?:\w+\s+)?{settled}\s+of\s+"), 0.85),
        ("located in", re.compile(rf"{noun},?\s+(?:which\s+is\s+)?(?:located|situated|based)\s+in\s+{the}"), 0.95),
        ("described", re.compile(rf"{noun}{described}{the}"), 0.9),
        (
            "in",
            re.compile(
                rf"{noun},?\s+(?:in|outside|inside|of|on(?=\s+the\s+(?:\w+\s+)?(?:outskirts|edge)))\s+(?:{side})?{the}"
            ),
            0.85,
        ),
        ("possessive", re.compile(r"['’]s?\s+(?:\w+\s+)?"), 0.85),
        ("place, larger place", re.compile(rf"{noun},\s+"), 0.7),
    )


@cache
def _of_people() -> re.Pattern[str]:
    """What stands between a demonym and a place of that country: "the Malian border town of X", "Malian capital X"."""
    areas = lexicon.alternatives([*lexicon.subtypes("places", "areas"), *lexicon.subtypes("places", "facilities")])
    kind = r"(?!(?:in|on|of|at|to|from|near|and|or|by)\b|\w+s\s)[a-z-]+\s+"
    return re.compile(rf"\s+(?:{kind}){{0,2}}{areas}(?:\s+of|\s+called|,)?\s+(?:the\s+)?")


def _closes(text: str, end: int) -> bool:
    """Whether "A, B" is a place with the larger place it lies in: what follows is no further item of a list."""
    return not re.match(r"(?:,?\s+(?:and|or)\s|,\s+[A-Z]|\s+[a-z]+s\b)", text[end : end + 16])
