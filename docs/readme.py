"""Run the commands of README.md again and write what they print below them: python docs/readme.py

Those that only read the graph of the samples. Of an output with a line of dots, which stands for any lines, nothing is
written; tests/test_readme.py checks it like the others.
"""

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner

from kg.cli import main

README = Path(__file__).parents[1] / "README.md"
READING = ("show", "explain", "conflicts", "timeline", "compare", "stats")
DOTS = "…"


class Example(NamedTuple):
    """A command as it stands in the text, and what stands below it."""

    command: str
    shown: str


def examples(text: str) -> Iterator[Example]:
    """Every command in a console block that only reads."""
    for block in re.findall(r"^```console\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, shown = re.match(r"((?:[^\n]*\\\n)*[^\n]*\n)(.*)", part, re.DOTALL).groups()
            words = shlex.split(command)
            if words[0].rpartition("/")[2] == "kg" and words[1] in READING:
                yield Example(command, shown)


def printed(command: str) -> str:
    """What a command prints in a terminal of 80 columns; "| head -N" leaves N lines."""
    line, _, count = command.replace("\\\n", " ").partition("| head -")
    os.environ["COLUMNS"] = "80"
    lines = CliRunner().invoke(main, shlex.split(line)[1:]).output.splitlines(keepends=True)
    return "".join(lines[: int(count)] if count else lines)


def is_elided(shown: str) -> bool:
    """Whether an output is not shown whole."""
    return any(line.strip() == DOTS or line.endswith(f" {DOTS}") for line in shown.splitlines())


if __name__ == "__main__":
    os.chdir(README.parent)
    text = README.read_text(encoding="utf-8")
    for example in examples(text):
        if not is_elided(example.shown):
            text = text.replace(f"$ {example.command}{example.shown}", f"$ {example.command}{printed(example.command)}")
    README.write_text(text, encoding="utf-8")
