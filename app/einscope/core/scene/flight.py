"""The way of the blocks of one input, through four stages, each a step vector for every axis."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from einscope.core.errors import Sentence
from einscope.core.plan import Index, Tensor
from einscope.core.scene.layout.brackets import Bracket
from einscope.core.scene.layout.layout import Fold, Layout, Vector
from einscope.core.scene.layout.paper import Paper, Placement, Point
from einscope.core.scene.tint.tint import Colouring
from einscope.core.told import UNTOLD, told

StageName = Literal["input", "split", "moved", "output"]
STAGES: tuple[StageName, ...] = ("input", "split", "moved", "output")
Inset = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Stage:
    """A stop of the animation: place of a block = origin + Σ (digit - window start)·step.

    Where a row of tiles is broken within an axis, each break adds the step of its fold.

    Args:
        name: of the stop.
        caption: what happens up to here, in a few words.
        figure: which of the figures stands so at this stage.
        layout: of that figure.
        steps: for each axis: right, down, planes back.
        folds: where rows of tiles are broken within an axis.
        origins: of the first cell, for either placement.
        shape: of the tensor at this stage, as code would reshape and permute it; null: it is not told, as of programs.
        axes: the axes of that shape, as a pattern writes them; null likewise.
        call: what code calls to come here from the stage before; null: nothing changes, or no one call does it.
    """

    name: StageName
    caption: Sentence
    figure: int
    layout: Layout = field(metadata=UNTOLD)
    origins: dict[Placement, Point]
    shape: tuple[int, ...] | None = None
    axes: str | None = None
    call: str | None = None

    @told
    def steps(self) -> tuple[Vector, ...]:
        """For each axis: right, down, planes back."""
        return self.layout.steps

    @told
    def folds(self) -> tuple[Fold, ...]:
        """Where rows of tiles are broken within an axis: a cell moves further at each break."""
        return self.layout.folds

    @told
    def plane(self) -> Point:
        """Width and height of one slice."""
        return self.layout.plane

    @told
    def block(self) -> Point:
        """Width and height of the cells that share their outer digits."""
        return self.layout.block

    @told
    def brackets(self) -> tuple[Bracket, ...]:
        """Names of the axes beside the cells."""
        return self.layout.brackets


@dataclass(frozen=True, slots=True)
class Flight:
    """The blocks of one input. Digits of block k: k in the mixed radix of the counts, the last axis fastest.

    Args:
        figure: the figure they start from.
        stages: input, split, moved, output.
        from_counts: digits of the blocks in the steps of input and split.
        to_counts: digits of the blocks in the steps of moved and output.
        pairs: for each block its number among either counts; None: it has the same digits on both sides.
        numbers: written on each block: its flat position in the input; -1: none, hollow; -2, -3, …: the first, the
            second, … of ``merged``; None: by the strides and the index.
        hues: hue of each block; None: by the tint.
        levels: level of each block; None: by the tint.
        tint: hue and level of a block by its digits.
        index: for each axis of the input, a block's index as a sum over its digits; outside the shape: filled in.
        rolled: for each axis, how far digits in the input are ahead, modulo its count; empty: none is.
        wraps: axes of the input along which the index is taken modulo the size.
        inset: part of a cell of the output that a block covers: left, top, width, height, all of it being 1.
    """

    figure: int
    stages: tuple[Stage, ...]
    from_counts: tuple[int, ...]
    to_counts: tuple[int, ...]
    index: tuple[Index, ...]
    inset: Inset
    tint: Colouring
    pairs: tuple[tuple[int, ...], tuple[int, ...]] | None = None
    numbers: tuple[int, ...] | None = None
    hues: tuple[int, ...] | None = None
    levels: tuple[int, ...] | None = None
    rolled: tuple[int, ...] = ()
    wraps: tuple[int, ...] = ()


def stages(
    layouts: Sequence[tuple[int, Layout]],
    sheet: Paper,
    captions: Sequence[Sentence],
    shapes: Sequence[tuple[tuple[int, ...], str] | tuple[None, None]] = ((None, None),) * len(STAGES),
    calls: Sequence[str | None] = (None,) * len(STAGES),
) -> tuple[Stage, ...]:
    """The four stages of a flight.

    Args:
        layouts: of every stage, with the number of the figure that has it.
        sheet: where the figures stand.
        captions: of every stage.
        shapes: of the tensor at every stage, with the axes of each.
        calls: what code calls to come to each stage.
    """
    return tuple(
        Stage(name, caption, figure, layout, sheet.origins(figure, layout.cells), shape, axes, call)
        for name, caption, (figure, layout), (shape, axes), call in zip(
            STAGES, captions, layouts, shapes, calls, strict=True
        )
    )


def inset(number: int, operands: int) -> Inset:
    """The part of a cell for one of several operands: they stand side by side.

    >>> inset(1, 2)
    (0.5, 0.0, 0.5, 1.0)
    """
    return number / operands, 0.0, 1 / operands, 1.0


def turns(source: Tensor, within: Sequence[int], counts: Sequence[int]) -> tuple[int, ...]:
    """Strides that number the blocks shown in the order of the input, 0 to their number less 1.

    What lies in one block of the source goes together, so that an eye can follow it; the copies of a cell follow each
    other.

    Args:
        source: the first input.
        within: the axes inside a block.
        counts: how many digits of each axis are shown.
    """
    own = list(dict.fromkeys(part for parts in source.arrangement for part in parts))
    outer = [part for part in own if part not in within]
    inner = [part for part in own if part in within]
    new = [part for part in range(len(counts)) if part not in own]
    strides = [0] * len(counts)
    total = 1
    for part in reversed([*outer, *inner, *new]):
        strides[part] = total
        total *= counts[part]
    return tuple(strides)
