"""Sentences that tell of events, and which event is meant by words quoted from one.

Events have no names in texts, so a judgement quotes the words that tell of one. The first event that the quoted words
hold is meant; upper case and punctuation make no difference.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

_WORD = re.compile(r"\w+")
_MARKS = re.compile('["“”«»]')


def plain(text: str) -> str:
    """The words of a text alone.

    >>> plain("“The U.S. strike,” he said.")
    'the u s strike he said'
    """
    return " ".join(word.casefold() for word in _WORD.findall(text))


class Trigger(NamedTuple):
    """What tells of an event: its first and its last word in the sentence, and its offset in the document."""

    first: int
    last: int
    offset: int


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence of a story with the events in it."""

    story: str
    text: str
    words: str  # see `plain`
    triggers: tuple[Trigger, ...]  # in order

    def meant(self, quote: str) -> Iterator[int]:
        """The offsets of the events that a quote (see `plain`) means here: the first in each place that has it."""
        words, length = f" {self.words} ", len(quote.split())
        at = words.find(f" {quote} ")
        while at >= 0:
            first = words.count(" ", 0, at + 1) - 1
            inside = (t.offset for t in self.triggers if t.last >= first and t.first < first + length)
            yield from islice(inside, 1)
            at = words.find(f" {quote} ", at + 1)


def telling(story: str, text: str, begin: int, triggers: Iterable[tuple[int, int]]) -> Telling:
    """The sentence `text`, which begins at `begin`, with the events that are told at these places in the document."""
    starts = [match.start() for match in _WORD.finditer(text)]

    def word(offset: int) -> int:
        return max(0, bisect_right(starts, offset - begin) - 1)

    placed = (Trigger(word(one), word(end - 1), one) for one, end in sorted(set(triggers)))
    return Telling(story, text, plain(text), tuple(placed))


def quotation(here: Telling, offset: int, others: Iterable[Telling], least: int = 5) -> str:
    """Words of the sentence `here`, as it writes them but for quotation marks, that mean only its event at `offset`.

    They begin with the event, are at least `least` where the sentence has so many, and as many more as tell them from
    the sentences `others`; words before the event follow where those after it do not suffice. A sentence that stands
    in `others` too cannot be told from it.
    """
    spans = [match.span() for match in _WORD.finditer(here.text)]
    word = next(trigger.first for trigger in here.triggers if trigger.offset == offset)
    floor = max((trigger.last + 1 for trigger in here.triggers if trigger.first < word), default=0)
    ends = range(min(word + least, len(spans)), len(spans) + 1)
    stretches = [*((word, end) for end in ends), *((first, len(spans)) for first in range(word - 1, floor - 1, -1))]
    rest = [other for other in others if other != here]
    for first, end in stretches:
        quote = _MARKS.sub("", here.text[spans[first][0] : spans[end - 1][1]])
        wanted = plain(quote)
        if set(here.meant(wanted)) == {offset} and not any(set(other.meant(wanted)) for other in rest):
            return quote
    return _MARKS.sub("", here.text[spans[stretches[-1][0]][0] : spans[-1][1]])
