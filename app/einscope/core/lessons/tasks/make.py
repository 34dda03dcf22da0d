"""Make one thing do what another does: any text is right that moves every cell alike."""

from dataclasses import dataclass

import numpy as np

from einscope.core.errors import Sentence, say
from einscope.core.judge.difference import difference, same_sources
from einscope.core.lessons.state import State, filled_in
from einscope.core.lessons.tasks.changed import Changed, other_shape

_LOOKED_AT = 4096  # cells of an output, of which the first that differs is named


@dataclass(frozen=True)
class Make(Changed):
    """A parameter of a state, changed until it does what is wanted.

    >>> state = State("rearrange", {"pattern": "h w -> h w", "shape": "2,3"})
    >>> task = Make(state, "pattern", state.but(pattern="h w -> w h"), say("Transpose."), say("Yes."))
    >>> [str(task.judge(answer).sentence) for answer in ("a b -> b a", "h w -> h w", "h w -> (h")]
    ['Yes.', 'This makes y 2×3; it is to be 3×2.', 'This bracket is never closed.']
    """

    state: State
    field: str
    wanted: State
    question: Sentence
    praise: Sentence
    options: tuple[str, ...] = ()
    answer: str = ""
    """A right answer, where what is wanted has another parameter."""

    @property
    def solution(self) -> str:
        """See :class:`Task`."""
        return self.answer or self.wanted.texts[self.field]

    def told(self, made: State) -> Sentence | None:
        """See :class:`Changed`."""
        mine, wanted = made.comparable.bare, self.wanted.comparable.bare
        if same_sources(mine, wanted):
            return None
        if mine.output.shape != wanted.output.shape:
            return other_shape(mine.output.shape, wanted.output.shape)
        looked_at = np.arange(min(wanted.output.cells, _LOOKED_AT))
        return _elsewhere(difference(mine, wanted, looked_at).first, made, self.wanted)


def _elsewhere(first: int | None, made: State, wanted: State) -> Sentence:
    """The first cell that comes from elsewhere."""
    if first is None or made.sources.shape[1] != 1 or wanted.sources.shape[1] != 1:
        return say("Not yet: some cells come from elsewhere.")
    mine, due = int(made.sources[first, 0]), int(wanted.sources[first, 0])
    place = wanted.index(first)
    if filled_in(mine) or filled_in(due):
        return say("Not yet: look at `{place}`.", place=place)
    return say(
        "Not yet: at `{place}` lands cell {made}; it is to be cell {wanted}.", place=place, made=mine, wanted=due
    )
