"""Which event of a sentence is said to be a part of another: "killed in the raid", "the operation led to arrests"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.extract import syntax
from kg.extract.events.draft import Draft
from kg.extract.reading import Block
from kg.extract.tokens import Token

INSIDE = {"in", "during", "amid", "within", "throughout", "under", "as part of", "part of", "in the course of"}
CAUSED = {("lead", "to"), ("result", "in"), ("end", "in"), ("end", "with"), ("include",), ("involve",), ("see",)}
GATHERED = {"agreement", "ceasefire", "vote", "decision"}  # what happens "at" a meeting
SERIES = {"campaign", "offensive", "operation", "wave", "series", "string", "spate", "round", "war"}


def give_parts(block: Block, here: Mapping[int, Draft]) -> None:
    """Note for each event of a paragraph the larger ones that its sentence says it belongs to."""
    for index, draft in here.items():
        for whole in dict.fromkeys(found.i for found in _wholes(block.doc[index], here)):
            if whole != index and block.sentence_of[whole] == block.sentence_of[index]:
                draft.part_of.append(here[whole])


def _wholes(token: Token, here: Mapping[int, Draft]) -> Iterator[Token]:
    """The words for events that a word for one is hung to as a part."""
    chain = [token, *(child for child in token.children if child.dep_ == "xcomp")]  # "voted to go on during talks"
    for part in chain:
        for preposition, noun in syntax.obliques(part):
            if preposition in INSIDE or (preposition == "at" and here[token.i].trigger.type in GATHERED):
                yield from _event_in(noun, here)
    yield from _led_from(token, here)
    yield from _told_by_clause(token, here)
    of = {child.lower_ for child in token.children if child.dep_ == "case"} == {"of"}
    if of and token.dep_ == "nmod" and token.head.i in here and token.head.lemma_ in SERIES:
        yield token.head  # "a campaign of arrests"
    for noun in syntax.predicate_of(token):  # "the raid was part of a campaign"
        if noun.lemma_ == "part":
            yield from (whole for preposition, inner in syntax.obliques(noun) for whole in _event_in(inner, here))


def _event_in(noun: Token, here: Mapping[int, Draft]) -> Iterator[Token]:
    """An event noun, also behind "a wave of", "part of"."""
    if noun.i in here:
        yield noun
    elif noun.lemma_ in SERIES | {"part"}:
        yield from (inner for preposition, inner in syntax.obliques(noun) if preposition == "of" and inner.i in here)


def _led_from(token: Token, here: Mapping[int, Draft]) -> Iterator[Token]:
    """The operation, in "the operation led to the arrest of ten"."""
    case = tuple(child.lower_ for child in token.children if child.dep_ == "case")
    verb = token.head
    if (verb.lemma_, *case) in CAUSED and (subject := syntax.subject(verb)) is not None and subject.i in here:
        yield subject


def _told_by_clause(verb: Token, here: Mapping[int, Draft]) -> Iterator[Token]:
    """The raid, in "the raid killed X", "a raid that killed X", "a campaign striking X", "raided X, arresting ten"."""
    if not verb.tag_.startswith("VB"):
        return
    subject = syntax.subject(verb)
    is_active = not here[verb.i].trigger.passive
    if is_active and subject is not None and subject.i in here:
        yield subject
    if is_active and verb.dep_ in (*syntax.RELATIVES, "acl") and verb.head.i in here:
        yield verb.head
    if verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.i > verb.head.i and verb.head.i in here:
        marked = any(child.dep_ in ("case", "mark") for child in verb.children)
        if not marked:
            yield verb.head
