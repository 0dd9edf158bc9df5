"""Days between events that the words state: "swapped prisoners, two days after the raid"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from kg import distances
from kg.extract import syntax
from kg.extract.events.draft import Draft, root_of
from kg.extract.reading import Block, Reading
from kg.extract.tokens import Token
from kg.model import When

NEAR = 8  # tokens behind "after" in which an event must be named that the parser hung elsewhere


def give_distances(reading: Reading, block: Block, here: dict[int, Draft], clocks: Mapping[int, When]) -> None:
    """Link events of a sentence that lie a stated time apart, and date the one that only a clause with a day dates.

    `clocks` has the time that each verb is told with, by its index: "agreed on Thursday" in "agreed on Thursday to
    talks, a day after the coup", where agreeing is no event of its own.
    """
    text = reading.document.text[block.paragraph.begin : block.paragraph.end]
    for distance in distances.find(text) if here else ():
        begin, end = block.paragraph.begin + distance.begin, block.paragraph.begin + distance.end
        index = next((i for i, e in enumerate(block.ends) if e >= end), None)
        if index is None:
            continue
        word = block.doc[index]
        anchor = _behind(block, word, here)
        if anchor is None:
            continue
        evidence = reading.cut(block, begin, end, index)
        for verb in _above(anchor.trigger.token, word):
            if verb.i in here:
                here[verb.i].distances.append((anchor, distance.low, distance.high, evidence))
                break
            told = next((here[noun.i] for noun in syntax.objects(verb) if noun.i in here), None)
            if told is not None and told is not anchor and told.when is not None:
                told.distances.append((anchor, distance.low, distance.high, evidence))
                break
            if verb.i in clocks:
                event = root_of(anchor)
                if event.when is None:
                    event.when = moved(clocks[verb.i], -distance.high, -distance.low, evidence.text)
                break
    _since(reading, block, here, clocks)


def _since(reading: Reading, block: Block, here: dict[int, Draft], clocks: Mapping[int, When]) -> None:
    """Date what went on "since the war began in May": from then to the day of the report."""
    published = reading.story.published
    if published is None or not here:
        return
    for word in block.doc:
        if word.lower_ != "since" or word.dep_ not in ("mark", "case"):
            continue
        clause = word.head
        begun = here.get(clause.i) or next(
            (here[child.i] for child in clause.children if child.i in here and child.dep_ in syntax.SUBJECTS), None
        )
        start = clocks.get(clause.i) or (begun.when if begun is not None else None)
        above = [a for a in clause.ancestors if a.tag_.startswith("VB")]
        verbs = above[: 2 if clause.dep_ in syntax.SUBJECTS else 1]  # "since the war began", read as "since the war"
        if start is None or start.earliest > published:
            continue
        near = [i for verb in verbs for i in (verb.i, *(child.i for child in verb.children))]
        told = [here[i] for i in near if i in here and here[i] is not begun]
        for draft in told[:1]:
            if draft.when is None:
                evidence = reading.cut(block, block.begins[word.i], block.ends[word.i], word.i)
                draft.when = When("", start.earliest, published, f"since {_named(start)}", start.evidence or evidence)


def moved(when: When, low: int, high: int, words: str) -> When:
    """The time `low` to `high` days after another one, with the words that say so.

    Raises OverflowError for days outside the calendar.
    """
    earliest, latest = when.earliest + dt.timedelta(low), when.latest + dt.timedelta(high)
    value = earliest.isoformat() if earliest == latest else ""
    return When(value, earliest, latest, f"“{' '.join(words.split())}”, counted from {_named(when)}", when.evidence)


def _named(when: When) -> str:
    return when.value or f"{when.earliest.isoformat()} to {when.latest.isoformat()}"


def _behind(block: Block, word: Token, here: dict[int, Draft]) -> Draft | None:
    """The event that stands behind "after": the head of its phrase or clause, or the nearest event in it."""
    head = word.head
    if head.i in here and head.i > word.i:
        return here[head.i]
    _, last = block.bounds[block.sentence_of[word.i]]
    for index in range(word.i + 1, min(last, word.i + NEAR) + 1):
        if index in here:
            return here[index]
    return None


def _above(anchor: Token, word: Token) -> list[Token]:
    """The verbs that a phrase with "after" may belong to, the nearest first; in front of it or behind a comma."""
    for start in (anchor, word):
        verbs = [verb for verb in start.ancestors if verb.tag_.startswith("VB") and verb != anchor]
        outside = [
            verb for verb in verbs if verb.i < word.i or any(t.text == "," for t in anchor.doc[anchor.i : verb.i])
        ]
        if outside:
            return outside
    return []
