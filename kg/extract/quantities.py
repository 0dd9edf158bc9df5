"""How many: numbers with their bounds around a noun, "at least four people", "dozens", "him and two aides"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kg.extract import syntax
from kg.extract.reading import Block
from kg.extract.tokens import Token, joined

UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}
VAGUE = {
    "tens of thousands": 20_000,
    "hundreds of thousands": 200_000,
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2000,
    "several": 2,
    "many": 2,
    "few": 2,
    "some": 2,
    "tens": 20,
}
AT_LEAST = re.compile(
    r"\b(?:at least|more than|over|no fewer than|no less than|upwards of|a minimum of|exceed\w*)\s*$", re.IGNORECASE
)
AT_MOST = re.compile(
    r"\b(?:up to|as many as|at most|fewer than|less than|under|no more than|a maximum of)\s*$", re.IGNORECASE
)
ABOUT = re.compile(
    r"\b(?:about|around|nearly|almost|some|roughly|approximately|close to|an estimated)\s*$", re.IGNORECASE
)
NAMING = ("including", "among")
_SMALL = "|".join([*UNITS[1:], *(f"{ten}(?:-(?:{'|'.join(UNITS[1:10])}))?" for ten in TENS)])
_RANGE = re.compile(
    rf"\b(?P<low>\d[\d,]*|{_SMALL})(?:\s(?:to|or)\s|\s?[-–]\s?)(?P<high>\d[\d,]*|{_SMALL})\b"
    rf"|\bbetween\s(?P<least>\d[\d,]*|{_SMALL})\sand\s(?P<most>\d[\d,]*|{_SMALL})\b",
    re.IGNORECASE,
)


def number(text: str) -> int | None:
    """The whole number that `text` writes in digits or words; None for anything else.

    >>> number("22,000"), number("twenty-four"), number("two dozen"), number("1.5 million"), number("war")
    (22000, 24, 24, 1500000, None)
    """
    words = text.lower().replace("-", " ").split()
    total, current, found = 0, 0.0, False
    for word in words:
        digits = word.replace(",", "")
        if re.fullmatch(r"\d+(?:\.\d+)?", digits):
            current += float(digits)
        elif word in UNITS:
            current += UNITS.index(word)
        elif word in TENS:
            current += TENS[word]
        elif word in SCALES:
            current = (current or 1) * SCALES[word]
            if SCALES[word] >= 1000:
                total, current = total + int(current), 0.0
        elif word not in ("and", "a", "another"):
            return None
        found = found or word not in ("and", "a", "another")
    return total + int(current) if found else None


def bounds(block: Block, noun: Token) -> tuple[int | None, int | None] | None:
    """The bounds of how many `noun` counts, for a noun with a number or a number that stands alone; None without one.

    "at least four people" is (4, None), "up to ten" (None, 10), "about 30 soldiers" (30, 30), "dozens" (24, None),
    "10 to 15" and "between 10 and 15" (10, 15).
    "four others" and "another 36" count besides what was named before: (4, None) is all that is known of the whole.
    """
    token = noun if noun.tag_ == "CD" or block.text(noun).lower() in VAGUE else None
    if token is None:
        token = next(
            (
                c
                for c in noun.children
                if c.dep_ == "nummod" or (c.i < noun.i and c.tag_ == "CD" and c.dep_ in {"compound", "amod", "nmod"})
            ),
            None,
        )
    if token is None:
        vague = next((c for c in noun.children if c.lower_ in VAGUE and c.i < noun.i), None)
        return (VAGUE[vague.lower_], None) if vague is not None else None
    first = min([token.i, *(c.i for c in token.children if c.tag_ == "CD" and c.i < token.i)])
    final = token.i
    doc = block.doc
    rest = [t.lower_ for t in doc[token.i + 1 : token.i + 3]]
    if token.lower_ in TENS and rest[:1] == ["-"] and rest[1:] and rest[1] in UNITS:
        final = token.i + 2  # "forty-six", in three tokens
    while final + 1 < len(doc) and doc[final + 1].lower_ in SCALES:
        final += 1
    words = " ".join(block.text(t) for t in doc[first : final + 1])
    words = words if number(words) is not None else block.text(token)
    if block.text(token).lower() in VAGUE:
        return VAGUE[block.text(token).lower()], None
    value = number(words)
    if value is None or (1900 <= value <= 2100 and "," not in words and noun is token):
        return None
    for low, high in _ranges(joined(block.doc[max(0, first - 3) : final + 4])):
        if value in (low, high):
            return low, high
    before = joined(block.doc[max(0, first - 3) : first]) + " "
    if AT_LEAST.search(before):
        return value, None
    if AT_MOST.search(before):
        return None, value
    return value, value


def _ranges(text: str) -> list[tuple[int, int]]:
    """What "10 to 15", "three or four", "between 10 and 15" lie between."""
    pairs = ((number(m["low"] or m["least"]), number(m["high"] or m["most"])) for m in _RANGE.finditer(text))
    return [(low, high) for low, high in pairs if low is not None and high is not None and low < high]


def people(block: Block, head: Token) -> tuple[int | None, int | None] | None:
    """How many people the phrase around `head` names or counts: a total, or the sum of what "and" joins.

    In "three people, including X" the total is three; "X and his aide" are two; to "two of the wounded" come others.
    """
    total = bounds(block, head)
    parts = [head, *syntax.conjuncts(head)]
    counts = [bounds(block, part) or ((1, 1) if _is_one(block, part) else None) for part in parts]
    if total is not None and any(of == "of" and noun.lower_ in _LEFT for of, noun in syntax.obliques(head)):
        first, _ = block.bounds[block.sentence_of[head.i]]
        counted = any(token.lower_ == "toll" for token in head.doc[first : head.i])
        return None if counted else (total[0], None)  # "raised the toll to 11 after two of the wounded died"
    if total is not None and len(parts) == 1:
        return total
    if any(count is None for count in counts) or any(block.text(part).lower() in VAGUE for part in parts[1:]):
        return total
    known = [count for count in counts if count is not None]
    low = sum(c[0] or 0 for c in known)
    high = None if any(c[1] is None for c in known) else sum(c[1] or 0 for c in known)
    return low, high


def _is_one(block: Block, token: Token) -> bool:
    mention = block.name(token)
    if mention is not None:
        return mention.type == "Person"
    return token.tag_ == "NN" and token.lower_ not in {
        "number",
        "group",
        "toll",
        "majority",
        "rest",
        "population",
        "staff",
        "crew",
        "family",
        "total",
    }


def is_additional(noun: Token) -> bool:
    """Whether a number counts others besides those already named: "one other member", "four others", "two more"."""
    words = {noun.lower_, *(child.lower_ for child in noun.children)}
    return bool(words & {"other", "others", "another", "more", "further"})


# -------------------------------------------------------------------------------------------- tolls


class Toll(NamedTuple):
    """A count of dead, wounded or arrested in a text, with its bounds and its place in the text."""

    measure: str
    low: int | None
    high: int | None
    begin: int
    end: int


def tolls(text: str) -> list[Toll]:
    """The tolls that `text` states in so many words, in order.

    >>> [toll[:3] for toll in tolls("The blast left at least 12 people dead and 30 injured.")]
    [('deaths', 12, None), ('injuries', 30, 30)]
    >>> [toll[:3] for toll in tolls("No one was hurt.")]
    [('injuries', 0, 0)]
    """
    found: dict[tuple[int, str], Toll] = {}
    running: set[str] = set()  # measures of which the text gives a total that grows
    added: list[tuple[int, str]] = []  # tolls of those who come on top of others
    words = set(_WORD.findall(text.lower()))
    if _toll_words().isdisjoint(words):
        return []  # as in most sentences
    for measure, needed, pattern in _toll_patterns():
        for match in pattern.finditer(text) if not words.isdisjoint(needed) else ():
            begin, end = match.span("number")
            if text[:begin].lower().endswith("no ") or _states_age(text, begin, end):
                continue  # "no one was killed"; "Ana Prado, 54, was killed"
            low_high = _stated(match["number"], match["bound"] or "", match["more"] or "")
            around = _ranges(text[max(0, begin - 30) : end + 30])
            low_high = next((pair for pair in around if low_high and low_high[0] in pair), low_high)
            if low_high is not None and (_PARTIAL.search(match[0]) or (measure == "deaths" and _MORE.search(match[0]))):
                low_high = (low_high[0], None) if low_high[0] is not None else None
                added.append((begin, measure))
            if _RUNNING.search(match[0]):
                running.add(measure)
            if measure == "deaths" and low_high is not None and _OTHERS.match(text, match.end("number")):
                low_high = _with_named(low_high, text[:begin])
            if low_high is not None:
                found.setdefault((begin, measure), Toll(measure, *low_high, begin, end))
    for key in added:
        if key[1] in running:  # "rose to 13 after four of the wounded died"
            found.pop(key, None)
    for measures, needed, pattern in _fixed_patterns():
        for match in pattern.finditer(text) if not words.isdisjoint(needed) else ():
            for measure, value in measures.items():
                found.setdefault((match.start(), measure), Toll(measure, value, value, *match.span()))
    if found:  # "put the wounded at seven; other reports speak of six"
        for match in _other_figure().finditer(text):
            earlier = [key for key in sorted(found) if key[0] < match.start()]
            low_high = _stated(match["number"], match["bound"] or "", "")
            if earlier and low_high is not None:
                measure = earlier[-1][1]
                begin, end = match.start("number"), match.end("number")
                found.setdefault((begin, measure), Toll(measure, *low_high, begin, end))
    return [found[key] for key in sorted(found)]


def _with_named(low_high: tuple[int | None, int | None], before: str) -> tuple[int | None, int | None]:
    """The bounds of "ten others": one more behind "he and" or "Ana Prado and", else at least ten."""
    low, high = low_high
    if low is None or _JOINED.search(before) is None:
        return low, None
    return low + 1, high + 1 if high is not None else None


def _states_age(text: str, begin: int, end: int) -> bool:
    """Whether the number at [begin, end) stands between commas behind a word, as somebody's age does."""
    years = text[begin:end].rstrip(",")
    end = begin + len(years)
    between = text[end : end + 1] in (",", ")", ";") and re.search(r"[^\W\d_](?:, | \()$", text[:begin]) is not None
    return between and years.isdigit() and int(years) < 120


