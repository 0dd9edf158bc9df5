"""What reading costs: everything kg does to a story against spaCy's own pass over it; processes; memory.

    python -m benchmarks.extract [--articles 2000] [--format json]

The corpus is seeds/ over and over, each copy with made-up names of people in it, so that no two copies are alike.
spaCy's pass (`nlp.pipe` over the same paragraphs) and kg take turns batch by batch; their times are those of the
processor, so that other work on the machine disturbs little, and the cost on top is the median over the batches. With
two processes each of them does so, at the same time. `kg build --jobs` is timed by the clock over 500 articles.
"""

import argparse
import json
import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import count, islice
from multiprocessing import get_context

from kg.extract import extract_parallel, load
from kg.extract.pipeline import BATCH
from kg.extract.stories import Told, batches, extract_batch
from kg.model import Document
from kg.read import document, read

JOBS_ARTICLES = 500
SYLLABLES = ("ba", "do", "ki", "le", "mar", "nu", "ro", "san", "ta", "vel", "wi", "zor")
NAME = re.compile(r"\b([Aa]l-|Abu )([A-Z]\w+)")


@dataclass(frozen=True)
class Run:
    """What one process measured: (seconds of spaCy, seconds of kg, words) of each batch, and its memory in MB."""

    batches: tuple[tuple[float, float, int], ...]
    memory_half: float
    memory: float


def corpus(articles: int) -> Iterator[Document]:
    """`articles` stories or a few more: seeds/ over and over, each copy with names of its own."""
    originals, _ = read(["seeds"])
    numbers = count()
    stories = 0
    while stories < articles:
        for original, number in zip(originals, numbers, strict=False):
            copy = document(renamed(original.text, number), f"{number}.txt", number, published=original.published)
            stories += len(copy.stories)
            yield replace(copy, publisher=original.publisher)


def renamed(text: str, seed: int) -> str:
    """`text` with the word behind every "al-" and "Abu" made up."""
    chance = random.Random(seed)
    names: dict[str, str] = {}

    def made_up(match: re.Match[str]) -> str:
        return match[1] + names.setdefault(match[2], "".join(chance.choices(SYLLABLES, k=3)).capitalize())

    return NAME.sub(made_up, text)


def paragraphs(batch: list[Told]) -> list[str]:
    return [told.text[p.begin : p.end] for told, story in batch for p in story.paragraphs]


def words(batch: list[Told]) -> int:
    return sum(len(text.split()) for text in paragraphs(batch))


def measure(articles: int, first: int, step: int) -> Run:
    """Every `step`-th batch from `first` on, read by spaCy and by kg in turns; nothing is kept."""
    nlp = load()

    def spacy(batch: list[Told]) -> None:
        for _ in nlp.pipe(paragraphs(batch), batch_size=BATCH):
            pass

    def kg(batch: list[Told]) -> None:
        extract_batch(batch, nlp)

    found: list[tuple[float, float, int]] = []
    memory_half, half = 0.0, articles // 2
    read_so_far = 0
    for number, batch in enumerate(batches(corpus(articles))):
        if number < 2:
            kg(batch)  # warm up
        if number % step == first:
            order = (spacy, kg) if number % (2 * step) < step else (kg, spacy)
            taken = {work: timed(work, batch) for work in order}
            found.append((taken[spacy], taken[kg], words(batch)))
        read_so_far += len(batch)
        if not memory_half and read_so_far >= half:
            memory_half = peak_memory()
    return Run(tuple(found), memory_half, peak_memory())


def timed(work: Callable[[list[Told]], None], batch: list[Told]) -> float:
    start = time.process_time()
    work(batch)
    return time.process_time() - start


def peak_memory() -> float:
    """The most memory that this process has held, in MB; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def figures(articles: int, processes: int) -> dict[str, float]:
    """Words a second of spaCy and of kg, kg's cost on top in percent, and the memory of the largest process."""
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        runs = list(pool.map(measure, [articles] * processes, range(processes), [processes] * processes))
    return {
        "spacy_words_per_second": sum(sum(w for _, _, w in r.batches) / sum(s for s, _, _ in r.batches) for r in runs),
        "kg_words_per_second": sum(sum(w for _, _, w in r.batches) / sum(k for _, k, _ in r.batches) for r in runs),
        "on_top_percent": 100 * statistics.median(k / s - 1 for r in runs for s, k, _ in r.batches),
        "jobs_words_per_second": jobs_words_per_second(min(articles, JOBS_ARTICLES), processes),
        "memory_half_mb": max(run.memory_half for run in runs),
        "memory_mb": max(run.memory for run in runs),
    }


def jobs_words_per_second(articles: int, jobs: int) -> float:
    """What `kg build --jobs` reads, from the first story that comes back to the last: workers load only once."""
    documents = list(corpus(articles))
    total = sum(words(batch) for batch in batches(documents))
    extractions = extract_parallel(documents, "", jobs)
    read_before = sum(words(batch) for batch in islice(batches(documents), 1))
    next(extractions)
    start = time.perf_counter()
    for _ in extractions:
        pass
    return (total - read_before) / (time.perf_counter() - start)


def table(one: dict[str, float], two: dict[str, float], articles: int) -> str:
    rows = [
        ("spaCy's own pass, words/s", one["spacy_words_per_second"], two["spacy_words_per_second"], ",.0f"),
        ("reading with kg, words/s", one["kg_words_per_second"], two["kg_words_per_second"], ",.0f"),
        ("kg on top of spaCy, %", one["on_top_percent"], two["on_top_percent"], ".0f"),
        ("kg build --jobs 1 and 2, words/s", one["jobs_words_per_second"], two["jobs_words_per_second"], ",.0f"),
        ("  times as fast", 1.0, two["jobs_words_per_second"] / one["jobs_words_per_second"], ".2f"),
        (f"MB of a process, {articles // 2:,} articles", one["memory_half_mb"], two["memory_half_mb"], ",.0f"),
        (f"MB of a process, {articles:,} articles", one["memory_mb"], two["memory_mb"], ",.0f"),
    ]
    lines = [f"{'':<38}{'1 process':>14}{'2 processes':>14}"]
    return "\n".join([*lines, *(f"{name:<38}{a:>14{form}}{b:>14{form}}" for name, a, b, form in rows)])


def main() -> None:
    parser = argparse.ArgumentParser(description="What kg costs on top of spaCy, with one and two processes.")
    parser.add_argument("--articles", type=int, default=2000, help="how many to read (default: 2000)")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    arguments = parser.parse_args()
    one, two = (figures(arguments.articles, processes) for processes in (1, 2))
    if arguments.format == "json":
        print(json.dumps({"articles": arguments.articles, "1": one, "2": two}))
    else:
        print(table(one, two, arguments.articles))


if __name__ == "__main__":
    main()
