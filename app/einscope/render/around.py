"""Brackets with the names and sizes of axes along every side of a figure, closed and open."""

from collections.abc import Iterator
from math import hypot

from einscope.core.scene.flight import Stage
from einscope.core.scene.layout.brackets import Bracket as Line
from einscope.core.scene.layout.brackets import Side
from einscope.core.scene.layout.paper import Placement
from einscope.render.letters import width
from einscope.render.marks import Bracket, Point
from einscope.render.subject import Subject, seen

_RING = 2.5  # pixels of the picture
TICK = 6
TICKS: dict[Side, Point] = {"top": (0, TICK), "bottom": (0, -TICK), "left": (TICK, 0), "depth": (-TICK, -TICK * 0.4)}
"""Where the ends of a bracket point, by its side."""
_NAMES: dict[Side, Point] = {"top": (0, -6), "bottom": (0, 17), "left": (-6, 0), "depth": (8, 12)}
_BELOW: dict[Side, float] = {"bottom": 17.0, "depth": 14.4}  # how far the base line is below the bracket
TURNS: dict[Side, int] = {"top": 0, "bottom": 0, "left": -90, "depth": -35}
"""How far the name is turned, so that it runs along its bracket."""


def brackets(subject: Subject, placement: Placement) -> Iterator[Bracket]:
    """The brackets of every figure, those of the same axis and side in both poses together."""
    last = len(subject.scene.figures) - 1
    for number in range(last + 1):
        flight = next((candidate for candidate in subject.scene.flights if number in (last, candidate.figure)), None)
        if flight is None:
            continue
        closed, opened = (flight.stages[3], flight.stages[2]) if number == last else flight.stages[:2]
        lines, others = _placed(closed, placement), _placed(opened, placement)
        for key in dict.fromkeys([*lines, *others]):
            closed_line, open_line = lines.get(key, others.get(key)), others.get(key, lines.get(key))
            if closed_line is not None and open_line is not None:
                names = tuple(_names(subject, key[0]))
                yield Bracket(subject.hue(key[0]), key[1], closed_line, open_line, (key in lines, key in others), names)


def _placed(stage: Stage, placement: Placement) -> dict[tuple[int, Side], tuple[Point, Point]]:
    x, y = stage.origins[placement]

    def moved(point: Point) -> Point:
        return point[0] + x, point[1] + y

    def ends(line: Line) -> tuple[Point, Point]:
        return moved(line.start), moved(line.end)

    return {(line.axis, line.side): ends(line) for line in stage.layout.brackets}


def _names(subject: Subject, number: int) -> Iterator[str]:
    axis, window = subject.axes[number], subject.scene.windows[number]
    if window.count < axis.size:
        yield subject.spoken(seen(axis, window))
        yield f"{axis.name} {window.start}–{window.start + window.count - 1}"
    else:
        yield f"{axis.name} {axis.size}"
    yield axis.name


def fitting(bracket: Bracket, size: float) -> str:
    """The longest name of a bracket that it has room for in both poses, in letters of this size."""
    lines = (bracket.closed, bracket.open)
    room = min(hypot(end[0] - start[0], end[1] - start[1]) for start, end in lines) + size
    return next((name for name in bracket.names if width(name, size) <= room), bracket.names[-1])


def name_at(side: Side, size: float, unit: float) -> Point:
    """Where the name stands from the middle of a bracket: further below it if its letters are large.

    >>> name_at("bottom", 14, 1.0), name_at("bottom", 25, 1.0)
    ((0.0, 17.0), (0.0, 21.0))
    """
    x, y = _NAMES[side]
    further = max(1.0, (3 + 0.72 * size / unit) / _BELOW[side]) if side in _BELOW else 1.0
    return x * unit * further, y * unit * further


def name_size(scale: float, unit: float) -> float:
    """Font size of names, in pixels of the scene."""
    return legible(14, 10.5, 24, scale, unit)


def legible(size: float, least: float, room: float, scale: float, unit: float = 1.0) -> float:
    """A font size in pixels of the scene that stays readable when the scene is small, as far as there is room.

    Args:
        size: where the scene is large enough.
        least: pixels of the picture.
        room: pixels of the scene.
        scale: pixels of the picture in one of the scene.
        unit: how much larger than usual everything around the cells is.

    >>> legible(14, 10.5, 26, 0.5)
    21.0
    """
    return min(room * unit, max(min(size * unit, size * 1.7 / scale), least / scale))


def ring_line(cell: float, scale: float) -> float:
    """Width of the line of a ring in pixels of the scene: the same in every picture whose cells are large enough.

    >>> ring_line(56, 1.0), round(ring_line(56, 0.1), 2)
    (2.5, 5.04)
    """
    return min(_RING / scale, 0.09 * cell)
