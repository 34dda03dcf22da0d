"""Rows of MLX, where they are not numpy's, with those that Keras has too; and of JAX, where numpy has none."""

from einscope.core.program.calls.registry import row
from einscope.core.program.libraries.facts import extreme_of_axes, gathered, truth
from einscope.core.program.movement.axes import shape
from einscope.core.program.movement.parts import pick
from einscope.core.program.movement.sums import merge
from einscope.core.program.movement.windows import channels, windows

_HOMES = "keras.ops|mlx.core|mlx.array"


def _reduced(*names: str) -> tuple[str, ...]:
    """Where these have ``keepdims`` third, numpy has something else there."""
    return tuple(f"{_HOMES}.{name}(x, axis=None, keepdims=False)" for name in names)


ROWS = (
    row(merge.sum_axes, *_reduced("sum")),
    *(row(gathered(name), *_reduced(name)) for name in ("mean", "prod")),
    *(row(truth(name), *_reduced(name)) for name in ("any", "all")),
    row(merge.measure_axes, *_reduced("std", "var")),
    row(extreme_of_axes("max"), *_reduced("max")),
    row(extreme_of_axes("min"), *_reduced("min")),
    row(pick.take_along_axis, "keras.ops|mlx.core.take_along_axis(x, indices, axis=None)"),
    row(shape.flatten, "mlx.core|mlx.array.flatten(a, start_axis=0, end_axis=-1)"),
    row(shape.unflatten, "mlx.core.unflatten(a, axis, shape)"),
    row(windows.as_strided, "mlx.core.as_strided(a, shape, strides, offset=0)"),
    row(
        channels.patches_of_jax,
        "jax.lax.conv_general_dilated_patches(lhs, filter_shape, window_strides, padding, lhs_dilation=None, "
        "rhs_dilation=None, dimension_numbers=None, precision=None, preferred_element_type=None)",
    ),
)
