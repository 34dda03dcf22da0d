"""How depth is shown where nobody says it: legible first, then as large as the screen has room for."""

from collections.abc import Callable, Sequence
from math import log

from einscope.core.scene.layout.depth import SHOWN, TIGHT, Depth, Shown, depths
from einscope.core.scene.layout.layout import CELL
from einscope.core.scene.layout.paper import LARGEST, PLACEMENTS, Needed, Paper, paper
from einscope.core.scene.layout.sketch import Sketch

STAGES = ((1090.0, 540.0), (390.0, 420.0))
"""The stage on a desk and in a hand, in pixels of the screen."""
_NUMBERED = 16.0  # screen pixels of a cell whose number can be read; less counts much
_WORTH = 0.05  # how much larger, in logarithms, tiles must be to be preferred to a stack that hides nothing
_TILED = 18.0  # screen pixels on a desk that a cell must have for many tiles to be preferred to a stack that hides some

Draw = Callable[[Depth], Sketch]


def chosen(
    figures: Sequence[Draw], letters: Callable[[int, Sketch], int], wanted: Shown | None, unit: float = 1.0
) -> tuple[Shown | None, list[Sketch]]:
    """The figures with their planes as wanted, or as they are read best; and which that is, None where there are none.

    Args:
        figures: what lays each of them out, the output last.
        letters: how many its caption has.
        wanted: what somebody chose.
        unit: how much larger than usual what surrounds the cells is.

    Cost: O(ways for planes to stand · rank · figures).
    """
    flat = [draw(TIGHT) for draw in figures]
    if all(drawn.planes < 2 for drawn in flat):
        return None, flat
    captions = [letters(number, drawn) for number, drawn in enumerate(flat)]
    tried = {shown: _best(figures, flat, captions, shown, unit) for shown in ((wanted,) if wanted else SHOWN)}
    if wanted:
        return wanted, tried[wanted]
    stack, tiles = (_sizes(_paper(drawn, captions, unit)) for drawn in tried.values())
    hides = any(drawn.depth == TIGHT and drawn.planes > 1 for drawn in tried["stack"])
    better = tiles[0] >= _TILED if hides else _merit(tiles) > _merit(stack) + _WORTH
    found: Shown = "tiles" if better else "stack"
    return found, tried[found]


def _best(
    figures: Sequence[Draw], flat: Sequence[Sketch], captions: Sequence[int], shown: Shown, unit: float
) -> list[Sketch]:
    """Figure after figure the way that leaves the largest cells, the others standing as they do.

    Each begins as it would beside one like itself: two long rows would keep each other long.
    """
    options = [
        [draw(depth) for depth in depths(drawn.opened, drawn.counts, drawn.named, shown, drawn.movable)]
        if drawn.planes > 1
        else [drawn]
        for draw, drawn in zip(figures, flat, strict=True)
    ]

    def merit(drawn: Sequence[Sketch], letters: Sequence[int]) -> float:
        return _merit(_sizes(_paper(drawn, letters, unit)))

    best = []
    for own, letters in zip(options, captions, strict=True):
        alone = [merit([drawn] * 2, [letters] * 2) for drawn in own] if len(own) > 1 else [0.0]
        best.append(own[alone.index(max(alone))])
    for number, own in enumerate(options):
        if len(own) > 1:
            best[number] = max(own, key=lambda drawn: merit([*best[:number], drawn, *best[number + 1 :]], captions))
    return best


def _paper(drawn: Sequence[Sketch], captions: Sequence[int], unit: float) -> Paper:
    return paper([Needed.of(*pair) for pair in zip(drawn, captions, strict=True)], unit)


def _sizes(sheet: Paper) -> list[float]:
    """How large a cell is on each stage, in screen pixels."""
    return [
        CELL * max(min(wide / sheet.size[each][0], high / sheet.size[each][1], LARGEST) for each in PLACEMENTS)
        for wide, high in STAGES
    ]


def _merit(sizes: Sequence[float]) -> float:
    return sum(log(size) + 3 * min(0.0, log(size / _NUMBERED)) for size in sizes)
