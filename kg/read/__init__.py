"""Files → Documents: formats, encodings, stories, boilerplate, dates of publication."""

from kg.read.files import document, read, stream

__all__ = ["document", "read", "stream"]
