"""One direction of a picture: the steps of the axes that run along it, from the innermost axis outwards."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from einscope.core.plan import Arrangement


class Run(NamedTuple):
    """The steps along one direction.

    ``levels`` are the axes with more than one digit, from the inside out; ``lengths`` says how long the digits of each
    of them are together with what lies inside. ``extent`` is everything, ``plane`` the innermost tensor axis, ``block``
    that axis but for its slowest part.
    """

    steps: dict[int, float]
    lengths: dict[int, float]
    levels: tuple[int, ...]
    extent: float
    plane: float
    block: float


class Broken(NamedTuple):
    """An axis within which rows of tiles are broken.

    Args:
        axis: the elementary axis.
        every: how many of its digits stand in a row.
        rows: what numbers the rows, as one more axis.
    """

    axis: int
    every: int
    rows: int


class Runs(NamedTuple):
    """The directions of a picture, and how large what is written beside them is.

    Args:
        across: what runs along the rows.
        down: what runs down the columns.
        behind: what runs into the depth, in planes; None: tiles stand for it.
        back: offset of the next plane back.
        broken: the axis within which rows of tiles are broken; None: none is.
        unit: how much larger than usual brackets are, and the room for their names.
    """

    across: Run
    down: Run
    behind: Run | None
    back: tuple[float, float]
    broken: Broken | None
    unit: float

    @property
    def along(self) -> Sequence[int]:
        """The axes whose brackets lie along the rows: one that is broken spans all rows, and has its beside them."""
        if self.broken is None:
            return self.across.levels
        return [part for part in self.across.levels if part != self.broken.axis]


Pairs = tuple[tuple[int, int], ...]
"""Axes, and a number for each."""


@lru_cache(maxsize=1024)  # closed or open, and however planes stand, most of the lanes of a figure are the same
def run(
    groups: Arrangement,
    counts: tuple[int, ...],
    named: tuple[int, ...],
    size: float,
    digits: float,
    between: float = 0.0,
    axes: float = 0.0,
    always: bool = False,
    strides: Pairs = (),
    missing: Pairs = (),
) -> Run:
    """Walk along one direction.

    Args:
        groups: the parts of each tensor axis, outermost first.
        counts: how many digits of each elementary axis are drawn.
        named: how many of them count for its length.
        size: how long one cell is.
        digits: what lies between neighbouring digits.
        between: what lies between the parts of a composite axis, per level.
        axes: what lies between tensor axes.
        always: whether it lies there even where what is inside is a single cell, because planes hang over it.
        strides: cells that a step moves, of axes whose digits may meet in one cell.
        missing: cells that the last digit of an axis lacks.

    >>> run(((0, 1),), (2, 3), (2, 3), 1.0, 0.0, between=1.0).steps  # three cells, a gap of one, three cells
    {1: 1.0, 0: 4.0}
    >>> run(((0, 1), (2,)), (2, 2, 5), (2, 2, 5), 1.0, 0.0, strides=((0, 2), (1, 1))).steps  # windows of whole rows
    {2: 1.0, 1: 5.0, 0: 10.0}
    """
    steps: dict[int, float] = {}
    lengths: dict[int, float] = {}
    levels: list[int] = []
    extent = plane = block = size
    along, lacking = dict(strides), dict(missing)
    innermost = True
    for parts in reversed(groups):
        level = 0  # how many longer parts lie inside, within this tensor axis
        apart = 0.0 if innermost else axes
        inside = extent + digits + (apart if extent > size or always else 0.0)
        for part in reversed(parts):
            count = counts[part]
            if part in along:
                step = along[part] * inside
            else:
                step = extent + digits + (apart if extent > size or always else 0.0) + between * level
            # An axis that runs along twice moves along both: a diagonal.
            steps[part] = steps[part] + step if part in steps else step
            if innermost and (count > 1 or not levels):  # in the end that of the slowest part with several digits
                block = extent
            if count > 1:
                lengths[part] = extent + max(0, named[part] - 1) * step
                extent += (count - 1) * step
                levels.append(part)
                level += 1
            if part in lacking:
                extent -= lacking[part] * (size + digits)
        if innermost:
            plane, innermost = extent, False
    return Run(steps, lengths, tuple(levels), extent, plane, block)
