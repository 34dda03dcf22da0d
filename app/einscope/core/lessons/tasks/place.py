"""Where does a cell land? The answer is an index, typed or pressed on the stage."""

from dataclasses import dataclass

import numpy as np

from einscope.core.errors import Sentence, say
from einscope.core.lessons.state import State, filled_in
from einscope.core.lessons.tasks.task import Free, Judged, Kind, numbers


@dataclass(frozen=True)
class Place(Free):
    """An index at which a cell of the input lands.

    >>> state = State("rearrange", {"pattern": "h w -> w h", "shape": "2,3"})
    >>> task = Place(state, 2, say("Where does cell 2 land?"), say("Yes."))
    >>> [str(task.judge(answer).sentence) for answer in ("y[2, 0]", "0,1", "2")]
    ['Yes.', 'At `y[0, 1]` lands cell 3.', 'An index of y has 2 numbers, as in `y[0, 0]`.']
    """

    state: State
    cell: int
    question: Sentence
    praise: Sentence
    kind: Kind = "index"

    @property
    def solution(self) -> str:
        """See :class:`Task`."""
        return self.state.place(self.cell)

    def judge(self, answer: str) -> Judged:
        """See :class:`Task`."""
        position = position_of(answer, self.state)
        if isinstance(position, Judged):
            return position
        if position in self.state.places(self.cell):
            return Judged(True, self.praise)
        return Judged(False, lands(position, self.state))


def position_of(answer: str, state: State) -> int | Judged:
    """The flat position of the index that was given, or what is wrong with it."""
    found = numbers(answer)
    if found is None or len(found) != len(state.shape):
        values = {"name": state.name, "count": len(state.shape), "example": state.index(0)}
        return Judged(False, say("An index of {name} has {count} numbers, as in `{example}`.", **values))
    for axis, (digit, size) in enumerate(zip(found, state.shape, strict=True)):
        if digit >= size:
            sentence = say(
                "{name} is {shape}: its axis {axis} goes from 0 to {last}.",
                name=state.name,
                shape=state.shape_text,
                axis=axis,
                last=size - 1,
            )
            return Judged(False, sentence)
    return int(np.ravel_multi_index(found, state.shape))


def lands(position: int, state: State) -> Sentence:
    """Which cell lands at a flat position."""
    source = int(state.sources[position, 0])
    if filled_in(source):
        return say("At `{place}` lands no cell: it is filled in.", place=state.index(position))
    return say("At `{place}` lands cell {cell}.", place=state.index(position), cell=source)
