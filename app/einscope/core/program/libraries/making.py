"""Rows: tensors made anew."""

from einscope.core.program.calls.registry import row
from einscope.core.program.movement import new

_OPTIONS = "dtype=None, device=None, requires_grad=False, layout=None, out=None, pin_memory=False"
_NUMPY = "dtype=None, axis: skip=0"
_LIKE = "dtype=None, device=None, shape=None, memory_format=None"


ROWS = (
    row(new.zeros, f"torch.zeros(*size: some, {_OPTIONS})", "numpy.zeros(shape, dtype=None, order='C')"),
    row(new.ones, f"torch.ones(*size: some, {_OPTIONS})", "numpy.ones(shape, dtype=None, order='C')"),
    row(
        new.unknown,
        f"torch.empty(*size: some, {_OPTIONS})",
        "numpy.empty(shape, dtype=None, order='C')",
    ),
    row(new.drawn, *(f"torch.{name}(*size: some, {_OPTIONS})" for name in ("rand", "randn"))),
    row(new.drawn_between, f"torch.randint(low, high=None, size=None, *, generator=None, {_OPTIONS})"),
    row(
        new.full,
        f"torch.full(size: list, fill_value: number, *, {_OPTIONS})",
        "numpy.full(shape, fill_value, dtype=None)",
    ),
    row(
        new.unknown_like,
        *(f"torch.{name}_like(input, {_LIKE})" for name in ("empty", "rand", "randn")),
        f"numpy.empty_like(a, {_LIKE})",
    ),
    row(new.zeros_like, f"torch.zeros_like(input, {_LIKE})", f"numpy.zeros_like(a, {_LIKE})"),
    row(new.ones_like, f"torch.ones_like(input, {_LIKE})", f"numpy.ones_like(a, {_LIKE})"),
    *(
        row(make, f"Tensor.new_{name}(self, *size: some, dtype=None, device=None, requires_grad=False)")
        for name, make in (("zeros", new.zeros_of), ("ones", new.ones_of), ("empty", new.blank_of))
    ),
    row(new.blank_like, f"torch.full_like(input, fill_value: number, {_LIKE})"),
    row(new.full_as, f"numpy.full_like(a, fill_value, {_LIKE})"),
    row(new.full_of, "Tensor.new_full(self, size: list, fill_value: number, dtype=None, device=None)"),
    row(
        new.counted,
        f"torch.arange(start, end=None, step=1, *, {_OPTIONS})",
        "numpy.arange(start, stop=None, step=1, dtype=None)",
    ),
    row(
        new.listed,
        "torch.tensor(data, *, dtype=None, device=None, requires_grad=False, pin_memory=False)",
        "torch.LongTensor(data: list)",
    ),
    row(
        new.array,
        "numpy.array(object, dtype: type=None, *, copy=True, ndmin=0, order=None)",
        "numpy.asarray(a, dtype: type=None, order: skip=None, *, copy=None)",
    ),
    row(
        new.shared,
        "torch.as_tensor(data, *, dtype=None, device=None)",
        "torch.from_numpy(data: tensor)",
    ),
    row(new.unit, f"torch.eye(n, m=None, *, {_OPTIONS})"),
    row(new.square_unit, "numpy.identity(n, dtype=None)"),
    row(new.numbered, "numpy.eye(N, M=None, k=0, dtype=None)"),
    row(new.triangle, "numpy.tri(N, M=None, k=0, dtype=None)"),
    row(
        new.spaced,
        f"torch.linspace(start: number, end: number, steps, *, {_OPTIONS})",
    ),
    row(
        new.spaced_of_numpy,
        f"numpy.linspace(start: number, stop: number, num=50, endpoint=True, retstep: skip=False, {_NUMPY})",
    ),
    row(
        new.spread,
        f"torch.logspace(start: number, end: number, steps, base: skip=10.0, *, {_OPTIONS})",
        f"numpy.logspace(start: number, stop: number, num=50, endpoint=True, base: skip=10.0, {_NUMPY})",
    ),
    row(new.shuffled, f"torch.randperm(n, *, generator=None, {_OPTIONS})"),
)
