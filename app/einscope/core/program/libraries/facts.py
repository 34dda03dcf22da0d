"""Rows: numbers that tell of a tensor, and tensors made anew."""

from collections.abc import Callable

from einscope.core.errors import say
from einscope.core.program.arithmetic.functions import of_two
from einscope.core.program.arithmetic.gathered import OF_NAMES, norm
from einscope.core.program.arithmetic.gathered import deviation as of_deviation
from einscope.core.program.calls.registry import Beside, row
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


Reduced = Callable[..., Tensor]


def truth(name: str) -> Reduced:
    """``all``, ``any``: truths, and torch merges nothing along no axes."""

    def run(x: Tensor, axes: tuple[int, ...] | None = None, keep: bool = False) -> Tensor:
        if axes == ():
            return merge.worked(merge.as_truths(x), lambda own: of_two("ne", own, 0, x.library), [x])
        return merge.gathered(x, merge.measure_axes(x, axes, keep), axes, OF_NAMES[name])

    return run


def gathered(name: str) -> Reduced:
    """``mean`` and its like: each cell is made of all along these axes."""

    def run(x: Tensor, axes: tuple[int, ...] | None = None, keep: bool = False) -> Tensor:
        return merge.gathered(x, merge.reduce_axes(x, axes, keep), axes, OF_NAMES.get(name))

    return run


def deviation(name: str) -> Reduced:
    """``std`` and ``var``: torch's of samples, numpy's of all there are, unless told."""

    def run(x: Tensor, axes: tuple[int, ...] | None, keep: bool, beside: Beside) -> Tensor:
        usual = 1 if x.library == "torch" and beside.get("unbiased") is not False else 0
        given = beside.get("correction", beside.get("ddof"))
        fewer = usual if given is None else given
        how = of_deviation(fewer, name == "std") if isinstance(fewer, (int, float)) else None
        return merge.gathered(x, merge.measure_axes(x, axes, keep), axes, how)

    return run


def extreme(name: str) -> Callable[..., object]:
    """Torch's ``max`` or ``min``: with a second tensor they compare, unless ``keepdim`` says that it is an axis."""

    def run(x: Tensor, axes: object = None, keep: bool | None = None) -> object:
        axis = as_int(axes) if isinstance(axes, Tensor) and keep is not None else axes
        return merge.reduce_one(x, axis, bool(keep), name)

    return run


def extreme_of_axes(name: str) -> Callable[..., object]:
    """``amax``, numpy's ``max``: as a sum, but of no cells there is none."""

    def run(x: Tensor, axes: tuple[int, ...] | None = None, keep: bool = False) -> object:
        return merge.reduce_one(x, axes, keep, name)

    return run


def norms(x: Tensor, axes: tuple[int, ...] | None, keep: bool, beside: Beside) -> Tensor:
    """``norm``: made of all cells along these axes, one or two, or of all."""
    if axes is not None and not 1 <= len(axes) <= 2:
        raise Refusal("program-axis", say("A norm runs along one axis or two; got {count}.", count=len(axes)))
    kind = beside.get("p", beside.get("ord"))
    usual = kind is None or kind == "fro"
    # Of matrices, a number means another norm.
    of_lines = x.rank == 1 or (axes is not None and len(axes) == 1)
    return _normed(x, 2 if usual else kind if of_lines else None, axes, keep)


def norms_of_vectors(x: Tensor, axes: tuple[int, ...] | None, keep: bool, beside: Beside) -> Tensor:
    """``vector_norm``: along any axes."""
    return _normed(x, beside.get("ord"), axes, keep)


def _normed(x: Tensor, order: object, axes: tuple[int, ...] | None, keep: bool) -> Tensor:
    how = norm(order) if isinstance(order, (int, float)) else None
    return merge.gathered(x, merge.measure_axes(x, axes, keep), axes, how)


def median(x: Tensor, axis: int | None = None, keep: bool = False) -> object:
    """Torch's ``median``: as its ``max``, but of no cells there is one."""
    return gathered("median")(x, None, keep) if axis is None else merge.reduce_one(x, axis, keep, "median")


def _in_numpy(*names: str, methods: bool = True) -> tuple[str, ...]:
    functions = (f"numpy.{name}(a, axis=None, {_OF_NUMPY[name]}keepdims=False)" for name in names)
    own = (f"ndarray.{name}(self, axis=None, {_OF_NUMPY[name]}keepdims=False)" for name in names if methods)
    return (*functions, *own)


def _in_torch(*names: str, between: str = "", dim: str = "dim", keep: str = "keepdim") -> tuple[str, ...]:
    return tuple(f"torch|Tensor.{name}(input, {dim}=None, {between}{keep}=False, *, dtype=None)" for name in names)


_EXTREMES = ("max", "min")

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
    row(gathered("mean"), *_in_torch("mean", keep=_NEEDS_DIM), *_in_numpy("mean")),
    row(gathered("prod"), *_in_torch("prod", dim="dim: integer", keep=_NEEDS_DIM), *_in_numpy("prod")),
    row(gathered("median"), *_in_numpy("median", methods=False)),
    row(
        merge.measure_axes,
        *_in_torch("nansum", "nanmean"),
        *_in_numpy("nansum", "nanmean", methods=False),
    ),
    *(
        row(
            deviation(name),
            *_in_torch(name, between="unbiased: skip=None, correction: skip=None, "),
            *_in_numpy(name),
        )
        for name in ("std", "var")
    ),
    row(
        norms,
        "Tensor.norm(self, p: skip='fro', dim=None, keepdim=False)",
        "torch.linalg.norm(A, ord: skip=None, dim=None, keepdim=False)",
        "numpy.linalg.norm(x, ord: skip=None, axis=None, keepdims=False)",
    ),
    row(
        norms_of_vectors,
        "torch.linalg.vector_norm(x, ord: skip=2, dim=None, keepdim=False)",
        "numpy.linalg.vector_norm(x, *, axis=None, keepdims=False, ord: skip=2)",
    ),
    row(extreme_of_axes("ptp"), *_in_numpy("ptp", methods=False)),
    row(diagonal.trace_of_last, "numpy.linalg.trace(x, *, offset=0)"),
    row(merge.sum_to, "Tensor.sum_to_size(self, *size: some)"),
    *(row(truth(name), *_in_torch(name), *_in_numpy(name)) for name in ("all", "any")),
    *(row(extreme(name), f"torch|Tensor.{name}(input, dim: integer=None, keepdim: after=None)") for name in _EXTREMES),
    row(median, *_in_torch("median", keep=_NEEDS_DIM)),
    *(
        row(
            extreme_of_axes(name),
            *_in_torch(f"a{name}"),
            *_in_numpy(name),
            *_in_numpy(f"a{name}", methods=False),
        )
        for name in _EXTREMES
    ),
    *(row(extreme_of_axes(f"nan{name}"), *_in_numpy(f"nan{name}", methods=False)) for name in _EXTREMES),
)
