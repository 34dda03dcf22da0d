"""From where every cell came back to the pattern that moved it: the inverse of an index map.

The output's cells are read in C order, once, as digits that each move the source along one axis of the input
(:mod:`walk`). Digits that fill the input's axes are an einops pattern (:mod:`wording`); digits that fill a part of
them are a slice before it (:mod:`slices`). An empty output has no cells to read (:mod:`empty`).
"""

from einscope.core.judge.infer.inferred import Inferred
from einscope.core.judge.infer.search import infer

__all__ = ["Inferred", "infer"]
