"""Whether words tell of one event or several, and whether they point back at one told before."""

from __future__ import annotations

import re

from kg.resolve.events.group import ATTACKS, WELL_KNOWN, Group, interval, is_noun
from kg.resolve.events.times import ONE_DAY

OF_SOMEBODY = ("arrest", "abduction", "killing", "assassination", "death")
REPEATED = (
    "repeated",
    "continued",
    "recurring",
    "many",
    "several",
    "multiple",
    "frequent",
    "dozens",
    "previous",
    "past",
)
OTHERS = ("second", "third", "fourth", "another", "separate", "similar", "different", "other")
OTHERS_BESIDE = ("new", "last", "previous", "earlier")  # right before the noun; "last week's attack" is no other
SAYING_OF_ONE = {"was", "is", "be", "been", "became", "marked"}
NEAR_BY = ("that", "this", "these", "those")
DEFINITE = ("the", "this", "that", "these", "those", "its", "his", "her", "their", "such")


def is_plural(group: Group) -> bool:
    """Whether the words tell of several events: "the attacks", "attacked ten times"."""
    trigger = group.first.trigger
    after = trigger.sentence.text[trigger.end - trigger.sentence.begin :]
    if re.match(r"[^.;]{0,40}\btimes\b", after):  # "attacked at least 100 times"
        return True
    word = trigger.text.split()[-1].lower()
    return word.endswith("s") and word not in _SINGULAR and group.first.same_as is None and is_noun(group.first)


_LONG = re.compile(r"\b(?:last|past|recent)\b.*\b(?:days|weeks|months|years)\b|\bsince\b", re.IGNORECASE)


_OF_MONTHS = re.compile(r"\b(?:weeks|months|years|decades) of(?: [\w-]+)? $", re.IGNORECASE)


def is_series(group: Group) -> bool:
    """Whether the words tell of several events over some time: "the attacks", "attacked N times", "since the war"."""
    lasting = any(
        when.reason.startswith("since ") or (when.evidence is not None and _LONG.search(when.evidence.text))
        for when in group.whens
    )
    trigger = group.first.trigger
    months = _OF_MONTHS.search(trigger.sentence.text[: trigger.begin - trigger.sentence.begin])
    return is_plural(group) or lasting or months is not None or any(mention.since for mention in group.mentions)


def is_loosely_plural(a: Group, b: Group) -> bool:
    """Whether "the attacks on Thursday" are the attack of that Thursday that the same story tells of."""
    several, one = (a, b) if is_plural(a) else (b, a)
    if _is_repeated(several):
        return False
    days = interval(several), interval(one)
    one_day = days[0] is not None and days[0][1] - days[0][0] <= ONE_DAY
    recent = any(w.evidence is not None and not re.search(r"\d", w.evidence.text) for w in several.whens)
    one_day = one_day and (days[0] == days[1] or (days[1] is None and recent))  # "the attacks of 2001" are others
    ours, theirs = several.roles.get("agent", set()), one.roles.get("agent", set())
    alone = len(one.mentions) >= WELL_KNOWN and len(several.mentions) == 1 and days[0] is None
    told = alone and bool(ours & theirs)  # "reacting to the US attacks" in a story of one
    bare = not several.roles and not several.numbers and days[0] is None and is_just_told(one, several)
    return several.story == one.story and (one_day or told or bare) and is_anaphoric(several)


def is_of_operation(operation: Group, several: Group) -> bool:
    """Whether "the strikes" are those of an operation, offensive or campaign that the sentence before tells of."""
    told = "operation" in operation.words and set(several.types) <= ATTACKS
    bare = told and is_plural(several) and is_anaphoric(several) and not several.roles.get("agent")
    return bare and operation.story == several.story and is_just_told(operation, several)


def _is_repeated(group: Group) -> bool:
    """Whether the words say that there were several: "the repeated attacks", "dozens of raids"."""
    trigger = group.first.trigger
    before = trigger.sentence.text[: trigger.begin - trigger.sentence.begin].lower().split()
    return any(word.strip("“\"'‘") in REPEATED for word in before[-3:])


