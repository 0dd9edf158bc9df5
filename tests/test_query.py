from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import networkx as nx
import pytest
import rdflib
from graphs import GRAPH
from hypothesis import given
from hypothesis import strategies as st

from kg import query
from kg.dump import DumpError
from kg.export.turtle import write_turtle
from kg.query import QueryError, Result, fill, named, parameters, render, run

EVENT = "Bombing in Port Ellery, 2031-03-03"
MONDAY = "A car bomb killed Tomas Verne, a deputy of the Ostrava League, at the Kings Bridge in Port Ellery on Monday."
TOLL = "at least four people were killed and 11 wounded"


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("query") / "graph.ttl"
    write_turtle(GRAPH, path)
    return path


@pytest.fixture(scope="module")
def rdf(dump: Path) -> rdflib.Graph:
    return rdflib.Graph(bind_namespaces="none").parse(dump)


def cells(result: Result) -> list[list[str]]:
    return list(csv.reader(io.StringIO(render(result, "csv"))))[1:]


NAMED = [
    (
        "aliases",
        {"name": "abu lind"},
        [
            ["Abu Lind", "1", "in/one.txt", "160", "Verne, also known as Abu Lind, led the Harbour Guard."],
            ["Tomas Verne", "0.95", "in/one.txt", "48", MONDAY],
            ["Tomas Verne", "1", 'in/t"wo.txt', "207", "Tomas Verne is said to have been killed again."],
            ["Verne", "1", "in/one.txt", "139", "Verne, also known as Abu Lind, led the Harbour Guard."],
        ],
    ),
    (
        "merges",
        {"name": "Verne"},
        [
            [
                "1",
                "Tomas Verne",
                "Abu Lind",
                "also known as",
                "in/one.txt",
                "Verne, also known as Abu Lind, led the Harbour Guard.",
            ]
        ],
    ),
    ("killed", {}, [["Tomas Verne", EVENT, "2031-03-03", "in/one.txt", MONDAY]]),
    (
        "conflicts",
        {},
        [[EVENT, "Police sources", TOLL, "in/one.txt", "interior ministry", "the toll at two", "in/one.txt"]],
    ),
    (
        "tolls",
        {},
        [
            [EVENT, "true", "deaths", "2", "2", "interior ministry", "the toll at two", "in/one.txt"],
            [EVENT, "true", "deaths", "4", "", "Police sources", TOLL, "in/one.txt"],
            [EVENT, "true", "injuries", "11", "11", "Police sources", TOLL, "in/one.txt"],
        ],
    ),
    ("tolls", {"measure": "arrests"}, []),
    ("demands", {}, [["Norland", "", "the withdrawal of the Harbour Guard in March", 'in/t"wo.txt']]),
    ("demands", {"type": "kg:ceasefire"}, []),
    (
        "members",
        {},
        [
            ["Harbour Guard", "leaderOf", "Tomas Verne", ""],
            ["Ostrava League", "leaderOf", "Tomas Verne", ""],
            ["Ostrava League", "memberOf", "Tomas Verne", ""],
        ],
    ),
    ("timeline", {"place": "Port Ellery"}, [["2031-03-03", "2031-03-03", EVENT, "Port Ellery", "actual"]]),
    ("timeline", {"place": "Port Ellery", "from": "2031-03-04"}, []),
    (
        "evidence",
        {"name": "Harbour Guard"},
        [
            ["0.6", "Withdrawal of the Harbour Guard, 2031-03", "agent", "Harbour Guard", 'in/t"wo.txt'],
            ["0.85", "Tomas Verne", "leaderOf", "Harbour Guard", "in/one.txt"],
        ],
    ),
    ("anonymous", {}, []),
    (
        "says",
        {"name": "Norland"},
        [
            ["Norland", "demands", "the withdrawal of the Harbour Guard in March", "Harbour Guard"],
            ["Norland", "demands", "the withdrawal of the Harbour Guard in March", "Withdrawal of the Harbour Guard"],
        ],
    ),
]


