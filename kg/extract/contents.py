"""What is said: the stretch of text that a cue of saying opens, in front of it or behind it.

The parse and the lexicon say what kind of complement a cue has: a clause, a quotation, an infinitive, a noun phrase
that is itself what is said. How far it reaches is for `kg.extract.extents`.
"""

from __future__ import annotations

import re
from functools import cache

from kg import dates, lexicon
from kg.extract import quotes, saying, speakers, syntax
from kg.extract.extents import (
    SUBORDINATORS,
    Content,
    Cue,
    behind_adjuncts,
    behind_phrase,
    behind_told,
    has_finite,
    limit_of,
    noun_after,
    noun_behind_commas,
    phrase_end,
    stop,
)
from kg.extract.quotes import Quote
from kg.extract.saying import frame, lemma
from kg.extract.tokens import Token


def find(cue: Cue, subject: Token | None, clause: int) -> Content | None:
    """What a verb of saying reports, or None; `clause` is the first token of the reporting clause."""
    after = None if _is_appended(cue, clause) or _is_closed(cue, subject, clause) else behind(cue)
    before = in_front(cue, subject, clause, after)
    return before or after


def _is_appended(cue: Cue, clause: int) -> bool:
    """Whether the parse hangs the reporting clause to what stands in front of it: "…, X told reporters, and …"."""
    doc, head = cue.block.doc, cue.token.head
    if cue.token.dep_ != "parataxis" or not cue.first <= head.i < clause or doc[clause - 1].text != ",":
        return False
    return not any(t.text in (":", *quotes.SIGNS) or t.lower_ == "that" for t in doc[cue.token.i + 1 : cue.last + 1])


def _is_closed(cue: Cue, subject: Token | None, clause: int) -> bool:
    """Whether a whole clause stands in front and a comma or semicolon behind: "…, X said, and …", "…, X said; …"."""
    doc = cue.block.doc
    behind = max(cue.token.i, subject.i if subject is not None else 0) + 1
    if behind > cue.last or doc[behind].text not in (",", ";") or clause < 1 or doc[clause - 1].text != ",":
        return False
    told = (c for c in cue.token.children if c.dep_ == "ccomp" and cue.first <= c.i < clause - 1)
    return any(c.tag_ == "VBN" or any(map(saying.is_finite, (c, *c.children))) for c in told)


# ------------------------------------------------------------------------------------------ in front


def in_front(cue: Cue, subject: Token | None, clause: int, after: Content | None) -> Content | None:
    """The quotation or the clause in front of the reporting clause: "…," X said."""
    doc = cue.block.doc
    if cue.token.dep_ in syntax.RELATIVES:
        return None  # "two men, who asked not to be named, said …"
    if (
        cue.lemma not in frame("closing")
        or cue.token.tag_ == "VB"
        or (cue.token.tag_ == "VBG" and cue.lemma != "say")
        or clause <= 0
    ):
        return None
    has_clause = after is not None and after.rule in ("clause", "quote", "colon")
    quote = cue.marks.closing(cue.block.begins[clause], cue.block.paragraph.begin)
    if quote is not None:
        return _quote_in_front(cue, subject, clause, quote, after, has_clause)
    if (
        clause - 1 > cue.first
        and doc[clause - 1].text == ","
        and _is_inside(cue, clause)
        and doc[cue.first].tag_ != "IN"
    ):
        return _parenthetical(cue, clause)
    if has_clause or clause - 1 <= cue.first or doc[clause - 1].text not in {",", "?", "!", "–", "—", "-"}:
        return None
    before = doc[cue.first : clause - 1]
    if not any(syntax.is_verb(t) or saying.is_finite(t) for t in before):
        return _parenthetical(cue, clause)
    if (
        after is not None
        and after.rule != "object"
        and not any(
            t.is_ancestor(cue.token) or t.head == cue.token for t in before if saying.is_finite(t) or syntax.is_verb(t)
        )
    ):
        return None
    if _is_inside(cue, clause):
        return cue.span(cue.first, stop(cue, cue.token.i + 1, cue.last), "parenthetical", True)
    if not any(saying.is_finite(t) or (t.tag_ == "VBN" and t.dep_ in {"advcl", "ccomp", "ROOT"}) for t in before):
        return None
    if (
        any(t.lower_ in SUBORDINATORS | {"if"} and t.dep_ == "mark" for t in before[:1])
        and sum(saying.is_finite(t) for t in before) < 2
    ):
        return None  # "When the vote ended, she said little"
    if cue.lemma in frame("weak") and any(c.dep_ in syntax.OBJECTS and c.i > cue.token.i for c in cue.token.children):
        return None  # "Founded in 1990, the fair continues a tradition"
    return cue.span(cue.first, clause - 2, "clause-before", True)


