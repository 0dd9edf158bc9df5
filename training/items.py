"""Annotated texts: the records of name training and the edits that keep their offsets right."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

LABELS = ("PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT")


class Span(NamedTuple):
    """A name: code point offsets, end exclusive, and its label."""

    begin: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Item:
    """A text with its names in order, without overlaps; `kind` is headline, caption or body."""

    text: str
    spans: tuple[Span, ...]
    kind: str = "body"

    def surface(self, span: Span) -> str:
        """The text of a span."""
        return self.text[span.begin : span.end]


def read_items(path: Path) -> list[Item]:
    """Items of a JSON lines file."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [Item(r["text"], tuple(Span(*s) for s in r["spans"]), r.get("kind", "body")) for r in rows]


def write_items(items: Iterable[Item], path: Path) -> None:
    """Write items as JSON lines."""
    rows = ({"text": i.text, "spans": i.spans, "kind": i.kind} for i in items)
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")


def without_overlaps(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order; of two that overlap the longer one stays, of equals the first.

    >>> without_overlaps([Span(3, 9, "ORG"), Span(0, 4, "GPE"), Span(10, 12, "GPE")])
    (Span(begin=3, end=9, label='ORG'), Span(begin=10, end=12, label='GPE'))
    """
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.begin - s.end, s.begin)):
        if all(span.end <= other.begin or other.end <= span.begin for other in kept):
            kept.append(span)
    return tuple(sorted(kept))


def replace_parts(item: Item, parts: Sequence[tuple[int, int, str]]) -> Item:
    """The item with each part (begin, end, new text) exchanged; a part never crosses the border of a span.

    >>> replace_parts(Item("Ann met Bob", (Span(0, 3, "PERSON"), Span(8, 11, "PERSON"))), [(0, 3, "Zoe Li")]).spans
    (Span(begin=0, end=6, label='PERSON'), Span(begin=11, end=14, label='PERSON'))
    """
    text, moved, last = "", [], 0
    for begin, end, new in sorted(parts):
        text += item.text[last:begin]
        moved.append((begin, end, len(text), len(text) + len(new)))
        text += new
        last = end
    text += item.text[last:]

    def shifted(offset: int, closing: bool) -> int:
        shift = 0
        for begin, end, new_begin, new_end in moved:
            if offset >= end:
                shift = new_end - end
            elif begin < offset or (begin == offset and not closing):
                return new_end if closing else new_begin
        return offset + shift

    return replace(
        item, text=text, spans=tuple(Span(shifted(b, False), shifted(e, True), label) for b, e, label in item.spans)
    )


def map_text(item: Item, change: Callable[[str], str]) -> Item:
    """The item with its text changed by a function that keeps the length; the item itself where it does not."""
    text = change(item.text)
    return replace(item, text=text) if len(text) == len(item.text) else item


def join(items: Sequence[Item]) -> Item:
    """One item of several, a space between their texts."""
    text, spans = "", []
    for item in items:
        start = len(text) + 1 if text else 0
        text = f"{text} {item.text}" if text else item.text
        spans += [Span(b + start, e + start, label) for b, e, label in item.spans]
    return Item(text, tuple(spans))
