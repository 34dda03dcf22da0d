"""What leaves at one end of an axis comes in at the other."""

from dataclasses import dataclass

import numpy as np

from app.core.index_map.protocol import IntArray, inside


@dataclass(frozen=True, slots=True)
class Rolled:
    """Rolls the middle axis of a source of shape (outer, size, inner) by ``shift`` cells, 0 to size - 1."""

    outer: int
    size: int
    inner: int
    shift: int

    @property
    def target_cells(self) -> int:
        """As many as the source has."""
        return self.outer * self.size * self.inner

    @property
    def arity(self) -> int:
        """Always one."""
        return 1

    def sources(self, cells: IntArray) -> IntArray:
        """Source cells of each target cell; see :class:`IndexMap`.

        Cost: O(n).

        >>> Rolled(1, 4, 1, 1).sources(np.arange(4))[:, 0]
        array([3, 0, 1, 2])
        """
        inside(cells, self.target_cells)
        if not cells.size:
            return cells[:, None]
        along = cells // self.inner % self.size
        found: IntArray = cells - np.where(along < self.shift, self.shift - self.size, self.shift) * self.inner
        return found[:, None]
