"""Statements: assignments, branches, loops, imports, definitions."""

import ast

from einscope.core.errors import Sentence, say
from einscope.core.program.budget import LONGEST
from einscope.core.program.language.builtins.surroundings import is_quiet
from einscope.core.program.language.definitions.functions import defined
from einscope.core.program.language.literals import as_key
from einscope.core.program.language.loops import bind
from einscope.core.program.language.names import callee, dotted
from einscope.core.program.language.operators import combined, truth
from einscope.core.program.language.subscripts import entry, items
from einscope.core.program.language.writing import write
from einscope.core.program.libraries.modules import imported
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
        not isinstance(each, (ast.Name, ast.Starred, ast.Tuple, ast.List)) for each in target.elts
    ):
        # A part that is a view is read when its turn comes: what was written before shows in it.
        parts = machine.entries(value, target)
        machine.scope.names["="] = parts
        for number, each in enumerate(target.elts[: len(parts)]):
            store(machine, each, parts[number], node)
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
        found = assign_part(holder, items(machine, target.slice), value)
        write(machine, holder, found, _root(target), node)
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


def expression(machine: Machine, node: ast.stmt) -> Flow | None:
    """A call for its own sake, a docstring."""
    assert isinstance(node, ast.Expr)  # noqa: S101 — by the table
    if isinstance(node.value, ast.Call) and is_quiet(machine, node.value):
        return None
    if not isinstance(node.value, ast.Constant):
        try:
            machine.value(node.value)
        except Opaque as fault:
            if fault.x is not None or fault.node is not node.value:
                raise
            # It is given no tensor, and what it gives is thrown away.
            machine.budget.remark(say("{name} is not known here and is skipped", name=fault.key))
    return None


def branch(machine: Machine, node: ast.stmt) -> Flow | None:
    """``if``: the condition must be known."""
    assert isinstance(node, ast.If)  # noqa: S101 — by the table
    if all(isinstance(each, (ast.Import, ast.ImportFrom, ast.Pass)) for each in (*node.body, *node.orelse)):
        return machine.run([*node.body, *node.orelse])  # whatever it depends on, it only says what names mean
    return machine.run(node.body if truth(machine.value(node.test)) else node.orelse)


def loop(machine: Machine, node: ast.stmt) -> Flow | None:
    """``for`` over known values."""
    assert isinstance(node, ast.For)  # noqa: S101 — by the table
    for value in machine.entries(machine.value(node.iter), node.iter):
        store(machine, node.target, value, node)
        flow = machine.run(node.body)
        if flow is not None and flow.kind == "break":
            return None
        if flow is not None and flow.kind == "return":
            return flow
    return machine.run(node.orelse)


def while_loop(machine: Machine, node: ast.stmt) -> Flow | None:
    """``while``, as long as the steps last."""
    assert isinstance(node, ast.While)  # noqa: S101 — by the table
    while truth(machine.value(node.test)):
        flow = machine.run(node.body)
        if flow is not None and flow.kind == "break":
            return None
        if flow is not None and flow.kind == "return":
            return flow
    return machine.run(node.orelse)


def give(machine: Machine, node: ast.stmt) -> Flow | None:
    """``return``."""
    assert isinstance(node, ast.Return)  # noqa: S101 — by the table
    return Flow("return", None if node.value is None else machine.value(node.value), node)


def leave(machine: Machine, node: ast.stmt) -> Flow | None:
    """``break`` and ``continue``."""
    return Flow("break" if isinstance(node, ast.Break) else "continue")


def nothing(machine: Machine, node: ast.stmt) -> Flow | None:
    """``pass``, ``global``: no cell moves."""
    return None


def forget(machine: Machine, node: ast.stmt) -> Flow | None:
    """``del``: names are gone."""
    assert isinstance(node, ast.Delete)  # noqa: S101 — by the table
    for target in node.targets:
        if isinstance(target, ast.Subscript) and _forgotten(machine, target):
            continue
        if not isinstance(target, ast.Name):
            raise Refusal("program-node", say("Only names can be deleted."))
        machine.value(ast.copy_location(ast.Name(target.id, ast.Load()), target))
        machine.scope.names.pop(target.id, None)
        machine.given.pop(target.id, None)
    return None


