"""The figures of a scene as grids of characters: rows and columns where the picture has them, planes side by side."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from einscope.core.errors import say
from einscope.render.blocks import HOLLOW, Blocks, digits, end
from einscope.render.marks import Kind
from einscope.render.subject import Subject
from einscope.render.text.pen import Pen
from einscope.render.text.width import plain, right, width
from einscope.render.written import Written

_WIDEST = 88  # columns of all that stands beside each other
_APART = 1.25  # cells: what is further from its neighbour lies in another slice
_LONGEST = 12  # characters in a cell
_FILLED, _DIFFERS = "·", "*"


@dataclass(frozen=True, slots=True)
class Place:
    """A cell in a figure: where it stands, in pixels of the scene, in which plane, and what is written on it.

    ``ringed``: it is one of those that are marked.
    """

    x: float
    y: float
    plane: int
    kind: Kind
    text: str
    shade: tuple[int, int] | None = None
    ringed: bool = False


def grids(subject: Subject, pen: Pen, most: int = _WIDEST) -> Iterator[str]:
    r"""The lines of all figures of a scene, inputs first, beside each other where there is room.

    Args:
        subject: what is shown.
        pen: what it is written with.
        most: columns.

    Cost: O(cells shown · rank).

    >>> from einscope.core.limits import DEFAULT_LIMITS
    >>> from einscope.core.ops import registry
    >>> from einscope.core.scene import scene
    >>> from einscope.core.scene.look import Look
    >>> texts = {"pattern": "h w -> w h", "shape": "2,3"}
    >>> plan = registry()["rearrange"].read(texts, DEFAULT_LIMITS).plan(DEFAULT_LIMITS)
    >>> shown = scene(plan, Look(), 256)
    >>> subject = Subject(shown, plan.inputs, plan.output, plan.axes, str, (), "", "")
    >>> print("\n".join(grids(subject, Pen(str))))
    x · h=2 × w=3    y · w=3 × h=2
    0 1 2            0 3
    3 4 5            1 4
                     2 5
    """
    names = Written(subject.labels, subject.values, subject.result)
    flights = [
        Blocks(subject.scene, number, source, subject.output, "beside", subject.shown)
        for number, source in enumerate(subject.inputs)
    ]
    figures, legend = [], dict[str, str]()
    for number, figure in enumerate(subject.scene.figures):
        last = number == len(subject.scene.figures) - 1
        places = _output(subject, flights, names) if last else _input(subject, number, flights, names)
        caption = pen.looks("strong", plain(subject.spoken(figure.caption)))
        drawn = _drawn(places, subject, pen)
        figures.append(_Box([caption, *drawn.lines], max(width(plain(subject.spoken(figure.caption))), drawn.wide)))
        legend |= _legend(places, pen)
    yield from (line.rstrip() for line in _beside(figures, 4, most).lines)
    yield from legend.values()
    if subject.note:
        yield pen.looks("quiet", plain(subject.note))


def _input(subject: Subject, number: int, flights: Sequence[Blocks], names: Written) -> dict[tuple[int, ...], Place]:
    """The cells of an input, those that were cut off among them."""
    own = [blocks for blocks in flights if blocks.flight.figure == number]
    places: list[Place] = []
    for blocks in own:
        places.extend(_cut_off(blocks, subject.scene.figures[number].counts, names))
        start, whole = blocks.ends[0], blocks.flight.stages[0]
        for ghost in subject.scene.figures[number].ghosts if blocks is own[0] else ():
            x, y = whole.origins["beside"]
            deep = [step for step in whole.layout.steps if step[2]]
            back = (deep[0][0] / deep[0][2], deep[0][1] / deep[0][2]) if deep else (0.0, 0.0)
            at = x + ghost.x - ghost.z * back[0], y + ghost.y - ghost.z * back[1]
            places.append(Place(*at, round(ghost.z), "ghost", names.of(blocks.index, ghost.number)[1]))
        places.extend(_placed(blocks, start.flat, start.planes, names))
    return _each_once(places)


def _cut_off(blocks: Blocks, counts: Sequence[int], names: Written) -> Iterator[Place]:
    """Cells that are drawn beyond the window although no block takes them along."""
    if tuple(counts) == blocks.flight.from_counts:
        return
    table = digits(counts)
    table = table[(table >= np.array(blocks.flight.from_counts)).any(axis=1)]
    around = end(blocks.flight.stages[0], blocks.flight.stages[1], "beside", table)
    for row, number in enumerate(blocks.numbers_of(table).tolist()):
        if number != HOLLOW:
            x, y = around.flat[row].tolist()
            yield Place(x, y, round(float(around.planes[row])), "ghost", names.of(blocks.index, number)[1])


def _output(subject: Subject, flights: Sequence[Blocks], names: Written) -> dict[tuple[int, ...], Place]:
    """The cells of the output; of those that are made of several, what became of them."""
    places: list[Place] = []
    for blocks in flights:
        finish = blocks.ends[1]
        places.extend(_placed(blocks, finish.flat, finish.planes, names, subject.ringed))
        for row, label in blocks.merged():
            text = names.merged(label, int(blocks.targets[row])).split("\n")
            x, y = finish.flat[row].tolist()
            shade = (int(blocks.shades[row][0]), int(blocks.shades[row][1]))
            ringed = int(blocks.targets[row]) in subject.ringed
            places.append(Place(x, y, round(float(finish.planes[row])), "block", text[0], shade, ringed))
    return _each_once(places)


def _placed(
    blocks: Blocks, flat: np.ndarray, planes: np.ndarray, names: Written, ringed: frozenset[int] = frozenset()
) -> Iterator[Place]:
    numbers, targets, shades = blocks.numbers.tolist(), blocks.targets.tolist(), blocks.shades.tolist()
    for row, (x, y) in enumerate(flat.tolist()):
        kind, text = names.of(blocks.index, numbers[row])
        hue, level = shades[row]
        yield Place(x, y, round(float(planes[row])), kind, text.split("\n")[0], (hue, level), targets[row] in ringed)


def _each_once(places: Iterable[Place]) -> dict[tuple[int, ...], Place]:
    """The cells by the plane, row and column that they stand in; of several in one place the last."""
    listed = list(places)
    columns, rows = _lines([place.x for place in listed]), _lines([place.y for place in listed])
    planes = {plane: number for number, plane in enumerate(sorted({place.plane for place in listed}))}
    return {(planes[place.plane], rows[round(place.y)], columns[round(place.x)]): place for place in listed}


def _lines(at: Sequence[float]) -> dict[int, int]:
    """The number of the row, or of the column, at each distance; half a cell makes no other."""
    numbers: dict[int, int] = {}
    before, number = None, -1
    for each in sorted({round(value) for value in at}):
        if before is None or each - before > _HALF:
            number, before = number + 1, each
        numbers[each] = number
    return numbers


_HALF = 28  # half a block


@dataclass(frozen=True, slots=True)
class _Box:
    """Lines, and the columns that they take."""

    lines: list[str]
    wide: int


def _drawn(places: dict[tuple[int, ...], Place], subject: Subject, pen: Pen) -> _Box:
    """The planes of a figure."""
    texts = {key: _written(place) for key, place in places.items()}
    wide = max((width(text) for text in texts.values()), default=1)
    planes = sorted({plane for plane, _, _ in places})
    across, down = (_groups(places, axis) for axis in ("x", "y"))
    boxes = []
    for plane in planes:
        # Of a window nobody says here which of all planes these are; the note does.
        lines = [pen.looks("quiet", f"[{plane}]")] if len(planes) > 1 and not subject.note else []
        for row, far in down:
            lines += [""] if far else []
            cells = [
                ("   " if far_off else " " if column else "")
                + _cell(places.get((plane, row, column)), texts.get((plane, row, column), ""), wide, subject, pen)
                for column, far_off in across
            ]
            lines.append("".join(cells))
        boxes.append(_Box(lines, len(across) * (wide + 1) - 1 + 2 * sum(far for _, far in across)))
    return _beside(boxes, 3, _WIDEST)


def _groups(places: dict[tuple[int, ...], Place], axis: str) -> list[tuple[int, bool]]:
    """Rows or columns, each with whether it is far from the one before."""
    number = 1 if axis == "y" else 2
    at: dict[int, float] = {}
    for key, place in places.items():
        at[key[number]] = min(at.get(key[number], float("inf")), getattr(place, axis))
    lines = sorted(at)
    usual = min((at[b] - at[a] for a, b in pairwise(lines)), default=1.0)
    return [(line, line > 0 and at[line] - at[line - 1] > usual * _APART) for line in lines]


def _written(place: Place) -> str:
    text = plain(place.text)
    text = text if width(text) <= _LONGEST else f"{text[: _LONGEST // 2]}…"
    if place.kind == "hollow":
        text = _FILLED
    if place.kind == "ghost":
        text = f"({text})"
    return f"{text}{_DIFFERS}" if place.ringed else text


def _cell(place: Place | None, text: str, wide: int, subject: Subject, pen: Pen) -> str:
    written = right(text, wide)
    if place is None or not pen.coloured:
        return written
    if place.kind != "block" or place.shade is None:
        return pen.looks("quiet", written)
    hue, level = place.shade
    return pen.block(subject.scene.tint.shades["light"][hue][level][0], written)


def _legend(places: dict[tuple[int, ...], Place], pen: Pen) -> dict[str, str]:
    """What signs in cells mean, by sign."""
    said = {
        _FILLED: (any(place.kind == "hollow" for place in places.values()), say("0, filled in")),
        "( )": (any(place.kind == "ghost" for place in places.values()), say("in no cell of the result")),
        _DIFFERS: (any(place.ringed for place in places.values()), say("comes from elsewhere")),
    }
    return {sign: pen.looks("quiet", f"{sign} {pen.spoken(what)}") for sign, (seen, what) in said.items() if seen}


def _beside(boxes: Sequence[_Box], gap: int, most: int) -> _Box:
    """Boxes from left to right; where there is no room for the next, below."""
    bands: list[list[_Box]] = []
    for box in boxes:
        if bands and sum(each.wide + gap for each in bands[-1]) + box.wide <= most:
            bands[-1].append(box)
        else:
            bands.append([box])
    lines: list[str] = []
    for band in bands:
        lines += [""] if lines else []
        for row in range(max(len(box.lines) for box in band)):
            lines.append("".join(_padded(box, row, gap, box is band[-1]) for box in band))
    return _Box(lines, max((sum(box.wide + gap for box in band) - gap for band in bands), default=0))


def _padded(box: _Box, row: int, gap: int, last: bool) -> str:
    line = box.lines[row] if row < len(box.lines) else ""
    return line if last else line + " " * (box.wide + gap - _seen(line))


def _seen(line: str) -> int:
    """Columns of a line that may hold colours."""
    parts = line.split("\x1b[")
    return width(parts[0]) + sum(width(part.partition("m")[2]) for part in parts[1:])
