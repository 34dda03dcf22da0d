"""One tensor as a picture: how far a step along each axis moves, in pixels, and what stands around the cells.

Steps are vectors (dx, dy, dz): right, down, and planes into the depth. A plane further back lies a little to the
right and up, so dz is drawn as an offset that is already part of dx and dy; it also says what covers what.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import prod

from app.core.brackets import Bounds, Bracket, bounds, brackets, pixels
from app.core.directions import Directions
from app.core.plan import Tensor
from app.core.run import Gaps, Run, run

Vector = tuple[float, float, float]

CELL = 56  # side of a block
_GAP = 6  # between neighbouring blocks
_SPLIT = 18  # how far the parts of a composite axis move apart, per level
_SPLIT_PLANES = 0.9  # the same in the depth, in planes
_FIGURES = 30  # between figures: the slices along an outer axis
_PLANE = (47.0, -33.0)  # offset of the next plane back
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


@lru_cache(maxsize=256)  # names do not matter here, so while somebody types it is often the same tensor
def layout(
    tensor: Tensor, directions: Directions, counts: tuple[int, ...], named: tuple[int, ...], split: bool
) -> Layout:
    """Lay a tensor out.

    Args:
        tensor: its arrangement is read, not its strides.
        directions: which way each tensor axis runs.
        counts: how many digits of each elementary axis are drawn.
        named: how many of them its bracket spans.
        split: whether the parts of a composite axis stand apart.

    Cost: O(rank).
    """
    # Where windows slide, cells stand where they are, and the windows are pulled apart when the figure opens.
    strides = {
        term.axis: term.times for terms in tensor.index for term in terms if len(terms) > 1 and term.axis is not None
    }
    overlapping = strides if tensor.sliding and not split else None

    def walk(axes: tuple[int, ...], size: float, gaps: Gaps) -> Run:
        return run([tensor.arrangement[axis] for axis in axes], counts, named, size, gaps, overlapping)

    depth = walk(directions.depth, 0.0, Gaps(1.0, _SPLIT_PLANES * split, 1.0))
    planes = prod(counts[part] for axis in directions.depth for part in tensor.arrangement[axis])
    scale = min(1.0, _PLANES / max(1, planes))
    back = (_PLANE[0] * scale, _PLANE[1] * scale)
    overhang = (depth.extent * back[0], -depth.extent * back[1])
    across = walk(directions.column, CELL, Gaps(_GAP, _SPLIT * split, _FIGURES + overhang[0], always=overhang[0] > 0))
    down = walk(directions.row, CELL, Gaps(_GAP, _SPLIT * split, _FIGURES + overhang[1], always=overhang[1] > 0))
    around = tuple(brackets(across, down, depth, back))
    return Layout(
        tuple(_step(axis, across, down, depth, back) for axis in range(len(counts))),
        (pixels(across.plane), pixels(down.plane)),
        (pixels(across.block), pixels(down.block)),
        around,
        bounds((0.0, -overhang[1], across.extent + overhang[0], down.extent), around),
    )


def _step(axis: int, across: Run, down: Run, depth: Run, back: tuple[float, float]) -> Vector:
    planes = depth.steps.get(axis, 0.0)
    return (
        pixels(across.steps.get(axis, 0.0) + planes * back[0]),
        pixels(down.steps.get(axis, 0.0) + planes * back[1]),
        pixels(planes),
    )
