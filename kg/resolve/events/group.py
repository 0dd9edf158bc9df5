"""Mentions of one event taken together, with what they say."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from kg import lexicon
from kg.model import EventMention, Mention, Merge, When
from kg.resolve.countries import country_named
from kg.resolve.events.times import narrowest

FAMILIES = (
    frozenset({"attack", "strike", "bombing", "shooting", "clash"}),
    frozenset({"killing", "assassination", "death"}),
    frozenset({"meeting", "talks"}),
    frozenset({"agreement", "ceasefire"}),
    frozenset({"vote", "decision"}),
)
COMPASS = frozenset(f"{side}{way}" for side in ("", "north", "south") for way in ("north", "south", "east", "west"))
ATTACKS, KILLINGS = FAMILIES[:2]
ONE_THING = {  # words that one event may be told with, of the types that are told apart by their words
    word: words[0]
    for words in (
        ("operation", "campaign", "offensive", "crackdown"),
        ("vote", "voted", "resolution", "passed", "approved", "adopted"),
        ("fall", "collapse", "collapsed", "toppled", "overthrow", "ouster", "overthrown", "toppling"),
        ("accident", "disaster"),
        ("war", "conflict"),
        ("fire", "blaze", "inferno"),
    )
    for word in words
}
BLAMED = ("accused", "blamed on", "held responsible")
WELL_KNOWN = 3  # mentions after which a story is plainly about an event


@dataclass(slots=True)
class Group:
    """Mentions that tell of one event, with what they say together."""

    mentions: list[EventMention]
    story: str
    order: int
    types: Counter[str] = field(default_factory=Counter)  # of the mentions that are not told by another one
    words: set[str] = field(default_factory=set)
    roles: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    blamed: set[str] = field(default_factory=set)  # authors that somebody only says it was done by
    towns: set[str] = field(default_factory=set)  # places that it was done to
    near: set[str] = field(default_factory=set)  # places that it happened beside: "south of X"
    sites: set[str] = field(default_factory=set)  # buildings among all these
    whens: list[When] = field(default_factory=list)
    numbers: set[tuple[str, int | None, int | None]] = field(default_factory=set)
    weapons: set[str] = field(default_factory=set)
    premises: set[str] = field(default_factory=set)
    recurring: set[str] = field(default_factory=set)  # days and months of an unknown year, weekdays of an unknown week
    merges: list[Merge] = field(default_factory=list)
    beside: list[EventMention] = field(default_factory=list)  # of the attack that a killing happened in

    @property
    def first(self) -> EventMention:
        """The mention that stands first."""
        return self.mentions[0]


def group_of(mentions: list[EventMention], story: str, ids: Mapping[Mention, str]) -> Group:
    """The group of some mentions, with all that they say together; `ids` gives the entity of each name."""
    group = Group(mentions, story, mentions[0].trigger.begin)
    is_retold = all(mention.same_as is not None for mention in mentions)
    for number, mention in enumerate(mentions):
        if mention.same_as is None or (is_retold and number == 0):
            group.types[mention.type] += 1
            word = mention.trigger.text.split()[-1].lower().removesuffix("s")
            group.words.add(ONE_THING.get(word, word))
        for participant in mention.participants:
            if (entity := ids.get(participant.filler)) is not None:
                if participant.filler.subtype == "community" and participant.role == "agent":
                    continue  # "Islamist gunmen" are told apart from nobody
                group.roles[participant.role].add(entity)
                if participant.rule in BLAMED:
                    group.blamed.add(entity)
                if participant.role == "place" and participant.rule in COMPASS:
                    group.near.add(entity)
                if participant.filler.type == "Facility":
                    group.sites.add(entity)
                if participant.role == "target" and participant.filler.type == "Place":
                    group.towns.add(entity)
        if mention.weapon:
            group.weapons.add(mention.weapon)
        group.premises.update(mention.premises)
        if mention.recurring is not None:
            group.recurring.add(mention.recurring.value)
        if mention.when is not None:
            group.whens.append(mention.when)
        group.numbers |= {(q.measure, q.min, q.max) for q in mention.quantities}
    return group


def is_background(group: Group) -> bool:
    """Whether an event is told as long past: a time that is years wide."""
    days = interval(group)
    return days is not None and days[1] - days[0] > dt.timedelta(days=60)


def is_unreal(group: Group) -> bool:
    """Whether it is only talked of so far: a withdrawal that is demanded, a visit that is planned."""
    return factuality(group) in ("planned", "demanded")


def scenes(group: Group) -> set[str]:
    """Where it happened: its places, or the towns that it was done to."""
    return (group.roles.get("place", set()) - group.near) or {id for id in group.towns if not is_state(id)}


def grounds(group: Group) -> set[str]:
    """Where a war is fought: "the war in X", "the war on X"."""
    return group.roles.get("place", set()) | {id for id in group.roles.get("target", ()) if id.startswith("place:")}


def is_state(id: str) -> bool:
    """Whether a place is a country."""
    return id.startswith("place:") and _is_country(local_name(id).replace("-", " "))


@cache
def _is_country(name: str) -> bool:
    return bool(country_named(name))


def is_contained(ours: set[str], theirs: set[str], within: Mapping[str, frozenset[str]]) -> bool:
    """Whether a place of one side lies in one of the other."""
    return any(y in within.get(x, ()) or x in within.get(y, ()) for x in ours for y in theirs)


def same_family(a: Counter[str], b: Counter[str]) -> bool:
    """Whether two groups have types that one event may be told with: a strike is an attack."""
    if set(a) & set(b):
        return True
    return any(set(a) & family and set(b) & family for family in FAMILIES)


def is_noun(mention: EventMention) -> bool:
    """Whether a mention is a noun ("the strike"), and no verb."""
    return _is_noun(mention.trigger.text.split()[-1].lower())


@cache
def _is_noun(word: str) -> bool:
    nouns = lexicon.subtypes("events", "nouns")
    return any(form in nouns for form in (word, word.removesuffix("s"), word.removesuffix("es")))


def interval(group: Group) -> tuple[dt.date, dt.date] | None:
    """The days that all times of a group allow; the narrowest one where they do not meet."""
    if not group.whens:
        return None
    low, high = max(w.earliest for w in group.whens), min(w.latest for w in group.whens)
    if low <= high:
        return low, high
    narrow = narrowest(group.whens)
    return narrow.earliest, narrow.latest


def factuality(group: Group) -> str:
    """What most mentions say; a verb in the past tense outweighs a noun."""
    votes: Counter[str] = Counter()
    for mention in group.mentions:
        votes[mention.factuality] += 1 if is_noun(mention) else 2
    happened = votes.pop("actual", 0)
    if not votes or happened > votes.total() or (happened == votes.total() and group.first.factuality == "actual"):
        return "actual"
    return min(votes, key=lambda factuality: (-votes[factuality], factuality))


def local_name(id: str) -> str:
    """An id without its prefix; "" for none."""
    return id.split(":", 1)[1] if id else ""


def merge_of(one: Group, other: Group, points: float, reasons: list[str]) -> Merge:
    """Why two groups are one, with a score in [0, 1] from their points of agreement."""
    a, b = one.first.trigger, other.first.trigger
    return Merge(a.text, b.text, ", ".join(reasons), round(points / (points + 1.5), 2), (a.sentence, b.sentence))
