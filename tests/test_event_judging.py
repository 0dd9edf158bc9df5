"""kg explain, merge, split and review on events: what can be typed, what is written, and what a build makes of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.dump import Dump, Term
from kg.explain import Casebook
from kg.occasions import Occasions

ARTICLES = {
    "a-wire.txt": "A drone strike killed Samir Daoud in Tripoli on 4 March 2031. The strike also hit a school.\n",
    "b-daily.txt": "Samir Daoud was killed in Tripoli on 4 March 2031. A funeral for Daoud was held in Benghazi.\n",
    "c-brief.txt": (
        "Police arrested Diego Ramos in Bogota on 2 March 2031, officials said. His party condemned the arrest.\n"
        "Rebels attacked the town of Bol on 3 March 2031.\n"
    ),
    "d-note.txt": "A bombing in Bol on 3 March 2031 wounded nine people.\n",
}


def kg(*arguments: str, input: str | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=input)


def lines(result: Result) -> list[str]:
    assert result.exit_code == 0, result.output
    return [line.strip() for line in result.stdout.splitlines()]


def words(result: Result) -> str:
    return " ".join(result.output.split())


def test_every_mention_of_an_event_is_joined_by_a_reason() -> None:
    book = Casebook(Dump(Path(__file__).parents[1] / "exports" / "graph.ttl"))
    occasions = Occasions(book)
    for node in occasions.nodes:
        links: nx.Graph[Term] = nx.Graph()
        links.add_nodes_from(told.mention for told in occasions.of[node])
        links.add_edges_from((tie.start, tie.end) for tie in book.ties[node])
        assert nx.is_connected(links), book.dump.label(node)


def test_why_two_mentions_are_one_event(work: Path) -> None:
    result = kg("explain", "strike also hit a school", "event:strike killed@a-wire.txt")
    told = lines(result)
    assert told[0].startswith("“strike also hit a school” and “drone strike killed Samir Daoud” are one:")
    assert "same type, pointed at again" in words(result)
    assert "The strike also hit a school." in told
    overrule = "kg split 'event:strike also hit a school@a-wire.txt' 'event:drone strike killed Samir Daoud@a-wire.txt'"
    assert overrule in words(result)
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_every_merge_of_an_event(work: Path) -> None:
    found = json.loads(kg("explain", "event:killed in Tripoli@b-daily.txt", "--format", "json").stdout)
    assert found["left"]["documents"] == 2
    assert "same victim" in found["merges"][-1]["reason"]
    assert len({evidence["document"] for evidence in found["merges"][-1]["evidence"]}) == 2


def test_why_two_events_are_two(work: Path) -> None:
    result = kg("explain", "arrested Diego Ramos", "attacked the town")
    assert "“arrested Diego Ramos in Bogota” and “attacked the town of Bol” are two" in words(result)
    assert "arrest and bombing are of two kinds" in words(result)
    assert "one file tells of both: in/c-brief.txt" in words(result)
    assert "kg merge 'event:arrested Diego Ramos in Bogota@c-brief.txt'" in words(result)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (["event:killed"], "2 events are told of as 'event:killed'. Type one of"),
        (["event:zeppelin landed on"], "No event is told of as 'event:zeppelin landed on'."),
        (["event:strike killing Daoud"], "Did you mean 'event:killed Samir Daoud in Tripoli@a-wire.txt'"),
        (["event:strike@"], "'event:strike@' lacks a file behind @"),
        (["event:arrested Diego", "Samir Daoud"], "'event:arrested Diego' is an event and 'Samir Daoud' is none."),
        (["arrested Diego", "Diego Ramos"], "'arrested Diego' is an event and 'Diego Ramos' is none."),
        (["event:strike killed", "event:drone strike"], "Both are the same words."),
    ],
)
def test_what_is_not_clear_is_told(work: Path, typed: list[str], message: str) -> None:
    (work / "in" / "e.txt").write_text("Gunmen killed Ines Prado in Bol.\n", encoding="utf-8")
    assert kg("build", "in", "--no-page").exit_code == 0
    result = kg("explain", *typed)
    assert result.exit_code == 1
    assert message in words(result)
    if len(typed) == 2:
        assert kg("merge", *typed).exit_code == 1
        assert not Path("decisions.csv").exists()


def test_what_split_writes_the_next_build_does(work: Path) -> None:
    told = lines(kg("split", "strike also hit", "strike killed", "--who", "Ada", "--note", "two, says the owner"))
    assert told[0].startswith("decisions.csv:2: event:strike also hit a school@a-wire.txt different event:drone")
    assert "says so already" in kg("split", "strike killed", "strike also hit").stdout
    built = kg("build", "in", "--no-page")
    assert "decisions applied  " in built.stdout
    assert "warning" not in built.stderr
    result = kg("explain", "strike also hit", "strike killed")
    assert "judged different by Ada on " in words(result)
    assert "two, says the owner (decisions.csv line 2)" in words(result)
    assert "This replaces line 2." in kg("merge", "strike killed", "strike also hit").stdout
    assert kg("build", "in", "--no-page").exit_code == 0
    assert "judged the same" in words(kg("explain", "strike also hit", "strike killed"))


def test_what_merge_writes_the_next_build_does(work: Path) -> None:
    kg("merge", "event:arrested Diego", "event:attacked the town")
    assert kg("build", "in", "--no-page").exit_code == 0
    assert "are one" in words(kg("explain", "arrested Diego", "attacked the town"))
    assert kg("validate").exit_code == 0


def test_an_event_is_never_a_person(work: Path) -> None:
    text = "left,right,judgement,who,when,note\nevent:strike,person:Daoud,same,,,\n"
    Path("decisions.csv").write_text(text, encoding="utf-8")
    result = kg("build", "in", "--no-page")
    assert result.exit_code == 1
    assert "decisions.csv:2: an event is never a person; delete the line" in result.stderr


def test_review_asks_about_events(work: Path) -> None:
    result = kg("review", "--type", "event", input="k\n" * 20)
    asked = re.findall(r"^\d+\. “([^”]+)” and “([^”]+)”", result.stdout, re.MULTILINE)
    assert asked
    assert "one event now" in words(result)
    answered = kg("review", "--type", "event", "--limit", "1", "--who", "Ada", input="d\n")
    assert "1 decision written to decisions.csv." in answered.stdout
    left, right, judgement, *_ = Path("decisions.csv").read_text(encoding="utf-8").splitlines()[1].split(",")
    assert (left[:6], right[:6], judgement) == ("event:", "event:", "different")
    again = kg("review", "--type", "event", input="k\n" * 20)
    assert asked[0] not in re.findall(r"^\d+\. “([^”]+)” and “([^”]+)”", again.stdout, re.MULTILINE)
    assert kg("build", "in", "--no-page").exit_code == 0
    assert "judged different by Ada" in words(kg("explain", left, right))


def test_an_answer_holds_for_the_copies_of_a_text(work: Path) -> None:
    text = "Clashes broke out in Kano on Monday. Governor Salma Rahimi condemned the attack in Kano.\n"
    for name in ("e-note.txt", "f-copy.txt"):
        (work / "in" / name).write_text(text, encoding="utf-8")
    assert kg("build", "in", "--no-page").exit_code == 0
    answered = kg("review", "--type", "event", "--who", "Ada", input="d\n" * 20)
    asked = re.findall(r"^\d+\. (“[^”]+” and “[^”]+”)", answered.stdout, re.MULTILINE)
    assert len(asked) == len(set(asked))
    written = Path("decisions.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert len(written) > len(asked)
    assert f"{len(written)} decisions written" in answered.stdout
    assert {line.replace("f-copy", "e-note") for line in written if "f-copy" in line} <= set(written)
