"""How far what is said reaches: the edges of clauses and phrases behind a cue of saying.

The parse alone is not trusted with them: what is said ends before the next cue that carries the report on (", adding
…", "and said …", ", according to …"), before what somebody else says, at a clause of time, or with the sentence.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg import dates
from kg.extract import quotes, saying, syntax
from kg.extract.quotes import Marks
from kg.extract.reading import Block
from kg.extract.saying import frame, lemma
from kg.extract.tokens import Token

STOPS = frozenset(".,;:-–—!")
SUBORDINATORS = frozenset(
    ("as", "after", "while", "when", "whereas", "although", "though", "before", "since", "because", "amid", "following")
)
BEFORE_TIMES = frozenset(("on", "at", "during", "late", "early", "last", "earlier", "this", "next"))
TIMES = frozenset(
    ("week", "month", "year", "night", "morning", "evening", "afternoon", "weekend", "time", "day", "hour")
)
OPENING = frozenset(("DT", "PRP", "PRP$", "NNS", "NNP", "CD", "EX"))  # tags that a clause can begin with


@dataclass(frozen=True, slots=True)
class Content:
    """A stretch of the document (code points, end exclusive) and the pattern that found it."""

    begin: int
    end: int
    rule: str
    closing: bool = False  # the cue stands behind it


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb or noun of saying in its sentence, of which `first` and `last` are the tokens at the edges."""

    block: Block
    marks: Marks
    token: Token
    lemma: str
    first: int
    last: int

    def span(self, start: int, end: int, rule: str, closing: bool = False) -> Content:
        """Tokens start..end without punctuation at the edges, with the closing mark of a quotation that they open."""
        doc = self.block.doc
        while end > start and doc[end].text in STOPS:
            end -= 1
        while start < end and (doc[start].text in STOPS or doc[start].text in "”’"):
            start += 1
        begin, stop = self.marks.balanced(self.block.begins[start], self.block.ends[end])
        stop = self.marks.running(begin, stop, self.block.ends[self.last])
        return Content(begin, stop, rule, closing)

    def quoted(self, token: Token) -> bool:
        """Whether a token stands inside somebody's own words."""
        return self.marks.inside(self.block.begins[token.i])


def limit_of(cue: Cue) -> int:
    """The last token of the sentence that can belong to what follows the cue."""
    doc, verb = cue.block.doc, cue.token
    end = cue.last
    while end > verb.i and (doc[end].text in {".", "!", "?", ";", "…"} or doc[end].text in quotes.SIGNS):
        end -= 1
    if verb.dep_ in syntax.RELATIVES:
        end = min(end, max(syntax.right(verb), verb.i))  # "who asked not to be named, said …"
    for token in doc[verb.i + 3 : end]:
        if (
            token.lower_ == "in"
            and not cue.quoted(token)
            and doc[token.i + 1].lower_ in {"a", "an", "his", "her", "its", "their"}
        ):
            document = next((t for t in doc[token.i + 2 : token.i + 5] if t.tag_ == "NN"), None)
            if document is not None and document.lemma_.lower() in frame("noun statements") and token.i - verb.i > 3:
                end = token.i - 1  # "said … in a statement"
                break
    content = next((c for c in verb.children if c.i > verb.i and c.dep_ in syntax.CLAUSES | syntax.OBJECTS), None)
    for child in verb.children:
        left = syntax.left(child)
        if child.i <= verb.i or left > end or left <= verb.i + 1:
            continue
        marks = {c.lower_ for c in child.children if c.dep_ == "mark"}
        if cue.lemma in frame("label"):
            marks -= {"as"}  # "dismissed it as …"
        if child.dep_ == "advcl" and marks & SUBORDINATORS and content is not None and content.i < left:
            end = min(end, left - 1)
        contrast = any(c.dep_ == "cc" and c.lower_ == "but" for c in child.children)
        if child.dep_ == "conj" and contrast and not any(c.dep_ in syntax.SUBJECTS for c in child.children):
            end = min(end, left - 1)
    while end > verb.i and doc[end].text == ",":
        end -= 1
    return end


