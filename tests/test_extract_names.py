"""Names in a story: where they begin and end, what they are, and which of them the story itself gives away."""

from __future__ import annotations

import pytest
from conftest import Reader

from kg.model import Extraction

PERSON, BODY, PLACE, FACILITY = "Person", "Organization", "Place", "Facility"

TITLES = [
    ("President Lina Kovalenko met nobody in Riga.", {"Lina Kovalenko": PERSON, "Riga": PLACE}),
    ("Retired Brigadier General Tendai Mupfumi said the army was ready.", {"Tendai Mupfumi": PERSON}),
    ("Dr. Aroha Ngata, a biologist in Dunedin, warned of it.", {"Aroha Ngata": PERSON, "Dunedin": PLACE}),
    ("Mr. Tanaka and Ms. Okafor met in Osaka.", {"Tanaka": PERSON, "Okafor": PERSON, "Osaka": PLACE}),
    ("Prime Minister Kwame Asante-Boateng's office said so.", {"Kwame Asante-Boateng": PERSON}),
    ("French President Hélène Moreau met envoys in Dakar.", {"Hélène Moreau": PERSON, "Dakar": PLACE}),
]
QUOTES = [
    ("She announced it on X. Zongo urged calm.", {"X": BODY, "Zongo": PERSON}),
    ("Captain Moussa Kindo took over. Kindo's government disputes it.", {"Moussa Kindo": PERSON, "Kindo": PERSON}),
    ("The Socialist Front of Chile won a seat.", {"Socialist Front of Chile": BODY}),
    ("Ashby's chief quit. Ashby Resources fell.", {"Ashby": BODY, "Ashby Resources": BODY}),
    ("Amara Diallo leads the union.", {"Amara Diallo": PERSON}),
    ('"Brazil will not sign," Foreign Minister Joana Teixeira said.', {"Brazil": PLACE, "Joana Teixeira": PERSON}),
    ("The “Lion Heart” cell planned the attack, police in Lyon said.", {"Lion Heart": BODY, "Lyon": PLACE}),
    ('A group called "Morning Star" claimed the bombing in Quetta.', {"Morning Star": BODY, "Quetta": PLACE}),
    ('The "Free Harvest" movement called for strikes in Rosario.', {"Free Harvest": BODY, "Rosario": PLACE}),
]
BODIES = [
    (
        "The West African Examinations Council (WAEC) cancelled the papers.",
        {"West African Examinations Council": BODY, "WAEC": BODY},
    ),
    ("The Kenyan interior ministry banned the march in Kisumu.", {"Kenyan interior ministry": BODY, "Kisumu": PLACE}),
    ("Peru's navy rescued the crew near Callao.", {"Peru's navy": BODY, "Callao": PLACE}),
    ("The Polish military said two soldiers had drowned.", {"Polish military": BODY}),
    ("Protesters blocked the Polish military base on Friday.", {}),
    ("Boko Haram militants attacked the village of Gwoza.", {"Boko Haram": BODY, "Gwoza": PLACE}),
    ("The International Criminal Court issued a warrant.", {"International Criminal Court": BODY}),
    ("Students of the University of Nairobi went home.", {"University of Nairobi": BODY}),
    ("The National Bank of Kazakhstan raised rates.", {"National Bank of Kazakhstan": BODY}),
]
PLACES = [
    ("Flights at Kotoka International Airport resumed on Tuesday.", {"Kotoka International Airport": FACILITY}),
    (
        "Thousands waited at the Torkham crossing between Pakistan and Afghanistan.",
        {"Torkham crossing": FACILITY, "Pakistan": PLACE, "Afghanistan": PLACE},
    ),
    ("The Port of Mombasa was closed by a storm.", {"Port of Mombasa": FACILITY}),
    ("Fighters attacked the Andara district of northern Mozambique.", {"Andara": PLACE, "Mozambique": PLACE}),
    ("Residents fled to the eastern town of Bunia.", {"Bunia": PLACE}),
    ("Residents of the Kibera neighborhood waited.", {"Kibera": PLACE}),
    ("Lake Chad shrank again.", {"Lake Chad": PLACE}),
]
PAPERS = [
    ("NAIROBI, Kenya — Police fired tear gas at students on Monday.", {"NAIROBI": PLACE, "Kenya": PLACE}),
    ("LIMA, Peru - Police in Cusco arrested a former mayor.", {"LIMA": PLACE, "Peru": PLACE, "Cusco": PLACE}),
    (
        "Ferry Disaster: Seoul Minister Resigns\n\n"
        "Transport Minister Park Ji-hoon resigned on Monday after the sinking of a ferry near Jeju.\n",
        {"Seoul": PLACE, "Park Ji-hoon": PERSON, "Jeju": PLACE},
    ),
]
NOUNS_ALONE = [
    (
        "The Gulf Islands Bloc burned two ships. The navy chased the Bloc, and a Bloc commander died. "
        "That was the 12th of the Bloc's raids.",
        ["Gulf Islands Bloc", "Bloc", "Bloc", "Bloc"],
    ),
    (
        "Rangers left. The Black Hill Brigade burned a mill, and later the Brigade burned a bridge.",
        ["Black Hill Brigade", "Brigade"],
    ),
    (
        "The Movement for the Liberation of Ogun took a boat. On Monday the Movement freed its crew.",
        ["Movement for the Liberation of Ogun", "Movement"],
    ),
    ("The Bank of Lower Saxony lost money. The Bank denied it.", ["Bank of Lower Saxony", "Bank"]),
    (
        "The Volta Basin Authority warned of floods. The Authority's director left.",
        ["Volta Basin Authority", "Authority"],
    ),
    (
        "The Great Lakes Observatory counted 41 raids. The Observatory is small.",
        ["Great Lakes Observatory", "Observatory"],
    ),
    ("The Western Sahel Alliance split. No Alliance fighter was hurt.", ["Western Sahel Alliance", "Alliance"]),
    (
        "The Sertao Landless Movement took farms. Leaders of the Movement in Recife wept.",
        ["Sertao Landless Movement", "Movement", "Recife"],
    ),
    ("The Islamic Front in Algeria was banned.", ["Islamic Front in Algeria"]),
    ("The Union of Cane Cutters marched in Cali. Union leaders fled.", ["Union of Cane Cutters", "Cali", "Union"]),
    (
        "The Interior Ministry and the Health Ministry disagreed. The Ministry said so.",
        ["Interior Ministry", "Health Ministry"],
    ),
    (
        "The Teachers Union and the Miners Union called strikes. The Union said it would last.",
        ["Teachers Union", "Miners Union", "Union"],
    ),
    ("Fighters of the Delta People's Front gave up. At the front, nothing moved.", ["Delta People's Front"]),
    ("The Andean Parliament met in Quito. Members of parliament were tired.", ["Andean Parliament", "Quito"]),
    ("Officers of the Riau Police met. The Police were late.", ["Riau Police"]),
    (
        "The Kachin Defence Committee met. On Friday the Committee Chairman, Zau Lat, left.",
        ["Kachin Defence Committee", "Zau Lat"],
    ),
    ("Prices in the West Bank rose. The Nile Bank lent money. The Bank denied it.", ["West Bank", "Nile Bank"]),
]
TOWNS = [
    ("After the recapture of Jebel Aulia by the army, traders returned.", {"Jebel Aulia": PLACE}),
    (
        "In the state of Mato Grosso, fires burned 400 farms. Police in Mato Grosso arrested two men.",
        {"Mato Grosso": PLACE},
    ),
    (
        "Gunmen killed a judge in Alta Verapaz. Courts in Alta Verapaz and Izabal were shut.",
        {"Alta Verapaz": PLACE, "Izabal": PLACE},
    ),
    ("He told reporters in Grand Bassam that he would run. In Grand Bassam people cheered.", {"Grand Bassam": PLACE}),
    ("The battle of Kawm Hassan lasted two days. The army lost Kawm Hassan.", {"Kawm Hassan": PLACE}),
    ("Dr. Joan Achieng, mayor, Port Victoria.", {"Joan Achieng": PERSON, "Port Victoria": PLACE}),
    ("Contact: Lena Berg, regional director, West Africa.", {"Lena Berg": PERSON, "West Africa": PLACE}),
    ("Prices in the West Bank rose.", {"West Bank": PLACE}),
    ("The West Bank and Jordan were calm.", {"West Bank": PLACE, "Jordan": PLACE}),
    ("Shan State is poor.", {"Shan State": PLACE}),
    ("The mayor told the Bronx that help was coming.", {"Bronx": PLACE}),
    ("Ogaden rebels took a town in Ogaden.", {"Ogaden": PLACE}),
    ("The leader of the Roman Catholic Church in Peru died.", {"Roman Catholic Church": BODY, "Peru": PLACE}),
    ("Mourners met at St Mary's Church in Leeds.", {"St Mary's Church": FACILITY, "Leeds": PLACE}),
    ("Students of the American University in Dubai marched.", {"American University in Dubai": BODY}),
    (
        "Southwest Kenya burned. Northeast Peru is calm. Northern Ireland voted. South Sudan waits.",
        {"Kenya": PLACE, "Peru": PLACE, "Northern Ireland": PLACE, "South Sudan": PLACE},
    ),
    ("Trust in Boeing fell. Engineers from Boeing flew to Jakarta.", {"Boeing": BODY, "Jakarta": PLACE}),
    ("Investors lost trust in Enron and Italy.", {"Enron": BODY, "Italy": PLACE}),
    ("Officials in Brussels and NATO were silent.", {"Brussels": PLACE, "NATO": BODY}),
    ("She said in Nature and Denmark agreed.", {"Nature": BODY, "Denmark": PLACE}),
]
FOUNDED = [
    (
        "Open Harbour Kenya is deeply concerned by the killings in Garissa.",
        {"Open Harbour Kenya": BODY, "Garissa": PLACE},
    ),
    ("South Sudan is deeply concerned by the fighting in Heglig.", {"South Sudan": PLACE, "Heglig": PLACE}),
    ("His sister Amal told the Blue Hills Courier at the funeral.", {"Amal": PERSON, "Blue Hills Courier": BODY}),
    ("She told the Netherlands that it must pay.", {"Netherlands": PLACE}),
    ("He told the West Bank paper nothing.", {"West Bank": PLACE}),
    ("Shares of the airline Vantara fell. Pilots at Vantara are on strike.", {"Vantara": BODY}),
    (
        "The rebel group Kinshasa says is backed by Rwanda took the airport.",
        {"Kinshasa": PLACE, "Rwanda": PLACE},
    ),
    ("The armed group Israel bombed last week denied it.", {"Israel": PLACE}),
    ("He bought shares in Ashby and in Norwood.", {"Ashby": BODY, "Norwood": PLACE}),
    ("The carmaker Tavria fired 300 workers in Lviv.", {"Tavria": BODY, "Lviv": PLACE}),
    ("The water agency, Sunass, fined two firms in Arequipa.", {"Sunass": BODY, "Arequipa": PLACE}),
    ("The airline, Nairobi, and the port will be sold.", {"Nairobi": PLACE}),
    (
        "Observatorio Altiplano – monthly bulletin\n\nBetween March and June there were 12 strikes in Puno.",
        {"Observatorio Altiplano": BODY, "Puno": PLACE},
    ),
    ("A story on Semanario.com named the judge.", {"Semanario.com": BODY}),
    ("He went home.in the end nobody came.", {}),
]
PARTS = [
    ('Said baker Doris Prado: "They came at night."', {"Doris Prado": PERSON}),
    ("She met von der Heyden in Kiel.", {"von der Heyden": PERSON, "Kiel": PLACE}),
    ("The lawyer bin Salem won.", {"bin Salem": PERSON}),
    ("Prices rose in the West Bank and Gaza Strip on Sunday.", {"West Bank": PLACE, "Gaza Strip": PLACE}),
    (
        "The World Bank and International Monetary Fund sent envoys to Lusaka.",
        {"World Bank": BODY, "International Monetary Fund": BODY, "Lusaka": PLACE},
    ),
    ("Bosnia and Herzegovina won in Accra.", {"Bosnia and Herzegovina": PLACE, "Accra": PLACE}),
    (
        "The Food and Agriculture Organization opened an office in Accra.",
        {"Food and Agriculture Organization": BODY, "Accra": PLACE},
    ),
    ('Gerald "Jerry" Pruitt drove the bus. Pruitt was unhurt.', {'Gerald "Jerry" Pruitt': PERSON, "Pruitt": PERSON}),
    (
        "Police held three engineers of the mining company Mineração Pedra Dourada in Belém.",
        {"Mineração Pedra Dourada": BODY, "Belém": PLACE},
    ),
    (
        "A fire in the state of Mato Grosso do Sul spread, the Mato Grosso do Sul fire department said.",
        {"Mato Grosso do Sul": PLACE},
    ),
    ("AIDS activists in Durban marched.", {"Durban": PLACE}),
    ("5/ Context. The campaign began in July.", {}),
]
STORIES = [
    (
        "- 24 Jan: Rebels entered the town of Sake.\n- 27 Jan: Fighting reached Goma.",
        {"Sake": PLACE, "Goma": PLACE},
    ),
    (
        "The Reform Party lost. The Reform camp blamed the rain.",
        {"Reform Party": BODY, "Reform": BODY},
    ),
    (
        "The governor of Ica, Hugo Paredes, met residents of Tarma.",
        {"Ica": PLACE, "Hugo Paredes": PERSON, "Tarma": PLACE},
    ),
    (
        "The Harmony party won the vote in Quito.\nHarmony promised to cut taxes.",
        {"Harmony": BODY, "Quito": PLACE},
    ),
    (
        'Vice President Ernesto Quiroga spoke.\n"We are ready," Quiroga said.',
        {"Ernesto Quiroga": PERSON, "Quiroga": PERSON},
    ),
    (
        "Jamal al-Bashiri's brother fled.\nal-Bashiri stayed in Mosul.",
        {"Jamal al-Bashiri": PERSON, "al-Bashiri": PERSON, "Mosul": PLACE},
    ),
]


