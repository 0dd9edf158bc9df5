"""kg: English news into a knowledge graph in which every edge has its sentence.

>>> import kg
>>> sorted(kg.__all__)
['Document', 'Extraction', 'Graph', '__version__', 'build', 'write']
"""

from kg.model import Document, Extraction, Graph
from kg.workflow import build, write

__version__ = "0.1.0"
__all__ = ["Document", "Extraction", "Graph", "__version__", "build", "write"]
