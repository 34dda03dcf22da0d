"""The scene of a plan: a figure for each tensor, and a flight for each input, on one sheet of paper.

A block's place is its stage's origin plus its digits times the steps; between stages, steps and origins are
interpolated. Pixels are those of the scene, which is scaled to wherever it is shown.
"""

from dataclasses import dataclass
from math import prod

from einscope.core.plan import Plan, Tensor
from einscope.core.scene.figure import Figure, caption, figure
from einscope.core.scene.flight import Flight, Stage, inset, stages, turns
from einscope.core.scene.ghosts import with_ghosts
from einscope.core.scene.layout.choice import chosen
from einscope.core.scene.layout.depth import Shown
from einscope.core.scene.layout.directions import Directions, Lanes, lanes
from einscope.core.scene.layout.layout import CELL, unit_of
from einscope.core.scene.layout.paper import Placement, Point, Reach, paper
from einscope.core.scene.layout.sketch import Drawing, drawing
from einscope.core.scene.layout.spread import spread
from einscope.core.scene.layout.view import viewed
from einscope.core.scene.look import Look
from einscope.core.scene.merged import Merged, apart, of_plan
from einscope.core.scene.rolled import rolled
from einscope.core.scene.stops import calls, shapes, stops
from einscope.core.scene.tint.columns import within
from einscope.core.scene.tint.tint import Tint, tints
from einscope.core.scene.window import Window, windows
from einscope.core.told import told

_CUT_OFF = 2  # digits beyond a window whose cells are drawn although they were cut off


@dataclass(frozen=True, slots=True)
class Scene:
    """The plan as pictures, in pixels of its own that are scaled to wherever it is shown.

    Args:
        windows: for each axis, the digits shown.
        cells: blocks shown.
        cell: side of a block.
        unit: how much larger than usual brackets and captions are, where so many cells fill the screen.
        size: of the paper, for either placement.
        stages: those of the first flight.
        figures: of the inputs and, last, of the output.
        flights: one for each input.
        order: turn of a block in the flight: Σ digit·order.
        merged: labels of cells that are made of several.
        layout: how planes stand: as a ``stack``, or as ``tiles``; null: there is one plane alone.
        apart: how far the output has to be open, 0 to 1, for the blocks that share a cell of it to be told apart; 0:
            they lie beside each other at all times; null: they always lie on one another.
        tint: colours of the first flight, and the shades of all.
    """

    windows: tuple[Window, ...]
    cells: int
    cell: int
    unit: float
    size: dict[Placement, Point]
    figures: tuple[Figure, ...]
    flights: tuple[Flight, ...]
    order: tuple[int, ...]
    tint: Tint
    merged: tuple[Merged, ...] = ()
    layout: Shown | None = None
    apart: float | None = None

    @told
    def stages(self) -> tuple[Stage, ...]:
        """Those of the first flight."""
        return self.flights[0].stages

    def tensors(self, stage: int) -> tuple[str, ...]:
        """The axes of the tensors at a stage, and their shapes behind what makes them; nothing where they are not told.

        >>> from einscope.core.ops import registry
        >>> scene(registry()["einsum"].example_plan(), Look(), 4096).tensors(0)
        ('i j, j k', '2·3, 3·2')
        """
        told = [flight.stages[stage] for flight in self.flights]
        own = [
            (each.axes or "1", f"{each.call or ''} {'·'.join(map(str, each.shape)) or '1'}".strip())
            for each in told
            if each.shape is not None
        ]
        return tuple(", ".join(dict.fromkeys(lines)) for lines in zip(*own, strict=True))


