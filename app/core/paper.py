"""How much paper each figure needs, and where input and output stand on it: beside or below each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.core.brackets import pixels
from app.core.layout import Layout

Point = tuple[float, float]
Placement = Literal["beside", "below"]
PLACEMENTS: tuple[Placement, ...] = ("beside", "below")

_MARGIN = 24
_BETWEEN = 72  # between input and output
_CAPTION = 46


@dataclass(frozen=True, slots=True)
class Room:
    """The rectangle that a figure may fill in all its stages, placed on the paper; its caption stands below it."""

    x: float
    y: float
    width: float
    height: float

    @property
    def caption(self) -> Point:
        """The middle of the caption's line."""
        return pixels(self.x + self.width / 2), pixels(self.y + self.height + _CAPTION * 0.75)

    def origin(self, layout: Layout) -> Point:
        """Where the first cell of a layout stands so that the layout is in the middle."""
        covered = layout.bounds
        return (
            pixels(self.x + (self.width - covered.width) / 2 - covered.left),
            pixels(self.y + (self.height - covered.height) / 2 - covered.top),
        )


def rooms(figures: Sequence[Sequence[Layout]], placement: Placement) -> tuple[list[Room], Point]:
    """A room for each figure, and the size of the paper.

    Args:
        figures: for each figure the layouts it takes in turn.
        placement: whether the figures stand beside or below each other.
    """
    sizes = [
        (max(each.bounds.width for each in layouts), max(each.bounds.height for each in layouts)) for layouts in figures
    ]
    widest, highest = max(width for width, _ in sizes), max(height for _, height in sizes)
    placed: list[Room] = []
    x = y = float(_MARGIN)
    for width, height in sizes:
        if placement == "beside":
            placed.append(Room(x, y + (highest - height) / 2, width, height))
            x += width + _BETWEEN
        else:
            placed.append(Room(x + (widest - width) / 2, y, width, height))
            y += height + _CAPTION + _BETWEEN * 0.5
    if placement == "beside":
        return placed, (pixels(x - _BETWEEN + _MARGIN), pixels(y + highest + _CAPTION + _MARGIN))
    return placed, (pixels(x + widest + _MARGIN), pixels(y - _BETWEEN * 0.5 + _MARGIN))
