"""The page for browsers: what it carries, that it stays text, and that it works in a real Chromium."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from graphs import AWKWARD, BOMBING, GRAPH
from hypothesis import given
from hypothesis import strategies as st

from kg import workflow
from kg.export.page import content, embedded, page, write_page
from kg.model import Graph
from kg.network import network

ROOT = Path(__file__).parents[1]
KILOBYTE = 1000
ATTACK = "</script><script>document.title='gone'</script><img src=x onerror=\"document.title='gone'\">"
RIGHT_TO_LEFT = "قالت الوزارة: «لا» 'أبداً'"
HOSTILE = f'{ATTACK} & "quotes" {RIGHT_TO_LEFT}'


def hostile() -> Graph:
    """The hand-made graph with markup, quotes and Arabic in a label, an alias and a source."""
    entities = [
        dataclasses.replace(entity, label=HOSTILE, aliases=(*entity.aliases, "<b>Bold</b>"))
        if entity.id == "person:tomas-verne"
        else entity
        for entity in GRAPH.entities
    ]
    documents = [dataclasses.replace(document, path=f"{ATTACK}.txt") for document in GRAPH.documents]
    return dataclasses.replace(GRAPH, entities=tuple(entities), documents=tuple(documents))


def page_of(graph: Graph) -> str:
    return page(graph, network(graph))


def content_of(graph: Graph) -> dict[str, Any]:
    return json.loads(json.dumps(content(graph, network(graph))))


# ---------------------------------------------------------------------------- without a browser


@given(st.recursive(st.text() | st.integers() | st.none(), lambda inner: st.lists(inner), max_leaves=8))
def test_embedded_json_holds_no_markup_and_comes_back(value: object) -> None:
    text = embedded(value)
    assert "<" not in text
    assert json.loads(text) == value


@pytest.mark.parametrize("graph", [GRAPH, hostile(), Graph((), (), (), (), (), ())], ids=["small", "hostile", "empty"])
def test_nothing_that_a_document_says_opens_or_closes_an_element(graph: Graph) -> None:
    html = page_of(graph)
    assert html.count("<script") == html.count("</script") == 2 + html.split("</head>")[0].count("<script")
    [data] = re.findall(r'<script type="application/json" id="graph">(.*?)</script>', html, re.DOTALL)
    assert json.loads(data) == content_of(graph)


def test_only_the_script_and_style_of_the_page_may_run() -> None:
    html = page_of(hostile())
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]*)"', html)
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    for element, rule in (("<style>", "style-src"), ("<script>", "script-src")):
        inside = html.partition(element)[2].partition("</" + element[1:])[0]
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert rules[rule] == f"'sha256-{digest}'"
    assert set(rules["img-src"].split()) == {"data:", "blob:"}
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_same_graph_gives_the_same_page_whatever_the_order_of_its_records() -> None:
    turned = dataclasses.replace(
        GRAPH,
        sentences=GRAPH.sentences[::-1],
        entities=GRAPH.entities[::-1],
        events=GRAPH.events[::-1],
        claims=GRAPH.claims[::-1],
        assertions=GRAPH.assertions[::-1],
    )
    assert page_of(turned) == page_of(GRAPH)


def test_every_span_shows_the_words_of_its_source() -> None:
    told = content_of(GRAPH)
    rows = told["sentences"]
    nodes = {node["id"]: node for node in told["nodes"]}
    shown = {"".join(rows[s][1][begin:end]) for s, begin, end in nodes["person:tomas-verne"]["spans"]}
    assert shown == {"Tomas Verne", "Verne", "Abu Lind"}
    assert nodes["person:tomas-verne"]["aliases"] == ["Abu Lind", "Verne", "Verne; of, the | League"]
    assert nodes[BOMBING]["deaths"] == [2, 4]
    assert nodes[BOMBING]["disputed"] is True
    assert any(row[1] == AWKWARD for row in rows)


def test_edges_carry_the_sentences_that_say_so() -> None:
    told = content_of(GRAPH)
    names = [name for name, _ in told["relations"]]
    ids = [node["id"] for node in told["nodes"]]
    found = {
        (ids[source], names[relation], ids[target]): [told["sentences"][s][1] for s, _, _ in spans]
        for source, target, relation, _, spans in told["edges"]
    }
    assert found[BOMBING, "killed", "person:tomas-verne"][0].startswith("A car bomb killed Tomas Verne")
    assert found["claim:c-0000000001", "conflictsWith", "claim:c-0000000002"]
    assert all(found.values())


def test_the_program_is_small_and_names_no_host() -> None:
    parts = [ROOT / "kg" / "export" / name for name in ("page.js", "page.css")]
    assert sum(part.stat().st_size for part in parts) < 400 * KILOBYTE
    assert {
        url for part in parts for url in re.findall(r"(?:https?:)?//[\w.-]+\.\w+", part.read_text(encoding="utf-8"))
    } <= {"http://www.w3.org"}


def test_the_lockfile_names_no_host() -> None:
    assert "://" not in (ROOT / "viewer" / "package-lock.json").read_text(encoding="utf-8")


@pytest.mark.skipif(
    not (ROOT / "viewer" / "node_modules").is_dir() or not shutil.which("node"),
    reason="needs Node.js and the packages of viewer/: make viewer",
)
def test_the_program_is_what_its_source_gives() -> None:
    done = subprocess.run(["node", "build.mjs", "--check"], cwd=ROOT / "viewer", capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


# ------------------------------------------------------------------------------- kg build, view


def test_a_build_without_the_page(tmp_path: Path) -> None:
    assert workflow.PAGE not in {path.name for path in workflow.write(GRAPH, tmp_path, page=False)}
    assert not (tmp_path / workflow.PAGE).exists()


def view(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")}
    return subprocess.run(
        [sys.executable, "-c", "from kg.cli import main; main()", "view", *arguments],
        env=kept | {"PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        text=True,
    )


def test_view_opens_the_page_in_the_browser(tmp_path: Path) -> None:
    (tmp_path / "graph.html").write_text("<p>")
    done = view(str(tmp_path), BROWSER="echo %s")
    assert (done.returncode, done.stdout.split()) == (0, [(tmp_path / "graph.html").resolve().as_uri()])


def test_view_without_a_browser_says_where_the_page_is(tmp_path: Path) -> None:
    (tmp_path / "graph.html").write_text("<p>")
    done = view(str(tmp_path / "graph.html"), PATH=str(tmp_path))
    assert done.returncode == 0
    assert str((tmp_path / "graph.html").resolve()) in done.stdout


def test_view_without_a_page_says_what_to_type(tmp_path: Path) -> None:
    done = view(str(tmp_path))
    assert done.returncode == 1
    assert "kg build" in done.stderr


# ----------------------------------------------------------------------------------- in Chromium

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",  # containers run tests as root
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


class Tab:
    """A page in the browser with everything that it said and asked for."""

    def __init__(self, tab: Any) -> None:
        self.tab = tab
        self.said: list[str] = []
        self.asked: list[str] = []
        self.file = ""
        tab.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        tab.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        tab.on("request", lambda request: self.asked.append(request.url))

    def open(self, path: Path, hash: str = "") -> Any:
        self.file = path.as_uri()
        self.tab.goto(self.file + hash)
        self.tab.wait_for_selector(".panel h1")
        return self.tab

    def text(self, selector: str) -> str:
        return " ".join(self.tab.locator(selector).all_inner_texts())


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        pytest.skip("needs Playwright: pip install -c constraints.txt -e '.[dev]'")
    if not found:
        pytest.skip("needs a browser: make browser, or apt-get install chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def tab(browser: Any) -> Iterator[Tab]:
    """A tab of a clean browser; at the end nothing was complained of and nothing asked of the network."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    opened = Tab(context.new_page())
    yield opened
    context.close()
    assert opened.said == []
    asked = {url.partition("#")[0] for url in opened.asked if not url.startswith(("blob:", "data:", "about:"))}
    assert asked == {opened.file}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "graph.html"
    write_page(GRAPH, network(GRAPH), path)
    return path


