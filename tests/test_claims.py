"""Who is reported to have said what: read from sentences of many subjects with the pipeline that ships."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import acts, quotes, saying
from kg.extract.acts import by_content
from kg.model import ClaimMention, Extraction, Paragraph
from tests.conftest import Reader


def speaker(extraction: Extraction, claim: ClaimMention) -> str:
    """What the speaker's chain of antecedents ends in."""
    antecedents = {(c.mention.begin, c.mention.end): c.antecedent for c in extraction.coreferences}
    mention = claim.speaker
    while mention is not None and (mention.begin, mention.end) in antecedents:
        mention = antecedents[mention.begin, mention.end]
    return mention.text if mention is not None else claim.source


def said(extraction: Extraction) -> list[tuple[str, str, str]]:
    """Who said what, and as what, in reading order."""
    return [(speaker(extraction, c), c.content.text, c.speech_act) for c in extraction.claims]


ONE = [  # text; speaker, content, speech act
    # clauses
    ("Maria Lopez said that the dam was safe.", "Maria Lopez", "the dam was safe", "states"),
    ("Maria Lopez said the dam was safe.", "Maria Lopez", "the dam was safe", "states"),
    (
        "Officials say at least 12 people were killed in the blast.",
        "Officials",
        "at least 12 people were killed in the blast",
        "states",
    ),
    (
        "President Ferdinand Ocampo said on Facebook the army stood ready.",
        "Ferdinand Ocampo",
        "the army stood ready",
        "states",
    ),
    (
        "Two witnesses, who asked not to be named, said soldiers burned the market.",
        "Two witnesses",
        "soldiers burned the market",
        "states",
    ),
    (
        "The mayor told reporters that the bridge would reopen in May.",
        "The mayor",
        "the bridge would reopen in May",
        "predicts",
    ),
    ("Critics say the law is too broad.", "Critics", "the law is too broad", "states"),
    # in front of the reporting clause
    (
        "A landslide killed six people, police said, and 12 people were missing.",
        "police",
        "A landslide killed six people",
        "states",
    ),
    ("The ferry sank, doctors said, bringing the toll to 40.", "doctors", "The ferry sank", "states"),
    ("The quarry was closed, the union said, but 40 men were trapped.", "the union", "The quarry was closed", "states"),
    ("On Monday, the union said, workers left the quarry.", "the union", "workers left the quarry", "states"),
    (
        "At least 38 people died when the ferry capsized, the coast guard said.",
        "the coast guard",
        "At least 38 people died when the ferry capsized",
        "states",
    ),
    (
        "The delay, Maria Lopez said, has cost the city two million dollars.",
        "Maria Lopez",
        "The delay, Maria Lopez said, has cost the city two million dollars",
        "states",
    ),
    # quotations
    (
        '"The water rose quickly," said Maria Lopez, a nurse from Quito.',
        "Maria Lopez",
        '"The water rose quickly,"',
        "states",
    ),
    ('"We found no evidence," the chair, Judge Peter Dube, said.', "Peter Dube", '"We found no evidence,"', "states"),
    (
        "‘We can’t go on like this,’ said Helen Marsh, who runs a bakery in Leeds.",
        "Helen Marsh",
        "‘We can’t go on like this,’",
        "states",
    ),
    ('Prime Minister Jan Novak said: "We have three choices."', "Jan Novak", '"We have three choices."', "states"),
    (
        '"It is a goal I dreamt of," midfielder Sara Lind told the BBC.',
        "Sara Lind",
        '"It is a goal I dreamt of,"',
        "states",
    ),
    (
        '"This is a dark day," Maria Lopez said on Sunday, "but we will rise again."',
        "Maria Lopez",
        '"This is a dark day," Maria Lopez said on Sunday, "but we will rise again."',
        "vows",
    ),
    # noun phrases and infinitives
    ("Kenya condemned the attack on the embassy.", "Kenya", "the attack on the embassy", "condemns"),
    ("Brazil called for an immediate ceasefire in Sudan.", "Brazil", "an immediate ceasefire in Sudan", "demands"),
    ("Maria Lopez demanded a 7% pay rise.", "Maria Lopez", "a 7% pay rise", "demands"),
    ("The union threatened to strike from Monday.", "The union", "to strike from Monday", "threatens"),
    ("Maria Lopez vowed revenge.", "Maria Lopez", "vowed revenge", "threatens"),
    (
        "The rebels claimed responsibility for the bombing in a statement posted online.",
        "The rebels",
        "the bombing",
        "claimsResponsibility",
    ),
    ("Maria Lopez denied any wrongdoing.", "Maria Lopez", "any wrongdoing", "denies"),
    ("Officials reported 312 new cases.", "Officials", "312 new cases", "states"),
    ("Officials put the death toll at 40.", "Officials", "the death toll at 40", "states"),
    # what something is called, and whom one addresses
    (
        'Maria Lopez described the move as "painful but unavoidable".',
        "Maria Lopez",
        'the move as "painful but unavoidable"',
        "states",
    ),
    ("Prosecutors accused the mayor of taking bribes.", "Prosecutors", "the mayor of taking bribes", "accuses"),
    ("Maria Lopez thanked the nurses for their courage.", "Maria Lopez", "the nurses for their courage", "praises"),
    (
        "Maria Lopez urged the attorney general to investigate.",
        "Maria Lopez",
        "the attorney general to investigate",
        "demands",
    ),
    (
        "Maria Lopez called on the bank to publish its forecasts.",
        "Maria Lopez",
        "the bank to publish its forecasts",
        "demands",
    ),
    # other cues
    ("According to police, the driver fled on foot.", "police", "the driver fled on foot", "states"),
    ("The driver fled on foot, according to police.", "police", "The driver fled on foot", "states"),
    (
        "In Nairobi, police reportedly fired tear gas at protesters.",
        "unattributed",
        "fired tear gas at protesters",
        "states",
    ),
    ("The army is investigating claims that the general took bribes.", "claims", "the general took bribes", "states"),
    (
        "Peru rejected the claim that its navy had crossed the border.",
        "Peru",
        "its navy had crossed the border",
        "denies",
    ),
    (
        "A spokeswoman for the ministry declined to comment.",
        "A spokeswoman for the ministry",
        "declined to comment",
        "denies",
    ),
    ("Maria Lopez warned of a long winter.", "Maria Lopez", "a long winter", "warns"),
    (
        "The miners did not comment on the fire.",
        "The miners",
        "did not comment on the fire",
        "denies",
    ),
    # figures, wishes and calls by verbs that are no verbs of saying alone
    (
        "Hospitals in Sylhet recorded 14 deaths overnight.",
        "Hospitals in Sylhet",
        "14 deaths overnight",
        "states",
    ),
    (
        "The Health Ministry counts 12 dead and 40 injured since Tuesday.",
        "Health Ministry",
        "12 dead and 40 injured since Tuesday",
        "states",
    ),
    ("Rescuers spoke of 44 injured, six of them children.", "Rescuers", "44 injured, six of them children", "states"),
    ("The Interior Ministry gave a figure of 23 dead.", "Interior Ministry", "23 dead", "states"),
    ('The mayor spoke of "a night of horror".', "The mayor", '"a night of horror"', "states"),
    (
        "Farmers in Punjab want the state to pay them for the flooded fields.",
        "Farmers in Punjab",
        "the state to pay them for the flooded fields",
        "demands",
    ),
    (
        "Relatives of the miners want the bodies returned before winter.",
        "Relatives of the miners",
        "the bodies returned before winter",
        "demands",
    ),
    (
        "The railway union has called a two-day strike over pay.",
        "The railway union",
        "a two-day strike over pay",
        "demands",
    ),
    (
        "The Red Cross pleaded with both sides to let ambulances pass.",
        "Red Cross",
        "both sides to let ambulances pass",
        "demands",
    ),
    (
        "Colonel Idris Baba threatened to march on Kano unless the governor resigned.",
        "Idris Baba",
        "to march on Kano unless the governor resigned",
        "threatens",
    ),
    (
        "Ethiopia has offered to mediate between the two camps.",
        "Ethiopia",
        "to mediate between the two camps",
        "vows",
    ),
    ("Peru refused to recognise the new cabinet.", "Peru", "refused to recognise the new cabinet", "denies"),
    ("The minister ruled out talks with the rebels.", "The minister", "talks with the rebels", "denies"),
    ("Both sides blamed each other for the delay.", "Both sides", "each other for the delay", "accuses"),
    (
        "A militant group called Ansar al-Nur claimed the attack.",
        "Ansar al-Nur",
        "the attack",
        "claimsResponsibility",
    ),
    (
        "The assault was claimed by the Lightning Brigade.",
        "Lightning Brigade",
        "The assault",
        "claimsResponsibility",
    ),
    (
        "The death of the general was confirmed by the Defence Ministry.",
        "Defence Ministry",
        "The death of the general",
        "confirms",
    ),
]


