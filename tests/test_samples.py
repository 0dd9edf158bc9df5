"""The sample corpus and its gold annotations are what they promise to be."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
SEEDS = HERE.parent / "seeds"
GOLD = HERE / "gold"
PAGES = HERE.parents[1] / "shared" / "seeds"  # the pages that the samples retell; not part of the repository
GOLD_FILES = ("stories", "entities", "events", "claims", "contradictions", "must_not_merge", "facts")
RUN = 7

VARIANTS = """
Abu Taqwa | Abou Taqwa | Mushtaq Taleb al-Saidi | Hajj Moshtaq Taleb al-Saidi | al-Saidi had led | al-Saidi’s coffin
Qais al-Khazali | Kais al-Khazali | Khazali did | Asaib Ahl al-Haq | who heads Asaib, | Kataib Hezbollah
Kateab Hezbollah | Hezbollah of Lebanon | PMF | Popular Mobilization Force ( | Popular Mobilization Forces
Popular Mobilizations Forces | popular mobilisation forces | Hashd al-Shaabi | the Hashed | Yahya Rasool
Yahya Rasoul | Rasoul also | Qassem Soleimani | Qaseem Soleimani | Abu Mahdi al-Muhandis | Abu Baqer al-Saadi
accused Saadi | avenge Saeedi | Saad al Saadi | Harakat al-Nujaba | Gunmen of al-Nujaba | the Nujaba movement
Islamic Revolutionary Guard Corps | Islamic Revolutionary Guards Corps | IRGC | IRGC-QF | Quds Force
Coordination Framework | Sadiqoun bloc | Hoquq bloc | Badr Organization | Hikma Movement | Hikma movement
Patrick Ryder | Pentagon | US Department of Defense | US Central Command | CENTCOM | Lavrov | Bogdanov | Nawaf Salam
quintet ambassadors | Khattab | Homs mosque bombing | talks in Cairo | Mohammed Shia al-Sudani | Sudani said
Tahseen al-Khafaji | Ismail Haniyeh | Akram al-Kaabi | Lieutenant Abbas | Coastal Shield Brigade | Khalil al-Hayya
Hussein Ezzedine | Esmail Qaani | Moqtada al-Sadr | Amercian | Türkiye | ERBIL, Kurdistan Region - | Oops!
Read More | Read more: | “ | "
"""


def files() -> list[Path]:
    return sorted(path for path in SEEDS.iterdir() if path.is_file())


def decoded(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def gold(name: str) -> Any:
    return json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))


def words(text: str) -> list[str]:
    """Casefolded words without punctuation; a hyphen parts words, an apostrophe does not."""
    return re.findall(r"[^\W_]+", re.sub("['’]", "", text.casefold()))


def runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[i : i + RUN]) for i in range(len(found) - RUN + 1)}


def spans(record: Any) -> Iterator[dict[str, Any]]:
    if isinstance(record, dict):
        if {"file", "start", "end", "text"} <= record.keys():
            yield record
        for value in record.values():
            yield from spans(value)
    elif isinstance(record, list):
        for value in record:
            yield from spans(value)


@pytest.mark.parametrize("variant", [v.strip() for line in VARIANTS.strip().splitlines() for v in line.split("|")])
def test_every_spelling_is_used(variant: str) -> None:
    assert any(variant in decoded(path) for path in files())


@pytest.mark.parametrize("suffix", [".txt", ".html", ".jsonl"])
def test_every_reader_has_a_sample(suffix: str) -> None:
    assert any(path.suffix == suffix for path in files())


def test_the_mess_of_scraped_pages_is_there() -> None:
    texts = [decoded(path) for path in files()]
    assert sum(text.count("\nTT\n") for text in texts) >= 5
    assert any("\u00a0\u00a0" in text for text in texts)
    body = decoded(SEEDS / "03-erbil-khazali-twice.txt").split("\n")
    half = (len(body) - 2) // 2
    assert body[2 : 2 + half] == body[2 + half :]


def test_the_records_of_the_jsonl_file() -> None:
    records = [json.loads(line) for line in decoded(SEEDS / "09-courier.jsonl").splitlines()]
    assert [sorted(record) for record in records] == [["date", "publisher", "text", "title", "url"]] * 2


def test_the_size_of_the_corpus() -> None:
    assert 3500 <= sum(len(words(decoded(path))) for path in files()) <= 5500


@pytest.mark.parametrize("path", files(), ids=lambda path: path.name)
def test_no_run_of_words_is_copied(path: Path) -> None:
    pages = sorted(PAGES.glob("*.txt")) if PAGES.is_dir() else []
    if not pages:
        pytest.skip("the pages that the samples retell are not here")
    copied = set[tuple[str, ...]]().union(*(runs(decoded(page)) for page in pages)) & runs(decoded(path))
    assert not copied


@pytest.mark.parametrize("name", GOLD_FILES)
def test_every_gold_span_is_its_text(name: str) -> None:
    texts = {path.name: decoded(path) for path in files()}
    wrong = [s for s in spans(gold(name)) if texts[s["file"]][s["start"] : s["end"]] != s["text"]]
    assert not wrong


def test_the_gold_files_are_what_their_source_gives() -> None:
    spec = importlib.util.spec_from_file_location("make_gold", GOLD / "make_gold.py")
    assert spec
    assert spec.loader
    make_gold = importlib.util.module_from_spec(spec)
    sys.modules["make_gold"] = make_gold  # dataclasses look their module up
    spec.loader.exec_module(make_gold)
    built = make_gold.build()
    assert sorted(built) == sorted(GOLD_FILES)
    for name, records in built.items():
        assert json.loads(json.dumps(records)) == gold(name), f"run tests/gold/make_gold.py: {name}.json is stale"


def test_stories_cover_their_files() -> None:
    for record in gold("stories"):
        text = decoded(SEEDS / record["file"])
        assert len(text) == record["length"]
        ends = [0, *(story["end"] for story in record["stories"])]
        gaps = [text[end : story["start"]] for end, story in zip(ends, record["stories"], strict=False)]
        assert not "".join([*gaps, text[ends[-1] :]]).strip()
        assert all(text[s["start"] :].startswith(s["title"]) for s in record["stories"])


def test_the_gold_is_dense_enough_to_test_on() -> None:
    assert len(gold("entities")) >= 150
    assert len(gold("events")) >= 80
    assert len(gold("claims")) >= 140
    assert len(gold("facts")) >= 30
    assert {k["is_contradiction"] for k in gold("contradictions")} == {True, False}


def test_gold_mentions_neither_repeat_nor_cross() -> None:
    by_file: dict[str, list[tuple[int, int]]] = {}
    for entity in gold("entities"):
        for m in entity["mentions"]:
            by_file.setdefault(m["file"], []).append((m["start"], m["end"]))
    for found in by_file.values():
        assert len(set(found)) == len(found)
        assert not [(a, b) for a in found for b in found if a[0] < b[0] < a[1] < b[1]]
