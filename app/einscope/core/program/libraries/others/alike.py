"""Functions of other libraries that do what numpy's of the same name do, with the same arguments."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from einscope.core.program.calls.registry import Entry

_KERAS = (
    "transpose repeat roll flip expand_dims squeeze broadcast_to take moveaxis swapaxes ravel tril triu diag "
    "diagonal matmul tensordot outer vdot cumsum arange zeros ones full eye identity where rot90 array_split "
    "hstack vstack diff argmax argmin argsort meshgrid zeros_like ones_like full_like kron inner dot average "
    "count_nonzero cross trace"
)
_MLX = (
    "reshape transpose swapaxes moveaxis expand_dims squeeze concatenate stack tile repeat split take roll "
    "tril triu diag diagonal broadcast_to outer inner tensordot matmul kron cumsum cumprod arange zeros ones "
    "full eye identity where argmax argmin argsort zeros_like ones_like"
)
_ARRAY = "reshape transpose swapaxes squeeze cumsum cumprod argmax argmin diagonal"

ALIKE: Mapping[str, tuple[str, str]] = {
    "keras.ops": ("numpy", _KERAS),
    "mlx.core": ("numpy", _MLX),
    "mlx.array": ("ndarray", _ARRAY),
}
"""Whose functions they are, whose they are like, and their names."""


def borrowed(entries: Mapping[str, Entry]) -> Iterator[tuple[str, Entry]]:
    """Each by its own path."""
    for home, (other, names) in ALIKE.items():
        for name in names.split():
            if (entry := entries.get(f"{other}.{name}")) is not None:
                yield f"{home}.{name}", replace(entry, path=f"{home}.{name}")
