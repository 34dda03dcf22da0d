"""How much room text takes before any font is looked at: letters of one width, those of Chinese twice as wide.

SVG is set in a font that only its reader knows, so both kinds of pictures are laid out by this.
"""

from itertools import accumulate
from unicodedata import combining, east_asian_width

_NARROW, _WIDE = 0.602, 1.0  # widths in font sizes
ELLIPSIS = "…"


def width(text: str, size: float) -> float:
    """Pixels that a text takes in letters of this size.

    >>> round(width("h 轴", 10), 2)
    22.04
    """
    return size * sum(map(advance, text))


def advance(letter: str) -> float:
    """Width of one letter, in font sizes."""
    if combining(letter):
        return 0.0
    return _WIDE if east_asian_width(letter) in "WF" else _NARROW


def cut(text: str, size: float, room: float) -> str:
    """As much of a text as there is room for; an ellipsis says that there was more.

    >>> cut("join into grid", 10, 50)
    'join in…'
    """
    if width(text, size) <= room:
        return text
    kept, taken = [], size * _NARROW
    for letter in text:
        taken += size * advance(letter)
        if taken > room:
            break
        kept.append(letter)
    return "".join(kept).rstrip() + ELLIPSIS


def wrapped(text: str, size: float, room: float, most: int) -> list[str]:
    """A text in lines, broken at spaces, or between the letters of Chinese; the last of so many lines is cut.

    >>> wrapped("8 of 16 cells differ", 10, 80, 2)
    ['8 of 16 cells', 'differ']
    """
    lines: list[str] = []
    while len(lines) < most - 1 and width(text, size) > room:
        taken = accumulate(size * advance(letter) for letter in text)
        fitting = sum(1 for reach in taken if reach <= room)
        ends = [at for at in range(1, fitting + 1) if text[at] == " " or advance(text[at - 1]) == _WIDE]
        end = ends[-1] if ends else max(1, fitting)
        lines.append(text[:end].rstrip())
        text = text[end:].lstrip()
    return [*lines, cut(text, size, room)]
