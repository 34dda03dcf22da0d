"""Parameters as text: what a person types, a link carries and an error points into.

Each form reads a text into a value and writes a value back; ``write(read(text))`` is the canonical text.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.core.errors import PatternError, Sentence, Span, say
from app.core.limits import Limits
from app.core.parser import name_fault
from app.core.plan import Shape

_NUMBER = re.compile(r"[+-]?[0-9]+")
_BETWEEN_SIZES = re.compile(r"\s*[,×x*]\s*|\s+")
_BRACKETS = {"(": ")", "[": "]"}
_MAX_DIGITS = 18  # more never fit below the cell limit, and int() would take its time


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text, with its place."""

    text: str
    start: int

    @property
    def span(self) -> Span:
        """The place in code points."""
        return Span(self.start, self.start + len(self.text))

    def stripped(self) -> "Piece":
        """Without the white space around it."""
        return Piece(self.text.strip(), self.start + len(self.text) - len(self.text.lstrip()))

    def split(self, separator: re.Pattern[str]) -> "Iterator[Piece]":
        """The parts between the separators."""
        start = 0
        for match in separator.finditer(self.text):
            yield Piece(self.text[start : match.start()], self.start + start)
            start = match.end()
        yield Piece(self.text[start:], self.start + start)


@dataclass(frozen=True, slots=True)
class PatternText:
    """A pattern, as einops has it; kept as typed."""

    form = say("an einops pattern")
    json = str
    choices = ()

    def read(self, text: str, name: str, limits: Limits) -> str:
        """The text itself: the operation parses it."""
        return text

    def write(self, value: str) -> str:
        """The text itself."""
        return value

    def plain(self, value: str) -> object:
        """The text itself."""
        return value


@dataclass(frozen=True, slots=True)
class ShapesText:
    """``1,2,2,4``; tensors are separated by ``;``, a scalar is the empty text. ``1×2×2×4`` is read too."""

    form = say("sizes separated by commas; several tensors separated by semicolons")
    json = str | list[int] | list[list[int]]
    choices = ()

    def read(self, text: str, name: str, limits: Limits) -> "Shapes":
        """Shapes with their places; raises ``size-…`` and ``axes-limit`` errors in the field ``name``."""
        pieces = [piece.stripped() for piece in Piece(text, 0).split(re.compile(";"))]
        return Shapes(
            tuple(_shape(_unwrapped(piece), name, limits) for piece in pieces),
            tuple(piece.span for piece in pieces),
            text,
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
                    say("The tensors of a list have one shape; this one differs from the first."),
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
                say("This operation takes one tensor, here are {count}.", count=len(self.shapes)),
                self.spans[1],
                field="shape",
                hint=say("keep the shape before the first semicolon"),
                repair={"shape": self.text.split(";")[0]},
            )
        return self.shapes[0]


def _unwrapped(piece: Piece) -> Piece:
    text = piece.text
    if text and text[0] in _BRACKETS and text[-1] == _BRACKETS[text[0]]:
        return Piece(text[1:-1].rstrip(", "), piece.start + 1).stripped()
    return piece


def _shape(piece: Piece, name: str, limits: Limits) -> Shape:
    if not piece.text:
        return ()
    sizes = tuple(read_size(part, name) for part in piece.split(_BETWEEN_SIZES))
    if len(sizes) > limits.axes:
        raise PatternError(
            "axes-limit",
            say("A tensor may have {limit} axes, this one has {count}.", limit=limits.axes, count=len(sizes)),
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
                say("A tensor may have {limit} cells, this one has more.", limit=limits.cells),
                span,
                field=field,
                hint=say("make an axis smaller: the mapping is the same"),
            )


