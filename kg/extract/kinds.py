"""What each name of a story is: a person, an organisation, a place, by a vote over all of its mentions.

The recogniser, the name itself and the words around every mention vote; clear contexts weigh more than the recogniser.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from kg import lexicon

_OWN_NAME = (
    "militia",
    "extremist-group",
    "political-party",
    "parliamentary-bloc",
    "coalition",
)  # a place is not called so


CLEAR, LIKELY, TAGGED = 4, 2, 1  # votes of a context that settles the type, one that suggests it, the recogniser


class Name(NamedTuple):
    """A name in a document (code points, end exclusive)."""

    begin: int
    end: int
    text: str
    label: str  # Person | Organization | Place | Facility | Nationality | Event
    subtype: str = ""
    confidence: float = 1.0


class Cue(NamedTuple):
    """What a name or its surroundings say about its type."""

    label: str
    subtype: str
    weight: int


def people_kind(demonym: str) -> str:
    """ "" where a demonym is that of a country, "community" for other peoples, faiths and followings.

    A small typing error in a long word is forgiven.

    >>> people_kind("Kenyan"), people_kind("Keynan"), people_kind("Buddhists")
    ('', '', 'community')
    """
    singular = demonym.removesuffix("s")
    known = demonyms()
    if demonym in known or singular in known:
        return ""
    close = len(singular) > 5 and any(DamerauLevenshtein.distance(singular, form, score_cutoff=1) < 2 for form in known)
    return "" if close else "community"


@cache
def demonyms() -> frozenset[str]:
    """The adjectives of countries and what their people are called, in the singular."""
    return frozenset(form for country in lexicon.table("countries")["country"] for form in country.get("demonyms", []))


@cache
def institution_after() -> re.Pattern[str]:
    """What names an institution behind its country or city: " interior ministry", "'s navy"."""
    nouns = lexicon.table("organizations")["institutions"]
    firm, loose = lexicon.alternatives(nouns["firm"]), lexicon.alternatives(nouns["loose"])
    modifiers = lexicon.alternatives(nouns["modifiers"])
    return re.compile(
        rf"(?:['’]s)?\s+(?:(?i:{modifiers})\s+){{0,3}}(?:(?P<noun>(?i:{firm}))|(?P<loose>(?i:{loose})))\b"
    )


def nouns_of(bodies: Iterable[Name], names: Iterable[Name]) -> dict[str, Name]:
    """For each noun that one body of the story has, in full and nobody else, the first mention of that body."""
    found: dict[str, Name] = {}
    for body in bodies:
        if (noun := _own_noun(body.text)) and (noun not in found or body.begin < found[noun].begin):
            found[noun] = body
    full = {name.text for name in names if " " in name.text} if found else set()
    for noun in sorted(found):
        with_it = sorted((t for t in full if noun in t.split()), key=len)
        if not all(with_it[-1].endswith(text) for text in with_it):
            del found[noun]
    return found


def _own_noun(text: str) -> str:
    """ "Bloc" of "South Pacific Bloc", "Movement" of "Movement for Peace": what a body may be called alone, or ""."""
    noun = re.split(r"\s+(?:of|for)\s", text)[0].split()[-1]
    if not noun[0].isupper() or noun.lower() not in lexicon.subtypes("organizations", "heads"):
        return ""
    return "" if noun.lower() in lexicon.words("organizations", "of_any_state") else noun


def surnames_of(names: Iterable[Name]) -> dict[str, Name]:
    """The surnames of the people among `names`, each with the first who has it."""
    result: dict[str, Name] = {}
    for name in names:
        parts = name.text.split()
        if name.label == "Person" and len(parts) > 1:
            first = [parts[0]] if _is_family_first(parts) else []
            for form in (
                *first,
                parts[-1],
                re.sub(r"^(?:[Aa]l|[Ee]l|[Aa]s|[Aa]sh|[Aa]t|[Aa]n|[Aa]r|[Aa]d)-", "", parts[-1]),
            ):
                if (len(form) > 3 or form in first) and form[0].isupper():
                    result.setdefault(form, name)
    return result


def _is_family_first(parts: list[str]) -> bool:
    """Whether a name is written family name first: a short name before a hyphenated one ("Kim Min-seo")."""
    return len(parts) == 2 and bool(re.fullmatch(r"[A-Z][a-z]+-[a-z]+", parts[1])) and len(parts[0]) < 6


def vote(names: list[Name], text: str) -> list[Name]:
    """One type for each surface by the story's evidence."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    kinds: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for name in names:
        for cue in (Cue(name.label, name.subtype, TAGGED), *_cues(name, text)):
            votes[name.text][cue.label] += cue.weight
            if cue.subtype:
                kinds[name.text, cue.label][cue.subtype] += cue.weight
    for pair in pairwise(names):
        for name, label in _same_kind(*pair, text):
            votes[name.text][label] += LIKELY if (name.label, label) == ("Person", "Place") else CLEAR
    for form, weight in _short_bodies(names, votes).items():
        votes[form]["Organization"] += weight
    for form in _only_in_places(names, text):
        votes[form]["Place"] += TAGGED
    for form, person in surnames_of([n for n in names if votes[n.text].most_common(1)[0][0] == "Person"]).items():
        if form in votes:
            if votes[form]["Nationality"] and people_kind(form) == "community":  # a surname that looks like a people
                votes[form]["Person"] += votes[form]["Nationality"]
            votes[form]["Person"] += LIKELY + votes[person.text]["Person"] // 2
    result = []
    for name in names:
        label = name.label
        if name.label != "Nationality" or votes[name.text].total() > votes[name.text]["Nationality"]:
            label = max(sorted(votes[name.text]), key=lambda key: votes[name.text][key])
            if label == "Facility" and votes[name.text]["Place"] == votes[name.text]["Facility"]:
                label = "Place"
        subtype = kinds[name.text, label]
        result.append(
            name._replace(label=label, subtype=max(sorted(subtype), key=lambda k: subtype[k]) if subtype else "")
        )
    return result