def has_finite(cue: Cue, start: int, end: int) -> bool:
    """Whether a finite verb stands between two tokens, both inclusive."""
    tags = saying.FINITE | ({"VBN"} if cue.lemma == "say" else set())  # "said a man hit two", read as a participle
    return any(t.tag_ in tags and t.dep_ not in {"amod", "compound"} for t in cue.block.doc[start : end + 1])


def noun_after(cue: Cue, limit: int) -> Token | None:
    """The head of the noun phrase that follows the cue with nothing but its own modifiers before it."""
    doc = cue.block.doc
    begun = False
    for token in doc[behind_adjuncts(cue, limit) : limit + 1]:
        begun = begun or token.tag_ in {"DT", "PRP$", "CD"}
        if begun and token.tag_ == "VB":
            continue  # "a pay rise": nothing but a noun can stand there
        if (token.dep_ == "advmod" and token.head == cue.token) or token.text in quotes.SIGNS:
            continue
        if token.tag_ in {"DT", "JJ", "JJR", "JJS", "PRP$", "CD", "POS", "VBN", "VBG"} or token.dep_ in {
            "compound",
            "nmod:poss",
            "poss",
            "amod",
        }:
            continue
        if not syntax.is_noun(token):
            return None
        return token
    return None


def noun_behind_commas(cue: Cue, limit: int) -> Token | None:
    """The object behind words set off by commas: "stressed, at a meeting with X, the importance of …"."""
    doc, verb = cue.block.doc, cue.token
    if doc[verb.i + 1].text != "," or verb.i + 4 > limit or doc[verb.i + 2].tag_ not in {"IN", "VBG"}:
        return None
    for token in doc[verb.i + 3 : min(verb.i + 25, limit - 1)]:
        if saying.is_finite(token):
            return None
        if token.text == ",":
            noun = next(
                (t for t in doc[token.i + 1 : limit + 1] if syntax.is_noun(t) and t.dep_ not in {"det", "compound"}),
                None,
            )
            if noun is not None and noun.head == verb and noun.dep_ in syntax.OBJECTS | {"parataxis", "appos", "ccomp"}:
                return noun
    return None


def phrase_end(cue: Cue, noun: Token, start: int, limit: int) -> int:
    """The last token of the noun phrase of `noun`.

    Its subtree, and what the parse hung elsewhere but stands right behind it, up to a comma, a clause of time or the
    next cue: "the "attack" against the country" is one phrase wherever "against" was attached.
    """
    doc = cue.block.doc
    end = min(max(syntax.right(noun), noun.i), limit)
    for token in doc[end + 1 : limit + 1]:
        if (
            (token.text in STOPS and token.text not in "-–")
            or token.tag_ in {"WDT", "WP", "CC"}
            or token.lower_ in SUBORDINATORS
        ):
            break
        participle = token.tag_ in {"VBD", "VBN"} and not any(c.dep_ in syntax.SUBJECTS for c in token.children)
        if participle and token.i == end + 1:
            end = min(max(end, syntax.right(token)), limit)  # "fairs held this spring in X, Y and Z"
            break
        if saying.is_finite(token) or (token.lower_ in BEFORE_TIMES and _names_time(cue, token.i, limit)):
            break
        end = token.i
    end = min(end, stop(cue, start, limit))
    for token in doc[max(start, noun.i) + 1 : end + 1]:
        clause = token.dep_ == "mark" and token.lower_ in SUBORDINATORS
        wake = token.lower_ == "wake" and doc[token.i - 1].lower_ in {"in", "the"}
        amid = token.lower_ in {"after", "following", "amid"} and token.dep_ == "case" and token.i > start + 2
        if clause or wake or amid:
            end = token.i - 1
            while wake and end > start and doc[end].lower_ in {"in", "the"}:
                end -= 1
            break
    while end > start and doc[end].text in dates.WEEKDAYS and doc[end - 1].tag_ != "IN":
        end -= 1  # "announced their decision Tuesday"
    return max(end, start)


