"""Documents → mentions, introductions, roles, relations, events and claims, story by story."""

from kg.extract.pipeline import PipelineError, load
from kg.extract.stories import extract

__all__ = ["PipelineError", "extract", "load"]
