"""The names of a story: what the recogniser tagged, cleaned by what the whole story says about each name.

A recogniser looks at one sentence. A story says more: a surname follows a full name, a party is called "the X party"
once and "X" afterwards, an acronym stands in brackets behind its expansion. Spans are trimmed and extended, every
surface gets one type (`kg.extract.kinds`), and repeats that the recogniser missed are added.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from kg import dates, lexicon
from kg.extract.countries import states
from kg.extract.kinds import (
    SIDE_OF_A_RIVER,
    Name,
    country_names,
    demonyms,
    head_noun,
    institution_after,
    nouns_of,
    of_before,
    people_kind,
    surnames_of,
    titles_known,
    vote,
    world_bodies,
)
from kg.model import Paragraph

LABELS = {
    "PERSON": "Person",
    "PER": "Person",
    "ORG": "Organization",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Facility",
    "NORP": "Nationality",
    "EVENT": "Event",
}


_NATIONAL = frozenset(
    [
        "Party",
        "Front",
        "Movement",
        "Union",
        "Federation",
        "Congress",
        "League",
        "Bank",
        "Confederation",
        "Association",
        "Forces",
    ]
)


def clean(text: str, paragraphs: Sequence[Paragraph], tagged: Iterable[tuple[int, int, str]]) -> tuple[Name, ...]:
    """The names of a story in reading order, without overlaps.

    `tagged` holds the recogniser's spans as (begin, end, label) in offsets of the document `text`.
    """
    names = [Name(b, e, text[b:e], LABELS[label]) for b, e, label in tagged if label in LABELS]
    names = [tidy for name in names if (tidy := trim(name, text)) is not None]
    names = [_without_camp(name, names) for name in names if not _is_month(name, text)]
    names = _join_split(_split_joined(names, text), text)
    names = [part for name in _with_first_words(names, text) for part in _halves(name, names)]
    names = [part for name in names for part in _parted(name, text)]
    names = [extend(name, text) for name in names if not _is_participle(name, text)]
    groups = _quoted_groups(text, paragraphs)
    quoted = {(group.begin, group.end) for group in groups}
    names = [name for name in names if (name.begin, name.end) not in quoted] + groups
    names += _bracketed_acronyms(names, text) + _institutions(names, text)
    names = _without_overlaps(names + _by_pattern(text, paragraphs, names))
    names = vote([_in_dateline(name, paragraphs) for name in names], text)
    names = _without_overlaps(names + _repeats(names, text, paragraphs))
    names = _without_overlaps(names + _nouns_alone(names, text, paragraphs))
    return tuple(
        name._replace(subtype=people_kind(name.text)) if name.label == "Nationality" else name for name in names
    )


def trim(name: Name, text: str) -> Name | None:
    """`name` without quotes, possessive 's, article, directions ("eastern") and titles; None where nothing is left."""
    begin, end = name.begin, name.end
    while True:
        surface = text[begin:end]
        if front := _front().match(surface):
            begin += front.end()
        elif back := _back().search(surface):
            if surface.endswith(".") and re.search(r"(?:\b\w\.){2,}$", surface):
                break
            end = begin + back.start()
        elif surface.endswith(")") and "(" not in surface:
            end -= 1
        else:
            break
        if begin >= end:
            return None
    surface = text[begin:end]
    if surface.startswith("No ") and surface[3:].lower() in lexicon.subtypes("organizations", "heads"):
        begin += 3  # "No Alliance fighter"
    if not any(character.isupper() for character in surface) or "\n" in surface:
        return None
    if name.label == "Person":
        if _LIST_NUMBER.match(surface):
            return None
        if title := _titles().match(surface) or _BURMESE.match(surface) or _occupation().match(surface):
            begin += title.end()
    if " " in surface and (quarter := _QUARTER.match(surface)):
        country = surface[quarter.end() :]
        if country in states():  # "Southwest Colombia": no country is called so
            return name._replace(begin=begin + quarter.end(), end=end, text=country, label="Place")
    if name.label == "Place" and (area := _area_behind().search(surface)):  # "Kibera neighborhood": `extend` reads on
        end = begin + area.start()
    left = text[begin:end].lower()
    if (
        not left
        or left in lexicon.words("names", "no_names")
        or left in lexicon.words("titles", "offices")
        or left in lexicon.words("titles", "ranks")
    ):
        return None
    return name._replace(begin=begin, end=end, text=text[begin:end])


