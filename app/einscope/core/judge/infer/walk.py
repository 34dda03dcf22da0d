"""Reads a gather array as digits, each of which moves the source along one axis of the input.

The cells are taken in C order. Once those before ``period`` are understood, cell ``period`` is the first step of the
next digit; how long its steps go on is the digit's size, as nothing else can be: digits that go on with the same
step are one. Hence the cell at which this fails is the first that rules every reading out.
"""

from dataclasses import dataclass

from einscope.core.errors import say
from einscope.core.judge.infer.compare import Sources, run_length
from einscope.core.judge.infer.inferred import RuledOut
from einscope.core.judge.infer.refusals import refuse_difference, refuse_leaving, refuse_no_source, walked_again
from einscope.core.plan import Shape


@dataclass(frozen=True, slots=True)
class Digit:
    """A digit of the output's cells.

    Args:
        target: the output's axis that it is a part of.
        period: how many output cells one step of it moves.
        size: how many values it has, at least 2.
        axis: the input's axis that it moves along; None: the source stays, as along a new axis.
        step: how many places it moves there, backwards if negative.
    """

    target: int
    period: int
    size: int
    axis: int | None
    step: int


@dataclass(frozen=True, slots=True)
class Reading:
    """The digits, fastest first, and the coordinates in the input of the cell where all of them are 0."""

    start: tuple[int, ...]
    digits: tuple[Digit, ...]

    def along(self, axis: int) -> list[Digit]:
        """The digits that move along an axis of the input, shortest step first."""
        return sorted((digit for digit in self.digits if digit.axis == axis), key=lambda digit: abs(digit.step))


def read(sources: Sources, source_shape: Shape, target_shape: Shape) -> Reading:
    """The digits of a gather array.

    Args:
        sources: flat source positions of all output cells, at least one; -1: no source.
        source_shape: of the input; every source but -1 lies in it.
        target_shape: of the output.

    Raises:
        RuledOut: at the first cell that no such digits lead to.

    Cost: O(cells); memory beside the array: O(rank).

    >>> import numpy as np
    >>> [(digit.size, digit.axis, digit.step) for digit in read(np.array([0, 2, 1, 3]), (2, 2), (4,)).digits]
    [(2, 0, 1), (2, 1, 1)]
    """
    refuse_no_source(sources, 0)
    reading = Reading(_coordinates(int(sources[0]), source_shape), ())
    period = 1
    for target in reversed(range(len(target_shape))):
        left = target_shape[target]
        while left > 1:
            digit = _digit(sources, source_shape, reading, Digit(target, period, left, None, 0))
            period *= digit.size
            if left % digit.size:
                refuse_no_source(sources, period)
                raise RuledOut(
                    period,
                    say(
                        "Up to cell {cell}, the source takes {run} equal steps along axis {axis} of the output; "
                        "there it breaks off, and the remaining {left} is not divisible by {run}.",
                        cell=period,
                        run=digit.size,
                        axis=target + 1,
                        left=left,
                    ),
                )
            left //= digit.size
            reading = Reading(reading.start, (*reading.digits, digit))
    return reading


def _digit(sources: Sources, shape: Shape, reading: Reading, whole: Digit) -> Digit:
    """The next digit; ``whole`` is the one that would fill the rest of the output's axis."""
    period = whole.period
    refuse_no_source(sources, period)
    # One cell decides where the digit goes: that at ``period`` is the first in which it is 1 and all before it are 0.
    axis, step = _move(int(sources[period]), reading.start, shape, period)
    flat = int(sources[period]) - int(sources[0])
    if axis is None:
        size = run_length(sources, period, whole.size, flat)
        refuse_difference(sources, period, range(1, size), flat)
        return Digit(whole.target, period, size, None, 0)
    # Digits along one axis of the input nest like those of a number: a step between those of two digits divides the
    # longer, and is a multiple of all that the shorter ones reach.
    before = reading.along(axis)
    next_longer = _refuse_crossing(before, axis, step, period)
    start = reading.start[axis]
    farthest = start + sum(digit.step * (digit.size - 1) for digit in before)
    # How long the run is by its first row alone; then the whole block of every step is compared, but only as far as
    # the digit can be true at all, so that the cell that is named is the first that rules everything out.
    size = run_length(sources, period, min(whole.size, _room(start, shape[axis], step)), flat)
    inside = min(size, _room(farthest, shape[axis], step), next_longer or size)
    refuse_difference(sources, period, range(1, inside), flat)
    if inside < size and inside == next_longer:
        raise RuledOut(inside * period, walked_again(inside * period, axis))
    if inside < size:
        refuse_leaving(sources, period, inside, flat, shape, axis, step)
    if next_longer and next_longer % size:
        cell = size * period if size * period < len(sources) else period
        raise RuledOut(cell, walked_again(cell, axis))
    return Digit(whole.target, period, size, axis, step)


def _coordinates(position: int, shape: Shape) -> tuple[int, ...]:
    digits = []
    for size in reversed(shape):
        position, digit = divmod(position, size)
        digits.append(digit)
    return tuple(reversed(digits))


def _move(position: int, start: tuple[int, ...], shape: Shape, cell: int) -> tuple[int | None, int]:
    """Along which axis of the input, and how far, a position lies from the start."""
    place = _coordinates(position, shape)
    moved = [(axis, end - begin) for axis, (begin, end) in enumerate(zip(start, place, strict=True)) if end != begin]
    if len(moved) > 1:
        raise RuledOut(
            cell,
            say(
                "From cell 0 to cell {cell}, the source moves along axes {axes} of the input at once; a pattern "
                "moves it along one.",
                cell=cell,
                axes=", ".join(str(axis + 1) for axis, _ in moved),
            ),
        )
    return moved[0] if moved else (None, 0)


def _room(place: int, size: int, step: int) -> int:
    """The first number of steps that leaves an axis of this size."""
    return (size - 1 - place) // step + 1 if step > 0 else place // -step + 1


def _refuse_crossing(before: list[Digit], axis: int, step: int, cell: int) -> int | None:
    """Refuse a step that does not fit among those of the digits along the same axis.

    Returns:
        How often it goes into the next longer one's step, None if there is no longer one.
    """
    shorter = [digit for digit in before if abs(digit.step) <= abs(step)]
    longer = [digit for digit in before if abs(digit.step) > abs(step)]
    if any((digit.step > 0) != (step > 0) for digit in before):
        reason = say(
            "At cell {cell}, the source reverses along axis {axis} of the input; a slice runs in one direction.",
            cell=cell,
            axis=axis + 1,
        )
        raise RuledOut(cell, reason)
    if (shorter and step % (shorter[-1].step * shorter[-1].size)) or (longer and longer[0].step % step):
        raise RuledOut(cell, walked_again(cell, axis))
    return longer[0].step // step if longer else None
