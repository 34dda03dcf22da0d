"""Sliding windows: unfold, im2col."""

from einscope.core.errors import say
from einscope.core.lessons.lesson import Lesson, Step
from einscope.core.lessons.state import State
from einscope.core.lessons.tasks import Count, Once

_UNFOLDED = State("unfold", {"shape": "1,1,4,4", "kernel": "2", "stride": "1", "channels": "first"})

LESSON = Lesson(
    "sliding-windows",
    say("Sliding windows"),
    say("A window stands at every place where it fits, and each place becomes a column."),
    (
        Step(
            say("A column for each place"),
            (
                say(
                    "`unfold`, also called im2col, lets a 2×2 window stand at every place of a 4×4 image where it "
                    "fits. What the window sees becomes a column of y. A convolution is then a matrix product."
                ),
            ),
            _UNFOLDED,
            Count(
                lambda: _UNFOLDED.shape[-1],
                say("At how many places does the window fit?"),
                say(
                    "Yes, {count}: three along each axis. y is {shape}.",
                    count=_UNFOLDED.shape[-1],
                    shape=_UNFOLDED.shape_text,
                ),
            ),
        ),
        Step(
            say("Windows share cells"),
            (
                say(
                    "Neighbouring windows overlap, so cells are copied: {cells} cells come in, {made} go out. "
                    "A corner is seen once; a cell in the middle is seen more often.",
                    cells=_UNFOLDED.input_cells,
                    made=_UNFOLDED.cells,
                ),
            ),
            _UNFOLDED,
            Count(
                lambda: len(_UNFOLDED.places(5)),
                say("In how many windows is cell 5?"),
                say(
                    "Yes, in {count}: once as each corner of the window.",
                    count=len(_UNFOLDED.places(5)),
                ),
            ),
        ),
        Step(
            say("Side by side"),
            (
                say(
                    "The stride says how far the window moves from one place to the next. "
                    "If it moves as far as it is wide, windows no longer overlap."
                ),
            ),
            _UNFOLDED,
            Once(
                _UNFOLDED,
                "stride",
                "2",
                say("Choose the stride so that every cell is in exactly one window."),
                say("Yes. These are patches: what a vision transformer cuts, and what merging stacks."),
                shape=False,
                options=("1", "2", "3"),
            ),
        ),
    ),
    also=(
        *("im2col", "unfold", "convolution", "conv", "kernel", "stride", "overlap", "patch", "as_strided"),
        *("滑动窗口", "卷积", "卷积核", "步幅", "重叠"),
    ),
)

ORDER = 8
