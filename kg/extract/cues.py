"""Cues: what in a sentence tells that somebody said something, with what is said and who says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.extract import actors, contents, extents, quotes, saying, speakers, syntax
from kg.extract.extents import Content, Cue
from kg.extract.quotes import Marks
from kg.extract.reading import Block, Reading
from kg.extract.saying import frame, lemma
from kg.extract.tokens import Token
from kg.model import EventMention, Mention

UNATTRIBUTED = "unattributed"
COUNTS = frozenset(("counts", "records", "lists"))
PREPOSITIONS = frozenset(("by", "from", "in", "of", "on"))  # between a report and who made it


@dataclass(frozen=True, slots=True)
class Found:
    """A cue with what it reports and who says it."""

    token: Token
    lemma: str
    cue: str
    content: Content
    clause: int  # first token of the reporting clause
    speaker: Mention | None
    source: str
    confidence: float
    addressee: Mention | None = None
    expressed: str = ""  # the noun after "express"


@dataclass(frozen=True, slots=True)
class Sources:
    """What the claims of a story are read with."""

    reading: Reading
    marks: Marks
    references: actors.References
    names: tuple[Mention, ...]
    events: Sequence[EventMention]

    def speaker(self, block: Block, noun: Token) -> Mention | None:
        """The mention that a noun in a reporting clause stands for."""
        return speakers.resolve(self.reading, block, noun, self.references)


def may_report(token: Token, word: str) -> bool:
    """Whether a token with the lemma `word` can be a cue at all: most words of a text cannot."""
    if token.tag_.startswith("VB"):
        return word in _verbs() or token.lower_ in _others()
    return token.lower_ in _others() or (token.tag_ in {"NN", "NNS"} and word.removesuffix("s") in _nouns())


@cache
def _verbs() -> frozenset[str]:
    return frame("any") | frame("counting") | frame("telling_of") | {"want"}


@cache
def _nouns() -> frozenset[str]:
    return frame("noun prepositional") | frame("noun clause")


@cache
def _others() -> frozenset[str]:
    """Forms that can be cues whatever they were tagged as."""
    return frame("hearsay") | COUNTS | {"according", "quoted", "cited", "reports"}


def find(sources: Sources, cue: Cue, before: Sequence[Found]) -> Found | None:
    """What the word of `cue` reports, or None; `before` holds what was found before it in the sentence."""
    token = cue.token
    previous = cue.block.doc[token.i - 1].lower_ if token.i > cue.first else ""
    if token.lower_ == "according" and token.i < cue.last and cue.block.doc[token.i + 1].lower_ == "to":
        return _according(sources, cue)
    if token.lower_ in {"quoted", "cited"} and (found := _quoted_as(sources, cue)) is not None:
        return found
    if token.lower_ in frame("hearsay"):
        return _adverb(cue)
    if _is_counting(cue):
        return _figure(sources, replace(cue, lemma="count"), before)
    if token.tag_ in {"NN", "NNS"} or (token.lower_ == "reports" and previous == "amid"):
        return _noun(sources, cue)
    if not token.tag_.startswith("VB"):
        return None
    return _verb(sources, cue, before) or _figure(sources, cue, before)


def _verb(sources: Sources, cue: Cue, before: Sequence[Found]) -> Found | None:
    """A verb of saying with a speaker and something said."""
    verb, block = cue.token, cue.block
    if cue.lemma not in frame("any") or not _reports(cue):
        return None
    if saying.is_passive(verb):
        return _passive(sources, cue)
    participle = saying.is_participle(verb)
    carried = not participle and _is_carried(cue, before)
    subject = None if carried else speakers.subject(block, verb, cue.first, cue.lemma in frame("closing"))
    if subject is not None and _is_nobody(subject):
        return None
    clause = _clause_begin(cue, subject)
    content = contents.find(cue, subject, clause) or _next_paragraph(cue)
    if content is None or (cue.lemma == "go" and not content.closing):
        return None
    speaker, source, confidence = (
        (before[-1].speaker, before[-1].source, 0.8) if carried else _who(sources, cue, subject, before)
    )
    if speaker is None and (subject is None or cue.lemma in frame("weak")) and not participle:
        return None
    if cue.lemma in frame("weak") and content.rule == "object":
        return None
    if (
        cue.lemma in ("believe", "think", "expect", "consider", "find", "show")
        and content.rule == "clause"
        and speaker is not None
        and speaker.type == "Place"
    ):
        return None
    telling = content.rule in (
        "clause",
        "colon",
        "quote",
        "quote-before",
        "quote-around",
        "clause-before",
        "parenthetical",
    )
    if not telling and (speaker is None or (subject is not None and not speakers.can_speak(block, subject))):
        return None
    expressed = ""
    if cue.lemma in ("express", "voice"):
        expressed = next((lemma(c) for c in verb.children if c.dep_ in syntax.OBJECTS), "")
    return Found(
        verb,
        cue.lemma,
        _wording(block, verb, content),
        content,
        clause,
        speaker,
        source,
        confidence,
        _addressee(sources, cue),
        expressed,
    )


def _is_carried(cue: Cue, before: Sequence[Found]) -> bool:
    """Whether a verb goes on behind "and" right where what its speaker says before ends: "said … and urged …"."""
    if not before or before[-1].content.closing or before[-1].speaker is None:
        return False
    text = cue.marks.text[before[-1].content.end : cue.block.begins[cue.token.i]]
    return re.fullmatch(r"[\s,]*(?:and|but)\s+(?:(?:also|then|later|again|has|have|had|\w+ly)\s+)*", text) is not None


def _is_counting(cue: Cue) -> bool:
    """Whether a verb was read as the last noun of a name: "The Home Office counts 12 dead"."""
    token = cue.token
    named = token.i > cue.first and token.i - 1 in cue.block.names
    return named and token.lower_ in COUNTS and token.i < cue.last and token.nbor(1).tag_ == "CD"


def _figure(sources: Sources, cue: Cue, before: Sequence[Found]) -> Found | None:
    """ "counted 12 dead", "spoke of 44 injured", "wants the army to leave": verbs that are no verbs of saying alone."""
    verb, block = cue.token, cue.block
    wanted = cue.lemma == "want"
    if not (wanted or cue.lemma in frame("counting") or cue.lemma in frame("telling_of")):
        return None
    if not saying.reports(verb) or syntax.negated(verb) or saying.is_passive(verb) or saying.is_participle(verb):
        return None
    if verb.dep_ in {"amod", "compound", "acl"} | syntax.RELATIVES:
        return None
    carried = _is_carried(cue, before)
    subject = block.doc[verb.i - 1] if _is_counting(cue) else None
    if subject is None and not carried:
        subject = speakers.subject(block, verb, cue.first, False)
    if not carried and (subject is None or _is_nobody(subject) or not speakers.can_speak(block, subject)):
        return None
    content = contents.wanted(cue) if wanted else contents.figure(cue)
    if content is None:
        return None
    speaker, source, _ = (before[-1].speaker, before[-1].source, 0) if carried else _who(sources, cue, subject, before)
    if speaker is None:
        return None
    clause = _clause_begin(cue, subject)
    lemma_ = "demand" if wanted else cue.lemma
    return Found(verb, lemma_, _wording(block, verb, content), content, clause, speaker, source, 0.65)


def _reports(cue: Cue) -> bool:
    """Whether a verb of saying tells that something was said, by its form and place in the sentence."""
    verb, doc = cue.token, cue.block.doc
    if not saying.reports(verb) or (syntax.negated(verb) and cue.lemma != "comment"):
        return False
    has = verb.dep_ == "amod" and any(t.lemma_ == "have" for t in doc[max(cue.first, verb.i - 2) : verb.i])
    goes_on = verb.dep_ == "amod" and verb.tag_ == "VBN" and verb.head.i > verb.i and saying.follows_and(verb)
    if verb.dep_ in {"amod", "compound", "case", "fixed"} and not (has or goes_on):
        return False
    if verb.dep_ in {"ccomp", "advcl", "xcomp"} and verb.tag_ != "VBG":
        return not (lemma(verb.head) in frame("any") and syntax.negated(verb.head))  # "did not say when he expects …"
    if saying.is_participle(verb):
        prepositional = doc[verb.i - 1].tag_ == "IN" and cue.lemma not in frame("clause")  # "after calling the police"
        nominal = verb.dep_ in {"nsubj", "case"} or any(c.dep_ == "det" for c in verb.children)
        return cue.lemma in frame("chained") and not prepositional and not nominal
    return verb.tag_ != "VBN" or has or goes_on or saying.is_passive(verb) or saying.has_past_form(verb)


def _is_nobody(subject: Token) -> bool:
    """Whether a subject says nothing for others: "nobody", "no group", and the writer's own "I" and "we"."""
    return subject.lower_ in {"i", "we", "you", "nobody", "none"} or any(
        c.lower_ in {"no", "neither"} for c in subject.children
    )


