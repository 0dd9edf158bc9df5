"""Grammatical relations, whatever the labels of the parser.

kg's own pipeline is trained on Universal Dependencies; the en_core_web pipelines of spaCy use the CLEAR labels, in
which prepositions head their objects and the copula heads its predicate. This module is the only one that knows labels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg import dates
from kg.extract.tokens import Token

SUBJECTS = {"nsubj", "nsubjpass", "nsubj:pass", "csubj", "csubjpass", "csubj:pass", "nsubj:outer"}
PASSIVE = {"nsubjpass", "nsubj:pass", "auxpass", "aux:pass", "csubjpass", "csubj:pass"}
OBJECTS = {"obj", "dobj"}
RECIPIENTS = {"iobj", "dative"}
OBLIQUES = {"obl", "nmod", "obl:npmod", "obl:tmod", "nmod:tmod", "obl:agent", "nmod:unmarked", "obl:unmarked"}
CLAUSES = {"ccomp", "xcomp"}
PARTICIPLES = {"acl", "advcl"}
RELATIVES = {"acl:relcl", "relcl"}
MODIFIERS = {"compound", "amod", "nmod", "flat", "nummod", "nn"}
POSSESSORS = {"nmod:poss", "poss"}
DETERMINERS = {"det", "nummod", *POSSESSORS}
PREDICATES = {"attr", "acomp"}
COPULAS = {"be", "become", "remain"}
PASSIVE_AUXILIARIES = {"be", "get"}


def subject(verb: Token) -> Token | None:
    """The understood subject of a verb: its own, that of the verb it is joined to, or of the clause it belongs to.

    For "X was arrested and charged" the subject of "charged" is X; for "the men killed by X" that of "killed" is "men".
    """
    for _ in range(6):
        own = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
        if own is not None:
            return antecedent(own)
        if verb.dep_ in RELATIVES | {"acl"}:
            return verb.head
        if verb.dep_ == "conj" and is_verb(verb.head):
            verb = verb.head
        elif verb.dep_ in {"xcomp", "advcl", "ccomp"} and _is_nonfinite(verb) and verb.head != verb:
            if verb.dep_ == "xcomp":
                controlled = objects(verb.head)
                if controlled:
                    return controlled[0]
            if not is_verb(verb.head):
                return verb.head if is_noun(verb.head) else None
            verb = verb.head
        else:
            return None
    return None


def antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for; any other token itself."""
    if token.lower_ in {"who", "which", "that", "whom"}:
        for ancestor in token.ancestors:
            if ancestor.dep_ in RELATIVES:
                return ancestor.head
    return token


def objects(verb: Token) -> list[Token]:
    """The direct objects of a verb, each followed by what is joined to it."""
    found = [antecedent(child) for child in verb.children if child.dep_ in OBJECTS]
    return [token for head in found for token in with_conjuncts(head)]


def recipients(verb: Token) -> list[Token]:
    """The indirect objects of a verb ("told Reuters")."""
    return [child for child in verb.children if child.dep_ in RECIPIENTS]


def is_passive(verb: Token) -> bool:
    """Whether the subject undergoes what the verb says, also in "the men arrested in Lima"."""
    if any(child.dep_ in PASSIVE for child in verb.children):
        return True
    if verb.tag_ != "VBN" or objects(verb) or auxiliaries(verb) & {"have", "has", "had", "having"}:
        return False
    if verb.dep_ == "conj" and is_verb(verb.head) and not auxiliaries(verb):
        return verb.head.tag_ != "VBN" or is_passive(verb.head)
    return not any(child.dep_ == "cop" for child in verb.children)


def agents(verb: Token) -> list[Token]:
    """Who does it in a passive clause ("by …")."""
    return [token for preposition, token in obliques(verb) if preposition == "by"]


def obliques(token: Token) -> list[tuple[str, Token]]:
    """The prepositional complements of a word as (preposition in lower case, noun), in order, with conjuncts."""
    found: list[tuple[str, Token]] = []
    for child in token.children:
        if child.dep_ in {"prep", "agent"}:  # CLEAR
            for inner in child.children:
                if inner.dep_ in {"pobj", "pcomp"}:
                    found += [(child.lower_, noun) for noun in with_conjuncts(inner)]
        elif child.dep_.split(":")[0] in {"obl", "nmod", "advcl", "acl"} and child.dep_ not in POSSESSORS:
            preposition = " ".join(c.lower_ for c in child.children if _is_preposition(c) and c.i < child.i)
            if preposition:
                found += [(preposition, noun) for noun in with_conjuncts(child)]
                if child.text in dates.WEEKDAYS:  # "the killing on Thursday of a miner"
                    found += obliques(child)
    return found