def _quote_in_front(
    cue: Cue, subject: Token | None, clause: int, quote: Quote, after: Content | None, has_clause: bool
) -> Content | None:
    starts_anew = cue.marks.ends_sentence(quote) and (subject is None or subject.i < cue.token.i)
    if after is not None and (starts_anew or (has_clause and not _is_set_off(cue, quote))):
        return None
    begin = quote.begin
    sentence = cue.block.begins[cue.first]
    lead = cue.marks.text[sentence:begin] if sentence < begin else ""
    if re.search(r"\w", lead) and not re.fullmatch(
        r"\W*(?:but|and|meanwhile|however|still|yet|so|also|then)\W*", lead.strip(), re.I
    ):
        if has_clause or (
            cue.marks.text[quote.end - 2] not in ",?!" and cue.marks.text[quote.end : quote.end + 1] != ","
        ):
            return None
        begin = sentence
    resumed = _resumed(cue, subject, quote.end)
    return Content(begin, max(resumed, quote.end), "quote-before" if resumed <= quote.end else "quote-around", True)


def _is_set_off(cue: Cue, quote: Quote) -> bool:
    """Whether a comma stands at the end of a quotation, inside it or behind it."""
    text = cue.marks.text
    return text[quote.end - 2] in ",?!" or text[quote.end : quote.end + 1] == ","


def _resumed(cue: Cue, subject: Token | None, end: int) -> int:
    """The end of a quotation that the reporting clause only interrupts: "…," she said, "and …"."""
    after = max(cue.block.ends[cue.token.i], cue.block.ends[subject.i] if subject is not None else 0)
    quote = next((q for q in cue.marks.quotes if q.begin >= after), None)
    if quote is None or quote.begin - after > 150:
        return end
    between, start = cue.marks.text[after : quote.begin], cue.marks.text[quote.begin + 1]
    interrupted = start.islower() or cue.marks.text[end - 2] == ","
    return quote.end if interrupted and re.fullmatch(r"[^.!?\"“”\n]*,\s*", between) else end


def _parenthetical(cue: Cue, clause: int) -> Content | None:
    """ "This delay, he said, led to …": a reporting clause between a subject and its verb."""
    if _is_inside(cue, clause):
        return cue.span(cue.first, stop(cue, cue.token.i + 1, cue.last), "parenthetical", True)
    return None


def _is_inside(cue: Cue, clause: int) -> bool:
    """Whether commas set the reporting clause off and the clause it reports goes on behind it."""
    doc = cue.block.doc
    comma = next((t.i for t in doc[cue.token.i + 1 : min(cue.token.i + 9, cue.last) + 1] if t.text == ","), None)
    if comma is None or any(saying.is_finite(t) for t in doc[cue.token.i + 1 : comma]):
        return False
    rest = [t for t in doc[comma + 1 : cue.last + 1] if not t.is_punct]
    if not rest or rest[0].tag_ in {"VBG", "WP", "WDT", "CC", "IN", "DT"}:
        return False
    before = doc[cue.first : clause]
    interrupted = not any(saying.is_finite(t) for t in before) and any(
        t.dep_ in syntax.SUBJECTS or (t.dep_ == "ROOT" and syntax.is_noun(t)) for t in before
    )
    return interrupted and any(saying.is_finite(t) for t in rest)


# -------------------------------------------------------------------------------------------- behind


def behind(cue: Cue) -> Content | None:
    """What follows the cue: a clause, a quotation, an infinitive, or a noun phrase that is itself what is said."""
    limit = limit_of(cue)
    if limit <= cue.token.i:
        return None
    verb = cue.token
    if syntax.negated(verb):
        start = min([c.i for c in verb.children if c.dep_.startswith("aux") or c.dep_ == "advmod"] + [verb.i])
        return cue.span(start, limit, "no-comment") if cue.lemma == "comment" else None
    if cue.lemma in frame("declining"):
        return _declined(cue, limit)
    for find_one in (
        _after_colon,
        _clause,
        _called_out,
        _labelled,
        _directed,
        _prepositional,
        _infinitive,
        _bare_clause,
        _quotation,
        _object,
    ):
        if (found := find_one(cue, limit)) is not None:
            return found
    return None


