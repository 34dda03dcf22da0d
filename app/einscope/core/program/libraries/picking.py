"""Rows: padding, rolling, known indices, diagonals."""

from einscope.core.program.calls.registry import Beside, row
from einscope.core.program.libraries.layers.mixing import TABLE, mixed
from einscope.core.program.movement.axes import roll
from einscope.core.program.movement.parts import pad, pick, sieve, spread
from einscope.core.program.movement.writes import diagonal, gathered, put
from einscope.core.program.tensor.beside import without_numbers
from einscope.core.program.tensor.tensor import Tensor


def _embedding(indices: Tensor, table: Tensor, beside: Beside) -> object:
    """Rows of a table, where the numbers are known: a movement."""
    if indices.known is None:
        raise mixed("embedding", TABLE, indices, (*indices.shape, *table.shape[1:]) if table.rank == 2 else None)
    if table.rank:
        pick.from_front(pick.known_indices(table, indices), table.shape[0], 0, negative=False)
    rows = pick.take(table, indices, 0)
    return rows if beside.get("max_norm") is None else without_numbers(rows)


def _added_at(x: Tensor, axis: int, indices: object, source: Tensor, beside: Beside) -> Tensor:
    """``index_add``, maybe of so many times the source."""
    result = gathered.index_add(x, axis, indices, source)
    return result if beside.get("alpha") == 1 else without_numbers(result)


WRITING = frozenset(f"numpy.{name}" for name in ("put_along_axis", "fill_diagonal", "copyto"))
"""Functions that write what they give into their first argument."""

ROWS = (
    row(put.put_along, "numpy.put_along_axis(arr, indices, values, axis)"),
    row(put.filled_diagonal, "numpy.fill_diagonal(a, val: number)"),
    row(spread.copied_to, "numpy.copyto(dst, src)"),
    row(
        _embedding,
        "torch.nn.functional.embedding(input, weight, padding_idx=None, max_norm=None, norm_type=2.0, "
        "scale_grad_by_freq=False, sparse=False)",
    ),
    row(pad.pad_last, "torch.nn.functional.pad(input, pad: list, mode='constant', value: number=None)"),
    row(pad.pad_each, "numpy.pad(array, pad_width, mode='constant', *, constant_values=None, reflect_type='even')"),
    row(roll.roll, "torch|Tensor.roll(input, shifts, dims=None)"),
    row(roll.roll_far, "numpy.roll(a, shift, axis=None)"),
    row(roll.centred, "torch.fft.fftshift(input, dim=None)", "numpy.fft.fftshift(x, axes=None)"),
    row(roll.uncentred, "torch.fft.ifftshift(input, dim=None)", "numpy.fft.ifftshift(x, axes=None)"),
    row(sieve.insert, "numpy.insert(arr, obj, values, axis=None)"),
    row(sieve.extract, "numpy.extract(condition, arr)"),
    row(sieve.delete, "numpy.delete(arr, obj, axis=None)"),
    row(
        sieve.compress,
        "numpy.compress(condition, a, axis=None, out=None)",
    ),
    row(sieve.masked_select, "torch|Tensor.masked_select(input, mask, *, out=None)"),
    row(pick.index_select, "torch|Tensor.index_select(input, dim, index: index, *, out=None)"),
    row(
        pick.take,
        "torch|Tensor.take(input, index: index, *, out: skip=None)",
        "numpy.take(a, indices, axis=None, out: skip=None, mode='raise')",
        "ndarray.take(self, indices, axis=None, out: skip=None, mode='raise')",
    ),
    row(pick.gather, "torch|Tensor.gather(input, dim, index: index, *, sparse_grad=False, out=None)"),
    row(
        pick.take_along_axis,
        "torch|Tensor.take_along_dim(input, indices: index, dim=None, *, out=None)",
        "numpy.take_along_axis(arr, indices, axis=-1)",
    ),
    row(pick.open_mesh, "numpy.ix_(*args: each)"),
    row(put.scatter, "torch|Tensor.scatter(input, dim, index: index, src, *, reduce=None, out=None)"),
    row(gathered.scatter_add, "torch|Tensor.scatter_add(input, dim, index: index, src)"),
    row(
        gathered.scatter_reduce,
        "torch|Tensor.scatter_reduce(input, dim, index: index, src, reduce, *, include_self=True)",
    ),
    row(_added_at, "torch|Tensor.index_add(input, dim, index: index, source, *, alpha: skip=1)"),
    row(
        gathered.index_reduce,
        "torch|Tensor.index_reduce(input, dim, index: index, source, reduce, *, include_self=True)",
    ),
    row(put.select_scatter, "torch|Tensor.select_scatter(input, src, dim, index)"),
    row(put.slice_scatter, "torch|Tensor.slice_scatter(input, src, dim=0, start=None, end=None, step=1)"),
    row(put.index_put, "torch|Tensor.index_put(input, indices, values: tensor, accumulate=False)"),
    row(put.put, "torch|Tensor.put(input, index: index, source, accumulate=False)"),
    row(put.masked_fill, "torch|Tensor.masked_fill(input, mask, value: number)"),
    row(put.masked_scatter, "torch|Tensor.masked_scatter(input, mask, source)"),
    row(sieve.combinations, "torch.combinations(input, r=2, with_replacement=False)"),
    row(put.index_fill, "torch|Tensor.index_fill(input, dim, index: index, value)"),
    row(put.index_copy, "torch|Tensor.index_copy(input, dim, index: index, source)"),
    row(
        diagonal.diagonal,
        "torch|Tensor.diagonal(input, offset=0, dim1=0, dim2=1)",
        "numpy.diagonal(a, offset=0, axis1=0, axis2=1)",
        "ndarray.diagonal(self, offset=0, axis1=0, axis2=1)",
    ),
    row(
        diagonal.diagonal_of_last,
        "torch.linalg.diagonal(A, *, offset=0, dim1=-2, dim2=-1)",
        "numpy.linalg.diagonal(x, *, offset=0)",
    ),
    row(diagonal.diag, "torch|Tensor.diag(input, diagonal=0)", "numpy.diag(v, k=0)"),
    row(diagonal.diag_embed, "torch|Tensor.diag_embed(input, offset=0, dim1=-2, dim2=-1)"),
    row(diagonal.diagonal_flat, "torch|Tensor.diagflat(input, offset=0)", "numpy.diagflat(v, k=0)"),
    row(diagonal.diagonal_scatter, "torch|Tensor.diagonal_scatter(input, src, offset=0, dim1=0, dim2=1)"),
    row(diagonal.lower, "torch|Tensor.tril(input, diagonal=0)", "numpy.tril(m, k=0)"),
    row(diagonal.upper, "torch|Tensor.triu(input, diagonal=0)", "numpy.triu(m, k=0)"),
    row(
        diagonal.trace,
        "torch|Tensor.trace(input)",
        "numpy.trace(a, offset=0, axis1=0, axis2=1)",
        "ndarray.trace(self, offset=0, axis1=0, axis2=1)",
    ),
)
