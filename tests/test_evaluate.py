from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.evaluate import Evaluation, evaluate, render
from kg.evaluation.events import days

TEXT = (
    "Ilse Brandt leads the Harbour Guard.\n"
    "A bomb killed Omar Lind, known as Abu Reed, in Port Ellery on Monday, 3 March 2031.\n"
    "The Guard and Norland met later that week.\n"
    "At least two people died in the blast, police sources said.\n"
    "Nobody died there, Brandt said.\n"
)
NAMES = (
    ("Ilse Brandt", "brandt", "Person"),
    ("Harbour Guard", "guard", "Organization"),
    ("Omar Lind", "lind", "Person"),
    ("Abu Reed", "lind", "Person"),
    ("Port Ellery", "ellery", "Facility"),
    ("Guard and", "guard", "Organization"),
    ("Norland", "norland", "Place"),
    ("Brandt said", "brandt", "Person"),
)
TRIGGERS = (("bomb", "bombing"), ("blast", "bombing"), ("met", "meeting"))
PASSAGES = {
    "toll": "At least two people died in the blast",
    "denial": "Nobody died there",
    "leads": "Ilse Brandt leads",
}
Json = dict[str, Any]


def place(words: str) -> tuple[int, int]:
    begin = TEXT.index(words)
    return begin, begin + len(words.removesuffix(" and").removesuffix(" said"))


# ------------------------------------------------------------------------------- a dump of the text


def span(name: str, words: str, more: str) -> str:
    begin, end = place(words)
    text = json.dumps(TEXT[begin:end])
    return f"span:{name} kg:inDocument doc:one ; kg:begin {begin} ; kg:end {end} ; kg:text {text} ; {more} ."


def dump() -> str:
    """One line for every node, in the terms of ontology/kg.ttl."""
    lines = [
        "@prefix kg: <https://w3id.org/newskg/ns#> .",
        "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .",
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .",
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .",
        *(f"@prefix {name}: <https://example.org/{name}/> ." for name in ("doc", "span", "e", "claim", "assertion")),
        'doc:one a kg:Document ; kg:path "in/one.txt" .',
        *{f'e:{entity} a kg:{type} ; rdfs:label "{entity}" .': None for _, entity, type in NAMES},
        'e:reed a kg:Person ; rdfs:label "a namesake" .',
        'e:police a kg:AnonymousSource ; rdfs:label "police sources" .',
        "e:brandt kg:leaderOf e:guard .",
        "assertion:leads a kg:Assertion ; rdf:subject e:brandt ; rdf:object e:guard ; kg:evidence span:leads .",
        "e:bombing a kg:Event ; kg:eventType kg:bombing ; kg:factuality kg:actual ; kg:killed e:lind ; "
        'kg:place e:ellery ; kg:earliest "2031-03-03"^^xsd:date ; kg:latest "2031-03-03"^^xsd:date ; kg:deathsMin 2 .',
        "e:meeting a kg:Event ; kg:eventType kg:meeting ; kg:factuality kg:actual ; kg:agent e:guard, e:norland .",
        "claim:toll a kg:Claim ; kg:claimant e:police ; kg:speechAct kg:states ; kg:quotation 'indirect' ; "
        "kg:evidence span:toll ; kg:about e:bombing ; kg:conflictsWith claim:denial .",
        "claim:denial a kg:Claim ; kg:claimant e:brandt ; kg:speechAct kg:denies ; kg:quotation 'indirect' ; "
        "kg:evidence span:denial .",
    ]
    for number, (words, entity, _) in enumerate(NAMES):
        lines.append(span(f"n{number}", words, f"a kg:Mention ; kg:mentionKind kg:name ; kg:refersTo e:{entity}"))
    for number, (words, event) in enumerate(TRIGGERS):
        lines.append(span(f"t{number}", words, f"a kg:Mention ; kg:mentionKind kg:trigger ; kg:refersTo e:{event}"))
    return "\n".join([*lines, *(span(name, words, "a kg:TextSpan") for name, words in PASSAGES.items())]) + "\n"


