"""Products of tensors, as sums of products of their cells: each result says which cells it is made of."""

from math import prod

from einscope.core.change import Change
from einscope.core.errors import say
from einscope.core.program.arithmetic.operators import calculated
from einscope.core.program.movement.axes.axes import axes_of, axis_of, needs_axes, unlike
from einscope.core.program.movement.axes.order import move, permute
from einscope.core.program.movement.axes.shape import reshape, with_axes
from einscope.core.program.movement.parts.cut import part
from einscope.core.program.movement.parts.join import cat
from einscope.core.program.movement.parts.spread import broadcast, expand
from einscope.core.program.movement.sums.matmul import matmul
from einscope.core.program.movement.sums.merge import combine, worked
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.integers import as_ints
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import said, shape_text


def multiplied(left: Tensor, right: Tensor) -> Tensor:
    """Cell by cell, after stretching."""
    result = combine([left, right], Change(say("multiplied with each other")))
    return worked(result, lambda *own: calculated("*", own[0], own[1], left.library), [left, right])


def outer(left: Tensor, right: Tensor) -> Tensor:
    """Every cell of the one with every cell of the other; torch takes vectors, numpy flattens."""
    for operand in (left, right):
        if operand.rank != 1 and operand.library == "torch":
            refuse_rank(operand, 1)
    return multiplied(reshape(left, (left.cells, 1)), reshape(right, (1, right.cells)))


def outer_of_vectors(left: Tensor, right: Tensor) -> Tensor:
    """``linalg.outer``: of two vectors only."""
    for vector in (left, right):
        if vector.rank != 1:
            refuse_rank(vector, 1)
    return outer(left, right)


def inner(left: Tensor, right: Tensor) -> Tensor:
    """Every row of the one with every row of the other; of a scalar, the product."""
    if not left.rank or not right.rank:
        return multiplied(left, right)
    return contracted(left, right, (left.rank - 1,), (right.rank - 1,))


def dot_of_vectors(left: Tensor, right: Tensor) -> Tensor:
    """Torch's ``dot``: of two vectors."""
    for vector in (left, right):
        if vector.rank != 1:
            refuse_rank(vector, 1)
    return matmul(left, right)


def flat_dot(left: Tensor, right: Tensor) -> Tensor:
    """Numpy's ``vdot``: of all cells of both, in order."""
    return matmul(reshape(left, (left.cells,)), reshape(right, (right.cells,)))


def tensordot(left: Tensor, right: Tensor, axes: object = 2) -> Tensor:
    """Summed over pairs of axes: so many last ones of the first with first ones of the second, or those named."""
    if isinstance(axes, int) and not isinstance(axes, bool):
        if axes < 0 or axes > min(left.rank, right.rank):
            raise needs_axes(axes, left.rank)
        pair = tuple(range(left.rank - axes, left.rank)), tuple(range(axes))
    elif isinstance(axes, (list, tuple)) and len(axes) == 2 and (left.library != "torch" or _are_lists(axes)):
        pair = as_ints(axes[0]), as_ints(axes[1])
    else:
        raise Refusal("program-type", say("Expected an integer or two lists of axes, got {value}.", value=said(axes)))
    own, other = axes_of(left, pair[0]), axes_of(right, pair[1])
    if len(own) != len(other):
        raise Refusal(
            "program-axis", say("{count} axes cannot be paired with {places}.", count=len(own), places=len(other))
        )
    if left.library == "torch":  # it stretches an axis of size 1
        pairs = list(zip(own, other, strict=True))
        left = expand(left, _stretched(left, {left_axis: right.shape[right_axis] for left_axis, right_axis in pairs}))
        right = expand(right, _stretched(right, {right_axis: left.shape[left_axis] for left_axis, right_axis in pairs}))
    return contracted(left, right, own, other)


def _are_lists(values: list[object] | tuple[object, ...]) -> bool:
    return all(isinstance(entry, (list, tuple)) for entry in values)


def contracted(left: Tensor, right: Tensor, own: tuple[int, ...], other: tuple[int, ...]) -> Tensor:
    """Summed over pairs of axes, counted from the front; the other axes follow each other.

    Raises:
        Refusal: ``program-shape`` where two of them have not one size.
    """
    kept = [axis for axis in range(left.rank) if axis not in own]
    rest = [axis for axis in range(right.rank) if axis not in other]
    inner_size = prod(left.shape[axis] for axis in own)
    for left_axis, right_axis in zip(own, other, strict=True):
        if left.shape[left_axis] != right.shape[right_axis]:
            raise unlike(left.shape, right.shape, left_axis, (left.shape[left_axis], right.shape[right_axis]))
    ahead, behind = tuple(left.shape[axis] for axis in kept), tuple(right.shape[axis] for axis in rest)
    rows = reshape(permute(left, (*kept, *own)), (prod(ahead), inner_size))
    columns = reshape(permute(right, (*other, *rest)), (inner_size, prod(behind)))
    return reshape(matmul(rows, columns), (*ahead, *behind))


def _stretched(x: Tensor, wanted: dict[int, int]) -> tuple[int, ...]:
    return tuple(wanted[axis] if size == 1 and axis in wanted else size for axis, size in enumerate(x.shape))


