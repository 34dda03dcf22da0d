"""One tensor as a picture: how far a step along each axis moves, in pixels, and what stands around the cells.

Steps are vectors (dx, dy, dz): right, down, and planes into the depth. In a stack a plane further back lies to the
right and up, so dz is drawn as an offset that is already part of dx and dy; it also says what covers what. Tiles stand
beside and below each other; dz is then only their number.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
import numpy.typing as npt

from einscope.core.plan import Arrangement
from einscope.core.scene.layout.brackets import Bounds, Bracket, bounds, brackets, pixels
from einscope.core.scene.layout.depth import TIGHT, Depth, Stack, Tiles, tiled
from einscope.core.scene.layout.directions import Lanes
from einscope.core.scene.layout.run import Gaps, Run, run

Vector = tuple[float, float, float]

CELL = 56  # side of a block
_GAP = 6  # between neighbouring blocks
_SPLIT = 18  # how far the parts of a composite axis move apart, per level
_SPLIT_PLANES = 0.9  # the same in the depth, in planes
_FIGURES = 30  # between figures: the slices along an outer axis
_TILES = 18  # between neighbouring tiles, whose cards reach into it
_PLANE = (47.0, -33.0)  # offset of the next plane back
_FANNED = 4  # free between planes that are fanned out: only their cards cover each other
_RISE = -16.0  # how far each of them lies above the one in front of it
_READABLE = 750  # how long a figure may be before what surrounds it grows with it
_PLANES = 7  # how many planes may lie at that offset; more move closer together


@dataclass(frozen=True, slots=True)
class Fold:
    """Where a row of tiles is broken within an axis.

    Args:
        axis: the elementary axis.
        every: how many of its digits stand in a row.
        step: how far a cell moves at each break, beside the axis's own steps.
    """

    axis: int
    every: int
    step: Vector


@dataclass(frozen=True, slots=True)
class Layout:
    """A tensor in pixels; everything is relative to the upper left corner of the cell whose digits are 0.

    ``plane`` is the size of one slice, ``block`` of the cells that share their outer digits, ``cells`` what they cover,
    ``bounds`` what is covered in all.
    """

    steps: tuple[Vector, ...]
    folds: tuple[Fold, ...]
    plane: tuple[float, float]
    block: tuple[float, float]
    brackets: tuple[Bracket, ...]
    cells: Bounds
    bounds: Bounds

    def corners(self, digits: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """Upper left corners and depths of cells, shape (n, 3).

        Args:
            digits: of the cells, counted from the window's first, shape (n, axes).

        Cost: O(n · axes).
        """
        corners: npt.NDArray[np.float64] = digits @ np.array(self.steps, dtype=np.float64).reshape(-1, 3)
        for fold in self.folds:
            corners += np.outer(digits[:, fold.axis] // fold.every, np.array(fold.step))
        return corners


def layout(
    along: Lanes,
    counts: Sequence[int],
    named: Sequence[int],
    split: bool = False,
    overlapping: Mapping[int, int] | None = None,
    unit: float = 1.0,
    missing: Mapping[int, int] | None = None,
    depth: Depth = TIGHT,
) -> Layout:
    """Lay a tensor out.

    Args:
        along: which of its axes run along each direction; those that run along none do not move a cell.
        counts: how many digits of each elementary axis are drawn.
        named: how many of them its bracket spans.
        split: whether the parts of a composite axis stand apart.
        overlapping: cells that a step moves, of axes whose digits may meet in one cell.
        unit: how much larger than usual brackets are, and the room for their names.
        missing: cells that the last digit of an axis lacks.
        depth: how planes stand.

    Cost: O(rank).
    """
    drawn, spanned, lanes, between = tuple(counts), tuple(named), along, _FIGURES
    if isinstance(depth, Tiles):
        lanes, drawn, spanned = tiled(along, counts, named, depth)
        between = _TILES

    def walk(lane: Arrangement, gaps: Gaps) -> Run:
        return run(lane, drawn, spanned, CELL, gaps, overlapping, missing)

    fanned = isinstance(depth, Stack) and depth.fanned
    wide = walk(lanes.column[-1:], Gaps(_GAP, _SPLIT * split, 0.0)).plane + _FANNED
    apart = _SPLIT / wide if fanned else _SPLIT_PLANES
    behind = run(along.depth, counts, named, 0.0, Gaps(1.0, apart * split, 1.0), overlapping, missing)
    back = (0.0, 0.0)
    if isinstance(depth, Stack) and behind.extent:
        back = (wide, _RISE) if fanned else _tight(along, counts)
    overhang = (behind.extent * back[0], -behind.extent * back[1])
    across = walk(lanes.column, Gaps(_GAP, _SPLIT * split, between + overhang[0], always=overhang[0] > 0))
    down = walk(lanes.row, Gaps(_GAP, _SPLIT * split, between + overhang[1], always=overhang[1] > 0))
    folded = depth.fold if isinstance(depth, Tiles) and len(drawn) > len(counts) else None
    inward = behind if isinstance(depth, Stack) else None
    around = tuple(brackets(across, down, inward, back, unit, (len(counts), folded[0]) if folded else None))
    covered = Bounds(0.0, -overhang[1], across.extent + overhang[0], down.extent)
    steps = tuple(_step(axis, across, down, behind, back) for axis in range(len(counts)))
    return Layout(
        steps,
        (_fold(*folded, steps[folded[0]], down.steps[len(counts)]),) if folded else (),
        (pixels(across.plane), pixels(down.plane)),
        (pixels(across.block), pixels(down.block)),
        around,
        covered,
        bounds(covered, around, unit),
    )


def _tight(along: Lanes, counts: Sequence[int]) -> tuple[float, float]:
    """Offset of the next plane back: less where there are many."""
    planes = prod(counts[part] for parts in along.depth for part in parts)
    scale = min(1.0, _PLANES / max(1, planes))
    return _PLANE[0] * scale, _PLANE[1] * scale


def _fold(axis: int, every: int, step: Vector, down: float) -> Fold:
    """A break goes back to where the row began, and down."""
    return Fold(axis, every, (pixels(-every * step[0]), pixels(down - every * step[1]), 0.0))


def unit_of(along: Iterable[Lanes], counts: Sequence[int]) -> float:
    """How much larger than usual what surrounds the cells has to be, to be read where so many cells fill the screen.

    >>> unit_of([Lanes(((0,),), ((1,),), ())], [1000, 4])
    82.67
    """
    lines = (lane for lanes in along for lane in (lanes.row, lanes.column))
    longest = max((prod(counts[part] for parts in lane for part in parts) for lane in lines), default=1)
    return max(1.0, round(longest * (CELL + _GAP) / _READABLE, 2))


def _step(axis: int, across: Run, down: Run, depth: Run, back: tuple[float, float]) -> Vector:
    planes = depth.steps.get(axis, 0.0)
    return (
        pixels(across.steps.get(axis, 0.0) + planes * back[0]),
        pixels(down.steps.get(axis, 0.0) + planes * back[1]),
        pixels(planes),
    )
