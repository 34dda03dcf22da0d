"""Classes of the program itself: objects of them are made, called, and asked for their methods."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from einscope.core.errors import say
from einscope.core.program.frames import ENTRIES, constants_of, fields_of, methods_of
from einscope.core.program.language.definitions.functions import defaults_of, run_defined
from einscope.core.program.language.definitions.initial import initialise, keep_constants
from einscope.core.program.language.definitions.objects import empty
from einscope.core.program.refusal import Refusal
from einscope.core.program.run.machine import Flow, Machine
from einscope.core.program.tensor.values import Blueprint, Defined, Made, Method, Value

_RECEIVERS = ("self", "cls", "ctx")


def define_class(machine: Machine, node: ast.stmt) -> Flow | None:
    """``class``: a blueprint, of which objects can be made."""
    assert isinstance(node, ast.ClassDef)  # noqa: S101 — by the table
    machine.scope.names[node.name] = Blueprint(node)
    return None


def make(machine: Machine, blueprint: Blueprint, positional: Sequence[Value], named: Mapping[str, Value]) -> Made:
    """``Block(dim)``: an object, of which its ``__init__`` tells as far as it can be told."""
    made = empty(blueprint)
    with _inside(machine, made):
        keep_constants(machine, constants_of(blueprint.node))
        made.attributes |= {name: value for name, value in machine.given.items() if name.startswith("self.")}
    fields = fields_of(blueprint.node)
    made.attributes |= {f"self.{name}": value for name, value in zip(fields, positional, strict=False)}
    made.attributes |= {f"self.{name}": value for name, value in named.items() if name in fields}
    initial = methods_of(blueprint.node).get("__init__")
    if initial is not None:
        names = [argument.arg for argument in (*initial.args.posonlyargs, *initial.args.args)][1:]
        with _inside(machine, made):
            initialise(machine, initial, {**dict(zip(names, positional, strict=False)), **named})
            made.attributes |= {name: value for name, value in machine.given.items() if name.startswith("self.")}
    return made


def enter(machine: Machine, made: Made, positional: Sequence[Value], named: Mapping[str, Value]) -> Value:
    """``block(x)``: its ``forward``."""
    name = next((entry for entry in ENTRIES if entry in made.methods), None)
    if name is None:
        raise Refusal("program-call", say("{name} has no forward.", name=made.name))
    return run_method(machine, Method(made, name), positional, named)


def run_method(machine: Machine, method: Method, positional: Sequence[Value], named: Mapping[str, Value]) -> Value:
    """What a method of an object gives."""
    node = method.owner.methods[method.name]
    first = next(iter((*node.args.posonlyargs, *node.args.args)), None)
    receiver = first is not None and first.arg in _RECEIVERS
    with _inside(machine, method.owner):
        return run_defined(machine, Defined(node, {}, defaults_of(machine, node), receiver), positional, named)


@contextmanager
def _inside(machine: Machine, made: Made) -> Iterator[None]:
    """While it runs, ``self`` is this object; what the person gave for ``self.name`` counts for all of them."""
    outer = {name: value for name, value in machine.given.items() if name.startswith("self.")}
    methods = machine.methods
    typed = {
        name: value
        for name, value in outer.items()
        if (name in machine.typed and name not in machine.chosen) or name in machine.shaped
    }
    for name in outer:
        del machine.given[name]
    machine.given.update({"self.training": False, **made.attributes, **typed})
    machine.methods = {name: node for name, node in made.methods.items() if not name.startswith("__")}
    try:
        yield
    finally:
        for name in [name for name in machine.given if name.startswith("self.")]:
            del machine.given[name]
        machine.given.update(outer)
        machine.methods = methods
