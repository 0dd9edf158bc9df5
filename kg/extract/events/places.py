"""Where it happened: places under the trigger, its participants and the verb above it."""

from __future__ import annotations

from kg import lexicon
from kg.extract import syntax
from kg.extract.actors import References, name_of
from kg.extract.countries import states
from kg.extract.events.draft import Draft, support_behind, whole
from kg.extract.reading import Block
from kg.extract.tokens import Token
from kg.model import Mention

LOCATIVE = frozenset(
    ["in", "at", "near", "outside", "inside", "around", "across", "within", "over", "throughout", "off", "through"]
)
SWEEPING = frozenset(
    ["sweep", "hit", "strike", "batter", "ravage", "rip", "tear", "inundate", "engulf", "devastate", "rock"]
)
TIMES = frozenset(["hour", "day", "night", "week", "month", "year"])
SETTLED = frozenset(["town", "city", "village", "port", "capital", "hamlet", "island", "resort"])
COMPASS = frozenset({"south", "north", "east", "west", "southeast", "southwest", "northeast", "northwest"})


def give_places(block: Block, draft: Draft, here: dict[int, Draft], references: References) -> None:
    """Places under the trigger, under what it is done to, or under the verb that a noun trigger is an argument of."""
    token = draft.trigger.token
    for head in whole(token):
        _places_below(block, draft, head, 0, references)
    if token.dep_ in syntax.RELATIVES and any(child.lower_ == "where" for child in token.children):
        draft.take("place", place_of(block, token.head, references), "where")
    for child in token.children:
        if child.dep_ in syntax.OBJECTS | syntax.SUBJECTS or (child.dep_ == "nmod" and block.name(child) is not None):
            if child.i not in here:
                take_scene_of(block, draft, child, references)
        elif child.lower_ in COMPASS:
            for preposition, noun in syntax.obliques(child):
                if preposition == "of":
                    draft.take("place", place_of(block, noun, references), child.lower_)
    if draft.trigger.is_noun:
        swept = [c for c in token.children if c.dep_ in syntax.RELATIVES and c.lemma_ in SWEEPING]
        for clause in (*support_behind(token), *swept):  # "floods that swept through X"
            take_scene_of(block, draft, clause, references, depth=2)
    if draft.trigger.is_noun and token.dep_ in syntax.SUBJECTS | syntax.OBJECTS and token.head.tag_.startswith("VB"):
        for preposition, noun in syntax.obliques(token.head):
            low, high = sorted((token.i, noun.i))
            if preposition.split()[-1] in LOCATIVE and not any(
                low < other < high for other in here if other != token.head.i
            ):
                draft.take("place", place_of(block, noun, references), preposition)
                if not draft.having("place"):
                    _places_below(block, draft, noun, 1, references)  # "signed a truce in a hotel in X"
        for clause in token.children:
            if clause.dep_ == "acl" and clause.tag_ == "VBN" and clause.lemma_ in ("hold", "stage", "sign", "host"):
                take_scene_of(block, draft, clause, references, 2)  # "the summit, held in X,"
    if draft.trigger.type in ("clash", "attack", "strike") and not draft.having("place"):
        for preposition, noun in syntax.obliques(token):
            if preposition in ("with", "between", "against", "on", "at"):
                take_scene_of(block, draft, noun, references, 2)  # "clashed with rebels in X"
        for child in token.children:
            owner = syntax.possessor(child) if child.dep_ in syntax.OBJECTS else None
            if owner is not None and child.i not in block.names:
                draft.take("place", _town(block, owner), "possessor", 0.7)  # "shelled X's market"
    under = any(child.dep_ == "case" and child.lower_ == "under" for child in token.children)
    for head in (token, *([token.head] if under else [])):  # "came under attack 100 times in X"
        for child in head.children:
            if child.dep_ in ("obl:unmarked", "obl:tmod", "npadvmod") and child.lemma_ == "time":
                _places_below(block, draft, child, 0, references)
        if head is not token and not draft.having("place"):
            _places_below(block, draft, head, 1, references)
    if not draft.having("place"):
        _around(block, draft, references)
    if not draft.having("place"):
        _fronted(block, draft, references)
    if not draft.having("place") and not draft.trigger.is_noun:
        _opening(block, draft, references)


def _around(block: Block, draft: Draft, references: References) -> None:
    """Places of what went on at the same time: "shot while leaving a shop in X", "gathered in X for a protest"."""
    token = draft.trigger.token
    for clause in token.children:
        own = any(child.dep_ in syntax.SUBJECTS for child in clause.children)
        during = any(
            child.dep_ in ("mark", "advmod") and child.lower_ in ("while", "when") for child in clause.children
        )
        if clause.dep_ == "advcl" and during and not own:
            for part in (clause, *syntax.objects(clause)):
                take_scene_of(block, draft, part, references, 1)
    purpose = any(child.dep_ == "case" and child.lower_ == "for" for child in token.children)
    if draft.trigger.is_noun and purpose and token.head.lemma_ in ("gather", "assemble", "meet", "convene"):
        take_scene_of(block, draft, token.head, references, 1)


