import datetime as dt
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Coreference, Extraction, Introduction, Mention, Role, Sentence, Story
from kg.resolve import entity_ids, resolve_entities

TYPES = {"P": "Person", "O": "Organization", "L": "Place", "F": "Facility", "A": "AnonymousSource"}
KINDS = {"": "name", "d": "demonym", "n": "nominal", "p": "pronoun"}
MARK = re.compile(r"\[([^|\]]+)\|([POLFA])([dnp]?)\]")


def story(marked, id="d000-1", introduced=(), refers=(), roles=(), published=None):
    """The extraction of a text in which [Ngozi Okoro|P] marks a name, [Kenyan|Ld] a demonym, [she|Pp] a pronoun.

    introduced and refers hold pairs of surfaces, roles pairs of a surface and a title; the first mention counts.
    """
    document = f"{id[:4]}-00000000"
    text, mentions, sentences, places = "", [], [], []
    position = 0
    for match in MARK.finditer(marked):
        text += marked[position : match.start()]
        places.append((len(text), match[1], TYPES[match[2]], KINDS[match[3]]))
        text += match[1]
        position = match.end()
    text += marked[position:]
    begin = 0
    for end in [m.end() for m in re.finditer(r"[.!?](?= |$)", text)]:
        sentences.append(Sentence(document, begin, end, text[begin:end], id))
        begin = end + 1
    for begin, surface, type, kind in places:
        sentence = next(s for s in sentences if s.begin <= begin < s.end)
        mentions.append(Mention(document, begin, begin + len(surface), surface, sentence, type, kind))
    by_text = {mention.text: mention for mention in reversed(mentions)}
    return Extraction(
        Story(id, document, 0, len(text), "", published, "", "", (), ()),
        tuple(sentences),
        tuple(mentions),
        tuple(Introduction(by_text[a], by_text[b], "known-as", by_text[a].sentence, 0.95) for a, b in introduced),
        tuple(Coreference(by_text[a], by_text[b], "pronoun", 0.8) for a, b in refers),
        tuple(Role(by_text[a], title, by_text[a].sentence) for a, title in roles),
        (),
        (),
        (),
    )


def clusters(*stories):
    """The surfaces of each entity as sorted tuples, sorted."""
    return sorted(tuple(sorted({m.text for m in entity.mentions})) for entity in resolve_entities(stories))


