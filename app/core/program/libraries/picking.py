"""Rows: padding, rolling, known indices, diagonals."""

from app.core.program.movement import diagonal, pad, pick, roll
from app.core.program.registry import row

ROWS = (
    row(pad.pad_last, "torch.nn.functional.pad(input, pad, mode='constant', value=None)"),
    row(pad.pad_each, "numpy.pad(array, pad_width, mode='constant', constant_values=0)"),
    row(roll.roll, "torch|Tensor.roll(input, shifts, dims=None)", "numpy.roll(a, shift, axis=None)"),
    row(pick.index_select, "torch|Tensor.index_select(input, dim, index)"),
    row(
        pick.take,
        "torch|Tensor.take(input, index)",
        "numpy.take(a, indices, axis=None, out=None, mode=None)",
        "ndarray.take(self, indices, axis=None)",
    ),
    row(pick.gather, "torch|Tensor.gather(input, dim, index, sparse_grad=False)"),
    row(
        pick.take_along_axis,
        "torch|Tensor.take_along_dim(input, indices, dim=None)",
        "numpy.take_along_axis(arr, indices, axis=-1)",
    ),
    row(pick.open_mesh, "numpy.ix_(*args)"),
    row(pick.scatter, "torch|Tensor.scatter(input, dim, index, src)"),
    row(pick.index_copy, "torch|Tensor.index_copy(input, dim, index, source)"),
    row(
        diagonal.diagonal,
        "torch|Tensor.diagonal(input, offset=0, dim1=0, dim2=1)",
        "numpy.diagonal(a, offset=0, axis1=0, axis2=1)",
        "ndarray.diagonal(self, offset=0, axis1=0, axis2=1)",
    ),
    row(diagonal.diag, "torch|Tensor.diag(input, diagonal=0)", "numpy.diag(v, k=0)"),
    row(diagonal.diag_embed, "torch|Tensor.diag_embed(input, offset=0, dim1=-2, dim2=-1)"),
    row(diagonal.trace, "torch|Tensor.trace(input)", "numpy.trace(a)", "ndarray.trace(self)"),
)
