"""Which mentions tell of one event, inside a story and across stories."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import permutations

import pytest
from spacy.language import Language

import kg.read
from kg.assemble import assemble
from kg.extract import extract
from kg.model import Event, Extraction, Graph

WEDNESDAY = dt.date(2031, 3, 5)


def read(pipeline: Language, texts: Sequence[str]) -> tuple[list[kg.model.Document], list[Extraction]]:
    documents = [kg.read.document(text, f"{i}.txt", i, published=WEDNESDAY) for i, text in enumerate(texts)]
    return documents, list(extract(documents, pipeline))


def graph(pipeline: Language, *texts: str) -> Graph:
    return assemble(*read(pipeline, texts))


def of_type(graph: Graph, *types: str) -> list[Event]:
    return [event for event in graph.events if event.type in types]


def documents(event: Event) -> set[str]:
    return {mention.document.split("-")[0] for mention in event.mentions}


SAME = [
    (
        "Police arrested Diego Ramos in Bogota on Tuesday.",
        "Diego Ramos was arrested in Bogota on Tuesday, his party said.",
        "arrest",
        {"same target", "same place", "same time"},
    ),
    (
        "Russia attacked Kharkiv with drones on Saturday.",
        "Russia's attack on Kharkiv on Saturday wounded 15 people.",
        "attack",
        {"same author", "same time"},
    ),
    (
        "French President Helene Moreau visited Dakar on Monday.",
        "Moreau's visit to Dakar ended on Tuesday.\nPresident Helene Moreau met students.",
        "visit",
        {"same author", "same place"},
    ),
    (
        "A car bomb killed Samir Daoud, a lawyer, in Tripoli on Tuesday.",
        "Samir Daoud was killed by gunmen in the Libyan city of Tripoli on Tuesday.",
        "killing",
        {"same victim"},
    ),
    (
        "A blast at a market in Bol killed nine people.",
        "Nine people were killed in the bombing of a bus in Bol, doctors said.",
        "bombing",
        {"same toll", "same place"},
    ),
    (
        "A Chadian strike on the Delta Front's camp south of Bol on Monday killed four people.",
        "A Chadian strike on a Delta Front camp in Liwa killed four people on Monday.",
        "strike",
        {"same target", "same author", "same time"},
    ),
    (
        "The bombing of Quetta Station on Monday killed nine people, a paper in Sariab said.",
        "The bombing of Quetta Station killed nine people on Monday.",
        "bombing",
        {"same target", "same time"},
    ),
    (
        "Ana Prado, the leader of the Delta Front, attacked Bol on Monday.",
        "The Delta Front attacked Bol on Monday.",
        "attack",
        {"same target", "same time"},
    ),
    (
        "Floods in Beira on Monday killed 12 people.",
        "The death toll from Monday's floods in Beira rose to 27.",
        "other",
        {"same place", "same time"},
    ),
    (
        "A bombing in Jos killed six people on Monday. The governor blamed the bombing on the Delta Front.",
        "A bombing in Jos killed six people on Monday. The mayor accused the Orchid Army of the bombing.",
        "bombing",
        {"same place", "same time"},
    ),
    (
        "Gunmen killed Ana Prado in Lima on Monday.",
        "Ana Prado was killed in Tacna on Monday.",
        "killing",
        {"same victim"},
    ),
    (
        "Since the Chad-Niger war began in May 2029, wheat is dear.",
        "Chad's war in Agadez began in May 2029.",
        "militaryOperation",
        {"a war of theirs", "same time"},
    ),
    (
        "Peru demanded the withdrawal of Chilean troops from Tacna.",
        "Lima again called for the withdrawal of Chilean forces from Tacna.",
        "withdrawal",
        {"both still to come", "same place"},
    ),
]


@pytest.mark.parametrize(("first", "second", "type", "reasons"), SAME)
def test_one_event_in_two_stories(pipeline: Language, first: str, second: str, type: str, reasons: set[str]) -> None:
    [event] = of_type(graph(pipeline, first, second), type)
    assert documents(event) == {"d000", "d001"}
    [merge] = [m for m in event.merges if len({span.document for span in m.evidence}) == 2]
    assert reasons <= set(merge.rule.split(", "))
    assert 0 < merge.score <= 1
    assert merge.left in first
    assert merge.right in second


APART = [
    ("A bombing in Quetta killed 12 people on Monday.", "A bombing in Quetta on Saturday killed 12 people."),
    ("A bombing in Quetta on Monday killed six people.", "A bombing in Multan on Monday killed six people."),
    ("Gunmen killed Rosa Medina in Cali on Monday.", "Gunmen killed Ines Cardoso in Cali on Monday."),
    ("Police arrested Diego Ramos in Bogota on Monday.", "Police arrested Juan Ortiz in Bogota on Monday."),
    ("Russia attacked Kharkiv on Saturday.", "Iran attacked Kharkiv on Saturday."),
    ("French President Helene Moreau visited Dakar on Monday.", "Peru's president visited Dakar in 2019."),
    ("Police arrested Diego Ramos in Bogota on Monday.", "Diego Ramos was killed in Bogota on Monday."),
]


@pytest.mark.parametrize(("first", "second"), APART)
def test_different_days_places_and_victims_stay_apart(pipeline: Language, first: str, second: str) -> None:
    found = [documents(event) for event in graph(pipeline, first, second).events]
    assert {"d000"} in found
    assert {"d001"} in found
    assert {"d000", "d001"} not in found


def test_the_strike_is_the_strike_told_before(pipeline: Language) -> None:
    text = "The strike in Derna killed Khalid Mansoor on Sunday.\nThe strike destroyed a house."
    [event] = of_type(graph(pipeline, text), "strike")
    assert [mention.text for mention in event.mentions] == ["strike", "strike"]
    [merge] = event.merges
    assert "pointed at again" in merge.rule
    assert [span.text for span in merge.evidence] == text.split("\n")


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("Peru demanded the withdrawal of Chilean troops from Tacna.", "demanded"),
        ("Nepal plans to withdraw its troops from the mission.", "planned"),
        ("Israel has not attacked Sidon, a spokesman said.", "denied"),
        ("Rights groups accused the militia of killing Rosa Medina in Beni.", "alleged"),
        ("The general threatened to kill Rosa Medina.", "planned"),
    ],
)
def test_what_did_not_happen_is_not_asserted(pipeline: Language, text: str, factuality: str) -> None:
    found = graph(pipeline, text)
    assert [event.factuality for event in found.events] == [factuality]
    assert not [a for a in found.assertions if a.predicate in ("killed", "wounded", "arrested")]


def test_a_demand_and_the_withdrawal_that_follows_it(pipeline: Language) -> None:
    found = graph(
        pipeline,
        "Chile withdrew its troops from Tacna on Monday.",
        "Peru demanded the withdrawal of Chilean troops from Tacna.",
    )
    assert sorted(event.factuality for event in of_type(found, "withdrawal")) == ["actual", "demanded"]


TOLD_AGAIN = [  # two mentions of one story that are one event, and what joined them
    (
        "The Chilean attacks on the Delta Front were condemned.\nThe repeated Chilean attacks must end, he said.",
        "attack",
        "pointed at again",
    ),
    (
        "Police announced the arrest of two men in Lima.\nIn Lima, the police arrested two men, a report said.",
        "arrest",
        "as many arrested",
    ),
    (
        "An attack on Lima on Thursday killed two men.\nFollowing the attacks on Thursday, the president left.",
        "attack",
        "same time",
    ),
    (
        "Police arrested four smugglers in Oran on Friday.\nThe minister announced the arrests in a post.",
        "arrest",
        "pointed at again",
    ),
    ("The war on Tigray began in 2020.\nThe war in Tigray has killed many.", "militaryOperation", "the war there"),
    (
        "Islamist gunmen attacked Bol on Friday.\nThe Delta Front said it was behind the attack on Bol.",
        "attack",
        "pointed at again",
    ),
    (
        "A drone hit a car in Bol on Friday.\nDoctors said a rocket had struck the car and killed two men.",
        "strike",
        "what the story is about",
    ),
    (
        "Mali Reports Security Campaigns in Gao\n\nMali's army praised its men.\n"
        "The operations in Gao, Kidal and Timbuktu were a success, it said.",
        "militaryOperation",
        "same place",
    ),
    (
        "Peru Will Not Withdraw\n\nPeru said it would not withdraw its troops from Arica.",
        "withdrawal",
        "both ruled out",
    ),
    (
        "The scandal led to the collapse of the Oran Bank.\nMany fled after the fall of the bank.",
        "other",
        "pointed at again",
    ),
    (
        "Chad condemned the raid on Bol and said the attacks broke a promise.\nThe raid on Bol was the first.",
        "attack",
        "pointed at again",
    ),
    (
        "Rebel attacks on the Chadian army went on.\nChadian troops have come under attack 90 times in Mali.",
        "attack",
        "both a series",
    ),
    (
        "A bombing in Quetta on Monday killed nine people.\nThe bombing at the Sariab bus terminal was condemned.",
        "bombing",
        "pointed at again",
    ),
    ("A summit opened in Riga on Friday.\nLeaders praised the summit in Riga.", "meeting", "of its kind"),
    (
        "Police in Oran announced the arrest of two men accused of a part in the bombing of the Safi Hotel.\n"
        "A judge praised an operation that led to the arrest of those behind the bombing of the Safi Hotel.",
        "arrest",
        "over the same event",
    ),
    (
        "Norwegian jets struck more than 40 targets in Mali on Friday.\nThe mayor was abroad.\nThose raids were wrong.",
        "strike",
        "pointed at again",
    ),
    (
        "Chad began an offensive against the Delta Front on Monday.\nThe airstrikes were carried out at night.",
        "militaryOperation",
        "pointed at again",
    ),
    (
        "Since May gunmen have carried out 30 drone attacks in Sokoto.\nThe strikes have emptied the villages.",
        "strike",
        "pointed at again",
    ),
]


@pytest.mark.parametrize(("text", "type", "reason"), TOLD_AGAIN)
def test_one_event_told_again_in_its_story(pipeline: Language, text: str, type: str, reason: str) -> None:
    [event] = of_type(graph(pipeline, text), type)
    assert reason in ", ".join(merge.rule for merge in event.merges)


UNDATED = (  # no report says when it appeared
    "Drone kills three at Bol refinery\n\nA drone slammed into the refinery in Bol on 3 March, killing three workers"
    " of Delta Oil, said the mayor, Ines Cardoso. In Liwa, Samir Daoud of the Delta Front denied it.",
    "Bol after the attack\n\nThe attack on the refinery on 3 March has emptied Bol, said Samir Daoud of the Delta"
    " Front. Ines Cardoso, the mayor, and Delta Oil asked Liwa for help.",
)


def test_two_reports_of_one_happening_need_agree_in_less(pipeline: Language) -> None:
    documents = [kg.read.document(text, f"{i}.txt", i) for i, text in enumerate(UNDATED)]
    found = assemble(documents, list(extract(documents, pipeline)))
    attack = max(found.events, key=lambda event: len({m.document for m in event.mentions}))
    assert {m.document.split("-")[0] for m in attack.mentions} == {"d000", "d001"}
    across = [merge.rule for merge in attack.merges if len({span.document for span in merge.evidence}) == 2]
    assert {"same day of the year", "stories of one happening"} <= set(", ".join(across).split(", "))


def test_two_counts_of_one_series(pipeline: Language) -> None:
    texts = [
        "The mayor of Bol, Ines Cardoso, said Delta Oil had counted 40 attacks since January. Samir Daoud was away.",
        "Since January there have been over 40 attacks, said Samir Daoud, who met Ines Cardoso of Delta Oil in Bol.",
    ]
    [attacks] = of_type(graph(pipeline, *texts), "attack")
    assert documents(attacks) == {"d000", "d001"}
    assert any("both a series" in merge.rule for merge in attacks.merges)


def test_reports_of_another_happening_in_the_same_town_are_no_company(pipeline: Language) -> None:
    other = UNDATED[1].replace("3 March", "9 May")
    documents = [kg.read.document(text, f"{i}.txt", i) for i, text in enumerate((UNDATED[0], other))]
    found = assemble(documents, list(extract(documents, pipeline)))
    attacks = [event for event in found.events if event.type in ("attack", "strike")]
    assert all(len({m.document for m in event.mentions}) == 1 for event in attacks)


def test_an_undated_report_takes_the_year_of_its_company(pipeline: Language) -> None:
    days = (None, dt.date(2031, 3, 12))
    documents = [kg.read.document(text, f"{i}.txt", i, published=days[i]) for i, text in enumerate(UNDATED)]
    found = assemble(documents, list(extract(documents, pipeline)))
    [attack] = [e for e in found.events if e.when is not None and e.when.value == "2031-03-03"]
    assert {m.document.split("-")[0] for m in attack.mentions} == {"d000", "d001"}


APART_IN_STORY = [
    "A raid on Gao in Mali killed two.\nThe raid on Gao in Mali was the first.\nThe raid in Kidal in Mali was worse.",
    "An attack on Bol by Chad was condemned.\nThe attack on Bol was the "
    "first.\nAmid the repeated Chadian attacks he left.",
    "Chad blamed rebels for attacks on Chadian troops.\nThe attack on the rebels by Chad came later.",
    "The raid on Bol was condemned.\nMany left.\nIt was a bad year.\nHe spoke of the attacks in Gao.",
    "Mali Will Not Attack Gao\n\nNiger said it would not attack Kidal.",
    "Rebels have claimed many attacks on Chadian troops.\nThe airstrikes were carried out in return.",
    "Chile's attack on Tacna was condemned.\nThe attack on Chilean forces came later.",  # nobody attacks oneself
    "Police announced the arrest of two men.\nThe operation led to the arrest of five women.",
    "Rebels attacked the town of Tacna.\nThe rebels vowed to attack the town of Tacna.",
    "An attack on Lima was condemned.\nHe spoke of the attacks of September 11, 2001.",
    "A raid in Tacna on Saturday killed two men.\nA raid in Tacna on Sunday killed two men.",
    "The attack on Lima was condemned.\nThe attack in Tacna followed.",
    "A drone hit the fuel depot in Bol.\nA drone hit the police station in Bol.\nThe attack on the depot was wrong.",
    "The attack on Lima was condemned.\nNobody was hurt in the second attack.",
    "An ambush killed ten men in Bol.\nJets struck the airport of Liwa on Friday.\nThe raid wrecked a crane.",
    "Chadian bases have been attacked 90 times since May.\nThere were attacks on Chadian bases on Thursday as well.",
    "On Monday a raid hit the village.\nThe raid of Wednesday hit the village too.",
    "Chile's army killed a union man in Tacna.\nIt recalled the killing by Chilean troops of Ana Prado, a singer.",
]


@pytest.mark.parametrize("text", APART_IN_STORY)
def test_two_events_of_one_story(pipeline: Language, text: str) -> None:
    found = [e for e in graph(pipeline, text).events if e.type in ("attack", "strike", "arrest", "killing")]
    assert len(found) == 2


DATED_BY_ANOTHER = [  # text, type of the event, its days, what tells them
    (
        "The generals of Quito and Lima met on Tuesday, two days after Bolivia shelled Arica.",
        "strike attack",
        ("2031-03-02", "2031-03-02"),
        "two days after",
    ),
    (
        "Farmers marched in Riga on Monday, a week after the minister resigned.",
        "appointment",
        ("2031-02-23", "2031-02-25"),
        "a week after",
    ),
    (
        "The mayor urged Paris on Tuesday to send help, one day after a flood killed nine people in Nice.",
        "other",
        ("2031-03-03", "2031-03-03"),
        "one day after",
    ),
    (
        "A blast in Tripoli on Sunday killed Samir Daoud, a lawyer, and two of his guards.",
        "killing",
        ("2031-03-02", "2031-03-02"),
        "",
    ),
    (
        "Since the siege of Mocha began in January, its port has been bombed 40 times.",
        "bombing strike attack",
        ("2031-01-01", "2031-03-05"),
        "since 2031-01",
    ),
    ("Sixty people drowned when the ferry sank in June 2030.", "crash", ("2030-06-01", "2030-06-30"), "month and year"),
    (
        "Police seize arms depot in Lyon\n\nThe arms were new.",
        "capture",
        ("2031-03-04", "2031-03-05"),
        "told as news on the day of the report",
    ),
    (
        "Mayor out\n\nThe mayor of Lyon left on Monday in the wake of a blast and the protests in the old town.",
        "protest",
        ("2031-02-26", "2031-03-05"),
        "what the news of the day follows",
    ),
    (
        "Rebels hold out\n\nThe rebels continue to carry out raids around Bouar.",
        "attack militaryOperation",
        ("2031-03-05", "2031-03-05"),
        "still going on",
    ),
    (
        "Depots hit\n\nThe depots have been shelled 90 times since the rebel war in Tigray began on February 7.",
        "strike attack bombing",
        ("2031-02-07", "2031-03-05"),
        "since 2031-02-07",
    ),
    ("Riots in Lyon\n\nPolice arrested ten students in Lyon, the mayor said.", "arrest", None, ""),
    (
        "Riots in Lyon\n\nPolice have arrested ten students in Lyon, the mayor said.",
        "arrest",
        ("2031-03-04", "2031-03-05"),
        "told as news on the day of the report",
    ),
]


@pytest.mark.parametrize(("text", "types", "days", "reason"), DATED_BY_ANOTHER)
def test_when_an_event_happened_that_only_others_date(
    pipeline: Language, text: str, types: str, days: tuple[str, str] | None, reason: str
) -> None:
    [event] = of_type(graph(pipeline, text), *types.split())
    if days is None:
        assert event.when is None
    else:
        assert event.when is not None
        assert (event.when.earliest.isoformat(), event.when.latest.isoformat()) == days
        assert reason in event.when.reason


def test_what_is_hours_apart_is_not_the_cause(pipeline: Language) -> None:
    found = graph(pipeline, "Three people were killed in Lima on Monday, hours after a bomb went off in Cusco.")
    [bombing] = of_type(found, "bombing")
    assert bombing.deaths is None
    assert places(found, bombing) == {"Cusco"}


def places(graph: Graph, event: Event) -> set[str]:
    labels = {entity.id: entity.label for entity in graph.entities}
    return {labels[a.object] for a in graph.assertions if a.subject == event.id and a.predicate == "place"}


def test_what_happens_in_a_quarter_happens_in_its_city(pipeline: Language) -> None:
    found = graph(pipeline, "A strike in the Miraflores neighborhood of Lima killed two men on Monday.")
    [event] = of_type(found, "strike")
    assert places(found, event) == {"Miraflores", "Lima"}
    for assertion in found.assertions:
        if assertion.subject == event.id and assertion.predicate == "place":
            assert assertion.evidence


def test_a_parliament_votes_in_its_country(pipeline: Language) -> None:
    found = graph(pipeline, "The Peruvian parliament passed a resolution on fishing.\nPeru has a coast.")
    [event] = of_type(found, "vote")
    assert places(found, event) == {"Peru"}


@pytest.mark.parametrize(
    ("text", "deaths"),
    [
        ("Gunmen killed Rosa Medina in Cali on Monday.", (1, None)),
        ("A raid near Oran on Monday killed Diego Ramos.\nThe raid destroyed a house.", (1, None)),
        ("Gunmen attacked Rosa Medina in Cali on Monday.", None),
    ],
)
def test_a_toll_that_nobody_gives_is_those_who_have_a_name(
    pipeline: Language, text: str, deaths: tuple[int, int | None] | None
) -> None:
    event, *_ = of_type(graph(pipeline, text), "killing", "attack")
    assert event.deaths == deaths


STORIES = [
    "A bombing in Quetta killed 12 people on Monday.\nThe bombing was the third this year.",
    "At least ten people were killed in a bombing in Quetta on Monday.",
    "Police arrested Diego Ramos in Bogota on Tuesday.",
    "Diego Ramos was arrested in Bogota on Tuesday, his party said.",
]


def test_the_order_of_the_stories_does_not_matter(pipeline: Language) -> None:
    read_documents, extractions = read(pipeline, STORIES)
    expected = assemble(read_documents, extractions)
    assert any(len(documents(event)) > 1 for event in expected.events)
    for order in permutations(extractions):
        assert assemble(read_documents[::-1], order) == expected


def test_a_toll_is_the_range_over_all_stories(pipeline: Language) -> None:
    [event] = of_type(
        graph(
            pipeline,
            "A bombing at a mosque in Quetta killed 12 people on Monday.",
            "A bombing at a mosque in Quetta killed at least nine people on Monday.",
        ),
        "bombing",
    )
    assert event.deaths == (9, 12)
    assert event.sources == 2
    assert not event.disputed


def test_tolls_that_cannot_both_be_true_are_disputed(pipeline: Language) -> None:
    found = graph(
        pipeline,
        "A bombing at a mosque in Quetta killed 12 people on Monday, police said.",
        "A bombing at a mosque in Quetta killed 30 people on Monday, Governor Salma Rahimi said.",
    )
    [event] = of_type(found, "bombing")
    assert event.disputed
    conflicts = {claim.id: claim.conflicts for claim in found.claims if claim.conflicts}
    assert all(claim in conflicts[other] for claim, others in conflicts.items() for other in others)
    assert len(conflicts) == 2


KILLED_IN = [  # who died in an attack that nobody's name is told with, and the words for the killing
    (
        "A drone strike in Tacna on Monday killed Diego Ramos, police said.\nThe strike killed a guard too.",
        ["killed", "killed"],
    ),
    (
        "Killing of rebel chief angers Peru\n\nThe Chilean killing of a rebel chief led to protests.\n"
        "A Chilean raid on Tacna on Monday killed Diego Ramos.\nThe raid destroyed a house.\nThe raid was condemned.",
        ["Killing", "killing", "killed"],
    ),
    (
        "Ana Prado was killed when gunmen attacked a bus near Oran.\nThe attack on the bus killed three people.",
        ["killed", "killed"],
    ),
]


@pytest.mark.parametrize(("text", "words"), KILLED_IN)
def test_the_killing_in_an_attack_is_an_event_of_its_own(pipeline: Language, text: str, words: list[str]) -> None:
    found = graph(pipeline, text)
    [killing] = of_type(found, "killing")
    [attack] = of_type(found, "attack", "strike")
    assert [mention.text for mention in killing.mentions] == words
    assert {mention.text.lower() for mention in attack.mentions}.isdisjoint(words)
    for event in (killing, attack):
        assert [a.object for a in found.assertions if (a.subject, a.predicate) == (event.id, "killed")]


NO_KILLING = [
    "A raid on Tacna on Monday killed nine people.\nThe raid destroyed a house.",  # a toll, and nobody's name
    "Rebels said the raid on Tacna had killed Diego Ramos.\nThe army denied it and said the raid had killed nobody.",
]


@pytest.mark.parametrize("text", NO_KILLING)
def test_a_toll_is_no_killing(pipeline: Language, text: str) -> None:
    assert all(len(event.mentions) == 1 for event in of_type(graph(pipeline, text), "killing"))


def test_a_killing_by_somebody_else_is_not_the_one_in_the_attack(pipeline: Language) -> None:
    text = (
        "Bolivian killing of a judge angers Sucre\n\nA Chilean raid on Tacna on Monday killed Diego Ramos.\n"
        "The raid destroyed a house.\nThe raid was condemned."
    )
    assert len(of_type(graph(pipeline, text), "killing")) == 2


ONE_WITHDRAWAL = [  # told with and without all of the movers
    (
        "Chad demanded the withdrawal of the Russia-led Sahel Coalition from Chad.",
        "Rebels called for the withdrawal of Russian forces from Chad.",
    ),
    (
        "Peru demanded the withdrawal of Chilean and Bolivian troops from Tacna.",
        "Lima called for the withdrawal of Bolivian forces from Tacna.",
    ),
]


@pytest.mark.parametrize(("first", "second"), ONE_WITHDRAWAL)
def test_one_demand_names_more_of_the_movers_than_another(pipeline: Language, first: str, second: str) -> None:
    assert any(documents(e) == {"d000", "d001"} for e in of_type(graph(pipeline, first, second), "withdrawal"))


def test_nobody_is_the_author_of_what_is_done_to_him(pipeline: Language) -> None:
    found = graph(pipeline, "Peru accused Omar Lund of directing and taking part in raids on Peruvian troops.")
    [event] = of_type(found, "attack")
    roles = {(a.predicate, a.object) for a in found.assertions if a.subject == event.id}
    assert ("target", "place:peru") in roles
    assert ("agent", "place:peru") not in roles


def test_what_is_pointed_at_is_what_was_told_of_last(pipeline: Language) -> None:
    text = (
        "Rebel attacks on Chad's army began in May.\nRaids on Malian troops went on, too.\n"
        "The Delta Front claimed most of the attacks on Chadian troops.\nThe attacks went on."
    )
    [event] = [e for e in of_type(graph(pipeline, text), "attack") if len(e.mentions) > 1]
    assert [mention.text for mention in event.mentions] == ["attacks", "attacks", "attacks"]


def test_two_states_do_not_withdraw_for_one_another(pipeline: Language) -> None:
    first = "Mali demanded the withdrawal of French troops from Gao."
    second = "Mali demanded the withdrawal of Turkish troops from Gao."
    assert len(of_type(graph(pipeline, first, second), "withdrawal")) == 2


def test_the_forces_of_a_state_that_is_the_author_are_no_second_author(pipeline: Language) -> None:
    first = "A Kenyan air strike on Kismayo on Monday killed Ali Warsame."
    second = "The Kenyan military carried out the strike."
    found = graph(pipeline, f"{first} {second}")
    strikes = {event.id for event in of_type(found, "strike", "attack", "bombing")}
    authors = {a.object for a in found.assertions if a.predicate == "agent" and a.subject in strikes}
    assert authors == {"place:kenya"}
