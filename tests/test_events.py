"""Events: what happened, to whom, by whom, where and when, and whether it happened at all."""

from __future__ import annotations

import pytest
from conftest import Reader

from kg.model import EventMention, Extraction

# text → trigger, type, who takes part as what, day (texts are of Wednesday, 5 March 2031)
EVENTS = [
    (
        "Ana Prado led a Peruvian delegation to Quito on Monday.",
        ("led a Peruvian delegation", "visit", {("agent", "Ana Prado"), ("place", "Quito")}, "2031-03-03"),
    ),
    (
        "Police arrested Diego Ramos, a union leader, in Bogota on Tuesday.",
        ("arrested", "arrest", {("arrested", "Diego Ramos"), ("place", "Bogota")}, "2031-03-04"),
    ),
    (
        "Russia attacked Kharkiv with drones on Saturday.",
        ("attacked", "attack", {("agent", "Russia"), ("target", "Kharkiv")}, "2031-03-01"),
    ),
    (
        "The US carried out a drone strike in Somalia on Wednesday.",
        ("drone strike", "strike", {("agent", "US"), ("place", "Somalia")}, "2031-03-05"),
    ),
    (
        "Judge Ana Prado was assassinated in Acapulco in January.",
        ("assassinated", "assassination", {("killed", "Ana Prado"), ("place", "Acapulco")}, "2031-01"),
    ),
    (
        "Lawmaker Petra Vogel was shot dead outside her home.",
        ("shot dead", "killing", {("killed", "Petra Vogel")}, ""),
    ),
    ("The killing of Bruno Castel shocked Corsica.", ("killing", "killing", {("killed", "Bruno Castel")}, "")),
    (
        "The court acquitted him of the 2019 murder of Irina Volkova.",
        ("murder", "killing", {("killed", "Irina Volkova")}, "2019"),
    ),
    (
        "Malik Osman died in a helicopter crash near Nakuru.",
        ("died", "death", {("killed", "Malik Osman"), ("place", "Nakuru")}, ""),
    ),
    (
        "The army attacked the Delta Youth Front in Rivers State.",
        ("attacked", "attack", {("target", "Delta Youth Front"), ("place", "Rivers State")}, ""),
    ),
    (
        "Hackers attacked Estonia's parliament on 12 February 2031.",
        ("attacked", "attack", {("target", "Estonia's parliament")}, "2031-02-12"),
    ),
    (
        "Drones hit an oil depot in Novorossiysk.",
        ("hit", "attack", {("place", "Novorossiysk")}, ""),
    ),
    (
        "Norway's foreign minister visited Nuuk on Thursday.",
        ("visited", "visit", {("place", "Nuuk")}, "2031-02-27"),
    ),
    (
        "Mourners gathered for the funeral of Omar Lund held in Rabat on Tuesday.",
        ("funeral", "funeral", {("target", "Omar Lund"), ("place", "Rabat")}, "2031-03-04"),
    ),
    (
        "Shops closed following the US killing on Tuesday of a miner.",
        ("killing", "killing", {("agent", "US")}, "2031-03-04"),
    ),
    ("Doha is hosting new talks on fishing.", ("talks", "talks", {("place", "Doha")}, "")),
    (
        "The head of the port authority, Lena Ortiz, resigned on Tuesday.",
        ("resigned", "appointment", {("agent", "Lena Ortiz")}, "2031-03-04"),
    ),
    (
        "Ivory Coast and Ghana agreed to end the dispute.",
        ("agreed", "agreement", {("agent", "Ivory Coast"), ("agent", "Ghana")}, ""),
    ),
    (
        "Peacekeepers withdrew from Baidoa on Friday.",
        ("withdrew", "withdrawal", {("place", "Baidoa")}, "2031-02-28"),
    ),
    (
        "The court sentenced former minister Karim Haddad to ten years in prison.",
        ("sentenced", "trial", {("target", "Karim Haddad")}, ""),
    ),
    ("Ada Obi resigned as minister on Monday.", ("resigned", "appointment", {("agent", "Ada Obi")}, "2031-03-03")),
]