def search(tab: Any, words: str) -> None:
    tab.keyboard.press("/")
    tab.keyboard.type(words)
    tab.keyboard.press("Enter")


def until(tab: Any, expression: str) -> None:
    """Wait for something to come true in the page, which forbids Playwright's own way of asking."""
    for _ in range(100):
        if tab.evaluate(expression):
            return
        tab.wait_for_timeout(50)
    raise AssertionError(f"never came true: {expression}")


def shown(tab: Any) -> str:
    return tab.locator(".note").inner_text()


def test_it_loads_and_draws(tab: Tab, small: Path) -> None:
    page = tab.open(small)
    assert "11 organizations" not in tab.text(".intro")
    assert "2 documents" in tab.text(".intro")
    assert page.locator(".canvas canvas").count() > 3
    assert "Bombing in Port Ellery" in tab.text("section.disputed")


@pytest.mark.parametrize("words", ["Tomas Verne", "abu lind", "VERNE"])
def test_search_finds_labels_and_aliases(tab: Tab, small: Path, words: str) -> None:
    page = tab.open(small)
    search(page, words)
    assert tab.text(".panel h1") == "Tomas Verne"
    assert "Abu Lind" in tab.text(".chips")
    assert "leader of" in tab.text(".panel")


def test_search_finds_an_event_by_its_day(tab: Tab, small: Path) -> None:
    page = tab.open(small)
    search(page, "3 march 2031")
    assert tab.text(".panel h1") == "Bombing in Port Ellery, 2031-03-03"


