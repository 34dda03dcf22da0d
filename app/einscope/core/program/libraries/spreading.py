"""Rows: cells repeated."""

from einscope.core.program.calls.registry import row
from einscope.core.program.movement import pairs
from einscope.core.program.movement.parts import spread

ROWS = (
    row(pairs.paired, "torch.view_as_complex(input)"),
    row(pairs.apart, "torch.view_as_real(input)"),
    row(
        spread.expand,
        "Tensor.expand(self, *size: some, implicit=False)",
        "torch.broadcast_to(input, size: list)",
        "Tensor.broadcast_to(self, *size: some)",
        "numpy.broadcast_to(array, shape, subok=False)",
    ),
    row(spread.expand_like, "Tensor.expand_as(self, other)"),
    row(
        spread.broadcast_all,
        "torch.broadcast_tensors(*tensors: each)",
        "numpy.broadcast_arrays(*args: each, subok=False)",
    ),
    row(spread.mesh, "torch.meshgrid(*tensors, indexing='ij')", "timm.layers.ndgrid(*tensors)"),
    row(spread.mesh_of_numpy, "numpy.meshgrid(*xi: each, indexing='xy', sparse=False, copy=True)"),
    row(spread.pairs_of, "torch.cartesian_prod(*tensors: each)"),
    row(spread.repeat, "Tensor.repeat(self, *repeats: some)"),
    row(spread.tile, "torch.tile(input, dims: list)", "Tensor.tile(self, *dims: some)", "numpy.tile(A, reps)"),
    row(spread.resize, "numpy.resize(a, new_shape)"),
    row(
        spread.repeat_each,
        "torch|Tensor.repeat_interleave(input, repeats: integer, dim=None, *, output_size=None)",
        "numpy.repeat(a, repeats, axis=None, total_repeat_length=None)",
        "ndarray.repeat(self, repeats, axis=None)",
    ),
)
