"""Entities of a list that the user brings: which of them a name means, and what stays open."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePath
from urllib.parse import quote

from kg.identifiers import slug
from kg.model import Entity, OpenLink
from kg.resolve import blocking
from kg.resolve.kinds import normal
from kg.resolve.names import compare_parsed
from kg.resolve.parsing import Name, parse

SURE = 0.9  # how alike a name must be to one of a list
CLOSE = 0.03  # entries whose scores are so near are alike
SIDES = ("Person", "Organization", "Place")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_WIKIDATA = re.compile(r"Q[1-9]\d*")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity of a list: its id as given, its names, what it can be (some of SIDES), and where it stands."""

    id: str
    names: tuple[str, ...]
    sides: tuple[str, ...]
    file: str
    line: int

    @property
    def where(self) -> str:
        """File and line, for people."""
        return f"{self.file}:{self.line}"

    @property
    def iri(self) -> str:
        """The id where that is an IRI; Wikidata's for "Q…"; else urn:x-kg:FILE:ID, with the file's name as a slug."""
        if _IRI.fullmatch(self.id):
            return self.id
        if _WIKIDATA.fullmatch(self.id):
            return f"http://www.wikidata.org/entity/{self.id}"
        return f"urn:x-kg:{slug(PurePath(self.file).stem)}:{quote(self.id, safe='')}"


@dataclass(frozen=True, slots=True)
class Listing:
    """A name that means an entry, and the entry's name that it is like."""

    entry: Entry
    name: str
    listed: str
    score: float


@dataclass(frozen=True)
class Authority:
    """All entries that the user gave."""

    entries: tuple[Entry, ...] = ()

    @cached_property
    def _parsed(self) -> dict[str, list[tuple[Entry, tuple[Name, ...]]]]:
        return {
            side: [(e, tuple(parse(name, side) for name in e.names)) for e in self.entries if side in e.sides]
            for side in SIDES
        }

    def listings(self, things: Sequence[tuple[str, tuple[Name, ...]]]) -> list[tuple[Listing, ...]]:
        """For each thing (what it is, its names) the entries it is most like: none, one, or several alike.

        A name of one word must be written as in the list.
        """
        found: list[tuple[Listing, ...]] = [()] * len(things)
        for side in SIDES:
            places = [k for k, (own, names) in enumerate(things) if own == side and names]
            entries = self._parsed[side]
            if not places or not entries:
                continue
            like: dict[int, list[Listing]] = defaultdict(list)
            names = [things[k][1] for k in places]
            for i, j in blocking.candidates([*names, *(known for _, known in entries)]):
                if i < len(places) <= j:
                    entry, known = entries[j - len(places)]
                    like[places[i]] += _listing(entry, names[i], known)
            for k, some in like.items():
                found[k] = _best(some) if some else ()
        return found


def _listing(entry: Entry, names: Iterable[Name], known: Iterable[Name]) -> Iterator[Listing]:
    scored = [
        Listing(entry, a.text, b.text, 1.0 if normal(a.text) == normal(b.text) else compare_parsed(a, b).score)
        for a in names
        for b in known
        if normal(a.text) == normal(b.text) or min(len(a.tokens), len(b.tokens)) > 1
    ]
    best = min(scored, key=lambda listing: (-listing.score, listing.name, listing.listed), default=None)
    if best is not None and best.score >= SURE:
        yield best


def _best(some: list[Listing]) -> tuple[Listing, ...]:
    top = max(listing.score for listing in some)
    near = [listing for listing in some if listing.score >= top - CLOSE]
    return tuple(sorted(near, key=lambda listing: (listing.entry.file, listing.entry.line, listing.entry.id)))


def linked(
    entities: Sequence[Entity], authority: Authority, apart: Collection[frozenset[str]] = ()
) -> tuple[tuple[Entity, ...], tuple[OpenLink, ...]]:
    """`entities` with the IRIs of the entries that they are, and the links that stay open because several fit.

    Also open stays which of two that a person judged different, pairs of ids in `apart`, an entry is.
    """
    if not authority.entries:
        return tuple(entities), ()
    things = [(_side(entity), _names(entity)) for entity in entities]
    made, left_open = [], []
    listings = authority.listings(things)
    fitting = {
        entity.id: {listing.entry.iri for listing in some} for entity, some in zip(entities, listings, strict=True)
    }
    contested = {id for pair in apart if set.intersection(*(fitting.get(id, set()) for id in pair)) for id in pair}
    for entity, found in zip(entities, listings, strict=True):
        iris = tuple(sorted(fitting[entity.id]))
        if len(iris) == 1 and entity.id not in contested:
            made.append(replace(entity, same_as=iris))
            continue
        made.append(entity)
        if iris:
            entries = tuple(f"{listing.entry.id} ({listing.entry.where})" for listing in found)
            left_open.append(OpenLink(entity.id, entity.label, entries))
    return tuple(made), tuple(left_open)


def _side(entity: Entity) -> str:
    return "Place" if entity.type == "Facility" else entity.type


def _names(entity: Entity) -> tuple[Name, ...]:
    """The names of an entity that may be looked up: bare surnames only where it has no other."""
    side = _side(entity)
    if side not in SIDES:
        return ()
    shown = {entity.label, *(m.text for m in entity.mentions if m.kind == "name")}
    names = [parse(text, side) for text in sorted(shown)]
    return tuple(name for name in names if len(name.tokens) > 1 or side != "Person") or tuple(names)
