"""kg export: the same graph in other formats."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import unicodedata
from dataclasses import replace
from pathlib import Path

import igraph
import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner, Result
from graphs import GRAPH

from kg import ontology
from kg.cli import main
from kg.dump import Dump, DumpError, parse
from kg.export.formats import FORMATS, export
from kg.export.ftm import SCHEMATA, entities
from kg.export.rdf import quads
from kg.export.tables import write_neo4j
from kg.export.turtle import write_turtle
from kg.model import Graph
from kg.network import network, with_documents
from kg.ontology import KG
from kg.records import records
from kg.views import VIEWS, view

DOC = "https://example.org/kg/doc/"
# A kind that the vocabulary does not know is in the network, but not in the dump.
# The same holds for the order of evidence, which is that of the texts after a build.
KNOWN = replace(
    GRAPH,
    entities=tuple(replace(e, subtype=e.subtype.replace("unheard of kind", "")) for e in GRAPH.entities),
    assertions=tuple(replace(a, evidence=tuple(sorted(a.evidence, key=lambda s: s.begin))) for a in GRAPH.assertions),
)
DRAWN = network(KNOWN)
NETWORK = DRAWN.networkx()


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "graph.ttl"
    write_turtle(GRAPH, path)
    return path


def kg(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["export", *arguments])


# -------------------------------------------------------------------------------------------- RDF


@pytest.mark.parametrize(("format", "syntax"), [("nt", "nt"), ("jsonld", "json-ld"), ("nquads", "nquads")])
def test_rdflib_reads_the_same_triples(dump: Path, tmp_path: Path, format: str, syntax: str) -> None:
    [path] = export(dump, format, str(tmp_path / "graph"))
    found = rdflib.Dataset().parse(path, format=syntax)
    assert {(s, p, o) for s, p, o, _ in found.quads()} == set(rdflib.Graph().parse(dump))


@pytest.mark.parametrize(
    ("format", "syntax"),
    [("nt", ox.RdfFormat.N_TRIPLES), ("jsonld", ox.RdfFormat.JSON_LD), ("nquads", ox.RdfFormat.N_QUADS)],
)
def test_oxigraph_reads_the_same_triples(dump: Path, tmp_path: Path, format: str, syntax: ox.RdfFormat) -> None:
    [path] = export(dump, format, str(tmp_path / "graph"))
    assert {quad.triple for quad in ox.parse(path=path, format=syntax)} == set(parse(dump))


@pytest.mark.parametrize(("format", "syntax"), [("nt", "nt"), ("jsonld", "json-ld")])
def test_what_follows_in_the_terms_of_other_vocabularies(dump: Path, tmp_path: Path, format: str, syntax: str) -> None:
    [path] = export(dump, format, str(tmp_path / "graph"), materialize=True)
    found, before = rdflib.Graph().parse(path, format=syntax), rdflib.Graph().parse(dump)
    assert set(before) < set(found)
    actors = """
        PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
        SELECT ?label { ?e a sem:Event ; sem:hasActor ?actor . ?actor rdfs:label ?label }"""
    assert not before.query(actors)
    assert {str(row[0]) for row in found.query(actors)} >= {"Tomas Verne", "Harbour Guard"}  # type: ignore[index]
    # As much as a reasoner finds by subclasses and subproperties, and no more.
    everything = before + rdflib.Graph().parse(ontology.directory() / "kg.ttl")
    for subject, property, value in before:
        for above in everything.transitive_objects(property, rdflib.RDFS.subPropertyOf):
            assert (subject, above, value) in found
        if property == rdflib.RDF.type:
            for above in everything.transitive_objects(value, rdflib.RDFS.subClassOf):
                assert (subject, property, above) in found
    assert len({*found} - {*before}) < len(before)


def test_every_document_has_the_graph_of_what_it_says(dump: Path) -> None:
    one, two = (ox.NamedNode(DOC + document.id) for document in GRAPH.documents)
    where: dict[tuple[str, str], set[object]] = {}
    for quad in quads(dump):
        name = quad.subject.value.rsplit("/", 1)[1], quad.predicate.value.rsplit("#")[-1]
        where.setdefault(name, set()).add(quad.graph_name)
    assert where[GRAPH.documents[0].id, "path"] == {one}
    assert where["d002-1", "label"] == {two}
    assert where["d001-m48-59", "text"] == {one}
    assert where["c-0000000004", "quote"] == {two}
    assert where["c-0000000001-q1", "min"] == {one}
    assert where["r-0000000005", "confidence"] == {one}
    assert where["bombing-port-ellery-2031-03-03", "killed"] == {one}
    assert where["tomas-verne", "label"] == {ox.DefaultGraph()}
    assert where["bombing-port-ellery-2031-03-03", "deathsMax"] == {ox.DefaultGraph()}


def test_a_relation_that_two_documents_give_stands_in_both(tmp_path: Path) -> None:
    both = replace(GRAPH.assertions[0], evidence=(GRAPH.sentences[0], GRAPH.sentences[-1]))
    write_turtle(replace(GRAPH, assertions=(both,)), tmp_path / "graph.ttl")
    every = list(quads(tmp_path / "graph.ttl"))
    relation = [quad.graph_name for quad in every if quad.predicate.value == KG + "memberOf"]
    assert [str(graph) for graph in relation] == [f"<{DOC}{document.id}>" for document in GRAPH.documents]
    # The evidence stands where it is.
    evidence = [q for q in every if q.subject.value.endswith(both.id[10:]) and q.predicate.value == KG + "evidence"]
    assert len(evidence) == 2


def test_jsonld_is_short_and_a_node_a_line(dump: Path, tmp_path: Path) -> None:
    [path] = export(dump, "jsonld", str(tmp_path / "graph.jsonld"))
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 3 + len({triple.subject for triple in parse(dump)})
    [event] = [
        node for node in json.loads("".join(lines))["@graph"] if node["id"] == "event:bombing-port-ellery-2031-03-03"
    ]
    assert event["type"] == "Event"
    assert event["deathsMax"] == 4
    assert event["kg:place"] == "place:port-ellery"
    assert event["when"] == {"@value": "2031-03-03", "@type": "xsd:date"}


def test_another_base(tmp_path: Path) -> None:
    write_turtle(GRAPH, tmp_path / "graph.ttl", "http://data.example.net/news/")
    [path] = export(tmp_path / "graph.ttl", "jsonld")
    assert set(rdflib.Graph().parse(path, format="json-ld")) == set(rdflib.Graph().parse(tmp_path / "graph.ttl"))
    assert records(tmp_path / "graph.ttl")[1] == "http://data.example.net/news/"


# --------------------------------------------------------------------------------------- networks


def test_the_network_of_a_dump_is_that_of_the_build(dump: Path) -> None:
    read = network(*records(dump))
    assert dict(read.nodes) == dict(DRAWN.nodes)
    assert list(read.edges) == list(DRAWN.edges)


@pytest.mark.parametrize("format", ["graphml", "gexf"])
@pytest.mark.parametrize("name", VIEWS)
def test_files_for_gephi(dump: Path, tmp_path: Path, format: str, name: str) -> None:
    [path] = export(dump, format, str(tmp_path / f"graph.{format}"), name)
    expected = view(DRAWN, name).networkx()
    read = nx.read_graphml(path, force_multigraph=True) if format == "graphml" else nx.read_gexf(path, version="1.3")
    assert (len(read), read.number_of_edges()) == (len(expected), expected.number_of_edges())
    if format == "graphml":
        drawn = igraph.Graph.Read_GraphML(str(path))
        assert (drawn.vcount(), drawn.ecount()) == (len(expected), expected.number_of_edges())


def test_actors() -> None:
    actors = view(DRAWN, "actors").networkx()
    kinds = {data["entity_type"] for _, data in actors.nodes(data=True)}
    assert kinds <= {"Person", "Organization", "AnonymousSource", "Place"}
    edges = {(source, data["relation"], target) for source, target, data in actors.edges(data=True)}
    assert ("person:tomas-verne", "leaderOf", "organization:harbour-guard") in edges
    # A state that demands something of somebody is an actor; a city in which things happen is none.
    assert ("place:norland", "demands", "organization:harbour-guard") in edges
    assert ("organization:ostrava-league", "denies", "place:norland") in edges
    assert "place:port-ellery" not in actors


def test_actors_of_one_event_are_joined() -> None:
    role = replace(
        GRAPH.assertions[4], id="assertion:r-00000000aa", predicate="agent", object="organization:ostrava-league"
    )
    graph = replace(KNOWN, assertions=(*GRAPH.assertions, role))
    actors = view(network(graph), "actors").networkx()
    [data] = [d for *_, d in actors.edges(data=True) if d["relation"] == "sharedEvent"]
    assert actors.has_edge("organization:ostrava-league", "person:tomas-verne", data["rid"])  # who acts comes first
    assert data["weight"] == 1.0
    assert data["over"] == "Bombing in Port Ellery, 2031-03-03"
    assert data["date_from"] == "2031-03-03"
    assert data["evidence"]


def test_events() -> None:
    events = view(DRAWN, "events").networkx()
    edges = {(source, data["relation"], target): data for source, target, data in events.edges(data=True)}
    bombing = "event:bombing-port-ellery-2031-03-03"
    assert (bombing, "killed", "person:tomas-verne") in edges
    assert (bombing, "place", "place:port-ellery") in edges
    assert edges["organization:ostrava-league", "denies", bombing]["weight"] == 1.0
    assert not [end for edge in edges for end in (edge[0], edge[2]) if end.startswith("claim:")]
    assert all("event:" in source + target for source, _, target in edges)


def test_documents_are_nodes_on_request(tmp_path: Path) -> None:
    found = with_documents(KNOWN).networkx()
    one = f"doc:{KNOWN.documents[0].id}"
    assert set(found) == set(NETWORK) | {f"doc:{document.id}" for document in KNOWN.documents}
    assert found.nodes[one]["entity_type"] == "Document"
    assert found.nodes[one]["label"] == "one.txt"
    edges = {(source, target): data for source, target, data in found.edges(data=True) if target.startswith("doc:")}
    assert edges["person:tomas-verne", one]["weight"] == 3.0
    assert edges["person:tomas-verne", one]["relation"] == "inDocument"
    assert {source for source, _ in edges} == {node for node, data in NETWORK.nodes(data=True) if data["mentions"]}
    rows = table(write_neo4j(with_documents(KNOWN), tmp_path)[0])
    assert {row[":LABEL"] for row in rows if row["id:ID"].startswith("doc:")} == {"Document"}
    told = sum(data["weight"] for (_, target), data in edges.items() if target == one)
    assert found.nodes[one]["mentions"] == told


def test_views_keep_the_rules_of_gephi() -> None:
    for drawn in (view(DRAWN, "actors"), view(DRAWN, "events"), with_documents(KNOWN)):
        found = drawn.networkx()
        keys = [key for *_, key in found.edges(keys=True)]
        assert len(keys) == len(set(keys))
        assert min(d["weight"] for *_, d in found.edges(data=True)) >= 1
        sizes = [size for _, size in found.nodes(data="size")]
        assert (min(sizes), max(sizes)) == (4.0, 100.0)
        assert all(degree for node, degree in found.degree() if found.nodes[node]["mentions"])
    with pytest.raises(ValueError, match="none of full, actors, events"):
        view(DRAWN, "persons")


# ----------------------------------------------------------------------------------------- tables


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def test_csv_for_gephi(dump: Path, tmp_path: Path) -> None:
    nodes, edges = map(table, export(dump, "csv", str(tmp_path / "csv")))
    assert {row["Id"]: row["Label"] for row in nodes} == dict(NETWORK.nodes(data="label"))
    assert {(row["Source"], row["Target"], row["Id"]) for row in edges} == set(NETWORK.edges(keys=True))
    assert {row["Type"] for row in edges} == {"Directed"}
    assert all(float(row["Weight"]) >= 1 for row in edges)
    [verne] = [row for row in nodes if row["Id"] == "person:tomas-verne"]
    assert verne["aliases"] == "Abu Lind | Verne | Verne; of, the ¦ League"


def test_csv_for_neo4j(dump: Path, tmp_path: Path) -> None:
    nodes, edges = map(table, export(dump, "neo4j-csv", str(tmp_path / "neo4j")))
    assert [row["id:ID"] for row in nodes] == list(NETWORK)
    ids = {row["id:ID"] for row in nodes}
    assert len(edges) == NETWORK.number_of_edges()
    assert all({row[":START_ID"], row[":END_ID"]} <= ids for row in edges)
    assert {"LEADER_OF", "CONFLICTS_WITH", "KILLED"} <= {row[":TYPE"] for row in edges}
    [verne] = [row for row in nodes if row["id:ID"] == "person:tomas-verne"]
    assert verne[":LABEL"] == "Entity|Person"
    assert verne["aliases[]"].split("|") == ["Abu Lind", "Verne", "Verne; of, the ¦ League"]
    [bombing] = [row for row in nodes if row["id:ID"].startswith("event:bombing")]
    assert (bombing["disputed:boolean"], bombing["casualties_min:long"]) == ("true", "13")


# ---------------------------------------------------------------------------------- FollowTheMoney


def test_followthemoney_counts(dump: Path) -> None:
    found = list(entities(Dump(dump)))
    assert len({entity["id"] for entity in found}) == len(found)
    nodes = len(GRAPH.documents) + len(GRAPH.entities) + len(GRAPH.events) + len(GRAPH.claims)
    assert len(found) == nodes + sum(data["relation"] != "about" for *_, data in DRAWN.edges)


def test_followthemoney_says_what_the_graph_says(dump: Path, tmp_path: Path) -> None:
    [path] = export(dump, "ftm", str(tmp_path / "graph.json"))
    found = {entity["id"]: entity for entity in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    verne = found["person-tomas-verne"]
    assert verne["schema"] == "Person"
    assert verne["properties"]["alias"] == ["Abu Lind", "Verne", "Verne; of, the | League"]
    assert found["assertion-r-0000000002"] == {
        "id": "assertion-r-0000000002",
        "schema": "Directorship",
        "properties": {
            "director": ["person-tomas-verne"],
            "organization": ["organization-harbour-guard"],
            "role": ["leader of"],
            "summary": ["Abu Lind", "Verne, also known as Abu Lind, led the Harbour Guard."],
            "proof": [f"doc-{GRAPH.documents[0].id}"],
        },
    }
    assert found["assertion-r-0000000005"]["schema"] == "UnknownLink"
    assert found["assertion-r-0000000005"]["properties"]["role"] == ["killed"]
    bombing = found["event-bombing-port-ellery-2031-03-03"]["properties"]
    assert (bombing["date"], bombing["involved"]) == (["2031-03-03"], ["person-tomas-verne"])


FTM = Path(__file__).parents[1] / ".venv" / "ftm"


@pytest.mark.skipif(not FTM.is_dir(), reason="the library is not there: make .venv/followthemoney")
@pytest.mark.parametrize("samples", [False, True])
def test_the_followthemoney_library_takes_all_of_it(dump: Path, tmp_path: Path, samples: bool) -> None:
    source = Path(__file__).parents[1] / "exports" / "graph.ttl" if samples else dump
    [path] = export(source, "ftm", str(tmp_path / "graph.json"))
    done = subprocess.run(
        [FTM / "bin" / "python", Path(__file__).parent / "followthemoney" / "read.py", path],
        env=os.environ | {"FTM_MODEL_PATH": str(FTM / "model" / "followthemoney" / "schema")},
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    assert found["faults"] == []
    graph = records(source)[0]
    drawn = network(graph)
    assert found["nodes"] == len(drawn.nodes) + len(graph.documents)
    # What a claim is about is a property of its note; every other edge is a link.
    assert found["links"] + found["about"] == sum(1 for _ in drawn.edges)
    names = [data["label"] for data in drawn.nodes.values()] + [
        Path(document.path).name for document in graph.documents
    ]
    assert sorted(map(_letters, found["names"])) == sorted(map(_letters, map(str, names)))
    assert set(SCHEMATA.values()) <= found["schemata"].keys()


def _letters(name: str) -> str:
    """A name without blanks and control characters and with composed letters, as the library cleans names."""
    return "".join(letter for letter in unicodedata.normalize("NFC", name) if letter.isprintable() and letter != " ")


def test_links_have_the_names_of_edges(dump: Path) -> None:
    links = {str(entity["id"]) for entity in entities(Dump(dump)) if str(entity["id"]).startswith("assertion-")}
    assert links == {f"assertion-{key}" for *_, key, data in DRAWN.edges if data["relation"] != "about"}


# ----------------------------------------------------------------------------------------- command


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_from_the_command_line(dump: Path, tmp_path: Path, format: str) -> None:
    target = tmp_path / "out"
    first = kg(str(dump), "--format", format, "-o", str(target))
    assert first.exit_code == 0, first.output
    files = [Path(line.removeprefix("wrote ")) for line in first.output.splitlines()]
    before = [file.read_bytes() for file in files]
    assert all(before)
    kg(str(dump), "--format", format, "-o", str(target))
    assert [file.read_bytes() for file in files] == before


def test_beside_the_dump_by_default(dump: Path) -> None:
    assert kg(str(dump), "--format", "nt").output == f"wrote {dump.with_suffix('.nt')}\n"
    output = kg(str(dump), "--format", "graphml", "--view", "actors").output
    assert output == f"wrote {dump.with_name('graph-actors.graphml')}\n"


def test_standard_output(dump: Path) -> None:
    lines = kg(str(dump), "--format", "nt", "-o", "-").output.splitlines()
    assert len(lines) == len(list(parse(dump)))


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["{dump}"], 2, "--format"),
        (["{dump}", "--format", "nt", "--view", "actors"], 2, "--view is for networks"),
        (["{dump}", "--format", "gexf", "--view", "actors", "--with-documents"], 2, "for the full view"),
        (["{dump}", "--format", "ftm", "--materialize"], 2, "is for triples"),
        (["{dump}", "--format", "csv", "-o", "-"], 2, "name a place with -o"),
        (["none.ttl", "--format", "nt"], 1, "kg build"),
    ],
)
def test_mistakes(dump: Path, arguments: list[str], code: int, message: str) -> None:
    result = kg(*(argument.format(dump=dump) for argument in arguments))
    assert result.exit_code == code
    assert message in result.output


def test_a_file_that_breaks_off_leaves_no_export(dump: Path, tmp_path: Path) -> None:
    (tmp_path / "half.ttl").write_text(dump.read_text(encoding="utf-8")[:5000], encoding="utf-8")
    for format in FORMATS:
        with pytest.raises(DumpError):
            export(tmp_path / "half.ttl", format)
    assert [file.name for file in tmp_path.iterdir()] == ["half.ttl"]


def test_an_empty_dump(tmp_path: Path) -> None:
    write_turtle(Graph((), (), (), (), (), ()), tmp_path / "graph.ttl")
    for format in FORMATS:
        export(tmp_path / "graph.ttl", format, str(tmp_path / format))
