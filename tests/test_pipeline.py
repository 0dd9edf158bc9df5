"""The English pipeline that ships with kg: its parts, size and licence, and names it must find."""

import json
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

import kg

FOLDER = Path(kg.__file__).parent / "pipeline"


SENTENCES = [
    (
        "A spokesman for Harakat al-Bunyan denied that its fighters had crossed into Jordan.",
        "Harakat al-Bunyan: ORG | Jordan: GPE",
    ),
    (
        "The leader of the Popular Renewal Front, Ibrahim Sangaré, was arrested in Bobo-Dioulasso on Friday.",
        "Popular Renewal Front: ORG | Ibrahim Sangaré: PERSON | Bobo-Dioulasso: GPE",
    ),
    (
        "Rockets hit the Qasr al-Sahra air base in Anbar province, the Iraqi Defense Ministry said.",
        "Qasr al-Sahra air base: FAC | Anbar province: GPE | Iraqi: NORP | Defense Ministry: ORG",
    ),
    (
        "Park Min-seo of the Daedong Party told Reuters that Seoul would respond.",
        "Park Min-seo: PERSON | Daedong Party: ORG | Reuters: ORG | Seoul: GPE",
    ),
    (
        "Nguyen Thi Hanh, chairwoman of Song Hong Bank, was sentenced in Hanoi.",
        "Nguyen Thi Hanh: PERSON | Song Hong Bank: ORG | Hanoi: GPE",
    ),
    (
        "Turkish police detained Leyla Karabulut at Istanbul Airport on Monday.",
        "Turkish: NORP | Leyla Karabulut: PERSON | Istanbul Airport: FAC",
    ),
    (
        "Kenyan President Josphat Mwangi flew to Kigali to meet Rwandan officials.",
        "Kenyan: NORP | Josphat Mwangi: PERSON | Kigali: GPE | Rwandan: NORP",
    ),
    (
        "Militants Storm Hotel in Mogadishu, Kill 12",
        "Mogadishu: GPE",
    ),
    (
        "MEXICO CITY (AP) — Prosecutors in Sinaloa said the gang had bribed two judges.",
        "MEXICO CITY: GPE | AP: ORG | Sinaloa: GPE",
    ),
    (
        "The European Commission fined the Dutch company Veldkamp Logistics 40 million euros.",
        "European Commission: ORG | Dutch: NORP | Veldkamp Logistics: ORG",
    ),
    (
        "Wave after wave of drones struck Kharkiv and Odesa, President Oleh Danylchenko said.",
        "Kharkiv: GPE | Odesa: GPE | Oleh Danylchenko: PERSON",
    ),
    (
        "The Kurdish movement Hêvî said on Telegram that its commander, Azad Serhat, was dead.",
        "Kurdish: NORP | Hêvî: ORG | Telegram: ORG | Azad Serhat: PERSON",
    ),
    (
        "Soldiers guard a checkpoint near Goma, Democratic Republic of Congo, March 4, 2024. (AFP)",
        "Goma: GPE | Democratic Republic of Congo: GPE | AFP: ORG",
    ),
    (
        "Abu Yahya al-Shimali, a commander of Liwa al-Asifa, died in the Deir Hassan refugee camp.",
        "Abu Yahya al-Shimali: PERSON | Liwa al-Asifa: ORG | Deir Hassan refugee camp: FAC",
    ),
    (
        "U Kyaw Htet, a monk from Mandalay, said the Arakan Army had freed him.",
        "U Kyaw Htet: PERSON | Mandalay: GPE | Arakan Army: ORG",
    ),
    (
        "The Ministry of Health in Dhaka counted 41 deaths from dengue.",
        "Ministry of Health: ORG | Dhaka: GPE",
    ),
    (
        "Western diplomats met in Geneva to discuss Gaza and the West Bank.",
        "Western: NORP | Geneva: GPE | Gaza: GPE | West Bank: GPE",
    ),
    (
        "Flooding along the Niger River drove thousands from their homes in Mopti.",
        "Niger River: LOC | Mopti: GPE",
    ),
    (
        "Poland's Foreign Ministry summoned the Belarusian ambassador.",
        "Poland: GPE | Foreign Ministry: ORG | Belarusian: NORP",
    ),
    (
        'Carlos "El Zurdo" Mendieta was extradited from Colombia to the United States.',
        'Carlos "El Zurdo" Mendieta: PERSON | Colombia: GPE | United States: GPE',
    ),
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(FOLDER)


def marked(nlp: Language, text: str) -> list[tuple[str, str]]:
    return [(entity.text, entity.label_) for entity in nlp(text).ents]


def test_names_come_before_syntax(nlp: Language) -> None:
    assert nlp.pipe_names == ["ner", "tok2vec", "tagger", "morphologizer", "parser", "trainable_lemmatizer"]


def test_small_enough_to_ship() -> None:
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) <= 30e6


def test_licence_lists_every_source() -> None:
    meta = json.loads((FOLDER / "meta.json").read_text(encoding="utf-8"))
    licence = (FOLDER / "LICENSE").read_text(encoding="utf-8")
    assert (meta["name"], meta["license"]) == ("en_news_kg", "CC BY-SA 4.0")
    assert "Attribution-ShareAlike 4.0" in licence
    assert len(meta["sources"]) >= 8
    for source in meta["sources"]:
        assert source["name"] in licence
        assert source["license"] in licence


def test_no_path_of_the_training_machine() -> None:
    for name in ("config.cfg", "meta.json"):
        text = (FOLDER / name).read_text(encoding="utf-8")
        assert not {"/tmp", "/home", "/work", "/root"} & {word[:5] for word in text.replace('"', " ").split()}


def test_a_name_as_one_token_keeps_the_clause_whole(nlp: Language) -> None:
    doc = nlp.make_doc("The strike killed Yazid Qasim al-Hourani, the ministry said.")
    with nlp.select_pipes(enable=["ner"]):
        doc = nlp(doc)
    with doc.retokenize() as retokenizer:
        for entity in doc.ents:
            retokenizer.merge(entity)
    with nlp.select_pipes(disable=["ner"]):
        doc = nlp(doc)
    tokens = {token.text: token for token in doc}
    killed, name, ministry = tokens["killed"], tokens["Yazid Qasim al-Hourani"], tokens["ministry"]
    assert (name.dep_, name.head) == ("obj", killed)
    assert (ministry.dep_, ministry.head.text) == ("nsubj", "said")
    assert killed.lemma_ == "kill"


@pytest.mark.parametrize(("text", "names"), SENTENCES)
def test_finds_names(nlp: Language, text: str, names: str) -> None:
    assert " | ".join(f"{name}: {label}" for name, label in marked(nlp, text)) == names


def test_same_text_same_result(nlp: Language) -> None:
    text = "Lawmakers in Accra questioned Finance Minister Kwabena Oforiwaa over the deal with Tamale Gold."
    assert marked(nlp, text) == marked(spacy.load(FOLDER), text)
