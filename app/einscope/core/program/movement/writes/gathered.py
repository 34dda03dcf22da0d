"""Cells added to those that are there, at indices that are known: where several meet, all of them are in the sum."""

import numpy as np

from einscope.core.change import Change
from einscope.core.errors import say
from einscope.core.map import IntArray, Listed
from einscope.core.program.arithmetic.gathered import Rows, largest, of_rows, product, smallest, total
from einscope.core.program.arithmetic.worked import Worked
from einscope.core.program.movement.axes.axes import along
from einscope.core.program.movement.axes.shape import reshape
from einscope.core.program.movement.parts.index import index
from einscope.core.program.movement.parts.pick import from_front, known_indices, refuse_indices
from einscope.core.program.movement.parts.spread import expand
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.beside import as_kind_of, filled
from einscope.core.program.tensor.tensor import KNOWN_CELLS, Tensor, derived, made, same_cells
from einscope.core.program.tensor.values import said

_SUMS = Change(say("added where several meet"), gathers=True, adds=True)
_OTHERS = Change(say("several become one"), gathers=True)
_HOW = {"sum": total, "add": total, "prod": product, "multiply": product, "amax": largest, "amin": smallest}
_REDUCTIONS = ("sum", "add", "prod", "multiply", "mean", "amax", "amin")


