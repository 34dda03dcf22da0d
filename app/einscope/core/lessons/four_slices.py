"""Patch merging: four slices and a cat, and the order of channels that comes of it."""

from einscope.core.errors import say
from einscope.core.lessons.lesson import Lesson, Step
from einscope.core.lessons.state import State
from einscope.core.lessons.tasks import Count, Make, Number

_CODE = """B, H, W, C = x.shape
x0 = x[:, 0::2, 0::2, :]
x1 = x[:, 1::2, 0::2, :]
x2 = x[:, 0::2, 1::2, :]
x3 = x[:, 1::2, 1::2, :]
y = torch.cat([x0, x1, x2, x3], -1)
"""
_SLICES = State("program", {"code": _CODE, "shape": "x:1,4,4,1"})
_DEEPER = _SLICES.but(shape="x:1,4,4,2")
_PATTERN = State(
    "rearrange", {"pattern": "b (h p1) (w p2) c -> b h w (p1 p2 c)", "shape": "1,4,4,2", "sizes": "p1=2,p2=2"}
)
_AURORA = State("merge", {"shape": "1,4,4,2", "order": "p1 p2 c"})
_SWIN = _AURORA.but(order="p2 p1 c")

LESSON = Lesson(
    "four-slices",
    say("Merging: four slices and a cat"),
    say("Where the order `(p2 p1 c)` of Swin's patch merging comes from."),
    (
        Step(
            say("Every second row, every second column"),
            (
                say(
                    "Swin merges patches with four slices. Each takes every second row and every second column; they "
                    "differ in where they begin: `x0` at the corner, `x1` one row lower, `x2` one column further, "
                    "`x3` both."
                ),
                say("Then `cat` stacks them: the channels of a pixel of y hold one 2×2 block of x."),
            ),
            _SLICES,
            Number(
                _SLICES,
                (0, 0, 0, 1),
                say("Which cell lands in channel 1 of the first pixel, `y[0, 0, 0, 1]`?"),
                say(
                    "Yes, cell {cell}, the one below the corner and not the one beside it: `x1` begins one row lower.",
                    cell=_SLICES.at(0, 0, 0, 1),
                ),
            ),
        ),
        Step(
            say("Say it as a pattern"),
            (
                say(
                    "Call the row in a block p1 and the column p2. Among the channels, the slices stand in the order "
                    "`x0 x1 x2 x3`: from one to the next the row changes first, and the column only after two."
                ),
                say("What changes first runs fastest, and what runs fastest is written last."),
            ),
            _PATTERN,
            Make(
                _PATTERN,
                "pattern",
                _DEEPER,
                say("Change the pattern so that it does what the four slices do."),
                say(
                    "Yes: the column of the block is slowest, then its row, then the channels that were there before. "
                    "With these names that is `(p2 p1 c)`."
                ),
                answer="b (h p1) (w p2) c -> b h w (p2 p1 c)",
            ),
        ),
        Step(
            say("Not everybody slices alike"),
            (
                say(
                    "Aurora merges the same blocks with the row slowest, `(p1 p2 c)`. The shapes are the same, "
                    "{shape}, and the channels are not: weights that were trained with one order do not fit the other.",
                    shape=_AURORA.shape_text,
                ),
            ),
            _AURORA,
            Count(
                lambda: _AURORA.differing(_SWIN),
                say("Of the {cells} cells of y, how many differ from Swin's?", cells=_AURORA.cells),
                say(
                    "Yes, {count}: of the four channel blocks, the two in the middle have changed places.",
                    count=_AURORA.differing(_SWIN),
                ),
            ),
        ),
    ),
    also=(
        *("patch merging", "swin", "vmamba", "space to depth", "SpaceToDepth", "strided slices", "cat", "concat"),
        *("focus", "yolo", "aurora", "downsampling", "切片", "拼接", "合并", "下采样", "分块"),
    ),
)

ORDER = 3
