"""Who is who inside one story: introductions, later short forms, spellings, acronyms, countries, pronouns."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from kg.model import Extraction, Introduction, Mention, Merge, Role, Span
from kg.resolve import shortforms
from kg.resolve.cluster import Forest
from kg.resolve.countries import country_named
from kg.resolve.decisions import NO_RULING, Ruling, Rulings, Spot, is_named
from kg.resolve.kinds import normal, types_in, without_article
from kg.resolve.names import MATCH, Comparison, compare_parsed
from kg.resolve.parsing import Name, parse
from kg.resolve.states import country_meant, names_a_group, state_meant

_SPELLING = {"Person": 0.88, "Organization": 0.8, "Place": 0.8}  # from here on variants in one story
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Local:
    """An entity as one story shows it."""

    story: str
    document: str
    type: str
    names: tuple[tuple[str, int], ...]  # surfaces of kind name with their counts, sorted
    mentions: tuple[Mention, ...]  # in reading order, all kinds
    merges: tuple[Merge, ...]
    roles: tuple[Role, ...]
    country: str = ""  # set where the lexicon knows it as a country
    acquainted: frozenset[str] = frozenset()  # normal names of what it stands beside in a sentence
    cast: frozenset[str] = frozenset()  # normal names of all that the story names, but for countries
    home: str = ""  # the country that the story speaks of far more than of any other
    ruling: Ruling = NO_RULING  # what a person decided of it
    apart: frozenset[Mention] = frozenset()  # the first mentions of those that the story tells from it


@dataclass(slots=True)
class _Group:
    """All mentions in a story with one surface."""

    key: str
    text: str
    type: str
    mentions: list[Mention]
    name: Name
    side: str  # what it can be joined with: Person | Organization | Place | Community


def mentions_of(extraction: Extraction) -> tuple[Mention, ...]:
    """Every mention of an entity in `extraction`, also those that only its other records hold, in reading order."""
    found: dict[tuple[int, int, str], Mention] = {}

    def add(*mentions: Mention | None) -> None:
        for mention in mentions:
            if mention is not None and mention.type != "Event" and mention.kind != "trigger":
                found.setdefault((mention.begin, mention.end, mention.kind), mention)

    add(*sorted(extraction.mentions, key=_place))
    for introduction in extraction.introductions:
        add(introduction.name, introduction.other)
    for link in extraction.coreferences:
        add(link.mention, link.antecedent)
    for role in extraction.roles:
        add(role.person)
    for relation in extraction.relations:
        add(relation.subject, relation.object)
    for event in extraction.events:
        add(*(participant.filler for participant in event.participants))
    for claim in extraction.claims:
        add(claim.speaker, claim.addressee, *claim.about)
    return tuple(sorted(found.values(), key=_place))


def _place(mention: Mention) -> tuple[str, int, int, str, str]:
    return (mention.document, mention.begin, mention.end, mention.kind, mention.type)


def spots(extractions: Iterable[Extraction], names: Iterable[str], counted: dict[str, Counter[str]]) -> dict[Spot, str]:
    """Where stories call something by one of `names` (normal), with the type that it has there.

    `counted` is what `votes` says of all stories. Anonymous sources are left out: they are one per document.
    """
    wanted = frozenset(names)
    found: dict[Spot, str] = {}
    for extraction in extractions:
        mentions = [m for m in mentions_of(extraction) if is_named(m)]
        here = [m for m in mentions if normal(m.text) in wanted]
        types = types_in(mentions, counted) if here else {}
        for mention in here:
            name = normal(mention.text)
            found[Spot(extraction.story.id, name)] = types.get(name, mention.type)
    return found


def resolve_story(
    extraction: Extraction, corpus_votes: dict[str, Counter[str]], rulings: Rulings | None = None
) -> tuple[Local, ...]:
    """The entities of one story, by their first mention. `corpus_votes` is what `votes` says of all stories."""
    story = _Story(extraction, corpus_votes, rulings or Rulings())
    story.obey()
    story.join_introductions()
    story.join_spellings()
    story.join_short_forms()
    story.follow_coreferences()
    return story.locals()


class _Story:
    """The work on one story: groups of equal surfaces, joined step by step."""

    def __init__(self, extraction: Extraction, corpus_votes: dict[str, Counter[str]], rulings: Rulings) -> None:
        self.extraction = extraction
        self.rulings = rulings
        self.mentions = mentions_of(extraction)
        self.groups = self._grouped(corpus_votes)
        self.group_of = {_place(m): i for i, group in enumerate(self.groups) for m in group.mentions}
        unnamed = ("country ", "nominal ", "pronoun ")
        self.proper = [
            i for i, g in enumerate(self.groups) if g.type != "AnonymousSource" and not g.key.startswith(unnamed)
        ]  # groups with a name of their own
        self.forest = Forest(len(self.groups))
        self.merges: list[tuple[int, Merge]] = [
            (i, merge) for i, group in enumerate(self.groups) for merge in _names_of_country(group)
        ]

    def _grouped(self, corpus_votes: dict[str, Counter[str]]) -> list[_Group]:
        """Names by surface and type, demonyms and capitals by their country, the rest one by one."""
        types = types_in(self.mentions, corpus_votes)

        def is_person(mention: Mention) -> bool:
            return types.get(normal(mention.text)) == "Person"

        named_countries = {_place(m): country for m in self.mentions if (country := country_meant(m, is_person(m)))}
        states = set(named_countries.values())
        divided = self._divided({(c, normal(m.text)) for m in self.mentions if (c := named_countries.get(_place(m)))})
        followed = {_place(link.mention) for link in self.extraction.coreferences}
        gathered: dict[tuple[str, str], list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            key = normal(mention.text)
            country = named_countries.get(_place(mention), "")
            if not country and not self.rulings.at(self.extraction.story.id, [key]):
                country = state_meant(
                    mention, states, self.extraction, is_person(mention)
                )  # a capital that somebody judged is the city
            if country and key in divided:
                gathered[key, "Place"].append(mention)
            elif country:
                gathered[f"country {country}", "Place"].append(mention)
            elif mention.kind == "name" and names_a_group(mention):
                gathered[f"{key} group", "Organization"].append(mention)
            elif mention.type == "AnonymousSource" or mention.kind in ("name", "demonym"):
                gathered[key, types[key] if mention.kind == "name" else mention.type].append(mention)
            elif mention.kind == "nominal" and key in types:
                gathered[key, types[key]].append(mention)
            elif mention.kind == "nominal":
                linked = f"{mention.begin} " if _place(mention) in followed else ""
                gathered[f"nominal {linked}{key}", mention.type].append(mention)
            else:
                gathered[f"pronoun {mention.begin}", mention.type].append(mention)
        groups = []
        for (key, type), mentions in gathered.items():
            text = _best_surface(m.text for m in mentions)
            is_people = all(m.kind == "demonym" for m in mentions) and not key.startswith("country ")
            side = "Community" if is_people else "Place" if type == "Facility" else type
            groups.append(_Group(key, text, type, mentions, parse(without_article(text), type), side))
        return groups

    def _divided(self, named: set[tuple[str, str]]) -> set[str]:
        """The names of countries that are judged not to mean what another name of that country means here.

        They become names like any other; `named` has pairs of country and normal name.
        """
        kept: dict[str, set[int]] = defaultdict(set)
        found = set()
        for country, name in sorted(named, key=lambda pair: (pair[0], pair[1] != normal(pair[0]), pair[1])):
            sides = self.rulings.at(self.extraction.story.id, [name]).sides
            if any(-side in kept[country] for side in sides):
                found.add(name)
            else:
                kept[country] |= sides
        return found

    def obey(self) -> None:
        """What a person decided comes before all that the story says; the reasons are kept across stories."""
        first: dict[int, int] = {}
        for i, group in enumerate(self.groups):
            ruling = self._ruling([group])
            self.forest.stand(i, ruling.sides)
            for number in ruling.joined:
                self.forest.join(i, first.setdefault(number, i))

    def _ruling(self, groups: Iterable[_Group]) -> Ruling:
        """What is ruled of all names of `groups` together."""
        names = {normal(m.text) for group in groups for m in group.mentions if is_named(m)}
        return self.rulings.at(self.extraction.story.id, sorted(names))

    def join(self, a: int, b: int, rule: str, score: float, evidence: Sequence[Span]) -> bool:
        """Join two groups and keep the reason; no effect where they are one or must not be."""
        if self.forest.find(a) == self.forest.find(b) or not self.forest.join(a, b):
            return False
        self.merges.append((a, Merge(self.groups[a].text, self.groups[b].text, rule, score, tuple(evidence))))
        return True

    def join_introductions(self) -> None:
        """What the text itself says."""
        ordered = sorted(
            self.extraction.introductions, key=lambda i: (-i.confidence, _place(i.name), _place(i.other), i.rule)
        )
        for introduction in ordered:
            a, b = self.group_of.get(_place(introduction.name)), self.group_of.get(_place(introduction.other))
            if a is not None and b is not None and self._introduces(introduction, a, b):
                self.join(a, b, introduction.rule, introduction.confidence, (introduction.evidence,))
        for a, b in self._listed():
            self.forest.forbid(a, b)

    def _introduces(self, introduction: Introduction, a: int, b: int) -> bool:
        """Whether both sides can be one: of one type, and not two countries."""
        if self.groups[a].key.startswith("country ") or self.groups[b].key.startswith("country "):
            return False
        if self._is_of_another(a, b) or self._is_of_another(b, a):
            return False
        return self.groups[a].side == self.groups[b].side and introduction.confidence >= 0.5

    def _is_of_another(self, bare: int, full: int) -> bool:
        """Whether a surname belongs to somebody else in the story, so that "X called Y's visit" introduces nobody."""
        return any(
            self.groups[i].side == "Person"
            and i not in (bare, full)
            and shortforms.is_last_part(self.groups[bare].name, self.groups[i].name)
            and compare_parsed(self.groups[i].name, self.groups[full].name).score < MATCH
            for i in self.proper
        )

    def _listed(self) -> Iterator[tuple[int, int]]:
        """Names that stand side by side in a list ("X, Y and Z"); one would not be listed twice."""
        names = [m for m in self.mentions if m.kind == "name"]
        for left, right in pairwise(names):
            sentence = left.sentence
            if right.sentence != sentence or right.begin <= left.end:
                continue
            between = sentence.text[left.end - sentence.begin : right.begin - sentence.begin]
            a, b = self.group_of[_place(left)], self.group_of[_place(right)]
            is_list = re.fullmatch(r",?\s*(?:and|&|as well as)\s+(?:the\s+)?", between) is not None
            if is_list and a != b and not shortforms.is_last_part(self.groups[b].name, self.groups[a].name):
                yield a, b

    def join_spellings(self) -> None:
        """Variants of one name, and acronyms of a longer name, unless two candidates compete."""
        found = []
        for i, j in combinations(self.proper, 2):
            a, b = self.groups[i], self.groups[j]
            if a.side != b.side:
                continue
            comparison = compare_parsed(_as(a, b), _as(b, a))
            rule = _rule(comparison.reason)
            if comparison.score >= (_SPELLING.get(a.side, 0.9) if rule == "spelling" else MATCH):
                found.append((-comparison.score, a.key, b.key, i, j, rule))
            elif _are_two(comparison, a.name, b.name):
                self.forest.forbid(i, j)
        for negative, _, _, i, j, rule in sorted(found):
            if rule == "acronym" and self._rivals(i, j, found):
                continue
            if not any(self._compete(x, y, found) for x, y in ((i, j), (j, i))):
                self.join(i, j, rule, -negative, self._seen(i, j))

    def _compete(self, one: int, other: int, found: list[tuple[float, str, str, int, int, str]]) -> bool:
        """Whether `one` is as like a third name that contradicts `other`."""
        like = {b if a == one else a for _, _, _, a, b, _ in found if one in (a, b)} - {other}
        return any(not self.forest.may_join(other, third) for third in like)

    def _rivals(self, i: int, j: int, found: list[tuple[float, str, str, int, int, str]]) -> bool:
        """Whether the acronym of the pair fits a second name that is not the first one's."""
        short, long = (i, j) if len(self.groups[i].text) < len(self.groups[j].text) else (j, i)
        others = {b if a == short else a for _, _, _, a, b, rule in found if rule == "acronym" and short in (a, b)} - {
            long
        }
        return any(
            compare_parsed(self.groups[o].name, self.groups[long].name).score < MATCH
            and self.forest.find(o) != self.forest.find(long)
            for o in others
        )

    def join_short_forms(self) -> None:
        """ "Okoro" after "Ngozi Okoro", "Interior Ministry" after "Kenyan Interior Ministry"."""
        for finder, rule, score in (
            (shortforms.is_last_part, "short form", 0.95),
            (shortforms.is_some_part, "short form", 0.9),
            (shortforms.is_beginning, "short form", 0.9),
            (shortforms.is_without_country, "short form", 0.85),
            (shortforms.is_unit, "short form", 0.85),
            (shortforms.is_behind_opening, "short form", 0.85),
            (shortforms.is_head, "short form", 0.8),
            (shortforms.is_near_last_part, "spelling of a short form", 0.75),
        ):
            self._join_short(finder, rule, score)

    def _join_short(self, fits: Callable[[Name, Name], bool], rule: str, score: float) -> None:
        wanted: list[tuple[int, int]] = []
        for i in self.proper:
            short = self.groups[i]
            roots: dict[int, int] = {}
            for j in self.proper:
                alike = i != j and self.groups[j].side == short.side and fits(short.name, self.groups[j].name)
                if alike and not self.forest.divided(i, j):
                    roots.setdefault(self.forest.find(j), j)
            own = self.forest.find(i)
            if len(roots) > 1 and short.side == "Person":
                roots = self._introduced_before(i, roots)
            if len(roots) == 1 and own not in roots and not self._is_full(own, short):
                wanted.append((i, next(iter(roots.values()))))
        for i, j in wanted:
            self.join(i, j, rule, score, self._seen(i, j))

    def _introduced_before(self, short: int, roots: dict[int, int]) -> dict[int, int]:
        """Of several people with one surname those named in full before the running text first says it alone."""
        headings = [p for p in self.extraction.story.paragraphs if p.kind in ("title", "caption", "heading")]
        running = [m for m in self.groups[short].mentions if not any(p.begin <= m.begin < p.end for p in headings)]
        alone = min((m.begin for m in running), default=0)
        return {root: j for root, j in roots.items() if self._first_in_full(root) < alone}

    def _first_in_full(self, root: int) -> int:
        """Where a set of groups first has a name of several parts; there is one."""
        groups = (self.groups[i] for i in self.forest.members(root))
        return min(group.mentions[0].begin for group in groups if len(group.name.tokens) > 1)

    def _is_full(self, root: int, short: _Group) -> bool:
        """Whether a short name of a person already belongs to a longer one."""
        return short.type == "Person" and any(
            len(self.groups[member].name.tokens) > len(short.name.tokens) for member in self.forest.members(root)
        )

    def follow_coreferences(self) -> None:
        """Pronouns and descriptions go where extraction says."""
        for link in sorted(
            self.extraction.coreferences, key=lambda c: (-c.confidence, _place(c.mention), _place(c.antecedent))
        ):
            a, b = self.group_of.get(_place(link.mention)), self.group_of.get(_place(link.antecedent))
            if a is None or b is None or a == b:
                continue
            if self.groups[a].key.startswith(("nominal ", "pronoun ")):
                self.join(
                    a,
                    b,
                    f"coreference: {link.rule}",
                    link.confidence,
                    (link.mention.sentence, link.antecedent.sentence),
                )

    def _seen(self, i: int, j: int) -> tuple[Span, ...]:
        """The sentences in which two groups first stand."""
        return tuple(dict.fromkeys((self.groups[i].mentions[0].sentence, self.groups[j].mentions[0].sentence)))

    def locals(self) -> tuple[Local, ...]:
        """The sets of groups as records, by first mention."""
        roles: dict[int, list[Role]] = defaultdict(list)
        for role in self.extraction.roles:
            if (group := self.group_of.get(_place(role.person))) is not None:
                roles[self.forest.find(group)].append(role)
        friends = self._acquaintances()
        cast = frozenset(self.groups[i].key for i in self.proper)
        home = self._home()
        merges: dict[int, list[Merge]] = defaultdict(list)
        for group, merge in self.merges:
            merges[self.forest.find(group)].append(merge)
        found = []
        sets = self.forest.sets()
        first = {self.forest.find(s[0]): min((m for i in s for m in self.groups[i].mentions), key=_place) for s in sets}
        for members in sets:
            root = self.forest.find(members[0])
            groups = [self.groups[i] for i in members]
            mentions = tuple(sorted((m for group in groups for m in group.mentions), key=_place))
            if all(m.kind == "pronoun" for m in mentions):
                continue
            country = next(
                (group.key.removeprefix("country ") for group in groups if group.key.startswith("country ")), ""
            )
            surfaces = Counter(m.text for m in mentions if m.kind == "name" or (m.kind == "demonym" and not country))
            found.append(
                Local(
                    self.extraction.story.id,
                    mentions[0].document,
                    _joint_type(groups),
                    tuple(sorted(surfaces.items())),
                    mentions,
                    tuple(merges[root]),
                    tuple(sorted(roles[root], key=lambda r: (_place(r.person), r.title))),
                    country,
                    frozenset(friends[root]),
                    cast,
                    home,
                    self._ruling(groups),
                    frozenset(first[other] for other in self.forest.forbidden(root)),
                )
            )
        return tuple(sorted(found, key=lambda local: _place(local.mentions[0])))

    def _home(self) -> str:
        """The country that is mentioned at least twice and twice as often as any other, or ""."""
        counts = Counter({g.key: len(g.mentions) for g in self.groups if g.key.startswith("country ")})
        (first, most), (_, next_) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
        return first.removeprefix("country ") if most >= max(2, 2 * next_) else ""

    def _acquaintances(self) -> dict[int, set[str]]:
        """For each set of groups, the names of the others that it is related to or shares a sentence with."""
        friends: dict[int, set[str]] = defaultdict(set)
        beside: dict[tuple[int, int], set[int]] = defaultdict(set)
        for mention in self.mentions:
            beside[mention.sentence.begin, mention.sentence.end].add(self.forest.find(self.group_of[_place(mention)]))
        names = {root: self._names_of(root) for roots in beside.values() for root in roots}
        for roots in beside.values():
            for a in roots:
                for b in roots - {a}:
                    friends[a] |= names[b]
        return friends

    def _names_of(self, root: int) -> frozenset[str]:
        groups = [self.groups[i] for i in self.forest.members(root)]
        return frozenset(g.key for g in groups if not g.key.startswith(("nominal ", "pronoun ")))