# ------------------------------------------------------------------------------- and its annotations


def stretch(words: str, **more: object) -> Json:
    begin, end = place(words)
    return {"file": "one.txt", "start": begin, "end": end, "text": TEXT[begin:end]} | more


def gold_records() -> dict[str, list[Json]]:
    entities: dict[str, Json] = {
        entity: {"id": entity, "type": type, "attributes": [], "mentions": []} for _, entity, type in NAMES
    }
    for words, entity, _ in NAMES:
        entities[entity]["mentions"].append(stretch(words, kind="name"))
    entities["guard"]["mentions"].append(stretch("police sources", kind="nominal"))
    entities["brandt"]["attributes"] = [
        {"attr": "leader_of", "value": "guard", "value_is_entity": True, "evidence": stretch("Ilse Brandt leads")},
        {"attr": "alias", "value": "the captain", "value_is_entity": False, "evidence": stretch("Ilse Brandt")},
    ]
    bombing = {
        "id": "the-bombing", "type": "bombing", "date": "2031-03-03", "score_granularity": "as given",
        "factuality": "actual", "speech_act": False, "places": ["ellery"], "agents": [], "targets": ["lind"],
        "casualties": [{"killed": 2, "wounded": None}], "mentions": [stretch("bomb"), stretch("blast")],
    }  # fmt: skip
    meeting = {
        "id": "the-meeting", "type": "meeting", "date": None, "agents": ["guard", "norland"],
        "mentions": [stretch("met")],
    }  # fmt: skip
    toll, denial = stretch(PASSAGES["toll"]), stretch(PASSAGES["denial"])
    return {
        "stories": [{"file": "one.txt", "stories": [{"boilerplate_spans": [[len(TEXT) - 1, len(TEXT), "notice"]]}]}],
        "entities": list(entities.values()),
        "events": [bombing, meeting],
        "claims": [
            {"speaker": "police", "speaker_is_anonymous": True, "kind": "assertion", "content": toll},
            {"speaker": "brandt", "speaker_is_anonymous": False, "kind": "denial", "content": denial},
        ],
        "contradictions": [
            {"class": "contradiction", "is_contradiction": True, "a": toll, "b": denial, "why": "two against none"},
            {"class": "not-a-contradiction", "is_contradiction": False, "a": toll, "b": toll, "why": "the same"},
        ],
        "must_not_merge": [
            {"kind": "entity", "a": "brandt", "b": "lind", "why": "two people"},
            {"kind": "entity", "a": "ellery", "b": "norland", "why": "a city and its state (soft)"},
            {"kind": "event", "a": "the-bombing", "b": "the-meeting", "why": "two events"},
        ],
        "facts": [
            {
                "fact": "Brandt leads the Guard.", "subject": "brandt", "relation": "leads", "object": "guard",
                "object_is_id": True, "difficulty": "easy", "evidence": stretch("Ilse Brandt leads"),
            },
            {
                "fact": "A bomb killed Lind.", "subject": "the-bombing", "relation": "killed", "object": "lind",
                "object_is_id": True, "difficulty": "hard", "evidence": stretch("bomb"),
            },
        ],
    }  # fmt: skip


class Folder:
    """A dump and its gold on disk, both to be changed."""

    def __init__(self, path: Path) -> None:
        self.graph, self.gold = path / "graph.ttl", path / "gold"
        self.gold.mkdir()
        self.graph.write_text(dump(), encoding="utf-8")
        for name, records in gold_records().items():
            self.write(name, records)

    def write(self, name: str, records: object) -> None:
        (self.gold / f"{name}.json").write_text(json.dumps(records), encoding="utf-8")

    def edit(self, start: str, old: str, new: str) -> None:
        """Replace `old` in the line of the dump that begins with `start`; all of the line where `old` is empty."""
        lines = self.graph.read_text(encoding="utf-8").splitlines()
        [number] = [number for number, line in enumerate(lines) if line.startswith(f"{start} ")]
        assert old in lines[number]
        lines[number] = lines[number].replace(old, new) if old else new
        self.graph.write_text("\n".join(lines), encoding="utf-8")

    def scores(self) -> Evaluation:
        return evaluate(self.graph, self.gold)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def counts(evaluation: Evaluation, section: str, name: str) -> tuple[int | None, int | None]:
    [figure] = [figure for figure in evaluation.figures if (figure.section, figure.name) == (section, name)]
    return figure.found, figure.of


