"""A document into its stories: where each begins and ends, its paragraphs and its boilerplate.

Every visible character of the document ends up in exactly one paragraph or boilerplate stretch of one story.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.model import Boilerplate, Document, Paragraph, Story
from kg.read import boilerplate
from kg.read.dating import date_of, end_of_head
from kg.read.publishers import publisher_of

WIDEST_WRAP = 130  # characters; lines longer than this were not broken by a text editor
BULLETS = "•*-·–"
NEAR = 8  # units within which a page repeats its title
ENOUGH = 5  # points of evidence for the beginning of a story, see `_begins_story`


@dataclass(frozen=True, slots=True)
class Unit:
    """A line, or the lines of one hard-wrapped paragraph, without surrounding white space."""

    begin: int
    end: int
    text: str
    gap: int  # blank lines before it

    @property
    def key(self) -> str:
        """The text as it is compared with other units."""
        return _key(self.text)


def _key(text: str) -> str:
    """`text` without differences of case, white space and kinds of quotation marks."""
    return " ".join(text.casefold().translate(_PLAIN_QUOTES).split())


_PLAIN_QUOTES = str.maketrans("‘’“”«»", '\'\'""""')
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\u2028\u2029]")


def split(document: Document) -> tuple[Story, ...]:
    """The stories of `document` in the order of the text; at least one unless the text is blank.

    `Story.begin` and `.end` (code points, end exclusive) enclose its paragraphs and second copies of them; other
    boilerplate, such as a list of links after the last paragraph, may stand outside.
    """
    units = paragraphs(document.text)
    if not units:
        return ()
    starts = _starts(units)
    number = document.id.partition("-")[0]
    told: dict[str, str] = {}
    stories = [
        _story(f"{number}-{position}", document, units[start:stop], told)
        for position, (start, stop) in enumerate(zip(starts, [*starts[1:], len(units)], strict=True), start=1)
    ]
    if len(stories) == 1 and not stories[0].title:
        stories = [replace(stories[0], title=document.title)]
    stories = [
        replace(story, publisher=publisher_of(story, document, end_of_head(story, document))) for story in stories
    ]
    return tuple(date_of(story, document) for story in stories)


# ------------------------------------------------------------------------------------ paragraphs


def paragraphs(text: str) -> list[Unit]:
    """The lines of `text` that are not blank; the lines of a hard-wrapped paragraph are joined into one unit."""
    lines = list(_lines(text))
    width = _wrap_width(lines)
    return _cut(_joined(lines, width, text) if width else lines)


def _joined(lines: Sequence[Unit], width: int, text: str) -> list[Unit]:
    joined = list(lines[:1])
    for previous, line in pairwise(lines):
        begun = joined[-1].text != previous.text
        if _continues(previous.text, line, width, begun):
            joined[-1] = replace(joined[-1], end=line.end, text=text[joined[-1].begin : line.end])
        else:
            joined.append(line)
    return joined


def _cut(units: Sequence[Unit]) -> list[Unit]:
    """The units, with the numbers of a thread's posts, agencies' stamps and the paper behind a title as units of their
    own."""
    posts = sum(_COUNTER.match(unit.text) is not None for unit in units)
    found = []
    for unit in units:
        counter = _COUNTER.match(unit.text) if posts > 1 else None
        ends = sorted({*([counter.end()] if counter else []), *boilerplate.cuts(unit.text)})
        for begin, end in pairwise([0, *ends, len(unit.text)]):
            part = unit.text[begin:end].rstrip()
            found.append(Unit(unit.begin + begin, unit.begin + begin + len(part), part, 0 if begin else unit.gap))
    return found


_COUNTER = re.compile(r"\d{1,3}/(?:\d{1,3}|n)?\s+(?=\S)")  # "3/" or "3/12" before a post


def _lines(text: str) -> Iterator[Unit]:
    last = 0
    for match in _LINE.finditer(text):
        line = match.group()
        stripped = line.strip()
        if stripped:
            begin = match.start() + len(line) - len(line.lstrip())
            breaks = len(_BREAK.findall(text, last, begin))
            yield Unit(begin, begin + len(stripped), stripped, max(breaks - 1, 0))
            last = begin + len(stripped)


