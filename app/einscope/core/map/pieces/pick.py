"""A list of positions along one axis."""

from dataclasses import dataclass

import numpy as np

from einscope.core.map.protocol import IntArray, inside


@dataclass(frozen=True, eq=False)
class Pick:
    """Takes listed positions along the middle axis of a source of shape (outer, size, inner)."""

    outer: int
    size: int
    inner: int
    positions: IntArray

    @property
    def target_cells(self) -> int:
        """The middle axis is as long as the list."""
        return self.outer * len(self.positions) * self.inner

    @property
    def arity(self) -> int:
        """Always one."""
        return 1

    def sources(self, cells: IntArray) -> IntArray:
        """Source cells of each target cell; see :class:`IndexMap`.

        Cost: O(n).

        >>> Pick(2, 3, 1, np.array([2, 0])).sources(np.arange(4))[:, 0]
        array([2, 0, 5, 3])
        """
        inside(cells, self.target_cells)
        if not cells.size:
            return cells[:, None]
        outer, rest = np.divmod(cells, len(self.positions) * self.inner)
        along, inner = np.divmod(rest, self.inner)
        sources: IntArray = (outer * self.size + self.positions[along]) * self.inner + inner
        return sources[:, None]
