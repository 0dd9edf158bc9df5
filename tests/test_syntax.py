"""Grammatical relations are the same whether a parser writes Universal Dependencies or the CLEAR labels."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc, Token

from kg.extract import syntax

UD, CLEAR = "Universal Dependencies", "CLEAR"
VOCAB = English().vocab

# A line for each token: word, lemma, tag, then head (counted from 1, 0 for the root) and label in both schemes.
SENTENCES = {
    "objects": """
        Soldiers  soldier  NNS  2 nsubj   2 nsubj
        arrested  arrest   VBD  0 root    0 ROOT
        the       the      DT   4 det     4 det
        mayor     mayor    NN   2 obj     2 dobj
        and       and      CC   7 cc      4 cc
        two       two      CD   7 nummod  7 nummod
        aides     aide     NNS  4 conj    4 conj
        in        in       IN   9 case    2 prep
        Lima      Lima     NNP  2 obl     8 pobj
        Monday    Monday   NNP  2 obl:tmod  2 npadvmod
        """,
    "passive": """
        The       the      DT   2 det         2 det
        mayor     mayor    NN   5 nsubj:pass  5 nsubjpass
        was       be       VBD  5 aux:pass    5 auxpass
        not       not      RB   5 advmod      5 neg
        arrested  arrest   VBN  0 root        0 ROOT
        by        by       IN   7 case        5 agent
        police    police   NNS  5 obl:agent   6 pobj
        or        or       CC   9 cc          7 cc
        soldiers  soldier  NNS  7 conj        7 conj
        """,
    "chain": """
        She       she      PRP  3 nsubj:pass  3 nsubjpass
        was       be       VBD  3 aux:pass    3 auxpass
        tried     try      VBN  0 root        0 ROOT
        and       and      CC   5 cc          3 cc
        jailed    jail     VBN  3 conj        3 conj
        """,
    "relative": """
        Rebels    rebel    NNS  7 nsubj      7 nsubj
        who       who      WP   3 nsubj      3 nsubj
        attacked  attack   VBD  1 acl:relcl  1 relcl
        the       the      DT   5 det        5 det
        port      port     NN   3 obj        3 dobj
        have      have     VBP  7 aux        7 aux
        fled      flee     VBN  0 root       0 ROOT
        """,
    "relative object": """
        the       the      DT   2 det        2 det
        port      port     NN   0 root       0 ROOT
        that      that     WDT  5 obj        5 dobj
        rebels    rebel    NNS  5 nsubj      5 nsubj
        attacked  attack   VBD  2 acl:relcl  2 relcl
        """,
    "participle": """
        Sailors   sailor   NNS  6 nsubj:pass  6 nsubjpass
        killed    kill     VBN  1 acl         1 acl
        near      near     IN   4 case        2 prep
        Gao       Gao      NNP  2 obl         3 pobj
        were      be       VBD  6 aux:pass    6 auxpass
        buried    bury     VBN  0 root        0 ROOT
        """,
    "predicate": """
        Hana      Hana     NNP  4 nsubj  2 nsubj
        is        be       VBZ  4 cop    0 ROOT
        the       the      DT   4 det    4 det
        minister  minister NN   0 root   2 attr
        """,
    "remain": """
        Hana      Hana     NNP  2 nsubj  2 nsubj
        remains   remain   VBZ  0 root   0 ROOT
        a         a        DT   4 det    4 det
        minister  minister NN   2 xcomp  2 attr
        """,
    "clause": """
        Quito     Quito    NNP  2 nsubj  2 nsubj
        said      say      VBD  0 root   0 ROOT
        it        it       PRP  6 nsubj  6 nsubj
        wo        will     MD   6 aux    6 aux
        n't       not      RB   6 advmod 6 neg
        send      send     VB   2 ccomp  2 ccomp
        troops    troop    NNS  6 obj    6 dobj
        """,
    "control": """
        Judges    judge    NNS  2 nsubj  2 nsubj
        ordered   order    VBD  0 root   0 ROOT
        guards    guard    NNS  2 obj    5 nsubj
        to        to       TO   5 mark   5 aux
        leave     leave    VB   2 xcomp  2 ccomp
        """,
    "plan": """
        They      they     PRP  2 nsubj  2 nsubj
        plan      plan     VBP  0 root   0 ROOT
        to        to       TO   4 mark   4 aux
        march     march    VB   2 xcomp  2 xcomp
        """,
    "noun phrase": """
        Peru      Peru     NNP  5 nmod:poss  5 poss
        's        's       POS  1 case       1 case
        naval     naval    JJ   5 amod       5 amod
        drone     drone    NN   5 compound   5 compound
        strike    strike   NN   0 root       0 ROOT
        on        on       IN   7 case       5 prep
        Callao    Callao   NNP  5 nmod       6 pobj
        """,
    "apposition": """
        Obi       Obi      NNP  6 nsubj  6 nsubj
        ,         ,        ,    4 punct  1 punct
        the       the      DT   4 det    4 det
        envoy     envoy    NN   1 appos  1 appos
        ,         ,        ,    4 punct  1 punct
        resigned  resign   VBD  0 root   0 ROOT
        """,
    "none": """
        No        no       DT   2 det    2 det
        soldier   soldier  NN   3 nsubj  3 nsubj
        died      die      VBD  0 root   0 ROOT
        after     after    IN   5 mark   3 prep
        firing    fire     VBG  3 advcl  4 pcomp
        rockets   rocket   NNS  5 obj    5 dobj
        """,
    "told": """
        Obi       Obi      NNP  2 nsubj  2 nsubj
        gave      give     VBD  0 root   0 ROOT
        Kinshasa  Kinshasa NNP  2 iobj   2 dative
        arms      arm      NNS  2 obj    2 dobj
        """,
}

CASES: list[tuple[str, str, Callable[[Token], Any], Any]] = [
    ("objects", "arrested", syntax.subject, "Soldiers"),
    ("objects", "arrested", syntax.objects, ["mayor", "aides"]),
    ("objects", "mayor", syntax.conjuncts, ["aides"]),
    ("objects", "arrested", syntax.obliques, [("in", "Lima")]),
    ("objects", "arrested", syntax.unmarked_obliques, ["Monday"]),
    ("objects", "arrested", syntax.is_passive, False),
    ("objects", "arrested", syntax.negated, False),
    ("objects", "arrested", syntax.agents, []),
    ("passive", "arrested", syntax.subject, "mayor"),
    ("passive", "arrested", syntax.is_passive, True),
    ("passive", "arrested", syntax.agents, ["police", "soldiers"]),
    ("passive", "arrested", syntax.objects, []),
    ("passive", "arrested", syntax.negated, True),
    ("passive", "arrested", syntax.auxiliaries, {"was"}),
    ("chain", "jailed", syntax.subject, "She"),
    ("chain", "jailed", syntax.is_passive, True),
    ("relative", "attacked", syntax.subject, "Rebels"),
    ("relative", "who", syntax.antecedent, "Rebels"),
    ("relative", "fled", syntax.subject, "Rebels"),
    ("relative", "fled", syntax.auxiliaries, {"have"}),
    ("relative", "attacked", syntax.objects, ["port"]),
    ("relative object", "attacked", syntax.subject, "rebels"),
    ("relative object", "attacked", syntax.objects, ["port"]),
    ("participle", "killed", syntax.subject, "Sailors"),
    ("participle", "killed", syntax.is_passive, True),
    ("participle", "killed", syntax.obliques, [("near", "Gao")]),
    ("participle", "buried", syntax.subject, "Sailors"),
    ("predicate", "Hana", syntax.predicate_of, ["minister"]),
    ("predicate", "minister", syntax.predicate_of, []),
    ("remain", "Hana", syntax.predicate_of, ["minister"]),
    ("clause", "said", syntax.clauses, ["send"]),
    ("clause", "send", syntax.subject, "it"),
    ("clause", "send", syntax.negated, True),
    ("clause", "send", syntax.auxiliaries, {"will"}),
    ("clause", "troops", syntax.governors, ["send", "said"]),
    ("control", "leave", syntax.subject, "guards"),
    ("plan", "march", syntax.subject, "They"),
    ("plan", "plan", syntax.clauses, ["march"]),
    ("noun phrase", "strike", syntax.possessor, "Peru"),
    ("noun phrase", "strike", syntax.modifiers, ["naval", "drone"]),
    ("noun phrase", "strike", syntax.obliques, [("on", "Callao")]),
    ("noun phrase", "Callao", syntax.possessor, None),
    ("apposition", "Obi", syntax.appositions, ["envoy"]),
    ("none", "soldier", syntax.negated, True),
    ("none", "died", syntax.obliques, [("after", "firing")]),
    ("none", "firing", syntax.objects, ["rockets"]),
    ("told", "gave", syntax.recipients, ["Kinshasa"]),
    ("told", "gave", syntax.objects, ["arms"]),
]


@cache
def parsed(name: str, scheme: str) -> Doc:
    rows = [line.split() for line in SENTENCES[name].strip().splitlines()]
    head, label = (3, 4) if scheme == UD else (5, 6)
    return Doc(
        VOCAB,
        words=[row[0] for row in rows],
        lemmas=[row[1] for row in rows],
        tags=[row[2] for row in rows],
        heads=[int(row[head]) - 1 if int(row[head]) else i for i, row in enumerate(rows)],
        deps=[row[label] for row in rows],
    )


def word(doc: Doc, text: str) -> Token:
    return next(token for token in doc if token.text == text)


def plain(found: Any) -> Any:
    """Tokens as their words."""
    if isinstance(found, Token):
        return found.text
    if isinstance(found, tuple):
        return tuple(plain(part) for part in found)
    if isinstance(found, Iterable) and not isinstance(found, (str, set)):
        return [plain(part) for part in found]
    return found


@pytest.mark.parametrize("scheme", [UD, CLEAR])
@pytest.mark.parametrize(
    ("name", "of", "relation", "expected"), CASES, ids=[f"{c[0]}-{c[1]}-{c[2].__name__}" for c in CASES]
)
def test_relations(name: str, of: str, relation: Callable[[Token], Any], expected: Any, scheme: str) -> None:
    assert plain(relation(word(parsed(name, scheme), of))) == expected


@pytest.mark.parametrize("scheme", [UD, CLEAR])
@pytest.mark.parametrize("name", sorted(SENTENCES))
def test_a_phrase_covers_its_head(name: str, scheme: str) -> None:
    for token in parsed(name, scheme):
        assert syntax.left(token) <= token.i <= syntax.right(token)


@pytest.mark.parametrize("scheme", [UD, CLEAR])
@pytest.mark.parametrize(
    ("name", "of", "verb", "noun"),
    [
        ("objects", "arrested", True, False),
        ("objects", "two", False, True),
        ("passive", "police", False, True),
        ("clause", "it", False, True),
        ("none", "after", False, False),
        ("noun phrase", "naval", False, False),
    ],
)
def test_parts_of_speech(name: str, of: str, verb: bool, noun: bool, scheme: str) -> None:
    token = word(parsed(name, scheme), of)
    assert (syntax.is_verb(token), syntax.is_noun(token)) == (verb, noun)
