"""Pronouns and descriptions and what they stand for, read with the pipeline that ships."""

import pytest

from tests.conftest import Reader

LINKS = [  # text; the description or pronoun, the antecedent
    # people
    ("Olaf Berg resigned on Monday. He said nothing.", "He", "Olaf Berg"),
    ("Olaf Berg praised his team.", "his", "Olaf Berg"),
    ("Maria Lopez met Olaf Berg. She said the talks went well.", "She", "Maria Lopez"),
    ("Mrs Lopez and Mr Berg met in Lima. He arrived late.", "He", "Berg"),
    ("Foreign Minister Olaf Berg flew to Lima. The minister met nobody.", "The minister", "Olaf Berg"),
    ("Olaf Berg, a spokesman for the army, spoke first. The spokesman gave no figures.", "The spokesman", "Olaf Berg"),
    ("For her part, Maria Lopez promised reforms.", "her", "Maria Lopez"),
    ("Asked whether he would run again, Olaf Berg laughed.", "he", "Olaf Berg"),
    ("Foreign Minister Anna Berg flew to Lima. She was tired.", "She", "Anna Berg"),
    ("Foreign Minister Anna Berg flew to Lima. The FM later met nobody.", "The FM", "Anna Berg"),
    (
        "The leader of the Civic Party called for talks. Anna Berg, head of the Civic Party, agreed to talk.",
        "The leader of the Civic Party",
        "Anna Berg",
    ),
    ("Sara Lind won the race. The 23-year-old thanked her coach.", "The 23-year-old", "Sara Lind"),
    # sources without a name
    ("A senior official said talks had failed. The official left early.", "The official", "A senior official"),
    ("US officials said the ship sank. They added that nobody died.", "They", "US officials"),
    # bodies
    (
        "The Health Ministry closed six clinics. The ministry said the water was unsafe.",
        "The ministry",
        "Health Ministry",
    ),
    ("The Interior Ministry published a list. It said six men were wanted.", "It", "Interior Ministry"),
    ("The United Nations said it had found cracks.", "it", "United Nations"),
    ("In its statement, Boeing blamed a supplier.", "its", "Boeing"),
    ("The Supreme Court sat on Monday. The court heard two cases.", "The court", "Supreme Court"),
    ("Chad said on Monday that rebels had attacked its bases.", "its", "Chad"),
    ("According to Chad, its bases were attacked 20 times.", "its", "Chad"),
    # places
    ("Kenya votes in August. Observers have arrived in the country.", "the country", "Kenya"),
    ("Clashes went on in Mali. France said no. All foreign troops must go from the country.", "the country", "Mali"),
    ("Shops were shut in Niger. They fear that Libya will close roads across the country.", "the country", "Niger"),
    ("Protests spread across Kenya. In Nairobi, shops closed, and the capital was quiet.", "the capital", "Nairobi"),
    ("India rejected Pakistan's claim that it shot down two drones.", "it", "Pakistan"),
]


@pytest.mark.parametrize(("text", "mention", "antecedent"), LINKS)
def test_stands_for(extracted: Reader, text: str, mention: str, antecedent: str) -> None:
    links = {c.mention.text: c.antecedent.text for c in extracted(text).coreferences}
    assert links.get(mention) == antecedent


NO_LINKS = [  # text; what must not be linked
    ("The leader of the group spoke.", "the group"),
    ("It rained in Lima all day.", "It"),
    ("Olaf Berg met John Smith. The captain of the ship arrived.", "The captain"),
    ('Olaf Berg said: "She knows the answer to that question."', "She"),
    ("The ministry closed.", "The ministry"),
]


@pytest.mark.parametrize(("text", "mention"), NO_LINKS)
def test_stands_for_nothing_known(extracted: Reader, text: str, mention: str) -> None:
    assert mention not in {c.mention.text for c in extracted(text).coreferences}


def test_links_carry_kind_type_and_rule(extracted: Reader) -> None:
    text = "Foreign Minister Olaf Berg flew to Lima. The minister said he was tired."
    links = extracted(text).coreferences
    assert [(c.mention.text, c.mention.kind, c.mention.type) for c in links] == [
        ("The minister", "nominal", "Person"),
        ("he", "pronoun", "Person"),
    ]
    assert all(c.rule and 0 < c.confidence <= 1 for c in links)
    assert all(text[c.mention.begin : c.mention.end] == c.mention.text for c in links)


def test_antecedents_come_from_the_same_story(extracted: Reader) -> None:
    assert extracted("He said nothing. They left.").coreferences == ()


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("The mayor said the road was shut. Mayor Ivan Reyes, 50, wept.", "Ivan Reyes"),
        ("The road was shut on Monday, the mayor said.\n\nThe mayor, Ivan Reyes, blamed the rain.", "Ivan Reyes"),
        ("The mayor said the road was shut. Mayor Ivan Reyes met Mayor Ana Prado.", None),
        ("The mayor of Oruro said the road was shut. Mayor Ivan Reyes wept.", None),
        ("A mayor said the road was shut. Mayor Ivan Reyes wept.", None),
    ],
)
def test_an_office_whose_holder_is_named_later(extracted: Reader, text: str, person: str | None) -> None:
    claim = extracted(text).claims[0]
    meant = {c.mention.begin: c.antecedent.text for c in extracted(text).coreferences}
    assert claim.speaker is not None
    assert meant.get(claim.speaker.begin) == person
