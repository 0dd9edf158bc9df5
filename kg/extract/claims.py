"""Who is reported to have said what: claims with speaker, content, speech act and cue.

A sentence is read from its cues: verbs and nouns of saying (`kg/lexicon/speech.toml`), "according to", adverbs such as
"reportedly". Each cue opens a stretch of text in front of it or behind it; the parse says on which side and who speaks, the
next cue and the quotation marks say where it ends. Quotations without a cue go on with the last speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract import actors, quotes, speakers, syntax
from kg.extract.acts import base_act, frame, leading_prepositions, refined
from kg.extract.quotes import Quote
from kg.extract.reading import Block, Reading
from kg.model import ClaimMention, EventMention, Mention, Passage, Quantity, When

if TYPE_CHECKING:
    from spacy.tokens import Token

MODALS = {"would", "could", "might", "may", "should", "must", "can", "shall", "will"}
QUOTE_MARKS = "\"“”„«»‘’'"
ADVERBS = {
    "reportedly": "unattributed",
    "allegedly": "unattributed",
    "purportedly": "unattributed",
    "supposedly": "unattributed",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A cue with what it reports, before speech act and surroundings are worked out (offsets of the document)."""

    verb: int  # token that is the cue
    lemma: str
    cue: str
    begin: int
    end: int
    clause_begin: int  # first token of the reporting clause
    speaker: Mention | None
    source: str
    rule: str
    confidence: float
    speaker_token: int = -1
    addressee: Mention | None = None
    said_in: tuple[int, int] = (0, 0)  # first and last token of the reporting clause, for its date
    closing: bool = False  # stands behind what is said
    expressed: str = ""


def find(
    reading: Reading, references: actors.References, events: Sequence[EventMention]
) -> tuple[tuple[ClaimMention, ...], tuple[Mention, ...]]:
    """The claims of a story in reading order, and the mentions of anonymous sources that were made for their speakers.

    `references` holds pronouns and descriptions by offset (kg.extract.coreference.references), `events` gives triggers
    and quantities to the claims that they stand in. Confidence in [0, 1].
    """
    return _Story(reading, references, events).claims()


