"""graphology, on which most web tools build, reads what we write; needs node and `npm ci` in tests/graphology."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from graphs import GRAPH

from kg.export.gexf import write_gexf
from kg.export.graphml import write_graphml
from kg.network import network
from kg.views import VIEWS, view

HERE = Path(__file__).parent / "graphology"
NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(
    NODE is None or not (HERE / "node_modules").is_dir(), reason="node, or npm ci in tests/graphology, is missing"
)


@pytest.mark.parametrize("name", VIEWS)
def test_graphology_reads_every_node_and_edge(tmp_path: Path, name: str) -> None:
    drawn = view(network(GRAPH), name)
    files = [tmp_path / "graph.graphml", tmp_path / "graph.gexf"]
    write_graphml(drawn, files[0])
    write_gexf(drawn, files[1])
    expected = drawn.networkx()
    done = subprocess.run(
        [str(NODE), "read.mjs", *map(str, files)], cwd=HERE, capture_output=True, text=True, check=True
    )
    for found in json.loads(done.stdout).values():
        assert (found["nodes"], found["edges"]) == (len(expected), expected.number_of_edges())
        assert found["ids"] == sorted(key for *_, key in expected.edges(keys=True))
        assert found["labels"] == dict(expected.nodes(data="label"))
        assert found["kinds"] == sorted({relation for *_, relation in expected.edges(data="relation")})
        assert found["placed"]
    assert json.loads(done.stdout)["graphml"]["sizes"]
