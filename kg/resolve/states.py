"""Which state a mention means: by its name, as the home of people, or for which its capital stands."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from kg.model import Extraction, Mention
from kg.resolve.countries import capitals, country_named, demonyms
from kg.resolve.countries import normal as key

_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|outside|inside|around|across|throughout|to|from|into|through|toward|towards|via|downtown|of|on"
    r"|the|north|south|east|west|northern|southern|eastern|western|central|leaving|reached|entered|left|visited|visiting|capital)"
    r"(?:\s+the)?\s*$",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"\b(?:in|at|near|outside|inside|around|across|throughout|downtown)(?:\s+the)?\s*$", re.IGNORECASE)
_STATE_BEFORE = re.compile(
    r"\b(?:between|with|against|by|urged|urging|accused|accusing|blamed|told|asked|pressed|warned|criticised|criticized)\s*$",
    re.IGNORECASE,
)
_STATE_AFTER = re.compile(  # a verb follows: an auxiliary, a past form, or a word in -s that is no noun
    r"^(?:[“\"]?\s+on\s+[A-Z]\w+day(?:\s+(?:night|morning|evening|afternoon))?)?\s+[“\"]?(?!(?:is|was)\s+hosting)"
    r"(?:(?:also|now|still|never|recently|repeatedly|again|later)\s+)*"
    r"(?:(?:is|was)(?!\s+(?:a|an|the|one|in|at|under|home|hit|struck|calm|quiet|\w+ed|\w+en)\b)"
    r"|has|had|have|will|would|wants|says|said|sees|seeks|does|did|could|should|must|may"
    r"|(?!hosted)[a-z]+ed|(?!hosts|news|times|suburbs|streets|forces|troops|talks|months|weeks|days|years|hospitals)"
    r"(?!\w+(?:tions|ments|ers|ors|ists|ies|ships|ings|als|ents|ants)\b)[a-z]{3,}[a-rt-z]s)\b"
)
_STATE_OWNS = re.compile(
    r"^['’]s?\s+(?!(?:\w+\s+)?(?:airport|suburbs?|streets?|neighbou?rhoods?|districts?|residents?|mayor|centre|center"
    r"|old|downtown|port|hospitals?|outskirts)\b)"
)
_GROUP_AFTER = re.compile(r"^(?:,?\s+(?:and|or)\s+[A-Z]\w+)?\s+(?:platforms?|factions?|cliques?|camps?|currents?)\b")


def names_a_group(mention: Mention) -> bool:
    """Whether a place only says which group is meant: "the Geneva and Tunis platforms"."""
    after = mention.sentence.text[mention.end - mention.sentence.begin :]
    return mention.type in ("Place", "Organization") and _GROUP_AFTER.match(after) is not None


def country_meant(mention: Mention, is_person: bool) -> str:
    """The country that a name or demonym stands for, or ""."""
    if mention.kind == "nominal" and mention.type == "Place":
        return country_named(mention.text) if mention.text != "us" else ""
    if mention.kind == "demonym":
        word = key(mention.text)
        return demonyms().get(word) or country_named(mention.text) or _misspelt_demonym(word)
    if mention.kind != "name":
        return ""
    if mention.text == "us" or is_person:
        return ""
    return country_named(mention.text)


@lru_cache(maxsize=1 << 12)
def _misspelt_demonym(word: str) -> str:
    if len(word) < 6:
        return ""
    return min(
        (country for known, country in demonyms().items() if OSA.distance(word, known, score_cutoff=1) == 1), default=""
    )


def state_meant(mention: Mention, states: set[str], extraction: Extraction, is_person: bool = False) -> str:
    """The state for which its capital is named: it speaks, or it acts in a story that names the state."""
    if mention.kind != "name" or is_person:
        return ""
    country = capitals().get(key(mention.text), "")
    if not country:
        return ""
    if any(claim.speaker == mention for claim in extraction.claims):
        return country
    if country not in states:
        return ""
    before = mention.sentence.text[: mention.begin - mention.sentence.begin]
    after = mention.sentence.text[mention.end - mention.sentence.begin :]
    if _is_headline(mention.sentence.text):
        after = after.lower()
    if _STATE_OWNS.match(after) and not _INSIDE.search(before):
        return country
    if _PLACE_BEFORE.search(before):
        return ""
    if _STATE_BEFORE.search(before) or _STATE_AFTER.match(after):
        return country
    if re.search(r"\bbetween\s+(?:the\s+)?[\w.]+\s+and\s*$", before) or re.match(r"^\s+and\s+(?:the\s+)?[A-Z]", after):
        return country if re.search(r"\bbetween\b", before) else ""
    return ""


def _is_headline(text: str) -> bool:
    """Whether most words of a sentence begin with a capital."""
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.7 * len(words)
