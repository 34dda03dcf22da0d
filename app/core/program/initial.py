"""What the ``__init__`` of a class says of ``self``, as far as it can be told: numbers, and layers that only move."""

import ast

from app.core.errors import PatternError
from app.core.program.frames import Frame
from app.core.program.language.functions import defaults_of
from app.core.program.language.names import dotted
from app.core.program.machine import Machine, Scope
from app.core.program.values import Unknown


def initialise(machine: Machine, frame: Frame) -> None:
    """Take over every ``self.name = value`` that can be worked out; the rest is asked for where it is needed.

    What was given counts for more than what the class says.

    Cost: O(statements of ``__init__``).
    """
    if frame.initial is None:
        return
    outer = machine.scope
    machine.scope = Scope({}, outer.names, outer.depth + 1, outer)
    try:
        for name, value in defaults_of(machine, frame.initial).items():
            machine.scope.names[name] = machine.given.get(name, value)
        for node in frame.initial.body:
            _take(machine, node)
    except PatternError:
        return  # the class says nothing that is of use
    finally:
        machine.scope = outer


def _take(machine: Machine, node: ast.stmt) -> None:
    if not isinstance(node, ast.Assign) or len(node.targets) != 1:
        return
    target = node.targets[0]
    path = dotted(target)
    if path is None:
        return
    try:
        value = machine.value(node.value)
    except PatternError:
        return
    finally:
        machine.bench.remarks.clear()
    if isinstance(target, ast.Name):
        machine.scope.names[path] = value
    elif path.startswith("self.") and not isinstance(value, Unknown) and path not in machine.typed:
        machine.given[path] = value
