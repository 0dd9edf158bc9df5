"""From mentions to entities: which names are one person, organisation or place, and why."""

from kg.resolve.names import compare

__all__ = ["compare"]
