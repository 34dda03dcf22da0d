"""One direction of a picture: the steps of the axes that run along it, from the innermost axis outwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gaps:
    """Between neighbouring digits, between the parts of a composite axis (per level), and between tensor axes.

    ``always``: the last one even where what lies inside is a single cell, because planes hang over it.
    """

    digits: float
    parts: float
    axes: float
    always: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """The steps along one direction.

    ``lengths`` says for each axis how long its digits are together with what lies inside; ``levels`` numbers the
    axes with more than one digit from the inside out. ``extent`` is everything, ``plane`` the innermost tensor axis,
    ``block`` that axis but for its slowest part.
    """

    steps: dict[int, float]
    lengths: dict[int, float]
    levels: tuple[tuple[int, int], ...]
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
    for number, parts in enumerate(reversed(groups)):
        level = 0  # how many longer parts lie inside, within this tensor axis
        inside = _pitch(extent, size, gaps, innermost=number == 0)
        slowest = _slowest(parts, counts) if number == 0 and parts else None
        for part in reversed(parts):
            count = counts[part]
            if strides and part in strides:
                step = strides[part] * inside
            else:
                step = _pitch(extent, size, gaps, innermost=number == 0) + gaps.parts * level
            # An axis that runs along twice moves along both: a diagonal.
            steps[part] = steps[part] + step if part in steps else step
            if part == slowest:
                block = extent
            lengths[part] = extent + max(0, named[part] - 1) * step
            extent += max(0, count - 1) * step
            if count > 1:
                levels.append(part)
                level += 1
            if missing and part in missing:
                extent -= missing[part] * (size + gaps.digits)
        if number == 0:
            plane = extent
    return Run(steps, lengths, tuple((part, level) for level, part in enumerate(levels)), extent, plane, block)


def _pitch(length: float, size: float, gaps: Gaps, innermost: bool) -> float:
    """How far it is from one to the next of what is so long, within one tensor axis."""
    apart = not innermost and (length > size or gaps.always)
    return length + gaps.digits + (gaps.axes if apart else 0.0)


def _slowest(parts: tuple[int, ...], counts: Sequence[int]) -> int:
    """The slowest part with more than one digit."""
    return next((part for part in parts if counts[part] > 1), parts[0])
