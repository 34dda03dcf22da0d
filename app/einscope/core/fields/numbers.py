"""``2`` or ``2,3``: a number for all axes, or one for each."""

import re
from dataclasses import dataclass

from einscope.core.errors import PatternError, say
from einscope.core.fields.called import called
from einscope.core.fields.piece import BETWEEN_SIZES, read_size, typed_piece, unwrapped
from einscope.core.limits import Limits


@dataclass(frozen=True, slots=True)
class FactorText:
    """``2``, or one per spatial axis, ``2,3``; none smaller than ``least``."""

    least: int = 1
    form = say("a whole number, or one per spatial axis, separated by commas")
    json = int | str | list[int]
    choices = ()

    def read(self, text: str, name: str, limits: Limits) -> tuple[int, ...]:
        """The factors, each 1 or more; raises ``size-…`` and ``factor-…`` errors in the field ``name``."""
        piece = unwrapped(typed_piece(text).stripped())
        parts = list(piece.split(BETWEEN_SIZES))
        factors = tuple(read_size(part, name) for part in parts)
        for part, factor in zip(parts, factors, strict=True):
            if factor < self.least:
                raise PatternError(
                    "factor-zero",
                    say("'{name}' must be at least {least}.", name=called(name), least=self.least),
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


_INTEGER = re.compile(r"[+-]?[0-9]{1,15}")


@dataclass(frozen=True, slots=True)
class IntegersText:
    """``-1,2``: whole numbers of either sign; the empty text has none."""

    least = -(10**15) + 1
    form = say("whole numbers separated by commas")
    json = int | str | list[int]
    choices = ()

    def read(self, text: str, name: str, limits: Limits) -> tuple[int, ...]:
        """The numbers, no more than a tensor has axes; raises ``number-…`` errors in the field ``name``."""
        piece = unwrapped(typed_piece(text).stripped())
        parts = list(piece.split(BETWEEN_SIZES)) if piece.text else []
        for part in parts:
            if not _INTEGER.fullmatch(part.text):
                raise PatternError(
                    "number-unreadable",
                    say(
                        "'{name}' must consist of whole numbers, for example {example}.",
                        name=called(name),
                        example="-1,2",
                    ),
                    part.span,
                    field=name,
                )
        if len(parts) > limits.axes:
            raise PatternError(
                "number-count",
                say(
                    "'{name}' may have at most {limit} numbers; got {count}.",
                    name=called(name),
                    limit=limits.axes,
                    count=len(parts),
                ),
                parts[limits.axes].span,
                field=name,
            )
        return tuple(int(part.text) for part in parts)

    def write(self, value: tuple[int, ...]) -> str:
        """The canonical text.

        >>> IntegersText().write(IntegersText().read("(-1, +2)", "shift", Limits()))
        '-1,2'
        """
        return ",".join(map(str, value))

    def plain(self, value: tuple[int, ...]) -> object:
        """The value as JSON has it."""
        return list(value)
