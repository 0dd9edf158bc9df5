"""Event mentions: who did what to whom, where, when, with what, how many, and whether it happened at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from kg import dates, lexicon
from kg.extract import factuality, quantities, syntax, triggers
from kg.extract.actors import References, actor, name_of
from kg.extract.reading import Block, Reading
from kg.extract.triggers import Trigger, frame
from kg.model import EventMention, Mention, Participant, Quantity, When

if TYPE_CHECKING:
    from spacy.tokens import Token

SERIES = frozenset(["round", "series", "wave", "string", "spate", "number", "dozen", "hundred", "most", "phase"])
TIMES = frozenset(["hour", "day", "night", "week", "month", "year"])
SETTLED = frozenset(["town", "city", "village", "port", "capital", "hamlet", "island", "resort"])
COUNTED = frozenset(["hundred", "thousand", "ten", "dozen", "number", "crowd", "majority", "most", "score", "rest"])
DELEGATED = ("visit", "meeting", "talks", "agreement", "ceasefire")
LOCATIVE = frozenset(
    ["in", "at", "near", "outside", "inside", "around", "across", "within", "over", "throughout", "off", "through"]
)
ACTORS = ("Person", "Organization", "Place")
UNAUTHORED = ("death", "protest", "crash", "vote", "other")  # events that no state is the author of
VIOLENT = (
    "attack",
    "strike",
    "bombing",
    "shooting",
    "clash",
    "killing",
    "assassination",
    "militaryOperation",
    "crash",
    "capture",
)


@dataclass(slots=True)
class Draft:
    """An event mention in the making."""

    trigger: Trigger
    factuality: str
    participants: dict[tuple[str, Mention], Participant] = field(default_factory=dict)
    quantities: dict[tuple[str, int], Quantity] = field(default_factory=dict)
    weapon: str = ""
    when: When | None = None
    same_as: Draft | None = None

    def take(self, role: str, filler: Mention | None, rule: str, confidence: float = 0.8) -> None:
        """Add a participant, once."""
        if filler is None or filler.type not in (*ACTORS, "Facility"):
            return
        if role in MEASURES and filler.type != "Person":
            role = "target"  # of a group some were killed; only people are
        self.participants.setdefault((role, filler), Participant(role, filler, rule, confidence))

    def count(self, quantity: Quantity | None) -> None:
        """Add a number, once."""
        if quantity is not None:
            self.quantities.setdefault((quantity.measure, quantity.evidence.begin), quantity)

    def having(self, role: str) -> list[Mention]:
        """Those who have a role."""
        return [filler for (r, filler) in self.participants if r == role]


def find(reading: Reading, references: References) -> tuple[EventMention, ...]:
    """The event mentions of a story in reading order.

    A verb that only says more about an event noun ("the strike targeted X", "killed four") is a mention of that event
    (`same_as`); a killing with a named victim stays an event of its own.
    """
    drafts: list[Draft] = []
    last: Draft | None = None  # the violent event or disaster that a later toll is of
    for block, found in _by_block(reading, triggers.find(reading)):
        here = {trigger.token.i: Draft(trigger, factuality.of(trigger)) for trigger in found}
        for draft in here.values():
            _roles(reading, block, draft, references)
            _places(block, draft, here, references)
        for draft in here.values():
            _join(block, draft, here)
        _sum_up(here)
        _share(here)
        _times(reading, block, here)
        _join_bare(block, here, last, drafts)
        last = _tolls(reading, block, here, last)
        drafts += [here[i] for i in sorted(here)]
    retold = {id(draft.same_as) for draft in drafts}
    drafts = [draft for draft in drafts if id(draft) in retold or not _is_kind(draft)]
    mentions = {id(draft): _trigger_mention(reading, draft) for draft in drafts}
    return tuple(_finish(draft, mentions) for draft in drafts)


def _is_kind(draft: Draft) -> bool:
    """Whether a bare noun tells of a kind of event, at no time and place and by nobody: "no different from attacks"."""
    trigger = draft.trigger
    told = (
        draft.participants or draft.quantities or draft.when or draft.same_as or trigger.block.paragraph.kind != "body"
    )
    if told or not trigger.is_noun or trigger.token.i in trigger.block.names:
        return False
    if trigger.token.dep_ == "nmod" and trigger.token.head.lemma_ in SERIES:
        return False  # "a series of operations"
    heads = _whole(trigger.token)
    return not any(child.dep_ in syntax.DETERMINERS for head in heads for child in head.children)


def _whole(noun: Token) -> list[Token]:
    """An event noun and the weapon it is joined to, which has what belongs to both: "20 rocket and drone attacks"."""
    weapons = lexicon.table("events")["weapons"]["words"]
    before = noun.doc[noun.i - 1] if noun.i > 0 else None
    if noun.dep_ == "conj" and noun.head.lemma_.lower() in weapons and noun.i - noun.head.i <= 4:
        return [noun, noun.head]
    if noun.dep_ == "compound" and before is not None and before.lemma_.lower() in weapons:
        return [noun, before]  # "that the drone attack violates …", with the weapon taken for the subject
    return [noun]


def _by_block(reading: Reading, found: Sequence[Trigger]) -> Iterator[tuple[Block, list[Trigger]]]:
    for block in reading.blocks:
        yield block, [trigger for trigger in found if trigger.block is block]


def _trigger_mention(reading: Reading, draft: Draft) -> Mention:
    trigger = draft.trigger
    return reading.mention(
        trigger.block,
        trigger.first,
        trigger.last,
        "Event",
        "trigger",
        subtype=trigger.type,
        confidence=0.9 if trigger.is_noun else 0.85,
    )


def _finish(draft: Draft, mentions: dict[int, Mention]) -> EventMention:
    target = _root(draft) if draft.same_as is not None else None
    return EventMention(
        mentions[id(draft)],
        draft.trigger.type,
        draft.factuality,
        tuple(draft.participants.values()),
        draft.when,
        tuple(sorted(draft.quantities.values(), key=lambda q: (q.evidence.begin, q.measure))),
        draft.weapon,
        mentions[id(draft)].confidence,
        mentions[id(target)] if target is not None else None,
    )


# -------------------------------------------------------------------------------------------- roles


def _roles(reading: Reading, block: Block, draft: Draft, references: References) -> None:
    if draft.trigger.is_noun:
        _noun_roles(reading, block, draft, references)
    else:
        _verb_roles(reading, block, draft, references)


def _object_role(draft: Draft) -> str:
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


def _verb_roles(reading: Reading, block: Block, draft: Draft, references: References) -> None:
    verb, trigger = draft.trigger.token, draft.trigger
    subject = _subject(block, verb)
    undergoer = _object_role(draft)
    if trigger.type in ("withdrawal", "deployment"):
        undergoer = "agent"  # troops that are withdrawn withdraw
    if trigger.passive:
        count = _count_before(verb)
        for token in [count] if count is not None else syntax.with_conjuncts(subject) if subject is not None else []:
            _undergoes(reading, block, draft, undergoer, token, references)
            for leader in _leaders(token) if undergoer == "agent" else ():
                draft.take("agent", actor(block, leader, references), "led by", 0.75)
        for token in syntax.agents(verb):
            _acts(block, draft, token, references)
            _located(block, draft, token, references, 2)  # "detained by police in X"
    elif trigger.type in frame("subject_is_victim") or trigger.key in lexicon.table("events")["casualties"]["fatal"]:
        if subject is not None:
            _undergoes(
                reading, block, draft, "killed" if trigger.type == "death" else "participant", subject, references
            )
    else:
        others = [child for child in verb.children if child.dep_ in syntax.SUBJECTS and child != subject]
        doubled = subject is not None and others and others[0].i < verb.i and _actor(block, subject, references) is None
        if subject is not None:  # "the president, X, met …" may be parsed as two subjects
            _acts(block, draft, others[0] if doubled else subject, references)
        for token in syntax.objects(verb):
            if trigger.type in frame("object_is_place"):
                draft.take("place", _place(block, token, references), "object")
                continue
            _undergoes(
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
    inside = syntax.objects(verb) if trigger.key == "take control" else []  # "took control of X"
    for preposition, token in (pair for head in (verb, *inside) for pair in syntax.obliques(head)):
        _oblique(block, draft, preposition, token, references)


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


def _subject(block: Block, verb: Token) -> Token | None:
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
        if mention is not None and mention.type in ("Place", "Facility") and mention.text not in _states():
            return None
    return subject


def _acts(block: Block, draft: Draft, token: Token, references: References) -> None:
    """The subject: an actor, or a weapon with its owner."""
    for part in syntax.with_conjuncts(token):
        found = _actor(block, part, references)
        draft.take("agent", found, "subject")
        for mention in _countries_of(block, part) if found is None else ():
            draft.take("agent", mention, "subject", 0.7)
        for leader in _leaders(part) if draft.trigger.type in DELEGATED else ():
            draft.take("agent", name_of(block, leader), "led by", 0.75)
        if part.lemma_.lower() in lexicon.table("events")["weapons"]["words"] and not draft.weapon:
            draft.weapon = part.lemma_.lower()


def _actor(block: Block, token: Token, references: References) -> Mention | None:
    """The actor that a subject is, or describes once more: "X, the group that carried out the raid"."""
    found = actor(block, token, references)
    if found is not None:
        return found
    if token.dep_ == "appos":
        return name_of(block, token.head)
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
        mention for mention in named if mention is not None and mention.type == "Place" and mention.text in _states()
    ]


def _leaders(noun: Token) -> list[Token]:
    """Who leads those who travel or meet: X in "a delegation headed by the minister, X,"."""
    return [
        token
        for clause in noun.children
        if clause.dep_ == "acl" and clause.lemma_ in ("head", "lead") and clause.tag_ == "VBN"
        for token in syntax.agents(clause)
    ]


def _undergoes(reading: Reading, block: Block, draft: Draft, role: str, token: Token, references: References) -> None:
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
        whom = _identified_as(block, part, references) or whom
        draft.take(role, whom, "object")
        if whom is None and draft.trigger.type in VIOLENT:  # "seized the town of X"
            draft.take("place", _place(block, part, references), "object")
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


CLAIMED = 0.6  # confidence of an author who only says so
MEASURES = {"killed": "deaths", "wounded": "injuries", "arrested": "arrests"}


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


def _noun_roles(reading: Reading, block: Block, draft: Draft, references: References) -> None:
    noun, type = draft.trigger.token, draft.trigger.type
    undergoer = _object_role(draft)
    if (owner := syntax.possessor(noun)) is not None:
        mention = actor(block, owner, references)
        is_state = mention is not None and mention.type == "Place"
        victim = type in frame("possessor_is_victim") and not is_state
        draft.take(undergoer if victim else "agent", mention, "possessor")
    for modifier in [*_modifiers(block, noun), *(head for head in _whole(noun)[1:] if noun.dep_ == "compound")]:
        _modifier(block, draft, modifier, undergoer)
    for preposition, token in (pair for head in _whole(noun) for pair in syntax.obliques(head)):
        if preposition == "of":
            if type in frame("of_is_victim"):
                _undergoes(reading, block, draft, undergoer, token, references)
            else:
                _acts(block, draft, token, references)
        else:
            _oblique(block, draft, preposition, token, references)
    for clause in _support_behind(noun):
        for token in syntax.agents(clause):
            _acts(block, draft, token, references)
    if any(c.lower_ == "under" for c in noun.children if c.dep_ == "case"):  # "X is under attack"
        for child in noun.children:
            if child.dep_ in syntax.SUBJECTS:
                draft.take("target", actor(block, child, references), "under")
    _support(block, draft, references)
    _claimed(block, draft, references)
    _hosts(block, draft, references)


def _support_behind(noun: Token) -> list[Token]:
    """ "held in Oslo", "made by X": a participle behind an event noun, or its "of …", that adds circumstances."""
    verbs = [*lexicon.table("events")["support"]["agent"], "call"]
    ends = [noun, *(n for preposition, n in syntax.obliques(noun) if preposition == "of" and n.i > noun.i)]
    following = [noun.doc[end.i + 1] for end in ends if end.i + 1 < len(noun.doc)]  # however it was parsed
    return [
        token
        for token in following
        if token.lemma_ in verbs
        and token.tag_ in ("VBN", "VBD")
        and not any(c.dep_ in syntax.SUBJECTS for c in token.children)
    ]


def _modifiers(block: Block, noun: Token) -> list[Token]:
    """What stands before an event noun; the name right before a gerund, however it was parsed ("the US killing of")."""
    found = syntax.modifiers(noun)
    before = noun.doc[noun.i - 1] if noun.i > 0 else None
    if before is not None and noun.tag_.startswith("VB") and before not in found and block.name(before) is not None:
        return [*found, before]
    return found


def _modifier(block: Block, draft: Draft, token: Token, undergoer: str) -> None:
    """What stands before an event noun: its author ("US"), its weapon ("drone"), two sides ("Peru-Chile")."""
    for mention in block.names.get(token.i, ()):
        if draft.trigger.key == "war" and mention.type == "Place" and _is_war_there(draft.trigger.token):
            draft.take("place", mention, "modifier")
        elif block.is_adjective(token):
            if "led" in block.text(token).lower().split("-") or draft.trigger.type in frame("mutual"):
                draft.take("agent", mention, "adjective")
        elif _is_scene(mention, draft.trigger.type):
            draft.take("place", mention, "modifier")
        elif mention.type == "Facility":
            draft.take("target" if draft.trigger.type in VIOLENT else "place", mention, "modifier")
        elif mention.type in ACTORS:
            victim = mention.type == "Person" and draft.trigger.type in frame("possessor_is_victim")
            draft.take(undergoer if victim else "agent", mention, "modifier")
    word = token.lemma_.lower()
    if word in lexicon.table("events")["weapons"]["words"]:
        draft.weapon = draft.weapon or ("air" if word == "air" else word)
        for owner in syntax.modifiers(token):  # "a Ukrainian drone attack"
            author = block.name(owner)
            if author is not None and author.type in ACTORS:
                draft.take("agent", author, "modifier")


def _is_war_there(noun: Token) -> bool:
    """Whether a war named after one country alone is a war there: "the Sudanese war", "the civil war"."""
    sides = {preposition for preposition, _ in syntax.obliques(noun)} & {"on", "against", "in", "with", "of", "between"}
    return not sides and syntax.possessor(noun) is None


def _is_scene(mention: Mention, type: str) -> bool:
    """Whether a place before an event noun is its scene: a city always, a state only where states do not act."""
    is_place = mention.type == "Place" and mention.kind == "name"
    return is_place and (mention.text not in _states() or type in UNAUTHORED)


@cache
def _states() -> frozenset[str]:
    table = lexicon.table("countries")["country"]
    return frozenset(form for c in table for form in [c["name"], *c.get("variants", [])])


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


def _oblique(block: Block, draft: Draft, preposition: str, token: Token, references: References) -> None:
    """What a preposition adds to an event."""
    type = draft.trigger.type
    mention = _struck(block, token, references) if type in VIOLENT else actor(block, token, references)
    word = preposition.split()[-1]
    if word == "of" and draft.trigger.key == "take control":
        draft.take("place", _place(block, token, references), "of")
    elif word == "to" and draft.trigger.key in ("set fire", "set ablaze"):
        draft.take("target", mention, "to")
    elif word == "by" and draft.trigger.is_noun:
        _acts(block, draft, token, references)
    elif word == "between":
        draft.take("agent", mention, "between")
    elif word in ("with", "alongside") and type in frame("mutual"):
        draft.take("agent", mention, "with")
    elif word == "with" and token.lemma_.lower() in lexicon.table("events")["weapons"]["words"]:
        draft.weapon = draft.weapon or token.lemma_.lower()
    elif word in ("on", "against", "at") and type in VIOLENT and mention is not None:
        if (
            mention.type in ("Place", "Facility")
            and token.i in block.names
            and mention.text not in _states()
            and mention.kind == "name"
        ):
            draft.take("place", mention, word)
        building = type in ("killing", "assassination") and mention.type in ("Place", "Facility")
        if not building and (
            mention.type != "Place" or word == "against" or token.i not in block.names or mention.text in _states()
        ):
            draft.take("target", mention, word)
    elif word in ("against", "on") and mention is not None and type not in frame("mutual") and mention.type != "Place":
        draft.take("target", mention, word)
    elif (word == "from" and type in ("withdrawal", "movement")) or (
        word in ("to", "into") and type in ("visit", "deployment", "movement")
    ):
        draft.take("place", _place(block, token, references), word)


def _by_behind(block: Block, draft: Draft, verb: Token, references: References) -> None:
    """An author that the parser hung to the verb above: "condemned the killing of X in 2020 by Y"."""
    if draft.trigger.type in VIOLENT:
        for token in syntax.agents(verb):
            if token.i > draft.trigger.token.i:
                draft.take("agent", actor(block, token, references), "by", 0.7)


def _claimed(block: Block, draft: Draft, references: References) -> None:
    """Who says of an attack that it was theirs: "claimed by X", "X claimed responsibility", "X was behind it"."""
    noun = draft.trigger.token
    if draft.trigger.type not in VIOLENT:
        return
    for ancestor in [*noun.children, *list(noun.ancestors)[:3]]:
        if ancestor.lemma_ == "claim" and ancestor.tag_.startswith("VB"):
            if syntax.is_passive(ancestor):
                for token in syntax.agents(ancestor):
                    draft.take("agent", actor(block, token, references), "claimed by", CLAIMED)
            elif any(o.lemma_ == "responsibility" for o in syntax.objects(ancestor)):
                subject = syntax.subject(ancestor)
                if subject is not None:
                    draft.take("agent", actor(block, subject, references), "claimed responsibility", CLAIMED)
    behind = any(c.lower_ == "behind" for c in noun.children if c.dep_ == "case")
    if behind and any(c.dep_ == "cop" for c in noun.children):
        for child in noun.children:
            if child.dep_ in syntax.SUBJECTS:
                draft.take("agent", actor(block, child, references), "behind", CLAIMED)


def _hosts(block: Block, draft: Draft, references: References) -> None:
    """Who speaks at a meeting "with" somebody was at it: "X said during a meeting with Y"."""
    noun = draft.trigger.token
    if draft.trigger.type not in ("meeting", "talks") or noun.dep_.split(":")[0] not in ("obl", "nmod", "advcl"):
        return
    case = {c.lower_ for c in noun.children if c.dep_ == "case"}
    with_whom = any(preposition == "with" for preposition, _ in syntax.obliques(noun))
    verb = noun.head
    if case & {"during", "at", "in"} and with_whom and verb.tag_.startswith("VB"):
        subject = syntax.subject(verb)
        if subject is not None and (mention := name_of(block, subject)) is not None and mention.type == "Person":
            draft.take("agent", mention, "speaks at it", 0.7)


def _support(block: Block, draft: Draft, references: References) -> None:
    """Agents and targets that a verb around an event noun names: "X carried out the raid", "X came under attack"."""
    noun = draft.trigger.token
    while noun.dep_ == "conj" or (noun.dep_ == "nmod" and noun.head.lemma_ in SERIES):
        noun = noun.head  # "opened a new round of talks"
    verb = noun.head
    if verb.tag_.startswith("NN") and noun.dep_ == "nmod" and not draft.having("agent"):
        _by_behind(block, draft, verb, references)  # "protests after the killing of X in 2020 by Y"
    table = lexicon.table("events")["support"]
    lemma = verb.lemma_.lower()
    if not verb.tag_.startswith("VB") or verb == noun:
        return
    subject = syntax.subject(verb)
    if subject is not None and _actor(block, subject, references) is None:  # "the minister, X, chaired": two subjects
        named = [c for c in verb.children if c.dep_ in syntax.SUBJECTS and c.i < verb.i and c.i in block.names]
        subject = named[0] if named else subject
    if noun.dep_ in syntax.OBJECTS and subject is not None and not syntax.is_passive(verb):
        host = block.name(subject) if lemma == "host" else None
        if host is not None and host.type == "Place" and host.text not in _states():
            draft.take("place", host, "host")
        elif lemma in table["agent"] and not (lemma == "announce" and draft.trigger.type in (*VIOLENT, "arrest")):
            for part in syntax.with_conjuncts(subject):
                draft.take("agent", _actor(block, part, references), f"{lemma} + event")
        elif lemma in table["target"]:
            for part in syntax.with_conjuncts(subject):
                draft.take("target", actor(block, part, references), f"{lemma} + event")
        _by_behind(block, draft, verb, references)
    elif noun.dep_ in syntax.SUBJECTS and syntax.is_passive(verb) and lemma in table["agent"]:
        for token in syntax.agents(verb):
            draft.take("agent", actor(block, token, references), "by")
    elif lemma in ("come", "participate", "take", "engage", "involve", "attend", "join") and subject is not None:
        under = any(p == "under" and t == noun for p, t in syntax.obliques(verb)) or (
            lemma == "come" and any(child.lower_ == "under" and child.i < noun.i for child in verb.children)
        )
        inside = any(p == "in" and t == noun for p, t in syntax.obliques(verb))
        if under:
            draft.take("target", actor(block, subject, references), "under")
        elif inside:
            draft.take("agent", actor(block, subject, references), "takes part")


# ------------------------------------------------------------------------------------------- places


def _place(block: Block, token: Token, references: References) -> Mention | None:
    """The place that a noun names, or that its modifiers name ("the X district")."""
    mention = name_of(block, token) or references.get(block.begins[token.i])
    if mention is not None:
        return mention if mention.type in ("Place", "Facility") else None
    lemma = token.lemma_.lower()
    if (
        lemma in lexicon.subtypes("places", "areas")
        or lemma in lexicon.subtypes("places", "facilities")
        or lemma in {"residence", "home", "house", "apartment", "flat", "office", "venue"}
        or lemma in {"area", "outskirt", "north", "south", "east", "west", "border", "centre", "center"}
    ):
        of = [noun for preposition, noun in syntax.obliques(token) if preposition == "of"]  # "the town of X"
        before = syntax.modifiers(token)  # "the X valley town of Y" is Y, "the X district of Y" is X
        for part in (*of, *before) if lemma in SETTLED else (*before, *of):
            inner = block.name(part)
            if inner is not None and inner.type in ("Place", "Facility") and inner.kind == "name":
                return inner
    return None


def _places(block: Block, draft: Draft, here: dict[int, Draft], references: References) -> None:
    """Places under the trigger, under what it is done to, or under the verb that a noun trigger is an argument of."""
    token = draft.trigger.token
    for head in _whole(token):
        _places_below(block, draft, head, 0, references)
    if token.dep_ in syntax.RELATIVES and any(child.lower_ == "where" for child in token.children):
        draft.take("place", _place(block, token.head, references), "where")
    for child in token.children:
        if child.dep_ in syntax.OBJECTS | syntax.SUBJECTS or (child.dep_ == "nmod" and block.name(child) is not None):
            if child.i not in here:
                _located(block, draft, child, references)
        elif child.lower_ in COMPASS:
            for preposition, noun in syntax.obliques(child):
                if preposition == "of":
                    draft.take("place", _place(block, noun, references), child.lower_)
    if draft.trigger.is_noun:
        for clause in _support_behind(token):
            _located(block, draft, clause, references, depth=2)
    if draft.trigger.is_noun and token.dep_ in syntax.SUBJECTS | syntax.OBJECTS and token.head.tag_.startswith("VB"):
        for preposition, noun in syntax.obliques(token.head):
            low, high = sorted((token.i, noun.i))
            if preposition.split()[-1] in LOCATIVE and not any(
                low < other < high for other in here if other != token.head.i
            ):
                draft.take("place", _place(block, noun, references), preposition)


COMPASS = frozenset({"south", "north", "east", "west", "southeast", "southwest", "northeast", "northwest"})


def _located(block: Block, draft: Draft, token: Token, references: References, depth: int = 0) -> None:
    """Places that the parser hung to what the event is done to ("killed a leader of X in Lima")."""
    for preposition, noun in syntax.obliques(token):
        if preposition.split()[-1] in LOCATIVE:
            draft.take("place", _place(block, noun, references), preposition, 0.7)
            if noun.lemma_ in TIMES:  # "held last week in X"
                _located(block, draft, noun, references, 2)
        elif depth < 2:
            _located(block, draft, noun, references, depth + 1)


def _places_below(block: Block, draft: Draft, token: Token, depth: int, references: References) -> None:
    for preposition, noun in syntax.obliques(token):
        if preposition.split()[-1] in LOCATIVE or (preposition.split()[-1] in ("on", "of") and _is_area(block, noun)):
            place = _place(block, noun, references)
            draft.take("place", place, preposition, 0.85)
            if (owner := syntax.possessor(noun)) is not None:
                draft.take("place", _place(block, owner, references), "possessor")
            if place is None and depth < 2:
                _places_below(block, draft, noun, depth + 1, references)
        elif depth < 2 and noun.i not in block.names and preposition in ("of", "on", "against", "at"):
            draft.take("place", _place(block, noun, references), preposition)  # "an attack on the village of X"
            _places_below(block, draft, noun, depth + 1, references)


def _is_area(block: Block, token: Token) -> bool:
    mention = block.name(token)
    return mention is not None and mention.type == "Facility"


# --------------------------------------------------------------------------------- joining in a sentence


def _join(block: Block, draft: Draft, here: dict[int, Draft]) -> None:
    """Join a verb to the event noun that it says more about, and hand casualties to the attack that caused them."""
    verb = draft.trigger.token
    if draft.trigger.is_noun:
        for preposition, noun in syntax.obliques(verb):  # "an attack by a drone strike"
            other = here.get(noun.i)
            if preposition == "by" and other is not None and {other.trigger.type, draft.trigger.type} <= set(VIOLENT):
                other.same_as = draft
        return
    cause = _cause(block, draft, here)
    if cause is None or cause is draft:
        return
    casualties = (
        draft.trigger.type in ("killing", "death", "assassination")
        or draft.trigger.key in lexicon.table("events")["casualties"]["wounded"]
    )
    for (role, filler), participant in list(draft.participants.items()):
        if role in ("killed", "wounded", "target", "place"):
            cause.take(role, filler, participant.rule, participant.confidence)
    for role in ("agent", "place"):
        for filler in cause.having(role):
            draft.take(role, filler, "through the event that caused it", 0.7)
    for quantity in draft.quantities.values():
        cause.count(quantity)
    named = any(filler.type == "Person" for filler in draft.having("killed"))
    if not (casualties and named and draft.trigger.type != "attack"):
        draft.same_as = cause
        if (
            verb.dep_ in {"ccomp", "ROOT", "conj", "acl:relcl", "relcl"}
            and draft.factuality != "actual"
            and cause.factuality == "actual"
            and draft.factuality in ("planned", "hypothetical")
        ):
            cause.factuality = draft.factuality


def _share(here: dict[int, Draft]) -> None:
    """Give what an event led to its scene and author: "raided the town, arresting ten", "the raid led to arrests"."""
    for draft in here.values():
        if draft.same_as is not None:
            continue
        for origin in _origins(draft.trigger.token, here):
            if origin is draft or origin is _root(draft) or origin.factuality != draft.factuality:
                continue
            agents, places = draft.having("agent"), draft.having("place")
            for filler in origin.having("agent") if not agents else []:
                draft.take("agent", filler, "through the event that led to it", 0.65)
            towns = [m for m in origin.having("target") if m.type == "Place" and m.text not in _states()]
            for filler in [*origin.having("place"), *towns] if not places else []:
                draft.take("place", filler, "through the event that led to it", 0.65)


def _origins(token: Token, here: dict[int, Draft]) -> Iterator[Draft]:
    """The events that a clause in -ing is joined to, or that "led to" an event noun."""
    clause = token.dep_ in ("advcl", "acl") and token.i > 0 and token.doc[token.i - 1].text == ","
    if token.tag_ == "VBG" and clause and not any(c.dep_ == "mark" for c in token.children):
        for candidate in (token.head, *syntax.objects(token.head)):
            if candidate.i in here:
                yield here[candidate.i]
        speaks = token.head.lemma_ in lexicon.subtypes("speech", "acts")  # "he said troops raided X, arresting ten"
        before = [i for i in here if token.head.i < i < token.i] if speaks else []
        if before:
            yield here[max(before)]
    verb = token.head
    case = {child.lower_ for child in token.children if child.dep_ == "case"}
    if (verb.lemma_, *case) in (("lead", "to"), ("result", "in"), ("end", "in")):
        subject = syntax.subject(verb)
        if subject is not None and subject.i in here:
            yield here[subject.i]


def _sum_up(here: dict[int, Draft]) -> None:
    """Join a noun that sums up what the verbs before it told: "blew himself up, killing 26, in an attack by X"."""
    for draft in list(here.values()):
        noun = draft.trigger.token
        if not draft.trigger.is_noun or draft.same_as is not None or draft.trigger.type not in ("attack", "protest"):
            continue
        told = next((here[a.i] for a in list(noun.ancestors)[:2] if a.i in here), None)
        within = any(child.dep_ == "case" and child.lower_ == "in" for child in noun.children)
        if told is None or not within or told.trigger.is_noun or noun.i < told.trigger.token.i:
            continue
        event = _root(told)
        protest = told.trigger.type == draft.trigger.type == "protest"
        violent = event.trigger.type in VIOLENT and event.trigger.type not in ("killing", "assassination")
        if event is not draft and (violent or protest):
            _retell(draft, event)


def _cause(block: Block, draft: Draft, here: dict[int, Draft]) -> Draft | None:
    """The attack or disaster that a verb belongs to: its subject, what it happened in, or the verb it is chained to."""
    if draft.trigger.type not in VIOLENT and draft.trigger.type != "death":
        return None
    candidates = (_as_subject, _before_relative, _as_circumstance, _chained)
    found = (candidate for look in candidates for candidate in look(block, draft, here))
    return next((other for other in found if other is not draft and _can_cause(other)), None)


def _join_bare(block: Block, here: dict[int, Draft], last: Draft | None, earlier: Sequence[Draft]) -> None:
    """Casualties without a named victim are of the attack or disaster of their sentence, or of the one told of before.

    Across sentences they must name neither an author nor another place.
    """
    known = last
    for index in sorted(here):
        draft = here[index]
        if _is_bare(draft):
            known = _told_there(block, index, [*earlier, *(here[i] for i in sorted(here) if i < index)]) or known
            sentence = block.sentence_of[index]
            near = [here[i] for i in sorted(here, key=lambda i: abs(i - index)) if block.sentence_of[i] == sentence]
            beside = [
                _root(d) for d in near if d is not draft and d.trigger.is_noun and not _is_bare(d) and _is_cause(d)
            ]
            if beside:
                _retell(draft, beside[0])
            elif known is not None and not draft.having("agent") and not _elsewhere(draft, known):
                _retell(draft, known)
        elif draft.trigger.is_noun and _is_cause(_root(draft)):
            known = _root(draft)
        elif known is not None and _is_toll(draft) and not draft.having("agent") and not _elsewhere(draft, known):
            for filler in draft.having("killed"):  # the death of the one who is named stays an event of its own
                known.take("killed", filler, "named among them", 0.7)
            for quantity in draft.quantities.values():
                known.count(quantity)


def _told_there(block: Block, index: int, earlier: Sequence[Draft]) -> Draft | None:
    """The attack or disaster that was told of the town of a sentence: "a house in X was hit, 38 were wounded"."""
    first, _ = block.bounds[block.sentence_of[index]]
    towns = {
        mention.text
        for i in range(first, index)
        for mention in block.names.get(i, ())
        if mention.type == "Place" and mention.kind == "name" and mention.text not in _states()
    }
    for draft in reversed(earlier):
        scene = {m.text for role in ("place", "target") for m in draft.having(role)}
        if towns & scene and _is_cause(_root(draft)):
            return _root(draft)
    return None


def _is_toll(draft: Draft) -> bool:
    """Whether a killing counts more dead than it names: "three were killed, among them X"."""
    counted = any(q.measure == "deaths" and (q.min or 0) > 1 for q in draft.quantities.values())
    killing = draft.trigger.key in lexicon.table("events")["casualties"]["killed"]
    return killing and counted and draft.same_as is None and draft.factuality == "actual"


def _is_bare(draft: Draft) -> bool:
    """Whether a mention only counts casualties: "four people were killed", "the deaths"."""
    casualties = lexicon.table("events")["casualties"]
    verbs = casualties["killed"] + casualties["wounded"] + casualties["fatal"]
    counts = draft.trigger.key == "death" or (not draft.trigger.is_noun and draft.trigger.key in verbs)
    named = any(filler.type == "Person" for role in ("killed", "wounded") for filler in draft.having(role))
    return counts and not named and draft.same_as is None and draft.factuality == "actual"


def _is_cause(draft: Draft) -> bool:
    return _can_cause(draft) and draft.factuality == "actual"


def _elsewhere(draft: Draft, known: Draft) -> bool:
    return bool(draft.having("place")) and draft.having("place") != known.having("place")


def _retell(draft: Draft, event: Draft) -> None:
    """Make a mention one more word for an event, and give the event what it says."""
    draft.same_as = event
    for (role, filler), participant in draft.participants.items():
        event.take(role, filler, participant.rule, participant.confidence)
    for quantity in draft.quantities.values():
        event.count(quantity)


def _can_cause(draft: Draft) -> bool:
    return _has_victims(draft) and draft.trigger.type != "arrest"


def _as_subject(block: Block, draft: Draft, here: dict[int, Draft]) -> Iterator[Draft]:
    """ "the strike killed four"."""
    verb = draft.trigger.token
    subject = syntax.subject(verb)
    if subject is not None and not draft.trigger.passive and subject.i in here:
        yield here[subject.i]


def _before_relative(block: Block, draft: Draft, here: dict[int, Draft]) -> Iterator[Draft]:
    """ "a blast in the centre of X that killed four": whatever noun the parser hung the clause to."""
    verb = draft.trigger.token
    if verb.dep_ not in syntax.RELATIVES or draft.trigger.passive:
        return
    subject = syntax.subject(verb)
    if _subject(block, verb) is None or (subject is not None and subject.i not in block.names):
        start = block.bounds[block.sentence_of[verb.i]][0]
        yield from (here[i] for i in range(verb.i - 1, start - 1, -1) if i in here and here[i].trigger.is_noun)


def _as_circumstance(block: Block, draft: Draft, here: dict[int, Draft]) -> Iterator[Draft]:
    """ "was killed when a drone hit the house", "died in the crash"."""
    verb = draft.trigger.token
    chained = [verb, *(v for v in syntax.conjuncts(verb) if v.tag_.startswith("VB"))]
    for child in (child for link in chained for child in link.children):
        if child.i in here and child.dep_ == "advcl" and {c.lower_ for c in child.children} & {"when", "after", "as"}:
            yield here[child.i]
    for preposition, noun in (pair for link in chained for pair in syntax.obliques(link)):
        if noun.i in here and preposition.split()[-1] in ("in", "by", "during"):
            yield here[noun.i]


def _chained(block: Block, draft: Draft, here: dict[int, Draft]) -> Iterator[Draft]:
    """ "struck the camp, killing four": casualties of the verb before, or of its object."""
    casualties = lexicon.table("events")["casualties"]
    if draft.trigger.key not in casualties["killed"] + casualties["wounded"]:
        return
    head = draft.trigger.token
    while head.dep_ in {"conj", "advcl", "xcomp"} and head.head != head:
        head = head.head
        for candidate in (head, *syntax.objects(head)):
            if candidate.i in here:
                yield _root(here[candidate.i])


# ------------------------------------------------------------------------------------------- tolls


def _tolls(reading: Reading, block: Block, here: dict[int, Draft], last: Draft | None) -> Draft | None:
    """Give each toll that the words state to the nearest event of its sentence, or to the last one told of before.

    Returns the event that tolls of the next block may be of.
    """
    for (first, final), sentence in zip(block.bounds, block.sentences, strict=True):
        inside = [_root(here[i]) for i in range(first, final + 1) if i in here and _has_victims(here[i])]
        nouns = [draft for draft in inside if draft.trigger.is_noun]
        for toll in quantities.tolls(sentence.text):
            owner = next(iter(nouns or inside), last)
            begin, end = sentence.begin + toll.begin, sentence.begin + toll.end
            known = [q for draft in here.values() for q in draft.quantities.values() if q.measure == toll.measure]
            stated = any(
                q.evidence.begin < end and begin < q.evidence.end and toll.low in (q.min, q.max) for q in known
            )
            if owner is not None and not stated:
                owner.count(Quantity(toll.measure, toll.low, toll.high, reading.cut(block, begin, end, first)))
        if inside:
            last = (nouns or inside)[0]
    return last


def _root(draft: Draft) -> Draft:
    while draft.same_as is not None:
        draft = draft.same_as
    return draft


def _has_victims(draft: Draft) -> bool:
    disasters = lexicon.table("events")["frames"]["disasters"]
    return draft.trigger.type in (*VIOLENT, "death", "arrest", "protest") or draft.trigger.key in disasters


# ------------------------------------------------------------------------------------------- times


def _times(reading: Reading, block: Block, here: dict[int, Draft]) -> None:
    """Give each time expression of the block to the trigger that it belongs to by the parse."""
    if not here:
        return
    nouns = [draft for draft in here.values() if draft.trigger.is_noun]
    told = {clause.i: draft for draft in nouns for clause in _support_behind(draft.trigger.token)} | here
    text = reading.document.text[block.paragraph.begin : block.paragraph.end]
    for expression in dates.find(text, reading.story.published):
        if expression.earliest is None or expression.latest is None:
            continue
        begin, end = block.paragraph.begin + expression.begin, block.paragraph.begin + expression.end
        index = next(
            (
                i
                for i, (b, e) in enumerate(zip(block.begins, block.ends, strict=True))
                if b < end and begin < e and block.doc[i].tag_ not in {"IN", "DT"}
            ),
            None,
        )
        if index is None:
            continue
        in_caption = block.paragraph.kind == "caption" and expression.earliest == expression.latest
        draft = _dated(block.doc[index], told) or _left_of(block, index, here)
        if draft is not None or in_caption:
            span = reading.cut(block, begin, end, index)
            when = When(expression.value, expression.earliest, expression.latest, expression.reason, span)
            for target in {
                id(d): d for d in (draft, draft and draft.same_as, *(here.values() if in_caption else ()))
            }.values():
                if target is not None and (target.when is None or _narrower(when, target.when)):
                    target.when = when


def _left_of(block: Block, index: int, here: dict[int, Draft]) -> Draft | None:
    """The event noun right before a time, with nothing but its own complements between."""
    for i in range(index - 1, block.bounds[block.sentence_of[index]][0] - 1, -1):
        token = block.doc[i]
        if i in here:
            return here[i] if here[i].trigger.is_noun else None
        if token.is_punct or token.tag_.startswith("VB"):
            return None
    return None


def _narrower(a: When, b: When) -> bool:
    return a.latest - a.earliest < b.latest - b.earliest


def _dated(token: Token, here: dict[int, Draft]) -> Draft | None:
    """The event that a time belongs to: the nearest trigger above it, or an argument of the nearest verb above it."""
    if token.like_num and len(token.text) == 4:  # a year belongs to what stands right before it
        near = [i for i in here if i < token.i and not any(t.text in ",;:" for t in token.doc[i : token.i])]
        if near:
            return here[max(near)]
    for ancestor in token.ancestors:
        if ancestor.i in here:
            return here[ancestor.i]
        speaks = ancestor.lemma_ in lexicon.subtypes("speech", "acts")
        if ancestor.tag_.startswith("VB") and (speaks or ancestor.dep_ not in {"acl", "acl:relcl", "relcl"}):
            announced = [here[o.i] for o in syntax.objects(ancestor) if o.i in here]
            if speaks:
                return announced[0] if announced and ancestor.lemma_ in {"announce", "declare"} else None
            arguments = [child for child in ancestor.children if child.dep_ in syntax.SUBJECTS | syntax.OBJECTS]
            found = [here[child.i] for child in arguments if child.i in here]
            return found[0] if found else None
    return None
