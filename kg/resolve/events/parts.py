"""Events that are parts of larger ones: the killing within the raid, the raid within the campaign.

Only where one sentence says so; the part must be of a smaller kind than the whole, both must have happened, and the
time of the part must not lie outside that of the whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.model import Assertion, Event, EventMention, Extraction, Mention, Span
from kg.resolve.assertions import assertion
from kg.resolve.events.group import ATTACKS, KILLINGS
from kg.resolve.events.times import ONE_DAY

SIZES = {  # of kinds of events, within which the smaller ones happen
    **dict.fromkeys(KILLINGS, 0),
    **dict.fromkeys(("arrest", "abduction", "capture"), 1),
    **dict.fromkeys((*ATTACKS, "protest", "crash"), 2),
    "militaryOperation": 3,
}
TALKS = {**dict.fromkeys(("agreement", "ceasefire", "vote", "decision"), 0), **dict.fromkeys(("meeting", "talks"), 1)}
RETOLD = 0.85  # confidence of a death that is one more word for the attack
SAID = 0.8


def sub_events(extractions: Iterable[Extraction], events: Sequence[Event]) -> tuple[Assertion, ...]:
    """An assertion "subEventOf" for every event that is said to be a part of another one, with the sentences."""
    of = {mention: event for event in events for mention in event.mentions}
    found: dict[tuple[str, str], list[tuple[Span, float]]] = defaultdict(list)
    for extraction in extractions:
        for mention in extraction.events:
            for trigger, confidence in _wholes(mention):
                part, whole = of.get(mention.trigger), of.get(trigger)
                if part is not None and whole is not None and _can_be_part(part, whole):
                    found[part.id, whole.id].append((mention.trigger.sentence, confidence))
    return tuple(assertion(part, "subEventOf", whole, evidence) for (part, whole), evidence in sorted(found.items()))


def _wholes(mention: EventMention) -> Iterator[tuple[Mention, float]]:
    if mention.same_as is not None:
        yield mention.same_as, RETOLD
    yield from ((trigger, SAID) for trigger in mention.part_of)


def _can_be_part(part: Event, whole: Event) -> bool:
    """Whether kinds, factuality and times allow it; an event is no part of itself, nor of one of its own size."""
    sizes = next((s for s in (SIZES, TALKS) if part.type in s and whole.type in s), None)
    if sizes is None or sizes[part.type] >= sizes[whole.type]:
        return False
    if part.factuality != "actual" or whole.factuality != "actual":
        return False
    if part.when is None or whole.when is None:
        return True
    return part.when.latest >= whole.when.earliest - ONE_DAY and part.when.earliest <= whole.when.latest + ONE_DAY
