"""Where the nodes of a network stand: communities apart, neighbours together, the same on every machine.

A cheap first picture, from which Gephi or the viewer can go on. Communities are found by Louvain's method, those of
large networks by one that needs less time and memory, and took known communities apart as well; each is laid out by
Fruchterman and Reingold's springs (Software: Practice and Experience 21, 1991), and the discs are put side by side,
next to the communities that they have most to do with. Only additions, multiplications, divisions and roots are used,
in a fixed order, which IEEE 754 rounds alike on all processors; sines and matrix products are not.
"""

from __future__ import annotations

import math
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import networkx as nx

Floats: TypeAlias = npt.NDArray[np.float64]
Integers: TypeAlias = npt.NDArray[np.int64]
Numbers: TypeAlias = npt.NDArray[np.int32]  # half as large: a network has fewer than two billion nodes
Point: TypeAlias = tuple[float, float]

SPACING = 90.0  # between neighbours, in the units of Gephi, in which a node is 4 to 100 wide
EDGE_OF_THE_WORLD = 4900.0  # Gephi cuts coordinates off at 5000
LARGEST_WITH_SPRINGS = 1500  # nodes; pairwise forces among more would take too long
LARGE = 5000  # nodes of a network whose communities are found in a coarser way, of CLUSTER nodes at most or so
CLUSTER, TURNS = 640, 6
PAIRS = 3e7  # pairs of nodes that one community may look at, over all of its rounds
ALL_PAIRS = 5e8  # and all communities together
TURN = (-0.7373688780783197, 0.6754902942615238)  # cosine and sine of the golden angle


class Ties(NamedTuple):
    """Which nodes have edges between them, each pair once: the lower number, the higher one, how many edges."""

    low: Numbers
    high: Numbers
    weight: Numbers


def positions(count: int, edges: Numbers) -> Floats:
    """x and y of the nodes 0 … `count` - 1, one row each, rounded to one decimal, around (0, 0), none beyond ±4900.

    `edges` has a row of two nodes for every edge; the result is the same for every order of the rows.
    """
    if not count:
        return np.zeros((0, 2))
    ties = _ties(count, edges)
    neighbours = _Neighbours(count, ties)
    groups = _communities(count, ties, neighbours)
    pairs = ALL_PAIRS / count
    points = np.zeros((count, 2))
    for group, centre in zip(groups, _pack(count, groups, ties), strict=True):
        points[group] = np.array(_inside(group, neighbours, min(PAIRS, pairs * len(group)))) + np.array(centre)
    return _fitted(points)


def _ties(count: int, edges: Numbers) -> Ties:
    """By the lower node; of its partners first those to which one of its own edges leads, each kind by number."""
    source, target = edges[edges[:, 0] != edges[:, 1]].T
    pairs = np.minimum(source, target) * np.int64(count) + np.maximum(source, target)
    pairs = np.sort(pairs * 2 + (source > target))  # of one pair, edges of the lower node come first
    first = np.flatnonzero(np.diff(pairs >> 1, prepend=-1))
    weight = np.diff(first, append=len(pairs)).astype(np.int32)
    is_low_first = pairs[first] & 1 == 0
    low, high = _split_pairs(pairs[first] >> 1, count)
    order = np.lexsort((high, ~is_low_first, low))
    return Ties(low[order], high[order], weight[order])


def _split_pairs(pairs: Integers, count: int) -> tuple[Numbers, Numbers]:
    low, high = np.divmod(pairs, count)
    return low.astype(np.int32), high.astype(np.int32)


class _Neighbours:
    """The neighbours of every node, sorted, and how many edges it has."""

    def __init__(self, count: int, ties: Ties) -> None:
        ends, others = np.concatenate((ties.low, ties.high)), np.concatenate((ties.high, ties.low))
        self.others = others[np.lexsort((others, ends))]
        self.starts = np.concatenate(([0], np.cumsum(np.bincount(ends, minlength=count))))
        self.degrees: list[int] = (
            (np.bincount(ties.low, ties.weight, count) + np.bincount(ties.high, ties.weight, count))
            .astype(int)
            .tolist()
        )

    def __getitem__(self, node: int) -> list[int]:
        found: list[int] = self.others[self.starts[node] : self.starts[node + 1]].tolist()
        return found


