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
    ("The Cedar League, whose head, Ana Prado, was away, met.", ("Ana Prado", "leaderOf", "Cedar League")),
    ("Ivan Reyes, whose Cedar Workers Party won, wept.", ("Ivan Reyes", "memberOf", "Cedar Workers Party")),
    ("Ivan Reyes wept. His party, the Cedar Workers Party, had won.", ("His", "memberOf", "Cedar Workers Party")),
    ("The Orchid Front is a militia led by a retired dentist, Ana Prado.", ("Ana Prado", "leaderOf", "Orchid Front")),
    ("Dutch aid went to the governor of Sofala. Governor Ivan Reyes wept.", ("Ivan Reyes", "leaderOf", "Sofala")),
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
    # an office that is given, taken or left
    (
        "Mariam Sissoko was elected president of the Bamako Press Club.",
        ("Mariam Sissoko", "leaderOf", "Bamako Press Club"),
    ),
    ("Mariam Sissoko was appointed governor of Kayes.", ("Mariam Sissoko", "leaderOf", "Kayes")),
    ("Mariam Sissoko was sworn in as governor of Kayes on Monday.", ("Mariam Sissoko", "leaderOf", "Kayes")),
    ("The Bamako Press Club chose Mariam Sissoko as its president.", ("Mariam Sissoko", "leaderOf", "its")),
    (
        "President Lars Nygaard named Mariam Sissoko head of the Bamako Press Club.",
        ("Mariam Sissoko", "leaderOf", "Bamako Press Club"),
    ),
    ("Aino Koskela, who was president of Finland until 2014, died.", ("Aino Koskela", "leaderOf", "Finland")),
    ("Kemal Demirel took over as head of the Green Guard.", ("Kemal Demirel", "leaderOf", "Green Guard")),
    ("Kemal Demirel served as Peru's ambassador to Chile.", ("Kemal Demirel", "affiliatedWith", "Peru")),
    (
        "Selim Aksoy was replaced by Kemal Demirel as head of the Green Guard.",
        ("Kemal Demirel", "leaderOf", "Green Guard"),
    ),
    ("Kemal Demirel took command of the Green Guard in 2012.", ("Kemal Demirel", "commanderOf", "Green Guard")),
    # a title elsewhere in the sentence
    ("As head of the Green Guard, Kemal Demirel met the minister.", ("Kemal Demirel", "leaderOf", "Green Guard")),
    ("The Green Guard's leader was Kemal Demirel.", ("Kemal Demirel", "leaderOf", "Green Guard")),
    ("Kemal Demirel, 54, the head of the Green Guard, was killed.", ("Kemal Demirel", "leaderOf", "Green Guard")),
    ("Kemal Demirel (54), head of the Green Guard, was killed.", ("Kemal Demirel", "leaderOf", "Green Guard")),
    ("Rodrigo Fuentes met the head of the Green Guard, Kemal Demirel.", ("Kemal Demirel", "leaderOf", "Green Guard")),
    (
        "Kemal Demirel, the Green Guard's founder and military commander, was killed.",
        ("Kemal Demirel", "commanderOf", "Green Guard"),
    ),
    ("Ousted president Habibou Sani of Niger left.", ("Habibou Sani", "leaderOf", "Niger")),
    ("Musa Danjuma, the second-in-command of the Lion Brigade, fell.", ("Musa Danjuma", "leaderOf", "Lion Brigade")),
    ("The Green Guard, under the command of Kemal Demirel, fled.", ("Kemal Demirel", "commanderOf", "Green Guard")),
    ("The Green Guard's Kemal Demirel said so.", ("Kemal Demirel", "memberOf", "Green Guard")),
    ("Kemal Demirel's Coastal Party won.", ("Kemal Demirel", "leaderOf", "Coastal Party")),
    ("Rosa Medina, director of the Santa Elena hospital, spoke.", ("Rosa Medina", "leaderOf", "Santa Elena hospital")),
    ("Juan Arce, head of the UN mission in Libya, spoke.", ("Juan Arce", "memberOf", "UN")),
    ("Juan Arce, with the Andean Crisis Institute, spoke.", ("Juan Arce", "memberOf", "Andean Crisis Institute")),
    ("Juan Arce, governor of Ica, spoke.", ("Juan Arce", "leaderOf", "Ica")),
    # members, parts and allies
    ("General Bako Dembele defected from the Malian army.", ("Bako Dembele", "memberOf", "Malian army")),
    ("Bako Dembele left the army to join the Delta Youth Front.", ("Bako Dembele", "memberOf", "Delta Youth Front")),
    ("Sweden, a member of NATO, sent jets.", ("Sweden", "memberOf", "NATO")),
    ("Sweden joined NATO in 2024.", ("Sweden", "memberOf", "NATO")),
    (
        "The Green Guard, which unites the Lion Brigade and ten others, fled.",
        ("Lion Brigade", "memberOf", "Green Guard"),
    ),
    ("The Northern Alliance consists of the Green Guard and others.", ("Green Guard", "memberOf", "Northern Alliance")),
    (
        "The Green Guard, one of the members of the Northern Alliance, fled.",
        ("Green Guard", "memberOf", "Northern Alliance"),
    ),
    (
        "The Green Guard and the Lion Brigade, which is led by Hugo Paredes, clashed.",
        ("Hugo Paredes", "leaderOf", "Lion Brigade"),
    ),
    ("The Saudi-led coalition struck Aden.", ("Saudi", "leaderOf", "Saudi-led coalition")),
    ("Troops of the Russia-led Sahel Corps left.", ("Russia", "leaderOf", "Sahel Corps")),
    ("The Green Guard, an ally of Turkey, attacked.", ("Green Guard", "alignedWith", "Turkey")),
    ("Turkey's ally, the Green Guard, attacked.", ("Green Guard", "alignedWith", "Turkey")),
    # places
    ("Two men were shot in the northern Ugandan town of Gulu.", ("Gulu", "locatedIn", "Ugandan")),
    ("The Peruvian capital, Lima, was quiet.", ("Lima", "locatedIn", "Peruvian")),
    ("Rivers flooded the Pakistani province of Sindh.", ("Sindh", "locatedIn", "Pakistani")),
    ("Police in Lucknow, capital of Uttar Pradesh state, left.", ("Lucknow", "locatedIn", "Uttar Pradesh")),
    ("A mine collapsed at Kolwezi in Congo's Lualaba province.", ("Kolwezi", "locatedIn", "Lualaba")),
    ("Police raided a house in Matola, on the outskirts of Maputo.", ("Matola", "locatedIn", "Maputo")),
]

