"""Load a spaCy pipeline and run it in two passes: names first, then syntax over stand-ins for the names.

A parser that meets a long foreign name as five unknown tokens loses its way. So the names are found first, cleaned over
the whole story (`kg.extract.names`), and the parser reads a copy of the sentence in which every name is one frequent
word of the same kind ("John", "Congress", "Iraq"). Token i of that copy is token i of the text.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

NEEDED = ("tagger", "parser", "ner")
BATCH = 128  # texts; more do not fit into the caches of a small processor


class PipelineError(ValueError):
    """A pipeline that kg cannot read with; the message says what to do."""


def load(name: str = "") -> Language:
    """The spaCy pipeline `name` (a package or a folder), by default the one that ships with kg.

    Raises PipelineError where there is none of that name or it lacks a tagger, a parser or an entity recogniser.
    """
    one_thread()
    import spacy
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))  # numpy's OpenBLAS is nearly twice as fast here as BLIS, same results
    try:
        nlp = spacy.load(name or str(files("kg") / "pipeline"))
    except OSError as error:
        raise PipelineError(f"no spaCy pipeline {name!r}: install it with pip, or leave --pipeline out") from error
    missing = [part for part in NEEDED if part not in nlp.pipe_names]
    if missing:
        raise PipelineError(
            f"pipeline {name!r} has no {', '.join(missing)}: choose one that has tagger, parser and ner"
        )
    return nlp


def one_thread() -> None:
    """Let numpy do with one thread, unless the environment says otherwise: its matrices are small here."""
    for library in ("OPENBLAS", "OMP"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")


def recognise(nlp: Language, texts: Iterable[str]) -> Iterator[Doc]:
    """`texts` with tokens and named entities (`Doc.ents`), one Doc each, in order."""
    others = [name for name in nlp.pipe_names if name != "ner"] if nlp.pipe_names[0] == "ner" else []
    with nlp.select_pipes(disable=others):
        yield from nlp.pipe(texts, batch_size=BATCH)


def parse(nlp: Language, docs: Iterable[Doc]) -> Iterator[Doc]:
    """Tokenised `docs` with tags, lemmas, dependencies and sentences, in order."""
    with nlp.select_pipes(disable=["ner"]):
        yield from nlp.pipe(docs, batch_size=BATCH)
