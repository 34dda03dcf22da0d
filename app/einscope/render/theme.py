"""The colours of paper and axes, as in the page's style sheet; a test compares the two."""

from dataclasses import dataclass
from typing import Literal

from einscope.core.scene.tint.palette import STRENGTH, State
from einscope.core.scene.tint.tint import Shades
from einscope.render.style import PLAIN, Style, over, readable

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
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
STATES: tuple[State, ...] = ("here", "gone", "awaited")
_MARK, _NAME = 3.0, 4.5  # contrast with the paper of what is marked, and of what is read: level AA of WCAG


def hue_of(axis: int) -> int:
    """Which of the colours of axes an axis has."""
    return axis % len(AXES["light"])


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
        """The colour of a block and of its number; of the paper's ink where it is pale."""
        fill, ink = self.shades[self.theme][hue][level]
        if state == "here":
            return fill, ink
        strength = STRENGTH[state]
        pale = over(self.paper("stage"), fill, strength)
        return pale, over(pale, self.paper("ink"), strength)

    def hollow(self, state: State) -> tuple[str, str]:
        """The colour of a block that was filled in, and of its outline and number."""
        stage = self.paper("stage")
        return stage, over(stage, self.paper("quiet"), STRENGTH[state])
