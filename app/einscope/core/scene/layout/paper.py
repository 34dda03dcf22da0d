"""How much paper each figure needs, and where input and output stand on it: beside or below each other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal, NamedTuple, Self

from einscope.core.scene.layout.brackets import Bounds, pixels
from einscope.core.scene.layout.layout import Layout
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


class Reach(NamedTuple):
    """How far something reaches from the middle of its cells."""

    left: float
    above: float
    right: float
    below: float

    @classmethod
    def of(cls, drawn: Sketch, letters: int, unit: float = 1.0) -> Self:
        """How far all of a figure reaches, closed and open, the caption's line not counted.

        Args:
            drawn: the figure laid out.
            letters: how many its caption has.
            unit: how much larger than usual what surrounds the cells is.
        """
        return cls.around(drawn.drawing.furthest(drawn.split.depth, drawn.closed), letters, unit)

    @classmethod
    def around(cls, layouts: Sequence[Layout], letters: int, unit: float) -> Self:
        """How far the layouts of one figure reach, one or two; see :meth:`of`."""
        half = letters * _LETTER * unit / 2
        left, above, right, below = layouts[0].reach
        if len(layouts) > 1:
            more_left, more_above, more_right, more_below = layouts[1].reach
            left, above = max(left, more_left), max(above, more_above)
            right, below = max(right, more_right), max(below, more_below)
        return cls(max(half, left), above, max(half, right), below)

    @property
    def width(self) -> float:
        """In pixels."""
        return self.left + self.right

    @property
    def height(self) -> float:
        """In pixels."""
        return self.above + self.below


class Room(NamedTuple):
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
        left, top, right, bottom = cells
        return float(round(self.x - (left + right) / 2)), float(round(self.y - (top + bottom) / 2))


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


def paper(figures: Sequence[Reach], unit: float = 1.0) -> Paper:
    """A sheet for figures, the output last.

    Args:
        figures: how far each of them reaches.
        unit: how much larger than usual captions and margins are.

    Cost: O(figures).
    """
    margin = _MARGIN * unit
    rooms, size = {}, {}
    for placement in PLACEMENTS:
        placed, sides = _placed(figures, placement, unit)
        rooms[placement] = [Room(margin + x, margin + y, margin + below, unit) for x, y, below in placed]
        size[placement] = _sheet(sides, unit)
    return Paper(rooms, size)


def sizes(figures: Sequence[Reach], unit: float = 1.0) -> list[Point]:
    """The sizes that a sheet would have in its placements; where figures would stand on it is not worked out."""
    if len(figures) <= 2:  # they stand in one line
        return [_sheet(sides, unit) for sides in _line_sizes(figures, unit)]
    return [_sheet(_placed(figures, placement, unit)[1], unit) for placement in PLACEMENTS]


def _sheet(sides: Point, unit: float) -> Point:
    wide, high = sides
    return pixels(wide + 2 * _MARGIN * unit), pixels(high + 2 * _MARGIN * unit)


_Sides = tuple[float, float]
"""How much is needed before a line and behind it."""

Placed = tuple[Iterable[tuple[float, float, float]], Point]
"""Of each figure the middle of its cells and where its caption begins, once read; and the size of all of them."""


def _placed(reaches: Sequence[Reach], placement: Placement, unit: float) -> Placed:
    """Where each figure stands, without margins.

    Figures of one line have the middles of their cells on it, and their captions at one height. The operands of a
    product share one side: below each other where the output is beside them, and the other way round. Where there are
    many of them they stand in rows, so many in each that all of the paper is seen as large as can be.

    Args:
        reaches: how far each figure reaches, the output last.
        placement: whether inputs and output stand beside or below each other.
        unit: how much larger than usual captions and margins are.
    """
    down = placement == "below"
    operands = len(reaches) - 1
    between = _between(placement, unit)
    if operands <= 1:
        return _grid(reaches, 1 if down else len(reaches), between, unit)
    counts = _in_row(operands, down)
    grids = [
        _side_by_side(_grid(reaches[:-1], in_row, _OPERANDS * unit, unit), reaches[-1], down, between, unit)
        for in_row in counts
    ]

    def longest(number: int) -> float:
        return max(grids[number][1]) * (1.0 if operands % counts[number] == 0 else _RAGGED)

    return grids[min(range(len(grids)), key=longest)]


def _in_row(figures: int, down: bool) -> range:
    """How many figures of one side may stand in a row."""
    if figures <= _IN_LINE:
        return range(max(1, figures), max(1, figures) + 1) if down else range(1, 2)
    return range(1, figures + 1)


def _grid(reaches: Sequence[Reach], in_row: int, between: float, unit: float) -> Placed:
    """Figures in rows of so many, on common lines in both directions."""
    columns, rows = _sides(reaches, unit)
    if in_row == 1:
        columns = [_widest(columns)]
    else:
        rows = [_widest(rows[start : start + in_row]) for start in range(0, len(reaches), in_row)]
        if len(rows) > 1:
            columns = [_widest(columns[place::in_row]) for place in range(in_row)]
    return _on_lines(reaches, in_row, columns, rows, between), (_length(columns, between), _length(rows, between))


def _sides(reaches: Sequence[Reach], unit: float) -> tuple[list[_Sides], list[_Sides]]:
    """What each figure needs beside its middle, and above and below it with its caption."""
    caption = _CAPTION * unit
    return (
        [(left, right) for left, _, right, _ in reaches],
        [(above, below + caption) for _, above, _, below in reaches],
    )


def _line_sizes(reaches: Sequence[Reach], unit: float) -> tuple[Point, Point]:
    """How large figures in one line are, beside and below each other: :func:`_grid` for both placements at once."""
    columns, rows = _sides(reaches, unit)
    beside, below = _between("beside", unit), _between("below", unit)
    return (
        (_length(columns, beside), _length([_widest(rows)], beside)),
        (_length([_widest(columns)], below), _length(rows, below)),
    )


def _between(placement: Placement, unit: float) -> float:
    """What lies between inputs and output."""
    return _BETWEEN * unit * (0.5 if placement == "below" else 1.0)


def _on_lines(
    reaches: Sequence[Reach], in_row: int, columns: Sequence[_Sides], rows: Sequence[_Sides], between: float
) -> Iterator[tuple[float, float, float]]:
    """Where the figures stand whose rows and columns need so much before and behind their lines."""
    lefts, tops = _lines(columns, between), _lines(rows, between)
    lowest = [max([each.below for each in reaches[start : start + in_row]]) for start in range(0, len(reaches), in_row)]
    for number in range(len(reaches)):
        row, column = divmod(number, in_row)
        yield lefts[column], tops[row], tops[row] + lowest[row]


def _widest(sides: Sequence[_Sides]) -> _Sides:
    """As much as any of them needs."""
    return sides[0] if len(sides) == 1 else (max([before for before, _ in sides]), max([behind for _, behind in sides]))


def _lines(sides: Sequence[_Sides], between: float) -> list[float]:
    """Where lines are that need so much before and behind them."""
    lines: list[float] = []
    passed = 0.0
    for before, behind in sides:
        lines.append(passed + before)
        passed += before + behind + between
    return lines


def _length(sides: Sequence[_Sides], between: float) -> float:
    """How much all these lines need."""
    passed = 0.0
    for before, behind in sides:
        passed += before + behind + between
    return max(0.0, passed - between)


def _side_by_side(operands: Placed, output: Reach, down: bool, between: float, unit: float) -> Placed:
    """The operands, and the output beside or below the middle of them."""
    placed, (wide, high) = operands
    own_wide, own_high = output.width, output.height + _CAPTION * unit
    if down:
        widest = max(wide, own_wide)
        x, y = (widest - wide) / 2, high + between
        moved = ((left + x, top, below) for left, top, below in placed)
        last = ((widest - own_wide) / 2 + output.left, y + output.above, y + output.height)
        return chain(moved, (last,)), (widest, y + own_high)
    highest = max(high, own_high)
    y = (highest - high) / 2
    moved = ((left, top + y, below + y) for left, top, below in placed)
    top = (highest - own_high) / 2
    last = (wide + between + output.left, top + output.above, top + output.height)
    return chain(moved, (last,)), (wide + between + own_wide, highest)
