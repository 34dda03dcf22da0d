"""Python's functions of numbers."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from einscope.core.change import Change
from einscope.core.errors import say
from einscope.core.program.arithmetic.gathered import OF_NAMES
from einscope.core.program.arithmetic.operators import summed
from einscope.core.program.calls.arguments import as_bool
from einscope.core.program.language.builtins.operands import Call, entries_of, keys_of, loose, number_of, only
from einscope.core.program.language.literals import bounded
from einscope.core.program.libraries.layers.working import worked_out
from einscope.core.program.movement.sums.merge import combine, gathered, reduce_axes, worked
from einscope.core.program.refusal import Refusal
from einscope.core.program.run.machine import Machine
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Value, said


def extreme(choose: Callable[..., Any]) -> Call:
    """``max`` or ``min``, by what chooses."""

    def run(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
        entries = loose(machine, values[0]) if len(values) == 1 else list(values)
        by = keys_of(machine, entries, named.get("key"))
        if not entries:
            if "default" in named:
                return named["default"]
            raise Refusal("program-argument", say("There is nothing to choose from."))
        try:
            best = choose(range(len(entries)), key=lambda at: by[at])
        except TypeError:
            raise Refusal("program-type", say("These cannot be compared with each other.")) from None
        return by[best] if named.get("key") is None else entries[best]

    return run


def total(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    """``sum``, of numbers, tuples or tensors."""
    entries = loose(machine, values[0]) if values else []
    start = values[1] if len(values) > 1 else named.get("start", 0)
    if any(isinstance(entry, Tensor) for entry in entries):
        return _sum_of([start, *entries])
    if isinstance(start, (tuple, list)):
        for addend in entries:
            if type(addend) is not type(start):
                raise Refusal(
                    "program-type",
                    say("{one} and {other} cannot be used together here.", one=said(start), other=said(addend)),
                )
            machine.budget.length(len(start) + len(addend))  # type: ignore[arg-type]
            start = start + addend  # type: ignore[operator]
        return start
    total = number_of(start)
    for addend in entries:
        total = total + number_of(addend)
    return bounded(total) if isinstance(total, int) else total


def _sum_of(entries: Sequence[Value]) -> Tensor:
    """Tensors added up, and numbers with them."""
    tensors = [entry for entry in entries if isinstance(entry, Tensor)]
    result = combine(tensors, Change(say("added to each other"), gathers=True, adds=True))
    library = result.library
    return worked(result, lambda *own: summed(own, library), entries)


def _int(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    value = only(values) if values else 0
    if isinstance(value, str):
        if not value.strip().lstrip("+-").isdecimal() or len(value) > 20:
            raise Refusal("program-number", say("'{text}' is not an integer.", text=value))
        return bounded(int(value))
    number = number_of(value)
    if isinstance(number, float) and not math.isfinite(number):
        raise Refusal("program-number", say("This is not an integer."))
    return bounded(int(number))


def _float(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    value = only(values) if values else 0
    if isinstance(value, str):
        if value.strip().lower().lstrip("+-") not in ("inf", "infinity", "nan"):
            raise Refusal("program-number", say("'{text}' is not a number.", text=value))
        return float(value)
    return float(number_of(value))


def truth_of(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    """``bool``."""
    value = only(values) if values else False
    return as_bool(value)


def _numeric(name: str, compute: Callable[..., Any], tensor_too: bool = False) -> Call:
    def run(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
        if tensor_too and len(values) == 1 and isinstance(values[0], Tensor):
            result = combine([values[0]], Change(say("passed through {name}", name=name)))
            return worked_out(result, name, values, named)
        numbers = [number_of(value) for value in values]
        try:
            result = compute(*numbers)
        except TypeError:
            raise Refusal("program-argument", say("{name} cannot take these arguments.", name=name)) from None
        except (ValueError, OverflowError, ZeroDivisionError):
            raise Refusal("program-number", say("{name} has no value here.", name=name)) from None
        return bounded(result) if isinstance(result, int) else result

    return run


def _power(base: float, exponent: float) -> float:
    if abs(base) > 1 and (abs(exponent) > 64 or abs(base) > 2**32):
        raise OverflowError
    return float(math.pow(base, exponent)) if exponent < 0 else base**exponent


def _rounded(value: float, places: int = 0) -> float:
    if abs(places) > 20:
        raise OverflowError
    return round(value, places) if places else round(value)


def product(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    """``prod``."""
    value = values[0] if values else ()
    if isinstance(value, Tensor):
        return gathered(value, reduce_axes(value), None, OF_NAMES["prod"])
    total: float = 1
    for factor in entries_of(machine, value):
        total = total * number_of(factor)
        if isinstance(total, int):
            bounded(total)
    return total


NUMBER_CALLS: Mapping[str, Call] = {
    "builtins.min": extreme(min),
    "builtins.max": extreme(max),
    "builtins.sum": total,
    "builtins.int": _int,
    "builtins.float": _float,
    "builtins.bool": truth_of,
    "builtins.abs": _numeric("abs", abs, tensor_too=True),
    "builtins.round": _numeric("round", _rounded, tensor_too=True),
    "builtins.divmod": _numeric("divmod", divmod),
    "builtins.pow": _numeric("pow", _power),
    "math.sqrt": _numeric("sqrt", math.sqrt),
    "math.ceil": _numeric("ceil", math.ceil),
    "math.floor": _numeric("floor", math.floor),
    "math.trunc": _numeric("trunc", math.trunc),
    "math.log": _numeric("log", math.log),
    "math.log10": _numeric("log10", math.log10),
    "math.exp": _numeric("exp", math.exp),
    "math.copysign": _numeric("copysign", math.copysign),
    "math.isclose": _numeric("isclose", math.isclose),
    "math.log2": _numeric("log2", math.log2),
    "math.fabs": _numeric("fabs", math.fabs),
    "math.gcd": _numeric("gcd", math.gcd),
    "math.isqrt": _numeric("isqrt", math.isqrt),
    "math.pow": _numeric("pow", _power),
    "math.prod": product,
    "tuple.numel": product,
}
"""By path."""
