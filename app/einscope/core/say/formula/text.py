"""Equations as plain text, in pieces that know their axis."""

from collections.abc import Iterable
from typing import NamedTuple

from einscope.core.change import Change
from einscope.core.plan import Axis, Index
from einscope.core.say.formula.equation import Bound, Cell, Digit, Equation, Gather, Notation, Sum, plain, sum_of
from einscope.core.say.formula.names import needs_sign
from einscope.core.say.formula.values import around, number_text

_NOTATION = Notation("{} + {}", "{} - {}", "({})", "{} // {}", "{} % {}")


class Fragment(NamedTuple):
    """A piece of a text and the axis that it speaks of, None where it speaks of none or of several."""

    text: str
    axis: int | None


def sum_text(index: Index, axes: tuple[Axis, ...]) -> str:
    """An index as people write it.

    >>> from einscope.core.plan import Term
    >>> sum_text((Term(2, 0), Term(1, 1), Term(-1, None)), (Axis("h", 4), Axis("p", 2)))
    '2h + p - 1'
    >>> sum_text((Term(2, 0), Term(1, 1)), (Axis("head", 4), Axis("p", 2)))
    '2·head + p'
    """
    return joined(sum_fragments(sum_of(index, axes)))


def joined(fragments: Iterable[Fragment]) -> str:
    """The text that the pieces make."""
    return "".join([fragment.text for fragment in fragments])


def fragments(equation: Equation) -> tuple[Fragment, ...]:
    """The pieces of an equation's text; neighbours without an axis are one piece."""
    pieces: list[Fragment] = []
    between = ""
    for piece in _equation(equation):
        if piece.axis is None:
            between += piece.text
            continue
        if between:
            pieces.append(_plain(between))
            between = ""
        pieces.append(piece)
    return (*pieces, _plain(between)) if between else tuple(pieces)


def _equation(equation: Equation) -> list[Fragment]:
    pieces = [*_cell(equation.left), _plain(f" {equation.sign} ")]
    if equation.gather:
        pieces += _gather(equation.gather, several=len(equation.right) > 1)
    cells = _between(" · ", [_cell(cell) for cell in equation.right])
    changed: list[Fragment] = around(
        cells, equation.changes, lambda inner: [_plain("("), *inner, _plain(")")], _changed
    )
    pieces += changed
    if equation.every:
        pieces += [_plain(" for every "), *_between(", ", [bound_fragments(bound) for bound in equation.every])]
    if equation.where:
        otherwise = ", else 0" if equation.sign == "=" else ", else nowhere"
        pieces += [_plain(" where "), *where_fragments(equation), _plain(otherwise)]
    return pieces


def _changed(change: Change, inner: list[Fragment]) -> list[Fragment]:
    if change.number is None:
        return [_plain(change.sign), *inner]
    number, sign = number_text(change), {"*": "·"}.get(change.sign, change.sign)
    return [_plain(f"{number} {sign} "), *inner] if change.left else [*inner, _plain(f" {sign} {number}")]


def where_fragments(equation: Equation) -> list[Fragment]:
    """The condition of an equation."""
    return _between(" and ", [bound_fragments(bound) for bound in equation.where])


def _cell(cell: Cell) -> list[Fragment]:
    index = _between(", ", [sum_fragments(parts) for parts in cell.index])
    return [_plain(f"{cell.tensor}["), *index, _plain("]")]


def _gather(gather: Gather, several: bool) -> list[Fragment]:
    names = [[Fragment(digit.name, digit.axis)] for digit in gather.axes]
    if several and gather.reduction == "sum":
        return [_plain("Σ_"), *_between(",", names), _plain(" ")]
    return [_plain(f"{gather.reduction} over "), *_between(", ", names), _plain(" of ")]


def bound_fragments(bound: Bound) -> list[Fragment]:
    """``0 <= 2h + p < 5``."""
    low = [] if bound.low is None else [_plain(f"{bound.low} <= ")]
    high = [] if bound.high is None else [_plain(f" < {bound.high}")]
    return [*low, *sum_fragments(bound.sum), *high]


def sum_fragments(parts: Sum) -> list[Fragment]:
    """``2h + p - 1``; no parts: 0."""
    if not parts:
        return [_plain("0")]
    pieces: list[Fragment] = []
    for times, digit in parts:
        if pieces:
            pieces.append(_MINUS if times < 0 else _PLUS)
            sign = ""
        else:
            sign = "-" if times < 0 else ""
        if digit is None:
            pieces.append(_plain(f"{sign}{abs(times)}"))
        else:
            pieces.append(Fragment(sign + _times(abs(times), digit, first=not sign), digit.axis))
    return pieces


def _times(size: int, digit: Digit, first: bool) -> str:
    if plain(digit):
        name = digit.name
        return name if size == 1 else f"{size}·{name}" if needs_sign(name) else f"{size}{name}"
    written = _NOTATION.written(digit, digit.name)
    if size == 1:
        return written if first else f"({written})"
    return f"{size}({written})"


def _plain(text: str) -> Fragment:
    return Fragment(text, None)


_PLUS, _MINUS = _plain(" + "), _plain(" - ")


def _between(separator: str, groups: list[list[Fragment]]) -> list[Fragment]:
    between = _plain(separator)
    pieces: list[Fragment] = []
    for group in groups:
        pieces += group
        pieces.append(between)
    return pieces[:-1]
