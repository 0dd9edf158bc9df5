"""kg explain, kg merge and kg split over a few short articles."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main

ARTICLES = {
    "a-wire.txt": (
        "Police in Port Ellery said on Monday, 3 March 2031, that they had arrested Karim Haddad, known as Abu Jaber, a"
        " commander of the Delta Front. Haddad was taken from his house at dawn.\n"
    ),
    "b-daily.txt": (
        'The Delta Front demanded on Tuesday that Kareem Haddad be released. "We want Abu Jaber back," said Samir'
        " Okoro, a spokesman for the Delta Front. Okoro gave no deadline.\n"
    ),
    "c-brief.txt": (
        "Ngozi Okoro, the mayor of Port Ellery, met bankers in Norland on Wednesday. Okoro said that the city needs a"
        " loan.\n"
    ),
    "d-note.txt": (
        "A man named Tondo was seen in Lindholm with fighters of the Delta Front, villagers said. Tondo left on a"
        " boat.\n"
    ),
}


def kg(*arguments: str, input: str | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=input)


def write_articles(folder: Path) -> None:
    (folder / "in").mkdir()
    for name, text in ARTICLES.items():
        (folder / "in" / name).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with articles and their graph, which is not to be changed."""
    folder = tmp_path_factory.mktemp("work")
    write_articles(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert kg("build", "in").exit_code == 0
    return folder


def explained(*names: str) -> dict:  # type: ignore[type-arg]
    result = kg("explain", *names, "--format", "json")
    assert result.exit_code == 0, result.output
    found: dict = json.loads(result.stdout)  # type: ignore[type-arg]
    return found


# ------------------------------------------------------------------------------------------ explain


def test_the_chain_between_two_names(work: Path) -> None:
    result = kg("explain", "abu jaber", "Kareem Haddad")
    assert result.exit_code == 0
    lines = [line.strip() for line in result.stdout.splitlines()]
    assert lines[0] == "“Abu Jaber” and “Kareem Haddad” are one: Kareem Haddad (person)"
    told = ["Over 2 links:", "Abu Jaber = Karim Haddad", "the text says so (0.95)", "— in/a-wire.txt"]
    told += ["Karim Haddad = Kareem Haddad", "same parts, kareem ~ karim (0.98)", "— in/b-daily.txt"]
    assert [line for line in lines if line in told] == [*told[:4], *told[4:6], "— in/a-wire.txt", told[6]]
    assert lines[-1] == "To overrule: kg split 'Abu Jaber' 'Kareem Haddad'"
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_the_shortest_chain_comes_first(work: Path) -> None:
    chains = explained("Haddad", "Abu Jaber")["chains"]
    assert [len(chain) for chain in chains] == sorted(len(chain) for chain in chains)
    for chain in chains:
        assert (chain[0]["left"], chain[-1]["right"]) == ("Haddad", "Abu Jaber")
        assert all(one["right"] == other["left"] for one, other in pairwise(chain))
        for link in chain:
            sentences = " ".join(evidence["sentence"] for evidence in link["evidence"])
            assert link["left"] in sentences
            assert link["right"] in sentences


def test_why_two_names_are_two(work: Path) -> None:
    result = kg("explain", "Samir Okoro", "person:ngozi-okoro")
    assert result.exit_code == 0
    for line in (
        "“Samir Okoro” and “Ngozi Okoro” are two",
        "roles: spokesman for the Delta Front",
        "roles: mayor of Port Ellery",
        "ngozi / samir contradict each other",
        "okoro ~ okoro 1.00",
        "company in common: none",
        "To overrule: kg merge 'Samir Okoro' 'Ngozi Okoro'",
    ):
        assert line in " ".join(result.stdout.split())
    assert "met bankers in Norland" in result.stdout


def test_a_word_alone_is_told_to_say_nothing(work: Path) -> None:
    against = explained("Okoro@c-brief.txt", "Samir Okoro")["against"]
    assert "“Okoro” alone does not say who is meant: it takes its own story, or company in common" in against
    assert "in in/c-brief.txt “Okoro” is short for “Ngozi Okoro”" in against


def test_two_in_one_story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.txt").write_text("Ngozi Okoro met Femi Bello in Norland. Bello thanked Okoro.\n", encoding="utf-8")
    assert kg("build", "in.txt").exit_code == 0
    against = explained("Okoro", "Bello")["against"]
    assert "one story names both, as two: “Ngozi Okoro” and “Femi Bello” in in.txt" in against


def test_two_of_one_name_with_offices_that_exclude_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/a.txt").write_text("Ngozi Okoro, the mayor of Port Ellery, opened a bridge on Monday.\n", encoding="utf-8")
    Path("in/b.txt").write_text("Ngozi Okoro, the mayor of Lindholm, closed a bridge on Tuesday.\n", encoding="utf-8")
    kg("build", "in")
    pair = ("Ngozi Okoro@a.txt", "Ngozi Okoro@b.txt")
    assert explained(*pair)["against"] == ["nobody is both at one time: mayor of port ellery, mayor of lindholm"]
    assert kg("merge", *pair, "--note", "she moved").exit_code == 0
    kg("build", "in")
    [link] = explained(*pair)["merges"]
    assert link["reason"].startswith("judged the same by ")
    assert "kg split 'Ngozi Okoro@a.txt' 'Ngozi Okoro@b.txt'" in " ".join(kg("explain", *pair).stdout.split())


def test_all_merges_of_one(work: Path) -> None:
    found = explained("Abu Jaber")
    assert [link["score"] for link in found["merges"]] == sorted(link["score"] for link in found["merges"])
    assert {"known-as", "short form"} <= {link["reason"] for link in found["merges"]}
    assert found["right"] is None
    assert "person:kareem-haddad · " in kg("explain", "Abu Jaber").stdout


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (
            ["Okoro"],
            "2 entities are called 'Okoro'. Type one of\n  \"person:Okoro@c-brief.txt\"  Ngozi Okoro (person, ",
        ),
        (["Okoro", "Tondo"], '"person:Okoro@b-daily.txt"  Samir Okoro (person, '),
        (["Kerim Hadad"], "Nothing is called 'Kerim Hadad'. Did you mean\n  \""),
        (["Zzyzx"], "Nothing is called 'Zzyzx'."),
        (["Tondo@a-wire.txt"], "Nothing is called 'Tondo@a-wire.txt'."),
        (["Tondo@"], "'Tondo@' is no name"),
    ],
)
def test_what_is_not_clear_is_listed(work: Path, names: list[str], message: str) -> None:
    result = kg("explain", *names)
    assert result.exit_code == 1
    assert message in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        ("person:tondo", "person:tondo"),
        ("TONDO", "person:tondo"),
        ("person:Okoro@b-daily.txt", "person:samir-okoro"),
        ("Okoro@in/b-daily.txt#1", "person:samir-okoro"),
        ("delta-front", "organization:delta-front"),
        ("Ngozi", "person:ngozi-okoro"),
    ],
)
def test_what_may_be_typed(work: Path, typed: str, id: str) -> None:
    assert explained(typed)["left"]["id"] == id


