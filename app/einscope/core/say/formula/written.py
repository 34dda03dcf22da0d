"""An equation in every notation there is."""

from dataclasses import dataclass

from einscope.core.say.formula.equation import Equation
from einscope.core.say.formula.latex import latex
from einscope.core.say.formula.mathml import mathml
from einscope.core.say.formula.text import Fragment, fragments, joined


@dataclass(frozen=True, slots=True)
class Written:
    """The same equation in every notation; each fragment has the number of the axis that it speaks of.

    Args:
        text: plain text; its indices are Python but for the times sign, which is ``·`` or left out.
        latex: for math mode.
        mathml: a math element.
        fragments: pieces of the text, each with its axis.
    """

    text: str
    latex: str
    mathml: str
    fragments: tuple[Fragment, ...]


def write(equation: Equation) -> Written:
    """Write an equation in every notation.

    Cost: O(its length).
    """
    pieces = fragments(equation)
    return Written(joined(pieces), latex(equation), mathml(equation), pieces)
