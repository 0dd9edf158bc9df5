"""The command line: each command calls one function of the library.

Exit codes: 0 done; 1 nothing could be done; 2 wrong usage; 3 done, but some inputs were skipped.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg import __version__

if TYPE_CHECKING:
    from kg.model import Extraction, Graph

NOTHING_DONE, SOME_SKIPPED = 1, 3
DEFAULT_GRAPH = "exports/graph.ttl"
DEFAULT_PAGE = "exports/graph.html"
DUMPS = (".ttl", ".nt", ".nq", ".jsonld", ".rdf", ".trig", ".n3")
Command = TypeVar("Command", bound=Callable[..., Any])


class GraphCommand(click.Command):
    """A command that reads a dump: `--graph FILE` and the path alone both name it, wherever it stands."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Move a path among the names behind --graph, or out from behind it where the command has a place for it."""
        if not any(isinstance(param, click.Option) and param.name == "graph" for param in self.params):
            return super().parse_args(ctx, [arg.removeprefix("--graph=") for arg in args if arg != "--graph"])
        given, rest, _ = self.make_parser(ctx).parse_args(list(args))
        places = [param.name for param in self.params if isinstance(param, click.Argument)]
        names = [name for name in (*(given.get(place or "") for place in places), *rest) if isinstance(name, str)]
        paths = [name for name in names if not places or name.lower().endswith(DUMPS)]
        if len(paths) == 1 and not given.get("graph"):
            at = len(args) - 1 - args[::-1].index(paths[0])
            args = [*args[:at], *args[at + 1 :], "--graph", paths[0]]
        return super().parse_args(ctx, args)


def graph_option(command: Command) -> Command:
    """The dump that a command reads."""
    return click.option(
        "--graph",
        default=DEFAULT_GRAPH,
        show_default=True,
        type=click.Path(),
        help="The Turtle dump to read; its path alone does too.",
    )(command)


def format_option(*formats: str) -> Callable[[Command], Command]:
    """How a command prints; the first format is the default."""
    return click.option(
        "--format", "format_", type=click.Choice(formats), default=formats[0], show_default=True, help="How to print."
    )


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, package_name="kg")
def main() -> None:
    """Turn English news into a knowledge graph in which every edge has its sentence.

    \b
    kg build articles/ -o exports     read articles, write the graph
    kg view                           the graph in the browser
    kg show "Some Name"               all about one entity, with sentences
    kg query timeline                 a named query, or your own SPARQL
    """


@main.command()
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


@main.command()
@click.argument("page", default=DEFAULT_PAGE, type=click.Path())
def view(page: str) -> None:
    """Open the page of a build (PAGE, or its folder; by default exports/graph.html) in the browser."""
    import webbrowser

    path = Path(page)
    path = (path / "graph.html" if path.is_dir() else path).resolve()
    if not path.is_file():
        raise click.ClickException(f"there is no {path}; kg build writes it: kg build PATH… -o {path.parent.name}")
    if not webbrowser.open(path.as_uri()):
        click.echo(f"No browser was found here; open this file in one:\n{path}")