def names(extraction: Extraction) -> dict[str, str]:
    return {mention.text: mention.type for mention in extraction.mentions if mention.kind == "name"}


@pytest.mark.parametrize(
    ("text", "expected"), [*TITLES, *QUOTES, *BODIES, *PLACES, *PAPERS, *STORIES, *TOWNS, *FOUNDED, *PARTS]
)
def test_names(extracted: Reader, text: str, expected: dict[str, str]) -> None:
    assert names(extracted(text)) == expected


@pytest.mark.parametrize(("text", "expected"), NOUNS_ALONE)
def test_the_noun_of_a_body_stands_for_it(extracted: Reader, text: str, expected: list[str]) -> None:
    found = sorted((mention.begin, mention.text) for mention in extracted(text).mentions if mention.kind == "name")
    assert [name for _, name in found if name != "Rangers"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norwegian and Danish officials met in Bergen.", {"Norwegian", "Danish"}),
        ("Three Syrians and two Afghans were rescued off Lesbos.", {"Syrians", "Afghans"}),
        ("The Turkish lira fell.", {"Turkish"}),
        ("Iran-backed fighters left.", set()),
        ("South Korean troops met North Koreans at sea.", {"South Korean", "North Koreans"}),
        ("The pro-Russian Harmony Front party lost its seats in Chisinau.", {"Russian"}),
    ],
)
def test_adjectives_of_countries_are_marked(extracted: Reader, text: str, expected: set[str]) -> None:
    found = [mention for mention in extracted(text).mentions if mention.kind == "demonym"]
    assert {mention.text for mention in found} == expected
    assert all(mention.type == "Place" for mention in found)