def _names_time(cue: Cue, index: int, limit: int) -> bool:
    """Whether a phrase that begins at `index` says when: "on Monday", "late last year"."""
    words = cue.block.doc[index + 1 : min(index + 4, limit) + 1]
    return any(t.text in dates.WEEKDAYS or t.text in dates.MONTHS or t.lower_ in TIMES for t in words)


def stop(cue: Cue, start: int, limit: int) -> int:
    """The last token of what is said from `start` on: before the next cue that carries the report on, or `limit`."""
    doc = cue.block.doc
    for token in doc[start + 1 : limit + 1]:
        if token.text == ";" and not cue.quoted(token):
            return int(token.i) - 1
        if _contrasts(cue, token):
            return int(token.i) - 2  # before the comma in front of "but"
        if _carries_on(cue, token):
            end = token.i - 1
            while end > start and (
                doc[end].text == ","
                or doc[end].lower_ in {"and", "but", "before", "while", "when", "also", "recently", "then"}
                or (doc[end].dep_.startswith(("advmod", "aux")) and doc[end].head == token)
            ):
                end -= 1
            return end
    return limit


def _contrasts(cue: Cue, token: Token) -> bool:
    """Whether a word opens what somebody else says: "…, but the group denies …", "…, while the army said …"."""
    doc = cue.block.doc
    if token.lower_ not in {"but", "while", "whereas", "and"} or doc[token.i - 1].text != "," or cue.quoted(token):
        return False
    following = doc[token.i + 1]
    if token.lower_ == "but" and following.tag_ == "VBD" == cue.token.tag_ and following.dep_ == "conj":
        return not any(c.dep_ in syntax.SUBJECTS for c in following.children)  # "confirmed that …, but gave no date"
    verb = next(
        (t for t in doc[token.i + 1 : cue.last + 1] if saying.is_finite(t) and not t.dep_.startswith("aux")), None
    )
    if (
        verb is None
        or verb.i - token.i > 10
        or lemma(verb) not in frame("any") | frame("counting") | frame("telling_of")
        or lemma(verb) in frame("weak")
        or saying.is_passive(verb)
    ):
        return False
    subject = next((c for c in verb.children if c.dep_ in syntax.SUBJECTS and c.i < verb.i), None)
    return (
        subject is not None
        and subject.i > token.i
        and (not subject.tag_.startswith("PRP") or lemma(verb) in ("say", "add", "insist"))
        and not syntax.auxiliaries(verb) & saying.MODALS
    )


def _carries_on(cue: Cue, token: Token) -> bool:
    """Whether a token opens a new reporting clause behind the cue."""
    doc = cue.block.doc
    if cue.quoted(token) and cue.marks.opening(cue.block.begins[token.i]) is None:
        return False
    previous = doc[token.i - 1]
    if token.lower_ == "according" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
        return True
    word = lemma(token)
    if token.tag_ == "VBG":
        return word in frame("chained") and _participle_carries_on(cue, token, previous, word)
    conjoined = token.dep_ == "conj" and token.head is cue.token and not saying.is_passive(token)
    paired = conjoined and cue.token.tag_ in {"VBD", token.tag_}
    if (
        token.tag_ not in {"VBD", "VBZ", "VBP", "VBN"}
        or (
            token.tag_ == "VBN"
            and not paired
            and (token.dep_ != "amod" or token.i + 1 >= len(doc) or doc[token.i + 1].lower_ == "by")
        )
        or not (word in frame("any") or (paired and word == "want"))
        or any(c.dep_ in syntax.SUBJECTS for c in token.children if c.i < token.i)
    ):
        return False
    left = token.i - 1
    while left > cue.token.i and (
        doc[left].dep_.startswith(("aux", "advmod")) or doc[left].tag_ == "RB" or doc[left].lemma_ == "have"
    ):
        left -= 1
    if doc[left].lower_ not in {"and", "but"}:
        return False
    joined = token.dep_ == "conj" and (
        token.head == cue.token or (token.head.head == cue.token and token.head.dep_ == "conj")
    )
    if joined:
        return True
    strong = (
        (word in frame("clause") and word not in frame("weak")) or word in frame("label") or word in frame("judging")
    )
    return strong and (token.tag_ in (cue.token.tag_, "VBN") or saying.is_participle(cue.token))


