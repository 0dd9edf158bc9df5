"""kg conflicts, kg timeline and kg diff over a dump: what they print and how they are asked."""

from __future__ import annotations

import csv
import io
import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from graphs import BOMBING, GRAPH
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kg.cli import main
from kg.conflicts import Conflict, Side
from kg.diff import diff
from kg.disputes import disputes, group
from kg.export.turtle import write_turtle
from kg.model import Assertion, Graph
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


def test_a_dispute_with_both_sides(dump: str) -> None:
    [found] = json.loads(disputes(dump, format="json"))
    assert (found["event"], found["what"], found["pairs"]) == (BOMBING, "deaths", 1)
    positions = [(p["says"], p["sources"], [voice["who"] for voice in p["voices"]]) for p in found["positions"]]
    assert positions == [("at least 4", 1, ["Police sources"]), ("2", 1, ["interior ministry"])]
    one, other = (position["voices"][0] for position in found["positions"])
    assert one["sentence"] == "Police sources said at least four people were killed and 11 wounded."
    assert (other["outlet"], other["published"], other["document"]) == ("The Daily “Ferry”", "2031-03-05", "in/one.txt")


def test_how_a_dispute_is_told(dump: str) -> None:
    lines = disputes(dump).splitlines()
    assert lines[0] == "Bombing in Port Ellery, 2031-03-03"
    assert "          — The Daily “Ferry”, 2031-03-05, in/one.txt" in lines
    assert [line.strip() for line in lines if "source" in line][1:3] == ["at least 4: 1 source", "Police sources"]
    assert lines[-1] == "1 dispute, 1 pair of claims that cannot both be true"


@pytest.mark.parametrize("name", [BOMBING, "Port Ellery", "bombing verne", "Abu Lind"])
def test_disputes_of_an_event(dump: str, name: str) -> None:
    assert disputes(dump, name).endswith("1 dispute, 1 pair of claims that cannot both be true\n")


def side(claim: str, source: str, says: str) -> Side:
    return Side(
        claim, source, claim.upper(), (says,), "", "", f"{claim} says {says}.", "Gazette", "2031-03-04", "a.txt"
    )


def against(one: Side, other: Side, kind: str = "deaths", event: str = "event:raid") -> Conflict:
    return Conflict(event, event, 3, False, (kind,), one, other)


def test_who_says_the_same_stands_together() -> None:
    a, b, c, d = side("a", "x", "4"), side("b", "y", "2"), side("c", "x", "4"), side("d", "z", "3")
    [found] = group([against(a, b), against(c, b), against(a, d), against(c, d), against(b, d)])
    told = [(p.says, p.sources, [v.claim for v in p.voices], p.against) for p in found.positions]
    assert told == [("4", 1, ["a", "c"], ("3", "2")), ("3", 1, ["d"], ("4", "2")), ("2", 1, ["b"], ("4", "3"))]
    assert found.pairs == 5


def test_events_and_respects_are_told_apart() -> None:
    a, b, c, d = (side(claim, claim, says) for claim, says in zip("abcd", ("4", "2", "9", "8"), strict=True))
    found = group([against(a, b), against(c, d), against(a, b, "injuries"), against(a, b, event="event:other")])
    assert [(dispute.event, dispute.what) for dispute in found] == [
        ("event:other", "deaths"),
        ("event:raid", "deaths"),
        ("event:raid", "deaths"),
        ("event:raid", "injuries"),
    ]


CLAIMS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] < p[1]), max_size=12)


@given(CLAIMS, st.randoms())
def test_the_order_of_the_pairs_does_not_matter(pairs: list[tuple[int, int]], order: random.Random) -> None:
    sides = [side(f"c{i}", f"s{i % 3}", str(i % 4)) for i in range(8)]
    found = [against(sides[i], sides[j]) for i, j in dict.fromkeys(pairs)]
    made = group(found)
    assert made == group(order.sample(found, len(found)))
    assert sum(dispute.pairs for dispute in made) == len(found)
    voices = [voice.claim for dispute in made for position in dispute.positions for voice in position.voices]
    assert sorted(voices) == sorted({f"c{i}" for pair in pairs for i in pair})


SAMPLES = str(Path(__file__).parents[1] / "exports" / "graph.ttl")


@pytest.mark.parametrize(
    "expected",
    [
        ("deaths", ("Health sources in Baghdad", "4"), ("Pentagon", "2")),
        ("deaths", ("Patrick Ryder", "2"), ("Report: The death of a senior PMF commander in…", "at least 4")),
        ("injuries", ("other reports", "6"), ("Report: Iraqi ", "7")),
    ],
)
def test_disputes_of_the_samples(expected: tuple[str, tuple[str, str], tuple[str, str]]) -> None:
    measure, *sides = expected
    [found] = [d for d in json.loads(disputes(SAMPLES, "Abou Taqwa", "json")) if d["what"] == measure]
    by_words = {position["says"]: position for position in found["positions"]}
    for who, says in sides:
        assert any(voice["who"].startswith(who) for voice in by_words[says]["voices"])
    assert sides[1][1] in by_words[sides[0][1]]["against"]


def test_no_conflicts_of_another_event(dump: str) -> None:
    assert disputes(dump, "withdrawal") == "0 disputes\n"


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


def test_of_a_toll_that_has_risen_the_last_figure_stands(tmp_path: Path) -> None:
    older, newer, *others = (replace(claim, conflicts=()) for claim in GRAPH.claims)
    claims = (replace(older, supersedes=(newer.id,)), newer, *others)
    path = written(replace(GRAPH, claims=claims), tmp_path / "graph.ttl")
    assert "(at least 4 dead" in " ".join(timeline(path, entity=BOMBING).split())
    [moment] = json.loads(timeline(path, entity=BOMBING, format="json"))
    assert (moment["deaths"], moment["deaths_now"]) == ("2 to 4", "at least 4")


