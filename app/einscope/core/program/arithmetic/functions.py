"""What functions make of each number that is known."""

from collections.abc import Callable, Mapping
from math import erf, sqrt
from typing import Any

import numpy as np

from einscope.core.program.arithmetic.operators import calculated
from einscope.core.program.arithmetic.worked import (
    Numbers,
    Operand,
    Worked,
    cell_by_cell,
    in_kind,
    joint,
    off_of,
    rounded,
)
from einscope.core.program.arithmetic.worked import real_of as usual
from einscope.core.program.budget import Library

Of = Callable[[Numbers], Any]

_erf = np.vectorize(erf, otypes=[np.float64])


def _sigmoid(x: Numbers) -> Any:
    return 1 / (1 + np.exp(-x))


def _softplus(x: Numbers) -> Any:
    return np.logaddexp(0, x)


_KEEPING: Mapping[str, Of] = {
    **dict.fromkeys(("abs", "absolute"), np.abs),
    **dict.fromkeys(("neg", "negative"), np.negative),
    **dict.fromkeys(("positive", "real", "conj", "identity"), np.positive),
    "relu": lambda x: np.maximum(x, 0),
    "relu6": lambda x: np.clip(x, 0, 6),
    "hardtanh": lambda x: np.clip(x, -1, 1),
}
"""Numbers stay of their kind, and are exact; how far they may be off does not grow."""

_STEPS: Mapping[str, Of] = {
    "floor": np.floor,
    "ceil": np.ceil,
    **dict.fromkeys(("trunc", "fix"), np.trunc),
    **dict.fromkeys(("round", "rint"), np.rint),
    "sign": np.sign,
    "sgn": np.sign,
}
"""These jump: of a number at a jump that may be off, nothing is known."""

_TRUTHS: Mapping[str, Of] = {
    "isnan": np.isnan,
    "isinf": np.isinf,
    "isfinite": np.isfinite,
    "signbit": np.signbit,
    "logical_not": np.logical_not,
}