# text → trigger, participants it must have as (role, name, rule), participants it must not have as (role, name)
ROLES = [
    ("In Arica, protesters marched, and police arrested ten.", "arrested", {("place", "Arica", "in")}, set()),
    ("In Quito, he spoke of the man who was killed.", "killed", set(), {("place", "Quito")}),
    (
        "Since the Chad-Niger war began, the price of wheat has doubled.",
        "war",
        {("agent", "Chad", "one of two sides"), ("agent", "Niger", "one of two sides")},
        {("place", "Niger"), ("place", "Chad")},
    ),
    ("The Peru–Chile talks failed.", "talks", {("agent", "Peru", "one of two sides")}, set()),
    ("He said they “want to expand the war” on Tigray.", "war", {("place", "Tigray", "on")}, set()),
    (
        "Mali said on Monday that rebels had raided its bases in the north.",
        "raided",
        {("target", "its", "object")},
        set(),
    ),
    (
        "Peruvian and Chilean troops attacked Arica.",
        "attacked",
        {("agent", "Peruvian", "subject"), ("agent", "Chilean", "subject")},
        set(),
    ),
    (
        "They condemned the killing of a rebel leader Turkey had wanted dead.",
        "killing",
        set(),
        {("target", "Turkey")},
    ),
    (
        "Bolivia and Peru signed the deal in Oslo.",
        "deal",
        {("agent", "Bolivia", "sign + event"), ("agent", "Peru", "sign + event")},
        set(),
    ),
    (
        "Ministers of Peru and Chile met in Oslo.",
        "met",
        {("agent", "Peru", "subject"), ("agent", "Chile", "subject")},
        set(),
    ),
    (
        "Peru has opened a new round of talks in Lima on fishing.",
        "talks",
        {("agent", "Peru", "open + event")},
        set(),
    ),
    (
        "The Delta Front had declared a truce in the valley.",
        "truce",
        {("agent", "Delta Front", "declare + event")},
        set(),
    ),
    (
        "A Delta Front delegation headed by Omar Lund arrived in Dakar by bus.",
        "arrived",
        {("agent", "Delta Front", "subject"), ("agent", "Omar Lund", "led by")},
        set(),
    ),
    (
        "The arrival of a delegation from the Delta Front upset shopkeepers.",
        "arrival",
        {("agent", "Delta Front", "subject")},
        set(),
    ),
    (
        "Foreign Minister Omar Lund stressed, during a meeting with Senator Helen Moreau, the importance of fish.",
        "meeting",
        {("agent", "Omar Lund", "speaks at it")},
        set(),
    ),
    (
        "The attack on the port was claimed by the Delta Front.",
        "attack",
        {("agent", "Delta Front", "claimed by")},
        set(),
    ),
    (
        "The Delta Front claimed responsibility for the attack in Lima.",
        "attack",
        {("agent", "Delta Front", "claimed responsibility"), ("place", "Lima", "in")},
        set(),
    ),
    (
        "A bomber blew himself up at a station in Lima, killing 26 people, in an attack claimed by the Delta Front.",
        "blew himself up",
        {("agent", "Delta Front", "claimed by"), ("place", "Lima", "in")},
        set(),
    ),
    (
        "The Delta Front is a gang that keeps staging attacks in Peru.",
        "attacks",
        {("place", "Peru", "in")},
        set(),
    ),
    (
        "Thousands of Delta Front members marched in Lima on Monday.",
        "marched",
        {("agent", "Delta Front", "subject"), ("place", "Lima", "in")},
        set(),
    ),
    (
        "Thousands marched in Lima and Tacna in demonstrations called by the Delta Front.",
        "marched",
        {("agent", "Delta Front", "subject"), ("place", "Lima", "in"), ("place", "Tacna", "in")},
        set(),
    ),
    (
        "A drone strike in Lima killed three, including Omar Lund, a leading commander.",
        "drone strike",
        {("killed", "Omar Lund", "named among them"), ("place", "Lima", "in")},
        set(),
    ),
    (
        "Three people were killed, among them Omar Lund, a senior commander.",
        "killed",
        {("killed", "Omar Lund", "named among them")},
        set(),
    ),
    (
        "Police said the strike on the camp killed four fighters, and wounded ten others.",
        "wounded",
        set(),
        {("agent", "Police")},
    ),
    (
        "He reached Dakar, where gunmen abducted three teachers.",
        "abducted",
        {("place", "Dakar", "where")},
        set(),
    ),
    (
        "Peruvian troops came under six rocket and drone attacks in Chile and Bolivia.",
        "drone attacks",
        {("target", "Peruvian", "under"), ("place", "Chile", "in"), ("place", "Bolivia", "in")},
        set(),
    ),
    ("He condemned repeated US airstrikes on the border.", "airstrikes", {("agent", "US", "modifier")}, set()),
    (
        "Lund complained that the US drone attack closed the harbour.",
        "drone attack",
        {("agent", "US", "modifier")},
        set(),
    ),
    ("It follows the targeting of army bases in Peru by rebels.", "targeting", {("place", "Peru", "in")}, set()),
    (
        "Peru's navy filmed its night operations carried out in recent days in Lima, Tacna, and Cusco.",
        "operations",
        {("place", "Lima", "in"), ("place", "Tacna", "in"), ("place", "Cusco", "in")},
        set(),
    ),
    (
        "The ministry said troops carried out an operation in the Barranco neighborhood of Lima, arresting three men.",
        "arresting",
        {("place", "Barranco", "through the event that led to it")},
        set(),
    ),
    (
        "A raid in Tacna had led to the arrest of three men.",
        "arrest",
        {("place", "Tacna", "through the event that led to it")},
        set(),
    ),
    (
        "Prime Minister Omar Lund received the ambassadors of Peru and Chile at the palace in Oslo on Monday.",
        "received",
        {("agent", "Omar Lund", "subject"), ("place", "Oslo", "in")},
        set(),
    ),
    (
        "Guards arrested six cooks identified as Delta Front members.",
        "arrested",
        {("target", "Delta Front", "object")},
        set(),
    ),
    (
        "In Kisumu, a crowd set fire to the offices of the Delta Front.",
        "set fire",
        {("target", "Delta Front", "to"), ("place", "Kisumu", "in")},
        set(),
    ),
    ("Rebels of the Delta Front seized the town of Tacna.", "seized", {("place", "Tacna", "object")}, set()),
    ("The army took control of the port of Tacna.", "took control", {("place", "port of Tacna", "of")}, set()),
    ("The city of Tacna was attacked by Delta Front fighters.", "attacked", {("place", "Tacna", "object")}, set()),
    ("Omar Lund was detained by police in Tacna.", "detained", {("place", "Tacna", "in")}, set()),
    (
        "The Prime Minister, Omar Lund, chaired a meeting in Lima.",
        "meeting",
        {("agent", "Omar Lund", "chair + event")},
        set(),
    ),
    ("The Sudanese war went on.", "war", {("place", "Sudanese", "modifier")}, {("agent", "Sudanese")}),
    ("The Chilean war in Peru went on.", "war", {("agent", "Chilean", "modifier"), ("place", "Peru", "in")}, set()),
    (
        "The governor announced the arrest of three men.",
        "arrest",
        set(),
        {("agent", "governor")},
    ),
]