@pytest.mark.parametrize(("text", "who", "what", "act"), ONE)
def test_one_claim(extracted: Reader, text: str, who: str, what: str, act: str) -> None:
    assert said(extracted(text)) == [(who, what, act)]


TITLES = [
    ("Lavrenko: Navy Will Not Sell the Harbour", [("Lavrenko", "Navy Will Not Sell the Harbour")]),
    ("Kenya vows to answer attack on embassy", [("Kenya", "to answer attack on embassy")]),
    ("Explainer: What is the new tax law?", []),
    ("Thousands flee as floods hit Manila", []),
]


@pytest.mark.parametrize(("title", "expected"), TITLES)
def test_titles(extracted: Reader, title: str, expected: list[tuple[str, str]]) -> None:
    text = f"{title}\n\nGeneral Ivan Lavrenko spoke in Minsk on Monday. Lavrenko is sixty.\n"
    assert [(who, what) for who, what, _ in said(extracted(text))] == expected


NONE = [
    "The president called an emergency meeting on Monday.",
    "The court ordered a retrial.",
    "The flood claimed 14 lives.",
    "The minister welcomed the delegation at the airport.",
    "Villagers hailed a taxi.",
    "The team maintained its lead.",
    "Hundreds marched to condemn the arrest.",
    "A man accused of stealing 40 cars was sentenced to six years.",
    "No group has claimed responsibility for the bombing.",
    "Maria Lopez could say more next week.",
    "If Maria Lopez says that the dam is safe, people will return.",
    "The film, called Winter Light, opened in Oslo.",
    "Investors want to see a clear plan.",
    "They want more pay and shorter hours.",
    "The team recorded three wins in May.",
    "The airline counts Oslo among its hubs.",
    "The army counts 40,000 tanks.",
    "The coach talked of nothing else.",
    "The boxer claimed the title in March.",
    "The plane was claimed by its owner.",
    "The storm threatened to flood the harbour.",
    "The price promised to rise again.",
    "The man refused to leave the bus.",
    "The clause was ruled out in 2019.",
    "The committee called a meeting for Monday.",
]


