"""What all texts share: how many cells they show, their pen, and the links below."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from einscope.core.errors import Sentence
from einscope.core.limits import Limits
from einscope.render.text.pen import Pen
from einscope.web.requests.view import View
from einscope.web.server.language import translate

SHOWN = 256
"""Cells of each figure, unless more are asked for: what a screen of characters has room for."""

_LINKS = ("page", "svg", "api")


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text is read.

    Args:
        coloured: whether there are colours.
        linked: whether links lead anywhere.
        cells: how many of each figure are shown, unless more are asked for.
        room: how many bytes the text may have; None: any number.
    """

    coloured: bool = False
    linked: bool = True
    cells: int = SHOWN
    room: int | None = None


PLAIN = Reading()


def pen_of(language: str, reading: Reading = PLAIN) -> Pen:
    """What a text in a language is written with."""

    def spoken(sentence: Sentence) -> str:
        return translate(sentence, language)

    return Pen(spoken, reading.coloured, reading.room)


def narrow(limits: Limits, view: View, reading: Reading) -> Limits:
    """The limits of a request that is shown in characters."""
    return limits if view.show is not None else replace(limits, picture_cells=min(reading.cells, limits.picture_cells))


def named(links: Mapping[str, str | None], reading: Reading) -> dict[str, str | None]:
    """The links that a text ends with."""
    return {name: links[name] for name in _LINKS} if reading.linked else {}
