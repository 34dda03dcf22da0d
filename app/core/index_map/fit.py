"""Cutting off and filling up: each axis ends earlier, or later, than that of the source."""

from dataclasses import dataclass
from math import prod

import numpy as np

from app.core.index_map.protocol import NO_SOURCE, IntArray, inside


@dataclass(frozen=True, slots=True)
class Fit:
    """Cuts each axis of the source, or fills it up with cells that have no source, at its end."""

    source_shape: tuple[int, ...]
    target_shape: tuple[int, ...]

    @property
    def target_cells(self) -> int:
        """Product of the target's shape."""
        return prod(self.target_shape)

    @property
    def arity(self) -> int:
        """Always one."""
        return 1

    def sources(self, cells: IntArray) -> IntArray:
        """Source cells of each target cell; see :class:`IndexMap`.

        Cost: O(n · rank).

        >>> Fit((2,), (3,)).sources(np.arange(3))[:, 0]
        array([ 0,  1, -1])
        """
        inside(cells, self.target_cells)
        position = np.zeros_like(cells)
        filled = np.zeros(cells.shape, dtype=bool)
        rest, stride = cells, 1
        for source, target in zip(reversed(self.source_shape), reversed(self.target_shape), strict=True):
            rest, digit = np.divmod(rest, target)
            position += digit * stride
            filled |= digit >= source
            stride *= source
        return np.where(filled, NO_SOURCE, position)[:, None]