def _names_of_country(group: _Group) -> Iterator[Merge]:
    """Why names as different as "U.S.", "Americans" and "Washington" are in one group."""
    if not group.key.startswith("country "):
        return
    first: dict[str, Mention] = {}
    for mention in group.mentions:
        first.setdefault(normal(mention.text), mention)
    one, *others = sorted(first.values(), key=lambda m: (normal(m.text) != normal(group.text), _place(m)))
    for other in others:
        is_name = other.kind in ("demonym", "nominal") or bool(country_named(other.text))
        rule, score = ("names of one country", 1.0) if is_name else ("the capital for its state", 0.8)
        yield Merge(one.text, other.text, rule, score, tuple(dict.fromkeys((one.sentence, other.sentence))))


def _are_two(comparison: Comparison, a: Name, b: Name) -> bool:
    """Whether two names of one story are of two: they share a part and differ in another, or are of people."""
    if comparison.score >= 0.5 or "contradict" not in comparison.reason:
        return False
    if a.type == "Person":
        return all(len(shortforms.given_parts(name)) > 1 and not name.tokens[0].is_kunya for name in (a, b))
    return any(part.left and part.right for part in comparison.parts)


def _rule(reason: str) -> str:
    if "initials" in reason or "begins the words" in reason:
        return "acronym"
    return "description" if reason.startswith("both describe") else "spelling"


def _as(a: _Group, b: _Group) -> Name:
    return a.name if a.name.type == b.name.type else parse(a.text, b.type)


def _best_surface(surfaces: Iterable[str]) -> str:
    counts = Counter(" ".join(_POSSESSIVE.sub("", surface).split()) for surface in surfaces)
    return min(counts, key=lambda text: (text.isupper() and len(text) > 5, -counts[text], text))


def _joint_type(groups: Sequence[_Group]) -> str:
    counts: Counter[str] = Counter()
    for group in groups:
        weight = 1 if group.key.startswith(("nominal ", "pronoun ")) else 1000
        counts[group.type] += weight * len(group.mentions)
    return min(counts, key=lambda type: (-counts[type], type))
