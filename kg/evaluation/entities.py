"""Names compared with gold, which entities they are taken for, and the relations between those."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from kg.dump import Term
from kg.evaluation.found import Found, Name
from kg.evaluation.gold import Gold, GoldMention, GoldRelation
from kg.evaluation.scores import ALIKE, Miss, Scores, Words, b_cubed, name_likeness, pair_up, share
from kg.evaluation.scores import precision_recall as prf

TYPES = ("Person", "Organization", "Place")
_RELATIONS = (  # its name in gold, in the dump, and what in the dump says as much or more
    ("leader_of", "leaderOf", ("commanderOf",)),
    ("commander_of", "commanderOf", ("leaderOf",)),
    ("spokesperson_of", "spokespersonFor", ()),
    ("member_of", "memberOf", ("leaderOf", "commanderOf", "spokespersonFor", "affiliatedWith")),
    ("part_of", "partOf", ("memberOf",)),
    ("located_in", "locatedIn", ()),
    ("based_in", "basedIn", ("locatedIn",)),
    ("aligned_with", "alignedWith", ("affiliatedWith",)),
)
RELATIONS = {name: frozenset({own, *more}) for gold, own, more in _RELATIONS for name in (gold, own)}
Item = TypeVar("Item", GoldMention, Name)


@dataclass(frozen=True, slots=True)
class Matches:
    """Which names of the dump are which mentions of gold."""

    pairs: tuple[tuple[GoldMention, Name], ...]  # those that count
    missed: tuple[GoldMention, ...]
    extra: tuple[Name, ...]  # where gold has nothing, not even something left open
    known: dict[Term, str]  # entity of the dump to the entity of gold that most of its names belong to

    def gold_entities(self, nodes: set[Term]) -> set[str]:
        """The entities of gold that `nodes` stand for; nodes that stand for none are left out."""
        return {self.known[node] for node in nodes if node in self.known}


def match(gold: Gold, found: Found) -> Matches:
    """Names and mentions in pairs, the likest first."""
    all_names, all_mentions = _by_document(found.names), _by_document(gold.mentions)
    pairs: list[tuple[GoldMention, Name]] = []
    extra: list[Name] = []
    for document in sorted(gold.documents):
        names, mentions = all_names[document], all_mentions[document]
        scores = {
            (i, j): likeness
            for i, name in enumerate(names)
            for j, mention in enumerate(mentions)
            if (likeness := name_likeness(name.words, mention.words)) >= ALIKE
        }
        chosen = pair_up(scores)
        pairs += [(mentions[j], names[i]) for i, j in chosen.items()]
        left = [name for i, name in enumerate(names) if i not in chosen]
        extra += [name for name in left if not _left_open(name, mentions)]
    met = {id(mention) for mention, _ in pairs}
    return Matches(
        pairs=tuple(sorted((pair for pair in pairs if pair[0].counted), key=lambda pair: _place(pair[0]))),
        missed=tuple(mention for mention in gold.mentions if mention.counted and id(mention) not in met),
        extra=tuple(extra),
        known=_known(pairs),
    )


def _by_document(items: tuple[Item, ...]) -> defaultdict[str, list[Item]]:
    found: defaultdict[str, list[Item]] = defaultdict(list)
    for item in items:
        found[item.words.document].append(item)
    return found


def _left_open(name: Name, mentions: list[GoldMention]) -> bool:
    return any(not mention.counted and name.words.meets(mention.words) for mention in mentions)


def _place(mention: GoldMention) -> tuple[str, int]:
    return mention.words.document, mention.words.begin


def _known(pairs: list[tuple[GoldMention, Name]]) -> dict[Term, str]:
    votes: defaultdict[Term, Counter[str]] = defaultdict(Counter)
    for mention, name in pairs:
        votes[name.entity][mention.entity] += 2
        for other in mention.accepted - {mention.entity}:
            votes[name.entity][other] += 1  # half a vote
    return {node: min(count, key=lambda entity: (-count[entity], entity)) for node, count in votes.items()}


# ------------------------------------------------------------------------------------ measures


def mentions(matches: Matches) -> Scores:
    """Precision, recall and F of names by type; a name of the wrong type is one missed and one in addition."""
    section = "mentions"
    wrong = [(mention, name) for mention, name in matches.pairs if mention.type != name.type]
    right = Counter(name.type for mention, name in matches.pairs if mention.type == name.type)
    extra = Counter(name.type for name in (*matches.extra, *(name for _, name in wrong)))
    missed = Counter(mention.type for mention in (*matches.missed, *(mention for mention, _ in wrong)))
    figures = [figure for type in TYPES for figure in prf(section, type, right[type], extra[type], missed[type])]
    figures += prf(section, "all", right.total(), extra.total(), missed.total())
    misses = [Miss(section, f"{mention.type} not found", mention.words) for mention in matches.missed]
    misses += [Miss(section, f"{mention.type} taken for {name.type}", mention.words) for mention, name in wrong]
    misses += [Miss(section, f"{name.type} that gold does not have", name.words) for name in matches.extra]
    return Scores(tuple(figures), tuple(misses))


def entities(gold: Gold, matches: Matches) -> Scores:
    """Whether the names of one entity, and only those, are one entity of the dump."""
    section = "entities"
    clusters = [(mention.entity, name.entity) for mention, name in matches.pairs]
    aliases = [pair for forms in _forms(matches).values() for pair in combinations(forms, 2)]
    split = [(one, other) for one, other in aliases if one.entity != other.entity]
    merged = _merged(gold, matches)
    figures = (
        *b_cubed(section, "B-cubed", clusters),
        share(section, "alias pairs merged", len(aliases) - len(split), len(aliases)),
        share(section, "false merges (0 is best)", len(merged), len(gold.apart)),
    )
    misses = [Miss(section, f"not one with “{other.words.text}”", one.words) for one, other in split]
    misses += [Miss(section, f"{one} and {other} are one", place) for one, other, place in merged]
    return Scores(figures, tuple(misses))


def _forms(matches: Matches) -> dict[str, list[Name]]:
    """For each entity of gold one name of every form, of the entity that most names of that form go to."""
    forms: defaultdict[str, defaultdict[str, list[Name]]] = defaultdict(lambda: defaultdict(list))
    for mention, name in matches.pairs:
        form = " ".join(re.findall(r"\w+", mention.words.text.casefold()))
        forms[mention.entity][form].append(name)
    return {entity: [_usual(names) for names in found.values()] for entity, found in forms.items()}


def _usual(names: list[Name]) -> Name:
    [(node, _)] = Counter(name.entity for name in names).most_common(1)
    return next(name for name in names if name.entity == node)


def _merged(gold: Gold, matches: Matches) -> list[tuple[str, str, Words]]:
    places: defaultdict[str, dict[Term, Words]] = defaultdict(dict)
    for mention, name in matches.pairs:
        places[mention.entity].setdefault(name.entity, mention.words)
    common = ((one, other, places[one].keys() & places[other].keys()) for one, other in gold.apart)
    return [(one, other, places[one][min(nodes, key=str)]) for one, other, nodes in common if nodes]


def relations(gold: Gold, found: Found, matches: Matches) -> Scores:
    """Which relations between named entities the dump holds as a triple."""
    section = "relations"
    named = {mention.entity for mention in gold.mentions if mention.counted}
    wanted = [one for one in _distinct(gold.relations) if one.name in RELATIONS and {one.subject, one.object} <= named]
    held = set(_held(found, matches))
    missed = [one for one in wanted if not any((one.subject, name, one.object) in held for name in RELATIONS[one.name])]
    figure = share(section, "found", len(wanted) - len(missed), len(wanted))
    misses = [Miss(section, f"{one.subject} {one.name} {one.object}", one.evidence) for one in missed]
    return Scores((figure,), tuple(misses))


def _distinct(found: tuple[GoldRelation, ...]) -> list[GoldRelation]:
    return list({(one.subject, one.name, one.object): one for one in reversed(found)}.values())[::-1]


def _held(found: Found, matches: Matches) -> Iterator[tuple[str, str, str]]:
    for name in set().union(*RELATIONS.values()):
        for subject, object in found.dump.pairs(name):
            if subject in matches.known and object in matches.known:
                yield matches.known[subject], name, matches.known[object]
