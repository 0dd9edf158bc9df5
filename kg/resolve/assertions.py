"""Direct triples with their evidence, and what follows from those of place and part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.identifiers import digest
from kg.model import Assertion, Entity, Span


def containment(assertions: Iterable[Assertion], entities: Sequence[Entity]) -> dict[str, frozenset[str]]:
    """What each place lies in and each body is part of, by `locatedIn` and `partOf` read transitively."""
    parents: dict[str, set[str]] = defaultdict(set)
    for assertion in assertions:
        if assertion.predicate in ("locatedIn", "partOf"):
            parents[assertion.subject].add(assertion.object)
        elif assertion.predicate == "leaderOf" and assertion.subject.startswith("place:"):
            parents[assertion.object].add(assertion.subject)  # a coalition is of the state that leads it
        elif assertion.predicate in ("leaderOf", "commanderOf", "memberOf") and assertion.subject.startswith("person:"):
            parents[assertion.subject].add(assertion.object)
    places = {entity.label: entity.id for entity in entities if entity.type == "Place"}
    for entity in entities:
        if entity.type == "Facility":  # "Harare airport" lies in Harare
            words = entity.label.split()
            parents[entity.id] |= {places[front] for n in (1, 2, 3) if (front := " ".join(words[:n])) in places}
    closed: dict[str, frozenset[str]] = {}
    for entity in entities:
        found, todo = set(), list(parents.get(entity.id, ()))
        while todo:
            place = todo.pop()
            if place not in found and place != entity.id:
                found.add(place)
                todo += parents.get(place, ())
        closed[entity.id] = frozenset(found)
    return closed


def assertion(subject: str, predicate: str, object: str, evidence: Iterable[tuple[Span, float]]) -> Assertion:
    """The direct triple with all its evidence in reading order; its confidence is that of the best."""
    spans = list(evidence)
    ordered = tuple(sorted({span for span, _ in spans}, key=lambda s: (s.document, s.begin, s.end)))
    confidence = round(max(confidence for _, confidence in spans), 2)
    return Assertion(
        f"assertion:r-{digest(subject, predicate, object)}", subject, predicate, object, ordered, confidence
    )
