from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

import igraph
import networkx as nx
import numpy as np
import numpy.typing as npt
import pytest
from graphs import GRAPH, document_of, mention
from lxml import etree

from kg import layout
from kg.export.graphml import write_graphml
from kg.layout import positions
from kg.model import Claim, Graph
from kg.network import Network, network

NS = "{http://graphml.graphdrawing.org/xmlns}"
NODE_COLUMNS = {
    "label": str,
    "entity_type": str,
    "subtype": str,
    "size": float,
    "color": str,
    "x": float,
    "y": float,
    "mentions": int,
    "documents": int,
    "confidence": float,
    "aliases": str,
    "date": str,
    "date_from": str,
    "date_to": str,
    "iri": str,
    "evidence": str,
    "casualties_min": int,
    "casualties_max": int,
    "disputed": bool,
    "factuality": str,
}
EDGE_COLUMNS = {
    "relation": str,
    "label": str,
    "weight": float,
    "confidence": float,
    "evidence": str,
    "documents": str,
    "date_from": str,
    "date_to": str,
    "rid": str,
}
GRAPHML_TYPES = {str: "string", float: "double", int: "long", bool: "boolean"}
DRAWN = network(GRAPH)
NETWORK = DRAWN.networkx()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graphml") / "graph.graphml"
    write_graphml(DRAWN, path)
    return path


@pytest.fixture(scope="module")
def xml(path: Path) -> etree._Element:
    return etree.parse(path).getroot()


def edge(network: nx.MultiDiGraph, source: str, relation: str, target: str) -> dict:
    [found] = [
        data for s, t, data in network.edges(data=True) if (s, data["relation"], t) == (source, relation, target)
    ]
    return found


# ------------------------------------------------------------------------------------ the network


def test_what_becomes_a_node() -> None:
    assert set(NETWORK) == {node.id for node in (*GRAPH.entities, *GRAPH.events, *GRAPH.claims)}
    assert Counter(kind for _, kind in NETWORK.nodes(data="entity_type")) == {
        "Organization": 3,
        "Person": 2,
        "Place": 3,
        "Facility": 1,
        "AnonymousSource": 2,
        "Event": 5,
        "Claim": 5,
    }


def test_columns_and_their_types() -> None:
    for columns, rows in (
        (NODE_COLUMNS, [data for _, data in NETWORK.nodes(data=True)]),
        (EDGE_COLUMNS, [data for _, _, data in NETWORK.edges(data=True)]),
    ):
        assert {name for row in rows for name in row} == set(columns)
        assert {(name, type(value)) for row in rows for name, value in row.items()} == set(columns.items())


@pytest.mark.parametrize(
    ("source", "relation", "target"),
    [
        ("person:tomas-verne", "leaderOf", "organization:harbour-guard"),
        ("person:tomas-verne", "memberOf", "organization:ostrava-league"),
        ("event:bombing-port-ellery-2031-03-03", "killed", "person:tomas-verne"),
        ("event:bombing-port-ellery-2031-03-03", "place", "place:port-ellery"),
        ("source:d001-police-sources", "states", "claim:c-0000000001"),
        ("claim:c-0000000001", "about", "event:bombing-port-ellery-2031-03-03"),
        ("claim:c-0000000003", "addressee", "place:norland"),
        ("claim:c-0000000003", "supports", "claim:c-0000000002"),
        ("claim:c-0000000002", "supersedes", "claim:c-0000000003"),
        ("claim:c-0000000001", "conflictsWith", "claim:c-0000000002"),
    ],
)
def test_edges(source: str, relation: str, target: str) -> None:
    edge(NETWORK, source, relation, target)


def test_one_edge_for_both_directions_of_a_conflict() -> None:
    assert sum(data["relation"] == "conflictsWith" for _, _, data in NETWORK.edges(data=True)) == 1


def test_what_is_only_alleged_kills_nobody() -> None:
    assert not NETWORK.has_edge("event:killing-2031", "person:tomas-verne", "r-0000000008")
    assert NETWORK.has_edge("event:killing-2031", "person:tomas-verne", "r-0000000009")


