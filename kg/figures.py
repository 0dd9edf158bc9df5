"""Small figures as SVG, to paste into a text: bars, ranges and a timeline.

Each is a whole file with a white ground, readable in print, in which every text is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from kg.resolve.counts import in_words

WIDTH = 720
LINE = 26  # from one row to the next
FONT = "Helvetica, Arial, sans-serif"
INK, SOFT, GRID, ALARM = "#1c1d20", "#6b6a70", "#dddad2", "#b3321f"
LETTER = 6.6  # the width of a letter at 12 px, roughly


class Bar(NamedTuple):
    """A row of `bars`."""

    label: str
    value: int
    color: str


class Extent(NamedTuple):
    """A row of `ranges`; an open side is None."""

    label: str
    low: int | None
    high: int | None


class Moment(NamedTuple):
    """A row of `timeline`."""

    day: str
    label: str
    weight: float  # 0 to 1
    alarming: bool


def bars(title: str, rows: Sequence[Bar]) -> str:
    """Horizontal bars from zero, in the order of `rows`, each with its number."""
    left = _margin(row.label for row in rows)
    most = max((row.value for row in rows), default=1) or 1
    room = WIDTH - left - 60
    parts = []
    for number, row in enumerate(rows):
        y = 44 + number * LINE
        length = max(2.0, row.value / most * room)
        parts.append(_text(left - 10, y + 4, _fitted(row.label, left - 10), anchor="end"))
        parts.append(
            f'<rect x="{left}" y="{y - 8}" width="{length:.1f}" height="16" rx="2" fill="{escape(row.color)}"/>'
        )
        parts.append(_text(left + length + 8, y + 4, f"{row.value:,}", SOFT))
    return _figure(title, 44 + len(rows) * LINE, parts)


def ranges(title: str, rows: Sequence[Extent]) -> str:
    """A line from least to most for each row, on a common scale from zero; dotted where a side is open."""
    left = _margin(row.label for row in rows)
    known = [value for row in rows for value in (row.low, row.high) if value is not None]
    top = max([*known, 1]) * 1.25
    room = WIDTH - left - 90

    def at(value: float) -> float:
        return left + value / top * room

    bottom = 44 + len(rows) * LINE
    parts = []
    for tick in _ticks(top):
        parts.append(f'<line x1="{at(tick):.1f}" y1="34" x2="{at(tick):.1f}" y2="{bottom - 8}" stroke="{GRID}"/>')
        parts.append(_text(at(tick), bottom + 8, f"{tick:,}", SOFT, anchor="middle"))
    for number, row in enumerate(rows):
        y = 48 + number * LINE
        begin, end = at(row.low or 0), at(top if row.high is None else row.high)
        dots = "" if row.low is not None and row.high is not None else ' stroke-dasharray="2 5"'
        parts.append(_text(left - 10, y + 4, _fitted(row.label, left - 10), anchor="end"))
        parts.append(
            f'<line x1="{begin:.1f}" y1="{y}" x2="{end:.1f}" y2="{y}" stroke="{ALARM}" stroke-width="3"{dots}/>'
        )
        for value in (row.low, row.high):
            if value is not None:
                parts.append(f'<circle cx="{at(value):.1f}" cy="{y}" r="6" fill="{ALARM}"/>')
        parts.append(_text(end + 12, y + 4, in_words(row.low, row.high), INK))
    return _figure(title, bottom + 16, parts)


def timeline(title: str, rows: Sequence[Moment]) -> str:
    """Moments from top to bottom, each with its day; heavier ones are larger, alarming ones red."""
    parts = [f'<line x1="120" y1="40" x2="120" y2="{30 + len(rows) * LINE}" stroke="{GRID}" stroke-width="2"/>']
    for number, row in enumerate(rows):
        y = 44 + number * LINE
        color = ALARM if row.alarming else "#cc79a7"
        parts.append(_text(100, y + 4, row.day, SOFT, anchor="end"))
        parts.append(f'<circle cx="120" cy="{y}" r="{3.5 + 5.5 * row.weight:.1f}" fill="{color}" stroke="#fff"/>')
        parts.append(_text(140, y + 4, _fitted(row.label, WIDTH - 150)))
    return _figure(title, 40 + len(rows) * LINE, parts)


def _margin(labels: Iterable[str]) -> int:
    return int(min(300, max((len(label) for label in labels), default=10) * LETTER + 20))


def _fitted(text: str, room: float) -> str:
    most = int(room / LETTER)
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _ticks(top: float) -> list[int]:
    step = 1
    while top / step > 6:
        step = step * 2 if str(step)[0] == "1" else step * 5 // 2 if str(step)[0] == "2" else step * 2
    return list(range(0, int(top) + 1, step))


def _text(x: float, y: float, text: str, color: str = INK, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y}" fill="{color}" text-anchor="{anchor}">{escape(text)}</text>'


def _figure(title: str, height: int, parts: Iterable[str]) -> str:
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
            f' font-family="{FONT}" font-size="12" role="img" aria-label="{escape(title)}">',
            f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
            f'<text x="0" y="16" font-size="14" font-weight="bold" fill="{INK}">{escape(title)}</text>',
            *parts,
            "</svg>",
        )
    )
