"""Texts that differ from one in an order alone: the mistake that a comparison most often shows."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

_GROUP = re.compile(r"\(([^()]*)\)")
_PERMUTED = 4  # things of which every order is tried; of more, two change places


def orders(things: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Every other order of a few things; of many, those in which two have changed places, neighbours first.

    >>> list(orders("abc"))[:2], len(list(orders("abcd"))), len(list(orders("abcde")))
    ([('a', 'c', 'b'), ('b', 'a', 'c')], 23, 10)
    """
    if len(set(things)) != len(things):
        return
    if len(things) <= _PERMUTED:
        yield from (order for order in permutations(things) if order != tuple(things))
        return
    for one, other in sorted(combinations(range(len(things)), 2), key=lambda pair: pair[1] - pair[0]):
        order = list(things)
        order[one], order[other] = order[other], order[one]
        yield tuple(order)


def pattern_variants(pattern: str) -> Iterator[str]:
    """The pattern with the names of one bracket in another order, then with the axes of its right side in another.

    Cost: O(variants).

    >>> list(pattern_variants("b (h p) -> (p b) h"))
    ['b (p h) -> (p b) h', 'b (h p) -> (b p) h', 'b (h p) -> h (p b)']
    """
    for group in _GROUP.finditer(pattern):
        for order in orders(group[1].split()):
            yield f"{pattern[: group.start(1)]}{' '.join(order)}{pattern[group.end(1) :]}"
    left, arrow, right = pattern.partition("->")
    axes = re.findall(r"\([^()]*\)|[^\s()]+", right)
    if arrow and "," not in right:
        yield from (f"{left.rstrip()} -> {' '.join(order)}" for order in orders(axes))
