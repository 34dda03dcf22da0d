"""Python's own functions, on known values; and the methods of its tuples, lists and dicts."""

from collections.abc import Mapping, Sequence

from einscope.core.program.language.builtins.batching import BATCHING_CALLS
from einscope.core.program.language.builtins.containers import CONTAINER_CALLS, tuple_of
from einscope.core.program.language.builtins.indexing import AT_CALLS
from einscope.core.program.language.builtins.iterating import ITERATING_CALLS
from einscope.core.program.language.builtins.keyed import KEYED_CALLS
from einscope.core.program.language.builtins.kinds import KIND_CALLS
from einscope.core.program.language.builtins.looking import LOOKING_CALLS
from einscope.core.program.language.builtins.numbers import NUMBER_CALLS, extreme, product, total
from einscope.core.program.language.builtins.operands import Call, number_of
from einscope.core.program.language.builtins.packing import PACKING_CALLS
from einscope.core.program.language.builtins.texts import TEXT_CALLS
from einscope.core.program.run.machine import Machine
from einscope.core.program.tensor.values import Value, rounds

BUILTIN_CALLS: Mapping[str, Call] = {
    **NUMBER_CALLS,
    **BATCHING_CALLS,
    **AT_CALLS,
    **PACKING_CALLS,
    **CONTAINER_CALLS,
    **KEYED_CALLS,
    **ITERATING_CALLS,
    **TEXT_CALLS,
    **KIND_CALLS,
    **LOOKING_CALLS,
}
"""By path; every one bounds what it makes."""


def cast(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    """A number, a size say, as a dtype has it."""
    number = number_of(next(iter(values), None))
    return int(number) if any(rounds(kind) for kind in (*values[1:], *named.values())) else number


OF_NUMBERS: Mapping[str, Call] = {
    "numpy.prod": product,
    "numpy.sum": total,
    "numpy.max": extreme(max),
    "numpy.min": extreme(min),
    **{f"numpy.{name}": BUILTIN_CALLS[f"math.{name}"] for name in ("sqrt", "ceil", "floor", "log", "log2", "trunc")},
    "numpy.abs": BUILTIN_CALLS["builtins.abs"],
    "torch.Size": tuple_of,
    **dict.fromkeys(("tensorflow.cast", "keras.ops.cast", "paddle.cast"), cast),
}
"""Functions of libraries that programs call with numbers, or tuples of them, instead of tensors."""
