"""How the planes of a figure stand: behind each other as a stack, or in full beside and below each other as tiles."""

from collections.abc import Sequence
from math import prod
from typing import Literal, NamedTuple

from einscope.core.scene.layout.directions import Lanes

Shown = Literal["stack", "tiles"]
SHOWN: tuple[Shown, ...] = ("stack", "tiles")
_FANNED = 128  # cells of a figure up to which planes of a stack cover only each other's edges


class Stack(NamedTuple):
    """Behind each other: so close that planes are told apart by their edges, or ``fanned`` out, so that all is read."""

    fanned: bool = False


class Tiles(NamedTuple):
    """In rows, read like text.

    Args:
        down: the parts along which the next plane stands below; along all others it stands beside.
        fold: an axis and how many of its digits stand in a row, the next of them below; None: no row is broken within
            one.
    """

    down: tuple[int, ...] = ()
    fold: tuple[int, int] | None = None


Depth = Stack | Tiles
TIGHT = Stack()


def depths(
    opened: Lanes, counts: Sequence[int], named: Sequence[int], shown: Shown, movable: bool = True
) -> tuple[Depth, ...]:
    """The ways in which the planes of a figure may stand.

    Args:
        opened: the lanes of the figure while it is open.
        counts: how many digits of each elementary axis are drawn.
        named: how many of them belong to the window: an axis that goes on behind it is not folded.
        shown: which kind of them.
        movable: whether planes may stand elsewhere than behind each other: not where axes share steps.

    Cost: O(rank · √digits).

    >>> depths(Lanes((), (), ((0,),)), [6], [6], "tiles")[1:]
    (Tiles(down=(), fold=(0, 3)), Tiles(down=(), fold=(0, 2)), Tiles(down=(0,), fold=None))
    """
    parts = [part for parts in opened.depth for part in parts]
    if shown == "stack" or not movable:
        cells = prod([counts[part] for part in opened.axes])
        return (Stack(fanned=cells <= _FANNED),)
    found = [Tiles()]
    for place, part in enumerate(parts):
        count = counts[part]
        if count < 2:
            continue
        if count == named[part] and count <= _FANNED:
            broken = [every for every in range(count // 2, 1, -1) if count % every == 0]
            found += [Tiles(tuple(parts[:place]), (part, every)) for every in broken]
        found.append(Tiles(tuple(parts[: place + 1])))
    return tuple(found)


def tiled(
    along: Lanes, counts: Sequence[int], named: Sequence[int], depth: Tiles
) -> tuple[Lanes, tuple[int, ...], tuple[int, ...]]:
    """The lanes of tiles: planes run down and along just outside of the image. A fold is one more axis, the last.

    >>> tiled(Lanes((), ((0,),), ((1,),)), [3, 6], [3, 6], Tiles((), (1, 3)))
    (Lanes(row=((2,), ()), column=((1,), (0,)), depth=()), (3, 3, 2), (3, 3, 2))
    """
    first, fold = depth
    parts = [part for parts in along.depth for part in parts]
    down = [part for part in parts if part in first]
    beside = [part for part in parts if part not in first]
    if fold and fold[0] in beside:
        axis, every = fold
        down.append(len(counts))
        counts, named = ((*each[:axis], every, *each[axis + 1 :], each[axis] // every) for each in (counts, named))
    return Lanes(_inside(along.row, down), _inside(along.column, beside), ()), tuple(counts), tuple(named)


def _inside(lane: Sequence[tuple[int, ...]], planes: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """A lane with the planes' axes just outside its innermost axis, which is the image's."""
    if not planes:
        return tuple(lane)
    return (*lane[:-1], tuple(planes), *(lane[-1:] or ((),)))
