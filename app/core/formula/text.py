"""Equations as plain text, in pieces that know their axis."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from app.core.formula.equation import Bound, Cell, Digit, Equation, Gather, Sum, sum_of
from app.core.plan import Axis, Index


class Fragment(NamedTuple):
    """A piece of a text and the axis that it speaks of, None where it speaks of none or of several."""

    text: str
    axis: int | None


def sum_text(index: Index, axes: tuple[Axis, ...]) -> str:
    """An index as people write it.

    >>> from app.core.plan import Term
    >>> sum_text((Term(2, 0), Term(1, 1), Term(-1, None)), (Axis("h", 4), Axis("p", 2)))
    '2h + p - 1'
    """
    return joined(sum_fragments(sum_of(index, axes)))


def joined(fragments: Iterable[Fragment]) -> str:
    """The text that the pieces make."""
    return "".join(fragment.text for fragment in fragments)


def fragments(equation: Equation) -> tuple[Fragment, ...]:
    """The pieces of an equation's text; neighbours without an axis are one piece."""
    pieces: list[Fragment] = []
    for axis, group in groupby(_equation(equation), key=lambda piece: piece.axis):
        found = list(group)
        pieces.extend([Fragment(joined(found), None)] if axis is None else found)
    return tuple(pieces)


def _equation(equation: Equation) -> Iterator[Fragment]:
    yield from _cell(equation.left)
    yield _plain(f" {equation.sign} ")
    if equation.gather:
        yield from _gather(equation.gather, several=len(equation.right) > 1)
    yield from _between(" · ", [_cell(cell) for cell in equation.right])
    if equation.every:
        yield _plain(" for every ")
        yield from _between(", ", [bound_fragments(bound) for bound in equation.every])
    if equation.where:
        yield _plain(" where ")
        yield from where_fragments(equation)
        yield _plain(", else 0" if equation.sign == "=" else ", else nowhere")


def where_fragments(equation: Equation) -> Iterator[Fragment]:
    """The condition of an equation."""
    return _between(" and ", [bound_fragments(bound) for bound in equation.where])


def _cell(cell: Cell) -> Iterator[Fragment]:
    yield _plain(f"{cell.tensor}[")
    yield from _between(", ", [sum_fragments(each) for each in cell.index])
    yield _plain("]")


def _gather(gather: Gather, several: bool) -> Iterator[Fragment]:
    names = [iter([Fragment(digit.name, digit.axis)]) for digit in gather.axes]
    if several and gather.reduction == "sum":
        yield _plain("Σ_")
        yield from _between(",", names)
        yield _plain(" ")
    else:
        yield _plain(f"{gather.reduction} over ")
        yield from _between(", ", names)
        yield _plain(" of ")


def bound_fragments(bound: Bound) -> Iterator[Fragment]:
    """``0 <= 2h + p < 5``."""
    if bound.low is not None:
        yield _plain(f"{bound.low} <= ")
    yield from sum_fragments(bound.sum)
    if bound.high is not None:
        yield _plain(f" < {bound.high}")


def sum_fragments(parts: Sum) -> Iterator[Fragment]:
    """``2h + p - 1``; no parts: 0."""
    if not parts:
        yield _plain("0")
    for number, part in enumerate(parts):
        size = abs(part.times)
        if number:
            yield _plain(" - " if part.times < 0 else " + ")
        sign = "-" if part.times < 0 and not number else ""
        if part.digit is None:
            yield _plain(f"{sign}{size}")
        else:
            yield Fragment(sign + _times(size, part.digit, first=not sign), part.digit.axis)


def _times(size: int, digit: Digit, first: bool) -> str:
    text = _digit(digit)
    if size == 1:
        return text if first or text == digit.name else f"({text})"
    return f"{size}{text}" if text == digit.name else f"{size}({text})"


def _digit(digit: Digit) -> str:
    shift = f" {'-' if digit.shift < 0 else '+'} {abs(digit.shift)}" if digit.shift else ""
    divided = f" // {digit.below}" if digit.below > 1 else ""
    modulo = f" % {digit.size}" if digit.size is not None else ""
    within = f"({digit.name}{shift})" if shift and (divided or modulo) else f"{digit.name}{shift}"
    return f"{within}{divided}{modulo}"


def _plain(text: str) -> Fragment:
    return Fragment(text, None)


def _between(separator: str, groups: Iterable[Iterator[Fragment]]) -> Iterator[Fragment]:
    for number, group in enumerate(groups):
        if number:
            yield _plain(separator)
        yield from group