FACTUALITY = [
    ("Gunmen abducted no fewer than 62 students in Gao.", "abducted", "actual"),
    ("Gunmen abducted no students in Gao.", "abducted", "denied"),
    ("The Delta Front repeated its demand for a withdrawal from Peru.", "withdrawal", "demanded"),
    ("They did not believe that a full withdrawal would happen.", "withdrawal", "hypothetical"),
    ("He dismissed claims that a withdrawal from Peru would weaken the region.", "withdrawal", "hypothetical"),
    ("The movement will stay armed until the withdrawal.", "withdrawal", "planned"),
    ("The envoy came to the city and discussed the withdrawal with the factions.", "withdrawal", "planned"),
    (
        "The Delta Front would press for new schools, cheaper bread and Chile's withdrawal from Tacna.",
        "withdrawal",
        "demanded",
    ),
    ("Omar Lund said that the soldiers had to withdraw from Tacna.", "withdraw", "demanded"),
    ("Every soldier has to withdraw from Tacna.", "withdraw", "demanded"),
    ("Thousands had to flee from Tacna on Monday.", "flee", "actual"),
    ("The opposition demanded the withdrawal of Rwandan troops from Goma.", "withdrawal", "demanded"),
    ("The protesters called for the resignation of Prime Minister Ivo Marek.", "resignation", "demanded"),
    ("Nepal plans to withdraw its troops from the mission next year.", "withdraw", "planned"),
    ("The general threatened to attack Asmara.", "attack", "planned"),
    ("Sudan will hold an election in July.", "election", "planned"),
    ("Officials hope that talks will resume in Doha next week.", "talks", "planned"),
    ("Israel has not attacked Sidon, a spokesman said.", "attacked", "denied"),
    ("The army did not kill civilians in Tete, the minister said.", "kill", "denied"),
    ("Police foiled an attempted bombing in Brussels.", "bombing", "denied"),
    ("The senate rejected a ban on pesticides.", "ban", "denied"),
    ("Rights groups accused the militia of killing civilians in Beni.", "killing", "alleged"),
    ("The alleged massacre in Moura shocked the country.", "massacre", "alleged"),
    ("He allegedly shot the guard in Medellin.", "shot", "alleged"),
    ("The general warned of a possible attack on the port of Aden.", "attack", "hypothetical"),
    ("If the rebels attacked Juba, the UN would send peacekeepers.", "attacked", "hypothetical"),
    ("It was unclear whether the militia attacked Kindu.", "attacked", "hypothetical"),
    ("After the attack on the barracks in Bamako, troops sealed off the city.", "attack", "actual"),
    ("The army said it had killed 14 rebels in Sinaloa on Wednesday.", "killed", "actual"),
    ("Police in Nairobi arrested five suspects.", "arrested", "actual"),
    ("The union demanded the implementation of the council's decision on the withdrawal.", "decision", "actual"),
    ("She asked when the vote of 2027 would be carried out.", "vote", "actual"),
    ("The senate voted for a withdrawal from Tacna in 2027.", "withdrawal", "planned"),
    ("The bishops recommend that both sides agree on a date.", "agree", "planned"),
    ("The Delta Front denied responsibility for the bombing in Oran.", "bombing", "actual"),
    ("Such a truce has been asked for by the farmers.", "truce", "hypothetical"),
]

ONE = [  # one event, however many words speak of it
    ("The strike on a market in Hodeidah killed at least 12 people and wounded dozens on Sunday.", "strike"),
    ("The airstrike that hit the hospital in Aleppo killed two nurses.", "airstrike"),
    ("A suicide bombing at a mosque in Peshawar killed 23 people on Friday.", "bombing"),
    ("Colombian rebels ambushed an army convoy in Cauca, killing eight.", "ambushed"),
    ("The explosion wounded 15 people, including Governor Salma Rahimi.", "explosion"),
    ("Mayor Lukas Berg was injured in the attack.", "attack"),
]

NONE = [
    "The ferry passed an inspection in April.",
    "The mission of the coalition is to attack the Delta Front.",
    "The minister called it no different from terrorist attacks.",
    "The troops stationed in the valley built a bridge.",
    "The regime never engaged in political dialogue.",
    "The bank struck a balance between growth and debt.",
    "The general said the hunger strike of the prisoners in Lima went on.",
    "Sales in Oslo hit a record.",
    "The minister struck a softer tone in Cadiz.",
]


def events(extraction: Extraction) -> list[EventMention]:
    """The mentions that are not of another's event."""
    return [event for event in extraction.events if event.same_as is None]


@pytest.mark.parametrize(("text", "expected"), EVENTS)
def test_events(extracted: Reader, text: str, expected: tuple[str, str, set[tuple[str, str]], str]) -> None:
    trigger, type, roles, day = expected
    [event] = [e for e in events(extracted(text)) if e.trigger.text == trigger]
    assert (event.type, event.factuality) == (type, "actual")
    assert {(p.role, p.filler.text) for p in event.participants} == roles
    assert (event.when.value if event.when else "") == day


