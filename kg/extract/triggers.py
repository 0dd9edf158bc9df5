"""The words that set off event mentions: verbs and event nouns of kg/lexicon/events.toml, in their event sense."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg import lexicon
from kg.extract import syntax
from kg.extract.countries import is_country
from kg.extract.reading import Block, Reading
from kg.extract.tokens import Token


@dataclass(frozen=True, slots=True, eq=False)
class Trigger:
    """A token that sets off an event mention, with the event's type and the tokens that belong to the trigger."""

    block: Block
    token: Token
    type: str
    is_noun: bool
    first: int
    last: int
    key: str  # the entry of the lexicon
    passive: bool = False  # of verbs: whether the subject undergoes it


PEOPLE = frozenset({"he", "she", "him", "her"})
DRAFTS = frozenset({"resolution", "bill", "law", "motion", "amendment"})
LITERAL = frozenset({"shell", "bomb", "bombard", "storm", "raid", "torch", "loot", "ransack", "attack"})  # markets too


def find(reading: Reading) -> tuple[Trigger, ...]:
    """The triggers of a story in reading order."""
    return tuple(
        trigger for block in reading.blocks for token in block.doc if (trigger := _trigger(block, token)) is not None
    )


def _trigger(block: Block, token: Token) -> Trigger | None:
    if token.i in block.names:
        return _named(block, token)
    if token.tag_.startswith("VB"):
        mistagged = token.tag_ in ("VBZ", "VB", "VBP") and token.lemma_.lower() not in _verbs()
        mistagged = mistagged or _is_armed_noun(token)
        return _noun(block, token) if mistagged and _is_event_noun(token) else _verb(block, token)
    if token.lower_ == "shot" and token.i + 1 < len(block.doc) and token.nbor().lower_ == "dead":
        return Trigger(
            block, token, _verbs()["shoot dead"], False, token.i, token.i + 1, "shoot dead"
        )  # whatever its tag
    if token.i > 0 and token.lower_ in _verbs() and token.nbor(-1).lower_ in ("they", "we", "i", "you"):
        return _verb(block, token)  # "as they march", taken for a noun
    if token.tag_.startswith("NN") or (token.tag_ == "JJ" and token.dep_ not in ("amod", "compound")):
        return _noun(block, token)
    return None


def _is_armed_noun(token: Token) -> bool:
    """Whether a noun behind its weapon was taken for a verb: "in the drone raid on X"."""
    if token.tag_ not in ("VB", "VBP") or token.i < 2 or any(child.dep_ in syntax.SUBJECTS for child in token.children):
        return False
    weapon, before = token.nbor(-1), token.nbor(-2)
    return weapon.lemma_ in lexicon.table("events")["weapons"]["words"] and before.tag_ in ("DT", "JJ", "PRP$")


def _is_event_noun(token: Token) -> bool:
    """Whether a word that is no verb of the lexicon is a noun of it, whatever its tag: "repeated airstrikes"."""
    return token.lemma_.lower() in _nouns() or token.lower_ in _nouns() or token.lower_.removesuffix("s") in _nouns()


@cache
def _verbs() -> dict[str, str]:
    return lexicon.subtypes("events", "verbs")


@cache
def _nouns() -> dict[str, str]:
    return lexicon.subtypes("events", "nouns")


