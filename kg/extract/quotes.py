"""Quotations of a story: where quotation marks open and close, also over several paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Paragraph

_OPEN, _CLOSE = "“„«‘", {"“": '”“"', "„": '“”"', "«": "»", "‘": "’", '"': '"”“', "'": "'"}
_MARK = re.compile("[“”„«»‘’\"']")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation with its marks (code points of the document, end exclusive).

    `open` says that the paragraph ends before the mark that closes it; `continued` that it goes on from the one before.
    """

    begin: int
    end: int
    open: bool = False
    continued: bool = False


def find(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Quote, ...]:
    """The quotations in `paragraphs` of `text`, in order, without overlaps.

    >>> body = Paragraph(0, 28, "body")
    >>> find('"We won," she said. "At last', (body,))
    (Quote(begin=0, end=9, open=False, continued=False), Quote(begin=20, end=28, open=True, continued=False))
    """
    found: list[Quote] = []
    open_before = False
    for paragraph in paragraphs:
        here = _in_paragraph(text, paragraph.begin, paragraph.end)
        if open_before and (not here or here[0].begin != paragraph.begin):
            close = _first_close(text, paragraph.begin, here[0].begin if here else paragraph.end)
            if close is not None:
                found[-1] = Quote(found[-1].begin, close, False, found[-1].continued)
        if here and open_before and here[0].begin == paragraph.begin:
            here[0] = Quote(here[0].begin, here[0].end, here[0].open, True)
        open_before = bool(here) and here[-1].open
        found += here
    return tuple(found)


def _in_paragraph(text: str, begin: int, end: int) -> list[Quote]:
    found: list[Quote] = []
    marks = [match.start() for match in _MARK.finditer(text, begin, end)]
    for index, position in enumerate(marks):
        if (found and position < found[-1].end) or not _opens(text, position, begin):
            continue
        mark = text[position]
        close = next((i for i in marks[index + 1 :] if text[i] in _CLOSE[mark] and _closes(text, i, end)), None)
        if close is not None or mark not in "‘'":
            found.append(Quote(position, end if close is None else close + 1, close is None))
    return found


def _first_close(text: str, begin: int, end: int) -> int | None:
    """The end of the first mark that closes a quotation of the paragraph before, if it goes on without a new mark."""
    marks = (i for i in range(begin, end) if text[i] in '"”»' and not text[i - 1].isspace() and _closes(text, i, end))
    return next((i + 1 for i in marks), None)


def _opens(text: str, position: int, begin: int) -> bool:
    mark = text[position]
    free = position == begin or not text[position - 1].isalnum()
    following = text[position + 1] if position + 1 < len(text) else " "
    if mark == "'":  # also an apostrophe: "rock 'n' roll", "'90s"
        return (
            (position == begin or text[position - 1] in " (\xa0")
            and following.isalpha()
            and text[position + 2 : position + 3] != "'"
        )
    return free and (mark in _OPEN or (mark == '"' and not following.isspace()))


def _closes(text: str, position: int, end: int) -> bool:
    """Whether a mark closes; an apostrophe between letters or after a plural s does not."""
    following = text[position + 1] if position + 1 < end else " "
    if text[position] in "’'":
        return not following.isalnum() and not (
            text[position - 1] == "s" and re.match(r"\s+[a-z]", text[position + 1 : position + 3]) is not None
        )
    return (not text[position - 1].isspace() and text[position] != "“") or not following.isalnum()


LONG = 25  # characters from which a quotation is somebody's own words, not a single term in quotation marks
SIGNS = frozenset("\"“”„«»‘’'")


@dataclass(frozen=True, slots=True)
class Marks:
    """A text with its quotations; offsets are those of the document."""

    text: str
    quotes: tuple[Quote, ...]

    def inside(self, offset: int) -> bool:
        """Whether an offset lies inside a quotation of more than a few words."""
        return any(q.begin < offset < q.end and q.end - q.begin > LONG for q in self.quotes)

    def opening(self, offset: int) -> Quote | None:
        """The quotation that opens at an offset or right before it."""
        return next((q for q in self.quotes if q.begin in (offset, offset - 1)), None)

    def closing(self, offset: int, begin: int) -> Quote | None:
        """The quotation from `begin` on that closes right before an offset, with at most a comma or dash between."""
        fitting = (q for q in self.quotes if begin <= q.begin and q.end <= offset)
        return next((q for q in fitting if not self.text[q.end : offset].strip(" ,\xa0–—-")), None)

    def closes_at(self, end: int) -> bool:
        """Whether a quotation ends at an offset."""
        return any(q.end == end for q in self.quotes)

    def ends_sentence(self, quote: Quote) -> bool:
        """Whether a full stop ends the quotation, so that a new sentence may begin behind it."""
        return not quote.open and self.text[quote.begin : quote.end].rstrip("".join(SIGNS)).endswith((".", "…"))

    def balanced(self, begin: int, end: int) -> tuple[int, int]:
        """A stretch with the closing mark of a quotation that it has opened, and without one that it has not."""
        for quote in self.quotes:
            if begin <= quote.begin < end < quote.end <= end + 3 and not quote.open:
                return begin, quote.end
            if quote.begin < begin and quote.end == end and not quote.open:
                if not self.text[quote.begin + 1 : begin].strip():
                    return quote.begin, end
                return begin, end - 1
        return begin, end

    def running(self, begin: int, end: int, sentence: int) -> int:
        """The end of a stretch, or that of a quotation it opens with where that goes on behind the sentence."""
        quote = next((q for q in self.quotes if q.begin == begin and q.end > sentence), None)
        return quote.end if quote is not None and end >= sentence - 3 else end

    def kind(self, begin: int, end: int) -> str:
        """How much of a stretch is quoted: direct | mixed | indirect."""
        touched = [q for q in self.quotes if q.begin < end and begin < q.end]
        if not touched:
            return "indirect"
        return "direct" if touched[0].begin <= begin and touched[-1].end >= end else "mixed"
