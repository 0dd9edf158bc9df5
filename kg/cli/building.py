"""Commands that make a graph of articles, and score one."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import SOME_SKIPPED, format_option, width

if TYPE_CHECKING:
    from kg.model import Extraction, Graph


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("-o", "--output", default="exports", show_default=True, type=click.Path(file_okay=False), help="Folder.")
@click.option(
    "--pipeline", default="", metavar="NAME", help="Another installed spaCy pipeline (with tagger, parser, ner)."
)
@click.option("--base-iri", default="", metavar="IRI", help="Base of the identifiers in the dump.")
@click.option(
    "--decisions",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="What people decided about names and events.  [default: decisions.csv in the current folder, if there is one]",
)
@click.option(
    "--authority",
    type=click.Path(exists=True, dir_okay=False),
    multiple=True,
    metavar="FILE",
    help="Known entities to link to: CSV (id,name,aliases,type), FollowTheMoney .jsonl, SKOS .ttl; may be repeated.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes that read.  [default: one for every 200 stories, at most one for each processor]",
)
@click.option("--page/--no-page", default=True, show_default=True, help="Write graph.html, the page for browsers.")
def build(
    paths: tuple[str, ...],
    output: str,
    pipeline: str,
    base_iri: str,
    decisions: str | None,
    authority: tuple[str, ...],
    jobs: int | None,
    page: bool,
) -> None:
    """Read articles (.txt, .html, .jsonl, folders, - for standard input) and write the graph."""
    from kg import workflow
    from kg.authority import AuthorityError
    from kg.decisions import DEFAULT_FILE, DecisionsError
    from kg.extract import PipelineError, WorkerError
    from kg.resolve.decisions import ContradictionError

    decisions = decisions or (DEFAULT_FILE if Path(DEFAULT_FILE).is_file() else None)
    try:
        graph = workflow.build(paths, pipeline, _progress, decisions, jobs, authority)
    except (AuthorityError, PipelineError, WorkerError, DecisionsError, ContradictionError) as error:
        raise click.ClickException(str(error)) from error
    for problem in (problem for judgement in graph.decided for problem in judgement.problems):
        click.echo(f"warning: {problem}", err=True)
    for link in graph.open_links:
        click.echo(f"left open: {link.label} may be any of {', '.join(link.entries)}", err=True)
    for skipped in graph.skipped:
        click.echo(f"skipped {skipped.path}: {skipped.reason}", err=True)
    if not graph.documents:
        raise click.ClickException("nothing to read: give files or folders with .txt, .html or .jsonl articles")
    written = workflow.write(graph, output, base_iri, page)
    _summary(graph, written)
    if graph.skipped:
        sys.exit(SOME_SKIPPED)


def _progress(extractions: Iterable[Extraction], total: int) -> Iterator[Extraction]:
    """A bar on a terminal, a line per hundred stories elsewhere."""
    if sys.stderr.isatty():
        with click.progressbar(extractions, length=total, label="Reading stories", file=sys.stderr) as bar:
            yield from bar
        return
    for number, extraction in enumerate(extractions, 1):
        if number % 100 == 0 or number == total:
            click.echo(f"read {number} of {total} stories", err=True)
        yield extraction


def _summary(graph: Graph, written: list[Path]) -> None:
    from kg.workflow import summary, undated

    for what, count in summary(graph):
        click.echo(f"{what:<22}{count:>8,}")
    if missing := undated(graph.documents):
        click.echo(f"{missing} stories have no known date: relative days in them stay open")
    for path in written:
        click.echo(f"wrote {path}")


@click.command()
@click.argument("graph", type=click.Path())
@click.argument("gold", type=click.Path())
@format_option("table", "json")
@click.option("--misses", is_flag=True, help="List everything that was missed, with document and words.")
def evaluate(graph: str, gold: str, format_: str, misses: bool) -> None:
    """Score a Turtle dump (GRAPH) against a folder of gold annotations (GOLD), such as tests/gold."""
    from kg.dump import DumpError
    from kg.evaluate import evaluate as scored
    from kg.evaluate import render
    from kg.evaluation.gold import GoldError

    try:
        evaluation = scored(graph, gold)
    except (DumpError, GoldError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(render(evaluation, format_, misses, width()), nl=False)
    for document in evaluation.absent:
        click.echo(f"not in the dump, counted as missed: {document}", err=True)
    if evaluation.absent:
        sys.exit(SOME_SKIPPED)
