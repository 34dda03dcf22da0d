"""How a picture is dressed beside being light or dark: its ground, its letters, and colours of a person's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from PIL import ImageColor

from einscope.core.scene.tint.palette import contrast

Ground = Literal["paper", "transparent"]
Face = Literal["mono", "sans", "serif"]
GROUNDS: tuple[Ground, ...] = get_args(Ground)
FACES: tuple[Face, ...] = get_args(Face)
NAMES: tuple[str, ...] = tuple(sorted(ImageColor.colormap))
"""The colours that CSS knows by name."""
MOST = 13
"""Colours of one's own: one for what is marked, and one for each of a dozen axes."""

_HEX = frozenset("0123456789abcdef")
_STEPS = 20  # from a colour to one that can be read


@dataclass(frozen=True, slots=True)
class Style:
    """How a picture is dressed.

    Args:
        ground: ``transparent`` leaves the paper out.
        face: the family that its letters are of.
        accent: colours of one's own as #rrggbb: the first for what is marked, the others for the axes in their order;
            empty: as usual.
    """

    ground: Ground = "paper"
    face: Face = "mono"
    accent: tuple[str, ...] = ()

    @property
    def clear(self) -> bool:
        """Whether whatever is behind the picture is seen through it."""
        return self.ground == "transparent"


PLAIN = Style()
"""As pictures are unless somebody asks for something else."""


def colour_of(text: str) -> str | None:
    """A colour in CSS's names or in hexadecimal digits as #rrggbb; None: it is none.

    >>> [colour_of(text) for text in ("Crimson", "#d36", "dd3366", "reddish")]
    ['#dc143c', '#dd3366', '#dd3366', None]
    """
    word = text.strip().lower()
    if word in ImageColor.colormap:
        return f"#{_digits(ImageColor.getrgb(word))}"
    digits = word.removeprefix("#")
    if not _HEX.issuperset(digits) or len(digits) not in (3, 6):
        return None
    return f"#{digits}" if len(digits) == 6 else "#" + "".join(digit * 2 for digit in digits)


def readable(colour: str, ground: str, ink: str, least: float) -> str:
    """A colour, mixed with as much ink as it needs to stand out from the ground.

    >>> readable("#ffff00", "#ffffff", "#000000", 3.0)
    '#a6a600'
    """
    for step in range(_STEPS + 1):
        mixed = over(colour, ink, step / _STEPS)
        if contrast(mixed, ground) >= least:
            return mixed
    return ink


def over(below: str, above: str, strength: float) -> str:
    """A colour painted over another with some strength.

    >>> over("#000000", "#ffffff", 0.5)
    '#808080'
    """
    pairs = zip(rgb(below), rgb(above), strict=True)
    return f"#{_digits(int(low + (high - low) * strength + 0.5) for low, high in pairs)}"


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of #rrggbb, each 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _digits(parts: Iterable[int]) -> str:
    return "".join(f"{part:02x}" for part in parts)
