"""How fast mentions of events become events, and how many of them rightly, as a year of news grows.

    python -m benchmarks.events [--sizes 1000 10000 100000]

Invented stories with known truth (benchmarks.happenings) go through `kg.resolve.events`, which kg build uses: inside a
story first, then across stories. Precision and recall are B³ over mentions. Every size runs in a process of its own, on
one processor; memory is the most that it held, the stories included. Prints Markdown for benchmarks/events.md.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise

HEAD = """\
| mentions | stories | events | seconds | CPU seconds | MB | precision | recall |
|--:|--:|--:|--:|--:|--:|--:|--:|"""


@dataclass(frozen=True, slots=True)
class Run:
    """What came of the mentions of one size."""

    mentions: int
    stories: int
    events: int
    seconds: float
    cpu: float
    megabytes: int
    precision: float
    recall: float

    def row(self) -> str:
        return (
            f"| {self.mentions:,} | {self.stories:,} | {self.events:,} | {self.seconds:,.1f} | {self.cpu:,.1f} "
            f"| {self.megabytes:,} | {self.precision:.3f} | {self.recall:.3f} |"
        )


def b_cubed(truth: Mapping[Hashable, Hashable], found: Mapping[Hashable, Hashable]) -> tuple[float, float]:
    """Precision and recall of a clustering: of each thing the share of its cluster that is right, and the reverse.

    >>> b_cubed({1: "a", 2: "a", 3: "b"}, {1: "x", 2: "x", 3: "x"})
    (0.5555555555555556, 1.0)
    """
    both = Counter((truth[thing], found[thing]) for thing in truth)
    real, made = Counter(truth.values()), Counter(found[thing] for thing in truth)
    precision = sum(count * count / made[cluster] for (_, cluster), count in both.items())
    recall = sum(count * count / real[cluster] for (cluster, _), count in both.items())
    return precision / len(truth), recall / len(truth)


def run(mentions: int) -> Run:
    """Resolve about this many mentions and say what came of it."""
    from benchmarks.happenings import news
    from kg.resolve.events import resolve_events

    made = news(mentions)
    start, worked = time.perf_counter(), time.process_time()
    events, _, of = resolve_events(made.extractions, made.entities, made.within)
    seconds, cpu = time.perf_counter() - start, time.process_time() - worked
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    quality = b_cubed(made.truth, of)
    return Run(len(made.truth), len(made.extractions), len(events), seconds, cpu, megabytes, *quality)


def growth(runs: Sequence[Run]) -> list[str]:
    """How the processor time grows with the number of mentions, between neighbouring sizes."""
    return [
        f"- {a.mentions:,} → {b.mentions:,} mentions: CPU seconds grow with exponent "
        f"{math.log(b.cpu / a.cpu) / math.log(b.mentions / a.mentions):.2f}"
        for a, b in pairwise(runs)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(asdict(run(options.one))))
        return
    print(f"{platform.machine()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the start\n\n{HEAD}")
    runs = []
    for size in options.sizes:
        command = [sys.executable, "-m", "benchmarks.events", "--one", str(size)]
        told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
        runs.append(Run(**json.loads(told)))
        print(runs[-1].row(), flush=True)
    print("\n" + "\n".join(growth(runs)))


if __name__ == "__main__":
    main()
