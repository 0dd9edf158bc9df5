"""How fast and how well names are resolved, beside other programs, in one run.

    python -m benchmarks.resolve [--sizes 10000 100000 1000000] [--processes 2] [--rivals rapidfuzz nomenklatura splink]

A corpus of invented names with known truth (benchmarks.names) is resolved by the code that kg build uses: names are
parsed, `kg.resolve.blocking` proposes pairs, `kg.resolve.names` scores them. Rivals that are not installed are said to
be missing. A pair counts as found at its program's usual threshold; precision and recall are over pairs of names.
Prints Markdown; memory is the most that the process and its children held.
"""

from __future__ import annotations

import argparse
import gc
import importlib.util
import json
import math
import multiprocessing
import os
import platform
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise

import numpy as np

from benchmarks.names import Corpus, corpus
from kg.resolve.blocking import candidates
from kg.resolve.names import MATCH, compare_many, compare_parsed
from kg.resolve.parsing import Name, parse

HEAD = """\
| program | names | pairs scored | seconds | of it CPU | CPU µs a pair | MB | precision | recall |
|---|--:|--:|--:|--:|--:|--:|--:|--:|"""


@dataclass(frozen=True, slots=True)
class Run:
    """What one program made of one corpus."""

    program: str
    names: int
    pairs: int
    seconds: float
    cpu: float  # seconds, of all processes together
    scoring: float  # seconds of these for scoring pairs
    megabytes: int
    precision: float
    recall: float

    def row(self) -> str:
        each = 1e6 * self.scoring / max(1, self.pairs)
        return (
            f"| {self.program} | {self.names:,} | {self.pairs:,} | {self.seconds:,.1f} | {self.cpu:,.1f} | {each:,.1f} "
            f"| {self.megabytes:,} | {self.precision:.3f} | {self.recall:.3f} |"
        )


