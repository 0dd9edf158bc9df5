"""Lemmas of the words that kg reads by, whatever the trained pipeline makes of a rare form.

A lemmatizer that learns to edit letters guesses "abducte" for "abducted" where it has not met the verb. The verbs and
nouns that set off events, statements and relations are known, so their forms are too.
"""

from __future__ import annotations

import re
from functools import cache

from kg import lexicon
from kg.extract.syntax import PASSIVE
from kg.extract.tokens import Tokens


def repair(tokens: Tokens) -> None:
    """Set the lemma of every token that is a form of a known verb or noun and is tagged as one.

    "It" before a verb that only somebody can do ("it vowed to …") is no expletive but the subject.
    """
    verbs, nouns = _verb_forms(), _noun_forms()
    expletives = []
    for token in tokens:
        tag = token.tag_
        if tag.startswith("VB"):
            token.lemma_ = verbs.get(token.lower_) or token.lemma_
        elif tag in ("NN", "NNS"):
            token.lemma_ = nouns.get(token.lower_) or token.lemma_
        elif token.lower_ == "it" and token.dep_ == "expl":
            expletives.append(token)
    for token in expletives:
        if token.head.lemma_ in _of_somebody():
            token.dep_ = token.dep_ if any(c.dep_ in PASSIVE for c in token.head.children) else "nsubj"


@cache
def _of_somebody() -> frozenset[str]:
    acts = lexicon.table("speech")["acts"]
    return frozenset(
        (*acts["vows"], *acts["threatens"], *acts["condemns"], *acts["accuses"], *acts["denies"], "say", "add")
    )


@cache
def _verb_forms() -> dict[str, str]:
    irregular = lexicon.table("inflections")["irregular"]
    found: dict[str, str] = {}
    for verb in sorted(_verbs() | set(irregular)):
        for form in forms(verb):
            found.setdefault(form, verb)
    for verb, listed in irregular.items():
        found |= dict.fromkeys(listed, verb)
    return found | {verb: verb for verb in _verbs()}


def forms(verb: str) -> list[str]:
    """The regular forms of a verb: -s, -ed, -ing.

    >>> forms("deny"), forms("shell"), forms("ban")
    (['denies', 'denied', 'denying'], ['shells', 'shelled', 'shelling'], ['bans', 'banned', 'banning'])
    """
    stem = verb
    if verb in lexicon.table("inflections")["doubling"]["verbs"]:
        stem = verb + verb[-1]
    if re.search(r"[^aeiou]y$", verb):
        return [verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    third = verb + ("es" if re.search(r"(?:s|x|z|ch|sh|o)$", verb) else "s")
    if verb.endswith("ie"):
        return [third, verb + "d", verb[:-2] + "ying"]
    if verb.endswith("e") and not verb.endswith("ee"):
        return [third, verb + "d", verb[:-1] + "ing"]
    if verb.endswith("ee"):
        return [third, verb + "d", verb + "ing"]
    return [third, stem + "ed", stem + "ing"]


@cache
def _verbs() -> frozenset[str]:
    """Every verb of the lexicons; of those with a particle the verb."""
    events, speech = lexicon.table("events"), lexicon.table("speech")
    lists = [
        *events["verbs"].values(),
        *events["support"].values(),
        *(words for key, words in events["factuality"].items() if key in ("demanded", "planned", "denied", "alleged")),
        *speech["acts"].values(),
        *speech["frames"].values(),
        *(entry["words"] for entry in lexicon.table("relations")["verb"]),
    ]
    single = {entry.split()[0] for words in lists for entry in words}
    return frozenset(word for word in single if word.isalpha() and word.islower())


@cache
def _noun_forms() -> dict[str, str]:
    nouns = set(lexicon.subtypes("events", "nouns")) | set().union(*map(set, lexicon.table("groups").values()))
    found: dict[str, str] = {}
    for noun in sorted(noun for noun in nouns if " " not in noun):
        found.setdefault(noun, noun)
        if re.search(r"[^aeiou]y$", noun):
            found.setdefault(noun[:-1] + "ies", noun)
        else:
            found.setdefault(noun + ("es" if re.search(r"(?:s|x|z|ch|sh)$", noun) else "s"), noun)
    return found