def _next_paragraph(cue: Cue) -> Content | None:
    """The quotation that opens the paragraph behind a reporting clause with a colon or comma at its end."""
    if (
        cue.lemma not in frame("clause")
        or cue.block.doc[cue.last].text not in {":", ","}
        or cue.last - cue.token.i > 12
    ):
        return None
    end = cue.block.ends[cue.last]
    quote = next((q for q in cue.marks.quotes if q.begin > end), None)
    if quote is None or cue.marks.text[end : quote.begin].strip():
        return None
    return Content(quote.begin, quote.end, "colon")


def _wording(block: Block, verb: Token, content: Content) -> str:
    """The cue as written, with the words that make it one: "called for", "claimed responsibility"."""
    if content.rule == "responsibility":
        return f"{verb.text} responsibility" if block.doc[verb.i + 1].lower_ == "responsibility" else str(verb.text)
    following = block.doc[verb.i + 1] if verb.i + 1 < len(block.doc) else None
    leading = content.rule in ("preposition", "preposition-of", "directed") or " " in lemma(verb)
    if leading and following is not None and following.tag_ in {"IN", "TO", "RP"}:
        return f"{verb.text} {following.text}"
    return str(verb.text)


def _passive(sources: Sources, cue: Cue) -> Found | None:
    """ "is widely considered …", "was described by X as …"."""
    verb, doc = cue.token, cue.block.doc
    by = syntax.agents(verb)
    if (
        cue.lemma not in frame("passive")
        or (cue.lemma in frame("passive by") and not by)
        or verb.dep_ in syntax.RELATIVES | syntax.PARTICIPLES
    ):
        return None
    subject = next((c for c in verb.children if c.dep_ in syntax.SUBJECTS and c.i < verb.i), None)
    if subject is None:
        return None
    speaker = sources.speaker(cue.block, by[0]) if by else None
    start = verb.i + 1
    while start <= cue.last and doc[start].lower_ in {"as", "to", "also"}:
        start += 1
    if by and cue.lemma in frame("passive by") and doc[start].lower_ == "by":
        return _passive_object(cue, subject, by[0], speaker)
    if start >= cue.last or (cue.lemma in ("believe", "consider") and start == verb.i + 1 and doc[start].tag_ == "IN"):
        return None
    content = cue.span(start, extents.stop(cue, start, cue.last), "passive")
    adverb = next((c for c in verb.children if c.dep_ == "advmod" and c.i == verb.i - 1), None)
    wording = f"{adverb.text} {verb.text}" if adverb is not None else verb.text
    return Found(verb, cue.lemma, wording, content, syntax.left(subject), speaker, "" if speaker else UNATTRIBUTED, 0.5)


