"""How depth is shown where nobody says it: legible first, then as large as the screen has room for."""

from collections.abc import Mapping, Sequence
from math import log

from einscope.core.scene.layout.depth import SHOWN, TIGHT, Depth, Shown
from einscope.core.scene.layout.layout import CELL
from einscope.core.scene.layout.paper import LARGEST, Reach, sizes
from einscope.core.scene.layout.sketch import Drawing, Sketch

STAGES = ((1090.0, 540.0), (390.0, 420.0))
"""The stage on a desk and in a hand, in pixels of the screen."""
_NUMBERED = 16.0  # screen pixels of a cell whose number can be read; less counts much
_WORTH = 0.05  # how much larger, in logarithms, tiles must be to be preferred to a stack that hides nothing
_TILED = 18.0  # screen pixels on a desk that a cell must have for many tiles to be preferred to a stack that hides some


def chosen(
    figures: Sequence[Drawing], letters: Sequence[int], wanted: Shown | None, unit: float = 1.0
) -> tuple[Shown | None, list[Sketch]]:
    """The figures with their planes as wanted, or as they are read best; and which that is, None where there are none.

    Args:
        figures: what lays each of them out, the output last.
        letters: how many the caption of each has.
        wanted: what somebody chose.
        unit: how much larger than usual what surrounds the cells is.

    Cost: O(ways for planes to stand · rank · figures).
    """
    if all(figure.planes < 2 for figure in figures):
        return None, [figure.sketch(TIGHT) for figure in figures]
    tried = {shown: _best(figures, letters, shown, unit) for shown in ((wanted,) if wanted else SHOWN)}
    found = wanted or _better(figures, tried, unit)
    return found, [figure.sketch(depth) for figure, depth in zip(figures, tried[found][0], strict=True)]


_Tried = tuple[list[Depth], list[Reach]]
"""How the planes of each figure stand, and how far it then reaches."""


def _better(figures: Sequence[Drawing], tried: Mapping[Shown, _Tried], unit: float) -> Shown:
    """Which of both ways to show depth is read better."""
    stacked, stack = tried["stack"]
    _, tiles = tried["tiles"]
    hides = any(depth == TIGHT and figure.planes > 1 for figure, depth in zip(figures, stacked, strict=True))
    cells = _sizes(tiles, unit)
    better = cells[0] >= _TILED if hides else _merit(cells) > _merit(_sizes(stack, unit)) + _WORTH
    return "tiles" if better else "stack"


def _best(figures: Sequence[Drawing], letters: Sequence[int], shown: Shown, unit: float) -> _Tried:
    """Figure after figure the way that leaves the largest cells, the others standing as they do; with their reaches.

    Each begins as it would beside one like itself: two long rows would keep each other long.
    """
    options = [figure.ways(shown) for figure in figures]
    reaches = [
        [Reach.around(figure.furthest(depth), own, unit) for depth in ways]
        for figure, ways, own in zip(figures, options, letters, strict=True)
    ]
    several = [number for number, own in enumerate(reaches) if len(own) > 1]
    best = [0] * len(reaches)
    for number in several[1:]:  # the first is chosen before anybody asks how it stands
        best[number] = _largest([[reach] * 2 for reach in reaches[number]], unit)
    standing = [own[at] for own, at in zip(reaches, best, strict=True)]
    for number in several:
        ways = [[*standing[:number], reach, *standing[number + 1 :]] for reach in reaches[number]]
        best[number] = _largest(ways, unit)
        standing = ways[best[number]]
    return [ways[at] for ways, at in zip(options, best, strict=True)], standing


def _largest(ways: Sequence[Sequence[Reach]], unit: float) -> int:
    """Which of these ways to stand leaves the largest cells."""
    merits = [_merit(_sizes(reaches, unit)) for reaches in ways]
    return merits.index(max(merits))


def _sizes(reaches: Sequence[Reach], unit: float) -> list[float]:
    """How large a cell is on each stage, in screen pixels."""
    papers = sizes(reaches, unit)
    return [CELL * max([min(x / wide, y / high, LARGEST) for wide, high in papers]) for x, y in STAGES]


def _merit(each: Sequence[float]) -> float:
    return sum(log(size) + 3 * min(0.0, log(size / _NUMBERED)) for size in each)
