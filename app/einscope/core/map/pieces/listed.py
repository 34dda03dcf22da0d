"""Sources that are listed one by one, and the map that has none."""

from dataclasses import dataclass

import numpy as np

from einscope.core.map.protocol import NO_SOURCE, IntArray, inside


@dataclass(frozen=True, eq=False)
class Listed:
    """For every target cell its sources, shape (cells, arity)."""

    listed: IntArray

    @property
    def target_cells(self) -> int:
        """As many as are listed."""
        return len(self.listed)

    @property
    def arity(self) -> int:
        """As many as are listed for a cell."""
        return int(self.listed.shape[1])

    def sources(self, cells: IntArray) -> IntArray:
        """Source cells of each target cell; see :class:`IndexMap`.

        >>> Listed(np.array([[3], [1]])).sources(np.arange(2))[:, 0]
        array([3, 1])
        """
        inside(cells, self.target_cells)
        return self.listed[cells]


@dataclass(frozen=True, slots=True)
class Nothing:
    """Cells without a source: zeros, and whatever else is made anew."""

    target_cells: int

    @property
    def arity(self) -> int:
        """One, which is none."""
        return 1

    def sources(self, cells: IntArray) -> IntArray:
        """Source cells of each target cell; see :class:`IndexMap`.

        >>> Nothing(2).sources(np.arange(2)).tolist()
        [[-1], [-1]]
        """
        inside(cells, self.target_cells)
        return np.full((len(cells), 1), NO_SOURCE, dtype=np.int64)
