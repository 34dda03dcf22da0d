"""A part of a tensor that is given other cells."""

import numpy as np

from einscope.core.errors import say
from einscope.core.map import Inlay, Place
from einscope.core.map import Listed as Listing
from einscope.core.program.movement.axes.order import flip
from einscope.core.program.movement.axes.shape import reshape
from einscope.core.program.movement.parts.index import index
from einscope.core.program.movement.parts.indices import Listed, inside, parts_of, range_of
from einscope.core.program.movement.parts.spread import expand
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.beside import as_kind_of, filled
from einscope.core.program.tensor.tensor import KNOWN_CELLS, Tensor, derived, made
from einscope.core.program.tensor.values import Value, said


def assign(x: Tensor, items: tuple[Value, ...], value: Value) -> Tensor:
    """``x`` after ``x[items] = value``.

    Raises:
        Refusal: ``program-index`` for lists of indices; ``program-shape`` where the value does not fit.
    """
    places: list[Place] = []
    shape: list[int] = []
    backward: list[int] = []
    for part in parts_of(x, items):
        if part is None:
            shape.append(1)
            continue
        axis = len(places)
        if isinstance(part, Listed):
            return _assign_listed(x, items, value)
        if isinstance(part, int):
            places.append(Place(inside(part, x.shape[axis], axis), 1, 1))
            continue
        start, step, count = range_of(x, part, x.shape[axis])
        if step < 0:
            backward.append(len(shape))
            start, step = start + (count - 1) * step, -step
        places.append(Place(max(0, start), step, count))
        shape.append(count)
    value = _fitting(x, value, tuple(shape))
    block = flip(value, tuple(backward)) if backward else value
    block = reshape(block, tuple(place.count for place in places))
    return derived([x, block], x.shape, Inlay(x.shape, tuple(places)))


def _fitting(x: Tensor, value: Value, shape: tuple[int, ...]) -> Tensor:
    """A value stretched to the part of ``x`` that it is to fill; a number has no source."""
    if not isinstance(value, Tensor):
        if not isinstance(value, (int, float)):
            raise Refusal("program-type", say("Expected a tensor, got {value}.", value=said(value)))
        value = filled(x, value)
    value = as_kind_of(x, value)
    while value.rank > len(shape) and value.shape[0] == 1:
        value = reshape(value, value.shape[1:])
    return expand(value, shape)


def _assign_listed(x: Tensor, items: tuple[Value, ...], value: Value) -> Tensor:
    """Where lists of indices say what is filled: their cells are looked up one by one; of two values the last stays."""
    if x.cells > KNOWN_CELLS:
        raise Refusal(
            "cells-limit",
            say("At most {limit} cells can be scattered into; got {count}.", limit=KNOWN_CELLS, count=x.cells),
        )
    x.budget.spend(x.cells // 64)
    own = made(x.budget, x.shape, x.library, np.arange(x.cells, dtype=np.int64))
    chosen = index(own, items)
    block = _fitting(x, value, chosen.shape)
    listed = np.arange(x.cells, dtype=np.int64)
    listed[chosen.known] = x.cells + np.arange(chosen.cells)
    return derived([x, block], x.shape, Listing(listed[:, None]))
