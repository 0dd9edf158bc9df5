"""What one dump says that another does not: entities, events, relations and claims, as facts and not as lines.

Nodes of the two dumps are matched by id, those left over by the spans that speak of them, so that an entity with a
new name is one that was renamed. Spans are compared by the hash of their document and their offsets. Where a document
was edited its claims are matched by who says nearly the same in it.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from kg import rows
from kg.dump import Dump, Term
from kg.network import words
from kg.ontology import RDF

HEADS = ("change", "what", "name", "more")
CLASSES = {
    "entity": ("Person", "Organization", "Place", "Facility", "AnonymousSource"),
    "event": ("Event",),
    "claim": ("Claim",),
}
COMPARED = {  # properties of which a change is a change of the fact
    "entity": ("subtype", "alias", "role"),
    "event": ("eventType", "factuality", "when", "earliest", "latest", "agent", "target", "killed", "wounded",
              "arrested", "participant", "place", "weapon", "deathsMin", "deathsMax", "injuriesMin", "injuriesMax",
              "disputed", "sourceCount", "subEventOf"),
    "claim": ("claimant", "speechAct", "about", "quote", "addressee", "saidOn", "stance", "stanceTowards",
              "conflictsWith", "supports", "supersedes"),
}  # fmt: skip
NARRATOR = "Report: "  # what a story says in its own voice; no entity to speak of
ALIKE = 0.6  # share of the words of two claims of one speaker from which one is the other in an edited text
HALF = 0.5  # share of the spans of the smaller node from which two nodes are one

Span = tuple[str, int, int]  # hash of the document, begin, end


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that is new, gone or different."""

    change: str  # added | removed | renamed | changed
    what: str  # entity | event | relation | claim
    id: str  # in the new dump; of what was removed, in the old one
    name: str
    more: tuple[str, ...]  # "property: old → new", "property: + added"


def diff(old: str | os.PathLike[str], new: str | os.PathLike[str], format: str = "table", width: int = 80) -> str:
    """The changes from one dump to another as a table, JSON, CSV or Markdown.

    Raises DumpError where one cannot be read, ValueError for another format.
    """
    changes = compare(Dump(old), Dump(new))
    cells = [[change.change, change.what, change.name, "; ".join(change.more)] for change in changes]
    text = rows.render(HEADS, cells, format, "change", [asdict(change) for change in changes], width)
    if format != "table" or not changes:
        return text
    counts = Counter((change.what, change.change) for change in changes)
    plural = {"entity": "entities", "event": "events", "relation": "relations", "claim": "claims"}
    counted = [f"{n} {what if n == 1 else plural[what]} {change}" for (what, change), n in sorted(counts.items())]
    return f"{text.rstrip()}: {', '.join(counted)}\n"


def compare(old: Dump, new: Dump) -> list[Change]:
    """The changes, sorted by what changed, how, and name."""
    sides = {what: (_Side(old, kinds), _Side(new, kinds)) for what, kinds in CLASSES.items()}
    ids = {id: other for olds, news in sides.values() for id, other in _matched(olds, news).items()}
    changes = [change for what, (olds, news) in sides.items() for change in _of_nodes(what, olds, news, ids)]
    changes += _of_relations(old, new, ids)
    order = ("entity", "event", "relation", "claim")
    return sorted(changes, key=lambda c: (order.index(c.what), c.change, c.name, c.id))


class _Side:
    """The nodes of some classes of one dump by id, each with the spans that speak of it."""

    def __init__(self, dump: Dump, kinds: tuple[str, ...]) -> None:
        self.dump = dump
        self.nodes = {
            dump.short(node): node
            for kind in kinds
            for node in dump.instances(kind)
            if not (kind == "AnonymousSource" and dump.label(node).startswith(NARRATOR))
        }
        self.property = "evidence" if kinds == ("Claim",) else ""

    def spans(self, id: str) -> set[Span]:
        dump, node = self.dump, self.nodes[id]
        found = dump.objects(node, "evidence") if self.property else dump.subjects("refersTo", node)
        return {_span(dump, span) for span in found}

    def voice(self, id: str) -> tuple[str, str]:
        """The path of the document of a claim and who says it."""
        dump, node = self.dump, self.nodes[id]
        [document] = dump.objects(node, "inDocument")
        return dump.value(document, "path"), ", ".join(dump.label(who) for who in dump.objects(node, "claimant"))

    def quote(self, id: str) -> str:
        """What a claim says."""
        return self.dump.value(self.nodes[id], "quote")


def _span(dump: Dump, span: Term) -> Span:
    document = next(iter(dump.objects(span, "inDocument")))
    return dump.value(document, "sha256"), int(dump.value(span, "begin")), int(dump.value(span, "end"))


