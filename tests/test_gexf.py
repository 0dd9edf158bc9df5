from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import networkx as nx
import pytest
from graphs import GRAPH
from lxml import etree

from kg.export.gexf import write_gexf
from kg.model import Graph
from kg.network import network

NS = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"
DRAWN = network(GRAPH)
NETWORK = DRAWN.networkx()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gexf") / "graph.gexf"
    write_gexf(DRAWN, path, title='News of "March" & <April>', description="Two documents")
    return path


@pytest.fixture(scope="module")
def xml(path: Path) -> etree._Element:
    return etree.parse(path).getroot()


def node(xml: etree._Element, identifier: str) -> etree._Element:
    [found] = [element for element in xml.iter(f"{NS}node") if element.get("id") == identifier]
    return found


def values(element: etree._Element) -> dict[str, str]:
    return {value.get("for"): value.get("value") for value in element.iter(f"{NS}attvalue")}  # type: ignore[misc]


def test_head(xml: etree._Element) -> None:
    assert xml.tag == f"{NS}gexf"
    assert xml.get("version") == "1.3"
    assert dict(xml.find(f"{NS}graph").attrib) == {  # type: ignore[union-attr]
        "mode": "dynamic",
        "defaultedgetype": "directed",
        "timeformat": "date",
        "timerepresentation": "interval",
        "timezone": "UTC",
        "idtype": "string",
    }
    assert xml.findtext(f"{NS}meta/{NS}title") == 'News of "March" & <April>'
    assert xml.findtext(f"{NS}meta/{NS}description") == "Two documents"


def test_networkx_reads_as_many_nodes_and_edges(path: Path) -> None:
    read = nx.read_gexf(path, version="1.3")
    assert (read.number_of_nodes(), read.number_of_edges()) == (21, 26)
    assert read.number_of_edges() == NETWORK.number_of_edges()
    assert set(read) == set(NETWORK)
    assert read.nodes["person:tomas-verne"]["label"] == "Tomas Verne"


def test_every_edge_has_a_unique_id_its_kind_and_a_weight(xml: etree._Element) -> None:
    edges = list(xml.iter(f"{NS}edge"))
    assert len({edge.get("id") for edge in edges}) == len(edges) == NETWORK.number_of_edges()
    for edge in edges:
        data = NETWORK.edges[edge.get("source"), edge.get("target"), edge.get("id")]
        assert edge.get("kind") == data["relation"] == values(edge)["relation"]
        assert edge.get("label") == data["label"]
        assert float(edge.get("weight") or 0) == data["weight"] >= 1
        assert values(edge)["rid"] == edge.get("id")


def test_ends_of_edges_exist(xml: etree._Element) -> None:
    nodes = {element.get("id") for element in xml.iter(f"{NS}node")}
    assert all(edge.get(end) in nodes for edge in xml.iter(f"{NS}edge") for end in ("source", "target"))


@pytest.mark.parametrize(
    ("identifier", "start", "end"),
    [
        ("event:bombing-port-ellery-2031-03-03", "2031-03-03", "2031-03-03"),
        ("event:withdrawal-2031-03", "2031-03-01", "2031-03-31"),
        ("event:killing-2031", "2031-01-01", "2031-12-31"),
        ("claim:c-0000000002", "2031-03-04", "2031-03-04"),
        ("event:protest", None, None),
        ("person:tomas-verne", None, None),
    ],
)
def test_time_of_nodes(xml: etree._Element, identifier: str, start: str | None, end: str | None) -> None:
    assert (node(xml, identifier).get("start"), node(xml, identifier).get("end")) == (start, end)


def test_times_are_full_days_in_order(xml: etree._Element) -> None:
    timed = [element for element in xml.iter(f"{NS}node", f"{NS}edge") if element.get("start")]
    assert len(timed) > 8
    for element in timed:
        assert date.fromisoformat(element.get("start") or "") <= date.fromisoformat(element.get("end") or "")
    assert not list(xml.iter(f"{NS}spell"))


def test_a_node_shows_colour_size_and_place(xml: etree._Element) -> None:
    element = node(xml, "person:tomas-verne")
    assert dict(element.find(f"{VIZ}color").attrib) == {"r": "0", "g": "114", "b": "178"}  # type: ignore[union-attr]
    size, position = element.find(f"{VIZ}size"), element.find(f"{VIZ}position")
    assert size is not None
    assert position is not None
    assert list(size.attrib.items()) == [("value", "100.0")]
    data = NETWORK.nodes["person:tomas-verne"]
    assert dict(position.attrib) == {"x": str(data["x"]), "y": str(data["y"]), "z": "0.0"}


def test_the_file_names_the_drawing_vocabulary_as_gephi_does(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "<viz:color " in text
    assert "ns0:" not in text


def test_aliases_are_a_list(xml: etree._Element) -> None:
    aliases = values(node(xml, "person:tomas-verne"))["aliases"]
    assert json.loads(aliases) == ["Abu Lind", "Verne", "Verne; of, the ¦ League"]
    declared = {element.get("id"): element.get("type") for element in xml.iter(f"{NS}attribute")}
    assert declared["aliases"] == "liststring"


def test_columns_are_declared_by_name_and_used(xml: etree._Element) -> None:
    for kind, tag in (("node", f"{NS}node"), ("edge", f"{NS}edge")):
        [attributes] = [element for element in xml.iter(f"{NS}attributes") if element.get("class") == kind]
        declared = {element.get("id"): element.get("type") for element in attributes}
        assert all(element.get("id") == element.get("title") for element in attributes)
        assert {name for element in xml.iter(tag) for name in values(element)} == set(declared)
        assert set(declared.values()) <= {"string", "long", "double", "boolean", "liststring"}


def test_text_keeps_its_spaces_and_signs(xml: etree._Element) -> None:
    assert '"A & <b>" \\ 5 > 3' in (node(xml, "claim:c-0000000005").get("label") or "")
    assert node(xml, "person:mara-quist").get("label") == 'Mara "INF" Quist'


def test_disputed_is_written_in_small_letters(xml: etree._Element) -> None:
    assert values(node(xml, "event:bombing-port-ellery-2031-03-03"))["disputed"] == "true"


def test_an_empty_graph_can_be_read(tmp_path: Path) -> None:
    write_gexf(network(Graph((), (), (), (), (), ())), tmp_path / "graph.gexf")
    assert len(nx.read_gexf(tmp_path / "graph.gexf", version="1.3")) == 0


def test_the_same_network_gives_the_same_bytes(path: Path, tmp_path: Path) -> None:
    write_gexf(DRAWN, tmp_path / "o.gexf", title='News of "March" & <April>', description="Two documents")
    assert (tmp_path / "o.gexf").read_bytes() == path.read_bytes()