def problems(evaluation: Evaluation) -> list[str]:
    return [f"{miss.problem}: {miss.place.text if miss.place else ''}" for miss in evaluation.misses]


def number(words: str) -> str:
    return f"span:n{[name for name, _, _ in NAMES].index(words)}"


# ------------------------------------------------------------------------------------------ figures


def test_what_agrees_is_perfect(folder: Folder) -> None:
    evaluation = folder.scores()
    assert evaluation.misses == ()
    assert evaluation.absent == ()
    values = {(figure.section, figure.name): figure.value for figure in evaluation.figures}
    lowest = {name for name, value in values.items() if value == 0}
    assert lowest == {("entities", "false merges (0 is best)"), ("contradictions", "false alarms (0 is best)")}
    assert {value for name, value in values.items() if name not in lowest} == {1.0}
    assert {section for section, _ in values} == {
        "mentions", "entities", "relations", "events", "claims", "contradictions", "facts"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("node", "old", "new", "section", "name", "expected", "miss"),
    [
        (number("Norland"), "", "", "mentions", "Place recall", (1, 2), "Place not found: Norland"),
        (
            "e:norland", "kg:Place", "kg:Person", "mentions", "Person precision", (4, 5),
            "Place taken for Person: Norland",
        ),
        ("e:police", "AnonymousSource", "Person", "claims", "right speaker", (1, 2), "said by somebody without a name"),
        (number("Abu Reed"), "e:lind", "e:reed", "entities", "alias pairs merged", (2, 3), "not one with “Abu Reed”"),
        (
            number("Omar Lind"), "e:lind", "e:brandt", "entities", "false merges (0 is best)", (1, 1),
            "brandt and lind are one: Ilse Brandt",
        ),
        ("e:brandt", "leaderOf", "memberOf", "relations", "found", (0, 1), "brandt leader_of guard: Ilse Brandt leads"),
        ("e:brandt", "leaderOf", "commanderOf", "relations", "found", (1, 1), ""),
        ("e:meeting", "kg:actual", "kg:planned", "events", "recall", (1, 2), "the-meeting not found: met"),
        ("e:meeting", "kg:meeting", "kg:bombing", "events", "type right", (1, 2), "(meeting) taken for bombing: met"),
        ("e:meeting", ", e:norland", "", "events", "agents recall", (1, 2), "the-meeting: norland not among agents"),
        ("e:bombing", "e:ellery", "e:norland", "events", "places precision", (0, 1), "norland wrongly among places"),
        ("e:bombing", "killed e:lind", "target e:lind", "events", "targets recall", (1, 1), ""),
        (
            "e:bombing", '"2031-03-03"', '"2031-03-10"', "events", "dates right", (0, 1),
            "on 2031-03-03, not 2031-03-10 to 2031-03-10: bomb",
        ),
        ("e:bombing", '"2031-03-03"', '"2031-03-04"', "events", "dates right", (1, 1), ""),
        ("e:bombing", "deathsMin 2", "deathsMin 3", "events", "tolls right", (0, 1), "2 killed, not 3 to ?: bomb"),
        ("e:bombing", "deathsMin 2", "deathsMin 1 ; kg:deathsMax 4", "events", "tolls right", (1, 1), ""),
        ("span:denial", "", "", "claims", "found", (1, 2), "not found: Nobody died there"),
        ("claim:denial", "e:brandt", "e:lind", "claims", "right speaker", (1, 2), "said by brandt, not lind"),
        ("claim:denial", "kg:denies", "kg:states", "claims", "right speech act", (1, 2), "denial taken for states"),
        ("claim:toll", " ; kg:conflictsWith claim:denial", "", "contradictions", "found", (0, 1), "two against none"),
        (
            "claim:toll", "claim:denial", "claim:denial, claim:toll", "contradictions", "false alarms (0 is best)",
            (1, 1), "no contradiction: the same",
        ),
        ("assertion:leads", "rdf:object e:guard", "rdf:object e:lind", "facts", "found, easy", (0, 1), "Brandt leads"),
        ("e:bombing", "kg:killed e:lind ; ", "", "facts", "found, hard", (0, 1), "A bomb killed Lind."),
    ],
)  # fmt: skip
def test_a_change_of_the_dump(
    folder: Folder, node: str, old: str, new: str, section: str, name: str, expected: tuple[int, int], miss: str
) -> None:
    if node == "e:brandt":  # its type and its relation are two lines
        text = folder.graph.read_text(encoding="utf-8")
        folder.graph.write_text(text.replace(f"kg:{old}", f"kg:{new}"), encoding="utf-8")
    else:
        folder.edit(node, old, new)
    evaluation = folder.scores()
    assert counts(evaluation, section, name) == expected
    found = problems(evaluation)
    assert any(miss in problem for problem in found) if miss else not found