def truth(made: Corpus) -> int:
    """How many pairs of names are of one entity."""
    return sum(n * (n - 1) // 2 for n in Counter(made.entities).values())


def quality(made: Corpus, found: Iterable[tuple[int, int]]) -> tuple[float, float]:
    """Precision and recall of pairs of positions."""
    right = total = 0
    for i, j in found:
        total += 1
        right += made.entities[i] == made.entities[j]
    return right / max(1, total), right / max(1, truth(made))


def cpu() -> float:
    """Seconds of processor time so far, with those of children that have ended."""
    return sum(os.times()[:4])


def megabytes() -> int:
    own, children = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return (own + children) // 1024


# ---------------------------------------------------------------------------------------------- kg

_NAMES: list[Name] = []  # what the scoring processes inherit


def _matching(part: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Which of the pairs (left, right) match, as their places."""
    left, right = part
    pairs = enumerate(zip(left.tolist(), right.tolist(), strict=True))
    return np.array([k for k, (i, j) in pairs if compare_parsed(_NAMES[i], _NAMES[j]).score >= MATCH], np.int64)


def kg(made: Corpus, processes: int) -> Run:
    start, worked = time.perf_counter(), cpu()
    _NAMES[:] = [parse.__wrapped__(text, type) for text, type in zip(made.names, made.types, strict=True)]
    print(f"  parsed after {time.perf_counter() - start:.1f} s", file=sys.stderr)
    found = candidates([(name,) for name in _NAMES])
    blocked = cpu()
    print(f"  {len(found):,} pairs proposed after {time.perf_counter() - start:.1f} s", file=sys.stderr)
    bounds = np.linspace(0, len(found), 8 * processes + 1).astype(int)
    parts = [(found.left[a:b], found.right[a:b]) for a, b in pairwise(bounds)]
    if processes == 1:
        matched = [_matching(part) for part in parts]
    else:
        gc.freeze()  # children then share the names instead of copying them
        with multiprocessing.get_context("fork").Pool(processes) as pool:
            matched = pool.map(_matching, parts, chunksize=1)
            pool.close()
            pool.join()
    end, ended = time.perf_counter(), cpu()
    pairs = (
        (int(left[k]), int(right[k])) for (left, right), places in zip(parts, matched, strict=True) for k in places
    )
    precision, recall = quality(made, pairs)
    blocks = len(found.cut)
    left_out = sum(cut.pairs for cut in found.cut)
    print(f"  {blocks:,} blocks cut, {left_out:,} pairs in them not compared", file=sys.stderr)
    name = f"kg, {processes} process{'es' if processes > 1 else ''}"
    return Run(
        name, len(made.names), len(found), end - start, ended - worked, ended - blocked, megabytes(), precision, recall
    )


# ------------------------------------------------------------------------------------------ rivals


def rapidfuzz(made: Corpus) -> Run:
    """All pairs of one type by token_sort_ratio, threshold 85."""
    from rapidfuzz import fuzz, process, utils

    start, worked = time.perf_counter(), cpu()
    found: list[tuple[int, int]] = []
    pairs = 0
    for type in sorted(set(made.types)):
        places = [k for k, own in enumerate(made.types) if own == type]
        texts = [utils.default_process(made.names[k]) for k in places]
        pairs += len(texts) * (len(texts) - 1) // 2
        for at in range(0, len(texts), 500):
            scores = process.cdist(
                texts[at : at + 500], texts, scorer=fuzz.token_sort_ratio, score_cutoff=85, dtype=np.uint8, workers=-1
            )
            found += [(places[at + i], places[j]) for i, j in zip(*np.nonzero(scores), strict=True) if at + i < j]
    seconds, spent = time.perf_counter() - start, cpu() - worked
    return Run(
        "rapidfuzz, all pairs", len(made.names), pairs, seconds, spent, spent, megabytes(), *quality(made, found)
    )


def nomenklatura(made: Corpus) -> Run:
    """logic-v2, threshold 0.7, on the pairs that kg's blocking proposes (it has none for pairs of its own)."""
    from followthemoney import model
    from nomenklatura.matching import LogicV2
    from nomenklatura.matching.types import ScoringConfig

    schemata = {"Person": "Person", "Organization": "Organization", "Place": "Address"}
    names = [(parse(text, type),) for text, type in zip(made.names, made.types, strict=True)]
    proposed = list(candidates(names))
    proposed = sorted(random.Random(7).sample(proposed, min(5000, len(proposed))))
    wanted = {place for pair in proposed for place in pair}
    entities = {}
    for place in wanted:
        schema = schemata[made.types[place]]
        entities[place] = model.make_entity(schema)
        entities[place].id = f"e{place}"
        entities[place].add("full" if schema == "Address" else "name", made.names[place])
    config = ScoringConfig.defaults()
    start, worked = time.perf_counter(), cpu()
    found = [(i, j) for i, j in proposed if LogicV2.compare(entities[i], entities[j], config).score >= 0.7]
    seconds, spent = time.perf_counter() - start, cpu() - worked
    precision, _ = quality(made, found)
    right = sum(made.entities[i] == made.entities[j] for i, j in found)
    share = right / max(1, sum(made.entities[i] == made.entities[j] for i, j in proposed))
    name = "nomenklatura logic-v2, a sample of kg's pairs"
    return Run(name, len(made.names), len(proposed), seconds, spent, spent, megabytes(), precision, share)


def splink(made: Corpus) -> Run:
    """Splink on DuckDB: blocks by first and last word, Jaro-Winkler levels, trained by EM, threshold 0.9."""
    import pandas
    import splink.comparison_library as compared
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    start, worked = time.perf_counter(), cpu()
    words = [name.lower().replace(",", " ").replace(".", " ").split() for name in made.names]
    frame = pandas.DataFrame(
        {
            "unique_id": range(len(made.names)),
            "type": made.types,
            "name": [" ".join(w) for w in words],
            "first": [w[0] for w in words],
            "last": [w[-1] for w in words],
        }
    )
    settings = SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[block_on("type", "first"), block_on("type", "last")],
        comparisons=[
            compared.JaroWinklerAtThresholds("name", [0.95, 0.88, 0.8]),
            compared.JaroWinklerAtThresholds("first", [0.92, 0.8]),
            compared.JaroWinklerAtThresholds("last", [0.92, 0.8]),
        ],
    )
    database = DuckDBAPI()
    data = database.register(frame) if hasattr(database, "register") else frame
    linker = Linker(data, settings) if hasattr(database, "register") else Linker(frame, settings, database)
    training = linker.training
    training.estimate_probability_two_random_records_match([block_on("name")], recall=0.5)
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=7)
    training.estimate_parameters_using_expectation_maximisation(block_on("last"))
    training.estimate_parameters_using_expectation_maximisation(block_on("first"))
    scored = linker.inference.predict().as_pandas_dataframe()
    seconds, spent = time.perf_counter() - start, cpu() - worked
    chosen = scored[scored["match_probability"] >= 0.9]
    found = zip(chosen["unique_id_l"].tolist(), chosen["unique_id_r"].tolist(), strict=True)
    return Run(
        "Splink on DuckDB", len(made.names), len(scored), seconds, spent, spent, megabytes(), *quality(made, found)
    )


