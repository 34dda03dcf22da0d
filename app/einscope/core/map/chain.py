"""Maps that chain, and windows of any map."""

from dataclasses import dataclass

import numpy as np

from einscope.core.map.affine import Affine
from einscope.core.map.protocol import NO_SOURCE, IndexMap, IntArray
from einscope.core.map.table import StrideTable
from einscope.core.patience import go_on


@dataclass(frozen=True, slots=True)
class Chain:
    """One map after another: ``first`` makes from the source what ``then`` reads."""

    first: IndexMap
    then: IndexMap

    @property
    def target_cells(self) -> int:
        """The cells of the last map's target."""
        return self.then.target_cells

    @property
    def arity(self) -> int:
        """Every source of a source counts."""
        arity, first = self.then.arity, self.first
        while isinstance(first, Chain):
            arity *= first.then.arity
            first = first.first
        return arity * first.arity

    @property
    def links(self) -> int:
        """How many maps there are one after another."""
        count, first = 2, self.first
        while isinstance(first, Chain):
            count, first = count + 1, first.first
        return count

    def sources(self, cells: IntArray) -> IntArray:
        """Source cells of each target cell; see :class:`IndexMap`. What has no source midway has none.

        Cost: the sum of both maps' costs for these cells.
        """
        return self.through(self.then.sources(cells))

    def through(self, middle: IntArray) -> IntArray:
        """Sources of what ``then`` reads, shape (n, its arity)."""
        first = self.first
        while isinstance(first, Chain):  # a long chain is walked, not nested
            middle = _read(first.then, middle)
            first = first.first
        return _read(first, middle)


def _read(index_map: IndexMap, middle: IntArray) -> IntArray:
    go_on()
    flat = middle.reshape(-1)
    known = flat != NO_SOURCE
    sources = np.full((len(flat), index_map.arity), NO_SOURCE, dtype=np.int64)
    sources[known] = index_map.sources(flat[known])
    return sources.reshape(len(middle), middle.shape[1] * index_map.arity)


def window(index_map: IndexMap, start: int, count: int) -> IntArray:
    """Sources of the target cells from ``start`` on, at most ``count`` of them, shape (n, arity).

    >>> from einscope.core.map.affine import fitted
    >>> window(fitted((2,), (5,)), 1, 2)[:, 0]
    array([ 1, -1])
    """
    count = max(0, min(count, index_map.target_cells - start))
    if isinstance(index_map, StrideTable | Affine) and count:
        return index_map.window(start, count)
    if isinstance(index_map, Chain):
        return index_map.through(window(index_map.then, start, count))
    return index_map.sources(np.arange(start, start + count, dtype=np.int64))
