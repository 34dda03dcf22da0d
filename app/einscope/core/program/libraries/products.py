"""Rows: products of tensors, sums that run along an axis, differences."""

from einscope.core.program.calls.registry import row
from einscope.core.program.movement.sums import matmul, plus, products, running

_SCALES = "*, beta: number=1, alpha: number=1"
_DTYPE = "*, dtype=None, out=None"

ROWS = (
    row(
        matmul.matmul,
        "torch|Tensor.matmul(input, other)",
        "torch.linalg.matmul(input, other)",
        "numpy|numpy.linalg.matmul(a, b)",
    ),
    row(matmul.batches, "torch|Tensor.bmm(input, mat2)"),
    row(matmul.matrices, "torch|Tensor.mm(input, mat2)"),
    row(matmul.with_vector, "torch|Tensor.mv(input, vec)"),
    row(matmul.dot, "numpy.dot(a, b)", "ndarray.dot(self, b)"),
    row(products.dot_of_vectors, "torch|Tensor.dot(input, other)", "torch|Tensor.vdot(input, other)"),
    row(products.flat_dot, "numpy.vdot(a, b)"),
    row(products.inner, "torch|Tensor.inner(input, other)", "numpy.inner(a, b)"),
    row(products.outer, "torch|Tensor.outer(input, vec2)", "torch|Tensor.ger(input, vec2)", "numpy.outer(a, b)"),
    row(products.outer_of_vectors, "numpy.linalg.outer(x1, x2)"),
    row(
        products.tensordot,
        "torch.tensordot(a, b, dims=2)",
        "numpy.tensordot(a, b, axes=2)",
        "numpy.linalg.tensordot(x1, x2, *, axes=2)",
    ),
    row(
        products.vecdot,
        "torch.linalg.vecdot(x, y, *, dim=-1)",
        "numpy|numpy.linalg.vecdot(x1, x2, *, axis=-1)",
    ),
    row(products.matvec, "numpy.matvec(x1, x2)"),
    row(products.vecmat, "numpy.vecmat(x1, x2)"),
    row(products.kron, "torch|Tensor.kron(input, other)", "numpy.kron(a, b)"),
    row(products.cross, "torch.linalg.cross(input, other, *, dim=-1)", "numpy.linalg.cross(x1, x2, *, axis=-1)"),
    row(products.cross_of_numpy, "numpy.cross(a, b, axisa=-1, axisb=-1, axisc=-1, axis=None)"),
    row(products.cross_of_torch, "torch|Tensor.cross(input, other, dim=None)"),
    row(plus.plus_product, f"torch|Tensor.addmm(input, mat1, mat2, {_SCALES})"),
    row(plus.plus_batches, f"torch|Tensor.baddbmm(input, batch1, batch2, {_SCALES})"),
    row(plus.plus_sum_of_batches, f"torch|Tensor.addbmm(input, batch1, batch2, {_SCALES})"),
    row(plus.plus_vector, f"torch|Tensor.addmv(input, mat, vec, {_SCALES})"),
    row(plus.plus_outer, f"torch|Tensor.addr(input, vec1, vec2, {_SCALES})"),
    row(plus.linear, "torch.nn.functional.linear(input, weight, bias=None)"),
    row(products.in_turn, "torch.linalg|numpy.linalg.multi_dot(tensors)"),
    row(products.matrices_in_turn, "torch.chain_matmul(*matrices: each)"),
    row(
        running.running_sum,
        f"torch|Tensor.cumsum(input, dim, {_DTYPE})",
        f"numpy.cumsum(a, axis=None, {_DTYPE})",
        f"ndarray.cumsum(self, axis=None, {_DTYPE})",
    ),
    row(
        running.running_product,
        f"torch|Tensor.cumprod(input, dim, {_DTYPE})",
        f"numpy.cumprod(a, axis=None, {_DTYPE})",
        f"ndarray.cumprod(self, axis=None, {_DTYPE})",
    ),
    row(
        running.running,
        "torch|Tensor.logcumsumexp(input, dim)",
        f"numpy.nancumsum(a, axis=None, {_DTYPE})",
        f"numpy.nancumprod(a, axis=None, {_DTYPE})",
    ),
    row(running.running_pair, *(f"torch|Tensor.{name}(input, dim)" for name in ("cummax", "cummin"))),
    row(running.cumulative, "numpy.cumulative_sum(x, *, axis=None, include_initial=False, dtype=None)"),
    row(running.cumulative_product, "numpy.cumulative_prod(x, *, axis=None, include_initial=False, dtype=None)"),
    row(
        running.differences,
        "torch|Tensor.diff(input, n=1, dim=-1, prepend=None, append=None)",
        "numpy.diff(a, n=1, axis=-1, prepend=None, append=None)",
    ),
    row(running.average, "numpy.average(a, axis=None, weights=None, keepdims=False)"),
)
