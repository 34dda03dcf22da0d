"""Two pictures beside each other, with a sentence above them that says how they differ."""

from einscope.render.pair.pixels import PairMoments
from einscope.render.pair.sheet import PairSheet, pair_sheet
from einscope.render.pair.svg import pair

__all__ = ["PairMoments", "PairSheet", "pair", "pair_sheet"]