@pytest.mark.parametrize(("text", "trigger", "having", "lacking"), ROLES)
def test_roles(
    extracted: Reader, text: str, trigger: str, having: set[tuple[str, str, str]], lacking: set[tuple[str, str]]
) -> None:
    [event] = [e for e in extracted(text).events if e.trigger.text == trigger]
    assert having <= {(p.role, p.filler.text, p.rule) for p in event.participants}
    assert not lacking & {(p.role, p.filler.text) for p in event.participants}


@pytest.mark.parametrize(
    ("text", "measure", "bounds"),
    [
        ("Forty-six people died when the bridge in Tacna came down.", "deaths", (46, 46)),
        (
            "The number of people killed by the blast, which hit a market in Lima on Friday, has risen to 64.",
            "deaths",
            (64, 64),
        ),
        ("The strike on the camp killed four fighters, and wounded ten others.", "injuries", (10, 10)),
    ],
)
def test_tolls(extracted: Reader, text: str, measure: str, bounds: tuple[int | None, int | None]) -> None:
    found = {(q.measure, q.min, q.max) for event in events(extracted(text)) for q in event.quantities}
    assert (measure, *bounds) in found


def test_a_toll_is_of_the_attack_on_the_town_that_the_sentence_names(extracted: Reader) -> None:
    text = (
        "A drone strike in Lima killed six people on Friday, hours after an attack on a barracks in Tacna. "
        "A house in Lima was destroyed, and at least 38 people were wounded."
    )
    tolls = {(e.trigger.text, q.min) for e in events(extracted(text)) for q in e.quantities if q.measure == "injuries"}
    assert tolls == {("drone strike", 38)}


def test_who_only_says_so_is_a_less_certain_author(extracted: Reader) -> None:
    [event] = events(extracted("The attack on the port was claimed by the Delta Front."))
    [author] = [p for p in event.participants if p.role == "agent"]
    assert author.confidence < 0.7


def test_nationwide_protests_are_protests(extracted: Reader) -> None:
    [event] = events(extracted("At least 11 people were killed in nationwide protests."))
    assert event.type == "protest"
    assert [(q.measure, q.min, q.max) for q in event.quantities] == [("deaths", 11, None)]


@pytest.mark.parametrize(("text", "trigger", "factuality"), FACTUALITY)
def test_factuality(extracted: Reader, text: str, trigger: str, factuality: str) -> None:
    assert [e.factuality for e in extracted(text).events if e.trigger.text == trigger] == [factuality]


@pytest.mark.parametrize(("text", "trigger"), ONE)
def test_one_event_told_by_several_words(extracted: Reader, text: str, trigger: str) -> None:
    found = extracted(text).events
    assert len(found) > 1
    assert [event.trigger.text for event in events(extracted(text))] == [trigger]
    assert {event.same_as.text for event in found if event.same_as} == {trigger}


@pytest.mark.parametrize("text", NONE)
def test_figures_of_speech_are_no_events(extracted: Reader, text: str) -> None:
    assert [e.trigger.text for e in extracted(text).events if e.type in ("strike", "attack")] == []


def test_a_killing_with_a_named_victim_stays_an_event_of_its_own(extracted: Reader) -> None:
    found = extracted("The raid on the farm near Enugu killed Solomon Briggs.").events
    assert [event.trigger.text for event in found if event.same_as is None] == ["raid", "killed"]
    assert all(("killed", "Solomon Briggs") in {(p.role, p.filler.text) for p in event.participants} for event in found)


@pytest.mark.parametrize(
    ("text", "weapon"),
    [
        ("A car bomb killed four soldiers near Kandahar on Monday.", "bomb"),
        ("Rebels fired three rockets at the airport in Bangui.", "rocket"),
        ("Russia attacked Kharkiv with drones on Saturday.", "drone"),
        ("The US carried out a drone strike in Somalia on Wednesday.", "drone"),
    ],
)
def test_weapons(extracted: Reader, text: str, weapon: str) -> None:
    assert weapon in {event.weapon for event in extracted(text).events}


@pytest.mark.parametrize("text", [text for text, *_ in (*EVENTS, *ROLES, *FACTUALITY, *ONE)])
def test_every_span_is_of_the_text(extracted: Reader, text: str) -> None:
    for event in extracted(text).events:
        evidence = [quantity.evidence for quantity in event.quantities]
        evidence += [event.when.evidence] if event.when and event.when.evidence else []
        for span in (event.trigger, *(p.filler for p in event.participants), *evidence):
            assert text[span.begin : span.end] == span.text