def _participle_carries_on(cue: Cue, token: Token, previous: Token, word: str) -> bool:
    doc = cue.block.doc
    if (
        word in ("call", "hold", "describe", "label", "brand")
        and cue.lemma in frame("judging")
        and token.i + 1 < len(doc)
        and doc[token.i + 1].tag_ == "PRP"
    ):
        return False  # "condemned the raid, calling it …" is one judgement
    if previous.text == "," or (previous.text in quotes.SIGNS and cue.marks.closes_at(cue.block.ends[previous.i])):
        return True
    adverb = previous.dep_ == "advmod" and doc[token.i - 2].lower_ in {",", "before", "and"}
    if adverb or (previous.lower_ in {"before", "while"} and word in frame("clause")):
        return True
    if cue.marks.opening(cue.block.begins[token.i]) is not None and doc[token.i - 2].text == ",":
        return True
    return (
        word in ("say", "add", "stress", "note", "warn", "claim")
        and previous.tag_.startswith("NN")
        and token.dep_ in {"advcl", "parataxis", "acl"}
    )


def behind_adjuncts(cue: Cue, limit: int) -> int:
    """The first token behind the cue that is no adverb, particle or day of it."""
    doc, i = cue.block.doc, cue.token.i + 1
    while i < limit:
        token = doc[i]
        days = (i + 1 > limit or doc[i + 1].tag_ != "POS") and token.text.removesuffix("s") in (
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
        )
        if (
            (token.dep_ in {"advmod", "compound:prt", "prt"} and token.head == cue.token)
            or days
            or (token.lower_ == "on" and doc[i + 1].text.endswith("day"))
        ) or token.lower_ in {"late", "early", "instead", "yesterday", "today", "earlier", "later", "again"}:
            i += 1
        else:
            break
    return i


def behind_phrase(cue: Cue, start: int, limit: int) -> int:
    """Behind a short phrase that belongs to the cue, not to what is said: "said on Facebook the government …"."""
    doc = cue.block.doc
    if doc[start].lower_ not in {"on", "in", "via", "after", "during", "from"} or start + 2 >= limit:
        return start
    noun = next((t for t in doc[start + 1 : min(start + 5, limit)] if syntax.is_noun(t) and t.dep_ != "compound"), None)
    if noun is None or noun.i + 1 >= limit:
        return start
    following = doc[noun.i + 1]
    opens = following.tag_ in OPENING or following.i in cue.block.names
    return int(following.i) if opens and has_finite(cue, following.i, limit) else start


def behind_told(cue: Cue, start: int, limit: int) -> int:
    """Behind those who are told, where the parse took them into the clause: "tell researchers they are …"."""
    doc = cue.block.doc
    if (
        cue.lemma != "tell"
        or start != cue.token.i + 1
        or (noun := noun_after(cue, limit)) is None
        or noun.i + 1 >= limit
    ):
        return start
    index = noun.i + 1
    while index + 2 < limit and (doc[index].text in dates.WEEKDAYS or doc[index].lower_ in {"in", "on", "at"}):
        index += 1 if doc[index].text in dates.WEEKDAYS else 2  # "told reporters in Lima Friday the …"
    following = doc[index]
    opens = following.tag_ in OPENING or following.i in cue.block.names
    return int(following.i) if opens and noun.tag_ != "PRP$" and has_finite(cue, following.i, limit) else start
