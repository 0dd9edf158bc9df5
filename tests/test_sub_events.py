"""Events within events: which sentences say so, and where it is shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

import kg.read
from kg.assemble import assemble
from kg.export.turtle import write_turtle
from kg.extract import extract
from kg.model import Graph
from kg.show import show


def graph(pipeline: Language, text: str) -> Graph:
    document = kg.read.document(f"{text}\n", "a.txt", 0)
    return assemble([document], list(extract([document], pipeline)))


def parts(found: Graph) -> list[tuple[str, str]]:
    types = {event.id: event.type for event in found.events}
    return [(types[a.subject], types[a.object]) for a in found.assertions if a.predicate == "subEventOf"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Samir Daoud was killed in a drone strike on a depot in Derna on Sunday.", ("killing", "strike")),
        ("Gunmen killed Ana Prado in an attack on a bus near Cali on Tuesday.", ("killing", "attack")),
        ("A bombing that killed Ana Prado shook Quetta on Monday.", ("killing", "bombing")),
        ("The operation led to the arrest of ten smugglers in Oran.", ("arrest", "militaryOperation")),
        ("Police arrested Juan Ortiz during a protest in Bogota on Friday.", ("arrest", "protest")),
        ("Troops raided the town of Bol, arresting ten men.", ("arrest", "attack")),
        ("The raid was part of a campaign against the Delta Front in Bol.", ("attack", "militaryOperation")),
        ("The offensive included an attack on Bol on Friday.", ("attack", "militaryOperation")),
        ("Leaders agreed on a plan at a summit in Riga on Monday.", ("agreement", "meeting")),
        ("Parliament voted to extend the budget during talks in Oslo.", ("vote", "talks")),
    ],
)
def test_what_a_sentence_says_to_be_a_part(pipeline: Language, text: str, expected: tuple[str, str]) -> None:
    found = graph(pipeline, text)
    assert parts(found) == [expected]
    [part] = [a for a in found.assertions if a.predicate == "subEventOf"]
    assert [span.text for span in part.evidence] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested Juan Ortiz in Bogota after a bombing in Quito.",
        "Nobody was killed in the raid on Bol.",
        "The rebels vowed to kill Ana Prado in an attack on Cali.",
        "Ana Prado was killed in Lima in 2019. The strike on Lima followed.",
        "The minister condemned the arrest of Juan Ortiz and the bombing of a bus.",
        "A bombing in Bol followed a bombing in Cali.",
    ],
)
def test_what_is_no_part(pipeline: Language, text: str) -> None:
    assert parts(graph(pipeline, text)) == []


def test_parts_are_shown(pipeline: Language, tmp_path: Path) -> None:
    found = graph(pipeline, "Samir Daoud was killed in a drone strike on a depot in Derna on 4 March 2031.")
    write_turtle(found, tmp_path / "graph.ttl")
    [part] = [a for a in found.assertions if a.predicate == "subEventOf"]
    assert "part of: Strike that killed Samir Daoud in Derna" in show(tmp_path / "graph.ttl", part.subject, width=120)
    assert "has as a part: Killing of Samir Daoud in Derna" in show(tmp_path / "graph.ttl", part.object, width=120)
