"""Rows: numbers that tell of a tensor, and tensors made anew."""

from app.core.program.movement import facts, matmul, merge
from app.core.program.registry import row

_REDUCE = {
    "sum": merge.sum_axes,
    "mean": merge.reduce_axes,
    "prod": merge.reduce_axes,
    **dict.fromkeys(("std", "var", "all", "any", "nansum", "nanmean"), merge.measure_axes),
}

ROWS = (
    row(
        matmul.matmul,
        *(f"torch|Tensor.{name}(input, other)" for name in ("matmul", "bmm", "mm", "mv")),
        "numpy.matmul(a, b)",
        "numpy.dot(a, b)",
        "ndarray.dot(self, b)",
    ),
    row(facts.size, "Tensor.size(self, dim=None)", "numpy.size(a, axis=None)"),
    row(facts.shape, "numpy.shape(a)"),
    row(facts.rank, "Tensor.dim(self)", "Tensor.ndimension(self)", "numpy.ndim(a)"),
    row(facts.cells, "torch.numel(input)", "Tensor.numel(self)", "Tensor.nelement(self)"),
    row(facts.stride, "Tensor.stride(self, dim=None)"),
    row(facts.is_contiguous, "Tensor.is_contiguous(self)"),
    row(facts.is_tensor, "torch.is_tensor(obj)"),
    *(
        row(
            run,
            f"torch|Tensor.{name}(input, dim=None, keepdim=False, *, dtype=None, unbiased=None, correction=None)",
            f"numpy.{name}(a, axis=None, keepdims=False, *, dtype=None, out=None, ddof=0)",
            f"ndarray.{name}(self, axis=None, keepdims=False, *, dtype=None, out=None, ddof=0)",
        )
        for name, run in _REDUCE.items()
    ),
    row(
        merge.reduce_one, *(f"torch|Tensor.{name}(input, dim=None, keepdim=False)" for name in ("max", "min", "median"))
    ),
    row(
        merge.choose_axes,
        *(f"torch|Tensor.{name}(input, dim=None, keepdim=False)" for name in ("amax", "amin")),
        *(
            f"numpy.{name}(a, axis=None, keepdims=False, *, out=None)"
            for name in ("max", "min", "amax", "amin", "median")
        ),
        *(f"ndarray.{name}(self, axis=None, keepdims=False, *, out=None)" for name in ("max", "min")),
    ),
)
