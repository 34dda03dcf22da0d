"""A text that knows where each of its characters stood in the text that was typed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from einscope.core.errors import Span

WIDE = {
    **{chr(0xFEE0 + number): chr(number) for number in range(0x21, 0x7F)},
    **dict(zip("、。【】〔〕《》〈〉", ",.[][]<><>", strict=True)),
}
"""Letters, digits and signs as wide as Chinese ones, each with the plain one."""

SPACES = dict.fromkeys("\t\n\r\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))), " ")
"""What parts words and is no plain space."""

_PLAIN = str.maketrans({**WIDE, **SPACES, "−": "-", "–": "-"})


def plain(text: str) -> str:
    """A text in plain characters, as many of them, so that each stays in its place.

    >>> plain("（１，２）　ｐ＝2")
    '(1,2) p=2'
    """
    return text.translate(_PLAIN)


class Edit(NamedTuple):
    """A part of a text, and what stands there instead."""

    start: int
    end: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """A text and, for each of its characters and for its end, the place in the text that was typed."""

    text: str
    places: tuple[int, ...]

    def edited(self, edits: Iterable[Edit]) -> "Typed":
        """The text with parts replaced, which do not overlap and come in order.

        >>> typed("a … b").edited([Edit(2, 3, "...")])
        Typed(text='a ... b', places=(0, 1, 2, 2, 2, 3, 4, 5))
        """
        listed = [*edits]
        if not listed:
            return self
        places: list[int] = []
        at = 0
        for start, end, new in listed:
            places += self.places[at:start]
            places += (self.places[min(start + offset, max(start, end - 1))] for offset in range(len(new)))
            at = end
        return Typed(applied(self.text, listed), (*places, *self.places[at:]))

    def span(self, span: Span) -> Span:
        """Where a part of it stood; what was put behind all of it is told of its last character.

        >>> typed("a … b").edited([Edit(2, 3, "...")]).span(Span(2, 7))
        Span(start=2, end=5)
        >>> typed("a").edited([Edit(1, 1, ")")]).span(Span(1, 2))
        Span(start=0, end=1)
        """
        last = len(self.text)
        start, whole = self.places[min(span.start, last)], self.places[last]
        if span.end <= span.start:
            return Span(start, start)
        start = min(start, max(0, whole - 1))
        return Span(start, max(start, min(self.places[min(span.end, last) - 1] + 1, whole)))


def typed(text: str) -> Typed:
    """A text as it was typed."""
    return Typed(text, tuple(range(len(text) + 1)))


def applied(text: str, edits: Iterable[Edit]) -> str:
    """A text with parts replaced."""
    pieces: list[str] = []
    at = 0
    for start, end, new in edits:
        pieces += [text[at:start], new]
        at = end
    return "".join([*pieces, text[at:]])
