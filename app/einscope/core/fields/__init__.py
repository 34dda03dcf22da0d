"""Parameters as text: what a person types, a link carries and an error points into.

Each form reads a text into a value and writes a value back; ``write(read(text))`` is the canonical text.
"""

from einscope.core.fields.called import CALLED, called
from einscope.core.fields.data import DataText, data_text
from einscope.core.fields.named_shapes import NamedShapesText
from einscope.core.fields.numbers import FactorText, IntegersText
from einscope.core.fields.pattern import PatternText, meant
from einscope.core.fields.piece import Piece, read_size
from einscope.core.fields.shapes import Shapes, ShapesText, refuse_too_many_cells
from einscope.core.fields.sizes import Given, Sizes, SizesText, given_sizes, write_sizes
from einscope.core.fields.texts import ChoiceText, CodeText, NameText, Order, OrderText, nearest
from einscope.core.fields.values import Value, ValuesText
from einscope.core.fields.view import DIRECTIONS, Direction, Views, ViewText

__all__ = [
    "CALLED",
    "DIRECTIONS",
    "ChoiceText",
    "CodeText",
    "DataText",
    "Direction",
    "FactorText",
    "Given",
    "IntegersText",
    "NameText",
    "NamedShapesText",
    "Order",
    "OrderText",
    "PatternText",
    "Piece",
    "Shapes",
    "ShapesText",
    "Sizes",
    "SizesText",
    "Value",
    "ValuesText",
    "ViewText",
    "Views",
    "called",
    "data_text",
    "given_sizes",
    "meant",
    "nearest",
    "read_size",
    "refuse_too_many_cells",
    "write_sizes",
]