# The owner of an office is a pronoun or a description.
OWNERS = [
    (
        "The Highland Peasants' Front seized two farms. The front's spokesman, Mateus Quiroga, spoke.",
        ("Mateus Quiroga", "spokespersonFor", "The front", "Highland Peasants' Front"),
    ),
    (
        "The Highland Peasants' Front seized two farms. The spokesman of the front, Mateus Quiroga, spoke.",
        ("Mateus Quiroga", "spokespersonFor", "the front", "Highland Peasants' Front"),
    ),
    ("Fires reached Zarvani. Its mayor, Ketino Bregvadze, left.", ("Ketino Bregvadze", "leaderOf", "Its", "Zarvani")),
    (
        "Fires reached Osijek. The town's mayor Dario Matkovic left.",
        ("Dario Matkovic", "leaderOf", "The town", "Osijek"),
    ),
    (
        "Police searched the offices of the Delta Youth Front. Its secretary-general, Solomon Briggs, was not there.",
        ("Solomon Briggs", "leaderOf", "Its", "Delta Youth Front"),
    ),
    (
        "The Coastal Party lost to the Reform Party. Ingrid Solheim, its deputy leader, resigned.",
        ("Ingrid Solheim", "leaderOf", "its", "Coastal Party"),
    ),
    (
        "The Kivu Nurses Union struck on Friday. Union president Odile Mbuyi thanked the public.",
        ("Odile Mbuyi", "leaderOf", "Union", "Kivu Nurses Union"),
    ),
    (
        "The Coastal Party lost. The party leader, Ingrid Solheim, resigned.",
        ("Ingrid Solheim", "leaderOf", "party", "Coastal Party"),
    ),
]
NOBODYS = [
    "Troops entered Zarvani and Gori. Its mayor, Ketino Bregvadze, asked for help.",
    "Cattle died in Kayes. The front's spokesman, Mateus Quiroga, spoke.",
    "The Coastal Party lost. Opposition party leader Ingrid Solheim met the president.",
    "Mariam Sissoko will be appointed governor of Kayes.",
    "Mariam Sissoko was not appointed governor of Kayes.",
    "Mariam Sissoko could be named head of the Bamako Press Club.",
    "Kemal Demirel is not a member of the Green Guard.",
    "Kemal Demirel denied he was the head of the Green Guard.",
    "Kemal Demirel, who killed the head of the Green Guard, was jailed.",
    "Kemal Demirel, a critic of the head of the Green Guard, was jailed.",
    "Kemal Demirel, brother of the head of the Green Guard, was jailed.",
    "Kemal Demirel, Hugo Paredes and the head of the Green Guard spoke.",
    "The Green Guard included the Lion Brigade in its list of enemies.",
    "Turkey would support the Green Guard if asked.",
    "Turkey denied that it supports the Green Guard.",
    "Gunmen crossed from Chad into Sudan.",
    "Russian sailors were kept out of the port of Beira.",
    "Police detained members of the Green Guard, councillor Rosa Medina said.",
    "Rivers flooded Dadu, near the city of Sehwan.",
]

