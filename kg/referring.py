"""What a person typed, and which entity of a dump is meant: by label, by any other name, by id, or by a reference."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.dump import Dump, Term
from kg.identifiers import slug
from kg.resolve.across import stands_alone
from kg.resolve.decisions import DIFFERENT, HOW, Reference, Spot, reference
from kg.resolve.kinds import normal
from kg.resolve.parsing import parse

PREFIX = {"Person": "person", "Organization": "organization", "Place": "place", "Facility": "place"}
MOST = 12  # candidates that are listed


class ReferringError(ValueError):
    """No single entity is meant; the message lists what may be, and what to type."""


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a name stands for an entity."""

    node: Term
    text: str
    document: str  # path
    story: str  # id, "d001-2"
    begin: int
    mention: Term

    @property
    def number(self) -> int:
        """The number of the story in its document, from 1."""
        return int(self.story.rpartition("-")[2] or 0)


@dataclass(frozen=True, slots=True)
class Named:
    """An entity, by the name that was typed or stands in the texts, and where, as far as that was typed."""

    node: Term
    name: str
    document: str = ""
    story: int = 0


class Names:
    """Every name in a dump with the entity it stands for."""

    def __init__(self, dump: Dump) -> None:
        self.dump = dump
        self.types = {node: prefix for kind, prefix in PREFIX.items() for node in dump.instances(kind)}
        self.uses: dict[Term, list[Use]] = defaultdict(list)
        self.named: dict[str, list[Use]] = defaultdict(list)
        paths = {document: dump.value(document, "path") for document in dump.instances("Document")}
        for mention, node in dump.pairs("refersTo"):
            kind = dump.value(mention, "mentionKind").rpartition("#")[2]
            if node in self.types and kind in ("name", "demonym"):
                [document] = dump.objects(mention, "inDocument")
                story = next((dump.short(story) for story in dump.objects(mention, "inStory")), "")
                use = Use(
                    node,
                    dump.value(mention, "text"),
                    paths[document],
                    story.partition(":")[2],
                    int(dump.value(mention, "begin")),
                    mention,
                )
                self.uses[node].append(use)
        for uses in self.uses.values():
            uses.sort(key=lambda use: (use.document, use.begin, str(use.mention)))
            for use in uses:
                self.named[normal(use.text)].append(use)
        self.paths = sorted(paths.values())

    def find(self, typed: str) -> Named:
        """The entity that `typed` means. Raises ReferringError where that is none, or several."""
        node = next((node for node in self.types if self.dump.short(node) == typed.strip()), None)
        if node is not None:
            if not self.uses[node]:
                raise ReferringError(f"The texts have no name for {typed}, so nothing can be decided about it.")
            return Named(node, self.chief_name(node))
        wanted = self._reference(typed)
        uses = self._uses_of(wanted)
        nodes = list(dict.fromkeys(use.node for use in uses))
        if not nodes:
            raise ReferringError(self._nothing(typed))
        if len(nodes) > 1:
            listed = "\n".join(f"  {self._told(node, wanted.name)}" for node in sorted(nodes, key=str)[:MOST])
            raise ReferringError(f"{len(nodes)} entities are called {typed!r}. Type one of\n{listed}")
        return Named(nodes[0], uses[0].text, wanted.document, wanted.story)

    def _reference(self, typed: str) -> Reference:
        """What was typed as a reference; its type is "" where none was given."""
        text = " ".join(typed.split())
        if normal(text) in self.named or ("@" not in text and slug(text) in self._slugs):
            return Reference("", text)
        try:
            return reference(text)
        except ValueError:
            pass
        try:
            found = reference(f"person:{text}")
        except ValueError as error:
            raise ReferringError(f"{typed!r} is no name: {HOW}.") from error
        return Reference("", found.name, found.document, found.story)

    @cached_property
    def _slugs(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for name, uses in self.named.items():
            found[slug(name)].add(name)
            for use in uses:
                found[slug(use.text)].add(name)
        for node in self.types:
            if self.uses[node]:  # a label in small letters or without honorifics may stand in no text
                found[slug(self.dump.label(node))].add(normal(self.chief_name(node)))
        return found

    def _uses_of(self, wanted: Reference) -> list[Use]:
        uses = self.named.get(normal(wanted.name), [])
        if not uses:
            uses = [use for name in sorted(self._slugs.get(slug(wanted.name), ())) for use in self.named[name]]
        if not uses:  # "Okoro" where only "Ngozi Okoro" stands in the texts
            part = f" {normal(wanted.name)} "
            uses = [use for name in sorted(self.named) if part in f" {name} " for use in self.named[name]]
        fits = [use for use in uses if _lies_in(use, wanted)]
        return [use for use in fits if self.types[use.node] == wanted.type] or fits

    def chief_name(self, node: Term) -> str:
        """The label of an entity where the texts have it, or else its most frequent name."""
        label = self.dump.label(node)
        counts = Counter(use.text for use in self.uses[node])
        return min(counts, key=lambda text: (normal(text) != normal(label), -counts[text], text))

    def _told(self, node: Term, name: str) -> str:
        count = self.dump.value(node, "mentionCount")
        places = [use for use in self.uses[node] if normal(use.text) == normal(name) or slug(use.text) == slug(name)]
        text = str(self._anchored(node, places)) if places else self.dump.short(node)
        return f'"{text}"  {self.dump.label(node)} ({self.types[node]}, {count} mention{"" if count == "1" else "s"})'

    def _nothing(self, typed: str) -> str:
        from rapidfuzz import fuzz, process

        texts = {name: uses[0].text.casefold() for name, uses in sorted(self.named.items())}
        near = process.extract(typed.casefold(), texts, scorer=fuzz.WRatio, score_cutoff=70, limit=5)
        listed = "\n".join(f'  "{self.named[name][0].text}"' for _, _, name in near)
        return f"Nothing is called {typed!r}." + (f" Did you mean\n{listed}" if listed else "")

    # ---------------------------------------------------------------------------- as references

    def written(self, one: Named, other: Named, judgement: str) -> Reference:
        """`one` as it is to be written in a judgement on it and `other`.

        With a file where it was typed, and where the name alone would mean another entity too. In a "same" a surname or
        an "Interior Ministry" always gets its file: the next articles may bring somebody else of that name.
        """
        type = self.types[one.node]
        if one.document:
            return Reference(type, one.name, one.document, one.story)
        uses = self.named[normal(one.name)]
        name = parse(one.name, self.dump.kind(one.node))
        is_bare = not stands_alone(name) and not any(token.is_kunya for token in name.tokens[:1])
        if judgement == DIFFERENT and one.node == other.node:
            return Reference(type, one.name)
        if {use.node for use in uses} == {one.node}:
            return self.at(uses[0]) if is_bare and judgement != DIFFERENT else Reference(type, one.name)
        return self._anchored(one.node, [use for use in uses if use.node == one.node])

    def at(self, use: Use, exact: bool = False) -> Reference:
        """The name of a use in its document alone, or in its story where it is to be `exact`."""
        return Reference(self.types[use.node], use.text, self.shortest(use.document), use.number if exact else 0)

    def _anchored(self, node: Term, uses: Sequence[Use]) -> Reference:
        """A name of a node with a document, and where needed a story, in which nothing else has it."""
        name = normal(uses[0].text)
        others = [use for use in self.named[name] if use.node != node]
        if not others:
            return Reference(self.types[node], uses[0].text)
        taken = {use.document for use in others}
        for use in uses:
            if use.document not in taken:
                return self.at(use)
        stories = {use.story for use in others}
        use = next((use for use in uses if use.story not in stories), uses[0])
        return Reference(self.types[node], use.text, self.shortest(use.document), use.number)

    def shortest(self, path: str) -> str:
        """The file name of a path, with as many folders before it as tell it from other documents of the dump."""
        parts = path.split("/")
        ends = ("/".join(parts[-size:]) for size in range(1, len(parts) + 1))
        return next(
            (end for end in ends if sum(p == end or p.endswith(f"/{end}") for p in self.paths) == 1),
            path,
        )

    def spots(self, names: Iterable[str]) -> tuple[dict[Spot, str], dict[str, str], dict[Spot, set[Term]]]:
        """For `kg.resolve.decisions.rulings`: the spots of normal names with their types, the place of each story.

        And the entities that each spot belongs to.
        """
        spots: dict[Spot, str] = {}
        places: dict[str, str] = {}
        nodes: dict[Spot, set[Term]] = defaultdict(set)
        for name in names:
            for use in self.named.get(name, ()):
                spot = Spot(use.story, name)
                spots.setdefault(spot, self.dump.kind(use.node))
                places[use.story] = f"{use.document}#{use.number}"
                nodes[spot].add(use.node)
        return spots, places, nodes


def _lies_in(use: Use, wanted: Reference) -> bool:
    if wanted.document and use.document != wanted.document and not use.document.endswith(f"/{wanted.document}"):
        return False
    return wanted.story in (0, use.number)
