"""The sizes with which a pattern leads from one shape to another."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from einscope.core.pattern.parser import Dimension, parse
from einscope.core.plan import Shape

_LARGEST = 2**16  # divisors that are tried one by one
_TRIED = 64  # sizes of one axis that does not follow
_PART = 2  # a composite axis of the input is split: none of its parts is 1


@dataclass(frozen=True, slots=True)
class _Product:
    """What the sizes of some axes come to."""

    names: tuple[str, ...]
    size: int


def solved(pattern: str, before: Shape, after: Shape, given: Mapping[str, int]) -> Iterator[dict[str, int]]:
    """Every choice of sizes of a pattern's axes with which it leads from a shape to a shape.

    Args:
        pattern: without an ellipsis.
        before: the shape of the input, all sizes at least 1.
        after: that of the output.
        given: sizes that it must have.

    Cost: a pattern has few axes that do not follow, and each is tried with the divisors of one size.

    >>> list(solved("b (h p) (w q) c -> (b h w) p q c", (1, 4, 6, 1), (6, 2, 2, 1), {}))
    [{'b': 1, 'h': 2, 'p': 2, 'w': 3, 'q': 2, 'c': 1}]
    >>> list(solved("(a b) -> (b a)", (12,), (12,), {}))[:2]
    [{'a': 2, 'b': 6}, {'a': 3, 'b': 4}]
    """
    sides = parse(pattern)
    if (len(sides.left.dimensions), len(sides.right.dimensions)) != (len(before), len(after)):
        return
    wanted = [
        *map(_product, sides.left.dimensions, before),
        *map(_product, sides.right.dimensions, after),
    ]
    names = list(dict.fromkeys(item.text for side in (sides.left, sides.right) for item in side.items))
    split = {item.text for each in sides.left.dimensions if len(each.items) > 1 for item in each.items}
    for sizes in _choices(wanted, dict(given)):
        if all(sizes[name] >= _PART for name in split if name in sizes):
            yield {name: sizes[name] for name in names if name in sizes}


@lru_cache(maxsize=256)
def divisors(number: int) -> tuple[int, ...]:
    """The divisors of a number, smallest first; of a large one those that are made of small primes and the rest.

    Cost: O(2¹⁶) the first time, and as many as there are.

    >>> divisors(12), divisors(2**31 - 1)
    ((1, 2, 3, 4, 6, 12), (1, 2147483647))
    """
    found, rest, prime = {1}, number, 2
    while rest > 1:
        if prime > _LARGEST or prime * prime > rest:
            prime = rest
        while rest % prime == 0:
            rest //= prime
            found |= {prime * each for each in found}
        prime += 1
    return tuple(sorted(found))


def _product(dimension: Dimension, size: int) -> _Product:
    """An axis of a tensor; numbers in it are divided out, and where that leaves a rest nothing fits."""
    names = tuple(item.text for item in dimension.items if item.kind == "name")
    for number in (int(item.text) for item in dimension.items if item.kind == "number"):
        size = size // number if number and size % number == 0 else 0
    return _Product(names, size)


def _choices(products: list[_Product], sizes: dict[str, int]) -> Iterator[dict[str, int]]:
    open_ones: list[_Product] = []
    for product in products:
        rest = product.size
        for size in (sizes[name] for name in product.names if name in sizes):
            rest = rest // size if rest % size == 0 else 0
        unknown = tuple(name for name in product.names if name not in sizes)
        if rest < 1 or (not unknown and rest != 1):
            return
        if unknown:
            open_ones.append(_Product(unknown, rest))
    if not open_ones:
        yield sizes
        return
    least = min(open_ones, key=lambda product: len(product.names))
    name = least.names[0]
    for size in [least.size] if len(least.names) == 1 else divisors(least.size)[:_TRIED]:
        yield from _choices(open_ones, {**sizes, name: size})
