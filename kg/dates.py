"""Time expressions of English news text and the days they mean, seen from an anchor day (the day of the report).

Everything is a function of the text and the anchor: neither the clock nor the locale is looked at. Where the text
leaves a choice (which year? the last Monday or the next?), `TimeExpression.reason` says what was chosen and why.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
TENS = {"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
RECENT_MONTHS = 5  # so far back "last March" is taken for this year's
NEAR_BY = 200  # code points between a time and another that is counted from it
LOOKAHEAD = 7  # days after the anchor that a date without a year may still mean, as in "the talks set for May 4"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A stretch of text that says when, and the days that it can mean, both inclusive.

    `begin` and `end` are code points of the text given, end exclusive. `value` is an ISO date as precise as the text
    ("2024-01-04", "2024-01", "2024"), "" where the text gives only bounds. A side that the text leaves open, and both
    sides where an anchor would be needed but is unknown, are None.
    """

    begin: int
    end: int
    text: str
    value: str
    earliest: dt.date | None
    latest: dt.date | None
    reason: str
    recurring: str = ""


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day of a month as written: "Thursday, January 4", "4 January 2024"; weekday 0 is Monday."""

    begin: int
    end: int
    weekday: int | None
    year: int | None
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class _Time:
    """What an expression means before words like "since" and "late" are taken into account."""

    value: str
    earliest: dt.date | None
    latest: dt.date | None
    reason: str
    recurring: str = ""


UNKNOWN = _Time("", None, None, "depends on the day of the report, which is unknown")


def find(text: str, anchor: dt.date | None) -> list[TimeExpression]:
    """The time expressions of `text` in order, without overlaps, seen from `anchor`.

    Habits ("every Friday"), names ("Sunday Times") and numbers that only look like years are left out.

    >>> [(time.text, time.value) for time in find("He left Quito on Friday, after May 2021.", dt.date(2024, 3, 4))]
    [('Friday', '2024-03-01'), ('after May 2021', '')]
    >>> [(str(time.earliest), str(time.latest)) for time in find("It rained late last month.", dt.date(2024, 3, 4))]
    [('2024-02-21', '2024-02-29')]
    """
    found: list[TimeExpression] = []
    for match in _expressions(text):
        near = bool(found) and match.start() - found[-1].end <= 12
        time = _from_told(match, text, found) if found else None
        time = time or _meaning(match, text, anchor, near)
        if time is not None:
            found.append(_with_modifiers(match, text, time, anchor))
    return _join_ranges(text, found, anchor)


def named_days(text: str) -> list[NamedDay]:
    """The days of the month that `text` names, with or without a year, whatever they mean.

    >>> [(day.weekday, day.year, day.month, day.day) for day in named_days("On Thursday, January 4, and 1 May 2020")]
    [(3, None, 1, 4), (None, 2020, 5, 1)]
    """
    days = (_named_day(match) for match in _expressions(text) if match.lastgroup in ("day", "isoday"))
    return [day for day in days if day is not None]


def weekdays(text: str) -> list[tuple[int, int, int]]:
    """(begin, end, weekday) of the plain weekdays of `text`, 0 for Monday; no names, no habits, no "last Friday"."""
    found = []
    for match in _expressions(text):
        if match.lastgroup == "weekday" and not match.group("wmod") and not match.group("wweek"):
            begin, end = match.span("w")
            if is_weekday_name(text, begin, end):
                found.append((begin, end, WEEKDAYS.index(match.group("w").capitalize())))
    return found


def is_weekday_name(text: str, begin: int, end: int) -> bool:
    """Whether the weekday at [begin, end) is one: not part of a name ("Sunday Times") nor a habit ("every Friday")."""
    before = text[max(0, begin - 12) : begin].split()
    after = text[end : end + 12].split()
    if before[-1:] and before[-1] in (
        "Black",
        "Good",
        "Bloody",
        "Ash",
        "Palm",
        "Cyber",
        "Super",
        "Easter",
        "Holy",
        "Red",
    ):
        return False
    if before[-1:] and before[-1].lower() in ("every", "each", "alternate"):
        return False
    return not (
        after and after[0].strip(".,") in ("Times", "Telegraph", "Mirror", "Mail", "Express", "Post", "Herald", "Night")
    )


# ----------------------------------------------------------------------------------------- grammar

_WORD = re.compile(r"\w+")
# The words, in lower case, that a time expression can begin with; else it begins with a digit.
_OPENINGS = frozenset(
    (
        *("since", "until", "till", "by", "before", "after", "earlier", "later", "early", "mid", "late"),
        *("the", "very", "end", "beginning", "start", "middle", "last", "past", "next", "coming", "this", "recent"),
        *("today", "yesterday", "tomorrow", "tonight", "overnight", "spring", "summer", "autumn", "winter"),
        *("first", "second", "third", "fourth", "a", "an", "few", "several", "some", "sept", "tues", "thur", "thurs"),
        *(name.lower() for name in (*WEEKDAYS, *MONTHS, *NUMBERS, *TENS)),
        *(name[:3].lower() for name in (*WEEKDAYS, *MONTHS)),
    )
)


def _expressions(text: str) -> Iterator[re.Match[str]]:
    """The matches of the grammar in `text` in order, without overlaps.

    The grammar is tried only at words that it can begin with: that is five times as fast as to try it everywhere.
    """
    end = 0
    for word in _WORD.finditer(text):
        first = word[0]
        if (first.lower() in _OPENINGS or first[0].isdecimal()) and word.start() >= end:
            match = _scanner().match(text, word.start())
            if match is not None:
                yield match
                end = match.end()


_UNIT = r"(?:hours?|days?|weeks?|months?|years?|decades?)"
_COUNTED = (
    r"\s+(?:\w+\s)?(?:troops|soldiers|fighters|people|persons|men|women|children|civilians|migrants|refugees|families|houses|homes|"
    r"dollars|euros|tons|tonnes|kilomet\w+|km|miles|met(?:er|re)s?|feet|pounds|votes|members|officers|policemen|militants|prisoners|"
    r"detainees|workers|students|jobs|cases|deaths|dead|others|rockets|missiles|drones|vehicles|tanks|victims|residents|voters)\b"
)


@cache
def _scanner() -> re.Pattern[str]:
    """One alternation; the name of the last group is the kind of the expression."""
    full = [f"{name[0]}(?i:{name[1:]})" for name in MONTHS]
    short = [rf"{name[0]}(?i:{name[1:3]})\b\.?" for name in MONTHS if name != "May"] + [r"S(?i:ept)\b\.?"]
    month = rf"(?:(?:{'|'.join(full)})\b|{'|'.join(short)})"
    weekday = rf"(?:{'|'.join(f'{name[0]}(?i:{name[1:]})' for name in WEEKDAYS)})\b"
    day = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|:\d|,\d{3}|\.\d)"
    year = rf"(?:1[789]|20)\d\d(?![\d%]|[,.:]\d|s\b|{_COUNTED})"
    number = rf"(?:\d{{1,3}}|{'|'.join([*NUMBERS, *TENS])}|an?\s+(?:few|couple\s+of)|(?:a\s+)?few|several|an?|some)"
    kinds = [
        ("isoday", r"(?<![\d/-])(?P<iy>\d{4})-(?P<im>\d\d)-(?P<id>\d\d)(?![\d-])"),
        (
            "day",
            rf"(?:(?P<wd>{weekday}|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?),?\s+(?:the\s+)?)?(?:(?P<m1>{month})\s+(?P<d1>{day})(?:\s?[-–]\s?(?P<e1>{day}))?|"
            rf"(?<![\d.,:$£€])(?P<d2>{day})(?:\s?[-–]\s?(?P<e2>{day}))?\s+(?:of\s+)?(?P<m2>{month}))(?:,?\s+(?P<y1>{year}))?",
        ),
        ("month", rf"(?P<m3>{month}),?\s+(?:of\s+)?(?P<y3>{year})"),
        (
            "weekday",
            rf"(?:(?P<wmod>(?i:last|past|next|this\s+coming|coming|this))\s+)?(?P<w>{weekday})"
            r"(?:\s+(?:early\s+|late\s+)?(?:morning|afternoon|evening|night|noon|midnight|dawn)\b)?"
            r"(?:,?\s+(?:of\s+)?(?P<wweek>last|this|next)\s+week\b)?",
        ),
        (
            "dayword",
            r"(?i:the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow|today|yesterday|tomorrow|tonight|"
            r"last\s+night|overnight|this\s+(?:morning|afternoon|evening))\b"
            r"(?:\s+(?:morning|afternoon|evening|night)\b)?",
        ),
        (
            "apart",
            rf"(?P<n6>(?i:{number}))\s+(?P<u6>{_UNIT})\s+(?P<way>earlier|later|before\s+that|after\s+that|afterwards?)\b"
            r"(?!\s+than\b)",
        ),
        ("ago", rf"(?P<n1>(?i:{number}))\s+(?P<u1>{_UNIT})\s+ago\b"),
        (
            "window",
            rf"(?i:the\s+)?(?P<dir>(?i:last|past|next|coming))\s+(?:(?P<n2>(?i:{number}|couple\s+of))\s+(?P<u2>{_UNIT})|"
            r"(?P<u3>hours|days|weeks|months|years|decades))\b",
        ),
        ("recent", r"(?i:recent)\s+(?P<u4>days|weeks|months|years)\b"),
        (
            "season",
            rf"(?:(?P<smod>last|this|next)\s+)?(?P<s>(?i:spring|summer|autumn|winter))(?:\s+(?:of\s+)?(?P<sy>{year}))?\b",
        ),
        ("period", r"(?P<mod>(?i:last|this|next|past|the))\s+(?P<u>weekend|week|month|year|decade)\b"),
        (
            "quarter",
            rf"(?i:the\s+)?(?P<q>(?i:first|second|third|fourth))\s+quarter(?:\s+of\s+(?P<qy>{year}|this\s+year|last\s+year))?\b",
        ),
        ("decade", r"(?i:the\s+)?(?P<dec>(?:1[89]|20)\d0)s\b"),
        ("years", rf"(?<![\d.,$£€/-])(?P<ya>(?:1[789]|20)\d\d)[-–](?P<yb>(?:1[789]|20)\d\d|\d\d)(?![\d-]|{_COUNTED})"),
        ("monthname", rf"(?:(?P<mmod>(?i:last|this|next))\s+)?(?P<m4>{month})"),
        ("year", rf"(?:(?<![\d.,$£€#/-])|(?<=mid-)|(?<=late-)|(?<=early-))(?P<y4>{year})"),
    ]
    lead = r"(?:(?P<lead>(?i:since|until|till|by|before|after))\s+(?:at\s+least\s+)?(?:(?P<the>the)\s+)?)?"
    part = (
        r"(?:(?P<part>(?i:earlier|later|early|mid|late|(?:the\s+)?(?:very\s+)?(?:end|beginning|start|middle)\s+of))"
        r"[\s-]+(?:in\s+|on\s+)?(?:the\s+(?!year\b|month\b|week\b|decade\b))?)?"
    )
    return re.compile(rf"\b{lead}{part}(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in kinds) + ")")


# ---------------------------------------------------------------------------------------- meanings


def _meaning(match: re.Match[str], text: str, anchor: dt.date | None, near: bool) -> _Time | None:
    """What the atom of the match means; None if it is no time after all. `near`: another one stands just before."""
    kind = match.lastgroup or ""
    begin = match.start(kind)
    before = text[max(0, match.start() - 24) : match.start()]
    modified = bool(match["lead"] or match["part"])
    if kind in ("day", "isoday"):
        return _of_day(match, text, anchor)
    if kind == "month":
        return _of_month(int(match["y3"]), _month_number(match["m3"]), "month and year in the text")
    if kind == "years":
        first = int(match["ya"])
        last = int(match["yb"]) if len(match["yb"]) == 4 else first // 100 * 100 + int(match["yb"])
        return _between(dt.date(first, 1, 1), dt.date(last, 12, 31), "years in the text") if first < last else None
    if kind == "decade":
        first = int(match["dec"])
        return _between(dt.date(first, 1, 1), dt.date(first + 9, 12, 31), "decade in the text")
    if kind == "year":
        if not (modified or _introduces_year(before, near)):
            return None
        return _of_year(int(match["y4"]), "year in the text")
    if kind == "monthname":
        if not (modified or match["mmod"] or _introduces_month(text, begin, match.end(), match["m4"], near)):
            return None
        return _of_monthname(match["m4"], match["mmod"], anchor, anchor is not None and _is_ahead(text, match))
    if kind == "weekday" and not is_weekday_name(text, begin, match.end()):
        return None
    if kind == "season" and not (match["sy"] or match["smod"]):
        return None
    if kind == "period" and match["mod"].lower() == "the" and not _is_bounded_period(match, before):
        return None
    if kind == "season" and match["sy"]:
        return _of_season(match["s"], int(match["sy"]))
    if kind == "quarter" and match["qy"] and match["qy"][0].isdigit():
        return _of_quarter(int(match["qy"]), match["q"])
    if kind == "apart":
        return None  # from what, is not told
    if anchor is None:
        plain = kind == "weekday" and not match["wmod"] and not match["wweek"]
        return replace(UNKNOWN, recurring=match["w"].capitalize() if plain else "")
    return _relative(match, text, anchor)


def _relative(match: re.Match[str], text: str, anchor: dt.date) -> _Time | None:
    """What an expression means that speaks from the day of the report."""
    kind = match.lastgroup
    if kind == "weekday":
        return _of_weekday(match, text, anchor)
    if kind == "dayword":
        return _of_dayword(" ".join(match.group("dayword").lower().split()), anchor)
    if kind == "ago":
        before = text[max(0, match.start() - 14) : match.start()].lower().split()
        return _ago(match["n1"], match["u1"], anchor, "more than" if before[-1:] == ["than"] else "".join(before[-1:]))
    if kind == "window":
        return _window(match["dir"].lower(), match["n2"] or "", match["u2"] or match["u3"], anchor)
    if kind == "recent":
        days = {"days": 7, "weeks": 42, "months": 183, "years": 5 * 365}[match["u4"]]
        return _between(anchor - dt.timedelta(days), anchor, f"taken as the {days} days up to the day of the report")
    if kind == "season":
        year = anchor.year + {"next": 1, "this": 0, "last": 0}[match["smod"]]
        if match["smod"] == "last" and _season_end(match["s"], year) >= anchor:
            year -= 1
        return _of_season(match["s"], year)
    if kind == "quarter":
        return _of_quarter(anchor.year - (match["qy"] is not None and match["qy"].startswith("last")), match["q"])
    return _of_period(match["mod"].lower(), match["u"], anchor, _is_ahead(text, match))


def _between(earliest: dt.date, latest: dt.date, reason: str, value: str = "") -> _Time:
    return _Time(value, earliest, latest, reason)


def _of_one_day(day: dt.date, reason: str) -> _Time:
    return _Time(day.isoformat(), day, day, reason)


def _of_month(year: int, month: int, reason: str) -> _Time:
    last = calendar.monthrange(year, month)[1]
    return _between(dt.date(year, month, 1), dt.date(year, month, last), reason, f"{year:04d}-{month:02d}")


def _of_year(year: int, reason: str) -> _Time:
    return _between(dt.date(year, 1, 1), dt.date(year, 12, 31), reason, f"{year:04d}")


def _of_season(name: str, year: int) -> _Time:
    end = _season_end(name, year)
    begin = _shift_months(end + dt.timedelta(1), -3)
    return _between(begin, end, f"{name.lower()} of {year}, northern hemisphere")


def _season_end(name: str, year: int) -> dt.date:
    first = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}[name.lower()]
    return _shift_months(dt.date(year, first, 1), 3) - dt.timedelta(1)


def _of_quarter(year: int, name: str) -> _Time:
    begin = dt.date(year, 1 + 3 * ("first", "second", "third", "fourth").index(name.lower()), 1)
    return _between(begin, _shift_months(begin, 3) - dt.timedelta(1), f"{name.lower()} quarter of {year}")


def _shift_months(day: dt.date, months: int) -> dt.date:
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _month_number(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, 1) if month[:3].lower() == name[:3].lower())


# -------------------------------------------------------------------------------------------- days


def _named_day(match: re.Match[str]) -> NamedDay | None:
    begin, end = match.span(match.lastgroup or 0)
    if match.lastgroup == "isoday":
        year, month, day = int(match["iy"]), int(match["im"]), int(match["id"])
        return NamedDay(begin, end, None, year, month, day) if day_of(year, month, day) else None
    day = int(re.sub(r"\D", "", match["d1"] or match["d2"]))
    year_or_none = int(match["y1"]) if match["y1"] else None
    month = _month_number(match["m1"] or match["m2"])
    weekday = next(
        (n for n, name in enumerate(WEEKDAYS) if match["wd"] and name[:3].lower() == match["wd"][:3].lower()), None
    )
    return NamedDay(begin, end, weekday, year_or_none, month, day) if day_of(year_or_none or 2000, month, day) else None


def day_of(year: int, month: int, day: int) -> dt.date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _of_day(match: re.Match[str], text: str, anchor: dt.date | None) -> _Time | None:
    named = _named_day(match)
    if named is None:
        return None
    first = _resolved_day(named, anchor, anchor is not None and _is_ahead(text, match))
    last = match.groupdict()["e1"] or match.groupdict()["e2"]
    if not last or first.earliest is None:
        return first
    end = day_of(first.earliest.year, first.earliest.month, int(re.sub(r"\D", "", last)))
    return _between(first.earliest, end, first.reason) if end and end > first.earliest else first


def _resolved_day(named: NamedDay, anchor: dt.date | None, ahead: bool) -> _Time:
    if named.year is not None:
        day = day_of(named.year, named.month, named.day)
        return _of_one_day(day, "full date in the text") if day else UNKNOWN
    if anchor is None:
        reason = "no year, and the day of the report is unknown"
        return _Time("", None, None, reason, f"--{named.month:02}-{named.day:02}")
    years = [day_of(year, named.month, named.day) for year in range(anchor.year - 8, anchor.year + 9)]
    days = [day for day in years if day]
    if named.weekday is not None:
        fitting = [day for day in days if day.weekday() == named.weekday]
        nearest = min(fitting, key=lambda day: (abs((day - anchor).days), day), default=None)
        if nearest and abs((nearest - anchor).days) < 400:
            return _of_one_day(nearest, f"no year; the nearest {WEEKDAYS[named.weekday]} with this date")
    if ahead:
        return _of_one_day(next(day for day in days if day >= anchor), "no year; the next such day, as it is announced")
    limit = anchor + dt.timedelta(LOOKAHEAD)
    reason = f"no year; the last such day up to {LOOKAHEAD} days after the day of the report"
    return _of_one_day(max(day for day in days if day <= limit), reason)


def _of_weekday(match: re.Match[str], text: str, anchor: dt.date) -> _Time:
    name = match["w"].capitalize()
    number = WEEKDAYS.index(name)
    modifier = " ".join((match["wmod"] or "").lower().split())
    monday = anchor - dt.timedelta(anchor.weekday())
    if match["wweek"] or modifier == "this":
        weeks = {"last": -1, "next": 1}.get(match["wweek"] or "", 0)
        return _of_one_day(monday + dt.timedelta(7 * weeks + number), f"{name} of {match['wweek'] or 'this'} week")
    back = (anchor.weekday() - number) % 7
    if modifier in ("last", "past"):
        return _of_one_day(anchor - dt.timedelta(back or 7), f"the last {name} before the day of the report")
    if modifier:
        return _of_one_day(anchor + dt.timedelta(7 - back), f"the next {name} after the day of the report")
    if _is_ahead(text, match):
        return _of_one_day(
            anchor + dt.timedelta((7 - back) % 7), f"announced, so the next {name} from the day of the report"
        )
    return _of_one_day(anchor - dt.timedelta(back), f"the last {name} up to the day of the report")


def _of_dayword(word: str, anchor: dt.date) -> _Time:
    if word.startswith(("last night", "overnight")):
        value = "" if word == "overnight" else (anchor - dt.timedelta(1)).isoformat()
        return _between(anchor - dt.timedelta(1), anchor, "the night before the day of the report", value)
    shift = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}
    words = next((known for known in sorted(shift, key=len, reverse=True) if word.startswith(known)), "")
    return _of_one_day(anchor + dt.timedelta(shift.get(words, 0)), "counted from the day of the report")


# ----------------------------------------------------------------------------------------- periods


def _of_monthname(name: str, modifier: str | None, anchor: dt.date | None, ahead: bool) -> _Time:
    month = _month_number(name)
    if anchor is None:
        return replace(UNKNOWN, recurring="" if modifier else f"--{month:02}")
    modifier = (modifier or "").lower()
    if modifier == "this":
        return _of_month(anchor.year, month, "this year's")
    if modifier == "next" or (ahead and not modifier):
        passed = month < anchor.month or (month == anchor.month and modifier == "next")
        return _of_month(anchor.year + passed, month, "no year; announced, so the next such month")
    if modifier == "last" and month < anchor.month - RECENT_MONTHS:
        return _of_month(anchor.year - 1, month, "last year's; one of this year would go without “last” by now")
    later = month > anchor.month or (month == anchor.month and modifier == "last")
    return _of_month(anchor.year - later, month, "no year; the last such month up to the day of the report")


def _from_told(match: re.Match[str], text: str, found: Sequence[TimeExpression]) -> _Time | None:
    """What an expression means that speaks from a time told before: "that April", "three weeks later"."""
    told = next((time for time in reversed(found) if time.earliest and time.latest), None)
    if told is None or told.earliest is None or told.latest is None:
        return None
    if match.lastgroup == "monthname" and _THAT.search(text[max(0, match.start() - 6) : match.start()]):
        return _of_month(told.earliest.year, _month_number(match["m4"]), "of the year told before")
    if match.lastgroup == "apart" and match.start() - told.end <= NEAR_BY:
        return _apart(match["n6"], match["u6"], match["way"], told.earliest, told.latest, told.text)
    return None


def _apart(words: str, unit: str, way: str, first: dt.date, last: dt.date, told: str) -> _Time:
    """A time that lies some days, weeks … before or after the days from `first` to `last`."""
    fewest, most = count(words)
    sign = -1 if way.startswith(("earlier", "before")) else 1
    slack = dt.timedelta({"hour": 0, "day": 0, "week": 2, "month": 10, "year": 60}.get(unit.rstrip("s"), 600))
    ends = [_ahead_by(day, sign * number, unit.rstrip("s")) for day in (first, last) for number in (fewest, most)]
    reason = f"{words} {unit} {way}, counted from “{told}”"
    if min(ends) == max(ends) and not slack:
        return _of_one_day(ends[0], reason)
    return _between(min(ends) - slack, max(ends) + slack, reason)


def _of_period(modifier: str, unit: str, anchor: dt.date, ahead: bool) -> _Time:
    step = {"last": -1, "next": 1}.get(modifier, 0)
    reason = "counted from the day of the report"
    monday = anchor - dt.timedelta(anchor.weekday())
    if unit == "weekend":
        saturday = monday + dt.timedelta(5 + 7 * step)
        if modifier == "the" and not ahead and saturday > anchor:
            saturday -= dt.timedelta(7)
        return _between(saturday, saturday + dt.timedelta(1), reason)
    if modifier == "past" or unit == "decade":
        begin = _ahead_by(anchor, -1, unit)
        return _between(min(begin, anchor), anchor, "up to the day of the report")
    if unit == "week":
        return _between(monday + dt.timedelta(7 * step), monday + dt.timedelta(7 * step + 6), reason)
    if unit == "month":
        shifted = _shift_months(anchor.replace(day=1), step)
        return _of_month(shifted.year, shifted.month, reason)
    return _of_year(anchor.year + step, reason)


def _ahead_by(day: dt.date, count: int, unit: str) -> dt.date:
    """`day` moved by `count` hours, days, weeks, months, years or decades."""
    unit = unit.rstrip("s")
    if unit == "hour":
        return day + dt.timedelta(-(-count // 24) if count > 0 else count // 24)
    if unit in ("day", "week"):
        return day + dt.timedelta(count * (7 if unit == "week" else 1))
    months = count * {"month": 1, "year": 12, "decade": 120}[unit]
    if not 12 <= day.year * 12 + months < 9999 * 12:
        return day
    return _shift_months(day, months)


def count(words: str) -> tuple[int, int]:
    """The smallest and the largest number that the words can mean.

    >>> count("three"), count("a few"), count("12")
    ((3, 3), (2, 5), (12, 12))
    """
    words = " ".join(words.lower().split())
    if words.isdigit():
        return int(words), int(words)
    if words in NUMBERS:
        return NUMBERS.index(words) + 1, NUMBERS.index(words) + 1
    if words in TENS:
        return TENS[words], TENS[words]
    return {"a": (1, 1), "an": (1, 1), "several": (3, 9), "some": (2, 9)}.get(
        words, (2, 2) if "couple" in words else (2, 5)
    )


def _ago(words: str, unit: str, anchor: dt.date, before: str) -> _Time:
    fewest, most = count(words)
    reason = f"{words} {unit} before the day of the report"
    unit = unit.rstrip("s")
    if (
        before in ("nearly", "almost", "about", "around", "roughly", "some", "over", "more than")
        and fewest == most >= 5
    ):
        fewest = most - (most // 6 if before not in ("over", "more than") else 0)
        most = most + (most // 6 if before not in ("nearly", "almost") else 0)
        reason = f"{before} {reason}"
    late, early = _ahead_by(anchor, -fewest, unit), _ahead_by(anchor, -most, unit)
    if fewest != most:
        return _between(early, late, reason)
    if unit in ("hour", "day"):
        return _of_one_day(late, reason)
    if unit == "week":
        slack = dt.timedelta(1 if fewest == 1 else 3)
        return _between(late - slack, late + slack, reason)
    if unit == "month":
        return _of_month(late.year, late.month, reason)
    if unit == "year":
        return _of_year(late.year, reason)
    return _between(_shift_months(late, -12), _shift_months(late, 12), reason)


def _window(direction: str, words: str, unit: str, anchor: dt.date) -> _Time:
    number = count(words or "few")[1]
    if direction in ("last", "past"):
        return _between(_ahead_by(anchor, -number, unit), anchor, "counted back from the day of the report")
    return _between(anchor, _ahead_by(anchor, number, unit), "counted on from the day of the report")


# ---------------------------------------------------------------------------------------- context

_THAT = re.compile(r"\b[Tt]hat\s$")
_SURE_MONTHS = {"January", "February", "July", "September", "October", "November", "December"}
_BEFORE_MONTH = re.compile(
    r"(?i:\b(?:in|since|during|until|till|by|of|from|between|through|for|around|before|after|month|that|back\s+to))\s+$"
)
_BEFORE_YEAR = re.compile(
    r"(?:(?i:\b(?:in|since|during|of|from|between|through|for|around|year|back|the|a|an|his|her|its|their|our|autumn|fall))\s+|['’]s?\s+|\()$"
)
_LINK = re.compile(r"(?:\b(?:and|to|or|through|until|till)|,|[-–—])\s*$")


def _introduces_year(before: str, near: bool) -> bool:
    """Whether the words before a four-digit number make it a year."""
    return _BEFORE_YEAR.search(before) is not None or (near and _LINK.search(before) is not None)


def _introduces_month(text: str, begin: int, end: int, name: str, near: bool) -> bool:
    """Whether the name of a month without a day or year is one: not a verb, a person or part of a longer name."""
    before = text[max(0, begin - 24) : begin]
    if _BEFORE_MONTH.search(before) or (near and _LINK.search(before)):
        return True
    if name not in _SURE_MONTHS:
        return False
    previous, following = (before.split() or ["the"])[-1], (text[end : end + 16].split() or ["."])[0]
    starts_sentence = not before.strip() or before.rstrip()[-1] in '.!?”"\n'
    part_of_name = (
        previous[0].isupper() and previous not in ("The", "A", "This", "Last", "Next") and not starts_sentence
    )
    return not part_of_name and not following[0].isupper()


def _is_bounded_period(match: re.Match[str], before: str) -> bool:
    """Whether "the week", "the year" … is said of the present one: "the end of the year", "over the weekend"."""
    part = (match.groupdict()["part"] or "").lower()
    if match.groupdict()["u"] == "weekend":
        return part != "" or re.search(r"(?i:\b(?:over|at|on|during|for|this)\s+)$", before) is not None
    return part in ("earlier", "later") or part.endswith(" of")


_FUTURE = (
    r"(?:will|won[’']t|shall|would|must|should|(?:is|are|was|were)\s+(?:due|set(?!\s+(?:free|alight|ablaze|on)\b)|scheduled|expected|planned|slated|to)|"
    r"scheduled|due|slated|expected\s+to|plan(?:s|ned|ning)?\s+to|upcoming|deadline)"
    # The verb it governs goes with it: "will be held" is no report of something held.
    r"(?:(?:\s+(?:not|also|likely|soon|then|to|be|have|been))*\s+\w+)?"
)
_REPORT = (
    r"(?:said|says|told|announced|added|stated|confirmed|reported|declared|warned|vowed|demanded|condemned|called|urged|"
    r"met|visited|arrived|signed|voted|launched|killed|wounded|fell|struck|hit|fired|left|began|started|ended|held|took|"
    r"was|were|had|has|have|since)"
)
_FUTURE_CUE = re.compile(rf"\b(?:(?P<future>{_FUTURE})|(?P<report>{_REPORT}))\b", re.IGNORECASE)


def is_announced(text: str, begin: int, end: int) -> bool:
    """Whether the sentence puts the time at [begin, end) into the future: what governs it is "will meet", "is due" …

    >>> is_announced("They will meet on Monday.", 18, 24), is_announced("He said on Monday they will meet.", 11, 17)
    (True, False)
    """
    from_here = max(0, begin - 160)
    sentence = max(text.rfind(mark, from_here, begin) + 1 for mark in (". ", "! ", "? ", "\n", "” ", '" '))
    start = max(from_here, sentence)
    cues = list(_FUTURE_CUE.finditer(text, start, begin))
    if not cues and len(text[start:begin].split()) <= 2:
        stop = re.search(r"[.!?\n]", text[end : end + 120])
        cues = list(_FUTURE_CUE.finditer(text, end, end + (stop.start() if stop else 120)))[:1]
    return bool(cues) and cues[-1].group("future") is not None


def _is_ahead(text: str, match: re.Match[str]) -> bool:
    return is_announced(text, *match.span())


# --------------------------------------------------------------------------------------- modifiers


_NAMED = frozenset({"day", "isoday", "month", "monthname", "year"})
_NOUN = re.compile(r" (?!and\b|or\b|to\b|in\b|on\b|at\b|when\b)[a-z]")


def _with_modifiers(match: re.Match[str], text: str, time: _Time, anchor: dt.date | None) -> TimeExpression:
    """The expression with what "late", "since", "by the end of" … make of its bounds."""
    lead = (match["lead"] or "").lower()
    part = " ".join((match["part"] or "").lower().split())
    kind = match.lastgroup or ""
    begin, end = match.span()
    # "after Monday's vote", "before the 2018 vote": the vote, not the bound, is what the date tells about.
    of_noun = match["the"] and not part and (lead != "since" or (kind in _NAMED and _NOUN.match(text, end)))
    if lead in ("after", "before", "by", "since") and (text[end : end + 2] in ("'s", "’s") or of_noun):
        lead, begin = "", match.start("part") if part else match.start(kind)
    if part:
        time = _narrowed(time, part, anchor)
    if lead:
        time = _opened(time, lead, anchor)
    recurring = "" if lead else time.recurring
    return TimeExpression(begin, end, text[begin:end], time.value, time.earliest, time.latest, time.reason, recurring)


def _narrowed(time: _Time, part: str, anchor: dt.date | None) -> _Time:
    if time.earliest is None or time.latest is None or time.earliest == time.latest:
        return time
    begin, end = time.earliest, time.latest
    if part == "earlier":
        return replace(time, latest=min(end, anchor) if anchor and anchor >= begin else end)
    if part == "later":
        return replace(time, earliest=max(begin, anchor) if anchor and anchor <= end else begin)
    third = ("early", "mid", "late").index(_third(part))
    days = (end - begin).days + 1
    if days > 360:
        months = (end.year - begin.year + 1) * 4
        first = _shift_months(begin, third * months)
        last = _shift_months(begin, (third + 1) * months) - dt.timedelta(1)
    elif days >= 28:
        first = begin + dt.timedelta(10 * third)
        last = end if third == 2 else begin + dt.timedelta(10 * third + 9)
    else:
        first = begin + dt.timedelta(third * days // 3)
        last = begin + dt.timedelta((third + 1) * days // 3 - (third < 2))
        last = min(max(first, last), end)
    return replace(time, earliest=first, latest=last, reason=f"{time.reason}; {part}: taken as a third of it")


def _third(part: str) -> str:
    words = part.split()
    if "end" in words:
        return "late"
    if "beginning" in words or "start" in words:
        return "early"
    return "mid" if "middle" in words else part


def _opened(time: _Time, lead: str, anchor: dt.date | None) -> _Time:
    earliest, latest = time.earliest, time.latest
    if earliest is None or latest is None:
        return time
    ahead = anchor is not None and latest >= anchor
    if lead == "since":
        opened: tuple[dt.date | None, dt.date | None] = (earliest, max(anchor, earliest) if anchor else None)
    elif lead in ("until", "till", "by"):
        opened = (min(anchor, latest) if ahead and anchor else None, latest)
    elif lead == "before":
        day_before = earliest - dt.timedelta(1)
        opened = (min(anchor, day_before) if anchor and earliest > anchor else None, day_before)
    else:
        opened = (earliest, None if ahead else anchor)
    return _Time("", *opened, f"{lead}: {time.reason}")


_RANGE_OPENS = re.compile(r"\b(?i:between|from)\s+(?:the\s+)?$")
_RANGE_LINK = re.compile(r"\s*(?:and|to|until|till|through|[-–—])\s*(?:the\s+)?|\s*")
_YEAR_AT_END = re.compile(r"\d{4}$")


def _join_ranges(text: str, found: list[TimeExpression], anchor: dt.date | None) -> list[TimeExpression]:
    """The expressions with "between A and B" and "from A to B" made into one."""
    joined: list[TimeExpression] = []
    for time in found:
        linked = joined and _RANGE_LINK.fullmatch(text[joined[-1].end : time.begin])
        opening = _RANGE_OPENS.search(text[max(0, joined[-1].begin - 14) : joined[-1].begin]) if linked else None
        if opening:
            first = joined.pop()
            if _YEAR_AT_END.search(time.text) and not _YEAR_AT_END.search(first.text) and time.latest:
                first = next(iter(find("in " + first.text, time.latest)), first)  # the year is told once, at the end
            begin = joined_begin = text.rfind(opening.group().split()[0], 0, time.begin - len(first.text))
            last = time.latest
            if first.earliest and last and last < first.earliest:
                last = None
            reason = f"from: {first.reason}; to: {time.reason}"
            joined.append(
                TimeExpression(begin, time.end, text[joined_begin : time.end], "", first.earliest, last, reason)
            )
        else:
            joined.append(time)
    return joined
