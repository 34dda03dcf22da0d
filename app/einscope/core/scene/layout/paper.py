"""How much paper each figure needs, and where input and output stand on it: beside or below each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from einscope.core.scene.layout.brackets import Bounds, pixels

Point = tuple[float, float]
Placement = Literal["beside", "below"]
PLACEMENTS: tuple[Placement, ...] = ("beside", "below")

_MARGIN = 24
_BETWEEN = 72  # between input and output
_OPERANDS = 40  # between the operands of a product
_CAPTION = 46
_LETTER = 9.2  # width of a letter of a caption


@dataclass(frozen=True, slots=True)
class Needed:
    """What a figure covers in each of its layouts, and how many letters its caption has."""

    covered: tuple[Bounds, ...]
    letters: int = 0

    def size(self, unit: float) -> Point:
        """Width and height that are enough for all of it, the caption's line not counted as height."""
        width = max(bounds.width for bounds in self.covered)
        return max(width, self.letters * _LETTER * unit), max(bounds.height for bounds in self.covered)


@dataclass(frozen=True, slots=True)
class Room:
    """The rectangle that a figure may fill in all its stages, placed on the paper; its caption stands below it."""

    x: float
    y: float
    width: float
    height: float
    unit: float

    @property
    def caption(self) -> Point:
        """The middle of the caption's line."""
        return pixels(self.x + self.width / 2), pixels(self.y + self.height + _CAPTION * self.unit * 0.75)

    def origin(self, covered: Bounds) -> Point:
        """Where the first cell stands so that what is covered is in the middle."""
        return (
            pixels(self.x + (self.width - covered.width) / 2 - covered.left),
            pixels(self.y + (self.height - covered.height) / 2 - covered.top),
        )


@dataclass(frozen=True, slots=True)
class Paper:
    """The rooms of all figures, and the size of the sheet they are on, in either placement."""

    rooms: dict[Placement, list[Room]]
    size: dict[Placement, Point]

    def captions(self, figure: int) -> dict[Placement, Point]:
        """Where the caption of a figure stands."""
        return {placement: rooms[figure].caption for placement, rooms in self.rooms.items()}

    def origins(self, figure: int, covered: Bounds) -> dict[Placement, Point]:
        """Where the first cell of a figure stands."""
        return {placement: rooms[figure].origin(covered) for placement, rooms in self.rooms.items()}


def paper(figures: Sequence[Needed], unit: float = 1.0) -> Paper:
    """A sheet for figures, the output last.

    Args:
        figures: what each of them needs.
        unit: how much larger than usual captions and margins are.

    Cost: O(figures).
    """
    placed = {placement: _rooms(figures, placement, unit) for placement in PLACEMENTS}
    return Paper(
        {placement: rooms for placement, (rooms, _) in placed.items()},
        {placement: size for placement, (_, size) in placed.items()},
    )


def _rooms(figures: Sequence[Needed], placement: Placement, unit: float) -> tuple[list[Room], Point]:
    """A room for each figure, and the size of the paper.

    The operands of a product share one side: below each other where the output is beside them, and the other way round.

    Args:
        figures: what each figure needs, the output last.
        placement: whether inputs and output stand beside or below each other.
        unit: how much larger than usual captions and margins are.
    """
    caption, margin = _CAPTION * unit, _MARGIN * unit
    sizes = [(width, height + caption) for width, height in (figure.size(unit) for figure in figures)]
    down = placement == "below"
    operands, side = _packed(sizes[:-1], not down, _OPERANDS * unit)
    (before, after), paper = _packed([side, sizes[-1]], down, _BETWEEN * unit * (0.5 if down else 1.0))
    corners = [*((before[0] + x, before[1] + y) for x, y in operands), after]
    placed = [
        Room(margin + x, margin + y, width, height - caption, unit)
        for (x, y), (width, height) in zip(corners, sizes, strict=True)
    ]
    return placed, (pixels(paper[0] + 2 * margin), pixels(paper[1] + 2 * margin))


def _packed(sizes: Sequence[Point], down: bool, between: float) -> tuple[list[Point], Point]:
    """Corners of boxes in one line, each in the middle of it, and the size of all of them."""
    along, across = (1, 0) if down else (0, 1)
    if not sizes:
        return [], (0.0, 0.0)
    widest = max(size[across] for size in sizes)
    corners: list[Point] = []
    passed = 0.0
    for size in sizes:
        middle = (widest - size[across]) / 2
        corners.append((middle, passed) if down else (passed, middle))
        passed += size[along] + between
    passed -= between
    return corners, (widest, passed) if down else (passed, widest)
