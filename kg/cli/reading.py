"""Commands that read a dump: queries, cards, disputes, timelines, differences, counts, reports, checks."""

from __future__ import annotations

import sys
from typing import Any

import click

from kg.cli.options import DEFAULT_GRAPH, NOTHING_DONE, GraphCommand, format_option, graph_option, width


@click.command(cls=GraphCommand)
@click.argument("query", required=False)
@click.option(
    "-f",
    "--file",
    "file_",
    type=click.File(encoding="utf-8"),
    help="Read the SPARQL from a file (- for standard input).",
)
@click.option(
    "--set", "settings", multiple=True, metavar="NAME=VALUE", help="A value for a named query; may be repeated."
)
@click.option("--list", "listing", is_flag=True, help="The named queries and what they answer.")
@graph_option
@format_option("table", "csv", "json", "markdown", "graphml")
def query(query: str | None, file_: Any, settings: tuple[str, ...], listing: bool, graph: str, format_: str) -> None:
    """Run SPARQL, given as text, by NAME, or from a file (- for standard input), over a dump."""
    from kg import query as queries
    from kg.dump import DumpError

    if listing:
        click.echo(queries.listing(), nl=False)
        return
    if query == "-":
        file_ = click.open_file("-", encoding="utf-8")
    text = file_.read() if file_ else query
    if not text:
        raise click.UsageError("give a query, the name of one (kg query --list), or -f FILE")
    try:
        answer = queries.render(queries.run(graph, text, _settings(settings)), format_, width())
    except (queries.QueryError, DumpError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(answer, nl=False)


def _settings(settings: tuple[str, ...]) -> dict[str, str]:
    for setting in settings:
        if "=" not in setting:
            raise click.UsageError(f"--set {setting!r}: write it as NAME=VALUE")
    return dict(setting.split("=", 1) for setting in settings)


@click.command(cls=GraphCommand)
@click.argument("name")
@graph_option
@format_option("text", "json")
def show(name: str, graph: str, format_: str) -> None:
    """All about one entity or event: names, roles, relations, events, claims, each with its sentence."""
    from kg.dump import DumpError
    from kg.show import ShowError
    from kg.show import show as card

    try:
        click.echo(card(graph, name, format_, width()), nl=False)
    except (ShowError, DumpError) as error:
        raise click.ClickException(str(error)) from error


@click.command(cls=GraphCommand)
@click.option(
    "--event", default="", metavar="NAME", help="Only of events whose name and participants have these words."
)
@graph_option
@format_option("table", "json", "csv", "markdown")
def conflicts(event: str, graph: str, format_: str) -> None:
    """What is said of an event that cannot all be true: who says which, in which sentence."""
    from kg.disputes import disputes
    from kg.dump import DumpError
    from kg.show import ShowError

    try:
        click.echo(disputes(graph, event, format_, width()), nl=False)
    except (ShowError, DumpError) as error:
        raise click.ClickException(str(error)) from error


@click.command(cls=GraphCommand)
@click.option("--entity", default="", metavar="NAME", help="Only events that this person or organization is in.")
@click.option("--place", default="", metavar="NAME", help="Only events in this place or in a place inside it.")
@click.option("--from", "first", default="", metavar="DAY", help="Only events from this day, month or year on.")
@click.option("--to", "last", default="", metavar="DAY", help="Only events up to this day, month or year.")
@graph_option
@format_option("table", "json", "csv", "markdown")
def timeline(entity: str, place: str, first: str, last: str, graph: str, format_: str) -> None:
    """The events by day: what happened where, how many died, how many sources tell of it."""
    from kg.dump import DumpError
    from kg.show import ShowError
    from kg.timeline import is_day
    from kg.timeline import timeline as moments

    for option, day in (("--from", first), ("--to", last)):
        if day and not is_day(day):
            raise click.UsageError(f"{option} {day!r}: write it as 2031-03-05, 2031-03 or 2031")
    if first and last and first > last and not first.startswith(last):
        raise click.UsageError(f"--from {first} is after --to {last}")
    try:
        click.echo(moments(graph, entity, place, first, last, format_, width()), nl=False)
    except (ShowError, DumpError) as error:
        raise click.ClickException(str(error)) from error


@click.command()
@click.argument("old", metavar="OLD.ttl", type=click.Path())
@click.argument("new", metavar="NEW.ttl", type=click.Path())
@format_option("table", "json", "csv", "markdown")
def diff(old: str, new: str, format_: str) -> None:
    """What a dump says that an older one did not: entities, events, relations and claims, as facts and not as lines."""
    from kg.diff import diff as changes
    from kg.dump import DumpError

    try:
        click.echo(changes(old, new, format_, width()), nl=False)
    except DumpError as error:
        raise click.ClickException(str(error)) from error


@click.command(cls=GraphCommand)
@graph_option
@format_option("text", "json")
def stats(graph: str, format_: str) -> None:
    """What is in a dump, counted."""
    from kg.dump import DumpError
    from kg.stats import stats as counts

    try:
        click.echo(counts(graph, format_, width()), nl=False)
    except DumpError as error:
        raise click.ClickException(str(error)) from error


@click.command(cls=GraphCommand)
@graph_option
@click.option(
    "-o",
    "--output",
    default="report.html",
    show_default=True,
    type=click.Path(dir_okay=False),
    help="An .html file, or an .md file beside which its figures are written as .svg.",
)
def report(graph: str, output: str) -> None:
    """Write a report to hand on: who is who, timeline, disputed events, contested claims, sources, with figures."""
    from kg.dump import DumpError
    from kg.report import ReportError
    from kg.report import report as written

    try:
        for path in written(graph, output):
            click.echo(f"wrote {path}")
    except (DumpError, ReportError, OSError) as error:
        raise click.ClickException(str(error)) from error


@click.command(cls=GraphCommand)
@click.argument("graph", default=DEFAULT_GRAPH, type=click.Path())
@format_option("text", "json")
def validate(graph: str, format_: str) -> None:
    """Check a Turtle dump against the shapes and say in words what is wrong; exit code 1 if anything is."""
    from kg.dump import DumpError
    from kg.validate import render
    from kg.validate import validate as validated

    try:
        report = validated(graph)
    except DumpError as error:
        raise click.ClickException(str(error)) from error
    click.echo(render(report, format_, width()), nl=False)
    if not report.conforms:
        sys.exit(NOTHING_DONE)