def test_what_gold_does_not_have(folder: Folder) -> None:
    name = span("x", "Monday", "a kg:Mention ; kg:mentionKind kg:name ; kg:refersTo e:lind")
    trigger = span("y", "known", "a kg:Mention ; kg:mentionKind kg:trigger ; kg:refersTo e:other")
    event = "e:other a kg:Event ; kg:eventType kg:arrest ; kg:factuality kg:actual ."
    claim = "claim:other a kg:Claim ; kg:evidence span:z ."
    passage = span("z", "later that week", "a kg:TextSpan")
    more = "\n".join([name, trigger, event, claim, passage])
    folder.graph.write_text(dump() + more, encoding="utf-8")
    evaluation = folder.scores()
    assert counts(evaluation, "mentions", "Person precision") == (4, 5)
    assert counts(evaluation, "events", "precision") == (2, 3)
    assert counts(evaluation, "claims", "precision") == (2, 3)
    assert problems(evaluation) == [
        "Person that gold does not have: Monday",
        "arrest that gold does not have: known",
        "that gold does not have: later that week",
    ]


@pytest.mark.parametrize(
    ("words", "type", "of"),
    [
        ("police sources", "Organization", 2),  # gold has a description there
        ("The Guard and Norland", "Organization", 3),  # longer than any mention
        ("the Harbour Guard", "Organization", 2),  # only an article more
    ],
)
def test_which_names_count_against_the_dump(folder: Folder, words: str, type: str, of: int) -> None:
    if words == "the Harbour Guard":
        folder.edit(number("Harbour Guard"), "", "")
    begin = TEXT.index(words)
    extra = (
        f"span:x a kg:Mention ; kg:inDocument doc:one ; kg:begin {begin} ; kg:end {begin + len(words)} ; "
        f'kg:text "{words}" ; kg:mentionKind kg:name ; kg:refersTo e:guard .'
    )
    folder.graph.write_text(folder.graph.read_text(encoding="utf-8") + "\n" + extra, encoding="utf-8")
    assert counts(folder.scores(), "mentions", f"{type} precision")[1] == of


@pytest.mark.parametrize(
    ("file", "section"),
    [("events", "events"), ("claims", "claims"), ("contradictions", "contradictions"), ("facts", "facts")],
)
def test_files_that_gold_may_lack(folder: Folder, file: str, section: str) -> None:
    (folder.gold / f"{file}.json").unlink()
    evaluation = folder.scores()
    assert section not in {figure.section for figure in evaluation.figures}
    assert evaluation.misses == ()