def _only_in_places(names: Sequence[Name], text: str) -> set[str]:
    """What is tagged a body, but stands only where places do ("in X", "left for X"), more than once."""
    tagged = {name.text for name in names if name.label == "Organization" and _may_be_place(name)}
    counts: Counter[str] = Counter()
    for name in names:
        if name.text in tagged:
            before = text[max(0, name.begin - 40) : name.begin].rsplit("\n", 1)[-1]
            if _link(before) not in _TO_PLACES or before.endswith("the ") or of_before().search(before):
                tagged.discard(name.text)
            counts[name.text] += 1
    return {form for form in tagged if counts[form] > 1}


_INSIDE = frozenset(["in", "near", "across", "throughout", "outside", "around"])
_TO_PLACES = _INSIDE | {"of", "from", "to", "into", "through", "towards", "toward", "via", "reached", "entered"}


def _may_be_place(name: Name) -> bool:
    """Whether nothing in a name itself says that it is a body."""
    form = name.text
    return not (
        form.isupper()
        or " for " in form
        or form in world_bodies()
        or form.lower() in lexicon.subtypes("organizations", "heads")
        or head_noun(form)
    )


def _same_kind(left: Name, right: Name, text: str) -> Iterator[tuple[Name, str]]:
    """A name and one in brackets behind it, or after "or", are of one kind: a body, where one of them is."""
    between = text[left.end : right.begin]
    bracketed = between.lstrip() == "(" and text[right.end : right.end + 1] == ")"
    if bracketed and left.label == "Place" and "".join(word[0] for word in left.text.split()) != right.text:
        return  # "in Nairobi (Reuters)"
    if _KNOWN_AS.match(between) and left.label in ("Person", "Organization") and right.label != left.label:
        yield right, left.label
    if between == " and " and {left.label, right.label} in _AMONG_PLACES:
        before = text[max(0, left.begin - 40) : left.begin].rsplit("\n", 1)[-1]
        inside = _link(before) in _INSIDE and not _CONCERNED_BEFORE.search(before)
        if inside or (_link(before) == "of" and _governed_before().search(before)):
            yield from ((name, "Place") for name in (left, right) if _may_be_place(name))
    other_name = bracketed or re.fullmatch(r"\)?,?\s+or\s+(?:the\s+)?", between)
    if other_name and "Organization" in (left.label, right.label):
        yield from ((name, "Organization") for name in (left, right) if name.label in ("Person", "Place"))


