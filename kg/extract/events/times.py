"""Times that the words state, each given to the event that it dates."""

from __future__ import annotations

import datetime as dt
import re

from kg import dates, lexicon
from kg.extract import syntax
from kg.extract.events.draft import Draft, support_behind
from kg.extract.reading import Block, Reading
from kg.extract.tokens import Token
from kg.model import When

SETTING = frozenset({"when", "as", "while"})


def give_times(reading: Reading, block: Block, here: dict[int, Draft]) -> dict[int, When]:
    """Give each time expression of the block to the trigger that it belongs to by the parse.

    Returns the time that each verb is told with, by its index, whether it is an event or not.
    """
    clocks: dict[int, When] = {}
    opening: When | None = None  # the day of an entry of a timeline
    if not here:
        return clocks
    nouns = [draft for draft in here.values() if draft.trigger.is_noun]
    told = {clause.i: draft for draft in nouns for clause in support_behind(draft.trigger.token)} | here
    text = reading.document.text[block.paragraph.begin : block.paragraph.end]
    for expression in dates.find(text, reading.story.published):
        if expression.earliest is None or expression.latest is None:
            continue
        begin, end = block.paragraph.begin + expression.begin, block.paragraph.begin + expression.end
        index = next(
            (
                i
                for i, (b, e) in enumerate(zip(block.begins, block.ends, strict=True))
                if b < end and begin < e and block.doc[i].tag_ not in {"IN", "DT"}
            ),
            None,
        )
        if index is None:
            continue
        in_caption = block.paragraph.kind == "caption" and expression.earliest == expression.latest
        draft = _dated(block.doc[index], told) or _left_of(block, index, here)
        span = reading.cut(block, begin, end, index)
        when = When(expression.value, expression.earliest, expression.latest, expression.reason, span)
        verb = next((ancestor for ancestor in block.doc[index].ancestors if ancestor.tag_.startswith("VB")), None)
        if verb is not None:
            clocks.setdefault(verb.i, when)
        if draft is not None and draft.factuality in ("planned", "demanded"):
            when = _ahead(when, expression.text, reading.story.published)
        if draft is not None or in_caption:
            for target in {
                id(d): d for d in (draft, draft and draft.same_as, *(here.values() if in_caption else ()))
            }.values():
                if target is not None and (target.when is None or _narrower(when, target.when)):
                    target.when = when
        if _opens(text, expression):
            opening = opening or when
    for draft in here.values():
        if draft.when is None and draft.same_as is None and draft.factuality == "actual":
            draft.when = opening
    return clocks


def _opens(text: str, expression: dates.TimeExpression) -> bool:
    """Whether a time stands at the head of an entry of a timeline: "- 24 January: …", "March 3 — …"."""
    before, after = text[: expression.begin], text[expression.end : expression.end + 3]
    return not before.strip(" -*•–—\t[(") and bool(re.match(r"[\])]?\s?[:—–]|\s-\s", after))


def _ahead(when: When, text: str, published: dt.date | None) -> When:
    """The time of what is yet to come: "called a strike for Friday" means the next Friday, not the last."""
    if published is None or when.latest > published:
        return when
    if dates.weekdays(text):
        earliest, latest = when.earliest + dt.timedelta(7), when.latest + dt.timedelta(7)
    elif any(named.year is None for named in dates.named_days(text)):
        earliest, latest = (
            dates.day_of(day.year + 1, day.month, day.day) or day for day in (when.earliest, when.latest)
        )
    else:
        return when
    value = earliest.isoformat() if earliest == latest else ""
    return When(value, earliest, latest, "the next such day, as it is yet to come", when.evidence)


def _left_of(block: Block, index: int, here: dict[int, Draft]) -> Draft | None:
    """The event noun right before a time, with nothing but its own complements between."""
    for i in range(index - 1, block.bounds[block.sentence_of[index]][0] - 1, -1):
        token = block.doc[i]
        if i in here:
            return here[i] if here[i].trigger.is_noun else None
        if token.is_punct or token.tag_.startswith("VB"):
            return None
    return None


def _narrower(a: When, b: When) -> bool:
    return a.latest - a.earliest < b.latest - b.earliest


def _is_border(token: Token) -> bool:
    """Whether a year behind a word belongs to what stands before it no longer."""
    finite = token.tag_ in ("VBD", "VBZ", "VBP") or token.dep_ in syntax.RELATIVES
    return token.text in ",;:" or (finite and token.lemma_ not in syntax.COPULAS)


def _dated(token: Token, here: dict[int, Draft]) -> Draft | None:
    """The event that a time belongs to: the nearest trigger above it, or an argument of the nearest verb above it."""
    if token.like_num and len(token.text) == 4:  # a year belongs to what stands right before it
        near = [i for i in here if i < token.i and not any(_is_border(t) for t in token.doc[i + 1 : token.i])]
        if near:
            return here[max(near)]
    for ancestor in token.ancestors:
        if ancestor.i in here:
            return here[ancestor.i]
        speaks = ancestor.lemma_ in lexicon.subtypes("speech", "acts")
        if ancestor.dep_ == "advcl" and any(
            c.dep_ in ("mark", "advmod") and c.lower_ in SETTING for c in ancestor.children
        ):
            continue  # "died when the bridge came down in May"
        if ancestor.tag_.startswith("VB") and (speaks or ancestor.dep_ not in {"acl", "acl:relcl", "relcl"}):
            announced = [here[o.i] for o in syntax.objects(ancestor) if o.i in here]
            if speaks:
                return announced[0] if announced and ancestor.lemma_ in {"announce", "declare"} else None
            arguments = [child for child in ancestor.children if child.dep_ in syntax.SUBJECTS | syntax.OBJECTS]
            found = [here[child.i] for child in arguments if child.i in here]
            return found[0] if found else None
    return None
