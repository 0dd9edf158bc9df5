"""Whose office it is where the text says so by a pronoun or a description: "its mayor, X", "the front's spokesman".

Coreference resolves pronouns and descriptions that act or speak. One that only owns an office says less of itself, but
the office says what it can be: a mayor is of a place, a commander of a body. What fits and was named just before, or
has the described noun in its name, is the owner; where two fit, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from kg import lexicon
from kg.extract import syntax
from kg.extract.actors import References
from kg.extract.reading import Block, Reading
from kg.extract.tokens import Token
from kg.model import Coreference, Mention, Passage

POSSESSIVES = ("its", "their")
BACK = 2  # sentences before the own one in which an owner is looked for


def find(reading: Reading, references: References) -> dict[int, Coreference]:
    """The owners of offices that `references` do not tell, by the offset in the document of their head token.

    In reading order; confidence in [0, 1].
    """
    return dict(_owners(reading, references))


def _owners(reading: Reading, references: References) -> Iterator[tuple[int, Coreference]]:
    before: list[list[tuple[Mention, bool]]] = []  # of each sentence so far: its names, and whether each is a subject
    for block, tokens, _ in reading.sentences():
        here: list[tuple[Mention, bool]] = []
        for token in tokens:
            if (mention := block.name(token)) is not None and mention.kind == "name":
                here.append((mention, token.dep_ in syntax.SUBJECTS))
            if token.tag_ != "NN" and token.lower_ not in POSSESSIVES and not block.is_title(token):
                continue  # no owner of an office
            begin = block.begins[token.i]
            if begin in references or token.i in block.names:
                continue
            noun, office = _office_of(block, token)
            owner = _owner(noun, office, [*before, here]) if office else None
            if owner is not None:
                yield begin, Coreference(_own(reading, block, token, noun, owner), owner, "owner-of-an-office", 0.7)
        before.append(here)


def _own(reading: Reading, block: Block, token: Token, noun: str, owner: Mention) -> Mention:
    """The words for the owner as a mention: "its", "the front", "union" in "union president X"."""
    begin = block.begins[token.i]
    end = block.ends[token.i]
    if noun in POSSESSIVES:
        return _mention(reading.cut(block, begin, end, token.i), owner, "pronoun", "")
    if block.is_title(token):
        return _mention(reading.cut(block, begin, begin + len(noun), token.i), owner, "nominal", noun)
    first = min([token.i, *(child.i for child in token.children if child.dep_ == "det" and child.i < token.i)])
    return _mention(reading.cut(block, block.begins[first], end, first), owner, "nominal", noun)


def _mention(passage: Passage, owner: Mention, kind: str, subtype: str) -> Mention:
    p = passage
    return Mention(p.document, p.begin, p.end, p.text, p.sentence, owner.type, kind, subtype, 0.7)


# ------------------------------------------------------------------------------------------ offices


def _office_of(block: Block, token: Token) -> tuple[str, str]:
    """The pronoun or noun of a token that owns an office, and the office; "" for both where it owns none.

    "its mayor", "the front's spokesman", "the spokesman of the front", "the union president, X", "union president X".
    """
    doc, last = block.doc, block.bounds[block.sentence_of[token.i]][1]
    if token.lower_ in POSSESSIVES:
        return token.lower_, _office_at(block, token.i + 1, last)
    if block.is_title(token):
        noun, *office = block.surfaces[token.i].lower().split()
        return (noun, " ".join(office)) if " ".join(office) in _offices() else ("", "")
    noun = token.lemma_.lower()
    if token.tag_ != "NN" or noun in _offices():
        return "", ""
    if token.i + 1 <= last and doc[token.i + 1].lower_ in _offices() and not _is_described(token):
        return noun, doc[token.i + 1].lower_
    if not _is_definite(token):
        return "", ""
    if token.i + 2 <= last and doc[token.i + 1].tag_ == "POS":
        return noun, _office_at(block, token.i + 2, last)
    before = min(child.i for child in token.children if child.dep_ == "det") - 1
    is_of = before > 0 and doc[before].lower_ == "of" and doc[before - 1].lower_ in _offices()
    return (noun, doc[before - 1].lower_) if is_of and not _is_described(token) else ("", "")


def _office_at(block: Block, start: int, last: int) -> str:
    """The office in the words from a token on, "deputy party leader": the last word that is one before another kind."""
    found = ""
    for index in range(start, min(start + 5, last + 1)):
        token = block.doc[index]
        if block.is_title(token):
            words = block.surfaces[index].lower().split()
            return next((" ".join(words[-n:]) for n in (2, 1) if " ".join(words[-n:]) in _offices()), "")
        if index in block.names or token.tag_ not in {"NN", "JJ", "NNP", "HYPH", "JJS"}:
            break
        if token.lower_ in _offices():
            found = token.lower_
    return found


def _is_definite(noun: Token) -> bool:
    return any(child.dep_ == "det" and child.lower_ in ("the", "that", "this") for child in noun.children)


def _is_described(noun: Token) -> bool:
    """Whether more is said of a noun, so that it may be none named before: "the party that won"."""
    return any(
        child.i > noun.i and child.dep_.split(":")[0] in {"nmod", "acl", "appos", "flat"} for child in noun.children
    ) or any(child.dep_.split(":")[0] in {"amod", "compound"} for child in noun.children)


@cache
def _offices() -> frozenset[str]:
    return frozenset(office for relation in lexicon.table("titles")["relations"].values() for office in relation)


# ------------------------------------------------------------------------------------------- owners


def _owner(noun: str, office: str, sentences: Sequence[Sequence[tuple[Mention, bool]]]) -> Mention | None:
    """The one name of the last of `sentences`, or of those before, that can be what `noun` or a pronoun stands for."""
    nouns = lexicon.table("coreference")
    if noun in POSSESSIVES:
        types = _types(office)
        return _nearest([[one for one in names if one[0].type in types] for names in sentences[-BACK:]])
    if noun in nouns["places"] or noun in _areas():
        local = office in lexicon.words("titles", "heads_of_state")
        places = [[one for one in names if one[0].type == "Place"] for names in sentences[-BACK - 1 :]]
        return _nearest(places) if local and noun not in ("country", "nation", "kingdom", "republic") else None
    named = [
        m for names in sentences for m, _ in names if m.type in ("Organization", "Facility") and _is_called(m, noun)
    ]
    if named:
        return named[-1] if len({m.text for m in named}) == 1 else None
    kinds = set(nouns["organizations"].get(noun, {}).get("subtypes", ())) - {""}
    return _nearest([[one for one in names if one[0].subtype in kinds] for names in sentences[-BACK - 1 :]])


def _nearest(sentences: Sequence[Sequence[tuple[Mention, bool]]]) -> Mention | None:
    """The only name, or else the only subject, of the last of `sentences` that has any."""
    names = next((names for names in reversed(sentences) if names), ())
    for choice in ([m for m, _ in names], [m for m, is_subject in names if is_subject]):
        if choice and len({m.text for m in choice}) == 1:
            return choice[-1]
    return None


def _types(office: str) -> tuple[str, ...]:
    if office in ("mayor", "governor"):
        return ("Place",)
    if office in lexicon.words("titles", "heads_of_state") or office.endswith("minister"):
        return ("Place", "Organization")
    return ("Organization",)


def _is_called(mention: Mention, noun: str) -> bool:
    """Whether the noun is the head of a body's name: "front" of "Harvest Workers' Front"."""
    head = mention.text.lower().split(" of ")[0].split(" for ")[0]
    return " " in mention.text and head.split()[-1].removesuffix("s") == noun.removesuffix("s")


@cache
def _areas() -> frozenset[str]:
    return frozenset(lexicon.subtypes("places", "areas"))
