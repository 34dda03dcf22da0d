"""Brackets name the axes beside the cells, nested outwards."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from einscope.core.scene.layout.run import Run

Side = Literal["top", "bottom", "left", "depth"]

_NESTED = 28  # distance of nested brackets
_AWAY = 12  # distance of the first one from the cells
_NORMAL = (0.575, 0.818)  # at right angles to a stack of planes, away from it
_NAME = 34  # what the name of an axis takes beside its bracket; less above and below


def pixels(length: float) -> float:
    """A length without the digits that only make JSON long; a thousand steps of it are off by less than a pixel.

    >>> pixels(1 / 3)
    0.3333
    """
    return round(length, 4)


@dataclass(frozen=True, slots=True)
class Bracket:
    """Spans the digits of an axis; coordinates are relative to the corner of the cell whose digits are 0."""

    axis: int
    side: Side
    start: tuple[float, float]
    end: tuple[float, float]


def brackets(across: Run, down: Run, depth: Run, back: tuple[float, float], unit: float = 1.0) -> Iterator[Bracket]:
    """A bracket for every axis with more than one digit.

    Planes lie up and to the right of each other, so what runs along stands below a stack, above a flat figure. What
    runs into the depth stands beside the lowest stack: further up the next one would cover its name.

    Args:
        across: what runs along the rows.
        down: what runs down the columns.
        depth: what runs into the depth, in planes.
        back: offset of the next plane.
        unit: how much larger than usual they are.
    """
    nested, beside = _NESTED * unit, _AWAY * unit
    stacked = depth.extent > 0
    for part, level in across.levels:
        away = nested * level + beside
        y = down.extent + away if stacked else -away
        yield _bracket(part, "bottom" if stacked else "top", 0.0, y, across.lengths[part], y)
    for part, level in down.levels:
        x = -(nested * level + beside)
        yield _bracket(part, "left", x, 0.0, x, down.lengths[part])
    for part, level in depth.levels:
        away = nested * level + beside
        x, y = across.plane + away * _NORMAL[0], down.extent + away * _NORMAL[1]
        length = depth.lengths[part]
        yield _bracket(part, "depth", x, y, x + length * back[0], y + length * back[1])


def _bracket(axis: int, side: Side, x1: float, y1: float, x2: float, y2: float) -> Bracket:
    return Bracket(axis, side, (pixels(x1), pixels(y1)), (pixels(x2), pixels(y2)))


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a figure covers with its brackets and their names."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """In pixels."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """In pixels."""
        return self.bottom - self.top


def bounds(box: tuple[float, float, float, float], around: Iterable[Bracket], unit: float = 1.0) -> Bounds:
    """The cells, given as (left, top, right, bottom), and the brackets around them with their names."""
    left, top, right, bottom = box
    name = _NAME * unit
    for bracket in around:
        (x1, y1), (x2, y2) = bracket.start, bracket.end
        left = min(left, x1 - (name if bracket.side == "left" else 0))
        top = min(top, y2 - (name * 0.7 if bracket.side == "top" else 0))
        right = max(right, x2 + (name if bracket.side == "depth" else 0))
        bottom = max(bottom, y1 + (name * 0.7 if bracket.side == "bottom" else 0))
    return Bounds(left, top, right, bottom)
