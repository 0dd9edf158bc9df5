"""Projections of the network: fewer kinds of nodes, with what leads over the others folded into edges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from kg.identifiers import digest
from kg.network import Attributes, Edge, Network, arranged, words

VIEWS = ("full", "actors", "events")
ROLES = ("agent", "target", "killed", "wounded", "arrested", "participant")
_ACTORS = frozenset({"Person", "Organization", "AnonymousSource"})


def view(network: Network, name: str) -> Network:
    """A view of a network of `kg.network`: "full", or one of two projections with sizes and positions of their own.

    "actors" has people and organizations, and the places that act or speak like them; they are joined by their
    relations, by events that both take part in (`sharedEvent`, weighted by the number of events) and by what one says
    about another or to another (the speech act, weighted by the number of claims). "events" has events, who takes part
    in them and where; what somebody says about an event is one edge from the speaker. Nodes without any edge are
    left out. Raises ValueError for another name.
    """
    if name not in VIEWS:
        raise ValueError(f"{name!r} is none of {', '.join(VIEWS)}")
    if name == "full":
        return network
    folder = _Folder(network)
    edges = list(folder.of_actors() if name == "actors" else folder.of_events())
    return arranged({end: folder.nodes[end] for edge in edges for end in edge[:2]}, edges)


class _Folder:
    """The edges of the projections of one network."""

    def __init__(self, network: Network) -> None:
        self.nodes = dict(network.nodes)
        self.edges = network.edges
        self.kinds = {node: data["entity_type"] for node, data in self.nodes.items()}
        self.claimants: dict[str, tuple[str, str]] = {}  # of claims, with the speech act
        self.about: dict[str, set[str]] = defaultdict(set)  # of claims, with those they are addressed to
        self.roles: dict[str, dict[str, str]] = defaultdict(dict)  # event → who takes part in it → as what
        for source, target, _, data in self.edges:
            relation = str(data["relation"])
            if self.kinds[source] == "Claim":
                if relation in ("about", "addressee"):
                    self.about[source].add(target)
            elif self.kinds[target] == "Claim":
                self.claimants[target] = source, relation
            elif self.kinds[source] == "Event" and relation in ROLES:
                before = self.roles[source].get(target)
                if before is None or ROLES.index(relation) < ROLES.index(before):
                    self.roles[source][target] = relation

    def of_actors(self) -> Iterator[Edge]:
        speaking = {source for source, _ in self.claimants.values()}
        acting = {actor for actors in self.roles.values() for actor, role in actors.items() if role == "agent"}
        actors = {node for node, kind in self.kinds.items() if kind in _ACTORS} | {
            node for node in speaking | acting if self.kinds[node] in ("Place", "Facility")
        }
        for source, target, key, data in self.edges:
            if source in actors and target in actors:
                yield source, target, key, data
        shared: dict[tuple[str, str], list[str]] = defaultdict(list)
        for event, roles in self.roles.items():
            # Who acts comes first; among others the order says nothing.
            order = sorted(roles.keys() & actors, key=lambda actor: (ROLES.index(roles[actor]) > 0, actor))
            for pair in combinations(order, 2):
                shared[pair].append(event)
        for (one, other), events in shared.items():
            nodes = [self.nodes[event] for event in sorted(events)]
            yield self.folded(one, other, "sharedEvent", nodes)
        yield from self.said(actors)

    def of_events(self) -> Iterator[Edge]:
        events = {node for node, kind in self.kinds.items() if kind == "Event"}
        for source, target, key, data in self.edges:
            if source in events and self.kinds[target] != "Claim":
                yield source, target, key, data
        yield from self.said(events)

    def said(self, nodes: set[str]) -> Iterator[Edge]:
        """What is said about `nodes`, one edge for each speaker, speech act and node."""
        found: dict[tuple[str, str, str], list[Attributes]] = defaultdict(list)
        for claim, (speaker, act) in sorted(self.claimants.items()):
            for node in self.about[claim]:
                if node in nodes and node != speaker:
                    found[speaker, node, act].append(self.nodes[claim])
        for (speaker, node, act), claims in found.items():
            yield self.folded(speaker, node, act, claims)

    def folded(self, source: str, target: str, relation: str, nodes: list[Attributes]) -> Edge:
        """One edge for the events or claims `nodes` between two others, with the evidence of the surest."""
        key = f"r-{digest(source, relation, target)}"
        best = max(nodes, key=lambda node: node["confidence"])
        edge: Attributes = {
            "relation": relation,
            "label": words(relation),
            "weight": float(len(nodes)),
            "confidence": best["confidence"],
            "rid": key,
            "over": " | ".join(sorted({str(node["label"]).replace("|", "¦") for node in nodes})),
        }
        if "evidence" in best:
            edge["evidence"] = best["evidence"]
        dated = [node for node in nodes if "date_from" in node]
        if dated:
            edge["date_from"] = min(str(node["date_from"]) for node in dated)
            edge["date_to"] = max(str(node["date_to"]) for node in dated)
        return source, target, key, edge
