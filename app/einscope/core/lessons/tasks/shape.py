"""Which shape does the output have?"""

from dataclasses import dataclass
from math import prod

from einscope.core.comparison import ComparableOperation
from einscope.core.errors import PatternError, Sentence, say
from einscope.core.fields import ShapesText
from einscope.core.lessons.state import State, as_shape
from einscope.core.lessons.tasks.task import Free, Judged, Kind
from einscope.core.limits import DEFAULT_LIMITS


@dataclass(frozen=True)
class PredictShape(Free):
    """The shape of the tensor that is shown.

    >>> state = State("rearrange", {"pattern": "h w c -> h (w c)", "shape": "2,3,4"})
    >>> task = PredictShape(state, say("Which shape has y?"), say("Yes."))
    >>> [str(task.judge(answer).sentence) for answer in ("2,12", "2×6", "3×8", "24")]  # doctest: +NORMALIZE_WHITESPACE
    ['Yes.', '2×6 has 12 cells, but 24 come in, and each is kept.',
     'The number of cells is right; look at axis 0 again: it is `h`.', 'y has 2 axes; this shape has 1.']
    """

    state: State
    question: Sentence
    praise: Sentence
    kind: Kind = "shape"

    @property
    def solution(self) -> str:
        """See :class:`Task`."""
        return "×".join(map(str, self.state.shape))

    def judge(self, answer: str) -> Judged:
        """See :class:`Task`."""
        state = self.state
        try:
            found = ShapesText().read(answer, "answer", DEFAULT_LIMITS).only()
        except PatternError as error:
            return Judged(False, error.message)
        if found == state.shape:
            return Judged(True, self.praise)
        if len(found) != len(state.shape):
            values = {"name": state.name, "wanted": len(state.shape), "count": len(found)}
            return Judged(False, say("{name} has {wanted} axes; this shape has {count}.", **values))
        if state.verdict.bijective and prod(found) != state.cells:
            values = {"shape": as_shape(found), "count": prod(found), "cells": state.input_cells}
            return Judged(False, say("{shape} has {count} cells, but {cells} come in, and each is kept.", **values))
        return Judged(False, self._axis(found))

    def _axis(self, found: tuple[int, ...]) -> Sentence:
        """The first axis whose size is another."""
        axis = next(at for at, size in enumerate(found) if size != self.state.shape[at])
        made = self._made_of(axis)
        kept = prod(found) == self.state.cells
        if made and kept:
            return say("The number of cells is right; look at axis {axis} again: it is `{made}`.", axis=axis, made=made)
        if made:
            return say("Look at axis {axis} again: it is `{made}`.", axis=axis, made=made)
        return say("Look at axis {axis} again.", axis=axis)

    def _made_of(self, axis: int) -> str:
        """The elementary axes that make up an axis of the output; empty where no pattern says so."""
        state = self.state.comparable
        if not isinstance(state, ComparableOperation) or not state.plan.pattern:
            return ""
        parts = [state.plan.axes[part].name for part in state.plan.output.arrangement[axis]]
        text = " ".join(parts)
        return text if len(parts) == 1 else f"({text})"
