"""``x:1,4,4,2;y:3``: shapes of tensors that have names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from einscope.core.errors import PatternError, say
from einscope.core.fields.dotted import ENTRY
from einscope.core.fields.piece import Piece, typed_piece
from einscope.core.fields.shapes import read_shape
from einscope.core.limits import Limits
from einscope.core.plan import Shape

_ALONE = "x"
_KEYED = re.compile(r"""([^\W\d]\w*)\[(['"])([^\W\d]\w*)\2\]""")


@dataclass(frozen=True, slots=True)
class NamedShapesText:
    """``x:1,4,4,2;y:3``; one shape without a name is that of ``x``, a scalar has nothing behind its colon."""

    form = say("name:sizes, tensors separated by semicolons")
    json = str | dict[str, list[int]]
    choices = ()

    def read(self, text: str, name: str, limits: Limits) -> dict[str, Shape]:
        """Shapes by name.

        Raises:
            PatternError: ``shape-without-name``, ``shape-name`` or ``shape-repeated``; ``size-…`` and ``axes-limit``.
        """
        shapes: dict[str, Shape] = {}
        pieces = [piece.stripped() for piece in typed_piece(text).split(re.compile(";"))]
        named = [piece for piece in pieces if piece.text]
        for piece in named:
            before, colon, after = _parted(piece.text)
            if not colon and len(named) > 1:
                raise PatternError(
                    "shape-without-name",
                    say("Write a shape as name:sizes."),
                    piece.span,
                    field=name,
                    hint=say("for example x:1,4,4,2"),
                )
            tensor = Piece(before, piece.start).stripped() if colon else Piece(_ALONE, piece.start)
            if tensor.text.endswith(".shape"):
                tensor = Piece(tensor.text.removesuffix(".shape"), tensor.start)
            if entry := _KEYED.fullmatch(tensor.text):  # an entry of a dictionary, as the program reads it
                tensor = Piece(f"{entry[1]}.{entry[3]}", tensor.start)
            if not ENTRY.fullmatch(tensor.text):
                message = say("'{name}' is not a valid tensor name.", name=tensor.text)
                raise PatternError("shape-name", message, tensor.span, field=name)
            if tensor.text in shapes:
                message = say("'{axis}' is given twice.", axis=tensor.text)
                raise PatternError("shape-repeated", message, piece.span, field=name)
            sizes = Piece(after, piece.start + len(before) + len(colon)).stripped() if colon else piece
            shapes[tensor.text] = read_shape(sizes, name, limits)
        return shapes

    def write(self, value: Mapping[str, Shape]) -> str:
        """The canonical text.

        >>> form = NamedShapesText()
        >>> form.write(form.read(" x: (1 × 4); y:3 ", "shape", Limits()))
        'x:1,4;y:3'
        """
        return ";".join(f"{tensor}:{','.join(map(str, shape))}" for tensor, shape in value.items())

    def plain(self, value: Mapping[str, Shape]) -> object:
        """The value as JSON has it."""
        return {tensor: list(shape) for tensor, shape in value.items()}


def _parted(text: str) -> tuple[str, str, str]:
    """The name, what stands between, and the sizes; nothing between where there is no name.

    >>> _parted("x: 2,3"), _parted("x.shape = (2, 3)"), _parted("shape=(2, 3)")
    (('x', ':', ' 2,3'), ('x.shape ', '=', ' (2, 3)'), ('shape=(2, 3)', '', ''))
    """
    if ":" not in text and "=" in text and text.partition("=")[0].strip().lower() not in ("shape", "size"):
        return text.partition("=")
    return text.partition(":")