@pytest.mark.parametrize("text", NONE)
def test_no_claim(extracted: Reader, text: str) -> None:
    assert said(extracted(text)) == []


SEVERAL = [
    (
        "Twelve miners were hurt, the union said; the health ministry said no one was hurt.",
        [("the union", "Twelve miners were hurt"), ("the health ministry", "no one was hurt")],
    ),
    (
        "Kenya will not leave the union, Foreign Minister Anna Berg told reporters in Paris, and it stays in touch.",
        [("Anna Berg", "Kenya will not leave the union")],
    ),
    (
        "The Farmers Union called on Monday for foreign troops to leave at once.",
        [("Farmers Union", "foreign troops to leave at once")],
    ),
    (
        "The strike killed John Smith, the army said, adding that nobody else was hurt.",
        [("the army", "The strike killed John Smith"), ("the army", "nobody else was hurt")],
    ),
    (
        'The council said it was "working closely with traders" but warned that it could not cut rates.',
        [("The council", 'it was "working closely with traders"'), ("The council", "it could not cut rates")],
    ),
    (
        '"No civilians were harmed," said Maria Lopez, describing it as a limited operation.'
        ' "The road is open. The bridge is open."',
        [
            ("Maria Lopez", '"No civilians were harmed,"'),
            ("Maria Lopez", "describing it as a limited operation"),
            ("Maria Lopez", '"The road is open. The bridge is open."'),
        ],
    ),
    (
        'Maria Lopez said: "We have three choices.\n"We can borrow, we can cut, or we can tax.\n'
        '"My government will publish its plan soon."',
        [
            ("Maria Lopez", '"We have three choices.'),
            ("Maria Lopez", '"We can borrow, we can cut, or we can tax.'),
            ("Maria Lopez", '"My government will publish its plan soon."'),
        ],
    ),
    (
        "Critics say the law is too broad; supporters argue it will save lives.",
        [("Critics", "the law is too broad"), ("supporters", "it will save lives")],
    ),
    (
        "President Abdou Diallo issued a statement on Thursday condemning the raid and calling it a crime.",
        [("Abdou Diallo", "the raid"), ("Abdou Diallo", "calling it a crime")],
    ),
    (
        "Kenya condemned the strike, saying the army had committed a crime, a military spokesman said in a statement.",
        [("a military spokesman", "the army had committed a crime")],
    ),
    (
        "The ombudsman said the arrests were illegal and urged the courts to free the students.",
        [("The ombudsman", "the arrests were illegal"), ("The ombudsman", "the courts to free the students")],
    ),
    (
        "Opposition leader Joana Pires said the count was flawed and demanded a new vote.",
        [("Joana Pires", "the count was flawed"), ("Joana Pires", "a new vote")],
    ),
    (
        "Kenya's treasury said taxes would rise and ruled out new loans.",
        [("Kenya's treasury", "taxes would rise"), ("Kenya's treasury", "new loans")],
    ),
    (
        "The bishops' conference praised the truce and called on both sides to open the roads.",
        [("The bishops' conference", "the truce"), ("The bishops' conference", "both sides to open the roads")],
    ),
    (
        "Nurses accused the clinic of hiding deaths and called for its director to resign.",
        [("Nurses", "the clinic of hiding deaths"), ("Nurses", "its director to resign")],
    ),
    (
        "The trade minister, Otto Lang, told parliament that exports fell 4 percent.",
        [("Otto Lang", "exports fell 4 percent")],
    ),
    (
        "The mayor said the dam would hold and left the room.",
        [("The mayor", "the dam would hold and left the room")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_claims_of_a_sentence(extracted: Reader, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(who, what) for who, what, _ in said(extracted(text))] == expected


SPEAKERS = [  # the speaker of the last claim
    ("The Farmers Union lost. It vowed to keep fighting until the vote.", "Farmers Union"),
    (
        "The Popular Relief Force, a union of farmers which answers to nobody, said two had died.",
        "Popular Relief Force",
    ),
    ("Finance Minister Olaf Berg resigned. He said the party had lost its way.", "Olaf Berg"),
    ('Olaf Berg met voters in Bergen. "We can win," he told them. He added that the polls were wrong.', "Olaf Berg"),
    ("The Interior Ministry published a list. The ministry said six men were wanted.", "Interior Ministry"),
    ("A senior official said talks had collapsed. The official added that nobody would return.", "A senior official"),
    ("US officials spoke to reporters. One of the officials said the raid had failed.", "US officials"),
    ("Leader of the Green Movement Anna Berg said the vote was fair.", "Anna Berg"),
    ("Secretary of State Anna Berg said the talks went well.", "Anna Berg"),
    ("Anna Berg, a senior security official, said the talks went well.", "Anna Berg"),
    ("Analysts polled by Reuters said growth would slow.", "Analysts"),
    ('"The door will open wider," Anna Berg was quoted as saying.', "Anna Berg"),
    ("Boeing shares fell. According to Anna Berg, a lawyer from Lima, the case could take years.", "Anna Berg"),
    ("The coast guard's commander, Rear Admiral Jose Abad, warned that the toll could rise.", "Jose Abad"),
    ("A spokesman for President Hugo Salinas said the palace was calm.", "A spokesman for President Hugo Salinas"),
    ("Police and hospital sources said three people died.", "Police and hospital sources"),
    ("Asked whether he would run again, Olaf Berg said he was undecided.", "Olaf Berg"),
]


@pytest.mark.parametrize(("text", "who"), SPEAKERS)
def test_speaker(extracted: Reader, text: str, who: str) -> None:
    extraction = extracted(text)
    assert speaker(extraction, extraction.claims[-1]) == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "A slide hit the town of Kasindi. Its mayor, Alphonse Mumbere, wept.\n\nThe mayor asked for tents.",
            ["Alphonse Mumbere"],
        ),
        ("Kampala's mayor, Erias Lubega, met drivers. The mayor said a park would close.", ["Erias Lubega"]),
        (
            "The spokeswoman for the World Food Programme, Lena Fischer, met us. The spokeswoman said stocks were low.",
            ["Lena Fischer"],
        ),
        ("Jonas Petraitis, the victim's uncle, told the court that the man had been drunk.", ["Jonas Petraitis"]),
        (
            "Judge Nora Blum said the trial was over. Elena Rossi, a widow, lost two sons. She said doors were locked.",
            ["Nora Blum", "Elena Rossi"],
        ),
        ("The Civil Defence gave a figure of 23 dead, but hospitals spoke of 31.", ["Civil Defence", "hospitals"]),
        (
            "Floods hit Oruro\n\n10:40 Health Ministry: the number of wounded has risen to 31.\n\n"
            '11:05 Governor Sami Nassar: "All roads to the port are closed."',
            ["Health Ministry", "Sami Nassar"],
        ),
        (
            "Retreat in the east\n\nThe Salvation Front issued the following communique:\n\n"
            '"Our fighters left the city to spare its people."\n\n"We ask the African Union to send observers."',
            ["Salvation Front", "Salvation Front"],
        ),
        ("Menu\n\nDinner at eight: soup, fish and rice were served.", []),
        ("Lima\n\nThe Interior Ministry: a history in pictures.", []),
    ],
)
def test_speakers_of_a_story(extracted: Reader, text: str, who: list[str]) -> None:
    assert [name for name, _, _ in said(extracted(text))] == who


