"""Where the vocabulary lives, and the names by which every writer and query calls it.

>>> iri("person:ada-lovelace")
'https://example.org/kg/person/ada-lovelace'
>>> concept("political-party")
'https://w3id.org/newskg/ns#politicalParty'
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import quote

KG = "https://w3id.org/newskg/ns#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"
DEFAULT_BASE = "https://example.org/kg/"

# One prefix per class of node. "org" is never bound: rdflib keeps that name for the W3C vocabulary.
NODE_PREFIXES = ("assertion", "claim", "doc", "event", "organization", "person", "place", "source", "span", "story")
LOCAL_NAME = re.compile(r"[A-Za-z_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")


def prefixes(base_iri: str = DEFAULT_BASE) -> dict[str, str]:
    """Every prefix of a dump with its namespace, vocabularies first."""
    vocabularies = {"kg": KG, "rdf": RDF, "rdfs": RDFS, "skos": SKOS, "xsd": XSD, "owl": OWL, "prov": PROV}
    return vocabularies | {prefix: f"{base_iri}{prefix}/" for prefix in NODE_PREFIXES}


def iri(identifier: str, base_iri: str = DEFAULT_BASE) -> str:
    """The full IRI of a record's id ("person:ada-lovelace"); characters an IRI may not hold are percent-encoded."""
    prefix, _, local = identifier.partition(":")
    return f"{base_iri}{quote(prefix)}/{quote(local)}"


def concept(name: str) -> str:
    """The IRI of a concept or property of kg: by its name in the records, in which words may be joined by hyphens."""
    head, *tail = re.split(r"[-\s]+", name.strip())
    return KG + quote(head + "".join(word[:1].upper() + word[1:] for word in tail))


def short(full: str, known: Mapping[str, str]) -> str:
    """An IRI with its prefix where one of `known` (prefix to namespace) fits, else as it is.

    >>> short("https://w3id.org/newskg/ns#killed", prefixes())
    'kg:killed'
    """
    for prefix, namespace in known.items():
        local = full.removeprefix(namespace)
        if local != full and "/" not in local:
            return f"{prefix}:{local}"
    return full


def directory() -> Path:
    """The folder of kg.ttl, shapes.ttl, context.jsonld and queries/, in the installed package or the checkout."""
    installed = Path(__file__).parent / "ontology"
    return installed if installed.is_dir() else Path(__file__).parents[1] / "ontology"


@cache
def subtypes() -> frozenset[str]:
    """The IRIs of the kinds of persons, organizations and places that the vocabulary knows."""
    import pyoxigraph as ox

    kinds = (RDF + "type", KG + "Subtype")
    quads = ox.parse(path=directory() / "kg.ttl")
    return frozenset(
        quad.subject.value
        for quad in quads
        if isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.NamedNode)
        and (quad.predicate.value, quad.object.value) == kinds
    )


def queries() -> list[Path]:
    """The named SPARQL queries, in order of their file names."""
    return sorted((directory() / "queries").glob("*.rq"))
