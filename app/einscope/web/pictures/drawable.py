"""What a picture is drawn from, whatever it shows: an operation, a line of a program, or two states side by side."""

from dataclasses import dataclass
from typing import Protocol

from einscope.render.pair import PairMoments, PairSheet, pair, pair_sheet
from einscope.render.pixels import Moments, Reel
from einscope.render.sheet import Sheet, sheet
from einscope.render.subject import Subject
from einscope.render.svg import document
from einscope.render.svg.colours import Themes
from einscope.render.theme import Style, Theme


class Paper(Protocol):
    """How large a picture is."""

    @property
    def width(self) -> int:
        """In pixels."""

    @property
    def height(self) -> int:
        """In pixels."""


class Drawable(Protocol):
    """What can be drawn as any kind of picture."""

    @property
    def paper(self) -> Paper:
        """What it is drawn on."""

    def sized(self, wide: int, high: int | None) -> "Drawable":
        """The same on other paper."""

    def svg(self, theme: Themes, time: float | None, style: Style) -> str:
        """It as a file; ``time``: of a still, None for the film."""

    def reel(self, theme: Theme, density: float, style: Style) -> Reel:
        """It as pixels."""


@dataclass(frozen=True, slots=True)
class One:
    """A subject on its paper; see :class:`Drawable`."""

    subject: Subject
    paper: Sheet

    def sized(self, wide: int, high: int | None) -> "One":
        """See :class:`Drawable`."""
        return one(self.subject, wide, high)

    def svg(self, theme: Themes, time: float | None, style: Style) -> str:
        """See :class:`Drawable`."""
        return document(self.subject, self.paper, theme, time, style)

    def reel(self, theme: Theme, density: float, style: Style) -> Reel:
        """See :class:`Drawable`."""
        return Moments(self.subject, self.paper, theme, density, style)


def one(subject: Subject, wide: int, high: int | None) -> One:
    """A subject on paper of this size."""
    return One(subject, sheet(subject, wide, high))


@dataclass(frozen=True, slots=True)
class Two:
    """Two subjects beside each other, and how they differ; see :class:`Drawable`."""

    left: Subject
    right: Subject
    sentence: str
    paper: PairSheet

    def sized(self, wide: int, high: int | None) -> "Two":
        """See :class:`Drawable`."""
        return two(self.left, self.right, self.sentence, wide, high)

    def svg(self, theme: Themes, time: float | None, style: Style) -> str:
        """See :class:`Drawable`."""
        return pair(self.left, self.right, self.sentence, self.paper, theme, time, style)

    def reel(self, theme: Theme, density: float, style: Style) -> Reel:
        """See :class:`Drawable`."""
        return PairMoments(self.left, self.right, self.paper, theme, density, style)


def two(left: Subject, right: Subject, sentence: str, wide: int, high: int | None) -> Two:
    """Two subjects on paper of this size."""
    return Two(left, right, sentence, pair_sheet(left, right, sentence, wide, high))
