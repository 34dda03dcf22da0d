"""Rows: numbers that tell of a tensor, and tensors made anew."""

from collections.abc import Callable, Mapping

import numpy as np

from einscope.core.errors import say
from einscope.core.program.calls.registry import row
from einscope.core.program.movement import facts
from einscope.core.program.movement.sums import merge
from einscope.core.program.movement.writes import diagonal
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.integers import as_int
from einscope.core.program.tensor.tensor import Tensor

_NEEDS_DIM = "keepdim: after"
# What may stand between the axis and keepdims in numpy, and means nothing to the cells.
_OF_NUMPY = {
    "sum": "dtype: skip=None, out: skip=None, ",
    "prod": "dtype: skip=None, out: skip=None, ",
    "mean": "dtype: skip=None, out: skip=None, ",
    "std": "dtype: skip=None, out: skip=None, ddof: skip=0, ",
    "var": "dtype: skip=None, out: skip=None, ddof: skip=0, ",
    "all": "out: skip=None, ",
    "any": "out: skip=None, ",
    "max": "out: skip=None, ",
    "min": "out: skip=None, ",
    "amax": "out: skip=None, ",
    "amin": "out: skip=None, ",
    "nanmax": "out: skip=None, ",
    "nanmin": "out: skip=None, ",
    "median": "out: skip=None, overwrite_input: skip=False, ",
    "nansum": "dtype: skip=None, out: skip=None, ",
    "nanmean": "dtype: skip=None, out: skip=None, ",
    "ptp": "out: skip=None, ",
}


def truth(x: Tensor, axes: tuple[int, ...] | None = None, keep: bool = False) -> Tensor:
    """``all``, ``any``: truths, and torch merges nothing along no axes."""
    return merge.as_truths(x) if axes == () else merge.measure_axes(x, axes, keep)


def extreme(choose: merge.Choice) -> Callable[..., object]:
    """Torch's ``max`` or ``min``: with a second tensor they compare, unless ``keepdim`` says that it is an axis."""

    def run(x: Tensor, axes: object = None, keep: bool | None = None) -> object:
        axis = as_int(axes) if isinstance(axes, Tensor) and keep is not None else axes
        return merge.reduce_one(x, axis, bool(keep), choose)

    return run


def extreme_of_axes(choose: merge.Choice) -> Callable[..., object]:
    """``amax``, numpy's ``max``: as a sum, but of no cells there is none."""

    def run(x: Tensor, axes: tuple[int, ...] | None = None, keep: bool = False) -> object:
        return merge.reduce_one(x, axes, keep, choose)

    return run


def norms(x: Tensor, axes: tuple[int, ...] | None = None, keep: bool = False) -> Tensor:
    """``norm``: made of all cells along these axes, one or two, or of all."""
    if axes is not None and not 1 <= len(axes) <= 2:
        raise Refusal("program-axis", say("A norm runs along one axis or two; got {count}.", count=len(axes)))
    return merge.measure_axes(x, axes, keep)


def median(x: Tensor, axis: int | None = None, keep: bool = False) -> object:
    """Torch's ``median``: as its ``max``, but of no cells there is one."""
    return merge.reduce_axes(x, None, keep) if axis is None else merge.reduce_one(x, axis, keep)


def _in_numpy(*names: str, methods: bool = True) -> tuple[str, ...]:
    functions = (f"numpy.{name}(a, axis=None, {_OF_NUMPY[name]}keepdims=False)" for name in names)
    own = (f"ndarray.{name}(self, axis=None, {_OF_NUMPY[name]}keepdims=False)" for name in names if methods)
    return (*functions, *own)


def _in_torch(*names: str, between: str = "", dim: str = "dim", keep: str = "keepdim") -> tuple[str, ...]:
    return tuple(f"torch|Tensor.{name}(input, {dim}=None, {between}{keep}=False, *, dtype=None)" for name in names)


_EXTREMES: Mapping[str, merge.Choice] = {"max": np.max, "min": np.min}

ROWS = (
    row(facts.size, "Tensor.size(self, dim=None)", "numpy.size(a, axis=None)"),
    row(facts.shape, "numpy.shape(a)"),
    row(facts.rank, "Tensor.dim(self)", "Tensor.ndimension(self)", "numpy.ndim(a)"),
    row(facts.cells, "torch.numel(input)", "Tensor.numel(self)", "Tensor.nelement(self)"),
    row(facts.stride, "Tensor.stride(self, dim=None)"),
    row(facts.is_contiguous, "Tensor.is_contiguous(self)"),
    row(facts.is_tensor, "torch.is_tensor(obj)"),
    row(facts.is_real, "torch|Tensor.is_floating_point(input)"),
    row(facts.is_complex, "torch|Tensor.is_complex(input)"),
    row(merge.sum_axes, *_in_torch("sum", keep=_NEEDS_DIM), *_in_numpy("sum")),
    row(
        merge.reduce_axes,
        *_in_torch("mean", keep=_NEEDS_DIM),
        *_in_torch("prod", dim="dim: integer", keep=_NEEDS_DIM),
        *_in_numpy("mean", "prod"),
        *_in_numpy("median", methods=False),
    ),
    row(
        merge.measure_axes,
        *_in_torch("nansum", "nanmean"),
        *_in_torch("std", "var", between="unbiased: skip=None, correction: skip=None, "),
        *_in_numpy("std", "var"),
        *_in_numpy("nansum", "nanmean", methods=False),
    ),
    row(
        norms,
        "Tensor.norm(self, p: skip='fro', dim=None, keepdim=False)",
        "torch.linalg.norm(A, ord: skip=None, dim=None, keepdim=False)",
        "numpy.linalg.norm(x, ord: skip=None, axis=None, keepdims=False)",
    ),
    row(
        merge.measure_axes,
        "torch.linalg.vector_norm(x, ord: skip=2, dim=None, keepdim=False)",
        "numpy.linalg.vector_norm(x, *, axis=None, keepdims=False, ord: skip=2)",
    ),
    row(extreme_of_axes(np.ptp), *_in_numpy("ptp", methods=False)),
    row(diagonal.trace_of_last, "numpy.linalg.trace(x, *, offset=0)"),
    row(merge.sum_to, "Tensor.sum_to_size(self, *size: some)"),
    row(truth, *_in_torch("all", "any"), *_in_numpy("all", "any")),
    *(
        row(extreme(choose), f"torch|Tensor.{name}(input, dim: integer=None, keepdim: after=None)")
        for name, choose in _EXTREMES.items()
    ),
    row(median, *_in_torch("median", keep=_NEEDS_DIM)),
    *(
        row(
            extreme_of_axes(choose),
            *_in_torch(f"a{name}"),
            *_in_numpy(name),
            *_in_numpy(f"a{name}", f"nan{name}", methods=False),
        )
        for name, choose in _EXTREMES.items()
    ),
)