def _verb(block: Block, token: Token) -> Trigger | None:
    key, last = _verb_entry(token)
    if (key == "hold" and not _is_held(token)) or (key == "go off" and not _is_hit_by_arms(token)):
        return None
    if key == "rule" and any(child.lower_ in ("out", "by") for child in token.children):
        return None
    if key is None or token.dep_ in {"aux", "case", "mark", "amod", "compound"}:
        return None
    if token.tag_ == "VB" and any(child.dep_ == "nsubj:outer" for child in token.children):
        return None  # "their mission is to fight": what somebody is for
    if token.tag_ == "VBN" and token.dep_ == "acl" and _verbs()[key] == "deployment":
        return None  # "the troops stationed there": a state
    if token.tag_ == "VBN" and token.i > 0 and block.doc[token.i - 1].lower_ in {"the", "those"}:
        return None  # "the wounded"
    type = _verbs()[key]
    objects = syntax.objects(token)
    if key.endswith(" delegation") and not any(preposition == "to" for preposition, _ in _after(token, objects)):
        return None  # "led a delegation to Lima" is a journey
    if key == "sink" and not objects and not syntax.is_passive(token) and not _is_driven(token):
        return None  # "hearts sank"
    if (key == "surrender" and objects) or (key == "back" and not objects):
        return None  # weapons, a lead; "troops backed by helicopters"
    passive = syntax.is_passive(token) or (not objects and _is_reduced(token, key, type))
    if key in lexicon.table("events")["frames"]["munition_objects"]:
        munition = any(o.lemma_.lower() in lexicon.table("events")["weapons"]["munitions"] for o in objects) or (
            syntax.is_passive(token)
            and (s := syntax.subject(token)) is not None
            and s.lemma_.lower() in lexicon.table("events")["weapons"]["munitions"]
        )
        if not munition:
            return None
    if key == "meet" and not objects and _is_several(syntax.subject(token)):
        return Trigger(block, token, type, False, min(token.i, last), max(token.i, last), key)
    if key in _needing_objects() and not objects and not passive:
        if token.lower_ in _nouns() and _is_gerund_noun(block, token):
            return Trigger(block, token, _nouns()[token.lower_], True, token.i, token.i, token.lower_)
        return None
    if objects and key not in LITERAL and all(_is_idle_object(o) for o in objects) and not _is_hit_by_arms(token):
        return None
    if objects and not _suits(block, key, type, objects):
        return None
    undergoing = objects or ([subject] if (subject := syntax.subject(token)) else [])
    if not _is_done_to_such(block, token, key, undergoing):
        return None
    if key.endswith(" into") and type == "attack" and not _is_hit_by_arms(token):
        if not _is_driven(token):
            return None  # a storm slams into a coast
        type = "crash"
    if key in ("seize", "capture") and (passive or objects) and any(_is_person(block, noun) for noun in undergoing):
        type = _seizing(token, passive)
    return Trigger(block, token, type, False, min(token.i, last), max(token.i, last), key, passive)


def _is_held(verb: Token) -> bool:
    """Whether people are kept by the police: "three held over a bombing", "was held on suspicion of fraud"."""
    reasons = {"over", "for", "on", "without", "after", "in"}
    behind = {preposition.split()[0]: noun for preposition, noun in syntax.obliques(verb)}
    if not syntax.is_passive(verb) or syntax.objects(verb) or not reasons & set(behind):
        return False
    for preposition in sorted(reasons & set(behind)):
        noun = behind[preposition]
        if preposition in ("over", "for") and (noun.lemma_.lower() in _nouns() or noun.lemma_ == "case"):
            return True
        if noun.lemma_ in ("suspicion", "charge", "trial", "custody", "connection", "warrant"):
            return True
    return False


def _seizing(verb: Token, passive: bool) -> str:
    """Whether people who are seized are arrested or abducted: that depends on who seizes them."""
    by = syntax.agents(verb) if passive else [subject] if (subject := syntax.subject(verb)) is not None else []
    return "abduction" if any(noun.lemma_.lower() in lexicon.words("groups", "outlaws") for noun in by) else "arrest"


def _after(verb: Token, objects: list[Token]) -> list[tuple[str, Token]]:
    return [pair for head in (verb, *objects) for pair in syntax.obliques(head)]


def _is_done_to_such(block: Block, verb: Token, key: str, undergoing: list[Token]) -> bool:
    """Whether a verb of many senses is used of what makes it an event: "freed 40 detainees", "took Goma"."""
    table = lexicon.table("events")
    kinds = table["done_to"].get(key)
    if kinds is None:
        return True
    if kinds == ["town"]:
        return any(_is_town(block, noun) for noun in undergoing) and _is_force_acting(block, verb)
    known = {word for kind in kinds for word in table["kinds"][kind]}
    people = "people" in kinds
    for noun in (n for u in undergoing for n in (u, *syntax.appositions(u))):
        if known & {noun.lemma_.lower(), *(m.lemma_.lower() for m in syntax.modifiers(noun))}:
            return True
        if people and (noun.lower_ in PEOPLE or noun.tag_ == "CD" or _is_person(block, noun)):
            return True
    return False


