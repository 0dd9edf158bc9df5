"""Take the pictures of the README, and walk through the page as a newcomer would: python docs/pictures.py [FOLDER].

Writes docs/page.png and, from a report, docs/tolls.svg and docs/timeline.svg. With FOLDER it also saves a picture of
every step from opening exports/graph.html to the sentences on which the sources of the strike of 4 January 2024
disagree, and prints what stands there and after how many seconds. Needs Chromium and the dev extra.
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from kg.report import report

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "exports" / "graph.html").as_uri()
STRIKE = "jan 4 2024 strike"
FLAGS = ("--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-background-networking")
WIDE, PHONE = {"width": 1360, "height": 850}, {"width": 390, "height": 844}


def opened(browser: Browser, size: dict[str, int] = WIDE, scheme: str = "light") -> Page:
    """The page in a new window, at rest."""
    page = browser.new_page(viewport=size, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.goto(PAGE)
    page.wait_for_timeout(800)
    return page


def search(page: Page, words: str) -> None:
    """Type words into the search and open the first hit."""
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.wait_for_timeout(500)


def take(browser: Browser) -> None:
    """The pictures of the README."""
    page = opened(browser)
    search(page, STRIKE)
    page.keyboard.press("e")
    page.wait_for_timeout(800)
    page.screenshot(path=ROOT / "docs" / "page.png")
    with tempfile.TemporaryDirectory() as folder:
        report(ROOT / "exports" / "graph.ttl", Path(folder) / "report.md")
        for figure, name in (("report-deaths-1.svg", "tolls.svg"), ("report-timeline.svg", "timeline.svg")):
            shutil.copyfile(Path(folder) / figure, ROOT / "docs" / name)


def walk(browser: Browser, folder: Path) -> None:
    """From nothing to who disagrees on the toll, with a picture and the time of every step."""
    folder.mkdir(parents=True, exist_ok=True)
    start = time.monotonic()
    page = opened(browser)

    def step(name: str, selector: str) -> None:
        page.screenshot(path=folder / f"{name}.png")
        print(f"{time.monotonic() - start:5.1f} s  {name}")
        for text in page.locator(selector).all_inner_texts():
            print(f"         {' '.join(text.split())}")

    step("1-opened", ".intro p, section.disputed .row")
    page.keyboard.press("/")
    page.keyboard.type(STRIKE)
    page.wait_for_timeout(300)
    step("2-searched", ".result")
    page.keyboard.press("Enter")
    page.wait_for_timeout(800)
    step("3-strike", ".card-head h1, .card-head .meta, section.victims .node-link, .facts")
    page.locator(".tolls").first.scroll_into_view_if_needed()
    step("4-who-disagrees", ".tolls.disputed .toll-head, .tolls.disputed blockquote, .tolls.disputed figcaption")
    day = page.locator("section", has=page.locator("h2", has_text="The same day"))
    if day.count():
        day.scroll_into_view_if_needed()
        day.locator(".evidence-toggle").first.click()
    step("5-who-was-killed", "section.victims .row, section.victims blockquote, .fact:has(.victim)")
    page.keyboard.press("t")
    page.wait_for_timeout(300)
    step("6-dark", "none")
    page = opened(browser, PHONE, "dark")
    search(page, STRIKE)
    step("7-phone", "none")


def main() -> None:
    """Take the pictures; with a folder also those of the walk."""
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        take(browser)
        for folder in sys.argv[1:]:
            walk(browser, Path(folder))
        browser.close()


if __name__ == "__main__":
    main()