@pytest.mark.parametrize(
    ("text", "introduced", "expected"),
    [
        ("[Ngozi Okoro|P] left. [Okoro|P] said so.", (), [("Ngozi Okoro", "Okoro")]),
        ("[Okoro|P]: no deal. The minister, [Ngozi Okoro|P], said so.", (), [("Ngozi Okoro", "Okoro")]),
        ("[Ngozi Okoro|P] met [Femi Okoro|P]. [Okoro|P] left.", (), [("Femi Okoro",), ("Ngozi Okoro",), ("Okoro",)]),
        (
            "[Ngozi Okoro|P] came. [Okoro|P] met his brother, [Femi Okoro|P]. [Okoro|P] left.",
            (),
            [("Femi Okoro",), ("Ngozi Okoro", "Okoro")],
        ),
        (
            "[Karim Haddad|P], known as [Abu Jaber|P]. [Abou Jaber|P].",
            (("Karim Haddad", "Abu Jaber"),),
            [("Abou Jaber", "Abu Jaber", "Karim Haddad")],
        ),
        ("[Salim al-Rifai|P] died. Mourners of [Refai|P] came.", (), [("Refai", "Salim al-Rifai")]),
        ("[Lamine Konate|P] died. Mourners of [Conte|P] came.", (), [("Conte",), ("Lamine Konate",)]),
        ("[Thabo Mokoena|P] died. Mourners of [Mokeona|P] came.", (), [("Mokeona", "Thabo Mokoena")]),
        ("[Nadia Oudghiri|P] wept. [Oughdiri|P] left.", (), [("Nadia Oudghiri", "Oughdiri")]),
        ("[Ali Benomar|P] wept. [Ben Omar|P] left.", (), [("Ali Benomar", "Ben Omar")]),
        ("[Ali Benomar|P] wept. [Omar|P] left.", (), [("Ali Benomar",), ("Omar",)]),
        (
            "[Les Amis pour le Lac|O] won. [Les Amis|O] rejoiced.",
            (),
            [("Les Amis", "Les Amis pour le Lac")],
        ),
        ("[Chile|L] left. [Santiago|P] rejected the charge.", (), [("Chile", "Santiago")]),
        (
            "[Chile|L] left. [Santiago Vera|P] came. [Santiago|P] slept.",
            (),
            [("Chile",), ("Santiago", "Santiago Vera")],
        ),
        (
            "The [Volta National Congress|O] won. The [Congress|O] rejoiced.",
            (),
            [("Congress", "Volta National Congress")],
        ),
        (
            "The [Interior Ministry|O] and the [Health Ministry|O] met. The [Ministry|O] denied it.",
            (),
            [("Health Ministry",), ("Interior Ministry",), ("Ministry",)],
        ),
        ("The [Movement for Ogun|O] won. The [Movement|O] rejoiced.", (), [("Movement", "Movement for Ogun")]),
        (
            "The [Union of Miners|O] met the [Teachers Union|O]. The [Union|O] lost.",
            (),
            [("Teachers Union",), ("Union",), ("Union of Miners",)],
        ),
        ("[Mineração Serra Azul|O] paid. [Serra Azul|O] denied it.", (), [("Mineração Serra Azul", "Serra Azul")]),
        ("The [Delta Mercy Army|O] fled. The [Army|O] followed.", (), [("Army",), ("Delta Mercy Army",)]),
        ("[Ngozi Okoro|P] and [Okoro|P]'s aides left.", (), [("Ngozi Okoro", "Okoro")]),
        ("The [Sahel Relief Network|O] came. [SRN|O] left.", (), [("SRN", "Sahel Relief Network")]),
        (
            "The [Kenyan|Ld] [Interior Ministry of Kenya|O] said. The [Interior Ministry|O] added.",
            (),
            [("Interior Ministry", "Interior Ministry of Kenya"), ("Kenyan",)],
        ),
        ("[Nahda Youth Council|O] met [Nahda|O].", (), [("Nahda",), ("Nahda Youth Council",)]),
        ("[Wardan Ahl al-Jabal|O] fired. [Wardan|O] denied it.", (), [("Wardan", "Wardan Ahl al-Jabal")]),
        (
            "The [U.S.|L] and [American|Ld] envoys. [United States|L] talks.",
            (),
            [("American", "U.S.", "United States")],
        ),
        ("[Veter Holding Ltd|O] won.", (), [("Veter Holding Ltd",)]),
        ("The [US|Ld] envoy came. [U.S.|L] talks.", (), [("U.S.", "US")]),
        (
            "[Chad|L] closed its border. In [N'Djamena|L] it rained. [N'Djamena|L] denied it.",
            (),
            [("Chad", "N'Djamena"), ("N'Djamena",)],
        ),
        (
            "The [French-led coalition|O] flew. The [international coalition|O] denied it.",
            (),
            [("French-led coalition", "international coalition")],
        ),
        (
            "[Tamsir district|L] burns. [Tamsir|L] is near [Tamsir airport|F].",
            (),
            [("Tamsir", "Tamsir district"), ("Tamsir airport",)],
        ),
    ],
)
def test_in_one_story(text, introduced, expected):
    assert clusters(story(text, introduced=introduced)) == sorted(expected)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("[Mushir Qassem|P] spoke.", "[Moshir Kassim|P] spoke.", [("Moshir Kassim", "Mushir Qassem")]),
        ("[Salim al-Tikriti|P] spoke.", "[Salim al-Duri|P] spoke.", [("Salim al-Duri",), ("Salim al-Tikriti",)]),
        ("[Ngozi Okoro|P] spoke.", "[Okoro|P] spoke.", [("Ngozi Okoro",), ("Okoro",)]),
        (
            "[Ngozi Okoro|P] of the [Delta Front|O] spoke.",
            "[Okoro|P] of the [Delta Front|O] spoke.",
            [("Delta Front",), ("Ngozi Okoro", "Okoro")],
        ),
        (
            "[Okoro|P] of [Delta Front|O] spoke.",
            "[Okoro|P] of [Ogun Rangers|O] spoke.",
            [("Delta Front",), ("Ogun Rangers",), ("Okoro",), ("Okoro",)],
        ),
        ("The [Sahel Relief Network|O] came.", "[SRN|O] came.", [("SRN", "Sahel Relief Network")]),
        (
            "The [Interior Ministry|O] spoke.",
            "The [Interior Ministry|O] spoke.",
            [("Interior Ministry",), ("Interior Ministry",)],
        ),
        (
            "The [Kenyan Interior Ministry|O].",
            "[Interior Ministry of Kenya|O].",
            [("Interior Ministry of Kenya", "Kenyan Interior Ministry")],
        ),
        ("[Kataib Nasr|O] fired.", "[Nasr|O] fired.", [("Kataib Nasr",), ("Nasr",)]),
        (
            "The [Gulf Bloc|O] won. The [Bloc|O] sang.",
            "The [Reef Bloc|O] lost. The [Bloc|O] wept.",
            [("Bloc", "Gulf Bloc"), ("Bloc", "Reef Bloc")],
        ),
        ("The [Gulf Bloc|O] won.", "The [Bloc|O] wept.", [("Bloc",), ("Gulf Bloc",)]),
        ("[police sources|A] spoke.", "[police sources|A] spoke.", [("police sources",), ("police sources",)]),
        ("[Lagos|L] slept.", "[LAGOS|L] slept.", [("LAGOS", "Lagos")]),
    ],
)
def test_across_stories(first, second, expected):
    assert clusters(story(first), story(f"{second}", id="d001-1")) == sorted(expected)


