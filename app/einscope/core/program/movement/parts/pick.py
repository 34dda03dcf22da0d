"""Cells picked by indices that are known: index_select, gather, take, scatter."""

from math import prod
from typing import NoReturn

import numpy as np

from einscope.core.errors import say
from einscope.core.map import IntArray, Listed, Nothing
from einscope.core.program.movement.axes.axes import along, axis_of
from einscope.core.program.movement.axes.shape import reshape
from einscope.core.program.movement.parts.index import index
from einscope.core.program.movement.parts.indices import numbers_of
from einscope.core.program.movement.parts.spread import expand
from einscope.core.program.movement.parts.spread import take as take_along
from einscope.core.program.movement.parts.unknown import is_unknown, picks
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.strides import c_order
from einscope.core.program.tensor.tensor import Tensor, derived, same_cells
from einscope.core.program.tensor.values import Value, fitting, said, shape_text


def index_select(x: Tensor, axis: int, indices: Value) -> Tensor:
    """Listed positions along an axis."""
    if is_unknown(indices):
        raise picks("index_select", x, indices, lambda known: index_select(x, axis, known))
    line, axis = along(x, axis)
    numbers = known_indices(x, indices, 1)
    if not x.rank and len(numbers) != 1:
        refuse_indices(x, numbers, axis)
    picked = index(line, (*(slice(None),) * axis, from_front(numbers, line.shape[axis], axis, negative=False).tolist()))
    return reshape(picked, ()) if not x.rank else same_cells(picked, strides=c_order(picked.shape))


def index_select_of(x: Tensor, indices: Value, axis: int = 0) -> Tensor:
    """Paddle's ``index_select``, which has the axis last."""
    return index_select(x, axis, indices)


def take(x: Tensor, indices: Value, axis: int | None = None, mode: str = "raise") -> Tensor:
    """Listed positions along an axis, or of the flattened tensor, in the shape of the list."""
    if is_unknown(indices):
        raise picks("take", x, indices, lambda known: take(x, known, axis, mode))
    if axis is None:
        x, axis = reshape(x, (x.cells,)), 0
    axis = axis_of(x, axis)
    numbers = known_indices(x, indices)
    if mode in ("wrap", "clip") and x.shape[axis]:
        numbers = numbers % x.shape[axis] if mode == "wrap" else np.clip(numbers, 0, x.shape[axis] - 1)
    elif mode not in ("raise", "wrap", "clip"):
        raise Refusal("program-argument", say("There is no mode '{mode}'.", mode=mode))
    taken = take_along(x, axis, from_front(numbers.reshape(-1), x.shape[axis], axis))
    return reshape(taken, (*x.shape[:axis], *numbers.shape, *x.shape[axis + 1 :]))


def gather(x: Tensor, axis: int, indices: Tensor) -> Tensor:
    """Torch's ``gather``: a position along the axis for each cell of the result; the others are its own."""
    if indices.cells and is_unknown(indices):
        raise picks("gather", x, indices, lambda known: gather(x, axis, known))
    line, axis = along(x, axis)
    if not indices.cells:  # whatever kind of numbers it has none of
        return derived([x], indices.shape, Nothing(0))
    numbers = known_indices(x, indices)
    lined = numbers.reshape(numbers.shape or (1,))
    sizes: list[tuple[int, int]] = list(zip(lined.shape, line.shape, strict=False))
    if lined.ndim != line.rank or any(at != axis and size > whole for at, (size, whole) in enumerate(sizes)):
        refuse_indices(x, numbers, axis)
    return reshape(_along(line, axis, from_front(lined, line.shape[axis], axis, negative=False)), numbers.shape)


def take_along_axis(x: Tensor, indices: Tensor, axis: int | None = None) -> Tensor:
    """``take_along_dim``, ``take_along_axis``: as gather, after stretching."""
    if indices.cells and is_unknown(indices):
        raise picks("take_along_axis", x, indices, lambda known: take_along_axis(x, known, axis))
    if axis is None:
        if not indices.cells and x.library == "torch":
            return gather(reshape(x, (x.cells,)), 0, reshape(indices, (0,)))
        x, axis, indices = reshape(x, (x.cells,)), 0, reshape(indices, (indices.cells,))
    axis = axis_of(x, axis)
    numbers = known_indices(x, indices)
    if numbers.ndim != x.rank:
        refuse_indices(x, numbers, axis)
    own: list[int] = [numbers.shape[at] if at == axis else size for at, size in enumerate(x.shape)]
    wide = [numbers.shape[at] if size == 1 else size for at, size in enumerate(own)]
    try:
        numbers = np.broadcast_to(numbers, wide)
    except ValueError:
        refuse_indices(x, numbers, axis)
    x.budget.length(min(numbers.size, 10_001) if numbers.size > 65_536 else 1)
    stretched = expand(x, tuple(x.shape[at] if at == axis else size for at, size in enumerate(wide)))
    return _along(stretched, axis, from_front(numbers, x.shape[axis], axis, negative=True))


