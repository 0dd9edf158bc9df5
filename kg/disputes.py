"""Claims that contradict each other, by event and by what they differ in: who says which, in which sentence."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

import networkx as nx

from kg import rows
from kg.conflicts import Conflict, Side, events_called, find
from kg.dump import Dump
from kg.explain import Paper
from kg.extract.quantities import HEADCOUNTS
from kg.resolve.statements import DISPUTABLE

HEADS = ("event", "told by", "what", "says", "sources", "who", "said on", "sentence", "outlet", "published", "document",
         "against")  # fmt: skip
KINDS = (*DISPUTABLE, *HEADCOUNTS, "troops", "denial", "agent", "target", "place")
MOST = 6  # voices of one side in a table; the other formats have all


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who says something, and where."""

    claim: str
    who: str
    quote: str
    said_on: str
    sentence: str
    outlet: str
    published: str
    document: str

    @property
    def place(self) -> str:
        """Where it stands: outlet and day, as far as they are known, and file."""
        return ", ".join(part for part in (self.outlet, self.published, self.document) if part)


@dataclass(frozen=True, slots=True)
class Position:
    """One of the things that are said, by whom, and which of the others cannot be true with it."""

    says: str
    sources: int  # independent ones: a body and its spokesman are one
    voices: tuple[Voice, ...]
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """What is said of one event in one respect that cannot all be true."""

    event: str
    label: str
    sources: int
    only_unnamed: bool  # whether nobody who is named speaks of the event
    what: str  # one of KINDS
    positions: tuple[Position, ...]
    pairs: int  # of claims that contradict each other


def disputes(path: str | os.PathLike[str], event: str = "", format: str = "table", width: int = 80) -> str:
    """The disputes of the dump at `path`, by event, as text, JSON, or CSV or Markdown with a row for every claim.

    `event` is an id, or words that the names of an event and of those in it contain. Raises ShowError where no event
    is called so, DumpError where the dump cannot be read, ValueError for another format.
    """
    dump = Dump(path)
    found = find(dump, events_called(dump, event) if event else None)
    grouped = group(found)
    if format == "table":
        return _text(grouped, len(found), width)
    cells = [row for dispute in grouped for row in _rows(dispute)]
    return rows.render(HEADS, cells, format, "claim", [asdict(dispute) for dispute in grouped], width)


def group(found: Iterable[Conflict]) -> list[Dispute]:
    """The disputes in pairs of claims: those of one event that differ in the same respect and hang together."""
    graphs: dict[tuple[str, str], nx.Graph[str]] = defaultdict(nx.Graph)
    about: dict[str, Conflict] = {}
    sides: dict[tuple[str, str], list[tuple[Side, str]]] = defaultdict(list)  # claim and respect → what it has there
    for conflict in found:
        about[conflict.event] = conflict
        for kind, ours, theirs in zip(conflict.kinds, conflict.one.says, conflict.other.says, strict=True):
            graphs[conflict.event, kind].add_edge(conflict.one.claim, conflict.other.claim)
            sides[conflict.one.claim, kind].append((conflict.one, ours))
            sides[conflict.other.claim, kind].append((conflict.other, theirs))
    made = [
        _dispute(about[event], kind, graph.subgraph(claims), sides)
        for (event, kind), graph in graphs.items()
        for claims in nx.connected_components(graph)
    ]
    return sorted(made, key=_order)


def _order(dispute: Dispute) -> tuple[str, str, int, str, str]:
    place = KINDS.index(dispute.what) if dispute.what in KINDS else len(KINDS)
    return dispute.label, dispute.event, place, dispute.what, dispute.positions[0].voices[0].claim


def _dispute(
    conflict: Conflict, kind: str, graph: nx.Graph[str], sides: dict[tuple[str, str], list[tuple[Side, str]]]
) -> Dispute:
    said = {claim: min((says for _, says in sides[claim, kind]), key=lambda s: (len(s), s)) for claim in graph}
    by_words: dict[str, list[Side]] = defaultdict(list)
    for claim in sorted(graph):
        by_words[said[claim]].append(sides[claim, kind][0][0])
    positions = []
    for says in sorted(by_words, key=_size):
        mine = [side.claim for side in by_words[says]]
        against = sorted({said[other] for claim in mine for other in graph[claim]}, key=_size)
        voices = sorted((_voice(side) for side in by_words[says]), key=lambda v: (v.document, v.said_on, v.claim))
        sources = len({side.source for side in by_words[says]})
        positions.append(Position(says, sources, tuple(voices), tuple(against)))
    return Dispute(
        conflict.event,
        conflict.label,
        conflict.sources,
        conflict.only_unnamed,
        kind,
        tuple(positions),
        graph.number_of_edges(),
    )


def _voice(side: Side) -> Voice:
    return Voice(
        side.claim, side.who, side.quote, side.said_on, side.sentence, side.outlet, side.published, side.document
    )


def _size(says: str) -> tuple[bool, int, str]:
    """Numbers from the most to the least, and what is stated before what is denied."""
    numbers = [int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", says)]
    return says == "denies", -max(numbers, default=0), says


def _rows(dispute: Dispute) -> list[list[str]]:
    return [
        [
            dispute.label,
            _told(dispute),
            dispute.what,
            position.says,
            str(position.sources),
            voice.who,
            voice.said_on,
            voice.sentence,
            voice.outlet,
            voice.published,
            voice.document,
            "; ".join(position.against),
        ]
        for position in dispute.positions
        for voice in position.voices
    ]


def _told(dispute: Dispute) -> str:
    return _counted(dispute.sources, "source") + (", none named" if dispute.only_unnamed else "")


def _text(found: Sequence[Dispute], pairs: int, width: int) -> str:
    paper = Paper(width)
    last = ""
    for dispute in found:
        if dispute.event != last:
            if last:
                paper.line()
            paper.line(dispute.label)
            paper.line(f"told by {_told(dispute)}")
        last = dispute.event
        paper.line()
        paper.line(dispute.what, 2)
        for position in dispute.positions:
            others = [other.says for other in dispute.positions if other.says != position.says]
            against = "" if set(others) == set(position.against) else f", against {', '.join(position.against)}"
            paper.line(f"{position.says}: {_counted(position.sources, 'source')}{against}", 4)
            for voice in position.voices[:MOST]:
                on = f" ({voice.said_on})" if voice.said_on else ""
                paper.line(f"{voice.who}{on}", 6)
                paper.line(voice.sentence, 10)
                paper.line(f"— {voice.place}", 10)
            if len(position.voices) > MOST:
                paper.line(f"… and {len(position.voices) - MOST} more; --format json has all of them", 6)
    ending = f"{_counted(len(found), 'dispute')}, {_counted(pairs, 'pair')} of claims that cannot both be true\n"
    return f"{paper.text()}\n\n{ending}" if found else "0 disputes\n"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
