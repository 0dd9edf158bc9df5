"""More training text out of the same items: names exchanged, sites put in, case and typography changed."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from training.conventions import COUNTRIES
from training.items import Item, Span, join, map_text, replace_parts
from training.names import NATIONALITIES, Names
from training.treebank import SMALL_WORDS

# How often a name of each label is exchanged.
CHANCES = {"PERSON": 0.85, "ORG": 0.7, "GPE": 0.4, "LOC": 0.5, "NORP": 0.15, "FAC": 0.3}
# Fewer new towns, so that a lone unknown name is not too readily taken for a place.
LATE_CHANCES = {**CHANCES, "GPE": 0.1, "ORG": 0.6, "PERSON": 0.95}
MORE_COUNTRIES = ("US", "US", "UK", "UAE", "United States", "Türkiye", "DRC", "DR Congo", "Czechia", "Palestine")
LANDS = ("province", "province", "governorate")
LOWER_HEAD = re.compile(r" [a-z]+$")
SITES = (
    "{T} airport", "{T} International Airport", "{S} International Airport", "{T} Air Base", "{S} Air Base",
    "{T} air base", "al-{N} air base", "al-{N} mosque", "{N} Mosque", "{S} Mosque", "Camp {S}", "{T} refugee camp",
    "{T} camp", "{T} prison", "{S} prison", "{T} crossing", "{T} border crossing", "Port of {T}", "{T} port",
    "{S} Bridge", "{S} Square", "{T} Central Hospital", "{S} Hospital", "{T} General Hospital", "{S} Stadium",
    "{T} Dam", "Fort {S}", "Base {S}", "{T} Cathedral", "Church of St. {S}", "{T} naval base", "{T} barracks",
    "{S} Palace", "{T} power plant", "{T} refinery", "{S} mine", "{T} oil field", "{S} Tower", "Hotel {S}",
)  # fmt: skip
TYPOGRAPHY = (
    (re.compile(r"\bU\.S\.(?=[\s,'’-]|$)"), "US", 0.55),
    (re.compile(r"\bU\.N\.(?=[\s,'’-]|$)"), "UN", 0.55),
    (re.compile(r"\bU\.K\.(?=[\s,'’-]|$)"), "UK", 0.5),
    (re.compile(r"\bTaleban\b"), "Taliban", 0.8),
    (re.compile(r"\b[aA]l-Qaida\b"), "al-Qaeda", 0.6),
    (re.compile(r"\bShi'ites?\b"), "Shia", 0.3),
    (re.compile(r"\bShi'ite\b"), "Shiite", 0.7),
    (re.compile(r"\bTurkey\b"), "Türkiye", 0.3),
    (re.compile(r"\bMr\. "), "", 0.7),
)


def exchange(item: Item, names: Names, chances: Mapping[str, float]) -> Item:
    """The item with most names exchanged, one name for all mentions of the same; a surname follows its full name."""
    memo: dict[tuple[str, str], str] = {}
    parts = []
    for span in item.spans:
        old = item.surface(span)
        if names.random.random() < chances.get(span.label, 0) or (old, span.label) in memo:
            new = memo.get((old, span.label)) or _new_name(old, span.label, names, memo)
            if new and new != old:
                memo[old, span.label] = new
                parts.append((span.begin, span.end, new))
    return typography(replace_parts(item, parts), names)


def _new_name(old: str, label: str, names: Names, memo: dict[tuple[str, str], str]) -> str:
    chance = names.random.random()
    match label:
        case "PERSON":
            person = names.person()
            if " " not in old:
                return person.short if chance < 0.85 else person.full
            memo[old.split(" ")[-1], label] = person.short
            return person.full
        case "ORG":
            if re.search(r"\b(?:Ministry|Department)$", old):
                return names.ministry()
            return names.organisation()
        case "GPE":
            if old in COUNTRIES:
                return names.country() if chance < 0.8 else names.random.choice(MORE_COUNTRIES)
            if head := LOWER_HEAD.search(old):
                return names.town() + head[0]
            if chance < 0.07:
                return f"{names.town()} {names.random.choice(LANDS)}"
            return names.town() if " " not in old or chance < 0.3 else ""
        case "LOC":
            head = LOWER_HEAD.search(old)
            return names.town() + head[0] if head else ""
        case "NORP":
            return names.random.choice(NATIONALITIES) if old in NATIONALITIES else ""
        case "FAC":
            return names.fill(names.random.choice(SITES))
    return ""


def with_site(item: Item, names: Names) -> Item:
    """The item with one town after in, near, at, from or outside exchanged for a site such as an air base."""
    towns = [
        s
        for s in item.spans
        if s.label == "GPE"
        and item.surface(s) not in COUNTRIES
        and re.search(r"\b(?:in|near|at|from|outside|of) $", item.text[max(0, s.begin - 9) : s.begin])
    ]
    if not towns:
        return item
    town = names.random.choice(towns)
    site = names.fill(names.random.choice(SITES))
    article = "" if names.random.random() < 0.4 else "the "
    spans = tuple(s._replace(label="FAC") if s == town else s for s in item.spans)
    marked = replace_parts(Item(item.text, spans, item.kind), [(town.begin, town.end, site)])
    if not article:
        return marked
    begin = next(s.begin for old, s in zip(item.spans, marked.spans, strict=True) if old == town)
    moved = [Span(b + 4, e + 4, la) if b >= begin else Span(b, e, la) for b, e, la in marked.spans]
    return Item(marked.text[:begin] + article + marked.text[begin:], tuple(moved), item.kind)


def typography(item: Item, names: Names) -> Item:
    """The item with some spellings modernised and, in four of ten, with curly quotes."""
    for pattern, new, chance in TYPOGRAPHY:
        parts = [
            (m.start(), m.end(), new)
            for m in pattern.finditer(item.text)
            if names.random.random() < chance and not any(_crosses(s, m.start(), m.end()) for s in item.spans)
        ]
        item = replace_parts(item, parts)
    return map_text(item, curly) if names.random.random() < 0.4 else item


def _crosses(span: Span, begin: int, end: int) -> bool:
    """Whether a part of the text lies half inside a span."""
    return span.begin < end and begin < span.end and not (span.begin <= begin and end <= span.end)


def curly(text: str) -> str:
    """Straight quotes as curly ones.

    >>> curly('"It\\'s over," he said.')
    '“It’s over,” he said.'
    """
    text = re.sub(r"(?<=\w)'", "’", text)
    return re.sub(r'(?<!\S)"', "“", text).replace('"', "”")


def recase(item: Item, names: Names) -> Item:
    """The item as a headline in Title Case, in capitals, or in lower case."""
    chance = names.random.random()
    if chance < 0.2:
        return map_text(item, str.upper)
    if chance < 0.3:
        return map_text(item, str.lower)
    return title_case(item)


def title_case(item: Item) -> Item:
    """A headline: words with capitals, short ones without, no final stop."""

    def capital(word: re.Match[str]) -> str:
        return word[0] if word[0] in SMALL_WORDS else word[0][0].upper() + word[0][1:]

    def change(text: str) -> str:
        return re.sub(r"(?<![\w'’.-])[a-z][\w'’]*", capital, text)

    named = map_text(item, change)
    # Names keep their own case: "Kata'ib al-Nur" does not become "Kata'ib Al-Nur".
    text = named.text
    for span in item.spans:
        text = text[: span.begin] + item.surface(span) + text[span.end :]
    if text.endswith(".") and (not item.spans or item.spans[-1].end < len(text)):
        text = text[:-1]
    return Item(text[:1].upper() + text[1:], item.spans, "headline")


def grouped(items: Sequence[Item], names: Names, longest: int = 4) -> Iterator[Item]:
    """One to `longest` neighbouring items as one paragraph."""
    i = 0
    while i < len(items):
        size = names.random.randint(1, longest)
        yield join(items[i : i + size])
        i += size


def exchanged(items: Iterable[Item], names: Names, chances: Mapping[str, float] = CHANCES) -> list[Item]:
    """A copy with other names of every item that has names; one in twelve also gets a site."""
    out = []
    for item in items:
        if item.spans:
            new = exchange(item, names, chances)
            out.append(with_site(new, names) if names.random.random() < 1 / 12 else new)
    return out
