"""Two ways to cut one axis into parts: the digits that both are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import prod

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Digits:
    """Digits that both ways are made of.

    Args:
        sizes: of every digit, the slowest first.
        stored: for every part the digits that it is made of when it is written.
        read: the same when it is read.
    """

    sizes: Mapping[str, int]
    stored: Mapping[str, tuple[str, ...]]
    read: Mapping[str, tuple[str, ...]]


def common_digits(stored: Sequence[str], read: Sequence[str], sizes: Mapping[str, int]) -> Digits | None:
    """Cut an axis wherever either order of its parts cuts it.

    A digit has the name of the part it is written as, with a letter where that part is cut. None where the cuts do
    not divide each other: 2 times 3 and 3 times 2 have no digits in common.

    Args:
        stored: names of the parts as they are written, slowest first.
        read: the same names as they are read.
        sizes: of the parts; a part of size 0 leaves nothing to mix up and counts as one of size 1.

    Cost: O(parts²).

    >>> common_digits(("p2", "p1"), ("p1", "p2"), {"p1": 2, "p2": 4}).read
    {'p1': ('p2a',), 'p2': ('p2b', 'p1')}
    >>> common_digits(("p2", "p1"), ("p1", "p2"), {"p1": 2, "p2": 3})
    """
    least = {name: max(1, size) for name, size in sizes.items()}
    written, wanted = _places(stored, least), _places(read, least)
    cuts = sorted({cut for place in (*written.values(), *wanted.values()) for cut in place}, reverse=True)
    if any(above % below for above, below in pairwise(cuts)):
        return None
    names: dict[int, str] = {}  # a digit by the cut below it
    digit_sizes: dict[str, int] = {}
    for part in stored:
        inner = _within(cuts, written[part])
        for letter, (above, below) in zip(_LETTERS, inner, strict=False):
            names[below] = part if len(inner) == 1 else part + letter
            digit_sizes[names[below]] = above // below
    # A part of one step has no cut of its own: it keeps its place.
    alone = {name: size for name, size in sizes.items() if least[name] == 1}
    return Digits({**digit_sizes, **alone}, *(_made_of(place, cuts, names) for place in (written, wanted)))


def _places(order: Sequence[str], sizes: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """Where each part ends and begins, in steps of the whole axis."""
    return {
        name: (prod(sizes[part] for part in order[number:]), prod(sizes[part] for part in order[number + 1 :]))
        for number, name in enumerate(order)
    }


def _within(cuts: list[int], place: tuple[int, int]) -> list[tuple[int, int]]:
    end, start = place
    return [(above, below) for above, below in pairwise(cuts) if start <= below and above <= end]


def _made_of(
    places: Mapping[str, tuple[int, int]], cuts: list[int], names: Mapping[int, str]
) -> dict[str, tuple[str, ...]]:
    """For each part its digits; a part of one step is made of itself."""
    return {
        name: tuple(names[below] for _, below in _within(cuts, place)) or (name,)
        for name, place in sorted(places.items())
    }