def is_just_told(one: Group, several: Group) -> bool:
    """Whether the sentence of a group, or the one before it, tells of another: "condemned the raid and the attacks"."""
    begin = several.first.trigger.sentence.begin
    return any(
        0 <= begin - mention.trigger.sentence.end <= 2 or begin == mention.trigger.sentence.begin
        for mention in one.mentions
        if mention.trigger.begin < several.first.trigger.begin
    )


def is_of_several(a: Group, b: Group) -> bool:
    """Whether the plural counts those it was done to: "two men were arrested" and "the arrests"."""
    several, one = (a, b) if is_plural(a) else (b, a)
    word = several.first.trigger.text.split()[-1].lower()
    counted = any((low or 0) > 1 for _, low, _ in one.numbers)
    if not is_noun(one.first) and set(several.types) <= ATTACKS and is_anaphoric(several) and _hits_many(one):
        return True
    return word in ("arrests", "killings", "deaths", "murders", "abductions", "kidnappings", "detentions") and counted


_MANY = re.compile(
    r"\s+(?:[\w-]+\s+){0,3}?(?:\d{2,}|dozens of|scores of|several)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:targets|sites|positions|bases|locations|facilities|camps|villages|towns)\b"
)


def _hits_many(group: Group) -> bool:
    """Whether a verb says that many places were hit: "struck more than 40 targets"."""
    trigger = group.first.trigger
    return _MANY.match(trigger.sentence.text[trigger.end - trigger.sentence.begin :]) is not None


_BREAKS = frozenset(
    [
        "of",
        "in",
        "on",
        "at",
        "to",
        "by",
        "for",
        "from",
        "with",
        "after",
        "and",
        "or",
        "that",
        "is",
        "was",
        "were",
        "a",
        "an",
    ]
)
_SINGULAR = frozenset(
    {
        "talks",
        "hostilities",
        "clashes",
        "sanctions",
        "congress",
        "consultations",
        "negotiations",
        "discussions",
        "unrest",
        "floods",
        "landslides",
        "wildfires",
        "protests",
        "demonstrations",
        "riots",
        "elections",
        "polls",
        "celebrations",
    }
)


def is_anaphoric(group: Group) -> bool:
    """Whether the words of a group point back: "the strike", "these talks"; a verb never does."""
    trigger = group.first.trigger
    if not is_noun(group.first):
        return False
    after = trigger.sentence.text[trigger.end - trigger.sentence.begin :]
    if group.first.type in OF_SOMEBODY and re.match(r"\s+(?:by\b[^,.;]{1,40}?\s)?of\b", after):
        return False  # "the arrest of two men" says whose for the first time
    before = trigger.sentence.text[: trigger.begin - trigger.sentence.begin].lower().split()
    if any(word.strip("“\"'‘") in DEFINITE for word in before[-2:]):
        return True
    phrase: list[str] = []  # "the repeated American strikes"
    for word in reversed(before[-4:]):
        if word in _BREAKS or word.endswith((",", ";", ":", ".")):
            break
        phrase.append(word.strip("“\"'‘"))
    return any(word in DEFINITE for word in phrase)


def is_another(group: Group) -> bool:
    """Whether the words set an event beside one told before: "a second attack", "a similar raid", "another blast".

    "It was the second attack" tells of one told before.
    """
    if not is_noun(group.first):
        return False
    before = _words_before(group)
    if (before[-1:] and before[-1] in OTHERS_BESIDE) or before[-2:] == ["such", "a"]:
        return True
    number = next((at for at in range(len(before) - 1, max(-1, len(before) - 4), -1) if before[at] in OTHERS), None)
    return number is not None and not set(before[max(0, number - 2) : number]) & SAYING_OF_ONE


def points_near(group: Group) -> bool:
    """Whether the words point at what was told of last: "that attack", "these raids"."""
    return is_noun(group.first) and bool(set(_words_before(group)[-1:]) & set(NEAR_BY))


def _words_before(group: Group) -> list[str]:
    trigger = group.first.trigger
    return re.findall(r"[\w']+", trigger.sentence.text[: trigger.begin - trigger.sentence.begin].lower())[-8:]
