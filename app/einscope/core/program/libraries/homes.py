"""Where the functions of a library stand, and whose tensors they take in and give."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from einscope.core.errors import Sentence, say
from einscope.core.program.budget import Library
from einscope.core.program.calls.registry import Entry

# The first that begins a path says whose its tensors are.
_HOMES: Mapping[str, Library] = {
    "torch.nn.functional": "torch",
    "torch": "torch",
    "jax.numpy": "jax",
    "jax.lax": "jax",
    "numpy.lib.stride_tricks": "numpy",
    "numpy": "numpy",
    "tensorflow": "tensorflow",
    "keras": "keras",
    "mlx": "mlx",
    "paddle": "paddle",
    "mxnet": "mxnet",
}
METHODS: Mapping[Library, str] = {
    "torch": "Tensor",
    "numpy": "ndarray",
    "jax": "ndarray",
    "tensorflow": "tensorflow.Tensor",
    "keras": "keras.KerasTensor",
    "mlx": "mlx.array",
    "paddle": "paddle.Tensor",
    "mxnet": "mxnet.NDArray",
}
"""Where the methods of a library's tensors stand."""
# Where else a function of that name stands.
_TWINS = {
    "torch.nn.functional": ("torch.nn.functional", "torch"),
    "torch": ("torch", "torch.nn.functional"),
    "jax.numpy": ("jax.numpy", "numpy"),
    "jax.lax": ("jax.lax", "numpy"),
    "numpy.lib.stride_tricks": ("numpy",),
}

_ALIKE = 0.8
"""How like a name must be to be meant: a letter of six that is wrong, missing or too many."""


def entry_of(functions: Mapping[str, Entry], path: str) -> tuple[Entry | None, Library | None]:
    """The function that a path means, and whose tensors it takes in; None where it is not known, or of any library."""
    if path.rpartition(".")[0] in METHODS.values():
        return functions.get(path), None
    home = next((home for home in _HOMES if path.startswith(f"{home}.")), "")
    places = (f"{place}{path.removeprefix(home)}" for place in _TWINS.get(home, (home,)))
    return next((functions[place] for place in places if place in functions), None), _HOMES.get(home)


def nearest(path: str, functions: Iterable[str]) -> Sentence | None:
    """That a function of nearly that name may be meant, where there is one.

    >>> str(nearest("torch.pemute", ["torch.permute"]))
    'did you mean permute?'
    """
    home, _, name = path.rpartition(".")
    places = _TWINS.get(home, (home,))
    names = {function.rpartition(".")[2] for function in functions if function.rpartition(".")[0] in places}
    matches = get_close_matches(name[:60], sorted(names), 1, _ALIKE)
    return say("did you mean {name}?", name=matches[0]) if matches else None
