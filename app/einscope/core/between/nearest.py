"""Of cells that no pattern gives, the pattern that agrees with most of them, of those that are tried.

Tried are the ways from the one shape to the other, and what the cells themselves suggest: read as digits, whole axes or
two parts of one, each step is the one that most cells take.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import islice, product
from math import prod

import numpy as np

from einscope.core.address import Address
from einscope.core.between.search import between
from einscope.core.between.shown import shown
from einscope.core.between.solved import divisors
from einscope.core.between.way import Way
from einscope.core.errors import PatternError, Sentence
from einscope.core.judge.infer import infer
from einscope.core.limits import DEFAULT_LIMITS, Limits
from einscope.core.map import IntArray
from einscope.core.ops import registry
from einscope.core.plan import Shape

_CELLS = 2**14  # beyond, nothing is tried
_WAYS = 96
_SPLITS = 64  # ways to split the axes of the output into digits


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest pattern of those that were tried.

    Args:
        names: what it is known as; empty: it has no name here.
        address: where it is shown.
        text: the pattern, and its sizes; or the slice.
        differing: how many cells come from elsewhere.
        cells: of how many.
        first: the first that does.
    """

    names: tuple[Sentence, ...]
    address: Address
    text: str
    differing: int
    cells: int
    first: int


def nearest(sources: IntArray, before: Shape, after: Shape, limits: Limits = DEFAULT_LIMITS) -> Nearest | None:
    """The pattern, or slice, of those tried, that gives most cells their source; None where none gives any.

    Args:
        sources: of the output's cells, in C order; -1: none.
        before: the shape of the input.
        after: that of the output.
        limits: bounds on axes.

    Cost: O(cells) for each that is tried; of more than 16,384 cells none is.

    >>> found = nearest(np.array([0, 1, 4, 5, 2, 3, 6, 9]), (3, 4), (2, 2, 2))
    >>> found.text, found.differing, found.first
    ('x[:2], rearrange a (b c) -> b a c, c=2', 1, 7)
    """
    flat = sources.reshape(-1)
    if not 0 < flat.size <= _CELLS or not all(before):
        return None
    best: Nearest | None = None
    for names, address, text, made in _tried(flat, before, after, limits):
        differ = np.flatnonzero(made != flat)
        if differ.size < (flat.size if best is None else best.differing):
            best = Nearest(names, address, text, int(differ.size), flat.size, int(differ[0]) if differ.size else 0)
    return best


def _tried(
    flat: IntArray, before: Shape, after: Shape, limits: Limits
) -> Iterator[tuple[tuple[Sentence, ...], Address, str, IntArray]]:
    """What is tried, each with the sources that it gives."""
    cells = np.arange(flat.size, dtype=np.int64)
    for way in _ways(before, after, limits):
        plan = registry()[way.op].read(way.texts, limits).plan(limits) if way.op in registry() else None
        if plan is not None and way.op != "reduce":
            sizes = "".join(f", {name}={size}" for name, size in way.sizes.items())
            yield way.names, Address(way.op, way.texts), f"{way.pattern}{sizes}", plan.maps[0].sources(cells)[:, 0]
    for made in _suggested(flat, after):
        if made.min() >= 0 and made.max() < prod(before):
            inferred = infer(made, before, after, limits)
            if inferred.found:
                address, text = shown(inferred, before)
                yield (), address, text, made


def _ways(before: Shape, after: Shape, limits: Limits) -> tuple[Way, ...]:
    try:
        return between(before, after, limits, _WAYS).ways
    except PatternError:
        return ()  # as where a slice was taken


def _suggested(flat: IntArray, after: Shape) -> Iterator[IntArray]:
    """The sources as sums of digits times steps, where most cells decide what a step is."""
    splits = [[(size,), *((size // part, part) for part in divisors(size)[1:-1])] for size in after if size > 1]
    seen: set[bytes] = set()
    for chosen in islice(product(*splits), _SPLITS):
        sizes = tuple(size for parts in chosen for size in parts)
        digits = np.indices(sizes).reshape(len(sizes), -1) if sizes else np.empty((0, 1), dtype=np.int64)
        table = flat.reshape(sizes)
        steps = [_usual(np.diff(table, axis=axis)) for axis in range(len(sizes))]
        moved = reduce(np.add, (step * digit for step, digit in zip(steps, digits, strict=True)), np.zeros_like(flat))
        made = moved + _usual(flat - moved)
        if made.tobytes() not in seen:
            seen.add(made.tobytes())
            yield made


def _usual(numbers: IntArray) -> int:
    """The number that comes most often; of several the smallest."""
    found, counts = np.unique(numbers, return_counts=True)
    return int(found[counts.argmax()])
