"""What kind a value is, and how it reads."""

from collections.abc import Mapping, Sequence

from einscope.core.program.language.builtins.operands import Call
from einscope.core.program.refusal import wrong_number
from einscope.core.program.run.machine import Machine
from einscope.core.program.tensor.dtypes import extent_of
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Known, Set, Token, Value


def _print(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    return None


def _isinstance(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    if len(values) != 2:
        raise wrong_number("isinstance", 2, len(values))
    kinds = values[1] if isinstance(values[1], tuple) else (values[1],)
    return any(is_a(values[0], kind) for kind in kinds)


def is_a(value: Value, kind: Value) -> bool:
    """Whether a value is of a kind that the program names."""
    if isinstance(kind, Token) and kind.text == "NoneType":
        return value is None
    name = kind.path.rpartition(".")[2] if isinstance(kind, Known) else kind.text if isinstance(kind, Token) else ""
    if isinstance(value, Tensor):
        homes = {
            "torch": ("torch.Tensor", "torch.FloatTensor"),
            "numpy": ("numpy.ndarray",),
            "jax": ("jax.numpy.ndarray", "jax.Array"),
        }
        return name in homes.get(value.library, ())
    python: Mapping[str, type | tuple[type, ...]] = {
        "int": int,
        "float": float,
        "bool": bool,
        "str": str,
        "tuple": tuple,
        "list": list,
        "dict": dict,
        "set": Set,
        "frozenset": Set,
        "torch.Size": tuple,
        "Sequence": (list, tuple),
        "Iterable": (list, tuple, str, dict),
    }
    short = name.rpartition(".")[2]
    wanted = python.get(name) or python.get(short)
    return wanted is not None and isinstance(value, wanted)


def _extent(whole: bool) -> Call:
    def run(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
        return extent_of(next(iter([*values, *named.values()]), None), whole)

    return run


def _default_kind(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    return Token("torch.float32")


KIND_CALLS: Mapping[str, Call] = {
    **{f"{home}.finfo": _extent(whole=False) for home in ("torch", "numpy", "jax.numpy")},
    **{f"{home}.iinfo": _extent(whole=True) for home in ("torch", "numpy", "jax.numpy")},
    "torch.get_default_dtype": _default_kind,
    "builtins.print": _print,
    "builtins.isinstance": _isinstance,
}
"""By path."""
