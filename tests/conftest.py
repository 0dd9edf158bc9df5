"""The pipeline that ships with kg, loaded once, and texts read with it."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from spacy.language import Language

import kg.read
from kg.cli import main
from kg.extract import extract, load
from kg.model import Extraction

collect_ignore = ["followthemoney"]  # a program for another environment
WEDNESDAY = dt.date(2031, 3, 5)
Reader = Callable[..., Extraction]


@pytest.fixture(scope="session")
def pipeline() -> Language:
    return load()


@pytest.fixture(scope="module")
def first(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the ARTICLES of a module and their graph, which is not to be changed."""
    folder = tmp_path_factory.mktemp("work")
    (folder / "in").mkdir()
    for name, text in request.module.ARTICLES.items():
        (folder / "in" / name).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert CliRunner().invoke(main, ["build", "in", "--no-page"]).exit_code == 0
    return folder


@pytest.fixture
def work(first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, as the current folder."""
    shutil.copytree(first, tmp_path / "work")
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "work"


@pytest.fixture(scope="session")
def extracted(pipeline: Language) -> Reader:
    """What is read out of a text of one story, published on Wednesday, 5 March 2031, unless told otherwise."""

    @cache
    def read(text: str, published: dt.date | None = WEDNESDAY, name: str = "text.txt") -> Extraction:
        [extraction] = extract([kg.read.document(text, name, published=published)], pipeline)
        return extraction

    return read
