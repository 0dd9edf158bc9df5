"""Where a text itself gives one thing two names."""

from __future__ import annotations

import pytest
from conftest import Reader

CASES = [
    ("The Uganda Peace Front (UPF) rejected the result.", [("Uganda Peace Front", "UPF", "acronym-in-brackets")]),
    (
        "The World Food Programme (WFP) and the World Health Organization (WHO) left Goma.",
        [
            ("World Food Programme", "WFP", "acronym-in-brackets"),
            ("World Health Organization", "WHO", "acronym-in-brackets"),
        ],
    ),
    ("Bank of Ghana (BoG) governor Ernest Mensah resigned.", [("Bank of Ghana", "BoG", "acronym-in-brackets")]),
    ("Abu Hamza (Khalid Mansoor) was killed in Derna.", [("Abu Hamza", "Khalid Mansoor", "name-in-brackets")]),
    ("Diego Ramos, better known by his alias Mono Viejo, fled.", [("Diego Ramos", "Mono Viejo", "known-as")]),
    ("Nadia Brandt, also known as Petra Vogel, was freed.", [("Nadia Brandt", "Petra Vogel", "known-as")]),
    ("Pedro Salinas, nicknamed El Zurdo, leads the cartel.", [("Pedro Salinas", "El Zurdo", "known-as")]),
    ("Ahmed Sesay, whose real name is Foday Conteh, fled.", [("Ahmed Sesay", "Foday Conteh", "known-as")]),
    (
        "The Southern Liberation Movement, formerly the Delta Youth Front, signed the truce.",
        [("Southern Liberation Movement", "Delta Youth Front", "known-as")],
    ),
    ("The Islamic Courts Union, better known as the ICU, fell.", [("Islamic Courts Union", "ICU", "known-as")]),
    (
        "The Ogaden National Front, which is known as ONF, said it had laid down its arms.",
        [("Ogaden National Front", "ONF", "known-as")],
    ),
    ("Police held Pedro Salinas, 41, better known as Zurdo.", [("Pedro Salinas", "Zurdo", "known-as")]),
    ("Pedro Salinas, who goes by the name Zurdo, was jailed.", [("Pedro Salinas", "Zurdo", "known-as")]),
    ("Pedro Salinas, who uses the nom de guerre Zurdo, fled.", [("Pedro Salinas", "Zurdo", "known-as")]),
    ("Pedro Salinas, whom supporters call Zurdo, was jailed.", [("Pedro Salinas", "Zurdo", "known-as")]),
    ('Pedro Salinas, nicknamed "the Left-Hander", was jailed.', [("Pedro Salinas", "Left-Hander", "known-as")]),
    ('Supporters call Pedro Salinas "Zurdo".', [("Pedro Salinas", "Zurdo", "nickname-in-quotes")]),
    (
        "The Tarma Growers' Front, known locally as the Ronda, blocked the road.",
        [("Tarma Growers' Front", "Ronda", "known-as")],
    ),
    ("Pedro Salinas, who calls Hugo Paredes a liar, was jailed.", []),
    ("The Free Highland Army, or FHA, took it.", [("Free Highland Army", "FHA", "or-between-commas")]),
    ("Istanbul, formerly Constantinople, is on the Bosphorus.", [("Istanbul", "Constantinople", "known-as")]),
    ("The Free Highland Army or the Delta Youth Front attacked the bridge.", []),
    ("Nadia Brandt, a lawyer, met Pedro Salinas in Bonn.", []),
    ("Lagos (Nigeria) and Accra (Ghana) want the cup.", []),
    ("Chief Solomon Briggs (52) and Nadia Brandt spoke.", []),
    ("Nadia Brandt was freed.\nPedro Salinas (52) was not.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_introductions(extracted: Reader, text: str, expected: list[tuple[str, str, str]]) -> None:
    found = extracted(text).introductions
    assert [(i.name.text, i.other.text, i.rule) for i in found] == expected


@pytest.mark.parametrize("text", [text for text, expected in CASES if expected])
def test_the_sentence_is_the_evidence(extracted: Reader, text: str) -> None:
    for introduction in extracted(text).introductions:
        assert introduction.name.text in introduction.evidence.text
        assert introduction.other.text in introduction.evidence.text
        assert introduction.name.type == introduction.other.type
        assert 0 < introduction.confidence <= 1