_AMONG_PLACES = ({"Place"}, {"Place", "Organization"}, {"Place", "Person"})
_CONCERNED_BEFORE = re.compile(
    r"\b(?:confidence|trust|faith|belief|interest|stakes?|shares?|holdings?|invest\w*|split|rift|divisions?|factions?"
    r"|members?|membership|leaders?|leadership|roles?|jobs?|posts?|positions?|careers?|worked|works|working|wrote|writing"
    r"|writes|written|published|article|interview|reported|said|seats?|majority|ministers?|allies|anger|militants"
    r"|fighters|involved|believes?|believed)\s+in\s+$"
)


_KNOWN_AS = re.compile(
    r"^,?\s+(?:(?:who|which)\s+(?:is|was)\s+)?(?:\w+\s+)?(?:known\s+(?:\w+\s+)?as|nicknamed|dubbed|alias|aka|a\.k\.a\.)\s+(?:the\s+)?[\"“]?$"
)


def _short_bodies(names: list[Name], votes: dict[str, Counter[str]]) -> dict[str, int]:
    """First words of the story's organisations that stand alone elsewhere: X of "X Holdings Ltd"."""
    full = [name for name in names if " " in name.text and votes[name.text].most_common(1)[0][0] == "Organization"]
    bodies = [name.text for name in full]
    heads = {name.text for name in names if name.label == "Person" and " " not in name.text}
    long = {name.text for name in names if name.label in ("Person", "Place") and " " in name.text} - country_names()
    found = {head: CLEAR for head in heads for body in bodies if body.startswith(head + " ") and head_noun(body)}
    found |= {noun: CLEAR for noun in nouns_of(full, names) if noun in votes}
    openings = frozenset(lexicon.table("names")["organization"]["openings"])
    behind = (body.split(" ", 1) for body in bodies)
    found |= {rest: CLEAR for first, rest in behind if first.lower() in openings and rest in votes}
    return found | {
        head: CLEAR
        for head in long
        for body in bodies
        if body.startswith(head + " ")
        and "a" <= body[len(head) + 1 : len(head) + 2] <= "z"
        and not institution_after().match(body, len(head))
    }


class Context(NamedTuple):
    """The text before and after a mention in its line, and the word that links it to what is before."""

    before: str
    after: str
    link: str


def _cues(name: Name, text: str) -> Iterator[Cue]:
    """What the name itself and the words around it say about its type."""
    if body := world_bodies().get(name.text):
        yield Cue("Organization", head_noun(name.text) or body, 2 * CLEAR)
    if name.label != "Nationality":
        before = text[max(0, name.begin - 60) : name.begin].rsplit("\n", 1)[-1]
        after = text[name.end : name.end + 40].split("\n", 1)[0]
        around = Context(before, after, _link(before))
        head = head_noun(name.text)
        yield from _cues_of_bodies(name, around, head)
        yield from _cues_of_places(name, around, head)
        if not head:
            yield from _cues_of_people(name, around)