def _forgotten(machine: Machine, target: ast.Subscript) -> bool:
    """``del d['a']``, ``del items[0]``: whether an entry went."""
    holder, key = machine.value(target.value), machine.value(target.slice)
    if isinstance(holder, list) and isinstance(key, (int, slice)) and entry(holder, key) is not None:
        del holder[key]
        return True
    if isinstance(holder, dict) and as_key(key) in holder:
        del holder[as_key(key)]
        return True
    return False


def check(machine: Machine, node: ast.stmt) -> Flow | None:
    """``assert``; one that fails is an error at its line."""
    assert isinstance(node, ast.Assert)  # noqa: S101 — by the table
    if not truth(machine.value(node.test)):
        text = machine.value(node.msg) if node.msg is not None else ""
        told = isinstance(text, str) and text
        message = say("This assertion fails: {text}", text=text) if told else say("This assertion fails.")
        raise _raised("program-assert", message, "AssertionError")
    return None


def failing(machine: Machine, node: ast.stmt) -> Flow | None:
    """``raise``, where the program comes to it."""
    assert isinstance(node, ast.Raise)  # noqa: S101 — by the table
    first = node.exc.args[0] if isinstance(node.exc, ast.Call) and node.exc.args else None
    text = machine.value(first) if isinstance(first, (ast.Constant, ast.JoinedStr)) else ""
    name = dotted(node.exc.func if isinstance(node.exc, ast.Call) else node.exc) if node.exc is not None else None
    if isinstance(text, str) and text:
        raise _raised("program-raise", say("The program raises an error here: {text}", text=text), name)
    raise _raised("program-raise", say("The program raises an error here."), name)


def _raised(code: str, message: Sentence, name: str | None) -> Refusal:
    """The error of what the program raises itself, by the name of its kind, for those who catch it."""
    fault = Refusal(code, message)
    fault.raised = name
    return fault


_AROUND = frozenset(
    {
        *("no_grad", "autocast", "inference_mode", "enable_grad", "set_grad_enabled", "device", "nullcontext"),
        *("record_function", "profile", "errstate", "catch_warnings", "suppress", "sdp_kernel", "sdpa_kernel"),
    }
)
"""What may stand around statements without changing what they do to cells."""


def with_block(machine: Machine, node: ast.stmt) -> Flow | None:
    """``with torch.no_grad():`` runs its body."""
    assert isinstance(node, ast.With)  # noqa: S101 — by the table
    for each in node.items:
        path = dotted(each.context_expr.func) if isinstance(each.context_expr, ast.Call) else None
        if path is None or path.rpartition(".")[2] not in _AROUND:
            raise Refusal("program-node", say("with supports only torch.no_grad() and the like."))
    return machine.run(node.body)


def import_module(machine: Machine, node: ast.stmt) -> Flow | None:
    """``import torch.nn.functional as F``: decides what a name means."""
    assert isinstance(node, ast.Import)  # noqa: S101 — by the table
    for each in node.names:
        root = each.name if each.asname else each.name.split(".")[0]
        _import(machine, each.asname or root, imported(root, None, each.asname or root))
    return None


def import_names(machine: Machine, node: ast.stmt) -> Flow | None:
    """``from einops import rearrange``."""
    assert isinstance(node, ast.ImportFrom)  # noqa: S101 — by the table
    for each in node.names:
        name = each.asname or each.name
        if each.name != "*":
            # What a package says of its own modules is not known, whatever they are called.
            module = "." * node.level + (node.module or "")
            _import(machine, name, imported(module, each.name, name))
    return None


def _import(machine: Machine, name: str, value: Value) -> None:
    """Bind what is imported; what is not known here may have been given."""
    machine.scope.names[name] = machine.given.get(name, value) if isinstance(value, Unknown) else value


def define(machine: Machine, node: ast.stmt) -> Flow | None:
    """``def``: a function of the program, to be called."""
    assert isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))  # noqa: S101 — by the table
    if node.name.startswith("__") and node.name != "__init__":
        raise Refusal("program-attribute", say("Names that begin with two underscores are not allowed."))
    machine.scope.names[node.name] = defined(machine, node)
    return None
