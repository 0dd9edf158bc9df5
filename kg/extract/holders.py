"""Who of a story holds the office that a description names: "the leader of X", "Ghana's president"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from kg import lexicon
from kg.extract import actors, speakers, syntax
from kg.extract.reading import Block, Reading
from kg.extract.tokens import Token
from kg.model import Mention

SOON = 1500  # code points ahead in which "the mayor" is named


@dataclass(frozen=True, slots=True)
class Office:
    """A person's name with the words of the title next to it and the bodies or places that the title names."""

    person: Mention
    words: frozenset[str]
    bodies: frozenset[str]


def collect(reading: Reading) -> tuple[Office, ...]:
    """The offices of a story in reading order."""
    found = []
    for block in reading.blocks:
        for index in sorted(block.names):
            mention = block.name(block.doc[index])
            if mention is not None and mention.type == "Person":
                office = Office(
                    mention, frozenset(words(block, block.doc[index])), _bodies_beside(block, block.doc[index])
                )
                if office.words:
                    found.append(office)
    return tuple(found)


def holder(offices: Sequence[Office], block: Block, noun: Token) -> Mention | None:
    """The one person of the story whose office a description names, or None where there is none or more than one."""
    if noun.tag_ != "NN" or not speakers.is_person(noun) or not _is_singular_office(noun):
        return None
    bodies = _bodies(block, [noun])
    wanted = _same_office(noun.lemma_.lower())
    people = [o.person for o in offices if bodies & o.bodies and wanted & o.words]
    surnames = {person.text.split()[-1].casefold() for person in people}
    return people[0] if len(surnames) == 1 else None


def named_later(offices: Sequence[Office], block: Block, noun: Token) -> Mention | None:
    """The one person of the story who is given a bare office further on: "the mayor said … Mayor X", or None."""
    bare = [child for child in noun.children if child.i < noun.i]
    if [child.lower_ for child in bare] != ["the"] or not _is_singular_office(noun) or syntax.obliques(noun):
        return None
    people = [office.person for office in offices if noun.lemma_.lower() in office.words]
    begin = block.begins[noun.i]
    if len({person.text.split()[-1].casefold() for person in people}) != 1:
        return None
    return people[0] if 0 < people[0].begin - begin < SOON else None


def _is_singular_office(noun: Token) -> bool:
    """Whether a body has one of it ("the president"), and it is not told of as one of several ("a commander")."""
    relations = lexicon.table("titles")["relations"]
    word = noun.lemma_.lower()
    if word not in relations["leaderOf"] and word not in relations["spokespersonFor"]:
        return False
    return not any(child.lower_ in {"a", "an", "another", "one", "some", "any"} for child in noun.children)


def words(block: Block, name: Token) -> set[str]:
    """The words of titles and descriptions next to a person's name, in lower case: "foreign", "minister"."""
    found: set[str] = set()
    if name.i > 0 and block.is_title(block.doc[name.i - 1]):
        found |= set(block.surfaces[name.i - 1].lower().replace("’s", "").replace("'s", "").split())
    for noun in _beside(block, name):
        found |= {noun.lower_, noun.lemma_.lower()}
        found |= {c.lower_ for c in noun.children if c.dep_ in {"amod", "compound"} and c.i not in block.names}
    for index in range(name.i - 1, max(name.i - 4, name.sent.start - 1), -1):  # titles that the parser hung elsewhere
        word = block.doc[index]
        if (
            word.i in block.names
            or block.is_title(word)
            or not (word.is_alpha and (_is_title(word) or word.text[0].isupper()))
        ):
            break
        found.add(word.lower_)
    return found


def _is_title(word: Token) -> bool:
    return any(word.lower_ in lexicon.words("titles", key) for key in ("offices", "ranks", "courtesy"))


def _beside(block: Block, name: Token) -> list[Token]:
    """The nouns that describe a name: before it, in apposition, or as its head."""
    found = [
        child
        for child in name.children
        if (child.dep_.split(":")[0] in {"compound", "nmod", "amod", "appos", "flat"} or _is_apposed(child))
        and child.i not in block.names
        and not block.is_title(child)
        and not any(c.dep_ == "case" for c in child.children)
    ]
    head = name.head
    if name.dep_ in {"appos", "flat", "compound"} and head.i not in block.names and abs(head.i - name.i) < 12:
        found.append(head)
    return found + [noun for noun in _set_off_by(block, name) if noun not in found]


def _set_off_by(block: Block, name: Token) -> list[Token]:
    """The offices in front of a name between commas, however it was parsed: "the mayor of X, NAME, said"."""
    if name.i < 2 or name.nbor(-1 - block.is_title(name.nbor(-1))).text != ",":
        return []
    nearby = block.doc[max(name.sent.start, name.i - 10) : name.i - 1]
    return [noun for noun in nearby if noun.tag_ == "NN" and actors.set_off(block, noun) == block.name(name)]


def _is_apposed(noun: Token) -> bool:
    """Whether a noun that the parse joined to a name stands beside it: "X, head of Y, said"."""
    joined = any(c.dep_ == "cc" for c in noun.children)
    return noun.dep_ == "conj" and not joined and speakers.is_person(noun) and noun.i > 0 and noun.nbor(-1).text == ","


def _bodies_beside(block: Block, name: Token) -> frozenset[str]:
    title = block.doc[name.i - 1] if name.i > 0 else None
    named = block.names.get(title.i, ()) if title is not None and block.is_title(title) else ()
    own = frozenset(_key(m) for m in named if m.type in ("Organization", "Place"))
    return own | _bodies(block, _beside(block, name))


def _bodies(block: Block, nouns: Iterable[Token]) -> frozenset[str]:
    """The names of bodies and places that belong to nouns: "of X", "X's", "Kenyan"."""
    found = set()
    for noun in nouns:
        linked = [n for preposition, n in syntax.obliques(noun) if preposition in ("of", "for", "at")]
        before = [c for c in noun.children if c.i < noun.i]
        for token in [*linked, *before, *(c for n in linked for c in n.children if c.dep_ == "compound")]:
            found |= {
                _key(m)
                for m in block.names.get(token.i, ())
                if m.type in ("Organization", "Place") and not block.is_adjective(token)
            }
    return frozenset(found)


@cache
def _same_office(noun: str) -> frozenset[str]:
    """The words for the same office as a noun: any head of a body for "leader"."""
    others = lexicon.table("coreference")["persons"].get(noun, [])
    result = {noun, *(other for other in others if " " not in other)}
    if noun in ("leader", "head", "chief", "boss"):
        result |= {word for word in lexicon.table("titles")["relations"]["leaderOf"] if "minister" not in word}
    return frozenset(result)


def _key(mention: Mention) -> str:
    """One key for the name of a country, its variants and its people; otherwise the name in lower case."""
    return _countries().get(mention.text, mention.text.casefold().removeprefix("the "))


@cache
def _countries() -> dict[str, str]:
    return {
        form: country["name"].casefold()
        for country in lexicon.table("countries")["country"]
        for form in [country["name"], *country.get("variants", []), *country.get("demonyms", [])]
    }
