"""What the ``__init__`` of a class says of ``self``, as far as it can be told: numbers, and layers that only move."""

import ast
from collections.abc import Mapping
from copy import deepcopy

from einscope.core.errors import PatternError, say
from einscope.core.program.frames import Function
from einscope.core.program.language.definitions.functions import DEEPEST, defaults_of
from einscope.core.program.language.layers import Stopped
from einscope.core.program.language.loops import bind, comprehended
from einscope.core.program.language.names import callee, dotted
from einscope.core.program.language.operators import truth
from einscope.core.program.refusal import Refusal
from einscope.core.program.run.machine import Machine, Scope
from einscope.core.program.run.source import text_of
from einscope.core.program.tensor.values import Known, Unknown, Value, said


def initialise(machine: Machine, initial: Function, arguments: Mapping[str, Value]) -> None:
    """Take over every ``self.name = value`` that can be worked out; the rest is asked for where it is needed.

    What was given counts for more than what the class says.

    Args:
        machine: whose ``self`` it is.
        initial: the ``__init__``.
        arguments: what it is called with, by name.

    Cost: O(statements of ``__init__``).
    """
    outer, terms = machine.scope, machine.terms
    if outer.depth >= DEEPEST:
        return  # a class whose objects hold objects of itself
    machine.terms = {}
    machine.scope = Scope({}, outer.names, outer.depth + 1, outer)
    try:
        for name, value in defaults_of(machine, initial).items():
            machine.scope.names[name] = machine.given.get(name, value)
        machine.scope.names.update(arguments)
        _take_all(machine, initial.body)
    except (PatternError, Stopped):
        return  # the class says nothing that is of use
    finally:
        machine.scope, machine.terms = outer, terms


def keep_constants(machine: Machine, constants: Mapping[str, ast.expr]) -> None:
    """Take over what a class says of its attributes, as far as it can be told."""
    for name, node in constants.items():
        try:
            _keep(machine, ast.Attribute(ast.Name("self", ast.Load()), name, ast.Store()), machine.value(node))
        except (PatternError, Stopped):
            continue


def _take(machine: Machine, node: ast.stmt) -> None:
    machine.budget.spend(1)
    try:
        match node:
            case ast.If(test=test, body=body, orelse=orelse):
                _take_all(machine, body if truth(machine.value(test)) else orelse)
            case ast.Assign(targets=targets, value=value):
                _note_maker(machine, targets, value)
                made = _made_or_remembered(machine, value, dotted(targets[0]) or "")
                for target in targets:
                    _keep(machine, target, made)
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                _note_maker(machine, [target], value)
                _keep(machine, target, _made(machine, value, dotted(target) or ""))
            case ast.For(target=target, iter=values, body=body):
                for entry in machine.entries(machine.value(values), values):
                    bind(machine, target, entry)
                    _take_all(machine, body)
            case ast.With(body=body) | ast.Try(body=body):
                _take_all(machine, body)
            case ast.Expr(value=ast.Call() as call):
                _told(machine, call)
    except (PatternError, Stopped):
        _forget(machine, node)
    finally:
        machine.budget.remarks.clear()


def _forget(machine: Machine, node: ast.stmt) -> None:
    """Attributes that a statement would have changed are not known any more."""
    for inner in ast.walk(node):
        match inner:
            case ast.Attribute(ctx=ast.Store()) | ast.Subscript(value=ast.Attribute(), ctx=ast.Store()):
                path = dotted(inner.value if isinstance(inner, ast.Subscript) else inner)
            case ast.Call(func=ast.Attribute(value=holder, attr="append" | "extend" | "insert")):
                path = dotted(holder)
            case _:
                continue
        if path is not None and path.startswith("self.") and not _is_typed(machine, path):
            machine.given.pop(path, None)


def _is_typed(machine: Machine, path: str) -> bool:
    """Whether a person said what it is, which counts for more."""
    return (path in machine.typed and path not in machine.chosen) or path in machine.shaped


def _take_all(machine: Machine, nodes: list[ast.stmt]) -> None:
    for node in nodes:
        _take(machine, node)


def _told(machine: Machine, call: ast.Call) -> None:
    """A call for its own sake: what it registers, what it appends to a list of layers, what it works out in place."""
    path = dotted(call.func) or ""
    holder, _, name = path.rpartition(".")
    if path in ("self.register_buffer", "self.register_parameter", "self.add_module") and len(call.args) > 1:
        key = machine.value(call.args[0])
        target = ast.Attribute(ast.Name("self", ast.Load()), str(key), ast.Store())
        _keep(machine, target, _made(machine, call.args[1], f"self.{key}"))
    elif name == "append" and call.args and isinstance(layers := machine.value(_owner(call)), list):
        machine.budget.length(len(layers))
        layers.append(_layer(machine, call.args[0], holder))
    elif holder == "self" and name in machine.methods and not call.args and not call.keywords:
        _take_all(machine, machine.methods[name].body)
    else:
        machine.value(call)