def test_events_without_a_day_are_counted_where_days_are_asked_for(dump: str) -> None:
    assert timeline(dump, first="2031-03-10").endswith("2 events; 1 without a day is left out\n")
    assert timeline(dump).endswith("5 events\n")


@pytest.mark.parametrize("day", ["March", "2031-3-1", "3.3.2031", "2031-02-30", "2031-13"])
def test_days_are_iso_days(dump: str, day: str) -> None:
    result = kg("timeline", "--from", day, "--graph", dump)
    assert result.exit_code == 2
    assert "write it as 2031-03-05" in result.stderr


def test_the_days_are_in_order(dump: str) -> None:
    result = kg("timeline", "--from", "2031-03-05", "--to", "2031-03-04", "--graph", dump)
    assert result.exit_code == 2
    assert "--from 2031-03-05 is after --to 2031-03-04" in result.stderr
    assert kg("timeline", "--from", "2031-03-05", "--to", "2031", "--graph", dump).exit_code == 0


def test_a_part_stands_below_its_whole(tmp_path: Path) -> None:
    bombing = next(event for event in GRAPH.events if event.id == BOMBING)
    other = next(event for event in GRAPH.events if event.when is not None and event.id != BOMBING)
    part = replace(other, when=bombing.when)
    link = Assertion("assertion:r-00000000aa", part.id, "subEventOf", BOMBING, (bombing.mentions[0].sentence,), 0.8)
    events = tuple(part if event is other else event for event in GRAPH.events)
    path = written(replace(GRAPH, events=events, assertions=(*GRAPH.assertions, link)), tmp_path / "graph.ttl")
    found = json.loads(timeline(path, format="json"))
    at = [moment["id"] for moment in found].index(BOMBING)
    assert (found[at + 1]["id"], found[at + 1]["part_of"]) == (part.id, [BOMBING])
    assert "› " in timeline(path)


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


def test_a_text_that_was_edited_has_claims_that_changed(dump: str, tmp_path: Path) -> None:
    first, *others = GRAPH.claims
    words = first.content.text.replace("four", "nine")
    assert words != first.content.text
    edited = replace(first, id="claim:c-0000000000", content=replace(first.content, text=words))
    kept = [replace(c, conflicts=tuple(i.replace(first.id, edited.id) for i in c.conflicts)) for c in others]
    graph = replace(
        GRAPH,
        documents=tuple(replace(document, sha256="0" * 64) for document in GRAPH.documents),
        claims=(edited, *kept),
    )
    [change] = json.loads(diff(dump, written(graph, tmp_path / "new.ttl"), "json"))
    assert (change["change"], change["what"], len(change["more"])) == ("changed", "claim", 1)
    assert "four" in change["more"][0]
    assert "nine" in change["more"][0]


# ---------------------------------------------------------------------------------------- formats


@pytest.mark.parametrize("command", ["conflicts", "timeline", "diff"])
def test_formats(dump: str, tmp_path: Path, command: str) -> None:
    empty = written(replace(GRAPH, events=(), assertions=(), claims=()), tmp_path / "empty.ttl")
    arguments = [empty, dump] if command == "diff" else ["--graph", dump]
    found = {f: kg(command, *arguments, "--format", f) for f in ("table", "json", "csv", "markdown")}
    assert all(result.exit_code == 0 for result in found.values())
    records = json.loads(found["json"].stdout)
    if command == "conflicts":  # a row for every claim
        records = [voice for dispute in records for side in dispute["positions"] for voice in side["voices"]]
    count = len(records)
    rows = list(csv.reader(io.StringIO(found["csv"].stdout)))
    assert count > 0
    assert len(rows) == count + 1
    assert {len(row) for row in rows} == {len(rows[0])}
    assert found["markdown"].stdout.count("\n") == count + 2
    assert max(cell_len(line) for line in found["table"].stdout.splitlines()) <= 80


@pytest.mark.parametrize(
    "arguments",
    [
        ("conflicts", "DUMP"),
        ("conflicts", "--event", "Port Ellery", "DUMP"),
        ("timeline", "DUMP", "--entity", "Abu Lind"),
        ("stats", "DUMP"),
        ("show", "DUMP", "Abu Lind"),
        ("show", "Abu Lind", "DUMP"),
        ("explain", "DUMP", "Abu Lind", "Tomas Verne"),
        ("query", "tolls", "DUMP"),
        ("validate", "--graph", "DUMP"),
        ("validate", "--graph=DUMP"),
    ],
)
def test_the_path_of_a_dump_stands_anywhere(dump: str, arguments: tuple[str, ...]) -> None:
    result = kg(*(argument.replace("DUMP", dump) for argument in arguments))
    assert result.exit_code == 0, result.output


def test_one_dump_at_a_time(dump: str) -> None:
    assert kg("conflicts", dump, "--graph", dump).exit_code == 2
    assert kg("conflicts", dump, dump).exit_code == 2
    assert kg("conflicts", str(Path(dump).parent)).exit_code == 0


@pytest.mark.parametrize("command", ["conflicts", "timeline", "diff"])
def test_a_dump_that_is_not_there(command: str) -> None:
    arguments = ["no.ttl", "no.ttl"] if command == "diff" else ["--graph", "no.ttl"]
    result = kg(command, *arguments)
    assert result.exit_code == 1
    assert "no.ttl" in result.stderr
