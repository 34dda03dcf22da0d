"""Read a whole layer, line by line."""

from einscope.core.errors import say
from einscope.core.lessons.lesson import Lesson, Step
from einscope.core.lessons.state import State
from einscope.core.lessons.tasks import Count, Make, Number, PredictShape

_CODE = """B, N, C3 = x.shape
C = C3 // 3
qkv = x.reshape(B, N, 3, self.num_heads, C // self.num_heads)
q, k, v = qkv.permute(2, 0, 3, 1, 4).unbind(0)
y = v.transpose(1, 2).reshape(B, N, C)
"""
_LAYER = State("program", {"code": _CODE, "shape": "x:1,4,12", "values": "self.num_heads=2"})
_QKV = _LAYER.but(step="0")
_V = _LAYER.but(step="3")
_TORN = _LAYER.but(code=_CODE.replace(".transpose(1, 2)", ""))

LESSON = Lesson(
    "whole-layer",
    say("Read a whole layer"),
    say("An attention layer, line by line: what each line does to the cells, and which line one must not forget."),
    (
        Step(
            say("One tensor for three"),
            (
                say(
                    "One linear layer makes query, key and value at once: {channels} channels for each of {tokens} "
                    "tokens. The first line that touches cells takes them apart.",
                    channels=_LAYER.input[2],
                    tokens=_LAYER.input[1],
                ),
                say("Choose a line below the picture, or let it play."),
            ),
            _QKV,
            PredictShape(
                _QKV,
                say("With 2 heads, which shape does `qkv` have?"),
                say(
                    "Yes, {shape}: batch, token, which of the three, head, and depth.",
                    shape=_QKV.shape_text,
                ),
            ),
        ),
        Step(
            say("Query, key, value"),
            (
                say(
                    "`permute` brings the axis of the three to the front and heads before tokens; `unbind` takes it "
                    "apart. So `v` is what stood last among the channels."
                ),
            ),
            _V,
            Number(
                _V,
                (0, 0, 0, 0),
                say("With which cell of x does `v` begin?"),
                say(
                    "Yes, cell {cell}, `{source}`: the first two thirds of the channels are query and key.",
                    cell=_V.at(0, 0, 0, 0),
                    source=_V.source(0, 0, 0, 0),
                ),
            ),
        ),
        Step(
            say("Heads side by side again"),
            (
                say(
                    "At the end the heads of each token are put side by side: {shape}. "
                    "We follow `v` alone here, as attention would mix tokens and not move them.",
                    shape=_LAYER.shape_text,
                ),
            ),
            _LAYER,
            Count(
                lambda: _LAYER.verdict.dropped or 0,
                say("Of the {cells} cells of x, how many are not in y?", cells=_LAYER.input_cells),
                say(
                    "Yes, {count}: query and key only decide how values are weighed.",
                    count=_LAYER.verdict.dropped,
                ),
            ),
        ),
        Step(
            say("The line one must not forget"),
            (
                say(
                    "Without `transpose`, the last `reshape` still succeeds. Try it: a mistake that one has made on "
                    "purpose is easier to see in other people's code."
                ),
            ),
            _LAYER,
            Make(
                _LAYER,
                "code",
                _TORN,
                say("Take `.transpose(1, 2)` out of the last line."),
                say(
                    "The shape is still {shape}, and {count} of {cells} cells lie elsewhere. "
                    "Now paste a layer of your own on the page of programs.",
                    shape=_TORN.shape_text,
                    count=_TORN.differing(_LAYER),
                    cells=_TORN.cells,
                ),
            ),
        ),
    ),
    also=(
        *("program", "code", "paste", "qkv", "attention", "unbind", "permute", "forward", "GQA", "debug"),
        *("程序", "代码", "粘贴", "注意力", "调试", "整个层"),
    ),
)

ORDER = 10
