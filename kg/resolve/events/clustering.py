"""Which groups of mentions are joined, inside a story and across stories."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import product

from kg.model import EventMention, Extraction, Mention, Merge
from kg.resolve.events.blocking import candidates
from kg.resolve.events.group import (
    ATTACKS,
    KILLINGS,
    WELL_KNOWN,
    Group,
    factuality,
    group_of,
    interval,
    is_background,
    same_family,
)
from kg.resolve.events.judgements import Judged
from kg.resolve.events.likeness import SAME, agreement, contradiction, difference, other_arrests
from kg.resolve.events.number import is_anaphoric, is_another, is_just_told, is_plural, is_series, points_near
from kg.resolve.events.sets import Sets
from kg.resolve.events.ties import tied

TELLING = {"same victim", "same target", "same place", "same toll", "same kind of premises", "same day of the year"}
TELLING |= {"same time", "what both stories are about", "the only one of both", "both a series", "both still to come"}
SINGLE = ("trial", "protest", "vote", "meeting", "talks", "agreement", "ceasefire", "funeral", "crash", "abduction")


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
        best: tuple[float, int, int] | None = None  # points, where it was last told of, its place among the groups
        reasons: list[str] = []
        main = _main(groups)
        for index, old in enumerate(groups):
            if contradiction(old, new, within) or other_arrests(old, new) or _other_day(old, new):
                continue
            if is_another(new) and not is_another(old):
                continue
            if not judged.may_be_one(old.first.trigger, new.first.trigger):
                continue
            points, why = agreement(old, new, within, in_story=True)
            if index == main and not points_near(new) and not _is_of_another_just_told(groups, main, new, within):
                weight = 1.5 if old.first.trigger.begin < lead else 0.75
                points, why = points + weight, [*why, "what the story is about"]
            only_headline = all(m.trigger.begin < headline for m in old.mentions)
            if only_headline and new.first.trigger.begin >= headline and not is_background(new):
                points, why = points + 0.75, [*why, "the headline's"]
            if points > 0.5 and _is_only_one(groups, old, new):
                points, why = points + 0.75, [*why, "the only one of its kind"]
            last = max(mention.trigger.begin for mention in old.mentions)
            if points >= SAME and (best is None or (points, last, index) > best):
                best, reasons = (points, last, index), why
        if best is None:
            groups.append(new)
        else:
            points, _, index = best
            judged.join(groups[index].first.trigger, new.first.trigger)
            groups[index] = _union(groups[index], new, points, reasons, ids)
    return _with_the_tied(_gathered(groups, lead, ids, within, judged), ids, within, judged)


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


def _is_only_one(groups: Sequence[Group], old: Group, new: Group) -> bool:
    """Whether a story has told of no other event of a kind of which it mostly tells one: a trial, a summit."""
    kinds = set(old.types) & set(new.types) & set(SINGLE)
    if "war" in old.words & new.words:
        return not any("war" in group.words for group in groups if group is not old)
    return bool(kinds) and not any(kinds & set(group.types) for group in groups if group is not old)


def _gathered(
    groups: list[Group],
    lead: int,
    ids: Mapping[Mention, str],
    within: Mapping[str, frozenset[str]],
    judged: Judged,
) -> list[Group]:
    """The groups of a story again, once it is known what it is about: what came too early for that joins it now."""
    groups = _with_its_killing(groups, lead, ids, within, judged)
    main = _main(groups)
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
    main = _main(groups)
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
    """Whether a headline or lead tells by "killing" or "kills", and no name, of the deadly attack of the story."""
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


def _main(groups: Sequence[Group]) -> int:
    """The violent event that the story is about: the one that is mentioned most, and first; -1 for none."""
    violent = [
        (len(group.mentions), -index)
        for index, group in enumerate(groups)
        if same_family(group.types, Counter(["attack"])) and not is_series(group) and not is_background(group)
    ]
    return -max(violent)[1] if violent else -1


def _union(old: Group, new: Group, points: float, reasons: list[str], ids: Mapping[Mention, str]) -> Group:
    joined = group_of([*old.mentions, *new.mentions], old.story, ids)
    joined.merges = [*old.merges, *new.merges, _merge(old, new, points, reasons)]
    return joined


def _merge(one: Group, other: Group, points: float, reasons: list[str]) -> Merge:
    a, b = one.first.trigger, other.first.trigger
    return Merge(a.text, b.text, ", ".join(reasons), round(points / (points + 1.5), 2), (a.sentence, b.sentence))


def _other_day(a: Group, b: Group) -> bool:
    """Whether one story gives two groups two different days: what it tells itself is not a day off."""
    days = interval(a), interval(b)
    if days[0] is None or days[1] is None:
        return False
    return all(low == high for low, high in (days[0], days[1])) and days[0] != days[1]


def across_stories(
    groups: list[Group],
    ids: Mapping[Mention, str],
    within: Mapping[str, frozenset[str]],
    judged: Judged,
    companions: Collection[tuple[str, str]] = (),
) -> list[Group]:
    """Join groups of different stories, the surest pairs first; contradictions keep chains apart.

    `companions` are the pairs of stories that tell of the same happening: what they tell need agree in less.
    Groups that were judged the same are one before that, and those judged different never are.
    """
    sets = Sets(groups, within, judged)
    pairs = []
    for i, j in candidates(sets.traits):
        if groups[i].story == groups[j].story or contradiction(groups[i], groups[j], within):
            continue
        points, why = agreement(groups[i], groups[j], within, in_story=False)
        if points >= SAME and _is_specific(why):
            pairs.append((-points, i, j, why))
    merges: dict[int, list[Merge]] = defaultdict(list)

    def join(points: float, i: int, j: int, why: list[str], all_agree: bool = False) -> None:
        if sets.join(i, j, all_agree=all_agree):
            merges[i].append(_merge(groups[i], groups[j], points, why))

    for points, i, j, why in sorted(pairs):
        join(-points, i, j, why)
    for points, i, j, why in _told_by_companions(groups, within, companions):
        if not sets.share_a_story(i, j):
            join(points, i, j, why, all_agree=True)
    for points, i, j, why in tied(groups, within, sets.forest.find):
        if groups[i].story != groups[j].story:
            join(points, i, j, why)
    joined = []
    for members in sets.forest.sets():
        group = group_of([m for i in members for m in groups[i].mentions], groups[members[0]].story, ids)
        group.merges = [merge for i in members for merge in (*groups[i].merges, *merges[i])]
        joined.append(group)
    return joined


def _told_by_companions(
    groups: Sequence[Group], within: Mapping[str, frozenset[str]], companions: Collection[tuple[str, str]]
) -> list[tuple[float, int, int, list[str]]]:
    """The pairs of groups in stories of one happening that are one by less than others, the surest first."""
    told: dict[str, list[int]] = defaultdict(list)
    for place, group in enumerate(groups):
        told[group.story].append(place)
    main = {story: places[at] for story, places in told.items() if (at := _main([groups[i] for i in places])) >= 0}
    found = []
    for one, other in sorted(companions):
        if one in main and other in main and _other_dead(groups[main[one]], groups[main[other]]):
            continue  # they are about two events
        for i, j in product(told[one], told[other]):
            a, b = groups[i], groups[j]
            if not same_family(a.types, b.types) or contradiction(a, b, within):
                continue
            points, why = agreement(a, b, within, in_story=False)
            points, why = points + 0.75, [*why, "stories of one happening"]
            if i == main.get(one) and j == main.get(other) and min(len(a.mentions), len(b.mentions)) >= WELL_KNOWN:
                points, why = points + 1.0, [*why, "what both stories are about"]
            if is_series(a) and is_series(b) and {"same weapon", "same author", "same target", "same place"} & set(why):
                points, why = points + 0.75, [*why, "both a series"]
            if all(_is_only_one([groups[k] for k in told[x.story]], x, y) for x, y in ((a, b), (b, a))):
                points, why = points + 0.75, [*why, "the only one of both"]
            if points >= SAME and set(why) & TELLING:
                found.append((points, i, j, why))
    return sorted(found, key=lambda pair: (-pair[0], pair[1], pair[2]))


def _other_dead(a: Group, b: Group) -> bool:
    ours, theirs = a.roles.get("killed", set()), b.roles.get("killed", set())
    return bool(ours and theirs) and not ours & theirs


def _is_specific(why: list[str]) -> bool:
    """Whether the agreement is more than "the same country acted again": a victim, or a day with a place or target."""
    told = set(why)
    wished = {"both still to come", "same place"} <= told
    counted = {"same toll", "same place"} <= told and not told & {"same time"}
    dated = bool(told & {"same time", "same day of the year"}) and len(why) >= 3
    return wished or counted or dated or "same victim" in why or "the war there" in why
