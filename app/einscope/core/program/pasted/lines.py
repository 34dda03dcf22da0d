"""The lines of a text, as Python counts them."""

from collections.abc import Iterator
from typing import NamedTuple

from einscope.core.typed import Edit


class Line(NamedTuple):
    """A line without its end."""

    start: int
    end: int
    text: str


def lines(code: str) -> Iterator[Line]:
    r"""The lines of a text, as Python counts them.

    >>> [line.text for line in lines("a\r\n\nb\n")]
    ['a', '', 'b', '']
    """
    start = 0
    for line in code.split("\n"):
        text = line.removesuffix("\r")
        yield Line(start, start + len(text), text)
        start += len(line) + 1


def full(code: str) -> list[Line]:
    """The lines with something on them."""
    return [line for line in lines(code) if line.text.strip()]


def whole(line: Line, code: str) -> Edit:
    """The edit that takes a line out, its end with it."""
    end = code.find("\n", line.end)
    return Edit(line.start, len(code) if end < 0 else end + 1)
