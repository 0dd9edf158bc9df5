"""How large the page gets and how smoothly it moves: python -m benchmarks.viewer [NODES …] writes a table.

Makes graphs of the given sizes with three edges a node, writes their pages, opens each in a headless Chromium that
paints without a graphics card, and drags and zooms the picture for a while. Load time runs from the navigation to the
first painted frame; frame time is the mean distance of one frame from the next.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from kg.export.page import write_page
from kg.model import Assertion, Claim, Document, Entity, Event, Graph, Mention, Sentence, Story, When
from kg.network import network

SIZES = (1000, 5000, 20000)
SENTENCES = 25  # of a story
SYLLABLES = ("ba", "ka", "lo", "mi", "ren", "sa", "tor", "ven", "dal", "eri", "os", "ul", "pe", "qui", "na", "zed")
RELATIONS = ("memberOf", "leaderOf", "alignedWith", "partOf", "basedIn", "spokespersonFor")
ROLES = ("agent", "target", "killed", "place", "participant")
VIEW = {"width": 1440, "height": 900}
SECONDS = 3
RUNS = 3
FLAGS = ("--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-background-networking")
RECORD = """() => {
  const at = [];
  const step = (now) => { at.push(now); if (window.busy_) requestAnimationFrame(step); };
  Object.assign(window, { frames_: at, busy_: true });
  requestAnimationFrame(step);
}"""
PAINTED = """() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"""


def graph_of(nodes: int, edges_per_node: int = 3, seed: int = 1) -> Graph:
    """A graph of about `nodes` nodes and `edges_per_node` times as many edges; some nodes have far more than others."""
    chance = random.Random(seed)
    counts = {"entity": nodes * 45 // 100, "event": nodes * 20 // 100}
    counts["claim"] = nodes - sum(counts.values())
    documents, sentences = _texts(max(nodes // 12, 1), chance)
    entities = [_entity(number, sentences, chance) for number in range(counts["entity"])]
    events = [_event(number, sentences, chance) for number in range(counts["event"])]
    ids, event_ids = [entity.id for entity in entities], [event.id for event in events]
    claims = []
    for number in range(counts["claim"]):
        place = chance.choice(sentences)
        claims.append(
            Claim(
                f"claim:c-{number:010x}",
                place.text[:60],
                _often(ids, chance),
                "",
                "states",
                "said",
                _within(place, Mention, chance, "Event", "trigger"),
                "indirect",
                tuple({_often(event_ids, chance), _often(ids, chance)}),
                (),
            )
        )
    wanted = nodes * edges_per_node - sum(1 + len(claim.about) for claim in claims)
    triples: set[tuple[str, str, str]] = set()
    while len(triples) < wanted:
        if chance.random() < 0.5:
            triples.add((_often(event_ids, chance), chance.choice(ROLES), _often(ids, chance)))
        else:
            triples.add((chance.choice(ids), chance.choice(RELATIONS), _often(ids, chance)))
    assertions = [
        Assertion(f"assertion:r-{number:010x}", *triple, (chance.choice(sentences),), 0.8)
        for number, triple in enumerate(sorted(triples))
    ]
    return Graph(tuple(documents), tuple(sentences), tuple(entities), tuple(events), tuple(claims), tuple(assertions))


def _name(chance: random.Random) -> str:
    return " ".join("".join(chance.choices(SYLLABLES, k=chance.randint(2, 3))).title() for _ in range(2))


def _texts(stories: int, chance: random.Random) -> tuple[list[Document], list[Sentence]]:
    documents, sentences = [], []
    vocabulary = [_name(chance).partition(" ")[0].lower() for _ in range(3000)]
    for number in range(stories):
        lines = [
            " ".join(chance.choices(vocabulary, k=chance.randint(12, 30))).capitalize() + "." for _ in range(SENTENCES)
        ]
        text = "\n".join(lines)
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        document, story = f"d{number:05}-{sha256[:8]}", f"d{number:05}-1"
        day = dt.date(2030, 1, 1) + dt.timedelta(days=chance.randrange(720))
        article = Story(story, document, 0, len(text), lines[0][:50], day, "", "The Daily Sample", (), ())
        documents.append(Document(document, f"articles/{number:05}.txt", text, sha256, stories=(article,)))
        begin = 0
        for line in lines:
            sentences.append(Sentence(document, begin, begin + len(line), line, story))
            begin += len(line) + 1
    return documents, sentences


def _within(sentence: Sentence, kind: type[Any], chance: random.Random, *more: str) -> Any:
    begin = chance.randrange(len(sentence.text) // 2)
    end = min(len(sentence.text), begin + chance.randint(5, 40))
    return kind(
        sentence.document, sentence.begin + begin, sentence.begin + end, sentence.text[begin:end], sentence, *more
    )


def _mentions(sentences: list[Sentence], chance: random.Random, kind: str, how: str) -> tuple[Mention, ...]:
    count = min(300, int(chance.paretovariate(1.1)))
    return tuple(_within(chance.choice(sentences), Mention, chance, kind, how) for _ in range(count))


def _entity(number: int, sentences: list[Sentence], chance: random.Random) -> Entity:
    kind, prefix = chance.choice((("Person", "person"), ("Organization", "organization"), ("Place", "place")))
    names = sorted({_name(chance) for _ in range(chance.randint(1, 3))})
    day = dt.date(2030, 1, 1) + dt.timedelta(days=chance.randrange(720))
    mentions = _mentions(sentences, chance, kind, "name")
    return Entity(f"{prefix}:n{number}", kind, "", names[0], tuple(names), mentions, first_seen=day, last_seen=day)


def _event(number: int, sentences: list[Sentence], chance: random.Random) -> Event:
    day = dt.date(2030, 1, 1) + dt.timedelta(days=chance.randrange(720))
    mentions = _mentions(sentences, chance, "Event", "trigger")
    when = When(day.isoformat(), day, day, "stated")
    return Event(f"event:n{number}", f"Strike in {_name(chance)}, {day}", "strike", "actual", mentions, when)


def _often(ids: list[str], chance: random.Random) -> str:
    """One of `ids`, the first ones far more often."""
    return ids[int(len(ids) * chance.random() ** 2.5)]


def measured(browser: Any, path: Path) -> dict[str, float]:
    """Milliseconds to the first picture, between frames while the picture moves, and to find and open a node.

    Other work on the machine only ever adds: each is the best of three. `work` is what the page computes for a frame,
    in time of the processor on its main thread, `paint` that of the painter, which a graphics card would take over;
    these two hardly depend on what else the machine does.
    """
    runs = [_once(browser, path) for _ in range(RUNS)]
    return {name: min(run[name] for run in runs) for name in runs[0]}


def _once(browser: Any, path: Path) -> dict[str, float]:
    tab = browser.new_page(viewport=VIEW)
    tab.goto(path.as_uri(), timeout=120_000)
    found = {"load": float(tab.evaluate(PAINTED))}
    devtools = tab.context.new_cdp_session(tab)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
    for what in ("drag", "zoom"):
        work, paint = _busy(devtools), _painting(browser)
        at = _moved(tab, what)
        found[what] = (at[-1] - at[0]) / (len(at) - 1)
        found[f"{what} work"] = (_busy(devtools) - work) / len(at)
        found[f"{what} paint"] = (_painting(browser) - paint) / len(at)
    start = time.monotonic()
    tab.keyboard.press("/")
    tab.keyboard.type("lomi")
    tab.keyboard.press("Enter")
    tab.wait_for_selector(".card-head")
    found["search"] = (time.monotonic() - start) * 1000
    tab.close()
    return found


def _moved(tab: Any, what: str) -> list[float]:
    """The times of the frames while the picture is dragged or zoomed."""
    x, y = 560, 430
    tab.mouse.move(x, y)
    tab.evaluate(RECORD)
    start = time.monotonic()
    if what == "drag":
        tab.mouse.down()
    step = 0
    while time.monotonic() - start < SECONDS:
        step += 1
        if what == "drag":
            tab.mouse.move(x + 150 * ((step % 20) / 10 - 1), y + 4 * (step % 10))
        else:
            tab.mouse.wheel(0, -120 if step % 16 < 8 else 120)
    if what == "drag":
        tab.mouse.up()
    frames: list[float] = tab.evaluate("() => { window.busy_ = false; return window.frames_; }")
    return frames


def _busy(devtools: Any) -> float:
    """Milliseconds of processor time that the main thread of the page has spent so far."""
    metrics = {metric["name"]: metric["value"] for metric in devtools.send("Performance.getMetrics")["metrics"]}
    return float(metrics["TaskDuration"]) * 1000


def _painting(browser: Any) -> float:
    """Milliseconds of processor time that the process that paints has spent so far."""
    processes = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    return sum(float(process["cpuTime"]) for process in processes if process["type"] == "GPU") * 1000


def _frame(found: dict[str, float], what: str) -> str:
    return f"{found[what]:.0f} ms ({found[f'{what} work']:.1f} + {found[f'{what} paint']:.0f})"


def main() -> None:
    """Print the table."""
    from playwright.sync_api import sync_playwright

    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    print("| nodes | edges | page | made in | load | frame, dragging | frame, zooming | search, open |")
    print("|---|---|---|---|---|---|---|---|")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for size in sizes:
            path = Path(folder) / f"{size}.html"
            graph = graph_of(size)
            start = time.monotonic()
            drawn = network(graph)
            write_page(graph, drawn, path)
            written = time.monotonic() - start
            found = measured(browser, path)
            print(
                f"| {len(drawn.nodes):,} | {sum(1 for _ in drawn.edges):,} "
                f"| {path.stat().st_size / 1e6:.1f} MB | {written:.0f} s | {found['load'] / 1000:.1f} s "
                f"| {_frame(found, 'drag')} | {_frame(found, 'zoom')} "
                f"| {found['search']:.0f} ms |",
                flush=True,
            )
        browser.close()


if __name__ == "__main__":
    main()
