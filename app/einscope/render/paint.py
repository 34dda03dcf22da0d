"""The marks of a scene, in the order they are painted."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Literal

import numpy as np

from einscope.core.scene.flight import Stage
from einscope.core.scene.layout.paper import Placement
from einscope.core.scene.layout.sketch import Ghost
from einscope.render.around import brackets
from einscope.render.blocks import HOLLOW, Blocks, End, digits, end
from einscope.render.inside import AROUND
from einscope.render.marks import Box, Caption, Cell, Flyer, Frame, Marks, Point, Ring, Thread
from einscope.render.motion import Floats
from einscope.render.subject import Subject
from einscope.render.written import Written

_CARD = 8  # how far a card reaches beyond its cells
_OUTLINE = (2, 7)  # the same of an outline, closed and open
_LARGEST, _WIDTH = 20, 0.62  # of numbers: font size, width of a digit in font sizes
_THREADS = 48  # more are a tangle

Layer = tuple[float, Frame | Cell | Ring]


def marks(subject: Subject, placement: Placement) -> Marks:
    """Everything there is to draw of a scene.

    Cost: O(cells shown · rank).
    """
    scene = subject.scene
    flights = [
        Blocks(scene, number, source, subject.output, placement, subject.shown)
        for number, source in enumerate(subject.inputs)
    ]
    narrow = min((blocks.flight.inset[2] for blocks in flights), default=1.0) * scene.cell
    longest = max((len(str(blocks.numbers.max(initial=0))) for blocks in flights), default=1)
    names = Written(subject.labels, subject.values, subject.result, subject.label)
    layers: list[Frame | Cell | Ring] = []
    for number in range(len(scene.figures)):
        layers.extend(_figure(subject, number, flights, placement, names))
    lit, threads = _lit(subject, flights, names)
    return Marks(
        scene.size[placement],
        scene.cell,
        min(_LARGEST, narrow * (1 - AROUND) / (_WIDTH * longest)),
        scene.unit,
        tuple(brackets(subject, placement)),
        tuple(Caption(subject.spoken(figure.caption), figure.captions[placement]) for figure in scene.figures),
        tuple(layers),
        tuple(flyer for blocks in flights for flyer in _flyers(blocks, names, subject.cell)),
        lit,
        threads,
    )


def _figure(
    subject: Subject, number: int, flights: Sequence[Blocks], placement: Placement, names: Written
) -> Iterator[Frame | Cell | Ring]:
    """The cards, ghosts, cells and rings of one figure, what lies deeper first; then the outlines of its blocks."""
    scene = subject.scene
    last = number == len(scene.figures) - 1
    own = [blocks for blocks in flights if last or blocks.flight.figure == number]
    if not own:
        return
    stages, figure = own[0].flight.stages, scene.figures[number]
    closed, opened = (stages[3], stages[2]) if last else (stages[0], stages[1])
    counts = own[0].flight.to_counts if last else own[0].flight.from_counts
    layers: list[Layer] = []
    if figure.planes is not None:
        layers.extend(_frames(closed, opened, _along(figure.counts, figure.planes), placement))
    if not last:
        layers.extend(_ghosts(own[0], closed, opened, figure.counts, placement, names))
        layers.extend(_strewn(figure.ghosts, own[0].index, closed, opened, placement, float(scene.cell), names))
    for blocks in own:
        layers.extend(_cells(blocks, last, names))
    if last:
        layers.extend((depth, mark) for depth, _, mark in _merged(own, names))
        layers.extend(dict.fromkeys(ring for blocks in own for ring in _rings(blocks, subject.ringed)))
    layers.sort(key=lambda layer: -layer[0])  # stable: a card stays behind its cells, and these behind rings
    yield from (mark for _, mark in layers)
    if figure.blocks is not None:
        yield from (mark for _, mark in _frames(closed, opened, _along(counts, figure.blocks), placement, outline=True))


def _along(counts: Sequence[int], axes: Sequence[int]) -> list[int]:
    return [count if axis in axes else 1 for axis, count in enumerate(counts)]


def _frames(
    closed: Stage, opened: Stage, counts: Sequence[int], placement: Placement, outline: bool = False
) -> Iterator[Layer]:
    around = end(closed, opened, placement, digits(counts))
    sizes = [stage.layout.block if outline else stage.layout.plane for stage in (closed, opened)]
    rooms = _OUTLINE if outline else (_CARD, _CARD)
    for first, second, depth in zip(around.closed, around.open, around.depth, strict=True):
        boxes: list[Box] = [
            (float(x) - room, float(y) - room, width + 2 * room, height + 2 * room)
            for (x, y), (width, height), room in zip((first, second), sizes, rooms, strict=True)
        ]
        yield float(depth), Frame("outline" if outline else "card", boxes[0], boxes[1])


def _ghosts(
    blocks: Blocks, closed: Stage, opened: Stage, counts: Sequence[int], placement: Placement, names: Written
) -> Iterator[Layer]:
    """The cells of an input that are drawn beyond the window although no block takes them along."""
    if tuple(counts) == blocks.flight.from_counts:
        return
    table = digits(counts)
    table = table[(table >= np.array(blocks.flight.from_counts)).any(axis=1)]
    around, side = end(closed, opened, placement, table), float(blocks.cell)
    for row, number in enumerate(blocks.numbers_of(table)):
        if number != HOLLOW:
            first, second = around.closed[row], around.open[row]
            yield (
                float(around.depth[row]),
                Cell(
                    "ghost",
                    "from",
                    names.of(blocks.index, int(number))[1],
                    _point(first),
                    _point(second),
                    side,
                    side,
                    (0, 0),
                    1.0,
                ),
            )


def _strewn(
    ghosts: Sequence[Ghost],
    source: int,
    closed: Stage,
    opened: Stage,
    placement: Placement,
    side: float,
    names: Written,
) -> Iterator[Layer]:
    """The cells of an input that stand between those that leave, which are not seen while it is open."""
    (x, y), (open_x, open_y) = closed.origins[placement], opened.origins[placement]
    for ghost in ghosts:
        first, second = (x + ghost.x, y + ghost.y), (open_x + ghost.x, open_y + ghost.y)
        _, text = names.of(source, ghost.number)
        yield ghost.z, Cell("ghost", "from", text, first, second, side, side, (0, 0), 1.0, fading=True)


def _cells(blocks: Blocks, last: bool, names: Written) -> Iterator[Layer]:
    depth = blocks.ends[1 if last else 0].depth
    for row in range(blocks.count):
        yield float(depth[row]), _cell(blocks, row, last, names)


def _merged(flights: Sequence[Blocks], names: Written) -> Iterator[tuple[float, int, Cell]]:
    """What lies on the blocks that share a cell of the output: the same without their numbers, and what became of them.

    Blocks of several inputs stand side by side, with one label for all of them. Each comes with its depth and its cell.
    """
    labels: list[tuple[float, int, Cell]] = []
    for blocks in flights:
        left, _, wide, _ = blocks.flight.inset
        corners, side, since = blocks.ends[1].closed, float(blocks.cell), blocks.together
        for row, name in blocks.merged():
            depth, target = float(blocks.ends[1].depth[row]), int(blocks.targets[row])
            block = _cell(blocks, row, True, names)
            block = replace(block, text="" if wide < 1 else names.merged(name, target), open=block.closed, merged=since)
            yield depth, target, block
            if wide < 1 < left + 1.5 * wide:  # the last of them
                corner = _point(corners[row])
                label = replace(block, kind="label", text=names.merged(name, target), closed=corner, open=corner)
                labels.append((depth, target, replace(label, width=side, height=side)))
    yield from labels


def _cell(blocks: Blocks, row: int, last: bool, names: Written, lit: bool = False) -> Cell:
    around: End = blocks.ends[1 if last else 0]
    left, top, wide, high = (part * blocks.cell for part in (blocks.flight.inset if last else (0.0, 0.0, 1.0, 1.0)))
    inset = np.array((left, top))
    kind, text = names.of(blocks.index, int(blocks.numbers[row]))
    hue, level = blocks.shades[row]
    return Cell(
        kind,
        "to" if last else "from",
        text,
        _point(around.closed[row] + inset),
        _point(around.open[row] + inset),
        wide,
        high,
        (int(hue), int(level)),
        float(blocks.turns[row]),
        lit=lit,
    )


def _rings(blocks: Blocks, cells: Collection[int]) -> Iterator[Layer]:
    """Rings around whole cells of the output; what lies in front of a cell hides its ring too."""
    around, side = blocks.ends[1], float(blocks.cell)
    for row in np.flatnonzero(np.isin(blocks.targets, [*cells])).tolist():
        yield float(around.depth[row]), Ring(_point(around.closed[row]), _point(around.open[row]), side, side, True)


def _flyers(blocks: Blocks, names: Written, lit: int | None) -> Iterator[Flyer]:
    """The blocks in flight, those that lie deeper in the output first."""
    left, top, wide, high = blocks.flight.inset
    start, finish = blocks.ends[0].open, blocks.ends[1].open + np.array((left, top)) * blocks.cell
    for row in np.argsort(-blocks.ends[1].depth, kind="stable").tolist():
        kind, text = names.of(blocks.index, int(blocks.numbers[row]))
        hue, level = blocks.shades[row]
        turn = float(blocks.turns[row])
        shade, marked = (int(hue), int(level)), lit is not None and bool(blocks.targets[row] == lit)
        yield Flyer(kind, text, _point(start[row]), _point(finish[row]), (wide, high), shade, turn, marked)


def _lit(
    subject: Subject, flights: Sequence[Blocks], names: Written
) -> tuple[tuple[Cell | Ring, ...], tuple[Thread, ...]]:
    """Both places of the blocks that make up the marked cell, with rings around them, and threads between them."""
    cells: list[Cell] = []
    threads: list[Thread] = []
    for blocks in flights if subject.cell is not None else ():
        for row in np.flatnonzero(blocks.targets == subject.cell).tolist():
            first, second = (_cell(blocks, row, last, names, lit=True) for last in (False, True))
            cells += first, second
            closed, opened = ((_middle(first, pose), _middle(second, pose)) for pose in ("closed", "open"))
            threads.append(Thread(closed, opened))
    merged = [mark for _, target, mark in _merged(flights, names) if target == subject.cell] if cells else []
    # A label lies across the parts of its cell: one ring surrounds them all.
    shared = {mark.which for mark in merged if mark.kind == "label"}
    ringed = [mark for mark in (*cells, *merged) if mark.which not in shared or mark.kind == "label"]
    rings = (Ring(mark.closed, mark.open, mark.width, mark.height) for mark in ringed)
    return (*cells, *merged, *dict.fromkeys(rings)), tuple(dict.fromkeys(threads))[:_THREADS]


def _middle(cell: Cell, pose: Literal["closed", "open"]) -> Point:
    x, y = cell.closed if pose == "closed" else cell.open
    return x + cell.width / 2, y + cell.height / 2


def _point(pair: Floats) -> tuple[float, float]:
    return float(pair[0]), float(pair[1])
