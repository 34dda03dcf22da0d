"""Where the strings and comments of a text are, though Python may not read it yet."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Set
from typing import Literal, NamedTuple

QUOTES = {**dict.fromkeys('"“”„‟＂', '"'), **dict.fromkeys("'‘’‚‛′＇", "'")}
"""Quotes, each with the plain one that is meant."""

_HASHES = "#＃"


class Part(NamedTuple):
    """A part of a text.

    ``curly``: a string that begins with a quote that is none of Python's; ``quotes``: how many it begins with, and
    ``closing`` how many it ends with.
    """

    kind: Literal["code", "string", "comment"]
    start: int
    end: int
    curly: bool = False
    quotes: int = 0
    closing: int = 0


def parts(code: str) -> Iterator[Part]:
    """The parts of a text, which tile it.

    Cost: O(length).

    >>> [(part.kind, part.start, part.end) for part in parts("f(‘a’)  # b")]
    [('code', 0, 2), ('string', 2, 5), ('code', 5, 8), ('comment', 8, 11)]
    """
    start = at = 0
    while at < len(code):
        if code[at] not in QUOTES and code[at] not in _HASHES:
            at += 1
            continue
        if start < at:
            yield Part("code", start, at)
        part = _comment(code, at) if code[at] in _HASHES else _string(code, at)
        yield part
        start = at = part.end
    if start < at:
        yield Part("code", start, at)


def outside(code: str, places: Iterable[int], kinds: Set[str] = frozenset({"string"})) -> set[int]:
    """Those of some places in order that are not within strings, or within parts of some kinds.

    >>> outside("f('a b')  # b", [2, 4, 12])
    {2, 12}
    """
    listed = [part for part in parts(code) if part.kind in kinds]
    starts = [part.start for part in listed]
    free: set[int] = set()
    for place in places:
        at = bisect_left(starts, place) - 1
        if at < 0 or listed[at].end <= place:
            free.add(place)
    return free


def _comment(code: str, at: int) -> Part:
    end = code.find("\n", at)
    return Part("comment", at, len(code) if end < 0 else end)


def _string(code: str, at: int) -> Part:
    plain = QUOTES[code[at]]
    run = _run(code, at, plain)
    curly = any(quote not in "\"'" for quote in code[at : at + min(run, 3)])
    if run == 2 or run >= 6:  # an empty one
        return Part("string", at, at + min(run, 6), curly, min(run, 6) // 2, min(run, 6) // 2)
    count = 3 if run >= 3 else 1
    end = _closed(code, at + count, plain, count, curly)
    if end is None and not curly:
        end = _closed(code, at + count, plain, count, True)
        curly = end is not None
    if end is not None:
        return Part("string", at, end, curly, count, count)
    line = code.find("\n", at)
    return Part("string", at, len(code) if count == 3 or line < 0 else line, curly, count, 0)


def _closed(code: str, at: int, plain: str, count: int, curly: bool) -> int | None:
    """Where a string ends, None where it does not."""
    while at < len(code):
        char = code[at]
        if char == "\\":
            at += 2
            continue
        if char == "\n" and count == 1:
            return None
        if char == plain or (curly and QUOTES.get(char) == plain):
            inner = code[at - 1].isalnum() and code[at + 1 : at + 2].isalnum()
            apostrophe = char == "’" and count == 1 and inner
            if not apostrophe and (count == 1 or _run(code, at, plain) >= count):
                return at + count
        at += 1
    return None


def _run(code: str, at: int, plain: str) -> int:
    """How many quotes of a kind there are in a row."""
    end = at
    while end < len(code) and QUOTES.get(code[end]) == plain:
        end += 1
    return end - at
