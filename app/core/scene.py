"""The plan as pictures: four stages, each a step vector for every axis.

input and split show the first input, moved and output show what comes out. A block's place is its stage's origin
plus its digits times the steps; between stages, steps and origins are interpolated. Whoever draws adds up vectors
and decides nothing. Pixels are those of the scene, which is scaled to wherever it is shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import Literal

from app.core.directions import Directions, directions
from app.core.errors import Sentence, say
from app.core.fields import Sizes
from app.core.layout import CELL, Layout, layout
from app.core.paper import PLACEMENTS, Placement, Point, rooms
from app.core.plan import Plan, Tensor
from app.core.tint import Tint, tint
from app.core.window import Window, windows

_CUT_OFF = 2  # digits beyond a window whose cells are drawn although they were cut off
StageName = Literal["input", "split", "moved", "output"]
_STAGES: tuple[tuple[StageName, int], ...] = (("input", 0), ("split", 0), ("moved", 1), ("output", 1))


@dataclass(frozen=True, slots=True)
class Stage:
    """One stop of the animation: the layout of one of the figures, and where its first cell stands."""

    name: StageName
    figure: int
    layout: Layout
    origins: dict[Placement, Point]


@dataclass(frozen=True, slots=True)
class Figure:
    """What stands around the cells of one tensor.

    ``counts``: digits drawn of each axis; more than the window's where cells are cut off and stay behind.
    ``planes`` and ``blocks``: the axes along which a card and an outline are repeated, None for none at all.
    """

    tensor: str
    caption: Sentence
    captions: dict[Placement, Point]
    counts: tuple[int, ...]
    planes: tuple[int, ...] | None
    blocks: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything a drawing needs; ``size`` is the paper's, for figures beside or below each other.

    ``order`` gives each block its turn in the flight: Σ digit·order, from 0 to the number of blocks.
    """

    windows: tuple[Window, ...]
    cells: int
    cell: int
    size: dict[Placement, Point]
    stages: tuple[Stage, ...]
    figures: tuple[Figure, ...]
    order: tuple[int, ...]
    tint: Tint


def scene(plan: Plan, at: Sizes, most: int) -> Scene:
    """The scene of a plan.

    Args:
        plan: with at least one input; the first is shown.
        at: where the windows on large axes begin.
        most: how many cells the picture may have.

    Cost: O(rank · log(cells)).

    >>> from app.core.ops import registry
    >>> shown = scene(registry()["expand"].example_plan(), Sizes(), 4096)
    >>> [(stage.name, stage.layout.steps[4][:2]) for stage in shown.stages][::3]  # a step along p2
    [('input', (47.0, -33.0)), ('output', (62.0, 0.0))]
    """
    tensors = (plan.inputs[0], plan.output)
    ways = [directions(tensor, plan.axes) for tensor in tensors]
    shown = windows(plan, list(zip(tensors, ways, strict=True)), at, most)
    window_counts = tuple(window.count for window in shown)
    counts = (_with_cut_off(plan.inputs[0], plan, shown), window_counts)
    layouts = [
        [layout(tensor, way, count, window_counts, split) for split in splits]
        for tensor, way, count, splits in zip(tensors, ways, counts, ((False, True), (True, False)), strict=True)
    ]
    placed = {placement: rooms(layouts, placement) for placement in PLACEMENTS}
    stages = tuple(
        Stage(name, figure, each, {way: room[figure].origin(each) for way, (room, _) in placed.items()})
        for (name, figure), each in zip(_STAGES, (*layouts[0], *layouts[1]), strict=True)
    )
    figures = tuple(
        Figure(
            tensor.name,
            caption(tensor, way, plan),
            {placement: room[number].caption for placement, (room, _) in placed.items()},
            count,
            _plane_axes(tensor, way, count),
            _block_axes(tensor, way, count),
        )
        for number, (tensor, way, count) in enumerate(zip(tensors, ways, counts, strict=True))
    )
    sizes = {placement: size for placement, (_, size) in placed.items()}
    order = _order(plan.inputs[0], window_counts)
    return Scene(shown, prod(window_counts), CELL, sizes, stages, figures, order, tint(plan, window_counts))


def _with_cut_off(source: Tensor, plan: Plan, shown: tuple[Window, ...]) -> tuple[int, ...]:
    """Digits drawn of the input: a window that reaches the end of a cut-off axis goes on to what was cut."""
    counts = [window.count for window in shown]
    if source.sliding:
        return tuple(counts)
    for size, parts in zip(source.shape, source.arrangement, strict=True):
        if not parts:
            continue
        slowest, inner = parts[0], prod(plan.axes[part].size for part in parts[1:])
        window = shown[slowest]
        if size > inner * plan.axes[slowest].size and window.start + window.count == plan.axes[slowest].size:
            counts[slowest] = min(-(-size // inner) - window.start, window.count + _CUT_OFF)
    return tuple(counts)


def _order(source: Tensor, counts: Sequence[int]) -> tuple[int, ...]:
    """Strides that number the blocks shown in the order of the input; the copies of a cell follow each other."""
    own = list(dict.fromkeys(part for parts in source.arrangement for part in parts))
    new = [part for part in range(len(counts)) if part not in own]
    strides = [0] * len(counts)
    total = 1
    for part in reversed([*own, *new]):
        strides[part] = total
        total *= counts[part]
    return tuple(strides)


def _plane_axes(tensor: Tensor, way: Directions, counts: Sequence[int]) -> tuple[int, ...] | None:
    """The axes that a whole slice is repeated along, where there is a stack of slices."""
    depth = [part for axis in way.depth for part in tensor.arrangement[axis]]
    if prod(counts[part] for part in depth) < 2:
        return None
    outer = [part for axis in (*way.row[:-1], *way.column[:-1]) for part in tensor.arrangement[axis]]
    return tuple(outer + depth)


def _block_axes(tensor: Tensor, way: Directions, counts: Sequence[int]) -> tuple[int, ...] | None:
    """The axes that a block is repeated along: all but the inner parts of composite rows and columns."""
    inner: set[int] = set()
    for axis in (*way.row[-1:], *way.column[-1:]):
        inner.update([part for part in tensor.arrangement[axis] if counts[part] > 1][1:])
    if not inner:
        return None
    return tuple(part for parts in tensor.arrangement for part in parts if part not in inner)


def caption(tensor: Tensor, way: Directions, plan: Plan) -> Sentence:
    """What the picture of a tensor shows, in words.

    >>> from app.core.ops import registry
    >>> plan = registry()["expand"].example_plan()
    >>> str(caption(plan.inputs[0], directions(plan.inputs[0], plan.axes), plan))
    'x · h=2 × w=2, (p1 p2 c)=4 deep'
    """

    def words(axes: tuple[int, ...]) -> str:
        return " × ".join(
            f"{_expression(tensor, axis, plan)}={tensor.shape[axis]}" for axis in axes if tensor.shape[axis] != 1
        )

    image, depth = words(tuple(sorted((*way.row, *way.column)))), words(way.depth)
    if image and depth:
        return say("{name} · {image}, {depth} deep", name=tensor.name, image=image, depth=depth)
    if image or depth:
        return say("{name} · {image}", name=tensor.name, image=image or depth)
    return say("{name} · one cell", name=tensor.name)


def _expression(tensor: Tensor, axis: int, plan: Plan) -> str:
    names = " ".join(plan.axes[part].name for part in tensor.arrangement[axis])
    return names if len(tensor.arrangement[axis]) == 1 else f"({names})"
