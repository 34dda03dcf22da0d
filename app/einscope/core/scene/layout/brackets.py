"""Brackets name the axes beside the cells, nested outwards."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from einscope.core.scene.layout.run import Runs

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
    return round(length, 4) if length % 1 else length  # most are whole, and rounding one takes five times as long


@dataclass(frozen=True, slots=True)
class Bracket:
    """Spans the digits of an axis; coordinates are relative to the corner of the cell whose digits are 0."""

    axis: int
    side: Side
    start: tuple[float, float]
    end: tuple[float, float]


Line = tuple[int, Side, float, float, float, float]
"""Where a bracket runs, to the last digit: its axis, its side, from where and to where."""


def bracket(line: Line) -> Bracket:
    """A bracket as it is drawn."""
    axis, side, x1, y1, x2, y2 = line
    return Bracket(axis, side, (pixels(x1), pixels(y1)), (pixels(x2), pixels(y2)))


def brackets(runs: Runs) -> list[Line]:
    """A bracket for every axis with more than one digit.

    Planes lie up and to the right of each other, so what runs along stands below a stack, above a flat figure. What
    runs into the depth stands beside the lowest stack: further up the next one would cover its name. An axis within
    which rows are broken has its bracket beside them: it spans all of them there.
    """
    across, down, depth, back, broken, unit = runs
    nested, beside = _NESTED * unit, _AWAY * unit
    lines: list[Line] = []
    stacked = depth is not None and depth.extent > 0
    for level, part in enumerate(runs.along):
        away = nested * level + beside
        y = down.extent + away if stacked else -away
        lines.append((part, "bottom" if stacked else "top", 0.0, y, across.lengths[part], y))
    for level, part in enumerate(down.levels):
        x = -(nested * level + beside)
        axis = broken.axis if broken and part == broken.rows else part
        lines.append((axis, "left", x, 0.0, x, down.lengths[part]))
    if depth is None:
        return lines
    fanned = back[0] > across.plane  # planes stand beside each other, and the bracket spans them as it would columns
    for level, part in enumerate(depth.levels):
        length = depth.lengths[part]
        if fanned:
            y = down.extent + nested * (level + len(across.levels)) + beside
            lines.append((part, "bottom", 0.0, y, length * back[0] + across.plane, y))
            continue
        away = nested * level + beside
        x, y = across.plane + away * _NORMAL[0], down.extent + away * _NORMAL[1]
        lines.append((part, "depth", x, y, x + length * back[0], y + length * back[1]))
    return lines


class Bounds(NamedTuple):
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


def bounds(cells: Bounds, runs: Runs) -> Bounds:
    """What the cells cover, and the brackets around them with their names.

    Of the brackets on one side the outermost is furthest away, and the longest reaches furthest: no other is asked.
    """
    across, down, depth, back, _, unit = runs
    nested, beside, name = _NESTED * unit, _AWAY * unit, _NAME * unit
    left, top, right, bottom = cells
    along = runs.along
    if along:
        away = nested * (len(along) - 1) + beside
        right = max(right, pixels(max([across.lengths[part] for part in along])))
        if depth is not None and depth.extent > 0:
            bottom = max(bottom, pixels(down.extent + away) + name * 0.7)
        else:
            top = min(top, pixels(-away) - name * 0.7)
    if down.levels:
        left = min(left, pixels(-(nested * (len(down.levels) - 1) + beside)) - name)
    if depth is None or not depth.levels:
        return Bounds(left, top, right, bottom)
    if back[0] > across.plane:
        y = down.extent + nested * (len(depth.levels) - 1 + len(across.levels)) + beside
        x = max([depth.lengths[part] for part in depth.levels]) * back[0] + across.plane
        return Bounds(left, top, max(right, pixels(x)), max(bottom, pixels(y) + name * 0.7))
    for level, part in enumerate(depth.levels):
        away = nested * level + beside
        right = max(right, pixels(across.plane + away * _NORMAL[0] + depth.lengths[part] * back[0]) + name)
        bottom = max(bottom, pixels(down.extent + away * _NORMAL[1]))
    return Bounds(left, top, right, bottom)
