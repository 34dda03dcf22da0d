"""How depth is shown where nobody says it: legible first, then as large as the screen has room for."""

from collections.abc import Sequence
from math import log

from einscope.core.scene.layout.depth import SHOWN, TIGHT, Shown, depths
from einscope.core.scene.layout.layout import CELL
from einscope.core.scene.layout.paper import LARGEST, Reach, sizes
from einscope.core.scene.layout.sketch import Draw, Sketch

STAGES = ((1090.0, 540.0), (390.0, 420.0))
"""The stage on a desk and in a hand, in pixels of the screen."""
_NUMBERED = 16.0  # screen pixels of a cell whose number can be read; less counts much
_WORTH = 0.05  # how much larger, in logarithms, tiles must be to be preferred to a stack that hides nothing
_TILED = 18.0  # screen pixels on a desk that a cell must have for many tiles to be preferred to a stack that hides some


def chosen(
    figures: Sequence[Draw], letters: Sequence[int], wanted: Shown | None, unit: float = 1.0
) -> tuple[Shown | None, list[Sketch]]:
    """The figures with their planes as wanted, or as they are read best; and which that is, None where there are none.

    Args:
        figures: what lays each of them out, the output last.
        letters: how many the caption of each has.
        wanted: what somebody chose.
        unit: how much larger than usual what surrounds the cells is.

    Cost: O(ways for planes to stand · rank · figures).
    """
    flat = [draw(TIGHT) for draw in figures]
    if all(drawn.planes < 2 for drawn in flat):
        return None, flat
    tried = {shown: _best(figures, flat, letters, shown, unit) for shown in ((wanted,) if wanted else SHOWN)}
    if wanted:
        return wanted, tried[wanted][0]
    stack, tiles = (_sizes(reaches, unit) for _, reaches in tried.values())
    hides = any(drawn.depth == TIGHT and drawn.planes > 1 for drawn in tried["stack"][0])
    better = tiles[0] >= _TILED if hides else _merit(tiles) > _merit(stack) + _WORTH
    found: Shown = "tiles" if better else "stack"
    return found, tried[found][0]


def _best(
    figures: Sequence[Draw], flat: Sequence[Sketch], letters: Sequence[int], shown: Shown, unit: float
) -> tuple[list[Sketch], list[Reach]]:
    """Figure after figure the way that leaves the largest cells, the others standing as they do; with their reaches.

    Each begins as it would beside one like itself: two long rows would keep each other long.
    """
    options = [
        [draw(depth) for depth in depths(drawn.opened, drawn.counts, drawn.named, shown, drawn.movable)]
        if drawn.planes > 1
        else [drawn]
        for draw, drawn in zip(figures, flat, strict=True)
    ]
    reaches = [
        [Reach.of(drawn, own, unit) for drawn in drawings] for drawings, own in zip(options, letters, strict=True)
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
    return [drawings[at] for drawings, at in zip(options, best, strict=True)], standing


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
