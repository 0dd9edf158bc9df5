"""Why names are one entity in a dump, or why they are not: the evidence, with its sentences."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import shlex
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice, pairwise, product
from typing import NamedTuple

import networkx as nx

from kg.dump import Dump, Term
from kg.network import words
from kg.ontology import OWL, PROV, RDF, SKOS
from kg.query import printable
from kg.referring import Named, Names
from kg.resolve import offices
from kg.resolve.across import CONTEXT, stands_alone
from kg.resolve.kinds import normal
from kg.resolve.names import MATCH, Part, compare_parsed
from kg.resolve.parsing import Name, parse
from kg.show import Evidence

FORMATS = ("table", "json")
CHAINS = 3  # that are told of two names; JSON has as many
MOST = 30  # merges of one entity in a table; JSON has all of them
REASONS = {
    "known-as": "the text says so",
    "acronym-in-brackets": "the text gives the acronym in brackets",
    "name-in-brackets": "the text gives the other name in brackets",
    "or-between-commas": "the text gives the other name after “or”",
    "or-after-brackets": "the text gives the other name after “or”",
    "acronym": "the initials of the longer name",
    "short form": "a short form of the name, in one story",
    "spelling of a short form": "another spelling of a short form, in one story",
    "spelling": "spellings of one name, in one story",
    "told again": "the story says more of what it has just told",
}


@dataclass(frozen=True, slots=True)
class Link:
    """Two names that were joined: why, how sure that is in [0, 1], and where they stand."""

    left: str
    right: str
    reason: str
    score: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """An entity, as far as one of its names is looked at."""

    name: str
    id: str
    label: str
    type: str
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    mentions: int
    documents: int
    first_seen: str
    last_seen: str
    evidence: tuple[Evidence, ...]  # its two best sentences


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike a name of one entity and a name of another are; `score` in [0, 1], a match from 0.7."""

    left: str
    right: str
    score: float
    reason: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why names are one entity (`chains`, or all `merges` of one), or why not (`likeness`, `against`, `company`)."""

    same: bool
    left: Side
    right: Side | None
    chains: tuple[tuple[Link, ...], ...] = ()  # the shortest first
    merges: tuple[Link, ...] = ()
    likeness: tuple[Likeness, ...] = ()  # of the names asked for, of the chief ones, and of the two most alike
    against: tuple[str, ...] = ()
    company: tuple[str, ...] = ()  # what both share a sentence with
    overrule: str = ""  # the command that would
    how: tuple[Link, ...] = ()  # what ties the names that were asked for to their entities


def explain(path: str | os.PathLike[str], left: str, right: str = "", format: str = "table", width: int = 80) -> str:
    """Why `left` and `right` are one entity of the dump or not, or every merge of `left`; as text or JSON.

    Raises `kg.referring.ReferringError` where a name means no entity or several, DumpError where the dump cannot be
    read, ValueError for another format.
    """
    if format not in FORMATS:
        raise ValueError(f"{format!r} is none of {', '.join(FORMATS)}")
    found = _explained(Casebook(Dump(path)), left, right)
    return (
        json.dumps(asdict(found), ensure_ascii=False, indent=2) if format == "json" else render(found, width)
    ) + "\n"


def _explained(book: Casebook, left: str, right: str) -> Explanation:
    from kg.occasions import both

    found = both(book, [typed for typed in (left, right) if typed])
    if found is not None:
        occasions, told = found
        return occasions.compare(*told) if right else occasions.all_merges(*told)
    one = book.names.find(left)
    return book.compare(one, book.names.find(right)) if right else book.all_merges(one)


class Tie(NamedTuple):
    """Two mentions that a merge joins."""

    start: Term
    end: Term
    link: Link


class Casebook:
    """A dump, read for how its entities were made."""

    def __init__(self, dump: Dump) -> None:
        self.dump = dump
        self.names = Names(dump)
        self.used = {use.mention: use for uses in self.names.uses.values() for use in uses}
        self.ties: dict[Term, list[Tie]] = defaultdict(list)
        for statement in dump.subjects(RDF + "predicate", _iri(PROV + "alternateOf")):
            [right], [left] = (dump.objects(statement, RDF + end) for end in ("subject", "object"))
            [node] = dump.objects(left, "refersTo")
            link = Link(
                dump.value(left, "text"),
                dump.value(right, "text"),
                dump.value(statement, SKOS + "note"),
                float(dump.value(statement, "confidence")),
                tuple(dict.fromkeys((self.evidence(left), self.evidence(right)))),
            )
            self.ties[node].append(Tie(left, right, link))
        for ties in self.ties.values():
            ties.sort(key=lambda tie: (str(tie.start), str(tie.end), tie.link.reason))

    def _place(self, mention: Term) -> str:
        """Where a mention stands in a chain: names of one spelling are one, a pronoun is only itself."""
        return normal(self.used[mention].text) if mention in self.used else str(mention)

    def evidence(self, mention: Term) -> Evidence:
        """The sentence of a mention, and its document."""
        sentence = next(iter(self.dump.objects(mention, "inSentence")), mention)
        [document] = self.dump.objects(mention, "inDocument")
        return Evidence(self.dump.value(sentence, "text"), self.dump.value(document, "path"))

    # ------------------------------------------------------------------------------------- one

    def all_merges(self, one: Named) -> Explanation:
        """Every merge that made an entity, the least sure first."""
        links = (tie.link for tie in self.ties[one.node])
        merges = sorted(links, key=lambda link: (link.score, link.reason, link.left, link.right))
        return Explanation(True, self.side(one), None, merges=tuple(merges))

    def compare(self, one: Named, other: Named) -> Explanation:
        """Why two names are one entity, or why not."""
        if one.node == other.node:
            chains = tuple(islice(self.chains(one.node, one.name, other.name), CHAINS))
            name = normal(one.name)
            is_one_name = name == normal(other.name)
            merges = [t.link for t in self.ties[one.node] if {normal(t.link.left), normal(t.link.right)} == {name}]
            is_clear = not is_one_name or (one.document and other.document)
            return Explanation(
                True,
                self.side(one),
                self.side(other),
                chains,
                tuple(merges) if is_one_name else (),
                overrule=f"kg split {_typed(one)} {_typed(other)}" if is_clear else "",
            )
        return Explanation(
            False,
            self.side(one),
            self.side(other),
            likeness=tuple(self._likenesses(one, other)),
            against=tuple(self.against(one, other)),
            company=tuple(self.company(one.node, other.node)),
            overrule=f"kg merge {_typed(one)} {_typed(other)}",
            how=tuple(link for named in (one, other) for link in self._to_label(named)),
        )

    def chains(self, node: Term, left: str, right: str) -> Iterator[tuple[Link, ...]]:
        """The ways from one name of an entity to another over its merges, the shortest first, then the surest."""
        graph: nx.Graph[str] = nx.Graph()
        placed = ((self._place(tie.start), self._place(tie.end), tie.link) for tie in self.ties[node])
        for a, b, link in sorted(placed, key=lambda item: (item[0], item[1], -item[2].score, item[2].reason)):
            if a != b and not (graph.has_edge(a, b) and graph[a][b]["link"].score >= link.score):
                graph.add_edge(a, b, link=link, weight=1 + 0.1 * (1 - link.score))
        start, end = normal(left), normal(right)
        if start == end or not (graph.has_node(start) and graph.has_node(end) and nx.has_path(graph, start, end)):
            return
        for path in nx.shortest_simple_paths(graph, start, end, weight="weight"):
            yield tuple(_from(graph[a][b]["link"], a) for a, b in pairwise(path))

    def _to_label(self, named: Named) -> tuple[Link, ...]:
        chief = self.names.chief_name(named.node)
        return next(self.chains(named.node, named.name, chief), ())

    def side(self, named: Named, only: bool = False) -> Side:
        """What is known of an entity, with sentences in which it has this name, if possible, or `only` those."""
        dump, node = self.dump, named.node
        uses = self.names.uses[node]
        return Side(
            named.name,
            dump.short(node),
            dump.label(node),
            words(dump.kind(node)),
            tuple(dump.values(node, "alias")),
            tuple(dump.values(node, "role")),
            int(dump.value(node, "mentionCount") or 0),
            len({use.document for use in uses}),
            dump.value(node, "firstSeen"),
            dump.value(node, "lastSeen"),
            self.best(named, only=only),
        )

    def best(self, named: Named, count: int = 2, only: bool = False) -> tuple[Evidence, ...]:
        """The sentences that tell most of an entity by one of its names: those that give a role, then the longer."""
        roles = [role.casefold() for role in self.dump.values(named.node, "role")]
        found: dict[Evidence, tuple[bool, bool, bool, int]] = {}
        for number, use in enumerate(self.names.uses[named.node]):
            evidence = self.evidence(use.mention)
            text = evidence.sentence.casefold()
            is_it = normal(use.text) == normal(named.name)
            if only and not is_it:
                continue
            in_place = not named.document or use.document.endswith(named.document)
            rank = (not (is_it and in_place), not any(role in text for role in roles), len(text) < 40, number)
            found[evidence] = min(found.get(evidence, rank), rank)
        return tuple(sorted(found, key=lambda evidence: found[evidence])[:count])

    # ------------------------------------------------------------------------------------- two

    def parsed(self, node: Term) -> list[Name]:
        """The names of an entity taken apart."""
        texts = dict.fromkeys(use.text for use in self.names.uses[node])
        return [parse(text, self.dump.kind(node)) for text in sorted(texts)]

    def _likenesses(self, one: Named, other: Named) -> list[Likeness]:
        sides = [(named, self.dump.kind(named.node)) for named in (one, other)]
        asked = [parse(named.name, kind) for named, kind in sides]
        chief = [parse(self.names.chief_name(named.node), kind) for named, kind in sides]
        found = [self._alike(*pair) for pair in (asked, chief) if pair[0].type == pair[1].type]
        if (best := self.likeness(one.node, other.node)) is not None and best.score > found[0].score:
            found.append(best)
        return list({(like.left, like.right): like for like in found}.values())

    def likeness(self, a: Term, b: Term, names: Sequence[Sequence[Name]] | None = None) -> Likeness | None:
        """How alike the names of two entities are, or those of `names`; a bare word is no match."""
        ours, theirs = names or (self.parsed(a), self.parsed(b))
        found = [self._alike(x, y) for x, y in product(ours, theirs) if x.type == y.type]
        return min(found, key=lambda one: (-one.score, one.left, one.right), default=None)

    def _alike(self, a: Name, b: Name) -> Likeness:
        comparison = compare_parsed(a, b)
        score, reason = comparison.score, comparison.reason
        if score >= MATCH and not (stands_alone(a) and stands_alone(b)):
            score, reason = min(score, OPEN), f"{reason}{BARE}"
        return Likeness(a.text, b.text, round(score, 2), reason, comparison.parts)

    def company(self, a: Term, b: Term) -> list[str]:
        """The labels of entities that share a sentence with both, sorted."""
        near = self.near(a) & self.near(b) - {a, b}
        return sorted(self.dump.label(node) for node in near)

    def near(self, node: Term) -> set[Term]:
        """The entities that share a sentence with one."""
        sentences = {s for use in self.names.uses[node] for s in self.dump.objects(use.mention, "inSentence")}
        mentions = (mention for sentence in sentences for mention in self.dump.subjects("inSentence", sentence))
        return {n for mention in mentions for n in self.dump.objects(mention, "refersTo") if n in self.names.types}

    def against(self, one: Named, other: Named) -> Iterator[str]:
        """What keeps two entities apart, in words."""
        dump, a, b = self.dump, one.node, other.node
        yield from judged_apart(dump, a, b)
        if dump.kind(a) != dump.kind(b):
            yield f"{dump.label(a)} is a {words(dump.kind(a))}, {dump.label(b)} a {words(dump.kind(b))}"
        elif (subtypes := {dump.value(node, "subtype").rpartition("#")[2] for node in (a, b)} - {""}) and len(
            subtypes
        ) > 1:
            yield f"one is a {words(min(subtypes))}, the other a {words(max(subtypes))}"
        held = [offices.periods(self.dump.values(node, "role"), self._days(node)) for node in (a, b)]
        if (found := offices.clash(held[0], held[1])) is not None:
            yield f"nobody is both at one time: {found[0]}, {found[1]}"
        yield from self._in_one_story(a, b)
        yield from self._bare(one)
        yield from self._bare(other)

    def _days(self, node: Term) -> list[dt.date | None]:
        days = (self.dump.value(node, name) for name in ("firstSeen", "lastSeen"))
        return [dt.date.fromisoformat(day) if day else None for day in days]

    def _in_one_story(self, a: Term, b: Term) -> Iterator[str]:
        """That a story which gives the full names of both tells them apart."""
        kind = self.dump.kind(a)
        if kind != self.dump.kind(b):
            return
        ours = {use.story: use for use in reversed(self.names.uses[a]) if stands_alone(parse(use.text, kind))}
        for use in self.names.uses[b]:
            if use.story in ours and stands_alone(parse(use.text, kind)):
                yield f"one story names both, as two: “{ours[use.story].text}” and “{use.text}” in {use.document}"
                return

    def _bare(self, named: Named) -> Iterator[str]:
        """That a word alone says nothing, and whose short form it is in its own story."""
        name = parse(named.name, self.dump.kind(named.node))
        if stands_alone(name):
            return
        yield f"“{named.name}” alone does not say who is meant: it takes its own story, or company in common"
        for link in (tie.link for tie in self.ties[named.node]):
            ends = (normal(link.left), normal(link.right))
            if normal(named.name) in ends and "short form" in link.reason and "company" not in link.reason:
                other = link.left if ends[1] == normal(named.name) else link.right
                yield f"in {link.evidence[0].document} “{named.name}” is short for “{other}”"
                return


def judged_apart(dump: Dump, a: Term, b: Term) -> Iterator[str]:
    """What people said who judged that two nodes are two."""
    for statement in dump.subjects(RDF + "predicate", _iri(OWL + "differentFrom")):
        ends = {*dump.objects(statement, RDF + "subject"), *dump.objects(statement, RDF + "object")}
        if ends == {a, b}:
            yield dump.value(statement, SKOS + "note")


def _typed(named: Named) -> str:
    """A name as it is typed in a shell."""
    where = f"@{named.document}" if named.document else ""
    return shlex.quote(f"{named.name}{where}{f'#{named.story}' if named.story else ''}")


def _from(link: Link, start: str) -> Link:
    """A link with the name on the left from which a chain comes."""
    if normal(link.left) == start:
        return link
    return Link(link.right, link.left, link.reason, link.score, link.evidence[::-1])


OPEN = 0.6  # the score of one word on both sides, which may or may not mean one person


BARE = ", but no name that says by itself who is meant"


def needs_company(like: Likeness) -> bool:
    """Whether two names are alike only so far that their company decides."""
    return like.score < MATCH and (like.reason.endswith(BARE) or like.reason == "one part of a longer name")


def _iri(iri: str) -> Term:
    import pyoxigraph as ox

    return ox.NamedNode(iri)


# ---------------------------------------------------------------------------------------- as text


def told(reason: str) -> str:
    """A reason as people say it."""
    return REASONS.get(reason, reason.removeprefix("name: ") if reason != "name: the same name" else "the same name")


def render(found: Explanation, width: int = 80) -> str:
    """An explanation as plain text of at most `width` columns."""
    paper = Paper(width)
    if found.right is None:
        order = ", the least sure first" if len(found.merges) > 1 else ""
        paper.line(f"{found.left.label} ({found.left.type}): {_counted(len(found.merges), 'merge')}{order}")
        paper.line(_about(found.left))
        for link in found.merges[:MOST]:
            paper.line()
            paper.link(link)
        if len(found.merges) > MOST:
            paper.line(f"… and {len(found.merges) - MOST} more; --format json has all of them", 2)
        return paper.text()
    if found.same:
        paper.line(f"“{found.left.name}” and “{found.right.name}” are one: {found.left.label} ({found.left.type})")
        paper.line(_about(found.left))
        for number, chain in enumerate(found.chains, 1):
            paper.line()
            more = "" if number == 1 else "also "
            paper.line(f"{more}over {_counted(len(chain), 'link')}:".capitalize())
            for link in chain:
                paper.link(link)
        if not found.chains:
            is_one_name = normal(found.left.name) == normal(found.right.name) and found.left.type != "event"
            paper.line(SAME_NAME if is_one_name else NO_CHAIN)
        for link in found.merges:
            paper.link(link)
        if found.overrule:
            paper.line()
            paper.line(f"To overrule: {found.overrule}")
        return paper.text()
    _render_apart(paper, found, found.left, found.right)
    return paper.text()


SAME_NAME = "Both are the same name, and nothing speaks against one bearer."
NO_CHAIN = "The dump does not say why; build it again with this version of kg."


def _render_apart(paper: Paper, found: Explanation, left: Side, right: Side) -> None:
    paper.line(f"“{left.name}” and “{right.name}” are two")
    for side in (left, right):
        paper.line()
        paper.side(side)
    paper.line()
    paper.line("Why not one")
    for reason in found.against:
        paper.line(reason, 2)
    for like in found.likeness:
        verdict = "a match" if like.score >= MATCH else f"no match, which takes {MATCH:.2f}"
        paper.line(f"names: “{like.left}” and “{like.right}”: {like.score:.2f} ({verdict}); {like.reason}", 2)
        for part in like.parts:
            if part.left and part.right:
                paper.line(f"{part.left} ~ {part.right}  {part.similarity:.2f}", 6)
            else:
                paper.line(f"{part.left or part.right}  only on one side", 6)
    if left.type == "event":
        paper.line(f"in common: {', '.join(found.company) or 'nothing'}", 2)
        paper.line()
        paper.line(f"To overrule: {found.overrule}")
        return
    company = ", ".join(found.company[:8]) + (" …" if len(found.company) > 8 else "")
    paper.line(f"company in common: {company or 'none'}" + (f" ({NEEDED})" if not found.company else ""), 2)
    if found.how:
        paper.line()
        paper.line("What ties these names to their entities")
        for link in found.how:
            paper.link(link)
    paper.line()
    paper.line(f"To overrule: {found.overrule}")


NEEDED = f"names that are not quite the same need {CONTEXT} points of it"


class Paper:
    """Lines of text, folded at the edge."""

    def __init__(self, width: int) -> None:
        from rich.console import Console

        self._file = io.StringIO()
        self._console = Console(
            file=self._file, width=width, color_system=None, legacy_windows=False, highlight=False, emoji=False
        )

    def line(self, text: str = "", indent: int = 0) -> None:
        """A line, its continuation as far to the right."""
        from rich.padding import Padding
        from rich.text import Text

        if not text:
            self._console.print()
            return
        self._console.print(Padding(Text(printable(text), overflow="fold"), (0, 0, 0, indent), expand=False))

    def link(self, link: Link) -> None:
        """A link of a chain with its sentences."""
        self.line(f"{link.left} = {link.right}", 2)
        self.line(f"{told(link.reason)} ({link.score:.2f})", 4)
        self.sentences(link.evidence, 6)

    def side(self, side: Side, whole: bool = True) -> None:
        """An entity with its best sentences, or only one of its names with them."""
        self.line(f"{side.label if whole else side.name} ({side.type})")
        if not whole:
            self.sentences(side.evidence, 6)
            return
        self.line(_about(side), 2)
        others = [alias for alias in side.aliases if alias != side.label]
        if others:
            self.line(f"also: {', '.join(others[:8])}" + (" …" if len(others) > 8 else ""), 2)
        if side.roles:
            self.line(f"roles: {', '.join(side.roles[:4])}" + (" …" if len(side.roles) > 4 else ""), 2)
        self.sentences(side.evidence, 6)

    def sentences(self, evidence: Iterable[Evidence], indent: int) -> None:
        """Sentences, each with its document."""
        for one in evidence:
            self.line(one.sentence, indent)
            self.line(f"— {one.document}", indent)

    def text(self) -> str:
        """All lines, without spaces at their ends."""
        return "\n".join(line.rstrip() for line in self._file.getvalue().splitlines())


def _about(side: Side) -> str:
    days = " to ".join(sorted({day for day in (side.first_seen, side.last_seen) if day}))
    counted = f"{_counted(side.mentions, 'mention')} in {_counted(side.documents, 'document')}"
    return " · ".join(part for part in (side.id, counted, days) if part)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
