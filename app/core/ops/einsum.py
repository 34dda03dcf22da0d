"""``einsum``: every output cell is a sum of products of one cell of each operand. As in einops and in numpy."""

from collections.abc import Mapping
from typing import Any

from app.core.equation import Equation, Labels, parse_equation, tokenize_equation
from app.core.errors import PatternError, Span, say
from app.core.fields import PatternText, Shapes, ShapesText, refuse_too_many_cells
from app.core.index_map import Stride, StrideTable
from app.core.limits import Limits
from app.core.operation import Operation, Parameter, Preset
from app.core.plan import Axis, Plan, Shape, Tensor, Term, indexed

ORDER = 4


def einsum(text: str, shapes: Shapes, limits: Limits) -> Plan:
    """The plan of an einsum on tensors of these shapes.

    A label that an operand has twice takes its diagonal; an axis of size 1 is stretched to what others have.

    Raises:
        PatternError: whatever einops refuses of names, and numpy of letters.

    Cost: O(length of the text + rank).

    >>> from app.core.fields import ShapesText
    >>> plan = einsum("ij,jk->ik", ShapesText().read("2,3;3,4", "shape", Limits()), Limits())
    >>> plan.output.shape, plan.maps[0].arity
    ((2, 4), 3)
    """
    equation = parse_equation(text)
    _refuse_count(equation, shapes)
    spread = _spreads(equation, shapes)
    operands = [_keys(operand, count) for operand, count in zip(equation.operands, spread, strict=True)]
    sizes = _sizes(operands, shapes)
    output = _keys(equation.output, max(spread))
    _refuse_lost_ellipsis(equation, max(spread))
    keys = list(sizes)
    _refuse_axes(keys, text, limits)
    kept = set(output)
    names = _names(keys)
    axes = tuple(
        Axis(name, sizes[key], "kept" if key in kept else "reduced") for key, name in zip(keys, names, strict=True)
    )
    number = {key: index for index, key in enumerate(keys)}
    shape = tuple(sizes[key] for key in output)
    refuse_too_many_cells(shape, limits, "shape")
    inputs = tuple(
        _input(f"x{place + 1}" if place else "x", operand, own, number, sizes)
        for place, (operand, own) in enumerate(zip(operands, shapes.shapes, strict=True))
    )
    target = indexed(
        "y", shape, tuple((number[key],) for key in output), tuple((Term(1, number[key]),) for key in output), len(axes)
    )
    order = [number[key] for key in output]
    summed = [number[key] for key in keys if key not in kept]
    maps = tuple(
        StrideTable(
            tuple(Stride(axes[axis].size, tensor.strides[axis]) for axis in order),
            tuple(Stride(axes[axis].size, tensor.strides[axis]) for axis in summed),
        )
        for tensor in inputs
    )
    return Plan(text, {}, axes, inputs, target, maps)


Key = tuple[str, int]
"""An axis: its label, or the ellipsis and a position in it, counted from its last axis."""


def _keys(labels: Labels, spread: int) -> list[Key]:
    keys: list[Key] = []
    for label in labels:
        keys.extend(
            [(label.text, at) for at in reversed(range(spread))] if label.kind == "ellipsis" else [(label.text, -1)]
        )
    return keys


def _input(name: str, keys: list[Key], shape: Shape, number: Mapping[Key, int], sizes: Mapping[Key, int]) -> Tensor:
    """An operand; an axis that is stretched has index 0 throughout."""
    stretched = [size != sizes[key] for key, size in zip(keys, shape, strict=True)]
    arrangement = tuple(() if flat else (number[key],) for key, flat in zip(keys, stretched, strict=True))
    index = tuple(tuple(Term(1, part) for part in parts) for parts in arrangement)
    return indexed(name, shape, arrangement, index, len(number))


def _spreads(equation: Equation, shapes: Shapes) -> list[int]:
    """How many axes the ellipsis of each operand stands for."""
    spreads: list[int] = []
    for operand, shape, span in zip(equation.operands, shapes.shapes, equation.spans, strict=True):
        named = sum(label.kind == "name" for label in operand)
        dots = any(label.kind == "ellipsis" for label in operand)
        spread = len(shape) - named
        if spread < 0 or (spread and not dots):
            raise PatternError(
                "rank-mismatch",
                say("This operand has {wanted} axes, its tensor {given}.", wanted=named, given=len(shape)),
                _tight(operand, span),
                hint=say("give it a shape of {wanted} sizes", wanted=named),
            )
        spreads.append(spread)
    return spreads