def _passive_object(cue: Cue, subject: Token, by: Token, speaker: Mention | None) -> Found | None:
    """ "The attack was claimed by X": what is said is the subject."""
    verb, doc = cue.token, cue.block.doc
    if speaker is None or subject.tag_ in {"PRP", "WP", "WDT", "DT", "EX"}:
        return None
    behind = max(syntax.right(by), by.i) + 1
    start = next((t.i + 1 for t in doc[by.i + 1 : min(behind + 2, cue.last)] if t.lower_ in {"as", "for"}), None)
    if cue.lemma in frame("label") and start is not None:
        content = cue.span(start, extents.stop(cue, start, cue.last), "passive")
    elif cue.lemma == "claim" and lemma(subject) not in contents.attacks():
        return None
    else:
        rule = "responsibility" if cue.lemma == "claim" else "passive"
        content = cue.span(syntax.left(subject), max(syntax.right(subject), subject.i), rule, True)
    return Found(verb, cue.lemma, f"{verb.text} by", content, syntax.left(subject), speaker, "", 0.6)


def _quoted_as(sources: Sources, cue: Cue) -> Found | None:
    """ "…," X was quoted as saying."""
    doc, verb = cue.block.doc, cue.token
    saying_ = next((t for t in doc[verb.i + 1 : min(verb.i + 12, cue.last) + 1] if t.lower_ == "saying"), None)
    subject = next((c for c in verb.children if c.dep_ in syntax.SUBJECTS and c.i < verb.i), None)
    if saying_ is None or subject is None:
        return None
    clause = _clause_begin(cue, subject)
    quote = cue.marks.closing(cue.block.begins[clause], cue.block.paragraph.begin)
    speaker = sources.speaker(cue.block, subject)
    if quote is None or speaker is None:
        return None
    content = Content(quote.begin, quote.end, "quote-before", True)
    return Found(verb, "say", f"{verb.text} as saying", content, clause, speaker, "", 0.8)


