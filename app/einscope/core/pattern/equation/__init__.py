"""The equation of an einsum: its text in either of two spellings, read so that it fits its operands."""

from einscope.core.pattern.equation.fit import Key, fit
from einscope.core.pattern.equation.reading import read_equation, tokenize_equation
from einscope.core.pattern.equation.spelling import Spelling, axis_names, spelled
from einscope.core.pattern.equation.text import parse_equation

__all__ = ["Key", "Spelling", "axis_names", "fit", "parse_equation", "read_equation", "spelled", "tokenize_equation"]
