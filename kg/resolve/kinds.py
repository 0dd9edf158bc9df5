"""Of what type a name is: one answer for a name, by what the whole corpus and the story at hand say."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from kg.lexicon import table
from kg.model import Extraction, Mention
from kg.resolve.countries import capitals, country_named, demonyms
from kg.resolve.countries import normal as country_key
from kg.resolve.gazetteer import is_known
from kg.resolve.parsing import Name, has_legal_form, parse
from kg.resolve.shortforms import is_beginning, is_last_part, is_some_part

_LEADING = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
_OF_A_BODY = ("memberOf", "leaderOf", "commanderOf", "spokespersonFor")
FEW = 200  # votes of two mentions; so few do not outweigh a full name in the same story


def without_article(text: str) -> str:
    """`text` without a leading article."""
    return _LEADING.sub("", text)


@lru_cache(maxsize=1 << 16)
def normal(text: str) -> str:
    """A surface without article, possessive, case and space, for counting equal ones together.

    >>> normal("The Guardian’s") == normal("guardian")
    True
    """
    text = without_article(" ".join(text.replace("’", "'").split()))
    return _POSSESSIVE.sub("", text).casefold().replace(".", "").strip("\"'“”‘ ")


def votes(extractions: Iterable[Extraction]) -> dict[str, Counter[str]]:
    """For each normal surface of names, how much speaks for each type over all stories (100 for a sure mention)."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for extraction in extractions:
        for mention in extraction.mentions:
            if mention.kind == "name":
                found[normal(mention.text)] += _vote(mention)
        for relation in extraction.relations:
            if relation.predicate in _OF_A_BODY and relation.object.kind == "name" and relation.object.type == "Person":
                found[normal(relation.object.text)]["Organization"] += 100
        for role in extraction.roles:
            if role.person.kind == "name":
                found[normal(role.person.text)]["Person"] += 100
    return found


def _vote(mention: Mention) -> Counter[str]:
    weight = round(100 * mention.confidence)
    return Counter({"Organization": weight + 200}) if _is_of_a_body(mention) else Counter({mention.type: weight})


def _is_of_a_body(mention: Mention) -> bool:
    """Whether the kind of the mention, its first word or a legal form is that of an organisation."""
    first, *more = normal(mention.text).split() or [""]
    if more and (first in table("names")["organization"]["openings"] or has_legal_form(mention.text)):
        return True
    return mention.type == "Person" and mention.subtype in table("organizations")["heads"]


def types_in(mentions: Sequence[Mention], corpus_votes: dict[str, Counter[str]]) -> dict[str, str]:
    """The type of each normal surface of a name in one story.

    A bare word that is the surname of somebody in the story is a person there, whatever it is elsewhere.
    """
    local: dict[str, Counter[str]] = defaultdict(Counter)
    texts: dict[str, str] = {}
    for mention in mentions:
        if mention.kind == "name":
            key = normal(mention.text)
            local[key] += _vote(mention)
            texts.setdefault(key, mention.text)
    long = {key: _most(corpus_votes.get(key) or local[key]) for key in local if " " in key}
    people = [parse(texts[key]) for key in long if long[key] == "Person"]
    for key in long:
        if long[key] == "Organization" and has_legal_form(texts[key]):  # "Veter" after "PJSC Veter"
            local[normal(_bare(texts[key]))]["Organization"] += FEW
    bodies = [parse(texts[key], "Organization") for key in long if long[key] == "Organization"]
    for key in local.keys() & texts.keys() - long.keys():
        if _most(local[key]) == "Place" and _opens_a_body(texts[key], bodies):
            long[key] = "Organization"
    found = {
        key: long.get(key) or _type_of_word(texts[key], local[key], corpus_votes.get(key), people) for key in texts
    }
    states = {country_named(mention.text) or demonyms().get(country_key(mention.text), "") for mention in mentions}
    for key in found.keys() - long.keys():  # a capital beside its state, which no person in the story is called
        capital = found[key] == "Person" and capitals().get(country_key(texts[key]), "") in states - {""}
        if capital and not any(is_some_part(parse(texts[key]), person) for person in people):
            found[key] = "Place"
    return found


def _opens_a_body(text: str, bodies: Sequence[Name]) -> bool:
    """Whether a word that no gazetteer has as a place is the short form of one of `bodies`."""
    name = parse(text, "Organization")
    return any(is_beginning(name, body) for body in bodies) and not (country_named(text) or is_known(text))


def _bare(text: str) -> str:
    return " ".join(token.text for token in parse(text, "Organization").tokens)


def _type_of_word(text: str, here: Counter[str], everywhere: Counter[str] | None, people: Sequence[Name]) -> str:
    most = _most(here)
    name = parse(text)
    is_country = bool(country_named(text))
    if (most == "Person" or (here[most] <= FEW and not is_country)) and any(is_last_part(name, p) for p in people):
        return "Person"
    counts = here + (everywhere or Counter())
    if is_country and not any(is_some_part(name, person) for person in people):
        counts["Place"] += counts["Person"] + 1  # without a person of that name in the story it is the country
    return _most(counts)


def _most(counts: Counter[str]) -> str:
    return min(counts, key=lambda type: (-counts[type], type))
