"""Who did it and to whom: roles that verbs and nouns fill alike."""

from __future__ import annotations

from functools import cache

from kg import lexicon
from kg.extract import quantities, syntax
from kg.extract.actors import References, actor, name_of
from kg.extract.countries import states
from kg.extract.events.draft import ACTORS, MEASURES, VIOLENT, Draft
from kg.extract.events.places import place_of
from kg.extract.reading import Block, Reading
from kg.extract.tokens import Token
from kg.extract.triggers import frame
from kg.model import Mention, Quantity

COUNTED = frozenset(
    ["hundred", "thousand", "ten", "dozen", "number", "crowd", "majority", "most", "half", "score", "rest"]
)
WRECKING = ("destroy", "devastate")
DELEGATED = ("visit", "meeting", "talks", "agreement", "ceasefire")


def object_role(draft: Draft) -> str:
    """The role of whom it is done to."""
    key, type = draft.trigger.key, draft.trigger.type
    casualties = lexicon.table("events")["casualties"]
    if key in casualties["killed"] or type in ("killing", "assassination", "death"):
        return "killed"
    if key in casualties["wounded"]:
        return "wounded"
    if type in ("arrest", "abduction"):
        return "arrested" if type == "arrest" else "target"
    return "target"


def take_actor(block: Block, draft: Draft, token: Token, references: References) -> None:
    """The subject: an actor, or a weapon with its owner."""
    for part in syntax.with_conjuncts(token):
        found = acting(block, part, references)
        draft.take("agent", found, "subject")
        for other in _sharing(block, part):
            draft.take("agent", other, "subject", 0.75)
        leaving = draft.trigger.type == "withdrawal"  # "foreign troops from X": whence they go
        for mention in _countries_of(block, part) if found is None else ():
            draft.take("place" if leaving else "agent", mention, "subject", 0.7)
        for leader in leaders_of(part) if draft.trigger.type in DELEGATED else ():
            draft.take("agent", name_of(block, leader), "led by", 0.75)
        if part.lemma_.lower() in lexicon.table("events")["weapons"]["words"] and not draft.weapon:
            draft.weapon = part.lemma_.lower()


def _sharing(block: Block, group: Token) -> list[Mention]:
    """The others before a group of people that several share: Chile in "Peruvian and Chilean troops"."""
    if group.lemma_.lower() not in lexicon.words("groups", "state_groups"):
        return []
    names = (block.name(n) for modifier in syntax.modifiers(group) for n in syntax.conjuncts(modifier) if n.i < group.i)
    return [name for name in names if name is not None and name.type in ("Place", "Organization")]


def acting(block: Block, token: Token, references: References) -> Mention | None:
    """The actor that a subject is, or describes once more: "X, the group that carried out the raid"."""
    found = actor(block, token, references)
    if found is not None and found.type != "AnonymousSource":
        return found
    if token.dep_ == "appos":
        return name_of(block, token.head)
    if token.tag_ == "PRP" and (subject := _around(token)) is not None:
        parts = (acting(block, part, references) for part in syntax.with_conjuncts(subject))
        return next(filter(None, parts), None)
    lemma = token.lemma_.lower()
    if lemma in lexicon.words("groups", "collectives"):  # "a delegation from X", however it was parsed
        after = [t for t in token.doc[token.i + 1 : token.i + 5] if t.dep_ != "det"]
        if len(after) > 1 and after[0].lower_ == "from" and (named := block.name(after[1])) is not None:
            return named if named.type in ACTORS else None
    if lemma in COUNTED or token.lower_ in quantities.VAGUE:  # "thousands of party members"
        counted = (
            actor(block, noun, references) for preposition, noun in syntax.obliques(token) if preposition == "of"
        )
        return next(filter(None, counted), None)
    owner = syntax.possessor(token)
    if owner is not None and (
        lemma in lexicon.words("groups", "state_groups") or lemma in lexicon.table("events")["weapons"]["words"]
    ):
        return references.get(block.begins[owner.i])  # "its drones hit the depot"
    return None