def _cues_of_bodies(name: Name, around: Context, head: str) -> Iterator[Cue]:
    """What shows that a name is that of an organisation; `head` is the kind that it says itself."""
    before, after, link = around
    nominals = lexicon.subtypes("organizations", "nominals")
    if head:
        yield Cue("Organization", head, CLEAR if name.label != "Facility" else LIKELY)
    if name.label in ("Person", "Place", "Organization") and (kind := _group_after().match(after)):
        subtype = nominals.get(kind[1].lower(), "")
        own = subtype in _OWN_NAME and kind[1].lower() not in lexicon.words("organizations", "people")
        if name.label != "Place" or (own and name.text not in country_names()):
            yield Cue("Organization", subtype, LIKELY + 1)
    if name.label == "Person" and link in ("of", "for", "from") and of_before().search(before):
        yield Cue("Organization", "", LIKELY)
    if name.label in ("Person", "Place"):
        announced = _kind_before(before)
        if announced and name.text not in country_names():
            yield Cue("Organization", announced, LIKELY)
        if described := _described().match(after):
            yield Cue("Organization", nominals[described[1].lower()], LIKELY + 1)
        agency = _agency_before().search(before) if before[-2:] == ", " and after.startswith(",") else None
        if agency and (name.label == "Place" or agency["first"] is not None):
            yield Cue("Organization", "", LIKELY)
    if name.label in ("Person", "Place", "Facility"):
        if link in _TOLD and _is_told(name, around):
            yield Cue("Organization", "", LIKELY)
        first, *more = name.text.split(" ", 1)
        if more and _is_opened(name, first.lower(), after):
            yield Cue("Organization", "", LIKELY)


_TOLD = frozenset(["told", "informed", "tells"])


def _is_told(name: Name, around: Context) -> bool:
    """Whether somebody speaks to an outlet, a committee: "told the X", "sources told X"."""
    if name.label == "Person" and _told_before().search(around.before):
        return True
    if not around.before.endswith(" the ") or _NOUN_BEHIND.match(around.after):
        return False
    return name.text not in country_names() and (name.label != "Place" or " " in name.text)


def _is_opened(name: Name, first: str, after: str) -> bool:
    """Whether a name of several words begins as bodies do in other languages, or feels what no building feels."""
    if name.label != "Place" and first in lexicon.table("names")["organization"]["openings"]:
        return True
    return name.label != "Person" and name.text not in country_names() and _FEELS.match(after) is not None


def _cues_of_places(name: Name, around: Context, head: str) -> Iterator[Cue]:
    """What shows that a name is that of a place or a building."""
    before, after, link = around
    facility = _facility_head(name.text)
    if facility and not (name.label == "Organization" and name.text.lower().endswith(" church")):  # a faith's
        yield Cue("Facility", facility, CLEAR)
    if SIDE_OF_A_RIVER.fullmatch(name.text):
        yield Cue("Place", "region", 2 * CLEAR)
    if name.label not in ("Facility", "Event") and (area := _area_after().match(after)):
        yield Cue("Place", lexicon.subtypes("places", "areas")[area[1].lower()], CLEAR)
    if head or name.label not in ("Organization", "Person"):
        return
    first, _, last = name.text.lower().rpartition(" ")
    if first and last in _PARTS_OF_COUNTRIES and not first.endswith(("ic", "ish")) and name.text not in world_bodies():
        yield Cue("Place", lexicon.subtypes("places", "areas")[last], LIKELY)
    body = name.label == "Organization"
    if link == "of" and _governed_before().search(before) and not (body and _PLURAL_BEHIND.match(after)):
        yield Cue("Place", "", CLEAR if not name.text.isupper() else TAGGED)
    inside = link in _INSIDE if body else link == "in"
    if inside and _may_be_place(name) and not before.endswith("the ") and not _CONCERNED_BEFORE.search(before):
        yield Cue("Place", "", TAGGED)
    if body and link == "to" and _REST_BEFORE.search(before) and _may_be_place(name):
        yield Cue("Place", "", LIKELY)


_PARTS_OF_COUNTRIES = frozenset(
    ["state", "province", "county", "governorate", "prefecture", "oblast", "district", "municipality", "islands"]
)  # "Shan State", but no adjective before it; towns, rivers and valleys give clubs and firms their names as well


