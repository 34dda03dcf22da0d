"""Every map that an inference may find between two small shapes, made the slow way: by listing them all."""

from collections.abc import Iterator
from itertools import permutations, product
from math import prod

import numpy as np

Shape = tuple[int, ...]


def family(input_shape: Shape, output_shape: Shape) -> set[tuple[int, ...]]:
    """The sources of every slice that a rearrangement or a repeat follows."""
    found = set()
    for sizes in product(*(list(factored(size)) for size in output_shape)):
        digits = [size for group in sizes for size in group]
        for axes in product(range(-1, len(input_shape)), repeat=len(digits)):
            for steps in product(*(walks(axis, axes, digits, size) for axis, size in enumerate(input_shape))):
                found.add(gathered(input_shape, axes, digits, steps))
    return found


def factored(size: int) -> Iterator[tuple[int, ...]]:
    """Every way to write a size as a product of digits."""
    if size == 1:
        yield ()
    for first in range(2, size + 1):
        if size % first == 0:
            yield from ((first, *rest) for rest in factored(size // first))


def walks(axis: int, axes: Shape, digits: list[int], size: int) -> list[tuple[int, dict[int, int]]]:
    """Starts, and steps of the digits on this axis, that visit evenly spaced places of it."""
    mine = [number for number, each in enumerate(axes) if each == axis]
    count = prod(digits[number] for number in mine)
    places = [
        (start, step)
        for start in range(size)
        for step in range(-size + 1, size)
        if step and 0 <= start + step * (count - 1) < size
    ]
    orders = permutations(mine)
    return [
        (start, {number: step * prod(digits[each] for each in order[:at]) for at, number in enumerate(order)})
        for order in orders
        for start, step in places
    ]


def gathered(
    input_shape: Shape, axes: Shape, digits: list[int], steps: tuple[tuple[int, dict[int, int]], ...]
) -> tuple[int, ...]:
    """The sources of all output cells."""
    strides = [prod(input_shape[axis + 1 :]) for axis in range(len(input_shape))]
    sources = np.array(sum(start * stride for (start, _), stride in zip(steps, strides, strict=True)))
    for number, (axis, size) in enumerate(zip(axes, digits, strict=True)):
        moved = steps[axis][1][number] * strides[axis] if axis >= 0 else 0
        sources = sources[..., None] + moved * np.arange(size)
    return tuple(sources.reshape(-1).tolist())


def first_ruled_out(sources: tuple[int, ...], maps: set[tuple[int, ...]]) -> int:
    """The first cell with which no map agrees any longer."""
    for cell in range(len(sources)):
        if not any(each[: cell + 1] == sources[: cell + 1] for each in maps):
            return cell
    return len(sources)


def first_contradiction(sources: tuple[int, ...], input_shape: Shape, output_shape: Shape) -> int:
    """The first cell that is not where the steps before it lead, read with the digits that lead farthest."""
    return max(
        _contradiction(sources, input_shape, [size for group in sizes for size in group])
        for sizes in product(*(list(factored(size)) for size in output_shape))
    )


def _contradiction(sources: tuple[int, ...], input_shape: Shape, digits: list[int]) -> int:
    places = [np.array(np.unravel_index(max(source, 0), input_shape)) for source in sources]
    for cell, source in enumerate(sources):
        place, rest, period = places[0], cell, 1
        for size in reversed(digits):
            place = place + rest % size * (places[min(period, len(places) - 1)] - places[0])
            rest, period = rest // size, period * size
        if source < 0 or (place != places[cell]).any():
            return cell
    return len(sources)
