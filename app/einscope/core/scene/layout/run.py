"""One direction of a picture: the steps of the axes that run along it, from the innermost axis outwards."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Gaps(NamedTuple):
    """Between neighbouring digits, between the parts of a composite axis (per level), and between tensor axes.

    ``always``: the last one even where what lies inside is a single cell, because planes hang over it.
    """

    digits: float
    parts: float
    axes: float
    always: bool = False


class Run(NamedTuple):
    """The steps along one direction.

    ``lengths`` says for each axis how long its digits are together with what lies inside; ``levels`` are the axes
    with more than one digit, from the inside out. ``extent`` is everything, ``plane`` the innermost tensor axis,
    ``block`` that axis but for its slowest part.
    """

    steps: dict[int, float]
    lengths: dict[int, float]
    levels: tuple[int, ...]
    extent: float
    plane: float
    block: float


def run(
    groups: Sequence[tuple[int, ...]],
    counts: Sequence[int],
    named: Sequence[int],
    size: float,
    gaps: Gaps,
    strides: Mapping[int, int] | None = None,
    missing: Mapping[int, int] | None = None,
) -> Run:
    """Walk along one direction.

    Args:
        groups: the parts of each tensor axis, outermost first.
        counts: how many digits of each elementary axis are drawn.
        named: how many of them count for its length.
        size: how long one cell is.
        gaps: what lies between.
        strides: cells that a step moves, of axes whose digits may meet in one cell.
        missing: cells that the last digit of an axis lacks.

    >>> run([(0, 1)], [2, 3], [2, 3], 1.0, Gaps(0.0, 1.0, 0.0)).steps  # three cells, a gap of one, three cells
    {1: 1.0, 0: 4.0}
    >>> run([(0, 1), (2,)], [2, 2, 5], [2, 2, 5], 1.0, Gaps(0.0, 1.0, 0.0), {0: 2, 1: 1}).steps  # windows of whole rows
    {2: 1.0, 1: 5.0, 0: 10.0}
    """
    steps: dict[int, float] = {}
    lengths: dict[int, float] = {}
    levels: list[int] = []
    extent = plane = block = size
    digits, between, axes, always = gaps
    innermost = True
    for parts in reversed(groups):
        level = 0  # how many longer parts lie inside, within this tensor axis
        apart = 0.0 if innermost else axes
        inside = extent + digits + (apart if extent > size or always else 0.0)
        for part in reversed(parts):
            count = counts[part]
            if strides and part in strides:
                step = strides[part] * inside
            else:
                step = extent + digits + (apart if extent > size or always else 0.0) + between * level
            # An axis that runs along twice moves along both: a diagonal.
            steps[part] = steps[part] + step if part in steps else step
            if innermost and (count > 1 or not levels):  # in the end that of the slowest part with several digits
                block = extent
            lengths[part] = extent + max(0, named[part] - 1) * step
            extent += max(0, count - 1) * step
            if count > 1:
                levels.append(part)
                level += 1
            if missing and part in missing:
                extent -= missing[part] * (size + digits)
        if innermost:
            plane, innermost = extent, False
    return Run(steps, lengths, tuple(levels), extent, plane, block)
