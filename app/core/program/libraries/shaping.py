"""Rows: shapes, and the order of axes."""

from app.core.program.movement import order, shape
from app.core.program.registry import row

ROWS = (
    row(
        shape.reshape,
        "torch.reshape(input, shape)",
        "Tensor.reshape(self, *shape)",
        "numpy.reshape(a, shape, order='C')",
        "ndarray.reshape(self, *shape, order='C')",
    ),
    row(shape.view, "Tensor.view(self, *shape)"),
    row(shape.like, "Tensor.reshape_as(self, other)"),
    row(shape.view_like, "Tensor.view_as(self, other)"),
    row(
        shape.flatten, "torch.flatten(input, start_dim=0, end_dim=-1)", "Tensor.flatten(self, start_dim=0, end_dim=-1)"
    ),
    row(
        shape.ravel,
        "torch.ravel(input)",
        "Tensor.ravel(self)",
        "numpy.ravel(a, order='C')",
        "ndarray.ravel(self, order='C')",
    ),
    row(shape.flat_copy, "ndarray.flatten(self, order='C')"),
    row(shape.unflatten, "torch.unflatten(input, dim, sizes)", "Tensor.unflatten(self, dim, *sizes)"),
    row(
        shape.unsqueeze,
        "torch.unsqueeze(input, dim)",
        "Tensor.unsqueeze(self, dim)",
    ),
    row(shape.expand_dims, "numpy.expand_dims(a, axis)"),
    row(
        shape.squeeze,
        "torch.squeeze(input, dim=None)",
        "Tensor.squeeze(self, dim=None)",
        "numpy.squeeze(a, axis=None)",
        "ndarray.squeeze(self, axis=None)",
    ),
    row(shape.at_least_1, "torch.atleast_1d(input)", "numpy.atleast_1d(ary)"),
    row(shape.at_least_2, "torch.atleast_2d(input)", "numpy.atleast_2d(ary)"),
    row(shape.at_least_3, "torch.atleast_3d(input)", "numpy.atleast_3d(ary)"),
    row(shape.contiguous, "Tensor.contiguous(self, memory_format=None)", "numpy.ascontiguousarray(a, dtype=None)"),
    row(order.permute, "torch.permute(input, dims)", "Tensor.permute(self, *dims)", "numpy.permute_dims(a, axes)"),
    row(order.transpose, "numpy.transpose(a, axes=None)", "ndarray.transpose(self, *axes)"),
    row(
        order.swap,
        "torch.transpose(input, dim0, dim1)",
        "Tensor.transpose(self, dim0, dim1)",
        "torch.swapaxes(input, axis0, axis1)",
        "Tensor.swapaxes(self, axis0, axis1)",
        "torch.swapdims(input, dim0, dim1)",
        "Tensor.swapdims(self, dim0, dim1)",
        "numpy.swapaxes(a, axis1, axis2)",
        "ndarray.swapaxes(self, axis1, axis2)",
    ),
    row(order.last_two, "numpy.matrix_transpose(x)", "Tensor.adjoint(self)", "torch.adjoint(input)"),
    row(order.two, "torch.t(input)", "Tensor.t(self)"),
    row(
        order.move,
        "torch.movedim(input, source, destination)",
        "torch.moveaxis(input, source, destination)",
        "Tensor.movedim(self, source, destination)",
        "Tensor.moveaxis(self, source, destination)",
        "numpy.moveaxis(a, source, destination)",
    ),
    row(order.roll_axis, "numpy.rollaxis(a, axis, start=0)"),
    row(order.flip, "torch.flip(input, dims)", "Tensor.flip(self, *dims)", "numpy.flip(m, axis=None)"),
    row(order.flip_rows, "torch.flipud(input)", "Tensor.flipud(self)", "numpy.flipud(m)"),
    row(order.flip_columns, "torch.fliplr(input)", "Tensor.fliplr(self)", "numpy.fliplr(m)"),
    row(
        order.rot90,
        "torch.rot90(input, k=1, dims=(0, 1))",
        "Tensor.rot90(self, k=1, dims=(0, 1))",
        "numpy.rot90(m, k=1, axes=(0, 1))",
    ),
)
