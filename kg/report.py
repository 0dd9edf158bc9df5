"""A report on a dump to hand on: who is who, what happened, who contradicts whom, and where it is written.

`gather` reads the dump into blocks of text, tables, quotations and figures; `html` and `markdown` write them down.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TypeAlias

from kg import figures
from kg.conflicts import find
from kg.disputes import MOST, Dispute, group
from kg.dump import Dump, Term
from kg.export.files import replacing
from kg.network import COLORS, words
from kg.ontology import RDFS
from kg.query import printable
from kg.resolve.counts import in_words

PEOPLE, ORGANIZATIONS, HAPPENINGS, CONTESTED, SPEAKERS = 15, 10, 18, 10, 12  # rows; the dump has all
RELATIONS = ("commanderOf", "leaderOf", "spokespersonFor", "memberOf", "partOf", "alignedWith", "affiliatedWith")
MEASURES = {"deaths": "How many died", "injuries": "How many were wounded", "arrests": "How many were arrested"}
SUFFIXES = (".html", ".md")


class ReportError(ValueError):
    """The report cannot be written; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 or 3."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as long as the head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a source; `begin` and `end` are code points in it, of the words that count."""

    lead: str
    sentence: str
    begin: int
    end: int
    source: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as SVG; `name` serves as the name of a file."""

    name: str
    title: str
    svg: str


Block: TypeAlias = Heading | Paragraph | Table | Quote | Figure


def report(path: str | os.PathLike[str], output: str | os.PathLike[str]) -> list[Path]:
    """Write the report on the dump `path` to `output`, .html or .md; returns the files, with Markdown also the figures.

    Raises DumpError where the dump cannot be read, ReportError for another suffix, OSError where it cannot be written.
    """
    target = Path(output)
    if target.suffix not in SUFFIXES:
        raise ReportError(f"{target}: a report is written as {' or '.join(SUFFIXES)}; end the name with one of them")
    blocks = list(gather(Dump(path)))
    texts = {target: html(blocks) if target.suffix == ".html" else markdown(blocks, target.stem)}
    if target.suffix == ".md":
        texts |= {
            target.with_name(f"{target.stem}-{block.name}.svg"): block.svg + "\n"
            for block in blocks
            if isinstance(block, Figure)
        }
    for file, text in texts.items():
        with replacing(file) as temporary:
            temporary.write_text(text, encoding="utf-8", newline="\n")
    return list(texts)


def gather(dump: Dump) -> Iterator[Block]:
    """The blocks of the report, in the order of reading."""
    reader = _Reader(dump)
    yield from reader.summary()
    yield from reader.disputes()
    yield from reader.who()
    yield from reader.happenings()
    yield from reader.contested()
    yield from reader.sources()


# ---------------------------------------------------------------------------------- out of a dump


class _Reader:
    def __init__(self, dump: Dump) -> None:
        self.dump = dump
        self.events = dump.instances("Event")
        self.claims = dump.instances("Claim")
        self.mentions: dict[Term, list[Term]] = defaultdict(list)
        for mention, node in dump.pairs("refersTo"):
            self.mentions[node].append(mention)
        self.about: dict[Term, list[Term]] = defaultdict(list)
        for claim, node in dump.pairs("about"):
            self.about[node].append(claim)

    # -------------------------------------------------------------------------------- the parts

    def summary(self) -> Iterator[Block]:
        documents = self.dump.instances("Document")
        days = sorted(
            day for day in (self.dump.value(story, "published") for story in self.dump.instances("Story")) if day
        )
        period = f", published {days[0]} to {days[-1]}" if days else ""
        disputed = sum(self.dump.value(event, "disputed") == "true" for event in self.events)
        counts = {kind: len(self.dump.instances(kind)) for kind in ("Person", "Organization", "Place")}
        yield Paragraph(
            f"{_counted(len(documents), 'document')}{period}: {_counted(counts['Person'], 'person', 'people')}, "
            f"{_counted(counts['Organization'], 'organization')}, {_counted(counts['Place'], 'place')}, "
            f"{_counted(len(self.events), 'event')}, {_counted(len(self.claims), 'claim')}; "
            f"sources contradict each other on {_counted(disputed, 'event')}."
        )

    def disputes(self) -> Iterator[Block]:
        found = [event for event in self.events if self.dump.value(event, "disputed") == "true"]
        if not found:
            return
        yield Heading("Disputed events")
        about: dict[str, list[Dispute]] = defaultdict(list)
        for dispute in group(find(self.dump)):
            about[dispute.event].append(dispute)
        for number, event in enumerate(self.by_mentions(found), 1):
            disputes = about[self.dump.short(event)]
            if not disputes:
                continue  # the claims are listed under another event that they are about
            yield Heading(self.dump.label(event), 3)
            victims = [self.dump.label(person) for person in self.dump.objects(event, "killed")]
            if victims:
                yield Paragraph(f"Killed, by name: {', '.join(victims)}.")
            for measure, title in MEASURES.items():
                rows = self.tolls(event, measure)
                extents = [figures.Extent(self.speaker(claim), low, high) for low, high, claim in rows]
                if len({(low, high) for low, high, _ in rows}) < 2:
                    continue
                yield Figure(f"{measure}-{number}", title, figures.ranges(f"{title}: who says what", extents))
                for low, high, claim in rows:
                    yield self.claimed(claim, in_words(low, high))
            for dispute in disputes:
                if dispute.what not in MEASURES:
                    yield from self.positions(dispute)

    def positions(self, dispute: Dispute) -> Iterator[Block]:
        """What is said in one respect that is no toll, the first few who say it."""
        claims = {self.dump.short(claim): claim for claim in self.claims}
        for position in dispute.positions:
            what = position.says if dispute.what == "denial" else f"{dispute.what}: {position.says}"
            for voice in position.voices[:MOST]:
                yield self.claimed(claims[voice.claim], what)

    def tolls(self, event: Term, measure: str) -> list[tuple[int | None, int | None, Term]]:
        """The numbers that are given for an event, each with the first claim that gives it: copies once."""
        rows: dict[tuple[object, ...], tuple[int | None, int | None, Term]] = {}
        for claim in sorted(self.about[event], key=str):
            for quantity in self.dump.objects(claim, "quantity"):
                if self.concept(quantity, "measure") == measure:
                    low, high = (self.dump.value(quantity, side) for side in ("min", "max"))
                    row = int(low) if low else None, int(high) if high else None, claim
                    said = self.speaker(claim), self.dump.value(claim, "quote")
                    rows.setdefault((*row[:2], *said), row)
        return sorted(rows.values(), key=lambda row: (row[0] or 0, row[1] is None, row[1] or 0, str(row[2])))

    def who(self) -> Iterator[Block]:
        yield Heading("Who is who")
        people = self.by_mentions(self.dump.instances("Person"))[:PEOPLE]
        if people:
            yield Heading("People", 3)
            yield Table(
                ("Name", "Also called", "Who it is", "Mentions"),
                tuple(
                    (self.dump.label(node), self.aliases(node), self.roles(node), str(len(self.mentions[node])))
                    for node in people
                ),
            )
        organizations = self.by_mentions(self.dump.instances("Organization"))[:ORGANIZATIONS]
        if organizations:
            yield Heading("Organizations", 3)
            yield Table(
                ("Name", "Also called", "Kind", "Led by", "Mentions"),
                tuple(
                    (
                        self.dump.label(node),
                        self.aliases(node),
                        words(self.concept(node, "subtype")),
                        self.led_by(node),
                        str(len(self.mentions[node])),
                    )
                    for node in organizations
                ),
            )
        most = self.by_mentions([*people, *organizations])[:SPEAKERS]
        if most:
            rows = [
                figures.Bar(self.dump.label(node), len(self.mentions[node]), COLORS[self.dump.kind(node)])
                for node in most
            ]
            title = "Who is mentioned most (blue: people, orange: organizations)"
            yield Figure("mentions", title, figures.bars(title, rows))

    def aliases(self, node: Term) -> str:
        return ", ".join(self.dump.values(node, "alias")[:5])

    def roles(self, node: Term) -> str:
        told = list(self.dump.values(node, "role"))[:2]
        relations = [
            f"{words(name)} {self.dump.label(other)}"
            for name in RELATIONS
            for other in self.dump.objects(node, name)
            if not any(self.dump.label(other) in role for role in told)
        ]
        return "; ".join([*told, *relations[: 3 - len(told)]])

    def led_by(self, node: Term) -> str:
        leaders = {
            self.dump.label(leader) for name in ("commanderOf", "leaderOf") for leader in self.dump.subjects(name, node)
        }
        return ", ".join(sorted(leaders)[:3])

    def happenings(self) -> Iterator[Block]:
        dated = [
            event
            for event in self.events
            if self.dump.value(event, "earliest") and self.concept(event, "factuality") == "actual"
        ]
        if not dated:
            return
        chosen = sorted(
            self.by_mentions(dated)[:HAPPENINGS], key=lambda event: (self.dump.value(event, "earliest"), str(event))
        )
        most = max(len(self.mentions[event]) for event in chosen) or 1
        rows = [
            figures.Moment(
                self.day(event),
                self.dump.label(event).removesuffix(f", {self.day(event)}"),
                len(self.mentions[event]) / most,
                self.dump.value(event, "disputed") == "true",
            )
            for event in chosen
        ]
        yield Heading("Timeline")
        title = "What happened (larger: told more often; red: disputed)"
        yield Figure("timeline", title, figures.timeline(title, rows))
        for event in chosen:
            quote = self.told(event)
            if quote:
                yield quote

    def day(self, event: Term) -> str:
        return self.dump.value(event, "when") or f"{self.dump.value(event, 'earliest')} …"

    def told(self, event: Term) -> Quote | None:
        """The first sentence that tells of an event."""
        mentions = sorted(self.mentions[event], key=self.order)
        label = self.dump.label(event).removesuffix(f", {self.day(event)}")
        return self.quote(f"{self.day(event)}: {label}", mentions[0]) if mentions else None

    def contested(self) -> Iterator[Block]:
        against = {claim: self.dump.objects(claim, "conflictsWith") for claim in self.claims}
        ranked = sorted((claim for claim in self.claims if against[claim]), key=lambda c: (-len(against[c]), str(c)))
        if not ranked:
            return
        yield Heading("Most contested claims")
        for claim in ranked[:CONTESTED]:
            others = ", ".join(dict.fromkeys(self.speaker(other) for other in against[claim]))
            yield self.claimed(claim, f"contradicted by {others}")

    def sources(self) -> Iterator[Block]:
        yield Heading("Sources")
        counts = Counter(speaker for claim in self.claims for speaker in self.dump.objects(claim, "claimant"))
        ranked = sorted(counts, key=lambda speaker: (-counts[speaker], str(speaker)))[:SPEAKERS]
        if ranked:
            rows = [
                figures.Bar(self.dump.label(node), counts[node], COLORS.get(self.dump.kind(node), SOURCE_COLOR))
                for node in ranked
            ]
            title = "Who is quoted most (grey: without a name)"
            yield Figure("speakers", title, figures.bars(title, rows))
        claims = Counter(str(document) for claim in self.claims for document in self.dump.objects(claim, "inDocument"))
        rows_ = []
        for story in sorted(
            self.dump.instances("Story"), key=lambda story: (self.dump.value(story, "published"), str(story))
        ):
            [document] = self.dump.objects(story, "inDocument")
            path, publisher = self.dump.value(document, "path"), self.dump.value(document, "publisher")
            day = self.dump.value(story, "published") or "undated"
            rows_.append((day, self.dump.label(story), publisher, path, str(claims[str(document)])))
        yield Table(("Date", "Title", "Publisher", "File", "Claims in the file"), tuple(rows_))

    # ------------------------------------------------------------------------------- the pieces

    def by_mentions(self, nodes: Sequence[Term]) -> list[Term]:
        return sorted(nodes, key=lambda node: (-len(self.mentions[node]), str(node)))

    def order(self, span: Term) -> tuple[str, int]:
        return self.dump.value(span, "inDocument"), int(self.dump.value(span, "begin"))

    def concept(self, node: Term, name: str) -> str:
        return self.dump.value(node, name).rpartition("#")[2]

    def speaker(self, claim: Term) -> str:
        return ", ".join(self.dump.label(who) for who in self.dump.objects(claim, "claimant"))

    def claimed(self, claim: Term, what: str) -> Quote:
        [evidence, *_] = self.dump.objects(claim, "evidence")
        return self.quote(f"{self.speaker(claim)}: {what}", evidence)

    def quote(self, lead: str, span: Term) -> Quote:
        """The sentence of a span, in which the words of the span are marked."""
        sentence = next(iter(self.dump.objects(span, "inSentence")), span)
        text = self.dump.value(sentence, "text")
        offset = int(self.dump.value(sentence, "begin"))
        begin, end = (int(self.dump.value(span, side)) - offset for side in ("begin", "end"))
        story = next(iter(self.dump.objects(span, "inStory")), None)
        [document] = self.dump.objects(span, "inDocument")
        parts = [self.dump.value(document, "publisher"), self.dump.value(document, "path")]
        if story is not None:
            parts[:0] = [self.dump.value(story, RDFS + "label"), self.dump.value(story, "published")]
        return Quote(lead, text, begin, min(end, len(text)), " · ".join(part for part in parts if part))


SOURCE_COLOR = COLORS["AnonymousSource"]


def _counted(count: int, noun: str, plural: str = "") -> str:
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


# ----------------------------------------------------------------------------------- written down

TITLE = "What the news says"
STYLE = """
body { max-width: 46rem; margin: 3rem auto; padding: 0 1.2rem; color: #1c1d20; background: #fff;
  font: 16px/1.55 Charter, "Source Serif 4", "Noto Serif", Georgia, serif; }
