from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from graphs import GRAPH

from kg.export.turtle import write_turtle
from kg.show import ShowError, show
from kg.stats import stats


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("show") / "graph.ttl"
    write_turtle(GRAPH, path)
    return path


@pytest.mark.parametrize(
    "name", ["Tomas Verne", "tomas verne", "TOMÁS VERNE", "Tomas-Verne", "abu lind", "person:tomas-verne"]
)
def test_by_label_alias_and_id(dump: Path, name: str) -> None:
    assert show(dump, name).startswith("Tomas Verne (person, militia leader)\n")


@pytest.mark.parametrize(
    "lines",
    [
        "person:tomas-verne · 4 mentions in 2 documents · 2031-03-05 to 2031-03-06",
        "  Abu Lind (1 time)\n      Verne, also known as Abu Lind, led the Harbour Guard.\n      — in/one.txt",
        "Roles (2)\n  deputy\n      A car bomb killed Tomas Verne,",
        "  leader of: Harbour Guard (0.85)\n      Verne, also known as Abu Lind, led the Harbour Guard.\n",
        "  killed in Bombing in Port Ellery, 2031-03-03\n      A car bomb killed Tomas Verne,",
        "  target of Killing of Tomas Verne, 2031 (alleged)\n",
        "Others say (1)\n  Mara",
    ],
)
def test_card_of_a_person(dump: Path, lines: str) -> None:
    assert lines in show(dump, "Tomas Verne")


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Harbour Guard", "  Tomas Verne: leader of it (0.85)\n"),
        ("Norland", "Says (1)\n  Norland: “the withdrawal of the Harbour Guard in March” (demands)\n"),
        ("interior ministry", "(states, 2031-03-04, conflicts with 1\n"),
        (
            "Bombing in Port Ellery, 2031-03-03",
            "actual, reported by 2 sources\ndeaths: 2 to 4\ninjuries: at least 11\n",
        ),
        ("event:withdrawal-2031-03", "demanded\ninjuries: at most 3\n"),
        ("北国", "北国 (place, country)\n"),
    ],
)
def test_cards_of_others(dump: Path, name: str, lines: str) -> None:
    assert lines in show(dump, name)


@pytest.mark.parametrize("name", [node.id for node in (*GRAPH.entities, *GRAPH.events)])
@pytest.mark.parametrize("width", [40, 80])
def test_cards_fit(dump: Path, name: str, width: int) -> None:
    text = show(dump, name, width=width)
    assert max(map(len, text.splitlines())) <= width
    assert not set(text) & {"\x1b", "\x07", "\x0b"}


def test_json_has_everything(dump: Path) -> None:
    card = json.loads(show(dump, "Tomas Verne", "json"))
    assert (card["id"], card["type"], card["mentions"]) == ("person:tomas-verne", "Person", 4)
    assert [name["text"] for name in card["names"]] == ["Tomas Verne", "Abu Lind", "Verne", "Verne; of, the | League"]
    assert card["relations"][0]["evidence"][0]["document"] == "in/one.txt"
    assert len(card["events"]) == 3


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Ostrava Leage", "Did you mean:\n  organization:ostrava-league  Ostrava League (organization, 3 mentions)"),
        ("Mara", 'Did you mean:\n  person:mara-quist  Mara "INF" Quist (person, 1 mention)'),
        ("qqqqqqqqqq", "is called 'qqqqqqqqqq'."),
    ],
)
def test_names_that_nothing_has(dump: Path, name: str, message: str) -> None:
    with pytest.raises(ShowError) as error:
        show(dump, name)
    assert message in str(error.value)


def test_names_that_several_have(tmp_path: Path) -> None:
    other = replace(GRAPH.entities[0], id="place:verne", type="Place", label="Vernè", mentions=())
    third = replace(other, id="person:verne", type="Person", label="Verne")
    write_turtle(replace(GRAPH, entities=(*GRAPH.entities, other, third)), tmp_path / "graph.ttl")
    with pytest.raises(ShowError) as error:
        show(tmp_path, "verne")
    assert str(error.value) == (
        "2 entities are called 'verne'. Name one by its id:\n"
        "  person:verne  Verne (person, 0 mentions)\n"
        "  place:verne  Vernè (place, 0 mentions)"
    )
    assert show(tmp_path, "place:verne").startswith("Vernè (place")


def test_a_long_list_is_cut(tmp_path: Path) -> None:
    claims = tuple(replace(GRAPH.claims[3], id=f"claim:c-{number:010}") for number in range(25))
    write_turtle(replace(GRAPH, claims=claims), tmp_path / "graph.ttl")
    text = show(tmp_path, "Norland")
    assert "Says (25)" in text
    assert "  … and 5 more; --format json has all of them" in text
    assert len(json.loads(show(tmp_path, "Norland", "json"))["said_by"]) == 25


def test_stats(dump: Path) -> None:
    text = stats(dump)
    for lines in (
        "Nodes\n  document          2\n  story             3\n",
        "Relations and roles\n  leader of    2\n  target       2\n",
        "1 pair of claims conflict; 1 event is disputed",
        "Most mentioned\n  4  person        Tomas Verne\n",
    ):
        assert lines in text
    assert max(map(len, text.splitlines())) <= 80


def test_stats_as_json(dump: Path) -> None:
    data = json.loads(stats(dump, "json"))
    assert data["classes"]["Person"] == 2
    assert data["factualities"] == {"actual": 2, "alleged": 1, "demanded": 1, "planned": 1}
    assert data["most_mentioned"][0] == {
        "id": "person:tomas-verne",
        "label": "Tomas Verne",
        "type": "Person",
        "mentions": 4,
    }


def test_stats_of_an_empty_dump(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("")
    assert stats(tmp_path).startswith("0 triples\n")


@pytest.mark.parametrize("function", [lambda path: show(path, "Norland", "xml"), lambda path: stats(path, "xml")])
def test_unknown_formats(dump: Path, function) -> None:
    with pytest.raises(ValueError, match="'xml' is none of text, json"):
        function(dump)
