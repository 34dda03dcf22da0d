"""What there is to draw, from the back to the front: a short neutral list that SVG and pixels are both made from.

Everything around cells has two poses, closed and open, and is somewhere between them at any time. Blocks in flight go
from an open figure to an open figure. Coordinates are pixels of the scene.
"""

from dataclasses import dataclass
from typing import Literal

from einscope.core.scene.layout.brackets import Side
from einscope.core.scene.tint.palette import State
from einscope.render.motion import ARRIVED

Point = tuple[float, float]
Box = tuple[float, float, float, float]
Kind = Literal["block", "hollow", "ghost", "label"]
Which = Literal["from", "to"]
Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """A card behind a slice, or the dashed outline around a block: left, top, width and height."""

    kind: Literal["card", "outline"]
    closed: Box
    open: Box


@dataclass(slots=True)  # not frozen: there are thousands, and each would take four times as long to make
class Cell:
    """A place in a figure, with what is written on its block.

    ``kind``: ``hollow`` where the block was filled in, ``ghost`` where a cell was cut off and no block leaves,
    ``label`` where there is only a text. ``text``: a number, or lines that say how many cells became one.
    ``turn``: when its block leaves, or comes: 0 for the first, 1 for the last.
    ``fading``: it is seen while the figure is closed only. ``lit``: it shows its block wherever that is.
    ``spans``: when it is seen at all, from a time of the scene up to another; None: always.
    ``always``: how it looks, whatever its block does; None: by where its block is.
    """

    kind: Kind
    which: Which
    text: str
    closed: Point
    open: Point
    width: float
    height: float
    shade: tuple[int, int]
    turn: float
    fading: bool = False
    lit: bool = False
    spans: tuple[Span, ...] | None = None
    always: State | None = None

    def state(self, gone: float) -> State:
        """How it looks when its block has so much of its flight behind it."""
        if self.lit or self.always:
            return "here" if self.lit else self.always or "here"
        if self.which == "from":
            return "here" if gone <= 0 else "gone"
        return "here" if gone >= 1 else "awaited"

    def seen(self, time: float) -> bool:
        """Whether it is seen at a time."""
        return self.spans is None or any(start <= time < end for start, end in self.spans)


@dataclass(slots=True)  # not frozen: there are thousands, and each would take four times as long to make
class Flyer:
    """A block on its way; it shrinks to ``share`` (of width and height) where it shares a cell of the output.

    ``lit``: it belongs to the marked cell, so a ring goes with it.
    """

    kind: Kind
    text: str
    start: Point
    finish: Point
    share: Point
    shade: tuple[int, int]
    turn: float
    lit: bool = False


@dataclass(frozen=True, slots=True)
class Bracket:
    """Spans the digits of an axis.

    ``axis``: the number of its colour. ``seen``: whether it is there in either pose; what is there in one only comes
    and goes. ``names``: the longest first.
    """

    axis: int
    side: Side
    closed: tuple[Point, Point]
    open: tuple[Point, Point]
    seen: tuple[bool, bool]
    names: tuple[str, ...]

    def strength(self, share: float) -> float:
        """How strongly it is drawn when its figure is so far open."""
        return mix(float(self.seen[0]), float(self.seen[1]), share)


@dataclass(frozen=True, slots=True)
class Caption:
    """A line of text in the middle below a figure."""

    text: str
    at: Point


@dataclass(frozen=True, slots=True)
class Ring:
    """Around a place that is marked.

    ``differing``: it says that the cell comes from elsewhere, as soon as that has come.
    """

    closed: Point
    open: Point
    width: float
    height: float
    differing: bool = False

    def awaited(self, time: float) -> bool:
        """Whether it surrounds what has not come yet."""
        return self.differing and time < ARRIVED


@dataclass(frozen=True, slots=True)
class Thread:
    """Joins the middles of two marked places, closed and open."""

    closed: tuple[Point, Point]
    open: tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class Marks:
    """All of a scene.

    ``cell`` is the side of a block, ``letters`` the font size of numbers, ``unit`` how much larger than usual
    everything around the cells is. ``lit`` lies above the blocks in flight: the marked cell, its sources, and rings.
    """

    size: Point
    cell: float
    letters: float
    unit: float
    brackets: tuple[Bracket, ...]
    captions: tuple[Caption, ...]
    figures: tuple[Frame | Cell | Ring, ...]
    flyers: tuple[Flyer, ...]
    lit: tuple[Cell | Ring, ...]
    threads: tuple[Thread, ...]


def mix(one: float, other: float, share: float) -> float:
    """Between two numbers."""
    return one + (other - one) * share


def between(one: Point, other: Point, share: float) -> Point:
    """Between two points."""
    return mix(one[0], other[0], share), mix(one[1], other[1], share)


def scaled(point: Point, by: float) -> Point:
    """A vector so many times as long."""
    return point[0] * by, point[1] * by
