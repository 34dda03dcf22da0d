"""A text that knows where each of its characters stood in the text that was typed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from einscope.core.errors import Span


class Edit(NamedTuple):
    """A part of a text, and what stands there instead."""

    start: int
    end: int
    text: str = ""


class Line(NamedTuple):
    """A line without its end."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A text and, for each of its characters and for its end, the place in the text that was typed."""

    code: str
    places: tuple[int, ...]

    def edited(self, edits: Iterable[Edit]) -> "Placed":
        """The text with parts replaced, which do not overlap and come in order.

        >>> typed("a … b").edited([Edit(2, 3, "...")])
        Placed(code='a ... b', places=(0, 1, 2, 2, 2, 3, 4, 5))
        """
        listed = [*edits]
        places: list[int] = []
        at = 0
        for start, end, text in listed:
            places += self.places[at:start]
            places += (self.places[min(start + offset, max(start, end - 1))] for offset in range(len(text)))
            at = end
        return Placed(applied(self.code, listed), (*places, *self.places[at:]))

    def span(self, span: Span) -> Span:
        """Where a part of it stood.

        >>> typed("a … b").edited([Edit(2, 3, "...")]).span(Span(2, 7))
        Span(start=2, end=5)
        """
        last = len(self.code)
        start = self.places[min(span.start, last)]
        end = self.places[min(span.end, last) - 1] + 1 if span.end > span.start else start
        return Span(start, max(start, end))


def typed(code: str) -> Placed:
    """A text as it was typed."""
    return Placed(code, tuple(range(len(code) + 1)))


def lines(code: str) -> Iterator[Line]:
    r"""The lines of a text, as Python counts them.

    >>> [line.text for line in lines("a\r\n\nb\n")]
    ['a', '', 'b', '']
    """
    start = 0
    for each in code.split("\n"):
        text = each.removesuffix("\r")
        yield Line(start, start + len(text), text)
        start += len(each) + 1


def full(code: str) -> list[Line]:
    """The lines with something on them."""
    return [line for line in lines(code) if line.text.strip()]


def applied(code: str, edits: Iterable[Edit]) -> str:
    """A text with parts replaced."""
    pieces: list[str] = []
    at = 0
    for start, end, text in edits:
        pieces += [code[at:start], text]
        at = end
    return "".join([*pieces, code[at:]])


def whole(line: Line, code: str) -> Edit:
    """The edit that takes a line out, its end with it."""
    end = code.find("\n", line.end)
    return Edit(line.start, len(code) if end < 0 else end + 1)