# ------------------------------------------------------------------------------------ merge and split


def lines(work: Path) -> list[str]:
    return (work / "decisions.csv").read_text(encoding="utf-8").splitlines()[1:]


def test_merge_and_split_are_written_applied_and_undone(work: Path) -> None:
    before = (work / "exports" / "graph.ttl").read_bytes()
    merged = kg("merge", "Tondo", "Samir Okoro", "--who", "Ada", "--note", "his war name, says a letter")
    assert merged.exit_code == 0
    assert "decisions.csv:2: person:Tondo@d-note.txt same person:Samir Okoro" in merged.stdout
    assert "Run kg build again" in merged.stdout
    left, right, judgement, who, when, note = lines(work)[0].split(",", 5)
    assert (left, right, judgement, who) == ("person:Tondo@d-note.txt", "person:Samir Okoro", "same", "Ada")
    assert len(when) == len("2031-03-05")
    assert note == '"his war name, says a letter"'
    assert "decisions applied            1\n" in kg("build", "in").stdout
    found = explained("Tondo", "Okoro@b-daily.txt")
    assert found["chains"][0][0]["reason"].startswith(f"judged the same by Ada on {when}: his war name, says a letter")
    split = kg("split", "samir okoro", "Tondo", "--who", "Bo")
    assert "This replaces line 2." in split.stdout
    assert lines(work)[1].startswith("person:Tondo@d-note.txt,person:Samir Okoro,different,Bo,")
    kg("build", "in")
    apart = explained("Tondo", "Samir Okoro")
    assert not apart["same"]
    assert apart["against"][0].startswith("judged different by Bo on ")
    (work / "decisions.csv").unlink()
    kg("build", "in")
    assert (work / "exports" / "graph.ttl").read_bytes() == before


