"""Cells left by a mask, or by a list of those that go; and cells put between others."""

from itertools import combinations as choices
from itertools import combinations_with_replacement
from math import comb

import numpy as np

from einscope.core.change import Change
from einscope.core.errors import say
from einscope.core.map import Listed
from einscope.core.program.arithmetic.worked import Operand, Worked, joint
from einscope.core.program.movement.axes.axes import axis_of
from einscope.core.program.movement.axes.order import move
from einscope.core.program.movement.axes.shape import reshape, with_axes
from einscope.core.program.movement.numbers import where_true
from einscope.core.program.movement.parts.index import index
from einscope.core.program.movement.parts.indices import range_of
from einscope.core.program.movement.parts.join import cat
from einscope.core.program.movement.parts.pick import from_front, known_indices
from einscope.core.program.movement.parts.spread import broadcast, expand, take
from einscope.core.program.movement.sums.merge import combine
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.beside import filled
from einscope.core.program.tensor.tensor import KNOWN_CELLS, Tensor, derived, made
from einscope.core.program.tensor.values import Value, said, shape_text


def delete(x: Tensor, gone: Value, axis: int | None = None) -> Tensor:
    """Numpy's ``delete``: an axis, or the flattened tensor, without listed positions."""
    if axis is None:
        x, axis = reshape(x, (x.cells,)), 0
    axis = axis_of(x, axis)
    if isinstance(gone, bool) or (
        isinstance(gone, Tensor) and not gone.rank and gone.known is not None and gone.known.dtype == np.bool_
    ):
        raise Refusal("program-type", say("Expected an integer, got {value}.", value=said(gone)))
    own = made(x.budget, (x.shape[axis],), x.library, np.arange(_countable(x, axis), dtype=np.int64))
    known = index(own, (gone,)).known
    kept = np.setdiff1d(np.arange(x.shape[axis], dtype=np.int64), [] if known is None else known)
    return take(x, axis, kept.astype(np.int64))


def insert(x: Tensor, places: object, values: Tensor, axis: int | None = None) -> Tensor:
    """Numpy's ``insert``: slices put before these positions of an axis, or of the flattened tensor."""
    if axis is None:
        x, axis = reshape(x, (x.cells,)), 0
    axis = axis_of(x, axis)
    size = x.shape[axis]
    if isinstance(places, slice):
        start, step, count = range_of(x, places, size)
        numbers = np.arange(start, start + step * count, step, dtype=np.int64) if count else np.zeros(0, dtype=np.int64)
    else:
        numbers = known_indices(x, places)
    if numbers.ndim > 1:
        raise Refusal("program-index", say("The indices must be a list, not {shape}.", shape=shape_text(numbers.shape)))
    # The place after the last cell is one, too.
    ahead = np.where(numbers < 0, numbers + size, numbers)
    at = from_front(ahead.reshape(-1), size + 1, axis, negative=False)
    wide = values
    if numbers.size == 1:
        wide = with_axes(values, tuple(range(x.rank - values.rank)))
        wide = wide if numbers.ndim else move(wide, (0,), (axis,))
        at = np.repeat(at, wide.shape[axis])
    count = len(at)
    block = expand(wide, (*x.shape[:axis], count, *x.shape[axis + 1 :]))
    order = np.argsort(at, kind="stable")
    total = size + count
    positions = at[order] + np.arange(count)
    order_of = np.zeros(total, dtype=np.int64)
    taken = np.zeros(total, dtype=np.bool_)
    taken[positions] = True
    order_of[positions] = size + order
    order_of[~taken] = np.arange(size)
    return take(cat([x, block], axis), axis, order_of)


def extract(mask: Tensor, x: Tensor) -> Tensor:
    """Numpy's ``extract``: the cells of the flattened tensor for which a list is true."""
    if mask.known is None:
        known_indices(x, mask)
    flat = np.flatnonzero(mask.known if mask.known is not None else [])
    return take(reshape(x, (x.cells,)), 0, from_front(flat.astype(np.int64), x.cells, 0))


def compress(mask: Tensor, x: Tensor, axis: int | None = None) -> Tensor:
    """Numpy's ``compress``: the positions along an axis, or of the flattened tensor, for which the list is true."""
    if axis is None:
        x, axis = reshape(x, (x.cells,)), 0
    axis = axis_of(x, axis)
    numbers = known_indices(x, mask) if mask.known is None else mask.known
    if mask.rank != 1:
        raise Refusal("program-type", say("Expected a list of integers, got {value}.", value=said(mask)))
    return take(x, axis, from_front(np.flatnonzero(numbers), x.shape[axis], axis))


def masked_select(x: Tensor, mask: Tensor) -> Tensor:
    """The cells for which a mask is true, in a row."""
    wide, over = broadcast([x, mask])
    if over.known is None or over.known.dtype != np.bool_:
        known_indices(x, mask)
        raise Refusal("program-type", say("Expected a mask, got {value}.", value=said(mask)))
    return index(wide, (over,))


def combinations(x: Tensor, size: int = 2, again: bool = False) -> Tensor:
    """``combinations``: a row for each choice of so many cells of a vector; ``again``: of one cell more than once."""
    if x.rank != 1 or size < 1:
        raise Refusal("program-shape", say("Expected a tensor with {rank} axes, got {shape}.", rank=1, shape=said(x)))
    x.budget.length(max(1, size) * comb(x.cells + size - 1 if again else x.cells, size) if x.cells else 0)
    chosen = (combinations_with_replacement if again else choices)(range(x.cells), size)
    numbers = np.array(list(chosen), dtype=np.int64).reshape(-1, size)
    return reshape(take(x, 0, numbers.reshape(-1)), numbers.shape)


def _countable(x: Tensor, axis: int) -> int:
    if x.shape[axis] > KNOWN_CELLS:
        raise Refusal(
            "cells-limit",
            say(
                "An axis whose cells are listed may have at most {limit}; this one has {count}.",
                limit=KNOWN_CELLS,
                count=x.shape[axis],
            ),
        )
    return x.shape[axis]


def where(mask: Tensor, x: Tensor | float | None = None, other: Tensor | float | None = None) -> object:
    """``where``: cells of the one or of the other, as a mask says; of a mask alone, the places where it is true.

    Where the mask is not known, a cell is made of all three.
    """
    if (x is None) != (other is None):
        raise Refusal(
            "program-argument", say("{name} needs the argument '{argument}'.", name="where", argument="other")
        )
    if x is None:
        return where_true(mask, as_tuple=True)
    pair = [choice if isinstance(choice, Tensor) else filled(mask, choice) for choice in (x, other)]
    over, one, two = broadcast([mask, *pair])
    if over.known is None:
        return combine([over, one, two], Change(say("passed through {name}", name="where")))
    places = np.arange(over.cells, dtype=np.int64)
    chosen = np.where(over.known != 0, places, over.cells + places)
    result = derived([one, two], over.shape, Listed(chosen[:, None]))
    kind = joint(mask.library, [_operand(x, one), _operand(other, two)])
    if result.numbers is not None and result.numbers.dtype != np.object_:
        result.numbers = result.numbers.astype(kind)
    return result


def kept_where(x: Tensor, mask: Tensor, other: Tensor | float) -> object:
    """``x.where(mask, other)``: cells of its own where a mask is true."""
    return where(mask, x, other)


def _operand(value: object, x: Tensor) -> Operand:
    """An operand, be its numbers known or not."""
    if isinstance(value, (int, float)):
        return value
    return Worked(np.zeros(0, dtype=np.int64) if x.numbers is None or x.numbers.dtype == np.object_ else x.numbers)
