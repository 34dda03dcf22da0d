"""Python's functions that look at what a value has: ``getattr``, ``hasattr``, ``type``, ``callable``."""

import ast
from collections.abc import Mapping, Sequence

from einscope.core.errors import Span, say
from einscope.core.program.language.builtins.operands import Call, only
from einscope.core.program.language.names import NONE, attribute_of, dotted
from einscope.core.program.refusal import Refusal
from einscope.core.program.run.machine import Machine
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import (
    Blueprint,
    Defined,
    Known,
    Layer,
    Made,
    Method,
    Module,
    Partial,
    Set,
    Token,
    Unknown,
    Value,
    said,
)

_PLAIN_BASES = {"nn.Module", "torch.nn.Module", "Module", "object", "nnx.Module", "nn.Layer", "Layer"}


def _attribute(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    if not 2 <= len(values) <= 3 or named:
        raise Refusal("program-argument", say("{name} cannot take these arguments.", name="getattr"))
    value, sure = _looked_up(machine, values[0], values[1])
    if value is not None:
        return None if value is NONE else value
    if len(values) == 3 and sure:
        return values[2]
    if isinstance(values[0], Unknown):
        raise _unsure(values[0], values[1])
    raise Refusal(
        "program-attribute", say("'{name}' of {value} is not supported.", value=said(values[0]), name=str(values[1]))
    )


def _has(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    if len(values) != 2 or named:
        raise Refusal("program-argument", say("{name} cannot take these arguments.", name="hasattr"))
    value, sure = _looked_up(machine, values[0], values[1])
    if value is None and not sure:
        raise _unsure(values[0], values[1])
    return value is not None


def _unsure(holder: Value, name: Value) -> Refusal:
    return Refusal(
        "program-unknown-values",
        say("Whether {value} has '{name}' is not known here.", value=said(holder), name=str(name)),
        hint=say("give {name} a value, for example {name}=2", name=f"self.{name}")
        if holder == Unknown("self")
        else None,
    )


def _looked_up(machine: Machine, holder: Value, name: Value) -> tuple[Value, bool]:
    """What a value has of that name, None for nothing; and, where it is nothing, whether that is sure."""
    if not isinstance(name, str) or not name.isidentifier():
        raise Refusal("program-type", say("Expected a string, got {value}.", value=said(name)))
    if name.startswith("__"):
        raise Refusal("program-attribute", say("Names that begin with two underscores are not allowed."))
    if holder == Unknown("self"):
        return _of_self(machine, name)
    if isinstance(holder, Module):
        value = attribute_of(machine, holder, name, Span(0, 0))
        listed = not isinstance(value, Known) or any(
            path.endswith(f".{name}") and path.startswith(holder.path) for path in machine.tables.functions
        )
        return (value if listed else None), False
    if isinstance(holder, Unknown):
        return None, False
    try:
        return attribute_of(machine, holder, name, Span(0, 0)), isinstance(holder, (int, float, str, list, tuple, dict))
    except Refusal:
        return None, False


def _of_self(machine: Machine, name: str) -> tuple[Value, bool]:
    path = f"self.{name}"
    for names in (machine.given, machine.scope.names):
        if path in names:
            value = names[path]
            return NONE if value is None else value, True
    classes = [node for node in ast.walk(machine.source.tree) if isinstance(node, ast.ClassDef)]
    stored = {
        dotted(node)
        for node in ast.walk(machine.source.tree)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    }
    if name in machine.methods or path in stored:
        return Unknown(path), True
    plain = bool(classes) and all(dotted(base) in _PLAIN_BASES for node in classes for base in node.bases)
    return None, plain and not any(node.keywords for node in classes)


def _type(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    value = only(values)
    if isinstance(value, Tensor):
        return Token({"torch": "torch.Tensor", "numpy": "numpy.ndarray"}.get(value.library, "jax.Array"))
    kinds = {
        bool: "bool",
        int: "int",
        float: "float",
        str: "str",
        list: "list",
        dict: "dict",
        tuple: "tuple",
        Set: "set",
    }
    type_name = next((name for kind, name in kinds.items() if type(value) is kind), None)
    if type_name is None:
        raise Refusal("program-type", say("The type of {value} is not known here.", value=said(value)))
    return Known(f"builtins.{type_name}")


def _callable(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    value = only(values)
    if isinstance(value, (Unknown, Token)):
        raise Refusal(
            "program-unknown-values",
            say("{name} is not known here, and neither is whether it is true.", name=said(value)),
        )
    return isinstance(value, (Known, Defined, Blueprint, Method, Layer, Made, Partial))


LOOKING_CALLS: Mapping[str, Call] = {
    "builtins.getattr": _attribute,
    "builtins.hasattr": _has,
    "builtins.type": _type,
    "builtins.callable": _callable,
}
"""By path."""
