"""Rows: shapes, and the order of axes."""

from einscope.core.errors import say
from einscope.core.program.calls.registry import row
from einscope.core.program.movement.axes import order, shape
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.integers import as_ints
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import said


def move_alike(x: Tensor, source: object, destination: object) -> Tensor:
    """Torch's ``movedim``: an axis to a place, or axes to places; never one to places."""
    if isinstance(source, (list, tuple)) != isinstance(destination, (list, tuple)):
        raise Refusal(
            "program-type",
            say("{one} and {other} cannot be used together here.", one=said(source), other=said(destination)),
        )
    return order.move(x, as_ints(source), as_ints(destination))


ROWS = (
    row(
        shape.reshape,
        "torch.reshape(input, shape: list)",
        "Tensor.reshape(self, *shape: some)",
    ),
    row(
        shape.reshape_or_share,
        "numpy.reshape(a, shape, order='C', *, copy=None)",
        "ndarray.reshape(self, *shape: some, order='C', copy=None)",
    ),
    row(shape.view, "Tensor.view(self, *size: some)"),
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
    row(shape.unflatten, "torch|Tensor.unflatten(input, dim, sizes: list)"),
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
    row(shape.at_least_1, "torch.atleast_1d(*tensors: many)", "numpy.atleast_1d(*arys: each)"),
    row(shape.at_least_2, "torch.atleast_2d(*tensors: many)", "numpy.atleast_2d(*arys: each)"),
    row(shape.at_least_3, "torch.atleast_3d(*tensors: many)", "numpy.atleast_3d(*arys: each)"),
    row(
        shape.contiguous,
        "Tensor.contiguous(self, *, memory_format=None)",
        "numpy.require(a, dtype=None, requirements=None)",
    ),
    row(shape.in_memory, "numpy.ascontiguousarray(a, dtype: type=None)"),
    row(
        order.permute,
        "torch.permute(input, dims: list)",
        "Tensor.permute(self, *dims: some)",
    ),
    row(
        order.transpose,
        "numpy.transpose(a, axes=None)",
        "numpy.permute_dims(a, axes=None)",
        "ndarray.transpose(self, *axes: none)",
    ),
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
    row(order.last_two, "numpy|numpy.linalg.matrix_transpose(x)", "Tensor.adjoint(self)", "torch.adjoint(input)"),
    row(order.two, "torch.t(input)", "Tensor.t(self)"),
    row(
        move_alike,
        "torch|Tensor.movedim(input, source: ints, destination: ints)",
        "torch|Tensor.moveaxis(input, source: ints, destination: ints)",
    ),
    row(
        order.move,
        "numpy.moveaxis(a, source, destination)",
    ),
    row(order.roll_axis, "numpy.rollaxis(a, axis, start=0)"),
    row(order.flip, "torch.flip(input, dims: list)", "Tensor.flip(self, *dims: some)", "numpy.flip(m, axis=None)"),
    row(order.flip_rows, "torch.flipud(input)", "Tensor.flipud(self)", "numpy.flipud(m)"),
    row(order.flip_columns, "torch.fliplr(input)", "Tensor.fliplr(self)", "numpy.fliplr(m)"),
    row(
        order.rot90,
        "torch.rot90(input, k=1, dims=(0, 1))",
        "Tensor.rot90(self, k=1, dims=(0, 1))",
        "numpy.rot90(m, k=1, axes=(0, 1))",
    ),
)