def headcounts(text: str) -> list[Toll]:
    """How many are missing, displaced, protest, come free or are taken away, as `text` states it, in order.

    >>> [count[:3] for count in headcounts("Some 40,000 people marched; 12 are missing.")]
    [('protesters', 40000, 40000), ('missing', 12, 12)]
    """
    found: dict[int, Toll] = {}
    words = set(_WORD.findall(text.lower()))
    for measure, needed, pattern in _headcount_patterns():
        for match in pattern.finditer(text) if not words.isdisjoint(needed) else ():
            begin, end = match.span("number")
            bounds = _stated(match["number"], match["bound"] or "", "")
            around = _ranges(text[max(0, begin - 30) : end + 30])
            bounds = next((pair for pair in around if bounds and bounds[0] in pair), bounds)
            if bounds is not None:
                found.setdefault(begin, Toll(measure, *bounds, begin, end))
    return [found[begin] for begin in sorted(found)]


HEADCOUNTS = ("missing", "displaced", "protesters", "hostages", "abductions")
_WORD = re.compile(r"\w+")


@cache
def _headcount_patterns() -> tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]:
    """(measure, words of which one stands in every match, pattern)."""
    people = r"(?:\s+(?!and\b|or\b|but\b|who\b|in\b|after\b|while\b)[a-z'’-]+){0,3}?"
    being = r"(?:\s+(?:were|was|are|is|remain(?:s|ed)?|still|have|has|had|been|reported|left|made|listed|as))*"
    freed, taken = "released|freed|rescued|liberated|recovered", "kidnapped|abducted|kidnapping|abducting"
    held = r"(?:[a-z]+\s+)?(?:hostages|captives)"
    crowd = r"(?:[a-z-]+\s+)?(?:people|protesters|demonstrators|supporters|students|workers|women|residents|locals)"
    marched = r"protested|marched|rallied|demonstrated|gathered|took\s+to\s+the\s+streets|took\s+part"
    marching = ("protested", "marched", "rallied", "demonstrated", "gathered", "took")
    drawn = r"(?:protest|march|rally|demonstration)s?\s+(?:[a-z]+\s+){0,8}?drew"
    patterns = (
        ("missing", ("missing", "unaccounted"), rf"{_count()}{people}{being}\s+(?:missing|unaccounted\s+for)\b"),
        ("displaced", ("displaced", "homeless"), rf"{_count()}{people}{being}\s+(?:displaced|homeless)\b"),
        ("displaced", ("displaced", "displacing"), rf"\b(?:displaced|displacing)\s+{_count()}\b"),
        ("protesters", marching, rf"{_count()}\s+{crowd}\s+(?:have\s+|had\s+)?(?:{marched})\b"),
        ("protesters", ("drew",), rf"\b{drawn}\s+{_count()}\b"),
        ("hostages", tuple(freed.split("|")), rf"\b(?:{freed})\s+{_count()}\s+{held}\b"),
        ("hostages", tuple(freed.split("|")), rf"{_count()}\s+{held}{being}\s+(?:{freed})\b"),
        ("abductions", tuple(taken.split("|")), rf"\b(?:{taken})\s+{_count()}\b"),
        ("abductions", tuple(taken.split("|")), rf"{_count()}{people}{being}\s+(?:kidnapped|abducted)\b"),
    )
    return tuple((measure, needed, re.compile(rf"(?i:{words})")) for measure, needed, words in patterns)


