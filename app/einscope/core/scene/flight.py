"""The way of the blocks of one input, through four stages, each a step vector for every axis."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from einscope.core.errors import Sentence
from einscope.core.plan import Index, Tensor
from einscope.core.scene.layout.layout import Layout
from einscope.core.scene.layout.paper import Paper, Placement, Point
from einscope.core.scene.tint.tint import Tint

StageName = Literal["input", "split", "moved", "output"]
STAGES: tuple[StageName, ...] = ("input", "split", "moved", "output")
Inset = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Stage:
    """One stop of the animation: the layout of one of the figures, and where its first cell stands."""

    name: StageName
    caption: Sentence
    figure: int
    layout: Layout
    origins: dict[Placement, Point]


@dataclass(frozen=True, slots=True)
class Flight:
    """The blocks of one input.

    Block k has digits: those of k in the mixed radix of ``from_counts`` for input and split, of ``to_counts`` for moved
    and output, the last one fastest. Where the two sides have no digits in common, ``pairs`` gives for every block its
    numbers among either.

    ``index``: for each axis of the input, the index of a block as a sum over its digits counted from the axis's
    beginning; where it lies outside the shape there is no cell, and the block is hollow.
    ``wraps``: axes of the input along which that index is taken modulo the size. ``rolled``: for each axis how far the
    digits of the input are ahead of the block's, modulo its count in ``from_counts``; no entries: none is.
    ``numbers``, ``hues``, ``levels``: of every block, where the strides and the tint do not tell them.
    ``inset``: the part of a cell of the output that a block covers (left, top, width, height), all of it being 1.
    """

    figure: int
    stages: tuple[Stage, ...]
    from_counts: tuple[int, ...]
    to_counts: tuple[int, ...]
    index: tuple[Index, ...]
    inset: Inset
    tint: Tint
    pairs: tuple[tuple[int, ...], tuple[int, ...]] | None = None
    numbers: tuple[int, ...] | None = None
    hues: tuple[int, ...] | None = None
    levels: tuple[int, ...] | None = None
    rolled: tuple[int, ...] = ()
    wraps: tuple[int, ...] = ()


def stages(layouts: Sequence[tuple[int, Layout]], sheet: Paper, captions: Sequence[Sentence]) -> tuple[Stage, ...]:
    """The four stages of a flight.

    Args:
        layouts: of every stage, with the number of the figure that has it.
        sheet: where the figures stand.
        captions: of every stage.
    """
    return tuple(
        Stage(name, said, figure, each, sheet.origins(figure, each.bounds))
        for name, said, (figure, each) in zip(STAGES, captions, layouts, strict=True)
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
