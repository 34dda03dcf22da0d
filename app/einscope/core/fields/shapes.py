"""``1,2,2,4``: shapes of tensors."""

import re
from dataclasses import dataclass

from einscope.core.errors import PatternError, Span, say
from einscope.core.fields.piece import BETWEEN_SIZES, Piece, read_size, typed_piece, unwrapped
from einscope.core.limits import Limits
from einscope.core.plan import Shape

_NUMBER = re.compile(r"[+-]?[0-9]+")
_WORDS = re.compile(
    r"(?:[A-Za-z_][\w.]*\.)?(?:shape|size)\s*(?:\(\))?\s*[=:]?\s*(?=[\d(\[+-])"
    r"|tensors?(?: of)?(?: shape| size)?\s*[=:]?\s*(?=[\d(\[])|(?:float|bfloat|int|uint|f|bf|i|u)\d+(?=\[)",
    re.IGNORECASE,
)
"""Words before the sizes that say that they are sizes."""

BETWEEN_SHAPES = re.compile(r";|(?<=[)\]])\s*,\s*(?=[(\[]|torch\.)")


@dataclass(frozen=True, slots=True)
class ShapesText:
    """``1,2,2,4``; tensors are separated by ``;``, a scalar is the empty text.

    ``1×2×2×4``, ``torch.Size([1, 2, 2, 4])`` and ``shape = (1, 2, 2, 4)`` are read too.
    """

    least = 1  # that arrow keys count down to
    form = say("sizes separated by commas; several tensors separated by semicolons")
    json = str | list[int] | list[list[int]]
    choices = ()

    def read(self, text: str, name: str, limits: Limits) -> "Shapes":
        """Shapes with their places; raises ``size-…`` and ``axes-limit`` errors in the field ``name``."""
        whole = typed_piece(text)
        pieces = [piece.stripped() for piece in whole.split(BETWEEN_SHAPES)]
        return Shapes(
            tuple(read_shape(piece, name, limits) for piece in pieces),
            tuple(piece.span for piece in pieces),
            whole.text,
        )

    def write(self, value: "Shapes") -> str:
        """The canonical text.

        >>> form = ShapesText()
        >>> form.write(form.read("(2 × 3); 4", "shape", Limits()))
        '2,3;4'
        """
        return ";".join(",".join(map(str, shape)) for shape in value.shapes)

    def plain(self, value: "Shapes") -> object:
        """The value as JSON has it."""
        return [list(shape) for shape in value.shapes]


@dataclass(frozen=True, slots=True)
class Shapes:
    """The shapes of the inputs, each with its place in the text."""

    shapes: tuple[Shape, ...]
    spans: tuple[Span, ...]
    text: str = ""

    def size_span(self, axis: int) -> Span:
        """The place of one size of the first shape.

        >>> ShapesText().read("(1, 20)", "shape", Limits()).size_span(1)
        Span(start=4, end=6)
        """
        return [Span(*match.span()) for match in _NUMBER.finditer(self.text)][axis]

    def stacked(self) -> Shape:
        """The shape of the one tensor, or of a list of equal ones: stacked along a new first axis, as einops does.

        >>> ShapesText().read("2,3; 2,3", "shape", Limits()).stacked()
        (2, 2, 3)
        """
        if len(self.shapes) == 1:
            return self.shapes[0]
        for shape, span in zip(self.shapes, self.spans, strict=True):
            if shape != self.shapes[0]:
                raise PatternError(
                    "shape-several",
                    say("The tensors of a list must have the same shape; this one differs from the first."),
                    span,
                    field="shape",
                    hint=say("give all of them the same shape"),
                    repair={"shape": ";".join([",".join(map(str, self.shapes[0]))] * len(self.shapes))},
                )
        return (len(self.shapes), *self.shapes[0])

    def only(self) -> Shape:
        """The one shape of an operation that takes one tensor."""
        if len(self.shapes) != 1:
            raise PatternError(
                "shape-several",
                say("This operation takes one tensor; got {count}.", count=len(self.shapes)),
                self.spans[1],
                field="shape",
                hint=say("keep one of the shapes that semicolons separate"),
                repair={"shape": ",".join(map(str, next(filter(None, self.shapes), ())))},
            )
        return self.shapes[0]


def read_shape(piece: Piece, name: str, limits: Limits) -> Shape:
    """One shape; raises ``size-…``, ``axes-limit`` and ``cells-limit`` errors in the field ``name``."""
    if words := _WORDS.match(piece.text):
        piece = unwrapped(Piece(piece.text[words.end() :], piece.start + words.end()))
    piece = unwrapped(piece)
    if not piece.text:
        return ()
    sizes = tuple(read_size(part, name) for part in piece.split(BETWEEN_SIZES))
    if len(sizes) > limits.axes:
        raise PatternError(
            "axes-limit",
            say("A tensor may have at most {limit} axes; this one has {count}.", limit=limits.axes, count=len(sizes)),
            piece.span,
            field=name,
        )
    refuse_too_many_cells(sizes, limits, name, piece.span)
    return sizes


def refuse_too_many_cells(shape: Shape, limits: Limits, field: str, span: Span | None = None) -> None:
    """Refuse a tensor whose cells, or strides, could not be exact everywhere; stops early, so digits stay few.

    An empty axis counts as one cell: the strides of a tensor without cells are as long as those of any other.
    """
    cells = 1
    for size in shape:
        cells *= max(1, size)
        if cells > limits.cells:
            raise PatternError(
                "cells-limit",
                say("A tensor may have at most {limit} cells; this one has more.", limit=limits.cells),
                span,
                field=field,
                hint=say("make an axis smaller: the mapping is the same"),
            )
