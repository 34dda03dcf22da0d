"""Parameters as text: what a person types, a link carries and an error points into.

Each form reads a text into a value and writes a value back; ``write(read(text))`` is the canonical text.
"""

from app.core.fields.code import CodeText
from app.core.fields.named_shapes import NamedShapesText
from app.core.fields.numbers import FactorText, IntegersText
from app.core.fields.piece import Piece, read_size
from app.core.fields.shapes import Shapes, ShapesText, refuse_too_many_cells
from app.core.fields.sizes import Given, Sizes, SizesText, given_sizes, write_sizes
from app.core.fields.values import Value, ValuesText
from app.core.fields.view import DIRECTIONS, Direction, Views, ViewText
from app.core.fields.words import ChoiceText, Order, OrderText, PatternText

__all__ = [
    "DIRECTIONS",
    "ChoiceText",
    "CodeText",
    "Direction",
    "FactorText",
    "Given",
    "IntegersText",
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
    "given_sizes",
    "read_size",
    "refuse_too_many_cells",
    "write_sizes",
]
