"""Who did what an authority reports of its own men without naming them: "the ministry said ten men were arrested"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg import lexicon
from kg.extract import syntax
from kg.extract.reading import Block, Reading
from kg.extract.tokens import Token
from kg.model import ClaimMention, EventMention, Mention, Participant

OFFICIAL = ("arrest", "capture", "militaryOperation")  # what the forces of a state do and its authorities report
ARMED = ("ministry", "police", "military", "intelligence")  # kinds of bodies that have such forces
REPORTED, SOLE = 0.6, 0.5  # confidence: by the body that reports it; by the only such body that the story cites


def complete(
    reading: Reading, events: Sequence[EventMention], claims: Sequence[ClaimMention]
) -> tuple[EventMention, ...]:
    """The events, those that an authority reports of unnamed forces with that authority as their agent.

    An arrest, a seizure or an operation gets one only where its sentence names no author: a noun, a passive, or a
    subject such as "security forces".
    """
    official = [claim for claim in claims if claim.speaker is not None and _is_armed(claim.speaker)]
    named = [claim.speaker for claim in official if claim.speaker is not None and claim.speaker.kind == "name"]
    bodies = {_local_name(speaker.text): speaker for speaker in reversed(named)}
    sole = next(iter(bodies.values())) if len(bodies) == 1 else None
    return tuple(_completed(reading, event, official, claims, sole) for event in events)


def _completed(
    reading: Reading,
    event: EventMention,
    official: Sequence[ClaimMention],
    claims: Sequence[ClaimMention],
    sole: Mention | None,
) -> EventMention:
    named = any(participant.role == "agent" for participant in event.participants)
    if named or event.type not in OFFICIAL or event.factuality != "actual" or event.same_as is not None:
        return event
    found = _place(reading, event)
    if found is None or not _is_unauthored(*found):
        return event
    reporter = next((claim.speaker for claim in official if _holds(claim, event)), None)
    if reporter is not None:
        return _by(event, reporter, "reported by", REPORTED)
    told = [claim for claim in claims if _holds(claim, event)]
    of_state = all(claim.speaker is None or _is_authorities(claim.speaker) for claim in told)
    if sole is not None and of_state and (told or _has_unnamed_subject(*found)):
        return _by(event, sole, "the only authority that the story cites", SOLE)
    return event


def _by(event: EventMention, body: Mention, rule: str, confidence: float) -> EventMention:
    return replace(event, participants=(*event.participants, Participant("agent", body, rule, confidence)))


def _holds(claim: ClaimMention, event: EventMention) -> bool:
    return claim.content.begin <= event.trigger.begin and event.trigger.end <= claim.content.end


def _is_armed(body: Mention) -> bool:
    """Whether a body has men of its own to arrest people: a ministry, the police, an army."""
    heads = lexicon.table("organizations")["heads"]
    words = f" {body.text.lower()} "
    return body.type == "Organization" and any(f" {head} " in words for kind in ARMED for head in heads[kind])


def _local_name(name: str) -> str:
    """A name without the country in front of it: "Peru's Interior Ministry" and "the Interior Ministry" are one."""
    return " ".join(name.lower().split()[-2:])


def _is_authorities(speaker: Mention) -> bool:
    return speaker.type == "AnonymousSource" and speaker.text.lower().split()[-1] in ("authorities", "officials")


def _place(reading: Reading, event: EventMention) -> tuple[Block, Token] | None:
    for block in reading.blocks:
        if block.paragraph.begin <= event.trigger.begin < block.paragraph.end:
            return next(((block, t) for t in block.doc if block.begins[t.i] == event.trigger.begin), None)
    return None


def _is_unauthored(block: Block, trigger: Token) -> bool:
    """Whether no words say who did it: a noun, a passive, or unnamed forces of the state as the subject."""
    if trigger.tag_.startswith("NN"):
        return syntax.possessor(trigger) is None
    if syntax.is_passive(trigger) or (trigger.tag_ == "VBN" and trigger.dep_ == "acl"):
        agents = syntax.agents(trigger)  # "by security and intelligence forces"
        named = any(agent.i in block.names for agent in agents)
        return not agents or (not named and any(_is_unnamed_force(block, agent) for agent in agents))
    return _subject(trigger) is None or _has_unnamed_subject(block, trigger)


def _subject(verb: Token) -> Token | None:
    chained = verb.tag_ == "VBG" and verb.dep_ == "advcl"  # "carried out a raid, arresting ten"
    return syntax.subject(verb) or (syntax.subject(verb.head) if chained else None)


def _has_unnamed_subject(block: Block, trigger: Token) -> bool:
    if not trigger.tag_.startswith("VB") or syntax.is_passive(trigger):
        return False
    subject = _subject(trigger)
    return subject is not None and _is_unnamed_force(block, subject)


def _is_unnamed_force(block: Block, subject: Token) -> bool:
    """Whether a noun means men of the state and no name says whose: "security forces", "its officers"."""
    if subject.i in block.names:
        return False
    forces = {*lexicon.words("groups", "state_groups"), "unit", "officer", "agent"}
    owned = [token for token in (*syntax.modifiers(subject), syntax.possessor(subject)) if token is not None]
    return subject.lemma_.lower() in forces and not any(token.i in block.names for token in owned)
