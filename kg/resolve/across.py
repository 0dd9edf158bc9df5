"""Which entities of different stories are one: the surest pairs first, and what contradicts never meets.

Names are compared where they share a key (`kg.resolve.blocking`). A name that is not quite the same, a bare surname
or the first word of an organisation also needs company in common: acquaintances, offices, a country.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TypeAlias

from kg.lexicon import subtypes, table
from kg.model import Merge, Span
from kg.resolve import blocking, offices
from kg.resolve.authority import Authority
from kg.resolve.cluster import Forest
from kg.resolve.kinds import normal
from kg.resolve.names import MATCH, Comparison, compare_parsed
from kg.resolve.parsing import Name, parse, words_of
from kg.resolve.shortforms import may_be_cut
from kg.resolve.spelling import similarity, skeleton, sounds
from kg.resolve.stories import Local

_LOG = logging.getLogger(__name__)
SURE = {"Person": 0.9, "Organization": 0.84, "Place": 0.9, "Community": 0.97}  # from here on a name decides by itself
NEAR = 0.86  # how alike the word that a short form consists of must be
APART = 0.5  # below, two full names are of two
STATE = ("ministry", "government", "parliament", "military", "police", "court", "intelligence")
MANY = 30  # stories of an entity that are looked at for a common topic
CONTEXT = 2  # points of agreement that a less sure pair of names needs


_Bearer: TypeAlias = tuple[int, str]  # a local entity and the name that it has


@dataclass(frozen=True, slots=True)
class Joined:
    """Local entities that are one, and why."""

    locals: tuple[Local, ...]
    merges: tuple[Merge, ...]


@dataclass(frozen=True, slots=True)
class _Cast:
    """A local entity with its names taken apart."""

    local: Local
    side: str  # Person | Organization | Place | Community | AnonymousSource
    names: tuple[Name, ...]  # all of them, the fullest first
    full: tuple[Name, ...]  # those that can stand for the entity in another story


def join_stories(
    locals_: Sequence[Local],
    published: Mapping[str, dt.date | None] | None = None,
    authority: Authority | None = None,
) -> list[Joined]:
    """`locals_` (in a fixed order) in sets that are one entity each; `published` has the days of stories."""
    world = _World([_cast(local) for local in locals_], published or {})
    _obey(world)
    _join_equal(world)
    if authority is not None:
        _join_listed(world, authority)
    _join_alike(world)
    _join_acronyms(world)
    _join_bodies(world)
    _join_without_country(world)
    _join_short(world)
    return world.joined()


def _cast(local: Local) -> _Cast:
    side = "Place" if local.type == "Facility" else local.type
    if local.country or side not in SURE:  # a country is what the lexicon says, a source stays in its document
        return _Cast(local, side, (), ())
    if all(mention.kind == "demonym" for mention in local.mentions):
        side = "Community"
    names = tuple(parse(text, side) for text, _ in local.names)
    names = tuple(sorted(names, key=lambda name: (-len(name.tokens), name.text)))
    full = tuple(name for name in names if side == "Community" or stands_alone(name))
    return _Cast(local, side, names, full)


def stands_alone(name: Name) -> bool:
    """Whether a name says in every story whom it means: not a bare surname, not "Interior Ministry"."""
    if name.type == "Person":
        return sum(token.kind == "word" for token in name.tokens) >= 2
    if name.type == "Organization":
        return bool(name.coalition) or not _is_common_body(name)
    return True


def _is_common_body(name: Name) -> bool:
    """Whether every state has such a body, and the name does not say whose it is."""
    common = _common_bodies()
    if name.text in _known_everywhere():
        return False
    if any(token.text in words_of("organization", "telling") for token in name.tokens):
        return False
    return all(token.kind in ("generic", "number", "direction") or token.text in common for token in name.tokens)


@cache
def _known_everywhere() -> frozenset[str]:
    world = table("world")
    return frozenset((*world["bodies"], *world["media"], *world["full"].values()))


@cache
def _common_bodies() -> frozenset[str]:
    lexicon = table("names")["organization"]
    heads = {word for entry in subtypes("organizations", "heads") for word in entry.split()}
    found = frozenset(heads) | frozenset(lexicon["common"]) | frozenset(lexicon["functions"])
    return found | {word.removesuffix("s") for word in found}


# -------------------------------------------------------------------------------------------- sets


class _World:
    """The local entities of all stories in sets that grow, with what is known of each set."""

    def __init__(self, casts: Sequence[_Cast], published: Mapping[str, dt.date | None]) -> None:
        self.casts = casts
        self.forest = Forest(len(casts))
        for i, cast in enumerate(casts):
            self.forest.stand(i, cast.local.ruling.sides)
        first = {cast.local.mentions[0]: i for i, cast in enumerate(casts)}
        self.told_apart = [(i, first[m]) for i, cast in enumerate(casts) for m in cast.local.apart if m in first]
        self.names = [{normal(n.text): n for n in cast.full if not n.acronym and not _is_kunya(n)} for cast in casts]
        self.stories: list[dict[str, list[int]]] = [{cast.local.story: [i]} for i, cast in enumerate(casts)]
        self.acquainted = [set(cast.local.acquainted) for cast in casts]
        self.own = [{normal(text) for text, _ in cast.local.names} for cast in casts]
        self.offices = [_offices(cast.local) for cast in casts]
        self.held = [
            offices.periods((role.title for role in cast.local.roles), [published.get(cast.local.story)])
            for cast in casts
        ]
        self.merges: list[tuple[int, Merge]] = []

    def join(self, a: int, b: int, rule: str, score: float, names: tuple[str, str]) -> bool:
        """Make one set of those of `a` and `b` unless they contradict; keep the reason."""
        if self.forest.find(a) == self.forest.find(b) or not self.agree(a, b) or not self.unite(a, b):
            return False
        self.note(a, b, rule, score, names)
        return True

    def note(self, a: int, b: int, rule: str, score: float, names: tuple[str, str]) -> None:
        """Keep the reason why the sets of `a` and `b` are one."""
        evidence = tuple(dict.fromkeys((_first(self.casts[a].local, names[0]), _first(self.casts[b].local, names[1]))))
        self.merges.append((a, Merge(names[0], names[1], rule, round(score, 2), evidence)))

    def unite(self, a: int, b: int) -> bool:
        """Make one set of those of `a` and `b`, whatever their names say; False where that is forbidden."""
        left, right = self.forest.find(a), self.forest.find(b)
        if left == right or not self.forest.join(a, b):
            return left == right
        root = self.forest.find(a)
        other = left if root == right else right
        self.names[root] |= self.names[other]
        for story, members in self.stories[other].items():
            self.stories[root].setdefault(story, []).extend(members)
        self.acquainted[root] |= self.acquainted[other]
        self.own[root] |= self.own[other]
        self.offices[root] |= self.offices[other]
        self.held[root] = offices.joint(self.held[root], self.held[other])
        return True

    def agree(self, a: int, b: int) -> bool:
        """Whether no names of the two sets contradict each other, also not through a third."""
        side = self.casts[a].side
        a, b = self.forest.find(a), self.forest.find(b)
        if side != self.casts[b].side or not self._names_agree(a, b, side):
            return False
        shared = self.stories[a].keys() & self.stories[b].keys()
        return not any(
            self._two_in_one_story(i, j)
            for story in shared
            for i in self.stories[a][story]
            for j in self.stories[b][story]
        )

    def _names_agree(self, a: int, b: int, side: str) -> bool:
        ours, theirs = self.names[a], self.names[b]
        scores = {(x, y): compare_parsed(ours[x], theirs[y]).score for x in ours for y in theirs}
        if not scores:
            return True
        matching = [pair for pair, score in scores.items() if score >= MATCH]
        if not matching:
            return side != "Person"
        for (x, y), score in scores.items():
            if score < APART and (
                any(y == v and compare_parsed(ours[x], ours[u]).score >= MATCH for u, v in matching)
                or any(x == u and compare_parsed(theirs[y], theirs[v]).score >= MATCH for u, v in matching)
            ):
                return False
        return True

    def _two_in_one_story(self, i: int, j: int) -> bool:
        """Whether one story keeps the two apart although it gives both their full names."""
        a, b = self.casts[i].full, self.casts[j].full
        if self.casts[i].side != "Person" or not a or not b:
            return False
        return not any(compare_parsed(x, y).score >= MATCH for x in a for y in b)

    def context(self, a: int, b: int, most: int = 1) -> int:
        """Points for what two sets share: 2 for an acquaintance, 1 for an office, 1 for a country, of these `most`.

        And up to 2 where a story of the one and a story of the other speak of the same things; 2 less where they have
        offices that nobody has at one time.
        """
        a, b = self.forest.find(a), self.forest.find(b)
        own = self.own[a] | self.own[b]
        shared = (self.acquainted[a] & self.acquainted[b]) - own
        states = {name for name in shared if name.startswith("country ")}
        same = len(self.offices[a] & self.offices[b])
        points = 2 * len(shared - states) + same + min(most, len(states)) + min(2, self._topics(a, b, own) // 3)
        return points - (2 if self.clash(a, b) else 0)

    def clash(self, a: int, b: int) -> bool:
        """Whether two sets have offices that nobody has at one time."""
        held = self.held[self.forest.find(a)], self.held[self.forest.find(b)]
        return all(held) and offices.clash(*held) is not None

    def _topics(self, a: int, b: int, own: set[str]) -> int:
        """How many names the most similar stories of two sets share, apart from their own."""
        casts = [[self.casts[m[0]].local.cast for m in islice(self.stories[x].values(), MANY)] for x in (a, b)]
        return max(len((left & right) - own) for left in casts[0] for right in casts[1])

    def are_two(self, a: int, b: int) -> bool:
        """Whether two of one name are two all the same: so judged, or by their offices, without company in common."""
        return self.forest.divided(a, b) or (self.clash(a, b) and self.context(a, b) < CONTEXT)

    def may_be_several(self, items: Sequence[int]) -> bool:
        """Whether any two of `items` may be two although they have one name; cheap for many."""
        sides = {side for i in items for side in self.casts[i].local.ruling.sides}
        return any(-side in sides for side in sides) or offices.any_clash(o for i in items for o in self.held[i])

    def roots(self, wanted: Callable[[_Cast], bool]) -> list[tuple[int, str, tuple[Name, ...]]]:
        """One entry for each set with names that `wanted` lets through: a member, its side, the names."""
        names: dict[int, dict[str, Name]] = defaultdict(dict)
        member: dict[int, int] = {}
        for i, cast in enumerate(self.casts):
            if wanted(cast):
                root = self.forest.find(i)
                member.setdefault(root, i)
                for name in cast.full:
                    names[root].setdefault(normal(name.text), name)
        ordered = sorted(member, key=member.__getitem__)
        return [(member[root], self.casts[member[root]].side, tuple(names[root].values())) for root in ordered]

    def joined(self) -> list[Joined]:
        """The sets as they are now."""
        merges: dict[int, list[Merge]] = defaultdict(list)
        for member, merge in self.merges:
            merges[self.forest.find(member)].append(merge)
        return [
            Joined(tuple(self.casts[i].local for i in members), tuple(merges[self.forest.find(members[0])]))
            for members in self.forest.sets()
        ]


def _is_kunya(name: Name) -> bool:
    """Whether a person is named after a child, as beside the name of birth."""
    return name.type == "Person" and name.tokens[0].is_kunya


def _offices(local: Local) -> set[str]:
    return {
        office
        for role in local.roles
        for office in table("titles")["offices"]
        if re.search(rf"\b{re.escape(office)}\b", role.title.casefold())
    }


def _first(local: Local, text: str) -> Span:
    """The sentence in which `local` first bears the name `text`."""
    return next((m.sentence for m in local.mentions if m.text == text), local.mentions[0].sentence)


# ------------------------------------------------------------------------------------------ passes


def _obey(world: _World) -> None:
    """What a person decided, for which `kg.resolve.entities` adds the reasons; then what stories tell apart."""
    first: dict[int, int] = {}
    for i, cast in enumerate(world.casts):
        for number in sorted(cast.local.ruling.joined):
            world.unite(first.setdefault(number, i), i)
    for i, j in world.told_apart:
        world.forest.forbid(i, j)


def _join_equal(world: _World) -> None:
    """Countries, and entities with one full name letter for letter."""
    bearers: dict[tuple[str, str, str], list[_Bearer]] = defaultdict(list)
    for i, cast in enumerate(world.casts):
        for rule, key, text in _exact_keys(cast):
            bearers[rule, *key].append((i, text))
    for (rule, *_), some in bearers.items():
        if world.may_be_several([i for i, _ in some]):
            _join_nearest(world, rule, some)
        else:
            _join_all(world, rule, some)


def _join_all(world: _World, rule: str, bearers: Iterable[_Bearer]) -> None:
    owners: list[_Bearer] = []
    for one in bearers:
        if not any(_join_two(world, rule, owner, one) for owner in owners):
            owners.append(one)


def _join_two(world: _World, rule: str, one: _Bearer, other: _Bearer) -> bool:
    """Join two bearers of a name unless they must be two; returns whether they are one now."""
    (i, text), (j, known) = one, other
    reason = rule if rule != "same name" or normal(text) == normal(known) else "acronym known everywhere"
    joined = not world.are_two(i, j) and world.join(i, j, reason, 1.0, (text, known))
    return joined or world.forest.find(i) == world.forest.find(j)


def _join_nearest(world: _World, rule: str, bearers: Sequence[_Bearer]) -> None:
    """Two mayors of one name are two; who may be either goes where there is more company, or else with its like."""
    marked = [one for one in bearers if world.held[one[0]] or world.casts[one[0]].local.ruling.sides]
    poles = [one for one in marked if any(world.are_two(one[0], other[0]) for other in marked)]
    _join_all(world, rule, poles)
    sets = list({world.forest.find(i): (i, text) for i, text in reversed(poles)}.values())
    open_, nearest = [], []
    for one in bearers:
        if one not in poles:
            ranked = sorted(((world.context(one[0], pole[0]), -pole[0], pole) for pole in sets), reverse=True)
            (most, _, pole), (next_, _, _) = [*ranked, (0, 0, one), (0, 0, one)][:2]
            if most > max(0, next_):
                nearest.append((pole, one))
            else:
                open_.append(one)
    for pole, one in nearest:
        _join_two(world, rule, pole, one)
    is_country = bool(world.casts[bearers[0][0]].local.country)
    _join_all(world, rule, [*poles[:1], *open_] if is_country else open_)


def _exact_keys(cast: _Cast) -> list[tuple[str, tuple[str, str], str]]:
    """(rule, key, surface) of everything by which `cast` is the same as another with that key."""
    local = cast.local
    if local.country:
        text = next((m.text for m in local.mentions if m.kind in ("name", "demonym")), local.country)
        return [("names of one country", ("", local.country), text)]
    if cast.side == "AnonymousSource":
        return [("same source", (local.document, normal(m.text)), m.text) for m in local.mentions]
    full = table("world")["full"] if cast.side == "Organization" else {}
    return [
        ("same name", (cast.side, normal(full.get(n.text, n.text))), n.text) for n in cast.full if n.coalition != "*"
    ]


def _join_listed(world: _World, authority: Authority) -> None:
    """Entities whose names mean one and the same entry of a list; what fits several entries is left alone."""
    things = [(cast.side, cast.full or cast.names) for cast in world.casts]
    first: dict[tuple[str, str], tuple[int, str]] = {}
    for i, found in enumerate(authority.listings(things)):
        if len({listing.entry.iri for listing in found}) != 1:
            continue
        listing = found[0]
        j, known = first.setdefault((world.casts[i].side, listing.entry.iri), (i, listing.name))
        if world.forest.find(i) != world.forest.find(j) and world.unite(j, i):
            world.note(j, i, f"listed in {listing.entry.where}", listing.score, (known, listing.name))


def _join_alike(world: _World) -> None:
    """Entities with names that are variants of each other, the surest first; who has rivals needs company."""
    roots = world.roots(lambda cast: bool(cast.full))
    scored = []
    rivals: dict[int, dict[int, float]] = defaultdict(dict)
    for i, j in _worth_comparing([names for _, _, names in roots]):
        (a, side, left), (b, other, right) = roots[i], roots[j]
        if side != other:
            continue
        best = _best(left, right)
        if best and best[0].score >= MATCH and "initials" not in best[0].reason and not _differs_in_short(best[0]):
            scored.append((-best[0].score, best[1], best[2], a, b, best[0].reason))
            rivals[a][b] = rivals[b][a] = best[0].score
    for negative, left_text, right_text, a, b, reason in sorted(scored):
        described = "*" in (parse(left_text, "Organization").coalition, parse(right_text, "Organization").coalition)
        sure = -negative >= SURE[world.casts[a].side] and not described
        contested = world.clash(a, b) or _has_rival(world, a, b, rivals[a]) or _has_rival(world, b, a, rivals[b])
        if (sure and not contested) or world.context(a, b, most=2 if described else 1) >= CONTEXT:
            world.join(a, b, f"name: {reason}", -negative, (left_text, right_text))


def _worth_comparing(names: Sequence[Iterable[Name]]) -> blocking.Candidates:
    """The pairs of `names` to compare; what is too much to compare is said in the log."""
    found = blocking.candidates(names)
    if found.cut:
        worst = max(found.cut, key=lambda cut: (cut.pairs, cut.key))
        pairs = sum(cut.pairs for cut in found.cut)
        _LOG.warning("%d pairs of names were not compared; most in %r: %d names", pairs, worst.key, worst.names)
    return found


def _differs_in_short(comparison: Comparison) -> bool:
    """Whether a word of few letters differs, which is rarely a slip: "Jong", "Yong"."""
    return any(
        part.similarity < NEAR and 0 < max(len(part.left), len(part.right)) <= 4
        for part in comparison.parts
        if part.left and part.right
    )


def _has_rival(world: _World, one: int, other: int, like: dict[int, float]) -> bool:
    """Whether `one` is as like a third that contradicts `other`, so that it is not clearly either."""
    enough = like[other] - 0.05
    return any(
        score >= enough and third != other and (world.are_two(third, other) or not world.agree(third, other))
        for third, score in like.items()
    )


def _best(left: Iterable[Name], right: Iterable[Name]) -> tuple[Comparison, str, str] | None:
    found = [(compare_parsed(a, b), a.text, b.text) for a in left for b in right]
    return min(found, key=lambda f: (-f[0].score, f[1], f[2]), default=None)


def _join_acronyms(world: _World) -> None:
    """An acronym without its expansion goes to the only name in the corpus with these initials."""
    roots = world.roots(lambda cast: bool(cast.full) and cast.side in ("Organization", "Place"))
    candidates: dict[int, list[tuple[float, str, str, int]]] = defaultdict(list)
    for i, j in _worth_comparing([names for _, _, names in roots]):
        for (a, _, left), (b, _, right) in ((roots[i], roots[j]), (roots[j], roots[i])):
            shorts = [name for name in left if name.acronym and name.acronym == name.solid]
            if shorts and len(shorts) == len(left):
                best = _best(shorts, right)
                if best and best[0].score >= MATCH and "initials" in best[0].reason:
                    candidates[a].append((best[0].score, best[1], best[2], b))
    for a in sorted(candidates):
        found = candidates[a]
        if len({world.forest.find(b) for *_, b in found}) == 1:
            score, left_text, right_text, b = min(found, key=lambda f: (-f[0], f[1:]))
            if len(left_text) > 2 or world.context(a, b) >= CONTEXT:
                world.join(a, b, "acronym", score, (left_text, right_text))


def _join_bodies(world: _World) -> None:
    """ "Interior Ministry" is that of the country that its story is about, unless the story names another one's too."""
    known: dict[tuple[str, tuple[str, ...]], int] = {}
    named: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for i, cast in enumerate(world.casts):
        for name in cast.full if cast.side == "Organization" else ():
            country, rest = _body_of(name)
            if country:
                known.setdefault((country, rest), i)
                named[cast.local.story].add(rest)
    for i, cast in enumerate(world.casts):
        if cast.side != "Organization" or cast.full or not cast.local.home:
            continue
        for name in cast.names:
            rest = _body_of(name)[1]
            if not _is_of_state(name) or rest in named[cast.local.story]:
                continue
            owner = known.setdefault((cast.local.home, rest), i)
            names = (_named_so(world.casts[owner], rest), name.text)
            world.join(owner, i, "body of the country the story is about", 0.8, names)


