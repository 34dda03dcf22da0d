"""Arithmetic, comparison and logic, of numbers and of tensors."""

import ast
import operator
from collections.abc import Callable, Mapping
from typing import Any

from einscope.core.errors import say
from einscope.core.program.budget import LONGEST
from einscope.core.program.calls.arguments import as_bool, as_tensor
from einscope.core.program.language.builtins.texts import percent
from einscope.core.program.language.literals import LARGEST, bounded
from einscope.core.program.movement.sums.matmul import matmul
from einscope.core.program.movement.sums.merge import arithmetic, negated
from einscope.core.program.refusal import Refusal
from einscope.core.program.run.machine import Machine
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Bytes, Known, Set, Several, Stream, Token, Value, said

_NUMBERS: Mapping[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
    ast.LShift: operator.lshift,
    ast.RShift: operator.rshift,
    ast.BitAnd: operator.and_,
    ast.BitOr: operator.or_,
    ast.BitXor: operator.xor,
}
_COMPARED: Mapping[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}

_OF_SETS: Mapping[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.BitOr: lambda left, right: left | right,
    ast.BitAnd: lambda left, right: {key: None for key in left if key in right},
    ast.Sub: lambda left, right: {key: None for key in left if key not in right},
    ast.BitXor: lambda left, right: {key: None for key in left | right if (key in left) != (key in right)},
}

_SIGNS: Mapping[type[ast.operator | ast.cmpop], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
    ast.LShift: "<<",
    ast.RShift: ">>",
    ast.BitAnd: "&",
    ast.BitOr: "|",
    ast.BitXor: "^",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}


OPERATORS: Mapping[str, ast.operator] = {
    "add": ast.Add(),
    "sub": ast.Sub(),
    "mul": ast.Mult(),
    "truediv": ast.Div(),
    "floordiv": ast.FloorDiv(),
    "mod": ast.Mod(),
    "pow": ast.Pow(),
    "matmul": ast.MatMult(),
    "and_": ast.BitAnd(),
    "or_": ast.BitOr(),
    "xor": ast.BitXor(),
}
"""Functions of Python's module ``operator``."""


def binary(machine: Machine, node: ast.expr) -> Value:
    """Two values and an operator between them."""
    assert isinstance(node, ast.BinOp)  # noqa: S101 — by the table
    return combined(machine, node.op, machine.value(node.left), machine.value(node.right))


def combined(machine: Machine, sign: ast.operator, left: Value, right: Value) -> Value:
    """What an operator makes of two values."""
    if isinstance(left, Tensor) or isinstance(right, Tensor):
        if isinstance(sign, ast.MatMult):
            return matmul(as_tensor(left), as_tensor(right))
        return arithmetic(left, right, _SIGNS.get(type(sign), ""))
    if isinstance(left, (int, float)) and isinstance(right, (int, float)):
        return numbers(sign, left, right)
    if isinstance(left, Bytes) or isinstance(right, Bytes):
        return _bytes(sign, left, right)
    if (
        isinstance(sign, ast.BitOr)
        and isinstance(left, (Token, Known))
        and (right is None or isinstance(right, (Token, Known)))
    ):
        return left  # int | None in a hint
    if isinstance(left, Several) or isinstance(right, Several):
        left, right = _alike(left, right)
    if isinstance(sign, ast.Add) and isinstance(left, (list, tuple, str)) and type(left) is type(right):
        machine.budget.length(len(left) + len(right))
        return left + right  # type: ignore[operator]
    if isinstance(sign, ast.Mod) and isinstance(left, str):
        return percent(machine, left, right)
    if isinstance(sign, ast.BitOr) and isinstance(left, dict) and isinstance(right, dict):
        machine.budget.length(len(left) + len(right))
        return left | right
    if isinstance(left, Set) and isinstance(right, Set) and type(sign) in _OF_SETS:
        machine.budget.length(len(left.entries) + len(right.entries))
        return Set(_OF_SETS[type(sign)](left.entries, right.entries))
    if isinstance(sign, ast.Mult):
        times, many = (left, right) if isinstance(left, int) else (right, left)
        if isinstance(times, int) and isinstance(many, (list, tuple, str)):
            machine.budget.length(len(many) * max(0, times))
            return many * max(0, min(times, LONGEST))  # of nothing, however often
    raise Refusal(
        "program-type",
        say("{one} and {other} cannot be used together here.", one=said(left), other=said(right)),
    )


