"""The formula of a plan: where every cell comes from, and where it goes, as text, LaTeX and MathML.

An equation is made once, as numbers and names (``equation``); ``text``, ``latex`` and ``mathml`` only write it down.
"""

from app.core.formula.backward import where_to
from app.core.formula.formula import Formula, formula
from app.core.formula.text import Fragment, sum_text
from app.core.formula.written import Written

__all__ = ["Formula", "Fragment", "Written", "formula", "sum_text", "where_to"]
