"""One tensor as a picture: how far a step along each axis moves, in pixels, and what stands around the cells.

Steps are vectors (dx, dy, dz): right, down, and planes into the depth. A plane further back lies a little to the
right and up, so dz is drawn as an offset that is already part of dx and dy; it also says what covers what.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod

from einscope.core.plan import Arrangement
from einscope.core.scene.layout.brackets import Bounds, Bracket, bounds, brackets, pixels
from einscope.core.scene.layout.directions import Lanes
from einscope.core.scene.layout.run import Gaps, Run, run

Vector = tuple[float, float, float]

CELL = 56  # side of a block
_GAP = 6  # between neighbouring blocks
_SPLIT = 18  # how far the parts of a composite axis move apart, per level
_SPLIT_PLANES = 0.9  # the same in the depth, in planes
_FIGURES = 30  # between figures: the slices along an outer axis
_PLANE = (47.0, -33.0)  # offset of the next plane back
_READABLE = 750  # how long a figure may be before what surrounds it grows with it
_PLANES = 7  # how many planes may lie at that offset; more move closer together


@dataclass(frozen=True, slots=True)
class Layout:
    """A tensor in pixels; everything is relative to the upper left corner of the cell whose digits are 0.

    ``plane`` is the size of one slice, ``block`` of the cells that share their outer digits, ``bounds`` what is
    covered in all.
    """

    steps: tuple[Vector, ...]
    plane: tuple[float, float]
    block: tuple[float, float]
    brackets: tuple[Bracket, ...]
    bounds: Bounds


def layout(
    along: Lanes,
    counts: Sequence[int],
    named: Sequence[int],
    split: bool = False,
    overlapping: Mapping[int, int] | None = None,
    unit: float = 1.0,
    missing: Mapping[int, int] | None = None,
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

    Cost: O(rank).
    """

    def walk(lane: Arrangement, size: float, gaps: Gaps) -> Run:
        return run(lane, counts, named, size, gaps, overlapping, missing)

    depth = walk(along.depth, 0.0, Gaps(1.0, _SPLIT_PLANES * split, 1.0))
    planes = prod(counts[part] for parts in along.depth for part in parts)
    scale = min(1.0, _PLANES / max(1, planes))
    back = (_PLANE[0] * scale, _PLANE[1] * scale)
    overhang = (depth.extent * back[0], -depth.extent * back[1])
    across = walk(along.column, CELL, Gaps(_GAP, _SPLIT * split, _FIGURES + overhang[0], always=overhang[0] > 0))
    down = walk(along.row, CELL, Gaps(_GAP, _SPLIT * split, _FIGURES + overhang[1], always=overhang[1] > 0))
    around = tuple(brackets(across, down, depth, back, unit))
    return Layout(
        tuple(_step(axis, across, down, depth, back) for axis in range(len(counts))),
        (pixels(across.plane), pixels(down.plane)),
        (pixels(across.block), pixels(down.block)),
        around,
        bounds((0.0, -overhang[1], across.extent + overhang[0], down.extent), around, unit),
    )


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
