"""Two states compared, be they operations or programs: how they differ, whether one undoes the other, what mends it."""

from einscope.core.comparison.comparison import Comparison, comparison
from einscope.core.comparison.of_operation import ComparableOperation
from einscope.core.comparison.of_program import ComparableProgram
from einscope.core.comparison.state import Comparable

__all__ = ["Comparable", "ComparableOperation", "ComparableProgram", "Comparison", "comparison"]
