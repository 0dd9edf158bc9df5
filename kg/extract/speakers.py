"""Who speaks: a name, a pronoun or description that stands for one, or a source that the text leaves without a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import lexicon
from kg.extract import actors, syntax
from kg.extract.reading import Block, Reading
from kg.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

LINKS = {"of", "for", "from", "in", "at", "with", "on", "to", "inside", "within", "near", "by", "about"}


def is_source(token: Token) -> bool:
    """Whether a noun means people (or their institution) who can be quoted: "officials", "a spokesman", "residents"."""
    return lexicon_word(token, "sources")


def lexicon_word(token: Token, key: str) -> bool:
    """Whether the lemma (or the form) of a noun is in a list of [speakers] or [nouns] of the speech lexicon."""
    section = "speakers" if key in ("sources", "partitives") else "nouns"
    words = lexicon.table("speech")[section][key]
    return token.lemma_.lower() in words or token.lower_ in words or token.lower_.removesuffix("s") in words


def phrase(block: Block, head: Token) -> tuple[int, int]:
    """First and last token (inclusive) of the noun phrase of `head` as one would quote it.

    Relative clauses, participles and appositions behind the noun are left out.
    """
    first = min(
        [
            head.i,
            *(
                syntax.left(child)
                for child in head.children
                if child.i < head.i
                and child.dep_ not in {"punct", "cc", "advmod", "mark", "case"}
                and head.i - syntax.left(child) < 8
            ),
        ]
    )
    last = head.i
    for child in head.children:
        if child.i < last:
            continue
        linked = any(case.lower_ in LINKS for case in child.children if case.i < child.i) or child.lower_ in LINKS
        joined = child.dep_ == "conj" and syntax.is_noun(child) and child.i - head.i < 6
        if (
            (child.dep_.split(":")[0] in {"nmod", "obl", "prep"} and linked and child.dep_ not in syntax.POSSESSORS)
            or joined
            or child.dep_ in {"flat", "compound"}
        ):
            last = max(last, _plain_right(child))
    while first < last and block.doc[first].is_punct:
        first += 1
    return first, last


def _plain_right(token: Token) -> int:
    """The right end of a phrase without clauses and what follows a comma."""
    last = token.i
    for child in token.children:
        if (
            child.i > last
            and child.dep_.split(":")[0]
            in {"nmod", "compound", "flat", "nummod", "conj", "case", "prep", "pobj", "poss"}
            and not _after_comma(child, last)
        ):
            last = max(last, _plain_right(child))
    return last


def _after_comma(token: Token, last: int) -> bool:
    return any(inner.text == "," for inner in token.doc[last + 1 : token.i + 1])


def anonymous(reading: Reading, block: Block, head: Token) -> Mention | None:
    """The mention of a source without a name that `head` heads ("US officials", "a spokesman for the ministry"), or None."""
    if (
        not syntax.is_noun(head)
        or head.tag_ in {"PRP", "PRP$", "WP", "WDT", "EX"}
        or (head.i in block.names and not _sources_joined(block, head))
    ):
        return None
    first, last = phrase(block, head)
    return reading.mention(block, first, last, "AnonymousSource", "nominal", confidence=0.9)


def _sources_joined(block: Block, head: Token) -> bool:
    """Whether a name is only the first half of a description: "Kenyan police and hospital sources"."""
    return any(
        child.dep_ == "conj"
        and child.i not in block.names
        and is_source(child)
        and child.tag_ == "NNS"
        and child.i - head.i < 5
        for child in head.children
    )


def resolve(reading: Reading, block: Block, head: Token, references: actors.References) -> Mention | None:
    """The mention that a subject of a verb of saying stands for.

    A name (also behind a title or a description), a pronoun or description with an antecedent, the body whose statement
    it is, and else an AnonymousSource as the text words it. None where nothing can be told, such as "it" without antecedent.
    """
    head = syntax.antecedent(head)
    if _sources_joined(block, head):
        return anonymous(reading, block, head)
    found = actors.name_of(block, head)
    if found is not None:
        return found
    if head.i in block.names and not block.is_adjective(head):
        mention = block.names[head.i][0]
        return mention if mention.type != "Event" else None
    if (reference := references.get(block.begins[head.i])) is not None:
        return reference
    if head.tag_ in {"PRP", "PRP$", "WP", "WDT", "EX", "DT"} and not lexicon_word(head, "partitives"):
        return None
    if lexicon_word(head, "partitives"):
        for preposition, noun in syntax.obliques(head):
            if preposition in ("of", "among") and (reference := references.get(block.begins[noun.i])) is not None:
                return reference
    if lexicon_word(head, "statements") and (owner := _owner(reading, block, head, references)) is not None:
        return owner
    if (
        lexicon_word(head, "reports")
        and (owner := _owner(reading, block, head, references)) is not None
        and owner.type != "Place"
    ):
        return owner
    if (named := _named_group(block, head)) is not None:
        return named
    return anonymous(reading, block, head)


def _owner(reading: Reading, block: Block, document: Token, references: actors.References) -> Mention | None:
    """Whose statement or report it is: "the ministry's statement", "a statement by X", "a police statement"."""
    nouns = [token for preposition, token in syntax.obliques(document) if preposition in ("by", "from", "of", "in")]
    possessor = syntax.possessor(document)
    for noun in [*filter(None, [possessor]), *nouns]:
        if (owner := actors.actor(block, noun, references)) is not None:
            return owner
    for modifier in syntax.modifiers(document):
        if (mention := block.name(modifier)) is not None and mention.type in actors.ENTITIES:
            return mention
        if (reference := references.get(block.begins[modifier.i])) is not None:
            return reference
    for noun in nouns:
        if is_source(noun):
            return anonymous(reading, block, noun)
    return None


def _named_group(block: Block, head: Token) -> Mention | None:
    """The organisation behind a noun that only says what it is: "the X militia", "the X party", "the broadcaster X"."""
    kinds = lexicon.subtypes("organizations", "nominals") | lexicon.subtypes("organizations", "heads")
    if head.lower_ not in kinds or head.tag_ == "NNS" or lexicon_word(head, "statements"):
        return None
    for modifier in syntax.modifiers(head):
        if (
            (mention := block.name(modifier)) is not None
            and mention.type == "Organization"
            and modifier.i >= head.i - 2
        ):
            return mention
    return None
