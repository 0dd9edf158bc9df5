"""What kind of speech act a claim is: by its cue, then by what is said."""

from __future__ import annotations

import re
from functools import cache

from kg import lexicon

SETTLED = frozenset(
    ("confirms", "warns", "asks", "demands", "denies", "condemns", "claimsResponsibility", "threatens", "praises")
)
NOUNS = {
    "allegation": "accuses",
    "accusation": "accuses",
    "warning": "warns",
    "denial": "denies",
    "pledge": "vows",
    "vow": "vows",
    "promise": "vows",
    "prediction": "predicts",
    "complaint": "condemns",
}
# All patterns but PROMISE and FUTURE are for what is said in lower case, which is twice as fast as to ignore the case;
# one "\b" before all alternatives is faster than one before each.
DEMAND = re.compile(
    r"\b(?:(?:must|should|ought to|(?:we|they|it) needs? to|call(?:s|ed|ing)? (?:for|on)"
    r"|demand(?:ed|ing)|demands (?:that|the|an?|for)|necessitates?"
    r"|(?<!i )(?<!we )(?:has|have) to"
    r"|(?:governments?|parliament|authorities|police|army|ministry|leaders?|parties) had to"
    r"|wants? (?:the|an?|all|justice|answers|action|it|them)|wanted (?:the|an?) .{1,60} to be)\b"
    r"|(?:is|was) (?:high |now |past )?time (?:for|to|that)\b(?! (?:being|of))"
    r"|(?:inquiry|investigation|action|reforms?|ceasefire|truce|aid|help|dialogue|elections?) (?:is|was|are|were) "
    r"(?:urgently |badly |now |also |immediately )?(?:needed|required)\b)"
    r"|^(?:[\"“‘](?:let|stop|end|free|release|produce|give|bring|withdraw|leave|resign|arrest|return|respect)\b"
    r"|[\"“‘]do(?: not|n['’]t)\b"
    r"|\W*(?:i|we) (?:appeal|ask|call|demand|urge|beg|plead|request|insist|need|want)\b"
    r"(?! (?:for )?(?:to (?:know|see|thank|say|be clear)|myself|ourselves))(?!ed))"
)
THREAT = re.compile(
    r"\b(?:will|would|shall)\b.{0,40}\b(?:pay (?:dearly|a|the|for)|retaliat\w+|avenged?|regret|(?:hit|strike) back"
    r"|be (?:hunted|found|answered|punished|crushed|destroyed|brought to justice)"
    r"|face (?:justice|a court|trial|punishment|(?:the )?consequences)"
    r"|resume (?:\w+ )?(?:operations|attacks|strikes))\b"
    r"|\b(?:operations|attacks|strikes|resistance|armed (?:struggle|action))\b.{0,12}\b(?:will continue|go(?:es)? on)\b"
    r"|\b(?:all|every) (?:the )?(?:necessary )?measures?\b"
)
RESPONSIBILITY = re.compile(r"\b(?:claim|accept|t[ao]k|assum)\w* responsibility for\b")
BLAME = re.compile(r"\bh(?:o|e)ld\w*\b.{3,120}\b(?:responsible|accountable)\b|\bto blame\b")
RIGHT = re.compile(r"\breserves? (?:the|its|our|their) right to\b")
PROMISE = re.compile(
    r"(?:^|[.!?;,:]|\b[Aa]nd|\b[Bb]ut|\bthat)\W*(?:I|[Ww]e)(?: (?:will|shall|are going to|am going to)|['’]ll)\b"
    r"(?! never (?:forget|know))"
)
IMPORTANCE = re.compile(r"^\W*(?:the|an) (?:importance|need|necessity|urgency|urgent need) (?:of|for|to)\b")
# Alternatives, for lower case; <name> is one of the words of that list in [wordings] of the speech lexicon.
WORDINGS = {
    "denial": (
        r"\b(?:had|has|have|having|played?|took|taken|take|bore|bear) (?:had )?(?:absolutely )?(?:no|any) <shares>\b",
        r"\b(?:nothing|anything) to do with\b",
        r"\bthere (?:is|was|are|were|(?:has|have|had|will|would)(?: never)? be(?:en)?|never (?:was|were)) "
        r"(?:absolutely )?(?:no|never any) (?:\w+ ){0,2}<alleged>\b",
        r"(?:\b(?:is|was|are|were|be|been|as|claims?|reports?)|^\W*)"
        r" ?(?:(?:\w+ly|just|all|pure|a|an|blatant) ){0,2}<untrue>\b",
        r"\b(?:is|was|are|were|had|has|have)(?: not| never|n['’]t)(?: been)? <guilty>\b",
        r"^\W*(?:i|we)(?: never| (?:did|have|had|do|are|were)(?: not| never|n['’]t))(?: been)? <deeds>\w*\b",
    ),
    "negation": (
        r"^\W*(?:no|nobody|none|neither|there (?:is|was|are|were) no)\b",
        r"\b(?:has|have) not and (?:will|did|does) not\b",
        r"^\W*(?:it|they|he|she|its|their|his|her)\b.{0,40}?"
        r"(?:\b(?:did|do|does|has|have|had|was|were|is|are) not\b|(?<!ca)(?<!wo)n['’]t\b|\bno longer\b)",
        r"^\W*(?:it|they|he|she|(?:its|their|his|her|the|our) \w+) (?:will|would) (?:not|never)\b(?! be (?:able|easy))",
        r"^\W*\w+(?: \w+){0,3} had never\b",
    ),
    "lacking": (r"^\W*(?:no|nobody|none|neither|there)\b.{0,40}\b<lacking>\b",),
    "judged": (
        r"\b(?:is|was|are|were|been|be|as|remains?) "
        r"(?:(?:\w+ly|not|nothing|but|less|than|yet|another|an?|the|open|clear|deep|pure|this|our|great|grave) ){0,5}"
        r"<bad>\b",
        r"\b(?:outraged|appalled|horrified|disgusted|revolted|sickened|dismayed) (?:by|at|that)\b",
    ),
    "named": (r"\b<bad>\b", r"\b<bad_names>\b"),
    "performed": (
        r"^\W*(?:it|they|he|she|we|i|(?:the|its|his|her|their|our) <own>) (?:(?:\w+ly|also) ){0,2}"
        r"(?P<verb>condemn|denounce|deplore|reject|oppose|welcome|praise|applaud|hail|commend|accuse|blame|demand|urge)"
        r"(?:s|d|ed)?\b",
    ),
    "plan": (r"^\W*(?:he|she|they|we|it) (?:would|will|shall)\b(?! <happening>\b)",),
}
PERFORMING = {
    "condemn": "condemns",
    "denounce": "condemns",
    "deplore": "condemns",
    "reject": "denies",
    "oppose": "denies",
    "welcome": "praises",
    "praise": "praises",
    "applaud": "praises",
    "hail": "praises",
    "commend": "praises",
    "accuse": "accuses",
    "blame": "accuses",
    "demand": "demands",
    "urge": "demands",
}
CRIME = re.compile(
    r"\b(?:(?:a|an|this|such|heinous|brutal|war)\s+(?:\w+\s){0,2}(?:crimes?|atrocity|massacre)"
    r"|(?<!could )(?<!might )(?<!may )undermin(?:es?|ing|ed)"
    r"|(?:is|was|are|were|than|from|as|pure) (?:\w+ ){0,3}"
    r"(?:terror(?:ism)?|aggression|blackmail|genocide|treason|betrayal)"
    r"|(?:violated|violates|breached|breaches|violation of|breach of)\b.{0,40}"
    r"\b(?:sovereignty|mandate|laws?|rights)"
    r"|(?:broke|broken|wrecked|torn up|beyond) (?:the|its|their|every|all)\b.{0,20}"
    r"\b(?:agreement|understanding|accord|truce|promise|deal|mandate)s?"
    r"|attack on (?:humanity|democracy|all of us)|firmly opposes?"
    r"|barbaric|savage|cowardly|humiliating|shameful|disgraceful|outrageous|despicable|heartbreaking)\b"
)
FUTURE = re.compile(
    r"(?<!the )\b(?:will|(?:is|are) (?:likely|expected) to|might"
    r"|(?<!I )(?<!we )(?<!We )could(?! not)|(?-i:may)|would)\b",
    re.I,
)


