"""Write docs/vocabulary.md from ontology/kg.ttl: python docs/vocabulary.py [FILE]."""

import sys
from collections.abc import Iterable
from pathlib import Path

import rdflib
from rdflib import OWL, RDF, RDFS, SKOS

ROOT = Path(__file__).parents[1]
KG = rdflib.Namespace("https://w3id.org/newskg/ns#")
SCHEMA = rdflib.Namespace("https://schema.org/")
HEAD = """# The vocabulary of the dump

Made from [`ontology/kg.ttl`](../ontology/kg.ttl) by `python docs/vocabulary.py`; a test keeps it current.
`kg:` is `https://w3id.org/newskg/ns#`. Queries need no other terms besides `rdfs:label`, `skos:prefLabel`, `skos:note`
(why an event has its date, why names were joined), `rdf:subject`, `rdf:predicate`, `rdf:object`, `prov:alternateOf`,
`owl:differentFrom` and `owl:sameAs`. `kg validate` checks a dump against
[`ontology/shapes.ttl`](../ontology/shapes.ttl).
"""


def page(graph: rdflib.Graph) -> str:
    """The vocabulary as Markdown: classes, properties by what they are said of, and the concepts of each kind."""
    return "\n".join([HEAD, *classes(graph), *properties(graph), *concepts(graph)]) + "\n"


def classes(graph: rdflib.Graph) -> list[str]:
    """A table of the classes."""
    lines = ["## Classes", "", "| class | is a | what it is | elsewhere |", "|---|---|---|---|"]
    for term in sorted(graph.subjects(RDF.type, RDFS.Class)):
        own, other = _split(graph, [*graph.objects(term, RDFS.subClassOf), *graph.objects(term, SKOS.closeMatch)])
        lines.append(f"| `{_name(graph, term)}` | {own} | {_text(graph, term)} | {other} |")
    return [*lines, ""]


def properties(graph: rdflib.Graph) -> list[str]:
    """A table of the properties."""
    lines = ["## Properties", ""]
    lines += ["| property | of | value | what it says | elsewhere |", "|---|---|---|---|---|"]
    for term in sorted(graph.subjects(RDF.type, RDF.Property)):
        links = [*graph.objects(term, RDFS.subPropertyOf), *graph.objects(term, SKOS.closeMatch)]
        own, other = _split(graph, links)
        domain = [*graph.objects(term, RDFS.domain), *graph.objects(term, SCHEMA.domainIncludes)]
        range_ = [*graph.objects(term, RDFS.range), *graph.objects(term, SCHEMA.rangeIncludes)]
        said = _text(graph, term)
        said += " Symmetric." if (term, RDF.type, OWL.SymmetricProperty) in graph else ""
        said += " Transitive." if (term, RDF.type, OWL.TransitiveProperty) in graph else ""
        elsewhere = ", ".join(filter(None, (own, other)))
        lines.append(
            f"| `{_name(graph, term)}` | {_names(graph, domain)} | {_names(graph, range_)} | {said} | {elsewhere} |"
        )
    return [*lines, ""]


def concepts(graph: rdflib.Graph) -> list[str]:
    """A table of the concepts of each kind."""
    lines = ["## Concepts", ""]
    for kind in sorted(graph.subjects(RDFS.subClassOf, SKOS.Concept)):
        lines += [f"### {_name(graph, kind)}", "", _text(graph, kind), ""]
        lines += ["| concept | under | what it means | elsewhere |", "|---|---|---|---|"]
        for term in sorted(graph.subjects(RDF.type, kind)):
            broader = _names(graph, graph.objects(term, SKOS.broader))
            matches = _names(graph, graph.objects(term, SKOS.closeMatch))
            lines.append(f"| `{_name(graph, term)}` | {broader} | {_text(graph, term)} | {matches} |")
        lines.append("")
    return lines[:-1]


def _split(graph: rdflib.Graph, terms: Iterable[rdflib.term.Node]) -> tuple[str, str]:
    """The terms of kg: and those of other vocabularies."""
    every = sorted(set(terms))
    return _names(graph, [t for t in every if t in KG]), _names(graph, [t for t in every if t not in KG])


def _names(graph: rdflib.Graph, terms: Iterable[rdflib.term.Node]) -> str:
    return ", ".join(f"`{_name(graph, term)}`" for term in sorted(set(terms)))


def _name(graph: rdflib.Graph, term: rdflib.term.Node) -> str:
    return graph.namespace_manager.curie(str(term), generate=False)


def _text(graph: rdflib.Graph, term: rdflib.term.Node) -> str:
    """Comment or definition, or else the label."""
    found = next((graph.value(term, of) for of in (RDFS.comment, SKOS.definition) if graph.value(term, of)), None)
    return str(found or graph.value(term, RDFS.label)).replace("|", "\\|")


def main() -> None:
    """Write the page."""
    graph = rdflib.Graph(bind_namespaces="none").parse(ROOT / "ontology" / "kg.ttl")
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "vocabulary.md"
    target.write_text(page(graph), encoding="utf-8")


if __name__ == "__main__":
    main()
