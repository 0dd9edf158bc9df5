"""What README.md shows of the samples is what the commands print."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SPEC = importlib.util.spec_from_file_location("readme", ROOT / "docs" / "readme.py")
assert SPEC is not None
assert SPEC.loader is not None
readme = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(readme)
EXAMPLES = list(readme.examples((ROOT / "README.md").read_text(encoding="utf-8")))


def is_line(shown: str, printed: str) -> bool:
    """Whether a line is printed as it is shown, up to dots at its end."""
    return shown == printed or (shown.endswith(" …") and printed.startswith(shown.removesuffix(" …")))


@pytest.mark.parametrize(("command", "shown"), EXAMPLES, ids=[command.strip() for command, _ in EXAMPLES])
def test_what_is_shown_is_printed(command: str, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "80")
    printed = readme.printed(command).splitlines()
    if not readme.is_elided(shown):
        assert shown.splitlines() == printed, "python docs/readme.py writes what is printed now"
        return
    at = 0
    for number, stretch in enumerate(re.split(r"^\s*…$", shown, flags=re.MULTILINE)):
        lines = stretch.strip("\n").split("\n") if stretch.strip() else []
        starts = [i for i in range(at, len(printed) - len(lines) + 1) if all(map(is_line, lines, printed[i:]))]
        assert starts, f"{command} does not print\n" + "\n".join(lines)
        assert number or not lines or starts[0] == 0
        at = starts[0] + len(lines)


def test_there_are_examples() -> None:
    assert {"show", "explain", "conflicts", "timeline"} <= {command.split()[1] for command, _ in EXAMPLES}
