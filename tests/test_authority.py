"""kg build --authority: lists of known entities."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from kg import build
from kg.authority import AuthorityError, read
from kg.cli import main

FIRST = "Interior Minister Karim Haddad met Peter Novak in Nairobi on Monday, 3 March 2031. Haddad left at noon.\n"
SECOND = (
    "Abu Jaber praised the Sahel Farmers Union on Tuesday, 4 March 2031. Ana Duarte of the union spoke in Nairobi.\n"
)
TABLE = """\
id,name,aliases,type
Q901,Karim Haddad,Abu Jaber; K. Haddad,person
sfu 1,Sahel Farmers Union,SFU,organization
http://example.org/nairobi,Nairobi,,place
ad1,Ana Duarte,,person
ad2,Ana Duarte,A. Duarte,person
p9,Petra Novak,,person
"""
LINES = """\
{"id": "Q901", "schema": "Person", "properties": {"name": ["Karim Haddad"], "alias": ["Abu Jaber"]}}
{"id": "dir-1", "schema": "Directorship", "properties": {"role": ["chair"]}}

{"id": "sfu 1", "schema": "Organization", "properties": {"name": "Sahel Farmers Union"}}
"""
CONCEPTS = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix ex: <http://example.org/> .

ex:kh a skos:Concept ;
    skos:prefLabel "Karim Haddad"@en ;
    skos:altLabel "Abu Jaber" .
<http://example.org/nairobi> skos:prefLabel "Nairobi"@en , "Nairobi"@de .
"""


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(FIRST, encoding="utf-8")
    (folder / "b.txt").write_text(SECOND, encoding="utf-8")
    return folder


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_entities_are_linked_merged_by_aliases_and_left_open(articles: Path, tmp_path: Path) -> None:
    graph = build([articles], authority=[written(tmp_path, "known.csv", TABLE)])
    of = {entity.label: entity for entity in graph.entities}
    haddad = of["Karim Haddad"]
    assert haddad.same_as == ("http://www.wikidata.org/entity/Q901",)
    assert "Abu Jaber" in haddad.aliases
    assert [merge.rule for merge in haddad.merges if {merge.left, merge.right} == {"Karim Haddad", "Abu Jaber"}] == [
        f"listed in {tmp_path / 'known.csv'}:2"
    ]
    assert of["Sahel Farmers Union"].same_as == ("urn:x-kg:known:sfu%201",)
    assert of["Nairobi"].same_as == ("http://example.org/nairobi",)
    assert of["Ana Duarte"].same_as == of["Peter Novak"].same_as == ()
    (link,) = graph.open_links
    assert link.label == "Ana Duarte"
    assert [entry.split()[0] for entry in link.entries] == ["ad1", "ad2"]


def test_without_a_list_nothing_is_linked(articles: Path) -> None:
    graph = build([articles])
    assert {entity.same_as for entity in graph.entities} == {()}
    assert "Abu Jaber" in {entity.label for entity in graph.entities}


def test_the_dump_says_same_as_and_the_command_what_is_open(articles: Path, tmp_path: Path) -> None:
    path, target = written(tmp_path, "known.csv", TABLE), tmp_path / "out"
    result = CliRunner().invoke(main, ["build", str(articles), "-o", str(target), "--authority", str(path)])
    assert result.exit_code == 0
    assert f"left open: Ana Duarte may be any of ad1 ({path}:5), ad2 ({path}:6)" in result.stderr
    dump = (target / "graph.ttl").read_text(encoding="utf-8")
    assert "owl:sameAs <http://www.wikidata.org/entity/Q901>" in dump
    assert f"listed in {path}:2" in dump


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("known.csv", TABLE, {("Q901", ("Karim Haddad", "Abu Jaber", "K. Haddad"), 2), ("p9", ("Petra Novak",), 7)}),
        ("known.jsonl", LINES, {("Q901", ("Karim Haddad", "Abu Jaber"), 1), ("sfu 1", ("Sahel Farmers Union",), 4)}),
        (
            "known.ttl",
            CONCEPTS,
            {
                ("http://example.org/kh", ("Karim Haddad", "Abu Jaber"), 4),
                ("http://example.org/nairobi", ("Nairobi",), 7),
            },
        ),
    ],
)
def test_what_is_read(tmp_path: Path, name: str, text: str, expected: set[tuple[str, tuple[str, ...], int]]) -> None:
    entries = read([written(tmp_path, name, text)]).entries
    assert expected <= {(entry.id, entry.names, entry.line) for entry in entries}


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("x.csv", "", ":1: the file is empty"),
        ("x.csv", "id,aliases\n", ":1: no column name"),
        ("x.csv", "id,name\na,Omar Said\nb\n", ":3: 1 cells"),
        ("x.csv", "id,name\na,\n", ":2: no name"),
        ("x.csv", "id,name,type\na,Omar Said,human\n", ":2: type 'human'"),
        ("x.csv", "id,name\na,Omar Said\na,Umar Said\n", ":3: id 'a' again, first in line 2"),
        ("x.csv", 'id,name\na,"Omar\n', ":2: "),
        ("x.jsonl", '{"id": "a", "schema": "Person", "properties": {"name": "Omar Said"}}\n{"id"\n', ":2: no JSON"),
        ("x.jsonl", '{"schema": "Person"}\n', ":1: no entity with an id"),
        ("x.jsonl", '{"id": "a", "schema": "Person"}\n', ":1: 'a' lacks schema or properties"),
        ("x.ttl", "@prefix ex: <http://example.org/> .\n\nex:a ex:b [ .\n", ":3: no Turtle"),
    ],
)
def test_a_broken_file_is_an_error_with_its_line(tmp_path: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(AuthorityError, match=rf"{name}{said}"):
        read([written(tmp_path, name, text)])