def _cues_of_people(name: Name, around: Context) -> Iterator[Cue]:
    """What shows that a name, which no noun makes a body, is that of a person."""
    before, _, link = around
    if (
        name.label != "Facility"
        and name.text not in country_names()
        and _ends_in_title(before)
        and not (name.label == "Place" and _OFFICE_BETWEEN.search(before))
    ):
        yield Cue("Person", "", LIKELY if name.label == "Person" or " " in name.text else TAGGED)
    if (
        link == "of"
        and name.label == "Organization"
        and name.text.count(" ") == 1
        and _MORTAL_BEFORE.search(before)
        and name.text not in world_bodies()
    ):
        yield Cue("Person", "", LIKELY)


def _link(before: str) -> str:
    """The word that links a name to what stands before it, "the" aside: "of" in "the mayor of the "; "" for none.

    Most names have another one than "of" or "told": to look at it first is cheaper than to search for long lists.
    """
    words = before.split()[-2:] if before[-1:].isspace() else []
    return words[0] if words[1:] == ["the"] else words[-1] if words else ""


_NOUN_BEHIND = re.compile(
    r"\s+(?!(?:that|in|on|at|by|after|before|during|when|how|why|what|who|he|she|it|they|there|from|about|of|last|for|to"
    r"|its|his|her|their|as|while|and|or|but|nothing|via|through|this)\b)[a-z]"
)


_PLURAL_BEHIND = re.compile(r"\s+(?!(?:was|has|does|as|this)\b)[a-z]+(?<![us])s\b")  # "the shelling of X positions"
_FEELS = re.compile(
    r"\s+(?:is|was|remains)\s+(?:\w+ly\s+)?(?:alarmed|concerned|worried|saddened|shocked|appalled|outraged|committed"
    r"|grateful|proud)\b"
)


_REST_BEFORE = re.compile(r"\b(?:most|many|some|half|all|both|others)\s+(?:of\s+(?:them|whom)\s+)?to\s+$")
_OFFICE_BETWEEN = re.compile(r"[A-Z][\w'’-]+,\s(?:[a-z]+\s){0,4}[a-z]+,\s+$")  # "Ana Ruiz, regional director, X"


@cache
def _agency_before() -> re.Pattern[str]:
    """ "The environment agency, X,": what stands between the commas is the body."""
    heads = lexicon.table("organizations")["heads"]
    nouns = lexicon.alternatives([*heads["agency"], *heads["ministry"], *heads["company"], *heads["ngo"]])
    start = r"(?<!of )(?P<first>(?:(?<=[.!?] )|\A)(?=The))?\b[Tt]he\s+"
    return re.compile(rf"{start}(?:(?!(?:of|for|in|at|from|to)\b)[a-z-]+\s+){{0,3}}{nouns},\s+$")


_MORTAL_BEFORE = re.compile(r"\b(?:killing|murder|assassination|death|funeral|widow|birth)\s+of\s+$")


@cache
def _described() -> re.Pattern[str]:
    """ "X, an armed group", "X, a mining company": what a name is said to be right behind it."""
    nouns = [noun for noun, kind in lexicon.subtypes("organizations", "nominals").items() if kind != "group"]
    return re.compile(
        rf",\s+an?\s+(?:(?!of\b)[a-z-]+\s+){{0,3}}({lexicon.alternatives(nouns)})\b(?!\s+(?:leader|member|chief|commander))"
    )


@cache
def _governed_before() -> re.Pattern[str]:
    """What only a place has: "governor of X", "residents of X", "the outskirts of X"."""
    nouns = lexicon.alternatives(lexicon.table("places")["owned"])
    return re.compile(rf"\b{nouns}\s+of\s+(?:the\s+)?$")


@cache
def _told_before() -> re.Pattern[str]:
    """Unnamed people speak to outlets: "sources told X"."""
    who = r"sources?|officials?|experts?|residents?|witness(?:es)?|analysts?|diplomats?|activists?|medics?|observers?"
    return re.compile(rf"\b(?i:{who})(?:\s+\w+)?\s+(?:told|informed)\s+$")


