"""A pattern alone, as people have it in their notes: the call that it belongs to is written round it.

Only where it has one meaning: an axis that ends at the arrow is reduced, and by what, nobody has said.
"""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from einscope.core.errors import PatternError
from einscope.core.pattern.parser import Pattern, parse
from einscope.core.typed import Edit

_SIZE = re.compile(r"\s*\w+\s*=\s*[0-9]+\s*")
_QUOTES = ("'", '"')
_NEVER = re.compile(r"['\"\n=:]")  # in no pattern


class Beside(NamedTuple):
    """What is given beside a text.

    Args:
        tensor: the name of what comes in.
        numbers: the names of whole numbers.
    """

    tensor: str = "x"
    numbers: Collection[str] = ()


_NOTHING = Beside()


def patterns(code: str, beside: Beside = _NOTHING) -> Iterator[Edit]:
    """The call round a text that is a pattern and, it may be, sizes; ``repeat`` where it brings new axes.

    A number that is called as an axis is that axis's size, unless one stands behind the pattern.

    Args:
        code: the text.
        beside: what is given beside it.

    Cost: O(length).

    >>> [edit.text for edit in patterns("b (h p) -> b h p, p=2")]
    ["y = rearrange(x, '", "'", ')']
    >>> [edit.text for edit in patterns("b (h p) -> b h p", Beside("q", ["n", "p"]))]
    ["y = rearrange(q, '", "'", ', p=p)']
    """
    whole = code.rstrip(" \t\r\n,;")
    head, *sizes = whole.split(",")
    pattern = head.strip()
    quoted = len(pattern) > 1 and pattern[0] in _QUOTES and pattern[-1] == pattern[0]
    pattern = (pattern[1:-1] if quoted else pattern).strip()
    if "->" not in pattern or _NEVER.search(pattern) or not all(_SIZE.fullmatch(size) for size in sizes):
        return
    read = _read(pattern)
    name = read and _operation(read)
    if read and name:
        start = code.index(pattern)
        yield Edit(0, start, f"y = {name}({beside.tensor}, '")
        yield Edit(start + len(pattern), len(head), "'")
        behind = {size.partition("=")[0].strip() for size in sizes}
        open_axes = {item.text for side in (read.left, read.right) for item in side.items} - behind
        more = [f", {number}={number}" for number in beside.numbers if number in open_axes]
        yield Edit(len(whole), len(code), f"{''.join(more)})")


def is_pattern(code: str) -> bool:
    """Whether a text is a pattern alone, which in quotation marks Python reads as a program that does nothing.

    >>> is_pattern("'h w -> w h'"), is_pattern("'to -> do'")
    (True, False)
    """
    return any(True for _ in patterns(code))


def _read(text: str) -> Pattern | None:
    try:
        return parse(text)
    except PatternError:
        return None


def _operation(pattern: Pattern) -> str | None:
    """The operation that a pattern can only belong to; None: there is none, or it does not say."""
    left, right = ({item.text for item in side.items} for side in (pattern.left, pattern.right))
    if not left or left - right or any(item.kind == "number" for item in pattern.left.items):
        return None
    return "repeat" if right - left else "rearrange"
