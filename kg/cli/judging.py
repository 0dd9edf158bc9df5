"""Commands on what is one and what is two: why, and to decide it."""

from __future__ import annotations

import sys
from typing import Any

import click

from kg.cli.options import Command, GraphCommand, format_option, graph_option, width


@click.command(cls=GraphCommand)
@click.argument("name")
@click.argument("other", default="", metavar="[NAME]")
@graph_option
@format_option("table", "json")
def explain(name: str, other: str, graph: str, format_: str) -> None:
    """Why two names are one entity, or why not, with sentences; for one name every merge behind it.

    So it does for events: type an id, a label, or words of a sentence, such as "strike on the depot@wire.txt".
    """
    from kg.dump import DumpError
    from kg.explain import explain as explained
    from kg.referring import ReferringError

    try:
        click.echo(explained(graph, name, other, format_, width()), nl=False)
    except (ReferringError, DumpError) as error:
        raise click.ClickException(str(error)) from error


def judgement_options(command: Command) -> Command:
    """Who judges, and where it is written."""
    for option in (
        click.option("--who", default="", metavar="NAME", help="Who decides.  [default: the user name of git]"),
        click.option(
            "--decisions",
            default="decisions.csv",
            show_default=True,
            type=click.Path(dir_okay=False),
            help="The file to add to.",
        ),
        graph_option,
    ):
        command = option(command)
    return command


@click.command(cls=GraphCommand)
@click.argument("name")
@click.argument("other", metavar="NAME")
@click.option("--note", default="", help="Why.")
@judgement_options
def merge(name: str, other: str, note: str, graph: str, decisions: str, who: str) -> None:
    """Decide that two names are one entity, or two mentions one event, whatever the scores say; kg build applies it.

    An event is named by its id, its label, or words of a sentence that tells of it.
    """
    _judge(name, other, "same", note, graph, decisions, who)


@click.command(cls=GraphCommand)
@click.argument("name")
@click.argument("other", metavar="NAME")
@click.option("--note", default="", help="Why.")
@judgement_options
def split(name: str, other: str, note: str, graph: str, decisions: str, who: str) -> None:
    """Decide that two names are two entities, or two mentions two events, whatever the scores say; kg build applies it.

    An event is named by its id, its label, or words of a sentence that tells of it.
    """
    _judge(name, other, "different", note, graph, decisions, who)


@click.command(cls=GraphCommand)
@click.option(
    "--type",
    "type_",
    type=click.Choice(["person", "organization", "place", "event"]),
    help="Only names of this type, or only events.",
)
@click.option("--limit", default=0, metavar="N", help="Stop after N questions.  [default: all]")
@judgement_options
def review(type_: str | None, limit: int, graph: str, decisions: str, who: str) -> None:
    """Answer, pair by pair, whether uncertain names are one entity or mentions one event, those that change most first.

    Keys: s same, d different, k skip, q quit, ? help, each with Enter. Every answer is written at once.
    """
    from kg import review as reviewing
    from kg.decisions import DecisionsError, author
    from kg.dump import DumpError
    from kg.resolve.decisions import ContradictionError

    def ask(prompt: str) -> str | None:
        click.echo(prompt, nl=not sys.stdin.isatty())
        return sys.stdin.readline() or None

    try:
        opened = reviewing.Review(graph, decisions, type_ or "")
        reviewing.review(opened, ask, click.echo, who or author(), limit, width())
    except (DumpError, DecisionsError, ContradictionError, OSError) as error:
        raise click.ClickException(str(error)) from error


def _judge(name: str, other: str, judgement: str, note: str, graph: str, file: str, who: str) -> None:
    from kg.decisions import DecisionsError, author
    from kg.dump import DumpError
    from kg.judging import judge
    from kg.referring import ReferringError
    from kg.resolve.decisions import ContradictionError

    try:
        click.echo(judge(graph, name, other, judgement, file, who or author(), note))
    except (ReferringError, DumpError, DecisionsError, ContradictionError, OSError) as error:
        raise click.ClickException(str(error)) from error


@click.command()
@click.argument("a", required=False)
@click.argument("b", required=False)
@click.option(
    "--type",
    "type_",
    type=click.Choice(("person", "organization", "place")),
    default="person",
    show_default=True,
    help="What the two names are names of.",
)
@click.option(
    "--pairs",
    type=click.File("rb"),
    metavar="FILE.csv",
    help="Score every pair of a CSV with name1, name2, schema (- for standard input); CSV on standard output.",
)
@format_option("table", "json")
def compare(a: str | None, b: str | None, type_: str, pairs: Any, format_: str) -> None:
    """How likely the names A and B are names of one, and why; a match from 0.70."""
    from kg.compare import PairsError, render, score_pairs

    if (pairs is None) != bool(a and b):
        raise click.UsageError("give two names, or a file of pairs with --pairs")
    if pairs is None:
        click.echo(render(a or "", b or "", type_, format_, width()), nl=False)
        return
    try:
        score_pairs(pairs, sys.stdout)
    except PairsError as error:
        raise click.ClickException(f"{getattr(pairs, 'name', '<stdin>')}: {error}") from error
