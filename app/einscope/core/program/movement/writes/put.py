"""Cells put into a copy of a tensor: at an index, at a slice, at indices that are known."""

import numpy as np

from einscope.core.change import Change
from einscope.core.errors import say
from einscope.core.map import Listed
from einscope.core.program.movement.axes.axes import along, axis_of
from einscope.core.program.movement.axes.shape import reshape
from einscope.core.program.movement.parts.cut import part
from einscope.core.program.movement.parts.index import index
from einscope.core.program.movement.parts.pick import from_front, known_indices, refuse_indices
from einscope.core.program.movement.parts.spread import broadcast
from einscope.core.program.movement.sums.merge import combine
from einscope.core.program.movement.writes.assign import assign
from einscope.core.program.movement.writes.gathered import index_put_add, scatter_reduce
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.beside import as_kind_of, filled
from einscope.core.program.tensor.integers import as_ints
from einscope.core.program.tensor.tensor import Tensor, derived, made, same_cells
from einscope.core.program.tensor.values import Value, said, shape_text


def select_scatter(x: Tensor, source: Tensor, axis: int, position: int) -> Tensor:
    """``x`` with other cells at one index of an axis."""
    axis = axis_of(x, axis)
    return _put(x, source, (*(slice(None),) * axis, position))


def slice_scatter(
    x: Tensor, source: Tensor, axis: int = 0, start: int | None = None, end: int | None = None, step: int = 1
) -> Tensor:
    """``x`` with other cells at a slice of an axis."""
    axis = axis_of(x, axis)
    if step < 1:
        raise Refusal("program-index", say("The step of a slice must be at least 1, not {step}.", step=step))
    return _put(x, source, (*(slice(None),) * axis, slice(start, end, step)))


def update_slice(x: Tensor, starts: object, source: Tensor) -> Tensor:
    """Keras' ``slice_update``: ``x`` with other cells from a place on, which must fit in there."""
    numbers = as_ints(starts)
    if len(numbers) != x.rank or source.rank != x.rank:
        raise Refusal("program-argument", say("Got {count} sizes for {axes} axes.", count=len(numbers), axes=x.rank))
    if any(start < 0 for start in numbers):
        raise Refusal("program-argument", say("{name} cannot take these arguments.", name="slice_update"))
    return _put(x, source, tuple(slice(at, at + size) for at, size in zip(numbers, source.shape, strict=True)))


def _put(x: Tensor, source: Tensor, items: tuple[Value, ...]) -> Tensor:
    wanted = index(x, items).shape
    if source.shape != wanted:
        refuse_source(x, source, wanted)
    return assign(x, items, source)


def scatter(x: Tensor, axis: int, indices: Tensor, source: Value, reduce: Value = None) -> Tensor:
    """``scatter``: cells of ``source`` put at these positions along an axis; where two meet, the last stays."""
    if not isinstance(source, (Tensor, int, float)):
        raise Refusal("program-type", say("Expected a tensor, got {value}.", value=said(source)))
    if reduce is not None:
        block = source if isinstance(source, Tensor) else filled(x, source, indices.shape)
        return scatter_reduce(x, axis, indices, block, as_word(reduce))
    whole = x
    x, axis = along(x, axis)
    if not indices.cells:
        return same_cells(whole)
    numbers = known_indices(x, indices)
    numbers = from_front(numbers.reshape(numbers.shape or (1,)), x.shape[axis], axis, negative=False)
    block = source if isinstance(source, Tensor) else filled(x, source, numbers.shape)
    block = as_kind_of(x, block if block.rank else reshape(block, (1,)))
    if (
        numbers.ndim != x.rank
        or block.rank != x.rank
        or any(size > block.shape[at] or (at != axis and size > x.shape[at]) for at, size in enumerate(numbers.shape))
    ):
        refuse_indices(x, numbers, axis)
    if x.cells > 65_536:
        raise Refusal(
            "cells-limit",
            say("At most {limit} cells can be scattered into; got {count}.", limit=65_536, count=x.cells),
        )
    places = np.indices(numbers.shape)
    targets = [numbers if at == axis else places[at] for at in range(x.rank)]
    into = np.ravel_multi_index(targets, x.shape).reshape(-1)
    out_of = np.ravel_multi_index(list(places), block.shape).reshape(-1)
    listed = np.arange(x.cells, dtype=np.int64)
    listed[into] = x.cells + out_of
    return derived([x, block], whole.shape, Listed(listed[:, None]))


def index_copy(x: Tensor, axis: int, indices: Value, source: Tensor) -> Tensor:
    """``index_copy``: slices of ``source`` put at these positions along an axis."""
    whole = x
    x, axis = along(x, axis)
    numbers = from_front(known_indices(x, indices, 1), x.shape[axis], axis, negative=False)
    shape = (*x.shape[:axis], len(numbers), *x.shape[axis + 1 :])
    source = source if source.rank else reshape(source, (1,))
    if source.shape != shape:
        refuse_source(x, source, shape)
    wide = numbers.reshape([-1 if at == axis else 1 for at in range(x.rank)])
    spread = np.broadcast_to(wide, shape).astype(np.int64)
    known = made(x.budget, shape, x.library, spread.reshape(-1))
    return reshape(scatter(x, axis, known, source), whole.shape)


