"""Where does cell 1 go? Numbers, names, and the formula."""

from einscope.core.errors import say
from einscope.core.lessons.lesson import Lesson, Step
from einscope.core.lessons.state import State
from einscope.core.lessons.tasks import Number, Place, PredictShape

_EXPANDED = State(
    "rearrange", {"pattern": "b h w (p1 p2 c) -> b (h p1) (w p2) c", "shape": "1,2,2,4", "sizes": "p1=2,p2=2"}
)
_LARGER = _EXPANDED.but(shape="1,3,2,8")

LESSON = Lesson(
    "first-cell",
    say("Where does cell 1 go?"),
    say("Cells have numbers, axes have names, and one formula says where every cell comes from."),
    (
        Step(
            say("Every cell has a number"),
            (
                say(
                    "x has the shape {shape}. Its cells are numbered as they lie in memory, the last axis fastest: "
                    "cell 0 is `x[0, 0, 0, 0]`, and cell 1 is `{second}`, the next channel of the same pixel.",
                    shape=_EXPANDED.input_text,
                    second=_EXPANDED.source(0, 0, 1, 0),
                ),
                say("Press play, and keep an eye on cell 1."),
            ),
            _EXPANDED,
            Place(
                _EXPANDED,
                1,
                say("Where in y does cell 1 land? Press it in the picture, or type its index."),
                say(
                    "Yes, at `{place}`. The channel has become a step to the right.",
                    place=_EXPANDED.place(1),
                ),
            ),
        ),
        Step(
            say("Names take the channels apart"),
            (
                say(
                    "On the left, `(p1 p2 c)` takes the channels apart into three axes. The last name runs fastest, so "
                    "here c is fastest and p1 slowest."
                ),
                say(
                    "On the right, `(h p1)` makes p1 part of the row, and `(w p2)` makes p2 part of the column. "
                    "That is the whole operation."
                ),
            ),
            _EXPANDED,
            Number(
                _EXPANDED,
                (0, 1, 0, 0),
                say("Which cell lands at `y[0, 1, 0, 0]`, one row below the corner?"),
                say(
                    "Yes, cell {cell}. One row down is p1 = 1, and p1 is the slow part: it skips the cells "
                    "with p1 = 0.",
                    cell=_EXPANDED.at(0, 1, 0, 0),
                ),
            ),
        ),
        Step(
            say("One formula for all cells"),
            (
                say("What you have seen is one line: `{formula}`.", formula=_EXPANDED.formula),
                say(
                    "Read it backwards to find a source: row 3 of y is 2h + p1 with h = 1 and p1 = 1; "
                    "column 1 is 2w + p2 with w = 0 and p2 = 1."
                ),
            ),
            _EXPANDED,
            Number(
                _EXPANDED,
                (0, 3, 1, 0),
                say("Which cell lands at `y[0, 3, 1, 0]`?"),
                say(
                    "Yes: it is `{source}`, cell {cell}. The formula needs no picture, and no small tensor either.",
                    source=_EXPANDED.source(0, 3, 1, 0),
                    cell=_EXPANDED.at(0, 3, 1, 0),
                ),
            ),
        ),
        Step(
            say("Predict the shape"),
            (
                say("An axis in brackets is as long as the sizes of its parts multiplied."),
                say(
                    "Now x is {shape}. p1 and p2 are 2 as before, so c follows: it is what is left of the 8 channels.",
                    shape=_LARGER.input_text,
                ),
            ),
            _LARGER,
            PredictShape(
                _LARGER,
                say("Which shape does y have?"),
                say(
                    "Yes, {shape}. A rearrangement keeps every cell: {cells} before, {cells} after.",
                    shape=_LARGER.shape_text,
                    cells=_LARGER.cells,
                ),
            ),
        ),
    ),
    also=(
        *(
            "index",
            "formula",
            "stride",
            "einops",
            "rearrange",
            "depth to space",
            "patch expanding",
            "beginner",
            "start",
        ),
        *("入门", "下标", "公式", "步长", "编号", "形状"),
    ),
)

ORDER = 1
