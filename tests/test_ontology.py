from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pyshacl
import pytest
import rdflib
from graphs import GRAPH
from rdflib import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, XSD
from rdflib.namespace import GEO, SDO

import kg
from kg import ontology
from kg.export.turtle import asserted, triples, write_turtle

KG = rdflib.Namespace(ontology.KG)
SCHEMA = rdflib.Namespace("https://schema.org/")
PERSON = rdflib.Namespace("https://example.org/kg/person/")
EVENT = rdflib.Namespace("https://example.org/kg/event/")
CLAIM = rdflib.Namespace("https://example.org/kg/claim/")
SPAN = rdflib.Namespace("https://example.org/kg/span/")
ASSERTION = rdflib.Namespace("https://example.org/kg/assertion/")
BOMBING = EVENT["bombing-port-ellery-2031-03-03"]


def words(text: str) -> list[str]:
    return text.split()


CLASSES = words(
    """Entity Actor Person Organization AnonymousSource Place Facility Event Document Story Sentence TextSpan Mention
    Assertion Claim Quantity EventType SpeechAct Measure Factuality MentionKind Subtype"""
)
PROPERTIES = words(
    """alias subtype firstSeen lastSeen mentionCount path sha256 published publisher inDocument inStory begin end text
    inSentence refersTo mentionKind confidence memberOf leaderOf commanderOf spokespersonFor partOf alignedWith role
    affiliatedWith locatedIn basedIn evidence eventType factuality agent target killed wounded arrested participant
    weapon when earliest latest place subEventOf deathsMin deathsMax injuriesMin injuriesMax disputed sourceCount about
    claimant reportedBy addressee speechAct cue quote quotation quantity stance stanceTowards saidOn conflictsWith
    supports supersedes measure min max"""
)
CONCEPTS = {
    "EventType": """attack strike bombing shooting clash killing assassination death crash arrest abduction trial
        meeting talks visit protest funeral agreement ceasefire withdrawal deployment militaryOperation capture
        appointment vote decision movement other""",
    "SpeechAct": """states confirms denies demands condemns accuses claimsResponsibility warns vows threatens praises
        predicts asks""",
    "Factuality": "actual planned demanded denied alleged hypothetical",
    "MentionKind": "name nominal pronoun demonym trigger",
    "Measure": "deaths injuries arrests munitions troops",
    "Subtype": "militia politicalParty government ministry military media internationalOrganization country city",
}


@pytest.fixture(scope="module")
def vocabulary() -> rdflib.Graph:
    return rdflib.Graph().parse(ontology.directory() / "kg.ttl")


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(ontology.directory() / "shapes.ttl")


@pytest.fixture
def data(tmp_path: Path) -> rdflib.Graph:
    write_turtle(GRAPH, tmp_path / "graph.ttl")
    return rdflib.Graph(bind_namespaces="none").parse(tmp_path / "graph.ttl")


# ---------------------------------------------------------------------------------- the vocabulary


@pytest.mark.parametrize("name", CLASSES)
def test_classes(vocabulary: rdflib.Graph, name: str) -> None:
    assert (KG[name], RDF.type, RDFS.Class) in vocabulary


@pytest.mark.parametrize("name", PROPERTIES)
def test_properties(vocabulary: rdflib.Graph, name: str) -> None:
    kinds = set(vocabulary.objects(KG[name], RDF.type))
    assert RDF.Property in kinds
    assert len(kinds & {OWL.ObjectProperty, OWL.DatatypeProperty}) == 1
    domains = [*vocabulary.objects(KG[name], RDFS.domain), *vocabulary.objects(KG[name], SCHEMA.domainIncludes)]
    ranges = [*vocabulary.objects(KG[name], RDFS.range), *vocabulary.objects(KG[name], SCHEMA.rangeIncludes)]
    assert domains
    assert ranges
    for term in (*domains, *ranges):
        assert (term, RDF.type, RDFS.Class) in vocabulary or term in XSD
    assert (OWL.DatatypeProperty in kinds) == all(term in XSD for term in ranges)


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in CONCEPTS.items() for name in words(names)])
def test_concepts(vocabulary: rdflib.Graph, kind: str, name: str) -> None:
    assert (KG[name], RDF.type, KG[kind]) in vocabulary
    assert (KG[name], RDF.type, SKOS.Concept) in vocabulary
    assert vocabulary.value(KG[name], SKOS.inScheme)


