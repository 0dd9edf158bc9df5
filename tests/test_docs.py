"""What the docs say is what the program has."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from graphs import GRAPH

from kg.network import network

ROOT = Path(__file__).parents[1]


def test_the_page_of_the_vocabulary_is_current(tmp_path: Path) -> None:
    page = tmp_path / "vocabulary.md"
    subprocess.run([sys.executable, str(ROOT / "docs" / "vocabulary.py"), str(page)], check=True)
    assert page.read_text(encoding="utf-8") == (ROOT / "docs" / "vocabulary.md").read_text(encoding="utf-8")


def test_the_guide_to_gephi_names_every_column() -> None:
    text = (ROOT / "docs" / "gephi.md").read_text(encoding="utf-8")
    drawn = network(GRAPH)
    columns = {name for data in drawn.nodes.values() for name in data}
    columns |= {name for *_, data in drawn.edges for name in data}
    assert columns - {"label", "size", "color", "x", "y"} <= set(re.findall(r"`(\w+)`", text))


def test_every_figure_of_the_guide_is_there() -> None:
    text = (ROOT / "docs" / "gephi.md").read_text(encoding="utf-8")
    figures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", text)
    assert len(figures) == 4
    assert all((ROOT / "docs" / figure).is_file() for figure in figures)