def _after_colon(cue: Cue, limit: int) -> Content | None:
    if cue.lemma not in frame("clause"):
        return None
    doc = cue.block.doc
    for token in doc[cue.token.i + 1 : min(cue.token.i + 14, limit) + 1]:
        if token.text == ":" and token.i < limit:
            quote = cue.marks.opening(cue.block.begins[token.i + 1])
            if quote is not None and quote.end > cue.block.ends[token.i + 1]:
                return Content(quote.begin, quote.end, "colon")
            return cue.span(token.i + 1, stop(cue, token.i + 1, limit), "colon")
        if saying.is_finite(token) or token.text in quotes.SIGNS:
            return None
    return None


def _clause(cue: Cue, limit: int) -> Content | None:
    """Behind "that" or a question word that follows the cue with nothing but adjuncts in between."""
    if cue.lemma not in frame("clause") or (start := _that(cue, limit)) is None or start > limit:
        return None
    quote = cue.marks.opening(cue.block.begins[start])
    if quote is not None and quote.end - quote.begin > quotes.LONG and _is_whole(cue, quote):
        return Content(quote.begin, quote.end, "clause")
    return cue.span(start, stop(cue, start, limit), "clause")


def _that(cue: Cue, limit: int) -> int | None:
    doc = cue.block.doc
    asking = cue.lemma in frame("asks")
    chained = frame("chained")
    for token in doc[cue.token.i + 1 : min(cue.token.i + 25, limit) + 1]:
        if token.tag_ == "VBG" and doc[token.i - 1].text == "," and lemma(token) in chained:
            return None  # the clause belongs to ", adding that …"
        if token.lower_ == "that":
            following = doc[token.i + 1] if token.i < limit else None
            if following is None or (
                token.head.dep_ in syntax.RELATIVES
                and token.dep_ in syntax.SUBJECTS | syntax.OBJECTS
                and token.i > cue.token.i + 1
                and not any(c.dep_ in syntax.SUBJECTS and c.i > token.i for c in token.head.children)
            ):
                return None
            if saying.is_finite(following):
                return token.i if token.i == cue.token.i + 1 else None
            if (
                token.tag_ == "DT"
                and token.dep_ == "det"
                and token.head.i == token.i + 1
                and token.head.tag_ == "NN"
                and not has_finite(cue, token.i, limit)
            ):
                return None
            return token.i + 2 if following.text == "," else token.i + 1
        if token.lower_ in saying.QUESTIONS and (
            asking or (token.i == cue.token.i + 1 and token.lower_ in {"whether", "how", "why"})
        ):
            return token.i
        if (
            (saying.is_finite(token) and token.i > cue.token.i)
            or token.text in {":", ";"}
            or token.text in quotes.SIGNS
        ):
            return None
    return None


def _labelled(cue: Cue, limit: int) -> Content | None:
    """ "X as Y" in "described X as Y"; from the verb where X is only a pronoun."""
    if cue.lemma not in frame("label"):
        return None
    doc, verb = cue.block.doc, cue.token
    target = next((c for c in verb.children if c.dep_ in syntax.OBJECTS | {"iobj"} and c.i > verb.i), None)
    if target is None:
        inner = next((c for c in verb.children if c.dep_ in {"xcomp", "ccomp", "obl"} and c.i > verb.i), None)
        target = (
            next((c for c in inner.children if c.dep_ in syntax.SUBJECTS and c.i > verb.i), None)
            if inner is not None
            else None
        )
    if target is None and verb.i < limit and doc[verb.i + 1].lower_ in {"it", "him", "her", "them"}:
        target = doc[verb.i + 1]
    if (
        target is None
        and cue.lemma in ("blame", "accuse")
        and verb.head.i < verb.i
        and syntax.is_noun(verb.head)
        and limit > verb.i + 1
    ):
        if doc[verb.i + 1].lower_ not in saying.predicates(cue.lemma) or verb.dep_ not in syntax.RELATIVES | {"acl"}:
            return None
        start = syntax.left(verb.head)
        while start < verb.head.i and doc[start].dep_ in {"cc", "case", "punct"}:
            start += 1
        return cue.span(start, stop(cue, verb.i, limit), "label")
    if target is None:
        target = noun_after(cue, limit)
    if target is None or target.i > limit:
        return None
    end = stop(cue, verb.i + 1, limit)
    needed = saying.predicates(cue.lemma)
    if needed and not _predicate_follows(cue, target, end, needed):
        return None
    if not needed and not _is_named(cue, target, end):
        return None
    if cue.lemma == "put" and lemma(target) not in frame("noun measures"):
        return None
    start = max(verb.i + 1, syntax.left(target))
    if target.tag_ == "PRP" and cue.lemma not in ("accuse", "thank", "blame", "praise", "congratulate", "credit"):
        start = verb.i
    return cue.span(start, end, "label")