def test_names_alone_are_gold_enough(folder: Folder) -> None:
    for path in folder.gold.iterdir():
        if path.name != "entities.json":
            path.unlink()
    folder.write("entities", [{"id": "lind", "type": "Person", "mentions": [stretch("Omar Lind")]}])
    evaluation = folder.scores()
    assert evaluation.value("mentions", "Person recall") == 1
    assert evaluation.value("entities", "alias pairs merged") is None
    assert "-" in next(line for line in render(evaluation).splitlines() if "alias" in line)


def test_a_document_in_which_gold_has_no_name(folder: Folder) -> None:
    folder.write("stories", [{"file": "two.txt", "stories": []}])
    extra = (
        'doc:two a kg:Document ; kg:path "two.txt" .\n'
        "span:x a kg:Mention ; kg:inDocument doc:two ; kg:begin 0 ; kg:end 4 ; "
        'kg:text "They" ; kg:mentionKind kg:name ; kg:refersTo e:lind .'
    )
    folder.graph.write_text(dump() + extra, encoding="utf-8")
    assert problems(folder.scores()) == ["Person that gold does not have: They"]


@pytest.mark.parametrize(
    ("date", "granularity", "expected"),
    [
        ("2031-03-05", "as given", "2031-03-04 2031-03-06"),
        ("2031-02", "as given", "2031-02-01 2031-02-28"),
        ("2031-03-05", "year", "2031-01-01 2031-12-31"),
        ("2030-12/2031-01", "as given", "2030-12-01 2031-01-31"),
        ("2031-03-05", "none", None),
        ("", "as given", None),
        ("spring", "as given", None),
        ("2031-13", "as given", None),
    ],
)
def test_the_days_that_a_date_allows(date: str, granularity: str, expected: str | None) -> None:
    found = days(date, granularity)
    assert (" ".join(map(str, found)) if found else None) == expected


def test_a_metonym_may_be_either(folder: Folder) -> None:
    records = gold_records()
    for entity in records["entities"]:
        if entity["id"] == "norland":
            entity["mentions"][0] |= {"kind": "metonym", "alt_ids": ["ellery"]}
    folder.write("entities", records["entities"])
    folder.edit(number("Norland"), "e:norland", "e:ellery")
    evaluation = folder.scores()
    assert counts(evaluation, "mentions", "Place recall") == (1, 1)
    assert evaluation.misses == ()


# ------------------------------------------------------------------------------------- command line


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["evaluate", *map(str, arguments)])


def test_the_table(folder: Folder) -> None:
    folder.edit(number("Norland"), "", "")
    result = run(folder.graph, folder.gold)
    assert result.exit_code == 0, result.output
    assert re.search(r"^  Place recall +0\.500 +1/2$", result.stdout, re.MULTILINE)
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert "Norland" not in result.stdout


def test_misses_have_document_and_words(folder: Folder) -> None:
    folder.edit(number("Norland"), "", "")
    folder.edit("span:toll", "", "")
    begin, end = place("Norland")
    result = run(folder.graph, folder.gold, "--misses")
    assert f"  Place not found\n      one.txt {begin}-{end}: Norland\n" in result.stdout
    assert "Misses: claims (1)" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


@pytest.mark.parametrize("misses", [False, True])
def test_json(folder: Folder, misses: bool) -> None:
    folder.edit(number("Norland"), "", "")
    result = run(folder.graph, folder.gold, "--format", "json", *(["--misses"] if misses else []))
    report = json.loads(result.stdout)
    assert report["figures"]["mentions"]["Place recall"] == {"value": 0.5, "found": 1, "of": 2}
    assert ("misses" in report) is misses
    if misses:
        begin, end = place("Norland")
        assert report["misses"][0] == {
            "section": "mentions", "problem": "Place not found", "document": "one.txt", "begin": begin, "end": end,
            "words": "Norland",
        }  # fmt: skip


def test_a_document_that_the_dump_lacks_is_missed_and_told(folder: Folder) -> None:
    other = {"id": "ada", "type": "Person", "mentions": [stretch("Omar Lind") | {"file": "two.txt"}]}
    folder.write("entities", [*gold_records()["entities"], other])
    result = run(folder.graph, folder.gold)
    assert result.exit_code == 3
    assert "not in the dump, counted as missed: two.txt" in result.stderr
    assert re.search(r"Person recall +0\.800 +4/5", result.stdout)