def _communities(count: int, ties: Ties, neighbours: _Neighbours) -> list[list[int]]:
    """Groups of nodes, larger ones first, in each the best connected nodes first."""
    found = _clusters(count, ties) if count > LARGE else _louvain(count, ties)
    return sorted((_outwards(group, neighbours) for group in found), key=lambda group: (-len(group), group[0]))


def _clusters(count: int, ties: Ties) -> list[list[int]]:
    """Groups of about CLUSTER nodes at most: clusters of the clusters of nodes."""
    first = _joined(np.ones(count, dtype=np.int64), ties)
    labels = _joined(np.bincount(first), _between(first, ties))[first]
    members = np.argsort(labels, kind="stable").tolist()
    ends = np.cumsum(np.bincount(labels)).tolist()
    return [members[begin:end] for begin, end in pairwise([0, *ends])]


def _joined(sizes: Integers, ties: Ties) -> Integers:
    """The number of a cluster for every node; clusters have one node or nodes with ties between them.

    Nodes take the label that most of their neighbours have, by turns the one half of them and the other, unless it is
    that of CLUSTER or more already; after Meyerhenke, Sanders and Schulz, Partitioning complex networks via
    size-constrained clustering (SEA 2014). All sums are of whole numbers, which are exact in any order.
    """
    count = len(sizes)
    labels = np.arange(count)
    half = (np.arange(count) * 2654435761 >> 16) & 1
    sides = [_from(ties, half == side) for side in (0, 1)]
    for turn in range(2 * TURNS):
        source, target, weight = sides[turn % 2]
        pairs = source * np.int64(count) + labels[target]
        order = np.argsort(pairs, kind="stable")
        pairs = pairs[order]
        first = np.flatnonzero(np.diff(pairs, prepend=-1))
        nodes, wanted = np.divmod(pairs[first], count)
        if not len(nodes):
            continue
        total = np.add.reduceat(weight[order], first) * 2 + (wanted == labels[nodes])  # rather stay than go
        full = np.bincount(labels, sizes, count) >= CLUSTER
        total[full[wanted] & (wanted != labels[nodes])] = 0
        best = np.lexsort((wanted, -total, nodes))
        best = best[np.flatnonzero(np.diff(nodes[best], prepend=-1))]
        best = best[total[best] > 0]
        labels[nodes[best]] = wanted[best]
    return np.unique(labels, return_inverse=True)[1]


def _from(ties: Ties, wanted: npt.NDArray[np.bool_]) -> tuple[Numbers, Numbers, Numbers]:
    """Source, target and weight of every tie, in both directions, whose source is one of `wanted`."""
    ways = ((ties.low, ties.high), (ties.high, ties.low))
    found = [(ends[wanted[ends]], others[wanted[ends]], ties.weight[wanted[ends]]) for ends, others in ways]
    source, target, weight = (np.concatenate(columns) for columns in zip(*found, strict=True))
    return source, target, weight


def _between(labels: Integers, ties: Ties) -> Ties:
    """The ties of the groups of which `labels` has one for every node, sorted."""
    count = int(labels.max()) + 1
    ends = np.sort(np.stack((labels[ties.low], labels[ties.high])), axis=0)
    apart = ends[0] != ends[1]
    pairs, which = np.unique((ends[0] * count + ends[1])[apart], return_inverse=True)
    weights = np.bincount(which, ties.weight[apart], len(pairs)).astype(np.int32)
    return Ties(*_split_pairs(pairs, count), weights)


def _louvain(count: int, ties: Ties) -> list[set[int]]:
    """Groups of LARGEST_WITH_SPRINGS nodes at most, where they can be told apart."""
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    # Numbers, because sets of them have the same order in every process.
    graph.add_nodes_from(range(count))
    graph.add_weighted_edges_from(zip(*(column.tolist() for column in ties), strict=True))
    return _split(graph)