NONE = [
    "Ukraine's ambassador to Japan, Oksana Melnyk, left Tokyo.",  # not of Japan
    "Storms hit France, Spain and Portugal.",
    "Nadia Brandt met Pedro Salinas of the Sahel Farmers Union in Bonn.",
    "The Popular Action Party is not affiliated with the World Labour Federation.",
    "The Green Guard and the Lion Brigade, which is led by Hugo Paredes, clashed.",
    "Police questioned Luis Medina, brother of the mayor of Tarma, Rosa Medina.",
    "The party's candidate, Rosa Medina, beat the governor of Ica, Hugo Paredes.",
    "Rosa Medina, adviser to the governor of Ica, spoke.",
    "Rosa Medina, who wants to become governor of Ica, spoke.",
]
NEVER = {
    ("Oksana Melnyk", "Japan"),
    ("France", "Spain"),
    ("Spain", "Portugal"),
    ("Nadia Brandt", "Sahel Farmers Union"),
    ("Popular Action Party", "World Labour Federation"),
    ("Hugo Paredes", "Green Guard"),
    ("Luis Medina", "Tarma"),
    ("Rosa Medina", "Ica"),
}


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_roles(extracted: Reader, text: str, expected: set[tuple[str, str]]) -> None:
    assert {(role.person.text, role.title) for role in extracted(text).roles} == expected


@pytest.mark.parametrize(("text", "expected"), RELATIONS)
def test_relations(extracted: Reader, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in {(r.subject.text, r.predicate, r.object.text) for r in extracted(text).relations}


@pytest.mark.parametrize(("text", "expected"), OWNERS)
def test_whose_office(extracted: Reader, text: str, expected: tuple[str, str, str, str]) -> None:
    extraction = extracted(text)
    meant = {(c.mention.begin, c.mention.end): c.antecedent.text for c in extraction.coreferences}
    assert expected in {
        (r.subject.text, r.predicate, r.object.text, meant.get((r.object.begin, r.object.end)))
        for r in extraction.relations
    }


@pytest.mark.parametrize("text", NOBODYS)
def test_nothing_is_said_of_who_is_whose(extracted: Reader, text: str) -> None:
    assert not extracted(text).relations


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
