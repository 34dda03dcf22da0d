"""The way of one cell: from a tensor back through every line to the inputs."""

from dataclasses import dataclass, replace
from math import prod

import numpy as np

from einscope.core.errors import Sentence
from einscope.core.map import NO_SOURCE, IntArray
from einscope.core.plan import Shape
from einscope.core.program.run.result import Assigned, Input, Program
from einscope.core.values import Data

_MOST = 16  # cells of one tensor that are followed; the others are counted
_MOST_READ = 2**16  # sources looked at for one line


@dataclass(frozen=True, slots=True)
class Hop:
    """Where a cell was in one tensor.

    Args:
        tensor: number among the inputs and, after them, the tensors.
        name: of the tensor.
        line: of its statement; None: an input.
        cells: flat positions, the first few.
        indices: the same as indices.
        more: how many more there are at least.
        begins: why cells are numbered anew here, so that the way begins; None: they are not.
        values: of these cells, where values are told; in it null: one that is not known.
    """

    tensor: int
    name: str
    line: int | None
    cells: tuple[int, ...]
    indices: tuple[tuple[int, ...], ...]
    more: int
    begins: Sentence | None = None
    values: Data | None = None


def way_of(program: Program, tensor: int, cell: int) -> tuple[Hop, ...]:
    r"""The tensors that a cell came through, and where it was in each, from the last to the inputs.

    Args:
        program: the result of a run.
        tensor: number among the assigned tensors.
        cell: flat position in it.

    Cost: O(tensors · rank), for a few cells of each.

    >>> from einscope.core.limits import Limits
    >>> from einscope.core.program import run
    >>> program = run("y = x.t()\nz = y[1:]", {"x": (2, 3)}, {}, Limits())
    >>> [(hop.name, hop.cells) for hop in way_of(program, 1, 0)]
    [('z', (0,)), ('y', (2,)), ('x', (1,))]
    """
    first = len(program.inputs)
    waiting: dict[int, set[int]] = {first + tensor: {cell}}
    unfollowed: dict[int, int] = {}
    hops: list[Hop] = []
    for number in range(first + tensor, -1, -1):  # what a statement reads was made before it
        if number not in waiting:
            continue
        every = sorted(waiting[number])
        cells = every[:_MOST]
        more = len(every) - len(cells) + unfollowed.get(number, 0)
        if number < first:
            source = program.inputs[number]
            hops.append(_hop(program, number, source, None, cells, more))
            continue
        made = program.tensors[number - first]
        hop = _hop(program, number, made, made.line, cells, more)
        hops.append(hop if made.begins is None else replace(hop, begins=program.inputs[made.begins].why))
        if len(cells) * made.step.arity > _MOST_READ:
            for parent in made.parents:
                waiting.setdefault(parent, set())
                unfollowed[parent] = unfollowed.get(parent, 0) + 1
            continue
        sources = made.step.sources(np.array(cells, dtype=np.int64)).reshape(-1)
        for parent, own in zip(made.parents, _split(program, made.parents, sources), strict=True):
            if len(own):
                waiting.setdefault(parent, set()).update(own[:_MOST_READ].tolist())
    return tuple(hops)


def _hop(program: Program, number: int, tensor: Input | Assigned, line: int | None, cells: list[int], more: int) -> Hop:
    indices = tuple(index_of(cell, tensor.shape) for cell in cells)
    values = program.values_of(tensor, cells)
    return Hop(number, tensor.name, line, tuple(cells), indices, more, values=values)


def index_of(cell: int, shape: Shape) -> tuple[int, ...]:
    """The index of a flat C-order position.

    >>> index_of(5, (2, 3))
    (1, 2)
    """
    return tuple(cell // prod(shape[axis + 1 :]) % size for axis, size in enumerate(shape))


def _split(program: Program, parents: tuple[int, ...], sources: IntArray) -> list[IntArray]:
    """The sources in each parent, flat positions within it, each once."""
    by_parent: list[IntArray] = []
    start = 0
    for number in parents:
        cells = cells_of(program, number)
        own = sources[(sources >= start) & (sources < start + cells) & (sources != NO_SOURCE)]
        by_parent.append(np.unique(own) - start)
        start += cells
    return by_parent


def cells_of(program: Program, number: int) -> int:
    """How many cells an input or, after them, a tensor has."""
    first = len(program.inputs)
    return program.inputs[number].cells if number < first else program.tensors[number - first].cells