def _breaks_sentence(first: str, second: Unit) -> bool:
    """Whether the line break between two lines falls inside a sentence."""
    inside = second.gap == 0 and second.text[0].islower() and 30 <= len(first) <= WIDEST_WRAP
    return inside and not boilerplate.ends_sentence(first) and not boilerplate.is_byline(second.text)


def _wrap_width(lines: Sequence[Unit]) -> int:
    """The length at which lines were broken; 0 if the text is not hard-wrapped."""
    pairs = [(first.text, second) for first, second in pairwise(lines) if second.gap == 0]
    if sum(_breaks_sentence(*pair) for pair in pairs) < max(1, 0.2 * len(pairs)):
        return 0
    lengths = sorted(len(first) for first, _ in pairs if len(first) <= WIDEST_WRAP)
    return lengths[int(0.9 * (len(lengths) - 1))]


def _continues(first: str, second: Unit, width: int, begun: bool) -> bool:
    """Whether `second` goes on with the paragraph of the line `first`, which itself goes on with one if `begun`.

    A line is only broken when it is full, or else where its sentence goes on.
    """
    if _breaks_sentence(first, second):
        return True
    if second.gap or first == second.text or len(first) > WIDEST_WRAP or second.text[0] in BULLETS:
        return False
    if begun and not boilerplate.ends_sentence(first):
        return True
    if boilerplate.is_marker(first) or boilerplate.has_credit(first):
        return False
    full = len(first) + 1 + len(second.text.split()[0]) > width
    return full and not (boilerplate.ends_sentence(first) and boilerplate.is_marker(second.text))


# ----------------------------------------------------------------------------------------- starts


def _is_furniture(text: str) -> bool:
    return boilerplate.is_marker(text) or boilerplate.is_notice(text) or boilerplate.is_list_entry(text)


def _starts(units: Sequence[Unit]) -> list[int]:
    """The positions of the units that begin a story; the first unit always does."""
    keys = [unit.key for unit in units]
    usual_gap = Counter(unit.gap for unit in units[1:]).most_common(1)[0][0] if len(units) > 1 else 0
    starts = [0]
    seen = {keys[0]}
    prose = boilerplate.is_prose(units[0].text)
    for i in range(1, len(units)):
        if prose and keys[i] not in seen and _begins_story(units, keys, i, usual_gap) >= ENOUGH:
            starts.append(i)
            prose = False
        seen.add(keys[i])
        prose = prose or boilerplate.is_prose(units[i].text)
    return starts


def _begins_story(units: Sequence[Unit], keys: Sequence[str], i: int, usual_gap: int) -> int:
    """Points of evidence that unit `i` is the title of a story that begins there; `ENOUGH` of them decide.

    A repeated title is enough alone. Otherwise the look of a headline counts 1, of one in title case 2; a gap wider
    than usual counts 2, by two lines or more 3; a dateline, byline or date line below counts 3, a caption 2. As
    sub-headings are short, seven words count 1 more next to a wide gap or a line with the date.
    """
    text = units[i].text
    if _is_furniture(text) or boilerplate.has_credit(text):
        return 0
    if _is_repeated_title(units, keys, i):
        return ENOUGH
    if not boilerplate.is_headline(text, fewest=5):
        return 0
    gap = units[i].gap - usual_gap
    points = 1 + boilerplate.is_title_case(text) + (2 if gap == 1 else 3 if gap > 1 else 0)
    long = len(text.split()) >= 7
    below = [unit.text for unit in units[i + 1 : i + 4]]
    if any(boilerplate.dateline(line) for line in below[:2]) or _is_dated_prose(below):
        return points + 3 + long
    if below and (boilerplate.has_credit(below[0]) or keys[i + 1] in keys[i + 2 : i + NEAR]):
        return points + 2
    return points + long if gap > 1 and below and boilerplate.is_prose(below[0]) else 0


