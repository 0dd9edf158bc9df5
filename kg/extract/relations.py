"""Roles of people, and who leads, commands, speaks for, belongs to or lies in what."""

from __future__ import annotations

from kg.extract import affiliations, locations, titles
from kg.extract.actors import References
from kg.extract.reading import Reading
from kg.model import Mention, RelationMention, Role


def find(reading: Reading, references: References) -> tuple[tuple[Role, ...], tuple[RelationMention, ...]]:
    """The roles and the relations of a story in reading order, each with the words that state it."""
    roles: list[Role] = []
    found: list[RelationMention] = []
    bodies: dict[str, list[Mention]] = {}
    for block in reading.blocks:
        titles.add_bodies(block, references, bodies)
        for office in titles.find(block, references):
            roles.append(titles.role(reading, block, office))
            found += titles.relations(reading, block, titles.completed(office, bodies))
        found += affiliations.find(reading, block, references)
        found += locations.find(reading, block)
    found += titles.ministers(reading, roles)
    once: dict[tuple[Mention, str, Mention], RelationMention] = {}
    for relation in found:
        if relation.subject != relation.object:
            once.setdefault((relation.subject, relation.predicate, relation.object), relation)
    ordered = sorted(once.values(), key=lambda r: (r.evidence.begin, r.subject.begin, r.predicate, r.object.begin))
    return tuple(dict.fromkeys(roles)), tuple(ordered)
