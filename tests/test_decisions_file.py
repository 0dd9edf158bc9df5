"""decisions.csv: what it may hold, what is said of faults, and what kg build makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg import decisions
from kg.cli import main
from kg.resolve.decisions import ContradictionError, Judgement, reference

HEADER = "left,right,judgement,who,when,note\n"
TEXTS = {
    "one.txt": "Karim Haddad, the mayor of Port Ellery, resigned on Monday. Haddad blamed the council.\n",
    "two.txt": "A man known only as Tondo left Port Ellery on Tuesday. Tondo was seen in Norland.\n",
}


def kg(*arguments: str, input: str | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=input)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with two short articles in it."""
    (tmp_path / "in").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


# -------------------------------------------------------------------------------------- the file


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("left,right,judgement,who,when\n", ":1: no column note; the first line must be left,right,"),
        ("person:Ada,person:Bo,same,,,\n", ":1: no column left"),
        (HEADER + "person:Ada,person:Bo,equal,,,\n", ":2: judgement 'equal'; write same, different or revoke"),
        (HEADER + "\nperson:Ada,Bo,same,,,\n", ":3: 'Bo' does not say which entity is meant: write it as person:NAME"),
        (HEADER + "person:Ada,person:Bo,same\n", ":2: 3 cells instead of 6"),
        (HEADER + "person:Ada,person:Bo,same,,,a,b\n", ":2: 7 cells instead of 6"),
        (HEADER + 'person:Ada,person:Bo,same,,,"a\nb"\nperson:Ada,,same,,,\n', ":4: '' does not say"),
        (HEADER + 'person:Ada,person:Bo,same,,,"a"b\n', ":2: "),
        (HEADER + "person:Ada,person:ada,same,,,\n", ":2: the same name on both sides"),
        ("\ufeff" + HEADER.upper() + "person:Ada,person:Bo,twins,,,\n", ":2: judgement 'twins'"),
    ],
)
def test_faults_name_the_line_and_what_to_type(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "judged.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(decisions.DecisionsError) as caught:
        decisions.read(path)
    assert str(caught.value).startswith(f"{path}{message}")


def test_other_encodings_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "judged.csv"
    path.write_bytes(HEADER.encode() + b"person:Jos\xe9,person:Bo,same,,,\n")
    with pytest.raises(decisions.DecisionsError, match=r"judged\.csv:2: not UTF-8"):
        decisions.read(path)


@pytest.mark.parametrize("text", ["", "\n", HEADER, HEADER.replace("\n", "\r\n")])
def test_nothing_is_decided_yet(tmp_path: Path, text: str) -> None:
    (tmp_path / "judged.csv").write_bytes(text.encode())
    assert decisions.read(tmp_path / "judged.csv") == []


def judged(left: str, right: str, judgement: str = "same", note: str = "") -> Judgement:
    return Judgement(reference(left), reference(right), judgement, "Ada", "2031-03-05", note)


def test_lines_are_added_and_nothing_else_changes(tmp_path: Path) -> None:
    path = tmp_path / "new" / "judged.csv"
    assert decisions.append(path, judged("person:Ada Bo", "person:Tondo", note='says "so", twice\nindeed')).line == 2
    first = path.read_bytes()
    assert first.decode() == HEADER + 'person:Ada Bo,person:Tondo,same,Ada,2031-03-05,"says ""so"", twice indeed"\n'
    assert decisions.append(path, judged("place:Lind", "place:Lindau", "different")).line == 3
    assert path.read_bytes() == first + b"place:Lind,place:Lindau,different,Ada,2031-03-05,\n"
    assert [one.line for one in decisions.read(path)] == [2, 3]


def test_a_file_of_another_shape_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "judged.csv"
    path.write_text("note,left,right,judgement,when,who,seen\nx,place:A,place:B,same,,,y", encoding="utf-8")
    decisions.append(path, judged("place:C", "place:D"))
    assert path.read_text(encoding="utf-8").splitlines()[1:] == [
        "x,place:A,place:B,same,,,y",
        ",place:C,place:D,same,2031-03-05,Ada,",
    ]


def test_what_contradicts_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "judged.csv"
    decisions.append(path, judged("person:Ada", "person:Bea"))
    decisions.append(path, judged("person:Bea", "person:Cleo"))
    before = path.read_bytes()
    with pytest.raises(ContradictionError, match="lines 2, 3 and 4 contradict"):
        decisions.append(path, judged("person:Cleo", "person:Ada", "different"))
    assert path.read_bytes() == before
    assert decisions.append(path, judged("person:Cleo", "person:Bea", "different")).line == 4


# -------------------------------------------------------------------------------------- kg build


def test_build_applies_what_was_decided(folder: Path) -> None:
    plain = kg("build", "in", "-o", "plain")
    assert plain.exit_code == 0
    assert "decisions applied" not in plain.output
    (folder / "decisions.csv").write_text(
        HEADER
        + "person:Karim Haddad,person:Tondo,same,Ada,2031-03-05,says her brother\n"
        + "place:Port Ellery@one.txt,place:Port Ellery@two.txt,different,Ada,,\n"
        + "person:Nobody,person:Tondo,same,,,\n"
        + "person:Tondo,person:Hadad,revoke,,,a slip\u2028here\n",
        encoding="utf-8",
    )
    result = kg("build", "in", "-o", "judged")
    assert result.exit_code == 0
    assert "decisions applied            2\n" in result.stdout
    assert "warning: decisions.csv:4: nothing is called 'Nobody'" in result.stderr
    assert "warning: decisions.csv:5: no line before it judges this pair" in result.stderr
    shown = kg("show", "Tondo", "--graph", "judged/graph.ttl").stdout
    assert shown.startswith("Karim Haddad (person)\n")
    places = kg(
        "query", "SELECT ?p { ?p rdfs:label 'Port Ellery' }", "--graph", "judged/graph.ttl", "--format", "csv"
    ).stdout
    assert len(places.splitlines()) == 3
    revoked = (folder / "decisions.csv").read_text(encoding="utf-8") + (
        "person:Tondo,person:Karim Haddad,revoke,,,\nperson:Nobody,person:Tondo,revoke,,,\n"
        "place:Port Ellery@one.txt,place:Port Ellery@two.txt,revoke,,,\n"
    )
    (folder / "decisions.csv").write_text(revoked, encoding="utf-8")
    kg("build", "in", "-o", "again")
    for name in ("graph.ttl", "graph.graphml", "graph.gexf"):
        assert (folder / "again" / name).read_bytes() == (folder / "plain" / name).read_bytes()


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (None, "There is no file mine.csv"),
        ("person:Ada,person:Bea,maybe,,,\n", "mine.csv:2: judgement 'maybe'"),
        (
            "person:Ada,person:Bea,same,,,\nperson:Bea,person:Cleo,same,,,\nperson:Cleo,person:Ada,different,,,\n",
            "mine.csv: lines 2, 3 and 4 contradict each other:\n  line 2: person:Ada same person:Bea",
        ),
    ],
)
def test_faults_stop_the_build_before_any_work(folder: Path, lines: str | None, message: str) -> None:
    if lines is not None:
        (folder / "mine.csv").write_text(HEADER + lines, encoding="utf-8")
    result = kg("build", "in", "--decisions", "mine.csv")
    assert result.exit_code == 1
    assert message in result.stderr
    assert "stories" not in result.stderr
    assert not (folder / "exports").exists()
