"""One tensor laid out, closed and open: what its figure is drawn from."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import prod
from typing import NamedTuple

from einscope.core.plan import Tensor
from einscope.core.scene.layout.depth import TIGHT, Depth, Tiles
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
        return prod([self.counts[part] for parts in self.opened.depth for part in parts])

    @property
    def furthest(self) -> tuple[Layout, ...]:
        """The layouts that say how far it reaches. Whole tiles reach furthest while they are open: no side shrinks."""
        grows = isinstance(self.depth, Tiles) and not self.split.missing
        return (self.split,) if grows else (self.closed, self.split)


Draw = Callable[[Depth], Sketch]


@lru_cache(maxsize=256)  # names do not matter here: while somebody types, it is often the same tensor
def drawing(
    tensor: Tensor,
    way: Directions,
    counts: tuple[int, ...],
    named: tuple[int, ...],
    opened: Lanes | None = None,
    unit: float = 1.0,
    missing: tuple[tuple[int, int], ...] = (),
) -> Draw:
    """What lays a tensor out, its planes standing in any way.

    Args:
        tensor: its arrangement is read, not its strides.
        way: the direction of each of its axes.
        counts: how many digits of each elementary axis are drawn.
        named: how many of them brackets span.
        opened: the axes that move its cells while it is open, where there are more.
        unit: how much larger than usual what surrounds the cells is.
        missing: axes whose last digit is not all there, and how many cells it lacks.

    Cost: O(rank), once and for each way.
    """
    along = lanes(tensor.arrangement, way)
    spread = opened or along
    lacking = dict(missing)
    # Where windows slide, cells stand where they are, and the windows are pulled apart when the figure opens.
    strides = (
        {term.axis: term.times for terms in tensor.index for term in terms if len(terms) > 1 and term.axis is not None}
        if tensor.sliding
        else None
    )

    drawn: dict[Depth, Sketch] = {}

    def draw(depth: Depth) -> Sketch:
        if depth not in drawn:
            closed = Layout(along, counts, named, False, strides, unit, lacking, depth)
            split = Layout(spread, counts, named, True, None, unit, lacking, depth)
            drawn[depth] = Sketch(tensor, way, along, spread, counts, named, closed, split, depth=depth)
        return drawn[depth]

    return draw
