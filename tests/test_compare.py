"""kg compare: two names, and files of pairs."""

import csv
import io
import json

import pytest
from click.testing import CliRunner, Result

from kg.cli import main

PAIRS = """\
id,name1,name2,schema
7,Abou Jaber Qassem,Abu Jaber Kasim,Person
8,"Haddad, Karim",Karim Haddad,Person
9,Lumatek AG,Lumatek Aktiengesellschaft,Company
10,Ministry of Health of Chad,Kenyan Ministry of Health,PublicBody
11,"Rue des Palmes 7, Niamey","Rue des Palmes 9, Niamey",Address
"""


def kg(*arguments: str, input: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["compare", *arguments], input=input)


def test_two_names_as_a_table() -> None:
    result = kg("Salim al-Tikriti", "Salim al-Duri", "--type", "person")
    assert result.exit_code == 0
    first, _, *rows = result.output.splitlines()
    assert first.split()[1:3] == ["no", "match"]
    assert "tikriti / duri" in first or "duri / tikriti" in first
    assert [row.split()[-1] for row in rows[1:]] == ["1.00", "out", "out"]


def test_two_names_as_json() -> None:
    found = json.loads(kg("NLF", "National Liberation Front", "--type", "organization", "--format", "json").output)
    assert found["match"] is True
    assert found["score"] >= 0.7
    assert "initials" in found["reason"]
    assert found["parts"][0].keys() == {"left", "right", "similarity"}


def test_pairs_from_standard_input_keep_their_columns() -> None:
    rows = list(csv.DictReader(io.StringIO(kg("--pairs", "-", input=PAIRS).output)))
    assert [row["id"] for row in rows] == ["7", "8", "9", "10", "11"]
    assert [float(row["score"]) >= 0.7 for row in rows] == [True, True, True, False, False]
    assert all(row["reason"] for row in rows)


def test_pairs_from_a_file_with_old_scores(tmp_path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_bytes("\ufeffname1,score,name2,schema\r\nOmar Said,0.1,Omar Saïd,Person\r\n".encode())
    assert kg("--pairs", str(path)).output.startswith("name1,name2,schema,score,reason\nOmar Said,Omar Saïd,Person,")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "line 1: no columns"),
        (b"name1,name2\nA,B\n", "line 1: no column schema"),
        (b"name1,name2,schema\nOmar,Umar,Person\nOmar,Person\n", "line 3: 2 fields"),
        (b'name1,name2,schema\n"Omar\nSaid",Omar,Person\nOmar,Umar,Persn\n', "line 4: schema 'Persn'"),
        (b"name1,name2,schema\nOmar,Umar,Person\nOm\xe4r,Umar,Person\n", "line 3: no UTF-8"),
        (b'name1,name2,schema\n"Omar,Umar,Person\n', "line 2: "),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: bytes, said: str) -> None:
    result = kg("--pairs", "-", input=text)
    assert result.exit_code == 1
    assert said in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("arguments", [(), ("Omar",), ("Omar", "Umar", "--pairs", "-")])
def test_wrong_usage(arguments: tuple[str, ...]) -> None:
    assert kg(*arguments).exit_code == 2
