"""The plan in words: what a good teacher would say, step by step, with the numbers of this shape."""

from einscope.core.say.explain.named import AxisSpan, Named
from einscope.core.say.explain.steps import steps

__all__ = ["AxisSpan", "Named", "steps"]
