"""The affine index: along every axis of the source, a start and a step for each digit of the target."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any

import numpy as np
import numpy.typing as npt

from einscope.core.map.protocol import NO_SOURCE, IndexMap, IntArray, inside
from einscope.core.map.table import Stride, StrideTable, inner_block
from einscope.core.patience import go_on

_BLOCK = 8_192  # sources of which what is fast about them is worked out at a time


@dataclass(frozen=True, slots=True)
class Along:
    """The index along one axis of the source: ``start`` + Σ digit·step.

    Args:
        size: of the axis; an index outside of it has no source.
        start: the index of the cell whose digits are all 0.
        steps: for every digit.
        wraps: whether the index is taken modulo the size, so that none lies outside.
    """

    size: int
    start: int
    steps: tuple[int, ...]
    wraps: bool = False

    def reach(self, counts: tuple[int, ...]) -> tuple[int, int]:
        """The least and the greatest index, before it wraps; there being so many of each digit, and at least one.

        >>> Along(4, -1, (2, 1)).reach((2, 3))
        (-1, 3)
        """
        least = greatest = self.start
        for step, count in zip(self.steps, counts, strict=True):
            if step > 0 and count:
                greatest += step * (count - 1)
            elif step < 0 and count:
                least += step * (count - 1)
        return least, greatest

    def leaves(self, counts: tuple[int, ...]) -> bool:
        """Whether an index lies outside of the axis before it wraps."""
        least, greatest = self.reach(counts)
        return least < 0 or greatest >= self.size


@dataclass(frozen=True)
class Affine:
    """A map that is affine along every axis of the source, within bounds or around them.

    A table of strides says the same where no index leaves its axis; :func:`affine` gives that then.

    Args:
        kept: sizes of the digits that the target is made of, slowest first.
        reduced: sizes of the digits that are summed over.
        along: for each axis of the source its index, with a step for every kept and then every reduced digit.
    """

    kept: tuple[int, ...]
    reduced: tuple[int, ...]
    along: tuple[Along, ...]

    @property
    def counts(self) -> tuple[int, ...]:
        """The sizes of all digits."""
        return (*self.kept, *self.reduced)

    @cached_property
    def target_cells(self) -> int:
        """Product of the kept sizes."""
        return prod(self.kept)

    @cached_property
    def arity(self) -> int:
        """Product of the reduced sizes."""
        return prod(self.reduced)

    def sources(self, cells: IntArray) -> IntArray:
        """Source cells of each target cell; see :class:`IndexMap`.

        Cost: O(n · arity · rank of the source), and O(n · rank of the target).

        >>> shifted = Affine((4,), (), (Along(4, -1, (1,)),))
        >>> shifted.sources(np.arange(4))[:, 0]
        array([-1,  0,  1,  2])
        >>> Affine((4,), (), (Along(4, -1, (1,), wraps=True),)).sources(np.arange(4))[:, 0]
        array([3, 0, 1, 2])
        """
        inside(cells, self.target_cells)
        if not cells.size:  # the terms alone may be more than memory holds
            return np.zeros((0, self.arity), dtype=np.int64)
        digits = [*_digits(cells[:, None], self.kept), *_digits(np.arange(self.arity, dtype=np.int64), self.reduced)]
        positions = self._positions(digits)
        return np.ascontiguousarray(np.broadcast_to(positions, (len(cells), self.arity)))

    def window(self, start: int, count: int) -> IntArray:
        """Sources of ``count`` cells from ``start`` on, shape (count, arity).

        An index is what the slow digits make of it and what the fast ones do: either is worked out for all cells that
        share it, and the positions of a block of cells are one addition. Bounds are looked at where they are met.

        Cost: O((count + block) · arity), an addition for each source and one more for each axis that is left.

        >>> Affine((4,), (), (Along(4, -1, (1,)),)).window(0, 2)[:, 0]
        array([-1,  0])
        """
        go_on()
        arity = self.arity
        block, inner = inner_block(self.kept, max(1, _BLOCK // max(1, arity)))
        slow, first = len(self.kept) - inner, start // block
        rows = np.arange(first, -(-(start + count) // block), dtype=np.int64)
        outer, fast = _digits(rows, self.kept[:slow]), _grid(self.counts[slow:])
        # Of each position what is linear in all digits; what wraps is not.
        high, low = np.zeros(len(rows), dtype=np.int64), np.zeros(block * arity, dtype=np.int64)
        wrapped: list[tuple[int, IntArray]] = []
        outside: npt.NDArray[np.bool_] | None = None
        below = 1
        for axis in reversed(self.along):
            above = _summed(axis.steps[:slow], outer, len(rows)) + axis.start
            within = _summed(axis.steps[slow:], fast, self.counts[slow:]).reshape(-1)
            leaves = axis.leaves(self.counts)
            if leaves and axis.wraps:
                index = np.add.outer(above % axis.size, within % axis.size)
                index -= axis.size * (index >= axis.size)
                wrapped.append((below, index))
            else:
                high += below * above
                low += below * within
                if leaves and (above.min() + within.min() < 0 or above.max() + within.max() >= axis.size):
                    # Without a sign what is below nothing is above everything.
                    off = np.add.outer(above, within).view(np.uint64) >= np.uint64(axis.size)
                    outside = off if outside is None else np.logical_or(outside, off, out=outside)
            below *= axis.size
        positions = np.add.outer(high, low)
        for step, index in wrapped:
            positions += step * index
        if outside is not None:
            np.copyto(positions, NO_SOURCE, where=outside)
        return positions.reshape(-1, arity)[start - first * block :][:count]

    def pieces(self, dtype: np.dtype[Any], most: int) -> Iterator[npt.NDArray[Any]]:
        """The sources of every target cell in order, in pieces of shape (target cells of the piece, arity).

        Args:
            dtype: of the sources.
            most: sources of a piece, or those of one step along the slowest axis where that are more.

        Cost: O(target cells · arity · rank of the source), a few passes of numpy; the caller bounds it.
        """
        slow = next((axis for axis, size in enumerate(self.kept) if size != 1), 0)
        size = self.counts[slow] if self.kept else 1
        sources_per_step = max(1, self.target_cells * self.arity // max(1, size))
        step = max(1, most // sources_per_step)
        for start in range(0, max(1, size), step):
            go_on()
            counts, first = list(self.counts), [0] * len(self.counts)
            if self.kept:
                counts[slow], first[slow] = min(step, size - start), start
            digits = [
                np.arange(of, of + count, dtype=dtype).reshape([-1 if at == axis else 1 for at in range(len(counts))])
                for axis, (of, count) in enumerate(zip(first, counts, strict=True))
            ]
            positions = np.broadcast_to(self._positions(digits), counts)
            yield np.ascontiguousarray(positions).reshape(prod(counts[: len(self.kept)]), self.arity)

    def _positions(self, digits: list[npt.NDArray[Any]]) -> npt.NDArray[Any]:
        """The positions of digits that broadcast against each other, in their type."""
        dtype = digits[0].dtype if digits else np.dtype(np.int64)
        position = np.zeros(1, dtype=dtype)
        outside: npt.NDArray[np.bool_] | None = None
        for axis in self.along:
            index = np.full(1, axis.start, dtype=dtype)
            for step, digit in zip(axis.steps, digits, strict=True):
                if step:
                    index = index + step * digit
            if axis.leaves(self.counts):
                if axis.wraps:
                    index = index % axis.size
                else:
                    off = (index < 0) | (index >= axis.size)
                    outside = off if outside is None else outside | off
            position = position * axis.size + index
        return position if outside is None else np.where(outside, dtype.type(NO_SOURCE), position)


def affine(kept: tuple[int, ...], reduced: tuple[int, ...], along: tuple[Along, ...]) -> IndexMap:
    """The map of an affine index: a table of strides where no index leaves its axis.

    Cost: O(rank of the source · rank of the target).

    >>> affine((2, 3), (), (Along(3, 0, (0, 1)), Along(2, 0, (1, 0))))  # a transpose
    StrideTable(kept=(Stride(size=2, source=1), Stride(size=3, source=2)), reduced=(), offset=0)
    """
    counts = (*kept, *reduced)
    if all(counts) and any(axis.leaves(counts) for axis in along):
        return Affine(kept, reduced, along)
    strides, offset, below = [0] * len(counts), 0, 1
    for axis in reversed(along):
        strides = [stride + below * step for stride, step in zip(strides, axis.steps, strict=True)]
        offset += below * axis.start
        below *= axis.size
    rows = [Stride(size, stride) for size, stride in zip(counts, strides, strict=True)]
    return StrideTable(tuple(rows[: len(kept)]), tuple(rows[len(kept) :]), offset)


def fitted(source: tuple[int, ...], target: tuple[int, ...]) -> IndexMap:
    """A tensor cut off, or filled up, at the end of every axis.

    >>> fitted((2, 3), (2, 2)).sources(np.arange(4))[:, 0], fitted((2,), (3,)).sources(np.arange(3))[:, 0]
    (array([0, 1, 3, 4]), array([ 0,  1, -1]))
    """
    rank = len(source)
    along = tuple(Along(size, 0, tuple(int(at == axis) for at in range(rank))) for axis, size in enumerate(source))
    return affine(target, (), along)


def rolled(shape: tuple[int, ...], shifts: tuple[int, ...]) -> IndexMap:
    """A tensor shifted along every axis: what leaves at one end comes in at the other.

    >>> rolled((4,), (1,)).sources(np.arange(4))[:, 0]
    array([3, 0, 1, 2])
    """
    along = tuple(
        Along(size, -shift % max(1, size), tuple(int(at == axis) for at in range(len(shape))), wraps=True)
        for axis, (size, shift) in enumerate(zip(shape, shifts, strict=True))
    )
    return affine(shape, (), along)


def _grid(sizes: tuple[int, ...]) -> list[IntArray]:
    """All digits of these sizes, each along an axis of its own."""
    rank = len(sizes)
    return [
        np.arange(size, dtype=np.int64).reshape([-1 if at == axis else 1 for at in range(rank)])
        for axis, size in enumerate(sizes)
    ]


def _summed(steps: tuple[int, ...], digits: list[IntArray], shape: int | tuple[int, ...]) -> IntArray:
    """What digits add to an index."""
    terms = [step * digit for step, digit in zip(steps, digits, strict=True) if step]
    return np.broadcast_to(sum(terms[1:], terms[0]) if terms else np.int64(0), shape)


def _digits(cells: IntArray, sizes: tuple[int, ...]) -> list[IntArray]:
    """The digits of cells in the mixed radix of these sizes, slowest first."""
    digits: list[IntArray] = []
    rest = cells
    for size in reversed(sizes):
        rest, digit = np.divmod(rest, max(1, size))
        digits.insert(0, digit)
    return digits
