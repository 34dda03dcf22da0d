"""The values of cells: a person's own numbers or words, and what an operation makes of them."""

from einscope.core.values.given import Given, given
from einscope.core.values.made import Data, made

__all__ = ["Data", "Given", "given", "made"]
