"""A pattern alone, as people have it in their notes: the call that it belongs to is written round it.

Only where it has one meaning: an axis that ends at the arrow is reduced, and by what, nobody has said.
"""

import re
from collections.abc import Iterator

from einscope.core.errors import PatternError
from einscope.core.pattern.parser import parse
from einscope.core.typed import Edit

_SIZE = re.compile(r"\s*\w+\s*=\s*[0-9]+\s*")
_QUOTES = ("'", '"')
_NEVER = re.compile(r"['\"\n=:]")  # in no pattern


def patterns(code: str) -> Iterator[Edit]:
    """The call round a text that is a pattern and, it may be, sizes; ``repeat`` where it brings new axes.

    Cost: O(length).

    >>> [edit.text for edit in patterns("b (h p) -> b h p, p=2")]
    ["y = rearrange(x, '", "'", ')']
    """
    whole = code.rstrip(" \t\r\n,;")
    head, *sizes = whole.split(",")
    pattern = head.strip()
    quoted = len(pattern) > 1 and pattern[0] in _QUOTES and pattern[-1] == pattern[0]
    pattern = (pattern[1:-1] if quoted else pattern).strip()
    if "->" not in pattern or _NEVER.search(pattern) or not all(_SIZE.fullmatch(size) for size in sizes):
        return
    name = _operation(pattern)
    if name:
        start = code.index(pattern)
        yield Edit(0, start, f"y = {name}(x, '")
        yield Edit(start + len(pattern), len(head), "'")
        yield Edit(len(whole), len(code), ")")


def is_pattern(code: str) -> bool:
    """Whether a text is a pattern alone, which in quotation marks Python reads as a program that does nothing.

    >>> is_pattern("'h w -> w h'"), is_pattern("'to -> do'")
    (True, False)
    """
    return any(True for _ in patterns(code))


def _operation(text: str) -> str | None:
    """The operation that a pattern can only belong to; None: there is none, or it does not say."""
    try:
        pattern = parse(text)
    except PatternError:
        return None
    left, right = ({item.text for item in side.items} for side in (pattern.left, pattern.right))
    if not left or left - right or any(item.kind == "number" for item in pattern.left.items):
        return None
    return "repeat" if right - left else "rearrange"
