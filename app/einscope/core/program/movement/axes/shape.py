"""Other shapes for the same cells in the same order."""

from math import prod

from einscope.core.errors import say
from einscope.core.program.movement.axes.axes import along, axes_of, axis_of
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.strides import c_order, is_contiguous, viewed
from einscope.core.program.tensor.tensor import Tensor, same_cells, walked
from einscope.core.program.tensor.values import shape_text


def reshape(x: Tensor, shape: tuple[int, ...], order: str = "C") -> Tensor:
    """Another shape, one size of which may be -1: it follows. A view where memory allows, as in torch."""
    if order != "C" and not (order in ("A", "K") and is_contiguous(x.shape, x.strides)):
        return _fortran(x, shape, order)
    shape = filled(x, shape)
    strides = viewed(x.shape, x.strides, shape)
    return same_cells(x, shape, strides, view=strides is not None)


def reshape_or_share(x: Tensor, shape: tuple[int, ...], order: str = "C", copy: bool | None = None) -> Tensor:
    """Numpy's ``reshape``; ``copy``: whether it must copy, or must not."""
    order = "C" if order in ("A", "K") and is_contiguous(x.shape, x.strides) else order
    reshaped = reshape(x, shape, order)
    if copy is None:
        return reshaped
    if copy:
        return same_cells(reshaped)
    turned = reshaped if order == "C" else _reversed(reshaped)
    lies = viewed(*(x.shape, x.strides) if order == "C" else (x.shape[::-1], x.strides[::-1]), turned.shape)
    # Only of views of what comes in it is known how numpy lays them out.
    if lies is None or x.memory.parents:
        raise Refusal(
            "program-view",
            say("It is not certain that numpy makes this {wanted} without a copy.", wanted=shape_text(reshaped.shape)),
            hint=say("remove copy=False"),
        )
    return reshaped


def view(x: Tensor, shape: tuple[int, ...]) -> Tensor:
    """Another shape over the same memory.

    Raises:
        Refusal: ``program-view`` where torch would have to copy.
    """
    shape = filled(x, shape)
    strides = viewed(x.shape, x.strides, shape)
    if strides is None:
        raise Refusal(
            "program-view",
            say(
                "view cannot turn this {shape} tensor into {wanted}: its cells are not in that order in memory.",
                wanted=shape_text(shape),
                shape=shape_text(x.shape),
            ),
            hint=say("write reshape, or .contiguous() before view"),
            instead="reshape",
        )
    return same_cells(x, shape, strides, view=True)