def _is_person(block: Block, noun: Token) -> bool:
    """Whether a noun names somebody or says what he is: "Ana Prado", "a Danish nurse, Ana Prado", "the consul"."""
    named = block.name(noun)
    if named is not None:
        return named.type == "Person"
    if noun.tag_ == "CD":
        return True  # "the three were seized"
    office = noun.lemma_.lower() in lexicon.words("titles", "offices") or noun.lemma_.lower() in _members()
    appended = (block.name(noun.doc[i]) for i in (noun.i + 1, noun.i + 2) if i < len(noun.doc))
    return office or any(name is not None and name.type == "Person" for name in appended)


@cache
def _members() -> frozenset[str]:
    """The nouns for people who are part of a body."""
    return frozenset(lexicon.table("groups")["members"]) - {"target", "warplane", "drone", "jet"}


def _is_town(block: Block, noun: Token) -> bool:
    settled = noun.lemma_.lower() in lexicon.subtypes("places", "areas")  # "the village of X"
    nouns = [noun, *(inner for preposition, inner in syntax.obliques(noun) if settled and preposition == "of")]
    named = [name for inner in nouns if (name := block.name(inner)) is not None]
    town = any(name.type == "Place" and name.kind == "name" and not is_country(name.text) for name in named)
    return town and noun.dep_ in syntax.OBJECTS


def _is_force_acting(block: Block, verb: Token) -> bool:
    subject = syntax.subject(verb)
    if subject is None:
        return False
    named = block.name(subject)
    armed = named is not None and named.type == "Organization" and verb.lemma_ == "take"
    groups = lexicon.table("groups")
    return armed or subject.lemma_.lower() in {*groups["members"], *groups["collectives"], "army", "tank", "column"}


def _is_reduced(token: Token, key: str, type: str) -> bool:
    """Whether a verb that must have an object has none because its subject is it: "three killed in a crash"."""
    transitive = type in ("killing", "assassination", "arrest", "abduction") or (
        key in lexicon.table("events")["casualties"]["wounded"]
    )
    return transitive and token.tag_ in ("VBD", "VBN") and not syntax.auxiliaries(token) - {"be"}


@cache
def _needing_objects() -> frozenset[str]:
    return frozenset(lexicon.table("events")["frames"]["needs_object"])


def _is_several(token: Token | None) -> bool:
    """Whether a subject is more than one: "ministers met in Oslo", "X and Y met"."""
    return token is not None and (token.tag_ in ("NNS", "NNPS") or bool(syntax.conjuncts(token)))


def _is_gerund_noun(block: Block, token: Token) -> bool:
    """Whether an -ing form stands as a noun: "the killing of X", "the US bombing on Thursday"."""
    before = block.doc[token.i - 1] if token.i > 0 else None
    named = before is not None and (before.tag_ in {"DT", "PRP$", "POS"} or block.name(before) is not None)
    argument = token.dep_ in syntax.SUBJECTS | syntax.OBJECTS
    return token.tag_ == "VBG" and (
        named or argument or any(preposition == "of" for preposition, _ in syntax.obliques(token))
    )


@cache
def frame(name: str) -> frozenset[str]:
    """The words or event types that the lexicon lists under `frames` by `name`."""
    return frozenset(lexicon.table("events")["frames"][name])


def _suits(block: Block, key: str, type: str, objects: list[Token]) -> bool:
    """Whether the objects of a verb allow its event sense; "hold talks" is the event of its noun."""
    if key == "demonstrate":
        return False
    if key in ("pass", "back"):
        votable = frame("votable") if key == "pass" else DRAFTS  # not "passed an inspection"
        if not any(votable & {o.lemma_.lower(), *(m.lemma_.lower() for m in syntax.modifiers(o))} for o in objects):
            return False
    if type == "withdrawal":
        return any(_is_force(block, o) for o in objects)
    if type == "funeral":
        return any((m := block.name(o)) is not None and m.type == "Person" for o in objects)
    if any(o.lemma_.lower() in _nouns() and o.i not in block.names for o in objects):
        if key in lexicon.table("events")["done_to"]:
            return True  # "suspended the talks": asked there
        return key not in lexicon.table("events")["support"]["agent"] and type not in (
            "meeting",
            "agreement",
            "vote",
            "decision",
        )
    if key == "receive":
        return any(o.lemma_.lower() in (*lexicon.words("titles", "offices"), "delegation", "envoy") for o in objects)
    if type == "appointment":
        return any(
            ((m := block.name(o)) is not None and m.type == "Person")
            or o.lemma_.lower() in lexicon.words("titles", "offices")
            for o in objects
        )
    return True


