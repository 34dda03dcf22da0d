"""``2`` or ``2,3``: a number for all spatial axes, or one for each."""

from dataclasses import dataclass

from app.core.errors import PatternError, say
from app.core.fields.piece import BETWEEN_SIZES, Piece, read_size, unwrapped
from app.core.limits import Limits


@dataclass(frozen=True, slots=True)
class FactorText:
    """``2``, or one per spatial axis, ``2,3``; none smaller than ``least``."""

    least: int = 1
    form = say("a whole number, or one per spatial axis separated by commas")
    json = int | str | list[int]
    choices = ()

    def read(self, text: str, name: str, limits: Limits) -> tuple[int, ...]:
        """The factors, each 1 or more; raises ``size-…`` and ``factor-…`` errors in the field ``name``."""
        piece = unwrapped(Piece(text, 0).stripped())
        parts = list(piece.split(BETWEEN_SIZES))
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
