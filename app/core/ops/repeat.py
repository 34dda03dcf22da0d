"""``repeat``: axes that are new on the right multiply the cells; each output cell is a copy of one input cell."""

from collections.abc import Mapping
from typing import Any

from app.core.errors import say
from app.core.fields import PatternText, Shapes, ShapesText, SizesText
from app.core.limits import Limits
from app.core.operation import Operation, Parameter, Preset
from app.core.patterns import Rules, plan_pattern
from app.core.plan import Plan

ORDER = 3

_RULES = Rules("repeat", may_make=True)


def _plan(values: Mapping[str, Any], limits: Limits) -> Plan:
    shapes: Shapes = values["shape"]
    return plan_pattern(values["pattern"], shapes.stacked(), values["sizes"], limits, _RULES)


OPERATION = Operation(
    name="repeat",
    title=say("Repeat"),
    summary=say("Split, move and repeat axes: what is new on the right multiplies the cells."),
    parameters=(
        Parameter("pattern", PatternText(), say("the pattern, left side -> right side")),
        Parameter("shape", ShapesText(), say("shape of the input; of a list of tensors, the shapes of all")),
        Parameter("sizes", SizesText(), say("sizes of new axes, and of those that do not follow"), default=""),
    ),
    example={"pattern": "h w -> (h 2) (w 2)", "shape": "2,2", "sizes": ""},
    plan=_plan,
    presets=(
        Preset("Nearest upsampling", {"pattern": "b c h w -> b c (h 2) (w 2)", "shape": "1,1,2,2"}),
        Preset("repeat_interleave, np.repeat", {"pattern": "a -> (a r)", "shape": "4", "sizes": "r=3"}),
        Preset("Tensor.repeat, np.tile", {"pattern": "a -> (r a)", "shape": "4", "sizes": "r=3"}),
        Preset("A new batch axis", {"pattern": "h w -> b h w", "shape": "2,2", "sizes": "b=3"}),
    ),
)
