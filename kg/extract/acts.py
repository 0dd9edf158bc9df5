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
DEMAND = re.compile(
    r"\b(?:must|should|ought to|(?:we|they|it) needs? to|call(?:s|ed|ing)? (?:for|on)"
    r"|demand(?:ed|ing)|demands (?:that|the|an?|for)|necessitates?"
    r"|(?<!I )(?<!we )(?:has|have) to"
    r"|(?:governments?|parliament|authorities|police|army|ministry|leaders?|parties) had to"
    r"|wants? (?:the|an?|all|justice|answers|action|it|them)|wanted (?:the|an?) .{1,60} to be)\b"
    r"|^[\"“‘](?:Let|Stop|End|Free|Release|Produce|Give|Bring|Withdraw|Leave|Resign|Arrest|Return|Respect)\b"
    r"|^[\"“‘]Do(?: not|n['’]t)\b",
    re.I,
)
THREAT = re.compile(
    r"\b(?:will|would|shall)\b.{0,40}\b(?:pay (?:dearly|a|the|for)|retaliat\w+|avenged?|regret|(?:hit|strike) back"
    r"|be (?:hunted|found|answered|punished|crushed|destroyed|brought to justice)"
    r"|face (?:justice|a court|trial|punishment|(?:the )?consequences)"
    r"|resume (?:\w+ )?(?:operations|attacks|strikes))\b"
    r"|\b(?:operations|attacks|strikes|resistance|armed (?:struggle|action))\b.{0,12}\b(?:will continue|go(?:es)? on)\b"
    r"|\b(?:all|every) (?:the )?(?:necessary )?measures?\b",
    re.I,
)
RESPONSIBILITY = re.compile(r"\b(?:claim|accept|t[ao]k|assum)\w* responsibility for\b", re.I)
BLAME = re.compile(r"\bh(?:o|e)ld\w*\b.{3,120}\b(?:responsible|accountable)\b|\bto blame\b", re.I)
RIGHT = re.compile(r"\breserves? (?:the|its|our|their) right to\b", re.I)
PROMISE = re.compile(
    r"(?:^|[.!?;,:]|\b[Aa]nd|\b[Bb]ut|\bthat)\W*(?:I|[Ww]e)(?: (?:will|shall|are going to|am going to)|['’]ll)\b"
    r"(?! never (?:forget|know))"
)
NEGATION = re.compile(
    r"^\W*(?:no|nobody|none|neither|there (?:is|was|were|are) no)\b"
    r"|\b(?:has|have) not and (?:will|did|does) not\b"
    r"|^\W*(?:I|we|it|they|he|she|its|their|his|her)\b.{0,40}?"
    r"(?:\b(?:did|do|does|has|have|had|was|were|is|are) not\b|(?<!ca)(?<!wo)n['’]t\b|\bno longer\b)",
    re.IGNORECASE,
)
IMPORTANCE = re.compile(
    r"^\W*(?:the|an) (?:importance|need|necessity|urgency|urgent need) (?:of|for|to)\b", re.IGNORECASE
)
CRIME = re.compile(
    r"\b(?:a|an|this|such|heinous|brutal|war)\s+(?:\w+\s){0,2}(?:crimes?|atrocity|massacre)\b"
    r"|(?<!could )(?<!might )(?<!may )\bundermin(?:es?|ing|ed)\b"
    r"|\b(?:is|was|are|were|than|from|as|pure) (?:\w+ ){0,3}"
    r"(?:terror(?:ism)?|aggression|blackmail|genocide|treason|betrayal)\b"
    r"|\b(?:violated|violates|breached|breaches|violation of|breach of)\b.{0,40}"
    r"\b(?:sovereignty|mandate|laws?|rights)\b"
    r"|\b(?:broke|broken|wrecked|torn up|beyond) (?:the|its|their|every|all)\b.{0,20}"
    r"\b(?:agreement|understanding|accord|truce|promise|deal|mandate)s?\b"
    r"|\battack on (?:humanity|democracy|all of us)\b|\bfirmly opposes?\b"
    r"|\b(?:barbaric|savage|cowardly|humiliating|shameful|disgraceful|outrageous|despicable|heartbreaking)\b",
    re.IGNORECASE,
)
FUTURE = re.compile(
    r"(?<!the )\b(?:will|(?:is|are) (?:likely|expected) to|might|(?<!I )(?<!we )(?<!We )could|may|would)\b", re.I
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
    words = set(re.findall(r"[a-z]+", content.lower()))
    words |= {word.removesuffix("s") for word in words}
    if act in ("states", "vows", "predicts") and words & _evaluating("threatens"):
        return "threatens"
    if act in ("states", "vows") and THREAT.search(content):
        return "threatens"
    if act in SETTLED or act in ("accuses", "vows"):
        return act
    if words & _evaluating("condemns") or CRIME.search(content):
        return "condemns"
    if BLAME.search(content):
        return "accuses"
    if RIGHT.search(content):
        return "threatens"
    if RESPONSIBILITY.search(content):
        return "claimsResponsibility"
    if DEMAND.search(content[:200]) or IMPORTANCE.search(content):
        return "demands"
    if words & _evaluating("praises"):
        return "praises"
    if PROMISE.search(content):
        return "vows"
    if label:
        return act
    if NEGATION.search(content[:80]):
        return "denies"
    return "predicts" if FUTURE.search(content[:120]) else act


@cache
def _evaluating(act: str) -> frozenset[str]:
    return frozenset(lexicon.table("speech")["acts_by_content"][act])
