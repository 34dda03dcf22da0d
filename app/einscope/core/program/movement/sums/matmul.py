"""Matrix products: each cell of the result is made of a row of one operand and a column of the other."""

from math import prod

from einscope.core.change import Change
from einscope.core.errors import say
from einscope.core.map import Stride, StrideTable
from einscope.core.program.arithmetic.operators import calculated
from einscope.core.program.movement.axes.axes import unlike
from einscope.core.program.movement.axes.order import permute
from einscope.core.program.movement.axes.shape import reshape, with_axes
from einscope.core.program.movement.parts.spread import common_shape
from einscope.core.program.movement.sums.merge import combine, worked
from einscope.core.program.movement.sums.sums import sum_of_products
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.strides import c_order
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import said, shape_text


def matrices(left: Tensor, right: Tensor) -> Tensor:
    """``mm``: of two matrices."""
    return matmul(_of_rank(left, 2), _of_rank(right, 2))


def batches(left: Tensor, right: Tensor) -> Tensor:
    """``bmm``: of two batches of matrices, as many in the one as in the other."""
    if _of_rank(left, 3).shape[0] != _of_rank(right, 3).shape[0]:
        raise unlike(left.shape, right.shape, 0, (left.shape[0], right.shape[0]))
    return matmul(left, right)


def with_vector(left: Tensor, right: Tensor) -> Tensor:
    """``mv``: of a matrix and a vector."""
    return matmul(_of_rank(left, 2), _of_rank(right, 1))


def dot(left: Tensor, right: Tensor) -> Tensor:
    """Numpy's ``dot``: of every row of the first with every column of the second; of a scalar, the product."""
    if not left.rank or not right.rank:
        product = combine([left, right], Change(say("multiplied with each other")))
        return worked(product, lambda *own: calculated("*", own[0], own[1], left.library), [left, right])
    if right.rank < 3:
        return matmul(left, right)
    *ahead, _ = left.shape
    *before, there, columns = right.shape
    # All matrices of the second side by side, so that there is one product.
    beside = permute(right, (right.rank - 2, *range(right.rank - 2), right.rank - 1))
    product = matmul(left, reshape(beside, (there, prod(before) * columns)))
    return reshape(product, (*ahead, *before, columns))


def _of_rank(x: Tensor, rank: int) -> Tensor:
    if x.rank != rank:
        raise Refusal(
            "program-shape", say("Expected a tensor with {rank} axes, got {shape}.", rank=rank, shape=said(x))
        )
    return x


def matmul(left: Tensor, right: Tensor) -> Tensor:
    """``left @ right``; axes before the last two are stretched to one shape.

    Raises:
        Refusal: ``program-shape`` with both shapes.
    """
    if not left.rank or not right.rank:
        raise Refusal(
            "program-shape",
            say(
                "A matrix product needs tensors with at least one axis; got {one} and {other}.",
                one=shape_text(left.shape),
                other=shape_text(right.shape),
            ),
        )
    one = with_axes(left, (0,)) if left.rank == 1 else left
    other = with_axes(right, (1,)) if right.rank == 1 else right
    (*ahead, rows, inner), (*before, there, columns) = one.shape, other.shape
    if inner != there:
        raise Refusal(
            "program-shape",
            say(
                "{one} and {other} do not fit: the last axis of the first has {inner}, the other {there}.",
                one=shape_text(left.shape),
                other=shape_text(right.shape),
                inner=inner,
                there=there,
            ),
        )
    batch = common_shape([tuple(ahead), tuple(before)])
    tables = []
    for x, kept in ((one, (-2, None)), (other, (None, -1))):
        below = c_order(x.shape)
        skipped = len(batch) - (x.rank - 2)
        stretched = [
            Stride(size, below[at - skipped] if at >= skipped and x.shape[at - skipped] == size else 0)
            for at, size in enumerate(batch)
        ]
        ends = [Stride(size, 0 if at is None else below[at]) for size, at in zip((rows, columns), kept, strict=True)]
        reduced = Stride(inner, below[-1] if x is one else below[-2])
        tables.append(StrideTable((*stretched, *ends), (reduced,)))
    shape = (*batch, *((rows,) if left.rank > 1 else ()), *((columns,) if right.rank > 1 else ()))
    return sum_of_products([one, other], tables, shape)
