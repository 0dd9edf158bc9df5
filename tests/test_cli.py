"""What people type and what comes back: help, exit codes, messages."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from kg import __version__
from kg.cli import main

COMMANDS = sorted(main.commands)
BOMBING = (
    "A car bomb killed Captain Samir Daoud and three soldiers near Kandahar on Monday, 3 March 2031, police said.\n"
)
BAD = b"\x00\x01\x02\x00\xff\xfe\x00"


def kg(*arguments: str, input: str | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=input)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two articles and a file that is no text."""
    path = tmp_path_factory.mktemp("articles")
    (path / "bomb.txt").write_text(BOMBING, encoding="utf-8")
    line = {"text": "Amara Diallo leads the Sahel Farmers Union.", "title": "Farmers Meet", "date": "2031-03-05"}
    (path / "farmers.jsonl").write_text(json.dumps(line), encoding="utf-8")
    (path / "broken.txt").write_bytes(BAD)
    return path


@pytest.fixture(scope="module")
def built(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    target = tmp_path_factory.mktemp("out") / "exports"
    return kg("build", str(folder), "-o", str(target)), target


@pytest.fixture(scope="module")
def dump(built: tuple[Result, Path]) -> str:
    return str(built[1] / "graph.ttl")


# ------------------------------------------------------------------------------------------- help


def test_help_names_every_command() -> None:
    result = kg("--help")
    assert result.exit_code == 0
    assert all(re.search(rf"^  {command} +\w", result.output, re.MULTILINE) for command in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_explained(name: str) -> None:
    command = main.commands[name]
    result = kg(name, "--help")
    assert result.exit_code == 0
    assert command.help
    assert command.help.splitlines()[0] in " ".join(result.output.split())
    options = [option for option in command.params if isinstance(option, click.Option)]
    assert [option.name for option in options if not option.help] == []


def test_version() -> None:
    assert kg("--version").output.endswith(f"{__version__}\n")


def test_help_loads_nothing_heavy() -> None:
    code = "import sys; from kg.cli import main; main(['--help'], standalone_mode=False); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "kg.cli" in loaded
    assert not loaded & {"spacy", "rdflib", "networkx", "numpy", "pyoxigraph", "lxml", "trafilatura", "rich"}


# ------------------------------------------------------------------------------------------ build


def test_a_bad_file_is_reported_and_the_rest_built(built: tuple[Result, Path], folder: Path) -> None:
    result, target = built
    assert result.exit_code == 3
    assert f"skipped {folder / 'broken.txt'}: binary" in result.stderr
    assert "Traceback" not in result.output
    assert sorted(path.name for path in target.iterdir()) == ["graph.gexf", "graph.graphml", "graph.html", "graph.ttl"]


def test_the_table_at_the_end(built: tuple[Result, Path]) -> None:
    result, target = built
    table = dict(re.findall(r"^([a-z ]+?) +([\d,]+)$", result.stdout, re.MULTILINE))
    assert {"documents": "2", "stories": "2", "people": "2", "skipped": "1"}.items() <= table.items()
    assert {"organizations", "places", "events", "claims", "conflicts", "merges"} <= table.keys()
    assert f"wrote {target / 'graph.ttl'}" in result.stdout


def test_standard_input(tmp_path: Path) -> None:
    result = kg("build", "-", "-o", str(tmp_path), input=BOMBING)
    assert result.exit_code == 0
    assert "Samir Daoud" in (tmp_path / "graph.ttl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["build"], 2, "PATH"),
        (["build", "{empty}"], 1, "give files or folders"),
        (["build", "{empty}/none.txt"], 1, "check the path"),
        (["build", "{bomb}", "--pipeline", "no_such_pipeline"], 1, "no spaCy pipeline 'no_such_pipeline'"),
        (["build", "{bomb}", "--colour"], 2, "--colour"),
        (["qurey"], 2, "qurey"),
        (["query"], 2, "kg query --list"),
        (["query", "timelines", "--graph", "{dump}"], 1, "Did you mean timeline?"),
        (["query", "SELECT * { ?s ?p }", "--graph", "{dump}"], 1, "line 1"),
        (["query", "timeline", "--set", "place", "--graph", "{dump}"], 2, "NAME=VALUE"),
        (["query", "timeline", "--set", "colour=red", "--graph", "{dump}"], 1, "no parameter colour"),
        (["query", "timeline", "--graph", "{empty}/none.ttl"], 1, "kg build"),
        (["query", "timeline", "--format", "xml", "--graph", "{dump}"], 2, "xml"),
        (["show"], 2, "NAME"),
        (["show", "Samir Dauod", "--graph", "{dump}"], 1, "Did you mean"),
        (["show", "Zzyzx", "--graph", "{dump}"], 1, "Zzyzx"),
        (["stats", "--graph", "{empty}/none.ttl"], 1, "kg build"),
    ],
)
def test_exit_codes_and_what_to_do(
    folder: Path, dump: str, tmp_path: Path, arguments: list[str], code: int, message: str
) -> None:
    known = {"empty": str(tmp_path), "bomb": str(folder / "bomb.txt"), "dump": dump}
    filled = [re.sub(r"\{(empty|bomb|dump)\}", lambda match: known[match[1]], argument) for argument in arguments]
    result = kg(*filled, *(["-o", str(tmp_path / "out")] if "build" in arguments else []))
    assert result.exit_code == code, result.output
    assert message in result.output
    assert "Traceback" not in result.output
    assert not (tmp_path / "out").exists()


# ------------------------------------------------------------------------------------------- asking


def test_query_by_name_as_csv(dump: str) -> None:
    result = kg("query", "killed", "--format", "csv", "--graph", dump)
    assert result.exit_code == 0
    header, *rows = csv.reader(io.StringIO(result.stdout))
    assert len(header) >= 4
    assert [row[0] for row in rows] == ["Samir Daoud"]
    assert BOMBING.strip() in rows[0]


def test_query_as_text_from_a_file_and_from_standard_input(dump: str, tmp_path: Path) -> None:
    sparql = "SELECT ?label { ?person a kg:Person ; rdfs:label ?label } ORDER BY ?label"
    expected = ["label", "Amara Diallo", "Samir Daoud"]
    file = tmp_path / "people.rq"
    file.write_text(sparql, encoding="utf-8")
    for arguments in ([sparql], [str(file)], ["-f", str(file)], ["-f", "-"], ["-"]):
        result = kg("query", *arguments, "--format", "csv", "--graph", dump, input=sparql)
        assert result.stdout.splitlines() == expected


def test_query_as_json(dump: str) -> None:
    answer = json.loads(kg("query", "members", "--format", "json", "--graph", dump).stdout)
    rows = [{value["value"] for value in row.values()} for row in answer["results"]["bindings"]]
    assert any({"Amara Diallo", "Sahel Farmers Union"} <= row for row in rows)


def test_the_list_of_queries() -> None:
    result = kg("query", "--list")
    assert result.exit_code == 0
    names = [line for line in result.output.splitlines() if not line.startswith(" ")]
    assert len(names) >= 10
    assert "timeline" in names


def test_show(dump: str) -> None:
    result = kg("show", "samir daoud", "--graph", dump)
    assert result.exit_code == 0
    assert result.stdout.startswith("Samir Daoud (person)\n")
    assert "Captain" in result.stdout
    assert "bomb.txt" in result.stdout
    card = json.loads(kg("show", "Samir Daoud", "--format", "json", "--graph", dump).stdout)
    assert card["label"] == "Samir Daoud"
    assert any(BOMBING.strip() == evidence["sentence"] for fact in card["events"] for evidence in fact["evidence"])


def test_stats(dump: str) -> None:
    result = kg("stats", "--graph", dump)
    assert result.exit_code == 0
    assert re.search(r"^  person +2$", result.stdout, re.MULTILINE)
    assert json.loads(kg("stats", "--format", "json", "--graph", dump).stdout)["classes"]["Person"] == 2
