"""``p1=2,p2=2``: sizes of axes by name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from einscope.core.axis_name import name_fault
from einscope.core.errors import PatternError, Span, say
from einscope.core.fields.piece import Piece, read_size, typed_piece
from einscope.core.limits import Limits

_BETWEEN = re.compile("[,;]")


@dataclass(frozen=True, slots=True)
class Given:
    """A size asked for, with its place in the text."""

    size: int
    span: Span


@dataclass(frozen=True, slots=True)
class SizesText:
    """``p1=2,p2=2``: sizes of axes by name."""

    form = say("name=size, separated by commas")
    json = str | dict[str, int]
    choices = ()

    def read(self, text: str, name: str, limits: Limits) -> "Sizes":
        """Sizes with their places; raises ``size-…`` errors in the field ``name``."""
        given: dict[str, Given] = {}
        pieces = typed_piece(text).split(_BETWEEN)
        for piece in (piece.stripped() for piece in pieces):
            if not piece.text:
                continue
            before, equals, after = piece.text.partition("=")
            axis = before.strip()
            if not equals:
                raise PatternError(
                    "size-without-value",
                    say("Write a size as name=size."),
                    piece.span,
                    field=name,
                    hint=say("for example p1=2"),
                )
            if (fault := name_fault(axis)) is not None:
                raise PatternError("name-invalid", fault, piece.span, field=name)
            if axis in given:
                raise PatternError("size-repeated", say("'{axis}' is given twice.", axis=axis), piece.span, field=name)
            value = Piece(after, piece.start + len(before) + 1).stripped()
            given[axis] = Given(read_size(value, name), piece.span)
        return Sizes(given)

    def write(self, value: "Sizes") -> str:
        """The canonical text.

        >>> form = SizesText()
        >>> form.write(form.read(" p1 = 2, p2=3", "sizes", Limits()))
        'p1=2,p2=3'
        """
        return write_sizes({axis: given.size for axis, given in value.given.items()})

    def plain(self, value: "Sizes") -> object:
        """The value as JSON has it."""
        return {axis: given.size for axis, given in value.given.items()}


def given_sizes(sizes: Mapping[str, int]) -> "Sizes":
    """Sizes that no text was typed for."""
    return Sizes({axis: Given(size, Span(0, 0)) for axis, size in sizes.items()})


def write_sizes(sizes: Mapping[str, int]) -> str:
    """Sizes as the text of a parameter."""
    return ",".join(f"{axis}={size}" for axis, size in sizes.items())


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes of axes by name."""

    given: Mapping[str, Given] = field(default_factory=dict)

    def size(self, axis: str) -> int | None:
        """The size asked for, if it was."""
        return self.given[axis].size if axis in self.given else None

    def with_size(self, axis: str, size: int) -> str:
        """The text of these sizes with one more, or one changed."""
        return write_sizes({**{name: given.size for name, given in self.given.items()}, axis: size})

    def without(self, axis: str) -> str:
        """The text of these sizes with one fewer."""
        return write_sizes({name: given.size for name, given in self.given.items() if name != axis})