def _split(graph: nx.Graph[int]) -> list[set[int]]:
    """The communities of a graph, those that are too large for springs split again."""
    import networkx as nx

    if not graph.number_of_edges():
        return [{node} for node in graph]
    found = nx.community.louvain_communities(graph, seed=0)
    if len(found) == 1:
        return found
    large = [group for group in found if len(group) > LARGEST_WITH_SPRINGS]
    small = [group for group in found if len(group) <= LARGEST_WITH_SPRINGS]
    return small + [part for group in large for part in _split(_part(graph, group))]


def _part(graph: nx.Graph[int], nodes: set[int]) -> nx.Graph[int]:
    import networkx as nx

    part: nx.Graph[int] = nx.Graph()
    part.add_nodes_from(sorted(nodes))
    part.add_weighted_edges_from(
        sorted((a, b, data["weight"]) for a, b, data in graph.edges(nodes, data=True) if a in nodes and b in nodes)
    )
    return part


def _outwards(group: Iterable[int], neighbours: _Neighbours) -> list[int]:
    """The nodes of a group from its best connected one outwards, neighbours of earlier ones first."""
    members = set(group)
    result: list[int] = []
    for start in sorted(group, key=lambda node: (-neighbours.degrees[node], node)):
        queue = deque([start])
        while queue:
            node = queue.popleft()
            if node in members:
                members.remove(node)
                result.append(node)
                queue.extend(other for other in neighbours[node] if other in members)
    return result


# --------------------------------------------------------------------------- inside a community


def _inside(group: Sequence[int], neighbours: _Neighbours, pairs: float) -> list[Point]:
    """Positions of the nodes of one group around (0, 0), after looking at `pairs` pairs of them."""
    start = list(islice(_sunflower(SPACING * 0.6), len(group)))
    if not 2 < len(group) <= LARGEST_WITH_SPRINGS:
        return _evened(start)
    numbers = {node: number for number, node in enumerate(group)}
    edges = [(numbers[a], numbers[b]) for a in group for b in neighbours[a] if a < b and b in numbers]
    return _evened(_springs(start, edges, pairs))


def _springs(start: list[Point], edges: list[tuple[int, int]], pairs: float) -> list[Point]:
    count = len(start)
    x, y = np.array(start).T.copy()
    ends = np.array(edges, dtype=np.intp).reshape(-1, 2)
    sources, targets = ends[:, 0], ends[:, 1]
    rounds = int(min(80, max(12, pairs / count**2)))
    for done in range(rounds):
        force_x, force_y = _repulsion(x, y)
        pull_x, pull_y = x[targets] - x[sources], y[targets] - y[sources]
        pull = np.sqrt(pull_x * pull_x + pull_y * pull_y) / SPACING
        for force, along in ((force_x, pull_x * pull), (force_y, pull_y * pull)):
            force += np.bincount(sources, along, count) - np.bincount(targets, along, count)
        # A weak pull to the middle keeps unconnected parts from drifting away.
        force_x -= x * 0.1
        force_y -= y * 0.1
        length = np.sqrt(force_x * force_x + force_y * force_y) + 1e-9
        step = np.minimum(length, SPACING * (1.0 - done / rounds)) / length
        x = x + force_x * step
        y = y + force_y * step
    return list(zip(x.tolist(), y.tolist(), strict=True))