def _is_dated_prose(below: Sequence[str]) -> bool:
    """Whether a byline, an account or a line with the day, or several of them, stand above running text."""
    lines = 0
    while lines < len(below) and boilerplate.tells_writer_or_day(below[lines]):
        lines += 1
    return 0 < lines < len(below) and (boilerplate.is_prose(below[lines]) or boilerplate.has_credit(below[lines]))


def _is_repeated_title(units: Sequence[Unit], keys: Sequence[str], i: int) -> bool:
    """Whether unit `i` comes again below, with nothing between but captions, markers and other repeated lines."""
    words = len(units[i].text.split())
    window = range(i + 1, min(i + 1 + NEAR, len(units)))
    again = next((j for j in window if keys[j] == keys[i]), None)
    if again is None or not 3 <= words <= 30:
        return False
    between = range(i + 1, again)
    return all(
        _is_furniture(units[j].text)
        or boilerplate.has_credit(units[j].text)
        or keys[j] in keys[i + 1 : j]
        or keys[j] in keys[j + 1 : again + NEAR]
        for j in between
    )


# ------------------------------------------------------------------------------------------ story


def _story(name: str, document: Document, units: Sequence[Unit], told: dict[str, str]) -> Story:
    """One story of `units`; `told` maps what the document has already said to its kind and is added to."""
    sorted_units = list(zip(units, _kinds(units, told, _key(document.title)), strict=True))
    content = tuple(Paragraph(unit.begin, unit.end, kind) for unit, kind in sorted_units if kind in CONTENT)
    furniture = tuple(Boilerplate(unit.begin, unit.end, kind) for unit, kind in sorted_units if kind not in CONTENT)
    core = [unit for unit, kind in sorted_units if kind in CONTENT or kind.startswith("duplicate")] or units
    title = next((document.text[part.begin : part.end] for part in content if part.kind == "title"), "")
    return Story(
        id=name,
        document=document.id,
        begin=core[0].begin,
        end=core[-1].end,
        title=" ".join(title.lstrip("#* ").split()),
        published=None,
        dated_by="",
        publisher="",
        paragraphs=content,
        boilerplate=furniture,
    )


CONTENT = ("title", "caption", "heading", "body")


def _kinds(units: Sequence[Unit], told: dict[str, str], headline: str) -> list[str]:
    """The kind of each unit of one story, a paragraph's (`CONTENT`) or boilerplate's; `headline`: from metadata."""
    keys = [unit.key for unit in units]
    title = _title_position(units, headline)
    kinds: list[str] = []
    in_list = in_topics = False
    for i, unit in enumerate(units):
        text = unit.text
        marker = boilerplate.is_marker(text) or i < title
        marker = marker or (keys[i] not in told and _is_bare_byline(units, i, title, kinds))
        marker = marker or (_is_in_head(units, i, title, kinds) and boilerplate.is_head_line(text))
        in_topics = boilerplate.opens_topics(text) or (in_topics and boilerplate.is_topic(text))
        in_list = boilerplate.opens_list(text) or (in_list and (marker or boilerplate.is_headline(text, fewest=3)))
        copied = told.get(keys[i], "")
        if marker:
            kind = "marker"
        elif boilerplate.is_notice(text):
            kind = "notice"
        elif copied in ("title", "caption"):
            kind = f"duplicate-{copied}"
        elif copied and (len(text.split()) >= 6 or kinds[-1:] == ["duplicate-body"]):
            kind = "duplicate-body"
        elif in_list or in_topics or boilerplate.is_list_entry(text):
            kind = "link-list"
        else:
            kind = told[keys[i]] = "title" if i == title else _content_kind(units, keys, i, kinds)
        kinds.append(kind)
    return kinds


def _title_position(units: Sequence[Unit], headline: str) -> int:
    """Which unit is the title: the first that is no furniture, if it looks like one; -1 if there is none.

    Names of sections, of the paper and of the topic above a headline are passed over.
    """
    content = [i for i, unit in enumerate(units) if not _is_furniture(unit.text)]
    above = [units[i] for i in content]
    first = next((at for at in range(len(content)) if not _stands_over(above[at : at + 3], headline)), -1)
    if first < 0 or first == len(content) - 1 or boilerplate.has_credit(above[first].text):
        return -1
    found = above[first]
    return content[first] if found.key == headline or boilerplate.is_headline(found.text) else -1