@cache
def _occupation() -> re.Pattern[str]:
    """ "baker" of "baker Ana Campo": a word in lower case that is no part of names, as "de" and "bin" are."""
    person = lexicon.table("names")["person"]
    kept = {
        *person["particles"],
        *person["child"],
        *person["servant"],
        *person["kunya"]["abu"],
        *person["kunya"]["umm"],
    }
    return re.compile(rf"(?!{lexicon.alternatives(kept)}\s)[a-z]{{4,}}\s+(?=[A-Z])")


_QUARTER = re.compile(r"(?:North|South)-?(?:[Ee]ast|[Ww]est)(?:ern)?\s+")
_LIST_NUMBER = re.compile(r"\d+[/.)]")
_BURMESE = re.compile(r"(?:U|Daw) (?=[A-Z][a-z]+ [A-Z])")  # before full names: Mr, Ms


@cache
def _front() -> re.Pattern[str]:
    directions = lexicon.alternatives(lexicon.words("places", "directions"))
    ordinal = r"\d+(?:st|nd|rd|th)\s+of\s+the\s+"
    return re.compile(rf"(?:[\s\"“”‘’'(\[,;:.–—-]+|(?:[Tt]he|THE|[Aa]n?|and|or|with|NGO)\s+|{directions}\s+|{ordinal})")


@cache
def _back() -> re.Pattern[str]:
    return re.compile(r"(?:['’]s|['’]|[\s\"“”‘(\[,;:.–—-]+|\s(?:of|for|in|and|the|to))$")


@cache
def _area_behind() -> re.Pattern[str]:
    areas = set(lexicon.subtypes("places", "areas")) - set(lexicon.subtypes("places", "distinct"))
    return re.compile(rf"\s{lexicon.alternatives(frozenset(areas))}$")


@cache
def _titles() -> re.Pattern[str]:
    titles = lexicon.words("titles", "ranks") | lexicon.words("titles", "courtesy") | lexicon.words("titles", "offices")
    modifiers = lexicon.words("titles", "modifiers")
    return re.compile(rf"(?i:(?:{lexicon.alternatives(titles | modifiers)}\s+)+)(?=\S)")


def _in_dateline(name: Name, paragraphs: Sequence[Paragraph]) -> Name:
    """A name before the dash of a dateline is a place, "(AFP)" in it aside."""
    inside = any(p.kind == "dateline" and p.begin <= name.begin < p.end for p in paragraphs)
    return name._replace(label="Place", subtype="") if inside and name.label == "Person" else name


def _is_participle(name: Name, text: str) -> bool:
    """Whether a tagged word is the first of a sentence and a verb: "Basing its information on …"."""
    return (
        name.text.endswith("ing")
        and re.fullmatch(r"[A-Z][a-z]+ing", name.text) is not None
        and not re.search(r"[\w,] $", text[max(0, name.begin - 2) : name.begin])
    )


def _without_camp(name: Name, names: Sequence[Name]) -> Name:
    """ "the Reform camp" is that of the Reform Party, where the story has it, and no facility."""
    stem = name.text.removesuffix(" camp")
    bodies = (other for other in names if other.label in ("Organization", "Person") and other.text != name.text)
    if stem == name.text or not any(
        other.text.startswith(f"{stem} ") or other.text.endswith(f" {stem}") for other in bodies
    ):
        return name
    return name._replace(end=name.begin + len(stem), text=stem, label="Organization")


def _is_month(name: Name, text: str) -> bool:
    """Whether a tagged word is a month beside a number, or one that nobody is called by: "24 Jan:", "in Sept"."""
    word = name.text.rstrip(".")
    if word not in _months() or name.label == "Event":
        return False
    beside = re.search(r"\d(?:st|nd|rd|th)?\s+$", text[max(0, name.begin - 6) : name.begin]) or re.match(
        r"\.?\s+\d{1,4}\b", text[name.end : name.end + 7]
    )
    return beside is not None or (name.label != "Person" and word not in ("May", "March", "Mar", "Jun", "August"))


@cache
def _months() -> frozenset[str]:
    return frozenset((*dates.MONTHS, *(month[:3] for month in dates.MONTHS), "Sept"))