def read_size(piece: Piece, name: str) -> int:
    """A size: a decimal number, 0 or more."""
    if not _NUMBER.fullmatch(piece.text):
        raise PatternError(
            "size-not-a-number",
            say("A size is a whole number."),
            piece.span,
            field=name,
            hint=say("write sizes as digits, for example 1,2,2,4"),
        )
    if len(piece.text) > _MAX_DIGITS:
        raise PatternError("size-huge", say("This size is too large."), piece.span, field=name)
    size = int(piece.text)
    if size < 0:
        raise PatternError(
            "size-negative", say("A size cannot be negative."), piece.span, field=name, hint=say("leave the minus out")
        )
    return size


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
        pieces = Piece(text, 0).split(re.compile("[,;]"))
        for piece in (piece.stripped() for piece in pieces):
            if not piece.text:
                continue
            before, equals, after = piece.text.partition("=")
            axis = before.strip()
            if not equals:
                raise PatternError(
                    "size-without-value",
                    say("A size is written as name=size."),
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


@dataclass(frozen=True, slots=True)
class FactorText:
    """``2``, or one per spatial axis, ``2,3``; none smaller than ``least``."""

    least: int = 1
    form = say("a whole number, or one per spatial axis separated by commas")
    json = int | str | list[int]
    choices = ()

    def read(self, text: str, name: str, limits: Limits) -> tuple[int, ...]:
        """The factors, each 1 or more; raises ``size-…`` and ``factor-…`` errors in the field ``name``."""
        piece = _unwrapped(Piece(text, 0).stripped())
        parts = list(piece.split(_BETWEEN_SIZES))
        factors = tuple(read_size(part, name) for part in parts)
        for part, factor in zip(parts, factors, strict=True):
            if factor < self.least:
                raise PatternError(
                    "factor-zero",
                    say("'{name}' is {least} or more.", name=name, least=self.least),
                    part.span,
                    field=name,
                )
        return factors

    def write(self, value: tuple[int, ...]) -> str:
        """The canonical text.

        >>> FactorText().write(FactorText().read("2 × 3", "factor", Limits()))
        '2,3'
        """
        return ",".join(map(str, value))

    def plain(self, value: tuple[int, ...]) -> object:
        """The value as JSON has it."""
        return list(value)


@dataclass(frozen=True, slots=True)
class OrderText:
    """``p2 p1 c``: the order of the parts of a channel, slowest first. The empty text means the usual one."""

    form = say("the parts of the channel axis, slowest first, separated by spaces")
    json = str
    choices = ()

    def read(self, text: str, name: str, limits: Limits) -> "Order":
        """The words with their places; which words there must be depends on the shape."""
        piece = _unwrapped(Piece(text, 0).stripped())
        words = tuple(part for part in piece.split(re.compile(r"[\s,]+")) if part.text)
        return Order(tuple(word.text for word in words), tuple(word.span for word in words))

    def write(self, value: "Order") -> str:
        """The canonical text.

        >>> OrderText().write(OrderText().read("(c  p1 p2)", "order", Limits()))
        'c p1 p2'
        """
        return " ".join(value.words)

    def plain(self, value: "Order") -> object:
        """The text, None where the usual order is meant."""
        return " ".join(value.words) or None


@dataclass(frozen=True, slots=True)
class Order:
    """The words of an order, each with its place."""

    words: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ChoiceText:
    """One of a few words."""

    choices: tuple[str, ...]
    json = str

    @property
    def form(self) -> Sentence:
        """The choices.

        >>> str(ChoiceText(("error", "crop", "pad")).form)
        'error or crop or pad'
        """
        form = say("{choice}", choice=self.choices[0])
        for choice in self.choices[1:]:
            form = say("{some} or {choice}", some=form, choice=choice)
        return form

    def read(self, text: str, name: str, limits: Limits) -> str:
        """The word; raises ``choice-unknown`` in the field ``name``."""
        if text not in self.choices:
            raise PatternError(
                "choice-unknown",
                say("'{name}' is one of {choices}.", name=name, choices=", ".join(self.choices)),
                Span(0, len(text)),
                field=name,
                hint=say("write {choice}", choice=self.choices[0]),
                repair={name: self.choices[0]},
            )
        return text

    def write(self, value: str) -> str:
        """The word itself."""
        return value

    def plain(self, value: str) -> object:
        """The word itself."""
        return value
