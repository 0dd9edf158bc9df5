from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from graphs import AWKWARD, GRAPH, ONE, TWO
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.export.files import replacing
from kg.export.turtle import Literal, triples, write_turtle
from kg.model import Document, Graph
from kg.ontology import KG, PROV, RDF, RDFS, SKOS, XSD

DATA = "https://example.org/kg/"
VERNE = f"{DATA}person/tomas-verne"
BOMBING = f"{DATA}event/bombing-port-ellery-2031-03-03"


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dump") / "graph.ttl"
    write_turtle(GRAPH, path)
    return path


@pytest.fixture(scope="module")
def parsed(dump: Path) -> rdflib.Graph:
    return rdflib.Graph(bind_namespaces="none").parse(dump)


def oxigraph_term(node: str | Literal) -> ox.NamedNode | ox.Literal:
    if isinstance(node, str):
        return ox.NamedNode(node)
    return ox.Literal(node.text, datatype=ox.NamedNode(node.datatype or XSD + "string"))


def values(graph: rdflib.Graph, subject: str, property: str) -> list[str]:
    return sorted(str(value) for value in graph.objects(rdflib.URIRef(subject), rdflib.URIRef(property)))


def test_oxigraph_reads_exactly_the_triples(dump: Path) -> None:
    expected = {ox.Triple(ox.NamedNode(s), ox.NamedNode(p), oxigraph_term(o)) for s, p, o in triples(GRAPH)}
    assert {quad.triple for quad in ox.parse(path=dump)} == expected


def test_rdflib_reads_exactly_the_triples_that_oxigraph_writes(dump: Path, parsed: rdflib.Graph) -> None:
    lines = ox.serialize((quad.triple for quad in ox.parse(path=dump)), format=ox.RdfFormat.N_TRIPLES)
    assert lines
    assert set(rdflib.Graph().parse(data=lines.decode(), format="nt")) == set(parsed)


def test_no_triple_is_given_twice() -> None:
    every = list(triples(GRAPH))
    assert len(every) == len(set(every))


def test_subjects_are_sorted_and_each_is_described_once(dump: Path) -> None:
    subjects = [line.split()[0] for line in dump.read_text(encoding="utf-8").splitlines() if " a kg:" in line]
    assert subjects == sorted(set(subjects))


def test_there_are_no_blank_nodes(parsed: rdflib.Graph) -> None:
    assert not [term for triple in parsed for term in triple if isinstance(term, rdflib.BNode)]


def test_every_name_can_be_written_short(dump: Path, parsed: rdflib.Graph) -> None:
    # rdflib's own writer becomes quadratic with local names that it cannot split off.
    for subject in parsed.subjects():
        assert re.fullmatch(rf"{DATA}[a-z]+/[A-Za-z_][A-Za-z0-9_-]*", str(subject))
    body = [line for line in dump.read_text(encoding="utf-8").splitlines() if not line.startswith("@prefix")]
    assert not [line for line in body if "<http" in line]
    assert "@prefix org:" not in dump.read_text(encoding="utf-8")


def test_rdflib_writes_it_with_the_same_prefixes(parsed: rdflib.Graph) -> None:
    text = parsed.serialize(format="turtle")
    assert "@prefix organization:" in text
    assert "ns1:" not in text


