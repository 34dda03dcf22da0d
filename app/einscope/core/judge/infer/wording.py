"""Digits as the text of an einops pattern: names, brackets, and the sizes that do not follow from the shape."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from string import ascii_lowercase

from einscope.core.judge.infer.walk import Digit

Groups = Sequence[Sequence[Digit]]


@dataclass(frozen=True, slots=True)
class Wording:
    """A pattern and the sizes of the axes of it that do not follow from the shape."""

    pattern: str
    sizes: dict[str, int]


def worded(left: Groups, right: Groups) -> Wording:
    """The pattern whose composite axes are these, on either side; an axis of size 1 is an empty group.

    The first axis of a composite of the input follows from its size; new axes and the others are given.

    >>> h, p, r = Digit(0, 2, 3, 0, 2), Digit(0, 1, 2, 0, 1), Digit(1, 1, 4, None, 0)
    >>> worded([[h, p], []], [[p, h, r]])
    Wording(pattern='(a p1) 1 -> (p1 a b)', sizes={'p1': 2, 'b': 4})
    """
    names = _names(left, right)
    given = [digit for group in left for digit in group[1:]]
    given += [digit for digit in _all(right) if digit.axis is None]
    sizes = {names[digit]: digit.size for digit in given}
    return Wording(f"{_side(left, names)} -> {_side(right, names)}".strip(), sizes)


def share_batch(left: list[list[Digit]], right: list[list[Digit]]) -> None:
    """A first axis of size 1 on either side is one axis with a name, so that the pattern serves a larger one."""
    if left and right and not left[0] and not right[0]:
        batch = Digit(target=0, period=1, size=1, axis=0, step=0)
        left[0].append(batch)
        right[0].append(batch)


def _all(groups: Groups) -> Iterator[Digit]:
    return (digit for group in groups for digit in group)


def _side(groups: Groups, names: dict[Digit, str]) -> str:
    texts = (" ".join(names[digit] for digit in group) for group in groups)
    return " ".join(f"({text})" if " " in text else text or "1" for text in texts)


def _names(left: Groups, right: Groups) -> dict[Digit, str]:
    """Letters in the order of the pattern; p1, p2 … for offsets within blocks."""
    offsets = _offsets(left, right)
    letters = iter([*ascii_lowercase, *(f"a{number}" for number in range(1, 65))])
    numbers = count(1)
    names: dict[Digit, str] = {}
    for digit in [*_all(left), *_all(right)]:
        if digit not in names:
            names[digit] = f"p{next(numbers)}" if digit in offsets else next(letters)
    return names


def _offsets(left: Groups, right: Groups) -> set[Digit]:
    """The axes that only ever stand in brackets, and not first in those of the image.

    The image is taken to be the side with more brackets, or else with more axes: ``a (b p1) (c p2) d``.
    """

    def rank(side: Groups) -> tuple[int, int]:
        return sum(len(group) > 1 for group in side), len(side)

    image, other = (left, right) if rank(left) >= rank(right) else (right, left)
    bracketed = {digit for group in other if len(group) > 1 for digit in group}
    return {digit for group in image for digit in group[1:] if digit in bracketed}