AUTHORS = [  # text, trigger, who did it
    ("The Interior Ministry said two smugglers were arrested in Oran.", "arrested", {"Interior Ministry"}),
    (
        "The Interior Ministry said a dealer was detained by security and customs forces in Lima.",
        "detained",
        {"Interior Ministry"},
    ),
    ("According to the Defence Ministry, troops seized ten boats near Brest.", "seized", {"Defence Ministry"}),
    (
        "According to the Customs Police, its officers in Lima, together with the Coast Guard, arrested two sailors.",
        "arrested",
        {"its"},
    ),
    (
        "The Interior Ministry said it had broken up a ring. Security forces detained nine men in Oran.",
        "detained",
        {"Interior Ministry"},
    ),
    ("The Interior Ministry said that gunmen had seized ten boats near Brest.", "seized", set()),
    ("The charity Sea Watch said two fishermen were arrested in Oran.", "arrested", set()),
    ("The Delta Front attacked Warri on Monday. It killed ten people.", "killed", {"It"}),
    (
        "The March Movement, a rebel group, denied the report. The rebels attacked Goma on Monday.",
        "attacked",
        {"The rebels"},
    ),
    (
        "The Andean Coalition Force was sent to Quito in 1996. Half of the forces were withdrawn two years later.",
        "withdrawn",
        {"the forces"},
    ),
    ("Chad accused the Delta Front of an attack on the town of Bol.", "attack", {"Delta Front"}),
    ("Chad accused the Delta Front of shelling a hospital in Bol.", "shelling", {"Delta Front"}),
    ("The governor blamed the Noor Brigade for the killing of two teachers.", "killing", {"Noor Brigade"}),
    ("The bombing was blamed on the Noor Brigade.", "bombing", {"Noor Brigade"}),
    ("Chad did not blame the Noor Brigade for the bombing.", "bombing", set()),
    ("Both brokers were arrested by FBI agents in Lima.", "arrested", {"FBI"}),
    ("Two men were detained by officers of the Federal Police in Lima.", "detained", {"Federal Police"}),
    ("Chad and Niger signed a pact. The two sides met again on Friday.", "met", {"Chad", "Niger"}),
    (
        "President Ana Solis and Premier Luis Prado spoke. The two leaders met in Quito.",
        "met",
        {"Ana Solis", "Luis Prado"},
    ),
    ("The two sides met on Friday.", "met", set()),
    ("Egypt hosted the Delta Front for talks in Cairo.", "talks", {"Egypt", "Delta Front"}),
    ("A missile fired by Iran hit a farm near Tacna.", "hit", {"Iran"}),
    (
        "Employees and members of the Delta Party carry banners as they march in Warri on Monday.",
        "march",
        {"Delta Party"},
    ),
]


@pytest.mark.parametrize(("text", "trigger", "agents"), AUTHORS)
def test_who_did_it_where_no_name_is_the_subject(extracted: Reader, text: str, trigger: str, agents: set[str]) -> None:
    [event] = [e for e in extracted(text).events if e.trigger.text == trigger]
    assert {p.filler.text for p in event.participants if p.role == "agent"} == agents


VICTIMS = [  # text, trigger, who was killed
    ("A bomb went off in Bol, killing nine. Among the dead is Ana Prado, a nurse.", "went off", {"Ana Prado"}),
    (
        "A bomb went off in Bol. The dead include Ana Prado, a nurse, and Luis Gil.",
        "went off",
        {"Ana Prado", "Luis Gil"},
    ),
    ("A bomb went off in Bol. Ana Prado was among those killed, Luis Gil said.", "went off", {"Ana Prado"}),
    ("A bomb went off in Bol. Ana Prado was among the first to arrive.", "went off", set()),
    ("The murder by Chadian soldiers of Ana Prado shocked Bol.", "murder", {"Ana Prado"}),
    ("His brother Ismail Noor was shot dead on Monday.", "shot dead", {"Ismail Noor"}),
]


@pytest.mark.parametrize(("text", "trigger", "killed"), VICTIMS)
def test_who_is_named_among_the_dead(extracted: Reader, text: str, trigger: str, killed: set[str]) -> None:
    [event] = [e for e in extracted(text).events if e.trigger.text == trigger]
    assert {p.filler.text for p in event.participants if p.role == "killed"} == killed


SENSES = [  # verbs of many senses: text, type of the event, "" where it is none
    ("The rebels freed 40 detainees on Monday.", "other"),
    ("The company released a new phone.", ""),
    ("The army released two prisoners.", "other"),
    ("Rebels took Goma at dawn.", "capture"),
    ("The minister took Chad by surprise.", ""),
    ("Columns of tanks entered Bol on Sunday.", "capture"),
    ("The bill entered Congress on Sunday.", ""),
    ("Protesters blocked the main road to Bol.", "protest"),
    ("The court blocked the sale.", ""),
    ("The assembly extended the curfew by a week.", "decision"),
    ("The council extended its thanks.", ""),
    ("The president declared a state of emergency.", "decision"),
    ("He declared that it was over.", ""),
    ("France sent 600 soldiers to Bol.", "deployment"),
    ("She sent a letter to Bol.", ""),
    ("Police beat students in Bol.", "attack"),
    ("Shops were looted in Bol.", "attack"),
    ("A missile slammed into the mill in Bol.", "attack"),
    ("A bus slammed into a wall in Bol.", "crash"),
    ("A ferry sank off Bol.", "crash"),
    ("Hearts sank in Bol.", ""),
    ("Huge waves slammed into the coast near Bol.", ""),
    ("Two men were held over the fraud in Bol.", ""),
    ("Two men were held on suspicion of fraud in Bol.", "arrest"),
    ("The fair was held in Bol over the weekend.", ""),
    ("The senate backs a resolution on wheat.", "vote"),
    ("Troops backed by tanks stood in Bol.", ""),
    ("Nine miners lost their lives in Bol.", "death"),
    ("The fire gutted the mill in Bol.", "other"),
    ("He opened fire on a crowd in Bol.", "shooting"),
    ("The fire chief of Bol spoke to reporters.", ""),
    ("The three were seized at dawn.", "arrest"),
    ("French aircraft struck more than 40 targets in Mali.", "strike"),
    ("The bank struck its target for the year.", ""),
]


@pytest.mark.parametrize(("text", "type"), SENSES)
def test_the_sense_of_a_verb_shows_in_its_object(extracted: Reader, text: str, type: str) -> None:
    assert [event.type for event in extracted(text).events] == ([type] if type else [])