def test_nothing_more_than_these_classes_and_properties(vocabulary: rdflib.Graph) -> None:
    assert set(vocabulary.subjects(RDF.type, RDFS.Class)) == {KG[name] for name in CLASSES}
    assert set(vocabulary.subjects(RDF.type, RDF.Property)) == {KG[name] for name in PROPERTIES}


def test_every_term_has_one_label_and_an_explanation(vocabulary: rdflib.Graph) -> None:
    for term in set(vocabulary.subjects(RDF.type)):
        if term in KG:
            assert len(list(vocabulary.objects(term, RDFS.label))) == 1
            assert vocabulary.value(term, RDFS.comment) or vocabulary.value(term, SKOS.definition), term


def test_no_name_is_both_a_property_and_a_concept(vocabulary: rdflib.Graph) -> None:
    properties = set(vocabulary.subjects(RDF.type, RDF.Property))
    assert not properties & set(vocabulary.subjects(RDF.type, SKOS.Concept))


@pytest.mark.parametrize(
    ("narrower", "broader"),
    [
        ("strike", "attack"),
        ("bombing", "attack"),
        ("shooting", "attack"),
        ("clash", "attack"),
        ("assassination", "killing"),
        ("talks", "meeting"),
        ("visit", "meeting"),
        ("ceasefire", "agreement"),
        ("capture", "militaryOperation"),
    ],
)
def test_tree_of_event_types(vocabulary: rdflib.Graph, narrower: str, broader: str) -> None:
    assert (KG[narrower], SKOS.broader, KG[broader]) in vocabulary
    assert (KG[broader], SKOS.narrower, KG[narrower]) in vocabulary


def test_event_types_name_their_category_in_other_codings_or_say_that_there_is_none(vocabulary: rdflib.Graph) -> None:
    for concept in vocabulary.subjects(RDF.type, KG.EventType):
        matches = list(vocabulary.objects(concept, SKOS.closeMatch))
        assert bool(matches) != bool(vocabulary.value(concept, SKOS.scopeNote)), concept
        assert all(vocabulary.value(match, SKOS.notation) for match in matches)


@pytest.mark.parametrize(
    "namespace",
    [
        "http://semanticweb.cs.vu.nl/2009/11/sem/",
        "http://www.w3.org/ns/prov#",
        "https://schema.org/",
        "http://www.w3.org/2004/02/skos/core#",
        "http://www.w3.org/ns/org#",
        "http://xmlns.com/foaf/0.1/",
        "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
        "http://www.w3.org/ns/oa#",
        "http://www.opengis.net/ont/geosparql#",
    ],
)
def test_alignments(vocabulary: rdflib.Graph, namespace: str) -> None:
    links = {RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch}
    assert [s for s, p, o in vocabulary if s in KG and p in links and str(o).startswith(namespace)]


@pytest.mark.parametrize("published", [PROV, ORG, FOAF, SDO, SKOS, DCTERMS, GEO], ids=str)
def test_terms_of_other_vocabularies_are_published_there(
    vocabulary: rdflib.Graph, published: type[rdflib.namespace.DefinedNamespace]
) -> None:
    used = {term for triple in vocabulary for term in triple if str(term).startswith(str(published))}
    assert used
    assert sorted(term for term in used if term not in published) == []


def test_the_vocabulary_has_no_blank_nodes(vocabulary: rdflib.Graph) -> None:
    assert not [term for triple in vocabulary for term in triple if isinstance(term, rdflib.BNode)]


def test_every_term_that_the_writer_uses_is_declared(vocabulary: rdflib.Graph) -> None:
    declared = {str(term) for term in vocabulary.subjects(RDF.type)}
    used = {p for _, p, _ in triples(GRAPH)} | {o for _, _, o in triples(GRAPH) if isinstance(o, str)}
    assert {term for term in used if term.startswith(ontology.KG)} <= declared


