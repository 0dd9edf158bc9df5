"""Who is said to have done it: claims of responsibility and accusations."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract import syntax
from kg.extract.actors import References
from kg.extract.events.draft import VIOLENT, Draft
from kg.extract.events.roles import acting
from kg.extract.reading import Block
from kg.extract.tokens import Token

CLAIMED = 0.6  # confidence of an author who only says so, or is only said to be it
ACCUSING = {"accuse": ("of",), "suspect": ("of", "in"), "blame": ("for",), "charge": ("with",), "fault": ("for",)}
GUILTY = frozenset({"responsible", "behind"})


def give_blamed(block: Block, draft: Draft, references: References) -> None:
    """Give a violent event those who claim it or are accused of it, each with a low confidence."""
    if draft.trigger.type not in (*VIOLENT, "abduction"):
        return
    for token, rule in (*_claiming(draft.trigger.token), *_accused(draft.trigger.token)):
        for part in syntax.with_conjuncts(token):
            draft.take("agent", acting(block, part, references), rule, CLAIMED)


def _claiming(noun: Token) -> Iterator[tuple[Token, str]]:
    """ "claimed by X", "X claimed it", "X claimed responsibility for it", "X was behind it"."""
    if not noun.tag_.startswith("NN"):
        return
    for verb in [*noun.children, *list(noun.ancestors)[:3]]:
        if verb.lemma_ == "claim" and verb.tag_.startswith("VB"):
            if syntax.is_passive(verb):
                yield from ((token, "claimed by") for token in syntax.agents(verb))
            elif any(o.lemma_ == "responsibility" or o == noun for o in syntax.objects(verb)):
                subject = syntax.subject(verb)
                if subject is not None:
                    yield subject, "claimed responsibility"
    if any(c.lower_ == "behind" for c in noun.children if c.dep_ == "case") and any(
        c.dep_ == "cop" for c in noun.children
    ):
        yield from ((child, "behind") for child in noun.children if child.dep_ in syntax.SUBJECTS)


def _accused(event: Token) -> Iterator[tuple[Token, str]]:
    """ "accused X of the raid", "X was accused of shelling Y", "blamed the raid on X", "blamed X for it"."""
    words = {child.lower_ for child in event.children if child.dep_ in ("case", "mark")}
    for verb in list(event.ancestors)[:2]:
        lemma = verb.lemma_.lower()
        if not verb.tag_.startswith("VB") or syntax.negated(verb):
            continue
        if words & set(ACCUSING.get(lemma, ())):
            whom = syntax.subject(verb) if syntax.is_passive(verb) else next(iter(syntax.objects(verb)), None)
            if whom is not None and whom != event:
                yield whom, "accused"
        elif lemma == "blame" and event in (syntax.subject(verb), *syntax.objects(verb)):
            behind = [*syntax.obliques(verb), *(pair for pair in syntax.obliques(event) if pair[1].i > event.i)]
            yield from ((token, "blamed on") for preposition, token in behind if preposition == "on")
        elif lemma == "hold" and words & {"for"} and any(c.lower_ in GUILTY for c in verb.children):
            yield from ((token, "held responsible") for token in syntax.objects(verb)[:1])