def _repulsion(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Every node is pushed from every other one; sums run down the columns, which keeps their order fixed."""
    apart_x, apart_y = x[None, :] - x[:, None], y[None, :] - y[:, None]
    strength = SPACING * SPACING / (apart_x * apart_x + apart_y * apart_y + 1.0)
    return (apart_x * strength).sum(axis=0), (apart_y * strength).sum(axis=0)


def _sunflower(spacing: float, inner_radius: float = 0.0) -> Iterator[Point]:
    """Points spread evenly over a disc, from `inner_radius` outwards without end."""
    x, y = 1.0, 0.0
    number = 0
    while True:
        radius = math.sqrt(inner_radius * inner_radius + number * spacing * spacing)
        yield x * radius, y * radius
        x, y = x * TURN[0] - y * TURN[1], x * TURN[1] + y * TURN[0]
        number += 1


def _evened(points: list[Point]) -> list[Point]:
    """Around (0, 0) in a disc that fits their number: crowds in the middle are spread, those far out drawn in."""
    middle_x = math.fsum(x for x, _ in points) / len(points)
    middle_y = math.fsum(y for _, y in points) / len(points)
    around = [(x - middle_x, y - middle_y) for x, y in points]
    far = max(math.sqrt(x * x + y * y) for x, y in around)
    if far == 0.0:
        return around
    result = []
    for x, y in around:
        distance = math.sqrt(x * x + y * y)
        wanted = _radius(len(points)) * math.sqrt(distance / far)
        result.append((x / distance * wanted, y / distance * wanted) if distance else (x, y))
    return result


def _radius(count: int) -> float:
    return SPACING * 0.7 * math.sqrt(count)


# ------------------------------------------------------------------------- communities together


def _pack(count: int, groups: list[list[int]], all_ties: Ties) -> list[Point]:
    """Centres of the groups, so that their discs do not overlap; small ones without any ties stand around the rest."""
    radii = [_radius(len(group)) + SPACING * 0.7 for group in groups]
    group_of = np.zeros(count, dtype=np.int64)
    for number, group in enumerate(groups):
        group_of[group] = number
    ties: list[Counter[int]] = [Counter() for _ in groups]
    for one, other, weight in zip(*(column.tolist() for column in _between(group_of, all_ties)), strict=True):
        ties[one][other] = ties[other][one] = weight
    centres: list[Point] = [(0.0, 0.0)] * len(groups)
    placed: list[int] = []
    outside = [n for n, group in enumerate(groups) if len(group) <= 3 and not ties[n]]
    for number in sorted(set(range(len(groups))) - set(outside)):
        near = {other: ties[number][other] for other in placed if other in ties[number]}
        total = sum(near.values()) or 1
        target = (
            math.fsum(weight * centres[other][0] for other, weight in near.items()) / total,
            math.fsum(weight * centres[other][1] for other, weight in near.items()) / total,
        )
        taken = np.array([(*centres[other], radii[other]) for other in placed]).reshape(-1, 3)
        centres[number] = _free_place(target, radii[number], taken)
        placed.append(number)
    middle_x, middle_y, edge = _circle([(*centres[number], radii[number]) for number in placed])
    for number, (x, y) in zip(outside, _sunflower(SPACING, edge + SPACING), strict=False):
        centres[number] = (middle_x + x, middle_y + y)
    return centres


def _circle(discs: list[tuple[float, float, float]]) -> tuple[float, float, float]:
    """Middle and radius of a circle around all discs."""
    if not discs:
        return 0.0, 0.0, 0.0
    left, right = min(x - r for x, _, r in discs), max(x + r for x, _, r in discs)
    bottom, top = min(y - r for _, y, r in discs), max(y + r for _, y, r in discs)
    middle_x, middle_y = (left + right) / 2, (bottom + top) / 2
    reach = max(math.sqrt((x - middle_x) * (x - middle_x) + (y - middle_y) * (y - middle_y)) + r for x, y, r in discs)
    return middle_x, middle_y, reach


def _free_place(target: Point, radius: float, taken: Floats) -> Point:
    """The place next to `target` where a disc of `radius` touches none of `taken` (rows of x, y, radius)."""
    candidates = _sunflower(radius * 0.6)
    chunk = 64
    while True:
        points = np.array(list(islice(candidates, chunk))) + np.array(target)
        apart_x = points[:, :1] - taken[:, 0]
        apart_y = points[:, 1:] - taken[:, 1]
        reach = taken[:, 2] + radius
        free = (apart_x * apart_x + apart_y * apart_y >= reach * reach).all(axis=1)
        if free.any():
            x, y = points[int(free.argmax())].tolist()
            return x, y
        chunk = min(chunk * 2, 4096)


def _fitted(points: Floats) -> Floats:
    """Centred on (0, 0), shrunk where they would reach too far, rounded."""
    low, high = points.min(axis=0), points.max(axis=0)
    middle = (low + high) / 2
    reach = float((high - middle).max())
    scale = min(1.0, EDGE_OF_THE_WORLD / reach) if reach else 1.0
    # Adding 0.0 turns -0.0 into 0.0.
    return np.array([round(value, 1) + 0.0 for value in ((points - middle) * scale).ravel().tolist()]).reshape(-1, 2)