def test_a_source_between_commas_leaves_the_sentence_whole(extracted: Reader) -> None:
    text = "The bridge, according to the Roads Authority, had not been inspected since 2011."
    assert [(who, what) for who, what, _ in said(extracted(text))] == [("Roads Authority", text.removesuffix("."))]


def test_unnamed_speakers_are_anonymous_sources(extracted: Reader) -> None:
    extraction = extracted("Two witnesses said the shop was open.")
    [claim] = extraction.claims
    assert claim.speaker is not None
    assert (claim.speaker.text, claim.speaker.type, claim.speaker.kind) == (
        "Two witnesses",
        "AnonymousSource",
        "nominal",
    )
    assert claim.speaker in extraction.mentions


def test_who_is_told_and_when(extracted: Reader) -> None:
    [claim] = extracted("Survivors told Reuters on Monday that the vessel was overloaded.").claims
    assert claim.addressee is not None
    assert claim.addressee.text == "Reuters"
    assert claim.said_on is not None
    assert claim.said_on.value == "2031-03-03"


@pytest.mark.parametrize(
    ("text", "stance", "towards"),
    [
        ("Norway condemned the raid on the convoy.", "opposes", "raid"),
        ("The African Union welcomed the ceasefire.", "supports", "ceasefire"),
        ("Kenya accused Somalia of breaking the truce.", "opposes", "Somalia"),
        ("The bishop thanked the Red Cross for the tents.", "supports", "Red Cross"),
        ("Ghana called for an inquiry into the shooting.", "supports", "inquiry"),
        ("Ghana called for an end to the strikes.", "opposes", "strikes"),
        ("Ghana called the raid an act of war.", "opposes", "raid"),
        ("The attack was condemned by Qatar.", "opposes", "attack"),
        ("Turkey expressed support for the talks.", "supports", "talks"),
        ("Chad called on the African Union to send troops.", "", ""),
        ("The minister said the raid was over.", "", ""),
        ("The party blamed the fire on careless guards.", "", ""),
        ("Ghana called the bridge the longest in Africa.", "", ""),
    ],
)
def test_where_a_speaker_stands(extracted: Reader, text: str, stance: str, towards: str) -> None:
    (claim,) = extracted(text).claims
    assert (claim.stance, claim.stance_towards.text if claim.stance_towards else "") == (stance, towards)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Chad called on the African Union to send troops.", "African Union"),
        ("The governor appealed to the Red Cross to send doctors.", "Red Cross"),
        ("The Red Cross urged Mali to open the road.", "Mali"),
        ("The judge asked Oscar Pinto why he had fled.", "Oscar Pinto"),
        ("Ghana called for an inquiry in Togo.", ""),
        ("The minister said the raid on Mali was over.", ""),
    ],
)
def test_who_is_told(extracted: Reader, text: str, told: str) -> None:
    (claim,) = extracted(text).claims
    assert (claim.addressee.text if claim.addressee else "") == told


