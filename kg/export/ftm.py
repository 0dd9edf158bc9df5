"""A dump as entities of FollowTheMoney, one JSON object a line, for Aleph, OpenSanctions' tools and the like.

People, organizations, places, events and documents become Person, Organization or PublicBody, Address, Event and
Article; an anonymous source is a LegalEntity, a claim a Note about what it speaks of. Every relation and role becomes
one link: Membership, Directorship or Representation where its ends are of the kinds that these ask for, else
UnknownLink with the relation as its role. So do who made a claim and to whom, and what it supports, supersedes and
contradicts. Mentions have no counterpart; `proof` of a link names its documents.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, TypeAlias

from kg.dump import Dump, Term
from kg.identifiers import digest
from kg.network import words
from kg.ontology import RDF, RDFS

Values: TypeAlias = dict[str, list[str]]

SCHEMATA = {
    "Person": "Person",
    "Organization": "Organization",
    "AnonymousSource": "LegalEntity",
    "Place": "Address",
    "Facility": "Address",
    "Event": "Event",
    "Document": "Article",
    "Claim": "Note",
}
_PUBLIC = frozenset({"kg:government", "kg:ministry", "kg:parliament", "kg:court", "kg:agency", "kg:police"})
_ACTORS = frozenset({"Person", "Organization", "PublicBody", "LegalEntity"})
_BODIES = frozenset({"Organization", "PublicBody"})
# relation → schema, property of the subject, property of the object, schemata that the object can have
_LINKS = {
    "memberOf": ("Membership", "member", "organization", _BODIES),
    "leaderOf": ("Directorship", "director", "organization", _BODIES),
    "commanderOf": ("Directorship", "director", "organization", _BODIES),
    "spokespersonFor": ("Representation", "agent", "client", _ACTORS),
}


def write_ftm(dump: Dump, file: IO[bytes]) -> None:
    """Write the entities and links of a dump as JSON lines, in order of class and id."""
    for entity in entities(dump):
        file.write(json.dumps(entity, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace") + b"\n")


def entities(dump: Dump) -> Iterator[dict[str, object]]:
    """Every entity and link as {"id", "schema", "properties": {name: values}}."""
    writer = _Writer(dump)
    for kind in SCHEMATA:
        for node in dump.instances(kind):
            yield writer.entity(node, writer.properties(node, kind))
    for node in dump.instances("Assertion"):
        yield writer.link(node)
    for node in dump.instances("Claim"):
        yield from writer.said(node)


class _Writer:
    def __init__(self, dump: Dump) -> None:
        self.dump = dump
        self.schemata = {node: self.schema(node, kind) for kind in SCHEMATA for node in dump.instances(kind)}

    def schema(self, node: Term, kind: str) -> str:
        public = any(self.dump.short(subtype) in _PUBLIC for subtype in self.dump.objects(node, "subtype"))
        return "PublicBody" if kind == "Organization" and public else SCHEMATA[kind]

    def id(self, node: Term) -> str:
        """FollowTheMoney allows no colon in an id."""
        return self.dump.short(node).replace(":", "-", 1).replace("%", "_")

    def entity(self, node: Term, properties: Values) -> dict[str, object]:
        return _entity(self.id(node), self.schemata[node], properties)

    def properties(self, node: Term, kind: str) -> Values:
        values = self.dump.values
        label = values(node, RDFS + "label")
        if kind == "Document":
            return {
                "title": label,
                "fileName": values(node, "path"),
                "publishedAt": values(node, "published"),
                "publisher": values(node, "publisher"),
            }
        if kind == "Claim":
            return {
                "name": label,
                "description": values(node, "quote"),
                "entity": self.ids(self.dump.objects(node, "about")),
                "proof": self.ids(self.dump.objects(node, "inDocument")),
            }
        named = {"name": label, "alias": values(node, "alias")}
        if kind == "Event":
            role = {
                name: self.dump.objects(node, name)
                for name in ("agent", "target", "killed", "wounded", "arrested", "participant")
            }
            involved = {actor for actors in role.values() for actor in actors if self.schemata.get(actor) in _ACTORS}
            places = self.dump.objects(node, "place")
            return named | {
                "keywords": [
                    words(self.dump.short(kind).partition(":")[2]) for kind in self.dump.objects(node, "eventType")
                ],
                "date": values(node, "when"),
                "startDate": values(node, "earliest"),
                "endDate": values(node, "latest"),
                "involved": self.ids(sorted(involved, key=str)),
                "addressEntity": self.ids(places),
                "location": [self.dump.label(place) for place in places],
                "proof": self.documents(self.dump.subjects("refersTo", node)),
            }
        if kind in ("Place", "Facility"):
            return named | {"full": label}
        if kind == "Person":
            named["position"] = values(node, "role")
        return named | {"proof": self.documents(self.dump.subjects("refersTo", node))}

    def link(self, node: Term) -> dict[str, object]:
        [subject], [predicate], [object] = (
            self.dump.objects(node, RDF + name) for name in ("subject", "predicate", "object")
        )
        relation = self.dump.short(predicate).partition(":")[2]
        schema, of_subject, of_object, allowed = _LINKS.get(relation, ("", "", "", frozenset()))
        if self.schemata[subject] not in _ACTORS or self.schemata[object] not in allowed:
            schema, of_subject, of_object = "UnknownLink", "subject", "object"
        evidence = self.dump.objects(node, "evidence")
        properties = {
            of_subject: [self.id(subject)],
            of_object: [self.id(object)],
            "role": [words(relation)],
            "summary": [text for span in evidence for text in self.dump.values(span, "text")],
            "proof": self.documents(evidence),
        }
        return _entity(self.id(node), schema, properties)

    def said(self, claim: Term) -> Iterator[dict[str, object]]:
        """The links of a claim: from who made it, to whom, and to other claims; a conflict has one for both ways."""
        [act] = self.dump.objects(claim, "speechAct")
        speakers = self.dump.objects(claim, "claimant")
        ties = [(speaker, self.dump.short(act).partition(":")[2], claim) for speaker in speakers]
        for relation in ("addressee", "supports", "supersedes", "conflictsWith"):
            others = self.dump.objects(claim, relation)
            ties += [(claim, relation, o) for o in others if relation != "conflictsWith" or str(claim) < str(o)]
        for subject, relation, object in ties:
            properties = {
                "subject": [self.id(subject)],
                "object": [self.id(object)],
                "role": [words(relation)],
                "date": self.dump.values(claim, "saidOn"),
            }
            # The same name as that of the edge in GraphML.
            key = digest(self.dump.short(subject), relation, self.dump.short(object))
            yield _entity(f"assertion-r-{key}", "UnknownLink", properties)

    def documents(self, spans: list[Term]) -> list[str]:
        return sorted({id for span in spans for id in self.ids(self.dump.objects(span, "inDocument"))})

    def ids(self, nodes: list[Term]) -> list[str]:
        return [self.id(node) for node in nodes]


def _entity(id: str, schema: str, properties: Values) -> dict[str, object]:
    return {"id": id, "schema": schema, "properties": {name: values for name, values in properties.items() if values}}
