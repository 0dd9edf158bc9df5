"""Event mentions: who did what to whom, where, when, with what, how many, and whether it happened at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract import factuality, syntax, triggers
from kg.extract.actors import References
from kg.extract.events.blame import give_blamed
from kg.extract.events.distances import give_distances
from kg.extract.events.draft import SERIES, Draft, root_of, whole
from kg.extract.events.joining import join, join_bare, share, sum_up
from kg.extract.events.nouns import noun_roles
from kg.extract.events.pairs import give_pairs
from kg.extract.events.parts import give_parts
from kg.extract.events.places import give_places
from kg.extract.events.premises import give_premises
from kg.extract.events.ties import give_ties
from kg.extract.events.times import FRESH, give_times
from kg.extract.events.tolls import give_tolls
from kg.extract.events.verbs import verb_roles
from kg.extract.reading import Block, Reading
from kg.extract.triggers import Trigger, frame
from kg.model import Distance, EventMention, Mention, Told


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
            give_places(block, draft, here, references)
            give_premises(block, draft)
        for draft in here.values():
            join(block, draft, here)
        sum_up(here)
        share(here)
        give_parts(block, here)
        give_ties(block, here)
        clocks = give_times(reading, block, here)
        give_distances(reading, block, here, clocks)
        join_bare(block, here, last, drafts)
        last = give_tolls(reading, block, here, last)
        drafts += [here[i] for i in sorted(here)]
    retold = {id(draft.same_as) for draft in drafts}
    drafts = [draft for draft in drafts if id(draft) in retold or not _is_kind(draft)]
    mentions = {id(draft): _trigger_mention(reading, draft) for draft in drafts}
    top = {id(block) for block in [b for b in reading.blocks if b.paragraph.kind == "body"][:FRESH]}
    return tuple(_finish(reading, draft, mentions, id(draft.trigger.block) in top) for draft in drafts)


def _roles(reading: Reading, block: Block, draft: Draft, references: References) -> None:
    if draft.trigger.is_noun:
        noun_roles(reading, block, draft, references)
    else:
        verb_roles(reading, block, draft, references)
    give_blamed(block, draft, references)
    if draft.trigger.type in (*frame("mutual"), "visit", "withdrawal"):
        give_pairs(reading, block, draft)


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
    heads = whole(trigger.token)
    return not any(child.dep_ in syntax.DETERMINERS for head in heads for child in head.children)


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


def _finish(reading: Reading, draft: Draft, mentions: dict[int, Mention], at_top: bool) -> EventMention:
    target = root_of(draft) if draft.same_as is not None else None
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
        tuple(
            Distance(mentions[id(other)], low, high, evidence)
            for other, low, high, evidence in draft.distances
            if id(other) in mentions
        ),
        draft.told or (_told(reading) if _is_news(draft, at_top) else None),
        _told_of(draft.part_of, mentions),
        _told_of(draft.over, mentions),
        _told_of(draft.since, mentions),
        tuple(sorted(draft.premises)),
        draft.recurring,
    )


def _told_of(others: Sequence[Draft], mentions: dict[int, Mention]) -> tuple[Mention, ...]:
    return tuple(mentions[id(other)] for other in others if id(other) in mentions)


def _told(reading: Reading) -> Told | None:
    day = reading.story.published
    return Told(day, 1, "told as news on the day of the report") if day is not None else None


def _is_news(draft: Draft, at_top: bool) -> bool:
    """Whether a mention has the tense of fresh news: "Police hold ten" over a story, "have arrested ten" in a lead."""
    trigger = draft.trigger
    if trigger.is_noun or draft.factuality != "actual":
        return False
    if trigger.block.paragraph.kind == "title":
        return trigger.token.tag_ in ("VBZ", "VBP", "VB") and not syntax.auxiliaries(trigger.token)
    has = [child for child in trigger.token.children if child.lemma_ == "have" and child.dep_ == "aux"]
    return at_top and any(child.tag_ in ("VBZ", "VBP") for child in has)
