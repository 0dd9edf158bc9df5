"""The events of a dump in the order of their days."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from kg import rows
from kg.conflicts import PARTICIPANTS, within
from kg.dump import Dump, Term
from kg.network import words
from kg.resolve.counts import in_words
from kg.resolve.statements import Within
from kg.show import look_up, only_unnamed

SHORT = ("when", "event", "where", "told by")
HEADS = (
    "when", "event", "id", "type", "factuality", "agents", "targets", "where", "deaths", "injuries", "disputed",
    "sources", "named", "part of", "sentence", "document",
)  # fmt: skip
UNDATED = "9999"
BEYOND = 10**12

Bounds = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Moment:
    """An event with its day; lists hold names, sorted by id."""

    id: str
    label: str
    type: str
    factuality: str
    when: str  # as precise as the text; "" where nothing is known
    earliest: str
    latest: str
    agents: tuple[str, ...]
    targets: tuple[str, ...]  # also those killed, wounded and arrested
    killed: tuple[str, ...]
    places: tuple[str, ...]  # the innermost ones
    deaths: str
    injuries: str
    deaths_now: str  # without the figures of a running toll that later ones supersede, and "at least 2" beside 4
    injuries_now: str
    disputed: bool
    sources: int
    only_unnamed: bool  # whether nobody who is named tells of it
    part_of: tuple[str, ...]  # ids of larger events
    sentence: str
    document: str


def timeline(
    path: str | os.PathLike[str],
    entity: str = "",
    place: str = "",
    first: str = "",
    last: str = "",
    format: str = "table",
    width: int = 80,
) -> str:
    """The events of the dump at `path` by day as a table, JSON, CSV or Markdown; undated ones at the end.

    What is a part of an event of the same day stands below it, indented in the table.

    Only those with `entity` in them, at `place` or a place inside it, and that can lie between the ISO days `first`
    and `last` (a month or a year also does). Raises ShowError for names, DumpError for a dump that does not serve.
    """
    dump = Dump(path)
    moments = _moments(dump, entity, place)
    found = _in_order(moment for moment in moments if _is_between(moment, first, last))
    brief = format == "table"
    below = _wholes(found)
    cells = [_short(moment, moment.id in below) if brief else _row(moment) for moment in found]
    records = [asdict(moment) for moment in found]
    text = rows.render(SHORT if brief else HEADS, cells, format, "event", records, width, beside=True)
    undated = sum(not moment.earliest for moment in moments) if brief and (first or last) else 0
    left_out = f"; {undated} without a day {'is' if undated == 1 else 'are'} left out" if undated else ""
    return f"{text.rstrip()}{left_out}\n" if left_out else text


def is_day(text: str) -> bool:
    """Whether a text is a day, month or year as ISO 8601 writes it.

    >>> [is_day(text) for text in ("2031-02-28", "2031-02", "2031", "2031-02-30", "2031-2")]
    [True, True, True, False, False]
    """
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
        return False
    try:
        dt.date(*(int(part) for part in f"{text}-01-01".split("-")[:3]))
    except ValueError:
        return False
    return True


def _moments(dump: Dump, entity: str, place: str) -> list[Moment]:
    """The events with somebody in them and at some place, in no order."""
    someone = look_up(dump, entity) if entity else None
    somewhere = _inside(dump, look_up(dump, place, ("Place", "Facility"))) if place else None
    around = within(dump)
    moments = []
    for event in dump.instances("Event"):
        taking_part = {who for role in PARTICIPANTS for who in dump.objects(event, role)}
        if someone is not None and someone != event and someone not in taking_part:
            continue
        if somewhere is not None and not somewhere & set(dump.objects(event, "place")):
            continue
        moments.append(_moment(dump, event, around))
    return moments


def _in_order(moments: Iterable[Moment]) -> list[Moment]:
    return _with_parts(sorted(moments, key=lambda m: (m.earliest or UNDATED, m.latest, m.label, m.id)))


def _with_parts(moments: list[Moment]) -> list[Moment]:
    """The events, those that are parts of another one that begins on the same day right behind it."""
    whole_of = _wholes(moments)
    parts: dict[str, list[Moment]] = defaultdict(list)
    for moment in moments:
        if moment.id in whole_of:
            parts[whole_of[moment.id]].append(moment)

    def unfolded(moment: Moment) -> Iterator[Moment]:
        yield moment
        for part in parts.get(moment.id, ()):
            yield from unfolded(part)

    return [one for moment in moments if moment.id not in whole_of for one in unfolded(moment)]


def _wholes(moments: list[Moment]) -> dict[str, str]:
    """For each part the first event that it is a part of, among those that begin on the same day."""
    begins = {moment.id: moment.earliest for moment in moments}
    found = {}
    for moment in moments:
        same = [id for id in moment.part_of if begins.get(id) == moment.earliest]
        if same:
            found[moment.id] = same[0]
    return found


def _is_between(moment: Moment, first: str, last: str) -> bool:
    """Whether an event can lie between two days, months or years; an undated one only where neither is given."""
    if not moment.earliest:
        return not first and not last
    return moment.latest >= first and (not last or moment.earliest[: len(last)] <= last)


def _inside(dump: Dump, place: Term) -> set[Term]:
    """A place and all that lie in it."""
    id = dump.short(place)
    inside = {node for node, around in within(dump).items() if id in around}
    nodes = (node for kind in ("Place", "Facility") for node in dump.instances(kind))
    return {place, *(node for node in nodes if dump.short(node) in inside)}


def _moment(dump: Dump, event: Term, around: Within) -> Moment:
    def named(*roles: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(dump.label(who) for role in roles for who in dump.objects(event, role)))

    inner = {dump.short(place) for place in dump.objects(event, "place")}
    outer = {place for one in inner for place in around.get(one, ())}
    places = [place for place in dump.objects(event, "place") if dump.short(place) not in outer]

    def bounds(measure: str) -> Bounds:
        low, high = (dump.value(event, measure + side) for side in ("Min", "Max"))
        return int(low) if low else None, int(high) if high else None

    claims = dump.subjects("about", event)
    superseded = {dump.value(claim, "quote") for claim in claims if dump.subjects("supersedes", claim)}
    standing = [claim for claim in claims if dump.value(claim, "quote") not in superseded]  # nor copies of those

    def toll(measure: str) -> str:
        return in_words(*bounds(measure)) if any(bound is not None for bound in bounds(measure)) else ""

    def now(measure: str) -> str:
        low, high = bounds(measure)
        found = _figures(dump, standing, measure)
        figures = [figure for figure in found if (low or 0) <= _least(*figure) <= (high or BEYOND)]
        return in_words(*_together(figures)) if figures and low is not None else toll(measure)

    def order(span: Term) -> tuple[str, int]:
        return dump.value(span, "inDocument"), int(dump.value(span, "begin"))

    mentions = sorted(dump.subjects("refersTo", event), key=order)
    sentence = next(iter(dump.objects(mentions[0], "inSentence")), mentions[0]) if mentions else None
    document = next(iter(dump.objects(mentions[0], "inDocument"))) if mentions else None
    return Moment(
        dump.short(event),
        dump.label(event),
        words(dump.value(event, "eventType").rpartition("#")[2]),
        dump.value(event, "factuality").rpartition("#")[2],
        dump.value(event, "when"),
        dump.value(event, "earliest"),
        dump.value(event, "latest"),
        named("agent"),
        named("target", "killed", "wounded", "arrested"),
        named("killed"),
        tuple(map(dump.label, places)),
        toll("deaths"),
        toll("injuries"),
        now("deaths"),
        now("injuries"),
        dump.value(event, "disputed") == "true",
        int(dump.value(event, "sourceCount") or 0),
        only_unnamed(dump, event),
        tuple(dump.short(whole) for whole in dump.objects(event, "subEventOf")),
        dump.value(sentence, "text") if sentence is not None else "",
        dump.value(document, "path") if document is not None else "",
    )


def _figures(dump: Dump, claims: Iterable[Term], measure: str) -> Iterator[Bounds]:
    """The bounds that claims give of a measure."""
    for claim in claims:
        for quantity in dump.objects(claim, "quantity"):
            if dump.value(quantity, "measure").endswith(f"#{measure}"):
                low, high = (dump.value(quantity, side) for side in ("min", "max"))
                yield int(low) if low else None, int(high) if high else None


def _least(low: int | None, high: int | None) -> int:
    return low if low is not None else high or 0


def _together(figures: Sequence[Bounds]) -> Bounds:
    """What figures of one toll leave possible; "at least 2" says nothing beside 4.

    >>> _together([(2, None), (4, 4)]), _together([(9, None), (4, 4), (0, 0)]), _together([(2, None), (3, None)])
    ((4, 4), (0, 9), (2, None))
    """
    highs = [high for _, high in figures if high is not None]
    telling = [(low, high) for low, high in figures if high is not None or _least(low, high) > max(highs, default=-1)]
    lows = [low for low, _ in telling if low is not None]
    return min(lows, default=None), max([*highs, *lows]) if highs else None


def _days(moment: Moment) -> str:
    if moment.when or not moment.earliest:
        return moment.when
    return f"{moment.earliest} to {moment.latest}"


def _short(moment: Moment, is_below: bool) -> list[str]:
    label = moment.label.removesuffix(f", {moment.when}") if moment.when else moment.label
    state = "" if moment.factuality == "actual" else moment.factuality
    deaths = moment.deaths_now if moment.deaths != f"at least {len(moment.killed)}" else ""  # as many as have a name
    tolls = [f"{deaths} dead" if deaths else "", f"{moment.injuries_now} wounded" if moment.injuries else ""]
    notes = [note for note in (state, *tolls, "disputed" if moment.disputed else "") if note]
    told = f"{moment.sources}{' unnamed' if moment.only_unnamed else ''}" if moment.sources else ""
    label = ("› " if is_below else "") + label + (f" ({', '.join(notes)})" if notes else "")
    return [_days(moment) or "undated", label, ", ".join(moment.places), told]


def _row(moment: Moment) -> list[str]:
    return [
        _days(moment),
        moment.label,
        moment.id,
        moment.type,
        moment.factuality,
        "; ".join(moment.agents),
        "; ".join(moment.targets),
        "; ".join(moment.places),
        moment.deaths,
        moment.injuries,
        "yes" if moment.disputed else "no",
        str(moment.sources),
        "no" if moment.only_unnamed else "yes",
        "; ".join(moment.part_of),
        moment.sentence,
        moment.document,
    ]
