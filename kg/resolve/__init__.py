"""From mentions to entities: which names are one person, organisation or place, and why."""

from kg.resolve.entities import entity_ids, resolve_entities
from kg.resolve.names import compare

__all__ = ["compare", "entity_ids", "resolve_entities"]
