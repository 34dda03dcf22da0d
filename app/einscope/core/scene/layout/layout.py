"""One tensor as a picture: how far a step along each axis moves, in pixels, and what stands around the cells.

Steps are vectors (dx, dy, dz): right, down, and planes into the depth. In a stack a plane further back lies to the
right and up, so dz is drawn as an offset that is already part of dx and dy; it also says what covers what. Tiles stand
beside and below each other; dz is then only their number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
import numpy.typing as npt

from einscope.core.plan import Arrangement
from einscope.core.scene.layout.brackets import Bounds, Bracket, bounds, bracket, brackets, pixels
from einscope.core.scene.layout.depth import TIGHT, Depth, Tiles, tiled
from einscope.core.scene.layout.directions import Lanes
from einscope.core.scene.layout.kept import kept
from einscope.core.scene.layout.run import Broken, Pairs, Run, Runs, run

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
_FLAT = Run({}, {}, (), 0.0, 0.0, 0.0)  # nothing runs into the depth


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


@dataclass(frozen=True)
class Layout:
    """A tensor in pixels; everything is relative to the upper left corner of the cell whose digits are 0.

    Many layouts are tried and few are drawn, and only what somebody asks of one is worked out: how much paper it takes
    needs no steps and no brackets.

    Args:
        along: which of its axes run along each direction; those that run along none do not move a cell.
        counts: how many digits of each elementary axis are drawn.
        named: how many of them its bracket spans.
        apart: whether the parts of a composite axis stand apart.
        overlapping: cells that a step moves, of axes whose digits may meet in one cell.
        unit: how much larger than usual brackets are, and the room for their names.
        missing: cells that the last digit of an axis lacks.
        depth: how planes stand.
        wider: what is covered where that is more than cells and brackets.

    Cost: O(rank) for each thing asked.
    """

    along: Lanes
    counts: tuple[int, ...]
    named: tuple[int, ...]
    apart: bool = False
    overlapping: Pairs = ()
    unit: float = 1.0
    missing: Pairs = ()
    depth: Depth = TIGHT
    wider: Bounds | None = None

    @kept
    def steps(self) -> tuple[Vector, ...]:
        """For each axis: right, down, planes back."""
        across, down, behind, (right, rise), *_ = self._runs
        along, below, inward = across.steps.get, down.steps.get, (behind or self._inward(0.0)).steps.get
        return tuple(
            [
                (
                    pixels(along(axis, 0.0) + planes * right),
                    pixels(below(axis, 0.0) + planes * rise),
                    pixels(planes),
                )
                for axis in range(len(self.counts))
                for planes in [inward(axis, 0.0)]
            ]
        )

    @property
    def folds(self) -> tuple[Fold, ...]:
        """Where rows of tiles are broken within an axis."""
        broken = self._runs.broken
        if broken is None:
            return ()
        return (_fold(broken.axis, broken.every, self.steps[broken.axis], self._runs.down.steps[broken.rows]),)

    @property
    def plane(self) -> tuple[float, float]:
        """Width and height of one slice."""
        return pixels(self._runs.across.plane), pixels(self._runs.down.plane)

    @property
    def block(self) -> tuple[float, float]:
        """Width and height of the cells that share their outer digits."""
        return pixels(self._runs.across.block), pixels(self._runs.down.block)

    @kept
    def brackets(self) -> tuple[Bracket, ...]:
        """Names of the axes beside the cells."""
        return tuple(map(bracket, brackets(self._runs)))

    @property
    def cells(self) -> Bounds:
        """What the cells cover."""
        across, down, behind, back, *_ = self._runs
        right, up = (behind.extent * back[0], -behind.extent * back[1]) if behind else (0.0, 0.0)
        return Bounds(0.0, -up, across.extent + right, down.extent)

    @property
    def bounds(self) -> Bounds:
        """What is covered in all."""
        return self._bounds(self.cells)

    @kept
    def reach(self) -> tuple[float, float, float, float]:
        """How far all of it reaches from the middle of its cells: to the left, above, to the right, below."""
        cells = self.cells
        left, top, right, bottom = self._bounds(cells)
        x, y = cells.middle
        return x - left, y - top, right - x, bottom - y

    def _bounds(self, cells: Bounds) -> Bounds:
        """What is covered by cells and what surrounds them."""
        return self.wider or bounds(cells, self._runs)

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

    @kept
    def _runs(self) -> Runs:
        depth, counts, unit = self.depth, self.counts, self.unit
        if isinstance(depth, Tiles):
            lanes, drawn, spanned = tiled(self.along, counts, self.named, depth)
            broken = Broken(*depth.fold, len(counts)) if depth.fold and len(drawn) > len(counts) else None
            return Runs(
                self._walk(lanes.column, drawn, spanned, _TILES),
                self._walk(lanes.row, drawn, spanned, _TILES),
                None,
                (0.0, 0.0),
                broken,
                unit,
            )
        row, column = self.along.row, self.along.column
        if not self.along.depth:
            return Runs(
                self._walk(column, counts, self.named, _FIGURES),
                self._walk(row, counts, self.named, _FIGURES),
                _FLAT,
                (0.0, 0.0),
                None,
                unit,
            )
        wide = self._walk(column[-1:], counts, self.named, 0.0).plane + _FANNED if depth.fanned else 0.0
        behind, back = self._inward(wide), (0.0, 0.0)
        if behind.extent:
            back = (wide, _RISE) if depth.fanned else _tight(self.along, counts)
        right, up = behind.extent * back[0], -behind.extent * back[1]
        return Runs(
            self._walk(column, counts, self.named, _FIGURES + right, right > 0),
            self._walk(row, counts, self.named, _FIGURES + up, up > 0),
            behind,
            back,
            None,
            unit,
        )

    def _walk(
        self, lane: Arrangement, drawn: tuple[int, ...], spanned: tuple[int, ...], axes: float, always: bool = False
    ) -> Run:
        if len(lane) < 2:  # nothing lies between its axes, and it is known from other layouts
            axes, always = 0.0, False
        parts = _SPLIT * self.apart
        return run(lane, drawn, spanned, float(CELL), _GAP, parts, axes, always, self.overlapping, self.missing)

    def _inward(self, wide: float) -> Run:
        """What runs into the depth, in planes; they are so wide where they are fanned out."""
        parts = (_SPLIT / wide if wide else _SPLIT_PLANES) * self.apart
        depth = self.along.depth
        return run(depth, self.counts, self.named, 0.0, 1.0, parts, 1.0, False, self.overlapping, self.missing)


def opens(along: Lanes, counts: Sequence[int], depth: Depth) -> bool:
    """Whether there are parts that move apart when a figure of these lanes opens.

    >>> opens(Lanes(((0,),), ((1, 2),), ()), [2, 3, 1], TIGHT), opens(Lanes(((0,),), ((1, 2),), ()), [2, 3, 2], TIGHT)
    (False, True)
    """
    planes = [part for parts in along.depth for part in parts] if isinstance(depth, Tiles) else []
    together = (*along.row, *along.column, *([planes] if planes else along.depth))
    return any(counts[part] > 1 for parts in together if len(parts) > 1 for part in parts[1:])


def _tight(along: Lanes, counts: Sequence[int]) -> tuple[float, float]:
    """Offset of the next plane back: less where there are many."""
    planes = prod([counts[part] for parts in along.depth for part in parts])
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
    lines = {lane for lanes in along for lane in (lanes.row, lanes.column)}
    longest = max([prod([counts[part] for parts in lane for part in parts]) for lane in lines], default=1)
    return max(1.0, round(longest * (CELL + _GAP) / _READABLE, 2))
