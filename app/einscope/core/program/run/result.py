"""What a program comes to: its inputs, every assigned tensor, and what there is to note."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import prod

import numpy as np

from einscope.core.change import UNCHANGED, Changes
from einscope.core.errors import Sentence, Span
from einscope.core.map import IndexMap
from einscope.core.plan import Shape
from einscope.core.program.arithmetic.entries import entries_of
from einscope.core.program.arithmetic.worked import Numbers
from einscope.core.program.budget import Library
from einscope.core.told import UNTOLD
from einscope.core.values import Data


@dataclass(frozen=True, slots=True)
class Input:
    """A tensor that comes in, or whose cells are numbered anew on the way: where the way of cells begins.

    Args:
        name: of it.
        shape: of it.
        offset: where its cells begin in the numbering of all inputs' cells: a source is this plus a C-order cell.
        line: of the statement that made it, from 1; None: it comes in.
        why: what is known of the call that made it.
        numbers: in its cells, where they are known.
    """

    name: str
    shape: Shape
    offset: int
    line: int | None = None
    why: Sentence | None = None
    numbers: Numbers | None = field(default=None, compare=False)

    @property
    def cells(self) -> int:
        """How many cells it has."""
        return prod(self.shape)


@dataclass(frozen=True, slots=True)
class ProgramNote:
    """A remark on a line.

    Args:
        line: from 1.
        text: what there is to say.
        span: of the statement's first line.
        repair: parameter values that mend what it is about; empty: nothing is wrong.
        mend: what that puts in its place, in one line; None: nothing.
    """

    line: int
    text: Sentence
    span: Span = field(metadata=UNTOLD)
    repair: Mapping[str, str] = field(default_factory=dict)
    mend: str | None = None


@dataclass(frozen=True, slots=True)
class Assigned:
    """A tensor that a statement gave a name.

    Args:
        name: as the program has it; ``return`` where the program only returns it, ``argument`` where it ends before the
            call that would take it.
        line: of the statement, from 1.
        shape: of it.
        map: from its cells to the cells of all inputs, numbered one after another.
        parents: the tensors that the statement read: numbers into the inputs and, after them, the tensors.
        step: from its cells to the cells of the parents, numbered one after another in their order.
        note: what there is to say about it.
        strides: how torch would lay it out in memory.
        changes: what has happened to the values on their way from the inputs.
        begins: which of the inputs it is, where its cells are numbered anew: none of the parents' cells goes on in it.
        numbers: in its cells, where they are known.
    """

    name: str
    line: int
    shape: Shape
    map: IndexMap
    parents: tuple[int, ...]
    step: IndexMap
    note: Sentence | None = None
    strides: tuple[int, ...] = ()
    changes: Changes = UNCHANGED
    begins: int | None = None
    numbers: Numbers | None = field(default=None, compare=False)

    @property
    def cells(self) -> int:
        """How many cells it has."""
        return prod(self.shape)


@dataclass(frozen=True, slots=True)
class Program:
    """The result of a run.

    Args:
        inputs: in the order they were given, and behind them those that were made on the way.
        tensors: every assigned tensor in order; the last one is the output.
        notes: in order of their lines.
        library: whose meanings ambiguous methods had.
        ambiguous: methods whose meaning depended on it, each once.
        unread: names of inputs that the run never came to read.
        stop: where a choice ended it; None: it came to its end.
        entries: what of it can be run by itself.
        entry: which of these was run; empty: its statements.
        outputs: names of its results.
        chosen: which of these is the output.
        valued: whether values of a person's own came in.
    """

    inputs: tuple[Input, ...]
    tensors: tuple[Assigned, ...]
    notes: tuple[ProgramNote, ...]
    library: Library
    ambiguous: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    stop: Sentence | None = None
    entries: tuple[str, ...] = ()
    entry: str = ""
    outputs: tuple[str, ...] = ()
    chosen: str = ""
    valued: bool = False

    @property
    def tells(self) -> bool:
        """Whether values are told: a person gave some, or all numbers of the output are made in the program."""
        return self.valued or self.output.numbers is not None

    def values_of(self, tensor: Input | Assigned, cells: Sequence[int] | None = None) -> Data | None:
        """The values of cells, where a person gave some, or the program makes those of its output; else None.

        Args:
            tensor: of the program.
            cells: flat positions; None: all.

        Cost: O(cells).

        >>> from einscope.core.limits import Limits
        >>> from einscope.core.program import run
        >>> program = run("y = x * 2", {"x": (2,)}, {}, Limits(), data={"x": (1, 5)})
        >>> program.values_of(program.output), program.values_of(program.inputs[0], [1])
        ((2, 10), (5,))
        """
        if not self.tells or (tensor.numbers is None and not self.valued):
            return None
        if tensor.numbers is None:
            return (None,) * (tensor.cells if cells is None else len(cells))
        return entries_of(tensor.numbers if cells is None else tensor.numbers[np.asarray(cells, dtype=np.int64)])

    @property
    def output(self) -> Assigned:
        """What the program comes to."""
        return self.tensors[-1]

    @property
    def begun(self) -> tuple[Input, ...]:
        """The inputs that were made on the way."""
        return tuple(source for source in self.inputs if source.line is not None)

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """The shapes of all inputs."""
        return tuple(source.shape for source in self.inputs)

    @property
    def source_cells(self) -> int:
        """The cells of all inputs."""
        return sum(source.cells for source in self.inputs)
