"""The command line: each command calls one function of the library.

Exit codes: 0 done; 1 nothing could be done; 2 wrong usage; 3 done, but some inputs were skipped.
"""

from __future__ import annotations

import click

from kg import __version__
from kg.cli import building, judging, reading, serving


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


for command in (
    building.build,
    serving.view,
    reading.query,
    reading.show,
    judging.explain,
    judging.merge,
    judging.split,
    judging.review,
    serving.export,
    serving.serve,
    reading.validate,
    reading.conflicts,
    reading.timeline,
    reading.diff,
    reading.stats,
    reading.report,
    judging.compare,
    building.evaluate,
):
    main.add_command(command)
