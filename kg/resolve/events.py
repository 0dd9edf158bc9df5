"""From event mentions to events: which mentions tell of one event, inside a story and across stories.

Two groups of mentions are one event when nothing about them contradicts (type, days, places, victims, authors) and
enough agrees. Every join is recorded with what agreed. The order of the input does not matter.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from kg import lexicon
from kg.identifiers import digest, slug
from kg.model import Assertion, Entity, Event, EventMention, Extraction, Mention, Merge, Span, When
from kg.resolve.cluster import Forest
from kg.resolve.countries import country_named
from kg.resolve.times import date_by_news, date_by_others, date_by_victims, narrowest

FAMILIES = (
    frozenset({"attack", "strike", "bombing", "shooting", "clash"}),
    frozenset({"killing", "assassination", "death"}),
    frozenset({"meeting", "talks"}),
    frozenset({"agreement", "ceasefire"}),
    frozenset({"vote", "decision"}),
)
GENERAL = {"attack": 0, "other": 0, "meeting": 1, "agreement": 1, "death": 1, "killing": 2}  # the least specific first
WELL_KNOWN = 3  # mentions after which a story is plainly about an event
SAME = 2.0  # points of agreement that make two groups one
BY_WORD = ("other", "militaryOperation", "vote", "decision", "movement")  # too wide to be one by their type alone
DEFINITE = ("the", "this", "that", "these", "those", "its", "his", "her", "their", "such")
JOURNEYS = ("meeting", "talks", "visit", "agreement", "ceasefire")  # of which somebody rarely has two in one story
LOCAL = ("arrest", "protest", "visit", "meeting", "talks", "funeral")  # a story rarely tells of two in one town
SINGLE = ("trial", "protest", "vote", "meeting", "talks", "agreement", "ceasefire", "funeral", "crash", "abduction")
POLICY = ("withdrawal", "deployment", "agreement", "ceasefire", "vote", "visit")  # what people call for and promise
VICTIMS = ("killed", "wounded", "arrested")
INFERRED = 0.6  # confidence of a place that no words give to the event
ONE_DAY = dt.timedelta(days=1)


@dataclass(slots=True)
class Group:
    """Mentions that tell of one event, with what they say together."""

    mentions: list[EventMention]
    story: str
    order: int
    types: Counter[str] = field(default_factory=Counter)  # of the mentions that are not told by another one
    words: set[str] = field(default_factory=set)
    roles: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    towns: set[str] = field(default_factory=set)  # places that it was done to
    whens: list[When] = field(default_factory=list)
    numbers: set[tuple[str, int | None, int | None]] = field(default_factory=set)
    weapons: set[str] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)

    @property
    def first(self) -> EventMention:
        """The mention that stands first."""
        return self.mentions[0]


def resolve_events(
    extractions: Sequence[Extraction], entities: Sequence[Entity], within: Mapping[str, frozenset[str]]
) -> tuple[tuple[Event, ...], tuple[Assertion, ...], dict[Mention, str]]:
    """The events, the assertions of who took part, and the event id of every trigger.

    `within` gives all the places that a place lies in (see `containment`).
    """
    ids = {mention: entity.id for entity in entities for mention in entity.mentions}
    labels = {entity.id: entity.label for entity in entities}
    ordered = sorted(extractions, key=lambda e: (e.story.document, e.story.begin, e.story.id))
    groups = [group for extraction in ordered for group in _in_story(extraction, ids, within)]
    date_by_others(groups)
    groups = _across(groups, ids, within)
    date_by_others(groups)
    date_by_victims(groups)
    date_by_news(groups, {e.story.id: e.story.published for e in ordered})
    events, assertions = _events(groups, ids, within, labels)
    of = {m.trigger: event.id for event, group in zip(events, groups, strict=True) for m in group.mentions}
    return tuple(sorted(events, key=lambda e: e.id)), tuple(assertions), of


def containment(assertions: Iterable[Assertion], entities: Sequence[Entity]) -> dict[str, frozenset[str]]:
    """What each place lies in and each body is part of, by `locatedIn` and `partOf` read transitively."""
    parents: dict[str, set[str]] = defaultdict(set)
    for assertion in assertions:
        if assertion.predicate in ("locatedIn", "partOf"):
            parents[assertion.subject].add(assertion.object)
    places = {entity.label: entity.id for entity in entities if entity.type == "Place"}
    for entity in entities:
        if entity.type == "Facility":  # "Harare airport" lies in Harare
            words = entity.label.split()
            parents[entity.id] |= {places[front] for n in (1, 2, 3) if (front := " ".join(words[:n])) in places}
    closed: dict[str, frozenset[str]] = {}
    for entity in entities:
        found, todo = set(), list(parents.get(entity.id, ()))
        while todo:
            place = todo.pop()
            if place not in found and place != entity.id:
                found.add(place)
                todo += parents.get(place, ())
        closed[entity.id] = frozenset(found)
    return closed


# ----------------------------------------------------------------------------------------- in a story


def _group(mentions: list[EventMention], story: str, ids: Mapping[Mention, str]) -> Group:
    group = Group(mentions, story, mentions[0].trigger.begin)
    for mention in mentions:
        if mention.same_as is None or mention is mentions[0]:
            group.types[mention.type] += 1
            group.words.add(mention.trigger.text.split()[-1].lower().removesuffix("s"))
        for participant in mention.participants:
            if (entity := ids.get(participant.filler)) is not None:
                if participant.filler.subtype == "community" and participant.role == "agent":
                    continue  # "Islamist gunmen" are told apart from nobody
                group.roles[participant.role].add(entity)
                if participant.role == "target" and participant.filler.type == "Place":
                    group.towns.add(entity)
        if mention.weapon:
            group.weapons.add(mention.weapon)
        if mention.when is not None:
            group.whens.append(mention.when)
        group.numbers |= {(q.measure, q.min, q.max) for q in mention.quantities}
    return group


def _in_story(extraction: Extraction, ids: Mapping[Mention, str], within: Mapping[str, frozenset[str]]) -> list[Group]:
    """The groups of one story: retold mentions with what they retell, then in reading order by agreement."""
    told: dict[Mention, list[EventMention]] = defaultdict(list)
    for mention in extraction.events:
        told[mention.same_as or mention.trigger].append(mention)
    headline = max((p.end for p in extraction.story.paragraphs if p.kind == "title"), default=0)
    lead = next((p.end for p in extraction.story.paragraphs if p.kind == "body"), 0)
    groups: list[Group] = []
    for mentions in sorted(told.values(), key=lambda ms: min(m.trigger.begin for m in ms)):
        mentions.sort(key=lambda m: (m.same_as is not None, m.trigger.begin))
        new = _group(mentions, extraction.story.id, ids)
        best: tuple[float, int] | None = None
        reasons: list[str] = []
        main = _main(groups)
        for index, old in enumerate(groups):
            if contradiction(old, new, within) or _other_arrests(old, new) or _other_day(old, new):
                continue
            points, why = _agreement(old, new, within, in_story=True)
            if index == main:
                weight = 1.5 if len(old.mentions) >= WELL_KNOWN and old.first.trigger.begin < lead else 0.75
                points, why = points + weight, [*why, "what the story is about"]
            only_headline = all(m.trigger.begin < headline for m in old.mentions)
            if only_headline and new.first.trigger.begin >= headline and not _is_background(new):
                points, why = points + 0.75, [*why, "the headline's"]
            if points > 0.5 and _is_only_one(groups, old, new):
                points, why = points + 0.75, [*why, "the only one of its kind"]
            if points >= SAME and (best is None or (points, index) > best):
                best, reasons = (points, index), why
        if best is None:
            groups.append(new)
        else:
            groups[best[1]] = _union(groups[best[1]], new, best[0], reasons, ids)
    return _gathered(groups, lead, ids, within)


def _is_only_one(groups: Sequence[Group], old: Group, new: Group) -> bool:
    """Whether a story has told of no other event of a kind of which it mostly tells one: a trial, a summit."""
    kinds = set(old.types) & set(new.types) & set(SINGLE)
    return bool(kinds) and not any(kinds & set(group.types) for group in groups if group is not old)


def _gathered(
    groups: list[Group], lead: int, ids: Mapping[Mention, str], within: Mapping[str, frozenset[str]]
) -> list[Group]:
    """The groups of a story again, once it is known what it is about: what came too early for that joins it now."""
    main = _main(groups)
    if main < 0 or len(groups[main].mentions) < WELL_KNOWN or groups[main].first.trigger.begin >= lead:
        return groups
    whole, rest = groups[main], []
    for group in (g for i, g in enumerate(groups) if i != main):
        points, why = _agreement(whole, group, within, in_story=True)
        if points + 1.5 >= SAME and not contradiction(whole, group, within) and not _is_background(group):
            first, second = sorted((whole, group), key=lambda g: g.order)
            whole = _union(first, second, points + 1.5, [*why, "what the story is about"], ids)
        else:
            rest.append(group)
    return sorted([whole, *rest], key=lambda g: g.order)


def _main(groups: Sequence[Group]) -> int:
    """The violent event that the story is about: the one that is mentioned most, and first; -1 for none."""
    violent = [
        (len(group.mentions), -index)
        for index, group in enumerate(groups)
        if _same_family(group.types, Counter(["attack"])) and not _is_plural(group) and not _is_background(group)
    ]
    return -max(violent)[1] if violent else -1


def _is_background(group: Group) -> bool:
    """Whether an event is told as long past: a time that is years wide."""
    days = _interval(group)
    return days is not None and days[1] - days[0] > dt.timedelta(days=60)


def _union(old: Group, new: Group, points: float, reasons: list[str], ids: Mapping[Mention, str]) -> Group:
    joined = _group([*old.mentions, *new.mentions], old.story, ids)
    a, b = old.first.trigger, new.first.trigger
    merge = Merge(
        a.text, b.text, ", ".join(reasons), round(min(1.0, points / (points + 1.5)), 2), (a.sentence, b.sentence)
    )
    joined.merges = [*old.merges, *new.merges, merge]
    return joined


def contradiction(a: Group, b: Group, within: Mapping[str, frozenset[str]]) -> str:
    """Why two groups cannot be one event, in words; "" where nothing speaks against it."""
    if not _same_family(a.types, b.types) or (set(b.types) & set(BY_WORD) and not a.words & b.words):
        return "types"
    if _is_plural(a) != _is_plural(b) and not _is_loosely_plural(a, b) and not _is_of_several(a, b):
        return "one and several"
    if _is_denied(a) != _is_denied(b):
        return "denied"
    days = (_interval(a), _interval(b))
    if days[0] and days[1] and (days[0][0] - ONE_DAY > days[1][1] or days[1][0] - ONE_DAY > days[0][1]):
        return "days"
    for roles in (("killed",), ("arrested",), ("agent",)):
        ours, theirs = (set().union(*(g.roles.get(r, set()) for r in roles)) for g in (a, b))
        if ours and theirs and not ours & theirs and not _related(ours, theirs, within):
            return roles[0]
    if _differ(a.roles.get("target", set()), b.roles.get("target", set())):
        return "target"
    if any(x.roles.get("agent", set()) & y.roles.get("target", set()) for x, y in ((a, b), (b, a))):
        return "sides"  # nobody attacks oneself
    if _is_wished(a) != _is_wished(b):
        return "not yet"
    places = _scenes(a), _scenes(b)
    if places[0] and places[1] and not places[0] & places[1] and not _related(*places, within):
        return "places"
    return ""


def _is_denied(group: Group) -> bool:
    """Whether verbs say that it did not happen; "the denied strike" may still be one that did."""
    return all(mention.factuality == "denied" and not _is_noun(mention) for mention in group.mentions)


def _other_day(a: Group, b: Group) -> bool:
    """Whether one story gives two groups two different days: what it tells itself is not a day off."""
    days = _interval(a), _interval(b)
    if days[0] is None or days[1] is None:
        return False
    return all(low == high for low, high in (days[0], days[1])) and days[0] != days[1]


def _other_arrests(a: Group, b: Group) -> bool:
    """Whether one story counts the arrested of two groups, and differently: two cases."""
    counts = [{(low, high) for m, low, high in g.numbers if m == "arrests" and low == high} for g in (a, b)]
    return all(counts) and not counts[0] & counts[1]


def _is_wished(group: Group) -> bool:
    """Whether verbs say that it is yet to happen: "vowed to attack", "wants to meet"."""
    return all(
        mention.factuality in ("planned", "demanded") and (_is_infinitive(mention) or not _is_noun(mention))
        for mention in group.mentions
    )


def _is_unreal(group: Group) -> bool:
    """Whether it is only talked of so far: a withdrawal that is demanded, a visit that is planned."""
    return _factuality(group) in ("planned", "demanded")


def _is_infinitive(mention: EventMention) -> bool:
    trigger = mention.trigger
    return trigger.sentence.text[: trigger.begin - trigger.sentence.begin].lower().endswith(" to ")


def _scenes(group: Group) -> set[str]:
    """Where it happened: its places, or the towns that it was done to."""
    return group.roles.get("place", set()) or {id for id in group.towns if not _is_state(id)}


def _grounds(group: Group) -> set[str]:
    """Where a war is fought: "the war in X", "the war on X"."""
    return group.roles.get("place", set()) | {id for id in group.roles.get("target", ()) if id.startswith("place:")}


def _is_state(id: str) -> bool:
    return id.startswith("place:") and bool(country_named(_local(id).replace("-", " ")))


def _differ(ours: set[str], theirs: set[str]) -> bool:
    """Whether two sides name people and none in common; bodies and places may be part of one another."""
    people = [{id for id in side if id.startswith("person:")} for side in (ours, theirs)]
    return all(people) and not people[0] & people[1]


def _related(ours: set[str], theirs: set[str], within: Mapping[str, frozenset[str]]) -> bool:
    """Whether a place of one side lies in one of the other."""
    return any(y in within.get(x, ()) or x in within.get(y, ()) for x in ours for y in theirs)


def _same_family(a: Counter[str], b: Counter[str]) -> bool:
    if set(a) & set(b):
        return True
    return any(set(a) & family and set(b) & family for family in FAMILIES)


def _is_plural(group: Group) -> bool:
    trigger = group.first.trigger
    after = trigger.sentence.text[trigger.end - trigger.sentence.begin :]
    if re.match(r"[^.;]{0,40}\btimes\b", after):  # "attacked at least 100 times"
        return True
    word = trigger.text.split()[-1].lower()
    return word.endswith("s") and word not in _SINGULAR and group.first.same_as is None and _is_noun(group.first)


def _is_loosely_plural(a: Group, b: Group) -> bool:
    """Whether "the attacks on Thursday" are the attack of that Thursday that the same story tells of."""
    several, one = (a, b) if _is_plural(a) else (b, a)
    days = _interval(several), _interval(one)
    one_day = days[0] is not None and days[0][1] - days[0][0] <= ONE_DAY
    recent = any(w.evidence is not None and not re.search(r"\d", w.evidence.text) for w in several.whens)
    one_day = one_day and (days[0] == days[1] or (days[1] is None and recent))  # "the attacks of 2001" are others
    ours, theirs = several.roles.get("agent", set()), one.roles.get("agent", set())
    alone = len(one.mentions) >= WELL_KNOWN and len(several.mentions) == 1 and days[0] is None
    told = alone and bool(ours & theirs)  # "reacting to the US attacks" in a story of one
    return several.story == one.story and (one_day or told) and _is_anaphoric(several)


def _is_of_several(a: Group, b: Group) -> bool:
    """Whether the plural counts those it was done to: "two men were arrested" and "the arrests"."""
    several, one = (a, b) if _is_plural(a) else (b, a)
    word = several.first.trigger.text.split()[-1].lower()
    counted = any((low or 0) > 1 for _, low, _ in one.numbers)
    return word in ("arrests", "killings", "deaths", "murders", "abductions", "kidnappings", "detentions") and counted


_BREAKS = frozenset(
    [
        "of",
        "in",
        "on",
        "at",
        "to",
        "by",
        "for",
        "from",
        "with",
        "after",
        "and",
        "or",
        "that",
        "is",
        "was",
        "were",
        "a",
        "an",
    ]
)
_SINGULAR = frozenset(
    {
        "talks",
        "hostilities",
        "clashes",
        "sanctions",
        "congress",
        "consultations",
        "negotiations",
        "discussions",
        "unrest",
    }
)


def _is_noun(mention: EventMention) -> bool:
    nouns = lexicon.subtypes("events", "nouns")
    word = mention.trigger.text.split()[-1].lower()
    return any(form in nouns for form in (word, word.removesuffix("s"), word.removesuffix("es")))


def _interval(group: Group) -> tuple[dt.date, dt.date] | None:
    """The days that all times of a group allow; the narrowest one where they do not meet."""
    if not group.whens:
        return None
    low, high = max(w.earliest for w in group.whens), min(w.latest for w in group.whens)
    if low <= high:
        return low, high
    narrow = narrowest(group.whens)
    return narrow.earliest, narrow.latest


def _agreement(a: Group, b: Group, within: Mapping[str, frozenset[str]], in_story: bool) -> tuple[float, list[str]]:
    """Points for what two groups share, and the reasons."""
    points, why = 0.0, []

    def agree(value: float, reason: str) -> None:
        nonlocal points
        points += value
        why.append(reason)

    if set(a.types) & set(b.types):
        agree(0.5, "same type")
    elif _same_family(a.types, b.types):
        agree(0.5, "kindred types")
    if a.weapons & b.weapons - {"air"}:
        agree(0.75, "same weapon")
    for roles, value, reason in (
        (("killed",), 2.5, "same victim"),
        (("wounded", "arrested", "target"), 1.0, "same target"),
        (("agent",), 0.75, "same author"),
    ):
        ours, theirs = (set().union(*(g.roles.get(r, set()) for r in roles)) for g in (a, b))
        if not ours & theirs and in_story and roles[0] == "wounded" and _related(ours, theirs, within):
            agree(0.75, "one target part of the other")
        if ours & theirs:
            agree(value, reason)
            if in_story and roles[0] != "killed" and _is_plural(a) and _is_plural(b):
                agree(0.75, "both a series")
            same_side = ours <= theirs or theirs <= ours
            if in_story and roles[0] == "agent" and same_side and set(a.types) & set(b.types) & set(JOURNEYS):
                agree(0.75, "one journey or talk of theirs")
    if "war" in a.words & b.words and _grounds(a) & _grounds(b):
        agree(1.5, "the war there")
    if a.roles.get("place", set()) & b.roles.get("place", set()):
        agree(0.75, "same place")
        town = any(not _is_state(place) for place in a.roles["place"] & b.roles["place"])
        if in_story and town and set(a.types) & set(b.types) & set(LOCAL):
            agree(0.75, "of one kind in one town")
    elif _related(a.roles.get("place", set()), b.roles.get("place", set()), within):
        agree(0.5, "one place in the other")
    days = _interval(a), _interval(b)
    if days[0] and days[1]:
        width = max(days[0][1] - days[0][0], days[1][1] - days[1][0])
        agree(1.5 if width <= ONE_DAY else 0.5, "same time")
    counted = {measure for measure, low, _ in a.numbers & b.numbers if low and low > 1}
    if "deaths" in counted:
        agree(1.5 if in_story else 0.75, "same toll")
    elif in_story and "arrests" in counted:
        agree(1.0, "as many arrested")
    if _is_unreal(a) and _is_unreal(b) and set(a.types) & set(b.types) & set(POLICY):
        agree(1.5 if in_story else 0.75, "both still to come")
    if in_story and _is_anaphoric(b):
        news = any(b.roles.get(role, set()) - a.roles.get(role, set()) for role in (*VICTIMS, "target", "place"))
        agree(0.75 if news else 1.5, "pointed at again")
    return points, why


def _is_anaphoric(group: Group) -> bool:
    """Whether the words of a group point back: "the strike", "these talks"; a verb never does."""
    trigger = group.first.trigger
    if not _is_noun(group.first):
        return False
    after = trigger.sentence.text[trigger.end - trigger.sentence.begin :]
    if group.first.type in ("arrest", "abduction") and re.match(r"\s+of\b", after):
        return False  # "the arrest of two men" says whose for the first time
    before = trigger.sentence.text[: trigger.begin - trigger.sentence.begin].lower().split()
    if any(word.strip("“\"'‘") in DEFINITE for word in before[-2:]):
        return True
    phrase: list[str] = []  # "the repeated American strikes"
    for word in reversed(before[-4:]):
        if word in _BREAKS or word.endswith((",", ";", ":", ".")):
            break
        phrase.append(word.strip("“\"'‘"))
    return any(word in DEFINITE for word in phrase)


# ------------------------------------------------------------------------------------- across stories


def _across(groups: list[Group], ids: Mapping[Mention, str], within: Mapping[str, frozenset[str]]) -> list[Group]:
    """Join groups of different stories, the surest pairs first; contradictions keep chains apart."""
    forest = Forest(len(groups))
    pairs = []
    for i, j in sorted(_candidates(groups, within)):
        if groups[i].story == groups[j].story:
            forest.forbid(i, j)
            continue
        if contradiction(groups[i], groups[j], within):
            forest.forbid(i, j)
            continue
        points, why = _agreement(groups[i], groups[j], within, in_story=False)
        if points >= SAME and _is_specific(why):
            pairs.append((-points, i, j, why))
    merges: dict[int, list[Merge]] = defaultdict(list)
    for points, i, j, why in sorted(pairs):
        if forest.find(i) != forest.find(j) and forest.join(i, j):
            a, b = groups[i].first.trigger, groups[j].first.trigger
            score = round(-points / (1.5 - points), 2)
            merges[i].append(Merge(a.text, b.text, ", ".join(why), score, (a.sentence, b.sentence)))
    joined = []
    for members in forest.sets():
        group = _group([m for i in members for m in groups[i].mentions], groups[members[0]].story, ids)
        group.merges = [merge for i in members for merge in (*groups[i].merges, *merges[i])]
        joined.append(group)
    return joined


def _is_specific(why: list[str]) -> bool:
    """Whether the agreement is more than "the same country acted again": a victim, or a day with a place or target."""
    told = set(why)
    wished = {"both still to come", "same place"} <= told
    counted = {"same toll", "same place"} <= told and not told & {"same time"}
    return wished or counted or "same victim" in why or "the war there" in why or ("same time" in why and len(why) >= 3)


def _candidates(groups: list[Group], within: Mapping[str, frozenset[str]]) -> set[tuple[int, int]]:
    """Pairs that share a victim, or a family and a day; everything else is not worth comparing."""
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for index, group in enumerate(groups):
        for victim in group.roles.get("killed", ()):
            blocks["victim", victim].append(index)
        if "war" in group.words:
            for place in _grounds(group):
                blocks["war", place].append(index)
        for measure, low, high in sorted(group.numbers, key=str):
            if measure == "deaths" and low == high and (low or 0) > 1:
                for scene in _scenes(group):
                    if not _is_state(scene):
                        blocks["toll", scene, low].append(index)
        if _is_unreal(group):
            for type in sorted(set(group.types) & set(POLICY)):
                for place in group.roles.get("place", ()):
                    blocks["wish", type, place].append(index)
        interval = _interval(group)
        if interval and interval[1] - interval[0] <= dt.timedelta(days=45):
            families: list[int | str] = [i for i, f in enumerate(FAMILIES) if f & set(group.types)]
            for family in families or sorted(group.types):
                day = interval[0] - ONE_DAY
                while day <= interval[1] + ONE_DAY:
                    blocks["day", family, day].append(index)
                    day += ONE_DAY
    return {(i, j) for members in blocks.values() for i, j in combinations(sorted(set(members)), 2)}


# --------------------------------------------------------------------------------------------- events


def _events(
    groups: Sequence[Group], ids: Mapping[Mention, str], within: Mapping[str, frozenset[str]], labels: Mapping[str, str]
) -> tuple[list[Event], list[Assertion]]:
    names = [_names(group, within, labels) for group in groups]
    taken = Counter(name for name, _ in names)
    events, assertions = [], []
    for group, (local, label) in zip(groups, names, strict=True):
        key = digest(*sorted(f"{m.trigger.document}:{m.trigger.begin}" for m in group.mentions), length=4)
        id = f"event:{local}" if taken[local] == 1 else f"event:{local}-{key}"
        factual = _factuality(group)
        when = _when(group)
        events.append(
            Event(
                id,
                label,
                _type(group),
                factual,
                tuple(sorted((m.trigger for m in group.mentions), key=lambda t: (t.document, t.begin, t.end))),
                when,
                tuple(sorted({m.weapon for m in group.mentions if m.weapon})),
                _range(group, "deaths"),
                _range(group, "injuries"),
                merges=tuple(group.merges),
            )
        )
        assertions += _role_assertions(id, factual, group, ids, _wider(group, within))
    return events, assertions


def _type(group: Group) -> str:
    return max(sorted(group.types), key=lambda t: (GENERAL.get(t, 3), group.types[t]))


def _factuality(group: Group) -> str:
    """What most mentions say; a verb in the past tense outweighs a noun."""
    votes: Counter[str] = Counter()
    for mention in group.mentions:
        votes[mention.factuality] += 1 if _is_noun(mention) else 2
    happened = votes.pop("actual", 0)
    if not votes or happened > votes.total() or (happened == votes.total() and group.first.factuality == "actual"):
        return "actual"
    return min(votes, key=lambda factuality: (-votes[factuality], factuality))


def _when(group: Group) -> When | None:
    """The narrowest time that a mention gives, within what the others allow."""
    if not group.whens:
        return None
    return narrowest(group.whens)


def _range(group: Group, measure: str) -> tuple[int | None, int | None] | None:
    numbers = [(low, high) for m, low, high in group.numbers if m == measure]
    lows = [low for low, _ in numbers if low is not None]
    highs = [high for _, high in numbers if high is not None]
    if not lows and not highs:
        return None
    return (min(lows) if lows else None), (max([*highs, *lows]) if highs else None)


def _role_assertions(
    event: str, factual: str, group: Group, ids: Mapping[Mention, str], wider: Mapping[str, frozenset[str]]
) -> list[Assertion]:
    """Who took part, with the sentences that say so, and the places that follow from it (see `_wider`)."""
    found: dict[tuple[str, str], list[tuple[Span, float]]] = defaultdict(list)
    for mention in group.mentions:
        for participant in mention.participants:
            entity = ids.get(participant.filler)
            if entity is None or (factual != "actual" and participant.role in VICTIMS):
                continue
            found[participant.role, entity].append((mention.trigger.sentence, participant.confidence))
            for place in wider.get(entity, ()) if participant.role in ("place", "agent", "target") else ():
                found["place", place].append((mention.trigger.sentence, min(participant.confidence, INFERRED)))
    return [assertion(event, role, entity, evidence) for (role, entity), evidence in sorted(found.items())]


def _wider(group: Group, within: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """The places that follow from those who took part, by participant.

    What happens in a quarter happens in its city, though the country of a place is left to `locatedIn`; an attack on a
    building takes place where it stands; the body of a state votes and decides in that state.
    """
    found: dict[str, frozenset[str]] = {}
    for role in ("place", "target"):
        for id in group.roles.get(role, ()):
            if id.startswith(("place:", "facility:")) and not _is_state(id):
                found[id] = frozenset(p for p in within.get(id, ()) if p.startswith("place:") and not _is_state(p))
    if set(group.types) <= {"vote", "decision"} and not group.roles.get("place"):
        for id in group.roles.get("agent", ()):
            if id.startswith("organization:"):
                found[id] = frozenset(p for p in within.get(id, ()) if _is_state(p))
    return found


def assertion(subject: str, predicate: str, object: str, evidence: Iterable[tuple[Span, float]]) -> Assertion:
    """The direct triple with all its evidence in reading order; its confidence is that of the best."""
    spans = list(evidence)
    ordered = tuple(sorted({span for span, _ in spans}, key=lambda s: (s.document, s.begin, s.end)))
    confidence = round(max(confidence for _, confidence in spans), 2)
    return Assertion(
        f"assertion:r-{digest(subject, predicate, object)}", subject, predicate, object, ordered, confidence
    )


def _names(group: Group, within: Mapping[str, frozenset[str]], labels: Mapping[str, str]) -> tuple[str, str]:
    """The local name and the label of an event, made of its type, victim or author, place and day."""
    kind = _type(group)
    when = _when(group)
    day = (
        when.value
        or (when.earliest.isoformat()[:7] if when.earliest.isoformat()[:7] == when.latest.isoformat()[:7] else "")
        if when
        else ""
    )
    victim = min((v for v in sorted(group.roles.get("killed", ()))), default="")
    places = sorted(group.roles.get("place", ()), key=lambda p: (-len(within.get(p, ())), p))
    place = places[0] if places else ""
    agent = min(sorted(group.roles.get("agent", ())), default="")
    target = min(sorted(group.roles.get("target", ())), default="")
    words = {"strike": "strike", "militaryOperation": "military operation"}
    noun = words.get(kind, kind) if kind != "other" else group.first.trigger.text.lower()
    label = noun.capitalize()
    if victim:
        label = (
            f"{label} of {labels[victim]}"
            if kind in ("killing", "assassination", "death")
            else f"{label} that killed {labels[victim]}"
        )
    elif agent and kind not in ("killing", "death"):
        label = f"{labels[agent]}: {noun}"
    if target and not victim:
        preposition = "of" if kind in ("bombing", "shooting") else "on"
        label += f" {preposition} {labels[target]}" if kind in FAMILIES[0] else f" ({labels[target]})"
    if place:
        label += f" in {labels[place]}"
    if day:
        label += f", {day}"
    subject = _local(victim or place or target or agent)
    local = "-".join(part for part in (slug(noun), subject, day.lower()) if part)
    if local == slug(noun):
        label += f" ({' '.join(group.first.trigger.sentence.text.split())[:60]}…)"
        local += f"-{_story_slug(group)}"
    return local, label


def _local(id: str) -> str:
    return id.split(":", 1)[1] if id else ""


def _story_slug(group: Group) -> str:
    return slug(group.first.trigger.sentence.story)
