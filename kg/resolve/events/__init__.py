"""From event mentions to events: which mentions tell of one event, inside a story and across stories.

Two groups of mentions are one event when nothing about them contradicts (type, days, places, victims, authors) and
enough agrees. Every join is recorded with what agreed. The order of the input does not matter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.model import Assertion, Entity, Event, Extraction, Mention
from kg.resolve.decisions import Rulings
from kg.resolve.events.across import across_stories
from kg.resolve.events.companions import companions, dated_by_companions
from kg.resolve.events.description import described
from kg.resolve.events.inside import within_story
from kg.resolve.events.judgements import Judged
from kg.resolve.events.killings import killings_apart
from kg.resolve.events.times import date_by_news, date_by_others, date_by_victims


def resolve_events(
    extractions: Sequence[Extraction],
    entities: Sequence[Entity],
    within: Mapping[str, frozenset[str]],
    found: Rulings | None = None,
) -> tuple[tuple[Event, ...], tuple[Assertion, ...], dict[Mention, str]]:
    """The events, the assertions of who took part, and the event id of every trigger.

    `within` gives all the places that a place lies in (see `containment`). What `found` says of events goes before all
    that speaks for or against their being one.
    """
    ids = {mention: entity.id for entity in entities for mention in entity.mentions}
    labels = {entity.id: entity.label for entity in entities}
    ordered = sorted(extractions, key=lambda e: (e.story.document, e.story.begin, e.story.id))
    alike = companions(ordered, ids)
    ordered = dated_by_companions(ordered, alike)
    judged = Judged(found or Rulings(), ordered)
    groups = [group for extraction in ordered for group in within_story(extraction, ids, within, judged)]
    date_by_others(groups)
    groups = across_stories(groups, ids, within, judged, alike)
    date_by_others(groups)
    date_by_victims(groups)
    date_by_news(groups)
    groups, attack_of = killings_apart(groups, ids, within, judged)
    judged.record(groups)
    events, assertions = described(groups, ids, within, labels)
    of = {m.trigger: event.id for event, group in zip(events, groups, strict=True) for m in group.mentions}
    of |= {trigger: of[attack] for trigger, attack in attack_of.items()}
    return tuple(sorted(events, key=lambda e: e.id)), tuple(assertions), of
