"""One tensor as a picture: how far a step along each axis moves, in pixels, and what stands around the cells.

Steps are vectors (dx, dy, dz): right, down, and planes into the depth. A plane further back lies a little to the
right and up, so dz is drawn as an offset that is already part of dx and dy; it also says what covers what.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import Literal

from app.core.directions import Directions
from app.core.plan import Tensor

Vector = tuple[float, float, float]

CELL = 56  # side of a block
GAP = 6  # between neighbouring blocks
_SPLIT = 18  # how far the parts of a composite axis move apart, per level
_SPLIT_PLANES = 0.9  # the same in the depth, in planes
_FIGURES = 30  # between figures: the slices along an outer axis
_PLANE = (47.0, -33.0)  # offset of the next plane back
_PLANES = 7  # how many planes may lie at that offset; more move closer together
_BRACKET = 28  # distance of nested brackets
_NORMAL = (0.575, 0.818)  # at right angles to the stack, away from it


@dataclass(frozen=True, slots=True)
class Bracket:
    """Spans one digit range of an axis; coordinates are relative to the cell whose digits are 0."""

    axis: int
    side: Literal["top", "bottom", "left", "depth"]
    start: tuple[float, float]
    end: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Layout:
    """A tensor in pixels; everything is relative to the upper left corner of the cell whose digits are 0.

    ``box`` is (left, top, right, bottom) of the cells; ``plane`` the size of one slice, ``block`` of the cells that
    share their outer digits.
    """

    steps: tuple[Vector, ...]
    box: tuple[float, float, float, float]
    plane: tuple[float, float]
    block: tuple[float, float]
    brackets: tuple[Bracket, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """The steps along one direction, and how long all digits of an axis are together with what lies inside.

    ``levels`` numbers the axes with more than one digit from the inside out.
    """

    steps: dict[int, float]
    lengths: dict[int, float]
    extent: float
    plane: float
    block: float
    levels: tuple[tuple[int, int], ...]


def layout(tensor: Tensor, directions: Directions, counts: Sequence[int], named: Sequence[int], split: bool) -> Layout:
    """Lay a tensor out.

    Args:
        tensor: its arrangement is read, not its strides.
        directions: which way each tensor axis runs.
        counts: how many digits of each elementary axis are drawn.
        named: how many of them its bracket spans.
        split: whether the parts of a composite axis stand apart.

    Cost: O(rank).
    """

    def run(axes: tuple[int, ...], size: float, gap: float, part_gap: float, axis_gap: float) -> _Run:
        groups = [tensor.arrangement[axis] for axis in axes]
        return _run(groups, counts, named, size, gap, part_gap if split else 0.0, axis_gap)

    depth = run(directions.depth, 0.0, 1.0, _SPLIT_PLANES, 1.0)
    planes = prod(counts[part] for axis in directions.depth for part in tensor.arrangement[axis])
    scale = min(1.0, _PLANES / max(1, planes))
    back = (_PLANE[0] * scale, _PLANE[1] * scale)
    overhang = (depth.extent * back[0], -depth.extent * back[1])
    across = run(directions.column, CELL, GAP, _SPLIT, _FIGURES + overhang[0])
    down = run(directions.row, CELL, GAP, _SPLIT, _FIGURES + overhang[1])
    steps = tuple(
        (
            across.steps.get(axis, 0.0) + depth.steps.get(axis, 0.0) * back[0],
            down.steps.get(axis, 0.0) + depth.steps.get(axis, 0.0) * back[1],
            depth.steps.get(axis, 0.0),
        )
        for axis in range(len(counts))
    )
    return Layout(
        steps,
        (0.0, -overhang[1], across.extent + overhang[0], down.extent),
        (across.plane, down.plane),
        (across.block, down.block),
        tuple(_brackets(across, down, depth, back)),
    )


def _run(
    groups: list[tuple[int, ...]],
    counts: Sequence[int],
    named: Sequence[int],
    size: float,
    gap: float,
    part_gap: float,
    axis_gap: float,
) -> _Run:
    """Steps along one direction, from the innermost axis outwards; groups are the tensor axes, outermost first."""
    steps: dict[int, float] = {}
    lengths: dict[int, float] = {}
    levels: list[tuple[int, int]] = []
    extent = plane = block = size
    level = 0
    for number, parts in enumerate(reversed(groups)):
        depth = 0  # how many longer parts lie inside this one, within its tensor axis
        for part in reversed(parts):
            apart = part_gap * depth + (axis_gap if number and extent > size else 0.0)
            steps[part] = extent + gap + apart
            if number == 0 and part == _outermost(parts, counts):
                block = extent
            lengths[part] = extent + max(0, named[part] - 1) * steps[part]
            extent += max(0, counts[part] - 1) * steps[part]
            if counts[part] > 1:
                levels.append((part, level))
                level += 1
                depth += 1
        if number == 0:
            plane = extent
    return _Run(steps, lengths, extent, plane, block, tuple(levels))


def _outermost(parts: tuple[int, ...], counts: Sequence[int]) -> int:
    """The slowest part with more than one digit."""
    return next((part for part in parts if counts[part] > 1), parts[0])


def _brackets(across: _Run, down: _Run, depth: _Run, back: tuple[float, float]) -> list[Bracket]:
    """A bracket for every axis with more than one digit, nested outwards.

    Planes lie up and to the right of each other, so what runs along stands below a stack, above a flat figure.
    """
    brackets = []
    stacked = depth.extent > 0

    for part, level in across.levels:
        away = _BRACKET * level + 12
        y = down.extent + away if stacked else -away
        brackets.append(Bracket(part, "bottom" if stacked else "top", (0.0, y), (across.lengths[part], y)))
    for part, level in down.levels:
        x = -_BRACKET * level - 12.0
        brackets.append(Bracket(part, "left", (x, 0.0), (x, down.lengths[part])))
    for part, level in depth.levels:
        away = _BRACKET * level + 14
        x, y = across.plane + away * _NORMAL[0], down.plane + away * _NORMAL[1]
        length = depth.lengths[part]
        brackets.append(Bracket(part, "depth", (x, y), (x + length * back[0], y + length * back[1])))
    return brackets
