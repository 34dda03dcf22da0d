"""The tensors of a program as its answer names them: with the names of their axes, and a few of their cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from einscope.core.answer.cells import Cells, listed
from einscope.core.errors import Sentence
from einscope.core.judge.verdict.note import Note
from einscope.core.limits import Limits
from einscope.core.map import Chain
from einscope.core.plan import Shape
from einscope.core.program.answer.alike import Same
from einscope.core.program.answer.alone import Alone
from einscope.core.program.answer.part import maps_of
from einscope.core.program.names import Names
from einscope.core.program.run.result import Assigned, Input, Program
from einscope.core.values import Data

_WALKED = 2_000  # maps that are read one after another for the cells listed of every tensor: some tenths of a second
_LISTED = 64  # cells listed of every tensor; of the one asked for, as many as are asked for


@dataclass(frozen=True, slots=True)
class ProgramInput:
    """A tensor that comes in, or whose cells are numbered anew on the way.

    Args:
        name: of it.
        shape: of it.
        axes: what its axes are called.
        read: whether the program reads it at all.
        line: of the statement that makes it; None: it comes in.
        made_by: why its cells are numbered anew, in the language asked for; None: it comes in.
        dropped: where there are several, how many of its cells are in no cell of the output.
        duplicated: likewise, how many are in more than one.
        alike: where several come in, the pattern that moves its cells as the program does; None: there is none, or it
            was not looked for.
        notes: where there are several, what becomes of its cells, in the language asked for.
        data: its values in C order, where data were given or the program makes them; null: they are not known, or too
            many. In it null: a value that is not known.
    """

    name: str
    shape: Shape
    axes: Names
    read: bool
    line: int | None = None
    made_by: Sentence | None = None
    dropped: int | None = None
    duplicated: int | None = None
    alike: Same | None = None
    notes: tuple[Note, ...] = ()
    data: Data | None = None


@dataclass(frozen=True, slots=True)
class ProgramOutput:
    """What the program comes to: the last of its tensors.

    Args:
        name: of it.
        shape: of it.
        data: its values, as those of the inputs.
    """

    name: str
    shape: Shape
    data: Data | None = None


@dataclass(frozen=True, slots=True)
class ProgramTensor:
    """A tensor that a statement gave a name.

    Args:
        name: as the program has it.
        line: of the statement, from 1.
        shape: of it.
        axes: what its axes are called.
        parents: what the statement read: numbers among the inputs and, after them, the tensors.
        cells: its first cells and their sources among the inputs' cells.
        data: its values, as those of the inputs, of the one that is shown and of those that are not long.
    """

    name: str
    line: int
    shape: Shape
    axes: Names
    parents: tuple[int, ...]
    cells: Cells
    data: Data | None = None


def inputs_of(
    program: Program, names: Sequence[Names], limits: Limits, alone: Sequence[Alone] = ()
) -> tuple[ProgramInput, ...]:
    """The inputs, those that were made on the way too.

    Args:
        program: the result of a run.
        names: of the axes of every input and, after them, every tensor.
        limits: of the values that are told.
        alone: what becomes of the cells of each input, where that is known.
    """
    return tuple(
        ProgramInput(
            name=tensor.name,
            shape=tensor.shape,
            axes=names[place],
            read=tensor.name not in program.unread,
            line=tensor.line,
            made_by=tensor.why,
            dropped=alone[place].share.dropped if alone else None,
            duplicated=alone[place].share.duplicated if alone else None,
            alike=alone[place].alike if alone else None,
            notes=alone[place].notes if alone else (),
            data=data_of(program, tensor, limits.data_cells),
        )
        for place, tensor in enumerate(program.inputs)
    )


def data_of(program: Program, tensor: Input | Assigned, most: int) -> Data | None:
    """The values of a tensor of no more than so many cells, where they are told.

    Cost: O(cells).
    """
    return None if tensor.cells > most else program.values_of(tensor)


def tensors_of(program: Program, names: Sequence[Names], limits: Limits) -> tuple[ProgramTensor, ...]:
    """Every assigned tensor; the more there are, the fewer cells of each are listed.

    Cost: O(tensors · rank), and the cells listed.
    """
    room = limits.window_cells // max(1, len(program.tensors))
    tensors, links, left = [], 0, limits.data_cells
    for tensor, own in zip(program.tensors, names[len(program.inputs) :], strict=True):
        maps = maps_of(program, tensor)
        # Of what comes at the end of many long ways none are listed, until it is the one that is shown.
        links += sum(link.links for link in maps if isinstance(link, Chain))
        room = room if links <= _WALKED else 0
        most = min(_LISTED, room // (max(1, maps[0].arity) * len(maps)))
        cells = listed(maps, tensor.cells, 0, most, limits)
        told = data_of(program, tensor, min(left, limits.result_cells))
        left -= len(told or ())
        tensors.append(ProgramTensor(tensor.name, tensor.line, tensor.shape, own, tensor.parents, cells, told))
    return tuple(tensors)
