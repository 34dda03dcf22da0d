"""Subscripts: the part of a tensor that they name."""

from math import prod

import numpy as np

from einscope.core.errors import say
from einscope.core.map import IntArray
from einscope.core.program.movement.axes.order import permute
from einscope.core.program.movement.axes.shape import reshape
from einscope.core.program.movement.parts.indices import Listed, all_inside, inside, parts_of, range_of
from einscope.core.program.movement.parts.spread import take
from einscope.core.program.movement.parts.unknown import unknown_cells, with_zeros
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.strides import c_order, computed
from einscope.core.program.tensor.tensor import Tensor, same_cells, walked
from einscope.core.program.tensor.values import Value, fitting, shape_text


def index(x: Tensor, items: tuple[Value, ...]) -> Tensor:
    """``x[items]``, as the library of ``x`` has it.

    Raises:
        Opaque: ``program-mixes`` where an index is not known, and the shape of the result is.
        Refusal: ``program-index``; ``program-unknown-values`` where it may be a mask.
    """
    zeros = with_zeros(x, items)
    if zeros is not None:
        raise unknown_cells("[]", x, index(x, zeros))
    parts = parts_of(x, items)
    lists = any(isinstance(part, Listed) for part in parts)
    if lists and x.library != "torch":  # to numpy an integer beside a list is a list too
        parts = [Listed(np.array(fitting(part), dtype=np.int64)) if isinstance(part, int) else part for part in parts]
    shape: list[int] = []
    walks: list[list[tuple[int, int]]] = []
    starts: list[tuple[int, int]] = []
    chosen: dict[int, IntArray] = {}  # by axis of what the walks make
    axis = 0
    for part in parts:
        if part is None:
            shape.append(1)
            walks.append([])
            continue
        size = x.shape[axis]
        if isinstance(part, int):
            starts.append((axis, inside(part, size, axis)))
        elif isinstance(part, slice):
            start, step, count = range_of(x, part, size)
            starts.append((axis, start))
            shape.append(count)
            walks.append([(axis, step)])
        else:
            if part.size not in (None, size):
                raise Refusal(
                    "program-index",
                    say(
                        "A mask of length {count} does not fit axis {axis} of size {size}.",
                        count=part.size,
                        axis=axis,
                        size=size,
                    ),
                )
            chosen[len(shape)] = all_inside(part.numbers, size, axis)
            shape.append(size)
            walks.append([(axis, 1)])
        axis += 1
    result = walked(x, tuple(shape), walks, starts)
    return _picked(result, chosen) if chosen else result


def _picked(x: Tensor, chosen: dict[int, IntArray]) -> Tensor:
    """Lists of indices applied to the axes they stand at, all at once."""
    axes = sorted(chosen)
    try:
        numbers = np.broadcast_arrays(*(chosen[axis] for axis in axes))
    except ValueError:
        raise Refusal(
            "program-index",
            say(
                "{one} and {other} do not fit along axis {axis}: {here} and {there}.",
                one=shape_text(chosen[axes[0]].shape),
                other=shape_text(chosen[axes[1]].shape),
                axis=-1,
                here=chosen[axes[0]].shape[-1],
                there=chosen[axes[1]].shape[-1],
            ),
        ) from None
    x.budget.spend(numbers[0].size // 8)
    rest = [axis for axis in range(x.rank) if axis not in chosen]
    flat = np.zeros(numbers[0].shape, dtype=np.int64)
    for axis, indices in zip(axes, numbers, strict=True):
        flat = flat * x.shape[axis] + indices
    front = permute(x, (*axes, *rest))
    sizes = tuple(x.shape[axis] for axis in rest)
    joined = reshape(front, (prod(x.shape[axis] for axis in axes), *sizes))
    taken = reshape(take(joined, 0, flat.reshape(-1)), (*flat.shape, *sizes))
    together = axes == list(range(axes[0], axes[0] + len(axes)))
    place = axes[0] if together else 0  # lists apart from each other come first
    width = flat.ndim
    order = [*range(width, width + place), *range(width), *range(width + place, width + len(rest))]
    turned = permute(taken, tuple(order))
    # torch lays the result out as it does arithmetic, of the kept axes and of the indices.
    own = [0 if place <= at < place + width else x.strides[rest[order[at] - width]] for at in range(turned.rank)]
    lists = c_order(flat.shape)
    of_lists = [lists[at - place] if place <= at < place + width else 0 for at in range(turned.rank)]
    return same_cells(turned, strides=computed(turned.shape, [tuple(own), tuple(of_lists)]))
