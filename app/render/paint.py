"""The marks of a scene, in the order they are painted."""

from collections.abc import Iterator, Sequence

import numpy as np

from app.core.scene.flight import Stage
from app.core.scene.paper import Placement
from app.core.scene.sketch import Ghost
from app.render.around import brackets
from app.render.blocks import HOLLOW, Blocks, End, digits, end
from app.render.marks import Box, Caption, Cell, Flyer, Frame, Kind, Marks, Ring, Thread
from app.render.motion import Floats
from app.render.subject import Subject

_CARD = 8  # how far a card reaches beyond its cells
_OUTLINE = (2, 7)  # the same of an outline, closed and open
_LARGEST, _WIDTH, _AROUND = 20, 0.62, 8  # of numbers: font size, width of a digit in font sizes, room beside them
_THREADS = 48  # more are a tangle

Layer = tuple[float, Frame | Cell]


def marks(subject: Subject, placement: Placement) -> Marks:
    """Everything there is to draw of a scene.

    Cost: O(cells shown · rank).
    """
    scene = subject.scene
    flights = [Blocks(scene, number, source, subject.output, placement) for number, source in enumerate(subject.inputs)]
    narrow = min((each.flight.inset[2] for each in flights), default=1.0) * scene.cell
    longest = max((len(str(each.numbers.max(initial=0))) for each in flights), default=1)
    layers: list[Frame | Cell] = []
    for number in range(len(scene.figures)):
        layers.extend(_figure(subject, number, flights, placement))
    rings, threads = _marked(subject, flights)
    return Marks(
        scene.size[placement],
        scene.cell,
        min(_LARGEST, narrow * (1 - _AROUND / scene.cell) / (_WIDTH * longest)),
        scene.unit,
        tuple(brackets(subject, placement)),
        tuple(Caption(subject.spoken(each.caption), each.captions[placement]) for each in scene.figures),
        tuple(layers),
        tuple(flyer for each in flights for flyer in _flyers(each)),
        rings,
        threads,
    )


def _figure(subject: Subject, number: int, flights: Sequence[Blocks], placement: Placement) -> Iterator[Frame | Cell]:
    """The cards, ghosts and cells of one figure, what lies deeper first; then the outlines of its blocks."""
    scene = subject.scene
    last = number == len(scene.figures) - 1
    own = [each for each in flights if last or each.flight.figure == number]
    if not own:
        return
    stages, told = own[0].flight.stages, scene.figures[number]
    closed, opened = (stages[3], stages[2]) if last else (stages[0], stages[1])
    counts = own[0].flight.to_counts if last else own[0].flight.from_counts
    layers: list[Layer] = []
    if told.planes is not None:
        layers.extend(_frames(closed, opened, _along(told.counts, told.planes), placement))
    if not last:
        layers.extend(_ghosts(own[0], closed, opened, told.counts, placement))
        layers.extend(_strewn(told.ghosts, closed, opened, placement, float(scene.cell)))
    for each in own:
        layers.extend(_cells(each, last))
    layers.sort(key=lambda layer: -layer[0])  # stable: a card stays behind its cells
    yield from (mark for _, mark in layers)
    if told.blocks is not None:
        yield from (mark for _, mark in _frames(closed, opened, _along(counts, told.blocks), placement, outline=True))


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
    blocks: Blocks, closed: Stage, opened: Stage, counts: Sequence[int], placement: Placement
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
                Cell("ghost", "from", str(number), _point(first), _point(second), side, side, (0, 0), 1.0),
            )


def _strewn(
    ghosts: Sequence[Ghost], closed: Stage, opened: Stage, placement: Placement, side: float
) -> Iterator[Layer]:
    """The cells of an input that stand between those that leave, which are not seen while it is open."""
    (x, y), (open_x, open_y) = closed.origins[placement], opened.origins[placement]
    for each in ghosts:
        first, second = (x + each.x, y + each.y), (open_x + each.x, open_y + each.y)
        yield each.z, Cell("ghost", "from", str(each.number), first, second, side, side, (0, 0), 1.0, fading=True)


def _cells(blocks: Blocks, last: bool) -> Iterator[Layer]:
    around: End = blocks.ends[1 if last else 0]
    left, top, wide, high = blocks.flight.inset if last else (0.0, 0.0, 1.0, 1.0)
    side = blocks.cell
    closed, opened = (each + np.array((left * side, top * side)) for each in (around.closed, around.open))
    for row in range(blocks.count):
        kind, text = _written(blocks, row)
        hue, level = blocks.shades[row]
        mark = Cell(
            kind,
            "to" if last else "from",
            text,
            _point(closed[row]),
            _point(opened[row]),
            wide * side,
            high * side,
            (int(hue), int(level)),
            float(blocks.turns[row]),
        )
        yield float(around.depth[row]), mark


def _flyers(blocks: Blocks) -> Iterator[Flyer]:
    """The blocks in flight, those that lie deeper in the output first."""
    left, top, wide, high = blocks.flight.inset
    start, finish = blocks.ends[0].open, blocks.ends[1].open + np.array((left, top)) * blocks.cell
    for row in np.argsort(-blocks.ends[1].depth, kind="stable").tolist():
        kind, text = _written(blocks, row)
        hue, level = blocks.shades[row]
        turn = float(blocks.turns[row])
        yield Flyer(kind, text, _point(start[row]), _point(finish[row]), (wide, high), (int(hue), int(level)), turn)


def _written(blocks: Blocks, row: int) -> tuple[Kind, str]:
    number = int(blocks.numbers[row])
    return ("hollow", "0") if number == HOLLOW else ("block", str(number))


def _marked(subject: Subject, flights: Sequence[Blocks]) -> tuple[tuple[Ring, ...], tuple[Thread, ...]]:
    """Rings around both places of the blocks that make up a marked cell, and threads between them."""
    rings: list[Ring] = []
    threads: list[Thread] = []
    for blocks in flights:
        left, top, wide, high = (part * blocks.cell for part in blocks.flight.inset)
        first, second = blocks.ends
        for row in np.flatnonzero(np.isin(blocks.targets, [*subject.ringed, *_one(subject.cell)])).tolist():
            inset = np.array((left, top))
            rings.append(Ring(_point(second.closed[row] + inset), _point(second.open[row] + inset), wide, high))
            if blocks.targets[row] != subject.cell:
                continue
            rings.append(Ring(_point(first.closed[row]), _point(first.open[row]), blocks.cell, blocks.cell))
            half, middle = np.full(2, blocks.cell / 2), inset + np.array((wide, high)) / 2
            threads.append(
                Thread(
                    (_point(first.closed[row] + half), _point(second.closed[row] + middle)),
                    (_point(first.open[row] + half), _point(second.open[row] + middle)),
                )
            )
    return tuple(dict.fromkeys(rings)), tuple(dict.fromkeys(threads))[:_THREADS]


def _one(cell: int | None) -> tuple[int, ...]:
    return () if cell is None else (cell,)


def _point(pair: Floats) -> tuple[float, float]:
    return float(pair[0]), float(pair[1])
