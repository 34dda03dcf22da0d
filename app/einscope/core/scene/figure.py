"""What stands around the cells of one tensor: its caption, cards behind its slices, outlines around its blocks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import prod

from einscope.core.errors import Sentence, say
from einscope.core.plan import Axis, Tensor
from einscope.core.scene.layout.directions import Directions, Lanes
from einscope.core.scene.layout.paper import Placement, Point
from einscope.core.scene.layout.sketch import Ghost, Sketch
from einscope.core.scene.layout.view import names_of


@dataclass(frozen=True, slots=True)
class TensorAxis:
    """An axis of a tensor.

    Args:
        name: what ``view`` calls it.
        text: as it is written: h, (h p1).
        size: its size.
    """

    name: str
    text: str
    size: int


@dataclass(frozen=True, slots=True)
class Figure:
    """What stands around the cells of a tensor.

    Args:
        tensor: its name.
        axes: those of the tensor.
        directions: which way they run.
        caption: what it shows, in words.
        captions: middle of the caption.
        counts: digits drawn of each axis; beyond the window's are cells that were cut off.
        planes: axes along which the card behind a slice repeats; None: no cards.
        blocks: axes along which the outline of a block repeats; None: no outlines.
        pile: blocks that lie on one another in each cell, with those outside the window.
        ghosts: cells between the blocks that go nowhere: flat position, and corner from the first block's.
    """

    tensor: str
    axes: tuple[TensorAxis, ...]
    directions: Directions
    caption: Sentence
    captions: dict[Placement, Point]
    counts: tuple[int, ...]
    planes: tuple[int, ...] | None
    blocks: tuple[int, ...] | None
    pile: int
    ghosts: tuple[Ghost, ...]


def figure(drawn: Sketch, axes: Sequence[Axis], said: Sentence, captions: dict[Placement, Point]) -> Figure:
    """The figure of a tensor.

    Args:
        drawn: the tensor laid out.
        axes: the elementary axes.
        said: its caption.
        captions: the middle of the caption, in either placement.

    Cost: O(rank).
    """
    own = drawn.drawing
    return Figure(
        own.tensor.name,
        _tensor_axes(own.tensor, axes),
        own.way,
        said,
        captions,
        own.counts,
        _plane_axes(own.opened, own.counts),
        _block_axes(own.opened, own.counts),
        _pile(own.along.axes, axes),
        drawn.ghosts,
    )


def _tensor_axes(tensor: Tensor, axes: Sequence[Axis]) -> tuple[TensorAxis, ...]:
    texts = [expression(parts, axes) if parts else "1" for parts in tensor.arrangement]
    return tuple(map(TensorAxis, names_of(tensor, axes), texts, tensor.shape))


def _plane_axes(along: Lanes, counts: Sequence[int]) -> tuple[int, ...] | None:
    """The axes that a whole slice is repeated along, where there is a stack of slices."""
    depth = [part for parts in along.depth for part in parts]
    if prod(counts[part] for part in depth) < 2:
        return None
    outer = [part for parts in (*along.row[:-1], *along.column[:-1]) for part in parts]
    return tuple(outer + depth)


def _block_axes(along: Lanes, counts: Sequence[int]) -> tuple[int, ...] | None:
    """The axes that a block is repeated along: all but the inner parts of composite rows and columns, and the depth.

    Outlines lie on top of everything, so those of slices behind the first would cross the cells in front.
    """
    inner: set[int] = set()
    for parts in (*along.row[-1:], *along.column[-1:]):
        inner.update([part for part in parts if counts[part] > 1][1:])
    if not inner:
        return None
    deeper = {part for parts in along.depth for part in parts}
    return tuple(part for part in sorted(along.axes) if part not in inner | deeper)


def _pile(own: Collection[int], axes: Sequence[Axis]) -> int:
    """How many blocks meet in one cell of a tensor: one for each digit of the axes that it does not have."""
    return prod(axis.size for number, axis in enumerate(axes) if number not in own)


def caption(tensor: Tensor, way: Directions, axes: Sequence[Axis], output: bool) -> Sentence:
    """What the picture of a tensor shows, in words.

    >>> from einscope.core.ops import registry
    >>> from einscope.core.scene.layout.directions import directions
    >>> plan = registry()["reduce"].example_plan()  # b (h p1) (w p2) c -> b h w c
    >>> str(caption(plan.output, directions(plan.output, plan.axes), plan.axes, output=True))
    'y · h=2 × w=2; 4 into one'
    """

    def words(numbers: Sequence[int]) -> str:
        return " × ".join(
            f"{expression(tensor.arrangement[number], axes)}={tensor.shape[number]}"
            for number in numbers
            if tensor.shape[number] != 1
        )

    image, depth = words(sorted((*way.row, *way.column))), words(way.depth)
    if image and depth:
        seen = say("{name} · {image}, {depth} deep", name=tensor.name, image=image, depth=depth)
    elif image or depth:
        seen = say("{name} · {image}", name=tensor.name, image=image or depth)
    else:
        seen = say("{name} · one cell", name=tensor.name)
    count = _pile({part for number in (*way.row, *way.column, *way.depth) for part in tensor.arrangement[number]}, axes)
    if count < 2:
        return seen
    if output:
        return say("{caption}; {count} into one", caption=seen, count=count)
    return say("{caption}; each into {count}", caption=seen, count=count)


def expression(parts: Sequence[int], axes: Sequence[Axis]) -> str:
    """A tensor axis as it is written: ``h``, ``(h p1)``."""
    if len(parts) == 1:
        return axes[parts[0]].name
    return f"({' '.join([axes[part].name for part in parts])})"