def test_an_edge_says_why() -> None:
    assert edge(NETWORK, "person:tomas-verne", "leaderOf", "organization:harbour-guard") == {
        "relation": "leaderOf",
        "label": "leader of",
        "weight": 2.0,
        "confidence": 0.85,
        "evidence": "Verne, also known as Abu Lind, led the Harbour Guard.",
        "documents": "in/one.txt",
        "rid": "r-0000000002",
    }


def test_an_event_shows_its_dates_and_victims() -> None:
    event = NETWORK.nodes["event:bombing-port-ellery-2031-03-03"]
    assert event["subtype"] == "bombing"
    assert (event["date"], event["date_from"], event["date_to"]) == ("2031-03-03",) * 3
    # Injuries have no upper bound, so the sum has none.
    assert event["casualties_min"] == 13
    assert "casualties_max" not in event
    assert event["disputed"] is True
    assert event["evidence"] == "The Ostrava League denied that it had bombed the bridge."


@pytest.mark.parametrize(
    ("node", "date", "first", "last"),
    [
        ("event:withdrawal-2031-03", "2031-03", "2031-03-01", "2031-03-31"),
        ("event:killing-2031", "2031", "2031-01-01", "2031-12-31"),
        ("event:meeting-soon", None, "2031-01-01", "2031-02-03"),
        ("event:protest", None, None, None),
        ("claim:c-0000000003", "2031-03", "2031-03-01", "2031-03-31"),
        ("person:tomas-verne", None, None, None),
    ],
)
def test_dates(node: str, date: str | None, first: str | None, last: str | None) -> None:
    data = NETWORK.nodes[node]
    assert (data.get("date"), data.get("date_from"), data.get("date_to")) == (date, first, last)


def test_dates_of_edges_are_those_of_the_event_or_of_the_statement() -> None:
    agent = edge(NETWORK, "event:withdrawal-2031-03", "agent", "organization:harbour-guard")
    assert (agent["date_from"], agent["date_to"]) == ("2031-03-01", "2031-03-31")
    about = edge(NETWORK, "claim:c-0000000002", "about", "event:bombing-port-ellery-2031-03-03")
    assert (about["date_from"], about["date_to"]) == ("2031-03-04", "2031-03-04")
    assert "date_from" not in edge(NETWORK, "person:tomas-verne", "memberOf", "organization:ostrava-league")


def test_sizes_fill_the_range_that_gephi_leaves_alone() -> None:
    sizes = [size for _, size in NETWORK.nodes(data="size")]
    assert (min(sizes), max(sizes)) == (4.0, 100.0)


def test_colours_are_those_of_types() -> None:
    pairs = {(data["entity_type"], data["color"]) for _, data in NETWORK.nodes(data=True)}
    assert len({color for _, color in pairs}) == len({kind for kind, _ in pairs}) == len(pairs)


def test_weights_confidences_and_evidence_are_in_range() -> None:
    for _, _, data in NETWORK.edges(data=True):
        assert data["weight"] >= 1
        assert 0 <= data["confidence"] <= 1
    for _, data in [*NETWORK.nodes(data=True), *((s, d) for s, _, d in NETWORK.edges(data=True))]:
        assert len(data.get("evidence", "")) <= 300


def test_long_evidence_is_cut_around_what_it_is_about() -> None:
    before, name, after = "Far before it. " * 40, "Zora Lindqvist", " and after it." * 40
    text = before + name + after + "\n"
    document = document_of(1, "long.txt", text, [0])
    entity = replace(GRAPH.entities[0], id="person:z", aliases=(), mentions=(mention(document, name, "Person"),))
    evidence = network(Graph((document,), (), (entity,), (), (), ())).nodes["person:z"]["evidence"]
    assert len(evidence) == 300
    assert name in evidence
    assert evidence[0] == evidence[-1] == "…"


def test_edges_to_nowhere_are_left_out() -> None:
    stray = replace(GRAPH.claims[0], id="claim:c-00000000ff", about=("event:gone",), conflicts=("claim:c-gone",))
    result = network(replace_claims((stray,)))
    assert set(result.nodes) == {node.id for node in (*GRAPH.entities, *GRAPH.events)} | {"claim:c-00000000ff"}


def replace_claims(claims: tuple[Claim, ...]) -> Graph:
    return replace(GRAPH, claims=claims)


