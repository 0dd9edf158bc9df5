"""The day a story was published, and why we think so.

Metadata decides where there is any. Otherwise only what the story itself says counts: a date line, an agency's
dateline, full dates in captions and first paragraphs, and the weekdays of the text. Where the year cannot be known
the day stays unknown; the clock and other stories are never asked.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from kg import dates
from kg.model import Document, Story
from kg.read import boilerplate

FIRST_PARAGRAPHS = 3  # how far down a date may stand to be taken for the day of the report
EARLIEST = 1700  # no newspaper page has an earlier day of publication
YEARS_ON = 4  # years after the last year named in the story in which a weekday and a date are looked for
LAG = 2  # days that the weekday of an agency's first paragraph may lie before its dateline
LONGEST_LAG = 4  # the same for the other weekdays of the report


@dataclass(frozen=True, slots=True)
class Candidate:
    """A day that may be the day of the report."""

    day: dt.date
    words: str
    place: str  # "caption" | "text"
    note: str = ""


def date_of(story: Story, document: Document) -> Story:
    """`story` with `published` and `dated_by`; else with `day_of_year` if its dateline tells a day; else unchanged."""
    if document.published:
        return replace(story, published=document.published, dated_by="metadata of the document")
    found = _from_date_line(story, document) or _from_dateline(story, document) or _from_text(story, document)
    if found:
        return replace(story, published=found[0], dated_by=found[1])
    _, named = _dateline_day(story, document)
    return replace(story, day_of_year=f"--{named.month:02}-{named.day:02}") if named else story


def _texts(story: Story, document: Document, *kinds: str) -> list[str]:
    return [document.text[part.begin : part.end] for part in story.paragraphs if part.kind in kinds]


# ----------------------------------------------------------------------------------------- sources


def _from_date_line(story: Story, document: Document) -> tuple[dt.date, str] | None:
    """From a line such as "Published: 4 January 2024, 10:15 GMT" near the top; further down links have dates too.

    A line that says when the story was first published goes before others, one that says when it was changed behind.
    """
    top = end_of_head(story, document)
    found: list[tuple[int, dt.date, str]] = []
    label = ""
    told = _told_weekdays(story, document)
    for part in sorted(story.boilerplate, key=lambda part: part.begin):
        line = document.text[part.begin : part.end]
        if part.kind != "marker" or part.begin >= top:
            continue
        if boilerplate.tells_day(line):
            found += [(rank, day, line) for rank, day in _days_of_line(f"{label}\n{line}", told)]
        label = "" if re.search(r"\d", line) else line
    if not found:
        return None
    _, day, line = min(found, key=lambda one: one[0])
    return day, f"the date line “{line}”"


def end_of_head(story: Story, document: Document) -> int:
    """Where the first paragraphs of running text end; headlines and lines below them do not count."""
    body = [part for part in story.paragraphs if part.kind == "body"]
    prose = [part.end for part in body if boilerplate.is_prose(document.text[part.begin : part.end])]
    ends = prose[:FIRST_PARAGRAPHS] or [part.end for part in body[:FIRST_PARAGRAPHS]]
    return ends[-1] if ends else story.end


_CHANGED = re.compile(r"\b(?:updated?|modified|revised|edited)\b", re.IGNORECASE)
_FIRST = re.compile(r"\b(?:first|originally) $", re.IGNORECASE)
_APPEARED = re.compile(r"\b(?:published|posted|issued|released|created|uploaded)\b", re.IGNORECASE)


def _days_of_line(line: str, told: Sequence[int]) -> list[tuple[int, dt.date]]:
    """The full dates of a date line, in its order, each after its rank: 0 first publication, 1 publication, 2 change.

    `told`: the weekdays of the text, in its order.
    """
    line = re.sub(r"\b(\d\d?)([-/.])([A-Za-z]{3,9})\2(\d{4})\b", r"\1 \3 \4", line)
    line = re.sub(
        r"\b(\d\d?)\. (?:(\d\d?)\. (?=\d{4}\b)|(?=[A-Z]))",
        lambda day: day[1] + (f".{day[2]}." if day[2] else " "),
        line,
    )
    # "May 4, 20203:12 PM" and "May 4,2020": what stood in two boxes of the page.
    line = re.sub(r"\b((?:19|20)\d\d)(?=\d?\d:\d\d)", r"\1 ", re.sub(r"(?<=\d),(?=\d{4})", ", ", line))
    line = re.sub(r"(?<=[A-Za-z])\.,? ?(?=\d{4}\b)", " ", line)
    line = re.sub(r"(?:#|\b(?:no|nr|issue|vol)\b\.?) ?\d+(?=\s)", "", line, flags=re.IGNORECASE)
    # What covers some days comes out on the last of them.
    line = re.sub(r"\b\d\d?\s?[-–]\s?(?=\d\d? [A-Z][a-z]+)|(?<=[a-z] )\d\d?\s?[-–]\s?(?=\d\d?, \d{4}\b)", "", line)
    named = [
        (day.begin, dt.date(day.year, day.month, day.day))
        for day in dates.named_days(line)
        if day.year is not None and day.year >= EARLIEST
    ]
    found = []
    for begin, day in sorted({*named, *_numeric_days(line, told)}):
        changes = [match.start() for match in _CHANGED.finditer(line[:begin])]
        issues = [match.start() for match in _APPEARED.finditer(line[:begin])]
        changed = bool(changes) and changes[-1] > max(issues, default=-1)
        first = bool(issues) and _FIRST.search(line[: issues[-1]]) is not None
        found.append((2 if changed else 0 if first else 1, day))
    return found


def _numeric_days(line: str, told: Sequence[int]) -> list[tuple[int, dt.date]]:
    """Days such as 25/01/2024, and where they begin.

    Those that can be read in two ways, such as 04/01/2024, only if just one of them goes with the weekdays of the text.
    """
    found = []
    for match in re.finditer(r"(?<![\d/.-])(\d{1,4})([/.-])(\d\d?)\2(\d{1,4})(?![\d/-])", line):
        first, second, third = int(match.group(1)), int(match.group(3)), int(match.group(4))
        if len(match.group(1)) == 4 and len(match.group(4)) <= 2:
            orders = {(first, second, third)}
        elif len(match.group(4)) == 4 and len(match.group(1)) <= 2:
            orders = {(third, second, first), (third, first, second)}
            if match.group(2) == "." and dates.day_of(third, second, first):
                orders = {(third, second, first)}  # with dots the day stands first
        else:
            continue
        days = {day for day in (dates.day_of(*order) for order in orders) if day and day.year >= EARLIEST}
        sure = min(days) if len(days) == 1 else _fitting(days, told)
        found += [(match.start(), sure)] if sure else []
    return found


def _from_dateline(story: Story, document: Document) -> tuple[dt.date, str] | None:
    """From "CITY, Jan 5 (Agency) -"; the year comes from a full date near it or from the weekday of the paragraph."""
    line, named = _dateline_day(story, document)
    if named is None:
        return None
    words = line[named.begin : named.end]
    if named.year is not None:
        return dt.date(named.year, named.month, named.day), f"the dateline “{words}”"
    close = [
        day
        for candidate in _candidates(story, document)
        for day in _years_around(named.month, named.day, candidate.day)
        if abs((day - candidate.day).days) <= 60
    ]
    if close:
        return close[0], f"the dateline “{words}”; the year from a full date near the top"
    if named.weekday is not None:
        days = [dates.day_of(year, named.month, named.day) for year in _recent_years(story, document)]
        fitting = [day for day in days if day and day.weekday() == named.weekday]
        if len(fitting) == 1:
            return fitting[0], f"the dateline “{words}”, in {fitting[0].year} a {dates.WEEKDAYS[named.weekday]}"
    days = [dates.day_of(year, named.month, named.day) for year in _years_between(story, document)]
    day = _fitting([day for day in days if day], _told_weekdays(story, document))
    return (day, f"the dateline “{words}”; {day.year} by the years and weekdays of the text") if day else None


def _dateline_day(story: Story, document: Document) -> tuple[str, dates.NamedDay | None]:
    """The dateline of the story, or another line of its head, that names a day, and the day in it.

    Lines with several days over paragraphs of their own are those of a chronology.
    """
    lead = boilerplate.dateline(next(iter(_texts(story, document, "body")), ""))
    named = next(iter(dates.named_days(lead)), None)
    if named is not None:
        return lead, named
    top = end_of_head(story, document)
    found = []
    for part in sorted(story.boilerplate, key=lambda part: part.begin):
        line = document.text[part.begin : part.end]
        if part.kind == "marker" and boilerplate.tells_day(line):
            days = dates.named_days(line)
            found += [(part.begin < top, line, day) for day in days if not _CHANGED.search(line[: day.begin])]
    headings = (line for line in _texts(story, document, "heading") if boilerplate.is_place_and_day(line))
    others = [day for line in headings for day in dates.named_days(line)]
    days_of_year = {(day.month, day.day) for day in (*(day for _, _, day in found), *others) if day.year is None}
    if found and found[0][0] and len(days_of_year) <= 1:
        return found[0][1:]
    return "", None


def _fitting(days: Collection[dt.date], told: Sequence[int]) -> dt.date | None:
    """The one of `days` whose report can speak of the weekdays `told`, if the first of them rules out the others.

    The first weekday is that of the main news, and agencies write "on Sunday" from Sunday to Tuesday. The later ones
    may belong to events of the week before, so they can make us doubt a day but not choose it.
    """
    first = [day for day in days if (day.weekday() - told[0]) % 7 <= LAG] if told else []
    if len(first) == 1 and all((first[0].weekday() - weekday) % 7 <= LONGEST_LAG for weekday in told):
        return first[0]
    return None


def _told_weekdays(story: Story, document: Document) -> list[int]:
    """The plain weekdays of the paragraphs in their order, but for those on which something is still to come."""
    return [
        weekday
        for text in _texts(story, document, "body")
        for begin, end, weekday in dates.weekdays(text)
        if not dates.is_announced(text, begin, end)
    ]


def _from_text(story: Story, document: Document) -> tuple[dt.date, str] | None:
    """From the latest plausible full date near the top, moved on to the weekday on which the text reports."""
    candidates = _candidates(story, document)
    if not candidates:
        return None
    best = max(candidates, key=lambda candidate: candidate.day)
    others = len({candidate.day for candidate in candidates}) - 1
    reason = f"“{best.words}” in the {best.place}{best.note}"
    if others:
        reason += f", the latest of {others + 1} dates near the top"
    told = _told_weekdays(story, document)
    return _moved(best, told, reason)


def _moved(best: Candidate, told: Sequence[int], reason: str) -> tuple[dt.date, str]:
    """The day of the report, given the day `best` and the weekdays that the text tells of, in their order."""
    weekday = best.day.weekday()
    name = dates.WEEKDAYS[weekday]
    if weekday in told:
        reason += f", a {name} as the text says"
        for step in (2, 1):
            after = (weekday + step) % 7
            if after in told:
                later = best.day + dt.timedelta(step)
                return later, f"{reason}; the text goes on to {dates.WEEKDAYS[after]}"
        return best.day, reason
    if told:
        step = (told[0] - weekday) % 7
        if best.place == "caption" or step <= 3:
            later = best.day + dt.timedelta(step)
            return later, f"{reason}, a {name}; the text reports on {dates.WEEKDAYS[told[0]]}, so the next one"
    return best.day, reason


# -------------------------------------------------------------------------------------- candidates

_FILE_PHOTO = re.compile(r"\b(?:file|archive|undated)\b", re.IGNORECASE)
_REPORTS = re.compile(r"(?:^|\b(?:on|dated)\s+(?:\w+,?\s+)?|\b(?:early|late|earlier)\s+(?:on\s+)?)$", re.IGNORECASE)
_LONG_AGO = re.compile(
    r"\b(?:born|founded|established|anniversary|since|until|history|ago|years? after)\b", re.IGNORECASE
)
_BEGINNINGS = re.compile(
    r"\b(?:co-?founded|created|formed|set up|built|launched|opened|began|begun|started|joined|graduated|dates back|"
    r"married|introduced|incorporated|independence|invasion|war|revolution|coup|uprising|age|dating|"
    r"last held|history)\b[^.;]*$",
    re.IGNORECASE,
)
_YET_TO_COME = re.compile(
    r"\b(?:will|would|by|until|through|expected|plan\w*|next|target\w*|goal|due|scheduled|aim\w*|forecast|vision|agenda)\b",
    re.IGNORECASE,
)


def _candidates(story: Story, document: Document) -> list[Candidate]:
    """The days named near the top that can be the day of the report, in the order of the text."""
    found = list(_full_dates(story, document))
    if not found:
        return []
    newest = _latest_year(story, document)
    plausible = [candidate for candidate in found if candidate.day.year >= newest]
    if plausible:
        top = max(candidate.day for candidate in plausible)
        plausible += list(_days_after(story, document, top))
    return plausible


def _near_the_top(story: Story, document: Document) -> Iterator[tuple[str, str]]:
    for text in _texts(story, document, "caption"):
        if not _FILE_PHOTO.search(text):
            yield text, "caption"
    for text in _texts(story, document, "title", "body")[: FIRST_PARAGRAPHS + bool(story.title)]:
        yield text, "text"


def _full_dates(story: Story, document: Document) -> Iterator[Candidate]:
    for text, place in _near_the_top(story, document):
        for named in dates.named_days(text):
            words = text[named.begin : named.end]
            if place == "text" and not _is_report(text, named):
                continue
            if named.year is not None:
                yield Candidate(dt.date(named.year, named.month, named.day), words, place)
            elif named.weekday is not None:
                days = [dates.day_of(year, named.month, named.day) for year in _recent_years(story, document)]
                fitting = [day for day in days if day and day.weekday() == named.weekday]
                if len(fitting) == 1:
                    note = f" (in {fitting[0].year} a {dates.WEEKDAYS[named.weekday]})"
                    yield Candidate(fitting[0], words, place, note)


def _days_after(story: Story, document: Document, top: dt.date) -> Iterator[Candidate]:
    """Days without a year in the week after the full date `top`: "… on January 4, 2024 … on January 5"."""
    for text, place in _near_the_top(story, document):
        for named in dates.named_days(text):
            if named.year is None and (place == "caption" or _is_report(text, named)):
                for day in _years_around(named.month, named.day, top):
                    if 0 < (day - top).days <= 7:
                        yield Candidate(day, text[named.begin : named.end], place)


def _is_report(text: str, named: dates.NamedDay) -> bool:
    """Whether a day named in running text is one on which something is reported, not recalled or announced."""
    before = text[: named.begin]
    if named.weekday is None and not _REPORTS.search(before):
        return False
    return not _LONG_AGO.search(before[-60:]) and not dates.is_announced(text, named.begin, named.end)


_WILL = re.compile(
    r"\b(?:will|(?:is|are)(?: also| still)? (?:due|set|scheduled|expected|planned|slated|likely|to)\b)[^.;\"“”]{0,60}$"
)


def _years(story: Story, document: Document) -> Iterator[tuple[int, bool]]:
    """The years that the story names as present or past, and whether each is told as one of recent news."""
    for text in _texts(story, document, "title", "caption", "heading", "body"):
        for time in dates.find(text, None):
            before = text[max(0, time.begin - 60) : time.begin]
            if time.earliest and not _YET_TO_COME.search(before + time.text):
                old = len(time.value) <= 4 or _LONG_AGO.search(before + time.text) or _BEGINNINGS.search(before)
                yield time.earliest.year, not old


def _latest_year(story: Story, document: Document) -> int:
    """The latest year that the story names as present or past; 0 if it names none."""
    return max((year for year, _ in _years(story, document)), default=0)


def _recent_years(story: Story, document: Document) -> range:
    """The years in which a weekday and a date that stand together are looked for, by the latest year of the text.

    None unless that year is told with its month: a year alone ("founded in 2003") may be long ago.
    """
    newest = max(_years(story, document), default=(0, False))
    return range(newest[0], newest[0] + YEARS_ON + 1) if newest[1] else range(0)


def _years_between(story: Story, document: Document) -> range:
    """The years from the latest that the story tells of as past or present to the first that is still to come."""
    coming = [
        time.latest.year
        for text in _texts(story, document, "title", "body")
        for time in dates.find(text, None)
        if time.latest and _WILL.search(text[: time.begin])
    ]
    newest = _latest_year(story, document)
    return range(newest, min(coming) + 1) if newest and coming else range(0)


def _years_around(month: int, day: int, near: dt.date) -> list[dt.date]:
    """The day in the years around `near`, the nearest first."""
    days = (dates.day_of(year, month, day) for year in (near.year - 1, near.year, near.year + 1))
    return sorted((one for one in days if one), key=lambda one: abs((one - near).days))
