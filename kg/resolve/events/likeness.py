"""What speaks for and against two groups of mentions being one event."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from kg.model import EventMention
from kg.resolve.events.group import (
    Group,
    factuality,
    grounds,
    interval,
    is_contained,
    is_noun,
    is_state,
    is_unreal,
    same_family,
    scenes,
)
from kg.resolve.events.number import (
    is_anaphoric,
    is_just_told,
    is_loosely_plural,
    is_of_operation,
    is_of_several,
    is_plural,
    is_series,
)
from kg.resolve.events.times import ONE_DAY, other_weekday, same_day_of_year

SAME = 2.0  # points of agreement that make two groups one
BY_WORD = ("other", "militaryOperation", "vote", "decision", "movement")  # too wide to be one by their type alone
JOURNEYS = ("meeting", "talks", "visit", "agreement", "ceasefire")  # of which somebody rarely has two in one story
LOCAL = ("arrest", "protest", "visit", "meeting", "talks", "funeral")  # a story rarely tells of two in one town
POLICY = ("withdrawal", "deployment", "agreement", "ceasefire", "vote", "visit")  # what people call for and promise
SPECIFIC = ("strike", "bombing", "shooting", "clash")  # kinds of attack
VICTIMS = ("killed", "wounded", "arrested")


def contradiction(a: Group, b: Group, within: Mapping[str, frozenset[str]]) -> str:
    """Why two groups cannot be one event, in words; "" where nothing speaks against it."""
    of_operation = is_of_operation(a, b) or is_of_operation(b, a)
    if not of_operation and (not same_family(a.types, b.types) or _is_another_word(a, b)):
        return "types"
    return difference(a, b, within)


def _is_another_word(a: Group, b: Group) -> bool:
    return not a.words & b.words and bool(set(b.types) & set(BY_WORD))


def difference(a: Group, b: Group, within: Mapping[str, frozenset[str]]) -> str:
    """What two groups cannot both be right about, in words, whatever their types are; "" for nothing."""
    days = (interval(a), interval(b))
    if days[0] and days[1] and (days[0][0] - ONE_DAY > days[1][1] or days[1][0] - ONE_DAY > days[0][1]):
        return "days"
    if same_day_of_year(a, b) is False or other_weekday(a, b):
        return "days"
    blamed = a.blamed | b.blamed  # by one for one, by another for another: that is no second event
    for role in ("killed", "arrested", "agent"):
        ours, theirs = (group.roles.get(role, set()) - (blamed if role == "agent" else set()) for group in (a, b))
        if ours and theirs and not ours & theirs and not is_contained(ours, theirs, within):
            return role
    if _differ(a.roles.get("target", set()), b.roles.get("target", set())):
        return "target"
    if any(x.roles.get("agent", set()) & y.roles.get("target", set()) for x, y in ((a, b), (b, a))):
        return "sides"  # nobody attacks oneself
    places = _narrowest(scenes(a), within), _narrowest(scenes(b), within)
    hit = a.roles.get("target", set()) & b.roles.get("target", set())
    site = any(id.startswith("place:") and not is_state(id) for id in hit)  # one building, one place, whoever says it
    unknown = a.story == b.story and is_anaphoric(b) and all(p in b.sites and not within.get(p) for p in places[1])
    apart = places[0] and places[1] and not places[0] & places[1] and not is_contained(*places, within)
    died = a.roles.get("killed", set()) & b.roles.get("killed", set())  # nobody is killed in two places
    if (
        apart and not site and not unknown and not died
    ):  # "the blast tore through the X terminal", of which nothing tells the town
        return "places"
    if any(is_series(x) and _lasts(x) and _is_of_one_day(y) for x, y in ((a, b), (b, a))):
        return "a series and one day of it"
    if a.premises and b.premises and not a.premises & b.premises:
        return "premises"
    several = is_series(a) and is_series(b)
    of_operation = is_of_operation(a, b) or is_of_operation(b, a)
    if is_plural(a) != is_plural(b) and not (several or is_loosely_plural(a, b) or is_of_several(a, b) or of_operation):
        return "one and several"
    if _is_denied(a) != _is_denied(b):
        return "denied"
    if _is_wished(a) != _is_wished(b):
        return "not yet"
    return ""


def other_arrests(a: Group, b: Group) -> bool:
    """Whether one story counts the arrested of two groups, and differently: two cases."""
    counts = [{(low, high) for m, low, high in g.numbers if m == "arrests" and low == high} for g in (a, b)]
    return all(counts) and not counts[0] & counts[1]


def _lasts(group: Group) -> bool:
    days = interval(group)
    return days is not None and days[1] - days[0] > 14 * ONE_DAY


def _is_of_one_day(group: Group) -> bool:
    days = interval(group)
    return days is not None and days[1] - days[0] <= ONE_DAY


def signature(group: Group) -> Hashable:
    """The same for groups of different stories of which `contradiction` says the same."""
    word = group.first.trigger.text.split()[-1].lower()
    flags = (is_plural(group), _is_denied(group), _is_wished(group), any((low or 0) > 1 for _, low, _ in group.numbers))
    roles = (frozenset(group.roles.get(role, ())) for role in ("killed", "arrested", "agent", "target"))
    types, words = frozenset(group.types), frozenset(group.words)
    premises = frozenset(group.premises), frozenset(group.blamed)
    days = interval(group), frozenset(group.recurring)
    return word, flags, types, words, days, frozenset(scenes(group)), premises, *roles


def _narrowest(places: set[str], within: Mapping[str, frozenset[str]]) -> set[str]:
    """The places that no other of them lies in: of a town and its country the town."""
    around = {outer for place in places for outer in within.get(place, ())}
    return places - around


def _is_denied(group: Group) -> bool:
    """Whether verbs say that it did not happen; "the denied strike" may still be one that did."""
    return all(mention.factuality == "denied" and not is_noun(mention) for mention in group.mentions)


def _is_wished(group: Group) -> bool:
    """Whether verbs say that it is yet to happen: "vowed to attack", "wants to meet"."""
    return all(
        mention.factuality in ("planned", "demanded") and (_is_infinitive(mention) or not is_noun(mention))
        for mention in group.mentions
    )


def _is_infinitive(mention: EventMention) -> bool:
    trigger = mention.trigger
    return trigger.sentence.text[: trigger.begin - trigger.sentence.begin].lower().endswith(" to ")


def _differ(ours: set[str], theirs: set[str]) -> bool:
    """Whether two sides name people and none in common; bodies and places may be part of one another."""
    people = [{id for id in side if id.startswith("person:")} for side in (ours, theirs)]
    return all(people) and not people[0] & people[1]


def _filling(group: Group, roles: tuple[str, ...]) -> set[str]:
    some = [filled for role in roles if (filled := group.roles.get(role))]
    return some[0] if len(some) == 1 else set().union(*some)


def agreement(a: Group, b: Group, within: Mapping[str, frozenset[str]], in_story: bool) -> tuple[float, list[str]]:
    """Points for what two groups share, and the reasons."""
    points, why = 0.0, []

    def agree(value: float, reason: str) -> None:
        nonlocal points
        points += value
        why.append(reason)

    if set(a.types) & set(b.types):
        agree(0.5, "same type")
    elif same_family(a.types, b.types) or is_of_operation(a, b):
        agree(0.5, "kindred types")
    if a.weapons & b.weapons - {"air"}:
        agree(0.75, "same weapon")
    for roles, value, reason in (
        (("killed",), 2.5, "same victim"),
        (("wounded", "arrested", "target"), 1.0, "same target"),
        (("agent",), 0.75, "same author"),
    ):
        ours, theirs = _filling(a, roles), _filling(b, roles)
        if not ours & theirs and in_story and roles[0] == "wounded" and is_contained(ours, theirs, within):
            agree(0.75, "one target part of the other")
            if is_plural(a) and is_plural(b):
                agree(0.75, "both a series")
        if ours & theirs:
            agree(value, reason)
            if in_story and roles[0] != "killed" and is_plural(a) and is_plural(b):
                agree(0.75, "both a series")
            same_side = ours <= theirs or theirs <= ours
            if in_story and roles[0] == "agent" and same_side and set(a.types) & set(b.types) & set(JOURNEYS):
                agree(0.75, "one journey or talk of theirs")
    if a.premises & b.premises:
        agree(0.75, "same kind of premises")
    if "war" in a.words & b.words and grounds(a) & grounds(b):
        agree(1.5, "the war there")
    elif "war" in a.words & b.words and all(interval(group) for group in (a, b)) and _sides(a) & _sides(b):
        agree(0.75, "a war of theirs")
    if a.roles.get("place", set()) & b.roles.get("place", set()):
        agree(0.75, "same place")
        town = any(not is_state(place) for place in a.roles["place"] & b.roles["place"])
        if in_story and town and set(a.types) & set(b.types) & set(LOCAL):
            agree(0.75, "of one kind in one town")
    elif is_contained(a.roles.get("place", set()), b.roles.get("place", set()), within):
        agree(0.5, "one place in the other")
    days = interval(a), interval(b)
    if days[0] and days[1]:
        width = max(days[0][1] - days[0][0], days[1][1] - days[1][0])
        agree(1.5 if width <= ONE_DAY else 0.5, "same time")
    elif same_day_of_year(a, b):
        agree(1.5, "same day of the year")
    counted = {measure for measure, low, _ in a.numbers & b.numbers if low and low > 1}
    if "deaths" in counted:
        agree(1.5 if in_story else 0.75, "same toll")
    elif in_story and "arrests" in counted:
        agree(1.0, "as many arrested")
    policy = set(a.types) & set(b.types) & set(POLICY)
    if policy and is_unreal(a) and is_unreal(b):
        agree(1.5 if in_story else 0.75, "both still to come")
    elif in_story and policy and factuality(a) == factuality(b) == "denied":
        agree(1.5, "both ruled out")
    if in_story and is_anaphoric(b):
        news = any(b.roles.get(role, set()) - a.roles.get(role, set()) for role in (*VICTIMS, "target", "place"))
        closer = b.first.type in SPECIFIC and b.first.type not in a.types  # "the airstrike" after "an attack", no
        armed = a.weapons and is_plural(a) and is_plural(b) and is_just_told(a, b)  # "30 drone attacks … The strikes"
        again = is_of_operation(a, b) or armed or not (news or closer)
        agree(1.5 if again else 0.75, "pointed at again")
    return points, why


def _sides(group: Group) -> set[str]:
    return group.roles.get("agent", set()) | group.roles.get("target", set())


def is_specific(why: list[str]) -> bool:
    """Whether the agreement is more than "the same country acted again": a victim, or a day with a place or target."""
    told = set(why)
    wished = {"both still to come", "same place"} <= told
    counted = {"same toll", "same place"} <= told and not told & {"same time"}
    dated = bool(told & {"same time", "same day of the year"}) and len(why) >= 3
    return wished or counted or dated or "same victim" in why or "the war there" in why
