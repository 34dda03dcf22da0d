"""Swap p1 and p2, and blocks are filled by columns."""

from einscope.core.errors import say
from einscope.core.lessons.lesson import Lesson, Step
from einscope.core.lessons.state import State
from einscope.core.lessons.tasks import Count, Make, Number

_ROWS = State(
    "rearrange", {"pattern": "b h w (p1 p2 c) -> b (h p1) (w p2) c", "shape": "1,2,2,4", "sizes": "p1=2,p2=2"}
)
_COLUMNS = _ROWS.but(pattern="b h w (p2 p1 c) -> b (h p1) (w p2) c")

LESSON = Lesson(
    "rows-and-columns",
    say("Swap p1 and p2: rows become columns"),
    say("Two names change places, no shape changes, and half of the cells end up elsewhere."),
    (
        Step(
            say("Filled row by row"),
            (
                say(
                    "The four channels of a pixel become a 2×2 block. In `(p1 p2 c)`, p2 runs faster than p1, and p2 "
                    "is the column: so the channels fill the block as one writes, row by row."
                ),
                say("The thin line in the picture goes through y in the order of the cells of x."),
            ),
            _ROWS.but(fill="1"),
            Number(
                _ROWS,
                (0, 0, 3, 0),
                say("Which cell lands at `y[0, 0, 3, 0]`, in the top right corner?"),
                say(
                    "Yes, cell {cell}: the second channel of the second pixel.",
                    cell=_ROWS.at(0, 0, 3, 0),
                ),
            ),
        ),
        Step(
            say("Your turn: column by column"),
            (
                say(
                    "To fill the same blocks by columns, the row must run faster than the column. "
                    "Nothing but the order of two names decides that."
                ),
            ),
            _ROWS,
            Make(
                _ROWS,
                "pattern",
                _COLUMNS,
                say("Change the pattern so that every block is filled column by column."),
                say(
                    "Yes. There is more than one way to write it: swap p1 and p2 among the channels, or swap them on "
                    "the right. What counts is where the cells go."
                ),
            ),
        ),
        Step(
            say("What the shape does not tell"),
            (
                say(
                    "Both patterns make {shape} of {given}. A test that looks at shapes alone passes either way, and "
                    "so does a model that has the wrong one.",
                    shape=_COLUMNS.shape_text,
                    given=_COLUMNS.input_text,
                ),
                say("Where row and column of a block are equal, on its diagonal, both put the same cell."),
            ),
            _COLUMNS.but(fill="1"),
            Count(
                lambda: _COLUMNS.differing(_ROWS),
                say("Of the {cells} cells of y, how many come from elsewhere than before?", cells=_COLUMNS.cells),
                say(
                    "Yes, {count} of {cells}. On the page of comparisons they have a ring.",
                    count=_COLUMNS.differing(_ROWS),
                    cells=_COLUMNS.cells,
                ),
            ),
        ),
    ),
    also=(
        *("fill order", "row major", "column major", "p1 p2", "p2 p1", "order", "transpose", "patch expanding"),
        *("行优先", "列优先", "填充顺序", "转置", "顺序"),
    ),
)

ORDER = 2
