"""What a step of a lesson shows, and every fact that its sentences say of it: asked of the core, never written down."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from einscope.core.comparison import Comparable, ComparableOperation, ComparableProgram
from einscope.core.errors import Sentence, say
from einscope.core.judge.difference import difference, undone
from einscope.core.judge.verdict import Verdict, verdict, verdict_on
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.map import NO_SOURCE, IndexMap, IntArray, Sources, whole
from einscope.core.ops import registry
from einscope.core.plan import Shape
from einscope.core.program.question import PROGRAM, asked
from einscope.core.say.formula import formula

_LIMITS = DEFAULT_LIMITS


@dataclass(frozen=True)
class State:
    """A state of a page: of an operation, or of a program, of which ``step`` may name the tensor that is shown.

    >>> state = State("rearrange", {"pattern": "h w -> w h", "shape": "2,3"})
    >>> state.at(2, 0), state.place(2), state.source(2, 0), state.shape_text, state.verdict.moved
    (2, 'y[2, 0]', 'x[0, 2]', '3×2', 4)
    """

    op: str
    texts: Mapping[str, str]

    def but(self, **texts: str) -> "State":
        """The same with some texts changed."""
        return State(self.op, {**self.texts, **texts})

    @cached_property
    def comparable(self) -> Comparable:
        """The state as one that can be compared.

        Raises:
            PatternError: whatever is wrong with it.
        """
        if self.op == PROGRAM.name:
            question = asked(self.texts, _LIMITS)
            return ComparableProgram(question, question.at_once(_LIMITS), _LIMITS)
        request = registry()[self.op].read(self.texts, _LIMITS)
        return ComparableOperation(request, request.plan(_LIMITS), _LIMITS)

    @cached_property
    def _shown(self) -> tuple[str, Shape, IndexMap]:
        """Name, shape and map of the tensor that is shown."""
        state = self.comparable
        if isinstance(state, ComparableProgram):
            tensor = state.program.tensors[int(self.texts.get("step", -1))]
            return tensor.name, tensor.shape, tensor.map
        side = state.bare
        return side.output.name, side.output.shape, side.maps[0]

    @property
    def name(self) -> str:
        """What the tensor that is shown is called."""
        return self._shown[0]

    @property
    def shape(self) -> Shape:
        """Its shape."""
        return self._shown[1]

    @property
    def input(self) -> Shape:
        """The shape of the first tensor that comes in."""
        return self.comparable.bare.inputs[0].shape

    @property
    def shape_text(self) -> str | Sentence:
        """Its shape as it is read aloud."""
        return as_shape(self.shape)

    @property
    def input_text(self) -> str | Sentence:
        """The shape of what comes in, likewise."""
        return as_shape(self.input)

    @cached_property
    def cells(self) -> int:
        """How many cells the tensor has that is shown."""
        return int(np.prod(self.shape, dtype=np.int64))

    @cached_property
    def input_cells(self) -> int:
        """How many cells come in."""
        return int(np.prod(self.input, dtype=np.int64))

    @cached_property
    def sources(self) -> Sources:
        """The cells of the first input that each cell is made of, shape (cells, arity)."""
        return whole(self._shown[2], self.input_cells)

    def at(self, *index: int) -> int:
        """The cell of the input that is found at an index."""
        return int(self.sources[np.ravel_multi_index(index, self.shape), 0])

    def places(self, cell: int) -> IntArray:
        """The flat positions where a cell of the input is found."""
        return np.flatnonzero((self.sources == cell).any(axis=1))

    def place(self, cell: int) -> str:
        """The first index at which a cell of the input is found; empty where there is none."""
        found = self.places(cell)
        return self.index(int(found[0])) if len(found) else ""

    def index(self, position: int) -> str:
        """The index of a flat position, with the name of the tensor."""
        return f"{self.name}[{', '.join(map(str, np.unravel_index(position, self.shape)))}]"

    def some(self, start: int, count: int) -> str:
        """Cells of the input that follow each other in the tensor that is shown."""
        return ", ".join(str(cell) for cell in self.sources[start : start + count, 0])

    def source(self, *index: int) -> str:
        """The cell of the input at an index, as an index of the input."""
        digits = np.unravel_index(self.at(*index), self.input)
        return f"{self.comparable.bare.names[0]}[{', '.join(map(str, digits))}]"

    @cached_property
    def verdict(self) -> Verdict:
        """What is lost, doubled, moved, filled in."""
        state = self.comparable
        if isinstance(state, ComparableOperation):
            return verdict(state.plan)
        return verdict_on(self._shown[2], self.input, self.shape)

    @property
    def inverse(self) -> "State":
        """The way back."""
        back = self.verdict.inverse
        assert back is not None  # noqa: S101 — lessons ask only where there is one
        return State(back.op, back.texts)

    @property
    def formula(self) -> str:
        """Where every cell comes from; empty for programs."""
        state = self.comparable
        return formula(state.plan).text if isinstance(state, ComparableOperation) else ""

    def differing(self, other: "State") -> int:
        """How many cells come from elsewhere than in another state of the same shape."""
        found = difference(self.comparable.bare, other.comparable.bare, np.arange(self.cells))
        return found.differing or 0

    def misplaced(self, back: "State") -> int:
        """How many cells are not back where they were, after this and then another state."""
        found = undone(self.comparable.bare, back.comparable.bare)
        assert found is not None  # noqa: S101 — lessons ask only of two that fit
        return found.misplaced


def as_shape(shape: Shape) -> str | Sentence:
    """A shape as it is read aloud.

    >>> as_shape((1, 4, 4)), str(as_shape(()))
    ('1×4×4', 'scalar')
    """
    return "×".join(map(str, shape)) or say("scalar")


def filled_in(source: int) -> bool:
    """Whether a cell has no source."""
    return source == NO_SOURCE
