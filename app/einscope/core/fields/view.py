"""``y=b:row,c:depth;x=c:column``: which way the axes of tensors run on the screen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from einscope.core.errors import PatternError, say
from einscope.core.fields.piece import Piece
from einscope.core.limits import Limits
from einscope.core.typed import plain

Direction = Literal["row", "column", "depth"]
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)


@dataclass(frozen=True, slots=True)
class Way:
    """The direction of one tensor axis, which is a name or a number as typed."""

    axis: Piece
    direction: Direction
    whole: Piece


@dataclass(frozen=True, slots=True)
class Clause:
    """What is said of one tensor."""

    tensor: Piece
    ways: tuple[Way, ...]
    whole: Piece


@dataclass(frozen=True, slots=True)
class Views:
    """What is said of all tensors, and the text it was said in."""

    clauses: tuple[Clause, ...] = ()
    text: str = ""

    def without(self, piece: Piece) -> str:
        """The text with a clause, or the direction of an axis, left out."""
        kept = [
            f"{clause.tensor.text}={','.join(way.whole.text for way in clause.ways if way.whole != piece)}"
            for clause in self.clauses
            if clause.whole != piece and any(way.whole != piece for way in clause.ways)
        ]
        return ";".join(kept)

    def replaced(self, piece: Piece, text: str) -> str:
        """The text with a part of it replaced."""
        return self.text[: piece.span.start] + text + self.text[piece.span.end :]


@dataclass(frozen=True, slots=True)
class ViewText:
    """``y=b:row,c:depth``: the directions of tensor axes."""

    form = say("tensor=axis:direction, axes separated by commas, tensors by semicolons")
    json = str
    choices = ()

    def read(self, text: str, name: str, limits: Limits) -> Views:
        """Which axis runs where; whether there are such tensors and axes depends on the plan.

        Raises:
            PatternError: ``view-form`` or ``view-direction``.
        """
        clauses: list[Clause] = []
        text = plain(text)
        for whole in _parts(Piece(text, 0), ";"):
            tensor, equals, rest = whole.text.partition("=")
            ways = _parts(Piece(rest, whole.start + len(tensor) + 1), ",")
            if not (equals and tensor.strip()):
                raise _form(whole, name)
            clauses.append(
                Clause(Piece(tensor, whole.start).stripped(), tuple(_way(way, text, name) for way in ways), whole)
            )
        return Views(tuple(clauses), text)

    def write(self, value: Views) -> str:
        """The canonical text.

        >>> form = ViewText()
        >>> form.write(form.read(" y = b:row , (h p1) : depth; ", "view", Limits()))
        'y=b:row,(h p1):depth'
        """
        return ";".join(
            f"{clause.tensor.text}={','.join(f'{way.axis.text}:{way.direction}' for way in clause.ways)}"
            for clause in value.clauses
            if clause.ways
        )

    def plain(self, value: Views) -> object:
        """The canonical text."""
        return self.write(value)


def _parts(piece: Piece, separator: str) -> Iterator[Piece]:
    return (part for part in (cut.stripped() for cut in piece.split(re.compile(separator))) if part.text)


def _way(whole: Piece, text: str, name: str) -> Way:
    axis, colon, direction = whole.text.rpartition(":")
    if not (colon and axis.strip()):
        raise _form(whole, name)
    place = Piece(direction, whole.start + len(axis) + 1).stripped()
    word = place.text.lower()
    for known in DIRECTIONS:
        if word == known:
            return Way(Piece(axis, whole.start).stripped(), known, whole)
    meant = next((known for known in DIRECTIONS if word and known.startswith(word[0])), DIRECTIONS[0])
    raise PatternError(
        "view-direction",
        say("An axis runs along row, column or depth, not '{direction}'.", direction=place.text),
        place.span,
        field=name,
        hint=say("write {choice}", choice=meant),
        repair={name: text[: place.span.start] + meant + text[place.span.end :]},
    )


def _form(piece: Piece, name: str) -> PatternError:
    return PatternError(
        "view-form",
        say("Write a view as tensor=axis:direction."),
        piece.span,
        field=name,
        hint=say("for example y=b:row,c:depth"),
    )