def _according(sources: Sources, cue: Cue) -> Found | None:
    """ "according to X, …" and "…, according to X"."""
    doc, start = cue.block.doc, cue.token.i + 2
    noun = next((t for t in cue.token.ancestors if start <= t.i <= start + 8 and syntax.is_noun(t)), None)
    if noun is None:
        modifying = {"compound", "amod", "det", "nmod:poss", "poss"}
        noun = next((t for t in doc[start : cue.last + 1] if syntax.is_noun(t) and t.dep_ not in modifying), None)
    if noun is None:
        return None
    opening = not any(
        syntax.is_verb(t) or t.i in cue.block.names or t.tag_.startswith("NN") for t in doc[cue.first : cue.token.i]
    )
    inner = cue.token.i > cue.first + 1 and (
        doc[cue.token.i - 1].tag_ in {"IN", "WDT", "WP"} or doc[cue.token.i - 2].tag_ in {"WDT", "WP"}
    )
    speaker = sources.speaker(cue.block, noun)
    if opening or inner:
        comma = _opening_comma(cue, noun, speaker)
        if comma is None:
            return None
        content = cue.span(comma + 1, extents.stop(cue, comma + 1, cue.last), "according-to")
    elif cue.token.i - 2 > cue.first:
        quote = cue.marks.closing(cue.block.begins[cue.token.i], cue.block.paragraph.begin)
        if quote is not None and quote.begin <= cue.block.begins[cue.first]:
            content = Content(quote.begin, quote.end, "according-to", True)
        else:
            whole = not any(map(saying.is_finite, doc[cue.first : cue.token.i])) and _goes_on(cue, noun)
            last = extents.stop(cue, cue.token.i + 1, cue.last) if whole else cue.token.i - 1
            content = cue.span(cue.first, last, "according-to", True)
    else:
        return None
    return Found(
        cue.token,
        "according",
        f"{cue.token.text} to",
        content,
        cue.token.i,
        speaker,
        "" if speaker else UNATTRIBUTED,
        0.85,
    )


def _goes_on(cue: Cue, noun: Token) -> bool:
    """Whether a sentence goes on behind a source set off by commas: "The bridge, according to X, was closed"."""
    comma = next((t.i for t in cue.block.doc[noun.i + 1 : min(noun.i + 9, cue.last)] if t.text == ","), None)
    return comma is not None and any(map(saying.is_finite, cue.block.doc[comma + 1 : cue.last + 1]))


def _opening_comma(cue: Cue, noun: Token, speaker: Mention | None) -> int | None:
    """The comma (or last word) of the source in an opening "according to X, a lawyer, …"."""
    doc, block = cue.block.doc, cue.block
    after = noun.i
    if speaker is not None:
        after = max([after, *(t.i for t in doc[noun.i : cue.last] if block.begins[t.i] == speaker.begin)])
    commas = [t.i for t in doc[after : cue.last] if t.text == ","]
    if any(map(saying.is_finite, doc[after : commas[0] if commas else cue.last])):
        return int(after)  # no comma behind the source
    if len(commas) > 1 and any(child.dep_ == "appos" and child.i > commas[0] for child in doc[after].children):
        between = doc[commas[0] + 1 : commas[1]]
        described = between[0].tag_ in {"DT", "NN", "JJ"} and not any(map(saying.is_finite, between))
        rest = doc[commas[1] : cue.last]
        if described and any(map(saying.is_finite, rest)) and any(t.dep_ in syntax.SUBJECTS for t in rest):
            return commas[1]
    return commas[0] if commas else None


