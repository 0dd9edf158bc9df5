"""How long writing takes, and how much memory: our writers beside those of rdflib, pyoxigraph and networkx, in one run.

    python -m benchmarks.export [turtle | network] [--triples 1000000] [--nodes 100000] [--edges 500000]

The graph is made up: stories of sentences, mentions and relations, in the proportions of seeds/. Every writer runs in a
process of its own. Seconds of the processor are hardly changed by other work on the machine, those of the clock are;
memory is the most that the process held, of which the records, the programs of kg and Python itself were there before.
"""

import argparse
import datetime as dt
import multiprocessing
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeAlias

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


def kg_graphml(graph: Graph, path: Path) -> None:
    from kg.export.graphml import write_graphml
    from kg.network import network

    write_graphml(network(graph), path)


def kg_gexf(graph: Graph, path: Path) -> None:
    from kg.export.gexf import write_gexf
    from kg.network import network

    write_gexf(network(graph), path)


def kg_layout(graph: Graph, path: Path) -> None:
    from kg.network import network

    network(graph)
    path.touch()


def networkx_graphml(graph: Graph, path: Path) -> None:
    import networkx as nx

    from kg.network import network

    nx.write_graphml(network(graph).networkx(), path, infer_numeric_types=True, named_key_ids=True)


# ------------------------------------------------------------------------------------------ measure


Write: TypeAlias = Callable[[Graph, Path], None]


def _measured(make: Callable[[], Graph], write: Write, pipe: Connection) -> None:
    graph = make()
    before = _most_memory()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out"
        clock, start = time.perf_counter(), time.process_time()
        write(graph, path)
        seconds, wall = time.process_time() - start, time.perf_counter() - clock
        pipe.send((seconds, wall, _most_memory(), before, path.stat().st_size / 1e6))


def _most_memory() -> float:
    """The most that this process has held so far, in megabytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def table(writers: dict[str, Write], make: Callable[[], Graph]) -> None:
    """Run every writer on the graph, each in a process of its own, and print what it took as a table in Markdown."""
    print("| writer | processor | clock | most memory | of it before | file |")
    print("|---|---|---|---|---|---|", flush=True)
    context = multiprocessing.get_context("spawn")
    for name, write in writers.items():
        ours, theirs = context.Pipe()
        process = context.Process(target=_measured, args=(make, write, theirs))
        process.start()
        theirs.close()
        seconds, wall, most, before, size = ours.recv()
        process.join()
        numbers = f"{seconds:.1f} s | {wall:.1f} s | {most:,.0f} MB | {before:,.0f} MB | {size:,.0f} MB"
        print(f"| {name} | {numbers} |", flush=True)
    print()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="?", choices=("turtle", "network"), help="By default both.")
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--nodes", type=int, default=100_000)
    parser.add_argument("--edges", type=int, default=500_000)
    parser.add_argument("--only", default="", help="Only the writers whose name begins so.")
    options = parser.parse_args()
    turtle = {
        "kg": kg_turtle,
        f"pyoxigraph {version('pyoxigraph')}": pyoxigraph_turtle,
        f"rdflib {version('rdflib')}": rdflib_turtle,
    }
    network = {
        "kg GraphML": kg_graphml,
        "kg GEXF": kg_gexf,
        "kg, the layout alone": kg_layout,
        f"networkx {version('networkx')} GraphML": networkx_graphml,
    }
    tables: dict[str, tuple[dict[str, Write], Callable[[], Graph]]] = {
        "turtle": (turtle, partial(graph_of_triples, options.triples)),
        "network": (network, partial(made_up, options.nodes, options.edges)),
    }
    for name, (writers, make) in tables.items():
        if options.what in (None, name):
            size = (
                f"{options.triples:,} triples"
                if name == "turtle"
                else f"{options.nodes:,} nodes, {options.edges:,} edges"
            )
            print(f"{name}: {size}\n")
            table({title: write for title, write in writers.items() if title.startswith(options.only)}, make)


if __name__ == "__main__":
    main()