_REAL: Mapping[str, Of] = {
    **{name: getattr(np, name) for name in ("exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "sqrt")},
    **{name: getattr(np, name) for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "deg2rad", "rad2deg")},
    **{f"a{name}": getattr(np, f"arc{name}") for name in ("sin", "cos", "tan")},
    **{f"arc{name}": getattr(np, f"arc{name}") for name in ("sin", "cos", "tan")},
    "reciprocal": lambda x: 1 / x,
    "rsqrt": lambda x: 1 / np.sqrt(x),
    "sigmoid": _sigmoid,
    **dict.fromkeys(("silu", "swish"), lambda x: x * _sigmoid(x)),
    "mish": lambda x: x * np.tanh(_softplus(x)),
    **dict.fromkeys(("logsigmoid", "log_sigmoid"), lambda x: -_softplus(-x)),
    "softsign": lambda x: x / (1 + np.abs(x)),
    "elu": lambda x: np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
    "erf": _erf,
    "erfc": lambda x: 1 - _erf(x),
    "tanhshrink": lambda x: x - np.tanh(x),
}
"""Worked out in double precision, then rounded."""

_OF_TORCH: Mapping[str, Of] = {
    "gelu": lambda x: x * 0.5 * (1 + _erf(x / sqrt(2))),
    "softplus": _softplus,
    "leaky_relu": lambda x: np.where(x > 0, x, 0.01 * x),
    "hardsigmoid": lambda x: np.clip(x + 3, 0, 6) / 6,
    "hardswish": lambda x: x * np.clip(x + 3, 0, 6) / 6,
    "celu": lambda x: np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
    "selu": lambda x: 1.0507009873554805 * np.where(x > 0, x, 1.6732632423543772 * np.expm1(np.minimum(x, 0))),
}
"""What other libraries have by these names is something else unless told, or was not looked up."""


def of_one(name: str, x: Worked, library: Library) -> Worked | None:
    """What a function makes of each number; None where it is not known.

    >>> of_one("floor", Worked(np.array([1.5, -1.5])), "numpy").numbers
    array([ 1., -2.])
    """
    return cell_by_cell(lambda own: _of_one(name, own, library), (x,), library)


def _of_one(name: str, x: Worked, library: Library) -> Worked | None:
    numbers = x.numbers
    if name == "square":
        return calculated("*", x, x, library)
    if name in _TRUTHS:
        near = name in ("signbit", "logical_not") and x.off and (np.abs(numbers) <= x.off).any()
        return None if near else Worked(_TRUTHS[name](numbers))
    if name == "bitwise_not":
        return Worked(~numbers) if x.whole else None
    if numbers.dtype == np.bool_ and name not in _REAL:
        return None
    if name in _KEEPING:
        return Worked(_KEEPING[name](numbers).astype(numbers.dtype), x.off)
    if name in _STEPS:
        step = _STEPS[name]
        if x.off and (step(numbers - x.off) != step(numbers + x.off)).any():
            return None
        return x if x.whole and name not in ("sign", "sgn") else Worked(step(numbers))
    compute = _REAL.get(name) or (_OF_TORCH.get(name) if library == "torch" else None)
    if compute is None:
        return None
    kind = numbers.dtype if numbers.dtype.kind == "f" else usual(library)
    return smooth(compute, x, kind)


def smooth(compute: Of, x: Worked, kind: np.dtype[Any], terms: int = 1) -> Worked:
    """What a function without jumps makes of numbers: how far it may be off, it is asked a little to each side."""
    wide = x.numbers.astype(np.float64)
    found = np.asarray(compute(wide))
    off = 0.0
    if x.off:
        sides = [np.abs(np.asarray(compute(wide + step)) - found) for step in (-x.off, x.off)]
        off = 2 * float(max(np.where(np.isnan(side), np.inf, side).max(initial=0) for side in sides))
    return rounded(found.astype(kind), off, terms)


def clamped(x: Worked, low: Operand | None, high: Operand | None, library: Library) -> Worked | None:
    """``clamp``: no number below the one or above the other."""
    bounds = [bound for bound in (low, high) if bound is not None]

    def compute(own: Worked, *edges: Operand) -> Worked | None:
        if own.numbers.dtype == np.bool_:
            return None
        kind = joint(library, (own, *edges))
        numbers, rest = own.numbers.astype(kind), [in_kind(edge, kind) for edge in edges]
        if low is not None:
            numbers = np.maximum(numbers, rest.pop(0))
        if high is not None:
            numbers = np.minimum(numbers, rest.pop(0))
        return Worked(numbers.astype(kind), max(map(off_of, (own, *edges))))

    return cell_by_cell(compute, (x, *bounds), library)


_OPERATORS = {
    **{"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="},
    **{"not_equal": "!=", "less": "<", "less_equal": "<=", "greater": ">", "greater_equal": ">="},
    **{"bitwise_and": "&", "bitwise_or": "|", "bitwise_xor": "^"},
}
_OF_TWO: Mapping[str, Callable[[Any, Any], Any]] = {
    "maximum": np.maximum,
    "minimum": np.minimum,
    "fmax": np.fmax,
    "fmin": np.fmin,
    "copysign": np.copysign,
}
_REAL_OF_TWO: Mapping[str, Callable[[Any, Any], Any]] = {
    **dict.fromkeys(("atan2", "arctan2"), np.arctan2),
    "hypot": np.hypot,
}
_LOGICAL: Mapping[str, Callable[[Any, Any], Any]] = {
    "logical_and": np.logical_and,
    "logical_or": np.logical_or,
    "logical_xor": np.logical_xor,
}


def of_two(name: str, left: Operand, right: Operand, library: Library) -> Worked | None:
    """What a function makes of each pair of numbers; None where it is not known.

    >>> of_two("maximum", Worked(np.array([1, 5])), 3, "numpy").numbers
    array([3, 5])
    """
    if name in _OPERATORS:
        return calculated(_OPERATORS[name], left, right, library)
    return cell_by_cell(lambda one, other: _of_two(name, one, other, library), (left, right), library)


def _of_two(name: str, left: Operand, right: Operand, library: Library) -> Worked | None:
    kind = joint(library, (left, right))
    if name in _LOGICAL:
        near = any(isinstance(each, Worked) and each.off and each.smallest <= each.off for each in (left, right))
        return None if near else Worked(_LOGICAL[name](in_kind(left, kind), in_kind(right, kind)))
    if name in _OF_TWO and (kind.kind == "f" or name != "copysign"):
        found = _OF_TWO[name](in_kind(left, kind), in_kind(right, kind))
        return Worked(found, max(off_of(left), off_of(right)))
    if name in _REAL_OF_TWO and not off_of(left) and not off_of(right):
        real = kind if kind.kind == "f" else usual(library)
        wide = np.dtype(np.float64)
        return rounded(_REAL_OF_TWO[name](in_kind(left, wide), in_kind(right, wide)).astype(real))
    return None
