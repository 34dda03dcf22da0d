"""Tensors joined: along an axis they have, or along a new one."""

from math import prod

from einscope.core.errors import Sentence, say
from einscope.core.map import Concat, Inlay, Place
from einscope.core.program.movement.axes.axes import axis_of
from einscope.core.program.movement.axes.shape import at_least, reshape, with_axes
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.beside import filled
from einscope.core.program.tensor.strides import c_order, joined
from einscope.core.program.tensor.tensor import Tensor, derived
from einscope.core.program.tensor.values import Value, said, shape_text


def cat(tensors: list[Tensor], axis: int = 0) -> Tensor:
    """Joined along an axis that they have.

    Raises:
        Refusal: ``program-shape`` with the piece that does not fit.
    """
    # torch skips empty tensors of one axis, wherever they stand.
    pieces = [tensor for tensor in tensors if tensor.shape != (0,) or tensor.library != "torch"]
    if not pieces:  # along whatever axis
        pieces, axis = tensors[:1], 0
    first = pieces[0]
    if not first.rank:
        raise Refusal("program-shape", say("Tensors without axes cannot be joined."), hint=say("stack them"), piece=0)
    axis = axis_of(first, axis)
    for piece in pieces:
        _refuse_misfit(tensors, first, piece, axis)
    outer, inner = prod(first.shape[:axis]), prod(first.shape[axis + 1 :])
    sizes = tuple(piece.shape[axis] for piece in pieces)
    shape = (*first.shape[:axis], sum(sizes), *first.shape[axis + 1 :])
    lie = joined(shape, [(piece.shape, piece.strides) for piece in pieces])
    return derived(pieces, shape, Concat(outer, sizes, inner), lie)


def concatenate(tensors: list[Tensor], axis: int | None = 0) -> Tensor:
    """numpy's: without an axis, all are flattened first."""
    return cat([reshape(tensor, (-1,)) for tensor in tensors] if axis is None else tensors, axis or 0)


def stack(tensors: list[Tensor], axis: int = 0) -> Tensor:
    """Joined along a new axis."""
    first = tensors[0]
    axis = axis_of(first, axis, extra=1)
    for tensor in tensors:
        _refuse_misfit(tensors, first, tensor, None)
    stacked = cat([with_axes(tensor, (axis,)) for tensor in tensors], axis)
    stacked.strides = c_order(stacked.shape)  # unlike cat, it never keeps channels last
    return stacked


def vstack(tensors: list[Tensor]) -> Tensor:
    """Along the first axis of at least two."""
    return cat([at_least(tensor, 2) for tensor in tensors], 0)


def hstack(tensors: list[Tensor]) -> Tensor:
    """Along the second axis, along the only one of one."""
    pieces = [at_least(tensor, 1) for tensor in tensors]
    return cat(pieces, 1 if pieces[0].rank > 1 else 0)


def dstack(tensors: list[Tensor]) -> Tensor:
    """Along the third axis of at least three."""
    return cat([at_least(tensor, 3) for tensor in tensors], 2)


def column_stack(tensors: list[Tensor]) -> Tensor:
    """As columns: a tensor of one axis is one."""
    return cat(
        [
            with_axes(tensor, (1,)) if tensor.rank == 1 else reshape(tensor, (1, 1)) if not tensor.rank else tensor
            for tensor in tensors
        ],
        1,
    )


def append(x: Tensor, values: Tensor, axis: int | None = None) -> Tensor:
    """Numpy's ``append``: joined at the end."""
    return concatenate([x, values], axis)


def block(blocks: Value) -> Tensor:
    """Numpy's ``block``: lists joined along the last axis, lists of them along the one before, and so on."""
    depth, depths = 0, {0: [blocks]}
    while any(isinstance(entry, list) for entry in depths[depth]):
        if not all(isinstance(entry, list) and entry for entry in depths[depth]):
            raise Refusal("program-shape", say("The lists in a tensor must have the same length."))
        depths[depth + 1] = [inner for entry in depths[depth] if isinstance(entry, list) for inner in entry]
        depth += 1
    odd = next((entry for entry in depths[depth] if not isinstance(entry, Tensor)), None)
    if odd is not None:
        raise Refusal("program-type", say("Expected a tensor, got {value}.", value=said(odd)))
    rank = max(depth, *(entry.rank for entry in depths[depth] if isinstance(entry, Tensor)), 0)

    def inside(entry: Value, level: int) -> Tensor:
        if isinstance(entry, Tensor):
            return with_axes(entry, tuple(range(rank - entry.rank)))
        assert isinstance(entry, list)  # noqa: S101 — as seen above
        return cat([inside(inner, level + 1) for inner in entry], rank - depth + level)

    return inside(blocks, 0)


def block_diag(tensors: list[Tensor]) -> Tensor:
    """Matrices along a diagonal; what is between has no source."""
    planes = [at_least(tensor, 2) for tensor in tensors]
    odd = next((number for number, plane in enumerate(planes) if plane.rank != 2), None)
    if odd is not None:
        raise Refusal(
            "program-shape", say("block_diag takes matrices, not {shape}.", shape=shape_text(planes[odd].shape))
        )
    shape = (sum(plane.shape[0] for plane in planes), sum(plane.shape[1] for plane in planes))
    result = filled(tensors[0], 0, shape)
    row = column = 0
    for plane in planes:
        places = (Place(row, 1, plane.shape[0]), Place(column, 1, plane.shape[1]))
        result = derived([result, plane], shape, Inlay(shape, places))
        row, column = row + plane.shape[0], column + plane.shape[1]
    return result


def _refuse_misfit(tensors: list[Tensor], first: Tensor, other: Tensor, axis: int | None) -> None:
    """Refuse a piece whose shape does not fit the first one's, but for the axis along which they are joined."""
    number = next(at for at, tensor in enumerate(tensors) if tensor is other)
    before = next(at for at, tensor in enumerate(tensors) if tensor is first)
    shapes = {"one": shape_text(first.shape), "other": shape_text(other.shape)}
    names = {"first": _called(first, before), "piece": _called(other, number)}
    message = None
    if first.rank != other.rank:
        message = say(
            "{one} and {other} do not fit: {piece} and {first} have different numbers of axes.", **shapes, **names
        )
    for at, (here, there) in enumerate(zip(first.shape, other.shape, strict=False)):
        if message is None and at != axis and here != there:
            message = say(
                "{one} and {other} do not fit along axis {axis}: {first} has {here}, but {piece} has {there}.",
                axis=at,
                here=here,
                there=there,
                **shapes,
                **names,
            )
    if message is not None:
        hint = say("check where {piece} is made", piece=names["piece"])
        raise Refusal("program-shape", message, hint=hint, piece=number)


def _called(x: Tensor, number: int) -> Sentence:
    if x.label:
        return say("{name} of line {line}", name=x.label, line=x.line)
    return say("piece {number}", number=number + 1)