def by_cue(lemma: str, rule: str, expressed: str = "") -> str:
    """The speech act that the cue alone tells.

    `rule` is the pattern that found the claim, `expressed` the noun after "express" or "voice".

    >>> by_cue("call", "preposition"), by_cue("object", "preposition"), by_cue("express", "object", "gratitude")
    ('demands', 'denies', 'praises')
    """
    if expressed:
        return lexicon.subtypes("speech", "expressed").get(expressed, "states")
    if rule == "responsibility":
        return "claimsResponsibility"
    if rule in ("no-comment", "declined", "denied-claim") or lemma in ("oppose", "object"):
        return "denies"
    if rule == "noun-for" or (
        rule in ("preposition", "directed")
        and lemma
        not in (
            "warn",
            "complain",
            "boast",
            "point",
            "refer",
            "comment",
            "elaborate",
            "caution",
            "commit",
            "protest",
            "speculate",
            "apologize",
        )
    ):
        return "demands"
    if rule == "noun-clause":
        return NOUNS.get(lemma, "states")
    return lexicon.subtypes("speech", "acts").get(lemma, "states")


def by_content(act: str, content: str, label: bool = False) -> str:
    """The speech act of a report whose cue tells only that something was said, by the words of what is said.

    `label` says that the content only names a thing ("the deal a success"): it foretells and denies nothing.

    >>> by_content("states", "the government must release the prisoners")
    'demands'
    >>> by_content("states", "the raid was a heinous crime")
    'condemns'
    >>> by_content("confirms", "the raid was a heinous crime")
    'confirms'
    """
    said = content.lower()
    words = set(re.findall(r"[a-z]+", said))
    words |= {word.removesuffix("s") for word in words}
    if act in ("states", "vows", "predicts") and words & _evaluating("threatens"):
        return "threatens"
    if act in ("states", "vows") and THREAT.search(said):
        return "threatens"
    if act in SETTLED or act in ("accuses", "vows"):
        return act
    performed = _wording("performed").search(said)
    if performed is not None:
        return PERFORMING[performed["verb"]]
    if words & _evaluating("condemns") or CRIME.search(said) or _wording("judged").search(said):
        return "condemns"
    if label and _wording("named").search(said):
        return "condemns"
    if BLAME.search(said):
        return "accuses"
    if RIGHT.search(said):
        return "threatens"
    if RESPONSIBILITY.search(said):
        return "claimsResponsibility"
    if _wording("denial").search(said[:160]):
        return "denies"
    if DEMAND.search(said[:200]) or IMPORTANCE.search(said):
        return "demands"
    if words & _evaluating("praises"):
        return "praises"
    if PROMISE.search(content):
        return "vows"
    if label:
        return act
    if _wording("negation").search(said[:80]) and not _wording("lacking").search(said[:80]):
        return "denies"
    if _wording("plan").search(said):
        return "vows"
    return "predicts" if FUTURE.search(content[:120]) else act


@cache
def _evaluating(act: str) -> frozenset[str]:
    return frozenset(lexicon.table("speech")["acts_by_content"][act])


@cache
def _wording(key: str) -> re.Pattern[str]:
    """One of WORDINGS with the words of the lexicon."""
    lists = {name: f"(?:{'|'.join(words)})" for name, words in lexicon.table("speech")["wordings"].items()}
    return re.compile(re.sub(r"(?<!P)<(\w+)>", lambda m: lists[m[1]], "|".join(WORDINGS[key])))
