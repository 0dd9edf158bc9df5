"""At what kind of building or ground an event happened, where no name says it: "a blast outside the police station"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg import lexicon
from kg.extract import syntax
from kg.extract.events.draft import Draft
from kg.extract.events.places import COMPASS
from kg.extract.reading import Block
from kg.extract.tokens import Token

AT = frozenset(["on", "at", "in", "of", "against", "outside", "near", "inside", "into", "beside", "through", "from"])


def give_premises(block: Block, draft: Draft) -> None:
    """Note the kinds of premises that an event was done to or happened at, by what the lexicon calls them."""
    token = draft.trigger.token
    nouns = [*syntax.objects(token), *(noun for preposition, noun in syntax.obliques(token) if preposition in AT)]
    if draft.trigger.is_noun:
        nouns += syntax.modifiers(token)
        nouns += [noun for child in nouns for noun in syntax.modifiers(child)]
    elif draft.trigger.passive and (subject := syntax.subject(token)) is not None:
        nouns.append(subject)
    east = [noun for noun in nouns if noun.lower_ in COMPASS]  # "a depot east of X"
    nouns += [noun for side in east for noun in syntax.modifiers(side)]
    outer = [noun for noun in nouns if noun not in east]
    inner = [noun for head in outer for preposition, noun in syntax.obliques(head) if preposition in ("of", "at", "in")]
    for noun in (*nouns, *inner):
        draft.premises.update(_kinds(block, noun))


def _kinds(block: Block, noun: Token) -> Iterator[str]:
    """What the lexicon calls a noun, or the name that it stands for: "depot" for "fuel depot"."""
    name = block.name(noun)
    words = name.text.lower().split() if name is not None else []
    if not words:
        before = noun.doc[noun.i - 1].lower_ if noun.i else ""
        words = [before, noun.lemma_.lower()]
    for phrase in (" ".join(words[-2:]), words[-1]):
        if (kind := _premises().get(phrase)) is not None:
            yield kind
            return


@cache
def _premises() -> dict[str, str]:
    return lexicon.subtypes("events", "premises")