def _adverb(cue: Cue) -> Found | None:
    """ "reportedly": the rest of the clause is what somebody says."""
    doc, verb = cue.block.doc, cue.token.head
    start = cue.token.i + 1
    if not syntax.is_verb(verb) or verb.dep_ == "amod" or not start <= verb.i <= start + 5:
        return None
    end = max(min(extents.stop(cue, start, cue.last), syntax.right(verb)), start)
    for token in doc[verb.i + 1 : end + 1]:
        clause = token.lower_ in {"as", "while", "after", "when", "although"}
        if (clause and any(saying.is_finite(t) for t in doc[token.i : end + 1])) or (
            token.text == "," and token.i > verb.i + 3
        ):
            end = token.i - 1
            break
    if end - start < 1:
        return None
    content = cue.span(start, end, "adverb")
    return Found(cue.token, cue.token.lower_, cue.token.text, content, cue.token.i, None, UNATTRIBUTED, 0.6)


def _noun(sources: Sources, cue: Cue) -> Found | None:
    """ "X's claim that …", "amid reports that …", "reiterated its demand for …"."""
    noun, doc = cue.token, cue.block.doc
    word = noun.lemma_.lower().removesuffix("s")
    if word in frame("noun prepositional"):
        return _demand(sources, cue)
    if word not in frame("noun clause") or lemma(noun.head) in frame("denies") or noun.i + 2 > cue.last:
        return None
    that = next((t for t in doc[noun.i + 1 : min(noun.i + 9, cue.last)] if t.lower_ == "that"), None)
    if that is not None:
        between = doc[noun.i + 1 : that.i]
        if any(saying.is_finite(t) or t.text == "," or t.tag_ in {"VBN", "VBG"} for t in between):
            return None
        if saying.is_finite(doc[that.i + 1]) or doc[that.i + 1].tag_ == "VB":  # a relative clause
            return None
        start = that.i + 1
        if (
            lemma(noun.head) in frame("any")
            and lemma(noun.head) in frame("clause")
            and noun.i > noun.head.i
            and doc[noun.i - 1].lower_ in {"a", "the", "an"}
            and doc[noun.i - 2].lower_ in {"in"}
        ):
            return None  # "said in a statement that …": the verb is the cue
    elif (
        word == "report"
        and noun.lower_ == "reports"
        and noun.i > cue.first
        and doc[noun.i - 1].lower_ in {"amid", "on", "to", "following", "after"}
    ):
        start = noun.i + 1
        if doc[start].tag_ in {"IN", "VBN", "VBG", "CC", "TO"} or not any(
            saying.is_finite(t) for t in doc[start : cue.last + 1]
        ):
            return None
    else:
        return None
    owner = syntax.possessor(noun)
    speaker = sources.speaker(cue.block, owner) if owner is not None else None
    if speaker is None:
        others = [n for p, n in syntax.obliques(noun) if p in ("by", "from", "in", "of", "on") and n.i < start]
        speaker = sources.speaker(cue.block, others[0]) if others else None
    content = cue.span(start, extents.stop(cue, start, cue.last), "noun-clause")
    return Found(noun, word, noun.text, content, noun.i, speaker, "" if speaker else noun.text.lower(), 0.65)


def _demand(sources: Sources, cue: Cue) -> Found | None:
    """ "repeated its call for …", "its demand that …"."""
    noun, doc, verb = cue.token, cue.block.doc, cue.token.head
    if (
        lemma(verb) not in frame("again")
        or noun.i < verb.i
        or noun.i + 2 > cue.last
        or doc[noun.i + 1].lower_ not in {"for", "that", "to"}
    ):
        return None
    subject = speakers.subject(cue.block, verb, cue.first, False)
    speaker = sources.speaker(cue.block, subject) if subject is not None else None
    if speaker is None or lemma(verb) == "reject":
        return None
    start = noun.i + 1 if doc[noun.i + 1].lower_ == "to" else noun.i + 2
    head = next((n for p, n in syntax.obliques(noun) if n.i > noun.i), None)
    end = extents.stop(cue, start, cue.last)
    if head is not None and doc[noun.i + 1].lower_ == "for":
        end = extents.phrase_end(cue, head, start, end)
    return Found(noun, "demand", noun.text, cue.span(start, end, "noun-for"), cue.first, speaker, "", 0.75)


# ------------------------------------------------------------------------------------------ speakers