def test_search_without_a_hit_says_so(tab: Tab, small: Path) -> None:
    page = tab.open(small)
    search(page, "nobody at all")
    assert "Nothing has that name" in tab.text(".results")


def test_an_event_shows_who_was_killed_who_disagrees_and_the_sentences(tab: Tab, small: Path) -> None:
    page = tab.open(small, f"#node={BOMBING}")
    assert "Tomas Verne" in tab.text("section.victims")
    assert page.locator("section.victims mark").count() >= 1
    tolls = tab.text(".tolls.disputed")
    for words in ("at least 4", "Police sources", "2", "interior ministry"):
        assert words in tolls
    marked = page.locator(".tolls mark").all_inner_texts()
    assert "at least four people were killed and 11 wounded" in marked
    assert "the toll at two" in marked


def test_evidence_opens_with_its_context(tab: Tab, small: Path) -> None:
    page = tab.open(small, "#node=person:tomas-verne")
    row = page.locator(".fact", has_text="member of").first
    assert row.locator(".quote").count() == 0
    row.locator(".evidence-toggle").click()
    assert row.locator("mark").inner_text().startswith("A car bomb killed Tomas Verne")
    assert "also known as Abu Lind" in row.locator(".context").last.inner_text()
    row.locator(".evidence-toggle").click()
    assert row.locator(".quote").count() == 0


def test_an_alias_shows_where_it_stands(tab: Tab, small: Path) -> None:
    page = tab.open(small, "#node=person:tomas-verne")
    page.locator(".chip", has_text="Abu Lind").click()
    assert tab.text(".alias-evidence mark") == "Abu Lind"


def test_types_and_relations_are_filtered(tab: Tab, small: Path) -> None:
    page = tab.open(small)
    page.locator('[data-type="Claim"]').click()
    assert shown(page).startswith("16 of 21")
    assert page.locator('[data-type="Claim"]').get_attribute("aria-pressed") == "false"
    page.locator(".relations summary").click()
    page.locator('[data-relation="leaderOf"]').uncheck()
    until(page, "location.hash.includes('cut=leaderOf') && location.hash.includes('without=Claim')")
    page.locator('[data-type="Event"]').click(modifiers=["Shift"])
    assert shown(page).startswith("5 of 21")


def test_the_slider_leaves_out_what_was_not_then(tab: Tab, small: Path) -> None:
    page = tab.open(small)
    before = page.locator(".period").inner_text()
    last = page.get_by_label("Last day")
    last.focus()
    for _ in range(10):
        page.keyboard.press("ArrowLeft")
    assert page.locator(".period").inner_text() != before
    dated = shown(page)
    assert " of 21 nodes match" in dated
    page.get_by_label("undated").uncheck()
    assert int(shown(page).split()[0]) < int(dated.split()[0])
    until(page, "location.hash.includes('until=') && location.hash.includes('undated=no')")


