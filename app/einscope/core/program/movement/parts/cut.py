"""Parts of a tensor along one axis."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

import numpy as np

from einscope.core.errors import say
from einscope.core.program.movement.axes.axes import axis_of, needs_axes
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.tensor import Tensor, walked
from einscope.core.program.tensor.values import Value, fitting, said


def narrow(x: Tensor, axis: int, start: int, length: int) -> Tensor:
    """``length`` cells of an axis, from ``start`` on."""
    axis = axis_of(x, axis)
    size = x.shape[axis]
    begin = start + size if start < 0 else start
    if length < 0 or not 0 <= begin <= size or begin + length > size:
        raise Refusal(
            "program-index",
            say(
                "Cells {start} to {end} do not all fit on axis {axis} of size {size}.",
                start=start,
                end=start + length - 1,
                axis=axis,
                size=size,
            ),
        )
    return part(x, axis, begin, length)


def part(x: Tensor, axis: int, start: int, length: int, step: int = 1) -> Tensor:
    """Every ``step``-th cell of an axis counted from the front, within its bounds."""
    shape = (*x.shape[:axis], length, *x.shape[axis + 1 :])
    walks = [[(at, step if at == axis else 1)] for at in range(x.rank)]
    return walked(x, shape, walks, [(axis, start)])


def select(x: Tensor, axis: int, index: int) -> Tensor:
    """The cells at one index of an axis, which goes."""
    axis = axis_of(x, axis)
    size = x.shape[axis]
    if not -size <= index < size:
        raise Refusal(
            "program-index",
            say("Index {index} is out of range for axis {axis} of size {size}.", index=index, axis=axis, size=size),
        )
    kept = [at for at in range(x.rank) if at != axis]
    return walked(x, tuple(x.shape[at] for at in kept), [[(at, 1)] for at in kept], [(axis, index % size)])


def unbind(x: Tensor, axis: int = 0) -> tuple[Tensor, ...]:
    """All indices of an axis, a tensor each."""
    axis = axis_of(x, axis)
    size = x.shape[axis]
    x.budget.length(size)
    return tuple(select(x, axis, index) for index in range(size))


def split(x: Tensor, sizes: Value, axis: int = 0) -> tuple[Tensor, ...]:
    """torch's: pieces of this size, or of these sizes."""
    axis = axis_of(x, axis)
    whole = x.shape[axis]
    if isinstance(sizes, (list, tuple)):
        return split_with_sizes(x, tuple(_whole_number(entry) for entry in sizes), axis)
    size = _whole_number(sizes)
    if size < 0 or (size == 0 and whole):
        raise Refusal("program-argument", say("A piece cannot have size {size}.", size=size))
    if not whole:
        return (part(x, axis, 0, 0),)
    x.budget.length(-(-whole // size))
    return _cut(x, axis, [*range(0, whole, size), whole])


def split_with_sizes(x: Tensor, sizes: tuple[int, ...], axis: int = 0) -> tuple[Tensor, ...]:
    """Pieces of these sizes, which add up to the axis."""
    axis = axis_of(x, axis)
    if sum(sizes) != x.shape[axis] or any(size < 0 for size in sizes):
        raise Refusal(
            "program-shape",
            say(
                "The sizes {sizes} add up to {sum}, but axis {axis} has size {size}.",
                sizes=", ".join(map(str, sizes)),
                sum=sum(sizes),
                axis=axis,
                size=x.shape[axis],
            ),
        )
    return _cut(x, axis, [0, *accumulate(sizes)])


def chunk(x: Tensor, count: int, axis: int = 0) -> tuple[Tensor, ...]:
    """torch's: pieces as large as ``count`` of them must be; the last may be smaller, and there may be fewer."""
    axis = axis_of(x, axis)
    if count < 1:
        raise Refusal("program-argument", say("A tensor cannot be cut into {count} pieces.", count=count))
    size = -(-x.shape[axis] // count)
    if not size:
        x.budget.length(count)
        return tuple(part(x, axis, 0, 0) for _ in range(count))
    return split(x, size, axis)


def array_split(x: Tensor, cuts: Value, axis: int = 0) -> tuple[Tensor, ...]:
    """``tensor_split``: so many pieces, the first ones one larger; or cut at these positions."""
    axis = axis_of(x, axis)
    size = x.shape[axis]
    cuts = _written_out(cuts)
    if isinstance(cuts, (list, tuple)):
        places = [_within(_whole_number(cut), size) for cut in cuts]
        return _cut(x, axis, [0, *places, size])
    count = _whole_number(cuts)
    if count < 1:
        raise Refusal("program-argument", say("A tensor cannot be cut into {count} pieces.", count=count))
    x.budget.length(count)
    length, more = divmod(size, count)
    return _cut(x, axis, [length * number + min(number, more) for number in range(count + 1)])


def equal_split(x: Tensor, cuts: Value, axis: int = 0) -> tuple[Tensor, ...]:
    """Numpy's ``split``: so many equal pieces; or cut at these positions."""
    axis = axis_of(x, axis)
    cuts = _written_out(cuts)
    if isinstance(cuts, int) and cuts > 0 and x.shape[axis] % cuts:
        raise Refusal(
            "program-shape",
            say(
                "Axis {axis} of size {size} cannot be cut into {count} equal pieces.",
                axis=axis,
                size=x.shape[axis],
                count=cuts,
            ),
            hint=say("np.array_split can make unequal pieces"),
        )
    return array_split(x, cuts, axis)


def hsplit(x: Tensor, cuts: Value) -> tuple[Tensor, ...]:
    """Along the second axis, along the only one of one."""
    return equal_split(x, cuts, 1 if x.rank > 1 else 0)


def vsplit(x: Tensor, cuts: Value) -> tuple[Tensor, ...]:
    """Along the first axis of at least two."""
    return equal_split(_with_rank(x, 2), cuts, 0)


def dsplit(x: Tensor, cuts: Value) -> tuple[Tensor, ...]:
    """Along the third axis."""
    return equal_split(_with_rank(x, 3), cuts, 2)


def _cut(x: Tensor, axis: int, places: Sequence[int]) -> tuple[Tensor, ...]:
    x.budget.length(len(places))
    return tuple(part(x, axis, min(start, x.shape[axis]), max(0, end - start)) for start, end in pairwise(places))


def _with_rank(x: Tensor, rank: int) -> Tensor:
    if x.rank < rank:
        raise needs_axes(rank, x.rank)
    return x


def _written_out(cuts: Value) -> Value:
    """Cuts as a list, or their number, where a tensor of known integers says them."""
    if not isinstance(cuts, Tensor) or cuts.known is None or cuts.known.dtype == np.bool_:
        return cuts
    if cuts.rank > 1:
        raise Refusal("program-type", say("Expected a list of integers, got {value}.", value=said(cuts)))
    return [int(cut) for cut in cuts.known] if cuts.rank else int(cuts.known[0])


def _within(place: int, size: int) -> int:
    return max(0, place + size) if place < 0 else min(place, size)


def _whole_number(value: Value) -> int:
    if isinstance(value, Tensor) and value.known is not None and value.cells == 1 and value.known.dtype != np.bool_:
        return int(value.known[0])
    if not isinstance(value, int):
        raise Refusal("program-type", say("Expected an integer, got {value}.", value=said(value)))
    return fitting(int(value))
