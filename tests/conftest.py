"""The pipeline that ships with kg, loaded once, and texts read with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache

import pytest
from spacy.language import Language

import kg.read
from kg.extract import extract, load
from kg.model import Extraction

collect_ignore = ["followthemoney"]  # a program for another environment
WEDNESDAY = dt.date(2031, 3, 5)
Reader = Callable[..., Extraction]


@pytest.fixture(scope="session")
def pipeline() -> Language:
    return load()


@pytest.fixture(scope="session")
def extracted(pipeline: Language) -> Reader:
    """What is read out of a text of one story, published on Wednesday, 5 March 2031, unless told otherwise."""

    @cache
    def read(text: str, published: dt.date | None = WEDNESDAY, name: str = "text.txt") -> Extraction:
        [extraction] = extract([kg.read.document(text, name, published=published)], pipeline)
        return extraction

    return read