h1 { font-size: 2.1rem; line-height: 1.15; margin: 0 0 .6rem; }
h2 { margin: 3rem 0 .8rem; padding-bottom: .3rem; border-bottom: 1px solid #dddad2; font-size: 1.45rem; }
h3 { margin: 2rem 0 .6rem; font-size: 1.1rem; }
table { border-collapse: collapse; width: 100%; font: 14px/1.4 "Segoe UI", system-ui, "Noto Sans", sans-serif; }
th { text-align: start; font-weight: 600; color: #6b6a70; white-space: nowrap; }
th, td { padding: .4rem .8rem .4rem 0; border-bottom: 1px solid #eceae4; vertical-align: top; }
figure { margin: 1.4rem 0; }
figure svg { max-width: 100%; height: auto; }
blockquote { margin: 1.1rem 0; padding-inline-start: 1rem; border-inline-start: 3px solid #dddad2; }
blockquote strong { display: block; font: 600 14px/1.4 "Segoe UI", system-ui, "Noto Sans", sans-serif; }
cite { display: block; font: 13px/1.4 "Segoe UI", system-ui, "Noto Sans", sans-serif; color: #6b6a70; }
mark { background: #ffe9a8; color: inherit; }
@media print { body { margin: 0; max-width: none; } blockquote, figure, tr { break-inside: avoid; } }
"""


def html(blocks: Sequence[Block]) -> str:
    """The report as one HTML file without scripts, figures inside."""
    return "\n".join(
        (
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{TITLE}</title>",
            f"<style>{STYLE}</style>",
            "</head>",
            "<body>",
            f"<h1>{TITLE}</h1>",
            *map(_html, blocks),
            "</body>",
            "</html>",
            "",
        )
    )


def _html(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level}>{_safe(block.text)}</h{block.level}>"
    if isinstance(block, Paragraph):
        return f"<p>{_safe(block.text)}</p>"
    if isinstance(block, Figure):
        return f"<figure>\n{block.svg}\n</figure>"
    if isinstance(block, Quote):
        before, marked, after = _cut(block)
        return (
            f'<blockquote dir="auto"><strong>{_safe(block.lead)}</strong>'
            f"{_safe(before)}<mark>{_safe(marked)}</mark>{_safe(after)}<cite>{_safe(block.source)}</cite></blockquote>"
        )
    head = "".join(f"<th>{_safe(cell)}</th>" for cell in block.head)
    rows = ("".join(f'<td dir="auto">{_safe(cell)}</td>' for cell in row) for row in block.rows)
    return "\n".join(("<table>", f"<tr>{head}</tr>", *(f"<tr>{row}</tr>" for row in rows), "</table>"))


def markdown(blocks: Sequence[Block], stem: str = "report") -> str:
    """The report as Markdown; figures are links to STEM-NAME.svg."""
    return "\n\n".join((f"# {TITLE}", *(_markdown(block, stem) for block in blocks))) + "\n"


def _markdown(block: Block, stem: str) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {_plain(block.text)}"
    if isinstance(block, Paragraph):
        return _plain(block.text)
    if isinstance(block, Figure):
        return f"![{_plain(block.title)}]({stem}-{block.name}.svg)"
    if isinstance(block, Quote):
        before, marked, after = map(_plain, _cut(block))
        return f"> **{_plain(block.lead)}**\n>\n> {before}*{marked}*{after}\n>\n> — {_plain(block.source)}"
    rows = [block.head, tuple("---" for _ in block.head), *block.rows]
    return "\n".join(f"| {' | '.join(_plain(cell) if row is not rows[1] else cell for cell in row)} |" for row in rows)


def _cut(quote: Quote) -> tuple[str, str, str]:
    return quote.sentence[: quote.begin], quote.sentence[quote.begin : quote.end], quote.sentence[quote.end :]


def _line(text: str) -> str:
    r"""`text` without line breaks and control characters; a space at either end stays.

    >>> _line(" two\nlines ")
    ' two lines '
    """
    return f"{' ' * text[:1].isspace()}{printable(text)}{' ' * (text[-1:].isspace() and not text.isspace())}"


def _safe(text: str) -> str:
    return escape(_line(text))


def _plain(text: str) -> str:
    r"""`text` in one line in which no character means anything to Markdown.

    >>> _plain("a *b* <i>|")
    'a \\*b\\* \\<i>\\|'
    """
    return "".join(f"\\{letter}" if letter in "\\`*_[]<|#~" else letter for letter in _line(text))
