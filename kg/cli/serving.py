"""Commands that hand a graph on: to a browser, to other programs, over HTTP."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import DEFAULT_GRAPH, DEFAULT_PAGE, GraphCommand


@click.command()
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


@click.command(cls=GraphCommand)
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


@click.command(cls=GraphCommand)
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
