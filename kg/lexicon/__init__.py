"""General English as data: titles, organisation nouns, event triggers, speech verbs; never names of the news."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The lexicon file `name`.toml of this folder as a dictionary; read once.

    >>> "minister" in table("titles")["offices"]
    True
    """
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str, key: str) -> frozenset[str]:
    """A list of a lexicon file as a set.

    >>> "river" in words("places", "directions")
    False
    """
    return frozenset(table(name)[key])


@cache
def subtypes(name: str, key: str) -> dict[str, str]:
    """A table {subtype: [words]} of a lexicon file turned round: {word: subtype}.

    >>> subtypes("organizations", "heads")["ministry"]
    'ministry'
    """
    return {word: subtype for subtype, entries in table(name)[key].items() for word in entries}


def alternatives(entries: Iterable[str]) -> str:
    """`entries` as a group for a regular expression, longest first so that the longest one matches.

    >>> alternatives(["head", "head of state"])
    '(?:head\\\\ of\\\\ state|head)'
    """
    ordered = sorted(entries, key=lambda entry: (-len(entry), entry))
    return "(?:" + "|".join(re.escape(entry) for entry in ordered) + ")"
