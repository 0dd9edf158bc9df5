"""From what was read in each story to the entities of the whole corpus, with a reason for every join.

Inside a story `kg.resolve.stories` decides, across stories `kg.resolve.across`. Nothing depends on the order of
the input.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz.distance import OSA

from kg.identifiers import digest, slug
from kg.lexicon import table
from kg.model import Document, Entity, Extraction, Mention, Merge, Sentence
from kg.resolve.across import Joined, join_stories
from kg.resolve.authority import Authority
from kg.resolve.decisions import Judgement, Rulings, Spot, is_named, rulings
from kg.resolve.kinds import normal, votes
from kg.resolve.parsing import Name, parse
from kg.resolve.stories import Local, resolve_story, spots
from kg.resolve.tellings import Telling, telling

_PREFIX = {"Person": "person", "Organization": "organization", "Place": "place", "Facility": "place"}


def ruled(extractions: Sequence[Extraction], judgements: Sequence[Judgement], documents: Sequence[Document]) -> Rulings:
    """What `judgements` mean in these stories. Raises ContradictionError where they cannot all hold."""
    if not judgements:
        return Rulings()
    paths = {document.id: document.path for document in documents}
    places = {
        story.id: f"{paths.get(story.document, story.document)}#{story.id.rpartition('-')[2]}"
        for story in (extraction.story for extraction in extractions)
    }
    sides = [side for judgement in judgements for side in (judgement.left, judgement.right)]
    names = {normal(side.name) for side in sides if side.type != "event"}
    found = spots(extractions, names, votes(extractions)) if names else {}
    return rulings(judgements, found, places, _tellings(extractions) if any(s.type == "event" for s in sides) else ())


def _tellings(extractions: Iterable[Extraction]) -> list[Telling]:
    """Every sentence that tells of events."""
    found: dict[Sentence, list[tuple[int, int]]] = defaultdict(list)
    for extraction in extractions:
        for event in extraction.events:
            found[event.trigger.sentence].append((event.trigger.begin, event.trigger.end))
    return [telling(sentence.story, sentence.text, sentence.begin, places) for sentence, places in found.items()]


def resolve_entities(
    extractions: Sequence[Extraction], found: Rulings | None = None, authority: Authority | None = None
) -> tuple[Entity, ...]:
    """All entities that `extractions` mention, sorted by id; the order of `extractions` does not matter.

    Each mention is of at most one entity; pronouns that extraction could not link are of none. What `found` says of
    names goes before all that speaks for or against a merge; names that mean one entry of `authority` are of one
    entity.
    """
    found = found or Rulings()
    ordered = sorted(extractions, key=lambda e: (e.story.document, e.story.begin, e.story.id))
    counted = votes(ordered)
    locals_ = [local for extraction in ordered for local in resolve_story(extraction, counted, found)]
    published = {e.story.id: e.story.published for e in ordered}
    made = [_made(joined, published) for joined in _with_judgements(join_stories(locals_, published, authority), found)]
    counts = Counter(entity.id for entity in made)
    return tuple(
        sorted(
            (
                entity if counts[entity.id] == 1 else replace(entity, id=f"{entity.id}-{_mark(entity)}")
                for entity in made
            ),
            key=lambda entity: entity.id,
        )
    )


def entity_ids(entities: Iterable[Entity]) -> dict[Mention, str]:
    """The id of the entity of each mention."""
    return {mention: entity.id for entity in entities for mention in entity.mentions}


def _with_judgements(sets: list[Joined], found: Rulings) -> list[Joined]:
    """`sets` with a merge for each judgement that made two names one."""
    same = [held for held in found.same if not held.left[0].name.startswith("@")]  # those of events are not ours
    wanted = {spot for held in same for spot in (held.left[0], held.right[0])}
    at: dict[Spot, tuple[int, Mention]] = {}
    for number, joined in enumerate(sets):
        for local in joined.locals:
            for mention in local.mentions if wanted else ():
                if (spot := Spot(local.story, normal(mention.text))) in wanted and is_named(mention):
                    at.setdefault(spot, (number, mention))
    merges: dict[int, list[Merge]] = defaultdict(list)
    for held in same:
        (number, one), (_, other) = at[held.left[0]], at[held.right[0]]
        evidence = tuple(dict.fromkeys((one.sentence, other.sentence)))
        merges[number].append(Merge(one.text, other.text, held.reason, 1.0, evidence))
    return [Joined(joined.locals, (*joined.merges, *merges[number])) for number, joined in enumerate(sets)]


def _mark(entity: Entity) -> str:
    """What tells an entity from others of its label: a hash of where it is mentioned."""
    return digest(*sorted(f"{m.document} {m.begin} {m.end}" for m in entity.mentions), length=4)


def _made(group: Joined, published: dict[str, dt.date | None]) -> Entity:
    locals_ = group.locals
    mentions = tuple(
        sorted((m for local in locals_ for m in local.mentions), key=lambda m: (m.document, m.begin, m.end, m.kind))
    )
    type = _majority((local.type for local in locals_ for _ in local.mentions), "Organization")
    label = _label(locals_, type)
    days = sorted(day for local in locals_ if (day := published[local.story]))
    roles = tuple(dict.fromkeys(role for local in locals_ for role in local.roles))
    return Entity(
        _id(type, label, mentions),
        type,
        _subtype(locals_, type),
        label,
        _aliases(mentions, label),
        mentions,
        roles,
        _sorted_merges(group),
        days[0] if days else None,
        days[-1] if days else None,
    )


def _subtype(locals_: Sequence[Local], type: str) -> str:
    """What most names say the entity is, or else most descriptions."""
    if any(local.country for local in locals_):
        return "country"
    said = [m for local in locals_ for m in local.mentions if m.subtype and m.type == type]
    named = _majority((m.subtype for m in said if m.kind == "name"), "")
    return named if named or type == "Person" else _majority((m.subtype for m in said), "")


def _id(type: str, label: str, mentions: Sequence[Mention]) -> str:
    if type == "AnonymousSource":
        return f"source:{mentions[0].document.split('-')[0]}-{slug(label)}"
    return f"{_PREFIX.get(type, 'organization')}:{slug(label)}"


def _majority(values: Iterable[str], default: str) -> str:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value), default=default)


def _sorted_merges(group: Joined) -> tuple[Merge, ...]:
    found: dict[tuple[str, str, str], Merge] = {}
    for merge in (*(m for local in group.locals for m in local.merges), *group.merges):
        found.setdefault((normal(merge.left), normal(merge.right), merge.rule), merge)
    return tuple(sorted(found.values(), key=lambda m: (-m.score, m.rule, m.left, m.right)))


def _label(locals_: Sequence[Local], type: str) -> str:
    """The best name: whole, without honorifics, as most texts spell it."""
    if country := next((local.country for local in locals_ if local.country), ""):
        return country
    counts: Counter[str] = Counter()
    for local in locals_:
        for text, count in local.names:
            counts[_tidy(text, type)] += count
    if not counts:
        counts.update(_tidy(m.text, type) for local in locals_ for m in local.mentions if m.kind != "pronoun")
    names = {text: parse(text, type) for text in counts}
    if type == "Person":
        return _shown(min(counts, key=lambda text: _person_rank(text, names[text], counts)), type)
    return _shown(min(counts, key=lambda text: _body_rank(text, names[text], counts, type)), type)


def _person_rank(text: str, name: Name, counts: Counter[str]) -> tuple[object, ...]:
    """Full names before kunyas before surnames; then the more frequent, the longer."""
    words = sum(token.kind == "word" for token in name.tokens)
    initials = sum(token.kind == "initial" for token in name.tokens)
    return (words < 2, name.tokens[0].is_kunya, initials, text.isupper(), -counts[text], -words, -len(text), text)


def _body_rank(text: str, name: Name, counts: Counter[str], type: str) -> tuple[object, ...]:
    """A name in words before an acronym or a part of a longer name; then the more frequent, the longer."""
    mine = frozenset(token.text for token in name.tokens)
    others = {other: frozenset(t.text for t in parse(other, type).tokens) for other in counts}
    part = type == "Organization" and any(mine < other for other in others.values())
    shouted = {other for other in counts if other.isupper()}
    letters = bool(name.acronym) and name.acronym == name.solid
    acronym = len(counts) > 1 and (letters or text.upper() in shouted)
    alike = sum(counts[other] for other in counts if others[other] == mine)
    spellings = [other for other in counts if others[other] == mine]
    apart = sum(counts[other] * OSA.distance(text.casefold(), other.casefold()) for other in spellings)
    return (acronym, part, text.isupper(), -alike, -counts[text], apart, -len(text), text)


def _tidy(text: str, type: str) -> str:
    """A surface without what stands before or behind a name: article, possessive, honorifics."""
    text = re.sub(r"^(?:the|a|an)\s+(?=\S)", "", " ".join(text.split()))
    text = re.sub(r"['’]s$", "", text)
    parts = text.split()
    drop = frozenset(table("names")["person"]["honorifics"])
    while type == "Person" and len(parts) > 2 and parts[0].casefold().strip(".") in drop:
        parts = parts[1:]
    return " ".join(parts)


def _shown(text: str, type: str) -> str:
    """A label as written, in small letters where a headline or a dateline had capitals."""
    capitals = text.isupper() and len(text) > 3 and (type != "Organization" or len(text) > 8)
    return text.title() if capitals else text


def _aliases(mentions: Iterable[Mention], label: str) -> tuple[str, ...]:
    surfaces = {re.sub(r"['’]s?$", "", " ".join(m.text.split())) for m in mentions if m.kind in ("name", "demonym")}
    return tuple(sorted(surfaces - {label, ""}))
