"""Where a cell comes from: maps from target cells to source cells, asked lazily and chained.

The table of strides is the simple case. What one table cannot say is a map of its own that answers the same
question, and maps chain.
"""

from app.core.index_map.affine import Affine, Along, affine, fitted, rolled
from app.core.index_map.band import Band
from app.core.index_map.beside import Beside
from app.core.index_map.chain import Chain, window
from app.core.index_map.composed import coalesced, compose, is_everything
from app.core.index_map.concat import Concat
from app.core.index_map.effort import effort
from app.core.index_map.inlay import Inlay, Place
from app.core.index_map.listed import Listed, Nothing
from app.core.index_map.merged import Merged
from app.core.index_map.pick import Pick
from app.core.index_map.protocol import NO_SOURCE, IndexMap, IntArray
from app.core.index_map.shared import joined, nests, summed
from app.core.index_map.table import Stride, StrideTable
from app.core.index_map.whole import Sources, whole

__all__ = [
    "NO_SOURCE",
    "Affine",
    "Along",
    "Band",
    "Beside",
    "Chain",
    "Concat",
    "IndexMap",
    "Inlay",
    "IntArray",
    "Listed",
    "Merged",
    "Nothing",
    "Pick",
    "Place",
    "Sources",
    "Stride",
    "StrideTable",
    "affine",
    "coalesced",
    "compose",
    "effort",
    "fitted",
    "is_everything",
    "joined",
    "nests",
    "rolled",
    "summed",
    "whole",
    "window",
]
