"""Names and attributes: what the program defines, what was given, and what is listed; nothing else."""

import ast
import builtins
from collections.abc import Mapping

from einscope.core.errors import Span, say
from einscope.core.program.frames import is_decorated
from einscope.core.program.language.definitions.functions import method_of, run_defined
from einscope.core.program.language.definitions.objects import member_of
from einscope.core.program.language.properties import property_of
from einscope.core.program.libraries.modules import BUILTINS, PREDEFINED, member
from einscope.core.program.refusal import Refusal
from einscope.core.program.run.keyed import is_entry
from einscope.core.program.run.machine import Machine
from einscope.core.program.tensor.dtypes import Extent
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import (
    At,
    Blueprint,
    Extremes,
    Known,
    Layer,
    Made,
    Module,
    Set,
    Token,
    Unknown,
    Value,
    said,
)


def name(machine: Machine, node: ast.expr) -> Value:
    """A name: local, around it, given, built in, or a library by its usual name."""
    assert isinstance(node, ast.Name)  # noqa: S101 — by the table
    for names in _names(machine):
        if node.id in names:
            return names[node.id]
    if node.id == "__name__":
        return "__main__"
    if node.id in ("self", "ctx"):
        return Unknown(node.id)
    if node.id in dir(builtins):
        raise Refusal("program-name", say("Python's {name} is not known here.", name=node.id))
    raise Refusal(
        "program-name",
        say("'{name}' is not defined.", name=node.id),
        hint=say("define it above this line: a value with =, a function with def"),
    )


def attribute(machine: Machine, node: ast.expr) -> Value:
    """``x.shape``, ``torch.float32``, ``self.dim``: a listed property, a listed member, a given value."""
    assert isinstance(node, ast.Attribute)  # noqa: S101 — by the table
    if node.attr.startswith("__"):
        raise Refusal("program-attribute", say("Names that begin with two underscores are not allowed."))
    path = dotted(node)
    if path is not None and path in machine.given:
        return machine.given[path]
    if path is not None and path in machine.scope.names:
        return machine.scope.names[path]
    method = machine.methods.get(node.attr) if path == f"self.{node.attr}" else None
    if method is not None and is_decorated(method, "property"):
        return run_defined(machine, method_of(machine, method), [], {})
    holder = callee(machine, node.value)
    if is_entry(node):  # of a dictionary that the program made itself
        key = ast.copy_location(ast.Constant(node.attr), node)
        return machine.value(ast.copy_location(ast.Subscript(node.value, key, node.ctx), node))
    value = attribute_of(machine, holder, node.attr, _name_span(machine, node))
    if value is None:
        raise Refusal(
            "program-attribute", say("'{name}' of {value} is not supported.", value=said(holder), name=node.attr)
        )
    return None if value is NONE else value


_AT = frozenset({"set", "get", "add", "subtract", "multiply", "mul", "divide", "power", "min", "max"})
NONE = object()
"""An attribute that is there, and is None."""


def attribute_of(machine: Machine, holder: Value, name: str, span: Span) -> Value:
    """What a value has after a dot; None where it has nothing of that name, or nothing that is listed."""
    if isinstance(holder, Unknown):
        return Unknown(f"{holder.text}.{name}", holder.origin)
    if isinstance(holder, Known) and holder.receiver is None:
        return Known(f"{holder.path}.{name}")
    if isinstance(holder, Module):
        value = member(holder, name)
        return NONE if value is None else value
    if isinstance(holder, Tensor):
        return property_of(machine, holder, name, span)
    if isinstance(holder, At):
        return Known(f"at.{name}", holder) if holder.items and name in _AT else None
    if isinstance(holder, Token):
        return Token(f"{holder.text}.{name}")
    return member_of(holder, name) if isinstance(holder, (Blueprint, Made)) else _of_value(holder, name)


def callee(machine: Machine, node: ast.expr) -> Value:
    """What is called, or stands before a dot: a name that nothing defines is one that is not known."""
    if isinstance(node, ast.Name) and not any(node.id in names for names in _names(machine)):
        return Unknown(node.id)
    return machine.value(node)


def _names(machine: Machine) -> tuple[Mapping[str, Value], ...]:
    return machine.scope.names, machine.scope.around, machine.given, BUILTINS, PREDEFINED


_OF_LAYERS = frozenset({"weight", "bias"})
"""What a layer has that is asked for its dtype or its device."""


def _of_value(holder: Value, attr: str) -> Value:
    if isinstance(holder, Extremes) and attr in ("values", "indices"):
        return holder[0] if attr == "values" else holder[1]
    if isinstance(holder, Extent):
        return getattr(holder, attr, None)
    if isinstance(holder, Layer):
        return Unknown(f"{holder.name}.{attr}") if attr in _OF_LAYERS else None
    kinds = {tuple: "tuple", list: "list", str: "str", dict: "dict", int: "int", float: "float", Set: "set"}
    kind = next((name for kind, name in kinds.items() if isinstance(holder, kind)), None)
    return Known(f"{kind}.{attr}", holder) if kind and f"{kind}.{attr}" in METHODS else None


METHODS = frozenset(
    f"{kind}.{name}"
    for kind, names in {
        "list": "append extend insert reverse pop copy index count remove sort clear",
        "tuple": "index count numel as_list",
        "dict": "items keys values get update setdefault pop copy clear",
        "set": "union intersection difference symmetric_difference add discard",
        "str": "format join replace split rsplit splitlines strip lstrip rstrip upper lower title capitalize isdigit "
        "isdecimal isalpha isalnum isspace startswith endswith count find rfind index removeprefix removesuffix "
        "partition rpartition",
    }.items()
    for name in names.split()
)
"""What may be called on Python's own values."""


def dotted(node: ast.expr) -> str | None:
    """``self.a.b`` as text; None where it is no chain of names.

    >>> dotted(ast.parse("self.a.b", mode="eval").body)
    'self.a.b'
    """
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(names)]) if isinstance(node, ast.Name) else None


def _name_span(machine: Machine, node: ast.Attribute) -> Span:
    end = machine.source.span(node).end
    return Span(end - len(node.attr), end)
