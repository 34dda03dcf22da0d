"""What is done to the value of a cell, written around the cell: brackets stand where an operator binds too little."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from einscope.core.change import Change

Text = TypeVar("Text")

_BINDS = {"+": 1, "-": 1, "*": 2, "/": 2, "//": 2, "%": 2, "**": 4}
_MINUS = 3  # of a single sign
_CELL = 5


def around(
    cell: Text, changes: Sequence[Change], bracketed: Callable[[Text], Text], applied: Callable[[Change, Text], Text]
) -> Text:
    """A cell with all changes written around it.

    Args:
        cell: as the notation has it.
        changes: in order; each has an operator.
        bracketed: puts brackets around what is written.
        applied: writes one change around what it is done to.

    Cost: O(changes).

    >>> from einscope.core.change import arithmetic
    >>> halved, less = arithmetic("/", 2), arithmetic("-", 1)
    >>> around("x", [less, halved], "({})".format, lambda change, text: change.code.replace("y", text))
    '(x - 1) / 2'
    """
    binds = _CELL
    for change in changes:
        own = _MINUS if change.number is None else _BINDS[change.sign]
        # On the right of - and /, and on either side of another power, equals need brackets too.
        if binds < own or (binds == own and (change.left or change.sign == "**")):
            cell = bracketed(cell)
        cell, binds = applied(change, cell), own
    return cell


def number_text(change: Change) -> str:
    """The number as mathematics writes it; a negative one stands in brackets.

    >>> from einscope.core.change import arithmetic
    >>> number_text(arithmetic("/", 255.0)), number_text(arithmetic("+", -2))
    ('255', '(-2)')
    """
    number = change.number
    whole = isinstance(number, float) and number.is_integer() and abs(number) < 2**53
    text = str(int(number)) if whole and number is not None else str(number)
    return f"({text})" if text.startswith("-") else text
