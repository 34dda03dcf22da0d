"""What a built-in function is called with."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from einscope.core.errors import say
from einscope.core.program.refusal import Refusal
from einscope.core.program.run.machine import Machine
from einscope.core.program.tensor.integers import exact
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Set, Value, said

Call = Callable[[Machine, Sequence[Value], Mapping[str, Value]], Value]


def entries_of(machine: Machine, value: Value) -> list[Value]:
    """What a loop over a value gives."""
    return machine.entries(value, machine.source.tree)


def loose(machine: Machine, value: Value) -> list[Value]:
    """What is in a value, for whom it does not matter in which order: of a set too."""
    return list(value.entries) if isinstance(value, Set) else entries_of(machine, value)


def keys_of(machine: Machine, entries: Sequence[Value], key: Value) -> list[Any]:
    """What entries are compared by: known numbers, text, or tuples of them.

    Args:
        machine: that runs.
        entries: what is compared.
        key: the function that makes it of them, if there is one.
    """
    keys: list[Any] = []
    for entry in entries:
        machine.budget.spend(1)
        keys.append(_comparable(entry if key is None else machine.tables.call(machine, key, [entry], {})))
    return keys


def _comparable(value: Value) -> Any:
    if isinstance(value, str):
        return value
    if isinstance(value, (tuple, list)) and all(isinstance(entry, (int, float, str)) for entry in value):
        return type(value)(value)
    return number_of(value)


def only(values: Sequence[Value]) -> Value:
    """The only argument."""
    if len(values) != 1:
        raise Refusal("program-argument", say("Expected one argument, got {given}.", given=len(values)))
    return values[0]


def integer_of(value: Value) -> int:
    """An integer, or a tensor of one that is known."""
    if isinstance(value, Tensor) and value.known is not None and value.cells == 1:
        return int(value.known[0])
    if not isinstance(value, int):
        raise Refusal("program-type", say("Expected an integer, got {value}.", value=said(value)))
    return int(value)


def number_of(value: Value) -> Any:
    """A number, or a tensor of one that is known."""
    if isinstance(value, Tensor) and value.cells == 1 and (numbers := exact(value)) is not None:
        return numbers[0]
    if not isinstance(value, (int, float)):
        raise Refusal("program-type", say("Expected a number, got {value}.", value=said(value)))
    return value


def is_plain(value: Value) -> bool:
    """Whether values like this can be compared."""
    return isinstance(value, (int, float, str)) or value is None
