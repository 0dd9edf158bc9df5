"""kg: English news into a knowledge graph in which every edge has its sentence."""

__version__ = "0.1.0"
