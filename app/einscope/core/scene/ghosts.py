"""Cells of an input that no block takes along, and that stand between those that are taken: ghosts.

A diagonal leaves the rest of its square behind, windows what lies between them and behind the last. What is cut off
elsewhere needs no more than digits beyond the window, and is not told here.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import prod

import numpy as np
import numpy.typing as npt

from einscope.core.plan import Axis, Index, Tensor, constant
from einscope.core.scene.layout.brackets import Bounds
from einscope.core.scene.layout.directions import lanes
from einscope.core.scene.layout.layout import CELL, Layout, Vector
from einscope.core.scene.layout.sketch import Ghost, Sketch
from einscope.core.scene.window import Window

_MOST = 4_096  # ghosts in one figure; where there are more, none is large enough to be seen
_BEYOND = 2  # cells looked at behind the last window


def with_ghosts(drawn: Sketch, axes: Sequence[Axis], shown: Sequence[Window]) -> Sketch:
    """The input with its ghosts, and with paper for them.

    Args:
        drawn: the input laid out.
        axes: the elementary axes.
        shown: the digits of each that are shown.

    Cost: O(rank · cells looked at), and those are no more than some thousands.
    """
    ghosts = _ghosts(drawn, axes, shown)
    if not ghosts:
        return drawn
    covered = drawn.closed.bounds
    wider = Bounds(
        min(covered.left, *(ghost.x for ghost in ghosts)),
        min(covered.top, *(ghost.y for ghost in ghosts)),
        max(covered.right, *(ghost.x + CELL for ghost in ghosts)),
        max(covered.bottom, *(ghost.y + CELL for ghost in ghosts)),
    )
    return replace(drawn, closed=replace(drawn.closed, wider=wider), ghosts=ghosts)


def _ghosts(drawn: Sketch, axes: Sequence[Axis], shown: Sequence[Window]) -> tuple[Ghost, ...]:
    tensor, way, closed = drawn.drawing.tensor, drawn.drawing.way, drawn.closed
    parts = [part for composite in tensor.arrangement for part in composite]
    diagonal = len(parts) != len(set(parts))
    if not diagonal and not tensor.sliding:
        return ()
    if any(axes[term.axis].size > _MOST for terms in tensor.index for term in terms[1:] if term.axis is not None):
        return ()  # between windows so large nothing is seen
    first = [_index(terms, [window.start for window in shown]) for terms in tensor.index]
    last = [_index(terms, [window.start + max(0, window.count - 1) for window in shown]) for terms in tensor.index]
    beyond = [_BEYOND if len(terms) > 1 and _at_end(terms, axes, shown) else 0 for terms in tensor.index]
    ranges = [
        range(max(0, start), min(size, end + 1 + more))
        for size, start, end, more in zip(tensor.shape, first, last, beyond, strict=True)
    ]
    if not 0 < prod(len(indices) for indices in ranges) <= 2 * _MOST:
        return ()
    grid = np.array(np.meshgrid(*ranges, indexing="ij"), dtype=np.int64).reshape(len(ranges), -1)
    if diagonal:
        counts = [len(indices) for indices in ranges]
        along = lanes(tuple((axis,) for axis in range(len(counts))), way)
        steps = Layout(along, tuple(counts), tuple(counts), depth=closed.depth).steps
        left = _off_diagonal(tensor, grid)
    else:
        steps = tuple(_unit(terms, closed) for terms in tensor.index)
        left = ~np.all([_taken(terms, axes, at) for terms, at in zip(tensor.index, grid, strict=True)], axis=0)
    corners = (grid - np.array(first, dtype=np.int64)[:, None]).T @ np.array(steps, dtype=np.float64).reshape(-1, 3)
    numbers = np.atleast_1d(np.ravel_multi_index(tuple(grid), tensor.shape))
    ghosts = [Ghost(int(numbers[n]), *map(float, corners[n])) for n in np.flatnonzero(left)]
    return tuple(ghosts) if len(ghosts) <= _MOST else ()


def _index(terms: Index, digits: Sequence[int]) -> int:
    return sum(term.times * (1 if term.axis is None else digits[term.axis]) for term in terms)


def _at_end(terms: Index, axes: Sequence[Axis], shown: Sequence[Window]) -> bool:
    own = [term.axis for term in terms if term.axis is not None]
    return all(shown[axis].start + shown[axis].count == axes[axis].size for axis in own)


def _off_diagonal(tensor: Tensor, grid: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Whether an axis that several tensor axes have would need different digits."""
    first: dict[int, int] = {}
    off = np.zeros(grid.shape[1], dtype=np.bool_)
    for number, parts in enumerate(tensor.arrangement):
        for part in parts:
            off |= grid[first.setdefault(part, number)] != grid[number]
    return off


def _taken(terms: Index, axes: Sequence[Axis], at: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Whether some digits of these axes, at most two of them, make these indices."""
    rest = at - constant(terms)
    slow, *fast = [(term.times, axes[term.axis].size) for term in terms if term.axis is not None]
    times, size = fast[0] if fast else (1, 1)
    taken = np.zeros(at.shape, dtype=np.bool_)
    for digit in range(size):
        slow_part = rest - times * digit
        taken |= (slow_part % slow[0] == 0) & (slow_part >= 0) & (slow_part < slow[0] * slow[1])
    return taken


def _unit(terms: Index, closed: Layout) -> Vector:
    """How far the next cell along a tensor axis is."""
    term = terms[0]
    if term.axis is None:
        return 0.0, 0.0, 0.0
    x, y, z = closed.steps[term.axis]
    return x / term.times, y / term.times, z / term.times
