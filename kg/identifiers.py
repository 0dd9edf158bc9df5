"""Stable identifiers: slugs of labels, hashes of content; never counters."""

from __future__ import annotations

import hashlib
import re
import unicodedata

SLUG_LENGTH = 80


def slug(label: str) -> str:
    """`label` as a local name: ASCII, lower case, words joined by "-", at most 80 characters.

    A label without any ASCII letter or digit becomes "x-" and a hash of it.

    >>> slug("Joint Operations Command (Élysée)")
    'joint-operations-command-elysee'
    """
    ascii_text = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")[:SLUG_LENGTH].strip("-")
    return words or f"x-{digest(label, length=8)}"


def digest(*parts: str, length: int = 10) -> str:
    """The first `length` hex digits of the SHA-1 of `parts`; parts do not run into each other.

    >>> digest("a", "b") == digest("ab")
    False
    """
    return hashlib.sha1("\x1f".join(parts).encode(), usedforsecurity=False).hexdigest()[:length]