def meeting(
    x: Tensor,
    block: Tensor,
    into: IntArray,
    out_of: IntArray,
    change: Change = _SUMS,
    own: bool = True,
    how: Rows | None = total,
) -> Tensor:
    """``x`` with cells of ``block`` joined to those at other places.

    Args:
        x: what is there.
        block: what comes to it.
        into: flat positions in ``x``, and
        out_of: for each of them one in ``block``.
        change: what is made of several.
        own: whether a cell of ``x`` to which others come stays among them.
        how: one number is made of several; None: it is not known.

    Cost: O(cells of x · the most that meet).
    """
    if x.cells > KNOWN_CELLS:
        raise Refusal(
            "cells-limit",
            say("At most {limit} cells can be scattered into; got {count}.", limit=KNOWN_CELLS, count=x.cells),
        )
    counts = np.bincount(into, minlength=x.cells)
    most = int(counts.max(initial=0))
    if x.cells * (1 + most) > 16 * KNOWN_CELLS:
        raise Refusal(
            "cells-limit",
            say("Each cell would combine {count} others, more than can be listed.", count=1 + most),
        )
    x.budget.spend((x.cells * (1 + most) + len(into)) // 64)
    listed = np.full((x.cells, 1 + most), -1, dtype=np.int64)
    listed[:, 0] = np.arange(x.cells)
    if not own:
        listed[counts > 0, 0] = -1
    order = np.argsort(into, kind="stable")
    sorted_into = into[order]
    first = np.searchsorted(sorted_into, sorted_into)
    listed[sorted_into, 1 + np.arange(len(into)) - first] = x.cells + out_of[order]
    result = derived([x, block], x.shape, Listed(listed), change=change)
    result.known = None
    if x.numbers is not None and block.numbers is not None and how is not None and x.budget.works(listed.size):
        result.keep(_met(x, block, listed, how))
    return result


def _met(x: Tensor, block: Tensor, listed: IntArray, how: Rows) -> Worked | None:
    """Its numbers: rows are as long as most that meet, so each length is worked out by itself."""
    one, other = x.numbers, as_kind_of(x, block).numbers
    if one is None or other is None or np.object_ in (one.dtype, other.dtype):
        return None
    numbers = np.concatenate([one, other])
    found, off = one.copy(), 0.0
    lengths = (listed >= 0).sum(axis=1)
    for length in np.unique(lengths):
        at = np.flatnonzero(lengths == length)
        rows = listed[at]
        made_of = of_rows(
            how, Worked(numbers[rows[rows >= 0].reshape(len(at), length)], max(x.off, block.off)), x.library
        )
        if made_of is None or not length:
            return None
        found[at], off = made_of.numbers, max(off, made_of.off)
    return Worked(found, off)


def scatter_add(x: Tensor, axis: int, indices: Tensor, source: Tensor) -> Tensor:
    """``scatter_add``: as ``scatter``, but what meets is summed."""
    return scatter_reduce(x, axis, indices, source, "sum")


def scatter_reduce(x: Tensor, axis: int, indices: Tensor, source: Tensor, reduce: str, own: bool = True) -> Tensor:
    """``scatter_reduce``: as ``scatter``, but of what meets one value is made."""
    if reduce not in _REDUCTIONS:
        raise Refusal("program-argument", say("There is no mode '{mode}'.", mode=reduce))
    line, axis = along(x, axis)
    if not indices.cells:
        return same_cells(x)
    numbers = known_indices(x, indices)
    numbers = from_front(numbers.reshape(numbers.shape or (1,)), line.shape[axis], axis, negative=False)
    block = source if source.rank else reshape(source, (1,))
    if (
        numbers.ndim != line.rank
        or block.rank != line.rank
        or any(
            size > block.shape[at] or (at != axis and size > line.shape[at]) for at, size in enumerate(numbers.shape)
        )
    ):
        refuse_indices(x, numbers, axis)
    places = np.indices(numbers.shape)
    targets = [numbers if at == axis else places[at] for at in range(line.rank)]
    into = np.ravel_multi_index(targets, line.shape).reshape(-1)
    out_of = np.ravel_multi_index(list(places), block.shape).reshape(-1)
    change = _SUMS if reduce in ("sum", "add") else _OTHERS
    return reshape(meeting(line, block, into, out_of, change, own, _HOW.get(reduce)), x.shape)


def index_add(x: Tensor, axis: int, indices: object, source: Tensor) -> Tensor:
    """``index_add``: slices of ``source`` added at these positions along an axis."""
    return index_reduce(x, axis, indices, source, "sum")


def index_reduce(x: Tensor, axis: int, indices: object, source: Tensor, reduce: str, own: bool = True) -> Tensor:
    """``index_reduce``: of slices of ``source`` at these positions and what is there one is made."""
    if reduce not in _REDUCTIONS:
        raise Refusal("program-argument", say("There is no mode '{mode}'.", mode=reduce))
    line, axis = along(x, axis)
    source = source if source.rank else reshape(source, (1,))
    numbers = from_front(known_indices(x, indices, 1), line.shape[axis], axis, negative=False)
    shape = (*line.shape[:axis], len(numbers), *line.shape[axis + 1 :])
    if source.shape != shape:
        refuse_indices(x, numbers, axis)
    spread = np.broadcast_to(numbers.reshape([-1 if at == axis else 1 for at in range(line.rank)]), shape)
    known = made(x.budget, shape, x.library, spread.reshape(-1).astype(np.int64))
    return reshape(scatter_reduce(line, axis, known, source, reduce, own), x.shape)


def index_put_add(x: Tensor, items: tuple[object, ...], source: object) -> Tensor:
    """What ``index_put`` gives that accumulates."""
    return put_together(x, items, source, _SUMS)


def put_together(x: Tensor, items: tuple[object, ...], source: object, change: Change) -> Tensor:
    """What a change makes of the cells that ``x[items]`` names, and of others.

    Raises:
        Refusal: ``program-type`` where they are no tensor and no number.
    """
    own = made(x.budget, x.shape, x.library, np.arange(_listable(x), dtype=np.int64))
    chosen = index(own, items)
    if not isinstance(source, Tensor):
        if not isinstance(source, (int, float)):
            raise Refusal("program-type", say("Expected a tensor, got {value}.", value=said(source)))
        source = filled(x, source)
    while source.rank > chosen.rank and source.shape[0] == 1:
        source = reshape(source, source.shape[1:])
    block = expand(source, chosen.shape)
    into = np.zeros(0, dtype=np.int64) if chosen.known is None else chosen.known
    return meeting(
        x, block, into, np.arange(chosen.cells, dtype=np.int64), change, how=total if change is _SUMS else None
    )


def _listable(x: Tensor) -> int:
    if x.cells > KNOWN_CELLS:
        raise Refusal(
            "cells-limit",
            say("At most {limit} cells can be scattered into; got {count}.", limit=KNOWN_CELLS, count=x.cells),
        )
    x.budget.spend(x.cells // 64)
    return x.cells
