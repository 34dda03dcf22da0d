"""The table of strides: a map that is linear in the digits of a cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

import numpy as np

from einscope.core.map.protocol import IntArray, inside
from einscope.core.patience import go_on


@dataclass(frozen=True, slots=True)
class Stride:
    """One row of a table: an axis of this size, and how far a step along it moves in the source."""

    size: int
    source: int


@dataclass(frozen=True, slots=True)
class StrideTable:
    """A map that is linear in the digits of a cell.

    ``kept`` are the axes the target is made of, slowest first; ``reduced`` are summed over, so that each
    target cell has one source for every combination of their digits, the last axis fastest.
    """

    kept: tuple[Stride, ...]
    reduced: tuple[Stride, ...] = ()
    offset: int = 0

    @property
    def target_cells(self) -> int:
        """Product of the kept sizes."""
        return prod([axis.size for axis in self.kept])

    @property
    def arity(self) -> int:
        """Product of the reduced sizes."""
        return prod([axis.size for axis in self.reduced])

    def sources(self, cells: IntArray) -> IntArray:
        """Source cells of each target cell; see :class:`IndexMap`.

        Reads every target cell as digits along the kept axes; each digit moves ``source`` strides.

        Cost: O(n · arity · rank), independent of the tensors' sizes.

        >>> StrideTable((Stride(2, 1), Stride(3, 2))).sources(np.arange(6))[:, 0]  # a transpose
        array([0, 2, 4, 1, 3, 5])
        """
        inside(cells, self.target_cells)
        if not cells.size:  # the terms alone may be more than memory holds
            return np.zeros((0, self.arity), dtype=np.int64)
        return _positions(cells, self.kept, self.offset)[:, None] + self._terms()

    def window(self, start: int, count: int) -> IntArray:
        """Sources of ``count`` cells from ``start`` on, shape (count, arity).

        Neighbours share most of their digits, so a block of them is worked out once and moved along.

        Cost: O(count · arity + block), one addition a source.

        >>> StrideTable((Stride(2, 1), Stride(3, 2))).window(2, 3)[:, 0]
        array([4, 1, 3])
        """
        go_on()
        block, inner = inner_block([axis.size for axis in self.kept], min(_BLOCK, max(64, count)))
        first, last = start // block, -(-(start + count) // block)
        outer = self.kept[: len(self.kept) - inner]
        moved = _positions(np.arange(first, last, dtype=np.int64), outer, self.offset)
        positions = np.add.outer(moved, _broadcast(self.kept[len(self.kept) - inner :])).reshape(-1)
        shown = positions[start - first * block :][:count, None]
        return shown + self._terms() if self.reduced else shown

    def _terms(self) -> IntArray:
        """What each combination of reduced digits adds to a position, shape (arity,)."""
        return _positions(np.arange(self.arity, dtype=np.int64), self.reduced, 0)


_BLOCK = 32_768  # cells whose positions are worked out once: they stay in the processor's cache


def inner_block(sizes: Sequence[int], most: int) -> tuple[int, int]:
    """How many cells the fastest axes make up, at most so many, and how many axes those are.

    >>> inner_block((5, 4, 3), 12), inner_block((5, 4, 3), 2)
    ((12, 2), (1, 0))
    """
    block = 1
    for number, size in enumerate(reversed(sizes)):
        if block * size > most:
            return block, number
        block *= size
    return block, len(sizes)


def _broadcast(axes: tuple[Stride, ...]) -> IntArray:
    """Positions of all combinations of digits, the last axis fastest."""
    positions = np.zeros(1, dtype=np.int64)
    for axis in axes:
        if axis.size > 1:
            positions = np.add.outer(positions, np.arange(axis.size, dtype=np.int64) * axis.source).reshape(-1)
    return positions


def _positions(cells: IntArray, axes: tuple[Stride, ...], offset: int) -> IntArray:
    go_on()
    position = np.full(cells.shape, offset, dtype=np.int64)
    rest = cells
    for axis in reversed(axes):
        if axis.size > 1:
            rest, digit = np.divmod(rest, axis.size)
            position += digit * axis.source
    return position
