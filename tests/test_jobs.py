"""Several processes read what one reads, and what goes wrong in one of them is told."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from spacy.language import Language

import kg.read
from kg import workflow
from kg.cli import main
from kg.extract import WorkerError, extract, extract_parallel, suitable_jobs
from kg.model import Document

TOWNS = ("Tamale", "Arequipa", "Gdansk", "Mombasa", "Cebu", "Oruro", "Varna")
SURNAMES = ("Mensah", "Quispe", "Nowak", "Otieno", "Santos", "Mamani", "Petrov", "Aguilar", "Dube", "Lindqvist")


def build(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["build", *arguments])


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """70 short articles, more than two batches."""
    path = tmp_path_factory.mktemp("articles") / "wire.jsonl"
    lines = []
    for town in TOWNS:
        for day, surname in enumerate(SURNAMES, 1):
            text = (
                f"Police in {town} arrested two men on Monday after a bomb killed Captain Ana {surname}.\n\n"
                f'"We will find the others," said Maria {SURNAMES[-day]}, a spokeswoman for the Interior Ministry. '
                f"She said the attack wounded {day + 2} people."
            )
            lines.append(json.dumps({"text": text, "date": f"2031-03-{day:02}", "publisher": f"{town} Courier"}))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def documents(articles: Path) -> list[Document]:
    found, _ = kg.read.read([str(articles)])
    return found


def test_two_processes_write_the_bytes_of_one(articles: Path, tmp_path: Path) -> None:
    for jobs in ("1", "2"):
        result = build(str(articles), "--jobs", jobs, "-o", str(tmp_path / jobs))
        assert result.exit_code == 0, result.output
    for name in workflow.EXPORTS:
        one, two = ((tmp_path / jobs / name).read_bytes() for jobs in ("1", "2"))
        assert len(one) > 50_000
        assert one == two


def test_results_come_in_the_order_of_the_documents(documents: list[Document], pipeline: Language) -> None:
    backwards = documents[::-1]
    found = list(extract_parallel(backwards, "", 2))
    assert [extraction.story for extraction in found] == [story for d in backwards for story in d.stories]
    assert found == list(extract(backwards, pipeline))


@pytest.mark.parametrize("jobs", ["0", "-2", "two", "1.5"])
def test_a_wrong_number_is_a_usage_error(articles: Path, tmp_path: Path, jobs: str) -> None:
    result = build(str(articles), "--jobs", jobs, "-o", str(tmp_path))
    assert result.exit_code == 2
    assert "--jobs" in result.output


def test_what_a_worker_raises_is_told(articles: Path, tmp_path: Path) -> None:
    result = build(str(articles), "--jobs", "2", "--pipeline", "no_such_pipeline", "-o", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert "Error: no spaCy pipeline 'no_such_pipeline'" in result.output
    assert not (tmp_path / "out").exists()
    assert multiprocessing.active_children() == []


def test_a_worker_that_is_killed_is_told(documents: list[Document]) -> None:
    reading = extract_parallel(documents * 2, "", 1)
    next(reading)
    [worker] = multiprocessing.active_children()
    os.kill(worker.pid or 0, signal.SIGTERM)
    with pytest.raises(WorkerError, match="try fewer --jobs"):
        list(reading)


def test_a_reader_that_stops_early_leaves_no_process_behind(documents: list[Document]) -> None:
    reading = extract_parallel(documents, "", 1)
    next(reading)
    reading.close()
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("stories", [0, 1, 199, 399, 10**6])
def test_few_stories_are_read_by_one_process(stories: int) -> None:
    assert 1 <= suitable_jobs(stories) <= max(1, stories // 200)
    assert suitable_jobs(stories) <= (os.cpu_count() or 1)
