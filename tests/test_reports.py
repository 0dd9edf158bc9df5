"""kg conflicts, kg timeline and kg diff over a dump: what they print and how they are asked."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from graphs import BOMBING, GRAPH
from rich.cells import cell_len

from kg.cli import main
from kg.conflicts import conflicts
from kg.diff import diff
from kg.export.turtle import write_turtle
from kg.model import Graph
from kg.show import show
from kg.timeline import timeline


def written(graph: Graph, path: Path) -> str:
    write_turtle(graph, path)
    return str(path)


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(GRAPH, tmp_path_factory.mktemp("reports") / "graph.ttl")


def kg(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


# -------------------------------------------------------------------------------------- conflicts


def test_a_conflict_with_both_sides(dump: str) -> None:
    [found] = json.loads(conflicts(dump, format="json"))
    assert (found["event"], found["kinds"]) == (BOMBING, ["deaths"])
    assert [(side["who"], side["says"]) for side in (found["one"], found["other"])] == [
        ("Police sources", ["at least 4"]),
        ("interior ministry", ["2"]),
    ]
    assert found["one"]["sentence"] == "Police sources said at least four people were killed and 11 wounded."
    assert found["other"]["document"] == "in/one.txt"


@pytest.mark.parametrize("name", [BOMBING, "Port Ellery", "bombing verne", "Abu Lind"])
def test_conflicts_of_an_event(dump: str, name: str) -> None:
    assert conflicts(dump, name).endswith("1 conflict\n")


SAMPLES = str(Path(__file__).parents[1] / "exports" / "graph.ttl")


@pytest.mark.parametrize(
    "expected",
    [
        ("deaths", ("Health sources in Baghdad", "4"), ("Pentagon", "2")),
        ("deaths", ("Patrick Ryder", "2"), ("Report: The death of a senior PMF commander in…", "at least 4")),
        ("injuries", ("other reports", "6"), ("Report: Iraqi ", "7")),
    ],
)
def test_conflicts_of_the_samples(expected: tuple[str, tuple[str, str], tuple[str, str]]) -> None:
    measure, *sides = expected
    found = []
    for conflict in json.loads(conflicts(SAMPLES, format="json")):
        for kind, *says in zip(conflict["kinds"], conflict["one"]["says"], conflict["other"]["says"], strict=True):
            told = zip((conflict["one"]["who"], conflict["other"]["who"]), says, strict=True)
            found.append((kind, dict(told)))
    assert any(
        kind == measure and all(any(w.startswith(who) and n == says for w, n in told.items()) for who, says in sides)
        for kind, told in found
    )


def test_no_conflicts_of_another_event(dump: str) -> None:
    assert conflicts(dump, "withdrawal") == "0 conflicts\n"


def test_an_event_that_is_not_there(dump: str) -> None:
    result = kg("conflicts", "--event", "eruption", "--graph", dump)
    assert result.exit_code == 1
    assert "kg timeline lists the events" in result.stderr


# --------------------------------------------------------------------------------------- timeline


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, ["Meeting", "Killing", "Withdrawal", "Bombing", "Protest"]),
        ({"entity": "Abu Lind"}, ["Killing", "Bombing"]),
        ({"place": "Port Ellery"}, ["Bombing"]),
        ({"first": "2031-03-10"}, ["Killing", "Withdrawal"]),
        ({"first": "2031-03-03", "last": "2031-03-03"}, ["Killing", "Withdrawal", "Bombing"]),
        ({"last": "2031-01"}, ["Meeting", "Killing"]),
        ({"entity": BOMBING}, ["Bombing"]),
    ],
)
def test_events_by_day(dump: str, options: dict[str, str], expected: list[str]) -> None:
    found = json.loads(timeline(dump, **options, format="json"))
    assert [moment["label"].split()[0] for moment in found] == expected
    days = [moment["earliest"] for moment in found if moment["earliest"]]
    assert days == sorted(days)


def test_a_line_of_the_timeline(dump: str) -> None:
    lines = " ".join(timeline(dump, entity=BOMBING).split())
    assert "2031-03-03 Bombing in Port Ellery" in lines
    assert "(2 to 4" in lines
    assert "disputed)" in lines


@pytest.mark.parametrize("day", ["March", "2031-3-1", "3.3.2031"])
def test_days_are_iso_days(dump: str, day: str) -> None:
    result = kg("timeline", "--from", day, "--graph", dump)
    assert result.exit_code == 2
    assert "write it as 2031-03-05" in result.stderr


def test_only_sources_without_a_name(tmp_path: Path) -> None:
    police, ministry, *others = GRAPH.claims
    elsewhere = [replace(claim, about=("place:port-ellery",)) for claim in (ministry, *others)]
    trigger = replace(GRAPH.events[0].mentions[0], begin=police.content.begin, end=police.content.begin + 2, text="at")
    bombing = replace(GRAPH.events[0], mentions=(trigger,))
    graph = replace(
        GRAPH,
        events=(bombing, *GRAPH.events[1:]),
        claims=tuple(replace(claim, conflicts=()) for claim in (police, *elsewhere)),
    )
    path = written(graph, tmp_path / "graph.ttl")
    assert "none of them named" in show(path, BOMBING)
    [moment] = json.loads(timeline(path, entity=BOMBING, format="json"))
    assert moment["only_unnamed"]


def test_an_outlet_that_tells_of_it_is_named(dump: str) -> None:
    assert "none of them named" not in show(dump, BOMBING)


# ------------------------------------------------------------------------------------------- diff


def test_no_changes(dump: str) -> None:
    assert diff(dump, dump) == "0 changes\n"


def test_facts_that_changed(dump: str, tmp_path: Path) -> None:
    verne = next(entity for entity in GRAPH.entities if entity.id == "person:tomas-verne")
    other = replace(verne, id="person:abu-lind", label="Abu Lind")
    events = tuple(replace(event, deaths=(2, 5)) if event.id == BOMBING else event for event in GRAPH.events)
    assertions = tuple(
        replace(a, subject=a.subject.replace(verne.id, other.id), object=a.object.replace(verne.id, other.id))
        for a in GRAPH.assertions
        if a.id != "assertion:r-0000000004"
    )
    kept = [entity for entity in GRAPH.entities if entity not in (verne, GRAPH.entities[-1])]
    graph = replace(
        GRAPH,
        entities=tuple(sorted((*kept, other), key=lambda entity: entity.id)),
        events=events,
        assertions=assertions,
        claims=GRAPH.claims[:4],
    )
    new = written(graph, tmp_path / "new.ttl")
    there = {(c["change"], c["what"], c["name"]): c["more"] for c in json.loads(diff(dump, new, "json"))}
    assert there.keys() == {
        ("renamed", "entity", "Tomas Verne → Abu Lind"),
        ("removed", "entity", "an aide"),
        ("changed", "event", "Bombing in Port Ellery, 2031-03-03"),
        ("removed", "relation", "Kings Bridge: located in Port Ellery"),
        ("removed", "claim", next(c["name"] for c in json.loads(diff(dump, new, "json")) if c["what"] == "claim")),
    }
    assert there["changed", "event", "Bombing in Port Ellery, 2031-03-03"] == ["deaths max: 4 → 5"]
    back = {(c["change"], c["what"]) for c in json.loads(diff(new, dump, "json"))}
    assert back == {
        ("renamed", "entity"),
        ("added", "entity"),
        ("changed", "event"),
        ("added", "relation"),
        ("added", "claim"),
    }


# ---------------------------------------------------------------------------------------- formats


@pytest.mark.parametrize("command", ["conflicts", "timeline", "diff"])
def test_formats(dump: str, tmp_path: Path, command: str) -> None:
    empty = written(replace(GRAPH, events=(), assertions=(), claims=()), tmp_path / "empty.ttl")
    arguments = [empty, dump] if command == "diff" else ["--graph", dump]
    found = {f: kg(command, *arguments, "--format", f) for f in ("table", "json", "csv", "markdown")}
    assert all(result.exit_code == 0 for result in found.values())
    count = len(json.loads(found["json"].stdout))
    rows = list(csv.reader(io.StringIO(found["csv"].stdout)))
    assert count > 0
    assert len(rows) == count + 1
    assert {len(row) for row in rows} == {len(rows[0])}
    assert found["markdown"].stdout.count("\n") == count + 2
    assert max(cell_len(line) for line in found["table"].stdout.splitlines()) <= 80


@pytest.mark.parametrize("command", ["conflicts", "timeline", "diff"])
def test_a_dump_that_is_not_there(command: str) -> None:
    arguments = ["no.ttl", "no.ttl"] if command == "diff" else ["--graph", "no.ttl"]
    result = kg(command, *arguments)
    assert result.exit_code == 1
    assert "no.ttl" in result.stderr
