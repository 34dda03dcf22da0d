"""What element-wise functions make of numbers that are known: whole ones; of any other, nothing is known any more."""

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from einscope.core.map import IntArray
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Value

_OF_ONE: Mapping[str, Callable[[IntArray], Any]] = {
    **dict.fromkeys(("abs", "absolute"), np.abs),
    **dict.fromkeys(("floor", "ceil", "round", "trunc", "positive", "real"), np.positive),
    **dict.fromkeys(("neg", "negative"), np.negative),
    "square": np.square,
    "sign": np.sign,
    "relu": lambda numbers: np.maximum(numbers, 0),
    "logical_not": lambda numbers: numbers == 0,
}
_BOUNDS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("clamp", "clip"), ("low", "high")),
    "clamp_min": ("low",),
    "clamp_max": ("high",),
}
_CALLED = {"min": "low", "a_min": "low", "max": "high", "a_max": "high", "x_min": "low", "x_max": "high"}

OF_TWO: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
    "**": operator.pow,
}
"""Operators, for those that are called as functions."""


def worked_out(name: str, positional: Sequence[Value], named: Mapping[str, Value]) -> IntArray | None:
    """The numbers of a result; None where they are not known.

    Args:
        name: of the function.
        positional: what it is called with, a tensor first.
        named: what else.

    Cost: O(cells).
    """
    x = positional[0] if positional else None
    if not isinstance(x, Tensor) or x.known is None:
        return None
    if name in _OF_ONE and len(positional) == 1 and not named:
        if x.known.dtype == np.bool_ and name != "logical_not":
            return None
        return _whole(_OF_ONE[name](x.known))
    if name in _BOUNDS and x.known.dtype != np.bool_:
        bounds = dict(zip(_BOUNDS[name], positional[1:], strict=False))
        bounds |= {_CALLED.get(key, key): value for key, value in named.items()}
        low, high = bounds.pop("low", None), bounds.pop("high", None)
        if not bounds and all(edge is None or type(edge) is int for edge in (low, high)):
            return _whole(np.minimum(np.maximum(x.known, _near(low, -_LARGEST)), _near(high, _LARGEST)))
    return None


_LARGEST = 2**53


def _near(edge: object, usual: int) -> int:
    return max(-_LARGEST, min(edge, _LARGEST)) if isinstance(edge, int) else usual


def _whole(numbers: Any) -> IntArray:
    found: IntArray = numbers if numbers.dtype == np.bool_ else numbers.astype(np.int64)
    return found
