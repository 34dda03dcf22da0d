"""``einsum``: every output cell is a sum of products of one cell of each operand. As in einops, numpy and torch."""

from collections.abc import Mapping
from dataclasses import dataclass

from einscope.core.checks import EINSUM
from einscope.core.errors import PatternError, Span, say
from einscope.core.fields import PatternText, Shapes, ShapesText, refuse_too_many_cells
from einscope.core.limits import Limits
from einscope.core.operation import Operation, Parameter, Preset
from einscope.core.pattern.equation import Key, axis_names, read_equation, tokenize_equation
from einscope.core.pattern.lexer import Token
from einscope.core.plan import Axis, Plan, Shape, Tensor, Term, indexed
from einscope.core.say.code import products

ORDER = 4


@dataclass(frozen=True, slots=True)
class EinsumValues:
    """An equation, and the shapes of its operands."""

    pattern: str
    shape: Shapes


def einsum(text: str, shapes: Shapes, limits: Limits, letters: bool | None = None) -> Plan:
    """The plan of an einsum on tensors of these shapes.

    A label that an operand has twice takes its diagonal; an axis of size 1 is stretched to what others have.

    Args:
        text: the equation.
        shapes: of the operands.
        limits: bounds on axes and cells.
        letters: whether every letter is an axis, as numpy and torch read it, or every word, as einops does; None:
            whichever fits the operands.

    Raises:
        PatternError: what einops, numpy and torch all refuse.

    Cost: O(length of the text + rank).

    >>> from einscope.core.fields import ShapesText
    >>> plan = einsum("ij,jk->ik", ShapesText().read("2,3;3,4", "shape", Limits()), Limits())
    >>> plan.output.shape, plan.maps[0].arity
    ((2, 4), 3)
    """
    reading = read_equation(text, shapes, letters)
    operands, output, sizes = reading.fit.operands, reading.fit.output, reading.fit.sizes
    keys = tuple(sizes)
    _refuse_axes(keys, text, limits)
    kept = set(output)
    axes = tuple(
        Axis(name, sizes[key], "kept" if key in kept else "reduced")
        for key, name in zip(keys, axis_names(keys), strict=True)
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
    return Plan(text, {}, axes, inputs, target, reduction="sum", letters=reading.letters, remarks=reading.remarks)


def _input(
    name: str, keys: tuple[Key, ...], shape: Shape, number: Mapping[Key, int], sizes: Mapping[Key, int]
) -> Tensor:
    """An operand; an axis that is stretched has index 0 throughout."""
    stretched = [size != sizes[key] for key, size in zip(keys, shape, strict=True)]
    arrangement = tuple(() if flat else (number[key],) for key, flat in zip(keys, stretched, strict=True))
    index = tuple(tuple(Term(1, part) for part in parts) for parts in arrangement)
    return indexed(name, shape, arrangement, index, len(number))


def _refuse_axes(keys: tuple[Key, ...], text: str, limits: Limits) -> None:
    if len(keys) > limits.axes:
        raise PatternError(
            "axes-limit",
            say("A pattern may have at most {limit} axes; this one has {count}.", limit=limits.axes, count=len(keys)),
            Span(0, len(text)),
        )


def _tokenize(text: str, plan: Plan | None) -> tuple[Token, ...]:
    return tokenize_equation(text, plan.letters if plan else None)


def _plan(values: EinsumValues, limits: Limits) -> Plan:
    return einsum(values.pattern, values.shape, limits)


OPERATION = Operation(
    name="einsum",
    title=say("Einsum"),
    summary=say("Sums of products: each output cell lists the cells it combines from every operand."),
    parameters=(
        Parameter("pattern", PatternText(), say("einops names, i j, j k -> i k, or numpy letters, ij,jk->ik")),
        Parameter("shape", ShapesText(), say("shapes of the operands, separated by semicolons")),
    ),
    example={"pattern": "i j, j k -> i k", "shape": "2,3;3,2"},
    values=EinsumValues,
    plan=_plan,
    judge=EINSUM,
    code=products,
    tokenize=_tokenize,
    presets=(
        Preset(say("Matrix product"), {"pattern": "ij,jk->ik", "shape": "2,3;3,2"}),
        Preset(say("Diagonal"), {"pattern": "ii->i", "shape": "4,4"}),
        Preset(say("Trace"), {"pattern": "ii->", "shape": "4,4"}),
        Preset(say("Outer product"), {"pattern": "i, j -> i j", "shape": "3;4"}),
        Preset(say("Attention scores"), {"pattern": "b i d, b j d -> b i j", "shape": "1,3,2;1,3,2"}),
    ),
    also=(
        *("matmul", "dot", "bmm", "tensordot", "contraction", "trace", "diagonal", "inner product"),
        *("outer product", "attention", "scores", "矩阵乘法", "点积", "缩并", "对角线", "求和"),
    ),
)