def test_a_claim_is_about_those_it_only_describes(extracted: Reader) -> None:
    x = extracted("The Unity Movement left Kidal on Monday. The governor said the movement had lost many men.")
    antecedents = {c.mention: c.antecedent.text for c in x.coreferences}
    assert [antecedents.get(m) for m in x.claims[0].about] == ["Unity Movement"]


def test_what_a_claim_is_about(extracted: Reader) -> None:
    [claim] = extracted("Officials said at least 12 people were killed in an attack in Lima.").claims
    assert "Lima" in {mention.text for mention in claim.about}
    assert [(q.measure, q.min, q.max) for q in claim.quantities if q.measure == "deaths"] == [("deaths", 12, None)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('"We won," said Olaf Berg.', "direct"),
        ('Olaf Berg said the offer was "an insult" to workers.', "mixed"),
        ("Olaf Berg said the offer was low.", "indirect"),
    ],
)
def test_quotation(extracted: Reader, text: str, kind: str) -> None:
    assert [claim.quotation for claim in extracted(text).claims] == [kind]


def test_content_is_cut_out_of_the_text(extracted: Reader) -> None:
    text = "\n".join(text for text, *_ in ONE)
    for claim in extracted(text).claims:
        assert text[claim.content.begin : claim.content.end] == claim.content.text
        assert 0 <= claim.confidence <= 1
        sentence = claim.content.sentence
        assert sentence.begin <= claim.content.begin < sentence.end


