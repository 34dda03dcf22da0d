"""Cells repeated: stretched axes, tiles, each cell several times."""

from collections.abc import Sequence
from math import prod

import numpy as np

from einscope.core.errors import say
from einscope.core.map import IntArray, Pick
from einscope.core.program.movement.axes.axes import axis_of
from einscope.core.program.movement.axes.shape import contiguous, reshape, with_axes
from einscope.core.program.movement.parts.cut import part
from einscope.core.program.movement.parts.join import cat
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.tensor import Storage, Tensor, derived, made, walked
from einscope.core.program.tensor.values import shape_text


def expand(x: Tensor, shape: tuple[int, ...]) -> Tensor:
    """Axes of size 1 stretched, new ones in front; -1 keeps a size."""
    ahead = len(shape) - x.rank
    if ahead < 0:
        _refuse_stretch(x.shape, shape)
    kept = {at for at, size in enumerate(shape) if size == -1 and at >= ahead and x.library == "torch"}
    wanted = tuple(x.shape[at - ahead] if at in kept else size for at, size in enumerate(shape))
    fits = all(own in (1, size) for own, size in zip(x.shape, wanted[ahead:], strict=True))
    if not fits or any(size < 0 for size in wanted):
        _refuse_stretch(x.shape, shape)
    if wanted == x.shape:
        return walked(x, x.shape, [[(axis, 1)] for axis in range(x.rank)])
    walks = [[] if at < ahead or x.shape[at - ahead] != size else [(at - ahead, 1)] for at, size in enumerate(wanted)]
    return walked(x, wanted, walks)


def _refuse_stretch(shape: tuple[int, ...], wanted: tuple[int, ...]) -> None:
    raise Refusal(
        "program-shape",
        say("{shape} cannot be stretched to {wanted}.", shape=shape_text(shape), wanted=shape_text(wanted)),
        hint=say("only axes of size 1 can be stretched, and new axes go in front"),
    )


def copied_to(x: Tensor, other: Tensor) -> Tensor:
    """``copyto``: another tensor, stretched."""
    return copied(expand(other, x.shape))


def expand_like(x: Tensor, other: Tensor) -> Tensor:
    """Stretched to the shape of another tensor."""
    return expand(x, other.shape)