def _predicate_follows(cue: Cue, target: Token, limit: int, needed: frozenset[str]) -> bool:
    """Whether one of the words that introduce what is said of `target` follows it in the same clause."""
    for token in cue.block.doc[target.i + 1 : limit + 1]:
        if token.lower_ in needed:
            return True
        if (
            saying.is_finite(token)
            and token.head.dep_ not in syntax.RELATIVES
            and token.dep_ not in syntax.RELATIVES | {"aux"}
        ):
            return False
    return False


def _is_named(cue: Cue, target: Token, limit: int) -> bool:
    """Whether what a thing is called follows it: a second noun, an adjective or a quotation."""
    doc, verb = cue.block.doc, cue.token
    if limit <= target.i or doc[verb.i + 1].lower_ in {"for", "on", "upon", "off", "to"}:
        return False
    if any(t.text in quotes.SIGNS for t in doc[target.i + 1 : limit + 1]):
        return True
    if doc[target.i + 1].tag_ in {"JJ", "RB"} and target.tag_.startswith(("NN", "PRP")):
        return True
    second = [
        c
        for c in verb.children
        if c.i > target.i and c.dep_ in {"xcomp", "obj", "ccomp", "attr", "oprd", "amod", "obl:unmarked", "appos"}
    ]
    return bool(second) or (target.tag_ == "PRP" and doc[target.i + 1].tag_ in {"DT", "PRP$", "JJ", "RB"})


def _called_out(cue: Cue, limit: int) -> Content | None:
    """What a body of people is asked to join: "called a strike", "have called a march on Friday"."""
    if cue.lemma != "call":
        return None
    target = next((c for c in cue.token.children if c.dep_ in syntax.OBJECTS and c.i > cue.token.i), None)
    if target is None or target.i > limit or lemma(target) not in frame("noun called"):
        return None
    start = max(cue.token.i + 1, syntax.left(target))
    if cue.block.doc[start].lower_ in {"the", "this", "that"}:
        return None  # "called the strike a mistake"
    return cue.span(start, stop(cue, start, limit), "directed")


def _directed(cue: Cue, limit: int) -> Content | None:
    """ "X to do …" in "urged X to do …", "called on X to do …"."""
    if cue.lemma not in frame("directed"):
        return None
    doc, start = cue.block.doc, cue.token.i + 1
    if cue.lemma in ("call", "appeal", "press", "plead"):
        if start >= limit or doc[start].lower_ not in {"on", "upon", "to", "with"}:
            return None
        start += 1
        if doc[start].text in (*dates.WEEKDAYS, *dates.MONTHS):  # "called on Monday for troops to leave"
            start = next((t.i + 1 for t in doc[start : min(start + 4, limit)] if t.lower_ in {"for", "upon"}), limit)
    to = next(
        (t for t in doc[start + 1 : limit] if t.lower_ == "to" and (doc[t.i + 1].tag_ == "VB" or t.tag_ == "TO")), None
    )
    if to is None or any(saying.is_finite(t) or t.text == "," for t in doc[start : to.i]):
        return None
    if not any(syntax.is_noun(t) for t in doc[start : to.i]):
        return None  # "asked not to be named"
    return cue.span(start, stop(cue, start, limit), "directed")