def _alike(left: Value, right: Value) -> tuple[Value, Value]:
    """Numbers that were given as what stands beside them: a tuple or a list."""
    kind = list if isinstance(left, list) or isinstance(right, list) else tuple
    return (
        kind(left) if isinstance(left, Several) else left,
        kind(right) if isinstance(right, Several) else right,
    )


def numbers(sign: ast.operator, left: float, right: float) -> int | float:
    """Arithmetic of numbers, refused before it gets large."""
    compute = _NUMBERS.get(type(sign))
    if compute is None:
        raise Refusal(
            "program-type", say("{one} and {other} cannot be used together here.", one=said(left), other=said(right))
        )
    whole = isinstance(sign, ast.Pow) and isinstance(left, int) and isinstance(right, int) and abs(left) > 1
    if whole and right * int(left).bit_length() > 2 * LARGEST.bit_length():
        raise Refusal("program-number", say("This number is too large."))
    if isinstance(sign, (ast.LShift, ast.RShift)) and not 0 <= right <= LARGEST.bit_length():
        raise Refusal("program-number", say("This number is too large."))
    try:
        result = compute(left, right)
    except ZeroDivisionError:
        raise Refusal("program-number", say("This divides by zero.")) from None
    except (OverflowError, TypeError, ValueError):
        raise Refusal("program-number", say("This number is too large.")) from None
    if isinstance(result, int):
        return result if isinstance(result, bool) else bounded(result)
    if isinstance(result, float):
        return result
    raise Refusal("program-number", say("This is not a real number."))


def _bytes(sign: ast.operator, left: Value, right: Value) -> Value:
    """Bytes that stay a number of cells, or that are counted in others."""
    match sign, left, right:
        case ((ast.Add() | ast.Sub()), Bytes(cells), Bytes(other)):
            return Bytes(int(numbers(sign, cells, other)))
        case (ast.Mult(), Bytes(cells), int(times)) | (ast.Mult(), int(times), Bytes(cells)):
            return Bytes(int(numbers(sign, cells, times)))
        case ast.FloorDiv(), Bytes(cells), Bytes(other):
            return numbers(sign, cells, other)
    raise Refusal(
        "program-unknown-values",
        say("The type of this tensor is unknown, and so is the number of bytes per cell."),
        hint=say("strides are counted in cells: write i * x.itemsize, or x.strides"),
    )


def unary(machine: Machine, node: ast.expr) -> Value:
    """``-x``, ``not x``."""
    assert isinstance(node, ast.UnaryOp)  # noqa: S101 — by the table
    value = machine.value(node.operand)
    if isinstance(node.op, ast.Not):
        return not truth(value)
    if isinstance(value, Tensor):
        return value if isinstance(node.op, ast.UAdd) else negated(value, isinstance(node.op, ast.USub))
    if isinstance(value, (int, float)):
        if isinstance(node.op, ast.USub):
            return bounded(-value) if isinstance(value, int) else -value
        if isinstance(node.op, ast.Invert) and isinstance(value, int):
            return ~value
        return +value
    raise Refusal("program-type", say("Expected a number, got {value}.", value=said(value)))


def truth(value: Value) -> bool:
    """Whether a condition holds.

    Raises:
        Refusal: ``program-unknown-values`` where it depends on the numbers in a tensor.
    """
    return as_bool(value)


