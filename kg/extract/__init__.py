"""Documents → mentions, introductions, roles, relations, events and claims, story by story."""

from kg.extract.parallel import WorkerError, extract_parallel, suitable_jobs
from kg.extract.pipeline import PipelineError, load
from kg.extract.stories import extract

__all__ = ["PipelineError", "WorkerError", "extract", "extract_parallel", "load", "suitable_jobs"]
