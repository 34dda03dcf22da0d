"""One tensor laid out, closed and open: what its figure is drawn from."""

from dataclasses import dataclass
from functools import lru_cache
from math import prod
from typing import NamedTuple

from einscope.core.plan import Tensor
from einscope.core.scene.layout.depth import TIGHT, Depth, Shown, Tiles, depths
from einscope.core.scene.layout.directions import Directions, Lanes, lanes
from einscope.core.scene.layout.layout import Layout, opens
from einscope.core.scene.layout.run import Pairs


class Ghost(NamedTuple):
    """A cell that no block takes along: its flat position, and its corner from that of the block whose digits are 0."""

    number: int
    x: float
    y: float
    z: float


class _Layouts:
    """The layouts of a tensor that were asked for; many ways for its planes to stand are tried, and one is drawn.

    Args:
        along: the axes that move its cells.
        opened: those that move them while it is open.
        counts: how many digits of each elementary axis are drawn.
        named: how many of them brackets span.
        strides: cells that a step moves, of axes whose digits may meet in one cell.
        unit: how much larger than usual what surrounds the cells is.
        missing: axes whose last digit is not all there, and how many cells it lacks.
    """

    def __init__(
        self,
        along: Lanes,
        opened: Lanes,
        counts: tuple[int, ...],
        named: tuple[int, ...],
        strides: Pairs,
        unit: float,
        missing: Pairs,
    ) -> None:
        self._own = along, opened, counts, named, strides, unit, missing
        self._closed: dict[Depth, Layout] = {}
        self._split: dict[Depth, Layout] = {}

    def split(self, depth: Depth) -> Layout:
        """With parts apart."""
        found = self._split.get(depth)
        if found is None:
            _, opened, counts, named, _, unit, missing = self._own
            found = self._split[depth] = Layout(opened, counts, named, True, (), unit, missing, depth)
        return found

    def closed(self, depth: Depth) -> Layout:
        """With parts joined: the same layout where there are none that move apart."""
        found = self._closed.get(depth)
        if found is None:
            along, opened, counts, named, strides, unit, missing = self._own
            moves = strides or along != opened or opens(along, counts, depth)
            layout = Layout(along, counts, named, False, strides, unit, missing, depth) if moves else self.split(depth)
            found = self._closed[depth] = layout
        return found


# Names do not matter here: while somebody types, it is often the same tensor.
_layouts = lru_cache(maxsize=256)(_Layouts)


@dataclass(frozen=True, slots=True)
class Drawing:
    """What lays a tensor out, its planes standing in any way; see :func:`drawing`.

    Args:
        tensor: that is laid out.
        way: the directions of its axes.
        along: the axes that move its cells.
        opened: also those that lie in one cell while it is closed.
        counts: digits drawn of each elementary axis.
        named: those of its window.
        planes: how many there are.
        movable: whether they may stand elsewhere than behind each other.
        laid: its layouts.
    """

    tensor: Tensor
    way: Directions
    along: Lanes
    opened: Lanes
    counts: tuple[int, ...]
    named: tuple[int, ...]
    planes: int
    movable: bool
    laid: _Layouts

    def sketch(self, depth: Depth) -> "Sketch":
        """The tensor as it is drawn with its planes standing so."""
        return Sketch(self, self.laid.closed(depth), self.laid.split(depth))

    def ways(self, shown: Shown) -> tuple[Depth, ...]:
        """How its planes may stand, where there are several."""
        return depths(self.opened, self.counts, self.named, shown, self.movable) if self.planes > 1 else (TIGHT,)

    def furthest(self, depth: Depth, closed: Layout | None = None) -> tuple[Layout, ...]:
        """The layouts that say how far it reaches with its planes standing so.

        Args:
            depth: how they stand.
            closed: the layout with parts joined, where it is not the usual one.
        """
        split = self.laid.split(depth)
        # Whole tiles reach furthest while they are open, for no side shrinks.
        opens_outwards = isinstance(depth, Tiles) and not split.missing
        return (split,) if opens_outwards else (closed or self.laid.closed(depth), split)


@dataclass(frozen=True, slots=True)
class Sketch:
    """A tensor as it is drawn: its planes stand in one way.

    Args:
        drawing: what lays it out.
        closed: its layout with parts joined.
        split: with parts apart.
        ghosts: they stand among the cells while it is closed.
    """

    drawing: Drawing
    closed: Layout
    split: Layout
    ghosts: tuple[Ghost, ...] = ()


def drawing(
    tensor: Tensor,
    way: Directions,
    counts: tuple[int, ...],
    named: tuple[int, ...],
    along: Lanes | None = None,
    opened: Lanes | None = None,
    unit: float = 1.0,
    missing: Pairs = (),
) -> Drawing:
    """What lays a tensor out, its planes standing in any way.

    Args:
        tensor: its arrangement is read, not its strides.
        way: the direction of each of its axes.
        counts: how many digits of each elementary axis are drawn.
        named: how many of them brackets span.
        along: the axes that move its cells, where somebody knows them already.
        opened: the axes that move its cells while it is open, where there are more.
        unit: how much larger than usual what surrounds the cells is.
        missing: axes whose last digit is not all there, and how many cells it lacks.

    Cost: O(rank), once and for each way.
    """
    along = lanes(tensor.arrangement, way) if along is None else along
    spread = opened or along
    # Where windows slide, cells stand where they are, and the windows are pulled apart when the figure opens.
    strides = (
        tuple(
            [
                (term.axis, term.times)
                for terms in tensor.index
                for term in terms
                if len(terms) > 1 and term.axis is not None
            ]
        )
        if tensor.sliding
        else ()
    )
    parts = [part for parts in tensor.arrangement for part in parts]
    return Drawing(
        tensor,
        way,
        along,
        spread,
        counts,
        named,
        prod([counts[part] for parts in spread.depth for part in parts]),
        # Each axis has steps of its own; those of a diagonal and of sliding windows are shared.
        not tensor.sliding and len(parts) == len(set(parts)),
        _layouts(along, spread, counts, named, strides, unit, missing),
    )
