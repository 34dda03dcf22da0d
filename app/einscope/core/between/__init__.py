"""From a shape to a shape: which patterns lead there; and of cells that no pattern gives, which pattern is nearest.

The usual ones are those that people have names for (:mod:`usual`), read with the sizes that these shapes ask for
(:mod:`solved`); then every pattern that splits axes, moves the parts and joins them, the fewest parts first
(:mod:`parts`). Two that move all cells alike are one: they have one :func:`signature`.
"""

from einscope.core.between.nearest import Nearest, nearest
from einscope.core.between.search import Between, between
from einscope.core.between.shown import gathered, shown
from einscope.core.between.usual import known_as
from einscope.core.between.way import Way

__all__ = ["Between", "Nearest", "Way", "between", "gathered", "known_as", "nearest", "shown"]
