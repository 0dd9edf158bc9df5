"""The roles around an event noun: its possessor, modifiers and the verb that supports it."""

from __future__ import annotations

from kg import lexicon
from kg.extract import syntax
from kg.extract.actors import References, actor, name_of
from kg.extract.countries import states
from kg.extract.events.draft import ACTORS, SERIES, UNAUTHORED, VIOLENT, Draft, support_behind, whole
from kg.extract.events.places import place_of
from kg.extract.events.roles import acting, object_role, take_actor, take_oblique, take_undergoer
from kg.extract.reading import Block, Reading
from kg.extract.tokens import Token
from kg.extract.triggers import frame
from kg.model import Mention


def noun_roles(reading: Reading, block: Block, draft: Draft, references: References) -> None:
    """Give a noun its author, whom it was done to, and what the words around it add."""
    noun, type = draft.trigger.token, draft.trigger.type
    undergoer = object_role(draft)
    if (owner := syntax.possessor(noun)) is not None:
        mention = actor(block, owner, references)
        is_state = mention is not None and mention.type == "Place"
        victim = type in frame("possessor_is_victim") and not is_state
        draft.take(undergoer if victim else "agent", mention, "possessor")
    for modifier in [*_modifiers(block, noun), *(head for head in whole(noun)[1:] if noun.dep_ == "compound")]:
        _modifier(block, draft, modifier, undergoer)
    for preposition, token in (pair for head in whole(noun) for pair in syntax.obliques(head)):
        if preposition == "of":
            if type in frame("of_is_victim"):
                take_undergoer(reading, block, draft, undergoer, token, references)
            else:
                take_actor(block, draft, token, references)
            for word, whence in (*syntax.obliques(token), *syntax.obliques(noun.head)) if type == "withdrawal" else ():
                if word == "from" and whence.i > token.i:  # "the withdrawal of troops from X"
                    draft.take("place", place_of(block, whence, references), "from")
        else:
            take_oblique(block, draft, preposition, token, references)
            for word, whom in syntax.obliques(token) if preposition == "by" and type in frame("of_is_victim") else ():
                if word == "of":  # "the killing by US forces of X"
                    take_undergoer(reading, block, draft, undergoer, whom, references)
            for word, whom in syntax.obliques(token) if preposition == "by" and type in VIOLENT else ():
                if word in ("on", "against"):  # "a raid by X on the town of Y"
                    take_oblique(block, draft, word, whom, references)
                    if whom.i not in block.names:
                        draft.take("place", place_of(block, whom, references), word)
    for preposition, token in _behind_quote(noun):  # "expand the war" on X
        take_oblique(block, draft, preposition, token, references)
    for clause in support_behind(noun):
        for token in syntax.agents(clause):
            take_actor(block, draft, token, references)
    if any(c.lower_ == "under" for c in noun.children if c.dep_ == "case"):  # "X is under attack"
        for child in noun.children:
            if child.dep_ in syntax.SUBJECTS:
                draft.take("target", actor(block, child, references), "under")
    _support(block, draft, references)
    _invited(block, draft, references)
    _hosts(block, draft, references)


def _behind_quote(noun: Token) -> list[tuple[str, Token]]:
    """What a preposition right behind a closing quotation mark goes with, though the parser hung it elsewhere."""
    doc = noun.doc
    at = noun.i + 1
    while at < len(doc) and doc[at].text in ('"', "''", "”", "'", "’"):
        at += 1
    if at == noun.i + 1 or at >= len(doc) or doc[at].lower_ not in ("on", "against", "in"):
        return []
    case = doc[at]
    return [(case.lower_, case.head)] if case.dep_ == "case" and case.head.i > at and case.head.head != noun else []


def _modifiers(block: Block, noun: Token) -> list[Token]:
    """What stands before an event noun; the name right before a gerund, however it was parsed ("the US killing of")."""
    found = syntax.modifiers(noun)
    before = noun.doc[noun.i - 1] if noun.i > 0 else None
    if before is not None and noun.tag_.startswith("VB") and before not in found and block.name(before) is not None:
        return [*found, before]
    return [*found, *(side for token in found for side in _sides(block, token)[:1])]


def _sides(block: Block, token: Token) -> list[Token]:
    """The two that a hyphen joins before an event noun, for the second of them: "the Chad-Niger talks"."""
    if token.i < 2 or block.doc[token.i - 1].text not in ("-", "–") or token.i not in block.names:
        return []
    first = block.doc[token.i - 2]
    return [first, token] if block.name(first) is not None else []


def _modifier(block: Block, draft: Draft, token: Token, undergoer: str) -> None:
    """What stands before an event noun: its author ("US"), its weapon ("drone"), two sides ("Peru-Chile")."""
    for mention in block.names.get(token.i, ()):
        joined = _sides(block, token) or (token.i + 2 < len(block.doc) and _sides(block, block.doc[token.i + 2]))
        if joined and mention.type in ("Place", "Organization"):
            draft.take("agent", mention, "one of two sides")
        elif draft.trigger.key == "war" and mention.type == "Place" and _is_war_there(draft.trigger.token):
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
    return is_place and (mention.text not in states() or type in UNAUTHORED)


def _by_behind(block: Block, draft: Draft, verb: Token, references: References) -> None:
    """An author that the parser hung to the verb above: "condemned the killing of X in 2020 by Y"."""
    if draft.trigger.type in VIOLENT:
        for token in syntax.agents(verb):
            if token.i > draft.trigger.token.i:
                draft.take("agent", actor(block, token, references), "by", 0.7)


def _invited(block: Block, draft: Draft, references: References) -> None:
    """Host and guest: "Chad hosted X for talks", "invited the rebels to a meeting"."""
    noun = draft.trigger.token
    case = {c.lower_ for c in noun.children if c.dep_ == "case"}
    verb = noun.head
    if draft.trigger.type not in ("meeting", "talks") or not case & {"for", "to"}:
        return
    if verb.lemma_ in ("host", "receive", "invite", "welcome", "meet", "join") and verb.tag_.startswith("VB"):
        subject = syntax.subject(verb)
        for token in [*([subject] if subject is not None else []), *syntax.objects(verb)]:
            take_actor(block, draft, token, references)


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
    if subject is not None and acting(block, subject, references) is None:  # "the minister, X, chaired": two subjects
        named = [c for c in verb.children if c.dep_ in syntax.SUBJECTS and c.i < verb.i and c.i in block.names]
        subject = named[0] if named else subject
    told = lemma == "announce" and draft.trigger.type in (*VIOLENT, "arrest")  # who tells of a raid has not led it
    if noun.dep_ in syntax.OBJECTS and subject is not None and not syntax.is_passive(verb):
        host = block.name(subject) if lemma == "host" else None
        if host is not None and host.type == "Place" and host.text not in states():
            draft.take("place", host, "host")
        elif lemma in table["agent"] and not told:
            for part in syntax.with_conjuncts(subject):
                draft.take("agent", acting(block, part, references), f"{lemma} + event")
        elif lemma in table["target"]:
            for part in syntax.with_conjuncts(subject):
                draft.take("target", actor(block, part, references), f"{lemma} + event")
        _by_behind(block, draft, verb, references)
    elif noun.dep_ in syntax.SUBJECTS and syntax.is_passive(verb) and lemma in table["agent"] and not told:
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
