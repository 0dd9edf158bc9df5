"""Gold annotations, as tests/gold/README.md describes them, read into records."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from kg.evaluation.scores import Words

SCORED_TYPES = {
    "Person": "Person",
    "Organization": "Organization",
    "Group": "Organization",
    "Place": "Place",
    "Facility": "Place",
}
_ASIDE = ("dup_of_line", "boilerplate", "nested", "in_compound")  # found or not, both are right
_CONFLICT_CLASSES = ("contradiction", "not-a-contradiction")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
Made = TypeVar("Made")


class GoldError(ValueError):
    """The gold cannot be read; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A place in the text that refers to an entity."""

    words: Words
    entity: str
    type: str  # Person | Organization | Place; "" for others
    accepted: frozenset[str]  # other entities that are right as well
    counted: bool  # False: left open, finding it is neither right nor wrong


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """A relation between two entities that the text states."""

    subject: str
    name: str
    object: str
    evidence: Words


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """Something that happened, or that is told otherwise and then not counted."""

    id: str
    type: str
    counted: bool
    mentions: tuple[Words, ...]
    date: str  # "2031-03-05", "2031-03", "2031", or two of them with "/" between; "" where unknown
    granularity: str  # as given | month | year | none
    agents: frozenset[str]
    targets: frozenset[str]
    places: frozenset[str]
    killed: frozenset[int]  # all numbers that are given
    wounded: frozenset[int]


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """What somebody is reported to have said."""

    words: Words
    kind: str
    speakers: frozenset[str]  # whoever is right; empty where nobody is named
    copies: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class GoldConflict:
    """Two passages on one matter, which contradict each other or only look so."""

    real: bool
    one: Words
    other: Words
    why: str


@dataclass(frozen=True, slots=True)
class GoldFact:
    """Something that the graph should hold; an end is "" where it is no node."""

    text: str
    level: str
    subject: str
    object: str
    evidence: Words


@dataclass(frozen=True, slots=True)
class Gold:
    """The annotations of a folder; None where it has no such file."""

    documents: frozenset[str]  # names of files
    mentions: tuple[GoldMention, ...]
    relations: tuple[GoldRelation, ...]
    apart: tuple[tuple[str, str], ...]  # entities that are easily taken for one
    furniture: tuple[Words, ...]
    events: tuple[GoldEvent, ...] | None
    claims: tuple[GoldClaim, ...] | None
    conflicts: tuple[GoldConflict, ...] | None
    facts: tuple[GoldFact, ...] | None


def load(folder: str | os.PathLike[str]) -> Gold:
    """The gold in `folder`: entities.json, and of the other files those that are there. Raises GoldError."""
    path = Path(folder)
    if not (path / "entities.json").is_file():
        what = "no folder" if not path.is_dir() else "no entities.json in the folder"
        raise GoldError(
            f"There is {what} {path}. Gold is a folder of .json files, for example:\n"
            "  kg evaluate exports/graph.ttl tests/gold\n"
            "How to make your own: docs/evaluation.md"
        )
    mentions = tuple(mention for group in _read(path, "entities", _mentions) or () for mention in group)
    listed = _read(path, "stories", lambda document: str(document["file"])) or ()
    return Gold(
        documents=frozenset((*listed, *(mention.words.document for mention in mentions))),
        mentions=mentions,
        relations=tuple(relation for group in _read(path, "entities", _relations) or () for relation in group),
        apart=tuple(pair for group in _read(path, "must_not_merge", _apart) or () for pair in group),
        furniture=tuple(words for group in _read(path, "stories", _furniture) or () for words in group),
        events=_read(path, "events", _event),
        claims=_read(path, "claims", _claim),
        conflicts=_flat(_read(path, "contradictions", _conflicts)),
        facts=_read(path, "facts", _fact),
    )


def _read(folder: Path, name: str, make: Callable[[dict[str, Any]], Made]) -> tuple[Made, ...] | None:
    path = folder / f"{name}.json"
    if not path.is_file():
        return None
    try:
        records = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise GoldError(f"Cannot read {path}: {error}") from error
    if not isinstance(records, list):
        raise GoldError(f"{path} is to hold a list of records, see tests/gold/README.md")
    return tuple(_made(path, number, record, make) for number, record in enumerate(records, 1))


def _made(path: Path, number: int, record: Any, make: Callable[[dict[str, Any]], Made]) -> Made:
    try:
        return make(record)
    except KeyError as error:
        raise GoldError(f"{path}, record {number}: {error} is missing, see tests/gold/README.md") from error
    except (AttributeError, TypeError, ValueError) as error:
        raise GoldError(f"{path}, record {number} is not as tests/gold/README.md has it: {error}") from error


def _flat(groups: tuple[list[Made], ...] | None) -> tuple[Made, ...] | None:
    return None if groups is None else tuple(item for group in groups for item in group)


# ----------------------------------------------------------------------------- record by record


def _words(record: dict[str, Any]) -> Words:
    return Words(record["file"], int(record["start"]), int(record["end"]), record.get("text", ""))


def _stretch(document: str, span: Any) -> Words:
    """A place without its words: [begin, end, …] or a record with start and end."""
    begin, end = (span["start"], span["end"]) if isinstance(span, dict) else span[:2]
    return Words(document, int(begin), int(end))


def _mentions(entity: dict[str, Any]) -> list[GoldMention]:
    type = SCORED_TYPES.get(entity["type"], "")
    counted = bool(type) and not entity.get("optional") and not entity.get("boilerplate_only")
    return [
        GoldMention(
            _words(mention),
            entity["id"],
            type,
            frozenset(mention.get("alt_ids") or ()),
            counted and mention.get("kind", "name") == "name" and not any(mention.get(mark) for mark in _ASIDE),
        )
        for mention in entity["mentions"]
    ]


def _relations(entity: dict[str, Any]) -> list[GoldRelation]:
    return [
        GoldRelation(entity["id"], relation["attr"], relation["value"], _words(relation["evidence"]))
        for relation in entity.get("attributes", ())
        if relation.get("value_is_entity")
    ]


def _apart(pair: dict[str, Any]) -> list[tuple[str, str]]:
    soft = "(soft)" in pair.get("why", "")
    return [(pair["a"], pair["b"])] if pair.get("kind", "entity") == "entity" and not soft else []


def _furniture(document: dict[str, Any]) -> list[Words]:
    stories = document["stories"]
    return [_stretch(document["file"], span) for story in stories for span in story.get("boilerplate_spans", ())]


def _event(event: dict[str, Any]) -> GoldEvent:
    numbers = {
        measure: frozenset(toll[measure] for toll in event.get("casualties", ()) if isinstance(toll.get(measure), int))
        for measure in ("killed", "wounded")
    }
    happened = event.get("factuality", "actual") == "actual"
    return GoldEvent(
        id=event["id"],
        type=event["type"],
        counted=happened and not event.get("speech_act") and not event.get("boilerplate_only"),
        mentions=tuple(_words(mention) for mention in event["mentions"]),
        date=_date(event.get("date")),
        granularity=event.get("score_granularity", "as given"),
        agents=frozenset(event.get("agents", ())),
        targets=frozenset(event.get("targets", ())),
        places=frozenset(event.get("places", ())),
        killed=numbers["killed"],
        wounded=numbers["wounded"],
    )


def _date(date: Any) -> str:
    """The date as it is; raises ValueError where a day of it does not exist."""
    text = str(date or "")
    for day in _DAY.findall(text):
        dt.date.fromisoformat(day)
    return text


def _claim(claim: dict[str, Any]) -> GoldClaim:
    words = _words(claim["content"])
    right = (claim["speaker"], claim.get("alt_speaker"))
    return GoldClaim(
        words=words,
        kind=claim.get("kind", ""),
        speakers=frozenset(() if claim.get("speaker_is_anonymous") else filter(None, right)),
        copies=tuple(_stretch(words.document, span) for span in claim.get("dup_spans", ())),
    )


def _conflicts(pair: dict[str, Any]) -> list[GoldConflict]:
    if pair.get("class", _CONFLICT_CLASSES[0]) not in _CONFLICT_CLASSES:
        return []
    return [GoldConflict(bool(pair["is_contradiction"]), _words(pair["a"]), _words(pair["b"]), pair.get("why", ""))]


def _fact(fact: dict[str, Any]) -> GoldFact:
    return GoldFact(
        fact["fact"],
        fact.get("difficulty", ""),
        fact["subject"],
        fact["object"] if fact.get("object_is_id") else "",
        _words(fact["evidence"]),
    )