def _body_of(name: Name) -> tuple[str, tuple[str, ...]]:
    """The country in the name of a body, and the other words."""
    country = next((token.text for token in name.tokens if token.kind == "country"), "")
    return country, tuple(sorted(token.text for token in name.tokens if token.kind != "country"))


def _join_without_country(world: _World) -> None:
    """ "Islamic Front" is "Islamic Front of Chad" in its company, where no other country has one."""
    of: dict[tuple[str, ...], dict[str, int]] = defaultdict(dict)
    without: dict[tuple[str, ...], list[tuple[int, str]]] = defaultdict(list)
    for i, cast in enumerate(world.casts):
        for name in cast.full if cast.side == "Organization" else ():
            country, rest = _body_of(name)
            if " and " in name.text:
                continue
            if country:
                of[rest].setdefault(country, i)
            elif len(rest) > 1:
                without[rest].append((i, name.text))
    for rest in sorted(without):
        for i, text in without[rest]:
            owner = next(iter(of[rest].values()), i) if len(of[rest]) == 1 else i
            if owner != i and world.context(i, owner) >= CONTEXT:
                world.join(owner, i, "country left out", 0.75, (_named_so(world.casts[owner], rest), text))


def _is_of_state(name: Name) -> bool:
    heads = subtypes("organizations", "heads")
    return any(heads.get(t.text) in STATE or heads.get(f"{t.text}s") in STATE for t in name.tokens)


