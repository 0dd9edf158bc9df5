"""How good the graph of the samples is: a row of figures for benchmarks/quality.md.

    python -m benchmarks.quality [GRAPH] [GOLD] >> benchmarks/quality.md

The figures are those of `kg evaluate`, explained in docs/evaluation.md.
"""

import datetime as dt
import subprocess
import sys

from kg.evaluate import evaluate

COLUMNS = (
    ("mentions", "all F"),
    ("entities", "B-cubed F"),
    ("entities", "alias pairs merged"),
    ("relations", "found"),
    ("events", "recall"),
    ("events", "precision"),
    ("events", "agents F"),
    ("events", "targets F"),
    ("events", "places F"),
    ("events", "dates right"),
    ("events", "tolls right"),
    ("claims", "found"),
    ("claims", "precision"),
    ("claims", "right speaker"),
    ("claims", "right speech act"),
    ("facts", "found"),
)


def row(graph: str, gold: str) -> str:
    """A line of Markdown: day and commit of the checkout, then each of `COLUMNS` in [0, 1]."""
    evaluation = evaluate(graph, gold)
    values = (evaluation.value(section, name) for section, name in COLUMNS)
    head = subprocess.run(
        ["git", "log", "-1", "--format=%cI %h"], capture_output=True, text=True, check=True
    ).stdout.split()
    day = dt.datetime.fromisoformat(head[0]).date().isoformat()
    return " | ".join(["", day, head[1], *("-" if v is None else f"{v:.2f}" for v in values), ""]).strip()


if __name__ == "__main__":
    graph, gold, *_ = [*sys.argv[1:], *["exports/graph.ttl", "tests/gold"][len(sys.argv) - 1 :]]
    print(row(graph, gold))
