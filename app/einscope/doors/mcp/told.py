"""Who asks, and what is told: a text for the assistant to read, and the same as JSON to work with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from einscope.render.text.pen import Pen
from einscope.render.text.said import links_said
from einscope.settings import Settings
from einscope.web.texts.shown import Reading, pen_of

MOST = 2_000
"""Bytes of a text: an assistant pays for every word."""

LISTED = 64
"""Cells that are listed, and shown of each figure, unless more are asked for."""

_FEW = 16
_LONGEST = 320  # bytes of a link in a text; a longer one stands in the JSON alone
_LINKS = ("page", "svg")


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks.

    Args:
        language: of sentences.
        asked: whether it was asked for, and not only preferred.
        settings: of the application, with the address of this server: a link is of no use without it.
    """

    language: str
    asked: bool
    settings: Settings

    @property
    def spoken(self) -> dict[str, str]:
        """The language as a text of an address, where it was asked for."""
        return {"lang": self.language} if self.asked else {}

    def pen(self) -> Pen:
        """What a text is written with."""
        return pen_of(self.language, Reading(room=MOST))

    def fitted(self, tell: Callable[[Reading], str], links: Mapping[str, str | None], above: str = "") -> str:
        """A text between one that stands above and these links: of fewer cells, and cut, where there is no room.

        Args:
            tell: makes the text.
            links: that it ends with.
            above: what it begins with.
        """
        below = self.below(links)
        room = MOST - len(f"{above}{below}".encode())
        whole = tell(Reading(linked=False, cells=LISTED))
        told = whole if len(whole.encode()) <= room else tell(Reading(linked=False, cells=_FEW, room=room))
        return f"{above}{told}{below}"

    def below(self, links: Mapping[str, str | None]) -> str:
        """The end of a text: where to see it, as far as it can be written in a line."""
        short = {name: link for name in _LINKS if (link := links.get(name)) and len(link) <= _LONGEST}
        return "".join(f"{line}\n" for line in ("", *links_said(short, self.pen()))) if short else ""

    def narrow(self) -> Settings:
        """The settings for pictures of a few cells."""
        limits = self.settings.limits
        return replace(self.settings, limits=replace(limits, picture_cells=min(LISTED, limits.picture_cells)))


@dataclass(frozen=True, slots=True)
class Told:
    """What is told.

    Args:
        text: to be read, at the most ``MOST`` bytes.
        structured: the same as JSON.
        refused: whether it says what is wrong with the question.
    """

    text: str
    structured: Mapping[str, Any] = field(default_factory=dict)
    refused: bool = False
