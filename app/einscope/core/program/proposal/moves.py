"""What to try next where a run was refused: told by what was refused, and by what is computed at that place."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain
from math import gcd, prod

from einscope.core.errors import PatternError, Sentence
from einscope.core.fields import Value
from einscope.core.plan import Shape
from einscope.core.program.proposal.guess import Guess

SIZES = (2, 4, 8, 1, 3, 6, 12, 16, 9, 5, 32)
NUMBERS = (2, 1, 4, 3, 8, 0, 6, 16)
LARGEST = 64
"""The largest size that is tried: tensors stay small."""

_KINDS: tuple[Value, ...] = (2, (2, 2), (2, 2, 2), None, False, True, 1, ((2, 2),))
_RANKS = (3, 4, 2, 5, 1, 6)
_ABOUT_KIND = ("program-type", "program-attribute", "program-call", "program-unpack", "program-index")
_INTEGER = re.compile(r"-?\d+")
_UNTOLD = 3
"""How far from fitting it is where a refusal does not say."""

_NOTHING = 9
"""How far cells are from fitting into none at all."""

_NEAR = 4
"""Of so many tensors, the nearest, other ranks are tried."""


def moves(
    guess: Guess, fault: PatternError, near: Sequence[str], free: Set[str], words: Mapping[str, Sequence[str]]
) -> Iterator[Guess]:
    """Guesses that differ from one that was refused, the most promising first.

    Args:
        guess: that was refused.
        fault: how.
        near: what the values at that place come from, the nearest first.
        free: names that may be given otherwise.
        words: that names are compared with, by the last part of a name.
    """
    numbers = _numbers(fault.message)
    wanted = _ratio(fault.message)
    names = [name for name in dict.fromkeys(key.partition("[")[0] for key in near) if name in free]
    tensors = {name: shape for name in names if (shape := guess.shape(name)) is not None}
    several = [*tensors][:_NEAR]
    if fault.code == "program-unpack" and len(numbers) > 1:
        by = _named(fault.message, "wanted") - _named(fault.message, "count")
        for name in several:
            yield guess.shaped(name, ranked(tensors[name], len(tensors[name]) + by))
        for name in several:
            yield guess.shaped(name, (_named(fault.message, "wanted"), *tensors[name][1:]))
        for name in names:
            if isinstance(guess.values.get(name), (int, tuple)):
                yield guess.valued(name, (2,) * _named(fault.message, "wanted"))
    if fault.code == "program-type" and "list of tensors" in fault.message.template:
        for name, shape in tensors.items():
            others = {key: old for key, old in guess.shapes.items() if key != name}
            yield Guess({**others, f"{name}[0]": shape, f"{name}[1]": shape}, guess.values)
    for name in names:
        yield from (guess.valued(name, word) for word in words.get(name.rpartition(".")[2], ()) if name in guess.values)
    if fault.code in _ABOUT_KIND:
        yield from _of_another_kind(guess, names)
    by_cells = wanted is None or "wanted" in fault.message.values
    if fault.code != "program-number" and by_cells:
        for name in several:
            for rank in _ranks(fault.message, len(tensors[name])):
                yield guess.shaped(name, ranked(tensors[name], rank))
    yield from _sizes(guess, near, free, numbers, wanted)
    if fault.code not in _ABOUT_KIND:
        yield from _of_another_kind(guess, names)
    for name in names:
        if name not in guess.values and name not in tensors:  # it has a default, which does not fit
            yield from (guess.valued(name, number) for number in NUMBERS)
    for name in several:
        for rank in _RANKS:
            yield guess.shaped(name, ranked(tensors[name], rank))
    rest = [name for name in [*guess.values, *guess.shapes] if name in free and name not in names]
    yield from _sizes(guess, rest, free, numbers, wanted)


def ranked(shape: Shape, rank: int) -> Shape:
    """A shape with more or fewer axes, as like as can be: the first and the last stay.

    >>> ranked((1, 4, 4, 2), 5), ranked((1, 4, 4, 2), 2), ranked((3,), 3), ranked((1, 4), 0)
    ((1, 2, 4, 4, 2), (1, 2), (1, 4, 3), ())
    """
    if rank <= 0:
        return ()
    if len(shape) > rank:
        return (*shape[:1], *shape[len(shape) - rank + 1 :])
    while len(shape) < rank:
        shape = (1, *shape) if len(shape) < 2 else (shape[0], 4 if len(shape) == 2 else 2, *shape[1:])
    return shape


def misfit(message: Sentence) -> int:
    """How far cells are from fitting, where that is what is refused: factors that are missing or too many."""
    ratio = _ratio(message)
    if ratio is None:
        return _UNTOLD
    times, by = ratio
    if not times:
        return _NOTHING
    return sum(_factors(times)) + sum(_factors(by))


def _factors(number: int) -> Iterator[int]:
    divisor = 2
    while number > 1 and divisor <= LARGEST:
        while number % divisor == 0:
            yield 1
            number //= divisor
        divisor += 1


def _numbers(message: Sentence) -> list[int]:
    """The whole numbers that a sentence says."""
    texts = (str(value) for value in message.values.values() if not isinstance(value, float))
    return list(
        dict.fromkeys(int(digits) for text in texts for digits in _INTEGER.findall(text)[:16] if len(digits) < 9)
    )


def _named(message: Sentence, name: str) -> int:
    value = message.values.get(name)
    return value if isinstance(value, int) else 0


def _ratio(message: Sentence) -> tuple[int, int] | None:
    """By what cells would have to be multiplied and divided to fit, where a sentence says both."""
    cells, wanted = message.values.get("cells"), message.values.get("wanted")
    here, there = message.values.get("here"), message.values.get("there")
    if isinstance(here, int) and isinstance(there, int) and here > 0 and there > 0:
        return there // gcd(here, there), here // gcd(here, there)
    if not isinstance(cells, int) or not isinstance(wanted, str) or cells <= 0:
        return None
    sizes = [int(digits) for digits in _INTEGER.findall(wanted)]
    product = prod(size for size in sizes if size > 0)
    common = gcd(cells, product)
    return product // common, 1 if min(sizes, default=0) < 0 else cells // common


def _ranks(message: Sentence, rank: int) -> Iterator[int]:
    """Ranks that a refusal may speak of: as many axes more or fewer as it counts, or as many as it names."""
    counts = [value for value in message.values.values() if type(value) is int]
    by = abs(counts[0] - counts[1]) if len(counts) == 2 and _ratio(message) is None else 0
    ranks = dict.fromkeys([rank - by, rank + by, *(number for number in _numbers(message) if number > 1)])
    yield from (other for other in ranks if 0 < other <= _RANKS[-1] and other != rank)


def _of_another_kind(guess: Guess, names: Iterable[str]) -> Iterator[Guess]:
    usual = next(iter(guess.shapes.values()), (1, 4, 4, 2))
    for name in names:
        value = guess.values.get(name)
        for other in _KINDS:
            if (
                guess.shape(name) is not None
                or type(other) is not type(value)
                or (other != value and isinstance(other, tuple))
            ):
                yield guess.valued(name, other)
        if name in guess.values:
            yield guess.shaped(name, usual)


def _sizes(
    guess: Guess, near: Iterable[str], free: Set[str], numbers: Sequence[int], wanted: tuple[int, int] | None
) -> Iterator[Guess]:
    """Other sizes of axes, and other numbers: of one alone, or of all that are equal in a tensor or a tuple."""
    places = list(dict.fromkeys(place for key in near for place in _places(guess, key) if place[0] in free))
    offers = [list(_candidates(_at(guess, place), place, numbers, wanted)) for place in places]
    # Each place's best offers first, then each one's next best.
    order = sorted((rank + at, at, rank) for at, offer in enumerate(offers) for rank in range(len(offer)))
    for _, at, rank in order:
        name, axes = places[at]
        yield _with(guess, name, axes, offers[at][rank])


def _sizes_of(guess: Guess, name: str) -> Value:
    shape = guess.shape(name)
    return guess.values.get(name) if shape is None else shape


Place = tuple[str, tuple[int, ...]]
"""A name, and axes of it that get one size; none: the number itself."""


def _places(guess: Guess, key: str) -> Iterator[Place]:
    name, _, rest = key.partition("[")
    sizes = _sizes_of(guess, name)
    if isinstance(sizes, int) and not isinstance(sizes, bool):
        yield name, ()
    if not isinstance(sizes, tuple) or not all(isinstance(size, int) for size in sizes):
        return
    if rest:
        at = int(rest.rstrip("]"))
        if -len(sizes) <= at < len(sizes):
            yield name, (at % len(sizes),)
        return
    alike = [
        tuple(at for at, size in enumerate(sizes) if size == value) for value in dict.fromkeys(sizes) if value != 1
    ]
    yield from ((name, axes) for axes in alike if len(axes) > 1)
    yield from ((name, (at,)) for at in reversed(range(len(sizes))))


def _at(guess: Guess, place: Place) -> int:
    name, axes = place
    sizes = _sizes_of(guess, name)
    return sizes[axes[0]] if axes else sizes  # type: ignore[index,return-value]


def _with(guess: Guess, name: str, axes: tuple[int, ...], size: int) -> Guess:
    sizes = _sizes_of(guess, name)
    if not axes or not isinstance(sizes, tuple):
        return guess.valued(name, size)
    changed = tuple(size if at in axes else old for at, old in enumerate(sizes))
    return guess.shaped(name, changed) if guess.shape(name) is not None else guess.valued(name, changed)  # type: ignore[arg-type]


def _candidates(size: int, place: Place, numbers: Sequence[int], wanted: tuple[int, int] | None) -> Iterator[int]:
    """Other sizes for one: what would fit, what the refusal speaks of, and small ones."""
    times, by = wanted or (1, 1)
    fitting = [size * times // by] if size * times % by == 0 else []
    usual = SIZES if place[1] else NUMBERS
    inverse = [size * by // times] if times and size * by % times == 0 else []
    named: Mapping[int, None] = dict.fromkeys(
        chain(fitting, inverse, (number for number in numbers if number > 1), usual)
    )
    yield from (other for other in named if other != size and (0 < other <= LARGEST or (other == 0 and not place[1])))
