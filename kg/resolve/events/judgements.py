"""What people decided of events: which mentions are one and which are two, whatever speaks for or against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.model import EventMention, Extraction, Mention, Merge
from kg.resolve.cluster import Forest
from kg.resolve.decisions import NO_RULING, Rulings, Spot, event_spot
from kg.resolve.events.group import Group


def obeying(extractions: Iterable[Extraction], found: Rulings) -> list[Extraction]:
    """The stories, where no mention retells one that it was judged to be different from."""

    def is_free(mention: EventMention) -> bool:
        one, other = (_spot(m) for m in (mention.trigger, mention.same_as or mention.trigger))
        ours, theirs = (found.of[spot].sides if spot in found.of else () for spot in (one, other))
        return mention.same_as is not None and any(-side in theirs for side in ours)

    def freed(extraction: Extraction) -> Extraction:
        if not any(map(is_free, extraction.events)):
            return extraction
        events = tuple(replace(m, same_as=None) if is_free(m) else m for m in extraction.events)
        return replace(extraction, events=events)

    return [freed(extraction) for extraction in extractions] if found.of else list(extractions)


def _spot(trigger: Mention) -> Spot:
    return event_spot(trigger.sentence.story, trigger.begin)


class Judged:
    """Mentions of events in sets that only grow: those judged the same are one, those judged different never are.

    A set is known by any mention in it. Where nothing was judged of events everything may be one.
    """

    def __init__(self, found: Rulings, extractions: Iterable[Extraction] = ()) -> None:
        self._found = found
        self._at: dict[Mention, int] = {}
        if not any(spot.name.startswith("@") for spot in found.of):
            return
        triggers = [event.trigger for extraction in extractions for event in extraction.events]
        self._at = {trigger: number for number, trigger in enumerate(triggers)}
        self._of = {_spot(trigger): trigger for trigger in triggers}
        self._forest = Forest(len(triggers))
        classes: dict[int, int] = {}
        for trigger, number in self._at.items():
            if (ruling := found.of.get(_spot(trigger))) is not None:
                self._forest.stand(number, ruling.sides)
                for joined in ruling.joined:
                    self._forest.join(classes.setdefault(joined, number), number)

    def may_be_one(self, a: Mention, b: Mention) -> bool:
        """Whether no judgement keeps the sets of two mentions apart."""
        return not self._at or self._forest.may_join(self._at[a], self._at[b])

    def classes(self, mentions: Iterable[Mention]) -> frozenset[int]:
        """The classes of what was judged the same that mentions are in."""
        found = (self._found.of.get(_spot(mention), NO_RULING).joined for mention in mentions if self._at)
        return frozenset(number for joined in found for number in joined)

    def join(self, a: Mention, b: Mention) -> None:
        """Make one set of those of two mentions that may be one."""
        if self._at:
            self._forest.join(self._at[a], self._at[b])

    def told(self, extraction: Extraction) -> list[list[EventMention]]:
        """The mentions of a story by what they retell, and with those that are judged to be one with them."""
        told: dict[Mention | int, list[EventMention]] = defaultdict(list)
        for mention in extraction.events if self._at else ():
            if mention.same_as is not None:
                self.join(mention.trigger, mention.same_as)
        for mention in extraction.events:
            chief = mention.same_as or mention.trigger
            told[self._forest.find(self._at[chief]) if self._at else chief].append(mention)
        return list(told.values())

    def one_by_judgement(self, groups: Sequence[Group]) -> Iterable[tuple[int, int]]:
        """The places of groups that are one before any score is looked at, each with the next of its set."""
        sets: dict[int, list[int]] = defaultdict(list)
        for place, group in enumerate(groups) if self._at else ():
            sets[self._forest.find(self._at[group.first.trigger])].append(place)
        return [pair for places in sets.values() for pair in pairwise(places)]

    def record(self, groups: Sequence[Group]) -> None:
        """Give the groups a merge for every judgement that made mentions one."""
        of = {m.trigger: group for group in groups for m in group.mentions} if self._at else {}
        for held in self._found.same:
            triggers = [self._of[spot] for spot in (*held.left, *held.right) if of and spot in self._of]
            for one, other in pairwise(triggers):
                evidence = (one.sentence, other.sentence)
                of[one].merges.append(Merge(one.text, other.text, held.reason, 1.0, evidence))
