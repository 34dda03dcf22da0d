"""Indices whose numbers are unknown: which cells they pick is not known, but of what shape the result is."""

from collections.abc import Callable
from typing import TypeGuard

import numpy as np

from einscope.core.errors import say
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.opaque import Opaque
from einscope.core.program.tensor.tensor import KNOWN_CELLS, Tensor, made
from einscope.core.program.tensor.values import Value

_WHOLE = frozenset({"long", "int", "to", "type", "astype", "int32", "int64", "clamp", "clip"})
"""What is done to numbers that stay integers."""


def picks(name: str, x: Tensor, indices: Tensor, pick: Callable[[Tensor], Tensor]) -> Opaque:
    """The error of a function that picks by unknown numbers, with the shape that it gives.

    Args:
        name: of the function.
        x: that it picks from.
        indices: that it picks by.
        pick: that function, of known indices.

    Raises:
        Refusal: what the function refuses, of any indices of this shape.
    """
    return unknown_cells(name, x, pick(_zeros(indices)))


def unknown_cells(name: str, x: Tensor, found: Tensor) -> Opaque:
    """The error of what picks cells, nobody knows which; ``found``: any result that it may have."""
    message = say("{name} selects cells by numbers that are unknown.", name=name)
    shape = found.shape
    fault = Opaque("program-mixes", message, x, shape)
    fault.build, fault.several = lambda new: new(shape), True  # of whatever shape, no cell surely keeps its place
    return fault


def is_unknown(indices: Value) -> TypeGuard[Tensor]:
    """Whether it is a tensor whose numbers are not known."""
    return isinstance(indices, Tensor) and (indices.numbers is None or indices.numbers.dtype == np.object_)


def with_zeros(x: Tensor, items: tuple[Value, ...]) -> tuple[Value, ...] | None:
    """What stands in a subscript, with any numbers in the place of those that are unknown.

    None where all are known, and where one may be a mask: of how many cells it takes, nothing is known.
    """
    if not any(map(is_unknown, items)):
        return None
    found: list[Value] = []
    axis = 0
    for item in items:
        if item is Ellipsis:
            axis = x.rank - sum(each is not None for each in items[len(found) + 1 :])
        if is_unknown(item):
            fits = item.rank > 0 and item.shape == x.shape[axis : axis + item.rank]
            if fits or not _is_whole(item):
                return None
            found.append(_zeros(item))
        else:
            found.append(item)
        axis += item is not None and item is not Ellipsis
    return tuple(found)


def _is_whole(x: Tensor) -> bool:
    """Whether nothing was done to its numbers that makes truths of them."""
    return all(
        change.sign or str(change.how.values.get("name", "")).rpartition(".")[2] in _WHOLE for change in x.changes.each
    )


def _zeros(indices: Tensor) -> Tensor:
    if indices.cells > KNOWN_CELLS:
        raise Refusal(
            "cells-limit",
            say(
                "An axis whose cells are listed may have at most {limit}; this one has {count}.",
                limit=KNOWN_CELLS,
                count=indices.cells,
            ),
        )
    indices.budget.spend(indices.cells // 64)
    return made(indices.budget, indices.shape, indices.library, np.zeros(indices.cells, dtype=np.int64))