def _opening(block: Block, draft: Draft, references: References) -> None:
    """A place that opens the sentence, whatever the parser hung it to: "In X, men marched, and police held ten"."""
    token = draft.trigger.token
    first = block.bounds[block.sentence_of[token.i]][0]
    doc = block.doc
    if doc[first].lower_ not in ("in", "at", "near", "outside") or first + 2 > token.i:
        return
    named = next((t for t in doc[first + 1 : first + 4] if t.i in block.names), None)
    if named is None or doc[named.i + 1].text != ",":
        return
    path = [token, *token.ancestors]
    if not any(part.dep_ in (*syntax.RELATIVES, "ccomp", "parataxis") for part in path):
        draft.take("place", place_of(block, named, references), doc[first].lower_, 0.7)


def _town(block: Block, token: Token) -> Mention | None:
    named = block.name(token)
    town = named is not None and named.type == "Place" and named.kind == "name" and named.text not in states()
    return named if town else None


def _fronted(block: Block, draft: Draft, references: References) -> None:
    """A place in front of whoever tells of the event: "In X, the governor said gunmen had killed two"."""
    clause = draft.trigger.token
    while clause.dep_ in (*syntax.SUBJECTS, *syntax.OBJECTS, "conj"):
        clause = clause.head
    verb = clause.head
    if clause.dep_ not in ("ccomp", "parataxis") or verb.lemma_ not in lexicon.subtypes("speech", "acts"):
        return
    for preposition, noun in syntax.obliques(verb):
        subject = syntax.subject(verb)
        ahead = subject is not None and noun.i < subject.i and noun.i < clause.i
        comma = any(t.text == "," for t in noun.doc[noun.i : subject.i]) if ahead and subject is not None else False
        if comma and preposition.split()[-1] in LOCATIVE:
            draft.take("place", place_of(block, noun, references), "in front", 0.65)


def place_of(block: Block, token: Token, references: References) -> Mention | None:
    """The place that a noun names, or that its modifiers name ("the X district")."""
    lemma = token.lemma_.lower()
    area = (
        [block.name(part) for part in syntax.modifiers(token)] if lemma in ("territory", "district", "region") else []
    )
    mention = next(filter(None, area), None) or name_of(block, token) or references.get(block.begins[token.i])
    if mention is not None:
        return mention if mention.type in ("Place", "Facility") else None
    if (
        lemma in lexicon.subtypes("places", "areas")
        or lemma in lexicon.subtypes("places", "facilities")
        or lemma in {"residence", "home", "house", "apartment", "flat", "office", "venue"}
        or lemma in {"part", "suburb", "heart", "quarter", "centre", "downtown"}
        or lemma in {"area", "outskirt", "north", "south", "east", "west", "border", "centre", "center"}
    ):
        of = [noun for preposition, noun in syntax.obliques(token) if preposition == "of"]  # "the town of X"
        before = syntax.modifiers(token)  # "the X valley town of Y" is Y, "the X district of Y" is X
        for part in (*of, *before) if lemma in SETTLED else (*before, *of):
            inner = block.name(part)
            if inner is not None and inner.type in ("Place", "Facility") and inner.kind == "name":
                return inner
    return None


def take_scene_of(block: Block, draft: Draft, token: Token, references: References, depth: int = 0) -> None:
    """Places that the parser hung to what the event is done to ("killed a leader of X in Lima")."""
    for preposition, noun in syntax.obliques(token):
        if preposition.split()[-1] in LOCATIVE:
            place = place_of(block, noun, references)
            draft.take("place", place, preposition, 0.7)
            if noun.lemma_ in TIMES or (place is None and depth < 2):  # "held last week in X", "at a hotel in X"
                take_scene_of(block, draft, noun, references, 2)
        elif depth < 2:
            take_scene_of(block, draft, noun, references, depth + 1)


def _places_below(block: Block, draft: Draft, token: Token, depth: int, references: References) -> None:
    for preposition, noun in syntax.obliques(token):
        if preposition.split()[-1] in LOCATIVE or (preposition.split()[-1] in ("on", "of") and _is_area(block, noun)):
            place = place_of(block, noun, references)
            draft.take("place", place, preposition, 0.85)
            if place is not None and place.type == "Facility" and depth < 2:
                _places_below(block, draft, noun, depth + 1, references)  # "at the X mosque in Y"
            if (owner := syntax.possessor(noun)) is not None:
                draft.take("place", place_of(block, owner, references), "possessor")
            if place is None and depth < 2:
                _places_below(block, draft, noun, depth + 1, references)
        elif depth < 2 and noun.i not in block.names and preposition in ("of", "on", "against", "at"):
            draft.take("place", place_of(block, noun, references), preposition)  # "an attack on the village of X"
            _places_below(block, draft, noun, depth + 1, references)


def _is_area(block: Block, token: Token) -> bool:
    mention = block.name(token)
    return mention is not None and mention.type == "Facility"