@pytest.mark.parametrize(("name", "values", "expected"), NAMED)
def test_named_queries(dump: Path, name: str, values: dict[str, str], expected: list[list[str]]) -> None:
    found = cells(run(dump, name, values))
    # Where the expected row is shorter or ends early, its cells are the beginning of those found.
    assert len(found) == len(expected)
    for row, wanted in zip(found, expected, strict=True):
        assert all(cell.startswith(text) for cell, text in zip(row, wanted, strict=False)), row


def test_the_most_mentioned(dump: Path) -> None:
    assert cells(run(dump, "mentioned"))[:3] == [
        ["Person", "Tomas Verne", "4", "2"],
        ["Event", EVENT, "3", "2"],
        ["Organization", "Ostrava League", "3", "2"],
    ]


def plain(text: str) -> str:
    """Oxigraph writes the decimal 1.00 as 1."""
    try:
        return f"{float(text):g}"
    except ValueError:
        return text


@pytest.mark.parametrize(("name", "values"), [(name, values) for name, values, _ in NAMED] + [("mentioned", {})])
def test_rdflib_finds_the_same(dump: Path, rdf: rdflib.Graph, name: str, values: dict[str, str]) -> None:
    rows = rdf.query(fill(query.text_of(name), values))
    expected = [["" if term is None else plain(str(term)) for term in row] for row in rows]  # type: ignore[union-attr]
    assert sorted([plain(text) for text in row] for row in cells(run(dump, name, values))) == sorted(expected)


def test_list_of_named_queries() -> None:
    found = {item.name: item for item in named()}
    assert {name for name, _, _ in NAMED} | {"mentioned"} == found.keys()
    assert all(item.title and item.about for item in found.values())
    assert found["killed"].title == "Who was killed in which event, and where it is said"


# ------------------------------------------------------------------------------------- parameters


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ('VALUES ?name { "Ada" }', {"name": "Grace"}, 'VALUES ?name { "Grace" }'),
        ('VALUES ?name {"Ada" "Eve"}', {"name": "Grace"}, 'VALUES ?name { "Grace" }'),
        ('values ?name { "Ada" }', {"name": 'a "b" \\ c\nd'}, 'VALUES ?name { "a \\"b\\" \\\\ c\\nd" }'),
        ("VALUES ?m { kg:deaths kg:injuries }", {"m": "arrests"}, "VALUES ?m { kg:arrests }"),
        ("VALUES ?m { kg:deaths }", {"m": "kg:arrests"}, "VALUES ?m { kg:arrests }"),
        (
            'VALUES ?from { "2000-01-01"^^xsd:date }',
            {"from": "2024-02-03"},
            'VALUES ?from { "2024-02-03"^^xsd:date }',
        ),
        ('VALUES ?a { "x" } VALUES ?b { "y" }', {"b": "z"}, 'VALUES ?a { "x" } VALUES ?b { "z" }'),
    ],
)
def test_fill(text: str, values: dict[str, str], expected: str) -> None:
    assert fill(text, values) == expected


def test_parameters() -> None:
    assert parameters(query.text_of("timeline")).keys() == {"place", "from", "until"}


def test_a_parameter_that_is_not_there() -> None:
    with pytest.raises(QueryError, match=r"no parameter nmae. It has: name\."):
        fill('SELECT * { VALUES ?name { "Ada" } }', {"nmae": "x"})


def test_a_term_cannot_smuggle_in_a_query() -> None:
    with pytest.raises(QueryError, match="not the name of a term"):
        fill("VALUES ?m { kg:deaths }", {"m": "deaths } ?s ?p ?o {"})


