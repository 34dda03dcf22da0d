"""Which cell is found at an index? The answer is its number."""

from dataclasses import dataclass

from einscope.core.errors import Sentence, say
from einscope.core.lessons.state import State
from einscope.core.lessons.tasks.task import Free, Judged, Kind, numbers


@dataclass(frozen=True)
class Number(Free):
    """Which cell of the input is found at an index.

    >>> state = State("rearrange", {"pattern": "h w -> w h", "shape": "2,3"})
    >>> task = Number(state, (2, 0), say("Which cell is at y[2, 0]?"), say("Yes."))
    >>> [str(task.judge(answer).sentence) for answer in ("2", "4", "9")]
    ['Yes.', 'Not quite: cell 4 lands at `y[1, 1]`.', 'The cells of x have the numbers 0 to 5.']
    """

    state: State
    index: tuple[int, ...]
    question: Sentence
    praise: Sentence
    kind: Kind = "number"

    @property
    def solution(self) -> str:
        """See :class:`Task`."""
        return str(self.state.at(*self.index))

    def judge(self, answer: str) -> Judged:
        """See :class:`Task`."""
        found = numbers(answer)
        if found is None or len(found) != 1:
            return Judged(False, say("The answer is one number: that of a cell."))
        (cell,) = found
        if cell == self.state.at(*self.index):
            return Judged(True, self.praise)
        if cell >= self.state.input_cells:
            return Judged(False, say("The cells of x have the numbers 0 to {last}.", last=self.state.input_cells - 1))
        place = self.state.place(cell)
        if not place:
            return Judged(False, say("Not quite: cell {cell} lands nowhere.", cell=cell))
        return Judged(False, say("Not quite: cell {cell} lands at `{place}`.", cell=cell, place=place))