def extend(name: Name, text: str) -> Name:
    """`name` with the words that belong to it: "Rafah crossing", "Port of Tartus", "Border Guard Corps-Naval Force"."""
    if name.label == "Organization" and (unit := re.compile(r"[-–][A-Z]\w+(?: [A-Z]\w+)*").match(text, name.end)):
        return name._replace(end=unit.end(), text=text[name.begin : unit.end()])
    if name.label not in ("Place", "Facility", "Person", "Organization"):
        return name
    lead = _leading().search(text, max(0, name.begin - 20), name.begin)
    if lead is not None and name.label != "Organization":
        begin = lead.start()
        kind = lexicon.subtypes("places", "leading")[re.sub(r"\s+", " ", lead[1].lower())]
        label = "Facility" if kind in ("port", "mosque", "church") else "Place"
        if name.label == "Person" and label == "Place":
            return name
        return name._replace(begin=begin, text=text[begin : name.end], label=label, subtype=kind)
    if noun := _facility_noun().match(text, name.end):
        kind = lexicon.subtypes("places", "facilities")[noun[1].lower()]
        if name.label in ("Place", "Facility") or noun[1][0].isupper():
            return name._replace(end=noun.end(), text=text[name.begin : noun.end()], label="Facility", subtype=kind)
    if name.label == "Place" and (noun := _distinct_noun().match(text, name.end)):
        kind = lexicon.subtypes("places", "distinct")[noun[1].lower()]
        return name._replace(end=noun.end(), text=text[name.begin : noun.end()], subtype=kind)
    return name


@cache
def _leading() -> re.Pattern[str]:
    nouns = lexicon.alternatives(list(lexicon.subtypes("places", "leading")))
    honour = r"(?:Imam|Saint|St\.?|Sheikh|Prophet|King|Queen)"
    return re.compile(rf"(?<!\w)(?i:({nouns}))\s+(?:the\s+)?(?:{honour}\s+)?$")


@cache
def _facility_noun() -> re.Pattern[str]:
    named = ("airport", "refugee-camp", "port", "crossing", "mosque", "prison", "base")
    table = lexicon.table("places")["facilities"]
    nouns = [noun for kind in named for noun in table[kind] if noun not in ("camp", "terminal", "checkpoint")]
    return re.compile(rf"\s+(?i:({lexicon.alternatives(nouns)}))\b")


@cache
def _distinct_noun() -> re.Pattern[str]:
    return re.compile(
        rf"\s+(?i:({lexicon.alternatives(list(lexicon.subtypes('places', 'distinct')))}))\b(?!\s+of\s+[A-Z])"
    )


def _split_joined(names: list[Name], text: str) -> list[Name]:
    """Cut a span that runs an organisation and a person together, where the story has the organisation alone."""
    alone = tuple({f"{name.text} " for name in names if name.label == "Organization"})
    places = {name.text for name in names if name.label == "Place"} | country_names()
    result = []
    for name in names:
        if name.label == "Organization" and (owner := _OWNER.match(name.text)) and owner[1] in places:
            name = name._replace(begin=name.begin + owner.end(), text=name.text[owner.end() :])
        if parts := _unit_of(name, text):
            result += parts
            continue
        known = max((len(org) - 1 for org in alone if name.text.startswith(org)), default=0)
        rest = name.text[known:].strip()
        person = known > 0 and len(rest.split()) >= 2 and not head_noun(rest)
        if person and of_before().search(text[max(0, name.begin - 60) : name.begin]):
            middle = name.begin + known
            result.append(name._replace(end=middle, text=text[name.begin : middle], label="Organization"))
            begin = name.end - len(rest)
            result.append(name._replace(begin=begin, text=rest, label="Person"))
        else:
            result.append(name)
    return result


_OWNER = re.compile(r"(.+?)['’]s\s+(?=[A-Z])")


