"""A view is no transpose: attention heads."""

from einscope.core.errors import say
from einscope.core.lessons.lesson import Lesson, Step
from einscope.core.lessons.state import State
from einscope.core.lessons.tasks import Count, Make, Number

_VIEWED = State("program", {"code": "B, N, C = x.shape\ny = x.view(B, 2, N, C // 2)\n", "shape": "x:1,3,6"})
_SPLIT = State("program", {"code": "B, N, C = x.shape\ny = x.view(B, N, 2, C // 2)\n", "shape": "x:1,3,6"})
_HEADS = _SPLIT.but(code="B, N, C = x.shape\ny = x.view(B, N, 2, C // 2).transpose(1, 2)\n")

LESSON = Lesson(
    "heads",
    say("A view is no transpose: heads"),
    say("`view` gives cells another shape and moves none. Heads need more than that."),
    (
        Step(
            say("A view moves nothing"),
            (
                say(
                    "x holds 3 tokens of 6 channels. The line asks for 2 heads of 3 tokens: {shape}, which is just as "
                    "many cells, and so `view` agrees.",
                    shape=_VIEWED.shape_text,
                ),
                say("Look at the numbers: read row by row, x and y say the same."),
            ),
            _VIEWED,
            Count(
                lambda: _VIEWED.verdict.moved or 0,
                say("How many cells change their place in memory?"),
                say(
                    "Yes, {count}. A view puts other brackets around the same row of cells.",
                    count=_VIEWED.verdict.moved,
                ),
            ),
        ),
        Step(
            say("Tokens are torn apart"),
            (
                say(
                    "A head should have its 3 channels of every token: of token 0 the cells {first}, of token 1 the "
                    "cells {second}, and so on.",
                    first=_HEADS.some(0, 3),
                    second=_HEADS.some(3, 3),
                ),
            ),
            _VIEWED,
            Number(
                _VIEWED,
                (0, 0, 1, 0),
                say("Which cell stands at `y[0, 0, 1, 0]`, where the first head has token 1?"),
                say(
                    "Yes, cell {cell}, and that is `{source}`: still token 0. "
                    "The head takes the second half of one token for another token.",
                    cell=_VIEWED.at(0, 0, 1, 0),
                    source=_VIEWED.source(0, 0, 1, 0),
                ),
            ),
        ),
        Step(
            say("Split first, then swap"),
            (
                say(
                    "`view` may only split: the channels into 2 heads of 3. That leaves y as {shape}, tokens "
                    "before heads. To bring heads to the front, two axes have to change places.",
                    shape=_SPLIT.shape_text,
                ),
            ),
            _SPLIT,
            Make(
                _SPLIT,
                "code",
                _HEADS,
                say("Add to the last line what brings the heads before the tokens."),
                say(
                    "Yes. `{pattern}` says both at once, and cannot be mistaken for a view.",
                    pattern="b n (h d) → b h n d",
                ),
            ),
        ),
    ),
    also=(
        *("view", "reshape", "transpose", "permute", "attention", "multi-head", "multihead", "mha", "qkv", "head"),
        *("contiguous", "多头", "注意力", "转置", "视图", "变形"),
    ),
)

ORDER = 6
