"""The killing of somebody who is named, told apart from the strike or bombing that it happened in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.model import EventMention, Mention, Merge
from kg.resolve.cluster import Forest
from kg.resolve.events.blocking import NEAR
from kg.resolve.events.group import ATTACKS, KILLINGS, Group, factuality, group_of
from kg.resolve.events.judgements import Judged
from kg.resolve.events.likeness import contradiction

INDIRECT = 0.6  # score of a merge that follows from others
HANDED = ("killed", "agent", "place")  # roles that a killing has from the attack it happened in


def killings_apart(
    groups: Sequence[Group], ids: Mapping[Mention, str], within: Mapping[str, frozenset[str]], judged: Judged
) -> tuple[list[Group], dict[Mention, Mention]]:
    """The groups, with the words for a named victim's death in an attack as an event of their own, and for the
    trigger of each such word one of the attack.

    "The raid killed a commander" and "he died in it" are about one killing, whoever gives the name; where nobody has
    a name, the dead are the toll of the attack and no event. A death that was judged to be one with words for the
    attack stays with them.
    """
    kept: list[Group] = []
    killings: list[Group] = []
    attack_of: dict[Mention, Mention] = {}
    for group in groups:
        deaths = [m for m in group.mentions if m.type in KILLINGS]
        attack = [m for m in group.mentions if m.type not in KILLINGS]
        there = judged.classes(m.trigger for m in attack)
        attack += [m for m in deaths if there & judged.classes([m.trigger])]
        deaths = [m for m in deaths if not there & judged.classes([m.trigger])]
        named = any(id.startswith("person:") for id in group.roles.get("killed", ()))
        if not deaths or not named or factuality(group) != "actual":
            kept.append(group)
        elif not attack:
            killings.append(group)
        elif set(group.types) & ATTACKS:
            kept.append(_of(attack, group, ids))
            killings.append(_killing(deaths, group, ids))
            attack_of |= {m.trigger: attack[0].trigger for m in deaths}
        else:
            kept.append(group)
    whole = [*kept, *_by_victim(killings, ids, within, judged)]
    return sorted(whole, key=lambda g: (g.first.trigger.document, g.order)), attack_of


def _of(mentions: list[EventMention], group: Group, ids: Mapping[Mention, str]) -> Group:
    part = group_of(mentions, group.story, ids)
    part.types, part.whens, part.numbers = group.types, group.whens, group.numbers
    part.merges = _merges_within(mentions, group.merges, "through the killing in it")
    return part


def _killing(deaths: list[EventMention], group: Group, ids: Mapping[Mention, str]) -> Group:
    """The killing in an attack, with the attack's victims, author, place and time."""
    part = group_of(deaths, group.story, ids)
    part.types.update(m.type for m in deaths[1:])
    part.beside = group.mentions
    for role in HANDED:
        part.roles[role] |= group.roles.get(role, set())
    part.whens = list(group.whens)
    part.merges = _merges_within(deaths, group.merges, "killed in one attack")
    return part


def _merges_within(mentions: list[EventMention], merges: Sequence[Merge], reason: str) -> list[Merge]:
    """The merges that join two of some mentions, and one with `reason` for each that only others joined with them."""
    at = {(m.trigger.text, m.trigger.sentence): number for number, m in reversed([*enumerate(mentions)])}
    forest = Forest(len(mentions))
    kept = []
    for merge in merges:
        one, other = ((merge.left, merge.evidence[0]), (merge.right, merge.evidence[-1]))
        if one in at and other in at and forest.join(at[one], at[other]):
            kept.append(merge)
    first = mentions[0].trigger
    for number, trigger in ((number, mention.trigger) for number, mention in enumerate(mentions)):
        if forest.find(0) != forest.find(number):
            forest.join(0, number)
            kept.append(Merge(first.text, trigger.text, reason, INDIRECT, (first.sentence, trigger.sentence)))
    return kept


def _by_victim(
    groups: list[Group], ids: Mapping[Mention, str], within: Mapping[str, frozenset[str]], judged: Judged
) -> list[Group]:
    """Killings of the same person as one, where nothing contradicts."""
    forest = Forest(len(groups))
    last: dict[str, list[int]] = {}
    merges: dict[int, list[Merge]] = {}
    for i, group in enumerate(groups):
        for victim in sorted(group.roles["killed"]):
            for j in last.setdefault(victim, [])[-NEAR:]:
                a, b = groups[j].first.trigger, group.first.trigger
                if forest.find(i) == forest.find(j) or not judged.may_be_one(a, b):
                    continue
                if contradiction(groups[j], group, within) or not forest.join(j, i):
                    continue
                judged.join(a, b)
                merge = Merge(a.text, b.text, "same victim", 0.6, (a.sentence, b.sentence))
                merges.setdefault(j, []).append(merge)
            last[victim].append(i)
    joined = []
    for members in forest.sets():
        parts = [groups[i] for i in members]
        group = group_of([m for part in parts for m in part.mentions], parts[0].story, ids)
        group.types.update(m.type for m in group.mentions if m.same_as is not None)
        group.beside = [m for part in parts for m in part.beside]
        for part in parts:
            for role in HANDED:
                group.roles[role] |= part.roles.get(role, set())
        group.whens = [when for part in parts for when in part.whens]
        group.merges = [merge for i in members for merge in (*groups[i].merges, *merges.get(i, ()))]
        joined.append(group)
    return joined