def _around(pronoun: Token) -> Token | None:
    """The subject of the clause around that of a pronoun: "members of the party wave flags as they march"."""
    verb = pronoun.head
    if pronoun.dep_ not in syntax.SUBJECTS or verb.dep_ != "advcl" or pronoun.lower_ not in ("they", "it"):
        return None
    subject = next((c for c in verb.head.children if c.dep_ in syntax.SUBJECTS and c.i < pronoun.i), None)
    plural = subject is not None and (
        subject.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in subject.children)
    )
    return subject if plural == (pronoun.lower_ == "they") else None


def _countries_of(block: Block, noun: Token) -> list[Mention]:
    """The states whose men act together: "the foreign ministers of X and Y met"."""
    lemma = noun.lemma_.lower()
    if noun.tag_ != "NNS" or lemma not in (
        *lexicon.words("titles", "offices"),
        *lexicon.words("groups", "state_groups"),
    ):
        return []
    named = [block.name(token) for preposition, token in syntax.obliques(noun) if preposition in ("of", "from")]
    return [
        mention for mention in named if mention is not None and mention.type == "Place" and mention.text in states()
    ]


def leaders_of(noun: Token) -> list[Token]:
    """Who leads those who travel or meet: X in "a delegation headed by the minister, X,"."""
    return [
        token
        for clause in noun.children
        if clause.dep_ == "acl" and clause.lemma_ in ("head", "lead") and clause.tag_ == "VBN"
        for token in syntax.agents(clause)
    ]


def take_undergoer(
    reading: Reading, block: Block, draft: Draft, role: str, token: Token, references: References
) -> None:
    """The one it is done to: an actor, a facility, a count of people; munitions that were fired."""
    lemma = token.lemma_.lower()
    if (
        draft.trigger.key in lexicon.table("events")["frames"]["munition_objects"]
        and lemma in lexicon.table("events")["weapons"]["munitions"]
    ):
        draft.weapon = lemma
        draft.count(_quantity(reading, block, "munitions", token, quantities.bounds(block, token)))
        return
    victims = [token, *_named_among(token)] if role in MEASURES else [token]
    for part in victims:
        whom = _struck(block, part, references) if draft.trigger.type in VIOLENT else actor(block, part, references)
        whom = (
            _identified_as(block, part, references)
            or whom
            or (acting(block, part, references) if role == "agent" else None)
        )
        if whom is not None and whom.type == "Place" and _is_office(part.doc[part.i - 1] if part.i else part):
            continue  # "the killing of a rebel leader Paris blames for raids"
        moved = draft.trigger.type in ("capture", "movement", "deployment") or draft.trigger.key == "fall"
        seat = whom is not None and whom.type == "Place" and moved
        draft.take("place" if seat else role, whom, "object")  # "took Goma", "fled Goma"
        if whom is None and (draft.trigger.type in VIOLENT or draft.trigger.key in WRECKING):  # "seized the town of X"
            draft.take("place", place_of(block, part, references), "object")
        for noun in syntax.appositions(part):
            draft.take(role, name_of(block, noun), "apposition")
    if role in MEASURES and token.dep_ != "conj":
        low_high = quantities.people(block, token)
        if low_high == (1, 1) and quantities.bounds(block, token) is None:
            low_high = None  # one person named is no toll
        if low_high is not None and quantities.is_additional(token):
            low_high = (low_high[0], None) if low_high[0] == 1 else low_high
        draft.count(_quantity(reading, block, MEASURES[role], token, low_high))


def _identified_as(block: Block, noun: Token, references: References) -> Mention | None:
    """Whom a description is later given the name of: "the man killed … was identified as X", "a guard named as X".

    Or whose members they were: "two men identified as X fighters".
    """
    verbs: list[Token] = []
    if noun.dep_ in syntax.SUBJECTS:  # the parser takes "the man killed … was identified as X" for two verbs
        verbs = [noun.head, *syntax.conjuncts(noun.head), *(c for c in noun.head.children if c.dep_ == "advcl")]
    for verb in (*verbs, *(child for child in noun.children if child.dep_ == "acl")):
        if verb.lemma_ in {"identify", "name"}:
            for preposition, token in syntax.obliques(verb):
                if preposition != "as":
                    continue
                if (mention := name_of(block, token) or _struck(block, token, references)) is not None:
                    return mention
    return None


