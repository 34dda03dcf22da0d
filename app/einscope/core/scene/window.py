"""Which digits of each axis a picture shows: all of them where they fit, else a window of them.

The window is chosen on the elementary axes, so that input and output show the same cells.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isqrt, prod

from einscope.core.errors import PatternError, say
from einscope.core.fields import Sizes
from einscope.core.plan import Axis
from einscope.core.scene.layout.directions import BATCH, Lanes, word

# What a window shows that is easy to read, along each direction and in all; whole tensors, and windows asked for, fill
# a square.
_READABLE = {"row": 12, "column": 12, "depth": 8}
_FEW = 96


@dataclass(frozen=True, slots=True)
class Window:
    """``count`` digits of an axis, from ``start`` on."""

    start: int
    count: int


def windows(axes: tuple[Axis, ...], drawn: Sequence[Lanes], at: Sizes, most: int, asked: bool) -> tuple[Window, ...]:
    """The window of each elementary axis.

    Args:
        axes: what is shown.
        drawn: the pictures that are shown of them.
        at: where the window begins, by axis name.
        most: how many cells the picture may have.
        asked: whether somebody wants to see so many; else a window is small enough to be easy to read.

    Raises:
        PatternError: ``window-axis`` or ``window-start`` in the field ``at``.

    Cost: O(rank · log(cells)).
    """
    whole = [axis.size for axis in axes]
    side = isqrt(most)
    counts = _fitted(drawn, list(whole), {"row": side, "column": side, "depth": max(1, side // 2)}, most)
    if counts != whole and not asked:
        batches = _batches(axes, drawn)
        one = [min(1, size) if axis in batches else size for axis, size in enumerate(whole)]
        counts = _fitted(drawn, one, _READABLE, min(most, _FEW))
    starts = _starts(axes, at)
    return tuple(
        [Window(min(start, axis.size - count), count) for start, axis, count in zip(starts, axes, counts, strict=True)]
    )


def _fitted(drawn: Sequence[Lanes], counts: list[int], most_along: Mapping[str, int], most: int) -> list[int]:
    """Halve the longest axis wherever too many cells would lie along a direction, so that small blocks stay whole."""
    for along in dict.fromkeys(drawn):  # the same again would find that all of it fits
        for direction, limit in most_along.items():
            _halve([part for parts in getattr(along, direction) for part in parts], counts, limit)
    _halve(list(range(len(counts))), counts, most)
    return counts


def _batches(axes: Sequence[Axis], drawn: Sequence[Lanes]) -> set[int]:
    """The axes that number the items of a batch: one of them is shown."""
    first = {lanes.row[0][0] for lanes in drawn if len(lanes.row) > 1 and lanes.row[0]}
    return {axis for axis in first if word(axes[axis].name) in BATCH}


def _halve(parts: list[int], counts: list[int], limit: int) -> None:
    # An empty axis counts as one digit, so that it does not hide how long the others are.
    while prod([counts[part] or 1 for part in parts]) > max(1, limit):
        longest = max(parts, key=lambda part: counts[part])
        counts[longest] = (counts[longest] + 1) // 2


def _starts(axes: tuple[Axis, ...], at: Sizes) -> list[int]:
    if not at.given:
        return [0] * len(axes)
    sizes = {axis.name: axis.size for axis in axes}
    for name, given in at.given.items():
        if name not in sizes:
            raise PatternError(
                "window-axis",
                say("There is no axis '{axis}'.", axis=name),
                given.span,
                field="at",
                hint=say("remove it"),
                repair={"at": at.without(name)},
            )
        if given.size >= max(1, sizes[name]):
            raise PatternError(
                "window-start",
                say(
                    "Axis '{axis}' has size {size}; its last index is {last}.",
                    axis=name,
                    size=sizes[name],
                    last=sizes[name] - 1,
                ),
                given.span,
                field="at",
                hint=say("start at {last} or earlier", last=max(0, sizes[name] - 1)),
                repair={"at": at.with_size(name, max(0, sizes[name] - 1))},
            )
    return [at.size(axis.name) or 0 for axis in axes]