def logic(machine: Machine, node: ast.expr) -> Value:
    """``and`` and ``or``, which stop where they know."""
    assert isinstance(node, ast.BoolOp)  # noqa: S101 — by the table
    for operand in node.values[:-1]:
        value = machine.value(operand)
        if truth(value) != isinstance(node.op, ast.And):
            return value
    return machine.value(node.values[-1])


def compare(machine: Machine, node: ast.expr) -> Value:
    """``a < b <= c``, ``is``, ``in``."""
    assert isinstance(node, ast.Compare)  # noqa: S101 — by the table
    left = machine.value(node.left)
    for sign, other in zip(node.ops, node.comparators, strict=True):
        right = machine.value(other)
        holds = _compared(machine, sign, left, right)
        if isinstance(holds, Tensor) or not holds:
            return holds
        left = right
    return True


def _compared(machine: Machine, sign: ast.cmpop, left: Value, right: Value) -> Value:
    if isinstance(sign, (ast.Is, ast.IsNot)):
        same = left is right or (isinstance(left, (bool, Token, Known)) and type(left) is type(right) and left == right)
        return same == isinstance(sign, ast.Is)
    if isinstance(sign, (ast.In, ast.NotIn)):
        if isinstance(right, Set):
            return any(equal(machine, entry, left) for entry in right.entries) == isinstance(sign, ast.In)
        if isinstance(right, Stream):
            right = machine.entries(right, machine.source.tree)
        if not isinstance(right, (list, tuple, dict, str)):
            raise Refusal("program-type", say("This cannot be unpacked: it is {value}.", value=said(right)))
        machine.budget.length(min(len(right), LONGEST))
        if isinstance(right, str):
            return (isinstance(left, str) and left in right) == isinstance(sign, ast.In)
        return any(equal(machine, entry, left) for entry in right) == isinstance(sign, ast.In)
    if isinstance(left, Tensor) or isinstance(right, Tensor):
        if left is None or right is None:
            return isinstance(sign, ast.NotEq)
        return arithmetic(left, right, _SIGNS[type(sign)])
    if isinstance(left, Bytes) != isinstance(right, Bytes) and None not in (left, right):
        return _bytes(ast.Mod(), left, right)
    if isinstance(sign, (ast.Eq, ast.NotEq)):
        return equal(machine, left, right) == isinstance(sign, ast.Eq)
    numeric = isinstance(left, (int, float)) and isinstance(right, (int, float))
    if numeric or (type(left) is type(right) and isinstance(left, str)):
        return _COMPARED[type(sign)](left, right)
    if isinstance(left, (tuple, list)) and type(left) is type(right) and _numeric(left) and _numeric(right):
        return _COMPARED[type(sign)](left, right)
    raise Refusal(
        "program-type", say("{one} and {other} cannot be used together here.", one=said(left), other=said(right))
    )


def _numeric(values: Value) -> bool:
    return isinstance(values, (list, tuple)) and all(isinstance(value, (int, float)) for value in values)


def equal(machine: Machine, left: Value, right: Value) -> bool:
    """Whether two values are equal; a tensor is only equal to itself."""
    machine.budget.spend(1)
    if isinstance(left, (list, tuple)) and isinstance(right, (list, tuple)):
        left, right = _alike(left, right)
        assert isinstance(left, (list, tuple)) and isinstance(right, (list, tuple))  # noqa: S101, PT018 — as before
        alike = type(left) is type(right) and len(left) == len(right)
        return alike and all(equal(machine, entry, other) for entry, other in zip(left, right, strict=True))
    if isinstance(left, (Tensor, dict)) or isinstance(right, (Tensor, dict)):
        return left is right
    if isinstance(left, Set) and isinstance(right, Set):
        return left.entries.keys() == right.entries.keys()
    return bool(left == right)


def choice(machine: Machine, node: ast.expr) -> Value:
    """``a if condition else b``."""
    assert isinstance(node, ast.IfExp)  # noqa: S101 — by the table
    return machine.value(node.body if truth(machine.value(node.test)) else node.orelse)
