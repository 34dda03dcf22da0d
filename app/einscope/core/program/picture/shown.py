"""Which cells of a statement's tensors a picture shows: some of what it made, and whatever those are made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import isqrt, prod

import numpy as np
import numpy.typing as npt

from einscope.core.map import IndexMap, IntArray
from einscope.core.plan import Shape
from einscope.core.scene.layout.directions import Lanes
from einscope.core.scene.window import Window

_ALONG = 64  # cells of a tensor in one direction, where no more are asked for
_LOOKED_AT = 4_096  # cells along an axis in which its parts are looked for

Digits = tuple[IntArray, ...]
"""For each axis of a tensor the digits that are shown, in order."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown.

    Args:
        output: digits of what was made.
        parents: digits of each parent.
        cells: the output's cells, flat positions in the order of their digits.
        sources: of each of them, shape (cells, terms): positions among the parents' cells, one after another; -1: none.
            Nothing where a cell is made of too many to be drawn.
    """

    output: Digits
    parents: tuple[Digits, ...]
    cells: IntArray
    sources: IntArray

    @property
    def drawable(self) -> bool:
        """Whether cells are made of few enough to be drawn."""
        return bool(self.sources.shape[1])


def shown(
    step: IndexMap,
    output: Sequence[Window],
    shape: Shape,
    parents: Sequence[Shape],
    drawn: Sequence[Lanes],
    most: int,
) -> Shown:
    """The digits of all tensors of a statement, so that both sides of every block are seen.

    The window of the output shrinks until what its cells are made of fits too. A parent that fits is shown as a whole,
    dropped cells included; else a box of it, or where that is too large only the digits that are needed.

    Args:
        step: the map from the output's cells to the parents'.
        output: the window of the output to begin with.
        shape: of the output.
        parents: shapes of the parents.
        drawn: the axes of each parent along each direction, numbered within the tensor.
        most: cells of any one tensor.

    Cost: O(sources looked at · log of them).
    """
    counts = [window.count for window in output]
    drawable = step.arity <= most
    while drawable and counts and prod(counts) * step.arity > most and max(counts) > 1:
        _halve(counts)
    while True:
        digits = tuple(
            _parts(step, shape, axis, Window(window.start, count))
            for axis, (window, count) in enumerate(zip(output, counts, strict=True))
        )
        cells = positions(shape, digits)
        sources = step.sources(cells) if drawable else np.zeros((len(cells), 0), dtype=np.int64)
        split = split_sources(sources.reshape(-1), parents)
        boxes = [_box(own, parent, way, most) for (own, _), parent, way in zip(split, parents, drawn, strict=True)]
        if all(fits for _, fits in boxes) or not counts or max(counts) <= 1:
            return Shown(digits, tuple(box for box, _ in boxes), cells, sources)
        _halve(counts)


def positions(shape: Shape, digits: Digits) -> IntArray:
    """Flat positions of the cells with these digits, in C order.

    >>> positions((4, 4), (np.array([1, 3]), np.array([0, 1])))
    array([ 4,  5, 12, 13])
    """
    flat = np.zeros(1, dtype=np.int64)
    for axis, own in enumerate(digits):
        flat = np.add.outer(flat, own * prod(shape[axis + 1 :])).reshape(-1)
    return flat


def numbered(cells: IntArray, shape: Shape, digits: Digits) -> tuple[IntArray, npt.NDArray[np.bool_]]:
    """For flat positions their numbers among the cells with these digits, and whether they are among them at all.

    >>> numbered(np.array([12, 0]), (4, 4), (np.array([1, 3]), np.array([0, 1])))
    (array([2, 0]), array([ True, False]))
    """
    numbers = np.zeros(len(cells), dtype=np.int64)
    within = np.full(len(cells), all(len(own) for own in digits), dtype=np.bool_)
    for axis, (size, own) in enumerate(zip(shape, digits, strict=True)):
        digit = cells // prod(shape[axis + 1 :]) % size if within.any() else numbers
        place = np.minimum(np.searchsorted(own, digit), max(0, len(own) - 1))
        within &= own[place] == digit if len(own) else False
        numbers = numbers * len(own) + place
    return numbers, within


def split_sources(flat: IntArray, parents: Sequence[Shape]) -> list[tuple[IntArray, npt.NDArray[np.bool_]]]:
    """For each parent the positions within it among these sources, and which of the sources those are."""
    parts = []
    for shape, end in zip(parents, accumulate(prod(parent) for parent in parents), strict=True):
        here = (flat >= end - prod(shape)) & (flat < end)
        parts.append((flat[here] - (end - prod(shape)), here))
    return parts


def _halve(counts: list[int]) -> None:
    longest = max(range(len(counts)), key=lambda axis: counts[axis])
    counts[longest] = (counts[longest] + 1) // 2


def _parts(step: IndexMap, shape: Shape, axis: int, window: Window) -> IntArray:
    """The digits of a window; of an axis made of parts longer than that, as ``cat`` makes them, some of each part."""
    size = shape[axis]
    plain = np.arange(window.start, window.start + window.count, dtype=np.int64)
    if window.start or window.count >= size or not prod(shape) or size * step.arity > _LOOKED_AT:
        return plain
    sources = step.sources(np.arange(size, dtype=np.int64) * prod(shape[axis + 1 :]))[:, 0]
    breaks = 1 + np.flatnonzero(np.diff(sources, 2) != 0) + 1
    begins = np.array([0, *breaks[::2]], dtype=np.int64)  # a jump is seen as two: into it and out of it
    long, rest = divmod(size, len(begins))
    if rest or not 2 <= len(begins) <= window.count or long <= window.count or (np.diff(begins) != long).any():
        return plain
    return np.add.outer(begins, np.arange(window.count // len(begins), dtype=np.int64)).reshape(-1)


def _box(cells: IntArray, shape: Shape, lanes: Lanes, most: int) -> tuple[Digits, bool]:
    """The digits around some cells of a parent, cut off where there are too many; and whether they were not."""
    if _fits(shape, lanes, most):
        return tuple(np.arange(size, dtype=np.int64) for size in shape), True
    used = [
        np.unique(cells // prod(shape[axis + 1 :]) % size) if len(cells) else np.arange(min(1, size), dtype=np.int64)
        for axis, size in enumerate(shape)
    ]
    if _fits([int(own[-1] - own[0]) + 1 if len(own) else 0 for own in used], lanes, most):
        return tuple(np.arange(own[0], own[-1] + 1, dtype=np.int64) if len(own) else own for own in used), True
    if _fits([len(own) for own in used], lanes, most):
        return tuple(used), True
    counts = [len(own) for own in used]
    while not _fits(counts, lanes, most):
        _halve(counts)
    return tuple(own[:count] for own, count in zip(used, counts, strict=True)), False


def _fits(counts: Sequence[int], lanes: Lanes, most: int) -> bool:
    along = [prod(counts[part] for parts in lane for part in parts) for lane in (lanes.row, lanes.column, lanes.depth)]
    return prod(counts) <= most and max(along) <= max(_ALONG, isqrt(most))
