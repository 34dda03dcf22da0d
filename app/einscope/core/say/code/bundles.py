"""Elementary axes that stay next to each other: splitting them and joining them again would do nothing."""

from dataclasses import dataclass
from itertools import pairwise
from math import prod

from einscope.core.plan import Arrangement, Axis


@dataclass(frozen=True, slots=True)
class Bundles:
    """Axes tied together where both sides have them together.

    Args:
        sizes: of every bundle.
        left: the bundles of the input, slowest first.
        right: those of the output.
    """

    sizes: tuple[int, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]


def bundled(left: Arrangement, right: Arrangement, axes: tuple[Axis, ...]) -> Bundles:
    """Tie the axes of two sides into as few bundles as there can be.

    Two axes are tied if one follows the other inside a tensor axis of both sides, or of one where the other has
    neither: two reduced axes, or two new ones.

    Cost: O(rank).

    >>> bundled(((0, 1, 2),), ((2,), (0, 1)), (Axis("a", 2), Axis("b", 3), Axis("c", 5)))  # (a b c) -> c (a b)
    Bundles(sizes=(6, 5), left=(0, 1), right=(1, 0))
    """
    sides = [_followers(side) for side in (left, right)]
    here = [{axis for parts in side for axis in parts} for side in (left, right)]

    def tied(axis: int, follower: int) -> bool:
        return all(
            followers.get(axis) == follower or not {axis, follower} & members
            for followers, members in zip(sides, here, strict=True)
        )

    followers = {axis: follower for side in sides for axis, follower in side.items() if tied(axis, follower)}
    heads = [axis for axis in range(len(axes)) if axis not in followers.values()]
    bundles = [_chain(head, followers) for head in heads]
    numbers = {head: number for number, head in enumerate(heads)}
    return Bundles(
        tuple(prod(axes[axis].size for axis in bundle) for bundle in bundles),
        tuple(numbers[axis] for parts in left for axis in parts if axis in numbers),
        tuple(numbers[axis] for parts in right for axis in parts if axis in numbers),
    )


def _followers(side: Arrangement) -> dict[int, int]:
    """The next axis inside the same tensor axis."""
    return {axis: follower for parts in side for axis, follower in pairwise(parts)}


def _chain(head: int, followers: dict[int, int]) -> list[int]:
    chain = [head]
    while chain[-1] in followers:
        chain.append(followers[chain[-1]])
    return chain
