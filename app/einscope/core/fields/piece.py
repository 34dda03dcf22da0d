"""Parts of a text with their places, and the sizes that are written in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from einscope.core.errors import PatternError, Span, say
from einscope.core.typed import plain

_NUMBER = re.compile(r"[+-]?[0-9]+")
BETWEEN_SIZES = re.compile(r"\s*[,×xX*✕∗·]\s*|\s+")
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


def typed_piece(text: str) -> Piece:
    """All of a text, in plain characters.

    >>> typed_piece("（１，２）")
    Piece(text='(1,2)', start=0)
    """
    return Piece(plain(text), 0)


def unwrapped(piece: Piece) -> Piece:
    """What stands in the brackets around it, if there are any."""
    text = piece.text
    if text and text[0] in _BRACKETS and text[-1] == _BRACKETS[text[0]]:
        return Piece(text[1:-1].rstrip(", "), piece.start + 1).stripped()
    return piece


def read_size(piece: Piece, name: str) -> int:
    """A size: a decimal number, 0 or more."""
    if not _NUMBER.fullmatch(piece.text):
        raise PatternError(
            "size-not-a-number",
            say("A size must be a whole number."),
            piece.span,
            field=name,
            hint=say("write sizes as digits, for example 1,2,2,4"),
        )
    if len(piece.text) > _MAX_DIGITS:
        raise PatternError("size-huge", say("This size is too large."), piece.span, field=name)
    size = int(piece.text)
    if size < 0:
        raise PatternError(
            "size-negative",
            say("A size cannot be negative."),
            piece.span,
            field=name,
            hint=say("remove the minus sign"),
        )
    return size
