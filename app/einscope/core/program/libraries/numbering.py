"""Rows: numbers that are worked out, and what depends on numbers that are not."""

from einscope.core.program.calls.registry import row
from einscope.core.program.movement import numbers
from einscope.core.program.movement.parts import sieve

_OPTIONS = "dtype=None, device=None, layout=None"

ROWS = (
    row(numbers.lower_indices, "numpy.tril_indices(n, k=0, m=None)"),
    row(numbers.upper_indices, "numpy.triu_indices(n, k=0, m=None)"),
    row(numbers.lower_indices_of, "numpy.tril_indices_from(arr, k=0)"),
    row(numbers.upper_indices_of, "numpy.triu_indices_from(arr, k=0)"),
    row(numbers.lower_table, f"torch.tril_indices(row, col, offset=0, *, {_OPTIONS})"),
    row(numbers.upper_table, f"torch.triu_indices(row, col, offset=0, *, {_OPTIONS})"),
    row(numbers.diagonal_indices, "numpy.diag_indices(n, ndim=2)"),
    row(numbers.diagonal_indices_of, "numpy.diag_indices_from(arr)"),
    row(numbers.grid, "numpy.indices(dimensions: list, dtype: skip=None, sparse=False)"),
    row(
        numbers.where_true,
        "torch|Tensor.nonzero(input, *, as_tuple=False)",
        "numpy.nonzero(a)",
        "ndarray.nonzero(self)",
    ),
    row(numbers.rows_of_true, "torch|Tensor.argwhere(input)", "numpy.argwhere(a)"),
    row(numbers.flat_true, "numpy.flatnonzero(a)"),
    row(
        numbers.unravelled,
        "torch.unravel_index(indices: index, shape)",
        "numpy.unravel_index(indices, shape, order: skip='C')",
    ),
    row(numbers.ravelled, "numpy.ravel_multi_index(multi_index, dims)"),
    row(
        numbers.argmax,
        "torch|Tensor.argmax(input, dim: integer=None, keepdim=False)",
        "numpy.argmax(a, axis=None, *, keepdims=False)",
        "ndarray.argmax(self, axis=None, *, keepdims=False)",
    ),
    row(
        numbers.argmin,
        "torch|Tensor.argmin(input, dim: integer=None, keepdim=False)",
        "numpy.argmin(a, axis=None, *, keepdims=False)",
        "ndarray.argmin(self, axis=None, *, keepdims=False)",
    ),
    row(
        numbers.argsort,
        "torch|Tensor.argsort(input, dim: integer=-1, descending=False, stable=False)",
        "numpy.argsort(a, axis=-1, *, kind: skip=None, stable: skip=None, descending=False)",
        "ndarray.argsort(self, axis=-1)",
    ),
    row(
        numbers.ordered,
        "torch|Tensor.sort(input, dim: integer=-1, descending=False, stable: skip=False)",
        "numpy.sort(a, axis=-1, *, kind: skip=None, stable: skip=None, descending=False)",
    ),
    row(numbers.one_hot, "torch.nn.functional.one_hot(tensor: index, num_classes=-1)"),
    row(
        numbers.counted_true,
        "torch|Tensor.count_nonzero(input, dim=None)",
        "numpy.count_nonzero(a, axis=None, *, keepdims=False)",
    ),
    row(sieve.kept_where, "Tensor.where(self, condition, other)"),
    row(
        sieve.where,
        "torch.where(condition, input=None, other=None)",
        "numpy.where(condition, x=None, y=None)",
    ),
)
