"""Who is reported to have said what: claims with speaker, content, speech act and cue.

A sentence is read from its cues: verbs and nouns of saying (`kg/lexicon/speech.toml`), "according to", adverbs such as
"reportedly". `kg.extract.cues` finds them with what they report and who says it. Quotations without a
cue go on with the speaker of the claim before.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from kg import dates
from kg.extract import actors, acts, cues, quotes, saying, speakers, stances, syntax
from kg.extract.cues import Found, Sources
from kg.extract.extents import Content, Cue
from kg.extract.quotes import Marks
from kg.extract.reading import Block, Reading
from kg.extract.saying import frame, lemma
from kg.extract.tokens import Token
from kg.model import ClaimMention, EventMention, Mention, Passage, Span, When

SILENT = frozenset({"DT", "IN", "CC", "TO", "PRP", "PRP$", "CD", "POS", "MD", "WDT", "WP", ",", ".", ":", "``", "''"})
ISSUED = frozenset(("statement", "letter", "post", "message", "tweet", "email", "memo", "communique", "note"))


def find(
    reading: Reading, references: actors.References, events: Sequence[EventMention]
) -> tuple[tuple[ClaimMention, ...], tuple[Mention, ...]]:
    """The claims of a story in reading order, and the mentions of anonymous sources that were made for their speakers.

    `references` holds pronouns and descriptions by offset (kg.extract.coreference.references); `events` gives triggers
    and quantities to the claims that they stand in.
    """
    marks = Marks(reading.document.text, quotes.find(reading.document.text, reading.story.paragraphs))
    sources = Sources(reading, marks, references, tuple(reading.names()), events)
    claims: list[ClaimMention] = []
    issuer: Mention | None = None
    for block in reading.blocks:
        issuer = _issuer(sources, block) or (issuer if _is_quotation(sources, block) else None)
        if block.paragraph.kind == "dateline":
            continue
        if block.paragraph.kind == "title":
            claims += [_claim(sources, block, f) for f in _headline(sources, block)]
            continue
        if issuer is not None and _is_quotation(sources, block):
            claims += _issued(sources, block, issuer)
            continue
        found = [f for first, last in _sentences(block) for f in _sentence(sources, block, first, last)]
        line = _line(sources, block)
        if line is not None:
            found = [line, *(f for f in found if block.begins[f.token.i] >= line.content.end)]
        here = [_claim(sources, block, f) for f in _without_repeats(found)]
        here = [_by_issuer(sources.reading, c, claims) for c in here]
        claims += here + _continued(sources, block, here, claims)
    claims.sort(key=lambda c: (c.content.begin, c.content.end, c.rule))
    known = set(references.values())
    made = {c.speaker for c in claims if c.speaker is not None and c.speaker.type == "AnonymousSource"} - known
    return tuple(claims), tuple(sorted(made, key=lambda m: (m.begin, m.end)))


def _headline(sources: Sources, block: Block) -> list[Found]:
    """The claim of a title: "X: …", "X vows to …"; only of somebody who is named, and less sure than the text below."""
    last = len(block.doc) - 1
    colon = next((t.i for t in block.doc[: min(8, last)] if t.text == ":"), None)
    speaker = block.name(block.doc[colon - 1]) if colon else None
    if colon and speaker is not None and speaker.type in ("Person", "Organization") and last - colon > 3:
        cue = Cue(block, sources.marks, block.doc[colon], "say", 0, last)
        return [Found(block.doc[colon], "say", ":", cue.span(colon + 1, last, "headline"), 0, speaker, "", 0.6)]
    found = _sentence(sources, block, 0, last) if last > 3 else []
    return [replace(f, confidence=0.6) for f in found if f.speaker is not None and f.speaker.kind == "name"]


def _line(sources: Sources, block: Block) -> Found | None:
    """The claim of a line that opens with who says it: "10:40 Health Ministry: …"; to the end of the sentence."""
    first, last = _sentences(block)[0]
    colon = next((t for t in block.doc[first : min(first + 9, last - 2)] if t.text == ":" and t.i > first), None)
    while colon is not None and block.doc[colon.i - 1].tag_ == "CD" and colon.i + 2 < last:  # "10:40"
        colon = next((t for t in block.doc[colon.i + 1 : min(colon.i + 9, last - 2)] if t.text == ":"), None)
    if colon is None or colon.i == first:
        return None
    speaker = block.name(block.doc[colon.i - 1])
    before = [t for t in block.doc[first : colon.i - 1] if not (t.is_punct or t.tag_ in {"CD", "DT"})]
    if speaker is None or speaker.type not in ("Person", "Organization") or any(not block.is_title(t) for t in before):
        return None
    quote = sources.marks.opening(block.begins[colon.i + 1])
    told = any(saying.is_finite(t) or t.tag_ == "VBN" for t in block.doc[colon.i + 1 : last + 1])
    if quote is None and not told:
        return None
    cue = Cue(block, sources.marks, colon, "say", first, last)
    content = Content(quote.begin, quote.end, "line") if quote is not None else cue.span(colon.i + 1, last, "line")
    return Found(colon, "say", ":", content, first, speaker, "", 0.7)


def _issuer(sources: Sources, block: Block) -> Mention | None:
    """Whose words follow in the next paragraphs: of "X issued the following communiqué:", "Statement by X"."""
    heads = block.paragraph.kind in ("title", "heading") or len(block.doc) < 12
    if not (block.doc[-1].text == ":" or (heads and block.doc[-1].text not in {".", "!", "?"})):
        return None
    for noun in block.doc[-25:]:
        if not speakers.lexicon_word(noun, "statements") or not noun.tag_.startswith("NN"):
            continue
        who = speakers.owner_of(sources.reading, block, noun, sources.references)
        verb = noun.head
        if who is None and lemma(verb) in frame("noun issue") and (subject := syntax.subject(verb)) is not None:
            who = sources.speaker(block, subject)
        if who is not None and who.type in ("Person", "Organization"):
            return who
    return None


def _is_quotation(sources: Sources, block: Block) -> bool:
    """Whether a paragraph is one quotation from its first mark to its last."""
    text, quote = sources.marks.text, sources.marks.opening(block.paragraph.begin)
    if quote is None or text[quote.end : block.paragraph.end].strip():
        return False
    return _is_sentence(text[quote.begin : quote.end])


def _issued(sources: Sources, block: Block, issuer: Mention) -> list[ClaimMention]:
    """A quoted paragraph of what somebody has issued."""
    quote = sources.marks.opening(block.paragraph.begin)
    if quote is None:
        return []
    content = sources.reading.cut(block, quote.begin, quote.end, 0)
    act = acts.by_content("states", content.text)
    return [_record(sources, content, "", issuer, "", act, None, None, "issued", 0.7)]


def _sentences(block: Block) -> list[tuple[int, int]]:
    """First and last token of the sentences of a paragraph; one cut without a full stop is whole again."""
    result: list[tuple[int, int]] = []
    for first, last in block.bounds:
        if result and not any(
            t.text in {".", "!", "?", "…", ";"} or t.text in quotes.SIGNS for t in block.doc[max(first - 2, 0) : first]
        ):
            result[-1] = (result[-1][0], last)
        else:
            result.append((first, last))
    return result


def _sentence(sources: Sources, block: Block, first: int, last: int) -> list[Found]:
    found: list[Found] = []
    begin, end = block.begins[first], block.ends[last]
    is_quoted = any(quote.begin < end and begin < quote.end for quote in sources.marks.quotes)
    for token in block.doc[first : last + 1]:
        if token.i in block.names or (token.tag_ in SILENT and token.lower_ != "according"):
            continue
        offset = block.begins[token.i]
        if is_quoted and sources.marks.inside(offset) and sources.marks.opening(offset) is None:
            continue
        word = lemma(token)
        if not cues.may_report(token, word):
            continue
        cue = Cue(block, sources.marks, token, word, first, last)
        one = cues.find(sources, cue, found)
        if one is not None and any(c.isalnum() for c in sources.marks.text[one.content.begin : one.content.end]):
            found.append(one)
    return _settled(sources, block, found)


# ------------------------------------------------------------------------------------------ settling


def _settled(sources: Sources, block: Block, found: list[Found]) -> list[Found]:
    """The claims of a sentence without those inside others; what one speaker frames is his."""
    for frame_ in [f for f in found if f.content.closing and f.content.rule in ("clause-before", "according-to")]:
        edge = block.ends[max(frame_.clause - 2, 0)]
        inner = [
            f
            for f in found
            if f is not frame_
            and block.begins[f.token.i] < edge
            and frame_.content.begin <= block.begins[f.token.i]
            and f.content.rule != "adverb"
        ]
        clipped = {
            id(f): replace(f, content=replace(f.content, end=min(f.content.end, edge)))
            for f in inner
            if f.content.begin < edge
        }
        covered = sum(f.content.end - f.content.begin for f in clipped.values())
        report = frame_.speaker is not None and _is_report(frame_.speaker) and any(f.speaker is not None for f in inner)
        if report and frame_.content.rule == "according-to":
            found = [f for f in found if f is not frame_]
            continue
        if frame_.speaker is None or covered < 0.5 * (frame_.content.end - frame_.content.begin):
            continue
        found = [
            replace(clipped[id(f)], speaker=frame_.speaker, source=frame_.source) if id(f) in clipped else f
            for f in found
            if f is not frame_
        ]
    free = [f for f in found if not any(g is not f and _holds(block, g, f) for g in found)]
    result: list[Found] = []
    for f in free:
        if result and _is_bare(block, result[-1]) and f.lemma == "say" and saying.is_participle(f.token):
            bare = result.pop()
            judged = bare.lemma if bare.lemma in frame("judging") else f.lemma
            f = replace(
                f, lemma=judged, cue=bare.cue if judged == bare.lemma else f.cue, speaker=f.speaker or bare.speaker
            )
        result.append(f)
    return result


def _is_report(speaker: Mention) -> bool:
    """Whether a source is a thing ("preliminary results") that somebody else has published."""
    last = speaker.text.split()[-1].lower()
    return speaker.type == "AnonymousSource" and (
        last in frame("noun reports") or last.removesuffix("s") in frame("noun reports")
    )


def _holds(block: Block, outer: Found, inner: Found) -> bool:
    """Whether a claim is only reported inside what another one says."""
    at = block.begins[inner.token.i]
    if inner.content.begin <= block.begins[outer.token.i] < inner.content.end and inner.content.closing:
        return False
    return outer.content.begin <= at < outer.content.end and inner.content.begin >= outer.content.begin


def _is_bare(block: Block, found: Found) -> bool:
    """Whether a claim is only "condemned the strike": what is said of it follows in the next one."""
    words = found.content.end - found.content.begin
    return found.content.rule == "object" and words < 25 and block.doc[found.token.i + 1].lower_ in {"the", "this"}


def _without_repeats(found: list[Found]) -> list[Found]:
    """One claim for each stretch: of two that say nearly the same, the surer one."""
    kept: list[Found] = []
    for f in sorted(found, key=lambda f: (-f.confidence, f.content.begin, f.content.end, f.token.i)):
        a = f.content
        overlaps = (
            min(a.end, b.end) - max(a.begin, b.begin) > 0.7 * (max(a.end, b.end) - min(a.begin, b.begin))
            for b in (k.content for k in kept)
        )
        if not any(overlaps):
            kept.append(f)
    return sorted(kept, key=lambda f: (f.content.begin, f.content.end))


def _continued(
    sources: Sources, block: Block, here: list[ClaimMention], before: Sequence[ClaimMention]
) -> list[ClaimMention]:
    """Quotations of a paragraph that stand alone: whoever spoke last goes on."""
    result: list[ClaimMention] = []
    for quote in sources.marks.quotes:
        inside = block.paragraph.begin <= quote.begin < block.paragraph.end and _is_sentence(
            sources.marks.text[quote.begin : quote.end]
        )
        known = [*before[-3:], *here, *result]
        if not inside or any(c.content.begin < quote.end and quote.begin < c.content.end for c in known):
            continue
        index = next((i for i, s in enumerate(block.sentences) if s.begin <= quote.begin < s.end), None)
        if index is None:
            continue
        sentence = block.sentences[index]
        lead, trail = sources.marks.text[sentence.begin : quote.begin], sources.marks.text[quote.end : sentence.end]
        earlier = [c for c in [*here, *result] if c.content.begin < quote.begin] or list(before[-1:])
        last = max(earlier, key=lambda c: c.content.begin, default=None)
        if (
            last is None
            or (re.search(r"\w", lead) and not re.search(r"[.!?]\W*$", lead))
            or re.match(r"[\s,]*\w", trail)
        ):
            continue
        if (last.speaker is None and not last.source) or not _goes_on(sources.reading, last, quote.begin):
            continue
        content = sources.reading.cut(block, quote.begin, quote.end, block.bounds[index][0])
        act = acts.by_content("states", content.text)
        confidence = round(0.8 * last.confidence, 2)
        parts = (
            content,
            last.cue,
            last.speaker,
            last.source,
            act,
            last.addressee,
            last.said_on,
            "quote-continued",
            confidence,
        )
        result.append(_record(sources, *parts))
    return result


def _is_sentence(quoted: str) -> bool:
    """Whether a quotation is long enough for a sentence, or is closed like one."""
    closed = quoted.rstrip("".join(quotes.SIGNS)).endswith((".", "!", "?"))
    return len(quoted) > quotes.LONG or (closed and quoted.count(" ") > 1)


def _goes_on(reading: Reading, last: ClaimMention, begin: int) -> bool:
    """Whether whoever made a claim may still be speaking in a quotation that stands alone further on."""
    if _sentences_between(reading, last.content.end, begin) > 2:
        return False
    plural = last.speaker is not None and last.speaker.type == "AnonymousSource" and last.speaker.text.endswith("s")
    return last.quotation != "indirect" or not plural


def _by_issuer(reading: Reading, claim: ClaimMention, before: Sequence[ClaimMention]) -> ClaimMention:
    """A claim of "the statement" or "the letter" as one of whoever spoke last, in the sentences right before."""
    match = re.fullmatch(r"[Tt]he (\w+)", claim.speaker.text) if claim.speaker is not None else None
    if match is None or claim.speaker is None or claim.speaker.kind != "nominal" or match[1].lower() not in ISSUED:
        return claim
    last = next((c for c in reversed(before) if c.speaker is not None), None)
    if last is None or _sentences_between(reading, last.content.end, claim.content.begin) > 2:
        return claim
    return replace(claim, speaker=last.speaker, confidence=round(0.8 * claim.confidence, 2))


def _belongs(block: Block, cue: Token, offset: int) -> bool:
    """Whether the word at an offset says when the cue happened, not when something else did."""
    token = next((t for t in block.doc if block.begins[t.i] <= offset < block.ends[t.i]), None)
    if token is None or token.i == cue.i:
        return token is not None
    verb = next((t for t in token.ancestors if syntax.is_verb(t)), None)
    return verb is None or verb.i == cue.i or verb.i in {t.i for t in cue.ancestors}


def _sentences_between(reading: Reading, begin: int, end: int) -> int:
    return sum(1 for block in reading.blocks for s in block.sentences if begin <= s.begin and s.end <= end)


# ------------------------------------------------------------------------------------------- records


def _claim(sources: Sources, block: Block, found: Found) -> ClaimMention:
    begin, end = found.content.begin, found.content.end
    place = next((b for b in sources.reading.blocks if b.paragraph.begin <= begin < b.paragraph.end), block)
    first = bisect_right(place.ends, begin)
    first = first if first < len(place.ends) else 0
    content = sources.reading.cut(place, begin, end, first)
    base = acts.by_cue(found.lemma, found.content.rule, found.expressed)
    act = acts.by_content(base, content.text, found.content.rule == "label")
    said_on = _said_on(sources, block, found)
    rule, confidence = found.content.rule, round(found.confidence, 2)
    claim = _record(
        sources, content, found.cue, found.speaker, found.source, act, found.addressee, said_on, rule, confidence
    )
    stance, towards = stances.find(sources, block, found, act)
    return replace(claim, stance=stance, stance_towards=towards)


def _record(
    sources: Sources,
    content: Passage,
    cue: str,
    speaker: Mention | None,
    source: str,
    act: str,
    addressee: Mention | None,
    said_on: When | None,
    rule: str,
    confidence: float,
) -> ClaimMention:
    inside = [m for m in sources.names if content.begin <= m.begin and m.end <= content.end]
    events = [e for e in sources.events if content.begin <= e.trigger.begin and e.trigger.end <= content.end]
    inside += [
        m
        for offset, m in sources.references.items()
        if content.begin <= offset < content.end and m.type in ("Person", "Organization", "Place", "Facility")
    ]
    about = tuple(sorted([*inside, *(e.trigger for e in events)], key=lambda m: (m.begin, m.end, m.type)))
    counted = (q for e in events for q in e.quantities if content.begin <= q.evidence.begin < content.end)
    numbers = tuple(dict.fromkeys(counted))
    quotation = sources.marks.kind(content.begin, content.end)
    return ClaimMention(
        content, cue, speaker, source, act, quotation, about, numbers, addressee, said_on, rule, confidence
    )


def _said_on(sources: Sources, block: Block, found: Found) -> When | None:
    """The time that the reporting clause names ("said on Monday")."""
    sentence = block.sentence(found.token)
    text = sources.marks.text
    for begin, end in (
        (sentence.begin, min(found.content.begin, sentence.end)),
        (max(found.content.end, sentence.begin), sentence.end),
    ):
        if end - begin < 4:
            continue
        here = re.sub(
            r",\s+(?:who|whose|whom|which|where)\b[^,]*,", lambda m: "," + " " * (len(m[0]) - 2) + ",", text[begin:end]
        )
        for time in dates.find(here, sources.reading.story.published):
            dated = time.earliest is not None and time.latest is not None
            if (
                dated
                and time.earliest is not None
                and time.latest is not None
                and _belongs(block, found.token, begin + time.begin)
            ):
                span = Span(sentence.document, begin + time.begin, begin + time.end, time.text)
                return When(time.value, time.earliest, time.latest, time.reason, span)
    return None
