"""Which sizes a pattern needs beside the shape of its input, and which follow."""

from collections.abc import Collection, Mapping
from math import prod

from einscope.core.pattern.parser import Pattern
from einscope.core.pattern.resolve import RESERVED


def needed_sizes(pattern: Pattern, sizes: Mapping[str, int], given: Collection[str] = ()) -> dict[str, int]:
    """The sizes without which einops cannot read the pattern: in each bracket all but one, and those of new axes.

    The one that follows is the last of its bracket that nobody asked for: ``(h w)`` wants h, ``(h p1)`` with p1
    asked for wants p1. It cannot follow where another size in its bracket is 0; then all are needed. An axis whose
    name is a parameter of einops' own should follow, as its size cannot be said.

    Args:
        pattern: parsed; no ellipsis in the brackets of its left side.
        sizes: of all its named axes.
        given: names of the axes whose sizes were asked for.

    Cost: O(length of the pattern).

    >>> from einscope.core.pattern.parser import parse
    >>> needed_sizes(parse("b (h p1) (w p2) -> b h w p1 p2"), {"b": 1, "h": 4, "p1": 2, "w": 5, "p2": 3}, ("p1", "p2"))
    {'p1': 2, 'p2': 3}
    """
    brackets = [[item.text for item in dimension.items if item.kind == "name"] for dimension in pattern.left.dimensions]
    left = [name for names in brackets for name in names]
    follow = {_following(names, sizes, given) for names in brackets}
    new = [item.text for item in pattern.right.items if item.kind == "name" and item.text not in left]
    return {name: sizes[name] for name in (*left, *new) if name not in follow}


def _following(names: list[str], sizes: Mapping[str, int], given: Collection[str]) -> str | None:
    """The one of these axes whose size is best left to follow from the others."""
    able = [name for name in names if prod([sizes[other] for other in names if other != name])]
    return max(able, key=lambda name: (name in RESERVED, name not in given, names.index(name)), default=None)