@pytest.mark.parametrize(
    ("text", "name", "subtype"),
    [
        ("The Kenyan interior ministry banned the march.", "Kenyan interior ministry", "ministry"),
        ("The Andes Brigade, led by a colonel, seized the mine.", "Andes Brigade", "armed-group"),
        ("The Sahel Defense Coalition shot down a drone near Gao.", "Sahel Defense Coalition", "coalition"),
        ("Flights at Kotoka International Airport resumed.", "Kotoka International Airport", "airport"),
        ("Residents of the Kibera neighborhood waited.", "Kibera", "neighborhood"),
        ("The Harmony party won the vote in Quito.", "Harmony", "political-party"),
        ("The International Criminal Court issued a warrant.", "International Criminal Court", "court"),
    ],
)
def test_what_kind_of_thing_a_name_is(extracted: Reader, text: str, name: str, subtype: str) -> None:
    assert [m.subtype for m in extracted(text).mentions if m.text == name] == [subtype]


@pytest.mark.parametrize("text", [case[0] for case in [*TITLES, *QUOTES, *BODIES, *PLACES, *PAPERS, *STORIES]])
def test_every_mention_lies_in_its_sentence(extracted: Reader, text: str) -> None:
    for mention in extracted(text).mentions:
        assert text[mention.begin : mention.end] == mention.text
        assert mention.sentence.begin <= mention.begin
        assert mention.end <= mention.sentence.end