def test_a_town_that_is_taken_or_left_is_where_it_happens(extracted: Reader) -> None:
    for text in ("Rebels took Goma at dawn.", "Thousands of people fled Goma on Monday."):
        [event] = extracted(text).events
        assert [(p.role, p.filler.text) for p in event.participants] == [("place", "Goma")]


def test_what_a_strike_did_is_told_of_the_strike(extracted: Reader) -> None:
    text = (
        "Parties called for a session of parliament after an American drone strike killed Ana Prado in Lima on Monday."
    )
    strike, killing = extracted(text).events
    assert killing.factuality == "actual"
    assert {("killed", "Ana Prado"), ("place", "Lima")} <= {(p.role, p.filler.text) for p in strike.participants}
    assert [(distance.low, distance.high) for distance in killing.distances] == [(0, 0)]


NOBODY = [  # text, trigger, factuality
    ("Nobody has ever been convicted of the murder.", "convicted", "denied"),
    ("No officer was arrested.", "arrested", "denied"),
    ("The raid killed no one.", "killed", "denied"),
    ("None of the men was arrested.", "arrested", "denied"),
    ("Unions have called a strike for Friday.", "strike", "planned"),
    ("Parliament set the vote for May.", "vote", "planned"),
    ("Unions called off the protest.", "protest", "denied"),
]


@pytest.mark.parametrize(("text", "trigger", "factuality"), NOBODY)
def test_what_nobody_did_and_what_is_yet_to_come(extracted: Reader, text: str, trigger: str, factuality: str) -> None:
    [found] = [event.factuality for event in extracted(text).events if event.trigger.text == trigger]
    assert found == factuality


def test_nobody_is_a_toll_of_none(extracted: Reader) -> None:
    [number] = [q for event in extracted("No one was killed in the raid on Bol.").events for q in event.quantities]
    assert (number.measure, number.min, number.max) == ("deaths", 0, 0)


def test_a_weekday_of_what_is_planned_lies_ahead(extracted: Reader) -> None:
    [event] = extracted("Unions have called a strike for Friday.").events
    assert event.when is not None
    assert event.when.value == "2031-03-07"


SCENES = [  # text, trigger, places
    ("A bomb exploded at the Noor mosque in Bol.", "exploded", {"Noor mosque", "Bol"}),
    ("In Bol, the governor said gunmen had killed two men.", "killed", {"Bol"}),
    ("In Bol the governor was re-elected. Gunmen killed two men.", "killed", set()),
    ("In a hotel in Doha, the two sides signed a truce.", "truce", {"Doha"}),
    ("In the town of Bol, residents said troops had shelled the market.", "shelled", {"Bol"}),
    ("Troops shelled Bol's market on Friday.", "shelled", {"Bol"}),
    ("Soldiers clashed with rebels in Masisi territory, North Kivu.", "clashed", {"Masisi"}),
    ("The summit, held in Riga last week, ended.", "summit", {"Riga"}),
]


@pytest.mark.parametrize(("text", "trigger", "places"), SCENES)
def test_where_it_happened(extracted: Reader, text: str, trigger: str, places: set[str]) -> None:
    [event] = [e for e in extracted(text).events if e.trigger.text == trigger]
    assert {p.filler.text for p in event.participants if p.role == "place"} == places


ENTRIES = [  # an entry of a timeline, and the days of its events
    ("- 24 January: Rebels attacked Bol. The army shelled Mao.", ["2031-01-24", "2031-01-24"]),
    ("Feb 3 — Police arrested ten men in Bol. A bomb exploded in Mao on Tuesday.", ["2031-02-03", "2031-03-04"]),
    ("- Jan 28: The army withdrew from Bol.", ["2031-01-28"]),
    ("On 24 January: a day to remember. It rained. It snowed. Rebels attacked Bol.", [""]),
    ("24 January was quiet. It rained. It snowed. Rebels attacked Bol.", [""]),
]


@pytest.mark.parametrize(("text", "days"), ENTRIES)
def test_the_day_of_an_entry_is_that_of_its_events(extracted: Reader, text: str, days: list[str]) -> None:
    assert [event.when.value if event.when else "" for event in extracted(text).events] == days


DATED = [  # on Wednesday, 5 March 2031; a trigger and the day that the words give it
    ("Monday, two bombs killed nine people in Pemba.", "killed", "2031-03-03"),
    ("In late June, a Danish nurse and her driver were abducted near Bosaso.", "abducted", "2030-06-21"),
    ("On Sunday, troops backed by helicopters chased the gang and killed five of its men.", "killed", "2031-03-02"),
    ("A truck ploughed into a market in Davao on Monday, killing six people.", "ploughed into", "2031-03-03"),
    ("Raiders surrounded the farm Friday and shot the owner.", "shot", "2031-02-28"),
    ("A court on Tuesday convicted the governor and sentenced him to nine years.", "sentenced", "2031-03-04"),
    ("The plebiscite was held in January 2029 and settled nothing.", "plebiscite", "2029-01-01"),
    ("Crews searched for survivors of the blast that tore through a bakery late Monday.", "blast", "2031-03-03"),
    ("The minister praised the plan Tuesday during a visit to Bergen.", "visit", "2031-03-04"),
    ("The envoy told reporters Tuesday the election will be held in May.", "election", "2031-05-01"),
    ("The envoy described Monday's election as fair.", "election", "2031-03-03"),
    ("The judge said on Monday there were too few proofs about the bombing.", "bombing", ""),
    ("The letter mailed Thursday spoke of the riots.", "riots", ""),
    ("The pact, signed in the port of Riga in June 2029, binds nine states.", "pact", "2029-06-01"),
    ("In February, the Cedar League had declared a truce in its raids on Songo.", "truce", "2031-02-01"),
    ("A barge hit a pier in Elmham, a suburb of Cork, on Friday, drowning two men.", "drowning", "2031-02-28"),
    ("Anger has grown since the January 9 massacre.", "massacre", "2031-01-09"),
    ("On Friday, crowds filled Harbour Street. Ten students were arrested.", "arrested", "2031-02-28"),
    (
        "On Friday, crowds filled Harbour Street. The rain stopped. Ten students were arrested.",
        "arrested",
        "2031-02-28",
    ),
    ("On Friday, crowds filled Harbour Street. Ten students had been arrested.", "arrested", ""),
    ("On Friday, crowds filled Harbour Street. Since May, police raided homes. They arrested ten.", "arrested", ""),
    ("The mayor said on Monday that crowds were calm. Ten students were arrested.", "arrested", ""),
    ("On Friday and on Sunday, crowds filled Harbour Street. Ten students were arrested.", "arrested", ""),
    ("Police charged a third man over last month's failed bombings.", "charged", ""),
]