@pytest.mark.parametrize(
    ("lexicon", "table", "kind"),
    [
        ("organizations", "heads", "Subtype"),
        ("organizations", "nominals", "Subtype"),
        ("places", "areas", "Subtype"),
        ("places", "facilities", "Subtype"),
        ("events", "verbs", "EventType"),
        ("events", "nouns", "EventType"),
        ("speech", "acts", "SpeechAct"),
    ],
)
def test_every_kind_in_the_lexicons_is_declared(vocabulary: rdflib.Graph, lexicon: str, table: str, kind: str) -> None:
    path = Path(kg.__file__).parent / "lexicon" / f"{lexicon}.toml"
    names = tomllib.loads(path.read_text(encoding="utf-8"))[table]
    assert names
    missing = [name for name in names if (rdflib.URIRef(ontology.concept(name)), RDF.type, KG[kind]) not in vocabulary]
    assert not missing


# --------------------------------------------------------------------------------------- the context


def test_context_names_every_class_and_property(vocabulary: rdflib.Graph) -> None:
    context = json.loads((ontology.directory() / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    # "place:" is the prefix of places, so the property keeps its own.
    assert {name for name in (*CLASSES, *PROPERTIES) if name != "place"} <= context.keys()
    assert "kg:place" in context
    assert all(context[prefix] == namespace for prefix, namespace in ontology.prefixes().items())


def test_context_reads_as_the_same_graph() -> None:
    context = json.loads((ontology.directory() / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    document = {
        "@context": context,
        "id": "event:bombing",
        "type": "Event",
        "label": "Bombing",
        "killed": "person:ada",
        "kg:place": "place:port-ellery",
        "earliest": "2031-03-03",
        "deathsMin": 2,
    }
    graph = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
    assert (EVENT.bombing, RDF.type, KG.Event) in graph
    assert (EVENT.bombing, KG.killed, PERSON.ada) in graph
    assert (EVENT.bombing, KG.place, rdflib.URIRef("https://example.org/kg/place/port-ellery")) in graph
    assert (EVENT.bombing, KG.earliest, rdflib.Literal("2031-03-03", datatype=XSD.date)) in graph
    assert (EVENT.bombing, KG.deathsMin, rdflib.Literal(2)) in graph


# ---------------------------------------------------------------------------------------- the shapes


def violations(data: rdflib.Graph, vocabulary: rdflib.Graph, shapes: rdflib.Graph) -> list[str]:
    _, report, text = pyshacl.validate(data + vocabulary, shacl_graph=shapes, inplace=True)
    assert isinstance(report, rdflib.Graph), text
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    found = []
    for result in report.subjects(RDF.type, sh.ValidationResult):
        path = str(report.value(result, sh.resultPath) or "")
        message = " ".join(str(m) for m in report.objects(result, sh.resultMessage))
        found.append(f"{report.value(result, sh.focusNode)} {path} {message}")
    return found


def test_a_dump_conforms(data: rdflib.Graph, vocabulary: rdflib.Graph, shapes: rdflib.Graph) -> None:
    assert violations(data, vocabulary, shapes) == []


VERNE, POLICE = PERSON["tomas-verne"], CLAIM["c-0000000001"]
MENTION, QUANTITY = SPAN["d001-m48-59"], CLAIM["c-0000000002-q1"]
FIRST = ASSERTION["r-0000000001"]
OTHER = SPAN["d001-s139-192"]
STORY = rdflib.URIRef("https://example.org/kg/story/d001-1")


def literal(value: object, datatype: rdflib.URIRef | None = None) -> rdflib.Literal:
    return rdflib.Literal(value, datatype=datatype)


FAULTS = [
    ("no label", [(VERNE, RDFS.label, None)], [], "label"),
    ("two labels", [], [(VERNE, RDFS.label, literal("Other"))], "label"),
    ("alias is the label", [], [(VERNE, KG.alias, literal("Tomas Verne"))], "alias"),
    ("unknown subtype", [], [(PERSON["mara-quist"], KG.subtype, KG.wizard)], "subtype"),
    ("a name that rdflib cannot split", [], [(PERSON["x#y"], RDF.type, KG.Person)], "plain local name"),
    ("offsets the wrong way round", [(MENTION, KG.begin, None)], [(MENTION, KG.begin, literal(60))], "begin"),
    ("text shorter than its offsets", [(MENTION, KG.text, None)], [(MENTION, KG.text, literal("Verne"))], "as long"),
    ("mention of two things", [], [(MENTION, KG.refersTo, PERSON["mara-quist"])], "refersTo"),
    ("mention of nothing", [(MENTION, KG.refersTo, None)], [], "refersTo"),
    ("wrong count of mentions", [(VERNE, KG.mentionCount, None)], [(VERNE, KG.mentionCount, literal(9))], "number of"),
    (
        "confidence above 1",
        [(MENTION, KG.confidence, None)],
        [(MENTION, KG.confidence, literal("1.50", XSD.decimal))],
        "conf",
    ),
    ("claim of nobody", [(POLICE, KG.claimant, None)], [], "claimant"),
    ("claim about nothing", [(POLICE, KG.about, None)], [], "about"),
    ("claim without evidence", [(POLICE, KG.evidence, None)], [], "evidence"),
    ("unknown speech act", [(POLICE, KG.speechAct, None)], [(POLICE, KG.speechAct, KG.mumbles)], "speechAct"),
    ("conflict one way", [(POLICE, KG.conflictsWith, None)], [], "in turn"),
    ("conflict about different things", [(POLICE, KG.about, None)], [(POLICE, KG.about, VERNE)], "about nothing"),
    (
        "conflict of different measures",
        [(QUANTITY, KG.measure, None)],
        [(QUANTITY, KG.measure, KG.troops)],
        "counts nothing",
    ),
    ("least above most", [(QUANTITY, KG.min, None)], [(QUANTITY, KG.min, literal(5))], "min"),
    ("number without bounds", [(QUANTITY, KG.min, None), (QUANTITY, KG.max, None)], [], "c-0000000002-q1"),
    ("event without type", [(BOMBING, KG.eventType, None)], [], "eventType"),
    (
        "earliest after latest",
        [(BOMBING, KG.latest, None)],
        [(BOMBING, KG.latest, literal("2031-01-01", XSD.date))],
        "earliest",
    ),
    ("date that is no date", [(BOMBING, KG.when, None)], [(BOMBING, KG.when, literal("spring"))], "when"),
    ("victim of an alleged event", [], [(EVENT["killing-2031"], KG.killed, VERNE)], "victims"),
    ("relation without evidence", [(FIRST, None, None)], [], "No assertion"),
    ("evidence of nothing", [(VERNE, KG.memberOf, None)], [], "not in the graph"),
    ("relation to nothing", [], [(VERNE, KG.basedIn, PERSON["tomas-verne"])], "basedIn"),
    ("unknown property", [], [(VERNE, KG.likes, VERNE)], "no such property"),
    ("property of another vocabulary", [], [(VERNE, SKOS.altLabel, literal("T."))], "no such property"),
    ("class of another vocabulary", [], [(VERNE, RDF.type, SCHEMA.Persn)], "no such class"),
    ("mention before its sentence", [(MENTION, KG.inSentence, None)], [(MENTION, KG.inSentence, OTHER)], "begin in"),
    ("mention outside of its story", [(STORY, KG.end, None)], [(STORY, KG.end, literal(50))], "lie in the story"),
    ("quote of other words", [(POLICE, KG.quote, None)], [(POLICE, KG.quote, literal("at least five"))], "quote"),
    ("merge without a reason", [(None, SKOS.note, literal("also known as"))], [], "how surely"),
    ("merge of two things", [], [(MENTION, PROV.alternateOf, SPAN["d001-m139-144-x"])], "something else"),
    ("unknown class", [], [(PERSON.x, RDF.type, KG.Wizard)], "no such class"),
]


@pytest.mark.parametrize(("fault", "remove", "add", "message"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_faults_are_found(
    data: rdflib.Graph,
    vocabulary: rdflib.Graph,
    shapes: rdflib.Graph,
    fault: str,
    remove: list[tuple],
    add: list[tuple],
    message: str,
) -> None:
    for pattern in remove:
        assert list(data.triples(pattern))
        data.remove(pattern)
    for triple in add:
        data.add(triple)
    found = violations(data, vocabulary, shapes)
    assert [text for text in found if message in text], found


# ----------------------------------------------------------------------------------------- the rest


def test_example_of_the_fixture_has_assertions_left() -> None:
    assert len(asserted(GRAPH)) == len(GRAPH.assertions) - 1


@pytest.mark.parametrize("path", ontology.queries(), ids=lambda path: path.stem)
def test_named_queries_say_what_they_are(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.match(r"# title: \S.*\n# about: \S.*\n", text)


def test_names_with_strange_characters_are_still_iris() -> None:
    assert ontology.iri("person:a b<c>") == "https://example.org/kg/person/a%20b%3Cc%3E"