def _tight(operand: Labels, span: Span) -> Span:
    return Span(operand[0].span.start, operand[-1].span.end) if operand else span


def _sizes(operands: list[list[Key]], shapes: Shapes) -> dict[Key, int]:
    """The size of every axis, in order of first appearance."""
    sizes: dict[Key, int] = {}
    for place, (keys, shape) in enumerate(zip(operands, shapes.shapes, strict=True)):
        own: dict[Key, int] = {}
        for key, size in zip(keys, shape, strict=True):
            if own.setdefault(key, size) != size:
                _raise_sizes(key, own[key], size, shapes.spans[place])
        for key, size in own.items():
            known = sizes.setdefault(key, size)
            if known == 1:
                sizes[key] = size
            elif size not in (1, known):
                _raise_sizes(key, known, size, shapes.spans[place])
    return sizes


def _raise_sizes(key: Key, one: int, other: int, span: Span) -> None:
    raise PatternError(
        "size-mismatch",
        say("Axis '{axis}' has size {one} here and {other} there.", axis=key[0], one=one, other=other),
        span,
        field="shape",
        hint=say("give it one size; 1 stretches to any other, but not within one operand"),
    )


def _refuse_count(equation: Equation, shapes: Shapes) -> None:
    wanted, given = len(equation.operands), len(shapes.shapes)
    if wanted != given:
        raise PatternError(
            "operand-count",
            say("The pattern has {wanted} operands, here are {given} shapes.", wanted=wanted, given=given),
            field="shape",
            hint=say("separate the shapes of operands by semicolons"),
        )


def _refuse_lost_ellipsis(equation: Equation, spread: int) -> None:
    if spread and not any(label.kind == "ellipsis" for label in equation.output):
        dots = next(label for operand in equation.operands for label in operand if label.kind == "ellipsis")
        raise PatternError(
            "ellipsis-dropped",
            say("The axes of an ellipsis cannot be summed: they must be in the output."),
            dots.span,
            hint=say("write ... in the output too"),
        )


def _refuse_axes(keys: list[Key], text: str, limits: Limits) -> None:
    if len(keys) > limits.axes:
        raise PatternError(
            "axes-limit",
            say("A pattern may have {limit} axes, this one has {count}.", limit=limits.axes, count=len(keys)),
            Span(0, len(text)),
        )


def _names(keys: list[Key]) -> list[str]:
    """Axes of an ellipsis get letters that are free."""
    taken = {key[0] for key in keys}
    free = (name for name in [*"uvstrqpnm", *(f"e{number}" for number in range(99))] if name not in taken)
    return [label if at < 0 else next(free) for label, at in keys]


def _plan(values: Mapping[str, Any], limits: Limits) -> Plan:
    return einsum(values["pattern"], values["shape"], limits)


OPERATION = Operation(
    name="einsum",
    title=say("Einsum"),
    summary=say("Sums of products: each output cell lists the cells of every operand that it is made of."),
    parameters=(
        Parameter("pattern", PatternText(), say("einops names, i j, j k -> i k, or numpy letters, ij,jk->ik")),
        Parameter("shape", ShapesText(), say("shapes of the operands, separated by semicolons")),
    ),
    example={"pattern": "i j, j k -> i k", "shape": "2,3;3,2"},
    plan=_plan,
    tokenize=tokenize_equation,
    reduction="sum",
    presets=(
        Preset(say("Matrix product"), {"pattern": "ij,jk->ik", "shape": "2,3;3,2"}),
        Preset(say("Diagonal"), {"pattern": "ii->i", "shape": "4,4"}),
        Preset(say("Trace"), {"pattern": "ii->", "shape": "4,4"}),
        Preset(say("Outer product"), {"pattern": "i, j -> i j", "shape": "3;4"}),
        Preset(say("Attention scores"), {"pattern": "b i d, b j d -> b i j", "shape": "1,3,2;1,3,2"}),
    ),
)