def put(x: Tensor, indices: Tensor, source: Tensor, accumulate: bool = False) -> Tensor:
    """``put``: cells of ``source`` at positions of the flattened tensor."""
    known_indices(x, indices)
    if source.cells != indices.cells:
        refuse_source(x, source, indices.shape)
    flat = (reshape(indices, (indices.cells,)),)
    if accumulate:
        row = index_put_add(reshape(x, (x.cells,)), flat, reshape(source, (source.cells,))) if indices.cells else x
        return reshape(row, x.shape)
    laid = assign(reshape(x, (x.cells,)), flat, reshape(source, (source.cells,))) if indices.cells else x
    return reshape(same_cells(laid), x.shape)


def masked_fill(x: Tensor, mask: Tensor, value: Value) -> Tensor:
    """``masked_fill``: a number where a mask is true; where the mask is not known, every cell may be the one it was."""
    if isinstance(value, Tensor) and value.rank:
        raise Refusal("program-type", say("Expected a number, got {value}.", value=said(value)))
    wide, over = broadcast([x, mask])
    if over.known is None:
        change = Change(say("filled where a mask is true"))
        return combine([wide, value] if isinstance(value, Tensor) else [wide], change)
    return assign(same_cells(wide), (_mask(over),), value)


def masked_scatter(x: Tensor, mask: Tensor, source: Tensor) -> Tensor:
    """``masked_scatter``: the first cells of ``source``, in order, where a mask is true."""
    wide, over = broadcast([x, mask])
    if over.known is None:
        known_indices(x, mask)
    chosen = _mask(over).known
    count = 0 if chosen is None else int(np.count_nonzero(chosen))
    if source.cells < count:
        refuse_source(x, source, (count,))
    return assign(same_cells(wide), (over,), part(reshape(source, (source.cells,)), 0, 0, count))


def _mask(mask: Tensor) -> Tensor:
    if mask.known is None or mask.known.dtype != np.bool_:
        raise Refusal("program-type", say("Expected a mask, got {value}.", value=said(mask)))
    return mask


def put_along(x: Tensor, indices: Tensor, values: Tensor | float, axis: int) -> Tensor:
    """``put_along_axis``: cells put at positions along an axis; where two meet, the last stays."""
    at = axis_of(x, axis)
    block = values if isinstance(values, Tensor) else filled(x, values)
    numbers = known_indices(x, indices)
    if numbers.ndim != x.rank:
        refuse_indices(x, numbers, axis)
    numbers = from_front(numbers, x.shape[at], at)
    own = [
        np.arange(size).reshape([-1 if other == place else 1 for other in range(x.rank)])
        for place, size in enumerate(x.shape)
    ]
    places = [numbers if place == at else lines for place, lines in enumerate(own)]
    lists = tuple(made(x.budget, array.shape, x.library, array.reshape(-1).astype(np.int64)) for array in places)
    return assign(x, lists, block)


def filled_diagonal(x: Tensor, value: object) -> Tensor:
    """``fill_diagonal``: a number on the diagonal of all axes."""
    if x.rank < 2 or (x.rank > 2 and len(set(x.shape)) > 1):
        raise Refusal("program-axis", say("This needs axes of one size, and at least two."))
    size = min(x.shape)
    line = made(x.budget, (size,), x.library, np.arange(size, dtype=np.int64))
    return assign(x, (line,) * x.rank, value if isinstance(value, (int, float, Tensor)) else 0)


def as_word(value: object) -> str:
    """A word that says how."""
    if not isinstance(value, str):
        raise Refusal("program-type", say("Expected a string, got {value}.", value=said(value)))
    return value


def refuse_source(x: Tensor, source: Tensor, wanted: tuple[int, ...]) -> None:
    """Refuse cells that are not as many as there are places for them.

    Raises:
        Refusal: ``program-shape``.
    """
    raise Refusal(
        "program-shape",
        say(
            "{one} and {other} do not fit: the source must be {wanted}.",
            one=shape_text(x.shape),
            other=shape_text(source.shape),
            wanted=shape_text(wanted),
        ),
    )


def index_put(x: Tensor, indices: Value, source: Tensor, accumulate: bool = False) -> Tensor:
    """``index_put``: what ``x[indices] = source`` leaves in ``x``."""
    odd = (
        [entry for entry in indices if not isinstance(entry, Tensor)]
        if isinstance(indices, (list, tuple))
        else [indices]
    )
    if odd or not indices or not isinstance(indices, (list, tuple)):
        raise Refusal("program-type", say("Expected a list of tensors, got {value}.", value=said(indices)))
    return index_put_add(x, tuple(indices), source) if accumulate else assign(x, tuple(indices), source)


def index_fill(x: Tensor, axis: int, indices: Tensor, value: Value) -> Tensor:
    """``index_fill``: listed positions along an axis filled with one number."""
    if isinstance(value, Tensor) and value.rank:
        raise Refusal("program-type", say("Expected a number, got {value}.", value=said(value)))
    if indices.rank > 1:
        raise Refusal("program-type", say("Expected a list of integers, got {value}.", value=said(indices)))
    line, axis = along(x, axis)
    filled = assign(line, (*(slice(None),) * axis, reshape(indices, (indices.cells,))), value)
    return filled if x.rank else reshape(filled, ())
