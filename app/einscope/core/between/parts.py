"""Every way to split the axes of one shape into parts, and to join these to another shape: the fewest parts first.

A table has a row for each axis of the input and a column for each axis of the output; an entry is the size of the part
that goes from the one to the other. Rows multiply up to the sizes of the input, columns to those of the output. In
which order parts stand in their axes is chosen then.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import permutations, product
from math import gcd, prod

from einscope.core.between.solved import divisors
from einscope.core.plan import Shape

Place = tuple[int, int]
"""A row and a column: the part that goes from this axis of the input to that one of the output."""

_MORE = 4  # parts beyond the fewest there are: each is one more split


@dataclass(frozen=True, slots=True)
class Parts:
    """Parts of the axes on either side, slowest first.

    Args:
        sizes: of the parts that are longer than 1.
        left: for each axis of the input its parts.
        right: for each axis of the output its parts.
    """

    sizes: dict[Place, int]
    left: tuple[tuple[Place, ...], ...]
    right: tuple[tuple[Place, ...], ...]


@dataclass(slots=True)
class Budget:
    """How many entries of tables, and orders, are tried; deterministic, so that the answer is, too."""

    left: int = 20_000
    spent: bool = field(default=False)

    def take(self) -> bool:
        """Whether there is one more."""
        self.left -= 1
        self.spent = self.spent or self.left < 0
        return self.left >= 0


def by_count(before: Shape, after: Shape, budget: Budget) -> Iterator[list[Parts]]:
    """All of them, in lists of those with equally many parts, the fewest first.

    Args:
        before: sizes of the input's axes; a new one, for a repetition, stands behind them.
        after: those of the output's; one that is reduced stands behind them.
        budget: of this search.

    >>> [len(parts) for parts in by_count((2, 2, 4), (4, 4), Budget())]
    [4, 16, 0, 0, 0]
    """
    fewest = max(sum(size > 1 for size in before), sum(size > 1 for size in after))
    for count in range(fewest, fewest + _MORE + 1):
        found: list[Parts] = []
        for sizes in _tables(before, after, count, budget):
            found.extend(_orders(sizes, len(before), len(after), budget))
        yield found
        if budget.spent:
            return


def _tables(before: Shape, after: Shape, count: int, budget: Budget) -> Iterator[dict[Place, int]]:
    """Tables with exactly so many entries that are not 1."""

    def row(number: int, rest: Shape, left: int) -> Iterator[dict[Place, int]]:
        if number == len(before):
            if left == 0 and all(size == 1 for size in rest):
                yield {}
            return
        waiting = sum(size > 1 for size in before[number + 1 :])
        for sizes in _rows(before[number], rest, left - waiting, budget):
            remaining = tuple(size // part for size, part in zip(rest, sizes, strict=True))
            own = {(number, column): size for column, size in enumerate(sizes) if size > 1}
            for others in row(number + 1, remaining, left - len(own)):
                yield own | others

    yield from row(0, after, count)


def _rows(size: int, rest: Shape, most: int, budget: Budget) -> Iterator[Shape]:
    """How the parts of one axis go to the columns: what each takes divides what that column still lacks."""
    if not rest:
        if size == 1:
            yield ()
        return
    if not budget.take() or most < (size > 1):
        return
    for part in divisors(gcd(size, rest[0])):
        for others in _rows(size // part, rest[1:], most - (part > 1), budget):
            yield (part, *others)


def _orders(sizes: dict[Place, int], rows: int, columns: int, budget: Budget) -> Iterator[Parts]:
    in_rows = [tuple(place for place in sizes if place[0] == row) for row in range(rows)]
    in_columns = [tuple(place for place in sizes if place[1] == column) for column in range(columns)]
    for ordered in product(*(permutations(places) for places in (*in_rows, *in_columns))):
        if not budget.take():
            return
        yield Parts(sizes, ordered[:rows], ordered[rows:])


def aligned(before: Shape, after: Shape) -> Parts | None:
    """The parts of a reshape, which are in the same order on both sides; None where axes do not meet.

    >>> aligned((4, 6), (2, 12)).sizes, aligned((2, 3), (3, 2))
    ({(0, 0): 2, (0, 1): 2, (1, 1): 6}, None)
    """
    sizes: dict[Place, int] = {}
    row = column = 0
    left, right = [*before, 1], [*after, 1]
    while row < len(before) or column < len(after):
        part = min(left[row], right[column])
        if part > 1 and (left[row] % part or right[column] % part):
            return None
        if part > 1:
            sizes[row, column] = part
            left[row] //= part
            right[column] //= part
        if left[row] == 1 and row < len(before):
            row += 1
        elif column < len(after):
            column += 1
    in_rows = tuple(tuple(place for place in sizes if place[0] == number) for number in range(len(before)))
    in_columns = tuple(tuple(place for place in sizes if place[1] == number) for number in range(len(after)))
    return Parts(sizes, in_rows, in_columns)


def strides(axes: tuple[tuple[Place, ...], ...], sizes: dict[Place, int]) -> dict[Place, int]:
    """How far a step along each part moves in the flat order of a tensor whose axes are these.

    >>> strides((((0, 0), (1, 0)), ((1, 1),)), {(0, 0): 2, (1, 0): 3, (1, 1): 5})
    {(0, 0): 15, (1, 0): 5, (1, 1): 1}
    """
    places = [place for axis in axes for place in axis]
    return {place: prod(sizes[other] for other in places[at + 1 :]) for at, place in enumerate(places)}