def test_a_ministry_is_that_of_the_country_the_story_is_about():
    first = story("[Kenya|L] mourns. [Kenyan|Ld] flags. The [Interior Ministry|O] spoke.")
    second = story("[Kenya|L] votes. The [Kenyan Interior Ministry|O] spoke.", id="d001-1")
    third = story("[Chad|L] votes. [Chad|L] waits. The [Interior Ministry|O] spoke.", id="d002-1")
    fourth = story("[Chad|L] and [Kenya|L] vote. The [Interior Ministry|O] spoke.", id="d003-1")
    bodies = [names for names in clusters(first, second, third, fourth) if "Interior Ministry" in names]
    assert bodies == [("Interior Ministry",), ("Interior Ministry",), ("Interior Ministry", "Kenyan Interior Ministry")]


def test_a_country_may_be_left_out_in_the_same_company():
    first = story("[Ngozi Okoro|P] leads the [Green Dawn of Nigeria|O].")
    second = story("[Ngozi Okoro|P] left [Green Dawn|O].", id="d001-1")
    third = story("[Ngozi Okoro|P] met [Green Dawn of Chad|O].", id="d002-1")
    assert ("Green Dawn", "Green Dawn of Nigeria") in clusters(first, second)
    assert ("Green Dawn",) in clusters(first, second, third)


def test_an_acronym_that_everybody_knows_needs_no_introduction():
    one = story("The [UN|O] sent food.")
    other = story("The [United Nations|O] was told.", id="d001-1")
    entities = resolve_entities([one, other])
    assert [(e.label, e.merges[0].rule) for e in entities] == [("United Nations", "acronym known everywhere")]


def test_a_chain_does_not_join_what_contradicts():
    found = clusters(
        story("[Samir Daoud|P], known as [Abu Jaber|P].", introduced=[("Samir Daoud", "Abu Jaber")]),
        story("[Karim Haddad|P], known as [Abu Jaber|P].", id="d001-1", introduced=[("Karim Haddad", "Abu Jaber")]),
    )
    assert found == [("Abu Jaber", "Karim Haddad"), ("Abu Jaber", "Samir Daoud")]


def test_an_alias_that_one_story_introduces_is_known_in_others_of_the_same_company():
    first = story("[Karim Haddad|P], known as [Tondo|P], left [Delta Front|O].", introduced=[("Karim Haddad", "Tondo")])
    second = story("[Tondo|P] of the [Delta Front|O] spoke.", id="d001-1")
    assert ("Karim Haddad", "Tondo") in clusters(first, second)
    assert len(clusters(first, story("[Tondo|P] of [Ogun Rangers|O] spoke.", id="d001-1"))) == 4


def test_a_name_of_one_word_is_one_person_in_the_same_company():
    found = clusters(
        story("[Tondo|P] of the [Delta Front|O] spoke."),
        story("[Tondo|P] of the [Delta Front|O] left.", id="d001-1"),
        story("[Tondo|P] of the [Ogun Rangers|O] left.", id="d002-1"),
    )
    assert found == [("Delta Front",), ("Ogun Rangers",), ("Tondo",), ("Tondo",)]


def test_a_lone_surname_after_a_country_stays_alone():
    assert clusters(story("[Kenya|L] and [Okoro|P] lost.")) == [("Kenya",), ("Okoro",)]


def test_an_introduction_does_not_give_away_the_surname_of_another():
    found = clusters(
        story("[Olena Tkach|P] came. [Boris Orlov|P] called [Tkach|P] lost.", introduced=[("Boris Orlov", "Tkach")])
    )
    assert found == [("Boris Orlov",), ("Olena Tkach", "Tkach")]


def test_pronouns_follow_their_antecedent_and_others_are_dropped():
    found = clusters(story("[Ngozi Okoro|P] came. [She|Pp] left. [it|Op] rained.", refers=[("She", "Ngozi Okoro")]))
    assert found == [("Ngozi Okoro", "She")]


