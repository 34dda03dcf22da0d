"""Find a cell of which something is true. The answer is an index, typed or pressed on the stage."""

from dataclasses import dataclass
from typing import Literal

from einscope.core.errors import Sentence, say
from einscope.core.lessons.state import State, filled_in
from einscope.core.lessons.tasks.place import lands, position_of
from einscope.core.lessons.tasks.task import Free, Judged, Kind


@dataclass(frozen=True)
class Find(Free):
    """Any cell that has moved, or one whose source is found more than once.

    >>> state = State("rearrange", {"pattern": "h w -> w h", "shape": "2,3"})
    >>> task = Find(state, "moved", say("Press a cell that has moved."), say("Yes."))
    >>> [str(task.judge(answer).sentence) for answer in ("1,0", "0,0")]
    ['Yes.', 'At `y[0, 0]` lands cell 0, and that is where it was.']
    """

    state: State
    wanted: Literal["moved", "doubled"]
    question: Sentence
    praise: Sentence
    kind: Kind = "index"

    @property
    def solution(self) -> str:
        """See :class:`Task`."""
        return next(self.state.index(at) for at in range(self.state.cells) if self._holds(at))

    def judge(self, answer: str) -> Judged:
        """See :class:`Task`."""
        position = position_of(answer, self.state)
        if isinstance(position, Judged):
            return position
        if self._holds(position):
            return Judged(True, self.praise)
        return Judged(False, self._told(position))

    def _holds(self, position: int) -> bool:
        source = int(self.state.sources[position, 0])
        if filled_in(source):
            return False
        return source != position if self.wanted == "moved" else len(self.state.places(source)) > 1

    def _told(self, position: int) -> Sentence:
        source = int(self.state.sources[position, 0])
        values = {"place": self.state.index(position), "cell": source}
        if filled_in(source):
            return lands(position, self.state)
        if self.wanted == "moved":
            return say("At `{place}` lands cell {cell}, and that is where it was.", **values)
        return say("At `{place}` lands cell {cell}, and nowhere else.", **values)
