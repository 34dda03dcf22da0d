"""Colours of blocks: a hue for each outer block, a lightness for the digit within, for light and dark paper.

Hues and lightnesses are steps in OKLCH, where equal steps look equally large. People who see fewer hues tell blocks by
lightness and strength too, so every hue has its own of both: the eight were searched for so that any two stay apart in
every simulated vision, and neighbours further.
"""

from functools import cache
from math import cos, radians, sin
from typing import Literal

# Angle, lightness above or below the level's, chroma.
_HUES = (
    (284, -0.010, 0.085),
    (191, 0.045, 0.085),
    (43, -0.045, 0.085),
    (125, 0.027, 0.125),
    (348, -0.010, 0.066),
    (97, 0.055, 0.050),
    (298, -0.055, 0.130),
    (167, -0.055, 0.094),
)
HUES = len(_HUES)
_RANGE = {"light": (0.86, 0.68), "dark": (0.66, 0.82)}
_RAMP = {"light": (0.60, 0.93), "dark": (0.60, 0.90)}
_RAMP_HUES = (265.0, 95.0)  # by way of green: what is blue to one is blue to all, and so is yellow
_QUIET = {"light": 0.88, "dark": 0.42}  # lightness of what has no hue
_CHROMA = 0.105  # of values
_READABLE = 4.5  # contrast of a number on its block: level AA of WCAG
_INK = ("#0b0c0f", "#ffffff")

Shade = tuple[str, str]
State = Literal["here", "gone", "awaited"]
STRENGTH: dict[State, float] = {"here": 1.0, "gone": 0.45, "awaited": 0.2}
"""How strongly a place and its number are drawn whose block is here, has gone, or has not come yet."""


@cache
def shades(theme: str, hues: int, levels: int) -> tuple[tuple[Shade, ...], ...]:
    """For each hue and each level within it, the colour of a block and of the number on it, as #rrggbb.

    >>> [len(levels) for levels in shades("light", 2, 3)]
    [3, 3]
    """
    first, last = _RANGE[theme]
    steps = [first + (last - first) * level / max(1, levels - 1) for level in range(levels)]
    return tuple(tuple(_shade(step + above, chroma, angle) for step in steps) for angle, above, chroma in _HUES[:hues])


@cache
def ramp(theme: str, levels: int) -> tuple[Shade, ...]:
    """Shades for values, from the least to the greatest: lightness grows all the way, from blue to yellow.

    >>> len(ramp("light", 24))
    24
    """
    (first, last), (blue, yellow) = _RAMP[theme], _RAMP_HUES
    shares = [level / max(1, levels - 1) for level in range(levels)]
    return tuple(_shade(first + (last - first) * share, _CHROMA, blue + (yellow - blue) * share) for share in shares)


@cache
def quiet(theme: str, levels: int) -> tuple[Shade, ...]:
    """The grey of cells whose colour tells nothing, once for each level.

    >>> quiet("light", 2)[0] == quiet("light", 2)[1]
    True
    """
    return (_shade(_QUIET[theme], 0.0, 0.0),) * levels


def _shade(lightness: float, chroma: float, hue: float) -> Shade:
    """A colour and the ink to read on it; a colour too dark for one ink and too light for the other is made lighter."""
    while True:
        colour = _hex(_oklch(lightness, chroma, hue))
        ink = max(_INK, key=lambda candidate: contrast(candidate, colour))
        if contrast(ink, colour) >= _READABLE:
            return colour, ink
        lightness += 0.005


def _oklch(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    """Linear RGB of a colour in OKLCH, its chroma lowered until the screen can show it (Ottosson, 2020)."""
    while True:
        a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
        long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
        medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
        short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
        linear = (
            4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
            -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
            -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
        )
        if chroma < 0.005 or all(-1e-4 <= part <= 1 + 1e-4 for part in linear):
            return linear
        chroma -= 0.005


def _hex(linear: tuple[float, float, float]) -> str:
    encoded = (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055 for part in linear)
    return "#" + "".join(f"{round(255 * min(1.0, max(0.0, part))):02x}" for part in encoded)


def contrast(one: str, other: str) -> float:
    """The contrast of two #rrggbb colours as WCAG defines it, 1 to 21.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
