"""Draw the figures of docs/gephi.md from the graph of the samples: python docs/gephi.py.

They show what Gephi shows after each step, with the positions, sizes and colours of the files; they are not
photographs of its windows.
"""

from __future__ import annotations

from pathlib import Path

import networkx as nx
from draw import HEIGHT, SMALL, WIDTH, picture

from kg.network import arranged, network
from kg.records import records
from kg.views import view

DOCS = Path(__file__).parent
WINDOW = ("2024-01-01", "2024-01-31")


def main() -> None:
    """Write docs/gephi-*.svg."""
    full = network(*records(DOCS.parent / "exports"))
    actors, events = (view(full, name).networkx() for name in ("actors", "events"))
    (DOCS / "gephi-actors.svg").write_text(picture(_without_small(actors)), encoding="utf-8")
    (DOCS / "gephi-timeline.svg").write_text(_timeline(_without_small(events)), encoding="utf-8")
    people = [(data["mentions"], node) for node, data in full.nodes.items() if data["entity_type"] == "Person"]
    _, who = max(people)
    near = {end for source, target, *_ in full.edges if who in (source, target) for end in (source, target)}
    ties = [edge for edge in full.edges if {*edge[:2]} <= near]
    ego = arranged({node: full.nodes[node] for node in near}, ties).networkx()
    (DOCS / "gephi-ego.svg").write_text(picture(ego, relations=True), encoding="utf-8")


def _without_small(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    parts = nx.weakly_connected_components(graph)
    return graph.subgraph([node for part in parts if len(part) >= SMALL for node in part]).copy()


def _timeline(graph: nx.MultiDiGraph[str]) -> str:
    """The network with the events of the window alone, and the bar at the foot that has the window."""
    dated = {node: data for node, data in graph.nodes(data=True) if data["entity_type"] == "Event"}
    inside = {n for n, data in dated.items() if _overlaps(data)}
    near = {end for node in inside for end in (*graph.successors(node), *graph.predecessors(node))}
    faded = frozenset(set(graph) - inside - near)
    months = sorted({data["date_from"][:7] for data in dated.values() if "date_from" in data})
    counts = [sum(data.get("date_from", "").startswith(month) for data in dated.values()) for month in months]
    step, foot = (WIDTH - 120) / max(1, len(months)), HEIGHT - 20
    bars = [f'<rect x="0" y="{foot - 26}" width="{WIDTH}" height="46" fill="#fff"/>']
    for number, (month, count) in enumerate(zip(months, counts, strict=True)):
        x, high = round(60 + number * step, 1), round(24 * count / max(counts), 1)
        colour = "#cc79a7" if WINDOW[0][:7] <= month <= WINDOW[1][:7] else "#ccc"
        bars.append(f'<rect x="{x}" y="{foot - high}" width="{step * 0.8:.1f}" height="{high}" fill="{colour}"/>')
        bars.append(f'<text x="{x}" y="{foot + 14}" font-size="11" fill="#222">{month}</text>')
    return picture(graph, faded, more=bars)


def _overlaps(data: dict[str, str]) -> bool:
    return "date_from" not in data or (data["date_from"] <= WINDOW[1] and data["date_to"] >= WINDOW[0])


if __name__ == "__main__":
    main()
