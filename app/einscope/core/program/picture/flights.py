"""The flights of a line: one for each parent, and one for cells that come from nowhere."""

from collections.abc import Sequence

import numpy as np

from einscope.core.errors import Sentence, say
from einscope.core.map import NO_SOURCE, IntArray
from einscope.core.program.picture.blocks import Blocks
from einscope.core.program.picture.colours import Colours, Dyed
from einscope.core.program.picture.labels import Labels
from einscope.core.program.picture.shown import Shown
from einscope.core.scene.flight import Flight, inset, stages
from einscope.core.scene.layout.paper import Paper
from einscope.core.scene.layout.sketch import Sketch
from einscope.core.scene.tint.tint import Tint
from einscope.core.values import Data

_WHOLE = inset(0, 1)
_BESIDE = 4  # blocks that stand side by side in a cell of the output


def flights_of(
    drawn: Sequence[Sketch],
    blocks: Sequence[Blocks],
    colours: Colours,
    sheet: Paper,
    line: int | None,
    labels: Labels,
) -> tuple[Flight, ...]:
    """The flights of the parents' blocks to where the output has them; one for each place in a cell of the output.

    Args:
        drawn: the parents laid out, and the output.
        blocks: of each parent.
        colours: of the program's cells.
        sheet: where the figures stand.
        line: of the statement; None: of the program as a whole.
        labels: of cells that are made of several.
    """
    target = drawn[-1]
    output = len(drawn) - 1
    most = pile(blocks)
    flights: list[Flight] = []
    for parent, (source, block) in enumerate(zip(drawn[:-1], blocks, strict=True)):
        counts = source.drawing.counts
        for place in (np.unique(block.place).tolist() or [0]) if 1 < most <= _BESIDE else [None]:
            here = slice(None) if place is None else block.place == place
            values = block.values and tuple(np.array(block.values, dtype=np.object_)[here].tolist())
            flights.append(
                Flight(
                    parent,
                    stages(((parent, source.closed),) * 2 + ((output, target.closed),) * 2, sheet, _captions(line)),
                    counts,
                    target.drawing.counts,
                    (),
                    _WHOLE if place is None else inset(place, most),
                    tint(colours, len(counts)),
                    (tuple(block.start[here].tolist()), tuple(block.end[here].tolist())),
                    *_dyed(colours.of(block.sources[here]), labels, block.counts[here], values),
                )
            )
    return tuple(flights)


def pile(blocks: Sequence[Blocks]) -> int:
    """The most blocks that meet in one cell of the output: a few stand side by side, more lie on one another."""
    return max((int(block.place.max()) + 1 for block in blocks if len(block.place)), default=1)


def beside(blocks: Sequence[Blocks]) -> bool:
    """Whether blocks that meet in a cell of the output stand side by side in it."""
    return pile(blocks) <= _BESIDE


def together(blocks: Sequence[Blocks], cells: int, counts: IntArray) -> IntArray:
    """Of how many cells each of the output's is made where blocks lie on one another in it, 0 elsewhere.

    Args:
        blocks: of each parent.
        cells: of the output that are shown.
        counts: of how many cells of the program's inputs each of them is made.
    """
    lying = np.zeros(cells, dtype=np.int64)
    for block in () if beside(blocks) else blocks:
        lying += np.bincount(block.end, minlength=cells)
    return np.where(lying > 1, np.where((counts > 1) | (counts < 0), counts, lying), 0)


def anew(
    target: Sketch,
    output: int,
    frame: Shown,
    numbers: IntArray,
    colours: Colours,
    sheet: Paper,
    line: int | None,
) -> Flight:
    """Cells that come from nowhere: they stand where they are.

    ``numbers``: those that the cells shown have all the same, as where they are numbered anew.
    """
    there = np.flatnonzero((frame.sources == NO_SOURCE).all(axis=1))
    places = tuple(there.tolist())
    dyed = colours.of(numbers[there])
    return Flight(
        output,
        stages(((output, target.closed),) * 4, sheet, _captions(line)),
        target.drawing.counts,
        target.drawing.counts,
        (),
        _WHOLE,
        tint(colours, len(target.drawing.counts)),
        (places, places),
        *_dyed(dyed, Labels(), np.ones(len(there), dtype=np.int64)),
    )


def _dyed(
    dyed: Dyed, labels: Labels, counts: IntArray, values: Data | None = None
) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    numbers = labels.numbers(dyed.numbers, counts, values)
    return tuple(numbers.tolist()), tuple(dyed.hues.tolist()), tuple(dyed.levels.tolist())


def tint(colours: Colours, axes: int) -> Tint:
    """The colours of blocks that have each their own: no digit tells them."""
    return Tint((0,) * axes, (0,) * axes, colours.levels, 0, shades=colours.shades)


def _captions(line: int | None) -> tuple[Sentence, ...]:
    if line is None:
        first, last = say("input"), say("output")
        return first, first, last, last
    before, after = say("before line {line}", line=line), say("after line {line}", line=line)
    return before, before, after, after
