"""Who publishes a story: from metadata, or else as its head names it. What is unknown stays unknown."""

from __future__ import annotations

import re

from kg.model import Document, Story
from kg.read import boilerplate


def publisher_of(story: Story, document: Document, top: int) -> str:
    """The newspaper, broadcaster, agency or account that tells the story, as written; "" if nothing says.

    In this order: metadata of the document; a paper in the lines of the head, which ends at `top`, or before a bar in
    the title; an agency in the lines of the head or in the dateline.
    """
    if document.publisher:
        return document.publisher
    parts = sorted((part for part in story.boilerplate if part.begin < top), key=lambda part: part.begin)
    lines = [document.text[part.begin : part.end] for part in parts if part.kind in ("marker", "notice")]
    labels = ["", *(line if line.lower() == "source" else "" for line in lines)]
    head = [f"{label}\n{line}".strip() for label, line in zip(labels, lines, strict=False)]
    lead = next((document.text[part.begin : part.end] for part in story.paragraphs if part.kind == "body"), "")
    account, bar, _ = story.title.partition(" | ")
    papers = (_paper(line) for line in (*head, account if bar else ""))
    agencies = (_agency(line) for line in (*head, boilerplate.dateline(lead)))
    return next((name for name in (*papers, *agencies) if name), "")


_LEAD = re.compile(r"^(?:by|from|source|via|for|special (?:to|for))(?: the |[: ]+)", re.IGNORECASE)
_SOURCE = re.compile(r"sources?(?:: ?|\s+)([^|:]{2,60})$", re.IGNORECASE)
_OFFICE = re.compile(r" (?:staff|(?:staff )?(?:writer|reporter|correspondent|editor)s?)$", re.IGNORECASE)
_HANDLE = re.compile(r"\s+\(?@\w+$")
# Words of papers' names that are surnames too, and those that a section or a topic in capitals can end with.
_SURNAMES = ("Post", "Star", "Mail", "Press", "Herald", "Echo", "Argus", "Punch", "Courier", "Guardian", "Messenger")
_COMMON = frozenset(
    ("NEWS", "TODAY", "REPORT", "REVIEW", "ONLINE", "PRESS", "DAILY", "WEEKLY", "TV", "RADIO", "WATCH", "BULLETIN")
)
_GENERIC = frozenset(
    ("breaking", "latest", "live", "special", "full", "staff", "top", "local", "web", "video", "exclusive", "photo")
)


def _paper(line: str) -> str:
    """The newspaper, broadcaster or account that a line of the head names; "" if it names none.

    >>> [_paper(line) for line in ("By Ana Diaz, Lake Tribune", "lakenews.org, 2020-05-04", "By Tom Post", "LAKE NEWS")]
    ['Lake Tribune', 'lakenews.org', '', '']
    """
    if boilerplate.has_credit(line):
        return ""
    source = _SOURCE.match(line)
    if source and boilerplate.is_name(source[1]):
        return source[1]
    named = (_named(part) for part in boilerplate.parts_beside_date(line))
    alone = line.removeprefix("By ").removeprefix("by ")
    papers = (name for name in named if _is_paper(name, bool(re.search(r"\d", line)), name == alone))
    return boilerplate.who_issues(line) or next(papers, "")


def _named(part: str) -> str:
    """A part of a line without "by", offices and handles."""
    return _HANDLE.sub("", _OFFICE.sub("", _LEAD.sub("", part, count=1)))


def _is_paper(name: str, dated: bool, alone: bool) -> bool:
    """Whether a name is that of a paper; `dated`: a date stands beside it, `alone`: nothing else does."""
    words = name.split()
    if not words or any(
        told(name) for told in (boilerplate.is_section, boilerplate.is_issue, boilerplate.is_furniture)
    ):
        return False
    if len(words) == 1:
        return boilerplate.is_publisher(name) and re.fullmatch("[A-Z][a-z]+", name) is None
    if all(word.lower() in _GENERIC or boilerplate.is_section(word) for word in words[:-1]):
        return False
    if name.isupper():
        return (dated or words[-1] not in _COMMON) and boilerplate.is_publisher(name.title())
    person = alone and len(words) == 2 and words[1] in _SURNAMES
    return boilerplate.is_publisher(name) and not person


_BRACKETS = re.compile(
    r"(?P<day>\b\d\d?(?:st|nd|rd|th)?(?:,? [A-Z][a-z]+\.?)?(?:,? \d{4})?[.,]? )?"
    r"[(\[/](?P<name>[^()\[\]/]{2,30})[)\]/][\s.:–—-]*$"
)


def _agency(line: str) -> str:
    """The news agency of a dateline, byline or date line; "" if there is none.

    >>> [_agency(line) for line in ("LIMA, May 4 (Andes News) - ", "LIMA (Peru) - ", "By Ana Diaz, AFP", "AFP")]
    ['Andes News', '', 'AFP', '']
    """
    found = _BRACKETS.search(line) if boilerplate.dateline(f"{line} x") or boilerplate.tells_day(line) else None
    if found and (boilerplate.is_agency(found["name"]) or (found["day"] and found["name"][0].isupper())):
        return found["name"]
    if boilerplate.is_byline(line) or _LEAD.match(line):
        for part in boilerplate.parts_beside_date(line):
            if boilerplate.is_agency(_named(part)):
                return _named(part)
    return ""