def _named_so(cast: _Cast, rest: tuple[str, ...]) -> str:
    return next(name.text for name in cast.names if _body_of(name)[1] == rest)


def _join_short(world: _World) -> None:
    """A bare surname, an alias or the first word of an organisation that its own story does not introduce."""
    owners: dict[tuple[str, str], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    aliases: set[tuple[int, str]] = set()
    for i, cast in enumerate(world.casts):
        for part in _parts(cast):
            owners[cast.side, skeleton(part)][part].add(i)
        for alias in _aliases(cast):
            owners[cast.side, skeleton(alias)][alias].add(i)
            aliases.add((i, alias))
    wanted, alone = [], defaultdict(list)
    for i, cast in enumerate(world.casts):
        if not _is_short(cast):
            continue
        part = cast.names[0].tokens[0].text
        near = owners.get((cast.side, skeleton(part)), {})
        found = sorted((j, other) for other in near if similarity(part, other) >= NEAR for j in near[other])
        found = [(j, other) for j, other in found if world.forest.find(j) != world.forest.find(i)]
        found = [(j, other) for j, other in found if not world.forest.divided(i, j)]
        if len({world.forest.find(j) for j, _ in found}) == 1:
            owner, other = found[0]
            points = world.context(i, owner)
            if points >= (1 if (owner, other) in aliases else CONTEXT):
                wanted.append((i, owner, points))
        elif cast.side == "Person":
            alone[sounds(part)].append((i, bool(found)))
    for i, owner, points in wanted:
        names = (world.casts[i].names[0].text, world.casts[owner].names[0].text)
        world.join(i, owner, "short form in the same company", min(0.9, 0.7 + 0.05 * points), names)
    for part in sorted(alone):
        _join_bare(world, alone[part])


def _join_bare(world: _World, casts: list[tuple[int, bool]]) -> None:
    """People of whom no story gives more than one word: one where they keep the same company.

    Where longer names in the corpus end in that word it is a surname, and more company is needed. The order does not
    matter: it ends when no two sets keep enough company.
    """
    need = {i: 2 * CONTEXT if is_surname else CONTEXT for i, is_surname in casts}
    left, before = [i for i, _ in casts], len(casts) + 1
    while len(left) < before:  # a set that has grown may know another one by now
        waiting, before, left = left, len(left), []
        for i in waiting:
            over, nearest = max(((world.context(i, j) - max(need[i], need[j]), -j) for j in left), default=(-1, 0))
            if over < 0 or not _join_one(world, -nearest, i, over + max(need[i], need[-nearest])):
                left.append(i)


def _join_one(world: _World, a: int, b: int, points: int) -> bool:
    names = (world.casts[a].names[0].text, world.casts[b].names[0].text)
    return world.join(a, b, "same word in the same company", min(0.85, 0.6 + 0.05 * points), names)


def _is_short(cast: _Cast) -> bool:
    if not cast.names or any(len(name.tokens) != 1 for name in cast.names):
        return False
    return (cast.side == "Person" and not cast.full) or (cast.side == "Organization" and not cast.names[0].acronym)


def _aliases(cast: _Cast) -> set[str]:
    """Single words that the story introduces as another name of a person: no part of the full name."""
    if cast.side != "Person":
        return set()
    single = {name.tokens[0].text for name in cast.names if len(name.tokens) == 1}
    return (
        {w for w in single if not any(similarity(w, t.text) for name in cast.full for t in name.tokens)}
        if cast.full
        else set()
    )


def _parts(cast: _Cast) -> set[str]:
    """Single words by which a longer name may be meant: the last of a person's, the first of an organisation's."""
    if cast.side == "Person":
        return {name.tokens[-1].text for name in cast.full if name.tokens[-1].kind == "word"}
    if cast.side == "Organization":
        return {name.tokens[0].text for name in cast.full if may_be_cut(name, 1) and not name.acronym}
    return set()