def test_split_takes_one_entity_apart(work: Path) -> None:
    assert kg("split", "Abu Jaber", "Haddad", "--who", "Ada").exit_code == 0
    assert lines(work)[0].startswith("person:Abu Jaber,person:Haddad,different,Ada,")
    kg("build", "in")
    assert not explained("Abu Jaber", "Haddad")["same"]
    kg("merge", "Haddad", "Abu Jaber")
    kg("build", "in")
    assert explained("Abu Jaber", "Haddad")["same"]


def test_a_name_that_another_bears_too_gets_its_file(work: Path) -> None:
    result = kg("split", "Okoro@c-brief.txt", "person:samir-okoro")
    assert "person:Okoro@c-brief.txt different person:Samir Okoro" in result.stdout
    assert "The dump has them as two already; they will stay two." in result.stdout


def test_a_name_that_does_not_say_whose_it_is_gets_its_file_in_a_merge(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.txt").write_text("The Interior Ministry denied on Monday that it had met the Delta Front.\n", "utf-8")
    kg("build", "in.txt")
    assert "organization:Interior Ministry@in.txt same" in kg("merge", "Interior Ministry", "Delta Front").stdout
    assert "organization:Interior Ministry@in.txt different" in kg("split", "Delta Front", "Interior Ministry").stdout


def test_what_is_written_already_is_not_written_again(work: Path) -> None:
    kg("merge", "Tondo", "Ngozi Okoro")
    again = kg("merge", "Ngozi Okoro", "Tondo")
    assert again.exit_code == 0
    assert "decisions.csv:2 says so already" in again.stdout
    assert len(lines(work)) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["merge", "Okoro", "Tondo"], '"person:Okoro@c-brief.txt"  Ngozi Okoro'),
        (["split", "Tondo", "tondo"], "Both are 'Tondo'. Type another name of one of them, or add @FILE to each."),
        (["split", "Kareem Haddad", "Tondo"], "lines 2, 3 and 4 contradict each other"),
        (["merge", "Nobody", "Tondo"], "Nothing is called 'Nobody'."),
        (["merge", "Tondo", "Norland", "--graph", "none.ttl"], "kg build"),
        (["merge", "Tondo", "Norland", "--decisions", "in/a-wire.txt"], "a-wire.txt:1: no column left"),
    ],
)
def test_what_cannot_be_judged_is_not_written(work: Path, arguments: list[str], message: str) -> None:
    kg("merge", "Kareem Haddad", "Lindholm")
    kg("merge", "Lindholm", "Tondo")
    before = (work / "decisions.csv").read_bytes()
    result = kg(*arguments)
    assert result.exit_code == 1
    assert message in result.stderr
    assert (work / "decisions.csv").read_bytes() == before


def test_a_judgement_goes_before_a_list(work: Path) -> None:
    (work / "list.csv").write_text("id,name,aliases,type\nQ1,Karim Haddad,Tondo,person\n", encoding="utf-8")
    assert kg("build", "in", "--authority", "list.csv").exit_code == 0
    assert explained("Tondo", "Karim Haddad")["same"]
    kg("split", "Tondo", "Karim Haddad")
    built = kg("build", "in", "--authority", "list.csv")
    assert not explained("Tondo", "Karim Haddad")["same"]
    assert "left open: Tondo may be any of Q1 (list.csv:2)" in built.stderr
    assert "owl:sameAs" not in (work / "exports" / "graph.ttl").read_text(encoding="utf-8")


def test_who_decides_is_the_user_of_git(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (work / "config").write_text("[user]\n\tname = Grace  Mensah\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(work / "config"))
    kg("merge", "Tondo", "Ngozi Okoro")
    assert lines(work)[0].split(",")[3] == "Grace Mensah"
    monkeypatch.setenv("PATH", str(work))
    monkeypatch.setenv("LOGNAME", "mensah")
    kg("split", "Tondo", "Ngozi Okoro")
    assert lines(work)[1].split(",")[3] == "mensah"