def filled(x: Tensor, shape: tuple[int, ...]) -> tuple[int, ...]:
    """The shape with its -1 worked out.

    Raises:
        Refusal: ``program-shape`` where the cells do not fit into it.
    """
    unknown = [axis for axis, size in enumerate(shape) if size == -1]
    product = prod(size for size in shape if size != -1)
    fits = product == x.cells
    if len(unknown) == 1 and not any(size < -1 for size in shape):
        fits = product > 0 and x.cells % product == 0
        if fits:
            return tuple(x.cells // product if size == -1 else size for size in shape)
    if len(unknown) > 1 or not fits or any(size < 0 for size in shape):
        raise Refusal(
            "program-shape",
            say(
                "{shape} has {cells} cells, which do not fit into {wanted}.",
                shape=shape_text(x.shape),
                cells=x.cells,
                wanted=shape_text(shape),
            ),
            hint=say("only one size may be -1") if len(unknown) > 1 else None,
        )
    return shape


def _fortran(x: Tensor, shape: tuple[int, ...], order: str) -> Tensor:
    if order != "F":
        raise Refusal(
            "program-argument", say("The order '{order}' is not supported.", order=order), hint=say("write C or F")
        )
    shape = filled(x, shape)
    turned = same_cells(_reversed(x), shape[::-1])
    return _reversed(turned)


def _reversed(x: Tensor) -> Tensor:
    return walked(x, x.shape[::-1], [[(axis, 1)] for axis in reversed(range(x.rank))])


def like(x: Tensor, other: Tensor) -> Tensor:
    """Reshaped to the shape of another tensor."""
    return reshape(x, other.shape)


def view_like(x: Tensor, other: Tensor) -> Tensor:
    """Viewed in the shape of another tensor."""
    return view(x, other.shape)


def flatten(x: Tensor, start: int = 0, end: int = -1) -> Tensor:
    """Axes from ``start`` to ``end`` joined to one."""
    x, first = along(x, start)
    last = axis_of(x, end)
    if first > last:
        raise Refusal("program-axis", say("Axis {first} comes after axis {last}.", first=first, last=last))
    return reshape(x, (*x.shape[:first], prod(x.shape[first : last + 1]), *x.shape[last + 1 :]))


def ravel(x: Tensor, order: str = "C") -> Tensor:
    """All axes joined to one."""
    return reshape(x, (x.cells,), order)


def flat_copy(x: Tensor, order: str = "C") -> Tensor:
    """Numpy's ``flatten``: as ravel, but always a copy."""
    return same_cells(ravel(x, order))


def unflatten(x: Tensor, axis: int, sizes: tuple[int, ...]) -> Tensor:
    """An axis split into several."""
    axis = axis_of(x, axis)
    if sizes.count(-1) == 1:
        known = prod(size for size in sizes if size != -1)
        if known > 0 and x.shape[axis] % known == 0:
            sizes = tuple(x.shape[axis] // known if size == -1 else size for size in sizes)
    if prod(sizes) != x.shape[axis] or any(size < 0 for size in sizes) or not sizes:
        raise Refusal(
            "program-shape",
            say(
                "Axis {axis} of size {size} cannot be split into {wanted}.",
                axis=axis,
                size=x.shape[axis],
                wanted=shape_text(sizes),
            ),
        )
    return view(x, (*x.shape[:axis], *sizes, *x.shape[axis + 1 :]))


def unsqueeze(x: Tensor, axis: int) -> Tensor:
    """A new axis of size 1."""
    axis = axis_of(x, axis, extra=1)
    return with_axes(x, (axis,))


def expand_dims(x: Tensor, axes: tuple[int, ...]) -> Tensor:
    """New axes of size 1, at these places of the result."""
    rank = x.rank + len(axes)
    places = tuple(axis_of(x, axis, extra=len(axes)) for axis in axes)
    if len(set(places)) < len(places) or rank < len(axes):
        raise Refusal("program-axis", say("An axis appears twice: {axes}.", axes=", ".join(map(str, places))))
    return with_axes(x, places)


def with_axes(x: Tensor, places: tuple[int, ...]) -> Tensor:
    """New axes of size 1, at these places of the result, counted from the front."""
    kept = iter(range(x.rank))
    order = [None if place in places else next(kept) for place in range(x.rank + len(places))]
    shape = tuple(1 if axis is None else x.shape[axis] for axis in order)
    lie = tuple(
        _stride_of_new(x, order, place) if axis is None else x.strides[axis] for place, axis in enumerate(order)
    )
    return same_cells(x, shape, lie, view=True)


def _stride_of_new(x: Tensor, order: list[int | None], place: int) -> int:
    """Torch gives a new axis the stride of the next axis times its size."""
    after = next((axis for axis in order[place:] if axis is not None), None)
    return 1 if after is None else x.shape[after] * x.strides[after]


def squeeze(x: Tensor, axes: tuple[int, ...] | None = None) -> Tensor:
    """Axes of size 1 removed: those named, else all.

    Raises:
        Refusal: ``program-shape`` where numpy is asked for an axis that is longer; torch leaves it alone.
    """
    named = range(x.rank) if axes is None else axes_of(x, axes)
    long = [axis for axis in named if x.rank and x.shape[axis] != 1]
    if long and axes is not None and x.library != "torch":
        raise Refusal(
            "program-shape",
            say(
                "Axis {axis} of {shape} cannot be squeezed: its size is not 1.", axis=long[0], shape=shape_text(x.shape)
            ),
        )
    kept = [axis for axis in range(x.rank) if axis not in named or axis in long]
    return same_cells(x, tuple(x.shape[axis] for axis in kept), tuple(x.strides[axis] for axis in kept), view=True)


def squeeze_ones(x: Tensor, axes: tuple[int, ...] | None = None) -> Tensor:
    """Paddle's ``squeeze``: of the named axes those that are of size 1, as torch has it."""
    named = None if axes is None else tuple(axis for axis in axes_of(x, axes) if x.shape[axis] == 1)
    return same_cells(x, view=True) if named == () else squeeze(x, named)


def at_least(x: Tensor, rank: int) -> Tensor:
    """At least so many axes, as ``atleast_2d`` and its like."""
    if x.rank >= rank:
        return x
    if rank == 3 and x.rank == 2:
        return with_axes(x, (2,))
    if rank == 3 and x.rank == 1:
        return with_axes(x, (0, 2))
    return with_axes(x, tuple(range(rank - x.rank)))


def contiguous(x: Tensor) -> Tensor:
    """The same cells, in C order in memory."""
    return same_cells(x, strides=c_order(x.shape), view=is_contiguous(x.shape, x.strides))


def in_memory(x: Tensor) -> Tensor:
    """Numpy's ``ascontiguousarray``: in C order, with at least one axis."""
    return contiguous(at_least(x, 1))


def at_least_1(tensors: list[Tensor]) -> Tensor | tuple[Tensor, ...]:
    """``atleast_1d``."""
    return _all_at_least(tensors, 1)


def at_least_2(tensors: list[Tensor]) -> Tensor | tuple[Tensor, ...]:
    """``atleast_2d``."""
    return _all_at_least(tensors, 2)


def at_least_3(tensors: list[Tensor]) -> Tensor | tuple[Tensor, ...]:
    """``atleast_3d``."""
    return _all_at_least(tensors, 3)


def _all_at_least(tensors: list[Tensor], rank: int) -> Tensor | tuple[Tensor, ...]:
    raised = tuple(at_least(tensor, rank) for tensor in tensors)
    return raised[0] if len(raised) == 1 else raised
