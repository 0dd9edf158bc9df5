"""The network as GraphML: for Gephi and for everything that reads GraphML.

Two things set these files apart from what other programs write. Every edge names its relation in the attribute `label`
of the element, which Gephi takes for the kind of the edge; without it Gephi joins parallel edges into one. And ids of
columns are their names, so that a second file imported into the same workspace meets the same columns; a column that
nodes and edges share has "edge_" before its name for edges, because ids must be unique in a file.
"""

from __future__ import annotations

import io
import os
from typing import BinaryIO

from lxml import etree

from kg.export.files import replacing
from kg.network import Attributes, Network, columns

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_SCHEMA = "http://www.w3.org/2001/XMLSchema-instance"
_TYPES = {bool: "boolean", int: "long", float: "double", str: "string"}


def write_graphml(network: Network, path: str | os.PathLike[str]) -> None:
    """Write a network to `path`, whole or not at all. Raises OSError where it cannot be written."""
    with replacing(path) as temporary, open(temporary, "wb") as file:
        _write(network, file)


def graphml(network: Network) -> str:
    """A network, each of whose edges has a `relation`, as GraphML."""
    file = io.BytesIO()
    _write(network, file)
    return file.getvalue().decode("utf-8")


def _write(network: Network, file: BinaryIO) -> None:
    of_nodes = columns(network.nodes.values())
    of_edges = columns(data for *_, data in network.edges)
    ids = {name: f"edge_{name}" if name in of_nodes else name for name in of_edges}
    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        location = {f"{{{_SCHEMA}}}schemaLocation": f"{NAMESPACE} {NAMESPACE}/1.0/graphml.xsd"}
        with xml.element("graphml", location, nsmap={None: NAMESPACE, "xsi": _SCHEMA}):
            for scope, found in (("node", of_nodes), ("edge", of_edges)):
                for name, kind in found.items():
                    key = {"id": ids[name] if scope == "edge" else name, "for": scope}
                    key |= {"attr.name": name, "attr.type": _TYPES[kind]}
                    xml.write(etree.Element("key", key), pretty_print=True)
            with xml.element("graph", edgedefault="directed"):
                for name, data in network.nodes.items():
                    node = etree.Element("node", id=name)
                    _add_values(node, data, {})
                    xml.write(node, pretty_print=True)
                for source, target, key_of_edge, data in network.edges:
                    names = {"source": source, "target": target, "id": key_of_edge, "label": str(data["relation"])}
                    edge = etree.Element("edge", names)
                    _add_values(edge, data, ids)
                    xml.write(edge, pretty_print=True)


def _add_values(element: etree._Element, data: Attributes, ids: dict[str, str]) -> None:
    for name, value in data.items():
        etree.SubElement(element, "data", key=ids.get(name, name)).text = str(value)
