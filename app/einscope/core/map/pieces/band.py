"""A band of diagonals of a plane: cells outside of it have no source."""

from dataclasses import dataclass

import numpy as np

from einscope.core.map.protocol import NO_SOURCE, IntArray, inside


@dataclass(frozen=True, slots=True)
class Band:
    """Keeps the cells of planes of this shape whose column is ``low`` to ``high`` cells after their row."""

    planes: int
    rows: int
    columns: int
    low: int
    high: int

    @property
    def target_cells(self) -> int:
        """As many as the source has."""
        return self.planes * self.rows * self.columns

    @property
    def arity(self) -> int:
        """Always one."""
        return 1

    def sources(self, cells: IntArray) -> IntArray:
        """Source cells of each target cell; see :class:`IndexMap`.

        Cost: O(n).

        >>> Band(1, 2, 2, -1, 0).sources(np.arange(4))[:, 0]  # on and below the diagonal
        array([ 0, -1,  2,  3])
        """
        inside(cells, self.target_cells)
        if not cells.size:
            return cells[:, None]
        row, column = np.divmod(cells % (self.rows * self.columns), self.columns)
        after = column - row
        return np.where((after < self.low) | (after > self.high), NO_SOURCE, cells)[:, None]
