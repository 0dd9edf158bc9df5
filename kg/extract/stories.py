"""Read stories: names first, then syntax, then what is said about the names."""

from __future__ import annotations

import gc
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from typing import TYPE_CHECKING

from kg.extract import authors, claims, coreference, events, introductions, names, owners, relations
from kg.extract.kinds import Name
from kg.extract.pipeline import parse, recognise
from kg.extract.reading import Reading, block, pieces, stand_in_doc
from kg.extract.tokens import Lexemes
from kg.model import Document, Extraction, Mention, Paragraph, Story

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

STORIES_AT_ONCE = 32
Told = tuple[Document, Story]
HEADLINES = ("title", "heading")
DATELINE = re.compile(r"[A-Z]{2}[A-Z'’. -]*(?:,\s[\w.,' ’-]{2,40})?\s*(?:\([^)\n]{2,30}\)\s*)?(?:--|[-–—])\s+(?=\S)")


def extract(documents: Iterable[Document], nlp: Language) -> Iterator[Extraction]:
    """Everything that `nlp` and the rules read out of each story, in the order of `documents`."""
    for batch in batches(documents):
        yield from extract_batch(batch, nlp)


def batches(documents: Iterable[Document]) -> Iterator[list[Told]]:
    """The stories of `documents` in order, as many together as are read at once."""
    stories = ((document, story) for document in documents for story in document.stories)
    while batch := list(islice(stories, STORIES_AT_ONCE)):
        yield batch


def extract_batch(batch: Sequence[Told], nlp: Language) -> list[Extraction]:
    """What is read out of each story of a batch."""
    with _collector_at_rest():
        return [_extraction(reading) for reading in read(batch, nlp)]


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Python's garbage collector off, and called once at the end for the cycles among tokens.

    Left on, it walks through all that a batch makes again and again: a tenth of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.collect(1)
        if was_on:
            gc.enable()


def read(stories: Sequence[Told], nlp: Language) -> list[Reading]:
    """The stories with their names found and their sentences parsed."""
    paragraphs = [
        [part for p in story.paragraphs for part in _without_dateline(document, p)] for document, story in stories
    ]
    texts = [
        [document.text[p.begin : p.end] for p in parts]
        for (document, _), parts in zip(stories, paragraphs, strict=True)
    ]
    tokenised = iter(list(recognise(nlp, chain.from_iterable(texts))))
    cut = []
    for (document, _), parts in zip(stories, paragraphs, strict=True):
        docs = [next(tokenised) for _ in parts]
        found = names.clean(document.text, parts, _tagged(parts, docs))
        cut.append(
            [
                pieces(document.text[p.begin : p.end], doc, _within(found, p), p.begin)
                for p, doc in zip(parts, docs, strict=True)
            ]
        )
    parsed = iter(
        list(
            parse(
                nlp,
                [
                    stand_in_doc(nlp, piece, p.kind in HEADLINES)
                    for parts, story in zip(paragraphs, cut, strict=True)
                    for p, piece in zip(parts, story, strict=True)
                ],
            )
        )
    )
    lexemes = Lexemes(nlp.vocab)
    return [
        Reading(
            document,
            story,
            tuple(
                block(document, story, p, next(parsed), piece, lexemes) for p, piece in zip(parts, cuts, strict=True)
            ),
        )
        for (document, story), parts, cuts in zip(stories, paragraphs, cut, strict=True)
    ]


def _without_dateline(document: Document, paragraph: Paragraph) -> list[Paragraph]:
    """A paragraph cut behind its dateline ("LIMA, Peru -"), which is no part of the first sentence."""
    dateline = DATELINE.match(document.text, paragraph.begin, paragraph.end)
    if dateline is None or paragraph.kind in ("title", "heading"):
        return [paragraph]
    middle = dateline.end()
    end = paragraph.begin + len(document.text[paragraph.begin : middle].rstrip())
    return [Paragraph(paragraph.begin, end, "dateline"), Paragraph(middle, paragraph.end, paragraph.kind)]


def _within(found: Sequence[Name], paragraph: Paragraph) -> Sequence[Name]:
    """The names of a paragraph; `found` is in reading order."""
    first, last = (bisect_left(found, bound, key=lambda name: name.begin) for bound in (paragraph.begin, paragraph.end))
    return found[first:last]


def _tagged(paragraphs: Sequence[Paragraph], docs: Sequence[Doc]) -> Iterator[tuple[int, int, str]]:
    for paragraph, doc in zip(paragraphs, docs, strict=True):
        for entity in doc.ents:
            yield paragraph.begin + entity.start_char, paragraph.begin + entity.end_char, entity.label_


def _extraction(reading: Reading) -> Extraction:
    found = coreference.find(reading)
    references = coreference.references(reading, found)
    owned = owners.find(reading, references)
    found = tuple(sorted((*found, *owned.values()), key=lambda link: (link.mention.begin, link.mention.end)))
    references |= {begin: link.mention for begin, link in owned.items()}
    happened = events.find(reading, references)
    said, sources = claims.find(reading, references, happened)
    roles, related = relations.find(reading, references)
    mentions: set[Mention] = {m for m in reading.names() if m.type != "Event"}
    mentions |= {end for relation in related for end in (relation.subject, relation.object)}
    mentions |= {link.mention for link in found} | {link.antecedent for link in found} | set(sources)
    return Extraction(
        reading.story,
        tuple(sentence for part in reading.blocks for sentence in part.sentences),
        tuple(sorted(mentions, key=lambda m: (m.begin, -m.end, m.type, m.kind))),
        introductions.find(reading),
        found,
        roles,
        related,
        authors.complete(reading, happened, said),
        said,
    )
