"""From what was read in each story to the graph: entities, relations, events, claims, each with its evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.model import Assertion, Document, Entity, Extraction, Graph, Mention, Skipped, Span
from kg.resolve import gazetteer, resolve_entities
from kg.resolve.assertions import assertion, containment
from kg.resolve.authority import Authority, linked
from kg.resolve.claims import resolve_claims
from kg.resolve.conflicts import compare, find_denials, rival_quarters, whole_tolls
from kg.resolve.decisions import Judgement, decided
from kg.resolve.entities import ruled
from kg.resolve.events import resolve_events
from kg.resolve.events.judgements import obeying
from kg.resolve.events.parts import sub_events


def assemble(
    documents: Sequence[Document],
    extractions: Sequence[Extraction],
    skipped: Sequence[Skipped] = (),
    judgements: Sequence[Judgement] = (),
    authority: Authority | None = None,
) -> Graph:
    """The graph of `documents`; the order of `extractions` does not matter, `judgements` go before every score.
    Entities are linked to the entries of `authority` that their names mean.

    Raises `kg.resolve.decisions.ContradictionError` where the judgements cannot all hold.
    """
    rulings = ruled(extractions, judgements, documents)
    extractions = obeying(extractions, rulings)
    entities = resolve_entities(extractions, rulings, authority)
    judged = decided(entities, rulings)
    apart = {frozenset((a, b)) for judgement in judged for a, _, b, _ in judgement.apart}
    entities, open_links = linked(entities, authority or Authority(), apart)
    ids = {mention: entity.id for entity in entities for mention in entity.mentions}
    relations = _relations(extractions, ids)
    relations += gazetteer.located(entities, containment(relations, entities))
    within = containment(relations, entities)
    events, roles, of = resolve_events(extractions, entities, within, rulings)
    denials = find_denials(extractions, events, roles, of, within, ids)
    disputed = rival_quarters(relations, within)
    claims, sources = resolve_claims(documents, extractions, entities, of, denials, disputed)
    claims = whole_tolls(claims, extractions, of, ids)
    claims, events = compare(claims, documents, extractions, events, (*relations, *roles), of, within)
    sentences = {sentence for extraction in extractions for sentence in extraction.sentences}
    return Graph(
        tuple(sorted(documents, key=lambda d: d.id)),
        tuple(sorted(sentences, key=lambda s: (s.document, s.begin, s.end))),
        _unique(entities, sources),
        events,
        claims,
        tuple(sorted((*relations, *roles, *sub_events(extractions, events)), key=lambda a: a.id)),
        tuple(skipped),
        decided((*entities, *events), rulings),
        open_links,
    )


def _unique(entities: Sequence[Entity], sources: Sequence[Entity]) -> tuple[Entity, ...]:
    known = {entity.id: entity for entity in (*sources, *entities)}
    return tuple(known[id] for id in sorted(known))


def _relations(extractions: Sequence[Extraction], ids: Mapping[Mention, str]) -> list[Assertion]:
    """The relations between entities, each with every span that states it."""
    found: dict[tuple[str, str, str], list[tuple[Span, float]]] = defaultdict(list)
    for extraction in extractions:
        for relation in extraction.relations:
            subject, object = ids.get(relation.subject), ids.get(relation.object)
            if subject and object and subject != object:
                found[subject, relation.predicate, object].append((relation.evidence, relation.confidence))
    return [assertion(*triple, evidence) for triple, evidence in sorted(found.items())]