@pytest.mark.parametrize(("text", "trigger", "day"), DATED)
def test_which_event_a_time_belongs_to(extracted: Reader, text: str, trigger: str, day: str) -> None:
    event = next(event for event in extracted(text).events if event.trigger.text == trigger)
    assert (event.when.earliest.isoformat() if event.when else "") == day


TOLD_ON = [  # the day on which an event is told as news
    ("Officials said Sunday that a gunman had killed the mayor of Taiz.", "2031-03-02"),
    ("Police on Monday said they arrested nine men in Split.", "2031-03-03"),
    ("Police said they arrested nine men in Split.", None),
    ("Officials said Sunday that a gunman killed the mayor of Taiz in 2028.", None),
    ("Talks went on.\n\nPolice in Split have arrested nine men.", "2031-03-05"),
    ("One.\n\nTwo.\n\nThree.\n\nOfficials said Sunday that a gunman had killed the mayor of Taiz.", None),
]


@pytest.mark.parametrize(("text", "day"), TOLD_ON)
def test_who_tells_of_an_event_on_a_day_tells_news(extracted: Reader, text: str, day: str | None) -> None:
    event = extracted(text).events[-1]
    assert (event.told.day.isoformat() if event.told and not event.when else None) == day


def test_dead_of_another_day_are_not_of_the_event_told_before(extracted: Reader) -> None:
    text = "Gunmen attacked a market in Pemba on January 9. On February 2, ten people were killed."
    attack, killed = extracted(text).events
    assert killed.same_as is None
    assert killed.when is not None
    assert killed.when.value == "2031-02-02"
    assert not attack.quantities


MANY_SENSES = [  # verbs that tell of an event only in some company, and the types of what is told
    ("A Danish engineer, Ivan Reyes, was released.", ["other"]),
    ("Ivan Reyes was ill for a year. He was set free in June.", ["other"]),
    ("Togo has blocked the Volta pass, the sole road to Ghana.", ["protest"]),
    ("The firm halted a canal project.", ["decision"]),
    ("The council suspended talks with the miners on Friday.", ["decision", "talks"]),
    ("The league called off the offensive.", ["decision", "militaryOperation"]),
    ("A mortar struck a market in Tamale.", ["strike"]),
    ("Some 60 deserters surrendered at a quarry.", ["other"]),
    ("Soldiers in Oruro shot dead four miners.", ["killing"]),
    ("Nine nuns were hurt.", ["attack"]),
    ("Two bakers broke out of a jail in Mendoza.", ["movement"]),
    ("Thousands took to the streets of Lima on Monday.", ["protest"]),
    ("They took to drinking.", []),
    ("Some 60 people were confirmed dead in Sitka.", ["death"]),
    ("A jeep was blown apart by a mine.", ["bombing"]),
    ("The dam ruptured on Thursday.", ["other"]),
    ("Ivan Reyes replaced Ana Prado as finance minister.", ["appointment"]),
    ("The policy hurt exports.", []),
    ("They released a new album.", []),
    ("The firm surrendered its lead.", []),
    ("The firm struck a market in Asia with its phones.", []),
]


@pytest.mark.parametrize(("text", "types"), MANY_SENSES)
def test_verbs_of_many_senses(extracted: Reader, text: str, types: list[str]) -> None:
    found = [event.type for event in extracted(text).events]
    assert [type for type in found if type != "capture"] == types


JUDGED = [
    ("Nuns demanded the release of bakers detained in Tamale in May.", "detained", "actual"),
    ("A claim by the League that miners had looted the bakery was false.", "looted", "denied"),
    ("Reports that miners had shelled a bakery could not be confirmed.", "shelled", "alleged"),
    ("The report that the army had shelled a bakery was published on Monday.", "shelled", "actual"),
    ("The plebiscite on May 9 will go ahead.", "plebiscite", "planned"),
    ("The war will continue.", "war", "actual"),
    ("Norway is considering sending 90 soldiers to Mali.", "sending", "planned"),
    ("The tour was put off.", "tour", "denied"),
    ("Togo pressed on with its offensive in the north.", "offensive", "actual"),
    ("Togo pressed for an offensive in the north.", "offensive", "demanded"),
]


