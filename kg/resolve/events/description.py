"""The events that groups of mentions come to: type, label, time, tolls and who took part."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from kg import lexicon
from kg.identifiers import digest, slug
from kg.model import Assertion, Event, Mention, Span, When
from kg.resolve import countries
from kg.resolve.assertions import assertion
from kg.resolve.events.group import FAMILIES, Group, factuality, is_state, local_name
from kg.resolve.events.killings import HANDED
from kg.resolve.events.likeness import VICTIMS
from kg.resolve.events.times import narrowest

GENERAL = {"attack": 0, "other": 0, "meeting": 1, "agreement": 1, "death": 1, "killing": 2}  # the least specific first
INFERRED = 0.6  # confidence of a place that no words give to the event


def described(
    groups: Sequence[Group], ids: Mapping[Mention, str], within: Mapping[str, frozenset[str]], labels: Mapping[str, str]
) -> tuple[list[Event], list[Assertion]]:
    """An event for each group, in their order, and the assertions of who took part."""
    names = [_names(group, within, labels) for group in groups]
    taken = Counter(name for name, _ in names)
    events, assertions = [], []
    for group, (local, label) in zip(groups, names, strict=True):
        key = digest(*sorted(f"{m.trigger.document}:{m.trigger.begin}" for m in group.mentions), length=4)
        id = f"event:{local}" if taken[local] == 1 else f"event:{local}-{key}"
        factual = factuality(group)
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
        assertions += _role_assertions(id, factual, group, ids, _wider(group, within), _forces(group, within, labels))
    return events, assertions


def _type(group: Group) -> str:
    return max(sorted(group.types), key=lambda t: (GENERAL.get(t, 3), group.types[t]))


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
    event: str,
    factual: str,
    group: Group,
    ids: Mapping[Mention, str],
    wider: Mapping[str, frozenset[str]],
    forces: Mapping[str, str],
) -> list[Assertion]:
    """Who took part, with the sentences that say so, and the places that follow from it (see `_wider`, `_forces`)."""
    found: dict[tuple[str, str], list[tuple[Span, float]]] = defaultdict(list)
    own = {id(mention) for mention in group.mentions}
    beside = (mention for mention in group.beside if id(mention) not in own)
    for mention in (*group.mentions, *beside):
        for participant in mention.participants:
            entity = ids.get(participant.filler)
            if entity is None or (factual != "actual" and participant.role in VICTIMS):
                continue
            if id(mention) not in own and participant.role not in HANDED:
                continue
            if participant.role == "agent":
                entity = forces.get(entity, entity)
            found[participant.role, entity].append((mention.trigger.sentence, participant.confidence))
            for place in wider.get(entity, ()) if participant.role in ("place", "agent", "target") else ():
                found["place", place].append((mention.trigger.sentence, min(participant.confidence, INFERRED)))
    return [assertion(event, role, entity, evidence) for (role, entity), evidence in sorted(found.items())]


def _forces(group: Group, within: Mapping[str, frozenset[str]], labels: Mapping[str, str]) -> dict[str, str]:
    """The state behind its own forces where both are told to be the author: "the US strike", "the US military said"."""
    agents = group.roles.get("agent", set())
    general = lexicon.words("groups", "state_groups")
    own = set()
    for id in (id for id in agents if id.startswith("organization:")):
        words = [countries.normal(word) for word in labels[id].split()]
        first, last = words[0], words[-1].removesuffix("s")
        if (first in countries.names() or first in countries.demonyms()) and last in general:
            own.add(id)
    return {id: state for id in own for state in agents & within.get(id, frozenset()) if is_state(state)}


def _wider(group: Group, within: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """The places that follow from those who took part, by participant.

    What happens in a quarter happens in its city, though the country of a place is left to `locatedIn`; an attack on a
    building takes place where it stands; the body of a state votes and decides in that state.
    """
    found: dict[str, frozenset[str]] = {}
    for role in ("place", "target"):
        for id in group.roles.get(role, ()):
            if id.startswith(("place:", "facility:")) and not is_state(id):
                found[id] = frozenset(p for p in within.get(id, ()) if p.startswith("place:") and not is_state(p))
    if set(group.types) <= {"vote", "decision"} and not group.roles.get("place"):
        for id in group.roles.get("agent", ()):
            if id.startswith("organization:"):
                found[id] = frozenset(p for p in within.get(id, ()) if is_state(p))
    return found


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
    subject = local_name(victim or place or target or agent)
    local = "-".join(part for part in (slug(noun), subject, day.lower()) if part)
    if local == slug(noun):
        label += f" ({' '.join(group.first.trigger.sentence.text.split())[:60]}…)"
        local += f"-{_story_slug(group)}"
    return local, label


def _story_slug(group: Group) -> str:
    return slug(group.first.trigger.sentence.story)