def _count() -> str:
    """A number with its bound, as a pattern."""
    bounds = (
        "at least|more than|over|no fewer than|no less than|upwards of|up to|as many as|at most|fewer than|less than|"
        "under|about|around|nearly|almost|some|roughly|approximately|an estimated|a further|another"
    )
    scale = r"(?:\s+(?:dozen|hundred|thousand|million))?"
    number = rf"\d[\d,]*{scale}|(?:{_SMALL}|a){scale}|{'|'.join(VAGUE)}"
    return rf"\b(?:(?P<bound>{bounds})\s+)?(?P<number>{number})"


@cache
def _toll_words() -> frozenset[str]:
    """Words of which one stands in every toll."""
    return frozenset(word for _, needed, _ in (*_toll_patterns(), *_fixed_patterns()) for word in needed)


@cache
def _other_figure() -> re.Pattern[str]:
    """Another number of what was counted before, without the noun."""
    small = "|".join(UNITS[1:])
    count = rf"(?:(?P<bound>at least|more than|up to|about|around|nearly)\s+)?(?P<number>\d[\d,]*|{small})"
    saying = (
        r"(?:sp[eo]a?ke?s?|talk(?:ed|s)?)\s+of|(?:put|gave|give)\s+(?:it|them|the\s+(?:number|figure|toll))\s+(?:at|as)"
    )
    return re.compile(
        rf"(?i:[;,]\s+(?:but\s+|while\s+|and\s+)?(?:other|some)\s+\w+\s+(?:{saying})\s+{count}\s*(?=[.,;]|$))"
    )


