"""One happening told by several outlets becomes one event, and its look-alikes stay apart."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest
from spacy.language import Language

import kg.read
from kg.assemble import assemble
from kg.extract import extract
from kg.model import Event

HERE = Path(__file__).parent / "outlets"


@pytest.fixture(scope="module")
def told(pipeline: Language) -> dict[str, list[tuple[int, int, Event]]]:
    """The mentions of events of each file, with the event."""
    documents, _ = kg.read.read([HERE / "texts"])
    names = {document.id: Path(document.path).name for document in documents}
    found = defaultdict(list)
    for event in assemble(documents, list(extract(documents, pipeline))).events:
        for mention in event.mentions:
            found[names[mention.document]].append((mention.begin, mention.end, event))
    return found


def event_at(told: dict[str, list[tuple[int, int, Event]]], file: str, words: str) -> Event:
    """The event told by the last of `words`, which stand once in a file."""
    text = (HERE / "texts" / file).read_text(encoding="utf-8")
    assert text.count(words) == 1
    end = text.index(words) + len(words)
    return next(event for begin, last, event in told[file] if begin < end <= last)


ONE = [
    [
        ("a1_sudan_wire.txt", "Drones hit"),
        ("a2_sudan_regional.txt", "the drone raid"),
        ("a3_sudan_ngo.txt", "three drones targeted"),
        ("a4_sudan_osint.txt", "the depot attack"),
    ],
    [("a1_sudan_wire.txt", "a drone slammed into"), ("a2_sudan_regional.txt", "the bombardment")],
    [("a2_sudan_regional.txt", "army warplanes struck"), ("a3_sudan_ngo.txt", "whose planes bombed")],
    [("b1_colombia_wire.txt", "explosives blew up"), ("b2_colombia_regional.txt", "over Mondomo bombing")],
    [("b2_colombia_regional.txt", "on Thursday arrested"), ("b3_colombia_monitor.txt", "with the arrest")],
    [("e2_lithuania_regional.txt", "police detained"), ("e3_poland_wire.txt", "since their arrest")],
]

APART = [
    [("a1_sudan_wire.txt", "Drones hit"), ("a1_sudan_wire.txt", "a drone slammed into")],
    [("a1_sudan_wire.txt", "Drones hit"), ("a2_sudan_regional.txt", "army warplanes struck")],
    [("b1_colombia_wire.txt", "explosives blew up"), ("b1_colombia_wire.txt", "bomb went off")],
    [("e2_lithuania_regional.txt", "police detained"), ("e3_poland_wire.txt", "Security Agency arrested")],
]


@pytest.mark.parametrize("places", ONE)
def test_one_event_of_several_outlets(told, places: list[tuple[str, str]]) -> None:
    assert len({event_at(told, file, words).id for file, words in places}) == 1


@pytest.mark.parametrize("places", APART)
def test_look_alikes_of_one_happening(told, places: list[tuple[str, str]]) -> None:
    assert len({event_at(told, file, words).id for file, words in places}) == 2


def test_a_report_without_a_year_is_dated_by_the_others(told) -> None:
    strike = event_at(told, "a1_sudan_wire.txt", "Drones hit")
    assert strike.when is not None
    assert strike.when.value == "2025-10-16"
    assert strike.deaths == (9, 11)


@pytest.mark.parametrize("name", ["entities", "events"])
def test_every_gold_span_is_its_text(name: str) -> None:
    records = json.loads((HERE / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    texts = {path.name: path.read_text(encoding="utf-8") for path in (HERE / "texts").iterdir()}
    mentions = [mention for record in records for mention in record["mentions"]]
    assert len(mentions) > 300
    assert all(texts[m["file"]][m["start"] : m["end"]] == m["text"] for m in mentions)
