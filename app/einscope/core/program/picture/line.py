"""The scene of one line of a program: a figure for each tensor that its statement read, one for what it made."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import prod

from einscope.core.errors import Sentence, say
from einscope.core.map import NO_SOURCE, IntArray
from einscope.core.plan import Axis, Shape, Tensor, arranged
from einscope.core.program.names import Names
from einscope.core.program.picture.blocks import blocks_of, sources_of, values_at, with_ghosts
from einscope.core.program.picture.colours import Colours, leading
from einscope.core.program.picture.flights import anew, beside, flights_of, pile, tint, together
from einscope.core.program.picture.labels import Labels
from einscope.core.program.picture.shown import Digits, shown
from einscope.core.program.picture.ways import ways_of
from einscope.core.program.run.result import Assigned, Program
from einscope.core.scene.figure import caption, figure
from einscope.core.scene.layout.choice import chosen
from einscope.core.scene.layout.directions import Directions, lanes
from einscope.core.scene.layout.layout import CELL
from einscope.core.scene.layout.paper import Reach, paper
from einscope.core.scene.layout.sketch import Drawing, drawing
from einscope.core.scene.look import Look
from einscope.core.scene.scene import Scene
from einscope.core.scene.window import Window, windows

_PARENTS = 16  # figures on one side; of what is made of more, the first are shown


@dataclass(frozen=True, slots=True, kw_only=True)
class LineAxis(Axis):
    """An axis of one of the tensors of a scene.

    Args:
        hue: axes of the same name have the same.
    """

    hue: int


@dataclass(frozen=True, slots=True)
class LineScene:
    """The scene, and the axes that it speaks of: those of the parents one after another, then those of the output.

    ``cells``: flat positions of the output's cells that are shown, in the order of their numbers.
    """

    scene: Scene
    axes: tuple[LineAxis, ...]
    cells: list[int]


def whole_scene(program: Program, names: Sequence[Names], look: Look, most: int) -> LineScene:
    r"""The scene of a program as one movement: from its inputs to its output, as if one line did it all.

    Raises, cost: those of :func:`line_scene`.

    >>> from einscope.core.limits import Limits
    >>> from einscope.core.program import run
    >>> program = run("y = x.t()\nz = y.flip(0)", {"x": (2, 2)}, {}, Limits())
    >>> drawn = whole_scene(program, [("h", "w"), ("w", "h"), ("w", "h")], Look(), 4096)
    >>> drawn.scene.flights[0].pairs
    ((1, 3, 0, 2), (0, 1, 2, 3))
    """
    output = program.output
    made = replace(output, parents=tuple(range(len(program.inputs))), step=output.map)
    return _scene(program, names, made, len(program.tensors) - 1, None, look, most)


def line_scene(program: Program, names: Sequence[Names], number: int, look: Look, most: int) -> LineScene:
    """The scene of the statement that made a tensor. Numbers and colours are those of the program's inputs.

    Args:
        program: the result of a run.
        names: of the axes of all inputs and tensors.
        number: of the tensor among those that were assigned.
        look: how it is looked at; windows begin at digits of the output's axes.
        most: how many cells each figure may have where the look does not say.

    Raises:
        PatternError: what the look asks for is not there, in the field that asks for it.

    Cost: O(cells shown · arity · rank).

    >>> from einscope.core.limits import Limits
    >>> from einscope.core.program import run
    >>> program = run("y = x[:, ::2]", {"x": (2, 4)}, {}, Limits())
    >>> drawn = line_scene(program, [("h", "w"), ("h", "w")], 0, Look(), 4096)
    >>> drawn.scene.flights[0].pairs, [ghost.number for ghost in drawn.scene.figures[0].ghosts]
    (((0, 2, 4, 6), (0, 1, 2, 3)), [1, 3, 5, 7])
    """
    made = program.tensors[number]
    return _scene(program, names, made, number, made.line, look, most)


def _scene(
    program: Program, names: Sequence[Names], made: Assigned, number: int, line: int | None, look: Look, most: int
) -> LineScene:
    read = made.parents[:_PARENTS]
    output = len(program.inputs) + number
    tensors, axes = plain_tensors(program, names, (*read, output))
    everything = [*(source.name for source in program.inputs), *(tensor.name for tensor in program.tensors)]
    known = list(zip(everything, names, strict=True))
    ways = ways_of(tensors, axes, look.views, known)
    most, lead = look.show or most, leading(program, look)
    frame = shown(
        made.step,
        _window(tensors[-1].shape, ways[-1], names[output], look, most),
        tensors[-1].shape,
        [tensor.shape for tensor in tensors[:-1]],
        [lanes(_own(tensor.shape), way) for tensor, way in zip(tensors[:-1], ways[:-1], strict=True)],
        most,
    )
    seen = (*frame.parents, frame.output)
    solo = [_as_seen_by(tensor, axes) for tensor in tensors]
    captions: list[Sentence] = [caption(*each, output=False) for each in zip(tensors, ways, solo, strict=True)]
    laid, drawn = chosen(
        [_drawing(tensors, ways, seen, place) for place in range(len(tensors))],
        [len(str(text)) for text in captions],
        look.layout,
    )
    blocks, labels = blocks_of(program, read, tensors, frame, lead), Labels()
    if frame.drawable and prod(made.shape) == len(frame.cells):
        left = [
            with_ghosts(*parent[:3], program, parent[3], labels)
            for parent in zip(drawn, seen, blocks, read, strict=False)
        ]
        drawn = [*left, drawn[-1]]
    numbers, counts = sources_of(program, output, frame.cells, lead)
    colours = Colours(program, names, look, _seen(program, [numbers, *(block.sources for block in blocks)]))
    if (count := pile(blocks)) > 1:
        captions[-1] = say("{caption}; {count} into one", caption=captions[-1], count=count)
    sheet = paper([Reach.of(each, len(str(text))) for each, text in zip(drawn, captions, strict=True)])
    figures = [figure(each, solo[n], captions[n], sheet.captions(n)) for n, each in enumerate(drawn)]
    flights = flights_of(drawn, blocks, colours, sheet, line, labels)
    if not flights or (frame.drawable and (frame.sources == NO_SOURCE).all(axis=1).any()):
        flights = (*flights, anew(drawn[-1], len(tensors) - 1, frame, numbers, colours, sheet, line))
    told = [_told(*pair) for pair in zip(axes, (own for digits in seen for own in digits), strict=True)]
    return LineScene(
        Scene(
            tuple(window for _, window in told),
            sum(len(flight.numbers or ()) for flight in flights),
            CELL,
            1.0,
            sheet.size,
            (*figures[:-1], replace(figures[-1], pile=count)),
            flights,
            (0,) * len(axes),
            tint(colours, len(axes)),
            labels.merged(together(blocks, len(frame.cells), counts), counts, values_at(program, output, frame.cells)),
            laid,
            0.0 if beside(blocks) else None,
        ),
        _coloured([axis for axis, _ in told]),
        frame.cells.tolist(),
    )


def _seen(program: Program, numbers: Sequence[IntArray]) -> int | None:
    """The one input whose cells are seen, where others were made on the way; None: there are several, or none were."""
    if not program.begun:
        return None
    seen = {
        place
        for place, tensor in enumerate(program.inputs)
        for cells in numbers
        if ((cells >= tensor.offset) & (cells < tensor.offset + tensor.cells)).any()
    }
    return seen.pop() if len(seen) == 1 else None


def _coloured(axes: Sequence[Axis]) -> tuple[LineAxis, ...]:
    """The axes with the numbers of their colours."""
    # A name of an axis that is shown in part says so behind a space.
    names = [axis.name.split(" ")[0] for axis in axes]
    hues = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return tuple(
        LineAxis(axis.name, axis.size, axis.role, axis.given, hue=hues[name])
        for axis, name in zip(axes, names, strict=True)
    )


def plain_tensors(
    program: Program, names: Sequence[Names], numbers: Sequence[int]
) -> tuple[tuple[Tensor, ...], tuple[Axis, ...]]:
    """Inputs and tensors of a program by their numbers, each with axes of its own.

    Cost: O(numbers · rank).
    """
    axes: list[Axis] = []
    placed: list[tuple[str, Shape, int]] = []
    for number in numbers:
        tensor = (
            program.inputs[number] if number < len(program.inputs) else program.tensors[number - len(program.inputs)]
        )
        placed.append((tensor.name, tensor.shape, len(axes)))
        axes.extend(Axis(name, size) for name, size in zip(names[number], tensor.shape, strict=True))
    everything = tuple(axes)
    return (
        tuple(
            arranged(name, shape, tuple((first + axis,) for axis in range(len(shape))), everything)
            for name, shape, first in placed
        ),
        everything,
    )


def _as_seen_by(tensor: Tensor, axes: tuple[Axis, ...]) -> tuple[Axis, ...]:
    """The axes as one figure sees them: those of the others have one digit."""
    own = {part for parts in tensor.arrangement for part in parts}
    return tuple(axis if number in own else Axis(axis.name, 1) for number, axis in enumerate(axes))


def _own(shape: Shape) -> tuple[tuple[int, ...], ...]:
    return tuple((axis,) for axis in range(len(shape)))


def _window(shape: Shape, way: Directions, names: Names, look: Look, most: int) -> tuple[Window, ...]:
    axes = tuple(Axis(name, size) for name, size in zip(names, shape, strict=True))
    return windows(axes, [lanes(_own(shape), way)], look.at, most, asked=look.show is not None)


def _drawing(tensors: Sequence[Tensor], ways: Sequence[Directions], seen: Sequence[Digits], place: int) -> Drawing:
    counts = tuple(len(own) if other == place else 1 for other, digits in enumerate(seen) for own in digits)
    return drawing(tensors[place], ways[place], counts, counts)


def _told(axis: Axis, own: IntArray) -> tuple[Axis, Window]:
    """An axis and its window as they are written; digits with gaps between them are counted."""
    if not len(own) or own[-1] - own[0] + 1 == len(own):
        return axis, Window(int(own[0]) if len(own) else 0, len(own))
    return Axis(f"{axis.name} {len(own)} of", axis.size), Window(0, axis.size)
