"""Attributes of a tensor: its listed properties, and its methods."""

from math import prod

import numpy as np

from einscope.core.errors import Span, say
from einscope.core.program.libraries.homes import METHODS, nearest
from einscope.core.program.libraries.layers.passing import CONVERSIONS, ELEMENTWISE
from einscope.core.program.libraries.memory import strides_in_bytes
from einscope.core.program.movement.axes.order import last_two, transpose
from einscope.core.program.refusal import Refusal
from einscope.core.program.run.machine import Machine
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import At, Bytes, Known, Token, Value

AMBIGUOUS = frozenset({"transpose", "repeat", "split", "squeeze", "flatten", "take", "T", "max", "min", "sort"})
"""Methods that torch and numpy both have, with different meanings."""


def _in_place(name: str) -> bool:
    return name.endswith("_") and not name.startswith("_")


_PLAIN = ("tensorflow", "keras")
"""Libraries whose tensors have few attributes."""

PASSING = CONVERSIONS | ELEMENTWISE | {"softmax", "log_softmax"}


def property_of(machine: Machine, x: Tensor, name: str, span: Span) -> Value:
    """``x.shape`` and its like; a method that is listed.

    Raises:
        Refusal: ``program-attribute``.
    """
    match name:
        case "shape":
            return x.shape
        case "ndim":
            return x.rank
        case "size" if x.library not in ("torch", *_PLAIN):
            return prod(x.shape)
        case "itemsize":
            return Bytes(1)
        case "nbytes":
            return Bytes(x.cells)
        case "strides" if x.library == "numpy":
            return strides_in_bytes(x)
        case "at" if x.library == "jax":
            return At(x)
        case "dtype" if x.budget.valued and x.numbers is not None and x.numbers.dtype != np.object_:
            return Token(f"{x.library}.{x.numbers.dtype}")
        case "dtype" | "device" | "requires_grad" | "is_cuda" | "layout":
            return Token(name)
        case "T" if x.library not in _PLAIN:
            return transpose(x)
        case "mT" | "mH" if x.library not in _PLAIN:
            return last_two(x)
        case "H" if x.library not in _PLAIN:
            return transpose(x)
        case "data" | "real":
            return x
    home = METHODS[x.library]
    if name in AMBIGUOUS:
        machine.ambiguous.append((name, span))
    if f"{home}.{name}" in machine.tables.functions or name in PASSING or _in_place(name):
        return Known(f"{home}.{name}", x)
    other = "ndarray" if home == "Tensor" else "Tensor"
    if home in ("Tensor", "ndarray") and f"{other}.{name}" in machine.tables.functions:
        there, here = ("numpy", "torch") if home == "Tensor" else ("torch", x.library)
        raise Refusal(
            "program-attribute",
            say("'{name}' is a method in {there}; this is a tensor of {here}.", name=name, there=there, here=here),
            hint=say("to use its meaning, import {there} in the first line", there=there),
        )
    raise Refusal(
        "program-attribute",
        say("'{name}' of a tensor is not supported.", name=name),
        hint=nearest(f"{home}.{name}", machine.tables.functions),
    )