class _Story:
    """The claims of one story, block by block; a quotation may lean on the speaker of the one before."""

    def __init__(self, reading: Reading, references: actors.References, events: Sequence[EventMention]) -> None:
        self.reading = reading
        self.text = reading.document.text
        self.references = references
        self.events = events
        self.quotes = quotes.find(self.text, reading.story.paragraphs)
        self.names = list(reading.names())

    def claims(self) -> tuple[tuple[ClaimMention, ...], tuple[Mention, ...]]:
        result: list[ClaimMention] = []
        for block in self.reading.blocks:
            if block.paragraph.kind == "title":
                continue
            result += self._block(block, result)
        result.sort(key=lambda c: (c.content.begin, c.content.end, c.rule))
        made = {
            c.speaker
            for c in result
            if c.speaker is not None
            and c.speaker.type == "AnonymousSource"
            and c.speaker not in self.references.values()
        }
        return tuple(result), tuple(sorted(made, key=lambda m: (m.begin, m.end)))

    # ------------------------------------------------------------------------------------ block

    def _block(self, block: Block, before: Sequence[ClaimMention]) -> list[ClaimMention]:
        found: list[Found] = []
        for index in range(len(block.bounds)):
            found += self._sentence(block, index)
        found = _without_repeats(found)
        made = [self._claim(block, f) for f in found]
        return made + self._continued(block, made, before)

    def _sentence(self, block: Block, index: int) -> list[Found]:
        first, last = block.bounds[index]
        tokens = block.doc[first : last + 1]
        found: list[Found] = []
        for token in tokens:
            if self._in_long_quote(block, token) and not self._opens_quote(block, token):
                continue
            if token.lower_ == "according" and token.i < last and block.doc[token.i + 1].lower_ == "to":
                found += filter(None, [self._according(block, token, first, last)])
            elif token.lower_ in ADVERBS:
                found += filter(None, [self._adverb(block, token, first, last)])
            elif token.tag_.startswith("VB") and token.i not in block.names:
                found += filter(None, [self._verb(block, token, first, last, found)])
            elif token.tag_ in {"NN", "NNS"} and token.i not in block.names:
                found += filter(None, [self._noun(block, token, first, last)])
        return self._settled(block, found)

    # ------------------------------------------------------------------------------------- cues

    def _verb(self, block: Block, verb: Token, first: int, last: int, before: Sequence[Found]) -> Found | None:
        lemma = _lemma(verb)
        if (
            lemma not in frame("any")
            or verb.dep_ in {"amod", "compound", "case", "fixed"}
            or _is_purpose(verb)
            or _is_hypothetical(verb)
        ):
            return None
        negated = syntax.negated(verb)
        if negated and lemma not in ("comment", "deny", "confirm", "respond", "elaborate", "rule"):
            return None
        participle = verb.tag_ == "VBG" and "be" not in {_lemma(c) for c in verb.children if c.dep_.startswith("aux")}
        if participle and (lemma not in frame("chained") or any(c.dep_ == "det" for c in verb.children)):
            return None
        if (
            verb.tag_ == "VBN"
            and not any(c.dep_.startswith("aux") for c in verb.children)
            and not self._finite(block, verb, first)
        ):
            return None
        if _passive(verb):
            return self._passive(block, verb, lemma, first, last)
        if lemma == "go":
            return None
        subject = self._subject(block, verb, first, participle)
        clause = self._clause_begin(block, verb, subject, first)
        span, rule, closing = self._content(block, verb, lemma, subject, clause, first, last)
        if span is None:
            return None
        speaker, source, confidence = self._speaker(block, verb, subject, before, participle)
        if subject is None and speaker is None and not participle:
            return None
        if lemma in frame("weak") and (speaker is None or (not closing and rule == "object")):
            return None
        addressee = self._addressee(block, verb, lemma)
        cue = verb.text
        end = max([verb.i, *(c.i for c in verb.children if verb.i < c.i < verb.i + 12)])
        expressed = (
            next((_lemma(c) for c in verb.children if c.dep_ in syntax.OBJECTS), "")
            if lemma in ("express", "voice")
            else ""
        )
        return Found(
            verb.i, lemma, cue, *span, clause, speaker, source, rule, confidence, -1 if subject is None else subject.i, addressee,
            (clause, min(end, last)), closing, expressed,
        )  # fmt: skip

    def _finite(self, block: Block, verb: Token, first: int) -> bool:
        """Whether a form that may be past tense or participle ("said", "denied") is a finite verb here."""
        if any(c.dep_ in syntax.SUBJECTS for c in verb.children):
            return True
        return verb.dep_ in {"ROOT", "conj", "parataxis"} or (
            verb.dep_ in {"acl", "advcl"}
            and bool(syntax.objects(verb))
            and verb.i > first
            and block.doc[verb.i - 1].text == ","
        )

    def _passive(self, block: Block, verb: Token, lemma: str, first: int, last: int) -> Found | None:
        """ "is widely considered …", "was described by X as …"."""
        if lemma not in (
            "consider",
            "describe",
            "believe",
            "think",
            "report",
            "accuse",
            "blame",
            "hail",
            "praise",
            "criticize",
            "criticise",
            "condemn",
            "call",
            "say",
            "allege",
        ):
            return None
        if (
            not any(c.dep_ in syntax.PASSIVE for c in verb.children)
            or verb.dep_ in syntax.RELATIVES | syntax.PARTICIPLES
        ):
            return None
        subject = next((c for c in verb.children if c.dep_ in syntax.SUBJECTS and c.i < verb.i), None)
        by = syntax.agents(verb)
        if subject is None or (not by and lemma in ("report", "call", "praise", "hail", "condemn", "blame", "say")):
            return None
        start = verb.i + 1
        while start <= last and (block.doc[start].lower_ in {"as", "to"} or block.doc[start].dep_ == "advmod"):
            start += 1
        if start > last or block.doc[start].is_punct:
            return None
        end = self._stop(block, verb, start, last)
        speaker = speakers.resolve(self.reading, block, by[0], self.references) if by else None
        adverb = next((c for c in verb.children if c.dep_ == "advmod" and c.i == verb.i - 1), None)
        cue = f"{adverb.text} {verb.text}" if adverb is not None else verb.text
        span = self._span(block, start, end)
        return Found(
            verb.i,
            lemma,
            cue,
            *span,
            syntax.left(subject),
            speaker,
            "" if speaker else "unattributed",
            "passive",
            0.5,
            said_in=(first, verb.i),
        )

    def _according(self, block: Block, token: Token, first: int, last: int) -> Found | None:
        """ "according to X, …" and "…, according to X"."""
        start = token.i + 2
        noun = next((t for t in [token.head, *token.ancestors] if t.i >= start and syntax.is_noun(t)), None)
        if noun is None or noun.i > start + 8:
            noun = next(
                (
                    t
                    for t in block.doc[start : last + 1]
                    if syntax.is_noun(t) and t.dep_ not in {"compound", "amod", "nmod:poss", "poss"}
                ),
                None,
            )
        if noun is None:
            return None
        speaker = speakers.resolve(self.reading, block, noun, self.references)
        _, end_of_source = speakers.phrase(block, noun)
        opening = next((t.i for t in block.doc[start : last + 1] if t.text == "," and t.i > noun.i), None)
        if self._only_opening(block, first, token.i):
            if opening is None:
                return None
            begin, end, closing = opening + 1, self._stop(block, token, opening + 1, last), False
        else:
            begin, end, closing = first, token.i - 1, True
        if end <= begin:
            return None
        span = self._span(block, begin, end)
        return Found(
            token.i,
            "according",
            f"{token.text} to",
            *span,
            token.i,
            speaker,
            "" if speaker else "unattributed",
            "according-to",
            0.85,
            noun.i,
            None,
            (token.i, min(last, end_of_source + 4)),
            closing,
        )

    def _only_opening(self, block: Block, first: int, index: int) -> bool:
        """Whether what stands in front of a token in its sentence is nothing or a connective ("Meanwhile,")."""
        return not any(
            syntax.is_verb(t) or t.i in block.names or t.tag_.startswith("NN") for t in block.doc[first:index]
        )

    def _adverb(self, block: Block, adverb: Token, first: int, last: int) -> Found | None:
        """ "reportedly": the rest of the clause is what somebody says."""
        verb = adverb.head
        if not syntax.is_verb(verb) or (verb.tag_ == "VBN" and verb.dep_ == "amod"):
            return None
        start = adverb.i + 1
        if start > last or abs(verb.i - adverb.i) > 6:
            return None
        end = min(self._stop(block, verb, start, last), max(syntax.right(verb), start))
        for child in verb.children:
            if (
                child.i > adverb.i
                and child.dep_ == "advcl"
                and any(
                    c.dep_ == "mark" and c.lower_ in {"as", "while", "after", "when", "although"}
                    for c in child.children
                )
            ):
                end = min(end, syntax.left(child) - 1)
        if block.doc[end].text == "," or end < start:
            end = max(start, end - 1)
        span = self._span(block, start, end)
        return Found(adverb.i, adverb.lower_, adverb.text, *span, adverb.i, None, ADVERBS[adverb.lower_], "adverb", 0.6)

    def _noun(self, block: Block, noun: Token, first: int, last: int) -> Found | None:
        """ "X's claim that …", "amid reports that …", "reiterated its demand for …"."""
        lemma = noun.lemma_.lower()
        if lemma in frame("noun prepositional"):
            verb = noun.head
            if (
                _lemma(verb)
                not in (
                    "reiterate",
                    "repeat",
                    "renew",
                    "make",
                    "issue",
                    "reaffirm",
                    "echo",
                    "restate",
                    "back",
                    "highlight",
                )
                or noun.dep_ not in syntax.OBJECTS
                or _lemma(verb) == "highlight"
            ):
                return None
            target = next(
                (t for t in block.doc[noun.i + 1 : last + 1] if t.lower_ == "for" and t.i <= noun.i + 2), None
            )
            if target is None or target.i + 1 > last:
                return None
            head = next((n for p, n in syntax.obliques(noun) if p == "for"), None)
            end = self._stop(block, verb, target.i + 1, last)
            if head is not None:
                end = min(end, syntax.right(head))
            subject = self._subject(block, verb, first, False)
            speaker = None if subject is None else speakers.resolve(self.reading, block, subject, self.references)
            if speaker is None:
                return None
            return Found(
                noun.i,
                "demand",
                noun.text,
                *self._span(block, target.i + 1, end),
                first if subject is None else syntax.left(subject),
                speaker,
                "",
                "noun-for",
                0.75,
                -1 if subject is None else subject.i,
                said_in=(first, noun.i),
            )
        if lemma not in frame("noun clause"):
            return None
        that = next(
            (
                t
                for t in block.doc[noun.i + 1 : min(noun.i + 8, last) + 1]
                if t.lower_ == "that" and t.tag_ in {"IN", "WDT", "DT"}
            ),
            None,
        )
        clause = next(
            (
                c
                for c in noun.children
                if c.i > noun.i and c.dep_ in {"acl", "ccomp", "acl:relcl", "appos"} and syntax.is_verb(c)
            ),
            None,
        )
        if that is None:
            bare = (
                clause is not None
                and clause.tag_ != "VBG"
                and any(c.dep_ in syntax.SUBJECTS and c.lower_ not in ("that", "which", "who") for c in clause.children)
                and lemma in ("report", "claim", "rumor", "rumour", "speculation")
            )
            if not bare or clause is None or syntax.left(clause) <= noun.i:
                return None
            start = syntax.left(clause)
        else:
            if any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in block.doc[noun.i + 1 : that.i]) or any(
                t.text == "," for t in block.doc[noun.i + 1 : that.i]
            ):
                return None
            if that.i + 1 <= last and block.doc[that.i + 1].tag_ in {
                "VBD",
                "VBZ",
                "VBP",
                "MD",
                "VB",
            }:  # a relative clause
                return None
            start = that.i + 1
        if start > last:
            return None
        end = self._stop(block, noun, start, last)
        verb = noun.head
        negative = _lemma(verb) in frame("denies")
        speaker: Mention | None
        if negative:
            return None  # the verb is the cue
        owner = syntax.possessor(noun)
        speaker = speakers.resolve(self.reading, block, owner, self.references) if owner is not None else None
        if speaker is None:
            for preposition, other in syntax.obliques(noun):
                if preposition in ("by", "from", "in", "of", "on") and other.i < start:
                    speaker = speakers.resolve(self.reading, block, other, self.references)
                    break
        source = "" if speaker else noun.text.lower()
        return Found(
            noun.i,
            "report" if lemma == "report" else lemma,
            noun.text,
            *self._span(block, start, end),
            noun.i,
            speaker,
            source,
            "noun-clause",
            0.65,
        )

    # --------------------------------------------------------------------------------- content

    def _content(
        self, block: Block, verb: Token, lemma: str, subject: Token | None, clause: int, first: int, last: int
    ) -> tuple[tuple[int, int] | None, str, bool]:
        """What is said (offsets), by which pattern, and whether it stands in front of the reporting clause."""
        behind = self._behind(block, verb, lemma, subject, first, last)
        front = self._front(
            block, verb, lemma, subject, clause, first, behind is not None and behind[1] in ("clause", "quote", "colon")
        )
        if front is not None:
            return front[0], front[1], True
        if behind is not None:
            return behind[0], behind[1], False
        return None, "", False

    def _front(
        self, block: Block, verb: Token, lemma: str, subject: Token | None, clause: int, first: int, has_clause: bool
    ) -> tuple[tuple[int, int], str] | None:
        """ "…," X said: the quotation or the clause in front of the reporting clause."""
        if lemma not in frame("closing") or (verb.tag_ in {"VBG"} and lemma != "say") or clause == 0:
            return None
        if verb.tag_ == "VB":
            return None
        previous = block.doc[clause - 1]
        quote = self._quote_ending(block, clause)
        if quote is not None and (not has_clause or self._closes_before(block, clause)):
            begin, end = self._whole(quote)
            sentence_start = block.begins[first]
            lead = self.text[sentence_start:begin] if begin > sentence_start else ""
            if re.search(r"\w", lead) and not _is_connective(lead):
                if has_clause:
                    return None
                begin = sentence_start
            following = self._resumed(block, verb, subject, end)
            return (begin, max(end, following)), "quote-before" if following <= end else "quote-around"
        if previous.i < first or previous.text not in {",", "?", "!", "–", "—", "-"}:
            return None
        if has_clause or clause - 1 <= first:
            return None
        before = block.doc[first : clause - 1]
        if not any(syntax.is_verb(t) for t in before) and not any(t.is_ancestor(verb) for t in before):
            return None
        if all(t.dep_ != "ROOT" and not _finite_verb(t) for t in before) and len(before) < 4:
            return None
        after = self._after_reporting(block, verb, subject)
        sentence_last = block.bounds[block.sentence_of[verb.i]][1]
        if (
            after is not None
            and after < sentence_last - 1
            and block.doc[after].text == ","
            and verb.dep_ in {"parataxis", "advcl"} | syntax.PARTICIPLES
        ) or self._is_inside(block, verb, clause, sentence_last):
            return self._span(
                block, first, self._stop(block, verb, (after or verb.i) + 1, sentence_last)
            ), "parenthetical"
        return self._span(block, first, clause - 2), "clause-before"

    def _is_inside(self, block: Block, verb: Token, clause: int, last: int) -> bool:
        """Whether the reporting clause interrupts the clause it reports: "The ministry, he said, has …"."""
        nearby = next((t for t in block.doc[verb.i + 1 : min(verb.i + 9, last) + 1] if t.text == ","), None)
        if nearby is None:
            return False
        rest = block.doc[nearby.i + 1 : last + 1]
        first_word = next((t for t in rest if not t.is_punct), None)
        if (
            first_word is None
            or first_word.tag_ == "VBG"
            or first_word.lower_ in {"who", "which", "a", "an", "the", "according", "as", "in", "and", "but", "while"}
        ):
            return False
        head_before = next(
            (t for t in block.doc[block.bounds[block.sentence_of[verb.i]][0] : clause] if _finite_verb(t)), None
        )
        return head_before is None and any(_finite_verb(t) for t in rest)

    def _after_reporting(self, block: Block, verb: Token, subject: Token | None) -> int | None:
        """The comma that follows a short reporting clause, if any."""
        end = max(verb.i, subject.i if subject is not None else 0)
        nearby = next((t for t in block.doc[end + 1 : end + 3] if t.text == ","), None)
        return nearby.i if nearby is not None else None

    def _behind(
        self, block: Block, verb: Token, lemma: str, subject: Token | None, first: int, last: int
    ) -> tuple[tuple[int, int], str] | None:
        """What follows the cue: a clause, a quotation, an infinitive, a noun phrase."""
        limit = self._next_break(block, verb, last)
        if limit <= verb.i:
            return None
        if syntax.negated(verb):
            start = min([c.i for c in verb.children if c.dep_.startswith("aux") or c.dep_ == "advmod"] + [verb.i])
            return (self._span(block, start, limit), "no-comment") if lemma == "comment" else None
        if lemma in ("decline", "refuse"):
            return self._declined(block, verb, limit)
        colon = block.doc[verb.i + 1] if verb.i < limit else None
        if lemma in frame("clause"):
            if (start := self._colon(block, verb, limit)) is not None:
                return self._quoted_from(block, verb, start, last), "colon"
            if (start := self._that(block, verb, subject, limit)) is not None and start <= limit:
                return self._clause_span(block, verb, start, limit), "clause"
        if lemma in frame("label") and (start := self._labelled(block, verb, lemma, limit)) is not None:
            return self._span(block, start, self._stop(block, verb, start, limit)), "label"
        if lemma in frame("directed") and (start := self._directed(block, verb, lemma, limit)) is not None:
            return self._span(block, start, self._stop(block, verb, start, limit)), "directed"
        if leading_prepositions(lemma):
            for preposition, noun in self._prepositional(block, verb):
                if preposition in leading_prepositions(lemma) and noun.i > verb.i:
                    start = self._after_preposition(block, verb, noun, preposition)
                    end = min(max(syntax.right(noun), start), self._stop(block, verb, start, limit))
                    return self._span(block, start, self._until_temporal(block, noun, start, end)), "preposition"
        if lemma in frame("infinitive"):
            to = next(
                (
                    c
                    for c in verb.children
                    if c.dep_ in {"xcomp", "ccomp", "advcl"}
                    and c.i > verb.i
                    and any(t.lower_ == "to" and t.i < c.i for t in c.children)
                ),
                None,
            )
            if to is not None:
                start = max(verb.i + 1, next(t.i for t in to.children if t.lower_ == "to"))
                return self._span(block, start, self._stop(block, verb, start, limit)), "infinitive"
        if lemma in frame("clause"):
            clause = next(
                (
                    c
                    for c in syntax.clauses(verb)
                    if c.i > verb.i and (syntax.is_verb(c) or c.dep_ == "ccomp") and not _is_bare_infinitive(c)
                ),
                None,
            )
            if clause is not None:
                start = max(verb.i + 1, syntax.left(clause))
                while start < clause.i and (block.doc[start].text in {",", ":"} or block.doc[start].lower_ == "that"):
                    start += 1
                if (
                    subject is not None
                    and subject.i > verb.i
                    and start <= subject.i < clause.i
                    and lemma in frame("closing")
                    and clause.dep_ != "ccomp"
                ):
                    return None
                if start <= limit:
                    return self._clause_span(block, verb, start, limit), "clause"
            if (
                colon is not None
                and (opening := self._quote_at(block, self._skip_adjuncts(block, verb, limit))) is not None
                and opening.end - opening.begin > 12
            ):
                return self._quoted_from(block, verb, self._skip_adjuncts(block, verb, limit), last), "quote"
        if lemma in frame("object"):
            return self._object(block, verb, lemma, limit)
        return None

    def _object(self, block: Block, verb: Token, lemma: str, limit: int) -> tuple[tuple[int, int], str] | None:
        target = next((c for c in verb.children if c.dep_ in syntax.OBJECTS and c.i > verb.i and c.i <= limit), None)
        if target is None:
            target = next(
                (
                    c
                    for c in verb.children
                    if c.dep_ in {"obl", "ccomp", "xcomp", "obl:unmarked"}
                    and verb.i < c.i <= limit
                    and c.tag_.startswith("NN")
                    and not any(x.dep_ == "case" for x in c.children)
                ),
                None,
            )
        if target is None or (
            target.tag_ in {"PRP", "WP", "WDT", "DT"} and lemma not in ("condemn", "denounce", "deny", "reject")
        ):
            return None
        if lemma in ("claim", "accept", "take") and _lemma(target) == "responsibility":
            noun = next((n for p, n in syntax.obliques(target) + syntax.obliques(verb) if p == "for"), None)
            if noun is None:
                return None
            start = self._after_preposition(block, verb, noun, "for")
            return self._span(block, start, min(limit, max(start, syntax.right(noun)))), "responsibility"
        if lemma == "claim" and _lemma(target) in ("life", "victory", "title", "medal", "win", "victim"):
            return None
        if lemma in frame("denies") and _lemma(target) in (
            "claim",
            "report",
            "allegation",
            "accusation",
            "suggestion",
            "rumor",
            "rumour",
            "charge",
            "assertion",
        ):
            that = next((t for t in block.doc[target.i + 1 : target.i + 4] if t.lower_ == "that"), None)
            if that is not None:
                return self._span(block, that.i + 1, self._stop(block, verb, that.i + 1, limit)), "denied-claim"
        start = max(verb.i + 1, syntax.left(target))
        end = min(max(syntax.right(target), target.i), limit)
        for child in verb.children:  # what belongs to the noun but was hung on the verb: "readiness to support …"
            if (
                child.i > end
                and child.dep_ in {"advcl", "acl", "xcomp"}
                and any(t.lower_ == "to" for t in child.children)
                and syntax.left(child) <= end + 1
            ):
                end = min(syntax.right(child), limit)
            if (
                child.i > end
                and lemma in ("attribute", "express", "highlight", "stress", "emphasize")
                and child.dep_ in {"obl", "xcomp", "conj"}
                and syntax.left(child) <= end + 1
            ):
                end = min(syntax.right(child), limit)
        end = min(end, self._stop(block, verb, start, limit))
        if end < start:
            return None
        if end == start and lemma in ("vow", "pledge", "promise", "threaten", "predict"):
            start = verb.i
        if end - start < 1 and lemma in ("announce", "reveal", "highlight", "suggest", "claim", "declare", "report"):
            return None
        return self._span(block, start, self._until_temporal(block, target, start, end)), "object"

    def _declined(self, block: Block, verb: Token, limit: int) -> tuple[tuple[int, int], str] | None:
        inner = next(
            (
                c
                for c in verb.children
                if c.dep_ in {"xcomp", "ccomp", "advcl"}
                and _lemma(c) in ("comment", "confirm", "say", "elaborate", "speak", "provide", "discuss", "disclose")
            ),
            None,
        )
        if inner is None:
            return None
        return self._span(block, verb.i, self._stop(block, verb, inner.i, limit)), "declined"

    def _prepositional(self, block: Block, verb: Token) -> list[tuple[str, Token]]:
        found = [(p.split()[0] if p else "", n) for p, n in syntax.obliques(verb)]
        if not found and verb.i + 1 < len(block.doc):
            following = block.doc[verb.i + 1]
            noun = next(
                (
                    t
                    for t in block.doc[verb.i + 2 : verb.i + 8]
                    if syntax.is_noun(t) and t.dep_ not in {"compound", "det"}
                ),
                None,
            )
            if following.lower_ in leading_prepositions(_lemma(verb)) and noun is not None:
                found = [(following.lower_, noun)]
        return found

    def _after_preposition(self, block: Block, verb: Token, noun: Token, preposition: str) -> int:
        start = next((t.i for t in block.doc[verb.i + 1 : noun.i + 1] if t.lower_ == preposition), verb.i)
        return start + 1

    def _until_temporal(self, block: Block, noun: Token, start: int, end: int) -> int:
        """The end of a noun phrase without a clause of time behind it ("… after a strike killed three")."""
        for token in block.doc[start + 1 : end + 1]:
            if (
                token.lower_ in {"after", "before", "while", "following", "amid", "as"}
                and token.i > noun.i
                and token.dep_ in {"mark", "case"}
                and syntax.is_verb(token.head)
                and token.dep_ == "mark"
            ):
                return max(start, token.i - 1)
        return end

    def _labelled(self, block: Block, verb: Token, lemma: str, limit: int) -> int | None:
        """Where "X as Y" begins in "described X as Y"; at the verb where X is only a pronoun."""
        target = next((c for c in verb.children if c.dep_ in syntax.OBJECTS and c.i > verb.i), None)
        inner = next((c for c in verb.children if c.dep_ in {"xcomp", "ccomp"} and c.i > verb.i), None)
        if target is None and inner is not None:
            target = next((c for c in inner.children if c.dep_ in syntax.SUBJECTS and c.i > verb.i), None)
        if target is None:
            relative = verb.dep_ in syntax.RELATIVES and lemma in ("blame", "accuse")
            return syntax.left(verb.head) if relative and verb.head.i < verb.i else None
        words = {t.lower_ for t in block.doc[verb.i + 1 : limit + 1]}
        wanted = {
            "hold": {"responsible", "accountable"},
            "accuse": {"of"},
            "blame": {"for", "on"},
            "thank": {"for"},
            "credit": {"with", "for"},
            "fault": {"for"},
            "attribute": {"to"},
            "congratulate": {"on", "for"},
        }
        needs = wanted.get(lemma, {"as"} if lemma not in ("call", "label", "dub", "brand") else set())
        if needs and not needs & words:
            return None
        if lemma in ("criticize", "criticise", "praise", "condemn", "thank", "congratulate") and not needs & words:
            return None
        if not needs and (limit <= target.i + 1 or (lemma == "call" and not self._called(block, verb, target, limit))):
            return None
        start = max(verb.i + 1, syntax.left(target))
        return verb.i if target.tag_ == "PRP" and lemma not in ("accuse", "thank", "blame") else start

    def _called(self, block: Block, verb: Token, target: Token, limit: int) -> bool:
        """Whether "call" means to name: a second noun, an adjective or a quotation follows what is named."""
        quote = any(t.text in QUOTE_MARKS for t in block.doc[target.i + 1 : limit + 1])
        second = [
            c
            for c in verb.children
            if c.i > target.i
            and c.dep_ in {"xcomp", "obj", "ccomp", "attr", "oprd", "obl", "amod"}
            and not any(x.dep_ == "case" for x in c.children)
        ]
        determiner = target.tag_ == "PRP" and block.doc[target.i + 1].tag_ in {"DT", "PRP$", "JJ", "``"}
        return quote or bool(second) or determiner

    def _directed(self, block: Block, verb: Token, lemma: str, limit: int) -> int | None:
        """Where "X to do …" begins in "urged X to do …"; "called on X to do …"."""
        to = next(
            (
                t
                for t in block.doc[verb.i + 1 : limit + 1]
                if t.lower_ == "to"
                and t.tag_ == "TO"
                and t.i + 1 <= limit
                and (t.head.tag_ == "VB" or block.doc[t.i + 1].tag_ == "VB")
            ),
            None,
        )
        start = verb.i + 1
        if lemma in ("call", "appeal", "press"):
            if block.doc[start].lower_ not in {"on", "upon", "to"} or (lemma != "call" and to is None):
                return None
            start += 1
        if to is None or start >= to.i:
            return None
        if any(_finite_verb(t) or t.text == "," for t in block.doc[start : to.i]):
            return None
        return start

    def _colon(self, block: Block, verb: Token, limit: int) -> int | None:
        for token in block.doc[verb.i + 1 : min(verb.i + 14, limit) + 1]:
            if token.text == ":" and token.i < limit:
                return token.i + 1
            if _finite_verb(token) or token.text in QUOTE_MARKS:
                return None
        return None

    def _that(self, block: Block, verb: Token, subject: Token | None, limit: int) -> int | None:
        """Behind "that", a question word or "if" that follows the cue with nothing but adjuncts in between."""
        question = _lemma(verb) in frame("asks")
        for token in block.doc[verb.i + 1 : limit + 1]:
            if token.lower_ == "that" and token.tag_ in {"IN", "WDT"}:
                if token.head.dep_ in syntax.RELATIVES and token.dep_ in syntax.SUBJECTS | syntax.OBJECTS:
                    return None
                start = token.i + 1
                return start + 1 if start < limit and block.doc[start].text == "," else start
            if question and token.lower_ in {"why", "what", "whether", "how", "who", "where", "when", "if", "which"}:
                return token.i
            if (
                (syntax.is_verb(token) and token.tag_ not in {"VBN", "VBG"})
                or token.text in {":", ";"}
                or token.i - verb.i > 25
            ):
                return None
            if token.text in QUOTE_MARKS and token.i > verb.i + 1:
                return None
        return None

    def _skip_adjuncts(self, block: Block, verb: Token, limit: int) -> int:
        i = verb.i + 1
        while i < limit and (
            block.doc[i].text == "," or (block.doc[i].dep_ in {"advmod", "compound:prt"} and block.doc[i].head == verb)
        ):
            i += 1
        return i

    # ----------------------------------------------------------------------------- extents

    def _clause_span(self, block: Block, verb: Token, start: int, limit: int) -> tuple[int, int]:
        return self._span(block, start, self._stop(block, verb, start, limit))

    def _quoted_from(self, block: Block, verb: Token, start: int, last: int) -> tuple[int, int]:
        """From a quotation that follows the cue: all of it, however many sentences it has."""
        quote = self._quote_at(block, start)
        if quote is None:
            return self._span(block, start, self._stop(block, verb, start, last))
        begin, end = self._whole(quote)
        rest = self.text[end : block.ends[last]]
        if (
            quote.end < block.ends[last]
            and re.match(r"\s+[a-z]", rest)
            and not re.match(r"\s+(?:and|but)\s+\w+(?:ed|said)\b", rest)
        ):
            token = next((t for t in block.doc[start : last + 1] if block.begins[t.i] >= end), None)
            if token is not None and token.tag_ != "VBG":
                return begin, max(end, self._span(block, start, self._stop(block, verb, start, last))[1])
        return begin, end

    def _stop(self, block: Block, verb: Token, start: int, limit: int) -> int:
        """The last token of what is said when it begins at `start`: before the next cue that carries the report on."""
        for token in block.doc[start + 1 : limit + 1]:
            if self._breaks(block, verb, token, start):
                end = token.i - 1
                while end > start and (
                    block.doc[end].text == ","
                    or block.doc[end].lower_
                    in {"and", "but", "before", "while", "when", "by", "also", "recently", "then"}
                    or (block.doc[end].dep_ == "advmod" and block.doc[end].head == token)
                ):
                    end -= 1
                return end
        return limit

    def _breaks(self, block: Block, verb: Token, token: Token, start: int) -> bool:
        """Whether a token opens a new reporting clause inside the sentence."""
        if self._in_long_quote(block, token):
            return False
        previous = block.doc[token.i - 1]
        lemma = _lemma(token)
        behind_mark = previous.text == "," or (previous.text in QUOTE_MARKS and self._ends_quote(block, previous))
        adverb = (
            previous.dep_ == "advmod"
            and token.i >= 2
            and (block.doc[token.i - 2].text == "," or block.doc[token.i - 2].lower_ in {"before", "and"})
        )
        if token.tag_ == "VBG" and lemma in frame("chained") and lemma not in ("call", "hold"):
            direct = token.dep_ in {"advcl", "parataxis", "acl"} and lemma in frame("clause")
            if behind_mark or adverb or (previous.lower_ in {"before", "while"} and lemma in frame("clause")):
                return True
            if direct and lemma in ("say", "add", "stress", "note", "warn") and previous.tag_.startswith("NN"):
                return True
        if token.tag_ == "VBG" and lemma in ("call", "hold") and behind_mark:
            return not (
                _lemma(verb) in frame("judging")
                and token.i + 1 < len(block.doc)
                and block.doc[token.i + 1].tag_ == "PRP"
            )
        if token.lower_ == "according" and token.i + 1 < len(block.doc) and block.doc[token.i + 1].lower_ == "to":
            return True
        if token.tag_ in {"VBD", "VBZ", "VBP", "VBN"} and token.i != verb.i:
            joined = token.dep_ == "conj" and (
                token.head == verb or (token.head.dep_ == "conj" and token.head.head == verb)
            )
            conjunction = previous.lower_ in {"and", "but"} or (
                previous.dep_.startswith(("aux", "advmod")) and block.doc[token.i - 2].lower_ in {"and", "but"}
            )
            own = any(c.dep_ in syntax.SUBJECTS for c in token.children)
            if (
                conjunction
                and not own
                and (
                    lemma in frame("clause")
                    or lemma in frame("label")
                    or lemma in frame("judging")
                    or lemma in frame("infinitive")
                )
                and lemma not in frame("weak")
                and token.tag_ != "VBN"
                and (joined or token.tag_ == verb.tag_)
            ):
                return True
            if joined and conjunction and not own and lemma in frame("any"):
                return True
        return False

    def _next_break(self, block: Block, verb: Token, last: int) -> int:
        """The last token of the sentence that can belong to what follows the cue (its final stop left out)."""
        end = last
        while (
            end > verb.i
            and block.doc[end].text in {".", "!", "?", ";"} | set(QUOTE_MARKS)
            and not (block.doc[end].text in QUOTE_MARKS and False)
        ):
            end -= 1
        for child in verb.children:
            if child.i > verb.i and child.dep_ == "advcl" and child.i <= end:
                mark = next((c for c in child.children if c.dep_ == "mark"), None)
                content = next((c for c in syntax.clauses(verb) if c.i > verb.i), None) or next(
                    iter(c for c in verb.children if c.dep_ in syntax.OBJECTS), None
                )
                if (
                    mark is not None
                    and mark.lower_ in {"as", "after", "while", "when", "whereas", "although", "though", "before"}
                    and content is not None
                    and content.i < syntax.left(child)
                ):
                    end = min(end, syntax.left(child) - 1)
            if (
                child.i > verb.i
                and child.dep_ == "conj"
                and _lemma(child) not in frame("any")
                and not any(c.dep_ in syntax.SUBJECTS for c in child.children)
            ):
                left = syntax.left(child)
                if (
                    any(c.dep_ == "cc" and c.lower_ == "but" for c in child.children)
                    and child.i <= end
                    and left > verb.i + 2
                ):
                    end = min(end, left - 1)
        while end > verb.i and block.doc[end].text == ",":
            end -= 1
        return end

    def _span(self, block: Block, start: int, end: int) -> tuple[int, int]:
        """Tokens start..end as offsets, without marks at the edges that are not its own."""
        while end > start and block.doc[end].text in {".", ",", ";", ":", "-", "–", "—", "!"}:
            end -= 1
        while start < end and block.doc[start].text in {",", ":", ";", "-", "–", "—"}:
            start += 1
        return self._balanced(block, block.begins[start], block.ends[end])

    def _balanced(self, block: Block, begin: int, end: int) -> tuple[int, int]:
        """A stretch that takes in the closing mark of a quotation it has opened, and drops one it has not."""
        for quote in self.quotes:
            if begin <= quote.begin < end < quote.end and quote.end - end <= 3 and not quote.open:
                return begin, quote.end
            if quote.begin < begin and begin < quote.end == end:
                if not self.text[quote.begin + 1 : begin].strip():
                    return quote.begin, end
                return begin, end - 1 if self.text[end - 1] in QUOTE_MARKS else end
            if quote.end == end and begin <= quote.begin:
                return begin, end
        return begin, end

    # -------------------------------------------------------------------------------- quotes

    def _in_long_quote(self, block: Block, token: Token) -> bool:
        begin = block.begins[token.i]
        return any(q.begin < begin < q.end and q.end - q.begin > 25 for q in self.quotes)

    def _opens_quote(self, block: Block, token: Token) -> bool:
        """Whether a quotation begins right at this word: “demanding that we do …”."""
        begin = block.begins[token.i]
        return token.tag_ == "VBG" and any(q.begin == begin - 1 for q in self.quotes)

    def _ends_quote(self, block: Block, mark: Token) -> bool:
        return any(q.end == block.ends[mark.i] for q in self.quotes)

    def _quote_at(self, block: Block, index: int) -> Quote | None:
        begin = block.begins[index] if index < len(block.begins) else -1
        return next((q for q in self.quotes if q.begin == begin or q.begin == begin - 1), None)

    def _quote_ending(self, block: Block, clause: int) -> Quote | None:
        """The quotation that ends right in front of token `clause`."""
        begin = block.begins[clause]
        return next(
            (
                q
                for q in self.quotes
                if q.end <= begin
                and not self.text[q.end : begin].strip(" ,\xa0–—-")
                and q.begin >= block.paragraph.begin
            ),
            None,
        )

    def _closes_before(self, block: Block, clause: int) -> bool:
        quote = self._quote_ending(block, clause)
        return quote is not None and (self.text[quote.end - 2] in ",.?!" or self.text[quote.end : quote.end + 1] == ",")

    def _whole(self, quote: Quote) -> tuple[int, int]:
        """A quotation together with the paragraphs in front that it goes on from."""
        return quote.begin, quote.end

    def _resumed(self, block: Block, verb: Token, subject: Token | None, end: int) -> int:
        """The end of a quotation that the reporting clause only interrupts: "…," she said, "and …"."""
        after = max(block.ends[verb.i], block.ends[subject.i] if subject is not None else 0)
        for quote in self.quotes:
            if quote.begin >= after and quote.begin - after < 120:
                between = self.text[after : quote.begin]
                inner = self.text[quote.begin + 1 : quote.begin + 2]
                if re.fullmatch(r"[^.!?\"“”]*,\s*", between) and inner.islower():
                    return quote.end
                return end
        return end

    # ------------------------------------------------------------------------------- speaker

    def _subject(self, block: Block, verb: Token, first: int, participle: bool) -> Token | None:
        """The noun that speaks: the subject, inverted too, or what stands where the subject belongs."""
        own = [c for c in verb.children if c.dep_ in syntax.SUBJECTS]
        inverted = next((c for c in own if c.i > verb.i), None)
        own = [c for c in own if c.i < verb.i]
        if own:
            nearest = own[-1]
            named = next((c for c in reversed(own) if c.i in block.names), None)
            return (
                named
                if named is not None and nearest.i not in block.names and named.i > nearest.i - 1
                else self._person_before(block, verb, first) or nearest
            )
        if inverted is not None:
            return inverted
        if participle:
            return None
        if (person := self._person_before(block, verb, first)) is not None:
            return person
        if self._inverts(block, verb):
            found = next(
                (
                    c
                    for c in verb.children
                    if c.i > verb.i
                    and c.dep_ in syntax.OBJECTS | {"obl", "ccomp", "xcomp", "parataxis", "conj"}
                    and syntax.is_noun(c)
                ),
                None,
            )
            if found is not None:
                return found
        joined = verb.dep_ == "conj" or (verb.dep_ in {"xcomp", "advcl"} and verb.tag_ == "VB")
        if joined and syntax.is_verb(verb.head):
            return syntax.subject(verb)
        if verb.dep_ in syntax.RELATIVES | {"acl"} and verb.head.i < verb.i:
            return verb.head
        return self._noun_before(block, verb, first) or syntax.subject(verb)

    def _inverts(self, block: Block, verb: Token) -> bool:
        previous = block.doc[verb.i - 1] if verb.i else None
        return previous is not None and (previous.text in {",", "?", "!"} or previous.text in QUOTE_MARKS)

    def _person_before(self, block: Block, verb: Token, first: int) -> Token | None:
        """A person whose name stands right before the verb ("leader of the X movement John Doe said")."""
        index = verb.i - 1
        while index > first and (block.doc[index].dep_.startswith(("aux", "advmod")) or block.doc[index].tag_ == "RB"):
            index -= 1
        token = block.doc[index]
        mention = block.name(token)
        if index < first or mention is None or mention.type != "Person":
            return None
        governed = any(c.dep_ == "case" and c.lower_ in speakers.LINKS for c in token.children) or any(
            c.i < token.i and c.lower_ in {"of", "for", "to", "by"} for c in block.doc[max(first, index - 1) : index]
        )
        joined = token.dep_ == "conj"
        return None if governed or joined else token

    def _noun_before(self, block: Block, verb: Token, first: int) -> Token | None:
        index = verb.i - 1
        while index >= first and (
            block.doc[index].dep_.startswith(("aux", "advmod"))
            or (block.doc[index].tag_ in {"RB", "MD", "VBZ", "VBD"} and block.doc[index].lemma_ in ("have", "be"))
        ):
            index -= 1
        if index < first or not syntax.is_noun(block.doc[index]):
            return None
        token = block.doc[index]
        while (
            token.head.i < token.i
            and token.head.i >= first
            and syntax.is_noun(token.head)
            and token.dep_.split(":")[0] in {"nmod", "conj", "flat", "appos"}
        ):
            token = token.head
        while token.head.i > token.i and token.head.i < verb.i and syntax.is_noun(token.head):
            token = token.head
        return token

    def _clause_begin(self, block: Block, verb: Token, subject: Token | None, first: int) -> int:
        """The first token of the reporting clause: of its subject, or the verb where the subject follows."""
        if subject is None or subject.i > verb.i or subject.i < first:
            index = verb.i
            while index > first and block.doc[index - 1].dep_.startswith("aux") and block.doc[index - 1].head == verb:
                index -= 1
            return index
        start = subject.i
        for child in subject.children:
            if (
                child.i < start
                and child.dep_ not in {"punct", "cc"}
                and not any(t.text == "," for t in block.doc[child.i : subject.i])
            ):
                start = (
                    min(start, syntax.left(child))
                    if syntax.left(child) >= first and subject.i - syntax.left(child) < 12
                    else min(start, child.i)
                )
        while (
            start > first
            and block.doc[start - 1].tag_ in {"DT", "PRP$"} | {"NNP", "NN", "JJ"}
            and block.doc[start - 1].dep_ in {"det", "compound", "amod", "nmod:desc"}
        ):
            start -= 1
        return start

    def _speaker(
        self, block: Block, verb: Token, subject: Token | None, before: Sequence[Found], participle: bool
    ) -> tuple[Mention | None, str, float]:
        if participle:
            return self._participle_speaker(block, verb, before)
        if subject is None:
            return None, "unattributed", 0.4
        own = (subject.i < verb.i and subject.head == verb) or subject.i > verb.i
        if (
            not own
            and verb.dep_ == "conj"
            and before
            and before[-1].speaker is not None
            and subject.i == before[-1].speaker_token
        ):
            return before[-1].speaker, before[-1].source, 0.8
        speaker = speakers.resolve(self.reading, block, subject, self.references)
        if speaker is None:
            return None, block.text(subject).lower(), 0.45
        confidence = {"name": 0.9, "demonym": 0.7}.get(speaker.kind, 0.75)
        return speaker, "", confidence

    def _participle_speaker(
        self, block: Block, verb: Token, before: Sequence[Found]
    ) -> tuple[Mention | None, str, float]:
        """Who speaks in ", adding …": who spoke before in the sentence, or the subject of the sentence."""
        head = verb.head
        after_comma = block.doc[verb.i - 1].text in {","} | set(QUOTE_MARKS)
        if (verb.dep_ in {"acl", "xcomp"} and speakers.lexicon_word(head, "statements")) or _lemma(head) in frame(
            "noun issue"
        ):
            issuer = head if syntax.is_verb(head) else head.head
            owner = syntax.subject(issuer) if syntax.is_verb(issuer) else None
            if owner is not None:
                return speakers.resolve(self.reading, block, owner, self.references), "", 0.8
        if before and before[-1].speaker is not None:
            return before[-1].speaker, before[-1].source, 0.8
        if (
            verb.dep_ == "acl"
            and not after_comma
            and syntax.is_noun(head)
            and (speakers.is_source(head) or head.i in block.names)
        ):
            return speakers.resolve(self.reading, block, head, self.references), "", 0.6
        subject = syntax.subject(verb)
        if subject is None or subject.i > verb.i or not (subject.i in block.names or subject.dep_ in syntax.SUBJECTS):
            root = verb.sent.root
            subject = next((c for c in root.children if c.dep_ in syntax.SUBJECTS), subject)
        if subject is None:
            return None, "unattributed", 0.4
        return speakers.resolve(self.reading, block, subject, self.references), "", 0.65

    def _addressee(self, block: Block, verb: Token, lemma: str) -> Mention | None:
        if lemma not in frame("told"):
            return None
        for token in [
            *syntax.recipients(verb),
            *(c for c in verb.children if c.dep_ in syntax.OBJECTS and c.i > verb.i),
        ]:
            if (found := actors.actor(block, token, self.references)) is not None:
                return found
        return None

    # ------------------------------------------------------------------------------ settling

    def _settled(self, block: Block, found: list[Found]) -> list[Found]:
        """The claims of a sentence without those that stand inside another, and with one speaker for all that he frames."""
        found = [f for f in found if f.end > f.begin and any(c.isalnum() for c in self.text[f.begin : f.end])]
        framing = [f for f in found if f.closing and f.rule in ("clause-before", "according-to", "quote-before")]
        for frame in framing:
            inner = [
                f
                for f in found
                if f is not frame and frame.begin <= block.begins[f.verb] < frame.end and f.rule != "adverb"
            ]
            covered = sum(f.end - f.begin for f in inner)
            if inner and frame.speaker is not None and covered > 0.55 * (frame.end - frame.begin):
                found = [
                    replace(f, speaker=frame.speaker, source=frame.source, speaker_token=frame.speaker_token)
                    if f in inner
                    else f
                    for f in found
                    if f is not frame
                ]
        result = []
        for f in found:
            at = block.begins[f.verb]
            holder = next(
                (
                    g
                    for g in found
                    if g is not f
                    and g.begin <= at < g.end
                    and not (f.begin <= block.begins[g.verb] < f.end)
                    and f.begin >= g.begin
                ),
                None,
            )
            if holder is not None:
                continue
            result.append(f)
        return self._merged(block, result)

    def _merged(self, block: Block, found: list[Found]) -> list[Found]:
        """A bare object ("condemned the strike") gives way to the clause that says why ("saying …")."""
        result: list[Found] = []
        for f in found:
            if (
                result
                and result[-1].rule == "object"
                and f.lemma == "say"
                and block.doc[f.verb].tag_ == "VBG"
                and len(self.text[result[-1].begin : result[-1].end].split()) <= 2
            ):
                weak = result.pop()
                f = replace(
                    f,
                    lemma=weak.lemma if weak.lemma in frame("judging") else f.lemma,
                    cue=weak.cue,
                    speaker=f.speaker or weak.speaker,
                )
            result.append(f)
        return result

    def _continued(self, block: Block, made: list[ClaimMention], before: Sequence[ClaimMention]) -> list[ClaimMention]:
        """Quotations of a paragraph that no cue claims: the speaker of the claim before goes on."""
        result: list[ClaimMention] = []
        for quote in self.quotes:
            if not block.paragraph.begin <= quote.begin < block.paragraph.end or quote.end - quote.begin < 25:
                continue
            if any(c.content.begin < quote.end and quote.begin < c.content.end for c in [*made, *result]):
                continue
            index = next(
                (i for i, (a, b) in enumerate(block.bounds) if block.begins[a] <= quote.begin < block.ends[b]), None
            )
            if index is None:
                continue
            lead = self.text[block.sentences[index].begin : quote.begin]
            trail = self.text[quote.end : block.sentences[index].end] if quote.end < block.sentences[index].end else ""
            if re.search(r"\w", lead) or re.search(r"\w", trail):
                continue
            earlier = [c for c in [*made, *result] if c.content.begin < quote.begin]
            last = max(earlier, key=lambda c: c.content.begin) if earlier else (before[-1] if before else None)
            if last is None or (last.speaker is None and not last.source):
                continue
            distance = self._sentences_between(last.content.end, quote.begin)
            if distance > 2:
                continue
            token = block.bounds[index][0]
            content = self.reading.cut(block, quote.begin, quote.end, token)
            act = refined("continue", content.text, "states", "direct")
            result.append(
                self._complete(
                    content,
                    last.cue,
                    last.speaker,
                    last.source,
                    act,
                    "direct",
                    last.addressee,
                    last.said_on,
                    "quote-continued",
                    round(0.8 * last.confidence, 2),
                )
            )
        return result

    def _sentences_between(self, begin: int, end: int) -> int:
        return sum(1 for block in self.reading.blocks for s in block.sentences if begin <= s.begin and s.end <= end)

    # -------------------------------------------------------------------------------- records

    def _claim(self, block: Block, f: Found) -> ClaimMention:
        token = next((t for t in range(block.bounds[0][0], len(block.begins)) if block.ends[t] > f.begin), f.verb)
        content = self.reading.cut(block, f.begin, f.end, token)
        quotation = self._quotation(f.begin, f.end)
        act = base_act(f.lemma, f.rule, f.expressed)
        act = refined(f.lemma, content.text, act, quotation)
        when = self._said_on(block, f)
        return self._complete(
            content, f.cue, f.speaker, f.source, act, quotation, f.addressee, when, f.rule, round(f.confidence, 2)
        )

    def _complete(
        self,
        content: Passage,
        cue: str,
        speaker: Mention | None,
        source: str,
        act: str,
        quotation: str,
        addressee: Mention | None,
        when: When | None,
        rule: str,
        confidence: float,
    ) -> ClaimMention:
        inside = [m for m in self.names if content.begin <= m.begin and m.end <= content.end]
        happening = [e for e in self.events if content.begin <= e.trigger.begin and e.trigger.end <= content.end]
        about = tuple(sorted([*inside, *(e.trigger for e in happening)], key=lambda m: (m.begin, m.end, m.type)))
        numbers: tuple[Quantity, ...] = tuple(
            q for e in happening for q in e.quantities if content.begin <= q.evidence.begin < content.end
        )
        return ClaimMention(
            content, cue, speaker, source, act, quotation, about, numbers, addressee, when, rule, confidence
        )

    def _quotation(self, begin: int, end: int) -> str:
        inside = [q for q in self.quotes if q.begin < end and begin < q.end]
        if not inside:
            return "indirect"
        if inside[0].begin <= begin and inside[-1].end >= end:
            return "direct"
        return "mixed"

    def _said_on(self, block: Block, f: Found) -> When | None:
        """The time that the reporting clause names ("said on Monday"), if kg.dates can tell it."""
        from kg import dates

        sentence = block.sentence(block.doc[f.verb])
        pieces = [(sentence.begin, min(f.begin, sentence.end)), (max(f.end, sentence.begin), sentence.end)]
        for begin, end in pieces:
            if end - begin < 4:
                continue
            for time in dates.find(self.text[begin:end], self.reading.story.published):
                from kg.model import Span

                span = Span(
                    self.reading.document.id,
                    begin + time.begin,
                    begin + time.end,
                    self.text[begin + time.begin : begin + time.end],
                )
                return When(time.value, time.earliest, time.latest, time.reason, span)
        return None