_PARTIAL = re.compile(  # those whom one hospital or village has, or some of them: there may be more
    r"\bbodies$|^buried\b|\bof\s+the\s+(?:wounded|injured|survivors)\b", re.IGNORECASE
)
_LEFT = ("wounded", "injured", "survivors")
_OTHERS = re.compile(r"\s+others?\b", re.IGNORECASE)
_JOINED = re.compile(r"\b(?:[Hh]e|[Ss]he|him|her|[A-Z][\w’'-]+)(?:, [^,.;]{1,60},)? and $")
_MORE = re.compile(r"\b(?:more|further)\s+(?!than\b)", re.IGNORECASE)
_RUNNING = re.compile(r"\b(?:ris(?:en|es)|rose|climbed|grown|grew|jumped|increased)\s+to\b", re.IGNORECASE)


def _stated(words: str, bound: str, more: str) -> tuple[int | None, int | None] | None:
    if words.lower() in VAGUE:
        return VAGUE[words.lower()], None
    value = number(words)
    if value is None:
        return None
    if AT_LEAST.search(bound + " ") or (more and value == 1):
        return value, None
    return (None, value) if AT_MOST.search(bound + " ") else (value, value)


@cache
def _toll_patterns() -> tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]:
    """(measure, words of which one stands in every match, pattern)."""
    count = _count().removeprefix(r"\b")
    people = r"(?P<more>\s+(?:others?|more|further))?(?:\s+(?!and\b|or\b|who\b|in\b|after\b)[a-z'’-]+){0,4}?"
    aside = r"(?:,\s[^,.;]{3,60},)?"  # "two people, a man and his son, were killed"
    passive = aside + r"(?:\s+(?:were|was|had\s+been|have\s+been|has\s+been|are|is|as|reported))?"
    closing = "and|in|by|when|after|as|on|at|during|since|or|with|near|while|over|including"
    ends = rf"(?=\s*(?:[.,;:)\"”’'–-]|$)|\s+(?:{closing})\b)"
    grows = r"(?:\s+\w+){0,3}?\s+(?:to|at|of|was|is|reached|passed|exceeded|hit|topped)\s+"
    after = r"(?P<more>\Z)?"
    states = {
        "deaths": "dead|killed|died|deaths|fatalities|succumbed|perished|drowned|slain|bodies",
        "injuries": "wounded|injured|hurt|injuries",
        "arrests": "arrested|detained|arrests",
    }
    patterns = [
        (measure, tuple(words.split("|")), re.compile(rf"(?i:\b{count}{people}{passive}\s+(?:{words}){ends})"))
        for measure, words in states.items()
    ]
    dead = "(?:death\\s+)?toll|the\\s+dead|number\\s+of\\s+(?:the\\s+|[a-z]+\\s+)?(?:dead|deaths|killed)"
    hurt = "the\\s+(?:wounded|injured)|number\\s+of\\s+(?:the\\s+)?(?:wounded|injured)"
    whom = "men|soldiers|people|fighters|troops|officers|members|villagers"
    lost = rf"\b(?:lost|lose|buried)\s+{count}\s+(?:of\s+its\s+)?(?:{whom})\b"
    with_him = rf"\b(?:killed|killing)\s+(?:himself|herself|themselves)\s+and\s+{count}\b"
    rising = r"(?:risen|rose|climbed|grown|grew|jumped|increased)\s+to|reached|passed|exceeded|topped"
    running = (
        rf"\b(?:number\s+of\s+(?:people\s+)?killed|(?:death\s+)?toll)\s+[^.;:]{{0,120}}?\b(?:{rising})\s+{count}\b"
    )
    loose = "about|around|some|nearly|almost|roughly|approximately|up to|as many as|fewer than|less than|under|between"
    those = rf"(?={loose}).{{0,40}}?{count}(?:\s+[a-z]+)?\s+(?:people|persons|{whom}|civilians|women|children|others)\b"
    active = {
        "deaths": "killed|killing|kills",
        "injuries": "wounded|wounding|injured|injuring|hurt",
        "arrests": "arrested|arresting|detained|detaining",
    }
    others = (  # the parser takes "killed about 30 people" for a time, a place or a way
        *((measure, tuple(verbs.split("|")), rf"\b(?:{verbs})\s+{those}") for measure, verbs in active.items()),
        ("deaths", ("toll", "dead", "deaths", "killed"), rf"\b(?:{dead}){grows}{count}\b"),
        ("injuries", ("wounded", "injured"), rf"\b(?:{hurt}){grows}{count}\b"),
        ("deaths", ("killed", "toll"), running),
        ("deaths", ("killed", "killing"), with_him),
        ("deaths", ("lost", "lose", "buried"), lost),
    )
    return (*patterns, *((measure, needed, re.compile(rf"(?i:{words}){after}")) for measure, needed, words in others))


