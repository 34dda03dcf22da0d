"""A value as it is written on a cell."""

from decimal import ROUND_HALF_UP, Context

from einscope.core.fields.data import Entry

_DIGITS = 5  # of a number that is no whole one
_ROUNDED = Context(prec=_DIGITS, rounding=ROUND_HALF_UP)  # as browsers round: what the page writes is the same
_LARGEST = 10**9  # whole numbers from here on are written with a power of ten
_LONGEST = 10  # characters of a word


def value_text(value: Entry | None) -> str:
    """A value, short enough for a cell; ``?`` where it is not known.

    The page writes the same, letter for letter (``static/stage/model/values.js``).

    >>> [value_text(value) for value in (3, -1.5, 1 / 3, 2.0, 12345678901, True, "nan", "a long word here", None)]
    ['3', '-1.5', '0.33333', '2', '1.2346e+10', 'True', 'nan', 'a long wo…', '?']
    """
    if value is None:
        return "?"
    if isinstance(value, str):
        return value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1]}…"
    if isinstance(value, bool):
        return str(value)
    if value == int(value) and abs(value) < _LARGEST:
        return str(int(value))
    return f"{float(_ROUNDED.create_decimal(value)):.{_DIGITS}g}"
