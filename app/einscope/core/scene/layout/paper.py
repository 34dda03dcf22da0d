"""How much paper each figure needs, and where input and output stand on it: beside or below each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Self

from einscope.core.scene.layout.brackets import Bounds, pixels
from einscope.core.scene.layout.sketch import Sketch

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


LARGEST = 1.7
"""Screen pixels of a scene pixel at the most; more looks clumsy."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far something reaches from the middle of its cells."""

    left: float
    above: float
    right: float
    below: float

    @property
    def width(self) -> float:
        """In pixels."""
        return self.left + self.right

    @property
    def height(self) -> float:
        """In pixels."""
        return self.above + self.below


@dataclass(frozen=True, slots=True)
class Needed:
    """What a figure covers in each of its layouts, its cells and all of it, and how many letters its caption has."""

    covered: tuple[tuple[Bounds, Bounds], ...]
    letters: int = 0

    @classmethod
    def of(cls, drawn: Sketch, letters: int) -> Self:
        """What a figure needs, closed and open."""
        return cls(tuple((each.cells, each.bounds) for each in (drawn.closed, drawn.split)), letters)

    def reach(self, unit: float) -> Reach:
        """How far all of it reaches, the caption's line not counted."""
        half = self.letters * _LETTER * unit / 2
        middles = [(cells.middle, covered) for cells, covered in self.covered]
        return Reach(
            max(half, *(x - covered.left for (x, _), covered in middles)),
            max(y - covered.top for (_, y), covered in middles),
            max(half, *(covered.right - x for (x, _), covered in middles)),
            max(covered.bottom - y for (_, y), covered in middles),
        )


@dataclass(frozen=True, slots=True)
class Room:
    """Where a figure stands: the middle of its cells in all its stages, and the line of its caption below it."""

    x: float
    y: float
    below: float
    unit: float

    @property
    def caption(self) -> Point:
        """The middle of the caption's line."""
        return pixels(self.x), pixels(self.below + _CAPTION * self.unit * 0.75)

    def origin(self, cells: Bounds) -> Point:
        """Where the first cell stands so that the cells are in the middle, to a whole pixel."""
        x, y = cells.middle
        return float(round(self.x - x)), float(round(self.y - y))


@dataclass(frozen=True, slots=True)
class Paper:
    """The rooms of all figures, and the size of the sheet they are on, in either placement."""

    rooms: dict[Placement, list[Room]]
    size: dict[Placement, Point]

    def captions(self, figure: int) -> dict[Placement, Point]:
        """Where the caption of a figure stands."""
        return {placement: rooms[figure].caption for placement, rooms in self.rooms.items()}

    def origins(self, figure: int, cells: Bounds) -> dict[Placement, Point]:
        """Where the first cell of a figure stands whose cells cover so much."""
        return {placement: rooms[figure].origin(cells) for placement, rooms in self.rooms.items()}


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

    Figures of one line have the middles of their cells on it, and their captions at one height. The operands of a
    product share one side: below each other where the output is beside them, and the other way round. Where there are
    many of them they stand in rows, so many in each that all of the paper is seen as large as can be.

    Args:
        figures: what each figure needs, the output last.
        placement: whether inputs and output stand beside or below each other.
        unit: how much larger than usual captions and margins are.
    """
    reaches = [figure.reach(unit) for figure in figures]
    down = placement == "below"
    operands = len(figures) - 1
    between = _BETWEEN * unit * (0.5 if down else 1.0)
    if operands <= 1:
        grids = [_grid(reaches, 1 if down else len(reaches), between, unit)]
    else:
        grids = [
            _side_by_side(_grid(reaches[:-1], in_row, _OPERANDS * unit, unit), reaches[-1], down, between, unit)
            for in_row in _in_row(operands, down)
        ]

    def longest(number: int) -> float:
        in_row = _in_row(operands, down)[number] if operands > 1 else 1
        return max(grids[number][1]) * (1.0 if operands % in_row == 0 else _RAGGED)

    placed, (wide, high) = grids[min(range(len(grids)), key=longest)]
    margin = _MARGIN * unit
    rooms = [Room(margin + x, margin + y, margin + below, unit) for x, y, below in placed]
    return rooms, (pixels(wide + 2 * margin), pixels(high + 2 * margin))


Placed = tuple[list[tuple[float, float, float]], Point]
"""Of each figure the middle of its cells and where its caption begins; and the size of all of them."""


def _in_row(figures: int, down: bool) -> range:
    """How many figures of one side may stand in a row."""
    if figures <= _IN_LINE:
        return range(max(1, figures), max(1, figures) + 1) if down else range(1, 2)
    return range(1, figures + 1)


def _grid(reaches: Sequence[Reach], in_row: int, between: float, unit: float) -> Placed:
    """Figures in rows of so many, on common lines in both directions."""
    caption = _CAPTION * unit
    rows = [reaches[start : start + in_row] for start in range(0, len(reaches), in_row)]
    columns = [reaches[place::in_row] for place in range(min(in_row, len(reaches)))]
    lefts, wide = _lines([(max(r.left for r in each), max(r.right for r in each)) for each in columns], between)
    tops, high = _lines([(max(r.above for r in each), max(r.below for r in each) + caption) for each in rows], between)
    below = [top + max(r.below for r in row) for top, row in zip(tops, rows, strict=True)]
    placed = [(lefts[place], tops[line], below[line]) for line, row in enumerate(rows) for place, _ in enumerate(row)]
    return placed, (wide, high)


def _lines(sides: Sequence[tuple[float, float]], between: float) -> tuple[list[float], float]:
    """Where lines are that need so much before and behind them, and how much all of it is."""
    lines: list[float] = []
    passed = 0.0
    for before, behind in sides:
        lines.append(passed + before)
        passed += before + behind + between
    return lines, max(0.0, passed - between)


def _side_by_side(operands: Placed, output: Reach, down: bool, between: float, unit: float) -> Placed:
    """The operands, and the output beside or below the middle of them."""
    placed, (wide, high) = operands
    own_wide, own_high = output.width, output.height + _CAPTION * unit
    if down:
        widest = max(wide, own_wide)
        x, y = (widest - wide) / 2, high + between
        moved = [(left + x, top, below) for left, top, below in placed]
        last = ((widest - own_wide) / 2 + output.left, y + output.above, y + output.height)
        return [*moved, last], (widest, y + own_high)
    highest = max(high, own_high)
    y = (highest - high) / 2
    moved = [(left, top + y, below + y) for left, top, below in placed]
    top = (highest - own_high) / 2
    last = (wide + between + output.left, top + output.above, top + output.height)
    return [*moved, last], (wide + between + own_wide, highest)
