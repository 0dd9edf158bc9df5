"""Which events of different stories are compared, and that nothing which could be one is left out."""

from __future__ import annotations

import datetime as dt
import random
from itertools import combinations

import pytest

from benchmarks.events import b_cubed
from benchmarks.happenings import News, news
from kg.model import Mention
from kg.resolve.decisions import Rulings
from kg.resolve.events import resolve_events
from kg.resolve.events.blocking import WIDE, candidates, traits_of
from kg.resolve.events.group import interval
from kg.resolve.events.inside import within_story
from kg.resolve.events.judgements import Judged
from kg.resolve.events.likeness import SAME, agreement, contradiction, is_specific


@pytest.fixture(scope="module")
def year() -> News:
    return news(600)


def test_all_that_could_be_one_event_is_compared(year: News) -> None:
    ids = {mention: entity.id for entity in year.entities for mention in entity.mentions}
    groups = [
        group
        for extraction in year.extractions
        for group in within_story(extraction, ids, year.within, Judged(Rulings()))
    ]
    compared = set(candidates([traits_of(group, year.within) for group in groups]))
    could = set()

    def is_wide(days: tuple[dt.date, dt.date] | None) -> bool:
        return days is not None and days[1] - days[0] > WIDE

    for (i, a), (j, b) in combinations(enumerate(groups), 2):
        if a.story != b.story and not contradiction(a, b, year.within):
            points, why = agreement(a, b, year.within, in_story=False)
            vague = is_wide(interval(a)) or is_wide(interval(b))
            if points >= SAME and is_specific(why) and not vague:
                could.add((i, j))
    assert len(could) > 100
    assert could <= compared
    assert len(compared) < len(groups) ** 2 / 20


def clusters(year: News, order: random.Random | None = None) -> set[frozenset[Mention]]:
    extractions = list(year.extractions)
    if order is not None:
        order.shuffle(extractions)
    _, _, of = resolve_events(extractions, year.entities, year.within)
    found: dict[str, set[Mention]] = {}
    for mention, event in of.items():
        found.setdefault(event, set()).add(mention)
    return {frozenset(mentions) for mentions in found.values()}


def test_the_order_of_the_stories_does_not_matter(year: News) -> None:
    assert clusters(year, random.Random(3)) == clusters(year)


def test_invented_events_are_found_again(year: News) -> None:
    _, _, of = resolve_events(year.extractions, year.entities, year.within)
    precision, recall = b_cubed(year.truth, of)
    assert precision > 0.95
    assert recall > 0.6
