"""Pieces joined along one axis."""

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import numpy as np

from einscope.core.map.protocol import IntArray, inside


@dataclass(frozen=True)
class Concat:
    """Joins pieces of shape (outer, size, inner) along the middle axis; the source is their cells in a row."""

    outer: int
    sizes: tuple[int, ...]
    inner: int

    @property
    def target_cells(self) -> int:
        """Those of all pieces."""
        return self.outer * sum(self.sizes) * self.inner

    @property
    def arity(self) -> int:
        """Always one."""
        return 1

    @cached_property
    def _starts(self) -> IntArray:
        return np.array([0, *accumulate(self.sizes)], dtype=np.int64)

    def sources(self, cells: IntArray) -> IntArray:
        """Source cells of each target cell; see :class:`IndexMap`.

        Cost: O(n · log(pieces)).

        >>> Concat(2, (1, 2), 1).sources(np.arange(6))[:, 0]  # two rows: one column, then two
        array([0, 2, 3, 1, 4, 5])
        """
        inside(cells, self.target_cells)
        if not cells.size:
            return cells[:, None]
        starts = self._starts
        outer, rest = np.divmod(cells, starts[-1] * self.inner)
        along, inner = np.divmod(rest, self.inner)
        piece = np.searchsorted(starts, along, side="right") - 1
        size = starts[piece + 1] - starts[piece]
        sources = (self.outer * starts[piece] + outer * size + along - starts[piece]) * self.inner + inner
        return np.asarray(sources, dtype=np.int64)[:, None]
