"""Sliding windows over padding: linear along every axis of the source, and reaching outside it."""

from dataclasses import dataclass
from math import prod

import numpy as np

from app.core.index_map.protocol import NO_SOURCE, IntArray, inside


@dataclass(frozen=True, slots=True)
class Reach:
    """Along one axis of the source: its size, where the cell with digits 0 reads, and a step for each target axis."""

    size: int
    start: int
    steps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Windows:
    """A map that is linear along every axis of the source, and may reach outside it: sliding windows over padding."""

    kept: tuple[int, ...]
    reaches: tuple[Reach, ...]

    @property
    def target_cells(self) -> int:
        """Product of the kept sizes."""
        return prod(self.kept)

    @property
    def arity(self) -> int:
        """Always one."""
        return 1

    def sources(self, cells: IntArray) -> IntArray:
        """Source cells of each target cell; see :class:`IndexMap`.

        Cost: O(n · rank of the target · rank of the source).

        >>> Windows((2, 2), (Reach(2, -1, (1, 1)),)).sources(np.arange(4))[:, 0]  # windows of 2, padding of 1
        array([-1,  0,  0,  1])
        """
        inside(cells, self.target_cells)
        digits: list[IntArray] = []
        rest = cells
        for size in reversed(self.kept):
            rest, digit = np.divmod(rest, max(1, size))
            digits.insert(0, digit)
        position = np.zeros_like(cells)
        outside = np.zeros(cells.shape, dtype=bool)
        for reach in self.reaches:
            along = np.full(cells.shape, reach.start, dtype=np.int64)
            for step, digit in zip(reach.steps, digits, strict=True):
                if step:
                    along += step * digit
            outside |= (along < 0) | (along >= reach.size)
            position = position * reach.size + along
        return np.where(outside, NO_SOURCE, position)[:, None]
