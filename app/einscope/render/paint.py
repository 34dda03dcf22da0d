"""The marks of a scene, in the order they are painted."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Literal

import numpy as np

from einscope.core.scene import Scene
from einscope.core.scene.flight import Stage
from einscope.core.scene.layout.paper import Placement
from einscope.core.scene.layout.sketch import Ghost
from einscope.core.scene.merged import place
from einscope.render.around import brackets
from einscope.render.blocks import HOLLOW, Blocks, digits, end
from einscope.render.inside import AROUND
from einscope.render.marks import Box, Caption, Cell, Flyer, Frame, Marks, Point, Ring, Thread
from einscope.render.motion import Floats
from einscope.render.subject import Subject
from einscope.render.written import Shared, Written, mixed, shared_of

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
        layers.extend(_cells(blocks, last, own, scene, names))
    if last:
        layers.extend((depth, mark) for depth, _, mark in _made(own, scene, names))
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


def _cells(
    blocks: Blocks, last: bool, flights: Sequence[Blocks], scene: Scene, names: Written
) -> Iterator[tuple[float, Cell]]:
    depths = blocks.ends[1 if last else 0].depth.tolist()
    shared = shared_of(flights, scene, names) if last else None
    for row, depth in enumerate(depths):
        for cell in _standing(blocks, row, shared, last, names):
            yield depth, cell


def _standing(
    blocks: Blocks, row: int, shared: Shared | None, last: bool, names: Written, lit: bool = False
) -> Iterator[Cell]:
    """A place with what is written on its block; where several share it, only while they can be told apart."""
    cell = _cell(blocks, row, last, names, lit)
    label = blocks.labels.get(blocks.cells[row]) if shared else None
    if shared is None or label is None or place(int(blocks.numbers[row])) == label:
        yield cell
        return
    yield replace(cell, text="")
    if shared.own:
        yield replace(cell, kind="label", spans=shared.own)
    if shared.terms and _last(blocks):
        yield replace(_whole(blocks, row, cell), kind="label", text=shared.written[row], spans=shared.terms)


def _whole(blocks: Blocks, row: int, cell: Cell) -> Cell:
    """The same across all parts of its cell of the output."""
    closed, opened, side = _point(blocks.ends[1].closed[row]), _point(blocks.ends[1].open[row]), float(blocks.cell)
    return replace(cell, closed=closed, open=opened, width=side, height=side)


def _last(blocks: Blocks) -> bool:
    """Whether it is the last of those that stand side by side in a cell of the output, or the only one."""
    left, _, wide, _ = blocks.flight.inset
    return left + 1.5 * wide > 1


def _made(
    flights: Sequence[Blocks], scene: Scene, names: Written, lit: bool = False
) -> Iterator[tuple[float, int, Cell]]:
    """What becomes of the blocks that share a cell of the output, each with its depth and its cell.

    Pale before any of them flies, as everything that is awaited; and once they are one.
    """
    if not scene.merged:
        return
    shared, shades = shared_of(flights, scene, names), mixed(flights)
    found: dict[int, tuple[float, int, Cell]] = {}
    for blocks in flights:  # of those that stand side by side in a cell the last there
        for row, name in blocks.merged():
            target, cell = int(blocks.targets[row]), blocks.cells[row]
            block = _whole(blocks, row, _cell(blocks, row, True, names, lit))
            opened = block.closed if scene.apart else block.open
            text = names.merged(name, target)
            block = replace(block, kind="block", text=text, shade=shades[cell], open=opened)
            found[cell] = float(blocks.ends[1].depth[row]), target, block
    for depth, target, block in found.values():
        if shared.early:
            yield depth, target, replace(block, spans=shared.early, always="awaited")
        yield depth, target, replace(block, spans=shared.late, always="here")


def _cell(blocks: Blocks, row: int, last: bool, names: Written, lit: bool = False) -> Cell:
    number, shade, turn = blocks.rows[row]
    places, (wide, high) = blocks.places[1 if last else 0]
    kind, text = names.of(blocks.index, number)
    return Cell(kind, "to" if last else "from", text, *places[row], wide, high, shade, turn, lit=lit)


def _rings(blocks: Blocks, cells: Collection[int]) -> Iterator[Layer]:
    """Rings around whole cells of the output; what lies in front of a cell hides its ring too."""
    around, side = blocks.ends[1], float(blocks.cell)
    for row in np.flatnonzero(np.isin(blocks.targets, [*cells])).tolist():
        yield float(around.depth[row]), Ring(_point(around.closed[row]), _point(around.open[row]), side, side, True)


def _flyers(blocks: Blocks, names: Written, lit: int | None) -> Iterator[Flyer]:
    """The blocks in flight, those that lie deeper in the output first."""
    left, top, wide, high = blocks.flight.inset
    start = [*map(tuple, blocks.ends[0].open.tolist())]
    finish = [*map(tuple, (blocks.ends[1].open + np.array((left, top)) * blocks.cell).tolist())]
    marked = (blocks.targets == lit).tolist() if lit is not None else [False] * blocks.count
    for row in np.argsort(-blocks.ends[1].depth, kind="stable").tolist():
        number, shade, turn = blocks.rows[row]
        kind, text = names.of(blocks.index, number)
        yield Flyer(kind, text, start[row], finish[row], (wide, high), shade, turn, marked[row])


def _lit(
    subject: Subject, flights: Sequence[Blocks], names: Written
) -> tuple[tuple[Cell | Ring, ...], tuple[Thread, ...]]:
    """Both places of the blocks that make up the marked cell, with rings around them, and threads between them."""
    scene, shared = subject.scene, shared_of(flights, subject.scene, names)
    cells: list[Cell] = []
    ringed: list[Cell] = []
    threads: list[Thread] = []
    for blocks in flights if subject.cell is not None else ():
        for row in np.flatnonzero(blocks.targets == subject.cell).tolist():
            first = _cell(blocks, row, False, names, lit=True)
            second, *written = _standing(blocks, row, shared, True, names, lit=True)
            cells += first, second, *written
            # What several share is one thing: a ring surrounds all of it.
            ringed += first, _whole(blocks, row, second) if blocks.cells[row] in blocks.labels else second
            closed, opened = ((_middle(first, pose), _middle(second, pose)) for pose in ("closed", "open"))
            threads.append(Thread(closed, opened))
    if cells:
        cells += (mark for _, target, mark in _made(flights, scene, names, lit=True) if target == subject.cell)
    rings = (Ring(mark.closed, mark.open, mark.width, mark.height) for mark in ringed)
    return (*cells, *dict.fromkeys(rings)), tuple(dict.fromkeys(threads))[:_THREADS]


def _middle(cell: Cell, pose: Literal["closed", "open"]) -> Point:
    x, y = cell.closed if pose == "closed" else cell.open
    return x + cell.width / 2, y + cell.height / 2


def _point(pair: Floats) -> tuple[float, float]:
    return float(pair[0]), float(pair[1])
