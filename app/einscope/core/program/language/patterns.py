"""einops calls: their patterns are text in the program, and errors in a pattern point into that text."""

import ast
from collections.abc import Callable, Collection, Mapping

from einscope.core.errors import PatternError, Sentence, Span, say
from einscope.core.fields import ShapesText
from einscope.core.map import StrideTable
from einscope.core.ops.einsum import einsum
from einscope.core.pattern.parser import parse
from einscope.core.program.language.miscalled import Miscall, Miscalled, inside, named, pattern_of
from einscope.core.program.language.names import dotted
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
    positional, keywords, _ = _arguments(machine, node)
    wanted = ["tensor", "pattern", "reduction"][: 3 if name == "reduce" else 2]
    values = _bound(name, wanted, positional, keywords, may_lack=("reduction",))
    x = values["tensor"]
    if isinstance(x, (list, tuple)) and x and all(isinstance(entry, Tensor) for entry in x):
        x = stack([entry for entry in x if isinstance(entry, Tensor)])
    if not isinstance(x, Tensor):
        raise Refusal("program-type", say("Expected a tensor, got {value}.", value=said(x)))
    return _moved(machine, node, x, name, values)


def layer_call(machine: Machine, node: ast.Call) -> Value:
    """``Rearrange("…", p=2)`` and ``Reduce``: a layer."""
    name = _called(machine, node).lower()
    positional, keywords, _ = _arguments(machine, node)
    wanted = ["pattern", "reduction"][: 2 if name == "reduce" else 1]
    values = _bound(name, wanted, positional, keywords)
    return Layer(name.capitalize(), lambda x: _moved(machine, node, x, name, values))


def weighing_call(machine: Machine, node: ast.Call) -> Value:
    """``EinMix("b c -> b d", weight_shape="c d", c=3, d=4)``: its result is made of cells and weights."""
    positional, keywords, texts = _arguments(machine, node)
    values = _bound("EinMix", ["pattern", "weight_shape"], positional[:2], keywords)
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
            raise _mapped(machine, fault, node, _literal(node, texts)) from None
        raise mixed("EinMix", WEIGHTS, x, gives)

    return Layer("EinMix", run, path)


def einsum_call(machine: Machine, node: ast.Call) -> Value:
    """``einsum``: einops has the pattern last, the others first."""
    positional, keywords, texts = _arguments(machine, node)
    text = next((argument for argument in positional if isinstance(argument, str)), None)
    tensors = [argument for argument in positional if isinstance(argument, Tensor)]
    if len(tensors) + 1 != len(positional) and len(positional) == 2 and text is not None:
        tensors = [
            entry
            for entry in machine.entries(positional[1 if positional[0] is text else 0], node)
            if isinstance(entry, Tensor)
        ]
    if text is None or not tensors or keywords.keys() - {"optimize", "precision", "preferred_element_type"}:
        raise Refusal("program-argument", say("einsum takes a pattern and tensors."))
    shapes = ShapesText().read(
        ";".join(",".join(map(str, tensor.shape)) or "()" for tensor in tensors), "shape", machine.budget.limits
    )
    # Whose call it is says how its text is read; that of einops has it last, so what has it first is another's.
    letters = positional[0] is text or not getattr(machine.value(node.func), "path", "").startswith("einops.")
    try:
        plan = einsum(text, shapes, machine.budget.limits, letters)
    except PatternError as fault:
        raise _mapped(machine, fault, node, _literal(node, texts)) from None
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


def _bound(
    name: str, wanted: list[str], positional: list[Value], named: dict[str, Value], may_lack: Collection[str] = ()
) -> dict[str, Value]:
    if len(positional) > len(wanted):
        raise wrong_number(name, len(wanted), len(positional))
    bound = dict(named)
    for key, value in zip(wanted, positional, strict=False):
        if key in bound:
            raise Refusal("program-argument", say("{name} is given '{argument}' twice.", name=name, argument=key))
        bound[key] = value
    for key in wanted:
        if key not in bound and key not in may_lack:
            raise Refusal("program-argument", say("{name} needs the argument '{argument}'.", name=name, argument=key))
    return bound


