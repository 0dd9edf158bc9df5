"""kg review: what it asks, in which order, and what it writes."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.review import Review, review

HEADER = "left,right,judgement,who,when,note\n"
ARTICLES = {
    "a.txt": (
        "Ngozi Okoro, the mayor of Port Ellery, opened the bridge on Monday. Okoro thanked the builders. Okoro will"
        " meet bankers. Okoro left early.\n"
    ),
    "b.txt": "Okoro praised the Delta Front on Tuesday. Okoro smiled.\n",
    "c.txt": "Villagers saw Tondo near the river. Tondo was alone.\n",
    "d.txt": "A boat of Tondo sank off the coast, sailors said.\n",
    "e.txt": "Femi Bello leads the Harbour Guard. Samir Daoud sings in Norland.\n",
    "f.txt": "The Habour Guard fired on Tuesday. The Habour Guard denied it.\n",
}


def kg(*arguments: str, input: str | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=input)


def rows(work: Path) -> list[list[str]]:
    if not (work / "decisions.csv").exists():
        return []
    with open(work / "decisions.csv", encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def pairs(output: str) -> list[tuple[str, str]]:
    """The names of each question, in order."""
    return re.findall(r"^\d+\. “([^”]+)” and “([^”]+)”", output, re.MULTILINE)


def headers(output: str) -> list[str]:
    """The first line of each question without its number."""
    return re.findall(r"(?<=\d\. )“[^”]+” and “[^”]+”: [0-9.]+, \w+ entit\w+ now", " ".join(output.split()))


def test_what_is_asked_and_in_which_order(work: Path) -> None:
    result = kg("review", input="k\n" * 20)
    assert result.exit_code == 0
    assert {frozenset(pair) for pair in pairs(result.stdout)} >= {
        frozenset(("Okoro", "Ngozi Okoro")),
        frozenset(("Tondo",)),
    }
    assert "Nothing was written." in result.stdout
    assert rows(work) == []
    influences = [question.influence for question in Review("exports/graph.ttl", "decisions.csv").questions]
    assert influences == sorted(influences, reverse=True)
    assert min(influences) > 0


def test_both_names_are_shown_with_what_is_known(work: Path) -> None:
    shown = kg("review", "--type", "person", input="").stdout
    text = " ".join(shown.split())
    assert "two entities now" in text
    assert "roles: mayor of Port Ellery" in text
    assert "opened the bridge on Monday. — in/a.txt" in text
    assert "Okoro praised the Delta Front on Tuesday. — in/b.txt" in text
    assert max(map(len, shown.splitlines())) <= 80


def test_answers_are_written_and_not_asked_again(work: Path) -> None:
    first = kg("review", "--type", "person", "--who", "Ada", input="s\nd\nq\n")
    assert first.exit_code == 0
    assert "2 decisions written to decisions.csv. Run kg build again to apply them." in first.stdout
    written = rows(work)
    assert [row[2:4] for row in written] == [["same", "Ada"], ["different", "Ada"]]
    second = kg("review", "--type", "person", input="k\n" * 20)
    assert not set(headers(first.stdout)[:2]) & set(headers(second.stdout))
    assert headers(second.stdout)[0] == headers(first.stdout)[2]
    assert "warning" not in kg("build", "in").stderr
    third = kg("review", "--type", "person", input="k\n" * 20)
    assert not set(headers(first.stdout)[:2]) & set(headers(third.stdout))


def test_what_follows_from_decisions_is_not_asked(work: Path) -> None:
    (work / "decisions.csv").write_text(
        HEADER + "person:Okoro@b.txt,person:Femi Bello,same,,,\nperson:Femi Bello,person:Ngozi Okoro,different,,,\n",
        encoding="utf-8",
    )
    told = " ".join(kg("review", input="k\n" * 20).stdout.split())
    assert "“Tondo” and “Tondo”: 0.60, two entities now" in told
    assert not re.search("Okoro” and “[^”]*Okoro”: [0-9.]+, two entities now", told)
    (work / "decisions.csv").unlink()
    told = " ".join(kg("review", input="k\n" * 20).stdout.split())
    assert re.search("Okoro” and “[^”]*Okoro”: [0-9.]+, two entities now", told)


def test_keys(work: Path) -> None:
    result = kg("review", "--limit", "1", input="?\nx\nDIFFERENT\n")
    assert result.exit_code == 0
    assert "ask again next time" in result.stdout
    assert "'x' is none of s, d, k, q; ? for help" in result.stdout
    assert len(rows(work)) == 1
    assert len(pairs(result.stdout)) == 1


@pytest.mark.parametrize("input", ["", "q\n", "quit\n", "k\nq\n"])
def test_ending_writes_nothing_more(work: Path, input: str) -> None:
    result = kg("review", input=input)
    assert result.exit_code == 0
    assert result.stdout.endswith("Nothing was written.\n")
    assert not (work / "decisions.csv").exists()


def test_an_answer_is_in_the_file_before_the_next_question_and_stays_after_control_c(work: Path) -> None:
    said: list[str] = []

    def ask(prompt: str) -> str:
        if rows(work):
            raise KeyboardInterrupt
        return "d\n"

    assert review(Review("exports/graph.ttl", "decisions.csv"), ask, said.append, "Ada") == 1
    assert len(rows(work)) == 1
    assert said[-1].startswith("1 decision written to decisions.csv.")


def test_names_that_are_one_can_be_taken_apart(work: Path) -> None:
    result = kg("review", "--type", "organization", input="d\n" * 9)
    assert "one entity now" in " ".join(result.stdout.split())
    assert ["organization:Harbour Guard", "organization:Habour Guard"] in [
        sorted(row[:2], reverse=True) for row in rows(work)
    ]
    kg("build", "in")
    labels = kg("query", "SELECT ?l { ?o a kg:Organization ; rdfs:label ?l }", "--format", "csv").stdout
    assert {"Harbour Guard", "Habour Guard"} <= set(labels.splitlines())


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--graph", "none.ttl"], 1, "kg build"),
        (["--type", "thing"], 2, "thing"),
        (["--decisions", "in/a.txt"], 1, "a.txt:1: no column left"),
    ],
)
def test_faults(work: Path, arguments: list[str], code: int, message: str) -> None:
    result = kg("review", *arguments, input="s\n")
    assert result.exit_code == code
    assert message in result.stderr
