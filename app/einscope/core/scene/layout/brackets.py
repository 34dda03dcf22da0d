"""Brackets name the axes beside the cells, nested outwards."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

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


class Line(NamedTuple):
    """Where a bracket runs, to the last digit."""

    axis: int
    side: Side
    x1: float
    y1: float
    x2: float
    y2: float

    def bracket(self) -> Bracket:
        """As it is drawn."""
        return Bracket(self.axis, self.side, (pixels(self.x1), pixels(self.y1)), (pixels(self.x2), pixels(self.y2)))


def brackets(
    across: Run,
    down: Run,
    depth: Run | None,
    back: tuple[float, float],
    unit: float = 1.0,
    folded: tuple[int, int] | None = None,
) -> Iterator[Line]:
    """A bracket for every axis with more than one digit.

    Planes lie up and to the right of each other, so what runs along stands below a stack, above a flat figure. What
    runs into the depth stands beside the lowest stack: further up the next one would cover its name. An axis that is
    folded, so as to stand in several rows, has its bracket beside them: it spans all of them there.

    Args:
        across: what runs along the rows.
        down: what runs down the columns.
        depth: what runs into the depth, in planes; None: nothing does.
        back: offset of the next plane.
        unit: how much larger than usual they are.
        folded: the number of its rows as a part, and the axis.
    """
    nested, beside = _NESTED * unit, _AWAY * unit
    stacked = depth is not None and depth.extent > 0
    for level, part in enumerate(part for part, _ in across.levels if not folded or part != folded[1]):
        away = nested * level + beside
        y = down.extent + away if stacked else -away
        yield Line(part, "bottom" if stacked else "top", 0.0, y, across.lengths[part], y)
    for part, level in down.levels:
        x = -(nested * level + beside)
        axis = folded[1] if folded and part == folded[0] else part
        yield Line(axis, "left", x, 0.0, x, down.lengths[part])
    fanned = back[0] > across.plane  # planes stand beside each other, and the bracket spans them as it would columns
    levels = depth.levels if depth else ()
    lengths = depth.lengths if depth else {}
    for part, level in levels:
        length = lengths[part]
        if fanned:
            y = down.extent + nested * (level + len(across.levels)) + beside
            yield Line(part, "bottom", 0.0, y, length * back[0] + across.plane, y)
            continue
        away = nested * level + beside
        x, y = across.plane + away * _NORMAL[0], down.extent + away * _NORMAL[1]
        yield Line(part, "depth", x, y, x + length * back[0], y + length * back[1])


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

    @property
    def middle(self) -> tuple[float, float]:
        """The point in the middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


def bounds(cells: Bounds, around: Sequence[Line], unit: float = 1.0) -> Bounds:
    """What the cells cover, and the brackets around them with their names."""
    name = _NAME * unit
    sides: dict[Side, list[Line]] = {}
    for line in around:
        sides.setdefault(line.side, []).append(line)
    left, top, right, bottom = cells.left, cells.top, cells.right, cells.bottom
    if around:
        right = max(right, pixels(max(line.x2 for line in around)))
        bottom = max(bottom, pixels(max(line.y1 for line in around)))
    for side, lines in sides.items():
        if side == "left":
            left = min(left, pixels(min(line.x1 for line in lines)) - name)
        elif side == "top":
            top = min(top, pixels(min(line.y2 for line in lines)) - name * 0.7)
        elif side == "depth":
            right = max(right, pixels(max(line.x2 for line in lines)) + name)
        else:
            bottom = max(bottom, pixels(max(line.y1 for line in lines)) + name * 0.7)
    return Bounds(left, top, right, bottom)
