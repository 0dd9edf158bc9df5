"""Who leads, backs, joins or belongs to which organisation, and which country it is of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from kg import lexicon
from kg.extract import syntax
from kg.extract.actors import References, actor
from kg.extract.reading import Block, Reading
from kg.extract.tokens import Token
from kg.model import Mention, RelationMention, Span

THE = r"(?:the\s+)?"
ALIGNED = re.compile(
    r"-(?:backed|aligned|linked|allied|supported|sponsored|funded|affiliated|trained|friendly)$|^pro-", re.IGNORECASE
)


class Phrase(NamedTuple):
    """What stands between two neighbouring names and relates them."""

    left: tuple[str, ...]
    between: re.Pattern[str]
    right: tuple[str, ...]
    relation: str
    reverse: bool  # the right one is the subject
    rule: str
    confidence: float


@cache
def _phrases() -> tuple[Phrase, ...]:
    org, place, person = ("Organization",), ("Place",), ("Person",)
    parts = lexicon.alternatives(lexicon.table("relations")["nouns"]["part"])
    allegiance = r"[^.;:]{0,70}?\b(?:%s)\s+(?:with|to)\s+" + THE + r"(?:\w+\s+)?"
    aligned = re.compile(allegiance % r"aligned|allied|loyal|sympathetic|close|closely tied")
    linked = re.compile(allegiance % "affiliated|linked|connected|tied")
    of_a = re.compile(
        rf"(?:\s+[a-z]+)?,?\s+(?:also\s+)?(?:(?:is\s+|was\s+)?(?:an?\s+)?{parts}\s+)?of\s+{THE}(?:\S+-\S+\s+)?"
    )
    of = re.compile(rf"(?:\s+[a-z]+)?\s+of\s+{THE}")
    possessive = re.compile(r"['’]s?\s+(?:[a-z-]+\s+){0,2}")
    within = re.compile(rf"\s+in\s+{THE}")
    return (
        Phrase(org, aligned, (*org, *place, *person), "alignedWith", False, "aligned with", 0.8),
        Phrase(org, linked, (*org, *place, *person), "affiliatedWith", False, "affiliated with", 0.8),
        Phrase(org, of_a, org, "partOf", False, "of", 0.8),
        Phrase(org, possessive, org, "partOf", True, "possessive", 0.7),
        Phrase(org, within, place, "locatedIn", False, "organisation in place", 0.7),
        Phrase(org, of, place, "locatedIn", False, "organisation of place", 0.7),
        Phrase(org, of, person, "leaderOf", True, "organisation of a person", 0.6),
        Phrase(person, re.compile(rf",?\s+(?:of|from)\s+{THE}"), org, "memberOf", False, "of", 0.75),
        Phrase(person, of, place, "affiliatedWith", False, "person of place", 0.6),
    )


def find(reading: Reading, block: Block, references: References) -> Iterator[RelationMention]:
    """The relations between actors that a block states, with the words that state them."""
    names = [
        (index, mention)
        for index in sorted(block.names)
        for mention in block.names[index]
        if not block.is_adjective(block.doc[index]) and not block.is_title(block.doc[index])
    ]
    yield from _by_verb(reading, block, references)
    yield from _between(reading, block, names)
    yield from _of_country(reading, block, names)
    yield from _by_noun(reading, block, names, references)
    yield from _named_after(reading, block, names)
    yield from _alignments(reading, block)
    yield from _based(reading, block)


# -------------------------------------------------------------------------------------------- verbs


@cache
def _verbs() -> dict[str, dict[str, Any]]:
    return {word: entry for entry in lexicon.table("relations")["verb"] for word in entry["words"]}


def _by_verb(reading: Reading, block: Block, references: References) -> Iterator[RelationMention]:
    """ "X leads Y", "Y, led by X", "X, which belongs to Y", "Y, which Z supports"."""
    for token in block.doc:
        entry = _verbs().get(token.lemma_.lower())
        if entry is None or not token.tag_.startswith("VB") or syntax.negated(token):
            continue
        for subject, object in _arguments(token, entry):
            x, y = actor(block, subject, references), _organization(block, object, references)
            if x is None or y is None or x.type not in entry["subject"] or y.type not in entry["object"]:
                continue
            relation = entry.get("person", entry["relation"]) if x.type == "Person" else entry["relation"]
            if relation == "commanderOf" and x.type != "Person":
                relation = "leaderOf"
            low, high = sorted((subject.i, object.i, token.i))[::2]
            evidence = reading.passage(block, low, high)
            one, other = (y, x) if entry.get("reverse") else (x, y)
            yield RelationMention(one, relation, other, f"verb: {token.lemma_}", evidence, 0.85)


def _arguments(verb: Token, entry: dict[str, Any]) -> list[tuple[Token, Token]]:
    """Pairs of understood subject and object of a verb, whichever voice it is in."""
    subject = syntax.subject(verb)
    if "of" in entry:
        objects = [noun for preposition, noun in syntax.obliques(verb) if preposition in entry["of"]]
        return [(subject, noun) for noun in objects] if subject is not None else []
    if syntax.is_passive(verb):
        return [(agent, subject) for agent in syntax.agents(verb)] if subject is not None else []
    objects = syntax.objects(verb)
    if not objects and verb.dep_ in syntax.RELATIVES and subject != verb.head:
        objects = [verb.head]  # "the group, which X supports"
    return [(subject, noun) for noun in objects] if subject is not None else []


def _organization(block: Block, token: Token, references: References) -> Mention | None:
    """What a noun names, or the organisation that modifies or is described by it ("the X movement", "X, a militia")."""
    found = actor(block, token, references)
    if found is None and token.dep_ == "appos":
        found = block.name(token.head)
    if found is None:
        modifiers = (block.name(modifier) for modifier in syntax.modifiers(token))
        found = next((m for m in modifiers if m is not None and m.type == "Organization"), None)
    return found


# ------------------------------------------------------------------------------------------- phrases


def _between(reading: Reading, block: Block, names: list[tuple[int, Mention]]) -> Iterator[RelationMention]:
    """Relations that the words between two neighbouring names state; demonyms are passed over."""
    text = reading.document.text
    proper = [(index, mention) for index, mention in names if mention.kind == "name"]
    for (i, left), (j, right) in pairwise(proper):
        if i == j or left.sentence != right.sentence:
            continue
        between = re.sub(r"[\"“”]", "", text[left.end : right.begin])
        if re.search(r"\b(?:not|no longer|never)\b", between):
            continue
        for phrase in _phrases():
            if left.type in phrase.left and right.type in phrase.right and phrase.between.fullmatch(between):
                evidence = reading.cut(block, left.begin, right.end, i)
                one, other = (right, left) if phrase.reverse else (left, right)
                yield RelationMention(one, phrase.relation, other, phrase.rule, evidence, phrase.confidence)
                break


def _of_country(reading: Reading, block: Block, names: list[tuple[int, Mention]]) -> Iterator[RelationMention]:
    """ "Peru's navy", "the Kenyan X party": an institution is part of its state, another body lies in its country."""
    text = reading.document.text
    pattern = re.compile(r"(?:['’]s?)?\s+(?:(?!(?:and|or|but|in|on|to|of|by|as)\b)[a-z]+\s+)?")
    for (i, left), (j, right) in pairwise(names):
        if i == j or left.type != "Place" or right.type != "Organization" or left.sentence != right.sentence:
            continue
        between = text[left.end : right.begin]
        if right.kind == "name" and pattern.fullmatch(between):
            evidence = reading.cut(block, left.begin, right.end, i)
            if right.subtype in _of_state():
                yield RelationMention(right, "partOf", left, "institution of a state", evidence, 0.85)
            elif between.startswith(("'", "’")) or left.kind == "demonym":
                yield RelationMention(right, "locatedIn", left, "organisation of a country", evidence, 0.7)


@cache
def _of_state() -> frozenset[str]:
    return frozenset(lexicon.table("relations")["nouns"]["of_state"])


def _by_noun(
    reading: Reading, block: Block, names: list[tuple[int, Mention]], references: References
) -> Iterator[RelationMention]:
    """ "X is part of Y", "X, another member of Y", "X is counted as a branch of Y"."""
    table = lexicon.table("relations")["nouns"]
    for index, mention in names:
        if mention.type != "Organization":
            continue
        token = block.doc[index]
        described = syntax.predicate_of(token) + syntax.appositions(token)
        if token.dep_ in syntax.SUBJECTS and syntax.is_passive(token.head):
            described += [noun for preposition, noun in syntax.obliques(token.head) if preposition == "as"]
        for noun in described:
            relation = {**dict.fromkeys(table["part"], "partOf"), **dict.fromkeys(table["member"], "memberOf")}
            for preposition, target in syntax.obliques(noun) if noun.lemma_.lower() in relation else ():
                whole = _organization(block, target, references)
                if preposition == "of" and whole is not None and whole.type == "Organization":
                    evidence = reading.passage(block, min(index, target.i), max(index, target.i))
                    kind = relation[noun.lemma_.lower()]
                    yield RelationMention(mention, kind, whole, f"{noun.lemma_} of", evidence, 0.8)


# --------------------------------------------------------------------------------------------- names


def _named_after(reading: Reading, block: Block, names: list[tuple[int, Mention]]) -> Iterator[RelationMention]:
    """Institutions whose name begins with their country ("Kenyan interior ministry") or the body they belong to."""
    known = {m.text for m in reading.names() if m.type == "Organization" and m.kind == "name"}
    organs = lexicon.table("relations")["nouns"]["organs"]
    for index, mention in names:
        if mention.type != "Organization" or mention.kind != "name":
            continue
        evidence = reading.passage(block, index, index)
        words = mention.text.split()
        for count in range(1, min(4, len(words))):
            front = re.sub(r"['’]s?$", "", " ".join(words[:count]))
            if is_country(front) and mention.subtype in _of_state():
                whole = _front(mention, front, "Place", "demonym")
                yield RelationMention(mention, "partOf", whole, "named after its country", evidence, 0.85)
                break
            if front in known and words[-1].lower() in organs:
                whole = _front(mention, front, "Organization", "name")
                yield RelationMention(mention, "partOf", whole, "named after its whole", evidence, 0.75)
                break


def _front(mention: Mention, front: str, type: str, kind: str) -> Mention:
    """The first words of a name as a mention of their own."""
    return Mention(mention.document, mention.begin, mention.begin + len(front), front, mention.sentence, type, kind)


@cache
def _country_forms() -> frozenset[str]:
    countries = lexicon.table("countries")["country"]
    return frozenset(form for c in countries for form in [c["name"], *c.get("variants", []), *c.get("demonyms", [])])


def is_country(text: str) -> bool:
    """Whether `text` is the name or the adjective of a country.

    >>> is_country("Kenyan"), is_country("Peru"), is_country("Lake")
    (True, True, False)
    """
    return text in _country_forms()


def _alignments(reading: Reading, block: Block) -> Iterator[RelationMention]:
    """ "Iran-backed X", "the pro-Russian Y party": the name that the adjective stands before."""
    for index in sorted(block.names):
        surface: Span = reading.passage(block, index, index)
        if not block.is_adjective(block.doc[index]) or not ALIGNED.search(surface.text):
            continue
        for other in range(index + 1, min(index + 5, len(block.doc))):
            token = block.doc[other]
            mention = block.name(token)
            if mention is not None and mention.type in ("Organization", "Person") and mention.kind == "name":
                evidence = reading.passage(block, index, other)
                backer = block.names[index][0]
                yield RelationMention(mention, "alignedWith", backer, "aligned adjective", evidence, 0.85)
                break
            demonym = mention is not None and mention.kind == "demonym"
            if not demonym and (token.tag_ not in {"JJ", "NN", "NNS", "NNP"} or token.is_punct):
                break


def _based(reading: Reading, block: Block) -> Iterator[RelationMention]:
    """ "Oslo-based X": the organisation that the adjective stands before."""
    for index in sorted(block.names):
        surface: Span = reading.passage(block, index, index)
        if not block.is_adjective(block.doc[index]) or not surface.text.endswith("-based"):
            continue
        for other in range(index + 1, min(index + 4, len(block.doc))):
            mention = block.name(block.doc[other])
            if mention is not None:
                if mention.type == "Organization":
                    evidence = reading.passage(block, index, other)
                    yield RelationMention(mention, "basedIn", block.names[index][0], "based adjective", evidence, 0.9)
                break
