"""Roles of people, and who leads, commands, speaks for, belongs to or lies in what."""

from __future__ import annotations

import pytest
from conftest import Reader

ROLES = [
    ("Chilean Defence Minister Rodrigo Fuentes flew home.", {("Rodrigo Fuentes", "Chilean Defence Minister")}),
    ("Rosa Medina, the mayor of Valparaiso, spoke.", {("Rosa Medina", "mayor of Valparaiso")}),
    (
        "Farid Nazari, chairman of the Kabul Chamber of Commerce and a former minister, resigned.",
        {("Farid Nazari", "chairman of the Kabul Chamber of Commerce"), ("Farid Nazari", "former minister")},
    ),
    ("The European Commission's spokesman, Luc Marchand, left.", {("Luc Marchand", "European Commission's spokesman")}),
    ("Tunisia's foreign minister, Leila Trabelsi, left.", {("Leila Trabelsi", "Tunisia's foreign minister")}),
    (
        "General Somchai Rattanakul, the commander of the Royal Thai Army, visited Pattani.",
        {("Somchai Rattanakul", "General"), ("Somchai Rattanakul", "commander of the Royal Thai Army")},
    ),
    (
        "Commander of the Northern Fleet, Admiral Igor Belov, sailed.",
        {("Igor Belov", "Commander of the Northern Fleet"), ("Igor Belov", "Admiral")},
    ),
    ("Former president Ricardo Lagos Peña died in Santiago.", {("Ricardo Lagos Peña", "Former president")}),
    (
        "A commander of the Delta Youth Front, identified as Solomon Briggs, was arrested.",
        {("Solomon Briggs", "commander of the Delta Youth Front")},
    ),
    (
        "Lawyer Sunita Rao said her client, activist Dev Mehta, was ill.",
        {("Sunita Rao", "Lawyer"), ("Dev Mehta", "activist")},
    ),
    ("Nadia Brandt and Pedro Salinas met the mayor in Bonn.", set()),
]

RELATIONS = [
    ("Lin Mei, Boeing's chief executive, left.", ("Lin Mei", "leaderOf", "Boeing")),
    ("Boeing's chief executive, Carl Dent, said the plan was safe.", ("Carl Dent", "leaderOf", "Boeing")),
    ("Boeing's spokeswoman Anna Zoma left.", ("Anna Zoma", "spokespersonFor", "Boeing")),
    (
        "The Sahel Farmers Union condemned the act, its spokeswoman Anna Zoma wrote on Tuesday.",
        ("Anna Zoma", "spokespersonFor", "its"),
    ),
    (
        "The spokesman of the Lagos Police Command, Inspector Musa Adamu, left.",
        ("Musa Adamu", "spokespersonFor", "Lagos Police Command"),
    ),
    ("Jan Huber of the Workers Union spoke.", ("Jan Huber", "memberOf", "Workers Union")),
    (
        "Amara Diallo, a spokeswoman for the Guinean health ministry, said so.",
        ("Amara Diallo", "spokespersonFor", "Guinean health ministry"),
    ),
    (
        "The European Commission's spokesman, Luc Marchand, left.",
        ("Luc Marchand", "spokespersonFor", "European Commission"),
    ),
    ("Mariam Toure leads the Sahel Farmers Union.", ("Mariam Toure", "leaderOf", "Sahel Farmers Union")),
    (
        "The Andes Brigade, led by Colonel Hugo Paredes, seized the mine.",
        ("Hugo Paredes", "leaderOf", "Andes Brigade"),
    ),
    (
        "Tomas Novak, who heads the Czech Chess Federation, won.",
        ("Tomas Novak", "leaderOf", "Czech Chess Federation"),
    ),
    (
        "Elif Kaya is the head of the Anatolian Lawyers Association.",
        ("Elif Kaya", "leaderOf", "Anatolian Lawyers Association"),
    ),
    ("Wellington Mayor Hemi Parata opened the bridge.", ("Hemi Parata", "leaderOf", "Wellington")),
    (
        "General Somchai Rattanakul, the commander of the Royal Thai Army, visited Pattani.",
        ("Somchai Rattanakul", "commanderOf", "Royal Thai Army"),
    ),
    (
        "Jonas Lindqvist, a member of the Swedish Green Party, voted against the bill.",
        ("Jonas Lindqvist", "memberOf", "Swedish Green Party"),
    ),
    (
        "Ukraine's ambassador to Japan, Oksana Melnyk, left Tokyo.",
        ("Oksana Melnyk", "affiliatedWith", "Ukraine"),
    ),
    (
        "Health Minister Jomo Kariuki spoke.\nThe Health Ministry said Kariuki was ill.",
        ("Jomo Kariuki", "leaderOf", "Health Ministry"),
    ),
    ("Peru's navy rescued the crew.", ("Peru's navy", "partOf", "Peru")),
    (
        "The Northern Command of the Indian army held a drill in Leh.",
        ("Northern Command", "partOf", "Indian army"),
    ),
    ("The Lake Brigade is part of the Northern Alliance.", ("Lake Brigade", "partOf", "Northern Alliance")),
    (
        "The Turkish-backed Northern Shield militia left the town.",
        ("Northern Shield", "alignedWith", "Turkish"),
    ),
    (
        "The Popular Action Party is affiliated with the World Labour Federation.",
        ("Popular Action Party", "affiliatedWith", "World Labour Federation"),
    ),
    ("The eastern city of Mekelle, Ethiopia, was calm.", ("Mekelle", "locatedIn", "Ethiopia")),
    ("The port of Beira in Mozambique was closed.", ("port of Beira", "locatedIn", "Mozambique")),
    ("Georgia's Adjara region was flooded.", ("Adjara", "locatedIn", "Georgia")),
]

NONE = [
    "Ukraine's ambassador to Japan, Oksana Melnyk, left Tokyo.",  # not of Japan
    "Storms hit France, Spain and Portugal.",
    "Nadia Brandt met Pedro Salinas of the Sahel Farmers Union in Bonn.",
    "The Popular Action Party is not affiliated with the World Labour Federation.",
]
NEVER = {
    ("Oksana Melnyk", "Japan"),
    ("France", "Spain"),
    ("Spain", "Portugal"),
    ("Nadia Brandt", "Sahel Farmers Union"),
    ("Popular Action Party", "World Labour Federation"),
}


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_roles(extracted: Reader, text: str, expected: set[tuple[str, str]]) -> None:
    assert {(role.person.text, role.title) for role in extracted(text).roles} == expected


@pytest.mark.parametrize(("text", "expected"), RELATIONS)
def test_relations(extracted: Reader, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in {(r.subject.text, r.predicate, r.object.text) for r in extracted(text).relations}


@pytest.mark.parametrize("text", NONE)
def test_no_relation(extracted: Reader, text: str) -> None:
    assert not {(r.subject.text, r.object.text) for r in extracted(text).relations} & NEVER


@pytest.mark.parametrize(("text", "relation"), RELATIONS)
def test_the_evidence_states_it(extracted: Reader, text: str, relation: tuple[str, str, str]) -> None:
    for found in extracted(text).relations:
        evidence = found.evidence
        assert text[evidence.begin : evidence.end] == evidence.text
        assert "\n" not in evidence.text
        assert 0 < found.confidence <= 1
        if (found.subject.text, found.predicate, found.object.text) == relation and "\n" not in text:
            assert found.subject.text in evidence.text
            assert found.object.text in evidence.text