# ----------------------------------------------------------------------------------------- quotation marks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We won," she said.', ['"We won,"']),
        ("He said “no” and “never again”.", ["“no”", "“never again”"]),
        ("‘It’s the players’ fault,’ he said.", ["‘It’s the players’ fault,’"]),
        ("'It's the players' fault,' he said.", ["'It's the players' fault,'"]),
        ("Fans of rock 'n' roll in the '90s said it's over.", []),
        ("The players' coach said it's over.", []),
        ('A 6" pipe burst.', []),
    ],
)
def test_quotes(text: str, expected: list[str]) -> None:
    found = quotes.find(text, (Paragraph(0, len(text), "body"),))
    assert [text[q.begin : q.end] for q in found] == expected


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    text = '"One.\n"Two."'
    first, second = quotes.find(text, (Paragraph(0, 5, "body"), Paragraph(6, 12, "body")))
    assert (first.open, first.continued) == (True, False)
    assert (second.open, second.continued) == (False, True)


def test_a_quotation_goes_on_without_a_new_mark() -> None:
    text = '"One.\nTwo." Three.'
    [quote] = quotes.find(text, (Paragraph(0, 5, "body"), Paragraph(6, 18, "body")))
    assert text[quote.begin : quote.end] == '"One.\nTwo."'


