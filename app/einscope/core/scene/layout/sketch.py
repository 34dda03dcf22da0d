"""One tensor laid out, closed and open: what its figure is drawn from."""

from dataclasses import dataclass
from functools import lru_cache
from math import prod
from typing import NamedTuple

from einscope.core.plan import Tensor
from einscope.core.scene.layout.depth import TIGHT, Depth
from einscope.core.scene.layout.directions import Directions, Lanes, lanes
from einscope.core.scene.layout.layout import Layout


class Ghost(NamedTuple):
    """A cell that no block takes along: its flat position, and its corner from that of the block whose digits are 0."""

    number: int
    x: float
    y: float
    z: float


@dataclass(frozen=True, slots=True)
class Sketch:
    """A tensor, the directions of its axes, and its layouts with parts joined and apart.

    ``along`` are the axes that move its cells, ``opened`` also those that lie in one cell while it is closed.
    ``counts``: digits drawn of each elementary axis, ``named``: those of its window. ``ghosts`` stand among the cells
    while it is closed. ``depth``: how planes stand.
    """

    tensor: Tensor
    way: Directions
    along: Lanes
    opened: Lanes
    counts: tuple[int, ...]
    named: tuple[int, ...]
    closed: Layout
    split: Layout
    ghosts: tuple[Ghost, ...] = ()
    depth: Depth = TIGHT

    @property
    def movable(self) -> bool:
        """Whether each axis has steps of its own: those of a diagonal and of sliding windows are shared."""
        parts = [part for parts in self.tensor.arrangement for part in parts]
        return not self.tensor.sliding and len(parts) == len(set(parts))

    @property
    def planes(self) -> int:
        """How many planes are drawn behind or beside each other."""
        return prod(self.counts[part] for parts in self.opened.depth for part in parts)


@lru_cache(maxsize=1024)  # names do not matter here: while somebody types, it is often the same tensor
def sketch(
    tensor: Tensor,
    way: Directions,
    counts: tuple[int, ...],
    named: tuple[int, ...],
    opened: Lanes | None = None,
    unit: float = 1.0,
    missing: tuple[tuple[int, int], ...] = (),
    depth: Depth = TIGHT,
) -> Sketch:
    """Lay a tensor out.

    Args:
        tensor: its arrangement is read, not its strides.
        way: the direction of each of its axes.
        counts: how many digits of each elementary axis are drawn.
        named: how many of them brackets span.
        opened: the axes that move its cells while it is open, where there are more.
        unit: how much larger than usual what surrounds the cells is.
        missing: axes whose last digit is not all there, and how many cells it lacks.
        depth: how planes stand.

    Cost: O(rank).
    """
    along = lanes(tensor.arrangement, way)
    opened = opened or along
    lacking = dict(missing)
    # Where windows slide, cells stand where they are, and the windows are pulled apart when the figure opens.
    strides = (
        {term.axis: term.times for terms in tensor.index for term in terms if len(terms) > 1 and term.axis is not None}
        if tensor.sliding
        else None
    )
    closed = Layout(along, counts, named, overlapping=strides, unit=unit, missing=lacking, depth=depth)
    split = Layout(opened, counts, named, apart=True, unit=unit, missing=lacking, depth=depth)
    return Sketch(tensor, way, along, opened, counts, named, closed, split, depth=depth)