@given(name=st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_can_be_a_value(name: str) -> None:
    text = fill('SELECT ?name { VALUES ?name { "Ada" } }', {"name": name})
    assert [str(row[0]) for row in rdflib.Graph().query(text)] == [name]  # type: ignore[index]


# ----------------------------------------------------------------------------------- kinds of query


def test_prefixes_need_not_be_declared(dump: Path) -> None:
    result = run(dump, 'SELECT ?who WHERE { ?who a kg:Person ; kg:alias "Abu Lind" }')
    assert render(result) == "who\nperson:tomas-verne\n1 row\n"


def test_a_query_from_a_file(dump: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text("SELECT (COUNT(*) AS ?n) { ?x a kg:Claim }")
    assert cells(run(dump, str(tmp_path / "mine.rq"))) == [["5"]]


def test_the_folder_of_a_build_will_do(dump: Path) -> None:
    assert render(run(dump.parent, "ASK { ?x a kg:Claim }")) == "yes\n"


@pytest.mark.parametrize(("text", "answer"), [("ASK { ?x a kg:Claim }", "yes\n"), ("ASK { ?x a kg:Unicorn }", "no\n")])
def test_ask(dump: Path, text: str, answer: str) -> None:
    assert render(run(dump, text)) == answer


def test_construct(dump: Path) -> None:
    result = run(dump, "CONSTRUCT { ?p kg:memberOf ?o } WHERE { ?p kg:memberOf ?o }")
    assert render(result).splitlines()[1].split() == [
        "person:tomas-verne",
        "kg:memberOf",
        "organization:ostrava-league",
    ]


# --------------------------------------------------------------------------------------- mistakes


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "SELECT ?x WHERE {\n  ?x a kg:Person\n  ?y ?z\n}",
            "The query cannot be read at line 4, column 2:\n  }\n   ^\nHere or just before,",
        ),
        ("SELECT ?x { ?x a unknown:thing }", "Unknown prefix. Known without declaring them: kg, rdf, rdfs"),
        ("INSERT DATA { kg:a kg:b kg:c }", "A dump can be asked but not changed"),
        ("SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }", "kg works offline"),
        ("aliasses", "Did you mean aliases?\nNamed queries: aliases, anonymous,"),
        ("nonsense.rq", "There is no query or file 'nonsense.rq'."),
    ],
)
def test_mistakes_say_where_and_what_to_do(dump: Path, text: str, message: str) -> None:
    with pytest.raises(QueryError) as error:
        run(dump, text)
    assert message in str(error.value)


def test_a_service_in_a_text_is_not_one(dump: Path) -> None:
    assert render(run(dump, 'ASK { ?x kg:quote "the SERVICE" } # SERVICE')) == "no\n"


def test_dumps_at_fault(dump: Path, tmp_path: Path) -> None:
    with pytest.raises(DumpError, match="There is no file"):
        run(tmp_path / "none.ttl", "killed")
    (tmp_path / "broken.ttl").write_text("kg:a kg:b .\n")
    with pytest.raises(DumpError, match="line 1"):
        run(tmp_path / "broken.ttl", "killed")
    (tmp_path / "other.ttl").write_text("")
    with pytest.raises(DumpError, match=r"name one of its \.ttl files \(broken.ttl, other.ttl\)"):
        run(tmp_path, "killed")


# ---------------------------------------------------------------------------------------- formats


@pytest.mark.parametrize("name", [item.name for item in named()])
@pytest.mark.parametrize("width", [40, 80, 120])
def test_tables_fit(dump: Path, name: str, width: int) -> None:
    values = {"name": "Tomas Verne"} if "name" in parameters(query.text_of(name)) else {}
    text = render(run(dump, name, values), width=width)
    assert max(map(len, text.splitlines())) <= width
    assert "\x1b" not in text


def test_rows_that_are_too_wide_become_blocks(dump: Path) -> None:
    text = render(run(dump, "killed"))
    assert text.splitlines()[:3] == ["person    Tomas Verne", f"event     {EVENT}", "day       2031-03-03"]
    assert text.endswith("\n1 row\n")


def test_control_characters_do_not_reach_the_terminal(dump: Path) -> None:
    text = render(run(dump, "SELECT ?q { ?c kg:speechAct kg:claimsResponsibility ; kg:quote ?q }"))
    assert "\x07" not in text
    assert "شبكة" in text


