"""A pattern alone, as people have it in their notes: the call that it belongs to is written round it.

Where an axis ends at the arrow it is reduced, and by what, nobody has said: the call has no reduction, and is refused
as such. Of what is no pattern yet the same is done only where nothing but a pattern can be meant.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from keyword import kwlist
from typing import NamedTuple

from einscope.core.errors import PatternError
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.pattern.lexer import Token, tokenize
from einscope.core.pattern.parser import parse
from einscope.core.typed import Edit

_SIZE = re.compile(r"\s*\w+\s*=\s*[0-9]+\s*")
_QUOTES = ("'", '"')
_NEVER = re.compile(r"['\"\n=:]")  # in no pattern
_SHARED = 2  # axes that both sides have of what is no pattern yet


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
    """The call round a text that is a pattern and, it may be, sizes.

    It is ``repeat`` where it brings new axes, and ``reduce``, by nothing yet, where axes end at the arrow.

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
    if (
        len(pattern) > DEFAULT_LIMITS.pattern_characters  # it is refused wherever it stands
        or "->" not in pattern
        or _NEVER.search(pattern)
        or not all(_SIZE.fullmatch(size) for size in sizes)
    ):
        return
    name = _operation(pattern)
    if name:
        start = code.index(pattern)
        yield Edit(0, start, f"y = {name}({beside.tensor}, '")
        yield Edit(start + len(pattern), len(head), "'")
        behind = {size.partition("=")[0].strip() for size in sizes}
        open_axes = {token.text for token in tokenize(pattern) if token.kind == "name"} - behind
        more = [f", {number}={number}" for number in beside.numbers if number in open_axes]
        yield Edit(len(whole), len(code), f"{''.join(more)})")


def is_pattern(code: str) -> bool:
    """Whether a text is a pattern alone, which in quotation marks Python reads as a program that does nothing.

    >>> is_pattern("'h w -> w h'"), is_pattern("'to -> do'")
    (True, False)
    """
    return any(True for _ in patterns(code))


def _operation(pattern: str) -> str | None:
    """The operation that a pattern can only belong to; None: there is none, or it does not say."""
    tokens = tokenize(pattern)
    if sum(token.kind == "arrow" for token in tokens) != 1:
        return None
    turn = next(token.span.start for token in tokens if token.kind == "arrow")
    units = {token.text for token in tokens if token.kind == "number" and int(token.text) == 1}
    words = [token for token in tokens if token.kind in ("name", "number", "ellipsis") and token.text not in units]
    left, right = ({word.text for word in words if (word.span.start < turn) is before} for before in (True, False))
    if not left or any(word.kind == "number" and word.span.start < turn for word in words):
        return None
    lost, new, meant = left - right, right - left, _is_meant(tokens)
    if lost and not (right and meant):
        return None
    slip = not _is_parsed(pattern) or (lost and new)  # where both: which of the two is misspelt, nobody can tell
    if slip and not (meant and len(left & right) >= _SHARED):
        return None
    if lost and not new:
        return "reduce"
    return "repeat" if new and not lost else "rearrange"


def _is_meant(tokens: Sequence[Token]) -> bool:
    """Whether nothing in a text is Python's: no word of the language, and no bracket that opens right after a name."""
    calls = any(left.kind == "name" and right.kind == "open" for left, right in pairwise(tokens))
    return not calls and not any(token.text in kwlist for token in tokens)


def _is_parsed(text: str) -> bool:
    try:
        parse(text)
    except PatternError:
        return False
    return True
