"""Two outputs of one shape: which cells differ, and how that can be said in one sentence."""

from einscope.core.judge.difference.compared import Compared, of_plan
from einscope.core.judge.difference.difference import Difference, difference

__all__ = ["Compared", "Difference", "difference", "of_plan"]
