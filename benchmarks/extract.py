"""How long reading takes: everything kg does to a story against spaCy's own pass over it, in one run.

    python -m benchmarks.extract [--articles 400]

The corpus is seeds/ over and over, each copy under a name of its own.
"""

import argparse
import time
from collections.abc import Callable
from dataclasses import replace

from kg.assemble import assemble
from kg.extract import extract, load
from kg.extract.pipeline import parse, recognise
from kg.model import Document
from kg.read import read


def corpus(articles: int) -> list[Document]:
    """`articles` stories or a few more, from seeds/, each document with an id of its own."""
    documents, _ = read(["seeds"])
    result: list[Document] = []
    count = 0
    while count < articles:
        for document in documents:
            id = f"d{len(result):05d}-{document.sha256[:8]}"
            stories = tuple(replace(story, document=id, id=f"{id}-{n}") for n, story in enumerate(document.stories, 1))
            result.append(replace(document, id=id, stories=stories))
            count += len(stories)
    return result


def timed(work: Callable[[], object]) -> tuple[float, object]:
    start = time.perf_counter()
    value = work()
    return time.perf_counter() - start, value


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=400)
    documents = corpus(parser.parse_args().articles)
    nlp = load()
    texts = [d.text[p.begin : p.end] for d in documents for s in d.stories for p in s.paragraphs]
    words = sum(len(text.split()) for text in texts)
    list(parse(nlp, list(recognise(nlp, texts[:50]))))  # warm up
    spacy_seconds, _ = timed(lambda: list(parse(nlp, list(recognise(nlp, texts)))))
    extract_seconds, extractions = timed(lambda: list(extract(documents, nlp)))
    assemble_seconds, _ = timed(lambda: assemble(documents, extractions))  # type: ignore[arg-type]
    stories = sum(len(d.stories) for d in documents)
    print(f"{stories} stories, {words:,} words, one process")
    print(f"spaCy alone        {spacy_seconds:7.1f} s   {words / spacy_seconds:9,.0f} words/s")
    print(f"reading (extract)  {extract_seconds:7.1f} s   {words / extract_seconds:9,.0f} words/s")
    print(f"on top of spaCy    {100 * (extract_seconds / spacy_seconds - 1):6.0f} %")
    print(f"resolve, assemble  {assemble_seconds:7.1f} s")


if __name__ == "__main__":
    main()