def test_json_is_that_of_sparql(dump: Path) -> None:
    result = run(dump, "SELECT ?c ?n ?l { ?c a kg:Claim ; kg:confidence ?n OPTIONAL { ?c kg:saidOn ?l } } ORDER BY ?c")
    data = json.loads(render(result, "json"))
    assert data["head"] == {"vars": ["c", "n", "l"]}
    assert data["results"]["bindings"][0] == {
        "c": {"type": "uri", "value": "https://example.org/kg/claim/c-0000000001"},
        "n": {"type": "literal", "value": "0.8", "datatype": "http://www.w3.org/2001/XMLSchema#decimal"},
    }
    assert json.loads(render(run(dump, "ASK {}"), "json")) == {"head": {}, "boolean": True}


def test_csv_quotes_what_needs_it(dump: Path) -> None:
    result = run(dump, "SELECT ?q { ?c kg:speechAct kg:claimsResponsibility ; kg:quote ?q }")
    assert cells(result) == [
        [claim.content.text] for claim in GRAPH.claims if claim.speech_act == "claimsResponsibility"
    ]


def test_markdown_has_a_line_a_row_and_no_markup_of_its_own(dump: Path) -> None:
    result = run(dump, "SELECT ?q { ?c kg:speechAct kg:claimsResponsibility ; kg:quote ?q }")
    lines = render(result, "markdown").splitlines()
    assert lines[:2] == ["| q |", "| --- |"]
    assert len(lines) == 3
    assert r'"A & \<b\>"' in lines[2]
    aliases = render(run(dump, 'SELECT ?a { ?p rdfs:label "Tomas Verne" ; kg:alias ?a }'), "markdown")
    assert "| Verne; of, the \\| League |" in aliases
    assert render(run(dump, "ASK {}"), "markdown") == "yes\n"


def test_a_construct_can_be_drawn(dump: Path, tmp_path: Path) -> None:
    wanted = "{ ?e kg:killed ?p ; kg:place ?w . ?p kg:alias ?a }"
    sparql = f"CONSTRUCT {wanted} {wanted}"
    (tmp_path / "killed.graphml").write_text(render(run(dump, sparql), "graphml"), encoding="utf-8")
    drawn = nx.read_graphml(tmp_path / "killed.graphml", force_multigraph=True)
    assert {(a, data["relation"], b) for a, b, data in drawn.edges(data=True)} == {
        ("event:bombing-port-ellery-2031-03-03", "killed", "person:tomas-verne"),
        ("event:bombing-port-ellery-2031-03-03", "place", "place:port-ellery"),
    }
    assert drawn.nodes["person:tomas-verne"]["label"] == "Tomas Verne"
    assert drawn.nodes["person:tomas-verne"]["kg_alias"] == "Abu Lind | Verne | Verne; of, the | League"
    with pytest.raises(QueryError, match="CONSTRUCT"):
        render(run(dump, "SELECT * { ?s ?p ?o } LIMIT 1"), "graphml")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://localhost/> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://localhost/> { ?s ?p ?o } }",
        "SELECT * { ?s kg:a\\# ?o . SERVICE <http://localhost/> { ?s ?p ?o } }",
        "SELECT * { ?s kg:a\\' ?o . SERVICE <http://localhost/> { ?s ?p kg:b\\' } }",
        "SELECT * { FILTER(1<2)SERVICE<http://localhost/>{ ?s ?p ?o } }",
    ],
)
def test_no_way_to_ask_another_machine(dump: Path, text: str) -> None:
    with pytest.raises(QueryError, match="kg works offline"):
        run(dump, text)


def test_the_list_says_what_can_be_set() -> None:
    lines = query.listing().splitlines()
    assert '    --set place=…  (default: "Iraq")' in lines
    assert [line for line in lines if not line.startswith(" ")] == [item.name for item in named()]
    assert max(map(len, lines)) <= 80


def test_no_rows(dump: Path) -> None:
    assert render(run(dump, "SELECT ?x { ?x a kg:Unicorn }")) == "x\n0 rows\n"


def test_unknown_format(dump: Path) -> None:
    with pytest.raises(ValueError, match="'xlsx' is none of table, csv, json, markdown, graphml"):
        render(run(dump, "ASK {}"), "xlsx")
