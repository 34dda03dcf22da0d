"""Products that are added to a tensor: ``addmm`` and its like, and ``linear``."""

from einscope.core.program.movement.axes.axes import unlike
from einscope.core.program.movement.axes.order import permute
from einscope.core.program.movement.parts.spread import expand
from einscope.core.program.movement.sums.matmul import matmul
from einscope.core.program.movement.sums.products import added, outer, refuse_rank, tensordot
from einscope.core.program.tensor.beside import without_numbers
from einscope.core.program.tensor.tensor import Tensor


def plus_product(x: Tensor, left: Tensor, right: Tensor, beta: object = 1, alpha: object = 1) -> Tensor:
    """``addmm``: a product added to a tensor; with a ``beta`` of 0 nothing of the tensor is left."""
    _refuse_ranks(left, right, 2)
    return _plus(x, matmul(left, right), beta, alpha)


def plus_batches(x: Tensor, left: Tensor, right: Tensor, beta: object = 1, alpha: object = 1) -> Tensor:
    """``baddbmm``: products of batches of matrices added to a tensor."""
    _refuse_ranks(left, right, 3)
    _refuse_batches(left, right)
    return _plus(x, matmul(left, right), beta, alpha)


def plus_sum_of_batches(x: Tensor, left: Tensor, right: Tensor, beta: object = 1, alpha: object = 1) -> Tensor:
    """``addbmm``: the sum of the products of batches of matrices, added to a tensor."""
    _refuse_ranks(left, right, 3)
    _refuse_batches(left, right)
    return _plus(x, tensordot(left, right, ((0, 2), (0, 1))), beta, alpha)


def plus_vector(x: Tensor, left: Tensor, right: Tensor, beta: object = 1, alpha: object = 1) -> Tensor:
    """``addmv``: the product of a matrix and a vector added to a tensor."""
    if left.rank != 2 or right.rank != 1:
        refuse_rank(*((left, 2) if left.rank != 2 else (right, 1)))
    return _plus(x, matmul(left, right), beta, alpha)


def plus_outer(x: Tensor, left: Tensor, right: Tensor, beta: object = 1, alpha: object = 1) -> Tensor:
    """``addr``: an outer product added to a tensor."""
    return _plus(x, outer(left, right), beta, alpha)


def _plus(x: Tensor, product: Tensor, beta: object, alpha: object) -> Tensor:
    wide = expand(x, product.shape)
    result = product if beta == 0 else added(wide, product)
    return result if alpha == 1 and beta in (0, 1) else without_numbers(result)


def linear(x: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    """``F.linear``: every row of the tensor with every row of the weights."""
    if weight.rank not in (1, 2):
        refuse_rank(weight, 2)
    product = matmul(x, weight if weight.rank == 1 else permute(weight, (1, 0)))
    if bias is None:
        return product
    return added(product, expand(bias, product.shape) if bias.rank <= product.rank else bias)


def _refuse_ranks(left: Tensor, right: Tensor, rank: int) -> None:
    for operand in (left, right):
        if operand.rank != rank:
            refuse_rank(operand, rank)


def _refuse_batches(left: Tensor, right: Tensor) -> None:
    if left.shape[0] != right.shape[0]:
        raise unlike(left.shape, right.shape, 0, (left.shape[0], right.shape[0]))
