"""einops calls: their patterns are text in the program, and errors in a pattern point into that text."""

import ast
from collections.abc import Callable, Mapping

from einscope.core.errors import PatternError, Span, say
from einscope.core.fields import ShapesText
from einscope.core.map import StrideTable
from einscope.core.ops.einsum import einsum
from einscope.core.program.libraries.layers.mixing import WEIGHTS, mixed
from einscope.core.program.movement.einops import by_pattern, shape_by_pattern
from einscope.core.program.movement.parts.join import stack
from einscope.core.program.movement.sums.sums import sum_of_products
from einscope.core.program.refusal import Refusal, wrong_number
from einscope.core.program.run.machine import Machine
from einscope.core.program.tensor.integers import as_int
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Layer, Value, said

_OF_CALL = ("rearrange", "reduce", "repeat")


def pattern_call(machine: Machine, node: ast.Call) -> Value:
    """``rearrange(x, "…", p=2)``, ``reduce``, ``repeat``: a list of tensors is stacked first."""
    name = _called(machine, node)
    positional, named, texts = _arguments(machine, node)
    wanted = ["tensor", "pattern", "reduction"][: 3 if name == "reduce" else 2]
    values = _bound(name, wanted, positional, named)
    x = values["tensor"]
    if isinstance(x, (list, tuple)) and x and all(isinstance(entry, Tensor) for entry in x):
        x = stack([entry for entry in x if isinstance(entry, Tensor)])
    if not isinstance(x, Tensor):
        raise Refusal("program-type", say("Expected a tensor, got {value}.", value=said(x)))
    return _moved(machine, node, x, name, values, texts)


def layer_call(machine: Machine, node: ast.Call) -> Value:
    """``Rearrange("…", p=2)`` and ``Reduce``: a layer."""
    name = _called(machine, node).lower()
    positional, named, texts = _arguments(machine, node)
    wanted = ["pattern", "reduction"][: 2 if name == "reduce" else 1]
    values = _bound(name, wanted, positional, named)
    return Layer(name.capitalize(), lambda x: _moved(machine, node, x, name, values, texts))


def weighing_call(machine: Machine, node: ast.Call) -> Value:
    """``EinMix("b c -> b d", weight_shape="c d", c=3, d=4)``: its result is made of cells and weights."""
    positional, named, texts = _arguments(machine, node)
    values = _bound("EinMix", ["pattern", "weight_shape"], positional[:2], named)
    path = getattr(machine.value(node.func), "path", "")
    kept = {key: value for key, value in values.items() if key not in ("pattern", "weight_shape", "bias_shape")}

    def run(x: Tensor) -> Value:
        pattern = values["pattern"]
        if not isinstance(pattern, str):
            raise Refusal("program-type", say("Expected a string, got {value}.", value=said(pattern)))
        try:
            sizes = {key: as_int(value) for key, value in kept.items()}
            left = {name: size for name, size in sizes.items() if name in pattern}
            gives = shape_by_pattern(x, pattern, left)
        except PatternError as fault:
            raise _mapped(machine, fault, node, texts) from None
        raise mixed("EinMix", WEIGHTS, x, gives)

    return Layer("EinMix", run, path)


def einsum_call(machine: Machine, node: ast.Call) -> Value:
    """``einsum``: einops has the pattern last, the others first."""
    positional, named, texts = _arguments(machine, node)
    text = next((argument for argument in positional if isinstance(argument, str)), None)
    tensors = [argument for argument in positional if isinstance(argument, Tensor)]
    if len(tensors) + 1 != len(positional) and len(positional) == 2 and text is not None:
        tensors = [
            entry
            for entry in machine.entries(positional[1 if positional[0] is text else 0], node)
            if isinstance(entry, Tensor)
        ]
    if text is None or not tensors or named.keys() - {"optimize", "precision", "preferred_element_type"}:
        raise Refusal("program-argument", say("einsum takes a pattern and tensors."))
    shapes = ShapesText().read(
        ";".join(",".join(map(str, tensor.shape)) or "()" for tensor in tensors), "shape", machine.budget.limits
    )
    # Whose call it is says how its text is read.
    letters = not getattr(machine.value(node.func), "path", "").startswith("einops.")
    try:
        plan = einsum(text, shapes, machine.budget.limits, letters)
    except PatternError as fault:
        raise _mapped(machine, fault, node, texts) from None
    tables = [table for table in plan.maps if isinstance(table, StrideTable)]
    return sum_of_products(tensors, tables, plan.output.shape)


