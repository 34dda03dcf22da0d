"""Several tensors whose cells are numbered one after another."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import numpy as np

from einscope.core.map.protocol import NO_SOURCE, IndexMap, IntArray, inside


@dataclass(frozen=True)
class Beside:
    """The targets of several maps, one after another, as one target; all read the same source."""

    maps: Sequence[IndexMap]

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(index_map.target_cells for index_map in self.maps)]

    @property
    def target_cells(self) -> int:
        """Those of all maps."""
        return self._starts[-1]

    @cached_property
    def arity(self) -> int:
        """The most that any of them has; the others are filled up."""
        return max((index_map.arity for index_map in self.maps), default=1)

    def sources(self, cells: IntArray) -> IntArray:
        """Source cells of each target cell; see :class:`IndexMap`.

        Cost: O(n · maps) and what each map costs for its cells.

        >>> from einscope.core.map.table import Stride, StrideTable
        >>> Beside((StrideTable((Stride(2, 1),)), StrideTable((Stride(2, -1),), (), 5))).sources(np.arange(4))[:, 0]
        array([0, 1, 5, 4])
        """
        inside(cells, self.target_cells)
        sources = np.full((len(cells), self.arity), NO_SOURCE, dtype=np.int64)
        number = np.searchsorted(np.array(self._starts, dtype=np.int64), cells, side="right") - 1
        for piece in np.unique(number):
            index_map, here = self.maps[piece], number == piece
            sources[here, : index_map.arity] = index_map.sources(cells[here] - self._starts[piece])
        return sources