def test_surroundings_path_and_the_way_back(tab: Tab, small: Path) -> None:
    page = tab.open(small, "#node=person:tomas-verne")
    page.keyboard.press("e")
    assert " of 21 nodes match" in shown(page)
    page.keyboard.press("p")
    page.keyboard.type("Norland")
    page.keyboard.press("Enter")
    assert "Norland" in tab.text(".panel h1")
    assert page.locator(".steps mark").count() >= 2
    page.keyboard.press("Escape")
    assert tab.text(".panel h1") == "Tomas Verne"
    page.keyboard.press("Escape")
    assert page.locator(".intro").count() == 1
    page.go_back()
    until(page, "document.querySelector('.panel h1').textContent === 'Tomas Verne'")


def test_a_link_brings_the_view_back(tab: Tab, small: Path) -> None:
    page = tab.open(small)
    search(page, "Kings Bridge")
    page.keyboard.press("e")
    page.locator('[data-type="Claim"]').click()
    until(page, "location.hash.includes('without=Claim')")
    link, seen = page.evaluate("location.hash"), (tab.text(".panel h1"), shown(page))
    page.goto("about:blank")
    tab.open(small, link)
    assert (tab.text(".panel h1"), shown(page)) == seen
    assert page.locator('[data-type="Claim"]').get_attribute("aria-pressed") == "false"


@pytest.mark.parametrize(("menu", "name", "begin"), [("SVG", "graph.svg", b"<svg"), ("PNG", "graph.png", b"\x89PNG")])
def test_the_picture_can_be_saved(tab: Tab, small: Path, menu: str, name: str, begin: bytes) -> None:
    page = tab.open(small)
    page.get_by_label("Save a picture").click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name=f"Save as {menu}").click()
    assert download.value.suggested_filename == name
    data = Path(download.value.path()).read_bytes()
    assert data.startswith(begin)
    assert len(data) > KILOBYTE


def test_light_and_dark(tab: Tab, small: Path) -> None:
    page = tab.open(small)
    background = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(background)
    page.keyboard.press("t")
    dark = page.evaluate(background)
    assert light != dark
    page.keyboard.press("t")
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(background) == light, "what was chosen by hand holds"


def test_it_fits_a_phone(tab: Tab, small: Path) -> None:
    tab.tab.set_viewport_size({"width": 390, "height": 844})
    page = tab.open(small, f"#node={BOMBING}")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    box = page.locator(".panel h1").bounding_box()
    assert box["y"] < 844
    assert box["x"] + box["width"] <= 390


def test_of_a_very_large_graph_the_most_mentioned_come_first(tab: Tab, small: Path, tmp_path: Path) -> None:
    count = 20_010
    told = content_of(Graph((), (), (), (), (), ())) | {
        "relations": [["memberOf", "member of"]],
        "nodes": [
            {"id": f"person:n{n}", "label": f"Number {n}", "type": 0, "x": n % 150, "y": n // 150, "size": 0}
            | {"mentions": count - n, "documents": 1}
            for n in range(count)
        ],
        "edges": [[n, count - 1, 0, 0.5, []] for n in (5, count - 2)],
    }
    html = small.read_text(encoding="utf-8")
    start, end = html.index('id="graph">') + len('id="graph">'), html.index("</script>", html.index('id="graph">'))
    (tmp_path / "graph.html").write_text(html[:start] + embedded(told) + html[end:], encoding="utf-8")
    page = tab.open(tmp_path / "graph.html")
    assert "The 20,000 most mentioned are drawn" in shown(page)
    search(page, f"Number {count - 1}")
    page.wait_for_selector(".card-head")
    assert "The 20,002 most mentioned are drawn" in shown(page), "it and its neighbour that was not"


def test_hostile_texts_stay_text(tab: Tab, tmp_path: Path) -> None:
    write_page(hostile(), network(hostile()), tmp_path / "graph.html")
    page = tab.open(tmp_path / "graph.html", "#node=person:tomas-verne")
    assert page.locator(".panel h1").inner_text() == HOSTILE
    assert "<b>Bold</b>" in tab.text(".chips")
    page.locator(".evidence-toggle").first.click()
    assert f"{ATTACK}.txt" in tab.text(".quote code")
    search(page, "أبداً")
    assert page.locator(".panel h1").inner_text() == HOSTILE
    assert page.locator("img, b, .panel script").count() == 0
    assert page.title() == "Knowledge graph"
    tab.open(tmp_path / "graph.html", "#node=claim:c-0000000005")
    assert "</script> tab" in tab.text(".panel mark")