def _parted(name: Name, text: str) -> list[Name]:
    """The parts of a name that runs over a full stop ("on X. Okoro said") or takes in a government of somebody."""
    if name.text.isalnum():
        return [name]
    stop = _INITIAL.match(name.text)
    if stop is not None and re.search(r"\bon\s+$", text[max(0, name.begin - 4) : name.begin]):
        rest = name.text[stop.end() :]
        surname = name._replace(
            begin=name.begin + stop.end(), text=rest, label="Person" if " " not in rest else name.label
        )
        return [name._replace(end=name.begin + 1, text=stop[1], label="Organization"), surname]
    quoted = _NICKNAMED.fullmatch(name.text)
    if quoted is not None and re.match(r",?[\"”]", text[name.end :]):  # "called X "Y"": two names of one
        nickname = name._replace(begin=name.end - len(quoted[2]), text=quoted[2])
        return [name._replace(end=name.begin + len(quoted[1]), text=quoted[1]), nickname]
    seat = _BODY_IN.fullmatch(name.text) if name.label == "Organization" else None
    heads = lexicon.subtypes("organizations", "heads")
    if (
        seat is not None and heads.get(seat[2].lower(), "university") != "university" and seat[3] not in states()
    ):  # "the Movement in Recife"
        town = name._replace(begin=name.end - len(seat[3]), text=seat[3], label="Place")
        return [name._replace(end=name.begin + len(seat[1]), text=seat[1]), town]
    owner = _OWNER_OF_BODY.fullmatch(name.text)
    if owner is not None:
        place = owner[1] in country_names() or name.label == "Place"
        return [name._replace(end=name.begin + len(owner[1]), text=owner[1], label="Place" if place else "Person")]
    return [name]


def _halves(name: Name, names: Sequence[Name]) -> list[Name]:
    """The two names that a span runs together, one of them known or in the story alone: "West Bank and Gaza"."""
    left, both, right = name.text.partition(" and ")
    if not both or name.text in country_names() or name.label == "Event":
        return [name]
    alone = {other.text: other.label for other in names if other.text in (left, right)}
    labels = [alone.get(half) or _known_label(half) for half in (left, right)]
    if not any(labels) or not right[0].isupper() or (not labels[0] and " " not in left and "Place" not in labels):
        return [name]  # "Peace and Security Council" is no Security Council
    first, second = (label or (name.label if "Place" not in labels else "Place") for label in labels)
    middle = name.begin + len(left)
    return [
        name._replace(end=middle, text=left, label=first),
        name._replace(begin=name.end - len(right), text=right, label=second),
    ]


def _known_label(text: str) -> str:
    """What a name is that needs no story: a country, a body of the world; "" for others."""
    if text in country_names() or SIDE_OF_A_RIVER.fullmatch(text):
        return "Place"
    return "Organization" if text in world_bodies() else ""


_INITIAL = re.compile(r"([A-Z])\.\s+(?=[A-Z])")
_BODY_IN = re.compile(r"(.*?([A-Z]\w+))\s+in\s+([A-Z][\w-]+(?: [A-Z][\w-]+)?)")
_NICKNAMED = re.compile(r"(\w[^\"“”]*?),?\s+[\"“]([A-Z][^\"“”]*)")
_OWNER_OF_BODY = re.compile(r"(.+?)['’]s?\s+(?:government|administration|regime|cabinet|office|team|family|party)")


def _join_split(names: list[Name], text: str) -> list[Name]:
    """Join what belongs together: a given name taken for a place with its surname, "Civic Front of" with "Kenya"."""
    names = sorted(names, key=lambda name: name.begin)
    joined: list[Name] = []
    for name in names:
        last = joined[-1] if joined else None
        if last is not None and (
            _is_given(last, name, text) or _is_half(last, name) or _is_around_nickname(last, name, text)
        ):
            joined[-1] = name._replace(begin=last.begin, text=text[last.begin : name.end])
        elif last is not None and _is_of_country(last, name, text):
            joined[-1] = last._replace(end=name.end, text=text[last.begin : name.end])
        else:
            joined.append(name)
    return joined


def _is_given(place: Name, person: Name, text: str) -> bool:
    """Whether what is tagged a place is the given name of the person behind it."""
    return (
        (place.label, person.label) == ("Place", "Person")
        and text[place.end : person.begin] == " "
        and " " not in place.text
        and place.text not in country_names()
        and not re.search(r"\b(?:[Ii]n|[Aa]t|[Ff]rom|[Nn]ear|[Tt]o)\s+$", text[max(0, place.begin - 6) : place.begin])
    )


def _is_around_nickname(first: Name, last: Name, text: str) -> bool:
    """Whether two spans are one person with a nickname between: 'Gerald' and 'Jerry" Pruitt'."""
    return (
        (first.label, last.label) == ("Person", "Person")
        and re.fullmatch(r"\s[\"“]", text[first.end : last.begin]) is not None
        and re.match(r"[\w ]+[\"”] [A-Z]", last.text) is not None
    )


