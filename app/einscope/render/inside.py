"""What stands inside a cell: its number, or in a few words how many cells became one."""

from typing import NamedTuple

from einscope.render.letters import width

AROUND = 1 / 7  # of a cell: what stays free beside what is written
BASE = 0.36  # of a font size: how far below the middle of a line its letters stand
_LEAST_CELL, _LEAST_LETTER = 14, 7  # pixels of the picture, below which nothing is written
_LARGEST = (20.0, 13.0)  # font sizes of a label's first line and of its second
_TALL, _APART = 0.72, 0.5  # of a font size: height of letters, and room between two lines


HATCHED = 0.4
"""How strongly the hatch of a cell is drawn that was filled in."""
_INSET, _HATCHES = 0.11, 0.2  # of a cell: what stays free around a hatch, and how far apart its lines are


class Line(NamedTuple):
    """A line of text, its font size and how far below the cell's upper edge its letters stand, in scene pixels."""

    text: str
    size: float
    base: float


def inside(text: str, wide: float, high: float, scale: float, letters: float) -> tuple[Line, ...]:
    r"""The lines to write in a cell; of a label the first alone where the second could not be read.

    Args:
        text: a number, or the one or two lines of a label.
        wide: width of the cell in pixels of the scene.
        high: its height.
        scale: pixels of the picture for one of the scene.
        letters: font size of numbers.

    >>> [(line.text, line.size) for line in inside("min\nof 4", 56, 56, 1, 18)]
    [('min', 20.0), ('of 4', 13.0)]
    >>> [line.text for line in inside("min\nof 4", 56, 56, 0.5, 18)], inside("min\nof 4", 56, 56, 0.2, 18)
    (['min'], ())
    """
    if text.isdecimal():
        sized = [(text, letters)]
    else:
        room = wide * (1 - AROUND)
        sized = [
            (line, min(largest, room / width(line, 1)))
            for line, largest in zip(text.split("\n"), _LARGEST, strict=False)
            if line
        ]
    read = [line for line in sized if line[1] * scale >= _LEAST_LETTER]
    if high * scale < _LEAST_CELL or not read or read[0] != sized[0]:
        return ()
    if len(read) == 1:
        return (Line(*read[0], high / 2 + read[0][1] * BASE),)
    (first, first_size), (second, second_size) = read
    base = (high + _TALL * first_size - (_APART + _TALL) * second_size) / 2
    return Line(first, first_size, base), Line(second, second_size, base + (_APART + _TALL) * second_size)


def hatch(wide: float, high: float, cell: float) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """The lines in a cell that was filled in: it is empty.

    >>> [(round(x), round(y)) for x, y in hatch(56, 56, 56)[0]]
    [(6, 12), (12, 6)]
    """
    inset, apart = cell * _INSET, cell * _HATCHES
    right, bottom = wide - inset, high - inset
    lines = []
    at = 2 * inset + apart / 2
    while at < right + bottom:
        start, end = max(inset, at - bottom), min(right, at - inset)
        lines.append(((start, at - start), (end, at - end)))
        at += apart
    return lines
