"""What a text is written with: characters alone, or in colours as a terminal has them."""

from collections.abc import Callable
from dataclasses import dataclass

from einscope.core.errors import Sentence
from einscope.render.theme import rgb

_CODES = {"strong": "1", "quiet": "2", "wrong": "31", "good": "32"}
_DARK, _LIGHT = 16, 231  # black and white of the 256 colours
_MIDDLE = 128


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes pieces of a text.

    Args:
        spoken: puts a sentence of the core into the language of the reader.
        coloured: whether the reader's terminal shows colours.
        room: how many bytes a whole text may have; None: any number.
    """

    spoken: Callable[[Sentence], str]
    coloured: bool = False
    room: int | None = None

    def looks(self, look: str, text: str) -> str:
        r"""A piece that looks ``strong``, ``quiet``, ``wrong`` or ``good``.

        >>> Pen(str).looks("wrong", "^^"), Pen(str, coloured=True).looks("wrong", "^^")
        ('^^', '\x1b[31m^^\x1b[0m')
        """
        return self._written(_CODES[look], text)

    def block(self, fill: str, text: str) -> str:
        """A piece on the colour of a block, black or white on it as can be read."""
        red, green, blue = rgb(fill)
        ink = _DARK if 0.3 * red + 0.59 * green + 0.11 * blue > _MIDDLE else _LIGHT
        return self._written(f"48;5;{_near(red, green, blue)};38;5;{ink}", text)

    def _written(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.coloured and text else text


def _near(red: int, green: int, blue: int) -> int:
    """The colour of the usual 256 that is next to this one.

    >>> _near(255, 255, 255), _near(0, 0, 0), _near(91, 63, 196)
    (231, 16, 62)
    """
    steps = [0 if part < 48 else 1 if part < 115 else (part - 35) // 40 for part in (red, green, blue)]
    return 16 + 36 * steps[0] + 6 * steps[1] + steps[2]
