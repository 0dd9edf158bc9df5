"""kg validate: what is wrong with a dump, in words."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from graphs import GRAPH

from kg.cli import main
from kg.export.turtle import write_turtle
from kg.validate import render, validate


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("valid") / "graph.ttl"
    write_turtle(GRAPH, path)
    return path


def broken(dump: Path, tmp_path: Path, old: str, new: str) -> Path:
    text = dump.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "broken.ttl"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def kg(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["validate", *arguments])


def test_a_dump_keeps_to_the_shapes(dump: Path) -> None:
    result = kg(str(dump))
    assert result.exit_code == 0, result.output
    assert result.output.endswith("triples, nothing is wrong.\n")


def test_links_to_lists_keep_to_the_shapes(tmp_path: Path) -> None:
    linked = replace(GRAPH.entities[0], same_as=("https://list.example.net/guard",))
    write_turtle(replace(GRAPH, entities=(linked, *GRAPH.entities[1:])), tmp_path / "graph.ttl")
    assert validate(tmp_path).faults == ()


def test_the_samples_keep_to_the_shapes() -> None:
    assert validate(Path(__file__).parents[1] / "exports").faults == ()


@pytest.mark.parametrize(
    ("old", "new", "label", "message"),
    [
        (
            "    kg:subtype kg:city ;\n",
            "    kg:subtype kg:strike ;\n",
            "Port Ellery",
            "“subtype” is strike, which is no",
        ),
        (
            "    kg:subtype kg:militiaLeader ;\n",
            "    kg:subtype 7 ;\n",
            "Tomas Verne",
            "“subtype” is 7, which is no",
        ),
        ("    kg:eventType kg:protest ;\n", "", "Protest", "“event type” is missing."),
        ("    kg:confidence 0.95 ", "    kg:confidence 1.95 ", "“Tomas Verne”", "“confidence” is 1.95, above 1.0."),
        (
            '    kg:earliest "2031-03-03"',
            '    kg:earliest "2031-03-04"',
            "Bombing in Port Ellery, 2031-03-03",
            "“earliest” is 2031-03-04, more than “latest”.",
        ),
        (
            '    kg:earliest "2031-03-03"^^xsd:date',
            '    kg:earliest "2031-03"^^xsd:gYearMonth',
            "Bombing in Port Ellery, 2031-03-03",
            "“earliest” is 2031-03, which is no date.",
        ),
        (
            "    kg:memberOf organization:ostrava-league ;\n",
            "",
            "Tomas Verne memberOf Ostrava League",
            "The triple of which it is the evidence is not in the graph.",
        ),
        ("    kg:role ", "    kg:rule ", "Tomas Verne", "The vocabulary has no such property: kg:rule."),
        (
            "assertion:r-0000000004 a kg:Assertion",
            "assertion:r-0000000004 a kg:Asertion",
            "Kings Bridge locatedIn Port Ellery",
            "The vocabulary has no such class: kg:Asertion.",
        ),
    ],
)
def test_faults_are_told_in_words(dump: Path, tmp_path: Path, old: str, new: str, label: str, message: str) -> None:
    path = broken(dump, tmp_path, old, new)
    found = validate(path).faults
    assert [(fault.label, message) for fault in found if fault.label == label and message in fault.message], found
    assert not [fault for fault in found if "http" in fault.message or "Constraint" in fault.message]
    result = kg(str(path))
    assert result.exit_code == 1
    assert label in result.output
    assert max(map(len, result.output.splitlines()[:-1])) <= 80
    assert f"\n{len(found)} fault" in result.output


def test_json_names_node_property_and_value(dump: Path, tmp_path: Path) -> None:
    result = kg(str(broken(dump, tmp_path, "kg:confidence 0.95 ", "kg:confidence 1.95 ")), "--format", "json")
    assert result.exit_code == 1
    report = json.loads(result.output)
    assert report["conforms"] is False
    assert report["faults"] == [
        {
            "node": "span:d001-m48-59",
            "label": "“Tomas Verne”",
            "type": "mention",
            "message": "“confidence” is 1.95, above 1.0.",
            "property": "kg:confidence",
            "value": "1.95",
        }
    ]
    assert json.loads(kg(str(dump), "--format", "json").output)["conforms"] is True


def test_long_lists_are_cut_and_say_so(dump: Path, tmp_path: Path) -> None:
    report = validate(broken(dump, tmp_path, "a kg:Sentence", "a kg:Sentance"))
    text = render(report)
    assert len(report.faults) > text.count("span:")
    assert "--format json" not in render(report, "json")


def test_a_file_that_is_no_dump(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("no turtle")
    assert kg(str(tmp_path / "graph.ttl")).exit_code == 1
    assert "Cannot read" in kg(str(tmp_path / "graph.ttl")).output
    assert "kg build" in kg(str(tmp_path / "none.ttl")).output