def _clause_begin(cue: Cue, subject: Token | None) -> int:
    """The first token of the reporting clause: of its subject, or of the verb where the subject follows."""
    block, verb, first, doc = cue.block, cue.token, cue.first, cue.block.doc
    if subject is None or not first <= subject.i < verb.i:
        index = verb.i
        while index > first and doc[index - 1].dep_.startswith("aux") and doc[index - 1].head == verb:
            index -= 1
        return int(index)
    start = subject.i
    for child in subject.children:
        left = syntax.left(child)
        if (
            first <= left < start
            and child.dep_ not in {"punct", "cc", "parataxis"}
            and not any(t.text == "," or t.text in quotes.SIGNS for t in doc[left : subject.i])
        ):
            start = left
    while (
        start > first
        and doc[start - 1].dep_ in {"det", "compound", "amod", "nmod:desc", "nmod:poss"}
        and doc[start - 1].text != ","
    ):
        start -= 1
    for index in range(start - 1, max(first, start - 15), -1):  # "…," the chair, Judge X, said
        if saying.is_finite(doc[index]) or doc[index].text in quotes.SIGNS:
            break
        titles = all(t.tag_ in {"NN", "NNP", "JJ", "DT", "POS", "HYPH"} for t in doc[index:start])
        if (titles or doc[start - 1].text == ",") and cue.marks.closing(
            block.begins[index], block.paragraph.begin
        ) is not None:
            return int(index)
    return int(start)


def _who(
    sources: Sources, cue: Cue, subject: Token | None, before: Sequence[Found]
) -> tuple[Mention | None, str, float]:
    """The speaker of a verb, how the text calls a speaker who cannot be told, and how sure that is."""
    if saying.is_participle(cue.token):
        return _who_goes_on(sources, cue, before)
    if subject is None:
        return None, UNATTRIBUTED, 0.4
    joined = cue.token.dep_ in {"conj", "amod"} and saying.follows_and(cue.token)
    if (
        joined
        and before
        and before[-1].speaker is not None
        and subject.i < before[-1].token.i
        and subject.head != cue.token
    ):
        return before[-1].speaker, before[-1].source, 0.8
    speaker = sources.speaker(cue.block, subject)
    if speaker is None:
        return None, cue.block.text(subject).lower(), 0.45
    return speaker, "", {"name": 0.9, "demonym": 0.7}.get(speaker.kind, 0.75)


def _who_goes_on(sources: Sources, cue: Cue, before: Sequence[Found]) -> tuple[Mention | None, str, float]:
    """Who speaks in ", adding …": who spoke before in the sentence, or the subject of the sentence."""
    verb, block = cue.token, cue.block
    head = verb.head
    issuer = (
        head if lemma(head) in frame("noun issue") else head.head if speakers.lexicon_word(head, "statements") else None
    )
    if issuer is not None and verb.dep_ in {"acl", "xcomp", "advcl"} and (owner := syntax.subject(issuer)) is not None:
        return sources.speaker(block, owner), "", 0.8
    if before and before[-1].speaker is not None:
        return before[-1].speaker, before[-1].source, 0.8
    attached = verb.dep_ == "acl" and block.doc[verb.i - 1].text != "," and syntax.is_noun(head)
    if attached and (speakers.is_source(head) or head.i in block.names):
        return sources.speaker(block, head), "", 0.6
    if attached and cue.lemma not in ("say", "add", "state", "claim", "note", "stress", "warn"):
        document = speakers.lexicon_word(head, "statements") or speakers.lexicon_word(head, "reports")
        return (sources.speaker(block, head) if document else None), head.lower_, 0.5
    subject = syntax.subject(verb) if verb.dep_ != "acl" else None
    if subject is None or subject.i > verb.i or subject.dep_ not in syntax.SUBJECTS:
        root = syntax.root(block.doc[cue.first : cue.last + 1])
        subject = speakers.subject(block, root, cue.first, False) if syntax.is_verb(root) else subject
    if subject is None:
        return None, UNATTRIBUTED, 0.4
    return sources.speaker(block, subject), "", 0.65


def _addressee(sources: Sources, cue: Cue) -> Mention | None:
    if cue.lemma not in frame("told"):
        return None
    if cue.lemma in ("call", "appeal", "plead"):
        led = [n for p, n in syntax.obliques(cue.token) if p in ("on", "upon", "to", "with") and n.i > cue.token.i]
        return actors.actor(cue.block, led[0], sources.references) if led else None
    told = [
        *syntax.recipients(cue.token),
        *(c for c in cue.token.children if c.dep_ in syntax.OBJECTS and c.i > cue.token.i),
    ]
    return next((m for t in told if (m := actors.actor(cue.block, t, sources.references)) is not None), None)