def _is_office(token: Token) -> bool:
    return token.tag_ == "NN" and token.lemma_.lower() in lexicon.words("titles", "offices")


def _named_among(token: Token) -> list[Token]:
    """Those that "including" and "among them" single out: X in "three people, including X"."""
    return [noun for preposition, noun in syntax.obliques(token) if preposition in quantities.NAMING]


def _quantity(
    reading: Reading, block: Block, measure: str, token: Token, low_high: tuple[int | None, int | None] | None
) -> Quantity | None:
    if low_high is None:
        return None
    return Quantity(
        measure, low_high[0], low_high[1], reading.passage(block, max(syntax.left(token), token.i - 6), token.i)
    )


def _struck(block: Block, token: Token, references: References) -> Mention | None:
    """Whom an attack is done to: an actor, whose members or sites are hit ("members of the group", "its base")."""
    mention = actor(block, token, references)
    if mention is not None:
        return mention
    lemma = token.lemma_.lower()
    members = lemma in lexicon.words("groups", "members") | lexicon.words("groups", "collectives")
    if not (members and token.tag_ == "NNS") and lemma not in _sites():
        return None
    owner = syntax.possessor(token)
    belongs = [*syntax.modifiers(token), *([owner] if owner is not None else [])]
    belongs += [noun for preposition, noun in syntax.obliques(token) if preposition in ("of", "belonging to")]
    for part in belongs:
        inner = block.name(part) or references.get(block.begins[part.i])
        if inner is not None and inner.type == "Organization":
            return inner
    return None


@cache
def _sites() -> frozenset[str]:
    return frozenset(lexicon.table("events")["frames"]["sites"])


def take_oblique(block: Block, draft: Draft, preposition: str, token: Token, references: References) -> None:
    """What a preposition adds to an event."""
    type = draft.trigger.type
    mention = _struck(block, token, references) if type in VIOLENT else actor(block, token, references)
    word = preposition.split()[-1]
    if word == "of" and draft.trigger.key == "take control":
        draft.take("place", place_of(block, token, references), "of")
    elif word == "to" and draft.trigger.key in ("set fire", "set ablaze"):
        draft.take("target", mention, "to")
    elif word == "by" and draft.trigger.is_noun:
        take_actor(block, draft, token, references)
    elif word == "between":
        draft.take("agent", mention, "between")
    elif word in ("with", "alongside") and type in frame("mutual"):
        draft.take("agent", mention, "with")
    elif word == "with" and token.lemma_.lower() in lexicon.table("events")["weapons"]["words"]:
        draft.weapon = draft.weapon or token.lemma_.lower()
    elif word == "on" and _is_blamed(draft.trigger.token):
        return  # "blamed the raid on X"
    elif word in ("on", "against", "at") and type in VIOLENT and mention is not None:
        if (
            mention.type in ("Place", "Facility")
            and token.i in block.names
            and mention.text not in states()
            and mention.kind == "name"
        ):
            draft.take("place", mention, word)
        building = type in ("killing", "assassination") and mention.type in ("Place", "Facility")
        if not building and (
            mention.type != "Place" or word == "against" or token.i not in block.names or mention.text in states()
        ):
            draft.take("target", mention, word)
    elif word in ("against", "on") and mention is not None and type not in frame("mutual") and mention.type != "Place":
        draft.take("target", mention, word)
    elif (word == "from" and type in ("withdrawal", "movement")) or (
        word in ("to", "into") and type in ("visit", "deployment", "movement")
    ):
        draft.take("place", place_of(block, token, references), word)


def _is_blamed(noun: Token) -> bool:
    """Whether an event is what somebody is given the blame of; "blamed X for raids on Y" says for what."""
    above = list(noun.ancestors)[:2]
    return any(verb.lemma_ == "blame" for verb in above) and not any(child.lower_ == "for" for child in noun.children)
