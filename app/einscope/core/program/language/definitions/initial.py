"""What the ``__init__`` of a class says of ``self``, as far as it can be told: numbers, and layers that only move."""

import ast
from collections.abc import Mapping
from copy import deepcopy

from einscope.core.errors import PatternError
from einscope.core.program.frames import Function
from einscope.core.program.language.definitions.functions import DEEPEST, defaults_of
from einscope.core.program.language.layers import Stopped
from einscope.core.program.language.names import callee, dotted
from einscope.core.program.language.operators import truth
from einscope.core.program.run.machine import Machine, Scope
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Known, Unknown, Value


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
        for node in initial.body:
            _take(machine, node)
    except (PatternError, Stopped):
        return  # the class says nothing that is of use
    finally:
        machine.scope, machine.terms = outer, terms


def _take(machine: Machine, node: ast.stmt) -> None:
    machine.budget.spend(1)
    try:
        if isinstance(node, ast.If):
            for each in node.body if truth(machine.value(node.test)) else node.orelse:
                _take(machine, each)
        elif isinstance(node, ast.Assign):
            _note_maker(machine, node.targets, node.value)
            value = _made_or_remembered(machine, node)
            for target in node.targets:
                _keep(machine, target, value)
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            _note_maker(machine, [node.target], node.value)
            _keep(machine, node.target, _made(machine, node.value))
    except (PatternError, Stopped):
        return
    finally:
        machine.budget.remarks.clear()


def _note_maker(machine: Machine, targets: list[ast.expr], node: ast.expr) -> None:
    """Remember by what call an attribute is made, for what there is to say of it where that is not known."""
    maker = dotted(node.func) if isinstance(node, ast.Call) else None
    for target in targets:
        path = dotted(target)
        if path is not None and maker is not None:
            machine.makers[path] = maker


def _made(machine: Machine, node: ast.expr) -> Value:
    """A value; of a layer of torch also where only some of its arguments can be worked out."""
    function = callee(machine, node.func) if isinstance(node, ast.Call) else None
    if not isinstance(node, ast.Call) or not isinstance(function, Known) or not function.path.startswith("torch.nn."):
        return machine.value(node)
    positional: list[Value] = []
    for each in node.args:
        if isinstance(each, ast.Starred):
            positional += machine.entries(machine.value(each.value), each)
        else:
            positional.append(_as_told(machine, each))
    named = {each.arg: _as_told(machine, each.value) for each in node.keywords if each.arg is not None}
    return machine.tables.call(machine, function, positional, named)


def _as_told(machine: Machine, node: ast.expr) -> Value:
    """A value; where it cannot be worked out, what the text says, so that the same text means the same value."""
    try:
        found = _made(machine, node)
    except PatternError:
        found = Unknown("")
    return (
        found
        if not isinstance(found, Unknown)
        else Unknown(ast.unparse(ast.fix_missing_locations(_Told(machine).visit(deepcopy(node)))))
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


def _made_or_remembered(machine: Machine, node: ast.Assign) -> Value:
    """A value; where it cannot be worked out, its term is remembered: what is made of it may be told from a shape."""
    try:
        return _made(machine, node.value)
    except PatternError:
        path = dotted(node.targets[0])
        term = _Told(machine).visit(deepcopy(node.value))
        if path is not None and sum(1 for _ in ast.walk(term)) <= _LONGEST:
            machine.terms[path] = term
        raise


_LONGEST = 50  # nodes of a term


def _keep(machine: Machine, target: ast.expr, value: Value) -> None:
    if isinstance(target, (ast.Tuple, ast.List)) and isinstance(value, (tuple, list)):
        for each, part in zip(target.elts, value, strict=False):
            _keep(machine, each, part)
        return
    path = dotted(target)
    if isinstance(target, ast.Name):
        machine.scope.names[target.id] = value
    elif path is not None and path.startswith("self.") and not isinstance(value, Unknown) and "__" not in path:
        typed = (path in machine.typed and path not in machine.chosen) or isinstance(machine.given.get(path), Tensor)
        if not typed:
            machine.given[path] = value
