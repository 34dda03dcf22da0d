"""Numbers, text, tuples and lists as they are written, and f-strings."""

import ast

from einscope.core.errors import say
from einscope.core.program.language.builtins.texts import formatted_as, text_of
from einscope.core.program.refusal import Refusal
from einscope.core.program.run.machine import Machine
from einscope.core.program.tensor.values import Known, Set, Token, Value, said

LARGEST = 2**127
"""Python's integers are smaller than this; those that a tensor is made by fit into 64 bits."""


def constant(machine: Machine, node: ast.expr) -> Value:
    """A number, a string, True, None, ``...``."""
    assert isinstance(node, ast.Constant)  # noqa: S101 — by the table
    value = node.value
    if isinstance(value, (bytes, complex)):
        raise Refusal("program-node", say("{kind} is not supported in programs.", kind=type(value).__name__))
    if isinstance(value, int):
        return bounded(value)
    return value


def bounded(value: int) -> int:
    """An integer of a size that a program may have.

    Raises:
        Refusal: ``program-number``.
    """
    if not -LARGEST <= value < LARGEST:
        raise Refusal("program-number", say("This number is too large."))
    return value


def sequence(machine: Machine, node: ast.expr) -> Value:
    """A tuple, a list or a set; starred parts are laid out in it."""
    assert isinstance(node, (ast.Tuple, ast.List, ast.Set))  # noqa: S101 — by the table
    entries = machine.values(node.elts)
    return entries if isinstance(node, ast.List) else tuple(entries)


def mapping(machine: Machine, node: ast.expr) -> Value:
    """A dict with text or numbers as keys."""
    assert isinstance(node, ast.Dict)  # noqa: S101 — by the table
    pairs: dict[Value, Value] = {}
    for key, value in zip(node.keys, node.values, strict=True):
        if key is None:
            other = machine.value(value)
            if not isinstance(other, dict):
                raise Refusal("program-type", say("This is {value}, not a dict.", value=said(other)))
            pairs |= other
            continue
        name = machine.value(key)
        pairs[as_key(name)] = machine.value(value)
    machine.budget.length(len(pairs))
    return pairs


def as_key(value: Value) -> Value:
    """A key of a dict, or what is in a set: a number, text, None, or a tuple of such.

    Raises:
        Refusal: ``program-type``.
    """
    if isinstance(value, (str, int, float, Token)) or value is None:
        return value
    if isinstance(value, Known) and value.receiver is None:
        return value
    if isinstance(value, tuple) and all(isinstance(entry, (str, int, float)) or entry is None for entry in value):
        return tuple(value)
    raise Refusal("program-type", say("A key must be a string or an integer, not {value}.", value=said(value)))


def distinct(machine: Machine, node: ast.expr) -> Value:
    """A set."""
    assert isinstance(node, ast.Set)  # noqa: S101 — by the table
    return Set({as_key(entry): None for entry in machine.values(node.elts)})


def formatted(machine: Machine, node: ast.expr) -> Value:
    """An f-string of known numbers and text."""
    assert isinstance(node, ast.JoinedStr)  # noqa: S101 — by the table
    text = "".join(_part(machine, part) for part in node.values)
    machine.budget.length(len(text))
    return text


def _part(machine: Machine, node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    assert isinstance(node, ast.FormattedValue)  # noqa: S101 — nothing else is in one
    value = machine.value(node.value)
    if node.conversion in (_REPR, _ASCII):
        value = text_of(machine, value, quoted=True)
    specifier = "" if node.format_spec is None else machine.value(node.format_spec)
    return formatted_as(machine, value, str(specifier))


_REPR, _ASCII = ord("r"), ord("a")