def _is_hit_by_arms(verb: Token) -> bool:
    """Whether a weapon is the subject: "a mortar struck the market"."""
    subject = syntax.subject(verb)
    weapons = lexicon.table("events")["weapons"]
    return subject is not None and subject.lemma_.lower() in (*weapons["munitions"], *weapons["words"])


def _is_driven(verb: Token) -> bool:
    """Whether a vehicle is the subject: "a bus slammed into a wall"."""
    subject = syntax.subject(verb)
    return subject is not None and subject.lemma_.lower() in lexicon.table("events")["vehicles"]["words"]


def _is_idle_object(token: Token) -> bool:
    """Objects that make a trigger verb a figure of speech: "hit a record", "strike a balance", "meet a target"."""
    if token.lower_ == "targets" and any(child.dep_ == "nummod" for child in token.children):
        return False  # "struck 40 targets"
    return token.lemma_.lower() in lexicon.table("events")["not_events"]["objects"]


def _verb_entry(token: Token) -> tuple[str | None, int]:
    """The lexicon entry of a verb, with its particle or object where the entry has one, and the last token of it."""
    lemma = token.lemma_.lower()
    for child in token.children:
        if (
            child.dep_ in {"compound:prt", "prt", "advmod", "obj", "dobj", "xcomp"}
            and f"{lemma} {child.lower_}" in _verbs()
        ):
            return f"{lemma} {child.lower_}", child.i
    following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    if f"{lemma} {following}" in _verbs():  # "shot dead three men"
        return f"{lemma} {following}", token.i + 1
    if lemma == "set":
        ends = (t for t in token.doc[token.i + 1 : token.i + 7] if f"set {t.lower_}" in _verbs())
        if (end := next(ends, None)) is not None:  # "set nine shops ablaze"
            return f"set {end.lower_}", end.i
    for preposition, noun in syntax.obliques(token):
        if f"{lemma} {preposition.split()[0]}" in _verbs():  # "pulled its troops out of the valley"
            return f"{lemma} {preposition.split()[0]}", token.i
        if f"{lemma} {preposition} {noun.lower_}" in _verbs():
            return f"{lemma} {preposition} {noun.lower_}", noun.i
    return (lemma, token.i) if lemma in _verbs() else (None, token.i)


def _noun(block: Block, token: Token) -> Trigger | None:
    lemma = token.lemma_.lower()
    forms = (lemma, token.lower_, token.lower_.removesuffix("s") if token.tag_.startswith("VB") else lemma)
    key = next((form for form in forms if form in _nouns()), None)
    if token.text == "March" or (key == "campaign" and not _is_armed(block, token)):
        return None  # a month; an election campaign
    if key is None or (
        token.dep_ == "compound"
        and token.head.tag_.startswith("NN")
        and token.head.i > token.i
        and not any(t.text == "," for t in token.doc[token.i : token.head.i])
        and not syntax.objects(token.head)  # "said that the attack violates the deal": a verb taken for a noun
    ):
        return _before_series(block, token, key)
    if _is_predication(token):
        return None  # "described it as an attack"
    if token.head.lemma_.lower() in lexicon.words("titles", "offices") and any(
        c.lower_ == "of" for c in token.children
    ):
        return None  # "head of operations"
    if (
        any(c.lower_ == "in" for c in token.children if c.dep_ == "case")
        and token.lower_ in {"protest", "retaliation"}
        and not any(c.dep_ == "det" for c in token.children)
    ):
        return None
    if key == "fire" and not _is_blaze(token):
        return None
    if key in {"eruption", "outbreak"} and any(n.lemma_.lower() in _nouns() for _, n in syntax.obliques(token)):
        return None  # "the outbreak of the war" is the war
    type = _nouns()[key]
    before = syntax.modifiers(token)
    words = {block.text(child).lower() for child in before}
    excluded = lexicon.table("events")["not_events"]
    if key == "strike" and words & set(excluded["protest_modifiers"]):
        type = "protest"
    elif type in ("attack", "strike", "militaryOperation", "clash") and words & set(excluded["modifiers"]):
        return None
    if (
        key in {"fall", "launch", "capture", "defeat", "record"}
        and not any(p == "of" for p, _ in syntax.obliques(token))
        and syntax.possessor(token) is None
    ):
        return None
    if type == "agreement" and words & {"ceasefire", "truce", "cease-fire", "armistice"}:
        type = "ceasefire"
    first = min(
        [
            token.i,
            *(
                c.i
                for c in before
                if c.i == token.i - 1 and c.lower_ in {"drone", "air", "missile", "rocket", "funeral", "peace"}
            ),
        ]
    )
    return Trigger(block, token, type, True, first, token.i, key)


