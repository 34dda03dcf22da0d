"""einsum and rearrange speak one language."""

from einscope.core.errors import say
from einscope.core.lessons.lesson import Lesson, Step
from einscope.core.lessons.state import State
from einscope.core.lessons.tasks import Count, Make, Number, PredictShape

_TURNED = State("einsum", {"pattern": "ij->ji", "shape": "2,3"})
_PRODUCT = State("einsum", {"pattern": "i j, j k -> i k", "shape": "2,3;3,2"})
_DIAGONAL = State("einsum", {"pattern": "ii->i", "shape": "4,4"})

LESSON = Lesson(
    "einsum",
    say("einsum and rearrange"),
    say("Names on both sides stay, names missing on the right are summed, and `ii->i` is a diagonal."),
    (
        Step(
            say("The same names"),
            (
                say(
                    "In einsum every letter is an axis. A letter that stands on both sides stays, and the right side "
                    "says in which order: `ij->ji` is what `i j -> j i` is to rearrange."
                ),
            ),
            _TURNED,
            PredictShape(
                _TURNED,
                say("x is {shape}. Which shape does y have?", shape=_TURNED.input_text),
                say("Yes, {shape}: a transpose, with nothing to sum.", shape=_TURNED.shape_text),
            ),
        ),
        Step(
            say("What is missing is summed"),
            (
                say(
                    "With two tensors, cells that agree in the letters they share are multiplied. A letter that is "
                    "missing on the right is summed over: here j, and so this is the matrix product."
                ),
                say("Point at a cell of y: all that it is made of lights up."),
            ),
            _PRODUCT,
            Count(
                lambda: _PRODUCT.sources.shape[1],
                say("How many products are added up in each cell of y?"),
                say("Yes, {count}: as many as j is long.", count=_PRODUCT.sources.shape[1]),
            ),
        ),
        Step(
            say("One letter, two axes"),
            (
                say(
                    "Nothing forbids a letter to stand twice: `ii` walks along both axes at once, and meets the cells "
                    "whose row and column are equal."
                ),
            ),
            _DIAGONAL,
            Number(
                _DIAGONAL,
                (2,),
                say("Which cell lands at `y[2]`?"),
                say(
                    "Yes, cell {cell}, which is `{source}`. Each step goes one row down and one to the right, "
                    "{stride} cells further.",
                    cell=_DIAGONAL.at(2),
                    source=_DIAGONAL.source(2),
                    stride=_DIAGONAL.at(1) - _DIAGONAL.at(0),
                ),
            ),
        ),
        Step(
            say("From the diagonal to the trace"),
            (say("The trace of a matrix is the sum of its diagonal: one number, a tensor without axes."),),
            _DIAGONAL,
            Make(
                _DIAGONAL,
                "pattern",
                _DIAGONAL.but(pattern="ii->"),
                say("Change the pattern so that y is the trace."),
                say("Yes. i is missing on the right now, so it is summed over."),
            ),
        ),
    ),
    also=(
        *("einsum", "matmul", "matrix product", "diagonal", "trace", "outer product", "bmm", "attention scores", "sum"),
        *("爱因斯坦求和", "矩阵乘法", "对角线", "迹", "求和"),
    ),
)

ORDER = 7