RIVALS: dict[str, Callable[[Corpus], Run]] = {
    "rapidfuzz": rapidfuzz, "nomenklatura": nomenklatura, "splink": splink,
}  # fmt: skip


# --------------------------------------------------------------------------------------------- run


def batch(made: Corpus, count: int = 20_000) -> str:
    """How long a pair takes in `compare_many`: pairs of one entity, of neighbours in blocks, and at random."""
    draw = random.Random(7)
    names = [(parse(text, type),) for text, type in zip(made.names, made.types, strict=True)]
    near = list(candidates(names))
    near = draw.sample(near, min(count // 2, len(near)))
    people = [k for k, type in enumerate(made.types) if type == "Person"]
    pairs = near + [(draw.choice(people), draw.choice(people)) for _ in range(count - len(near))]
    triples = [(made.names[i], made.names[j], made.types[i]) for i, j in pairs if made.types[i] == made.types[j]]
    times = []
    for _ in range(3):
        start = time.process_time()
        for _ in compare_many(triples):
            pass
        times.append(1e6 * (time.process_time() - start) / len(triples))
    return (
        f"`compare_many`, {len(triples):,} pairs of {len(made.names):,} names: {times[0]:.1f} CPU µs a pair the first "
        f"time, {min(times):.1f} when names and words are known"
    )


def exponents(runs: Sequence[Run]) -> list[str]:
    """How the seconds grow with the number of names, between neighbouring sizes."""
    return [
        f"{a.names:,} → {b.names:,} names: seconds grow with exponent "
        f"{math.log(b.seconds / a.seconds) / math.log(b.names / a.names):.2f}"
        for a, b in pairwise(runs)
    ]


def alone(arguments: Sequence[str]) -> str:
    """What this program prints with `arguments`, in a process of its own, so that memory is its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.resolve", "--one", *arguments], capture_output=True, text=True, check=False
    )
    sys.stderr.write(done.stderr if done.returncode else "".join(f"{line}\n" for line in done.stderr.splitlines()[:9]))
    return (done.stdout.strip().splitlines() or [""])[-1]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--rivals", nargs="*", default=list(RIVALS), choices=list(RIVALS))
    parser.add_argument("--one", nargs=2, metavar=("PROGRAM", "SIZE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        program, size = options.one[0], int(options.one[1])
        made = corpus(size)
        if program == "batch":
            print(batch(made))
        else:
            run = kg(made, int(program[2:])) if program.startswith("kg") else RIVALS[program](made)
            print(json.dumps(asdict(run)))
        return
    print(f"{platform.machine()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the start\n\n{HEAD}")
    runs = []
    for size in options.sizes:
        for processes in sorted({1, options.processes} if size == min(options.sizes) else {options.processes}):
            run = Run(**json.loads(alone((f"kg{processes}", str(size)))))
            print(run.row(), flush=True)
            runs += [run] if processes == options.processes else []
    missing = []
    for rival in options.rivals:
        needed = {"splink": "duckdb"}.get(rival, rival)
        if not importlib.util.find_spec(rival) or not importlib.util.find_spec(needed):
            missing.append(f"{rival} is not installed: pip install {rival}")
            continue
        said = alone((rival, str(min(options.sizes))))
        print(Run(**json.loads(said)).row() if said else f"| {rival} failed, see above | | | | | | | | |", flush=True)
    print(
        "\n"
        + "\n".join(["- " + line for line in (*exponents(runs), alone(("batch", str(min(options.sizes)))), *missing)])
    )


if __name__ == "__main__":
    main()