# ------------------------------------------------------------------------------------- the layout


def random_positions(seed: int, shuffle: int) -> npt.NDArray[np.float64]:
    """Those of 120 nodes, of which 100 are in five communities and 20 have no edges."""
    chance = random.Random(seed)
    edges = [(a, a // 20 * 20 + chance.randrange(20)) for a in range(100) for _ in range(4)]
    edges += [(chance.randrange(100), chance.randrange(100)) for _ in range(15)]
    random.Random(shuffle).shuffle(edges)
    return positions(120, np.array(edges, dtype=np.int32))


NO_EDGES = np.zeros((0, 2), dtype=np.int32)


def test_positions_do_not_depend_on_the_order_of_edges() -> None:
    assert random_positions(1, 1).tolist() == random_positions(1, 2).tolist()


def test_positions_separate_communities_and_nodes() -> None:
    points = random_positions(1, 1)
    assert len(set(map(tuple, points.tolist()))) == 120
    assert abs(points).max() <= 4900

    def apart(a: int, b: int) -> float:
        return float(((points[a] - points[b]) ** 2).sum() ** 0.5)

    pairs = list(combinations(range(100), 2))
    same = [apart(a, b) for a, b in pairs if a // 20 == b // 20]
    other = [apart(a, b) for a, b in pairs if a // 20 != b // 20]
    assert sum(other) / len(other) > 2 * sum(same) / len(same)


def test_large_networks_are_drawn_in_clusters_just_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "LARGE", 100)
    monkeypatch.setattr(layout, "CLUSTER", 20)
    test_positions_do_not_depend_on_the_order_of_edges()
    test_positions_separate_communities_and_nodes()


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_positions_of_few_nodes(count: int) -> None:
    assert len(set(map(tuple, positions(count, NO_EDGES).tolist()))) == count


def test_positions_stay_within_the_world_of_gephi() -> None:
    assert abs(positions(9000, NO_EDGES)).max() <= 4900


def test_a_network_is_described_when_it_is_asked_for_and_always_alike() -> None:
    assert dict(DRAWN.nodes) == dict(DRAWN.nodes)
    assert list(DRAWN.edges) == list(DRAWN.edges)
    assert "person:nobody" not in DRAWN.nodes


# --------------------------------------------------------------------------------------- the file


def test_networkx_reads_back_all_of_it(path: Path) -> None:
    read = nx.read_graphml(path, force_multigraph=True)
    assert dict(read.nodes(data=True)) == dict(NETWORK.nodes(data=True))
    expected = {key: (s, t, data) for s, t, key, data in NETWORK.edges(keys=True, data=True)}
    assert {key: (s, t, data) for s, t, key, data in read.edges(keys=True, data=True)} == expected


def test_igraph_reads_as_many_nodes_and_edges(path: Path) -> None:
    read = igraph.Graph.Read_GraphML(str(path))
    assert (read.vcount(), read.ecount()) == (NETWORK.number_of_nodes(), NETWORK.number_of_edges())
    assert set(read.es["rid"]) == {key for _, _, key in NETWORK.edges(keys=True)}
    assert set(read.vs["label"]) == {label for _, label in NETWORK.nodes(data="label")}


def test_every_edge_has_a_unique_id_and_its_kind(xml: etree._Element) -> None:
    edges = xml.findall(f".//{NS}edge")
    ids = [edge.get("id") for edge in edges]
    assert len(ids) == len(set(ids)) == NETWORK.number_of_edges()
    assert all(re.fullmatch(r"r-[0-9a-f]{10}", identifier or "") for identifier in ids)
    for element in edges:
        values = {data.get("key"): data.text for data in element}
        assert element.get("label") == values["relation"]
        assert element.get("id") == values["rid"]


def test_the_parallel_edges_of_two_nodes_differ_in_kind(xml: etree._Element) -> None:
    found = [
        element.get("label")
        for element in xml.findall(f".//{NS}edge")
        if (element.get("source"), element.get("target")) == ("person:tomas-verne", "organization:ostrava-league")
    ]
    assert sorted(found) == ["leaderOf", "memberOf"]


def test_no_edge_hangs_in_the_air(xml: etree._Element) -> None:
    nodes = [node.get("id") for node in xml.findall(f".//{NS}node")]
    assert len(nodes) == len(set(nodes))
    assert all(element.get(end) in nodes for element in xml.findall(f".//{NS}edge") for end in ("source", "target"))


def test_keys_are_declared_once_with_a_type_that_every_reader_knows(xml: etree._Element) -> None:
    keys = xml.findall(f"{NS}key")
    assert len({key.get("id") for key in keys}) == len(keys)
    for scope, columns in (("node", NODE_COLUMNS), ("edge", EDGE_COLUMNS)):
        declared = {key.get("attr.name"): key.get("attr.type") for key in keys if key.get("for") == scope}
        assert declared == {name: GRAPHML_TYPES[kind] for name, kind in columns.items()}
    assert {key.get("for") for key in keys} == {"node", "edge"}
    for key in keys:
        name, identifier = key.get("attr.name"), key.get("id")
        assert identifier == (f"edge_{name}" if key.get("for") == "edge" and name in NODE_COLUMNS else name)


def test_no_column_has_a_name_that_gephi_or_sigma_take_for_something_else() -> None:
    assert not (NODE_COLUMNS.keys() | EDGE_COLUMNS.keys()) & {"id", "type", "timeset", "r", "g", "b", "z", "pid"}


def test_nothing_is_said_of_the_graph_itself(path: Path, xml: etree._Element) -> None:
    [graph] = xml.findall(f"{NS}graph")
    assert dict(graph.attrib) == {"edgedefault": "directed"}
    assert not graph.findall(f"{NS}data")
    assert not xml.findall(f".//{NS}desc")


def test_text_stands_in_one_line_without_control_characters(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    values = re.findall(r"<data[^>]*>([^<]*)</data>", text)
    assert values
    assert not [value for value in values if re.search(r"[\x00-\x1f]", value)]
    assert NETWORK.nodes["claim:c-0000000005"]["label"].startswith('She said: "A & <b>" \\ 5 > 3, INF Treaty, شبكة 🕊️')


def test_dates_are_full_iso_days() -> None:
    rows = [data for _, data in NETWORK.nodes(data=True)] + [data for _, _, data in NETWORK.edges(data=True)]
    days = [data[name] for data in rows for name in ("date_from", "date_to") if name in data]
    assert len(days) > 10
    assert all(date.fromisoformat(day).isoformat() == day for day in days)


def test_aliases_are_joined_by_bars_that_no_alias_holds() -> None:
    assert NETWORK.nodes["person:tomas-verne"]["aliases"] == "Abu Lind | Verne | Verne; of, the ¦ League"


def test_the_order_of_records_does_not_change_a_byte(path: Path, tmp_path: Path) -> None:
    shuffle = random.Random(7)
    fields = {name: tuple(shuffle.sample(getattr(GRAPH, name), len(getattr(GRAPH, name)))) for name in GRAPH.__slots__}
    write_graphml(network(Graph(**fields)), tmp_path / "other.graphml")
    assert (tmp_path / "other.graphml").read_bytes() == path.read_bytes()


def test_the_hash_seed_does_not_change_a_byte(path: Path, tmp_path: Path) -> None:
    script = (
        "import sys; from graphs import GRAPH; from kg.network import network\n"
        "from kg.export.graphml import write_graphml; write_graphml(network(GRAPH), sys.argv[1])"
    )
    here = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parents[1])])
    environment = os.environ | {"PYTHONHASHSEED": "123", "PYTHONPATH": here}
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "x.graphml")], env=environment, check=True)
    assert (tmp_path / "x.graphml").read_bytes() == path.read_bytes()


def test_an_empty_graph_can_be_read(tmp_path: Path) -> None:
    write_graphml(network(Graph((), (), (), (), (), ())), tmp_path / "graph.graphml")
    assert len(nx.read_graphml(tmp_path / "graph.graphml", force_multigraph=True)) == 0


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path) -> None:
    broken = Network({"n": {"when": None}}, [])  # type: ignore[dict-item]
    with pytest.raises(KeyError, match="NoneType"):
        write_graphml(broken, tmp_path / "graph.graphml")
    assert list(tmp_path.iterdir()) == []
