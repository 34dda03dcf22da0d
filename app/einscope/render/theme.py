"""What a picture is drawn in: the colours of paper and axes, as in the page's style sheet, and those of one's own."""

from dataclasses import dataclass
from typing import Literal, get_args

from einscope.core.scene.tint.palette import STRENGTH, State, contrast, quiet
from einscope.core.scene.tint.tint import Shades

Theme = Literal["light", "dark"]
Ground = Literal["paper", "transparent"]
Face = Literal["mono", "sans", "serif"]
THEMES: tuple[Theme, ...] = ("light", "dark")
GROUNDS: tuple[Ground, ...] = get_args(Ground)
FACES: tuple[Face, ...] = get_args(Face)
PAPER: dict[Theme, dict[str, str]] = {
    "light": {
        "stage": "#f3f1eb",
        "card": "#ffffff",
        "line": "#e2dfd6",
        "ink": "#1b1d21",
        "quiet": "#64625c",
        "accent": "#3b55d9",
    },
    "dark": {
        "stage": "#0d0e10",
        "card": "#1c1d21",
        "line": "#2d2f36",
        "ink": "#eceef2",
        "quiet": "#a09fa6",
        "accent": "#93a5ff",
    },
}
AXES: dict[Theme, tuple[str, ...]] = {
    "light": (
        *("#4a4d55", "#5b3fc4", "#1c7c35", "#c2410c", "#0b6b80", "#a61e4d"),
        *("#1d4ed8", "#7a5a00", "#9d174d", "#3f6212", "#86198f", "#0f766e"),
    ),
    "dark": (
        *("#b9bcc6", "#a99bff", "#7fe39a", "#ff9d5c", "#63d8ee", "#ff9dbf"),
        *("#8db4ff", "#f0c94d", "#ff9ad5", "#bddc66", "#e39bf0", "#5eead4"),
    ),
}
MIXED = (-1, 0)
"""The shade, hue and level, of what is made of blocks of several hues."""
STATES: tuple[State, ...] = ("here", "gone", "awaited")
_MARK, _NAME = 3.0, 4.5  # contrast with the paper of what is marked, and of what is read: level AA of WCAG
_STEPS = 20  # from a colour to one that stands out


def hue_of(axis: int) -> int:
    """Which of the colours of axes an axis has."""
    return axis % len(AXES["light"])


_EYES = 6  # hues that are told apart
DASHES: tuple[tuple[int, ...], ...] = ((), (7, 4), (2, 3), (10, 3, 2, 3))
"""Styles of lines, as pixels drawn and left out in turn; from the seventh axis on they tell axes apart as well."""


def dashes_of(axis: int) -> tuple[int, ...]:
    """The style of an axis's line.

    >>> dashes_of(0), dashes_of(6), dashes_of(99)
    ((), (7, 4), (10, 3, 2, 3))
    """
    return DASHES[min(len(DASHES) - 1, axis // _EYES)]


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


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one picture in one theme."""

    theme: Theme
    shades: Shades
    style: Style = PLAIN

    def paper(self, name: str) -> str:
        """``stage``, ``card``, ``line``, ``ink``, ``quiet`` or ``accent`` as #rrggbb.

        Where there is no paper, what would be painted in its colour has that of the cards.
        """
        if name == "accent":
            return self.mark or PAPER[self.theme][name]
        return PAPER[self.theme]["card" if name == "stage" and self.style.clear else name]

    @property
    def mark(self) -> str:
        """The colour of one's own of threads, rings and the point on the timeline; empty: there is none."""
        return self._own(0, _MARK)

    def axis(self, number: int) -> str:
        """The colour of an axis wherever it is named."""
        return self._own(1 + hue_of(number), _NAME) or AXES[self.theme][hue_of(number)]

    def _own(self, place: int, least: float) -> str:
        """A colour of one's own, as far from the paper's as it has to be; empty: there is none."""
        colour, paper = "".join(self.style.accent[place : place + 1]), PAPER[self.theme]
        return colour and readable(colour, paper["stage"], paper["ink"], least)

    def block(self, hue: int, level: int, state: State) -> tuple[str, str]:
        """The colour of a block and of its number; of the paper's ink where it is pale. What is mixed has no hue."""
        fill, ink = quiet(self.theme, 1)[0] if (hue, level) == MIXED else self.shades[self.theme][hue][level]
        if state == "here":
            return fill, ink
        strength = STRENGTH[state]
        pale = over(self.paper("stage"), fill, strength)
        return pale, over(pale, self.paper("ink"), strength)

    def hollow(self, state: State) -> tuple[str, str]:
        """The colour of a block that was filled in, and of its outline and number."""
        stage = self.paper("stage")
        return stage, over(stage, self.paper("quiet"), STRENGTH[state])


def readable(colour: str, ground: str, ink: str, least: float) -> str:
    """A colour, mixed with as much ink as it needs to stand out from the ground.

    >>> readable("#ffff00", "#ffffff", "#000000", 3.0)
    '#999900'
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
    return "#" + "".join(f"{int(low + (high - low) * strength + 0.5):02x}" for low, high in pairs)


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of #rrggbb, each 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