def vecdot(left: Tensor, right: Tensor, axis: int = -1) -> Tensor:
    """The product of vectors that lie along an axis of both, summed; the other axes are stretched."""
    axis_of(left, axis), axis_of(right, axis)
    one, other = (move(operand, (axis,), (-1,)) for operand in (left, right))
    if one.shape[-1] != other.shape[-1] and (one.library != "torch" or 1 not in (one.shape[-1], other.shape[-1])):
        raise unlike(left.shape, right.shape, axis, (one.shape[-1], other.shape[-1]))
    one, other = broadcast([one, other])
    rank = one.rank
    product = matmul(with_axes(one, (rank - 1,)), with_axes(other, (rank,)))
    return reshape(product, one.shape[:-1])


def matvec(left: Tensor, right: Tensor) -> Tensor:
    """Matrices with vectors along the last axis."""
    _refuse_few(left, 2)
    _refuse_few(right, 1)
    return _line(matmul(left, with_axes(right, (right.rank,))), -1)


def vecmat(left: Tensor, right: Tensor) -> Tensor:
    """Vectors along the last axis with matrices."""
    _refuse_few(left, 1)
    _refuse_few(right, 2)
    return _line(matmul(with_axes(left, (left.rank - 1,)), right), -2)


def _refuse_few(x: Tensor, rank: int) -> None:
    if x.rank < rank:
        raise needs_axes(rank, x.rank)


def _line(x: Tensor, axis: int) -> Tensor:
    at = axis % x.rank
    return reshape(x, (*x.shape[:at], *x.shape[at + 1 :]))


def kron(left: Tensor, right: Tensor) -> Tensor:
    """The second tensor once for every cell of the first, multiplied with it."""
    rank = max(left.rank, right.rank)
    one, other = (with_axes(operand, tuple(range(rank - operand.rank))) for operand in (left, right))
    wide = with_axes(one, tuple(range(1, 2 * rank, 2)))
    fine = with_axes(other, tuple(range(0, 2 * rank, 2)))
    shape = tuple(here * there for here, there in zip(one.shape, other.shape, strict=True))
    return reshape(multiplied(wide, fine), shape)


def cross(left: Tensor, right: Tensor, axis: int = -1) -> Tensor:
    """The cross product of vectors of three along an axis."""
    for vector in (left, right):
        if vector.shape[axis_of(vector, axis)] != 3:
            raise Refusal(
                "program-shape",
                say("A cross product takes vectors of size 3, not {shape}.", shape=shape_text(vector.shape)),
            )
    left, right = broadcast([left, right])
    at = axis_of(left, axis)

    def turned(x: Tensor, by: int) -> Tensor:
        return cat([part(x, at, by, 3 - by), part(x, at, 0, by)], at)

    one = multiplied(turned(left, 1), turned(right, 2))
    other = multiplied(turned(left, 2), turned(right, 1))
    result = combine([one, other], Change(say("added to each other"), gathers=True, adds=True))
    return worked(result, lambda *own: calculated("-", own[0], own[1], left.library), [one, other])


def cross_of_torch(left: Tensor, right: Tensor, axis: int | None = None) -> Tensor:
    """Torch's ``cross``: along the first axis of size 3, unless one is named."""
    if left.rank != right.rank:
        refuse_rank(right, left.rank)
    if axis is None:
        axis = next((at for at, size in enumerate(left.shape) if size == 3), -1)
    return cross(left, right, axis)


def cross_of_numpy(
    left: Tensor, right: Tensor, one: int = -1, other: int = -1, result: int = -1, axis: int | None = None
) -> Tensor:
    """Numpy's ``cross``: vectors along an axis of each, and of the result."""
    one, other, result = (one, other, result) if axis is None else (axis, axis, axis)
    axis_of(left, one), axis_of(right, other)
    product = cross(move(left, (one,), (-1,)), move(right, (other,), (-1,)))
    return move(product, (-1,), (axis_of(product, result),))


def added(one: Tensor, other: Tensor) -> Tensor:
    """Cell by cell, after stretching."""
    result = combine([one, other], Change(say("added to each other"), gathers=True, adds=True))
    return worked(result, lambda *own: calculated("+", own[0], own[1], one.library), [one, other])


def in_turn(tensors: list[Tensor]) -> Tensor:
    """``multi_dot``: one product after another."""
    for tensor in tensors[1:-1]:
        if tensor.rank != 2:
            refuse_rank(tensor, 2)
    for tensor in (tensors[0], tensors[-1]):
        if tensor.rank not in (1, 2):
            refuse_rank(tensor, 2)
    if len(tensors) < 2:
        raise Refusal("program-argument", say("This takes at least two tensors."))
    product = tensors[0]
    for tensor in tensors[1:]:
        product = matmul(product, tensor)
    return product


def matrices_in_turn(tensors: list[Tensor]) -> Tensor:
    """``chain_matmul``: of matrices."""
    for tensor in tensors:
        if tensor.rank != 2:
            refuse_rank(tensor, 2)
    return in_turn(tensors) if len(tensors) > 1 else tensors[0]


def refuse_rank(x: Tensor, rank: int) -> None:
    """Refuse a tensor that has not so many axes.

    Raises:
        Refusal: ``program-shape``.
    """
    raise Refusal("program-shape", say("Expected a tensor with {rank} axes, got {shape}.", rank=rank, shape=said(x)))