def open_mesh(lists: Value) -> Value:
    """Numpy's ``ix_``: lists of indices that cross each other."""
    arrays = list(lists) if isinstance(lists, (list, tuple)) else [lists]
    crossing: list[Value] = []
    for at, array in enumerate(arrays):
        numbers: Value = array
        if not isinstance(array, (list, tuple)):
            raise Refusal("program-type", say("Expected a list of integers, got {value}.", value=said(array)))
        for _ in range(at):
            numbers = [numbers]
        for _ in range(len(arrays) - at - 1):
            numbers = _nested(numbers)
        crossing.append(numbers)
    return tuple(crossing)


def _nested(numbers: Value) -> Value:
    """Each integer as a list of its own."""
    return [_nested(entry) for entry in numbers] if isinstance(numbers, (list, tuple)) else [numbers]


def _along(x: Tensor, axis: int, numbers: IntArray) -> Tensor:
    below = [prod(x.shape[at + 1 :]) for at in range(x.rank)]
    flat = np.zeros(numbers.shape, dtype=np.int64)
    for at, size in enumerate(numbers.shape):
        own = np.arange(size).reshape([-1 if place == at else 1 for place in range(x.rank)])
        flat += (numbers if at == axis else own) * below[at]
    x.budget.spend(numbers.size // 8)
    return derived([x], numbers.shape, Listed(np.ascontiguousarray(flat, dtype=np.int64).reshape(-1, 1)))


def known_indices(x: Tensor, indices: Value, rank: int | None = None) -> IntArray:
    """Known indices as an array."""
    if isinstance(indices, Tensor):
        if indices.numbers is not None and indices.numbers.dtype.kind == "f":
            raise Refusal("program-index", say("A list of indices may contain only integers."))
        if indices.known is None:
            raise Refusal(
                "program-unknown-values",
                say("The values in this index tensor are unknown, and so is what it selects."),
                hint=say("use a list of integers, or arange"),
            )
        numbers = indices.known.reshape(indices.shape)
        if numbers.dtype.kind != "i":
            raise Refusal("program-index", say("A list of indices may contain only integers."))
    elif isinstance(indices, int):
        numbers = np.array(fitting(indices), dtype=np.int64)
    elif isinstance(indices, (list, tuple)):
        numbers = numbers_of(indices)
    else:
        raise Refusal("program-type", say("Expected a list of integers, got {value}.", value=said(indices)))
    if rank is not None and numbers.ndim > rank:
        raise Refusal("program-index", say("The indices must be a list, not {shape}.", shape=shape_text(numbers.shape)))
    return numbers.reshape(-1) if rank == 1 else numbers


def from_front(numbers: IntArray, size: int, axis: int, negative: bool = True) -> IntArray:
    """Indices along an axis counted from the front; ``negative``: whether they may be counted from the back.

    Raises:
        Refusal: ``program-index``.
    """
    for odd in numbers[(numbers < (-size if negative else 0)) | (numbers >= size)].flat:
        raise Refusal(
            "program-index",
            say("Index {index} is out of range for axis {axis} of size {size}.", index=int(odd), axis=axis, size=size),
        )
    return np.where(numbers < 0, numbers + size, numbers)


def refuse_indices(x: Tensor, numbers: IntArray, axis: int) -> NoReturn:
    """Refuse indices of a shape that cannot pick along an axis.

    Raises:
        Refusal: ``program-shape``.
    """
    raise Refusal(
        "program-shape",
        say(
            "{one} and {other} do not fit: indices of this shape cannot pick along axis {axis}.",
            one=shape_text(x.shape),
            other=shape_text(numbers.shape),
            axis=axis,
        ),
    )
