"""The network as GEXF 1.3: kinds of edges, lists, colours and positions, and dates that drive Gephi's timeline."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from kg.export.files import replacing
from kg.network import Attributes, Network, columns

NAMESPACE = "http://gexf.net/1.3"
VIZ = "http://gexf.net/1.3/viz"
TYPES = {bool: "boolean", int: "long", float: "double", str: "string"}
# These have places of their own in the format.
_NODE_PARTS = frozenset({"label", "size", "color", "x", "y"})
_EDGE_PARTS = frozenset({"label", "weight"})
_LISTS = frozenset({"aliases"})


def write_gexf(
    network: Network, path: str | os.PathLike[str], title: str = "Knowledge graph", description: str = ""
) -> None:
    """Write a network to `path`, whole or not at all. Raises OSError where it cannot be written.

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
                    _lines(xml, (_node(*node) for node in network.nodes.items()))
                with xml.element("edges"):
                    _lines(xml, (_edge(*edge) for edge in network.edges))


def _lines(xml: Any, elements: Iterable[etree._Element]) -> None:
    for element in elements:
        xml.write("\n", element)


def _meta(title: str, description: str) -> etree._Element:
    meta = etree.Element("meta")
    _child(meta, "creator").text = "kg"
    _child(meta, "title").text = title
    _child(meta, "description").text = description
    return meta


def _declarations(network: Network) -> Iterator[etree._Element]:
    found = columns(network.nodes.values()), columns(data for *_, data in network.edges)
    for kind, types, parts in zip(("node", "edge"), found, (_NODE_PARTS, _EDGE_PARTS), strict=True):
        attributes = etree.Element("attributes", {"class": kind, "mode": "static"})
        for name in sorted(types.keys() - parts):
            type_name = "liststring" if name in _LISTS else TYPES[types[name]]
            _child(attributes, "attribute", id=name, title=name, type=type_name)
        yield attributes


def _node(identifier: str, data: Attributes) -> etree._Element:
    node = etree.Element("node", {"id": identifier, "label": str(data["label"])} | _interval(data), nsmap={"viz": VIZ})
    _add_values(node, data, _NODE_PARTS)
    red, green, blue = bytes.fromhex(str(data["color"])[1:])
    _child(node, f"{{{VIZ}}}color", r=str(red), g=str(green), b=str(blue))
    _child(node, f"{{{VIZ}}}size", value=str(data["size"]))
    _child(node, f"{{{VIZ}}}position", x=str(data["x"]), y=str(data["y"]), z="0.0")
    return node


def _edge(source: str, target: str, key: str, data: Attributes) -> etree._Element:
    names = {"id": key, "source": source, "target": target}
    names |= {"kind": str(data["relation"]), "label": str(data["label"]), "weight": str(data["weight"])}
    edge = etree.Element("edge", names | _interval(data))
    _add_values(edge, data, _EDGE_PARTS)
    return edge


def _interval(data: Attributes) -> dict[str, str]:
    return {"start": str(data["date_from"]), "end": str(data["date_to"])} if "date_from" in data else {}


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
