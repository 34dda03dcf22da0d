"""An equation in every notation there is."""

from dataclasses import dataclass

from app.core.formula.equation import Equation
from app.core.formula.latex import latex
from app.core.formula.mathml import mathml
from app.core.formula.text import Fragment, fragments, joined


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
