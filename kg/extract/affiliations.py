"""Who leads, backs, joins or belongs to which organisation, and which country it is of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from kg import lexicon
from kg.extract import factuality, syntax
from kg.extract.actors import References, actor
from kg.extract.countries import is_country
from kg.extract.reading import Block, Reading
from kg.extract.tokens import Token
from kg.extract.triggers import Trigger
from kg.model import Mention, Passage, RelationMention

FOLLOWING = ("political-party", "parliamentary-bloc", "coalition", "militia", "armed-group")  # are called somebody's
COMMAND = frozenset(("command", "leadership", "charge", "helm", "control"))
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
    kinds: tuple[str, ...] = ()  # the subtypes that the right one must have; none: any


@cache
def _phrases() -> tuple[Phrase, ...]:
    org, place, person = ("Organization",), ("Place",), ("Person",)
    parts = lexicon.alternatives(lexicon.table("relations")["nouns"]["partOf"])
    allegiance = r"[^.;:]{0,70}?\b(?:%s)\s+(?:with|to)\s+" + THE + r"(?:\w+\s+)?"
    aligned = re.compile(allegiance % r"aligned|allied|loyal|sympathetic|close|closely tied")
    linked = re.compile(allegiance % "affiliated|linked|connected|tied")
    under = re.compile(r",?\s+(?:\w+\s+){0,2}?under\s+(?:the\s+)?(?:command|leadership)\s+of\s+(?:[A-Z][\w.]*\s+){0,2}")
    owned = re.compile(r"['’]s\s+(?:[A-Z][\w.]*\s+){0,2}")
    kind = rf"(?:\s+{lexicon.alternatives(frozenset(_kinds()))})?"
    of_a = re.compile(rf"{kind},?\s+(?:also\s+)?(?:(?:is\s+|was\s+)?(?:an?\s+)?{parts}\s+)?of\s+{THE}(?:\S+-\S+\s+)?")
    of = re.compile(rf"{kind}\s+of\s+{THE}")
    possessive = re.compile(r"['’]s?\s+(?:[a-z-]+\s+){0,2}")
    within = re.compile(rf"\s+in\s+{THE}")
    heads = lexicon.alternatives(lexicon.table("titles")["relations"]["leaderOf"])
    whose_head = re.compile(rf",?\s+whose\s+(?:[a-z-]+\s+){{0,2}}?{heads}\s*,?\s+")
    whose_body = re.compile(r",?\s+whose\s+(?:[a-z-]+\s+){0,3}(?:,\s+the\s+)?")
    led_by = re.compile(
        r"[^.;:]{0,40}?\b(?:led|headed|run|commanded)\s+by\s+(?:an?|the)\s+(?:[a-z-]+\s+){0,4}[a-z-]+,\s+"
    )
    sent_under = re.compile(
        r"(?:['’]s)?\s+(?:delegation|team|mission)\s+(?:under|headed\s+by|led\s+by)\s+(?:[A-Z][\w.]*\s+){0,2}"
    )
    return (
        Phrase(org, aligned, (*org, *place, *person), "alignedWith", False, "aligned with", 0.8),
        Phrase(org, linked, (*org, *place, *person), "affiliatedWith", False, "affiliated with", 0.8),
        Phrase(org, of_a, org, "partOf", False, "of", 0.8),
        Phrase(org, possessive, org, "partOf", True, "possessive", 0.7),
        Phrase(org, within, place, "locatedIn", False, "organisation in place", 0.7),
        Phrase(org, of, place, "locatedIn", False, "organisation of place", 0.7),
        Phrase(org, of, person, "leaderOf", True, "organisation of a person", 0.6),
        Phrase(org, under, person, "commanderOf", True, "under the command of", 0.85),
        Phrase(org, whose_head, person, "leaderOf", True, "whose head", 0.85),
        Phrase(org, sent_under, person, "memberOf", True, "delegation under", 0.75),
        Phrase(org, led_by, person, "leaderOf", True, "led by", 0.8),
        Phrase(person, whose_body, org, "memberOf", False, "whose body", 0.75, FOLLOWING),
        Phrase(org, owned, person, "memberOf", True, "person of an organisation", 0.7),
        Phrase(person, possessive, org, "leaderOf", False, "organisation of a person", 0.6, FOLLOWING),
        Phrase(person, re.compile(rf",?\s+(?:of|from|with)\s+{THE}"), org, "memberOf", False, "of", 0.75),
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
    yield from _led(reading, block, names)


# -------------------------------------------------------------------------------------------- verbs


@cache
def _verbs() -> dict[str, dict[str, Any]]:
    return {word: entry for entry in lexicon.table("relations")["verb"] for word in entry["words"]}


def _by_verb(reading: Reading, block: Block, references: References) -> Iterator[RelationMention]:
    """ "X leads Y", "Y, led by X", "X, which belongs to Y", "Y, which Z supports"."""
    verbs = _verbs()
    for token in block.doc:
        if token.lemma_ in ("take", "assume", "have") and is_told(block, token):
            for who, body, subject, object in _taking_command(block, token, references):
                evidence = reading.passage(block, min(subject.i, object.i), max(subject.i, object.i))
                yield RelationMention(who, "commanderOf", body, "verb: take command", evidence, 0.85)
        entry = verbs.get(token.lemma_.lower()) if token.tag_.startswith("VB") else None
        if entry is None or not is_told(block, token):
            continue
        if entry.get("present") and token.tag_ not in ("VBZ", "VBP", "VBG"):
            continue
        for subject, object in _arguments(token, entry):
            x, y = _described(block, subject, references), _organization(block, object, references)
            if x is None or y is None or x.type not in entry["subject"] or y.type not in entry["object"]:
                continue
            relation = entry.get("person", entry["relation"]) if x.type == "Person" else entry["relation"]
            if relation == "commanderOf" and x.type != "Person":
                relation = "leaderOf"
            if relation in ("leaderOf", "commanderOf") and is_within(block, object):
                relation = "memberOf"
            low, high = sorted((subject.i, object.i, token.i))[::2]
            evidence = reading.passage(block, low, high)
            one, other = (y, x) if entry.get("reverse") else (x, y)
            yield RelationMention(one, relation, other, f"verb: {token.lemma_}", evidence, 0.85)


def _taking_command(
    block: Block, verb: Token, references: References
) -> Iterator[tuple[Mention, Mention, Token, Token]]:
    """Who is in command of what, by a verb and a noun: "took command of X"."""
    nouns = [n for n in syntax.objects(verb) if n.lemma_.lower() in COMMAND]
    subject = syntax.subject(verb)
    x = actor(block, subject, references) if subject is not None else None
    for preposition, token in [pair for noun in nouns for pair in syntax.obliques(noun)]:
        y = _organization(block, token, references)
        if (
            preposition == "of"
            and subject is not None
            and x is not None
            and y is not None
            and x.type == "Person"
            and y.type == "Organization"
        ):
            yield x, y, subject, token


def is_told(block: Block, token: Token) -> bool:
    """Whether a verb or predicate is told as a fact: not denied, planned, wished or thought of."""
    if factuality.of(Trigger(block, token, "", False, token.i, token.i, "")) == "actual":
        return True
    return _is_change(token) and is_told(block, token.head)


def _is_change(verb: Token) -> bool:
    """Whether somebody leaves one body for another: "left the army to join X"."""
    leaving = verb.head.lemma_ in ("leave", "quit", "defect", "desert", "abandon", "resign")
    return leaving and verb.lemma_ == "join" and verb.dep_ in ("advcl", "xcomp")


def _arguments(verb: Token, entry: dict[str, Any]) -> list[tuple[Token, Token]]:
    """Pairs of understood subject and object of a verb, whichever voice it is in."""
    subject = syntax.subject(verb.head if _is_change(verb) else verb)
    if subject is verb.head and verb.dep_ in syntax.RELATIVES:
        subject = _last_joined(subject, verb)
    if "of" in entry:
        objects = [noun for preposition, noun in syntax.obliques(verb) if preposition in entry["of"]]
        return [(subject, noun) for noun in objects] if subject is not None else []
    if syntax.is_passive(verb):
        return [(agent, subject) for agent in syntax.agents(verb)] if subject is not None else []
    objects = syntax.objects(verb)
    if not objects and verb.dep_ in syntax.RELATIVES and subject != verb.head:
        objects = [verb.head]  # "the group, which X supports"
    return [(subject, noun) for noun in objects] if subject is not None else []


def _last_joined(noun: Token, verb: Token) -> Token:
    """The last of joined nouns, where a relative clause in the singular follows: Y in "X and Y, which leads Z"."""
    finite = [verb, *(child for child in verb.children if child.dep_ in {"aux", "aux:pass", "auxpass", "cop"})]
    if not any(token.tag_ == "VBZ" or token.lower_ == "was" for token in finite):
        return noun
    return [token for token in syntax.with_conjuncts(noun) if token.i < verb.i][-1]


def is_within(block: Block, noun: Token) -> bool:
    """Whether a noun is a part of the body whose name stands with it: "the X delegation", "X's youth wing"."""
    return block.name(noun) is None and noun.lemma_.lower() in _parts()


@cache
def _parts() -> frozenset[str]:
    within = lexicon.words("groups", "collectives") | lexicon.words("groups", "parts")
    return within - set(lexicon.subtypes("organizations", "nominals"))


def _described(block: Block, token: Token, references: References) -> Mention | None:
    """What a noun names, or the name that it describes: X in "X, a group that backs Y"."""
    found = actor(block, token, references)
    return block.name(token.head) if found is None and token.dep_ == "appos" else found


def _organization(block: Block, token: Token, references: References) -> Mention | None:
    """What a noun names, or the organisation that modifies or is described by it ("the X movement", "X, a militia")."""
    found = actor(block, token, references)
    if found is None and token.dep_ == "appos":
        found = block.name(token.head)
    if found is None:
        own = token.lemma_.lower() in _kinds()
        modifiers = (block.name(modifier) for modifier in syntax.modifiers(token) if own)
        found = next((m for m in modifiers if m is not None and m.type == "Organization"), None)
    return found


@cache
def _kinds() -> frozenset[str]:
    """Nouns that stand with the name of a body as what it is or what is its own: "the X movement", "X fighters"."""
    own = [lexicon.words("groups", key) for key in ("collectives", "members", "parts")]
    return frozenset(lexicon.subtypes("organizations", "nominals")).union(*own)


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
            if phrase.kinds and right.subtype not in phrase.kinds:
                continue
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
    """ "X is part of Y", "X, another member of Y", "X is counted as a branch of Y", "X, an ally of Y"."""
    table = lexicon.table("relations")["nouns"]
    relation = {noun: kind for kind in ("partOf", "memberOf", "alignedWith") for noun in table[kind]}
    for index, mention in names:
        token = block.doc[index]
        relative = [c for c in token.children if c.dep_ in syntax.RELATIVES and c.tag_.startswith("NN")]
        described = [noun for noun in (*syntax.predicate_of(token), *relative) if is_told(block, noun)]
        described += syntax.appositions(token)
        described += [n for one in described if one.lower_ == "one" for p, n in syntax.obliques(one) if p == "of"]
        if token.dep_ in syntax.SUBJECTS and syntax.is_passive(token.head):
            described += [noun for preposition, noun in syntax.obliques(token.head) if preposition == "as"]
        for noun in described:
            kind = relation.get(noun.lemma_.lower())
            for target, whole in _wholes(block, noun, references) if kind else ():
                if kind is not None and _fits(mention, kind, whole) and mention != whole:
                    evidence = reading.passage(block, min(index, target.i), max(index, target.i))
                    yield RelationMention(mention, kind, whole, f"{noun.lemma_} of", evidence, 0.8)
    yield from _owned_by(reading, block, references, {noun: relation[noun] for noun in table["alignedWith"]})
    yield from _own_bodies(reading, block, references)


def _wholes(block: Block, noun: Token, references: References) -> Iterator[tuple[Token, Mention]]:
    """What somebody described by `noun` is part, member or ally of: "a branch of Y", "Y's ally"."""
    for preposition, target in syntax.obliques(noun):
        whole = _organization(block, target, references)
        if preposition in ("of", "to") and whole is not None:
            yield target, whole
    owner = syntax.possessor(noun)
    if owner is not None and (whole := _organization(block, owner, references)) is not None:
        yield owner, whole


def _fits(mention: Mention, relation: str, whole: Mention) -> bool:
    if relation == "alignedWith":
        return {mention.type, whole.type} <= {"Person", "Organization", "Place"}
    member = mention.type == "Organization" or (relation == "memberOf" and mention.type == "Place")
    return member and whole.type == "Organization"


def _owned_by(
    reading: Reading, block: Block, references: References, relation: dict[str, str]
) -> Iterator[RelationMention]:
    """ "Y's ally, the X movement", "its ally X": the name behind a noun with an owner."""
    doc = block.doc
    for noun in doc:
        owner = syntax.possessor(noun) if noun.tag_ == "NN" and noun.lemma_.lower() in relation else None
        whole = _organization(block, owner, references) if owner is not None else None
        if owner is None or whole is None:
            continue
        last, k = block.bounds[block.sentence_of[noun.i]][1], noun.i + 1
        while k < last and (doc[k].text in (",", "the", "The") or block.is_title(doc[k])):
            k += 1
        mention = block.name(doc[k]) if k <= last else None
        if mention is not None and mention.kind == "name" and _fits(mention, relation[noun.lemma_.lower()], whole):
            evidence = reading.passage(block, min(owner.i, k), max(owner.i, k))
            yield RelationMention(mention, relation[noun.lemma_.lower()], whole, f"{noun.lemma_} of", evidence, 0.8)


OWN = frozenset(("party", "movement", "employer", "union", "militia", "bloc", "faction", "firm", "company"))


def _own_bodies(reading: Reading, block: Block, references: References) -> Iterator[RelationMention]:
    """ "his party, the X", "her employer X": the body behind a noun that belongs to somebody."""
    doc = block.doc
    for noun in doc:
        owner = syntax.possessor(noun) if noun.lower_ in OWN else None
        who = actor(block, owner, references) if owner is not None else None
        if owner is None or who is None or who.type != "Person":
            continue
        last, k = block.bounds[block.sentence_of[noun.i]][1], noun.i + 1
        while k < last and doc[k].text in (",", "the", "The"):
            k += 1
        body = block.name(doc[k]) if k <= last else None
        if body is not None and body.kind == "name" and body.type == "Organization":
            yield RelationMention(who, "memberOf", body, f"own {noun.lower_}", reading.passage(block, owner.i, k), 0.8)


# --------------------------------------------------------------------------------------------- names


def _named_after(reading: Reading, block: Block, names: list[tuple[int, Mention]]) -> Iterator[RelationMention]:
    """Institutions whose name begins with their country ("Kenyan interior ministry") or the body they belong to."""
    organs = lexicon.table("relations")["nouns"]["organs"]
    for index, mention in names:
        if mention.type != "Organization" or mention.kind != "name":
            continue
        words = mention.text.split()
        for count in range(1, min(4, len(words))):
            front = re.sub(r"['’]s?$", "", " ".join(words[:count]))
            if is_country(front) and mention.subtype in _of_state():
                whole = _front(mention, front, "Place", "demonym")
                evidence = reading.passage(block, index, index)
                yield RelationMention(mention, "partOf", whole, "named after its country", evidence, 0.85)
                break
            if words[-1].lower() in organs and any(
                m.text == front and m.type == "Organization" and m.kind == "name" for m in reading.names()
            ):
                evidence = reading.passage(block, index, index)
                whole = _front(mention, front, "Organization", "name")
                yield RelationMention(mention, "partOf", whole, "named after its whole", evidence, 0.75)
                break


def _front(mention: Mention, front: str, type: str, kind: str) -> Mention:
    """The first words of a name as a mention of their own."""
    return Mention(mention.document, mention.begin, mention.begin + len(front), front, mention.sentence, type, kind)


def _alignments(reading: Reading, block: Block) -> Iterator[RelationMention]:
    """ "Iran-backed X", "the pro-Russian Y party": the name that the adjective stands before."""
    for index in sorted(block.names):
        if not block.is_adjective(block.doc[index]) or not ALIGNED.search(block.surfaces[index]):
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
    for place, body, evidence in _before_body(reading, block, "-based"):
        yield RelationMention(body, "basedIn", place, "based adjective", evidence, 0.9)


def _led(reading: Reading, block: Block, names: list[tuple[int, Mention]]) -> Iterator[RelationMention]:
    """ "the Saudi-led coalition", "the Russia-led X": the state that leads the body."""
    for leader, body, evidence in _before_body(reading, block, "-led"):
        if leader.type == "Place":
            yield RelationMention(leader, "leaderOf", body, "led adjective", evidence, 0.85)
    for index, mention in names:
        front, _, rest = mention.text.partition("-led ")
        if mention.type == "Organization" and rest and is_country(front):
            leader = _front(mention, front, "Place", "demonym")
            evidence = reading.passage(block, index, index)
            yield RelationMention(leader, "leaderOf", mention, "led adjective", evidence, 0.85)


def _before_body(reading: Reading, block: Block, ending: str) -> Iterator[tuple[Mention, Mention, Passage]]:
    """The name inside an adjective with this ending, the organisation that it stands before, and both as written."""
    for index in sorted(block.names):
        if not block.is_adjective(block.doc[index]) or not block.surfaces[index].endswith(ending):
            continue
        for other in range(index + 1, min(index + 4, len(block.doc))):
            mention = block.name(block.doc[other])
            if mention is not None:
                if mention.type == "Organization":
                    yield block.names[index][0], mention, reading.passage(block, index, other)
                break
