"""The report to hand on: what stands in it, in HTML and in Markdown, with figures that are whole files."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from graphs import GRAPH
from lxml import etree

from kg import figures
from kg.cli import main
from kg.export.turtle import write_turtle
from kg.report import report

HOSTILE = "<script>alert('x')</script> | *bold* & \"quotes\" قالت"


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dump") / "graph.ttl"
    write_turtle(GRAPH, path)
    return path


@pytest.fixture(scope="module")
def page(dump: Path) -> str:
    [path] = report(dump, dump.with_name("report.html"))
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def text(dump: Path) -> str:
    return report(dump, dump.with_name("report.md"))[0].read_text(encoding="utf-8")


@pytest.mark.parametrize("part", ["Disputed events", "Who is who", "Timeline", "Most contested claims", "Sources"])
def test_every_part_is_there(page: str, text: str, part: str) -> None:
    assert f"<h2>{part}</h2>" in page
    assert f"## {part}\n" in text


def test_a_disputed_event_names_the_dead_and_who_says_what(text: str) -> None:
    part = text.partition("## Disputed events")[2].partition("\n## ")[0]
    assert "Killed, by name: Tomas Verne." in part
    assert "**Police sources: at least 4**" in part
    assert "*at least four people were killed and 11 wounded*" in part
    assert "**interior ministry: 2**" in part


def test_what_is_disputed_besides_tolls_is_told_too(tmp_path: Path) -> None:
    dump = Path(__file__).parents[1] / "exports" / "graph.ttl"
    report(dump, tmp_path / "report.md")
    part = (tmp_path / "report.md").read_text(encoding="utf-8").partition("## Disputed events")[2]
    disputed = part.partition("\n## ")[0]
    assert "**Patrick Ryder: denies**" in disputed
    assert "**Other sources: states**" in disputed


def test_people_have_their_other_names_and_roles(text: str) -> None:
    [row] = [line for line in text.splitlines() if line.startswith("| Tomas Verne |")]
    assert "Abu Lind" in row
    assert "deputy" in row


def test_the_timeline_leaves_out_what_is_not_told_as_fact(text: str) -> None:
    part = text.partition("## Timeline")[2].partition("\n## ")[0]
    assert "2031-03-03: Bombing in Port Ellery" in part
    assert "Killing of Tomas Verne" not in part, "alleged"
    assert "Withdrawal" not in part, "demanded"


def test_the_page_is_whole_and_runs_nothing(page: str) -> None:
    assert "default-src 'none'" in page
    assert not re.search(r"<script|<link|<img|https?://(?!www\.w3\.org/2000/svg)", page)
    assert page.count("<svg") == page.count("</svg>") >= 4


def test_markdown_comes_with_its_figures(dump: Path) -> None:
    target = dump.with_name("other.md")
    text, *pictures = report(dump, target)
    assert text == target
    linked = re.findall(r"\]\((other-[\w-]+\.svg)\)", target.read_text(encoding="utf-8"))
    assert sorted(linked) == sorted(path.name for path in pictures)
    for path in pictures:
        assert etree.parse(path).getroot().tag == "{http://www.w3.org/2000/svg}svg"


def test_texts_stay_text(tmp_path: Path) -> None:
    entities = [
        dataclasses.replace(entity, label=HOSTILE) if entity.id == "person:tomas-verne" else entity
        for entity in GRAPH.entities
    ]
    write_turtle(dataclasses.replace(GRAPH, entities=tuple(entities)), tmp_path / "graph.ttl")
    [page] = report(tmp_path / "graph.ttl", tmp_path / "report.html")
    html = page.read_text(encoding="utf-8")
    assert "<script" not in html
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; | *bold* &amp; &quot;quotes&quot; قالت" in html
    text, *pictures = report(tmp_path / "graph.ttl", tmp_path / "report.md")
    assert r"\<script>alert('x')\</script> \| \*bold\* & " in text.read_text(encoding="utf-8")
    assert [etree.parse(path) for path in pictures]


def test_the_same_dump_gives_the_same_report(dump: Path) -> None:
    first, second = (report(dump, dump.with_name(name))[0].read_bytes() for name in ("one.html", "two.html"))
    assert first == second


def test_an_empty_graph_gives_a_short_report(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("")
    [page] = report(tmp_path / "graph.ttl", tmp_path / "report.html")
    assert "0 documents: 0 people" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ([figures.Extent("A", 2, 2), figures.Extent("B", 4, None)], ["2", "at least 4"]),
        ([figures.Extent("A", None, 3)], ["at most 3"]),
        ([figures.Extent("A", 1000, 22000)], ["1,000 to 22,000"]),
        ([figures.Extent("A", 0, 0)], ["0"]),
    ],
)
def test_ranges_stay_inside_the_figure(rows: list[figures.Extent], shown: list[str]) -> None:
    root = etree.fromstring(figures.ranges("Toll", rows))
    texts = root.xpath("//*[local-name()='text']/text()")
    assert set(shown) <= set(texts)
    assert all(0 <= float(x) <= figures.WIDTH for x in root.xpath("//@x | //@x1 | //@x2 | //@cx"))


def kg(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["report", *arguments])
    return done.exit_code, done.output


def test_the_command(dump: Path, tmp_path: Path) -> None:
    assert kg("--graph", str(dump), "-o", str(tmp_path / "a.html")) == (0, f"wrote {tmp_path / 'a.html'}\n")
    code, said = kg("--graph", str(dump), "-o", str(tmp_path / "a.pdf"))
    assert (code, ".html or .md" in said) == (1, True)
    code, said = kg("--graph", str(tmp_path / "none.ttl"), "-o", str(tmp_path / "a.html"))
    assert (code, "kg build" in said) == (1, True)