@main.command(cls=GraphCommand)
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
        answer = queries.render(queries.run(graph, text, _settings(settings)), format_, _width())
    except (queries.QueryError, DumpError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(answer, nl=False)


def _settings(settings: tuple[str, ...]) -> dict[str, str]:
    for setting in settings:
        if "=" not in setting:
            raise click.UsageError(f"--set {setting!r}: write it as NAME=VALUE")
    return dict(setting.split("=", 1) for setting in settings)


def _width() -> int:
    import shutil

    return min(shutil.get_terminal_size((80, 24)).columns, 120)


@main.command(cls=GraphCommand)
@click.argument("name")
@graph_option
@format_option("text", "json")
def show(name: str, graph: str, format_: str) -> None:
    """All about one entity or event: names, roles, relations, events, claims, each with its sentence."""
    from kg.dump import DumpError
    from kg.show import ShowError
    from kg.show import show as card

    try:
        click.echo(card(graph, name, format_, _width()), nl=False)
    except (ShowError, DumpError) as error:
        raise click.ClickException(str(error)) from error


@main.command(cls=GraphCommand)
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
        click.echo(explained(graph, name, other, format_, _width()), nl=False)
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


@main.command(cls=GraphCommand)
@click.argument("name")
@click.argument("other", metavar="NAME")
@click.option("--note", default="", help="Why.")
@judgement_options
def merge(name: str, other: str, note: str, graph: str, decisions: str, who: str) -> None:
    """Decide that two names are one entity, or two mentions one event, whatever the scores say; kg build applies it.

    An event is named by its id, its label, or words of a sentence that tells of it.
    """
    _judge(name, other, "same", note, graph, decisions, who)


@main.command(cls=GraphCommand)
@click.argument("name")
@click.argument("other", metavar="NAME")
@click.option("--note", default="", help="Why.")
@judgement_options
def split(name: str, other: str, note: str, graph: str, decisions: str, who: str) -> None:
    """Decide that two names are two entities, or two mentions two events, whatever the scores say; kg build applies it.

    An event is named by its id, its label, or words of a sentence that tells of it.
    """
    _judge(name, other, "different", note, graph, decisions, who)


@main.command(cls=GraphCommand)
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
        reviewing.review(opened, ask, click.echo, who or author(), limit, _width())
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


@main.command(cls=GraphCommand)
@click.argument("graph", default=DEFAULT_GRAPH, type=click.Path())
@click.option(
    "--format",
    "format_",
    type=click.Choice(("nt", "nquads", "jsonld", "ftm", "graphml", "gexf", "csv", "neo4j-csv")),
    required=True,
    help="RDF in other syntaxes, FollowTheMoney, files for Gephi, or tables of nodes and edges.",
)
@click.option("-o", "--output", default="", metavar="PATH", help="File, or folder for CSV.  [default: beside GRAPH]")
@click.option(
    "--view",
    type=click.Choice(("full", "actors", "events")),
    default="full",
    show_default=True,
    help="Everything, or only who has to do with whom, or only events with who took part and who speaks of them.",
)
@click.option("--with-documents", "documents", is_flag=True, help="Documents are nodes, too.")
@click.option(
    "--materialize", is_flag=True, help="Also triples in the terms of SEM, PROV-O, schema.org … that follow from those."
)
def export(graph: str, format_: str, output: str, view: str, documents: bool, materialize: bool) -> None:
    """Write a Turtle dump in another format; -o - is standard output."""
    from kg.dump import DumpError
    from kg.export.formats import FormatError
    from kg.export.formats import export as exported

    try:
        written = exported(graph, format_, output, view, documents, materialize)
    except FormatError as error:
        raise click.UsageError(str(error)) from error
    except (DumpError, OSError) as error:
        raise click.ClickException(str(error)) from error
    for path in written:
        click.echo(f"wrote {path}")


@main.command(cls=GraphCommand)
@click.argument("graph", default=DEFAULT_GRAPH, type=click.Path())
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 is the whole network."
)
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 takes a free one."
)
@click.option("--seconds", default=30.0, show_default=True, type=click.FloatRange(min=0.1), help="Longest query.")
@click.option("--rows", default=100_000, show_default=True, type=click.IntRange(min=1), help="Longest answer.")
def serve(graph: str, host: str, port: int, seconds: float, rows: int) -> None:
    """Answer SPARQL over HTTP, for reading only, and show graph.html where it lies beside the dump."""
    from kg.dump import DumpError
    from kg.serve import ServeError
    from kg.serve import serve as served

    try:
        server = served(graph, host, port, seconds, rows)
    except (DumpError, ServeError) as error:
        raise click.ClickException(str(error)) from error
    address = f"http://{host}:{server.server_port}"
    click.echo(f"{server.dump.path}: {len(server.dump.store):,} triples. Ctrl-C stops.")
    click.echo(f"SPARQL  {address}/sparql" + (f"\npage    {address}/" if server.page.is_file() else ""))
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo("stopped")


@main.command(cls=GraphCommand)
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
    click.echo(render(report, format_, _width()), nl=False)
    if not report.conforms:
        sys.exit(NOTHING_DONE)


@main.command(cls=GraphCommand)
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
        click.echo(disputes(graph, event, format_, _width()), nl=False)
    except (ShowError, DumpError) as error:
        raise click.ClickException(str(error)) from error


@main.command(cls=GraphCommand)
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
        click.echo(moments(graph, entity, place, first, last, format_, _width()), nl=False)
    except (ShowError, DumpError) as error:
        raise click.ClickException(str(error)) from error


@main.command()
@click.argument("old", metavar="OLD.ttl", type=click.Path())
@click.argument("new", metavar="NEW.ttl", type=click.Path())
@format_option("table", "json", "csv", "markdown")
def diff(old: str, new: str, format_: str) -> None:
    """What a dump says that an older one did not: entities, events, relations and claims, as facts and not as lines."""
    from kg.diff import diff as changes
    from kg.dump import DumpError

    try:
        click.echo(changes(old, new, format_, _width()), nl=False)
    except DumpError as error:
        raise click.ClickException(str(error)) from error


@main.command(cls=GraphCommand)
@graph_option
@format_option("text", "json")
def stats(graph: str, format_: str) -> None:
    """What is in a dump, counted."""
    from kg.dump import DumpError
    from kg.stats import stats as counts

    try:
        click.echo(counts(graph, format_, _width()), nl=False)
    except DumpError as error:
        raise click.ClickException(str(error)) from error


@main.command(cls=GraphCommand)
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


@main.command()
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
        click.echo(render(a or "", b or "", type_, format_, _width()), nl=False)
        return
    try:
        score_pairs(pairs, sys.stdout)
    except PairsError as error:
        raise click.ClickException(f"{getattr(pairs, 'name', '<stdin>')}: {error}") from error


@main.command()
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
    click.echo(render(evaluation, format_, misses, _width()), nl=False)
    for document in evaluation.absent:
        click.echo(f"not in the dump, counted as missed: {document}", err=True)
    if evaluation.absent:
        sys.exit(SOME_SKIPPED)
