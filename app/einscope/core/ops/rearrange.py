"""``rearrange``: every axis is kept, only its place changes. The language and its rules are einops'."""

from functools import partial

from einscope.core.checks import REARRANGE
from einscope.core.errors import say
from einscope.core.fields import Sizes
from einscope.core.limits import Limits
from einscope.core.operation import Operation
from einscope.core.ops.shared.counterpart import exchanged
from einscope.core.ops.shared.patterns import (
    PatternValues,
    Rules,
    pattern_parameters,
    plan_pattern,
    planner,
    turned_back,
)
from einscope.core.plan import Plan, Shape
from einscope.core.say.code import moving

ORDER = 1

_RULES = Rules("rearrange")


def rearrange(text: str, shape: Shape, sizes: Sizes, limits: Limits) -> Plan:
    """The plan of a rearrangement; see :func:`plan_pattern`.

    >>> rearrange("h w c -> c h w", (2, 3, 4), Sizes(), Limits()).output.strides
    (3, 1, 6)
    """
    return plan_pattern(text, shape, sizes, limits, _RULES)


OPERATION = Operation(
    name="rearrange",
    title=say("Rearrange"),
    summary=say("Split, move and join axes with an einops pattern: every cell is kept; only its place changes."),
    parameters=pattern_parameters(say("sizes of axes that do not follow from the shape")),
    example={"pattern": "b h w (p1 p2 c) -> b (h p1) (w p2) c", "shape": "1,2,2,4", "sizes": "p1=2,p2=2"},
    values=PatternValues,
    plan=planner(_RULES),
    judge=REARRANGE,
    code=partial(moving, "rearrange"),
    counterpart=exchanged,
    back=turned_back(_RULES),
    also=(
        *("reshape", "transpose", "permute", "view", "flatten", "swapaxes", "moveaxis", "NHWC"),
        *("NCHW", "channels first", "channels last", "einops", "patchify", "unpatchify"),
        *("space_to_batch", "batch_to_space", "squeeze", "unsqueeze", "转置", "变形", "换轴", "展平", "通道"),
        *("通道在前", "通道在后", "分块"),
    ),
)