def _stands_over(units: Sequence[Unit], headline: str) -> bool:
    """Whether the first of `units` is a section, or the name of the paper or of a topic over a headline below it."""
    line, below = units[0], units[1].text if len(units) > 1 else ""
    if line.key == headline:
        return False
    if boilerplate.is_section(line.text) or boilerplate.is_place_and_day(line.text):
        return True
    if boilerplate.is_issue(line.text):
        return boilerplate.is_headline(below)
    words = len(line.text.split())
    over = boilerplate.is_publisher(line.text) or words <= 2 or (words <= 3 and line.text.isupper())
    over_headline = len(below.split()) >= max(4, 2 * words - 2) and boilerplate.is_headline(below)
    if boilerplate.ends_sentence(line.text) or boilerplate.has_credit(line.text) or boilerplate.has_credit(below):
        return False
    return over and (over_headline or (len(units) > 2 and _stands_over(units[1:], headline)))


def _is_in_head(units: Sequence[Unit], i: int, title: int, before: Sequence[str]) -> bool:
    """Whether unit `i` stands below the title, if there is one, and above the text but perhaps for a summary."""
    if not title < i <= title + NEAR or i + 1 >= len(units):
        return False
    top = max(title, 0)
    above = zip(before[top:], units[top:i], strict=True)
    return sum(kind == "body" and boilerplate.is_prose(unit.text) for kind, unit in above) <= 1


def _is_bare_byline(units: Sequence[Unit], i: int, title: int, before: Sequence[str]) -> bool:
    """Whether unit `i` is a writer, place or employer in the head of the story, with other furniture next to it."""
    if not 0 <= title < i <= title + NEAR or i + 1 >= len(units) or not boilerplate.is_name(units[i].text):
        return False
    above = zip(before[title:], units[title:i], strict=True)
    paragraphs_above = sum(kind == "body" and boilerplate.is_prose(unit.text) for kind, unit in above)
    below = units[i + 1].text
    if paragraphs_above:  # a summary below the title, but only next to a line that says who or when
        beside = before[-1] == "marker" and boilerplate.is_byline(units[i - 1].text)
        return paragraphs_above == 1 and (beside or boilerplate.is_byline(below))
    short = len(units[i].text.split()) <= 3 or re.search(r"[,:]| in | [-–—|/] ", units[i].text) is not None
    if boilerplate.is_name(below) and not boilerplate.is_marker(below) and i + 2 < len(units):
        below = units[i + 2].text  # "Ana Diaz", "Lake Tribune", "4 May 2020"
    return before[-1] == "marker" or (short and _is_furniture(below) and not boilerplate.opens_list(below))


def _comes_again(units: Sequence[Unit], keys: Sequence[str], i: int) -> bool:
    """Whether a line of the head is repeated as captions are: at once, or below markers and the repeated title."""
    for j in range(i + 1, min(i + NEAR, len(units))):
        if keys[j] == keys[i]:
            return True
        if not (_is_furniture(units[j].text) or keys[j] in keys[:i]):
            return False
    return False


def _content_kind(units: Sequence[Unit], keys: Sequence[str], i: int, before: Sequence[str]) -> str:
    """Whether a paragraph is a caption, a heading or body, given the kinds of the units before it."""
    text = units[i].text
    below = next((units[j].text for j in range(i + 1, len(units)) if not _is_furniture(units[j].text)), "")
    in_head = "body" not in before
    if boilerplate.has_credit(text) and (in_head or below):
        return "caption"
    if in_head and "title" in before and _comes_again(units, keys, i):
        return "caption"
    heads_prose = len(below.split()) >= 8 and (boilerplate.ends_sentence(below) or len(below) > 2 * len(text))
    if in_head or before[-1] == "heading" or boilerplate.ends_sentence(text) or not heads_prose:
        return "body"
    return "heading" if boilerplate.is_headline(text, fewest=1, most=12) else "body"
