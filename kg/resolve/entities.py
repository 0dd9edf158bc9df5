"""From what was read in each story to the entities of the whole corpus, with a reason for every join.

Inside a story `kg.resolve.stories` decides. Across stories names are compared (`kg.resolve.names`) where they share
a key (`kg.resolve.blocking`), the safest pairs are joined first, and what contradicts never meets in one entity
(`kg.resolve.cluster`). Nothing depends on the order of the input.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz.distance import OSA

from kg.identifiers import digest, slug
from kg.lexicon import subtypes, table
from kg.model import Entity, Extraction, Mention, Merge, Span
from kg.resolve import blocking
from kg.resolve.cluster import Forest
from kg.resolve.names import MATCH, Comparison, Name, compare_parsed, parse
from kg.resolve.spelling import similarity
from kg.resolve.stories import Local, may_be_cut, normal, resolve_story, votes

SURE = {"Person": 0.9, "Organization": 0.84, "Place": 0.9}  # from here on a name decides by itself
NEAR = 0.86  # how alike the word that a short form consists of must be
CONTEXT = 2  # points of agreement that a less sure pair of names needs
_PREFIX = {"Person": "person", "Organization": "organization", "Place": "place", "Facility": "place"}


def resolve_entities(extractions: Sequence[Extraction]) -> tuple[Entity, ...]:
    """All entities that `extractions` mention, sorted by id; the order of `extractions` does not matter.

    Each mention is of at most one entity; pronouns that extraction could not link are of none.
    """
    ordered = sorted(extractions, key=lambda e: (e.story.document, e.story.begin, e.story.id))
    counted = votes(ordered)
    locals_ = [local for extraction in ordered for local in resolve_story(extraction, counted)]
    published = {e.story.id: e.story.published for e in ordered}
    groups = _join(locals_)
    return _entities(groups, published)


def entity_ids(entities: Iterable[Entity]) -> dict[Mention, str]:
    """The id of the entity of each mention."""
    return {mention: entity.id for entity in entities for mention in entity.mentions}


# -------------------------------------------------------------------------------- across the stories


@dataclass(frozen=True, slots=True)
class _Cast:
    """A local entity with its names taken apart."""

    local: Local
    side: str  # Person | Organization | Place
    names: tuple[Name, ...]  # all of them, the fullest first
    full: tuple[Name, ...]  # those that can stand for the entity in another story


@dataclass(frozen=True, slots=True)
class _Group:
    """Local entities that are one, and why."""

    locals: tuple[Local, ...]
    merges: tuple[Merge, ...]


def _join(locals_: Sequence[Local]) -> list[_Group]:
    casts = [_cast(local) for local in locals_]
    forest = Forest(len(casts))
    merges: list[tuple[int, Merge]] = []

    def join(a: int, b: int, rule: str, score: float, names: tuple[str, str]) -> None:
        if forest.find(a) != forest.find(b) and _agree(forest, casts, a, b) and forest.join(a, b):
            evidence = tuple(dict.fromkeys((_first(casts[a].local, names[0]), _first(casts[b].local, names[1]))))
            merges.append((a, Merge(names[0], names[1], rule, round(score, 2), evidence)))

    _join_equal(casts, join)
    _join_alike(casts, forest, join)
    _join_acronyms(casts, forest, join)
    _join_short(casts, forest, join)
    by_root: dict[int, list[Merge]] = defaultdict(list)
    for member, merge in merges:
        by_root[forest.find(member)].append(merge)
    return [
        _Group(tuple(locals_[i] for i in members), tuple(by_root[forest.find(members[0])])) for members in forest.sets()
    ]


def _cast(local: Local) -> _Cast:
    side = "Place" if local.type == "Facility" else local.type
    if local.country:  # its name is what the lexicon says; a capital may stand for it
        return _Cast(local, side, (), ())
    names = tuple(parse(text, side) for text, _ in local.names)
    names = tuple(sorted(names, key=lambda name: (-len(name.tokens), name.text)))
    return _Cast(local, side, names, tuple(name for name in names if _stands_alone(name)))


def _stands_alone(name: Name) -> bool:
    """Whether a name says in every story whom it means: not a bare surname, not "Interior Ministry"."""
    if name.type == "Person":
        return len([token for token in name.tokens if token.kind == "word"]) >= 2
    if name.type == "Organization":
        return bool(name.coalition) or not _is_common_body(name)
    return True


def _is_common_body(name: Name) -> bool:
    """Whether every state has such a body, and the name does not say whose it is."""
    common = _common_bodies()
    return all(token.kind in ("generic", "number", "direction") or token.text in common for token in name.tokens)


@cache
def _common_bodies() -> frozenset[str]:
    lexicon = table("names")["organization"]
    heads = {word for entry in subtypes("organizations", "heads") for word in entry.split()}
    found = frozenset(heads) | frozenset(lexicon["common"]) | frozenset(lexicon["functions"])
    return found | {word.removesuffix("s") for word in found}


def _join_equal(casts: Sequence[_Cast], join: Callable[[int, int, str, float, tuple[str, str]], None]) -> None:
    """Countries, and entities with one full name letter for letter."""
    first: dict[tuple[str, str], tuple[int, str]] = {}
    for i, cast in enumerate(casts):
        if cast.side not in _PREFIX:
            continue
        keys = [(("country", cast.local.country), cast.local.country)] if cast.local.country else []
        keys += [((cast.side, normal(name.text)), name.text) for name in cast.full if name.coalition != "*"]
        for key, text in keys:
            if key in first:
                rule = "country" if key[0] == "country" else "same name"
                join(first[key][0], i, rule, 1.0, (first[key][1], text))
            else:
                first[key] = (i, text)


def _join_alike(
    casts: Sequence[_Cast], forest: Forest, join: Callable[[int, int, str, float, tuple[str, str]], None]
) -> None:
    """Entities with names that are variants of each other, the surest first."""
    roots = _roots(casts, forest, lambda cast: bool(cast.full) and cast.side in _PREFIX and not cast.local.country)
    scored = []
    for i, j in blocking.pairs([names for _, _, names in roots]):
        (a, side, left), (b, other, right) = roots[i], roots[j]
        if side != other:
            continue
        best = _best(left, right)
        if best and "initials" not in best[0].reason and best[0].score >= MATCH:
            scored.append((-best[0].score, best[1], best[2], a, b, best[0]))
    for negative, left_text, right_text, a, b, comparison in sorted(scored, key=lambda s: s[:5]):
        described = "*" in (parse(left_text, "Organization").coalition, parse(right_text, "Organization").coalition)
        if (-negative >= SURE[casts[a].side] and not described) or _context(casts, forest, a, b) >= CONTEXT:
            join(a, b, f"name: {comparison.reason}", -negative, (left_text, right_text))


def _best(left: Iterable[Name], right: Iterable[Name]) -> tuple[Comparison, str, str] | None:
    found = [(compare_parsed(a, b), a.text, b.text) for a in left for b in right]
    return min(found, key=lambda f: (-f[0].score, f[1], f[2]), default=None)


def _join_acronyms(
    casts: Sequence[_Cast], forest: Forest, join: Callable[[int, int, str, float, tuple[str, str]], None]
) -> None:
    """An acronym without its expansion goes to the only name in the corpus with these initials."""
    roots = _roots(casts, forest, lambda cast: bool(cast.full) and cast.side in ("Organization", "Place"))
    candidates: dict[int, list[tuple[float, str, str, int]]] = defaultdict(list)
    for i, j in blocking.pairs([names for _, _, names in roots]):
        for (a, _, left), (b, _, right) in ((roots[i], roots[j]), (roots[j], roots[i])):
            shorts = [name for name in left if name.acronym and name.acronym == name.solid]
            if shorts and len(shorts) == len(left):
                best = _best(shorts, right)
                if best and best[0].score >= MATCH and "initials" in best[0].reason:
                    candidates[a].append((best[0].score, best[1], best[2], b))
    for a in sorted(candidates):
        found = candidates[a]
        if len({forest.find(b) for *_, b in found}) == 1:
            score, left_text, right_text, b = min(found, key=lambda f: (-f[0], f[1:]))
            if len(left_text) > 2 or _context(casts, forest, a, b) >= CONTEXT:
                join(a, b, "acronym", score, (left_text, right_text))


def _join_short(
    casts: Sequence[_Cast], forest: Forest, join: Callable[[int, int, str, float, tuple[str, str]], None]
) -> None:
    """A bare surname, or the first word of an organisation, that its own story does not introduce."""
    owners: dict[tuple[str, str], set[int]] = defaultdict(set)
    bare = []
    for i, cast in enumerate(casts):
        if cast.side == "Person" and not cast.full and len(cast.names) == 1 and len(cast.names[0].tokens) == 1:
            bare.append(i)
        for key in _part_keys(cast):
            owners[key].add(i)
    organizations = [
        i
        for i, c in enumerate(casts)
        if c.side == "Organization" and all(len(n.tokens) == 1 for n in c.names) and c.names
    ]
    wanted = []
    for i in sorted(bare + organizations):
        name = casts[i].names[0]
        part = name.tokens[0].text
        near = [key for key in _near(part, casts[i].side, owners) if owners[key] - set(forest.members(i))]
        roots = {forest.find(j) for key in near for j in owners[key]} - {forest.find(i)}
        if len(roots) == 1:
            best = min(j for key in near for j in owners[key] if forest.find(j) in roots)
            points = _context(casts, forest, i, best)
            if points >= CONTEXT:
                wanted.append((i, best, points))
    for i, best, points in wanted:
        join(
            i,
            best,
            "short form in the same company",
            min(0.9, 0.7 + 0.05 * points),
            (casts[i].names[0].text, casts[best].names[0].text),
        )


def _is_one_word(cast: _Cast) -> bool:
    return len(cast.names) == 1 and len(cast.names[0].tokens) == 1 and not cast.names[0].acronym


def _part_keys(cast: _Cast) -> set[tuple[str, str]]:
    """Under which single words a longer name may be meant: the last of a person's, the first of an organisation's."""
    if cast.side == "Person":
        return {("Person", name.tokens[-1].text) for name in cast.full if name.tokens[-1].kind == "word"}
    if cast.side == "Organization":
        return {("Organization", name.tokens[0].text) for name in cast.full if may_be_cut(name, 1) and not name.acronym}
    return set()


def _near(part: str, side: str, owners: dict[tuple[str, str], set[int]]) -> list[tuple[str, str]]:
    return sorted(
        key for key in owners if key[0] == side and key[1][:1] == part[:1] and similarity(key[1], part) >= 0.93
    )


def _roots(
    casts: Sequence[_Cast], forest: Forest, wanted: Callable[[_Cast], bool]
) -> list[tuple[int, str, tuple[Name, ...]]]:
    """One entry for each set of `forest` with names that `wanted` lets through: a member, its side, the names."""
    names: dict[int, dict[str, Name]] = defaultdict(dict)
    member: dict[int, int] = {}
    for i, cast in enumerate(casts):
        if wanted(cast):
            root = forest.find(i)
            member.setdefault(root, i)
            for name in cast.full:
                names[root].setdefault(normal(name.text), name)
    return [
        (member[root], casts[member[root]].side, tuple(names[root].values()))
        for root in sorted(member, key=member.__getitem__)
    ]


# ------------------------------------------------------------------------------------------ evidence


def _agree(forest: Forest, casts: Sequence[_Cast], a: int, b: int) -> bool:
    """Whether no names of the two sets contradict each other: other given names, two countries."""
    left = [casts[i] for i in forest.members(a)]
    right = [casts[i] for i in forest.members(b)]
    if casts[a].side != casts[b].side:
        return False
    countries = {c.local.country for c in left + right if c.local.country}
    if len(countries) > 1:
        return False
    if casts[a].side == "Person":
        ours, theirs = _birth_names(left), _birth_names(right)
        if ours and theirs and not any(compare_parsed(x, y).score >= MATCH for x in ours for y in theirs):
            return False
        return not any(_two_in_one_story(x, y) for x in left for y in right)
    return True


def _birth_names(casts: Iterable[_Cast]) -> list[Name]:
    """The distinct full names that are not of the kind "father of"."""
    found = {normal(n.text): n for cast in casts for n in cast.full if not n.tokens[0].text.startswith("abu ")}
    return [found[key] for key in sorted(found)]


def _two_in_one_story(a: _Cast, b: _Cast) -> bool:
    """Whether one story keeps the two apart although it gives both their full names."""
    if a.local.story != b.local.story or not a.full or not b.full:
        return False
    return not any(compare_parsed(x, y).score >= MATCH for x in a.full for y in b.full)


def _context(casts: Sequence[_Cast], forest: Forest, a: int, b: int) -> int:
    """Points for what two sets share: 2 for an acquaintance that is no country, 1 for an office, 1 for countries."""
    left = [casts[i].local for i in forest.members(a)]
    right = [casts[i].local for i in forest.members(b)]
    ours = frozenset().union(*(local.acquainted for local in left))
    theirs = frozenset().union(*(local.acquainted for local in right))
    own = {normal(text) for local in left + right for text, _ in local.names}
    shared = (ours & theirs) - own
    states = {name for name in shared if name.startswith("country ")}
    offices = _offices(left) & _offices(right)
    return 2 * len(shared - states) + len(offices) + bool(states)


def _offices(locals_: Iterable[Local]) -> set[str]:
    known = table("titles")["offices"]
    titles = {role.title.casefold() for local in locals_ for role in local.roles}
    return {office for office in known for title in titles if re.search(rf"\b{re.escape(office)}\b", title)}


def _first(local: Local, text: str) -> Span:
    """The sentence in which `local` first bears the name `text`."""
    return next((m.sentence for m in local.mentions if m.text == text), local.mentions[0].sentence)


# ------------------------------------------------------------------------------------------- records


def _entities(groups: Sequence[_Group], published: dict[str, dt.date | None]) -> tuple[Entity, ...]:
    made = [_made(group, published) for group in groups]
    counts = Counter(entity.id for entity in made)
    unique = [
        entity if counts[entity.id] == 1 else replace(entity, id=f"{entity.id}-{_mark(entity.mentions)}")
        for entity in made
    ]
    return tuple(sorted(unique, key=lambda entity: entity.id))


def _mark(mentions: Iterable[Mention]) -> str:
    return digest(*sorted(f"{m.document} {m.begin} {m.end}" for m in mentions), length=4)


def _made(group: _Group, published: dict[str, dt.date | None]) -> Entity:
    locals_ = group.locals
    mentions = tuple(
        sorted((m for local in locals_ for m in local.mentions), key=lambda m: (m.document, m.begin, m.end, m.kind))
    )
    type = _majority((local.type for local in locals_ for _ in local.mentions), "Organization")
    label = _label(locals_, type)
    days = sorted(day for local in locals_ if (day := published[local.story]))
    roles = tuple(dict.fromkeys(role for local in locals_ for role in local.roles))
    subtypes_ = [m.subtype for m in mentions if m.subtype and m.kind == "name"] or [
        m.subtype for m in mentions if m.subtype
    ]
    return Entity(
        _id(type, label, mentions),
        type,
        _majority(subtypes_, ""),
        label,
        _aliases(mentions, label),
        mentions,
        roles,
        _sorted_merges(group),
        days[0] if days else None,
        days[-1] if days else None,
    )


def _id(type: str, label: str, mentions: Sequence[Mention]) -> str:
    if type == "AnonymousSource":
        return f"source:{mentions[0].document.split('-')[0]}-{slug(label)}"
    return f"{_PREFIX.get(type, 'organization')}:{slug(label)}"


def _majority(values: Iterable[str], default: str) -> str:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value), default=default)


def _sorted_merges(group: _Group) -> tuple[Merge, ...]:
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
            counts[_tidy(text)] += count
    if not counts:
        counts.update(_tidy(m.text) for local in locals_ for m in local.mentions if m.kind != "pronoun")
    names = {text: parse(text, type) for text in counts}
    if type == "Person":
        return _shown(min(counts, key=lambda text: _person_rank(text, names[text], counts)))
    return _shown(min(counts, key=lambda text: _body_rank(text, names[text], counts, type)))


def _person_rank(text: str, name: Name, counts: Counter[str]) -> tuple[object, ...]:
    """Full names before kunyas before surnames; then the longer, the more frequent."""
    words = len([t for t in name.tokens if t.kind == "word"])
    kunya = name.tokens[0].text.startswith("abu ")
    initials = sum(t.kind == "initial" for t in name.tokens)
    return (words < 2, kunya, -words, initials, text.isupper(), -counts[text], len(text), text)


def _body_rank(text: str, name: Name, counts: Counter[str], type: str) -> tuple[object, ...]:
    """A name in words before an acronym or a part of a longer name; then the more frequent, the longer."""
    mine = frozenset(token.text for token in name.tokens)
    others = {other: frozenset(t.text for t in parse(other, type).tokens) for other in counts}
    part = type == "Organization" and any(mine < other for other in others.values())
    acronym = bool(name.acronym) and name.acronym == name.solid and len(counts) > 1
    alike = sum(counts[other] for other in counts if others[other] == mine)
    apart = sum(count * OSA.distance(text.casefold(), other.casefold()) for other, count in counts.items())
    return (acronym, part, text.isupper(), -alike, -counts[text], apart, text)


def _tidy(text: str) -> str:
    """A surface without what stands before or behind a name: article, possessive, honorifics."""
    text = re.sub(r"^(?:the|a|an)\s+(?=\S)", "", " ".join(text.split()))
    text = re.sub(r"['’]s$", "", text)
    parts = text.split()
    drop = frozenset(table("names")["person"]["honorifics"])
    while len(parts) > 2 and parts[0].casefold().strip(".") in drop:
        parts = parts[1:]
    return " ".join(parts)


def _shown(text: str) -> str:
    return text.title() if text.isupper() and len(text) > 5 and " " not in text else text


def _aliases(mentions: Iterable[Mention], label: str) -> tuple[str, ...]:
    surfaces = {re.sub(r"['’]s?$", "", " ".join(m.text.split())) for m in mentions if m.kind in ("name", "demonym")}
    return tuple(sorted(surfaces - {label, ""}))