def _moved(machine: Machine, node: ast.Call, x: Tensor, name: str, values: Mapping[str, Value]) -> Tensor:
    pattern = values["pattern"]
    if not isinstance(pattern, str):
        raise Refusal("program-type", say("Expected a string, got {value}.", value=said(pattern)))
    sizes = {key: as_int(value) for key, value in values.items() if key not in ("tensor", "pattern", "reduction")}
    for key, size in sizes.items():
        if size < 0:
            raise Refusal("program-argument", say("Axis '{axis}' cannot have size {size}.", axis=key, size=size))
    lacks = name == "reduce" and "reduction" not in values
    layer = "tensor" not in values
    literal = pattern_of(node, layer)
    try:
        moved = by_pattern(x, name, pattern, sizes, values.get("reduction"))
    except PatternError as fault:
        if fault.field == "code":
            raise
        placed = _mapped(machine, fault, node, literal)
    else:
        if not lacks:
            return moved
        placed = _unreduced(machine, node, literal, pattern)
    reduction = values.get("reduction")
    given = next((own for own in machine.shaped if machine.given.get(own) is x), "")
    call = Miscall(
        node,
        name,
        layer,
        pattern,
        x.shape,
        sizes,
        reduction if isinstance(reduction, str) else "",
        given,
        lacks,
    )
    about = _tensor(node, values)
    hint = placed.hint and placed.hint.naming(tensor=about)
    raise Miscalled(placed.code, placed.message.naming(tensor=about), placed.span or Span(0, 0), hint, call) from None


def _tensor(node: ast.Call, values: Mapping[str, Value]) -> str | Sentence:
    """What to call the tensor of a call: as the program does, where that is a plain name for it."""
    if isinstance(values.get("tensor"), Tensor):
        written = node.args[0] if node.args else named(node, "tensor")
        if written is not None and (name := dotted(written)) is not None:
            return name
    return say("the tensor")


def _unreduced(machine: Machine, node: ast.Call, literal: ast.expr | None, pattern: str) -> PatternError:
    """That nobody says how cells become one."""
    dropped = parse(pattern).dropped
    if not dropped:
        argument = say("{name} needs the argument '{argument}'.", name="reduce", argument="reduction")
        return PatternError("program-argument", argument, machine.source.span(node), "code")
    span = machine.source.span(node if literal is None else literal)
    return PatternError(
        "program-argument",
        say("Nothing says how the cells along {axes} become one.", axes=", ".join(item.text for item in dropped)),
        _inside(machine, span, literal, dropped[0].span),
        "code",
        say("name the reduction after the pattern, for example 'mean'"),
    )


def _mapped(machine: Machine, fault: PatternError, node: ast.Call, literal: ast.expr | None) -> PatternError:
    """An error of a pattern, pointing into the code: into the literal where the text is written as it is."""
    if fault.field == "code":
        return fault
    span = machine.source.span(node if literal is None else literal)
    if fault.field == "pattern" and fault.span is not None and literal is not None:
        span = _inside(machine, span, literal, fault.span)
    return PatternError(fault.code, fault.message, span, "code", fault.hint)


def _literal(node: ast.Call, texts: Mapping[str, ast.expr]) -> ast.expr | None:
    """The first text among the arguments."""
    arguments = (*node.args, *texts.values())
    return next((each for each in arguments if isinstance(each, ast.JoinedStr) or _is_text(each)), None)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _inside(machine: Machine, span: Span, literal: ast.expr | None, inner: Span) -> Span:
    body = inside(machine.source.code, span, literal)
    if body is None:
        return span  # an f-string, or one with escapes
    return Span(body.start + inner.start, body.start + inner.end)


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