@cache
def _fixed_patterns() -> tuple[tuple[dict[str, int], tuple[str, ...], re.Pattern[str]], ...]:
    """Tolls in words without a number: nobody at all, and a man known by two names with his aide.

    (measures, words of which one stands in every match, pattern)
    """
    nobody = r"\b(?:no\s+one|nobody)\s+(?:was|were|had\s+been|has\s+been|is)\s+(?:reported\s+)?"
    called = r"(?:also|better|otherwise)\s+known\s+as"
    alias = rf"[A-Z][^,.;]{{2,60}},\s+{called}\s+[^,.;]{{2,40}}"
    both = rf"\b(?:killed|killing)\s+{alias},?\s+and\s+(?:his|her)\s+(?!\w+s\b)\w+"
    patterns: tuple[tuple[dict[str, int], tuple[str, ...], str], ...] = (
        (
            {"deaths": 0},
            ("killed", "deaths", "fatalities"),
            rf"(?i:{nobody}killed\b|\bno\s+(?:deaths|fatalities)\b)",
        ),
        (
            {"injuries": 0},
            ("hurt", "injured", "wounded", "injuries"),
            rf"(?i:{nobody}(?:killed\s+or\s+)?(?:hurt|injured|wounded)\b|\bno\s+injuries\b)",
        ),
        ({"deaths": 0}, ("killed",), rf"(?i:{nobody}(?:hurt|injured|wounded)\s+or\s+killed\b)"),
        ({"deaths": 0, "injuries": 0}, ("casualties",), r"(?i:\bno\s+casualties\b)"),
        ({"deaths": 2}, ("killed", "killing"), both),
    )
    return tuple((measures, needed, re.compile(pattern)) for measures, needed, pattern in patterns)
