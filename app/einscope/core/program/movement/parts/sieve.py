"""Cells left by a mask, or by a list of those that go."""

from itertools import combinations as choices
from itertools import combinations_with_replacement
from math import comb

import numpy as np

from einscope.core.errors import say
from einscope.core.program.movement.axes.axes import axis_of
from einscope.core.program.movement.axes.shape import reshape
from einscope.core.program.movement.parts.index import index
from einscope.core.program.movement.parts.pick import from_front, known_indices
from einscope.core.program.movement.parts.spread import broadcast, take
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.tensor import KNOWN_CELLS, Tensor, made
from einscope.core.program.tensor.values import Value, said


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
