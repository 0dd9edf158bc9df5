"""The word lists of words.toml."""

import tomllib
from pathlib import Path


def word_list(name: str) -> frozenset[str]:
    """The words of one list; KeyError where there is no such list."""
    table = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
    return frozenset(str(table[name]).split())
