"""Where the text itself gives one thing two names: "X (Y)", "X, also known as Y", "X, or Y,"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.extract.reading import Reading
from kg.model import Introduction, Mention, Sentence

KNOWN_AS = re.compile(
    r"""(?:,\s+\d\d(?=,)|\s+\(\d\d\))?(?:,\s+(?:an?|the)\s+[^.;:,()]{1,60}?(?=\s(?:that|which|known|called|nicknamed|dubbed)\s))?[\s,(–—-]*
    (?:that\s+(?:is|was|are|were)\s+)?(?:who\s+(?:is|was)\s+|which\s+(?:is|was)\s+|(?:whom|which)\s+(?:\w+\s+){0,2}?(?=calls?\s)|who\s+(?=goes|went|uses|used))?
    (?:(?:also|better|widely|commonly|locally|popularly|formally|formerly|previously|often|sometimes|simply|variously)\s+)*
    (?:known\s+by\s+(?:its|the|his|her|their)\s+(?:\w+\s+)?(?:acronym|initials|nickname|alias|pseudonym|nom\s+de\s+guerre|name)|known\s+(?:\w+ly\s+|to\s+\w+\s+\w+\s+)?(?:as|by)|calls?|goes\s+by(?:\s+the\s+name(?:\s+of)?)?|went\s+by(?:\s+the\s+name(?:\s+of)?)?|us(?:es|ed)\s+the\s+(?:nom\s+de\s+guerre|alias|nickname|pseudonym|name)(?:\s+of)?|called|nicknamed|dubbed|alias|aka|a\.k\.a\.|abbreviated(?:\s+as)?|referred\s+to\s+as|going\s+by
      |formerly|previously|nom\s+de\s+guerre|whose\s+(?:real|full|birth|given)\s+name\s+(?:is|was)
      |whose\s+(?:nickname|nom\s+de\s+guerre|alias|acronym)\s+(?:is|was)|real\s+name|n[ée]e
      |(?:(?:with|under|by)\s+)?(?:the|his|her|its|their|a)\s+(?:\w+\s+)?(?:acronym|initials|nickname|nom\s+de\s+guerre|alias|pseudonym|name)(?:\s+(?:of|was|is))?)
    \s*:?\s*(?:the\s+|(?:Commander|General|Colonel|Major|Captain|Mr\.?|Dr\.?|Sheikh|Brother)\s+)?["“‘'(]*(?:(?<=["“‘'(])the\s+)?""",
    re.VERBOSE | re.IGNORECASE,
)
BRACKET = re.compile(r"\s*\((?:the\s+|or\s+|known as\s+|also\s+)?[\"“]?")
QUOTE = re.compile(r",?\s+(?:the\s+)?[\"“](?:the\s+)?", re.IGNORECASE)
OR = re.compile(r"\)?,?\s+or\s+(?:the\s+)?[\"“]?", re.IGNORECASE)
ACRONYM = re.compile(r"[A-Z][A-Za-z.&-]{0,8}[A-Z]\.?|[A-Z]{2,}s?")


def find(reading: Reading) -> tuple[Introduction, ...]:
    """The introductions of a story in reading order; only neighbouring names of one sentence are compared."""
    return tuple(introduction for pair in _neighbours(reading) if (introduction := _introduction(*pair)) is not None)


def _neighbours(reading: Reading) -> Iterator[tuple[Mention, Mention, str, str, Sentence]]:
    """Pairs of names that follow each other, the text between them and the text after."""
    text = reading.document.text
    for block in reading.blocks:
        names = [mention for index in sorted(block.names) for mention in block.names[index] if mention.kind == "name"]
        for left, right in pairwise(names):
            if left.sentence == right.sentence and left.type == right.type:
                after = text[right.end : min(right.end + 4, block.paragraph.end)]
                yield left, right, text[left.end : right.begin], after, left.sentence


def _introduction(left: Mention, right: Mention, between: str, after: str, sentence: Sentence) -> Introduction | None:
    def introduced(rule: str, confidence: float) -> Introduction:
        return Introduction(left, right, rule, sentence, confidence)

    if KNOWN_AS.fullmatch(between) and not re.match(r"\s*(?:calls?|called|dubbed|uses|goes)\b", between):
        return introduced("known-as", 0.95)
    if left.type not in ("Person", "Organization"):
        return None
    if left.type == "Person" and QUOTE.fullmatch(between) and re.match(r",?[\"”]", after):
        return introduced("nickname-in-quotes", 0.9)
    if BRACKET.fullmatch(between) and re.match(r"[\"”]?\)", after):
        if ACRONYM.fullmatch(right.text) or ACRONYM.fullmatch(left.text):
            return introduced("acronym-in-brackets", 0.95)
        return introduced("name-in-brackets", 0.85)
    if OR.fullmatch(between):
        if between.startswith(",") and after.startswith(","):
            return introduced("or-between-commas", 0.9)
        if between.startswith(")") and left.type == "Organization":
            return introduced("or-after-brackets", 0.8)
    return None
