"""kg serve: the SPARQL 1.1 Protocol, spoken by real clients."""

from __future__ import annotations

import csv
import http.client
import io
import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
import rdflib
from graphs import GRAPH
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from kg.export.turtle import write_turtle
from kg.results import best
from kg.serve import ServeError, serve

PEOPLE = "SELECT ?label { ?p a kg:Person ; rdfs:label ?label } ORDER BY ?label"
NAMES = ['Mara "INF" Quist', "Tomas Verne"]
KILLED = "CONSTRUCT { ?e kg:killed ?p } WHERE { ?e kg:killed ?p }"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("serve") / "graph.ttl"
    write_turtle(GRAPH, path)
    return path


ROOT = Path(__file__).parents[1]
SERVER = """
import sys
from kg import serve
server = getattr(serve, sys.argv[1])(sys.argv[2], port=0, seconds=2, rows=50)
print(server.server_port, flush=True)
server.serve_forever()
"""


@pytest.fixture(scope="module", params=["ForkingServer", "SpawningServer"])
def port(request: pytest.FixtureRequest, dump: Path) -> Iterator[int]:
    """That of a server of either kind, in a process of its own."""
    command = [sys.executable, "-c", SERVER, request.param, str(dump)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        yield int(process.stdout.readline())
        process.terminate()


def ask(port: int, method: str, path: str, body: str = "", **headers: str) -> tuple[int, str, str]:
    """Status, content type and text of an answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body.encode() if body else None, named)
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    return response.status, response.headers["Content-Type"], text


def get(port: int, query: str, **headers: str) -> tuple[int, str, str]:
    return ask(port, "GET", "/sparql?" + urlencode({"query": query}), **headers)


# ---------------------------------------------------------------------------------------- clients


def test_sparqlwrapper(port: int) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper", reason="pip install SPARQLWrapper")
    client = wrapper.SPARQLWrapper(f"http://127.0.0.1:{port}/sparql")
    for method in (wrapper.GET, wrapper.POST):
        client.setMethod(method)
        client.setQuery(PEOPLE)
        client.setReturnFormat(wrapper.JSON)
        rows = client.queryAndConvert()["results"]["bindings"]
        assert [row["label"]["value"] for row in rows] == NAMES
        client.setReturnFormat(wrapper.XML)
        assert "Tomas Verne" in client.queryAndConvert().toxml()
        client.setReturnFormat(wrapper.CSV)
        assert b"Tomas Verne" in client.queryAndConvert()
        client.setQuery("ASK { ?p a kg:Person }")
        client.setReturnFormat(wrapper.JSON)
        assert client.queryAndConvert()["boolean"] is True
        client.setQuery(KILLED)
        client.setReturnFormat(wrapper.TURTLE)
        assert len(rdflib.Graph().parse(data=client.queryAndConvert(), format="turtle")) == 1
    client.setMethod(wrapper.POST)
    client.setRequestMethod(wrapper.POSTDIRECTLY)
    client.setQuery(PEOPLE)
    client.setReturnFormat(wrapper.JSON)
    assert len(client.queryAndConvert()["results"]["bindings"]) == 2
    client.setQuery("SELECT ?x {")
    with pytest.raises(wrapper.SPARQLExceptions.QueryBadFormed):
        client.query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_store_of_rdflib(port: int, dump: Path, method: str) -> None:
    graph = rdflib.Graph(SPARQLStore(f"http://127.0.0.1:{port}/sparql", method=method))
    local = rdflib.Graph().parse(dump)
    kg = rdflib.Namespace("https://w3id.org/newskg/ns#")
    prefixes = {"kg": kg, "rdfs": rdflib.RDFS}
    assert [str(row[0]) for row in graph.query(PEOPLE, initNs=prefixes)] == NAMES
    assert set(graph.triples((None, kg.killed, None))) == set(local.triples((None, kg.killed, None)))
    assert graph.query("ASK { ?p a kg:Person }", initNs=prefixes).askAnswer is True
    assert len(graph.query(KILLED, initNs=prefixes).graph or ()) == 1


# --------------------------------------------------------------------------------------- protocol


def rows_of(kind: str, text: str) -> list[str]:
    if kind.endswith("json"):
        return [row["label"]["value"] for row in json.loads(text)["results"]["bindings"]]
    if kind.endswith("xml"):
        return [
            e.text or "" for e in ElementTree.fromstring(text).iter("{http://www.w3.org/2005/sparql-results#}literal")
        ]
    if "csv" in kind:
        return [row[0] for row in csv.reader(io.StringIO(text))][1:]
    return [line.strip('"').replace('\\"', '"') for line in text.splitlines()[1:]]


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("*/*", "application/sparql-results+json"),
        ("text/html, text/csv;q=0.5, application/json;q=0.8", "application/json"),
        ("text/csv;q=0.9, */*;q=0.1", "text/csv; charset=utf-8"),
    ],
)
def test_results_as_the_client_likes(port: int, accept: str, kind: str) -> None:
    status, found, text = get(port, PEOPLE, Accept=accept)
    assert (status, found) == (200, kind)
    assert rows_of(kind, text) == NAMES


@pytest.mark.parametrize(
    ("accept", "syntax"),
    [("text/turtle", "turtle"), ("application/n-triples", "nt"), ("application/rdf+xml", "xml"), ("*/*", "turtle")],
)
def test_graphs_as_the_client_likes(port: int, accept: str, syntax: str) -> None:
    status, _, text = get(port, KILLED, Accept=accept)
    assert status == 200
    assert len(rdflib.Graph().parse(data=text, format=syntax)) == 1


def test_the_three_ways_to_ask(port: int) -> None:
    form = urlencode({"query": PEOPLE})
    ways = [
        get(port, PEOPLE),
        ask(port, "POST", "/sparql", form, Content_Type="application/x-www-form-urlencoded"),
        ask(port, "POST", "/sparql", PEOPLE, Content_Type="application/sparql-query; charset=utf-8"),
    ]
    assert len(set(ways)) == 1
    assert ways[0][0] == 200


def test_awkward_text_survives_every_format(port: int) -> None:
    query = "SELECT ?label { ?c kg:speechAct kg:claimsResponsibility ; kg:quote ?label }"
    quote = next(c.content.text for c in GRAPH.claims if c.speech_act == "claimsResponsibility")
    for kind in ("application/json", "text/csv"):
        assert rows_of(kind, get(port, query, Accept=kind)[2]) == [quote]
    printable = re.sub(r"[\x00-\x08\x0b\x0c]", "", quote)
    assert rows_of("application/xml", get(port, query, Accept="application/xml")[2]) == [printable]


@pytest.mark.parametrize(
    ("method", "path", "body", "kind", "status", "message"),
    [
        ("GET", "/sparql", "", "", 400, "Give one query"),
        ("GET", "/sparql?query=ASK+%7B%7D&query=ASK+%7B%7D", "", "", 400, "Give one query"),
        ("GET", "/sparql?query=SELECT+%3Fx+WHERE+%7B", "", "", 400, "line 1"),
        ("GET", "/sparql?query=ASK+%7B%7D&default-graph-uri=http%3A%2F%2Fx", "", "", 400, "default graph"),
        ("POST", "/sparql", "update=CLEAR+ALL", "application/x-www-form-urlencoded", 403, "not changed"),
        ("POST", "/sparql", "CLEAR ALL", "application/sparql-update", 403, "not changed"),
        ("POST", "/sparql", "query=CLEAR+ALL", "application/x-www-form-urlencoded", 400, "not changed"),
        ("POST", "/sparql", "LOAD <file:///etc/passwd>", "application/sparql-query", 400, "not changed"),
        ("POST", "/sparql", "SELECT * { SERVICE <http://x/> {} }", "application/sparql-query", 400, "offline"),
        ("POST", "/sparql", "ASK {}", "text/plain", 415, "application/sparql-query"),
        ("POST", "/", "ASK {}", "application/sparql-query", 404, "/sparql"),
        ("GET", "/graph.ttl", "", "", 404, "/sparql"),
        ("GET", "/../../etc/passwd", "", "", 404, "/sparql"),
        ("PUT", "/sparql", "x", "text/turtle", 403, "not changed"),
        ("DELETE", "/sparql", "", "", 403, "not changed"),
        ("POST", "/sparql", "#" * 1_000_001, "application/sparql-query", 413, "1,000,000"),
    ],
)
def test_refusals(port: int, method: str, path: str, body: str, kind: str, status: int, message: str) -> None:
    found, _, text = ask(port, method, path, body, Content_Type=kind)
    assert (found, message in text) == (status, True), text


def test_nothing_acceptable(port: int) -> None:
    status, _, text = get(port, PEOPLE, Accept="image/png")
    assert status == 406
    assert "text/csv" in text


def test_too_many_rows(port: int) -> None:
    status, _, text = get(port, "SELECT * { ?s ?p ?o }")
    assert (status, text) == (400, "The answer has more than 50 rows. Add LIMIT.\n")
    assert get(port, "SELECT * { ?s ?p ?o } LIMIT 50")[0] == 200


def test_a_slow_query_ends_and_others_go_on(port: int) -> None:
    start = time.monotonic()
    status, _, text = get(port, SLOW)
    assert (status, "longer than 2 s" in text) == (503, True)
    assert time.monotonic() - start < 15
    assert get(port, PEOPLE)[0] == 200


def test_a_site_that_makes_its_name_mean_this_machine(port: int) -> None:
    assert get(port, PEOPLE, Host=f"localhost:{port}")[0] == 200
    assert get(port, PEOPLE, Host="evil.example")[0] == 403


def test_the_page(port: int, dump: Path) -> None:
    assert ask(port, "GET", "/")[2].startswith("SPARQL 1.1 queries")
    page = dump.with_name("graph.html")
    page.write_text("<!doctype html><title>Graph</title>", encoding="utf-8")
    try:
        for path in ("/", "/graph.html"):
            assert ask(port, "GET", path) == (200, "text/html; charset=utf-8", page.read_text())
    finally:
        page.unlink()


# ------------------------------------------------------------------------------------ the command


def test_the_command_says_where_and_stops(dump: Path) -> None:
    command = [sys.executable, "-c", "from kg.cli import main; main()", "serve", str(dump), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert re.search(r"graph\.ttl: [\d,]+ triples", process.stdout.readline())
        [port] = re.findall(r"http://127\.0\.0\.1:(\d+)/sparql", process.stdout.readline())
        assert get(int(port), "ASK {}")[0] == 200
        process.terminate()
        assert process.wait(20) == -signal.SIGTERM


def test_a_port_that_is_taken(port: int, dump: Path) -> None:
    with pytest.raises(ServeError, match="Try another --port"):
        serve(dump, port=port)


def test_no_preference_means_the_first() -> None:
    assert best("", ["a/b", "c/d"]) == "a/b"
    assert best("c/*;q=0.2, a/b;q=0.1", ["a/b", "c/d"]) == "c/d"
