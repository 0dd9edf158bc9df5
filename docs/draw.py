"""Draw exports/graph.graphml as docs/graph.svg, the picture of the README: python docs/draw.py [GRAPHML] [SVG]."""

import sys
from collections import Counter
from collections.abc import Sequence
from html import escape
from pathlib import Path

import networkx as nx

WIDTH, HEIGHT, MARGIN = 1200, 800, 60
SMALL = 8  # groups with fewer nodes are left out of the picture
LABELS = 30  # the most mentioned nodes carry their name


def draw(source: str, target: str) -> None:
    """Write the network of `source` (GraphML) to `target` (SVG) with the positions and colours of the export."""
    graph = nx.read_graphml(source, force_multigraph=True)
    small = [node for part in nx.weakly_connected_components(graph) if len(part) < SMALL for node in part]
    graph.remove_nodes_from(small)
    Path(target).write_text(picture(graph), encoding="utf-8")


def picture(
    graph: nx.MultiDiGraph, faded: frozenset[str] = frozenset(), relations: bool = False, more: Sequence[str] = ()
) -> str:
    """The network as SVG; `faded` nodes are hardly seen, `relations` names the edges, `more` is drawn at the end."""
    place = _fitted({node: (data["x"], -data["y"]) for node, data in graph.nodes(data=True)})
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="Arial, sans-serif">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
    ]
    beside: Counter[frozenset[str]] = Counter()
    for one, other, data in graph.edges(data=True):
        (x1, y1), (x2, y2) = place[one], place[other]
        dashed = (
            ' stroke="#b2182b" stroke-width="1.2"'
            if data["relation"] == "conflictsWith"
            else ' stroke="#99a" stroke-width="0.5"'
        )
        opacity = 0.08 if {one, other} & faded else 0.5
        lines.append(f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"{dashed} stroke-opacity="{opacity}"/>')
        if relations:
            beside[frozenset((one, other))] += 1  # parallel edges share a line, their names stand under each other
            x, y = round((x1 + x2) / 2, 1), round((y1 + y2) / 2 + 12 * beside[frozenset((one, other))] - 12, 1)
            lines.append(
                f'<text x="{x}" y="{y}" font-size="11" text-anchor="middle" fill="#667">{data["label"]}</text>'
            )
    ordered = sorted(graph.nodes(data=True), key=lambda item: (item[1]["size"], item[0]))
    for node, data in ordered:
        x, y = place[node]
        radius = f"{2 + data['size'] / 7:.1f}"
        opacity = ' opacity="0.1"' if node in faded else ""
        lines.append(f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{data["color"]}" stroke="#fff"{opacity}/>')
    taken: list[tuple[float, float, int]] = []  # where labels stand, with their letters
    for node, data in reversed(ordered):
        x, y = place[node]
        text = data["label"] if len(data["label"]) < 34 else data["label"][:32] + "…"
        if data["entity_type"] == "Claim" or node in faded:
            continue
        x = round(min(max(x, 3.6 * len(text)), WIDTH - 3.6 * len(text)), 1)
        if len(taken) == LABELS or _covers((x, y, len(text)), taken):
            continue
        taken.append((x, y, len(text)))
        for paint in ('stroke="#fff" stroke-width="3"', 'fill="#222"'):  # a white rim, then the letters
            lines.append(
                f'<text x="{x}" y="{y - 4 - data["size"] / 7:.1f}" font-size="13" text-anchor="middle" {paint}>'
                f"{escape(text)}</text>"
            )
    lines += _legend({data["entity_type"]: data["color"] for _, data in graph.nodes(data=True)})
    return "\n".join([*lines, *more, "</svg>"]) + "\n"


def _fitted(points: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    xs, ys = [x for x, _ in points.values()], [y for _, y in points.values()]
    scale = min((WIDTH - 2 * MARGIN) / (max(xs) - min(xs)), (HEIGHT - 2 * MARGIN) / (max(ys) - min(ys)))
    left, top = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    return {
        node: (round(WIDTH / 2 + (x - left) * scale, 1), round(HEIGHT / 2 + (y - top) * scale, 1))
        for node, (x, y) in points.items()
    }


def _covers(label: tuple[float, float, int], taken: list[tuple[float, float, int]]) -> bool:
    """Whether a label would lie on one that is drawn already; a letter is about 7 wide, a line 15 high."""
    x, y, letters = label
    return any(abs(y - b) < 15 and abs(x - a) < 3.6 * (letters + n) for a, b, n in taken)


def _legend(colours: dict[str, str]) -> list[str]:
    lines = []
    for row, (name, colour) in enumerate(sorted(colours.items())):
        y = 24 + 20 * row
        lines.append(f'<circle cx="20" cy="{y}" r="6" fill="{colour}"/>')
        lines.append(f'<text x="32" y="{y + 4}" font-size="13">{escape(name)}</text>')
    return lines


if __name__ == "__main__":
    draw(*(sys.argv[1:] or ["exports/graph.graphml", "docs/graph.svg"]))
