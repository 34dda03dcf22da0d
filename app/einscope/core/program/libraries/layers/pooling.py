"""Rows: pooling, as functions and as layers; which cells a window has is known exactly."""

from collections.abc import Callable

from einscope.core.errors import Sentence, say
from einscope.core.plan import Shape
from einscope.core.program.calls.registry import Row, row
from einscope.core.program.libraries.layers.mixing import mixed
from einscope.core.program.libraries.layers.sizes import each_of
from einscope.core.program.movement.windows.pool import LARGEST, MEAN, NORM, pool, pool_to, unvalued
from einscope.core.program.tensor.opaque import Opaque
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Layer, Value

WINDOW = say("{name} computes each cell from a window of cells: it does not just move cells.")


def _pooled(
    name: str,
    how: Sentence,
    axes: int,
    x: Tensor,
    kernel: object,
    stride: object = None,
    padding: object = 0,
    dilation: object = 1,
    ceil: object = False,
    keeps: bool = True,
) -> Tensor:
    """A tensor pooled; windows lie beside each other where no stride is said."""
    settings = (kernel, kernel if stride in (None, (), []) else stride, padding, dilation)
    known = [per_axis for setting in settings if (per_axis := each_of(setting, axes)) is not None]
    if len(known) < len(settings) or type(ceil) is not bool:
        raise _unknown(name, x)
    wide, step, around, between = known
    return pool(x, how, wide, step, around, between, ceil, keeps)


def _unknown(name: str, x: Tensor) -> Opaque:
    return mixed(name, WINDOW, x, assumable=True)


def _largest(axes: int, prefix: str) -> Callable[..., Value]:
    name = f"{prefix}{axes}d"

    def run(
        x: Tensor, kernel: object, stride: object, padding: object, dilation: object, ceil: object, indices: object
    ) -> Value:
        if type(indices) is not bool:
            raise _unknown(name, x)
        pooled = _pooled(name, LARGEST, axes, x, kernel, stride, padding, dilation, ceil)
        return (pooled, unvalued(pooled)) if indices else pooled

    return run


def _mean(axes: int, prefix: str) -> Callable[..., Value]:
    name = f"{prefix}{axes}d"

    def run(
        x: Tensor, kernel: object, stride: object, padding: object, ceil: object, counted: object, divisor: object
    ) -> Value:
        keeps = divisor is None and (counted is False or padding in (0, (0,) * axes))
        return _pooled(name, MEAN, axes, x, kernel, stride, padding, 1, ceil, keeps)

    return run


def _norm(axes: int, prefix: str) -> Callable[..., Value]:
    name = f"{prefix}{axes}d"

    def run(x: Tensor, kind: object, kernel: object, stride: object, ceil: object) -> Value:
        if not isinstance(kind, (int, float)) or isinstance(kind, bool):
            raise _unknown(name, x)
        return _pooled(name, NORM, axes, x, kernel, stride, 0, 1, ceil, keeps=False)

    return run


def _adaptive(how: Sentence, axes: int, prefix: str) -> Callable[..., Value]:
    name = f"{prefix}{axes}d"

    def run(x: Tensor, size: object, indices: object = False) -> Value:
        # Of a list of one size torch makes as many as it needs for means, and none for the largest.
        alone = isinstance(size, (tuple, list)) and len(size) < axes and how is LARGEST
        sizes = None if alone else _sizes(size, axes)
        if sizes is None or type(indices) is not bool:
            raise _unknown(name, x)
        pooled = pool_to(x, how, sizes)
        return (pooled, unvalued(pooled)) if indices else pooled

    return run


def _sizes(size: object, axes: int) -> tuple[int | None, ...] | None:
    """Sizes of the result, None where an axis keeps its own; None as a whole where they are not known."""
    wanted = tuple(size) if isinstance(size, (tuple, list)) else (size,) * axes
    wanted = wanted * axes if len(wanted) == 1 else wanted
    told: Shape | None = each_of(tuple(1 if entry is None else entry for entry in wanted), axes)
    return (
        None
        if told is None or len(told) != axes
        else tuple(None if entry is None else known for entry, known in zip(wanted, told, strict=True))
    )


def _as_layer(name: str, run: Callable[..., Value], count: int) -> Callable[..., Layer]:
    """The layer that does what a function does; ``count``: of its arguments after the tensor."""
    key = f"torch.nn.{name}"

    def of_one(size: object) -> Layer:
        return Layer(f"nn.{name}", lambda x: run(x, size), key)

    def of_two(size: object, indices: object) -> Layer:
        return Layer(f"nn.{name}", lambda x: run(x, size, indices), key)

    def of_four(a: object, b: object, c: object, d: object) -> Layer:
        return Layer(f"nn.{name}", lambda x: run(x, a, b, c, d), key)

    def of_six(a: object, b: object, c: object, d: object, e: object, f: object) -> Layer:
        return Layer(f"nn.{name}", lambda x: run(x, a, b, c, d, e, f), key)

    made: dict[int, Callable[..., Layer]] = {1: of_one, 2: of_two, 4: of_four, 6: of_six}
    return made[count]


def _rows(axes: int) -> tuple[Row, ...]:
    window = "kernel_size, stride=None, padding=0"
    largest, largest_layer = _largest(axes, "max_pool"), _largest(axes, "nn.MaxPool")
    mean, mean_layer = _mean(axes, "avg_pool"), _mean(axes, "nn.AvgPool")
    norm, norm_layer = _norm(axes, "lp_pool"), _norm(axes, "nn.LPPool")
    counted = "ceil_mode=False, count_include_pad=True, divisor_override=None"
    functional = "torch.nn.functional"

    def turned(run: Callable[..., Value]) -> Callable[..., Value]:
        """The layer has its last two arguments the other way round."""
        return lambda x, kernel, stride, padding, dilation, indices, ceil: run(
            x, kernel, stride, padding, dilation, ceil, indices
        )

    rows = [
        row(
            largest,
            f"{functional}|torch.max_pool{axes}d(input, {window}, dilation=1, ceil_mode=False, return_indices=False)",
        ),
        row(
            _as_layer(f"MaxPool{axes}d", turned(largest_layer), 6),
            f"torch.nn.MaxPool{axes}d({window}, dilation=1, return_indices=False, ceil_mode=False)",
        ),
        row(mean, f"{functional}.avg_pool{axes}d(input, {window}, {counted})"),
        row(_as_layer(f"AvgPool{axes}d", mean_layer, 6), f"torch.nn.AvgPool{axes}d({window}, {counted})"),
        row(norm, f"{functional}.lp_pool{axes}d(input, norm_type, kernel_size, stride=None, ceil_mode=False)"),
        row(
            _as_layer(f"LPPool{axes}d", norm_layer, 4),
            f"torch.nn.LPPool{axes}d(norm_type, kernel_size, stride=None, ceil_mode=False)",
        ),
    ]
    for how, short, long in ((MEAN, "avg", "Avg"), (LARGEST, "max", "Max")):
        indices = "" if how is MEAN else ", return_indices=False"
        function, layer = _adaptive(how, axes, f"adaptive_{short}_pool"), _adaptive(how, axes, f"nn.Adaptive{long}Pool")
        rows += [
            row(function, f"{functional}.adaptive_{short}_pool{axes}d(input, output_size{indices})"),
            row(
                _as_layer(f"Adaptive{long}Pool{axes}d", layer, 1 if how is MEAN else 2),
                f"torch.nn.Adaptive{long}Pool{axes}d(output_size{indices})",
            ),
        ]
    return tuple(rows)


ROWS = (*_rows(1), *_rows(2), *_rows(3))
