"""``rearrange``: every axis is kept, only its place changes. The language and its rules are einops'."""

from collections.abc import Mapping
from typing import Any

from app.core.errors import PatternError, say
from app.core.fields import PatternText, Shapes, ShapesText, Sizes, SizesText, refuse_too_many_cells
from app.core.index_map import Stride, StrideTable
from app.core.limits import Limits
from app.core.operation import Operation, Parameter
from app.core.parser import Pattern, Side, parse
from app.core.plan import Plan, Shape, arranged
from app.core.resolve import resolve

ORDER = 1


def rearrange(text: str, shape: Shape, sizes: Sizes, limits: Limits) -> Plan:
    """The plan of a pattern on a tensor of this shape.

    Raises:
        PatternError: whatever einops refuses, with the culprit's place.

    Cost: O(length of the pattern + rank).

    >>> rearrange("h w c -> c h w", (2, 3, 4), Sizes(), Limits()).output.strides
    (3, 1, 6)
    """
    pattern = parse(text)
    _refuse_sides(pattern)
    resolved = resolve(pattern, shape, sizes, limits)
    output_shape = resolved.shape(resolved.right)
    refuse_too_many_cells(output_shape, limits, "shape")
    source = arranged("x", shape, resolved.left, resolved.axes)
    target = arranged("y", output_shape, resolved.right, resolved.axes)
    order = [axis for parts in resolved.right for axis in parts]
    table = StrideTable(tuple(Stride(resolved.axes[axis].size, source.strides[axis]) for axis in order))
    given = {axis: value.size for axis, value in sizes.given.items()}
    return Plan(text, given, resolved.axes, (source,), target, (table,))


def _refuse_sides(pattern: Pattern) -> None:
    """Refuse what has no meaning in a rearrangement: numbers, and axes on one side only."""
    left, right = pattern.left, pattern.right
    if left.ellipsis is None and right.ellipsis is not None:
        raise PatternError(
            "ellipsis-right-only",
            say("An ellipsis on the right needs one on the left."),
            right.ellipsis.span,
            hint=say("write ... on the left too, where the axes come from"),
        )
    for dimension in left.dimensions:
        if dimension.grouped and any(item.kind == "ellipsis" for item in dimension.items):
            raise PatternError(
                "ellipsis-grouped",
                say("On the left, an ellipsis cannot stand in brackets."),
                dimension.span,
                hint=say("take it out of the brackets"),
            )
    for item in (*left.items, *right.items):
        if item.kind == "number":
            raise PatternError(
                "number-in-rearrange",
                say("rearrange keeps every axis, so '{number}' needs a name.", number=item.text),
                item.span,
                hint=say("name the axis and give the name a size"),
            )
    _refuse_missing(left, right, "left")
    _refuse_missing(right, left, "right")


def _refuse_missing(side: Side, other: Side, name: str) -> None:
    there = {item.text for item in other.items}
    for item in side.items:
        if item.text not in there:
            message = (
                say("'{axis}' is on the left but not on the right: rearrange keeps every axis.", axis=item.text)
                if name == "left"
                else say("'{axis}' is on the right but not on the left: rearrange makes no new axis.", axis=item.text)
            )
            raise PatternError("axis-one-sided", message, item.span, hint=say("write it on both sides, or remove it"))


def _plan(values: Mapping[str, Any], limits: Limits) -> Plan:
    shapes: Shapes = values["shape"]
    return rearrange(values["pattern"], shapes.only(), values["sizes"], limits)


OPERATION = Operation(
    name="rearrange",
    title=say("Rearrange"),
    summary=say("Split, move and join axes by an einops pattern: every cell is kept, only its place changes."),
    parameters=(
        Parameter("pattern", PatternText(), say("the pattern, left side -> right side")),
        Parameter("shape", ShapesText(), say("shape of the input")),
        Parameter("sizes", SizesText(), say("sizes of axes that do not follow from the shape"), default=""),
    ),
    example={"pattern": "b h w (p1 p2 c) -> b (h p1) (w p2) c", "shape": "1,2,2,4", "sizes": "p1=2,p2=2"},
    plan=_plan,
)
