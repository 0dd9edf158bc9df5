"""Times that the words state, each given to the event that it dates."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from kg import dates
from kg.extract import syntax
from kg.extract.events import attachment
from kg.extract.events.draft import Draft, root_of, support_behind
from kg.extract.reading import Block, Reading
from kg.extract.tokens import Token
from kg.model import Recurring, Told, When

TOLD = ("ccomp", "parataxis", "conj")  # how a verb hangs on one of speech that tells of it
MAKING = {
    "sign",
    "declare",
    "conclude",
    "broker",
    "mediate",
    "negotiate",
    "reach",
    "arrange",
    "wage",
    "fight",
    "stage",
    "launch",
}
ASIDE = syntax.RELATIVES | {"acl", "advcl"}
CARRY = 2  # sentences over which the day of one carries on
LASTING = {"continue", "keep"}
LATELY = 7  # days back from the report in which that happened which its news follows
FRESH = 3  # paragraphs at the top in which "police said on Monday that …" brings news
GATHERINGS = ("meeting", "talks", "visit", "protest", "funeral", "trial", "vote")  # "spoke on Monday at a rally"


def give_times(reading: Reading, block: Block, here: dict[int, Draft]) -> dict[int, When]:
    """Give each time expression of the block to the trigger that it belongs to by the parse.

    Returns the time that each verb is told with, by its index, whether it is an event or not.
    """
    clocks: dict[int, When] = {}
    told_in: dict[int, list[When]] = {}  # sentence → the times it has, but for those on which somebody spoke
    opening: When | None = None  # the day of an entry of a timeline
    if not here:
        return clocks
    nouns = [draft for draft in here.values() if draft.trigger.is_noun]
    told = {clause.i: draft for draft in nouns for clause in support_behind(draft.trigger.token)} | here
    text = reading.document.text[block.paragraph.begin : block.paragraph.end]
    for expression in dates.find(text, reading.story.published):
        if (expression.earliest is None or expression.latest is None) and not expression.recurring:
            continue
        begin, end = block.paragraph.begin + expression.begin, block.paragraph.begin + expression.end
        index = _token_at(block, begin, end)
        if index is None:
            continue
        in_caption = block.paragraph.kind == "caption" and expression.earliest == expression.latest
        is_said = attachment.is_of_speech(block, index, here)
        draft = None if is_said else attachment.event_at(block, index, end, here, told)
        if expression.earliest is None or expression.latest is None:
            recurring = Recurring(expression.recurring, reading.cut(block, begin, end, index))
            for target in (draft, draft and draft.same_as):
                if target is not None:
                    target.recurring = target.recurring or recurring
            continue
        span = reading.cut(block, begin, end, index)
        when = When(expression.value, expression.earliest, expression.latest, expression.reason, span)
        verb = next((ancestor for ancestor in block.doc[index].ancestors if ancestor.tag_.startswith("VB")), None)
        if verb is not None:
            clocks.setdefault(verb.i, when)
        if not is_said:
            told_in.setdefault(block.sentence_of[index], []).append(when)
        draft = _decided(draft, here, when, reading.story.published) if draft is not None else None
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
            draft.when = opening or _shared(draft, here, clocks) or _carried(block, draft, told_in)
    _told_as_news(reading, block, here, clocks)
    return clocks


def _decided(draft: Draft, here: dict[int, Draft], when: When, published: dt.date | None) -> Draft:
    """What was decided at a time that is past, in place of what it was about: "voted for a withdrawal in 2020"."""
    if draft.factuality not in ("planned", "demanded") or (published is not None and when.latest >= published):
        return draft
    above = (here[a.i] for a in draft.trigger.token.ancestors if a.i in here)
    return next((other for other in above if other.factuality == "actual" and not other.trigger.is_noun), draft)


def _token_at(block: Block, begin: int, end: int) -> int | None:
    """The first token of a time expression that is neither a preposition nor an article."""
    tokens = enumerate(zip(block.begins, block.ends, strict=True))
    return next((i for i, (b, e) in tokens if b < end and begin < e and block.doc[i].tag_ not in {"IN", "DT"}), None)


def _told_as_news(reading: Reading, block: Block, here: dict[int, Draft], clocks: dict[int, When]) -> None:
    """Note the day on which an event is told as news, and how many days before it may have happened.

    What somebody told on a day at the top of a story ("said on Monday that two had drowned"), what the news of the top
    follows ("resigned after the riots"), and what goes on on the day of the report ("are searching the ruins").
    """
    published = reading.story.published
    if published is None:
        return
    at_top = any(block is b for b in [b for b in reading.blocks if b.paragraph.kind == "body"][:FRESH])
    for draft in (draft for draft in here.values() if draft.factuality == "actual"):
        token = draft.trigger.token
        if _goes_on(token):
            draft.told = Told(published, 0, "still going on on the day of the report")
        elif at_top and _is_followed(token):
            draft.told = Told(published, LATELY, "what the news of the day follows")
        elif at_top and not draft.trigger.is_noun and token.dep_ in TOLD:
            speech = next((verb for verb in token.ancestors if attachment.speaks(verb)), None)
            when = clocks.get(speech.i) if speech is not None else None
            if when is not None and when.earliest == when.latest <= published:
                draft.told = Told(when.latest, 1, f"told as news on {when.value}")


def _goes_on(token: Token) -> bool:
    """Whether an event is told in the present: "are fighting", "continue to shell", "continues its attacks"."""
    forms = {child.lower_ for child in token.children if child.dep_ == "aux"}
    if token.tag_ == "VBG" and forms & {"is", "are"}:
        return True
    while token.dep_ in ("xcomp", *syntax.OBJECTS):
        token = token.head
        if token.lemma_ in LASTING and token.tag_ in ("VBZ", "VBP"):
            return True
    return False


def _is_followed(token: Token) -> bool:
    """Whether an event is what others follow: "after the riots", "in the wake of the vote", "following a blast"."""
    while token.dep_ == "conj":
        token = token.head  # "after a strike and the murder of X"
    words = [child.lower_ for child in token.children if child.dep_ in ("case", "mark", "fixed") and child.i < token.i]
    return bool(set(words) & {"after", "following"}) or "wake" in {token.head.lower_, *words}


def _shared(draft: Draft, here: dict[int, Draft], clocks: dict[int, When]) -> When | None:
    """The time of the verb that an event is told with: "stormed the bank on Monday, killing two", "spoke at talks"."""
    token, head = draft.trigger.token, draft.trigger.token.head
    if not draft.trigger.is_noun:
        return root_of(here[head.i]).when if attachment.goes_on(token) and head.i in here else None
    words = {child.lower_ for child in token.children if child.dep_ == "case"}
    if draft.trigger.type in GATHERINGS and words & {"during", "at"}:
        return clocks.get(head.i)
    done = [verb for verb in (head, *token.children) if verb.lemma_ in MAKING and verb.i in here]
    made = [verb for verb in done if verb.dep_ == "acl" or token.dep_ in syntax.OBJECTS | syntax.PASSIVE]
    return here[made[0].i].when if made else None


def _carried(block: Block, draft: Draft, told_in: dict[int, list[When]]) -> When | None:
    """The day of the sentence before: "On Friday, crowds filled the square. Ten people were arrested."

    News tells one after the other what followed; a verb in the plain past keeps the time that was set (the narrative
    container of Pustejovsky and Stubbs 2011). A sentence with a time of its own, or with several, sets another one.
    """
    token, here = draft.trigger.token, block.sentence_of[draft.trigger.token.i]
    plain = token.tag_ == "VBD" or (token.tag_ == "VBN" and {"was", "were"} & {c.lower_ for c in token.children})
    if draft.trigger.is_noun or block.paragraph.kind != "body" or not plain or token.dep_ in ASIDE:
        return None
    if "had" in {child.lower_ for child in token.children} or here in told_in:
        return None
    for before in range(here - 1, max(-1, here - 1 - CARRY), -1):
        if before in told_in:
            [when, *more] = told_in[before]
            if more or when.earliest != when.latest:
                return None
            return replace(when, reason=f"the day told in the sentence before: {when.reason}")
    return None


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


def _narrower(a: When, b: When) -> bool:
    return a.latest - a.earliest < b.latest - b.earliest
