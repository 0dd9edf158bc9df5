"""Tolls that the words state, each given to the event that it is of."""

from __future__ import annotations

from kg.extract import quantities, syntax
from kg.extract.events.draft import Draft, has_victims, root_of
from kg.extract.reading import Block, Reading
from kg.extract.tokens import Token
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
        if last is not None and last.factuality == "actual":
            for name in _among_the_dead(block, first, final):
                last.take("killed", block.name(name), "among the dead", 0.75)
    return last


DEAD = frozenset({"dead", "victim", "fatality", "killed"})


def _among_the_dead(block: Block, first: int, last: int) -> list[Token]:
    """Those whom a sentence names as dead: "among the dead is X", "the victims include X and Y", "X was among them"."""
    for token in block.doc[first : last + 1]:
        if token.lemma_.lower() not in DEAD and token.lower_ not in DEAD:
            continue
        before = {t.lower_ for t in block.doc[max(first, token.i - 3) : token.i]}
        verb = next((t for t in block.doc[token.i + 1 : token.i + 5] if t.tag_.startswith("VB")), None)
        after = verb is not None and (
            verb.lemma_ == "include" or ("among" in before and verb.lemma_ == "be" and verb.i == token.i + 1)
        )
        if after and verb is not None:
            names = [t for t in block.doc[verb.i + 1 : last + 1] if t.i in block.names]
        elif "among" in before:
            names = [t for t in block.doc[first : token.i] if t.i in block.names and t.dep_ in syntax.SUBJECTS]
        else:
            continue
        people = [t for t in names if (name := block.name(t)) is not None and name.type == "Person"]
        if people:
            return [t for t in syntax.with_conjuncts(people[0]) if t in people]
    return []
