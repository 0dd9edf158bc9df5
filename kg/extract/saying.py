"""Verbs and nouns of saying: the constructions they take (`kg/lexicon/speech.toml`), how to tell them in a parse."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg import lexicon
from kg.extract import syntax
from kg.extract.tokens import Token

MODALS = {"would", "could", "might", "may", "should", "must", "can", "shall", "will"}
FINITE = {"VBD", "VBZ", "VBP", "MD"}
QUESTIONS = frozenset(("why", "what", "whether", "how", "who", "where", "when", "if", "which"))


@cache
def frame(key: str) -> frozenset[str]:
    """The words of the speech lexicon that can stand in a construction.

    `key` is a list at the top of the lexicon or of [frames], one of [nouns] after "noun ", an act, or "any" (every verb
    of saying) and "judging" (verbs that pass a judgement).

    >>> "say" in frame("clause"), "demand" in frame("noun prepositional"), "deny" in frame("denies")
    (True, True, True)
    """
    table = lexicon.table("speech")
    if key == "any":
        return frozenset(table["prepositions"]).union(*table["frames"].values())
    if key == "judging":
        return frozenset().union(*(table["acts"][act] for act in ("condemns", "praises", "accuses", "denies")))
    if key in table and isinstance(table[key], list):
        return frozenset(table[key])
    if key.startswith("noun "):
        return frozenset(table["nouns"][key.removeprefix("noun ")])
    return frozenset(table["acts"][key] if key in table["acts"] else table["frames"][key])


def leading_prepositions(verb: str) -> tuple[str, ...]:
    """The prepositions that lead from a verb to what is said.

    >>> leading_prepositions("object"), leading_prepositions("say")
    (('to',), ())
    """
    return tuple(lexicon.table("speech")["prepositions"].get(verb, ()))


def predicates(verb: str) -> frozenset[str]:
    """The words of which one introduces what a verb says of its object; none where it follows at once.

    >>> sorted(predicates("blame")), sorted(predicates("describe")), sorted(predicates("dub"))
    (['for', 'on'], ['as'], [])
    """
    return frozenset(lexicon.table("speech")["predicates"].get(verb, ("as",)))


def lemma(token: Token) -> str:
    """The lemma of a token in lower case; for a verb form unknown to the lemmatizer the verb of saying that it is."""
    known = str(token.lemma_).lower()
    if known == "rule" and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "out":
        return "rule out"
    if known in frame("any") or not token.tag_.startswith("VB"):
        return known
    return next((guess for guess in _stems(token.lower_) if guess in frame("any")), known)


@lru_cache(maxsize=1 << 12)
def _stems(form: str) -> tuple[str, ...]:
    """
    >>> _stems("quipped")[:3], "underscore" in _stems("underscored"), "deny" in _stems("denies")
    (('quipp', 'quippe', 'quip'), True, True)
    """
    bare = re.sub(r"(?:ied|ies)$", "y", form)
    if bare != form:
        return (bare,)
    stem = re.sub(r"(?:ed|ing|es|s)$", "", form)
    return stem, stem + "e", re.sub(r"(\w)\1$", r"\1", stem)


def is_past_of_saying(token: Token) -> bool:
    """Whether a word looks like the past tense of a verb of saying, however it was tagged."""
    word = token.lower_
    return word in ("said", "told") or (word.endswith("ed") and any(stem in frame("any") for stem in _stems(word)))


def is_finite(token: Token) -> bool:
    """Whether a token is tagged as a finite verb or a modal."""
    return token.tag_ in FINITE


def is_participle(verb: Token) -> bool:
    """Whether a verb is an -ing form without an auxiliary ("adding that …")."""
    return verb.tag_ == "VBG" and not any(c.dep_.startswith("aux") for c in verb.children)


def reports(verb: Token) -> bool:
    """Whether a verb of saying reports that something was said, not that it could, should or was meant to be."""
    if verb.tag_ == "VB":
        infinitive = any(c.lower_ == "to" and c.i < verb.i for c in verb.children)
        if infinitive and lemma(verb.head) not in ("go", "continue", "proceed"):
            return False
        own = any(c.dep_ in syntax.SUBJECTS and c.i < verb.i for c in verb.children) and not syntax.auxiliaries(verb)
        if not infinitive and not own and not any(c.lower_ in {"did", "do", "does"} for c in verb.children):
            return False
    if syntax.auxiliaries(verb) & MODALS:
        return False
    return not any(c.dep_ == "mark" and c.lower_ in {"if", "unless", "whether"} for c in verb.children)


def has_past_form(verb: Token) -> bool:
    """Whether a verb tagged as a past participle is the verb of a clause after all ("said" and "denied" are both)."""
    if any(c.dep_.startswith("aux") or c.dep_ in syntax.SUBJECTS for c in verb.children):
        return True
    if verb.dep_ in {"ROOT", "conj", "parataxis"}:
        return True
    following = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
    if following is None or following.lower_ == "by":
        return False
    if lemma(verb) == "call" and following.lower_ in {"on", "upon"}:
        return True
    led = following.lower_ in leading_prepositions(lemma(verb)) or any(
        t.lower_ == "that" for t in verb.doc[verb.i + 1 : verb.i + 5]
    )
    return verb.i > verb.sent.start and (led or bool(syntax.objects(verb)))


def follows_and(verb: Token) -> bool:
    """Whether a verb goes on with a sentence behind "and" or "but", with at most adverbs between."""
    index = verb.i - 1
    while index > 0 and verb.doc[index].dep_ == "advmod":
        index -= 1
    return index > verb.sent.start and verb.doc[index].lower_ in {"and", "but"}


def is_passive(verb: Token) -> bool:
    """Whether a verb has a passive auxiliary."""
    return verb.tag_ == "VBN" and any(c.dep_ in syntax.PASSIVE for c in verb.children)


def is_speaking(noun: Token) -> bool:
    """Whether a noun is the subject of a verb of saying."""
    if noun.dep_ not in syntax.SUBJECTS:
        return False
    verb = noun.head
    word = lemma(verb)
    if word == "go":
        return any(lemma(c) in ("say", "add") for c in verb.children if c.dep_ in {"xcomp", "advcl"})
    return word in frame("any") and not any(c.dep_ == "cop" for c in verb.children)
