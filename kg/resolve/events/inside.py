"""Which mentions of one story are joined: retold ones with what they retell, then in reading order by agreement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.model import EventMention, Extraction, Mention, Merge
from kg.resolve.events.group import (
    ATTACKS,
    KILLINGS,
    WELL_KNOWN,
    Group,
    factuality,
    group_of,
    interval,
    is_background,
    merge_of,
)
from kg.resolve.events.judgements import Judged
from kg.resolve.events.likeness import SAME, agreement, contradiction, difference, other_arrests
from kg.resolve.events.number import is_anaphoric, is_another, is_just_told, points_near
from kg.resolve.events.ties import tied
from kg.resolve.events.topic import is_only_one, main_event


def within_story(
    extraction: Extraction, ids: Mapping[Mention, str], within: Mapping[str, frozenset[str]], judged: Judged
) -> list[Group]:
    """The groups of one story: retold mentions with what they retell, then in reading order by agreement."""
    headline = max((p.end for p in extraction.story.paragraphs if p.kind == "title"), default=0)
    lead = next((p.end for p in extraction.story.paragraphs if p.kind == "body"), 0)
    groups: list[Group] = []
    for told in sorted(judged.told(extraction), key=lambda ms: min(m.trigger.begin for m in ms)):
        mentions = [_without_themselves(mention, ids) for mention in told]
        mentions.sort(key=lambda m: (m.same_as is not None, m.trigger.begin))
        new = group_of(mentions, extraction.story.id, ids)
        new.merges = _retold(mentions)
        best = _best(groups, new, headline, lead, within, judged)
        if best is None:
            groups.append(new)
        else:
            points, index, why = best
            judged.join(groups[index].first.trigger, new.first.trigger)
            groups[index] = _union(groups[index], new, points, why, ids)
    return _with_the_tied(_gathered(groups, lead, ids, within, judged), ids, within, judged)


def _best(
    groups: Sequence[Group],
    new: Group,
    headline: int,
    lead: int,
    within: Mapping[str, frozenset[str]],
    judged: Judged,
) -> tuple[float, int, list[str]] | None:
    """The points of the group that a new one joins, its place among `groups` and the reasons; the last told on a tie.

    `headline` and `lead` are the code points where the title and the first paragraph end.
    """
    found = []
    main = main_event(groups)
    for index, old in enumerate(groups):
        if _are_two(old, new, within) or not judged.may_be_one(old.first.trigger, new.first.trigger):
            continue
        points, why = agreement(old, new, within, in_story=True)
        if index == main and not points_near(new) and not _is_of_another_just_told(groups, main, new, within):
            weight = 1.5 if old.first.trigger.begin < lead else 0.75
            points, why = points + weight, [*why, "what the story is about"]
        only_headline = all(m.trigger.begin < headline for m in old.mentions)
        if only_headline and new.first.trigger.begin >= headline and not is_background(new):
            points, why = points + 0.75, [*why, "the headline's"]
        if points > 0.5 and is_only_one(groups, old, new):
            points, why = points + 0.75, [*why, "the only one of its kind"]
        if points >= SAME:
            last = max(mention.trigger.begin for mention in old.mentions)
            found.append((points, last, index, why))
    if not found:
        return None
    points, _, index, why = max(found, key=lambda one: one[:3])
    return points, index, why


def _are_two(old: Group, new: Group, within: Mapping[str, frozenset[str]]) -> bool:
    """Whether a story tells two groups apart."""
    if contradiction(old, new, within) or other_arrests(old, new) or _other_day(old, new):
        return True
    return is_another(new) and not is_another(old)


def _retold(mentions: Sequence[EventMention]) -> list[Merge]:
    """Why the mentions that retell another one are one with the first."""
    first = mentions[0].trigger
    return [
        Merge(first.text, m.trigger.text, "told again", 0.9, (first.sentence, m.trigger.sentence))
        for m in mentions[1:]
        if m.same_as is not None
    ]


def _without_themselves(mention: EventMention, ids: Mapping[Mention, str]) -> EventMention:
    """A mention without the authors that it was done to by other words: "Paris blamed X for attacks on French men"."""
    if mention.type not in ATTACKS | KILLINGS or mention.type == "clash":
        return mention
    undergoing = {ids.get(p.filler) for p in mention.participants if p.role in ("target", "killed", "wounded")} - {None}
    kept = tuple(p for p in mention.participants if p.role != "agent" or ids.get(p.filler) not in undergoing)
    return replace(mention, participants=kept) if len(kept) < len(mention.participants) else mention


def _gathered(
    groups: list[Group],
    lead: int,
    ids: Mapping[Mention, str],
    within: Mapping[str, frozenset[str]],
    judged: Judged,
) -> list[Group]:
    """The groups of a story again, once it is known what it is about: what came too early for that joins it now."""
    groups = _with_its_killing(groups, lead, ids, within, judged)
    main = main_event(groups)
    if main < 0 or len(groups[main].mentions) < WELL_KNOWN or groups[main].first.trigger.begin >= lead:
        return groups
    whole, rest = groups[main], []
    for group in (g for i, g in enumerate(groups) if i != main):
        points, why = agreement(whole, group, within, in_story=True)
        may = not contradiction(whole, group, within) and judged.may_be_one(whole.first.trigger, group.first.trigger)
        apart = is_background(group) or is_another(group)
        if points + 1.5 >= SAME and may and not apart:
            judged.join(whole.first.trigger, group.first.trigger)
            first, second = sorted((whole, group), key=lambda g: g.order)
            whole = _union(first, second, points + 1.5, [*why, "what the story is about"], ids)
        else:
            rest.append(group)
    return sorted([whole, *rest], key=lambda g: g.order)


def _with_its_killing(
    groups: list[Group],
    lead: int,
    ids: Mapping[Mention, str],
    within: Mapping[str, frozenset[str]],
    judged: Judged,
) -> list[Group]:
    """The groups, with a killing in the headline or lead as words for the attack that the story goes on about."""
    main = main_event(groups)
    if main < 0 or len(groups[main].mentions) < 2:
        return groups
    whole, rest = groups[main], []
    for group in (g for i, g in enumerate(groups) if i != main):
        triggers = whole.first.trigger, group.first.trigger
        is_its_own = group.first.trigger.begin < lead and _is_its_killing(whole, group, within)
        if is_its_own and judged.may_be_one(*triggers):
            judged.join(*triggers)
            group.mentions = [replace(mention, same_as=whole.first.trigger) for mention in group.mentions]
            whole = _union(whole, group, SAME, ["the killing that the story is about"], ids)
        else:
            rest.append(group)
    return sorted([whole, *rest], key=lambda g: g.order)


def _with_the_tied(
    groups: list[Group], ids: Mapping[Mention, str], within: Mapping[str, frozenset[str]], judged: Judged
) -> list[Group]:
    """The groups of a story, with those as one that are over the same event or have gone on since it (see `tied`)."""
    whole = dict(enumerate(groups))
    now = list(range(len(groups)))  # for each group the one that it is in by now
    for points, i, j, why in tied(groups, within, lambda index: index):
        first, second = sorted((now[i], now[j]))
        triggers = whole[first].first.trigger, whole[second].first.trigger
        if first == second or not judged.may_be_one(*triggers) or difference(whole[first], whole[second], within):
            continue
        judged.join(*triggers)
        whole[first] = _union(whole[first], whole.pop(second), points, why, ids)
        now = [first if index == second else index for index in now]
    return [whole[index] for index in sorted(whole)]


def _is_its_killing(attack: Group, killing: Group, within: Mapping[str, frozenset[str]]) -> bool:
    """Whether a headline or lead tells by "killing" or "massacre", and no name, of the attack that a story is about."""
    if killing.roles.get("killed"):
        return False
    if not set(killing.types) <= KILLINGS or not set(attack.types) & ATTACKS:
        return False
    return factuality(killing) == "actual" and not is_background(killing) and not difference(attack, killing, within)


def _is_of_another_just_told(
    groups: Sequence[Group], main: int, new: Group, within: Mapping[str, frozenset[str]]
) -> bool:
    """Whether "the raid" may be one that the sentence before tells of, which does not speak of the main event."""
    if not is_anaphoric(new) or is_just_told(groups[main], new):
        return False
    others = (group for index, group in enumerate(groups) if index != main and is_just_told(group, new))
    return any(not contradiction(group, new, within) for group in others)


def _union(old: Group, new: Group, points: float, reasons: list[str], ids: Mapping[Mention, str]) -> Group:
    joined = group_of([*old.mentions, *new.mentions], old.story, ids)
    joined.merges = [*old.merges, *new.merges, merge_of(old, new, points, reasons)]
    return joined


def _other_day(a: Group, b: Group) -> bool:
    """Whether one story gives two groups two different days: what it tells itself is not a day off."""
    days = interval(a), interval(b)
    if days[0] is None or days[1] is None:
        return False
    return all(low == high for low, high in (days[0], days[1])) and days[0] != days[1]
