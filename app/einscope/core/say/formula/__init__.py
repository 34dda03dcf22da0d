"""The formula of a plan: where every cell comes from, and where it goes, as text, LaTeX and MathML.

An equation is made once, as numbers and names (``equation``); ``text``, ``latex`` and ``mathml`` only write it down.
"""

from einscope.core.say.formula.backward import where_to
from einscope.core.say.formula.formula import Formula, formula
from einscope.core.say.formula.text import Fragment, sum_text
from einscope.core.say.formula.written import Written

__all__ = ["Formula", "Fragment", "Written", "formula", "sum_text", "where_to"]