def _is_blaze(noun: Token) -> bool:
    """Whether "fire" is something that burns: not in "opened fire", "under fire", "fire chief", "rocket fire"."""
    before = noun.doc[noun.i - 1] if noun.i else None
    if before is None or noun.tag_ != "NN":
        return False
    burns = before.lower_ in ("a", "the", "big", "huge", "massive", "house", "factory", "hotel", "warehouse", "forest")
    return burns and noun.head.lemma_ not in ("open", "return", "exchange", "hold", "cease", "come", "draw")


def _is_force(block: Block, token: Token) -> bool:
    """Whether what is withdrawn are people: troops, an organisation, "most of them"."""
    lemma = token.lemma_.lower()
    groups = lexicon.table("groups")
    named = block.name(token)
    return (
        any(lemma in words for words in groups.values())
        or lemma in ("most", "all", "some", "rest", "ambassador", "staff", "contingent", "mission", "people")
        or (named is not None and named.type in ("Organization", "Person"))
    )


def _is_armed(block: Block, token: Token) -> bool:
    """Whether a campaign is one of arms: "a bombing campaign", "the campaign against the rebels"."""
    words = {block.text(child).lower() for child in syntax.modifiers(token)}
    table = lexicon.table("events")
    against = any(preposition == "against" for preposition, _ in syntax.obliques(token))
    return against or bool(
        words & {*table["weapons"]["words"], *_nouns(), "military", "security", "aerial", "insurgent"}
    )


def _is_predication(token: Token) -> bool:
    """Whether a noun only says what something is called: "calling it an aggression", "described as a coup"."""
    judged = token.head.lemma_.lower() in lexicon.table("events")["not_events"]["judging"]
    case = {child.lower_ for child in token.children if child.dep_ == "case"}
    return judged and (token.dep_ == "xcomp" or "as" in case)


def _before_series(block: Block, token: Token, key: str | None) -> Trigger | None:
    """ "a funeral procession", "a bombing spree": the modifier says what happens, the head stands in the sentence."""
    head = token.head
    if key is None or head.lemma_.lower() not in {
        "procession",
        "ceremony",
        "spree",
        "wave",
        "series",
        "string",
        "round",
        "session",
        "rampage",
        "attempt",
    }:
        return None
    return Trigger(block, head, _nouns()[key], True, token.i, head.i, key)


def _named(block: Block, token: Token) -> Trigger | None:
    """Named events: "Operation Silent Dawn", "the Lakeside Summit"."""
    mention = block.name(token)
    if mention is None or mention.type != "Event":
        return None
    words = mention.text.lower().split()
    type = next((kind for word in (words[-1], words[0]) if (kind := _nouns().get(word))), "")
    return Trigger(block, token, type, True, token.i, token.i, words[-1]) if type else None


def governing(token: Token, triggers: dict[int, Trigger]) -> Iterator[tuple[Token, Trigger]]:
    """The triggers that a token stands under, nearest first, each with the word below it on the way."""
    below = token
    for ancestor in token.ancestors:
        if ancestor.i in triggers:
            yield below, triggers[ancestor.i]
        below = ancestor
