"""3×3 and n×n, three dimensions, and a slice that was written twice."""

from einscope.core.errors import say
from einscope.core.lessons.lesson import Lesson, Step
from einscope.core.lessons.state import State
from einscope.core.lessons.tasks import Find, Number, Once, PredictShape
from einscope.core.program.question import VOLUME

_NINE = State("expand", {"shape": "1,2,2,9", "factor": "3"})
_CODE = VOLUME.replace("x = torch", "y = torch")
_VOLUME = State("program", {"code": _CODE, "shape": "x:4,4,4"})
_MENDED = _CODE.replace("x5 = x[0::2, 1::2, 0::2]", "x5 = x[1::2, 1::2, 0::2]").replace(
    "x6 = x[0::2, 0::2, 1::2]", "x6 = x[0::2, 1::2, 1::2]"
)

LESSON = Lesson(
    "larger-blocks",
    say("3×3, n×n, and the slice bug"),
    say("The rule knows no size of blocks. Slices written by hand do, and one of them is easily written twice."),
    (
        Step(
            say("Nine channels, one block"),
            (
                say(
                    "Nothing in `(p1 p2 c)` says that a block is 2×2. With p1 = p2 = 3, nine channels become a block "
                    "of 3×3, row by row."
                ),
            ),
            _NINE,
            PredictShape(
                _NINE,
                say("x is {shape}. Which shape does y have?", shape=_NINE.input_text),
                say(
                    "Yes, {shape}: each of the two spatial axes is three times as long, the channels are a ninth.",
                    shape=_NINE.shape_text,
                ),
            ),
        ),
        Step(
            say("The formula counts in threes"),
            (
                say("It is the formula of before, with 3 where 2 was: `{formula}`.", formula=_NINE.formula),
                say("Row 4 is 3·1 + 1, and column 2 is 3·0 + 2."),
            ),
            _NINE,
            Number(
                _NINE,
                (0, 4, 2, 0),
                say("Which cell lands at `y[0, 4, 2, 0]`?"),
                say(
                    "Yes, cell {cell}, which is `{source}`. For blocks of n×n, write n.",
                    cell=_NINE.at(0, 4, 2, 0),
                    source=_NINE.source(0, 4, 2, 0),
                ),
            ),
        ),
        Step(
            say("Eight slices of a volume"),
            (
                say(
                    "In three dimensions a block has eight cells, so merging takes eight slices. Written by hand, they "
                    "look all alike, and this list was shipped with two of them there twice."
                ),
                say("Shapes are as they should be: {shape}. Nothing fails.", shape=_VOLUME.shape_text),
            ),
            _VOLUME,
            Find(
                _VOLUME,
                "doubled",
                say("Press a cell of y that is in it twice, or type its index."),
                say(
                    "Right. {doubled} cells are there twice, and {dropped} of {cells} are not there at all.",
                    doubled=_VOLUME.verdict.duplicated,
                    dropped=_VOLUME.verdict.dropped,
                    cells=_VOLUME.input_cells,
                ),
            ),
        ),
        Step(
            say("Mend the slices"),
            (
                say(
                    "Each slice begins at 0 or 1 along each axis: two times two times two ways. "
                    "Look which two are missing."
                ),
            ),
            _VOLUME,
            Once(
                _VOLUME,
                "code",
                _MENDED,
                say("Change the code so that every cell of x is in y exactly once."),
                say("Yes, all {cells} are there. A pattern would have said it in one line.", cells=_VOLUME.input_cells),
            ),
        ),
    ),
    also=(
        *("3x3", "nxn", "factor", "3d", "volume", "slice bug", "duplicate", "monai", "pixel shuffle", "upsampling"),
        *("三维", "体数据", "倍率", "重复", "切片错误"),
    ),
)

ORDER = 5