def _prepositional(cue: Cue, limit: int) -> Content | None:
    """ "called for X", "objected to X", "warned of X"."""
    wanted = saying.leading_prepositions(cue.lemma)
    doc, verb = cue.block.doc, cue.token
    for token in doc[verb.i + 1 : min(verb.i + 8, limit)]:
        if token.lower_ in wanted and doc[token.i + 1].text not in (*dates.WEEKDAYS, *dates.MONTHS):
            nouns = (
                t for t in doc[token.i + 1 : limit + 1] if syntax.is_noun(t) and t.dep_ not in {"compound", "amod"}
            )
            noun = next(iter([t for t in token.ancestors if t.i > token.i][:1]), None) or next(nouns, None)
            if noun is None or noun.i > limit:
                return None
            return cue.span(token.i + 1, phrase_end(cue, noun, token.i + 1, limit), "preposition")
        named = (
            cue.lemma == "call" and syntax.is_noun(token) and token.text not in dates.WEEKDAYS
        )  # "called it payback for"
        if (
            named
            or saying.is_finite(token)
            or token.text == ","
            or (token.i > verb.i + 1 and token.dep_ in syntax.OBJECTS)
        ):
            return None
    return None


def _infinitive(cue: Cue, limit: int) -> Content | None:
    if cue.lemma not in frame("infinitive"):
        return None
    doc, verb = cue.block.doc, cue.token
    for token in doc[verb.i + 1 : min(verb.i + 7, limit)]:
        misread = (
            token.i == verb.i + 1 and doc[token.i + 1].tag_ in {"NN", "JJ"} and cue.lemma not in ("commit", "demand")
        )
        if token.lower_ == "to" and (
            token.tag_ == "TO" or doc[token.i + 1].tag_ == "VB" or doc[token.i + 1].text in quotes.SIGNS or misread
        ):
            return cue.span(token.i, stop(cue, token.i, limit), "infinitive")
        if (syntax.is_noun(token) and token.dep_ in syntax.OBJECTS) or saying.is_finite(token):
            return None
    return None


def _bare_clause(cue: Cue, limit: int) -> Content | None:
    """A clause without "that", by the parse or, failing that, because a finite verb follows."""
    if cue.lemma not in frame("clause"):
        return None
    doc, verb = cue.block.doc, cue.token
    clauses = (c for c in syntax.clauses(verb) if c.i > verb.i and not (c.dep_ == "xcomp" and c.tag_ in {"VB", "VBG"}))
    clause = next((c for c in clauses if syntax.is_verb(c) or c.dep_ == "ccomp"), None)
    if (
        clause is not None
        and (syntax.left(clause) <= limit)
        and (saying.is_finite(clause) or has_finite(cue, syntax.left(clause), limit))
    ):
        start = max(verb.i + 1, syntax.left(clause))
        adjuncts_end = behind_adjuncts(cue, limit)
        told = behind_told(cue, verb.i + 1, limit)
        if verb.i + 1 < told < start:
            start = told
        if start < adjuncts_end < limit:
            start = adjuncts_end
        elif (
            adjuncts_end < start
            and doc[adjuncts_end].tag_ not in {"IN", "RB", "VBG"}
            and cue.lemma not in frame("told")
        ):
            start = adjuncts_end  # the parse hung the first words of the clause on the verb
        while start < clause.i and doc[start].text == ",":
            start += 1
        start = behind_phrase(cue, behind_told(cue, start, limit), limit)
        if doc[start].tag_ == "VBG" and doc[start - 1].text == "," and lemma(doc[start]) in frame("chained"):
            return None  # ", adding that …" is a cue of its own
        return cue.span(start, stop(cue, start, limit), "clause")
    if (
        cue.lemma in frame("object")
        or cue.lemma in frame("weak")
        or (cue.token.tag_ == "VBN" and cue.token.dep_ == "acl")
    ):
        return None
    start = behind_phrase(cue, behind_told(cue, behind_adjuncts(cue, limit), limit), limit)
    if (
        start >= limit
        or doc[start].text == ","
        or doc[start].tag_ in {"VBG", "TO", "CC"}
        or (doc[start].tag_ == "IN" and (cue.lemma != "say" or not _opens_sentence(cue)))
        or doc[start].tag_ in saying.FINITE
    ):
        return None
    if doc[start].dep_ in syntax.SUBJECTS and doc[start].head == verb:
        return None  # an inverted subject: "…, said the minister"
    target = next((c for c in verb.children if c.dep_ in syntax.OBJECTS and c.i > verb.i), None)
    if target is not None and cue.lemma != "say" and any(c.dep_ in syntax.RELATIVES for c in target.children):
        return None  # "conceded a penalty which …"
    end = stop(cue, start, limit)
    inverted = verb.i > cue.first and (doc[verb.i - 1].text == "," or doc[verb.i - 1].text in quotes.SIGNS)
    surely = (
        cue.lemma == "say" and not inverted and end - start > 2
    )  # what follows is a clause, even if no verb was seen
    return cue.span(start, end, "clause") if surely or has_finite(cue, start, end) else None


