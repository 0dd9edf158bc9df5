"""Tolls that the words state, each given to the event that it is of."""

from __future__ import annotations

from kg.extract import quantities
from kg.extract.events.draft import Draft, has_victims, root_of
from kg.extract.reading import Block, Reading
from kg.model import Quantity


def give_tolls(reading: Reading, block: Block, here: dict[int, Draft], last: Draft | None) -> Draft | None:
    """Give each toll that the words state to the nearest event of its sentence, or to the last one told of before.

    Returns the event that tolls of the next block may be of.
    """
    for (first, final), sentence in zip(block.bounds, block.sentences, strict=True):
        inside = [root_of(here[i]) for i in range(first, final + 1) if i in here and has_victims(here[i])]
        nouns = [draft for draft in inside if draft.trigger.is_noun]
        for toll in quantities.tolls(sentence.text):
            owner = next(iter(nouns or inside), last)
            begin, end = sentence.begin + toll.begin, sentence.begin + toll.end
            known = [q for draft in here.values() for q in draft.quantities.values() if q.measure == toll.measure]
            stated = any(
                q.evidence.begin < end and begin < q.evidence.end and toll.low in (q.min, q.max) for q in known
            )
            if owner is not None and not stated:
                owner.count(Quantity(toll.measure, toll.low, toll.high, reading.cut(block, begin, end, first)))
        if inside:
            last = (nouns or inside)[0]
    return last