def scene(plan: Plan, look: Look, most: int) -> Scene:
    """The scene of a plan.

    Args:
        plan: with at least one input.
        look: how it is looked at.
        most: how many cells the picture may have where the look does not say.

    Raises:
        PatternError: what the look asks for is not there, in the field that asks for it.

    Cost: O(rank · log(cells)) for each input.

    >>> from einscope.core.ops import registry
    >>> shown = scene(registry()["expand"].example_plan(), Look(), 4096)
    >>> [(stage.name, stage.layout.steps[4][:2]) for stage in shown.stages][::3]  # a step along p2
    [('input', (142.0, 0.0)), ('output', (62.0, 0.0))]
    """
    ways = viewed((*plan.inputs, plan.output), plan.axes, look.views)
    along = [lanes(tensor.arrangement, way) for tensor, way in zip((*plan.inputs, plan.output), ways, strict=True)]
    gathering = spread(along[-1], along[:-1])
    shown = windows(plan.axes, [*along, gathering], look.at, look.show or most, asked=look.show is not None)
    counts = tuple(window.count for window in shown)

    unit = unit_of([*along, gathering], counts)
    said = [
        caption(tensor, way, plan.axes, output=number == len(plan.inputs))
        for number, (tensor, way) in enumerate(zip((*plan.inputs, plan.output), ways, strict=True))
    ]
    letters = [len(str(each)) for each in said]

    laid, sketches = chosen(
        [
            *[
                _drawing(tensor, way, own, plan, shown, unit)
                for tensor, way, own in zip(plan.inputs, ways[:-1], along[:-1], strict=True)
            ],
            drawing(plan.output, ways[-1], counts, counts, along[-1], gathering, unit),
        ],
        letters,
        look.layout,
        unit,
    )
    sources, target = [with_ghosts(each, plan.axes, shown) for each in sketches[:-1]], sketches[-1]
    drawn = [*sources, target]
    sheet = paper([Reach.of(each, own, unit) for each, own in zip(drawn, letters, strict=True)], unit)
    output, captions, colours = len(sources), stops(plan), tints(plan, shown, look.color)
    gathered = (output, target.split), (output, target.closed)
    return Scene(
        shown,
        prod(counts),
        CELL,
        unit,
        sheet.size,
        tuple(
            figure(each, plan.axes, own, sheet.captions(number))
            for number, (each, own) in enumerate(zip(drawn, said, strict=True))
        ),
        tuple(
            Flight(
                number,
                stages(
                    ((number, source.closed), (number, source.split), *gathered),
                    sheet,
                    captions,
                    shaped,
                    calls(plan, tensor, shaped),
                ),
                counts,
                counts,
                index,
                inset(number, output),
                tint,
                rolled=ahead,
                wraps=tensor.wraps,
            )
            for number, (tensor, source, tint) in enumerate(zip(plan.inputs, sources, colours, strict=True))
            for index, ahead in [rolled(tensor, shown)]
            for shaped in [shapes(plan, tensor)]
        ),
        turns(plan.inputs[0], within(plan, plan.inputs[0], counts), counts),
        colours[0],
        of_plan(plan),
        laid,
        apart(target, counts, output),
    )


def _drawing(
    source: Tensor, way: Directions, along: Lanes, plan: Plan, shown: tuple[Window, ...], unit: float
) -> Drawing:
    """What lays an input out, with the cells that were cut off."""
    counts, missing = _with_cut_off(source, plan, shown)
    named = tuple(window.count for window in shown)
    return drawing(source, way, counts, named, along, unit=unit, missing=missing)


def _with_cut_off(
    source: Tensor, plan: Plan, shown: tuple[Window, ...]
) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]]:
    """Digits drawn of the input: a window that reaches the end of a cut-off axis goes on to what was cut.

    What was cut need not be a whole digit; the axes where it is not come with the number of cells that are not there.
    """
    counts = [window.count for window in shown]
    missing: list[tuple[int, int]] = []
    if source.sliding:
        return tuple(counts), ()
    for size, parts in zip(source.shape, source.arrangement, strict=True):
        if not parts:
            continue
        slowest, inner = parts[0], prod([plan.axes[part].size for part in parts[1:]])
        window = shown[slowest]
        if size > inner * plan.axes[slowest].size and window.start + window.count == plan.axes[slowest].size:
            counts[slowest] = min(-(-size // inner) - window.start, window.count + _CUT_OFF)
            # Where not even one block is whole, brackets still span one, and need the room.
            if window.count and len(parts) > 1 and counts[parts[1]] == plan.axes[parts[1]].size:
                missing.append((slowest, max(0, (window.start + counts[slowest]) * inner - size)))
    return tuple(counts), tuple(missing)
