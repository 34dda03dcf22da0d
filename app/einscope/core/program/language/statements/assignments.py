"""Statements that bind a name, or store into a part of a value."""

import ast

from einscope.core.errors import say
from einscope.core.program.budget import LONGEST
from einscope.core.program.language.literals import as_key
from einscope.core.program.language.loops import bind
from einscope.core.program.language.names import callee, dotted
from einscope.core.program.language.operators import combined
from einscope.core.program.language.subscripts import entry, items
from einscope.core.program.language.writing import write
from einscope.core.program.movement.writes.assign import assign as assign_part
from einscope.core.program.refusal import Refusal
from einscope.core.program.run.machine import Flow, Machine
from einscope.core.program.tensor.opaque import Opaque
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Known, Module, Unknown, Value, said


def assign(machine: Machine, node: ast.stmt) -> Flow | None:
    """``a = b = value``, to names, parts of tensors and entries of lists."""
    assert isinstance(node, ast.Assign)  # noqa: S101 — by the table
    try:
        value = machine.value(node.value)
    except Opaque as fault:
        if not machine.prepares or fault.x is not None or fault.key in machine.chosen:
            raise
        value = Unknown(fault.key, result=True)  # it is named where it is used
    for target in node.targets:
        store(machine, target, value, node)
    return None


def assign_hinted(machine: Machine, node: ast.stmt) -> Flow | None:
    """``a: int = value``."""
    assert isinstance(node, ast.AnnAssign)  # noqa: S101 — by the table
    if node.value is not None:
        store(machine, node.target, machine.value(node.value), node)
    return None


def assign_more(machine: Machine, node: ast.stmt) -> Flow | None:
    """``a += value``."""
    assert isinstance(node, ast.AugAssign)  # noqa: S101 — by the table
    before = machine.value(node.target)
    value = combined(machine, node.op, before, machine.value(node.value))
    if isinstance(before, Tensor) and isinstance(value, Tensor) and before.shape != value.shape:
        raise Refusal(
            "program-shape",
            say("The result is {shape} and cannot be stored in {wanted}.", shape=said(value), wanted=said(before)),
        )
    if isinstance(before, list) and isinstance(value, list):
        before[:] = value  # in place, as for a tensor: other names for it see it
    elif isinstance(before, Tensor) and isinstance(value, Tensor) and before.library in ("torch", "numpy"):
        write(machine, before, value, _root(node.target), node)
    else:
        store(machine, node.target, value, node)
    return None


def store(machine: Machine, target: ast.expr, value: Value, node: ast.stmt) -> None:
    """Bind a target, and report what was bound."""
    if isinstance(target, ast.Subscript):
        _store_part(machine, target, value, node)
    elif isinstance(target, ast.Attribute):
        path = dotted(target)
        if isinstance(callee(machine, target.value), (Module, Known)):
            return  # torch.backends.cudnn.benchmark = True
        if path is None or not path.startswith(("self.", "ctx.")) or "__" in path:
            raise Refusal("program-node", say("Only names, parts of tensors and attributes of self can be assigned."))
        machine.scope.names[path] = value
        machine.assigned(path, value, node)
    elif isinstance(target, (ast.Tuple, ast.List)) and any(
        not isinstance(part, (ast.Name, ast.Starred, ast.Tuple, ast.List)) for part in target.elts
    ):
        # A part that is a view is read when its turn comes: what was written before shows in it.
        parts = machine.entries(value, target)
        machine.scope.names["="] = parts
        for number, element in enumerate(target.elts[: len(parts)]):
            store(machine, element, parts[number], node)
        del machine.scope.names["="]
    else:
        for name, at in bind(machine, target, value):
            machine.assigned(name, machine.scope.names[name], at)


def _store_part(machine: Machine, target: ast.Subscript, value: Value, node: ast.stmt) -> None:
    holder = machine.value(target.value)
    if isinstance(holder, Tensor):
        if holder.library == "jax":
            raise Refusal("program-node", say("JAX arrays are immutable: parts cannot be assigned."))
        if holder.library not in ("torch", "numpy"):
            raise Refusal(
                "program-node",
                say("What else changes with a part of a tensor of {library} is not known.", library=holder.library),
            )
        changed = assign_part(holder, items(machine, target.slice), value)
        write(machine, holder, changed, _root(target), node)
        return
    key = machine.value(target.slice)
    if isinstance(holder, list) and isinstance(key, int) and -len(holder) <= key < len(holder):
        holder[key] = value
    elif isinstance(holder, list) and isinstance(key, slice) and isinstance(entry(holder, key), list):
        parts = machine.entries(value, node)
        machine.budget.length(len(holder) + len(parts))
        try:
            holder[key] = parts
        except ValueError:
            raise Refusal("program-index", say("These have different lengths.")) from None
    elif isinstance(holder, dict):
        holder[as_key(key)] = value
        machine.budget.length(len(holder) // 64 + 1 if len(holder) < LONGEST else len(holder) + 1)
    else:
        raise Refusal("program-index", say("There is no entry '{key}'.", key=said(key)))


def _root(target: ast.expr) -> str:
    """The name whose part is assigned."""
    while isinstance(target, (ast.Subscript, ast.Attribute)) and dotted(target) is None:
        target = target.value
    return dotted(target) or ""
