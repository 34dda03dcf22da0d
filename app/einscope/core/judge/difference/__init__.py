"""Two outputs of one shape: which cells differ, and how that can be said in one sentence."""

from einscope.core.judge.difference.compared import Compared, of_plan
from einscope.core.judge.difference.difference import Difference, difference, same_sources
from einscope.core.judge.difference.undone import Undone, undone

__all__ = ["Compared", "Difference", "Undone", "difference", "of_plan", "same_sources", "undone"]
