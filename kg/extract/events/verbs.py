"""The roles around a verb: subject, object, passive, what its prepositions add."""

from __future__ import annotations

from kg import lexicon
from kg.extract import quantities, syntax
from kg.extract.actors import References, actor, name_of
from kg.extract.countries import states
from kg.extract.events.draft import MEASURES, Draft
from kg.extract.events.places import place_of, take_scene_of
from kg.extract.events.roles import acting, leaders_of, object_role, take_actor, take_oblique, take_undergoer
from kg.extract.reading import Block, Reading
from kg.extract.tokens import Token
from kg.extract.triggers import frame


def verb_roles(reading: Reading, block: Block, draft: Draft, references: References) -> None:
    """Give a verb its subject, its object and what its prepositions add."""
    verb, trigger = draft.trigger.token, draft.trigger
    subject = understood_subject(block, verb)
    undergoer = object_role(draft)
    if trigger.type in ("withdrawal", "deployment"):
        undergoer = "agent"  # troops that are withdrawn withdraw
    if trigger.passive:
        count = _count_before(verb)
        named = [c for c in verb.children if c.dep_ in syntax.SUBJECTS and c.i < verb.i and c.i in block.names]
        if subject is not None and subject.i not in block.names and named and 0 < named[0].i - subject.i <= 2:
            subject = named[0]  # "his brother X was shot", "his brother, X, was shot", taken for two subjects
        for token in [count] if count is not None else syntax.with_conjuncts(subject) if subject is not None else []:
            take_undergoer(reading, block, draft, undergoer, token, references)
            for leader in leaders_of(token) if undergoer == "agent" else ():
                draft.take("agent", actor(block, leader, references), "led by", 0.75)
        for token in syntax.agents(verb):
            take_actor(block, draft, token, references)
            take_scene_of(block, draft, token, references, 2)  # "detained by police in X"
    elif trigger.type in frame("subject_is_victim") or trigger.key in lexicon.table("events")["casualties"]["fatal"]:
        if subject is not None:
            take_undergoer(
                reading, block, draft, "killed" if trigger.type == "death" else "participant", subject, references
            )
    else:
        others = [child for child in verb.children if child.dep_ in syntax.SUBJECTS and child != subject]
        doubled = subject is not None and others and others[0].i < verb.i and acting(block, subject, references) is None
        if subject is not None:  # "the president, X, met …" may be parsed as two subjects
            take_actor(block, draft, others[0] if doubled else subject, references)
        for token in syntax.objects(verb):
            if trigger.type in frame("object_is_place"):
                draft.take("place", place_of(block, token, references), "object")
                continue
            take_undergoer(
                reading,
                block,
                draft,
                "agent" if trigger.type in ("meeting", "talks", "agreement") else undergoer,
                token,
                references,
            )
    if undergoer in MEASURES:
        for token in _named_behind(block, verb):
            draft.take(undergoer, name_of(block, token), "named among them")
    split = trigger.key == "take control" or trigger.key.endswith(" delegation")
    inside = syntax.objects(verb) if split else []  # "took control of X", "led a delegation to X"
    for preposition, token in (pair for head in (verb, *inside) for pair in syntax.obliques(head)):
        take_oblique(block, draft, preposition, token, references)


def _named_behind(block: Block, verb: Token) -> list[Token]:
    """Those whom words behind the verb single out: "were killed, including X", "… among them X and Y"."""
    found = [
        noun for preposition, noun in syntax.obliques(verb) if preposition in quantities.NAMING and noun.i > verb.i
    ]
    for noun in found:
        if noun.lower_ in ("them", "whom") and noun.i + 1 < len(verb.doc) and verb.doc[noun.i + 1].i in block.names:
            found = [*found, *syntax.with_conjuncts(verb.doc[noun.i + 1])]
    return found


def _count_before(verb: Token) -> Token | None:
    """The number that stands for the subject of a participle without one: "and 60 injured"."""
    before = verb.doc[verb.i - 1] if verb.i > 0 else None
    alone = verb.tag_ == "VBN" and not syntax.auxiliaries(verb)
    return before if before is not None and alone and before.tag_ == "CD" else None


def understood_subject(block: Block, verb: Token) -> Token | None:
    """The understood subject; a place that a relative clause merely stands next to is none ("a blast in X that …").

    Nor is the source of a report the one who did it: "police said the blast killed four and wounded ten".
    """
    subject = syntax.subject(verb)
    casualties = lexicon.table("events")["casualties"]
    if verb.dep_ == "conj" and verb.lemma_.lower() in casualties["killed"] + casualties["wounded"]:
        own = any(child.dep_ in syntax.SUBJECTS for child in verb.children)
        if not own and verb.head.lemma_ in lexicon.subtypes("speech", "acts"):
            return None
    if subject is not None and verb.dep_ in syntax.RELATIVES | {"acl"}:
        mention = block.name(subject)
        if mention is not None and mention.type in ("Place", "Facility") and mention.text not in states():
            return None
    return subject