@given(st.lists(st.text(alphabet="ab \"“”‘’'.,", min_size=1, max_size=30), min_size=1, max_size=4))
def test_quotations_lie_in_order_inside_their_paragraphs(lines: list[str]) -> None:
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:i]) for i in range(len(lines))]
    paragraphs = [Paragraph(start, start + len(line), "body") for start, line in zip(starts, lines, strict=True)]
    found = quotes.find(text, paragraphs)
    assert all(0 <= quote.begin < quote.end <= len(text) for quote in found)
    assert all(a.end <= b.begin for a, b in itertools.pairwise(found))
    marks = quotes.Marks(text, found)
    for quote in found:
        assert marks.kind(quote.begin, quote.end) == "direct"
        assert marks.balanced(quote.begin, quote.end) == (quote.begin, quote.end)


# --------------------------------------------------------------------------------------------- speech acts


@pytest.mark.parametrize(
    ("content", "act"),
    [
        ("the army must leave", "demands"),
        ("it was a cowardly crime", "condemns"),
        ("we hold the company responsible for the spill", "accuses"),
        ("the killing will not go unpunished", "threatens"),
        ("we will rebuild the school", "vows"),
        ("prices will fall in May", "predicts"),
        ("no date has been set", "denies"),
        ("the shop opens at nine", "states"),
    ],
)
def test_speech_act_by_content(content: str, act: str) -> None:
    assert acts.by_content("states", content) == act


def test_a_verb_of_saying_has_one_act() -> None:
    seen: dict[str, str] = {}
    for act in (
        "states",
        "confirms",
        "denies",
        "demands",
        "condemns",
        "accuses",
        "warns",
        "vows",
        "threatens",
        "praises",
        "predicts",
        "asks",
    ):
        for verb in saying.frame(act):
            assert verb not in seen, f"{verb}: {seen.get(verb)} and {act}"
            seen[verb] = act


@pytest.mark.parametrize(
    ("content", "act"),
    [
        ("the mayor had opened the bridge", "states"),
        ("“I could see the smoke,”", "states"),
        ("it could rain on Monday", "predicts"),
        ("“The government has to resign.”", "demands"),
        ("parliament had to vote again", "demands"),
        ("we have to go", "states"),
        ("“Release the miners now,”", "demands"),
        ("“We want the truth,”", "demands"),
        ("“They will face a court,”", "threatens"),
        ("the rebels would pay dearly", "threatens"),
        ("attacks will continue until the road is open", "threatens"),
        ("the convoy had violated the country's sovereignty", "condemns"),
        ("the union had broken the agreement with the port", "condemns"),
        ("“This was an attack on humanity,”", "condemns"),
        ("it had had no part in the raid", "denies"),
        ("it had nothing to do with the leak", "denies"),
        ("the video was completely false", "denies"),
        ("there had been no talks with the envoy", "denies"),
        ("“There will be no deal with smugglers,”", "denies"),
        ("the player had never failed a test", "denies"),
        ("he would not resign", "denies"),
        ("“We did not fire on the boat,”", "denies"),
        ("“We did not sleep all night,”", "states"),
        ("“I could no longer look at the river,”", "states"),
        ("“We will not accept this result,”", "vows"),
        ("nobody was hurt", "states"),
        ("“There is no fuel in the city,”", "states"),
        ("it could not confirm the cause", "states"),
        ("“I appeal to all young people to stay at home,”", "demands"),
        ("“We need food and medicine now,”", "demands"),
        ("it was time for both sides to talk", "demands"),
        ("an independent inquiry was needed", "demands"),
        ("the law was an insult to workers", "condemns"),
        ("he was outraged by the verdict", "condemns"),
        ("the government condemned the attack", "condemns"),
        ("the army welcomed the truce", "praises"),
        ("it rejected the offer", "denies"),
        ("she would appeal", "vows"),
        ("14 deaths had been recorded since May", "states"),
    ],
)
def test_speech_acts_by_what_is_said(content: str, act: str) -> None:
    assert by_content("states", content) == act


@pytest.mark.parametrize(
    ("content", "act"),
    [
        ("the vote “a theft in broad daylight”", "condemns"),
        ("the raid as a wound to the whole town", "condemns"),
        ("the election stolen", "condemns"),
        ("the talks “a good start”", "states"),
        ("the bridge the longest in Africa", "states"),
    ],
)
def test_speech_acts_by_what_a_thing_is_called(content: str, act: str) -> None:
    assert by_content("states", content, label=True) == act
