"""Dtypes: known numbers as one has them, and what is told of it."""

from dataclasses import dataclass

import numpy as np

from einscope.core.map import IntArray
from einscope.core.program.arithmetic.worked import Worked, cell_by_cell, rounded
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Known, Token, Value


@dataclass(frozen=True, slots=True)
class Extent:
    """What ``torch.finfo`` and ``np.iinfo`` tell of a dtype: numbers that no place depends on."""

    min: float
    max: float
    bits: int
    eps: float = 0.0
    tiny: float = 0.0
    smallest_normal: float = 0.0
    resolution: float = 0.0


def extent_of(kind: Value, whole: bool) -> Extent:
    """That of a dtype; of one that is not known, that of the usual one.

    Args:
        kind: the dtype.
        whole: whether it is one of integers.

    >>> extent_of(Token("torch.int8"), whole=True).max, extent_of(Token("dtype"), whole=False).bits
    (127, 32)
    """
    name = _name_of(kind)
    if whole:
        integers = np.iinfo(name if name in _INTEGERS else "int64")
        return Extent(int(integers.min), int(integers.max), int(integers.bits))
    floats = np.finfo({"half": "float16", "double": "float64"}.get(name, name if name in _FLOATS else "float32"))
    small = float(floats.tiny)
    return Extent(
        float(floats.min),
        float(floats.max),
        int(floats.bits),
        float(floats.eps),
        small,
        small,
        float(floats.resolution),
    )


_INTEGERS = frozenset({f"{kind}{bits}" for kind in ("int", "uint") for bits in (8, 16, 32, 64)})
_FLOATS = frozenset({"float16", "float32", "float64"})


def _name_of(kind: Value) -> str:
    path = kind.text if isinstance(kind, Token) else kind.path if isinstance(kind, Known) else str(kind)
    return path.rpartition(".")[2].rstrip("_")


def keep_as(x: Tensor, kind: Value) -> Tensor:
    """A tensor with its numbers as a dtype has them, where they are known; of what is none, as they are."""
    name = _name_of(kind)
    own = x.worked
    if own is None or name not in _KINDS:
        return x
    return x.keep(cell_by_cell(lambda each: _kept(each, name), (Worked(own.numbers.reshape(-1), own.off),), x.library))


def _kept(x: Worked, name: str) -> Worked | None:
    kind = np.dtype(_ALIASES.get(name, name)) if name != "bfloat16" else np.dtype(np.float32)
    if name == "bfloat16" and not (x.numbers.astype(np.float64) == np.rint(x.numbers)).all():
        return None
    if name == "bfloat16" and x.largest > _EXACT_IN_BFLOAT:
        return None
    if kind.kind == "b":
        return None if x.off and x.smallest <= x.off else Worked(x.numbers.astype(np.bool_))
    if kind.kind in "iu" and not x.whole:
        if not np.isfinite(x.numbers).all() or (
            x.off and (np.trunc(x.numbers - x.off) != np.trunc(x.numbers + x.off)).any()
        ):
            return None
        return Worked(np.trunc(x.numbers).astype(np.int64).astype(kind))
    if kind.kind == "f" and x.off:
        return rounded(x.numbers.astype(kind), x.off)
    return Worked(x.numbers.astype(kind), x.off)


_ALIASES = {
    **{"long": "int64", "int": "int64", "short": "int16", "byte": "uint8"},
    **{"float": "float32", "double": "float64", "half": "float16"},
}
_EXACT_IN_BFLOAT = 256


def kept_as(numbers: IntArray | None, kind: Value) -> IntArray | None:
    """Known numbers as a dtype has them: truths or integers.

    >>> kept_as(np.array([0, 2]), Token("torch.bool"))
    array([False,  True])
    """
    name = _name_of(kind)
    if numbers is None or name not in _KINDS:
        return numbers
    if name == "bool":
        return numbers.astype(np.bool_)
    return numbers.astype(_NARROW.get(name, np.int64)).astype(np.int64)


_NARROW = {"uint8": np.uint8, "byte": np.uint8, "int8": np.int8, "int16": np.int16, "short": np.int16}
"""Types into which numbers that occur may not fit: what is beyond them begins again at the other end."""

_KINDS = frozenset({"bool", "long", "int", "short", "byte", "float", "double", "half", "bfloat16"}) | {
    f"{kind}{bits}" for kind in ("int", "uint", "float") for bits in (8, 16, 32, 64)
}
