"""Rows: cells repeated."""

from app.core.program.movement import spread
from app.core.program.registry import row

ROWS = (
    row(
        spread.expand,
        "Tensor.expand(self, *size)",
        "torch.broadcast_to(input, shape)",
        "Tensor.broadcast_to(self, *shape)",
        "numpy.broadcast_to(array, shape)",
    ),
    row(spread.expand_like, "Tensor.expand_as(self, other)"),
    row(spread.broadcast_all, "torch.broadcast_tensors(*tensors)", "numpy.broadcast_arrays(*args)"),
    row(spread.mesh, "torch.meshgrid(*tensors, indexing='ij')"),
    row(spread.mesh_of_numpy, "numpy.meshgrid(*xi, indexing='xy')"),
    row(spread.repeat, "Tensor.repeat(self, *repeats)"),
    row(spread.tile, "torch.tile(input, dims)", "Tensor.tile(self, *dims)", "numpy.tile(A, reps)"),
    row(
        spread.repeat_each,
        "torch|Tensor.repeat_interleave(input, repeats, dim=None, output_size=None)",
        "numpy.repeat(a, repeats, axis=None, total_repeat_length=None)",
        "ndarray.repeat(self, repeats, axis=None)",
    ),
)