@pytest.mark.parametrize(
    "lines",
    [
        "doc:DOC1 a kg:Document ;\n"
        '    rdfs:label "one.txt" ;\n'
        '    kg:path "in/one.txt" ;\n'
        f'    kg:sha256 "{ONE.sha256}" ;\n'
        '    kg:published "2031-03-05"^^xsd:date ;\n'
        '    kg:publisher "The Daily “Ferry”" .',
        'kg:path "in/t\\"wo.txt" ;',
        "story:d001-1 a kg:Story ;\n"
        '    rdfs:label "Bridge bombed in Port Ellery" ;\n'
        "    kg:inDocument doc:DOC1 ;\n"
        "    kg:begin 0 ;\n",
        "person:tomas-verne a kg:Person ;\n"
        '    rdfs:label "Tomas Verne" ;\n'
        '    skos:prefLabel "Tomas Verne" ;\n'
        '    kg:alias "Abu Lind", "Verne", "Verne; of, the | League" ;\n'
        "    kg:subtype kg:militiaLeader ;\n"
        '    kg:role "deputy", "leader of it" ;\n'
        "    kg:leaderOf organization:harbour-guard, organization:ostrava-league ;\n"
        "    kg:memberOf organization:ostrava-league ;\n"
        '    kg:firstSeen "2031-03-05"^^xsd:date ;\n'
        '    kg:lastSeen "2031-03-06"^^xsd:date ;\n'
        "    kg:mentionCount 4 .",
        "place:kings-bridge a kg:Facility ;",
        "source:d001-police-sources a kg:AnonymousSource ;",
        # A kind that the vocabulary does not know is left out.
        "source:d002-an-aide a kg:AnonymousSource ;\n"
        '    rdfs:label "an aide" ;\n'
        '    skos:prefLabel "an aide" ;\n'
        "    kg:mentionCount 1 .",
        "span:d001-m48-59 a kg:Mention ;\n"
        "    kg:inDocument doc:DOC1 ;\n"
        "    kg:inStory story:d001-1 ;\n"
        "    kg:inSentence span:d001-s30-138 ;\n"
        "    kg:begin 48 ;\n"
        "    kg:end 59 ;\n"
        '    kg:text "Tomas Verne" ;\n'
        "    kg:mentionKind kg:name ;\n"
        "    kg:refersTo person:tomas-verne ;\n"
        "    kg:confidence 0.95 .",
        "kg:mentionKind kg:trigger ;\n    kg:refersTo event:bombing-port-ellery-2031-03-03 ;",
        "assertion:r-0000000002 a kg:Assertion ;\n"
        "    rdf:subject person:tomas-verne ;\n"
        "    rdf:predicate kg:leaderOf ;\n"
        "    rdf:object organization:harbour-guard ;\n"
        "    kg:evidence span:d001-m160-168, span:d001-s139-192 ;\n",
        '    kg:when "2031-03-03"^^xsd:date ;\n'
        '    kg:earliest "2031-03-03"^^xsd:date ;\n'
        '    kg:latest "2031-03-03"^^xsd:date ;\n'
        '    skos:note "Dated by: stated" ;\n'
        "    kg:deathsMin 2 ;\n"
        "    kg:deathsMax 4 ;\n"
        "    kg:injuriesMin 11 ;\n"
        "    kg:disputed true ;\n"
        "    kg:sourceCount 2 ;\n",
        'kg:when "2031-03"^^xsd:gYearMonth ;',
        'kg:when "2031"^^xsd:gYear ;',
        "    kg:quantity claim:c-0000000001-q1, claim:c-0000000001-q2 ;\n"
        "    kg:inDocument doc:DOC1 ;\n"
        "    kg:evidence span:d001-t213-260 ;\n",
        "claim:c-0000000001-q1 a kg:Quantity ;\n    kg:measure kg:deaths ;\n    kg:min 4 .",
        "kg:confidence 0.67 .",
    ],
)
def test_how_it_looks(dump: Path, lines: str) -> None:
    assert lines.replace("DOC1", ONE.id) in dump.read_text(encoding="utf-8")


@pytest.mark.parametrize("document", [ONE, TWO])
def test_the_text_of_every_span_is_what_its_offsets_say(parsed: rdflib.Graph, document: Document) -> None:
    kg = rdflib.Namespace(KG)
    spans = list(parsed.subjects(kg.text))
    found = 0
    for span in spans:
        if str(parsed.value(span, kg.inDocument)).endswith(document.id):
            begin, end = int(str(parsed.value(span, kg.begin))), int(str(parsed.value(span, kg.end)))
            assert document.text[begin:end] == str(parsed.value(span, kg.text))
            found += 1
    assert found > 5


def test_merges_say_which_mentions_they_join_and_why(parsed: rdflib.Graph) -> None:
    prov, skos = rdflib.Namespace(PROV), rdflib.Namespace(SKOS)
    kg = rdflib.Namespace(KG)
    [statement] = parsed.subjects(rdflib.RDF.predicate, prov.alternateOf)
    left, right = parsed.value(statement, rdflib.RDF.object), parsed.value(statement, rdflib.RDF.subject)
    assert (right, prov.alternateOf, left) in parsed
    assert [str(parsed.value(end, kg.text)) for end in (left, right)] == ["Tomas Verne", "Abu Lind"]
    assert parsed.value(left, kg.refersTo) == parsed.value(right, kg.refersTo)
    assert (str(parsed.value(statement, skos.note)), float(parsed.value(statement, kg.confidence))) == (
        "also known as",
        1.0,
    )


