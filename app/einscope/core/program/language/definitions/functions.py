"""Functions of the program itself: defined, and called."""

import ast
from collections import ChainMap
from collections.abc import Mapping, Sequence

from einscope.core.errors import say
from einscope.core.program.frames import is_decorated
from einscope.core.program.refusal import Refusal, wrong_number
from einscope.core.program.run.machine import Machine, Scope
from einscope.core.program.tensor.values import Defined, Value

DEEPEST = 8
"""Calls within calls: what a program of movements needs is half of it."""


def defined(machine: Machine, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> Defined:
    """A function; its defaults are worked out here, once, and names around it when it is called."""
    around = ChainMap(machine.scope.names, machine.scope.around)
    return Defined(node, around, defaults_of(machine, node))


def defaults_of(machine: Machine, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> dict[str, Value]:
    """The values of parameters that have one, by name."""
    arguments = node.args
    names = [positional.arg for positional in (*arguments.posonlyargs, *arguments.args)]
    late = names[len(names) - len(arguments.defaults) :]
    defaults = {name: machine.value(value) for name, value in zip(late, arguments.defaults, strict=True)}
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        if default is not None:
            defaults[argument.arg] = machine.value(default)
    return defaults


def method_of(machine: Machine, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Defined:
    """A method, whose first parameter is ``self`` unless it is a ``staticmethod``."""
    return Defined(node, {}, defaults_of(machine, node), receiver=not is_decorated(node, "staticmethod"))


def function(machine: Machine, node: ast.expr) -> Value:
    """``lambda``: a function of the program."""
    assert isinstance(node, ast.Lambda)  # noqa: S101 — by the table
    return defined(machine, node)


def run_defined(machine: Machine, called: Defined, positional: Sequence[Value], named: Mapping[str, Value]) -> Value:
    """What a function of the program gives."""
    outer, assigned = machine.scope, machine.assigned
    if outer.depth >= DEEPEST:
        raise Refusal("program-budget", say("Function calls are nested more than {limit} deep.", limit=DEEPEST))
    machine.budget.spend(20)
    machine.scope = Scope({}, called.around, outer.depth + 1, outer)
    machine.assigned = lambda name, value, node: None
    try:
        machine.scope.names.update(_bound(called, positional, named))
        if isinstance(called.node, ast.Lambda):
            return machine.value(called.node.body)
        flow = machine.run(called.node.body)
        return flow.value if flow is not None else None
    finally:
        machine.scope, machine.assigned = outer, assigned


def _bound(called: Defined, positional: Sequence[Value], named: Mapping[str, Value]) -> dict[str, Value]:
    arguments = called.node.args
    name = getattr(called.node, "name", "lambda")
    names = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args)][1 if called.receiver else 0 :]
    if len(positional) > len(names) and arguments.vararg is None:
        raise wrong_number(name, len(names), len(positional))
    bound: dict[str, Value] = dict(zip(names, positional, strict=False))
    if arguments.vararg is not None:
        bound[arguments.vararg.arg] = tuple(positional[len(names) :])
    only = [argument.arg for argument in arguments.kwonlyargs]
    rest: dict[Value, Value] = {}
    for key, value in named.items():
        if key in bound:
            raise Refusal("program-argument", say("{name} is given '{argument}' twice.", name=name, argument=key))
        if key in names or key in only:
            bound[key] = value
        elif arguments.kwarg is not None:
            rest[key] = value
        else:
            raise Refusal("program-argument", say("{name} has no argument '{argument}'.", name=name, argument=key))
    if arguments.kwarg is not None:
        bound[arguments.kwarg.arg] = rest
    for key in (*names, *only):
        if key not in bound and key not in called.defaults:
            raise Refusal("program-argument", say("{name} needs the argument '{argument}'.", name=name, argument=key))
    return {**called.defaults, **bound}
