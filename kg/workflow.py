"""The whole way: files → documents → extractions → graph → exports."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kg.model import Document, Extraction, Graph

Progress = Callable[[Iterable[Extraction], int], Iterable[Extraction]]  # wraps what is read, told how much there is
PAGE = "graph.html"
EXPORTS = ("graph.ttl", "graph.graphml", "graph.gexf", PAGE)


def build(
    paths: Iterable[str | os.PathLike[str]],
    pipeline: str = "",
    progress: Progress | None = None,
    decisions: str | os.PathLike[str] | None = None,
    jobs: int | None = 1,
    authority: Iterable[str | os.PathLike[str]] = (),
) -> Graph:
    """The graph of the files and folders `paths`; "-" is standard input.

    `pipeline` names an installed spaCy pipeline, by default the one that ships with kg; `decisions` is a file of
    judgements that go before every score; `jobs` processes read (None: as many as the stories are worth), and a script
    that asks for several needs `if __name__ == "__main__":` around it. `authority` are files of known entities: those
    of the graph are linked to them, and what fits several is in `Graph.open_links`. Inputs that cannot be read are in
    `Graph.skipped`, each with its reason, and judgements that mean nothing in these texts in `Graph.decided`. Raises
    `kg.extract.PipelineError` for a pipeline that does not serve, `kg.extract.WorkerError` where a reading process is
    killed, `kg.authority.AuthorityError` for a list, `kg.decisions.DecisionsError` and
    `kg.resolve.decisions.ContradictionError` for judgements.
    """
    from kg import authority as lists
    from kg import decisions as judgements
    from kg.assemble import assemble
    from kg.extract import extract, extract_parallel, load, suitable_jobs
    from kg.read import read

    judged = judgements.read(decisions) if decisions is not None else []
    listed = lists.read(authority)
    documents, skipped = read(os.fspath(path) for path in paths)
    stories = sum(len(document.stories) for document in documents)
    jobs = jobs or suitable_jobs(stories)
    extractions: Iterable[Extraction] = ()
    if jobs > 1:
        extractions = extract_parallel(documents, pipeline, jobs)
    elif documents:
        extractions = extract(documents, load(pipeline))
    if progress is not None:
        extractions = progress(extractions, stories)
    return assemble(documents, list(extractions), skipped, judged, listed)


def write(graph: Graph, folder: str | os.PathLike[str], base_iri: str = "", page: bool = True) -> list[Path]:
    """Write graph.ttl, graph.graphml, graph.gexf and, where `page`, graph.html into `folder`; returns their paths.

    Each file is complete or not there: it is written under another name and renamed.
    """
    from kg.export.gexf import write_gexf
    from kg.export.graphml import write_graphml
    from kg.export.page import write_page
    from kg.export.turtle import write_turtle
    from kg.network import network
    from kg.ontology import DEFAULT_BASE

    base = base_iri or DEFAULT_BASE
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    ttl, graphml, gexf, html = (target / name for name in EXPORTS)
    write_turtle(graph, ttl, base)
    drawn = network(graph, base)
    write_graphml(drawn, graphml)
    write_gexf(drawn, gexf)
    if not page:
        return [ttl, graphml, gexf]
    write_page(graph, drawn, html)
    return [ttl, graphml, gexf, html]


def summary(graph: Graph) -> Iterator[tuple[str, int]]:
    """What is in a graph, as (what, how many), for the table at the end of a build."""
    yield "documents", len(graph.documents)
    yield "stories", sum(len(document.stories) for document in graph.documents)
    types = Counter(entity.type for entity in graph.entities)
    names = {"Person": "people", "Organization": "organizations", "Place": "places", "Facility": "facilities"}
    for type, name in names.items():
        yield name, types[type]
    yield "anonymous sources", types["AnonymousSource"]
    yield "events", len(graph.events)
    yield "claims", len(graph.claims)
    yield "conflicts", sum(len(claim.conflicts) for claim in graph.claims) // 2
    yield "relations and roles", len(graph.assertions)
    yield "merges", sum(len(entity.merges) for entity in graph.entities) + sum(len(e.merges) for e in graph.events)
    yield "skipped", len(graph.skipped)
    if graph.decided:
        yield "decisions applied", sum(not judgement.problems for judgement in graph.decided)


def undated(documents: Iterable[Document]) -> int:
    """How many stories have no known day."""
    return len([story for document in documents for story in document.stories if story.published is None])