def test_every_direct_triple_has_its_assertion(parsed: rdflib.Graph) -> None:
    said = {
        (str(parsed.value(a, rdflib.RDF.subject)), str(parsed.value(a, rdflib.RDF.predicate)), str(o))
        for a, o in parsed.subject_objects(rdflib.RDF.object)
        if parsed.value(a, rdflib.RDF.type) == rdflib.URIRef(KG + "Assertion")
    }
    direct = {
        (s, p, o)
        for s, p, o in triples(GRAPH)
        if p.removeprefix(KG) in {assertion.predicate for assertion in GRAPH.assertions}
    }
    assert said == direct


def test_what_is_only_alleged_kills_nobody(parsed: rdflib.Graph) -> None:
    alleged = f"{DATA}event/killing-2031"
    assert values(parsed, alleged, KG + "killed") == []
    assert values(parsed, f"{DATA}assertion/r-0000000008", RDF + "subject") == []
    assert values(parsed, alleged, KG + "target") == [VERNE]
    assert values(parsed, BOMBING, KG + "killed") == [VERNE]


def test_a_conflict_holds_both_ways(parsed: rdflib.Graph) -> None:
    one, two = f"{DATA}claim/c-0000000001", f"{DATA}claim/c-0000000002"
    assert values(parsed, one, KG + "conflictsWith") == [two]
    assert values(parsed, two, KG + "conflictsWith") == [one]


def test_words_that_name_two_events_are_a_mention_of_each(parsed: rdflib.Graph) -> None:
    spans = [s for s, text in parsed.subject_objects(rdflib.URIRef(KG + "text")) if str(text) == "attacks"]
    assert sorted(v for s in spans for v in values(parsed, str(s), KG + "refersTo")) == [
        BOMBING,
        f"{DATA}event/killing-2031",
    ]


def test_awkward_characters_come_back_as_they_were(parsed: rdflib.Graph) -> None:
    assert values(parsed, f"{DATA}claim/c-0000000005", KG + "quote") == [AWKWARD]
    assert values(parsed, f"{DATA}person/mara-quist", RDFS + "label") == ['Mara "INF" Quist']
    assert values(parsed, f"{DATA}place/x-1a2b3c4d", SKOS + "prefLabel") == ["北国"]


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=40))
def test_any_text_survives_both_readers(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("any") / "graph.ttl"
    document = replace(ONE, path=text, stories=())
    write_turtle(Graph((document,), (), (), (), (), ()), path)
    [oxigraph] = [quad.object.value for quad in ox.parse(path=path) if quad.predicate.value == KG + "path"]
    rdf = values(rdflib.Graph().parse(path), f"{DATA}doc/{ONE.id}", KG + "path")
    assert oxigraph == text
    assert rdf == [text]


def test_the_order_of_records_does_not_change_a_byte(dump: Path, tmp_path: Path) -> None:
    shuffle = random.Random(4)

    def mixed(records: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(shuffle.sample(records, len(records)))

    fields = {name: mixed(getattr(GRAPH, name)) for name in GRAPH.__slots__}
    write_turtle(Graph(**fields), tmp_path / "other.ttl")  # type: ignore[arg-type]
    assert (tmp_path / "other.ttl").read_bytes() == dump.read_bytes()


def test_base_iri(tmp_path: Path) -> None:
    write_turtle(GRAPH, tmp_path / "graph.ttl", base_iri="http://data.example.net/news/")
    text = (tmp_path / "graph.ttl").read_text(encoding="utf-8")
    assert "@prefix person: <http://data.example.net/news/person/> ." in text
    assert "example.org" not in text


def test_an_empty_graph_is_a_valid_file(tmp_path: Path) -> None:
    write_turtle(Graph((), (), (), (), (), ()), tmp_path / "graph.ttl")
    assert list(ox.parse(path=tmp_path / "graph.ttl")) == []


def half_write(path: Path) -> None:
    with replacing(path) as temporary:
        temporary.write_text("half")
        raise ZeroDivisionError


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("old")
    with pytest.raises(ZeroDivisionError):
        half_write(path)
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("graph.ttl", "old")]


def test_folders_are_made_and_the_file_can_be_read_by_others(tmp_path: Path) -> None:
    write_turtle(GRAPH, tmp_path / "new" / "folder" / "graph.ttl")
    plain = tmp_path / "plain"
    plain.write_text("")
    assert (tmp_path / "new/folder/graph.ttl").stat().st_mode == plain.stat().st_mode
