"""The network as GEXF 1.3: kinds of edges, lists, colours and positions, and dates that drive Gephi's timeline."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

import networkx as nx
from lxml import etree

from kg.export.files import replacing

NAMESPACE = "http://gexf.net/1.3"
VIZ = "http://gexf.net/1.3/viz"
TYPES = {bool: "boolean", int: "long", float: "double", str: "string"}
# These have places of their own in the format.
_NODE_PARTS = frozenset({"label", "size", "color", "x", "y"})
_EDGE_PARTS = frozenset({"label", "weight"})
_LISTS = frozenset({"aliases"})

Attributes: TypeAlias = Mapping[str, Any]


def write_gexf(
    network: nx.MultiDiGraph[str], path: str | os.PathLike[str], title: str = "Knowledge graph", description: str = ""
) -> None:
    """Write a network of `kg.network` to `path`, whole or not at all. Raises OSError where it cannot be written.

    Events, claims and their edges carry first and last day, both inclusive; what has no date is there at all times.
    """
    with replacing(path) as temporary, etree.xmlfile(str(temporary), encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("gexf", version="1.3", nsmap={None: NAMESPACE, "viz": VIZ}):
            xml.write("\n", _meta(title, description), "\n")
            with xml.element(
                "graph",
                mode="dynamic",
                defaultedgetype="directed",
                timeformat="date",
                timerepresentation="interval",
                timezone="UTC",
                idtype="string",
            ):
                xml.write("\n")
                _lines(xml, _declarations(network))
                with xml.element("nodes"):
                    _lines(xml, (_node(node, data) for node, data in network.nodes(data=True)))
                with xml.element("edges"):
                    _lines(xml, (_edge(*edge) for edge in network.edges(keys=True, data=True)))


def _lines(xml: Any, elements: Iterable[etree._Element]) -> None:
    for element in elements:
        xml.write("\n", element)


def _meta(title: str, description: str) -> etree._Element:
    meta = etree.Element("meta")
    _child(meta, "creator").text = "kg"
    _child(meta, "title").text = title
    _child(meta, "description").text = description
    return meta


def _declarations(network: nx.MultiDiGraph[str]) -> Iterator[etree._Element]:
    nodes = (data for _, data in network.nodes(data=True))
    edges = (data for _, _, data in network.edges(data=True))
    for kind, columns in (("node", _columns(nodes, _NODE_PARTS)), ("edge", _columns(edges, _EDGE_PARTS))):
        attributes = etree.Element("attributes", {"class": kind, "mode": "static"})
        for name, type_name in columns.items():
            _child(attributes, "attribute", id=name, title=name, type=type_name)
        yield attributes


def _columns(rows: Iterable[Attributes], parts: frozenset[str]) -> dict[str, str]:
    """Type of every column, sorted by name."""
    columns = {name: TYPES[type(value)] for row in rows for name, value in row.items() if name not in parts}
    return {name: "liststring" if name in _LISTS else columns[name] for name in sorted(columns)}


def _node(identifier: str, data: Attributes) -> etree._Element:
    node = etree.Element("node", {"id": identifier, "label": data["label"]} | _interval(data), nsmap={"viz": VIZ})
    _add_values(node, data, _NODE_PARTS)
    red, green, blue = bytes.fromhex(data["color"][1:])
    _child(node, f"{{{VIZ}}}color", r=str(red), g=str(green), b=str(blue))
    _child(node, f"{{{VIZ}}}size", value=str(data["size"]))
    _child(node, f"{{{VIZ}}}position", x=str(data["x"]), y=str(data["y"]), z="0.0")
    return node


def _edge(source: str, target: str, key: str, data: Attributes) -> etree._Element:
    names = {"id": key, "source": source, "target": target, "kind": data["relation"], "label": data["label"]}
    edge = etree.Element("edge", names | {"weight": str(data["weight"])} | _interval(data))
    _add_values(edge, data, _EDGE_PARTS)
    return edge


def _interval(data: Attributes) -> dict[str, str]:
    return {"start": data["date_from"], "end": data["date_to"]} if "date_from" in data else {}


def _add_values(element: etree._Element, data: Attributes, parts: frozenset[str]) -> None:
    values = _child(element, "attvalues")
    for name in sorted(data.keys() - parts):
        _child(values, "attvalue", {"for": name, "value": _value(name, data[name])})


def _value(name: str, value: Any) -> str:
    if name in _LISTS:
        return json.dumps(value.split(" | "), ensure_ascii=False)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _child(parent: etree._Element, tag: str, attributes: dict[str, str] | None = None, **more: str) -> etree._Element:
    return etree.SubElement(parent, tag, (attributes or {}) | more)
