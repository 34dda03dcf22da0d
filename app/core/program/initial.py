"""What the ``__init__`` of a class says of ``self``, as far as it can be told: numbers, and layers that only move."""

import ast
from collections.abc import Mapping

from app.core.errors import PatternError
from app.core.program.frames import Function
from app.core.program.language.functions import DEEPEST, defaults_of
from app.core.program.language.names import dotted
from app.core.program.language.operators import truth
from app.core.program.machine import Machine, Scope
from app.core.program.tensor import Tensor
from app.core.program.values import Unknown, Value


def initialise(machine: Machine, initial: Function, arguments: Mapping[str, Value]) -> None:
    """Take over every ``self.name = value`` that can be worked out; the rest is asked for where it is needed.

    What was given counts for more than what the class says.

    Args:
        machine: whose ``self`` it is.
        initial: the ``__init__``.
        arguments: what it is called with, by name.

    Cost: O(statements of ``__init__``).
    """
    outer = machine.scope
    if outer.depth >= DEEPEST:
        return  # a class whose objects hold objects of itself
    machine.scope = Scope({}, outer.names, outer.depth + 1, outer)
    try:
        for name, value in defaults_of(machine, initial).items():
            machine.scope.names[name] = machine.given.get(name, value)
        machine.scope.names.update(arguments)
        for node in initial.body:
            _take(machine, node)
    except PatternError:
        return  # the class says nothing that is of use
    finally:
        machine.scope = outer


def _take(machine: Machine, node: ast.stmt) -> None:
    machine.bench.spend(1)
    try:
        if isinstance(node, ast.If):
            for each in node.body if truth(machine.value(node.test)) else node.orelse:
                _take(machine, each)
        elif isinstance(node, ast.Assign):
            value = machine.value(node.value)
            for target in node.targets:
                _keep(machine, target, value)
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            _keep(machine, node.target, machine.value(node.value))
    except PatternError:
        return
    finally:
        machine.bench.remarks.clear()


def _keep(machine: Machine, target: ast.expr, value: Value) -> None:
    if isinstance(target, (ast.Tuple, ast.List)) and isinstance(value, (tuple, list)):
        for each, part in zip(target.elts, value, strict=False):
            _keep(machine, each, part)
        return
    path = dotted(target)
    if isinstance(target, ast.Name):
        machine.scope.names[target.id] = value
    elif path is not None and path.startswith("self.") and not isinstance(value, Unknown) and "__" not in path:
        typed = path in machine.typed or isinstance(machine.given.get(path), Tensor)
        if not typed:
            machine.given[path] = value