def _is_preposition(token: Token) -> bool:
    return token.dep_ in {"case", "mark"} and token.tag_ in {"IN", "TO", "VBG", "RP", "JJ"}


def unmarked_obliques(token: Token) -> list[Token]:
    """Adverbial nouns without preposition ("killed him Monday")."""
    return [
        child
        for child in token.children
        if child.dep_ in {"obl:npmod", "obl:tmod", "nmod:tmod", "npadvmod", "obl", "obl:unmarked", "nmod:unmarked"}
        and not any(c.dep_ == "case" for c in child.children)
    ]


def possessor(noun: Token) -> Token | None:
    """Whose it is: "Peru's army", "its army"."""
    return next((child for child in noun.children if child.dep_ in POSSESSORS), None)


def modifiers(noun: Token) -> list[Token]:
    """Adjectives and nouns before a noun: "US", "drone" in "US drone strike"."""
    return [
        child
        for child in noun.children
        if child.dep_.split(":")[0] in MODIFIERS and child.i < noun.i and child.dep_ not in POSSESSORS
    ]


def clauses(verb: Token) -> list[Token]:
    """The heads of the clauses that complete a verb ("said that …", "vowed to …")."""
    return [child for child in verb.children if child.dep_ in CLAUSES]


def appositions(noun: Token) -> list[Token]:
    """Nouns that name the same thing again: "X, the minister"."""
    return [child for child in noun.children if child.dep_ == "appos"]


def conjuncts(token: Token) -> list[Token]:
    """What is joined to a token by "and", "or" or a comma, in order."""
    found = []
    for child in token.children:
        if child.dep_ == "conj":
            found += [child, *conjuncts(child)]
    return found


def with_conjuncts(token: Token) -> list[Token]:
    """A token and what is joined to it."""
    return [token, *(other for other in conjuncts(token) if is_noun(other) == is_noun(token))]


def predicate_of(noun: Token) -> list[Token]:
    """The nouns that are said to be what `noun` is: "minister" for X in "X is the minister"; for `noun` the subject."""
    if noun.dep_ not in SUBJECTS:
        return []
    head = noun.head
    if any(child.dep_ == "cop" for child in head.children) and is_noun(head):
        return [head]
    if head.lemma_ in COPULAS:
        return [
            child for child in head.children if child.dep_ in PREDICATES or (child.dep_ == "xcomp" and is_noun(child))
        ]
    return []


def negated(token: Token) -> bool:
    """Whether a verb or noun is denied: "not", "never", "no"."""
    marks = {"not", "n't", "n’t", "never", "no", "neither", "nor", "without"}
    return any(
        child.lower_ in marks
        for child in token.children
        if child.dep_ in {"neg", "advmod", "det", "cc:preconj", "case", "preconj"}
    )


def auxiliaries(verb: Token) -> set[str]:
    """The lemmas of the auxiliaries of a verb: {"will", "have"}."""
    found = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass", "aux:pass"}}
    return {
        {"'ll": "will", "’ll": "will", "'d": "would", "’d": "would", "wo": "will", "ca": "can"}.get(a, a) for a in found
    }


def governors(token: Token) -> Iterator[Token]:
    """The words that a token depends on, nearest first."""
    yield from token.ancestors


def root(tokens: Sequence[Token]) -> Token:
    """The first of the tokens that stand nearest to the root of their sentence."""
    return min(tokens, key=lambda token: sum(1 for _ in token.ancestors))


def is_verb(token: Token) -> bool:
    """Whether a token is a verb or a predicate with a copula."""
    return token.tag_.startswith("VB") or any(child.dep_ == "cop" for child in token.children)


def is_noun(token: Token) -> bool:
    """Whether a token is a noun, a name, a number or a pronoun."""
    return (
        token.tag_.startswith("NN")
        or token.tag_ in {"CD", "PRP", "DT", "WP", "PRP$"}
        or token.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}
    )


def _is_nonfinite(verb: Token) -> bool:
    finite = any(
        c.dep_ in {"aux", "auxpass", "aux:pass"} and c.tag_ in {"VBD", "VBZ", "VBP", "MD"} for c in verb.children
    )
    return verb.tag_ in {"VBG", "VBN", "VB"} and not finite


def left(token: Token) -> int:
    """The index of the first token of the phrase that `token` heads."""
    return int(token.left_edge.i)


def right(token: Token) -> int:
    """The index of the last token of the phrase that `token` heads."""
    return int(token.right_edge.i)