def _opens_sentence(cue: Cue) -> bool:
    """Whether nothing but its subject stands in front of the cue, so that what is said must follow."""
    before = cue.block.doc[cue.first : cue.token.i]
    return len(before) < 12 and not any(
        t.text == "," or (saying.is_finite(t) and not t.dep_.startswith("aux")) for t in before
    )


def _quotation(cue: Cue, limit: int) -> Content | None:
    if cue.lemma not in frame("clause"):
        return None
    index = behind_adjuncts(cue, limit)
    if cue.block.doc[index].text == ",":
        index += 1
    quote = cue.marks.opening(cue.block.begins[index])
    if quote is None or quote.end - quote.begin < 12 or quote.begin < cue.block.ends[cue.token.i]:
        return None
    return Content(quote.begin, quote.end, "quote")


def _object(cue: Cue, limit: int) -> Content | None:
    """A noun phrase that is itself what is said: "demanded the withdrawal of …"."""
    if cue.lemma not in frame("object"):
        return None
    doc, verb = cue.block.doc, cue.token
    next_ = verb.i + 1 + (cue.lemma == "rule out")
    if cue.lemma in ("deny", "admit", "acknowledge", "rule out") and next_ < limit and doc[next_].tag_ == "VBG":
        return cue.span(next_, stop(cue, next_, limit), "object")
    targets = (c for c in verb.children if _is_object(c) and verb.i < c.i <= limit)
    target = next(targets, None) or noun_after(cue, limit) or noun_behind_commas(cue, limit)
    if target is None or target.tag_ in {"PRP", "WP", "WDT", "DT", "EX"}:
        return None
    if lemma(target) == "responsibility" and cue.lemma in ("claim", "deny"):
        to_what = next((t for t in doc[target.i + 1 : min(target.i + 4, limit)] if t.lower_ == "for"), None)
        if to_what is None:
            return None
        rule = "responsibility" if cue.lemma == "claim" else "object"
        return cue.span(to_what.i + 1, stop(cue, to_what.i + 1, limit), rule)
    if cue.lemma == "claim" and lemma(target) in attacks() and doc[syntax.left(target)].tag_ in {"DT", "CD", "PRP$"}:
        start = max(verb.i + 1, syntax.left(target))
        return cue.span(start, phrase_end(cue, target, start, limit), "responsibility")
    if cue.lemma == "claim" or (cue.lemma == "declare" and lemma(target) in frame("noun performed")):
        return None  # lives, titles, victories
    if cue.lemma in frame("denies") and lemma(target) in frame("noun deniable"):
        that = next((t.i for t in doc[target.i + 1 : target.i + 5] if t.lower_ in {"that", "of"}), None)
        if that is not None and that < limit:
            return cue.span(that + 1, stop(cue, that + 1, limit), "denied-claim")
    if cue.lemma in ("welcome", "hail") and (
        speakers.is_person(target) or _is_person(cue, target) or lemma(target) in frame("noun arriving")
    ):
        return None
    start = max(verb.i + 1, syntax.left(target))
    if target.head != verb and target == noun_after(cue, limit):
        start = min(start, behind_adjuncts(cue, limit))
    while start < target.i and doc[start].text == ",":
        start += 1
    end = phrase_end(cue, target, start, limit)
    if cue.lemma in ("express", "voice") and target.i + 2 <= limit and doc[target.i + 1].lower_ == "that":
        end = stop(cue, target.i + 1, limit)
    numbered = any(t.tag_ == "CD" for t in doc[start : end + 1])
    if cue.lemma == "report" and not numbered and lemma(target) not in frame("noun reported"):
        return None
    if end == start and cue.lemma in ("vow", "pledge", "promise", "threaten", "express", "voice"):
        start = verb.i
    elif end == start and cue.lemma not in frame("judging"):
        return None
    return cue.span(start, end, "object")