def _is_half(direction: Name, name: Name) -> bool:
    """Whether a direction and the name behind it are a country or what is of one: "North" + "Koreans"."""
    if direction.end + 1 != name.begin or direction.text not in ("North", "South", "East", "West"):
        return False
    whole = f"{direction.text} {name.text}"
    return whole in country_names() or whole in demonyms() or whole.removesuffix("s") in demonyms()


def _with_first_words(names: list[Name], text: str, others: Sequence[Name] = ()) -> list[Name]:
    """Names of one word with the one before it that is in no name: "the Miners" + "Union", "driver Edgars" + "Vilks".

    `names` and `others`, which stay as they are, are in reading order.
    """
    result: list[Name] = []
    for name in names:
        first = None
        lone = name.text.isalpha() and (
            name.label == "Person"
            or (name.label == "Organization" and name.text.lower() in lexicon.subtypes("organizations", "heads"))
        )
        if lone or name.label in ("Person", "Organization"):
            first = _FIRST_WORD.search(text, max(0, name.begin - 30), name.begin)
            kind = first and text[first.start() : first.start(1) - 1] in lexicon.subtypes("organizations", "nominals")
            first = first if lone or kind else None
        if (
            first is not None
            and not _is_closed(first[1])
            and not any(_reaches(known, first.start(1), name.begin) for known in (result, others))
        ):
            name = name._replace(begin=first.start(1), text=text[first.start(1) : name.end])
        result.append(name)
    return result


def _reaches(names: Sequence[Name], begin: int, end: int) -> bool:
    """Whether one of `names`, which are in reading order, stands between two offsets."""
    place = bisect_left(names, end, key=_begin)
    return place > 0 and names[place - 1].end > begin


_FIRST_WORD = re.compile(r"(?<!\w)[a-z-]*[a-z] ([A-Z][a-zÀ-ɏ]+) \Z")


@cache
def _is_closed(word: str) -> bool:
    """Whether a word with a capital is no part of the name behind it: a title, a day, what people are of."""
    singular = word.lower()
    return (
        word in (*dates.WEEKDAYS, *dates.MONTHS, "Hurricane", "Typhoon", "Cyclone", "Storm", "Saint", "The")
        or word in demonyms()
        or word in country_names()
        or singular in titles_known() | lexicon.words("titles", "honorifics") | lexicon.words("titles", "modifiers")
        or singular in lexicon.subtypes("organizations", "heads")
        or singular in lexicon.subtypes("places", "areas")
    )


def _is_of_country(body: Name, country: Name, text: str) -> bool:
    """Whether a country is part of the name of a party, front, union … before it: "Socialist Party of Chile"."""
    words = body.text.split()
    return (
        (body.label, country.label) == ("Organization", "Place")
        and country.text in country_names()
        and len(words) > 1
        and words[0] not in ("Armed", "Security", "Defense", "Defence")
        and words[-1] in _NATIONAL
        and re.fullmatch(r"\s+of\s+(?:the\s+)?", text[body.end : country.begin]) is not None
    )


def _unit_of(name: Name, text: str) -> list[Name]:
    """A unit and the body it is of, where the acronym behind them is of the body alone: "Air Wing of the X Y (XY)"."""
    if name.label != "Organization":
        return []
    acronym = _ACRONYM_BEHIND.match(text, name.end)
    split = _OF_BODY.search(name.text)
    if acronym is None or split is None:
        return []
    whole = name.text[split.end() :]
    if "".join(word[0] for word in whole.split() if word[0].isupper()) != acronym[1]:
        return []
    middle = name.begin + split.start()
    return [
        name._replace(end=middle, text=text[name.begin : middle]),
        name._replace(begin=name.begin + split.end(), text=whole),
    ]


_ACRONYM_BEHIND, _OF_BODY = re.compile(r"\s+\(([A-Z]{2,8})\)"), re.compile(r"\s+of\s+(?:the\s+)?(?=[A-Z])")


