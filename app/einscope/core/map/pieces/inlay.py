"""A block laid into another tensor: padding, and the assignment to a part."""

from dataclasses import dataclass
from math import prod

import numpy as np

from einscope.core.map.protocol import IntArray, inside


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block lies along one axis: its ``count`` cells, ``step`` apart, from ``start`` on."""

    start: int
    step: int
    count: int


@dataclass(frozen=True, slots=True)
class Inlay:
    """Some cells are those of a block, the others those of the tensor under it.

    The source is the cells of the tensor under it, and after them those of the block.
    """

    shape: tuple[int, ...]
    places: tuple[Place, ...]

    @property
    def target_cells(self) -> int:
        """Those of the tensor under it."""
        return prod(self.shape)

    @property
    def arity(self) -> int:
        """Always one."""
        return 1

    def sources(self, cells: IntArray) -> IntArray:
        """Source cells of each target cell; see :class:`IndexMap`.

        Cost: O(n · rank).

        >>> Inlay((5,), (Place(1, 2, 2),)).sources(np.arange(5))[:, 0]
        array([0, 5, 2, 6, 4])
        """
        inside(cells, self.target_cells)
        if not cells.size:
            return cells[:, None]
        covered = np.ones(cells.shape, dtype=bool)
        block = np.full(cells.shape, self.target_cells, dtype=np.int64)
        rest, below = cells, 1
        for size, place in zip(reversed(self.shape), reversed(self.places), strict=True):
            rest, digit = np.divmod(rest, size)
            along, between = np.divmod(digit - place.start, place.step)
            covered &= (between == 0) & (along >= 0) & (along < place.count)
            block += along * below
            below *= place.count
        return np.where(covered, block, cells)[:, None]
