"""Where a cell comes from: maps from target cells to source cells, asked lazily and chained.

The table of strides is the simple case. What one table cannot say is a map of its own that answers the same
question, and maps chain.
"""

from einscope.core.map.affine import Affine, Along, affine, fitted, rolled
from einscope.core.map.chain import Chain, window
from einscope.core.map.composed import coalesced, compose, is_everything
from einscope.core.map.effort import effort
from einscope.core.map.pieces.band import Band
from einscope.core.map.pieces.beside import Beside
from einscope.core.map.pieces.concat import Concat
from einscope.core.map.pieces.inlay import Inlay, Place
from einscope.core.map.pieces.listed import Listed, Nothing
from einscope.core.map.pieces.merged import Merged
from einscope.core.map.pieces.part import Part
from einscope.core.map.pieces.pick import Pick
from einscope.core.map.protocol import NO_SOURCE, IndexMap, IntArray
from einscope.core.map.shared import joined, nests, summed
from einscope.core.map.table import Stride, StrideTable
from einscope.core.map.whole import Sources, whole

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
    "Part",
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
