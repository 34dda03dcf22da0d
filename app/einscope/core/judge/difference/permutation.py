"""A difference that is nothing but another order of the parts of one axis."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod

import numpy as np

from einscope.core.errors import Sentence, say
from einscope.core.judge.difference.compared import Compared
from einscope.core.map import NO_SOURCE, IntArray, Sources
from einscope.core.plan import Tensor
from einscope.core.scene.layout.directions import CHANNEL

_LONGEST = 16  # parts that are listed
_FEW = 1024  # cells that tell of most axes that it is not theirs


@dataclass(frozen=True, slots=True)
class Permutation:
    """The second plan is the first with the parts of one axis taken in this order.

    Args:
        output: whether it is an axis of the output, not of the input.
        number: of the axis, from 0.
        order: for each part, which one of the first plan's stands there.
        part: how many neighbours keep together.
        channel: whether channels are among what the axis is made of.
    """

    output: bool
    number: int
    order: tuple[int, ...]
    part: int
    channel: bool


@dataclass(frozen=True, slots=True)
class Permuted:
    """A permutation, and the clause that says it."""

    permutation: Permutation
    sentence: Sentence


def permutation(one: Compared, other: Compared, first: Sources, second: Sources) -> Permuted | None:
    """The permutation that two sides differ by; None where they differ by more.

    Args:
        one: the first side.
        other: the second, with an output of the same shape.
        first: the source of each output cell, shape (cells,).
        second: likewise.

    Cost: O(cells · rank).
    """
    if len(one.inputs) != 1 or len(other.inputs) != 1:
        return None
    candidates = [
        candidate for candidate in _permutations(one, other, first, second) if len(candidate.order) <= _LONGEST
    ]
    if not candidates:
        return None
    best = min(candidates, key=lambda candidate: (not candidate.channel, len(candidate.order)))
    return Permuted(best, _said(best))


def _said(best: Permutation) -> Sentence:
    order = " ".join(map(str, best.order))
    if best.channel:
        return say("the channel blocks are permuted {order}", order=order)
    tensor = say("the output") if best.output else say("the input")
    values = {"number": best.number + 1, "tensor": tensor, "order": order}
    if best.part > 1:
        return say("the blocks along axis {number} of {tensor} are permuted {order}", **values)
    return say("axis {number} of {tensor} is permuted {order}", **values)


def _permutations(one: Compared, other: Compared, first: Sources, second: Sources) -> Iterator[Permutation]:
    # By axis of the output: whole rows have changed places. By axis of the input: every cell reads another digit of it.
    # Either may hold where the other does not, as in a channel order that is spread over composite axes.
    for number, size in enumerate(one.output.shape):
        if size > 1:
            rows = [np.moveaxis(sources.reshape(one.output.shape), number, 0) for sources in (first, second)]
            yield from _named(_of_rows(*rows), None, number, one, other)
    source = one.inputs[0]
    if source.shape == other.inputs[0].shape:
        for number, size in enumerate(source.shape):
            few = first[:_FEW], second[:_FEW]
            if size > 1 and _digits(*few, source, number) is not None:
                yield from _named(_of_digits(first, second, source, number), 0, number, one, other)


def _of_rows(first: Sources, second: Sources) -> IntArray | None:
    """Which row of the first array each row of the second is."""
    first_starts, second_starts = (np.sort(sources.reshape(len(sources), -1)[:, 0]) for sources in (first, second))
    if not np.array_equal(first_starts, second_starts):
        return None  # what most axes tell by the first cell of each row
    rows = {np.ascontiguousarray(row).tobytes(): number for number, row in enumerate(first)}
    order = [rows.get(np.ascontiguousarray(row).tobytes(), -1) for row in second]
    # Of equal rows it could be any: then nothing certain can be said.
    return np.array(order) if len(rows) == len(order) and -1 not in order else None


def _of_digits(first: Sources, second: Sources, source: Tensor, number: int) -> IntArray | None:
    """Which digit along an axis of the input the second reads where the first reads another, all else alike."""
    both = _digits(first, second, source, number)
    if both is None:
        return None
    digits, others = both
    order = np.full(source.shape[number], -1, dtype=np.int64)
    order[digits] = others
    whole = np.array_equal(order[digits], others) and np.array_equal(np.sort(order), np.arange(len(order)))
    return order if whole else None


def _digits(first: Sources, second: Sources, source: Tensor, number: int) -> tuple[Sources, Sources] | None:
    """The digits along an axis of the input that either reads; None where they differ in more than those."""
    known = first != NO_SOURCE
    if not np.array_equal(known, second != NO_SOURCE):
        return None
    size, below = source.shape[number], prod(source.shape[number + 1 :])
    first_known, second_known = first[known], second[known]
    digits, others = first_known // below % size, second_known // below % size
    return (digits, others) if np.array_equal(first_known - digits * below, second_known - others * below) else None


def _named(
    order: IntArray | None, place: int | None, number: int, one: Compared, other: Compared
) -> Iterator[Permutation]:
    """The permutation of an axis of the output, or of the input at this place."""
    if order is None:
        return
    part = _part(order)
    tensors = [side.output if place is None else side.inputs[place] for side in (one, other)]
    sides = [
        {side.axes[axis].name.lower() for axis in tensor.arrangement[number]}
        for side, tensor in zip((one, other), tensors, strict=True)
    ]
    channel = any(len(names) > 1 and names & CHANNEL for names in sides)
    yield Permutation(place is None, number, tuple((order[::part] // part).tolist()), part, channel)


def _part(order: IntArray) -> int:
    """The longest runs of neighbours, all of one length, that keep together and begin where such a run begins.

    >>> _part(np.array([0, 1, 4, 5, 2, 3, 6, 7]))
    2
    """
    size = len(order)
    for part in range(size, 1, -1):
        if size % part == 0:
            runs = order.reshape(-1, part)
            if not np.any(runs[:, 0] % part) and np.array_equal(runs, runs[:, :1] + np.arange(part)):
                return part
    return 1
