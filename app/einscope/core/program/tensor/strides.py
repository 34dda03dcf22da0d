"""How torch lays a tensor out in memory: what decides whether `view` works."""

from collections.abc import Sequence

from einscope.core.plan import Shape

Strides = tuple[int, ...]


def c_order(shape: Shape) -> Strides:
    """The strides of a tensor whose cells lie in C order.

    >>> c_order((2, 3, 4))
    (12, 4, 1)
    """
    strides: list[int] = []
    below = 1
    for size in reversed(shape):
        strides.insert(0, below)
        below *= max(1, size)
    return tuple(strides)


def viewed(shape: Shape, strides: Strides, wanted: Shape) -> Strides | None:
    """The strides of another shape over the same memory; None where it would need a copy. As torch decides.

    >>> viewed((2, 3, 4), (12, 1, 3), (2, 12)) is None
    True
    >>> viewed((2, 3, 4), (12, 1, 3), (2, 3, 2, 2))
    (12, 1, 6, 3)
    """
    if 0 in shape:
        return strides if shape == wanted else c_order(wanted)
    if not shape:
        return (1,) * len(wanted)
    result = [0] * len(wanted)
    at = len(wanted) - 1
    base, cells, taken = strides[-1], 1, 1
    for axis in reversed(range(len(shape))):
        cells *= shape[axis]
        # A run of axes that lie as one ends here: the wanted axes must fill it exactly.
        if axis == 0 or (shape[axis - 1] != 1 and strides[axis - 1] != cells * base):
            while at >= 0 and (taken < cells or wanted[at] == 1):
                result[at] = taken * base
                taken *= wanted[at]
                at -= 1
            if taken != cells:
                return None
            if axis:
                base, cells, taken = strides[axis - 1], 1, 1
    return tuple(result) if at == -1 else None


def is_contiguous(shape: Shape, strides: Strides) -> bool:
    """Whether the cells lie in C order; axes of one step may have any stride."""
    below = 1
    for size, stride in zip(reversed(shape), reversed(strides), strict=True):
        if size == 1:
            continue
        if stride != below:
            return 0 in shape
        below *= size
    return True


def computed(shape: Shape, operands: Sequence[Strides]) -> Strides:
    """The strides of what element-wise arithmetic makes: dense, the axes in the order they have in the operands.

    >>> computed((2, 3), [(1, 2)])
    (1, 2)
    """
    order = list(range(len(shape) - 1, -1, -1))  # fastest first
    for number in range(1, len(order)):
        at = number
        for before in range(number - 1, -1, -1):
            swap = _before(shape, operands, order[before], order[at])
            if swap > 0:
                order[before], order[at] = order[at], order[before]
                at = before
            elif swap < 0:
                break
    strides = [0] * len(shape)
    below = 1
    for axis in order:
        strides[axis] = below
        below *= max(1, shape[axis])
    return tuple(strides)


def suggested(shape: Shape, strides: Strides) -> tuple[int, ...] | None:
    """The order of axes, slowest first, where an image lies with its channels last, as torch sees it.

    >>> suggested((2, 3, 4, 5), (60, 1, 15, 3))
    (0, 2, 3, 1)
    """
    if len(shape) not in (4, 5) or strides[1] == 0:
        return None
    order = (1, *range(len(shape) - 1, 1, -1), 0)
    least = 0
    for axis in order:
        if shape[axis] == 0 or strides[axis] < least or (axis == 0 and least == strides[1]):
            return None
        least = strides[axis] * max(1, shape[axis])
    return order[::-1]


def in_order(shape: Shape, order: tuple[int, ...] | None) -> Strides:
    """Dense strides with the axes in this order, slowest first; None: C order."""
    strides = [0] * len(shape)
    below = 1
    for axis in reversed(range(len(shape)) if order is None else order):
        strides[axis] = below
        below *= max(1, shape[axis])
    return tuple(strides)


def joined(shape: Shape, pieces: Sequence[tuple[Shape, Strides]]) -> Strides:
    """The strides of what torch makes by joining pieces: channels last where all of them lie so, else C order.

    >>> joined((2, 3, 4, 5), [((1, 3, 4, 5), (60, 1, 15, 3))] * 2)
    (60, 1, 15, 3)
    """
    orders = {suggested(*piece) for piece in pieces}
    return in_order(shape, orders.pop() if len(orders) == 1 else None)


def _before(shape: Shape, operands: Sequence[Strides], one: int, other: int) -> int:
    """Positive where the axis ``one`` moves further than ``other``, so that it is the slower one."""
    for strides in operands:
        if strides[one] == 0 or strides[other] == 0:
            continue  # stretched: it says nothing
        if strides[one] != strides[other]:
            return 1 if strides[one] > strides[other] else -1
        if shape[one] > shape[other]:
            return 1
    return 0
