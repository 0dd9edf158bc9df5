"""The network as GraphML: for Gephi and for everything that reads GraphML.

Two things set these files apart from what networkx writes by itself. Every edge names its relation in the attribute
`label` of the element, which Gephi takes for the kind of the edge; without it Gephi joins parallel edges into one.
And ids of columns are their names, so that a second file imported into the same workspace meets the same columns;
a column that nodes and edges share has "edge_" before its name for edges, because ids must be unique in a file.
"""

from __future__ import annotations

import io
import os
from typing import Any

import networkx as nx
from networkx.readwrite.graphml import GraphMLWriterLxml

from kg.export.files import replacing


def write_graphml(network: nx.MultiDiGraph[str], path: str | os.PathLike[str]) -> None:
    """Write a network of `kg.network` to `path`, whole or not at all. Raises OSError where it cannot be written."""
    with replacing(path) as temporary:
        _Writer(str(temporary), graph=network, prettyprint=True, infer_numeric_types=True, named_key_ids=True).dump()


def graphml(network: nx.MultiDiGraph[str]) -> str:
    """Any network with string keys on its edges and a `relation` on each, as GraphML."""
    file = io.BytesIO()
    _Writer(file, graph=network, prettyprint=True, infer_numeric_types=True, named_key_ids=True).dump()
    return file.getvalue().decode("utf-8")


class _Writer(GraphMLWriterLxml):
    """networkx's streaming writer, with kinds of edges and unique ids of columns."""

    def add_edges(self, network: Any, graph_element: Any) -> None:
        """Append every edge with its id and its kind."""
        for source, target, key, data in network.edges(keys=True, data=True):
            edge = self.myElement("edge", source=source, target=target, id=key, label=data["relation"])
            self.add_attributes("edge", edge, data, {})
            graph_element.append(edge)

    def get_key(self, name: str, attr_type: str, scope: str, default: Any) -> str:
        """The id of a column, which is declared when it is first asked for."""
        column = name, attr_type, scope
        if column not in self.keys:
            super().get_key(name, attr_type, scope, default)  # type: ignore[no-untyped-call]
            declaration = self.xml.pop(0)
            self.xml.append(declaration)  # in the order in which they come, which is the order of columns in Gephi
            if scope == "edge" and any((known, of) == (name, "node") for known, _, of in self.keys):
                self.keys[column] = f"edge_{name}"
                declaration.set("id", f"edge_{name}")
        identifier: str = self.keys[column]
        return identifier
