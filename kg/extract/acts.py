"""What a verb or noun of saying takes, and what kind of speech act a claim is: by the verb, then by what is said."""

from __future__ import annotations

import re
from functools import cache

from kg import lexicon

_JUDGING = ("condemns", "praises", "accuses", "denies")


@cache
def frame(key: str) -> frozenset[str]:
    """The words of the speech lexicon that can stand in a construction.

    `key` is a list of [frames], one of [nouns] after "noun ", an act, or "any" (every verb of saying) and "judging" (verbs
    that pass a judgement).

    >>> "say" in frame("clause"), "demand" in frame("noun prepositional"), "deny" in frame("denies")
    (True, True, True)
    """
    table = lexicon.table("speech")
    if key == "any":
        return frozenset(table["prepositions"]).union(*(table["frames"].values()))
    if key == "judging":
        return frozenset(word for act in _JUDGING for word in table["acts"][act])
    if key.startswith("noun "):
        return frozenset(table["nouns"][key.removeprefix("noun ")])
    return frozenset(table["acts"][key] if key in table["acts"] else table["frames"][key])


def leading_prepositions(lemma: str) -> tuple[str, ...]:
    """The prepositions that lead from a verb to what is said.

    >>> leading_prepositions("object"), leading_prepositions("say")
    (('to',), ())
    """
    return tuple(lexicon.table("speech")["prepositions"].get(lemma, ()))


@cache
def _acts() -> dict[str, str]:
    return lexicon.subtypes("speech", "acts")


def base_act(lemma: str, rule: str, expressed: str = "") -> str:
    """The speech act that the cue alone tells.

    `rule` is the pattern that found the claim, `expressed` the noun after "express" or "voice".

    >>> base_act("call", "preposition"), base_act("object", "preposition"), base_act("express", "object", "gratitude")
    ('demands', 'denies', 'praises')
    """
    if expressed:
        return lexicon.subtypes("speech", "expressed").get(expressed, "states")
    if rule == "responsibility":
        return "claimsResponsibility"
    if rule in ("no-comment", "declined", "denied-claim"):
        return "denies"
    if lemma in ("call", "appeal", "press", "ask", "insist", "plead") and rule in ("preposition", "directed"):
        return "demands"
    if lemma in ("oppose", "object"):
        return "denies"
    if rule == "noun-for":
        return "demands"
    if lemma in ("claim", "report", "rumor", "rumour"):
        return "states"
    if lemma in ("allegation", "accusation"):
        return "accuses"
    return _acts().get(
        lemma,
        {
            "warning": "warns",
            "denial": "denies",
            "pledge": "vows",
            "vow": "vows",
            "promise": "vows",
            "prediction": "predicts",
            "complaint": "condemns",
        }.get(lemma, "states"),
    )


def refined(lemma: str, content: str, act: str, quotation: str) -> str:
    """The speech act where the verb only says that something was said, by the words of what is said.

    >>> refined("say", "the government must release the prisoners", "states", "indirect")
    'demands'
    >>> refined("say", "the raid was a heinous crime", "states", "indirect")
    'condemns'
    """
    if act in (
        "confirms",
        "warns",
        "asks",
        "demands",
        "denies",
        "vows",
        "condemns",
        "claimsResponsibility",
        "threatens",
        "praises",
    ):
        if act == "vows" and _revenge(content):
            return "threatens"
        return act
    words = re.findall(r"[a-z’']+", content.lower())
    bare = {word.removesuffix("s") for word in words} | set(words)
    if _revenge(content):
        return "threatens"
    if act == "accuses":
        return act
    if bare & _by_content("condemns"):
        return "condemns"
    if re.search(r"\b(?:claim(?:ed|s|ing)?|accept(?:ed|s)?|take|took) responsibility for\b", content):
        return "claimsResponsibility"
    if re.search(
        r"\b(?:must|should|ought to|needs? to|call(?:s|ed|ing)? (?:for|on)|demand(?:s|ed|ing)?)\b",
        content[:160],
        re.IGNORECASE,
    ):
        return "demands"
    if bare & _by_content("praises"):
        return "praises"
    if re.search(r"\b(?:I|[Ww]e) (?:will|shall|are going to|['’]ll)\b", content):
        return "vows"
    if re.match(
        r"\W*(?:No|Nobody|None|Neither|There (?:is|was|were|are) no|no|nobody|there (?:is|was|were|are) no)\b", content
    ) or re.search(r"\b(?:did|do|does|has|have|had|was|were|is|are)(?: not|n['’]t)\b", content[:70]):
        return "denies"
    if re.search(
        r"\b(?:will|is likely to|are likely to|is expected to|are expected to|might|could|may|would)\b", content[:120]
    ):
        return "predicts"
    return act


def _revenge(content: str) -> bool:
    return bool(set(re.findall(r"[a-z]+", content.lower())) & _by_content("threatens"))


@cache
def _by_content(act: str) -> frozenset[str]:
    return frozenset(lexicon.table("speech")["acts_by_content"][act])
