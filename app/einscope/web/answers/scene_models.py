"""The scene of an answer, field by field: the plan as pictures."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from einscope.core.plan import Term
from einscope.core.scene.layout.brackets import Bracket
from einscope.core.scene.window import Window

Pair = tuple[float, float]
Vector = tuple[float, float, float]
Numbers = tuple[int, ...]
Placed = Mapping[Literal["beside", "below"], Pair]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stop of the animation: place of a block = origin + Σ (digit - window start)·step."""

    name: Literal["input", "split", "moved", "output"]
    caption: Annotated[str, Field(description="what happens up to here, in a few words")]
    figure: Annotated[int, Field(description="which of the figures stands so at this stage")]
    steps: Annotated[tuple[Vector, ...], Field(description="for each axis: right, down, planes back")]
    origins: Annotated[Placed, Field(description="of the first cell, for either placement")]
    plane: Annotated[Pair, Field(description="width and height of one slice")]
    block: Annotated[Pair, Field(description="width and height of the cells that share their outer digits")]
    brackets: tuple[Bracket, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TensorAxis:
    """An axis of a tensor."""

    name: Annotated[str, Field(description="what `view` calls it")]
    text: Annotated[str, Field(description="as it is written: h, (h p1)")]
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Directions:
    """Which of a tensor's axes run which way, outermost first."""

    row: Annotated[Numbers, Field(description="down the screen, from row to row")]
    column: Annotated[Numbers, Field(description="along it, from column to column")]
    depth: Annotated[Numbers, Field(description="from plane to plane")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What stands around the cells of a tensor."""

    tensor: str
    axes: Annotated[tuple[TensorAxis, ...], Field(description="those of the tensor")]
    directions: Annotated[Directions, Field(description="which way they run")]
    caption: str
    captions: Annotated[Placed, Field(description="middle of the caption")]
    counts: Annotated[
        Numbers, Field(description="digits drawn of each axis; beyond the window's are cells that were cut off")
    ]
    planes: Annotated[
        Numbers | None, Field(description="axes along which the card behind a slice repeats; null: no cards")
    ]
    blocks: Annotated[
        Numbers | None, Field(description="axes along which the outline of a block repeats; null: no outlines")
    ]
    pile: Annotated[
        int, Field(description="blocks that lie on one another in each cell, with those outside the window")
    ]
    ghosts: Annotated[
        tuple[tuple[int, float, float, float], ...],
        Field(description="cells between the blocks that go nowhere: flat position, and corner from the first block's"),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Colouring:
    """Colours: hue number (first + Σ digit·hue) // band, modulo the hues; level Σ digit·level of values."""

    hue: Numbers
    level: Numbers
    values: int
    first: Annotated[int, Field(description="hue number of the block whose digits are 0")]
    band: Annotated[int, Field(description="how many hue numbers share a hue")] = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Tint(Colouring):
    """The colouring of the first flight, and the shades of all."""

    shades: Annotated[
        Mapping[str, tuple[tuple[tuple[str, str], ...], ...]],
        Field(description="by theme, hue and level: the colour of a block and of its number"),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flight:
    """The blocks of one input. Digits of block k: k in the mixed radix of the counts, the last axis fastest."""

    figure: Annotated[int, Field(description="the figure they start from")]
    stages: Annotated[tuple[Stage, ...], Field(description="input, split, moved, output")]
    from_counts: Annotated[Numbers, Field(description="digits of the blocks in the steps of input and split")]
    to_counts: Annotated[Numbers, Field(description="digits of the blocks in the steps of moved and output")]
    pairs: Annotated[
        tuple[Numbers, Numbers] | None,
        Field(description="for each block its number among either counts; null: it has the same digits on both sides"),
    ]
    numbers: Annotated[
        Numbers | None,
        Field(
            description="written on each block: its flat position in the input; -1: none, hollow; -2, -3, …: the "
            "first, the second, … of `merged`; null: by the strides and the index"
        ),
    ]
    hues: Annotated[Numbers | None, Field(description="hue of each block; null: by the tint")]
    levels: Annotated[Numbers | None, Field(description="level of each block; null: by the tint")]
    tint: Colouring
    index: Annotated[
        tuple[tuple[Term, ...], ...],
        Field(
            description="for each axis of the input, a block's index as a sum over its digits; "
            "outside the shape: filled in"
        ),
    ]
    rolled: Annotated[
        Numbers,
        Field(description="for each axis, how far digits in the input are ahead, modulo its count; empty: none is"),
    ]
    wraps: Annotated[Numbers, Field(description="axes of the input along which the index is taken modulo the size")]
    inset: Annotated[
        tuple[float, float, float, float],
        Field(
            description="part of a cell of the output that a block covers: left, top, width, height, all of it being 1"
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What is written on cells that are made of several, instead of a number."""

    count: Annotated[int | None, Field(description="cells that each is made of, of products how many; null: not known")]
    word: Annotated[str | None, Field(description="how they become one, as `reduction` has it; null: not known")]
    text: Annotated[str, Field(description="both in words")]
    lines: Annotated[tuple[str, ...], Field(description="for the inside of a cell; in a narrow one the first alone")]
    cells: Annotated[
        Numbers | None,
        Field(description="cells of the output, by their digits in `to_counts`, that have it at the end; null: all"),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The plan as pictures, in pixels of its own that are scaled to wherever it is shown."""

    windows: Annotated[tuple[Window, ...], Field(description="for each axis, the digits shown")]
    cells: Annotated[int, Field(description="blocks shown")]
    cell: Annotated[int, Field(description="side of a block")]
    unit: Annotated[float, Field(description="how much larger than usual brackets and captions are")]
    size: Annotated[Placed, Field(description="of the paper, for either placement")]
    stages: Annotated[tuple[Stage, ...], Field(description="those of the first flight")]
    figures: Annotated[tuple[Figure, ...], Field(description="of the inputs and, last, of the output")]
    flights: Annotated[tuple[Flight, ...], Field(description="one for each input")]
    order: Annotated[Numbers, Field(description="turn of a block in the flight: Σ digit·order")]
    merged: Annotated[tuple[Merged, ...], Field(description="labels of cells that are made of several")]
    tint: Tint