@pytest.mark.parametrize(("text", "trigger", "factuality"), JUDGED)
def test_what_the_sentence_makes_of_it(extracted: Reader, text: str, trigger: str, factuality: str) -> None:
    event = next(event for event in extracted(text).events if event.trigger.text == trigger)
    assert event.factuality == factuality


TIES = [  # a trigger, and what the words say it is over or has gone on since
    ("Police arrested two men over the bombing of a mill in Oran.", "arrested", {"bombing"}, set()),
    ("She announced the arrest of three men with links to the bombing.", "arrest", {"bombing"}, set()),
    ("Two men were arrested on suspicion of taking part in last month's raid.", "arrested", {"raid"}, set()),
    ("Two men were arrested hours after the raid.", "arrested", set(), set()),
    ("The senate passed a resolution for the withdrawal of its troops.", "resolution", {"withdrawal"}, set()),
    ("The two sides held talks in Doha on a ceasefire in Darfur.", "talks", {"ceasefire"}, set()),
    ("The general flew to Lima to discuss the withdrawal.", "flew", {"discuss", "withdrawal"}, set()),
    ("The senate voted in Lima after the raid.", "voted", set(), set()),
    ("Since the war in Darfur began in April, bases have come under attack 40 times.", "attack", set(), {"war"}),
    ("The bases were attacked 40 times since the war began.", "attacked", set(), {"war"}),
    ("Rebels had been launching attacks on Chad in the wake of the coup.", "attacks", set(), {"coup"}),
]


@pytest.mark.parametrize(("text", "trigger", "over", "since"), TIES)
def test_what_an_event_is_over(extracted: Reader, text: str, trigger: str, over: set[str], since: set[str]) -> None:
    event = next(event for event in extracted(text).events if event.trigger.text == trigger)
    assert {other.text for other in event.over} == over
    assert {other.text for other in event.since} == since


@pytest.mark.parametrize(
    ("text", "trigger", "premises"),
    [
        ("Drones hit the main fuel depot in Bol.", "hit", {"depot"}),
        ("Drones struck the depot east of the bridge.", "struck", {"depot"}),
        ("A car blew up outside a police station in Bol.", "blew up", {"police-station"}),
        ("The warehouse bombing was condemned.", "bombing", {"depot"}),
        ("The attack on the Safi power station was condemned.", "attack", {"power-station"}),
        ("Rebels attacked the army in the hills.", "attacked", set()),
    ],
)
def test_the_kind_of_place_that_is_hit(extracted: Reader, text: str, trigger: str, premises: set[str]) -> None:
    event = next(event for event in extracted(text).events if event.trigger.text == trigger)
    assert set(event.premises) == premises


@pytest.mark.parametrize(
    ("text", "trigger", "recurring"),
    [
        ("A drone hit the mill on 3 March.", "hit", "--03-03"),
        ("A drone hit the mill in March.", "hit", "--03"),
        ("A drone hit the mill on Monday.", "hit", "Monday"),
        ("A drone hit the mill last Monday.", "hit", ""),
        ("A drone hit the mill on 3 March 2031.", "hit", ""),
    ],
)
def test_a_day_whose_year_is_unknown(extracted: Reader, text: str, trigger: str, recurring: str) -> None:
    event = next(event for event in extracted(text, None).events if event.trigger.text == trigger)
    assert (event.recurring.value if event.recurring else "") == recurring
    assert event.recurring is None or event.recurring.evidence.text in text


WHO_AND_WHERE = [  # a trigger, a role and who has it
    ("The arrest was announced by the mayor, Ana Prado.", "arrest", "agent", set()),
    ("Nineteen died in floods that swept through Beira.", "floods", "place", {"Beira"}),
    ("Ivan Reyes's older cousin, Ana Prado, was arrested.", "arrested", "arrested", {"Ana Prado"}),
    ("The bishop sacked the head of the choir, Ana Prado.", "sacked", "target", {"Ana Prado"}),
    ("The Orchid Front claimed the raid on its website.", "raid", "agent", {"Orchid Front"}),
    ("The mayor blamed the raid on the Orchid Front.", "raid", "target", set()),
    ("Nine died in a raid by the Orchid Front on the Bolivian town of Oruro.", "raid", "place", {"Oruro"}),
    ("Ivan Reyes was stabbed while leaving a shop in Tamale.", "stabbed", "place", {"Tamale"}),
    ("Crowds gathered at a church in Tamale for a protest.", "protest", "place", {"Tamale"}),
    ("The fall of Oruro shook the army.", "fall", "place", {"Oruro"}),
    ("The fall of Oruro shook the army.", "fall", "target", set()),
    ("Ivan Reyes was seized by police at a hotel in Lima.", "seized", "arrested", {"Ivan Reyes"}),
    ("Ivan Reyes was seized by police at a hotel in Lima.", "seized", "place", {"Lima"}),
]


@pytest.mark.parametrize(("text", "trigger", "role", "names"), WHO_AND_WHERE)
def test_who_has_a_role(extracted: Reader, text: str, trigger: str, role: str, names: set[str]) -> None:
    event = next(event for event in extracted(text).events if event.trigger.text == trigger)
    assert {p.filler.text for p in event.participants if p.role == role} == names


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("Ivan Reyes was seized by police in Lima.", "arrest"),
        ("Gunmen seized Ivan Reyes in Lima.", "abduction"),
        ("Rebels seized the town of Oruro.", "capture"),
        ("Troops entered the city of Sofala.", "capture"),
    ],
)
def test_what_it_is_to_be_seized(extracted: Reader, text: str, type: str) -> None:
    [event] = extracted(text).events
    assert event.type == type
