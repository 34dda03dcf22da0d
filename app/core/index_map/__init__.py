"""Where a cell comes from: maps from target cells to source cells, asked lazily and chained.

The table of strides is the simple case. What one table cannot say is a map of its own that answers the same
question, and maps chain.
"""

from app.core.index_map.chain import Chain, window
from app.core.index_map.fit import Fit
from app.core.index_map.protocol import NO_SOURCE, IndexMap, IntArray
from app.core.index_map.sliding import Reach, Windows
from app.core.index_map.table import Stride, StrideTable

__all__ = [
    "NO_SOURCE",
    "Chain",
    "Fit",
    "IndexMap",
    "IntArray",
    "Reach",
    "Stride",
    "StrideTable",
    "Windows",
    "window",
]