def test_one_type_for_a_name():
    (entity,) = resolve_entities(
        [
            story("[Delta Front|O] and more. [Delta Front|O] came.", id="d000-1"),
            story("In [Delta Front|L] it rained.", id="d001-1"),
        ]
    )
    assert entity.type == "Organization"


def test_a_country_is_a_person_only_where_somebody_is_called_so():
    (country,) = resolve_entities([story("[Jordan|P] and others voted.")])
    (person,) = resolve_entities([story("[Mary Jordan|P] spoke. [Jordan|P] left.")])
    assert (country.id, person.id) == ("place:jordan", "person:mary-jordan")


def test_record():
    entity, *_ = resolve_entities(
        [
            story(
                "Hajj [Karim Haddad|P], the [Abu Jaber|P].",
                introduced=[("Karim Haddad", "Abu Jaber")],
                published=dt.date(2020, 1, 2),
            ),
            story(
                "[Kareem Haddad|P] came.",
                id="d001-1",
                roles=[("Kareem Haddad", "mayor")],
                published=dt.date(2020, 3, 4),
            ),
            story("[Karim Haddad|P] came.", id="d002-1"),
        ]
    )
    assert (entity.id, entity.type, entity.label) == ("person:karim-haddad", "Person", "Karim Haddad")
    assert entity.aliases == ("Abu Jaber", "Kareem Haddad")
    assert (entity.first_seen, entity.last_seen) == (dt.date(2020, 1, 2), dt.date(2020, 3, 4))
    assert [role.title for role in entity.roles] == ["mayor"]
    introduced = next(merge for merge in entity.merges if merge.rule == "known-as")
    assert (introduced.left, introduced.right) == ("Karim Haddad", "Abu Jaber")
    assert introduced.evidence[0].text == "Hajj Karim Haddad, the Abu Jaber."


def test_two_entities_of_one_label_get_different_ids():
    found = resolve_entities(
        [story("[Okoro|P] of [Delta Front|O]."), story("[Okoro|P] of [Ogun Rangers|O].", id="d001-1")]
    )
    people = [entity.id for entity in found if entity.type == "Person"]
    assert len(set(people)) == 2
    assert all(re.fullmatch(r"person:okoro-[0-9a-f]{4}", id) for id in people)


def test_sources_are_named_after_their_document():
    (entity,) = resolve_entities([story("[Two officials|A] spoke. [two officials|A] left.", id="d007-1")])
    assert entity.id == "source:d007-two-officials"


def test_a_document_has_each_source_once():
    found = resolve_entities([story("[Police sources|A] spoke."), story("[police sources|A] left.", id="d000-2")])
    assert [entity.id for entity in found] == ["source:d000-police-sources"]


WORLD = [
    "[Ngozi Okoro|P] met [Femi Bello|P] of the [Delta Front|O].",
    "[Okoro|P] of the [Delta Front|O] left [Lagos|L].",
    "[N. Okoro|P], [Amina Bello|P] and the [DFR|O].",
    "[Bello|P] saw [Femi Bello|P] in [Lagos|L] with [Nigerian|Ld] troops of the [Delta Front for Reform|O].",
    "[Femi Belo|P] of the [Delta Front|O] in [LAGOS|L].",
]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(WORLD), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_input_does_not_matter(texts, chance):
    stories = [story(text, id=f"d{i:03}-1") for i, text in enumerate(texts)]
    shuffled = list(stories)
    chance.shuffle(shuffled)
    mixed = []
    for extraction in shuffled:
        mentions = list(extraction.mentions)
        chance.shuffle(mentions)
        mixed.append(
            Extraction(
                extraction.story, extraction.sentences, tuple(mentions), extraction.introductions, (), (), (), (), ()
            )
        )
    assert resolve_entities(mixed) == resolve_entities(stories)


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORLD), min_size=1, max_size=4))
def test_every_name_belongs_to_one_entity(texts):
    stories = [story(text, id=f"d{i:03}-1") for i, text in enumerate(texts)]
    entities = resolve_entities(stories)
    mentions = [mention for extraction in stories for mention in extraction.mentions]
    assert sum(len(entity.mentions) for entity in entities) == len(mentions)
    assert set(entity_ids(entities)) == set(mentions)
    assert len({entity.id for entity in entities}) == len(entities)


def test_random_is_not_used():
    before = random.getstate()
    resolve_entities([story(text, id=f"d{i:03}-1") for i, text in enumerate(WORLD)])
    assert random.getstate() == before
