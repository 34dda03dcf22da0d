"""The equation of an einsum: its text in either of two spellings, read so that it fits its operands."""

from app.core.equation.fit import Key, fit
from app.core.equation.reading import read_equation, tokenize_equation
from app.core.equation.spelling import Spelling, axis_names, spelled
from app.core.equation.text import parse_equation

__all__ = ["Key", "Spelling", "axis_names", "fit", "parse_equation", "read_equation", "spelled", "tokenize_equation"]