@cache
def attacks() -> frozenset[str]:
    """The nouns for deeds that somebody claims as his own."""
    nouns = lexicon.table("events")["nouns"]
    return frozenset(
        word
        for type in ("attack", "strike", "bombing", "shooting", "killing", "assassination", "abduction")
        for word in nouns[type]
    )


def _is_object(token: Token) -> bool:
    """Whether a token is a direct object, also a noun that the parse took for a clause without subject."""
    clause = any(c.dep_ in syntax.SUBJECTS | {"cop", "mark"} for c in token.children)
    return token.dep_ in syntax.OBJECTS or (token.dep_ == "ccomp" and token.tag_.startswith("NN") and not clause)


def _is_person(cue: Cue, token: Token) -> bool:
    mention = cue.block.name(token)
    return mention is not None and mention.type == "Person"


def figure(cue: Cue) -> Content | None:
    """The number of people or deeds that a verb such as "counted" or "spoke of" reports, or the words quoted there."""
    doc, verb, limit = cue.block.doc, cue.token, limit_of(cue)
    if cue.lemma in frame("telling_of"):
        if cue.lemma == "give":
            measure = next((t for t in doc[verb.i + 1 : verb.i + 5] if lemma(t) in frame("noun measures")), None)
            of = measure.i + 1 if measure is not None else limit
        else:
            of = verb.i + 1
        if of + 1 > limit or doc[of].lower_ != "of":
            return None
        quote = cue.marks.opening(cue.block.begins[of + 1])
        if quote is None and not any(t.tag_ == "CD" for t in doc[of + 1 : of + 5]):
            return None
        return cue.span(of + 1, stop(cue, of + 1, limit), "preposition-of")
    start = behind_adjuncts(cue, limit)
    number = next((t.i for t in doc[start : min(start + 5, limit)] if t.tag_ == "CD"), None)
    between = doc[start : number + 5 if number is not None else start]
    if number is None or any(saying.is_finite(t) or t.text in {",", ":"} for t in doc[start:number]):
        return None
    if not {lemma(t) for t in between if t.i <= limit} & frame("noun counted"):
        return None
    return cue.span(start, stop(cue, start, limit), "object")


def wanted(cue: Cue) -> Content | None:
    """What somebody wants others to do or give: "the army to leave", "the bodies returned", "an inquiry"."""
    doc, verb, limit = cue.block.doc, cue.token, limit_of(cue)
    start = verb.i + 1
    target = noun_after(cue, limit)
    if target is None or target.tag_ in {"WP", "WDT", "EX"}:
        return None
    behind = max(target.i, min(syntax.right(target), limit)) + 1
    reach = [t for t in doc[target.i + 1 : min(behind + 1, limit)] if t.head == verb or t.head == target]
    to = any(t.lower_ == "to" and doc[t.i + 1].tag_ == "VB" for t in doc[target.i + 1 : min(target.i + 9, limit)])
    done = any(t.tag_ == "VBN" for t in [*reach, *doc[target.i + 1 : min(target.i + 2, limit)]])
    if not (to or done or lemma(target) in frame("noun wanted")):
        return None
    return cue.span(start, stop(cue, start, limit), "directed")


def _declined(cue: Cue, limit: int) -> Content | None:
    """ "declined to comment", "refused to leave": from the verb on."""
    doc, verb = cue.block.doc, cue.token
    comment = next((c for c in verb.children if c.dep_ in syntax.OBJECTS and lemma(c) == "comment"), None)
    if comment is not None and comment.i > verb.i:
        return (
            cue.span(verb.i, stop(cue, comment.i, limit), "declined")
            if comment.i < limit
            else cue.span(verb.i, comment.i, "declined")
        )
    if verb.i + 2 > limit or doc[verb.i + 1].lower_ != "to":
        return None
    if lemma(doc[verb.i + 2]) not in frame("withheld"):
        return None
    return cue.span(verb.i, stop(cue, verb.i + 2, limit), "declined")


def _is_whole(cue: Cue, quote: Quote) -> bool:
    """Whether the sentence does not go on behind a quotation with words of the paper's own that belong to it."""
    rest = cue.marks.text[quote.end : cue.block.ends[cue.last]]
    word = re.match(r"[\s,]*(\w+)", rest)
    return word is None or quote.open or word[1].endswith("ing") or word[1] in ("and", "but", "according")
