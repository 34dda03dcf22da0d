"""An einops pattern on one tensor to a plan; what rearrange, reduce and repeat share.

They differ in one thing: which axes may stand on one side only. A number other than 1 is such an axis, as it is
no axis of the other side.
"""

from collections.abc import Callable
from dataclasses import dataclass

from einscope.core.errors import PatternError, Sentence, say
from einscope.core.fields import (
    PatternText,
    Shapes,
    ShapesText,
    Sizes,
    SizesText,
    refuse_too_many_cells,
    write_sizes,
)
from einscope.core.limits import Limits
from einscope.core.operation import Parameter, Way
from einscope.core.pattern.parser import Pattern, Side, parse
from einscope.core.pattern.resolve import resolve
from einscope.core.plan import Plan, Shape, arranged


@dataclass(frozen=True, slots=True)
class Rules:
    """What an operation may do to axes: leave them out on the right, or bring new ones."""

    operation: str
    may_drop: bool = False
    may_make: bool = False


@dataclass(frozen=True, slots=True)
class PatternValues:
    """The values of :func:`pattern_parameters`."""

    pattern: str
    shape: Shapes
    sizes: Sizes


def plan_pattern(text: str, shape: Shape, sizes: Sizes, limits: Limits, rules: Rules) -> Plan:
    """The plan of a pattern on a tensor of this shape.

    Raises:
        PatternError: whatever einops refuses, with the culprit's place.

    Cost: O(length of the pattern + rank).
    """
    pattern = parse(text)
    _refuse_sides(pattern, rules)
    resolved = resolve(pattern, shape, sizes, limits)
    output_shape = resolved.shape(resolved.right)
    refuse_too_many_cells(output_shape, limits, "shape")
    source = arranged("x", shape, resolved.left, resolved.axes)
    target = arranged("y", output_shape, resolved.right, resolved.axes)
    given = {axis.name: axis.size for axis in resolved.axes if axis.given}
    return Plan(text, given, resolved.axes, (source,), target)


def pattern_parameters(sizes: Sentence) -> tuple[Parameter, Parameter, Parameter]:
    """The parameters of an operation on one tensor by a pattern; ``sizes`` says which sizes it wants."""
    return (
        Parameter("pattern", PatternText(), say("the pattern, left side -> right side")),
        Parameter("shape", ShapesText(), say("shape of the input; for a list of tensors, the shapes of all")),
        Parameter("sizes", SizesText(), sizes, default=""),
    )


def planner(rules: Rules) -> Callable[[PatternValues, Limits], Plan]:
    """What plans a request with these parameters, by these rules."""

    def plan(values: PatternValues, limits: Limits) -> Plan:
        return plan_pattern(values.pattern, values.shape.stacked(), values.sizes, limits, rules)

    return plan


def turned_back(rules: Rules, **more: str) -> Callable[[Plan, Way], dict[str, str] | None]:
    """What writes down a way back that drops and makes axes as these rules allow.

    Args:
        rules: of the operation; where others allow less and it is enough, the way is theirs.
        more: texts of further parameters.
    """

    def back(plan: Plan, way: Way) -> dict[str, str] | None:
        if not way.pattern or (way.drops, way.makes) != (rules.may_drop, rules.may_make):
            return None
        sizes = {"sizes": write_sizes(way.sizes)} if way.sizes else {}
        return {"pattern": way.pattern, "shape": way.shape, **sizes, **more}

    return back


def _refuse_sides(pattern: Pattern, rules: Rules) -> None:
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
                say("On the left, an ellipsis cannot be inside brackets."),
                dimension.span,
                hint=say("move it out of the brackets"),
            )
    if not rules.may_drop:
        _refuse_numbers(left, rules)
    if not rules.may_make:
        _refuse_numbers(right, rules)
    if not rules.may_drop:
        _refuse_missing(
            left,
            right,
            lambda axis: say("'{axis}' is on the left but not on the right: every axis is kept.", axis=axis),
        )
    if not rules.may_make:
        _refuse_missing(
            right, left, lambda axis: say("'{axis}' is on the right but not on the left: no axis is new.", axis=axis)
        )


def _refuse_numbers(side: Side, rules: Rules) -> None:
    for item in side.items:
        if item.kind == "number":
            raise PatternError(
                f"number-in-{rules.operation}",
                say(
                    "The axis of size {number} needs a name here: it must match an axis on the other side.",
                    number=item.text,
                ),
                item.span,
                hint=say("name the axis and give the name a size"),
            )


def _refuse_missing(side: Side, other: Side, message: Callable[[str], Sentence]) -> None:
    there = {item.text for item in other.items}
    for item in side.items:
        if item.text not in there and item.kind != "number":
            raise PatternError(
                "axis-one-sided", message(item.text), item.span, hint=say("write it on both sides, or remove it")
            )
