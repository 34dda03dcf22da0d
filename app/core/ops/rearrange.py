"""``rearrange``: every axis is kept, only its place changes. The language and its rules are einops'."""

from collections.abc import Mapping
from typing import Any

from app.core.errors import say
from app.core.fields import PatternText, Shapes, ShapesText, Sizes, SizesText
from app.core.limits import Limits
from app.core.operation import Operation, Parameter
from app.core.patterns import Rules, plan_pattern
from app.core.plan import Plan, Shape

ORDER = 1

_RULES = Rules("rearrange")


def rearrange(text: str, shape: Shape, sizes: Sizes, limits: Limits) -> Plan:
    """The plan of a rearrangement; see :func:`plan_pattern`.

    >>> rearrange("h w c -> c h w", (2, 3, 4), Sizes(), Limits()).output.strides
    (3, 1, 6)
    """
    return plan_pattern(text, shape, sizes, limits, _RULES)


def _plan(values: Mapping[str, Any], limits: Limits) -> Plan:
    shapes: Shapes = values["shape"]
    return rearrange(values["pattern"], shapes.stacked(), values["sizes"], limits)


OPERATION = Operation(
    name="rearrange",
    title=say("Rearrange"),
    summary=say("Split, move and join axes by an einops pattern: every cell is kept, only its place changes."),
    parameters=(
        Parameter("pattern", PatternText(), say("the pattern, left side -> right side")),
        Parameter("shape", ShapesText(), say("shape of the input; of a list of tensors, the shapes of all")),
        Parameter("sizes", SizesText(), say("sizes of axes that do not follow from the shape"), default=""),
    ),
    example={"pattern": "b h w (p1 p2 c) -> b (h p1) (w p2) c", "shape": "1,2,2,4", "sizes": "p1=2,p2=2"},
    plan=_plan,
)
