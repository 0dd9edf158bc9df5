"""How long writing takes, and how much memory: our writers beside those of rdflib, pyoxigraph and networkx, in one run.

    python -m benchmarks.export turtle [--triples 1000000]
    python -m benchmarks.export network [--nodes 100000] [--edges 500000]

The graph is made up: stories of sentences, mentions, relations and claims, in the proportions of seeds/. Every writer
runs in a process of its own. Seconds are those of the processor, which other work on the machine does not change;
memory is the most that the process held, with what it held before the writer began.
"""

import argparse
import datetime as dt
import multiprocessing
import random
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kg.model import Assertion, Document, Entity, Event, Graph, Mention, Sentence, When

RELATIONS = ("memberOf", "leaderOf", "partOf", "alignedWith", "spokespersonFor")
ROLES = ("agent", "target", "participant")
WORDS = [
    "the",
    "old",
    "harbour",
    "council",
    "met",
    "again",
    "on",
    "Monday",
    "after",
    "long",
    "talks",
    "about",
    "water",
    "roads",
    "and",
    "grain",
    "prices",
]


def made_up(nodes: int, edges: int, mentions: int = 3, communities: int = 200) -> Graph:
    """A graph of entities and events with `mentions` mentions each, tied mostly inside of communities."""
    chance = random.Random(0)
    documents, sentences, found = [], [], []
    per_document = 40
    for number in range(-(-nodes // per_document)):
        text = " ".join(chance.choice(WORDS) for _ in range(400))
        name = f"d{number:06}-{number:08x}"
        documents.append(Document(name, f"news/{number}.txt", "", f"{number:064x}"))
        lines = [Sentence(name, at, at + 120, text[at : at + 120], f"d{number:06}-1") for at in range(0, 1800, 120)]
        sentences += lines
        found.append(lines)
    entities, events, ids = [], [], []
    for number in range(nodes):
        lines = found[number // per_document]
        is_event = number % 5 == 4
        kind = "Event" if is_event else ("Person", "Organization", "Place")[number % 3]
        places = [lines[(number + turn * 7) % len(lines)] for turn in range(mentions)]
        at = (number % per_document) * 2
        named = tuple(
            Mention(s.document, s.begin + at, s.begin + at + 20, s.text[at : at + 20], s, kind, "name", confidence=0.9)
            for s in sorted(set(places), key=lambda s: s.begin)
        )
        if is_event:
            day = dt.date(2031, 1, 1) + dt.timedelta(number % 365)
            when = When(day.isoformat(), day, day, "stated")
            ids.append(f"event:meeting-{number}")
            events.append(Event(ids[-1], f"Meeting {number}", "meeting", "actual", named, when))
        else:
            ids.append(f"{kind.lower()}:name-{number}")
            entities.append(Entity(ids[-1], kind, "", f"Name {number}", (f"N. {number}", f"Nam {number}"), named))
    assertions = []
    size = max(2, nodes // communities)
    for number in range(edges):
        one = chance.randrange(nodes)
        near = (one // size) * size + chance.randrange(size)
        other = near if chance.random() < 0.9 and near < nodes else chance.randrange(nodes)
        subject, target = (ids[other], ids[one]) if ids[other].startswith("event") else (ids[one], ids[other])
        predicate = ROLES[number % 3] if subject.startswith("event") else RELATIONS[number % 5]
        lines = found[one // per_document]
        evidence = (lines[number % len(lines)],)
        assertions.append(Assertion(f"assertion:r-{number:010x}", subject, predicate, target, evidence, 0.8))
    return Graph(tuple(documents), tuple(sentences), tuple(entities), tuple(events), (), tuple(assertions))


def graph_of_triples(triples: int) -> Graph:
    nodes = (
        triples // 43
    )  # a node has 3 mentions of 10 triples each, half of an edge of 7, and a share of the sentences
    return made_up(nodes, nodes // 2)


# ------------------------------------------------------------------------------------------ turtle


def kg_turtle(graph: Graph, path: Path) -> None:
    from kg.export.turtle import write_turtle

    write_turtle(graph, path)


def pyoxigraph_turtle(graph: Graph, path: Path) -> None:
    import pyoxigraph as ox

    from kg.export.turtle import triples
    from kg.ontology import prefixes

    made = (ox.Triple(ox.NamedNode(s), ox.NamedNode(p), _oxigraph(o)) for s, p, o in triples(graph))
    ox.serialize(made, str(path), format=ox.RdfFormat.TURTLE, prefixes=prefixes())


def _oxigraph(node):  # type: ignore[no-untyped-def]
    import pyoxigraph as ox

    if isinstance(node, str):
        return ox.NamedNode(node)
    return ox.Literal(node.text, datatype=ox.NamedNode(node.datatype)) if node.datatype else ox.Literal(node.text)


def rdflib_turtle(graph: Graph, path: Path) -> None:
    import rdflib

    from kg.export.turtle import triples
    from kg.ontology import prefixes

    target = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in prefixes().items():
        target.bind(prefix, namespace)
    for s, p, o in triples(graph):
        value = rdflib.URIRef(o) if isinstance(o, str) else rdflib.Literal(o.text, datatype=o.datatype or None)
        target.add((rdflib.URIRef(s), rdflib.URIRef(p), value))
    target.serialize(path, format="turtle")


# ----------------------------------------------------------------------------------------- network


def kg_network(graph: Graph, path: Path, write: str = "graphml") -> None:
    from kg.export.gexf import write_gexf
    from kg.export.graphml import write_graphml
    from kg.network import network

    start = time.process_time()
    drawn = network(graph)
    print(f"    network and layout {time.process_time() - start:.1f} s")
    (write_graphml if write == "graphml" else write_gexf)(drawn, path)


def kg_gexf(graph: Graph, path: Path) -> None:
    kg_network(graph, path, "gexf")


def networkx_graphml(graph: Graph, path: Path) -> None:
    import networkx as nx

    from kg.network import network

    nx.write_graphml(network(graph).networkx(), path, infer_numeric_types=True, named_key_ids=True)


# ------------------------------------------------------------------------------------------ measure


def _measured(make: Callable[[], Graph], write: Callable[[Graph, Path], None], pipe) -> None:  # type: ignore[no-untyped-def]
    graph = make()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out"
        clock, start = time.perf_counter(), time.process_time()
        write(graph, path)
        seconds, wall = time.process_time() - start, time.perf_counter() - clock
        size = path.stat().st_size
    pipe.send((seconds, wall, before / 1024, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, size / 1e6))


def measure(name: str, make: Callable[[], Graph], write: Callable[[Graph, Path], None]) -> None:
    """Run `write` on the graph in a process of its own and print what it took."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=_measured, args=(make, write, theirs))
    process.start()
    theirs.close()
    seconds, wall, before, peak, size = ours.recv()
    process.join()
    print(
        f"{name:<22}{seconds:8.1f} s processor {wall:8.1f} s clock"
        f"{peak:8,.0f} MB (records {before:,.0f} MB) {size:6.0f} MB file",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("turtle", "network"))
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--nodes", type=int, default=100_000)
    parser.add_argument("--edges", type=int, default=500_000)
    parser.add_argument("--only", default="", help="Only the writers whose name begins so.")
    options = parser.parse_args()
    if options.what == "turtle":

        def make() -> Graph:
            return graph_of_triples(options.triples)

        writers = {"kg": kg_turtle, "pyoxigraph": pyoxigraph_turtle, "rdflib": rdflib_turtle}
    else:

        def make() -> Graph:
            return made_up(options.nodes, options.edges)

        writers = {"kg GraphML": kg_network, "kg GEXF": kg_gexf, "networkx GraphML": networkx_graphml}
    for name, write in writers.items():
        if name.startswith(options.only):
            measure(name, make, write)


if __name__ == "__main__":
    main()
