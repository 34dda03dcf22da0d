"""Statements: branches, loops, imports, definitions; assignments stand beside."""

import ast
from collections.abc import Iterable, Iterator

from einscope.core.errors import Sentence, say
from einscope.core.program.language.builtins.surroundings import is_quiet
from einscope.core.program.language.definitions.functions import defined
from einscope.core.program.language.literals import as_key
from einscope.core.program.language.names import dotted
from einscope.core.program.language.operators import truth
from einscope.core.program.language.statements.assignments import store
from einscope.core.program.language.subscripts import entry
from einscope.core.program.libraries.modules import imported
from einscope.core.program.refusal import Refusal
from einscope.core.program.run.machine import Flow, Machine
from einscope.core.program.tensor.opaque import Opaque
from einscope.core.program.tensor.values import Unknown, Value


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
    if all(isinstance(statement, (ast.Import, ast.ImportFrom, ast.Pass)) for statement in (*node.body, *node.orelse)):
        return machine.run([*node.body, *node.orelse])  # whatever it depends on, it only says what names mean
    return machine.run(node.body if truth(machine.value(node.test)) else node.orelse)


def loop(machine: Machine, node: ast.stmt) -> Flow | None:
    """``for`` over known values."""
    assert isinstance(node, ast.For)  # noqa: S101 — by the table
    entries = machine.entries(machine.value(node.iter), node.iter)

    def rounds() -> Iterator[None]:
        for value in entries:
            store(machine, node.target, value, node)
            yield

    return _repeated(machine, node, rounds())


def while_loop(machine: Machine, node: ast.stmt) -> Flow | None:
    """``while``, as long as the steps last."""
    assert isinstance(node, ast.While)  # noqa: S101 — by the table
    return _repeated(machine, node, iter(lambda: truth(machine.value(node.test)), False))


def _repeated(machine: Machine, node: ast.For | ast.While, rounds: Iterable[object]) -> Flow | None:
    """The body of a loop in each round, until one leaves; what stands behind ``else`` where none does."""
    for _ in rounds:
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
    for item in node.items:
        path = dotted(item.context_expr.func) if isinstance(item.context_expr, ast.Call) else None
        if path is None or path.rpartition(".")[2] not in _AROUND:
            raise Refusal("program-node", say("with supports only torch.no_grad() and the like."))
    return machine.run(node.body)


def import_module(machine: Machine, node: ast.stmt) -> Flow | None:
    """``import torch.nn.functional as F``: decides what a name means."""
    assert isinstance(node, ast.Import)  # noqa: S101 — by the table
    for alias in node.names:
        root = alias.name if alias.asname else alias.name.split(".")[0]
        _import(machine, alias.asname or root, imported(root, None, alias.asname or root))
    return None


def import_names(machine: Machine, node: ast.stmt) -> Flow | None:
    """``from einops import rearrange``."""
    assert isinstance(node, ast.ImportFrom)  # noqa: S101 — by the table
    for alias in node.names:
        name = alias.asname or alias.name
        if alias.name != "*":
            # What a package says of its own modules is not known, whatever they are called.
            module = "." * node.level + (node.module or "")
            _import(machine, name, imported(module, alias.name, name))
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
