"""An equation in every notation there is."""

from dataclasses import dataclass

from einscope.core.say.formula.equation import Equation
from einscope.core.say.formula.latex import latex
from einscope.core.say.formula.mathml import mathml
from einscope.core.say.formula.text import Fragment, fragments, joined


@dataclass(frozen=True, slots=True)
class Written:
    """The same equation four times.

    Args:
        text: plain text; its indices are Python but for the times sign, which is ``·`` or left out.
        latex: for math mode.
        mathml: a ``math`` element.
        fragments: the pieces of ``text``, each with the axis it speaks of.
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