def common_shape(shapes: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """The shape to which all stretch.

    Raises:
        Refusal: ``program-shape`` with both shapes and the axis where they do not fit.

    >>> common_shape([(2, 1, 3), (4, 1)])
    (2, 4, 3)
    """
    common: tuple[int, ...] = ()
    for shape in shapes:
        rank = max(len(common), len(shape))
        one, other = ((1,) * (rank - len(sizes)) + sizes for sizes in (common, shape))
        for axis, (here, there) in enumerate(zip(one, other, strict=True)):
            if here != there and 1 not in (here, there):
                raise Refusal(
                    "program-shape",
                    say(
                        "{one} and {other} do not fit along axis {axis}: {here} and {there}.",
                        one=shape_text(common),
                        other=shape_text(shape),
                        axis=axis if len(common) == len(shape) else axis - rank,
                        here=here,
                        there=there,
                    ),
                    hint=say("only axes of size 1 can be stretched, and new axes go in front"),
                )
        common = tuple(there if here == 1 else here for here, there in zip(one, other, strict=True))
    return common


def broadcast(tensors: Sequence[Tensor]) -> list[Tensor]:
    """All stretched to one shape."""
    shape = common_shape([tensor.shape for tensor in tensors])
    return [tensor if tensor.shape == shape else expand(tensor, shape) for tensor in tensors]


def broadcast_all(tensors: list[Tensor]) -> tuple[Tensor, ...]:
    """``broadcast_tensors``."""
    return tuple(broadcast(tensors))


def mesh(tensors: list[Tensor], indexing: str = "ij", sparse: bool = False) -> tuple[Tensor, ...]:
    """``meshgrid``: each vector along an axis of its own, stretched along those of the others unless ``sparse``."""
    odd = next((number for number, tensor in enumerate(tensors) if tensor.rank > 1 and tensor.library == "torch"), None)
    if odd is not None:
        raise Refusal(
            "program-shape",
            say("meshgrid takes tensors with one axis, not {shape}.", shape=shape_text(tensors[odd].shape)),
            piece=odd,
        )
    if indexing not in ("ij", "xy"):
        raise Refusal("program-argument", say("There is no indexing '{indexing}'.", indexing=indexing))
    order = list(range(len(tensors)))
    if indexing == "xy" and len(order) > 1:
        order[:2] = [1, 0]
    shape = [0] * len(order)
    for place, x in zip(order, tensors, strict=True):
        shape[place] = x.cells
    apart = [
        reshape(x, tuple(x.cells if at == place else 1 for at in range(len(order))))
        for place, x in zip(order, tensors, strict=True)
    ]
    return tuple(vector if sparse else expand(vector, tuple(shape)) for vector in apart)


def mesh_of_numpy(tensors: list[Tensor], indexing: str = "xy", sparse: bool = False) -> tuple[Tensor, ...]:
    """Numpy's ``meshgrid``, which has the first two axes the other way round."""
    return mesh(tensors, indexing, sparse)


def pairs_of(tensors: list[Tensor]) -> Tensor:
    """``cartesian_prod``: a row for each choice of a cell of every tensor, the last tensor fastest."""
    odd = next((number for number, tensor in enumerate(tensors) if tensor.rank != 1), None)
    if odd is not None:
        raise Refusal(
            "program-shape",
            say("cartesian_prod takes tensors with one axis, not {shape}.", shape=shape_text(tensors[odd].shape)),
            piece=odd,
        )
    if len(tensors) == 1:
        return tensors[0]
    columns = [reshape(tensor, (tensor.cells, 1)) for tensor in mesh(tensors)]
    return cat(columns, 1)


def tile(x: Tensor, times: tuple[int, ...]) -> Tensor:
    """The whole tensor so many times along each of the last axes: torch's ``repeat``, ``tile`` of all."""
    if any(count < 0 for count in times):
        raise Refusal("program-argument", say("Cannot repeat {count} times.", count=min(times)))
    if not x.rank and not times:
        return copied(x)
    rank = max(x.rank, len(times))
    times = (1,) * (rank - len(times)) + times
    shape = (1,) * (rank - x.rank) + x.shape
    if all(count == 1 for count in times):
        return copied(reshape(x, shape))
    between = with_axes(reshape(x, shape), tuple(range(0, 2 * rank, 2)))
    spread = tuple(size for pair in zip(times, shape, strict=True) for size in pair)
    joined = tuple(count * size for count, size in zip(times, shape, strict=True))
    return copied(reshape(expand(between, spread), joined))


def resize(x: Tensor, shape: tuple[int, ...]) -> Tensor:
    """Numpy's ``resize``: the cells again and again until the shape is full, which may be of fewer; zeros of none."""
    count = prod(shape)
    if any(size < 0 for size in shape):
        raise Refusal("program-shape", say("A size cannot be negative: {shape}.", shape=shape_text(shape)))
    if not x.cells:
        return made(x.budget, shape, x.library)
    rounds = -(-count // x.cells)
    again = reshape(expand(reshape(x, (1, x.cells)), (rounds, x.cells)), (rounds * x.cells,))
    return copied(reshape(part(again, 0, 0, count), shape))


def repeat(x: Tensor, times: tuple[int, ...]) -> Tensor:
    """Torch's ``repeat``: as many counts as axes, at least."""
    if len(times) < x.rank:
        raise Refusal(
            "program-argument",
            say(
                "repeat needs a count for each of the {rank} axes of {shape}; got {count}.",
                rank=x.rank,
                shape=shape_text(x.shape),
                count=len(times),
            ),
            hint=say("write 1 where nothing repeats"),
        )
    return tile(x, times)


def repeat_each(x: Tensor, times: tuple[int, ...], axis: int | None = None) -> Tensor:
    """Each cell along an axis so many times in a row: ``repeat_interleave``, numpy's ``repeat``."""
    if axis is None:
        x, axis = reshape(x, (-1,)) if x.cells else reshape(x, (0,)), 0
    axis = axis_of(x, axis)
    if any(count < 0 for count in times):
        raise Refusal("program-argument", say("Cannot repeat {count} times.", count=min(times)))
    size = x.shape[axis]
    if len(times) == 1:
        spread = (*x.shape[: axis + 1], times[0], *x.shape[axis + 1 :])
        joined = (*x.shape[:axis], size * times[0], *x.shape[axis + 1 :])
        return copied(reshape(expand(with_axes(x, (axis + 1,)), spread), joined))
    if len(times) != size:
        raise Refusal(
            "program-shape",
            say("Got {count} counts for axis {axis} of size {size}.", count=len(times), axis=axis, size=size),
        )
    x.budget.length(sum(times))
    return take(x, axis, np.repeat(np.arange(size), times).astype(np.int64))


def take(x: Tensor, axis: int, positions: IntArray) -> Tensor:
    """Listed positions, counted from the front, along an axis counted from the front."""
    outer, inner = prod(x.shape[:axis]), prod(x.shape[axis + 1 :])
    shape = (*x.shape[:axis], len(positions), *x.shape[axis + 1 :])
    return derived([x], shape, Pick(outer, x.shape[axis], inner, positions))


def copied(x: Tensor) -> Tensor:
    """The same cells in C order: a repeated tensor has memory of its own."""
    copy = contiguous(x)
    copy.storage, copy.whole = Storage(), None
    return copy
