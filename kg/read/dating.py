"""The day a story was published, and why we think so."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Document, Story


def date_of(story: Story, document: Document) -> Story:
    """`story` with its day of publication, if the document's metadata or the story itself gives it."""
    if document.published:
        return replace(story, published=document.published, dated_by="the document's metadata")
    return story