def _called(machine: Machine, node: ast.Call) -> str:
    function = machine.value(node.func)
    return getattr(function, "path", "").rpartition(".")[2]


def _arguments(machine: Machine, node: ast.Call) -> tuple[list[Value], dict[str, Value], dict[str, ast.expr]]:
    """Positional and named values, and the nodes of keyword arguments."""
    positional = machine.values(node.args)
    named: dict[str, Value] = {}
    texts: dict[str, ast.expr] = {}
    for keyword in node.keywords:
        value = machine.value(keyword.value)
        if keyword.arg is None:
            if not isinstance(value, dict):
                raise Refusal("program-type", say("This is {value}, not a dict.", value=said(value)))
            named |= {str(key): entry for key, entry in value.items()}
        else:
            named[keyword.arg] = value
            texts[keyword.arg] = keyword.value
    return positional, named, texts


def _bound(name: str, wanted: list[str], positional: list[Value], named: dict[str, Value]) -> dict[str, Value]:
    if len(positional) > len(wanted):
        raise wrong_number(name, len(wanted), len(positional))
    bound = dict(named)
    for key, value in zip(wanted, positional, strict=False):
        if key in bound:
            raise Refusal("program-argument", say("{name} is given '{argument}' twice.", name=name, argument=key))
        bound[key] = value
    for key in wanted:
        if key not in bound:
            raise Refusal("program-argument", say("{name} needs the argument '{argument}'.", name=name, argument=key))
    return bound


def _moved(
    machine: Machine, node: ast.Call, x: Tensor, name: str, values: Mapping[str, Value], texts: Mapping[str, ast.expr]
) -> Tensor:
    pattern = values["pattern"]
    if not isinstance(pattern, str):
        raise Refusal("program-type", say("Expected a string, got {value}.", value=said(pattern)))
    sizes = {key: as_int(value) for key, value in values.items() if key not in ("tensor", "pattern", "reduction")}
    for key, size in sizes.items():
        if size < 0:
            raise Refusal("program-argument", say("Axis '{axis}' cannot have size {size}.", axis=key, size=size))
    try:
        return by_pattern(x, name, pattern, sizes, values.get("reduction"))
    except PatternError as fault:
        raise _mapped(machine, fault, node, texts) from None


def _mapped(machine: Machine, fault: PatternError, node: ast.Call, texts: Mapping[str, ast.expr]) -> PatternError:
    """An error of a pattern, pointing into the code: into the literal where the text is written as it is."""
    if fault.field == "code":
        return fault
    literal = next(
        (
            argument
            for argument in (*node.args, *texts.values())
            if isinstance(argument, ast.JoinedStr) or _is_text(argument)
        ),
        None,
    )
    span = machine.source.span(node if literal is None else literal)
    if fault.field == "pattern" and fault.span is not None and literal is not None:
        span = _inside(machine, span, literal, fault.span)
    return PatternError(fault.code, fault.message, span, "code", fault.hint)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _inside(machine: Machine, span: Span, literal: ast.expr, inner: Span) -> Span:
    text = machine.source.code[span.start : span.end]
    quotes = next((quote for quote in ('"""', "'''", '"', "'") if text.endswith(quote)), "")
    body = text.find(quotes) + len(quotes) if quotes else 0
    if not isinstance(literal, ast.Constant) or text[body : len(text) - len(quotes)] != literal.value:
        return span  # an f-string, or one with escapes
    return Span(span.start + body + inner.start, span.start + body + inner.end)


BACKENDS = ("torch", "tensorflow", "keras", "flax", "paddle", "oneflow", "tinygrad", "chainer", "gluon")
"""Libraries that einops has layers for."""

EINOPS_CALLS: Mapping[str, Callable[[Machine, ast.Call], Value]] = {
    **{f"einops.{name}": pattern_call for name in _OF_CALL},
    **{f"einops.layers.{home}.{name}": layer_call for home in BACKENDS for name in ("Rearrange", "Reduce")},
    **{f"einops.layers.{home}.EinMix": weighing_call for home in BACKENDS},
    **{
        f"{home}.einsum": einsum_call
        for home in ("einops", "torch", "numpy", "jax.numpy", "tensorflow", "keras.ops", "mlx.core", "paddle")
    },
}
"""Calls that need the text of their arguments."""