@cache
def country_names() -> frozenset[str]:
    """The names of countries in all their forms, and of their capitals."""
    table = lexicon.table("countries")["country"]
    return frozenset(form for c in table for form in [c["name"], *c.get("variants", []), *c.get("capital", [])])


@cache
def world_bodies() -> dict[str, str]:
    """Bodies and media that the whole world knows, with their kinds."""
    table = lexicon.table("world")
    return {**dict.fromkeys(table["bodies"], "international-organization"), **dict.fromkeys(table["media"], "media")}


def _kind_before(before: str) -> str:
    """What kind of body the words right before a name announce: "the militia X", "shares in X"."""
    match = _kind_noun().search(before)
    if match is None:
        return ""
    return "company" if match[2] else lexicon.subtypes("organizations", "nominals")[match[1].lower()]


@cache
def _kind_noun() -> re.Pattern[str]:
    kinds = [
        noun for noun, kind in lexicon.subtypes("organizations", "nominals").items() if kind not in ("group", "club")
    ]
    return re.compile(rf"(?:\b(?:[a-z]+|The|A|An)\s+({lexicon.alternatives(kinds)})|\b(shares\s+(?:in|of)))\s+$")


def head_noun(surface: str) -> str:
    """The kind of organisation that the last (or, before "of", the first) word of a name says; "" for none."""
    heads = lexicon.subtypes("organizations", "heads")
    words = surface.lower().split()
    if len(words) > 1 and not SIDE_OF_A_RIVER.fullmatch(surface):
        for count in (2, 1):
            if kind := heads.get(" ".join(words[-count:])):
                return kind
        head = re.split(r"\s+(?:of|for|in|on|to)\s+", surface.lower())[0].split()
        if 0 < len(head) < len(words) and (kind := heads.get(head[-1])):
            return kind
    return ""


SIDE_OF_A_RIVER = re.compile(r"(?:West|East|North|South|Left|Right) Bank")


def _facility_head(surface: str) -> str:
    kinds = lexicon.subtypes("places", "facilities")
    words = surface.lower().split()
    return next((kinds[key] for n in (3, 2, 1) if len(words) > n and (key := " ".join(words[-n:])) in kinds), "")


@cache
def _area_after() -> re.Pattern[str]:
    return re.compile(rf"\s+({lexicon.alternatives(list(lexicon.subtypes('places', 'areas')))})\b")


@cache
def _group_after() -> re.Pattern[str]:
    return re.compile(rf"\s+({lexicon.alternatives(list(lexicon.subtypes('organizations', 'nominals')))})\b")


@cache
def of_before() -> re.Pattern[str]:
    """What stands before a body: "leader of ", "fighters from the "."""
    nouns = lexicon.table("titles")["relations"]
    heads = (
        nouns["leaderOf"]
        + nouns["commanderOf"]
        + nouns["spokespersonFor"]
        + ["member", "members", "fighters", "militants", "wing"]
    )
    return re.compile(rf"\b(?i:{lexicon.alternatives(frozenset(heads))})\s+(?:of|for|from)\s+(?:the\s+)?$")


def _ends_in_title(before: str) -> bool:
    """Whether a title stands right before a name: "President ", "the minister, "."""
    word = before.rstrip().removesuffix(",").lower()
    tails = _title_tails()
    known = word[-4:] in tails or word[-3:] in tails or word[-2:] in tails
    return known and _title_before().search(before) is not None


@cache
def titles_known() -> frozenset[str]:
    """Ranks, forms of address and offices, in lower case."""
    return lexicon.words("titles", "ranks") | lexicon.words("titles", "courtesy") | lexicon.words("titles", "offices")


@cache
def _title_tails() -> frozenset[str]:
    """The last four letters of all titles: few words end in them, and the search for four hundred titles is slow."""
    return frozenset(title[-4:].lower() for title in titles_known())


@cache
def _title_before() -> re.Pattern[str]:
    return re.compile(rf"\b(?i:{lexicon.alternatives(titles_known())}),?\s+$")
