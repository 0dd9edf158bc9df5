"""The day a story was published, and why we think so.

Metadata decides where there is any. Otherwise only what the story itself says counts: a date line, an agency's
dateline, full dates in captions and first paragraphs, and the weekdays of the text. Where the year cannot be known
the day stays unknown; the clock and other stories are never asked.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg import dates
from kg.model import Document, Story
from kg.read import boilerplate

FIRST_PARAGRAPHS = 3  # how far down a date may stand to be taken for the day of the report
YEARS_ON = 4  # years after the last year named in the story in which a weekday and a date are looked for


@dataclass(frozen=True, slots=True)
class Candidate:
    """A day that may be the day of the report."""

    day: dt.date
    words: str
    place: str  # "caption" | "text"
    note: str = ""


def date_of(story: Story, document: Document) -> Story:
    """`story` with `published` and `dated_by`, or unchanged if nothing tells the day."""
    if document.published:
        return replace(story, published=document.published, dated_by="metadata of the document")
    found = _from_date_line(story, document) or _from_dateline(story, document) or _from_text(story, document)
    return replace(story, published=found[0], dated_by=found[1]) if found else story


def _texts(story: Story, document: Document, *kinds: str) -> list[str]:
    return [document.text[part.begin : part.end] for part in story.paragraphs if part.kind in kinds]


# ----------------------------------------------------------------------------------------- sources


def _from_date_line(story: Story, document: Document) -> tuple[dt.date, str] | None:
    """From a line such as "Published: 4 January 2024, 10:15 GMT" near the top; further down links have dates too."""
    body = [part.end for part in story.paragraphs if part.kind == "body"]
    top = body[:FIRST_PARAGRAPHS][-1] if body else story.end
    for part in story.boilerplate:
        line = document.text[part.begin : part.end]
        if part.kind == "marker" and part.begin < top and boilerplate.is_byline(line):
            days = [dt.date(day.year, day.month, day.day) for day in dates.named_days(line) if day.year is not None]
            days += _numeric_days(line)
            if days:
                return days[0], f"the date line “{line}”"
    return None


def _numeric_days(line: str) -> list[dt.date]:
    """Days such as 25/01/2024 that can be read in one way only."""
    found = []
    for first, second, year in re.findall(r"\b(\d\d?)[/.](\d\d?)[/.](\d{4})\b", line):
        day, month = max(int(first), int(second)), min(int(first), int(second))
        if (day > 12 or day == month) and 0 < month <= 12 and day <= 31 and int(year) > 1700:
            found += _years_around(month, day, dt.date(int(year), 1, 1))[:1]
    return [day for day in found if str(day.year) in line]


def _from_dateline(story: Story, document: Document) -> tuple[dt.date, str] | None:
    """From "CITY, Jan 5 (Agency) -"; the year comes from a full date near it or from the weekday of the paragraph."""
    lead = next(iter(_texts(story, document, "body")), "")
    line = boilerplate.dateline(lead)
    named = next(iter(dates.named_days(line)), None)
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
    for _, _, weekday in dates.weekdays(lead)[:1]:
        day = _first_fitting_year(story, document, weekday, named.month, named.day)
        if day:
            return day, f"the dateline “{words}”, a {dates.WEEKDAYS[weekday]} in {day.year}"
    return None


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
    body = _texts(story, document, "body")
    told = [
        weekday
        for text in body
        for begin, end, weekday in dates.weekdays(text)
        if not dates.is_announced(text, begin, end)
    ]
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
                day = _first_fitting_year(story, document, named.weekday, named.month, named.day)
                if day:
                    note = f" (in {day.year} a {dates.WEEKDAYS[named.weekday]})"
                    yield Candidate(day, words, place, note)


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


def _latest_year(story: Story, document: Document) -> int:
    """The latest year that the story names as present or past; 0 if it names none."""
    years = [0]
    for text in _texts(story, document, "title", "caption", "heading", "body"):
        for time in dates.find(text, None):
            if time.earliest and not _YET_TO_COME.search(text[max(0, time.begin - 60) : time.end]):
                years.append(time.earliest.year)
    return max(years)


def _first_fitting_year(story: Story, document: Document, weekday: int, month: int, day: int) -> dt.date | None:
    """The day in the first year, not before the latest year named in the story, in which it has this weekday."""
    newest = _latest_year(story, document)
    for year in range(newest, newest + YEARS_ON + 1) if newest else ():
        try:
            if dt.date(year, month, day).weekday() == weekday:
                return dt.date(year, month, day)
        except ValueError:
            continue
    return None


def _years_around(month: int, day: int, near: dt.date) -> list[dt.date]:
    """The day in the years around `near`, the nearest first."""
    found = []
    for year in (near.year - 1, near.year, near.year + 1):
        try:
            found.append(dt.date(year, month, day))
        except ValueError:
            continue
    return sorted(found, key=lambda one: abs((one - near).days))
