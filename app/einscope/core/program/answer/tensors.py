"""The tensors of a program as its answer names them: with the names of their axes, and a few of their cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from einscope.core.answer.cells import Cells, listed
from einscope.core.limits import Limits
from einscope.core.plan import Shape
from einscope.core.program.answer.part import maps_of
from einscope.core.program.run.axes import Names
from einscope.core.program.run.result import Program

_LISTED = 64  # cells listed of every tensor; of the one asked for, as many as are asked for


@dataclass(frozen=True, slots=True)
class ProgramInput:
    """A tensor that comes in.

    Args:
        name: of it.
        shape: of it.
        axes: what its axes are called.
        read: whether the program reads it at all.
    """

    name: str
    shape: Shape
    axes: Names
    read: bool


@dataclass(frozen=True, slots=True)
class ProgramOutput:
    """What the program comes to: the last of its tensors.

    Args:
        name: of it.
        shape: of it.
    """

    name: str
    shape: Shape


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
    """

    name: str
    line: int
    shape: Shape
    axes: Names
    parents: tuple[int, ...]
    cells: Cells


def inputs_of(program: Program, names: Sequence[Names]) -> tuple[ProgramInput, ...]:
    """What comes in; ``names``: of the axes of every input and, after them, every tensor."""
    return tuple(
        ProgramInput(each.name, each.shape, own, each.name not in program.unread)
        for each, own in zip(program.inputs, names, strict=False)
    )


def tensors_of(program: Program, names: Sequence[Names], limits: Limits) -> tuple[ProgramTensor, ...]:
    """Every assigned tensor; the more there are, the fewer cells of each are listed.

    Cost: O(tensors · rank), and the cells listed.
    """
    room = limits.window_cells // max(1, len(program.tensors))
    found = []
    for each, own in zip(program.tensors, names[len(program.inputs) :], strict=True):
        maps = maps_of(program, each)
        most = min(_LISTED, room // (max(1, maps[0].arity) * len(maps)))
        cells = listed(maps, each.cells, 0, most, limits)
        found.append(ProgramTensor(each.name, each.line, each.shape, own, each.parents, cells))
    return tuple(found)
