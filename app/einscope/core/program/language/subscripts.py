"""``x[…]``: parts of tensors, entries of tuples, lists and dicts."""

import ast

from einscope.core.errors import say
from einscope.core.program.language.builtins.indexing import bracketed
from einscope.core.program.language.layers import begins, begun
from einscope.core.program.language.literals import as_key
from einscope.core.program.language.names import dotted
from einscope.core.program.movement.parts.index import index
from einscope.core.program.refusal import Refusal
from einscope.core.program.run.machine import Machine
from einscope.core.program.tensor.opaque import Opaque
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import At, Defaults, Known, Token, Unknown, Value, said


def subscript(machine: Machine, node: ast.expr) -> Value:
    """A part of a tensor, or an entry."""
    assert isinstance(node, ast.Subscript)  # noqa: S101 — by the table
    holder = machine.value(node.value)
    if isinstance(holder, Tensor):
        return _part(machine, holder, node)
    if isinstance(holder, At):
        return At(holder.x, items(machine, node.slice))
    if isinstance(holder, Known) and (value := bracketed(machine, holder.path, items(machine, node.slice))) is not None:
        return value
    if isinstance(holder, Token):
        return holder  # list[int] in a hint
    if isinstance(holder, Unknown):
        return holder  # one of several layers: what holds for all of them
    key = machine.value(node.slice)
    if isinstance(holder, Defaults) and as_key(key) not in holder and holder.factory is not None:
        machine.budget.length(len(holder) + 1)
        holder[as_key(key)] = machine.tables.call(machine, holder.factory, [], {})
    return entry(holder, key)


def _part(machine: Machine, x: Tensor, node: ast.Subscript) -> Value:
    """A part of a tensor; where nobody knows which, cells with numbers of their own."""
    parts = items(machine, node.slice)
    try:
        return index(x, parts)
    except Opaque as fault:
        name = f"{dotted(node.value) or x.label or ''}[…]"
        fault.rename(name)
        if not begins(machine, fault):
            raise
        return begun(machine, fault, [x, *parts], name=name)


def entry(holder: Value, key: Value) -> Value:
    """An entry of a tuple, list, string or dict, or a slice of one."""
    if isinstance(holder, dict):
        if as_key(key) not in holder:
            raise Refusal("program-index", say("There is no entry '{key}'.", key=said(key)))
        return holder[as_key(key)]
    if not isinstance(holder, (tuple, list, str)):
        raise Refusal("program-type", say("This has no entries: it is {value}.", value=said(holder)))
    if isinstance(key, Tensor) and key.known is not None and key.cells == 1:
        key = int(key.known[0])
    if isinstance(key, slice):
        for bound in (key.start, key.stop, key.step):
            if bound is not None and not isinstance(bound, int):
                raise Refusal("program-index", say("A slice takes integers, not {value}.", value=said(bound)))
        if key.step == 0:
            raise Refusal("program-index", say("The step of a slice cannot be 0."))
        return holder[key]
    if not isinstance(key, int):
        raise Refusal(
            "program-index", say("An index must be an integer, a slice or a list, not {value}.", value=said(key))
        )
    if not -len(holder) <= key < len(holder):
        raise Refusal(
            "program-index", say("There is no entry {index}: the count is {count}.", index=key, count=len(holder))
        )
    return holder[key]


def items(machine: Machine, node: ast.expr) -> tuple[Value, ...]:
    """What stands between the brackets, one part an axis."""
    if isinstance(node, ast.Tuple):
        return tuple(machine.values(node.elts))
    value = machine.value(node)
    return value if isinstance(value, tuple) else (value,)


def slice_of(machine: Machine, node: ast.expr) -> Value:
    """``a:b:c``."""
    assert isinstance(node, ast.Slice)  # noqa: S101 — by the table
    bounds = (None if bound is None else machine.value(bound) for bound in (node.lower, node.upper, node.step))
    return slice(*bounds)