def _quoted_groups(text: str, paragraphs: Sequence[Paragraph]) -> list[Name]:
    """Quoted names of groups: the "Lion Heart" cell; a cell known as "Lion Heart"."""
    result = []
    for paragraph in paragraphs:
        if text.find('"', paragraph.begin, paragraph.end) < 0 and text.find("“", paragraph.begin, paragraph.end) < 0:
            continue
        for match in _quoted().finditer(text, paragraph.begin, paragraph.end):
            group = 1 if match[1] else 4
            noun = (match["after"] or match["before"] or "").lower()
            kind = (lexicon.subtypes("organizations", "heads") | lexicon.subtypes("organizations", "nominals")).get(
                noun, ""
            )
            result.append(Name(match.start(group), match.end(group), match[group], "Organization", kind))
    return result


@cache
def _quoted() -> re.Pattern[str]:
    nouns = set(lexicon.subtypes("organizations", "nominals")) | set(
        lexicon.table("organizations")["heads"]["armed-group"]
    )
    nouns -= {"spokesman", "spokeswoman", "spokesperson", "headquarters", "lawmaker", "lawmakers", "forces", "agency"}
    noun = lexicon.alternatives(frozenset(nouns))
    name = r"[\"“](?=[A-Z])((?:[\w'’.-]+\s){0,4}[\w'’.-]+),?[\"”]"
    introduced = r"\s+(?:known as|called|named|dubbed)\s+(?:the\s+)?"
    return re.compile(rf"{name}\s+(?P<after>{noun})\b|\b(?P<before>{noun}){introduced}{name}")


def _bracketed_acronyms(names: list[Name], text: str) -> list[Name]:
    """Acronyms in brackets behind an organisation: Joint Relief Committee (JRC)."""
    result = []
    for name in names:
        match = re.compile(r"\s+\(([A-Z][A-Za-z&-]{0,8}[A-Z])\)").match(text, name.end)
        if match and " " in name.text and (name.label in ("Organization", "Place") or _is_acronym(match[1], name.text)):
            result.append(Name(match.start(1), match.end(1), match[1], "Organization"))
    return result


def _is_acronym(acronym: str, name: str) -> bool:
    """Whether the capitals of an acronym are initials of a name in order; small words may stand for themselves.

    >>> _is_acronym("JRC", "Joint Relief Committee"), _is_acronym("LSO", "League of Old States")
    (True, False)
    """
    initials = iter(word[0].upper() for word in re.split(r"[\s-]+", name) if word)
    return all(letter in initials for letter in acronym.upper() if letter.isalpha())


def _institutions(names: list[Name], text: str) -> list[Name]:
    """Institutions of a country or city: "Kenyan interior ministry", "the Gaza health ministry", "Peru's navy"."""
    result = []
    surnames = {name.text.split()[-1] for name in names if name.label == "Person" and " " in name.text}
    for name in names:
        owner = (name.label in ("Nationality", "Place") and name.text not in surnames) or name.text in world_bodies()
        if owner and (noun := institution_after().match(text, name.end)):
            if noun["loose"] and not _ends_phrase().match(text, noun.end()):
                continue
            kind = lexicon.subtypes("organizations", "heads").get((noun["loose"] or noun["noun"]).lower(), "agency")
            result.append(Name(name.begin, noun.end(), text[name.begin : noun.end()], "Organization", kind))
    return result


@cache
def _ends_phrase() -> re.Pattern[str]:
    """What follows a noun that is not a modifier of the next one ("the Iraqi military said", not "military base")."""
    closed = lexicon.alternatives(lexicon.words("organizations", "after_institution"))
    return re.compile(rf"\s*(?:$|[^\w\s-]|\s{closed}\b|\s\w+ed\b)")


def _by_pattern(text: str, paragraphs: Sequence[Paragraph], names: list[Name]) -> list[Name]:
    """Names that their surroundings give away where the recogniser saw none."""
    taken = [(name.begin, name.end) for name in names]
    result = []
    for paragraph in paragraphs:
        words = set(_WORD.findall(text, paragraph.begin, paragraph.end))
        for label, subtype, needed, pattern in _patterns():
            if needed and needed.isdisjoint(words):
                continue
            for match in pattern.finditer(text, paragraph.begin, paragraph.end):
                begin, end = match.span("name")
                office = label == "Person" and text[begin:end].split()[-1].lower() in lexicon.words("titles", "offices")
                crossed = [(b, e) for b, e in taken if b < end and begin < e]
                inside = label == "Organization" and all(
                    begin <= b and e <= end and e - b < end - begin for b, e in crossed
                )
                if not office and (not crossed or (inside and pattern is _coalition())):
                    kind = lexicon.subtypes(*subtype).get(match["noun"].lower(), "") if subtype else ""
                    result.append(Name(begin, end, text[begin:end], label, kind, 0.7))
    return result


