"""Where a speaker stands, if the cue says so: for or against the very thing or body that it names.

Only cues that judge or demand tell it ("condemned the raid", "accused X of …", "called for a truce"); of what is said
otherwise, nothing is concluded.
"""

from __future__ import annotations

from kg import lexicon
from kg.extract import actors, speakers, syntax
from kg.extract.cues import Found, Sources
from kg.extract.reading import Block
from kg.extract.saying import lemma
from kg.extract.tokens import Token
from kg.model import Mention

OPPOSITE = {"supports": "opposes", "opposes": "supports"}


def find(sources: Sources, block: Block, found: Found, act: str) -> tuple[str, Mention | None]:
    """ "supports" or "opposes" and the mention of whom or what; ("", None) where that is not clear."""
    stance = _stance(found, act)
    target = _target(block, found) if stance else None
    if target is None:
        return "", None
    if lemma(target) in lexicon.words("speech", "ending"):
        behind = [noun for preposition, noun in syntax.obliques(target) if preposition in ("of", "to")]
        if not behind:
            return "", None
        stance, target = OPPOSITE[stance], behind[0]
    mention = _mention(sources, block, target)
    if mention is None:
        return "", None
    fitting = (mention.kind == "trigger") == (act == "demands") if act in ("demands", "accuses") else True
    return (stance, mention) if fitting else ("", None)


def _stance(found: Found, act: str) -> str:
    if found.content.rule in ("denied-claim", "responsibility", "declined", "infinitive", "clause", "colon"):
        return ""
    if act == "demands":
        return "supports" if found.content.rule in ("preposition", "object", "noun-for") else ""
    known = lexicon.subtypes("speech", "stances").get(found.lemma, "")
    if known:
        return known
    if found.content.rule == "label" and act in ("condemns", "praises"):
        return "opposes" if act == "condemns" else "supports"
    return {"praises": "supports", "condemns": "opposes"}.get(act, "") if found.expressed else ""


def _target(block: Block, found: Found) -> Token | None:
    """The noun that is judged or demanded: the object of the cue, its subject in the passive, or what it leads to."""
    verb = found.token
    if found.content.rule == "passive":
        return next((c for c in verb.children if c.dep_ in syntax.SUBJECTS), None)
    if found.content.rule == "noun-for":
        return next((noun for preposition, noun in syntax.obliques(verb) if preposition == "for"), None)
    direct = next((c for c in verb.children if c.dep_ in syntax.OBJECTS and c.i > verb.i), None)
    if found.expressed and direct is not None:
        nouns = [*syntax.obliques(direct), *syntax.obliques(verb)]
        led = [noun for preposition, noun in nouns if preposition in ("for", "to", "with", "at", "over")]
        return led[0] if led else None
    if found.content.rule == "preposition":
        inside = [
            noun for _, noun in syntax.obliques(verb) if found.content.begin <= block.begins[noun.i] < found.content.end
        ]
        return inside[0] if inside else None
    return direct


def _mention(sources: Sources, block: Block, target: Token) -> Mention | None:
    """The event or body that a noun stands for."""
    begin = block.begins[target.i]
    trigger = next((e.trigger for e in sources.events if e.trigger.begin <= begin < e.trigger.end), None)
    if trigger is not None:
        return trigger
    found = actors.actor(block, target, sources.references)
    if found is not None or target.i in block.names:
        return found
    return speakers.named_group(block, target)
