"""Read stories in several processes: each loads the pipeline once and is sent batches; results keep their order."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cache
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING

from kg.extract.pipeline import load, one_thread
from kg.extract.stories import Told, batches, extract_batch
from kg.model import Document, Extraction

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from spacy.language import Language

STORIES_PER_WORKER = 200  # a worker needs two seconds to load; it reads as many stories in eight
AHEAD = 2  # batches that wait for each worker


class WorkerError(RuntimeError):
    """A worker process ended before its work was done."""


def extract_parallel(documents: Iterable[Document], pipeline: str, jobs: int) -> Iterator[Extraction]:
    """What `kg.extract.extract` yields for the spaCy pipeline of that name, read by `jobs` processes.

    At most two batches for each process are under way, so memory does not grow with the number of documents. The
    batches are those of `extract`, hence so are the results. An exception of a worker is raised here; WorkerError where
    a process was killed, PipelineError for a pipeline that does not serve. New processes are started ("spawn"), so that
    a script that calls this needs `if __name__ == "__main__":` around it.
    """
    one_thread()
    work = batches(documents)
    context = get_context("spawn")
    reader, writer = context.Pipe(duplex=False)  # nothing is sent: workers end when it closes, however this one ends
    executor = ProcessPoolExecutor(jobs, context, _begin, (reader,))
    try:
        with _interrupts_ignored():  # what is started now ignores Ctrl-C: this process alone answers it
            waiting = deque(executor.submit(_read, pipeline, batch) for batch in islice(work, AHEAD * jobs))
        while waiting:
            extractions = _result(waiting.popleft())
            waiting.extend(executor.submit(_read, pipeline, batch) for batch in islice(work, 1))
            yield from extractions
    except BaseException:
        writer.close()
        raise
    finally:
        executor.shutdown(wait=True, cancel_futures=True)
        writer.close()
        reader.close()


def suitable_jobs(stories: int) -> int:
    """How many processes so many stories are worth: one for every 200, at most one for each processor."""
    return max(1, min(stories // STORIES_PER_WORKER, _processors()))


def _processors() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _result(future: Future[list[Extraction]]) -> list[Extraction]:
    try:
        return future.result()
    except BrokenProcessPool as error:
        raise WorkerError("a reading process was killed, perhaps for want of memory: try fewer --jobs") from error


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may set handlers
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _begin(open_while_wanted: Connection) -> None:
    """In a worker: leave Ctrl-C to the process that started it, and end when that one wants no more or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_on_close, args=(open_while_wanted,), daemon=True).start()


def _end_on_close(connection: Connection) -> None:
    connection.poll(None)
    os._exit(1)


@cache
def _pipeline(name: str) -> Language:
    return load(name)


def _read(pipeline: str, batch: Sequence[Told]) -> list[Extraction]:
    return extract_batch(batch, _pipeline(pipeline))