def missing_key(folder: Folder) -> None:
    folder.write("entities", [{"id": "ada", "type": "Person"}])


def broken_json(folder: Folder) -> None:
    (folder.gold / "events.json").write_text("[{", encoding="utf-8")


def no_list(folder: Folder) -> None:
    folder.write("claims", {"speaker": "ada"})


def odd_record(folder: Folder) -> None:
    folder.write("facts", ["Ada leads."])


def no_such_day(folder: Folder) -> None:
    folder.write("events", [{"id": "e", "type": "meeting", "date": "2031-02-30", "mentions": []}])


def no_entities(folder: Folder) -> None:
    (folder.gold / "entities.json").unlink()


def other_documents(folder: Folder) -> None:
    folder.edit("doc:one", "one.txt", "two.txt")


def no_graph(folder: Folder) -> None:
    folder.graph.unlink()


@pytest.mark.parametrize(
    ("spoil", "messages"),
    [
        (missing_key, ["entities.json, record 1: 'mentions' is missing", "tests/gold/README.md"]),
        (broken_json, ["Cannot read", "events.json"]),
        (no_list, ["claims.json", "a list of records"]),
        (odd_record, ["facts.json, record 1", "tests/gold/README.md"]),
        (no_such_day, ["events.json, record 1", "day is out of range"]),
        (no_entities, ["no entities.json", "kg evaluate exports/graph.ttl tests/gold", "docs/evaluation.md"]),
        (other_documents, ["none of the 1 documents", "such as one.txt", "kg build"]),
        (no_graph, ["There is no file", "kg build"]),
    ],
)
def test_errors_say_what_to_do(folder: Folder, spoil: Callable[[Folder], None], messages: list[str]) -> None:
    spoil(folder)
    result = run(folder.graph, folder.gold)
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert [message for message in messages if message not in result.output] == []


def test_no_gold_folder(folder: Folder, tmp_path: Path) -> None:
    result = run(folder.graph, tmp_path / "nothing")
    assert result.exit_code == 1
    assert "There is no folder" in result.output
    assert "kg evaluate exports/graph.ttl tests/gold" in result.output


@pytest.mark.parametrize("arguments", [[], ["graph.ttl"], ["graph.ttl", "gold", "--format", "xml"]])
def test_wrong_usage(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_unknown_format_and_figure(folder: Folder) -> None:
    evaluation = folder.scores()
    with pytest.raises(ValueError, match="'xml' is none of table, json"):
        render(evaluation, "xml")
    with pytest.raises(KeyError, match="events: colour"):
        evaluation.value("events", "colour")


def test_a_graph_that_kg_built(tmp_path: Path) -> None:
    """From sentences to figures, through files."""
    text = "Amara Diallo leads the Sahel Farmers Union.\nShe met Peter Novak in Vienna on Tuesday, 4 March 2031.\n"
    (tmp_path / "farmers.txt").write_text(text, encoding="utf-8")
    gold = tmp_path / "gold"
    gold.mkdir()
    records = []
    for name, type in (("Amara Diallo", "Person"), ("Peter Novak", "Person"), ("Vienna", "Place")):
        begin = text.index(name)
        where = {"file": "farmers.txt", "start": begin, "end": begin + len(name), "text": name, "kind": "name"}
        records.append({"id": name, "type": type, "mentions": [where]})
    (gold / "entities.json").write_text(json.dumps(records), encoding="utf-8")
    built = CliRunner().invoke(main, ["build", str(tmp_path / "farmers.txt"), "-o", str(tmp_path / "out")])
    assert built.exit_code == 0, built.output
    evaluation = evaluate(tmp_path / "out" / "graph.ttl", gold)
    assert evaluation.value("mentions", "Person F") == 1
    assert evaluation.value("mentions", "Place F") == 1
    assert problems(evaluation) == ["Organization that gold does not have: Sahel Farmers Union"]
