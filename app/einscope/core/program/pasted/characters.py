"""Characters that a page or a keyboard puts in the place of those that Python reads: outside strings and comments."""

import re
from collections.abc import Iterator

from einscope.core.program.pasted.literals import QUOTES, parts
from einscope.core.typed import WIDE, Edit

_SPACE = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
_SIGNS = {
    **{wide: sign for wide, sign in WIDE.items() if sign not in "\"'"},
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **{"…": "...", "⋯": "...", "→": "->", "×": "*", "∗": "*", "÷": "/", "≤": "<=", "≥": ">=", "≠": "!="},
}
_IN_STRINGS = re.compile(r"…+|⋯|[‒–—―−]>|→|[\u00a0\u202f\u3000]")


def spaces(code: str) -> Iterator[Edit]:
    r"""Spaces that are none to Python, and characters that nobody sees.

    >>> [*spaces("y\u00a0= x")]
    [Edit(start=1, end=2, text=' ')]
    """
    for part in parts(code):
        if part.kind == "code":
            for at in range(part.start, part.end):
                if _SPACE.match(code[at]):
                    yield Edit(at, at + 1, " ")
                elif _UNSEEN.match(code[at]):
                    yield Edit(at, at + 1)


def quotes(code: str) -> Iterator[Edit]:
    """Curly quotes around strings; what made them has made other characters of those inside, too.

    >>> [*quotes("f(‘b … -> …’)")][:2]
    [Edit(start=2, end=3, text="'"), Edit(start=5, end=6, text='...')]
    """
    for part in parts(code):
        if part.kind == "string" and part.curly:
            yield from _plain(code, part.start, part.start + part.quotes)
            end = part.end - part.closing
            for match in _IN_STRINGS.finditer(code, part.start + part.quotes, end):
                yield Edit(*match.span(), _inside(match[0]))
            yield from _plain(code, end, part.end)


def signs(code: str) -> Iterator[Edit]:
    """Full-width letters, digits and punctuation, dashes, arrows, an ellipsis.

    >>> [*signs("f（x）")]
    [Edit(start=1, end=2, text='('), Edit(start=3, end=4, text=')')]
    """
    for part in parts(code):
        if part.kind == "code":
            for at in range(part.start, part.end):
                if code[at] in _SIGNS:
                    yield Edit(at, at + 1, _SIGNS[code[at]])
        elif part.kind == "comment" and code[part.start] != "#":
            yield Edit(part.start, part.start + 1, "#")


def _plain(code: str, start: int, end: int) -> Iterator[Edit]:
    for at in range(start, end):
        if code[at] != QUOTES[code[at]]:
            yield Edit(at, at + 1, QUOTES[code[at]])


def _inside(symbol: str) -> str:
    if symbol[0] in "…⋯":
        return "..."
    return " " if symbol.isspace() else "->"
