"""``reduce``: axes that are missing on the right are reduced; each output cell is made of all cells along them."""

from dataclasses import dataclass, replace
from functools import partial

from einscope.core.checks import REDUCE
from einscope.core.errors import say
from einscope.core.fields import ChoiceText
from einscope.core.limits import Limits
from einscope.core.operation import Operation, Parameter, Preset
from einscope.core.ops.shared.patterns import PatternValues, Rules, pattern_parameters, planner, turned_back
from einscope.core.plan import Plan
from einscope.core.say.code import in_pattern

ORDER = 2

REDUCTIONS = ("mean", "sum", "max", "min", "prod", "any", "all")
_CALLED = (say("mean"), say("sum"), say("max"), say("min"), say("prod"), say("any"), say("all"))
_RULES = Rules("reduce", may_drop=True)


@dataclass(frozen=True, slots=True)
class ReduceValues(PatternValues):
    """A pattern, and what becomes of the cells along a reduced axis."""

    reduction: str


def _plan(values: ReduceValues, limits: Limits) -> Plan:
    return replace(planner(_RULES)(values, limits), reduction=values.reduction)


OPERATION = Operation(
    name="reduce",
    title=say("Reduce"),
    summary=say("Split, move and reduce axes: cells along axes missing on the right become one."),
    parameters=(
        *pattern_parameters(say("sizes of axes that do not follow from the shape")),
        Parameter(
            "reduction",
            ChoiceText(REDUCTIONS, _CALLED),
            say("how the cells along a reduced axis become one"),
            default="mean",
            label=say("reduction"),
        ),
    ),
    example={"pattern": "b (h p1) (w p2) c -> b h w c", "reduction": "mean", "shape": "1,4,4,1", "sizes": "p1=2,p2=2"},
    values=ReduceValues,
    plan=_plan,
    judge=REDUCE,
    code=partial(in_pattern, "reduce"),
    back=turned_back(_RULES, reduction="max"),  # of one cell: itself, in its own type
    presets=(
        Preset(
            say("Average pooling 2×2"),
            {"pattern": "b c (h p1) (w p2) -> b c h w", "reduction": "mean", "shape": "1,2,4,4", "sizes": "p1=2,p2=2"},
        ),
        Preset(say("Global average pooling"), {"pattern": "b c h w -> b c", "reduction": "mean", "shape": "2,3,2,2"}),
        Preset(say("Channel maximum"), {"pattern": "b h w c -> b h w", "reduction": "max", "shape": "1,3,3,4"}),
    ),
    also=(
        *("pooling", "mean", "sum", "max", "min", "any", "all", "average pooling"),
        *("global pooling", "downsampling", "squeeze", "池化", "平均", "求和", "最大值", "归约"),
    ),
)