_WORD = re.compile(r"\w+")


@cache
def _coalition() -> re.Pattern[str]:
    """ "the Saudi-led coalition", "an international anti-piracy coalition": the name takes in those inside it."""
    led = r"(?:[A-Z][\w.]*-led|[Ii]nternational|[Gg]lobal)"
    return re.compile(
        rf"(?P<name>{led}(?: (?:anti-)?[A-Za-z-]+){{0,2}}? (?P<noun>coalition|alliance)(?: [Ff]orces?)?)\b"
    )


@cache
def _patterns() -> tuple[tuple[str, tuple[str, str] | None, frozenset[str], re.Pattern[str]], ...]:
    """(label, table of subtypes, words of which every match has one, if any, pattern): few paragraphs have one."""
    closed = "The|This|That|A|An|In|At|On|And|But|For|From|Of|By|His|Her|Its|Their|Our|Every|Each|Some|All|No"
    closed += "|Opposition|Ruling|Governing|Rival|Another|Other|Both|Several|Political|Main|Former"
    word = rf"(?!(?:{closed})\b)[A-Z][\w-]*[a-z]"
    name = rf"(?P<name>(?:[Aa]l-)?{word}(?:[ -]{word}){{0,2}})"
    table = lexicon.table("places")["areas"]
    kinds = ("neighborhood", "district", "village", "province", "river", "island")
    areas = tuple(noun for kind in kinds for noun in table[kind])
    groups = ("bloc", "movement", "militia", "brigade", "battalion", "party")
    offices = [office.title() for office in lexicon.words("titles", "offices") | lexicon.words("titles", "ranks")]
    owned = (
        *("chief executive", "CEO", "spokesman", "spokeswoman", "spokesperson", "chairman", "chairwoman"),
        *("chief financial officer", "board", "shares", "stock"),
    )
    no_owner = "|".join((*dates.WEEKDAYS, *dates.MONTHS, "Today", "Yesterday", "Tomorrow", "Women", "Men", "People"))
    outlet = rf"\b(?:told|informed)\s+(?P<name>The {word}(?: {word}){{0,2}})"
    domains = lexicon.words("organizations", "domains")
    known_as = ("nicknamed", "known as", "alias", "dubbed", "nom de guerre")
    return (
        ("Organization", ("organizations", "nominals"), frozenset({"coalition", "alliance"}), _coalition()),
        (
            "Place",
            ("places", "areas"),
            _last_words(areas),
            re.compile(rf"(?<![.!?] ){name}\s+(?P<noun>{lexicon.alternatives(areas)})\b"),
        ),
        (
            "Organization",
            ("organizations", "nominals"),
            _last_words(groups),
            re.compile(rf"(?<!\w){name}\s+(?P<noun>{lexicon.alternatives(groups)})\b"),
        ),
        (
            "Person",
            None,
            frozenset(),
            re.compile(rf"\b(?=[A-Z]){lexicon.alternatives(offices)}\s+(?P<name>{word}(?: {word}){{1,3}})"),
        ),
        ("Organization", None, frozenset({"told", "informed"}), re.compile(outlet)),
        (
            "Person",
            None,
            _last_words(known_as),
            re.compile(
                rf"\b{lexicon.alternatives(known_as)} [\"“](?:[Tt]he )?"
                rf"(?P<name>{word}(?: {word}){{0,2}})[\"”]"
            ),
        ),
        (
            "Organization",
            None,
            _last_words(owned),
            re.compile(
                rf"\b(?!(?:{no_owner})\b){name}['’]s\s+(?:(?:new|then|former)\s+)?{lexicon.alternatives(owned)}\b"
            ),
        ),
        (
            "Organization",
            None,
            domains,
            re.compile(rf"(?<![\w@/.-])(?P<name>[A-Z][\w-]+\.{lexicon.alternatives(domains)})\b(?![/@.]\w)"),
        ),
        (
            "Organization",
            None,
            frozenset({"X"}),
            re.compile(
                r"\b(?:post(?:ed)?|wrote|said|statement|message|account|platform)\s+(?:[a-z]+\s+)?on\s+(?:the\s+)?(?P<name>X)\b"
            ),
        ),
    )