def _matched(old: _Side, new: _Side) -> dict[str, str]:
    """The id in the new dump of each node of the old one that is in both: the same id, or most of the same spans."""
    matched = {id: id for id in old.nodes if id in new.nodes}
    at: dict[Span, str] = {span: id for id in sorted(new.nodes.keys() - matched.keys()) for span in new.spans(id)}
    common: Counter[tuple[str, str]] = Counter()
    sizes: dict[str, int] = {}
    for id in sorted(old.nodes.keys() - matched.keys()):
        spans = old.spans(id)
        sizes[id] = len(spans)
        common.update((id, at[span]) for span in spans if span in at)
    taken: set[str] = set()
    for (one, other), count in sorted(common.items(), key=lambda item: (-item[1], item[0])):
        if one not in matched and other not in taken and count >= HALF * min(sizes[one], len(new.spans(other))):
            matched[one] = other
            taken.add(other)
    if old.property:
        matched |= _edited(old, new, matched)
    return matched


def _edited(old: _Side, new: _Side, matched: dict[str, str]) -> dict[str, str]:
    """The claims left over that are one in an edited document, those most alike first."""
    gone = [id for id in old.nodes if id not in matched]
    here = sorted(new.nodes.keys() - matched.values())
    said: dict[tuple[str, str], list[str]] = defaultdict(list)
    for id in here:
        said[new.voice(id)].append(id)
    pairs = []
    for one in gone:
        for other in said.get(old.voice(one), ()):
            words = set(old.quote(one).split()), set(new.quote(other).split())
            share = len(words[0] & words[1]) / len(words[0] | words[1])
            if share >= ALIKE:
                pairs.append((-share, one, other))
    found: dict[str, str] = {}
    taken: set[str] = set()
    for _, one, other in sorted(pairs):
        if one not in found and other not in taken:
            found[one] = other
            taken.add(other)
    return found


def _of_nodes(what: str, old: _Side, new: _Side, ids: dict[str, str]) -> Iterator[Change]:
    kept = {ids[id]: id for id in old.nodes if id in ids}
    for id in sorted(old.nodes.keys() - ids.keys()):
        yield Change("removed", what, id, old.dump.label(old.nodes[id]), ())
    for id in sorted(new.nodes.keys() - kept.keys()):
        yield Change("added", what, id, new.dump.label(new.nodes[id]), ())
    for id, before in sorted(kept.items()):
        label, was = new.dump.label(new.nodes[id]), old.dump.label(old.nodes[before])
        more = tuple(_differing(what, old, before, new, id, ids))
        if label != was and what != "claim":
            yield Change("renamed", what, id, f"{was} → {label}", more)
        elif more:
            yield Change("changed", what, id, label, more)


def _differing(what: str, old: _Side, before: str, new: _Side, after: str, ids: dict[str, str]) -> Iterator[str]:
    for name in COMPARED[what]:
        gone = {_renamed(old.dump, value, ids) for value in old.dump.objects(old.nodes[before], name)}
        here = {_renamed(new.dump, value, {}) for value in new.dump.objects(new.nodes[after], name)}
        if gone == here:
            continue
        less, more = (sorted(side) for side in (gone - here, here - gone))
        if len(less) == len(more) == 1:
            yield f"{words(name)}: {less[0]} → {more[0]}"
            continue
        yield from (f"{words(name)}: − {value}" for value in less)
        yield from (f"{words(name)}: + {value}" for value in more)


def _renamed(dump: Dump, value: Term, ids: dict[str, str]) -> str:
    short = dump.short(value)
    return ids.get(short, short).removeprefix("kg:")


def _of_relations(old: Dump, new: Dump, ids: dict[str, str]) -> Iterator[Change]:
    """The direct triples between entities that only one of the dumps has; roles of events change the event."""
    olds = {tuple(ids.get(part, part) for part in triple): name for triple, name in _triples(old).items()}
    news = _triples(new)
    for change, ours, theirs in (("removed", olds, news), ("added", news, olds)):
        for triple in sorted(ours.keys() - theirs.keys()):
            yield Change(change, "relation", " ".join(triple), ours[triple], ())


def _triples(dump: Dump) -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for node in dump.instances("Assertion"):
        [subject, predicate, object] = (
            dump.objects(node, RDF + part)[0] for part in ("subject", "predicate", "object")
        )
        if dump.kind(subject) != "Event":
            name = words(dump.short(predicate).removeprefix("kg:"))
            triple = (dump.short(subject), dump.short(predicate), dump.short(object))
            found[triple] = f"{dump.label(subject)}: {name} {dump.label(object)}"
    return found
