"""``repeat``: axes that are new on the right multiply the cells; each output cell is a copy of one input cell."""

from functools import partial

from einscope.core.checks import REPEAT
from einscope.core.errors import say
from einscope.core.operation import Operation, Preset
from einscope.core.ops.shared.patterns import PatternValues, Rules, pattern_parameters, planner, turned_back
from einscope.core.say.code import moving

ORDER = 3

_RULES = Rules("repeat", may_make=True)


OPERATION = Operation(
    name="repeat",
    title=say("Repeat"),
    summary=say("Split, move and repeat axes: new axes on the right multiply the cells."),
    parameters=pattern_parameters(say("sizes of new axes, and of those that do not follow from the shape")),
    example={"pattern": "h w -> (h 2) (w 2)", "shape": "2,2", "sizes": ""},
    values=PatternValues,
    plan=planner(_RULES),
    judge=REPEAT,
    code=partial(moving, "repeat"),
    back=turned_back(_RULES),
    presets=(
        Preset(say("Nearest upsampling"), {"pattern": "b c h w -> b c (h 2) (w 2)", "shape": "1,1,2,2"}),
        Preset(
            say("repeat_interleave, np.repeat"),
            {"pattern": "a -> (a r)", "shape": "4", "sizes": "r=3"},
            also=(
                "GQA",
                "repeat_kv",
                "grouped-query attention",
            ),
        ),
        Preset(say("Tensor.repeat, np.tile"), {"pattern": "a -> (r a)", "shape": "4", "sizes": "r=3"}, also=("tile",)),
        Preset(say("A new batch axis"), {"pattern": "h w -> b h w", "shape": "2,2", "sizes": "b=3"}),
    ),
    also=(
        *("tile", "broadcast", "repeat_interleave", "expand_as", "upsampling", "nearest"),
        *("np.tile", "copy", "repeat_kv", "GQA", "复制", "平铺", "广播", "上采样"),
    ),
)