def _last_words(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(_WORD.findall(phrase)[-1] for phrase in phrases)


def _repeats(names: list[Name], text: str, paragraphs: Sequence[Paragraph]) -> list[Name]:
    """Further occurrences of the story's names, and of the surnames of its people, that were not tagged."""
    known: dict[str, Name] = {}
    for name in names:
        if (len(name.text) > 2 and name.text[0].isupper()) or "-" in name.text:
            known.setdefault(name.text, name)
    for surface, surname in surnames_of(names).items():
        known.setdefault(surface, surname)
    if not known:
        return []
    covered = sorted(names, key=_begin)
    result = []
    for paragraph in paragraphs:
        for begin, end in _occurrences(known, text, paragraph.begin, paragraph.end):
            place = bisect_left(covered, end, key=_begin)
            if place == 0 or covered[place - 1].end <= begin:
                surface = text[begin:end]
                result.append(known[surface]._replace(begin=begin, end=end, text=surface, confidence=0.8))
    return _with_first_words(result, text, covered)


def _occurrences(surfaces: Iterable[str], text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Where one of `surfaces` stands between two offsets, not inside a longer word; of those that overlap the first.

    Where two begin, the longer counts. (To compile a pattern of the names of each story takes longer than this.)
    """
    found = []
    for surface in surfaces:
        begin = text.find(surface, first, last)
        while begin >= 0:
            if _APART_BEFORE.match(text, begin) and _APART_BEHIND.match(text, begin + len(surface), last):
                found.append((begin, -len(surface)))
            begin = text.find(surface, begin + 1, last)
    free = first
    for begin, length in sorted(found):
        if begin >= free:
            free = begin - length
            yield begin, free


def _nouns_alone(names: list[Name], text: str, paragraphs: Sequence[Paragraph]) -> list[Name]:
    """ "the Bloc", "a Bloc commander" behind "South Pacific Bloc", where no other name of the story has that noun."""
    bodies = [name for name in names if name.label == "Organization" and " " in name.text]
    result = []
    for noun, body in nouns_of(bodies, names).items():
        for paragraph in paragraphs:
            running = paragraph.kind not in ("title", "heading", "caption", "dateline")
            for begin, end in _occurrences((noun,), text, max(paragraph.begin, body.end), paragraph.end):
                before = _WORD_BEFORE.search(text, max(paragraph.begin, begin - 20), begin)
                if before is None or _GOES_ON.match(text, end):
                    continue
                people = running and (before[1].islower() or before[1] == "No") and _people_behind().match(text, end)
                if before[1].lower() == "the" or (people and noun.lower() not in _OF_A_STATE):
                    result.append(body._replace(begin=begin, end=end, text=noun, confidence=0.8))
    return result


_OF_A_STATE = frozenset(["parliament", "congress", "senate", "assembly", "court", "ministry", "department", "bank"])
_WORD_BEFORE = re.compile(r"(?<!\w)(\w+) \Z")


@cache
def _people_behind() -> re.Pattern[str]:
    """ "commander" of "a Bloc commander": an office, or members in one or many."""
    people = titles_known() | lexicon.words("groups", "members")
    return re.compile(rf"\s(?:[a-z]+\s)?{lexicon.alternatives(people)}s?\b")


_GOES_ON = re.compile(
    r"[-–]\w|\s+(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)[A-Z]|\s+(?:of|for)\s+(?:the\s+)?[A-Z]"
)


_APART_BEFORE, _APART_BEHIND = re.compile(r"(?<![\w-])"), re.compile(r"(?!-?\w)")


def _without_overlaps(names: Iterable[Name]) -> list[Name]:
    """`names` in reading order; of two that overlap the longer stays, then the earlier."""
    kept: list[Name] = []  # in reading order
    for name in sorted(names, key=lambda n: (n.begin - n.end, n.begin, n.label)):
        place = bisect_left(kept, name.end, key=_begin)  # what stands there begins behind the name
        if place == 0 or kept[place - 1].end <= name.begin:
            kept.insert(place, name)
    return kept


def _begin(name: Name) -> int:
    return name.begin
