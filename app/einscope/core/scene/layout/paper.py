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
_IN_LINE = 4  # figures of one side that stand in one line; more stand in rows
_RAGGED = 1.2  # how much larger figures must be for a last row that is not full
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
    Where there are many of them they stand in rows, so many in each that all of the paper is seen as large as can be.

    Args:
        figures: what each figure needs, the output last.
        placement: whether inputs and output stand beside or below each other.
        unit: how much larger than usual captions and margins are.
    """
    caption, margin = _CAPTION * unit, _MARGIN * unit
    sizes = [(width, height + caption) for width, height in (figure.size(unit) for figure in figures)]
    down = placement == "below"
    sides = {in_row: _in_rows(sizes[:-1], in_row, _OPERANDS * unit) for in_row in _in_row(len(sizes) - 1, down)}
    between = _BETWEEN * unit * (0.5 if down else 1.0)
    sheets = {in_row: _packed([size, sizes[-1]], down, between) for in_row, (_, size) in sides.items()}

    def longest(in_row: int) -> float:
        return max(sheets[in_row][1]) * (1.0 if (len(sizes) - 1) % in_row == 0 else _RAGGED)

    best = min(sheets, key=longest)
    (operands, _), ((before, after), paper) = sides[best], sheets[best]
    corners = [*((before[0] + x, before[1] + y) for x, y in operands), after]
    placed = [
        Room(margin + x, margin + y, width, height - caption, unit)
        for (x, y), (width, height) in zip(corners, sizes, strict=True)
    ]
    return placed, (pixels(paper[0] + 2 * margin), pixels(paper[1] + 2 * margin))


def _in_row(figures: int, down: bool) -> range:
    """How many figures of one side may stand in a row."""
    if figures <= _IN_LINE:
        return range(max(1, figures), max(1, figures) + 1) if down else range(1, 2)
    return range(1, figures + 1)


def _in_rows(sizes: Sequence[Point], in_row: int, between: float) -> tuple[list[Point], Point]:
    """Corners of boxes in rows of so many, each in the middle of its place, and the size of all of them."""
    rows = [sizes[start : start + in_row] for start in range(0, len(sizes), in_row)]
    widths = [max(row[place][0] for row in rows if place < len(row)) for place in range(min(in_row, len(sizes)))]
    heights = [max(height for _, height in row) for row in rows]
    lefts, tops = _starts(widths, between), _starts(heights, between)
    corners = [
        (lefts[place] + (widths[place] - width) / 2, tops[line] + (heights[line] - height) / 2)
        for line, row in enumerate(rows)
        for place, (width, height) in enumerate(row)
    ]
    return corners, (_extent(widths, between), _extent(heights, between))


def _starts(lengths: Sequence[float], between: float) -> list[float]:
    return [sum(lengths[:place]) + place * between for place in range(len(lengths))]


def _extent(lengths: Sequence[float], between: float) -> float:
    return sum(lengths) + between * max(0, len(lengths) - 1)


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
