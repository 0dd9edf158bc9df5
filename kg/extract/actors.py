"""Which mention a token stands for: a name, the name behind a title, a pronoun or description with its antecedent."""

from __future__ import annotations

from collections.abc import Mapping

from kg import lexicon
from kg.extract import syntax
from kg.extract.reading import Block
from kg.extract.tokens import Token
from kg.model import Mention

ENTITIES = ("Person", "Organization", "Place", "Facility", "AnonymousSource")
References = Mapping[int, Mention]  # document offset of the head token → pronoun or description with an antecedent


def name_of(block: Block, token: Token) -> Mention | None:
    """The name that `token` is, or that its title or description belongs to.

    In "commander John Doe", "the spokesman, John Doe," and "party leader John Doe" that is John Doe.
    """
    mention = block.name(token)
    if mention is not None:
        return mention if mention.type in ENTITIES and mention.kind == "name" else None
    if not syntax.is_noun(token):
        return None
    for child in token.children:
        inner = block.name(child)
        if inner is None or inner.type not in ENTITIES or inner.kind != "name":
            continue
        if any(case.dep_ == "case" and case.i < child.i and case.lower_ not in ("'s", "’s") for case in child.children):
            continue  # "the bloc, of the X alliance,"
        if child.dep_ in {"flat", "flat:name"} or (child.dep_ == "appos" and child.i > token.i):
            return inner
        if child.dep_ in {"compound", "nmod", "appos"} and child.i == token.i + 1 and inner.type == "Person":
            return inner  # a title that the parser took for the head
    return set_off(block, token)


def set_off(block: Block, office: Token) -> Mention | None:
    """The person set off behind a title or a kinsman: X in "the head of the port authority, X, resigned"."""
    known = office.lemma_.lower() in lexicon.words("titles", "offices") | lexicon.words("groups", "kin")
    if not known or office.tag_ != "NN":
        return None
    doc, last = block.doc, block.bounds[block.sentence_of[office.i]][1]
    index = office.i + 1
    while index < min(last, office.i + 9) and (doc[index].tag_ in _PHRASE or index in block.names):
        if (named := block.name(doc[index])) is not None and named.type == "Person":
            return None
        index += 1
    if index + 2 > last or doc[index].text != ",":
        return None
    index += 1 + block.is_title(doc[index + 1])
    person = block.name(doc[index])
    closed = index == last or doc[index + 1].text in (",", ".", ";")
    return person if closed and person is not None and person.type == "Person" else None


_PHRASE = frozenset({"IN", "DT", "NN", "NNS", "NNP", "NNPS", "JJ", "POS", "PRP$"})


def actor(block: Block, token: Token, references: References) -> Mention | None:
    """The entity mention that `token` stands for: a name, a resolved pronoun or description, or None.

    A group that is described by its country ("US forces", "Iraqi police") is the mention of the country, as the
    vocabulary has a state act as its place; "members of X", "a leader of X" is X only for groups in the plural.
    """
    found = name_of(block, token) or references.get(block.begins[token.i])
    if found is not None or not syntax.is_noun(token):
        return found
    if token.lemma_.lower() in lexicon.words("groups", "state_groups"):
        for modifier in [*syntax.modifiers(token), *filter(None, [syntax.possessor(token)])]:
            mention = block.name(modifier) or references.get(block.begins[modifier.i])  # "its troops"
            if mention is not None and mention.type in ("Place", "Organization"):
                return mention
    if token.lemma_.lower() in lexicon.words("groups", "collectives") or (
        token.lemma_.lower() in lexicon.words("groups", "members") and token.tag_ == "NNS"
    ):
        for modifier in [*syntax.modifiers(token), *filter(None, [syntax.possessor(token)])]:
            mention = block.name(modifier) or references.get(block.begins[modifier.i])
            if mention is not None and mention.type == "Organization":
                return mention
        for preposition, noun in syntax.obliques(token):
            mention = block.name(noun)
            if preposition in ("of", "from") and mention is not None and mention.type == "Organization":
                return mention
    return None
