"""Where a cell comes from: maps from target cells to source cells, asked lazily and chained.

The table of strides is the simple case. What one table cannot say is a map of its own that answers the same
question, and maps chain.
"""

from dataclasses import dataclass
from math import prod
from typing import Protocol

import numpy as np
import numpy.typing as npt

from app.core.errors import PatternError, say

IntArray = npt.NDArray[np.int64]
NO_SOURCE = -1


class IndexMap(Protocol):
    """Answers which source cells a target cell is made of."""

    @property
    def target_cells(self) -> int:
        """How many cells the target has."""

    @property
    def arity(self) -> int:
        """How many source cells each target cell is made of."""

    def sources(self, cells: IntArray) -> IntArray:
        """Source cells of each target cell.

        Args:
            cells: flat C-order target positions, shape (n,).

        Returns:
            Flat source positions, shape (n, arity); -1 where a cell has no source (padding).

        Raises:
            PatternError: ``window-outside`` if a position is not a cell of the target.
        """


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
        return prod(axis.size for axis in self.kept)

    @property
    def arity(self) -> int:
        """Product of the reduced sizes."""
        return prod(axis.size for axis in self.reduced)

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
        block, inner = _inner_block(self.kept, min(_BLOCK, max(64, count)))
        first, last = start // block, -(-(start + count) // block)
        outer = self.kept[: len(self.kept) - inner]
        moved = _positions(np.arange(first, last, dtype=np.int64), outer, self.offset)
        positions = np.add.outer(moved, _broadcast(self.kept[len(self.kept) - inner :])).reshape(-1)
        shown = positions[start - first * block :][:count, None]
        return shown + self._terms() if self.reduced else shown

    def _terms(self) -> IntArray:
        """What each combination of reduced digits adds to a position, shape (arity,)."""
        return _positions(np.arange(self.arity, dtype=np.int64), self.reduced, 0)


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


@dataclass(frozen=True, slots=True)
class Chain:
    """One map after another: ``first`` makes from the source what ``then`` reads."""

    first: IndexMap
    then: IndexMap

    @property
    def target_cells(self) -> int:
        """The cells of the last map's target."""
        return self.then.target_cells

    @property
    def arity(self) -> int:
        """Every source of a source counts."""
        return self.first.arity * self.then.arity

    def sources(self, cells: IntArray) -> IntArray:
        """Source cells of each target cell; see :class:`IndexMap`. What has no source midway has none.

        Cost: the sum of both maps' costs for these cells.
        """
        return self.through(self.then.sources(cells))

    def through(self, middle: IntArray) -> IntArray:
        """Sources of what ``then`` reads, shape (n, its arity)."""
        flat = middle.reshape(-1)
        known = flat != NO_SOURCE
        found = np.full((len(flat), self.first.arity), NO_SOURCE, dtype=np.int64)
        found[known] = self.first.sources(flat[known])
        return found.reshape(len(middle), self.arity)


def window(index_map: IndexMap, start: int, count: int) -> IntArray:
    """Sources of the target cells from ``start`` on, at most ``count`` of them, shape (n, arity).

    >>> window(Fit((2,), (5,)), 1, 2)[:, 0]
    array([ 1, -1])
    """
    count = max(0, min(count, index_map.target_cells - start))
    if isinstance(index_map, StrideTable) and count:
        return index_map.window(start, count)
    if isinstance(index_map, Chain):
        return index_map.through(window(index_map.then, start, count))
    return index_map.sources(np.arange(start, start + count, dtype=np.int64))


def inside(cells: IntArray, total: int) -> None:
    """Refuse positions that are not cells of a target with this many."""
    if cells.size and (int(cells.min()) < 0 or int(cells.max()) >= total):
        raise PatternError(
            "window-outside",
            say("The output has {total} cells; the window reaches outside it.", total=total),
            field="start",
        )


_BLOCK = 32_768  # cells whose positions are worked out once: they stay in the processor's cache


def _inner_block(axes: tuple[Stride, ...], most: int) -> tuple[int, int]:
    """How many cells the fastest axes make up, at most so many, and how many axes those are."""
    block = 1
    for number, axis in enumerate(reversed(axes)):
        if block * axis.size > most:
            return block, number
        block *= axis.size
    return block, len(axes)


def _broadcast(axes: tuple[Stride, ...]) -> IntArray:
    """Positions of all combinations of digits, the last axis fastest."""
    positions = np.zeros(1, dtype=np.int64)
    for axis in axes:
        if axis.size > 1:
            positions = np.add.outer(positions, np.arange(axis.size, dtype=np.int64) * axis.source).reshape(-1)
    return positions


def _positions(cells: IntArray, axes: tuple[Stride, ...], offset: int) -> IntArray:
    position = np.full(cells.shape, offset, dtype=np.int64)
    rest = cells
    for axis in reversed(axes):
        if axis.size > 1:
            rest, digit = np.divmod(rest, axis.size)
            position += digit * axis.source
    return position