# ------------------------------------------------------------------------------------------- words


def _lemma(token: Token) -> str:
    return str(token.lemma_).lower()


def _finite_verb(token: Token) -> bool:
    return token.tag_ in {"VBD", "VBZ", "VBP", "MD"}


def _is_purpose(verb: Token) -> bool:
    """Whether a verb is an infinitive that reports nothing: "gathered to condemn …"."""
    if verb.tag_ != "VB":
        return False
    if any(c.lower_ == "to" and c.i < verb.i for c in verb.children):
        return _lemma(verb.head) not in ("go", "continue", "proceed")
    return not any(c.lower_ in {"did", "do", "does"} for c in verb.children)


def _is_hypothetical(verb: Token) -> bool:
    auxiliaries = syntax.auxiliaries(verb)
    conditional = any(c.dep_ == "mark" and c.lower_ in {"if", "unless", "whether"} for c in verb.children)
    return bool(auxiliaries & MODALS) or conditional


def _passive(verb: Token) -> bool:
    return (
        verb.tag_ == "VBN"
        and any(c.dep_ in syntax.PASSIVE for c in verb.children)
        and not any(
            _lemma(c) == "have" and c.dep_ == "aux" and not any(d.lower_ == "been" for d in verb.children)
            for c in verb.children
        )
    )


def _is_bare_infinitive(token: Token) -> bool:
    return token.dep_ == "xcomp" and token.tag_ == "VB"


def _is_connective(text: str) -> bool:
    return (
        re.fullmatch(
            r"\W*(?:but|and|meanwhile|however|moreover|still|yet|so|also|then|earlier|later)\W*",
            text.strip(),
            re.IGNORECASE,
        )
        is not None
    )


def _without_repeats(found: list[Found]) -> list[Found]:
    """One claim for each stretch: of two that say nearly the same the surer one."""
    kept: list[Found] = []
    for f in sorted(found, key=lambda f: (-f.confidence, f.begin, f.end, f.verb)):
        if not any(
            min(f.end, g.end) - max(f.begin, g.begin) > 0.7 * (max(f.end, g.end) - min(f.begin, g.begin)) for g in kept
        ):
            kept.append(f)
    return sorted(kept, key=lambda f: (f.begin, f.end))


def outside(claims: Sequence[ClaimMention], passage: Passage) -> Iterator[ClaimMention]:
    """The claims whose content does not overlap `passage`."""
    return (c for c in claims if c.content.end <= passage.begin or passage.end <= c.content.begin)