def _owner(call: ast.Call) -> ast.expr:
    assert isinstance(call.func, ast.Attribute)  # noqa: S101 — it has a name behind a dot
    return call.func.value


def _layer(machine: Machine, node: ast.expr, path: str) -> Value:
    """A layer, or several; one that is not known is one of those that the list is called by."""
    if isinstance(node, (ast.List, ast.Tuple)):
        return [_layer(machine, element, path) for element in node.elts]
    if isinstance(node, ast.Call) and (dotted(node.func) or "").rpartition(".")[2] == "ModuleList" and node.args:
        several = _layers(machine, node.args[0], path)
        return Unknown(path) if several is None else several
    try:
        layer = _made(machine, node)
    except PatternError:
        return Unknown(path)
    return Unknown(path) if isinstance(layer, Unknown) else layer


def _layers(machine: Machine, node: ast.expr, path: str) -> list[Value] | None:
    """The layers of a list, where it can be told how many there are; None where it is no list."""
    if isinstance(node, (ast.List, ast.Tuple)):
        return [_layer(machine, element, path) for element in node.elts]
    if isinstance(node, (ast.ListComp, ast.GeneratorExp)):
        return comprehended(machine, node, lambda element: _layer(machine, element, path))
    return None


def _note_maker(machine: Machine, targets: list[ast.expr], node: ast.expr) -> None:
    """Remember by what call an attribute is made, for what there is to say of it where that is not known."""
    maker = dotted(node.func) if isinstance(node, ast.Call) else None
    for target in targets:
        path = dotted(target)
        if path is not None and maker is not None:
            machine.makers[path] = maker


def _made(machine: Machine, node: ast.expr, path: str = "") -> Value:
    """A value; of a layer of torch also where only some of its arguments can be worked out.

    ``path``: what it will be called.
    """
    if path and isinstance(node, ast.Call) and (dotted(node.func) or "").rpartition(".")[2] == "ModuleList":
        layers = _layers(machine, node.args[0], path) if node.args else []
        if layers is not None:
            return layers
    function = callee(machine, node.func) if isinstance(node, ast.Call) else None
    if not isinstance(node, ast.Call) or not isinstance(function, Known) or not function.path.startswith("torch.nn."):
        return machine.value(node)
    positional: list[Value] = []
    for argument in node.args:
        if isinstance(argument, ast.Starred):
            positional += machine.entries(machine.value(argument.value), argument)
        else:
            positional.append(_as_told(machine, argument))
    named = {keyword.arg: _as_told(machine, keyword.value) for keyword in node.keywords if keyword.arg is not None}
    return machine.tables.call(machine, function, positional, named)


def _as_told(machine: Machine, node: ast.expr) -> Value:
    """A value; where it cannot be worked out, what the text says, so that the same text means the same value."""
    try:
        value = _made(machine, node)
    except PatternError:
        value = Unknown("")
    return (
        value
        if not isinstance(value, Unknown)
        else Unknown(text_of(ast.fix_missing_locations(_Told(machine).visit(deepcopy(node)))))
    )


class _Told(ast.NodeTransformer):
    """Puts numbers in the place of names that are known, and in that of others the terms they were assigned from."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """A name."""
        return self._told(node)

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        """An attribute of ``self``."""
        return self._told(node)

    def _told(self, node: ast.expr) -> ast.expr:
        self.machine.budget.spend(1)
        path = dotted(node)
        try:
            value = self.machine.value(node)
        except PatternError:
            return self.machine.terms.get(path or "", node)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return ast.Constant(value)
        return self.machine.terms.get(path or "", node)


def _made_or_remembered(machine: Machine, node: ast.expr, path: str) -> Value:
    """A value; where it cannot be worked out, its term is remembered: what is made of it may be told from a shape."""
    try:
        return _made(machine, node, path)
    except PatternError:
        term = _Told(machine).visit(deepcopy(node))
        if path and sum(1 for _ in ast.walk(term)) <= _LONGEST:
            machine.terms[path] = term
        raise


_LONGEST = 50  # nodes of a term


def _keep(machine: Machine, target: ast.expr, value: Value) -> None:
    if isinstance(target, (ast.Tuple, ast.List)) and isinstance(value, (tuple, list)):
        for element, part in zip(target.elts, value, strict=False):
            _keep(machine, element, part)
        return
    path = dotted(target)
    if isinstance(target, ast.Subscript):
        holder, at = machine.value(target.value), machine.value(target.slice)
        fits = isinstance(holder, list) and isinstance(at, int) and -len(holder) <= at < len(holder)
        if not fits and not (isinstance(holder, dict) and isinstance(at, (str, int))):
            raise Refusal("program-index", say("There is no entry '{key}'.", key=said(at)))
        holder[at] = value  # type: ignore[index]
    elif isinstance(target, ast.Name):
        machine.scope.names[target.id] = value
    elif path is not None and path.startswith("self.") and "__" not in path and not _is_typed(machine, path):
        machine.given.pop(path, None)
        if not isinstance(value, Unknown):
            machine.given[path] = value
