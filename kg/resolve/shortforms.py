"""Whether a short name can stand for a longer one that the same story gives."""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from kg.lexicon import subtypes, table, words
from kg.resolve.names import compare_parsed
from kg.resolve.parsing import Name, Token, parse, words_of
from kg.resolve.spelling import similarity, skeleton, sounds


def given_parts(name: Name) -> tuple[Token, ...]:
    """The parts that count: "Abdul Karim" is one given name."""
    return tuple(token for token in name.tokens if token.kind != "servant")


def is_last_part(short: Name, long: Name) -> bool:
    """A surname: "Okoro" of "Ngozi Okoro"."""
    if short.type != "Person" or len(short.tokens) != 1 or len(given_parts(long)) < 2:
        return False
    return short.tokens[0].kind == "word" and similarity(short.tokens[0].text, long.tokens[-1].text) >= 0.93


def is_some_part(short: Name, long: Name) -> bool:
    """Any part of a person's name: "Ngozi" of "Ngozi Okoro"."""
    if short.type != "Person" or len(short.tokens) != 1 or len(given_parts(long)) < 2:
        return False
    return any(t.kind == "word" and similarity(short.tokens[0].text, t.text) >= 0.97 for t in long.tokens)


def is_near_last_part(short: Name, long: Name) -> bool:
    """A misspelling of a surname: the same consonants with other vowels between, or one letter off."""
    if short.type != "Person" or len(short.tokens) != 1 or len(given_parts(long)) < 2:
        return False
    a, b = short.tokens[0].text, long.tokens[-1].text
    if " " in short.text and len(b) > 5 and re.sub(r"\W", "", short.text.lower()) == b:
        return True  # "Ben Omar" of "Ali Benomar"
    if a[0] != b[0]:
        return False
    if len(a) > 6 and sorted(a) == sorted(b) and OSA.distance(a, b) == 2:
        return True  # a letter in the wrong place
    if OSA.distance(a, b) == 1 and min(len(a), len(b)) >= 5:
        return True
    return len(skeleton(a)) >= 2 and _outline(a) == _outline(b) and sounds(a)[-1] == sounds(b)[-1]


def _outline(word: str) -> str:
    """The consonants of `word` with a dot for the vowels between."""
    return re.sub(r"[aeiouA]+", ".", sounds(word))


def is_beginning(short: Name, long: Name) -> bool:
    """The first words of an organisation's name, where the rest does not make another body of it."""
    if short.type != "Organization" or short.acronym == short.solid:
        return False
    if any(similarity(a.text.lower(), b.text.lower()) < 0.93 for a, b in zip(short.tokens, long.tokens, strict=False)):
        return False
    return may_be_cut(long, len(short.tokens)) or _is_before_purpose(short, long)


def _is_before_purpose(short: Name, long: Name) -> bool:
    """ "Citizens" of "Citizens for Lagos", "Les Amis" of "Les Amis pour la Paix"."""
    rest = long.text[len(short.text) :] if long.text.startswith(short.text + " ") else ""
    telling = any(token.kind == "word" for token in short.tokens) and short.text.lower() not in words_of(
        "organization", "common"
    )
    return telling and re.match(r" (?:for|pour|para|per|für)\s", rest) is not None


def may_be_cut(name: Name, size: int) -> bool:
    """Whether the first `size` words of an organisation may stand for it: not "Nahda" for "Nahda Youth Council"."""
    first = name.tokens[0]
    if size >= len(name.tokens) or first.kind not in ("word", "letters") or len(first.text) < 4:
        return False
    if first.text in table("names")["organization"]["common"]:
        return False
    heads = subtypes("organizations", "heads")
    kinds = {kind for t in name.tokens[size:] for kind in (t.kind, heads.get(t.text), heads.get(f"{t.text}s")) if kind}
    return not kinds - {"word", "letters", "generic", "initial", "company", "media", "university", "sports-club"}


def is_without_country(short: Name, long: Name) -> bool:
    """ "Interior Ministry" of "Kenyan Interior Ministry"."""
    if short.type != "Organization" or len(short.tokens) + 1 != len(long.tokens) or len(short.tokens) < 2:
        return False
    if any(token.kind == "country" for token in short.tokens):
        return False
    rest = [token.text for token in long.tokens if token.kind != "country"]
    return sorted(rest) == sorted(token.text for token in short.tokens)


def is_head(short: Name, long: Name) -> bool:
    """ "Congress" of "Indian National Congress", "Movement" of "Movement for Peace"."""
    if short.type != "Organization" or len(short.tokens) != 1 or len(long.tokens) < 2 or not short.text[:1].isupper():
        return False
    head, heads = short.tokens[0], subtypes("organizations", "heads")
    if head.text in words("organizations", "of_any_state"):
        return False
    is_noun = head.kind == "generic" or head.text in heads or f"{head.text}s" in heads
    if not is_noun or short.acronym:
        return False
    return head.text == long.tokens[-1].text or f"{head.text} " == _before_of(long.text)[-len(head.text) - 1 :]


def _before_of(text: str) -> str:
    """What stands before the first "of" or "for" of a name, in lower case, with a space behind it; "" for none."""
    first, preposition, _ = re.sub(r" (?:of|for) ", " | ", text.lower()).partition("| ")
    return f" {first}" if preposition else ""


def is_behind_opening(short: Name, long: Name) -> bool:
    """ "Serra Azul" of "Mineração Serra Azul": the name without the noun in another language before it."""
    first, _, rest = long.text.partition(" ")
    return short.type == "Organization" and first.lower() in words_of("organization", "openings") and rest == short.text


def is_unit(short: Name, long: Name) -> bool:
    """ "Marine Unit" of "Coastal Guard Corps-Marine Unit"."""
    if short.type != "Organization" or len(short.tokens) < 2 or not re.search(r"\w[-–][A-Z]", long.text):
        return False
    tail = parse(re.split(r"[-–](?=[A-Z])", long.text)[-1], "Organization")
    return compare_parsed(short, tail).score >= 0.9
