"""Let every cell be there once: nothing lost, nothing doubled."""

from dataclasses import dataclass

from einscope.core.errors import Sentence, say
from einscope.core.lessons.state import State
from einscope.core.lessons.tasks.changed import Changed, other_shape


@dataclass(frozen=True)
class Once(Changed):
    """A parameter of a state, changed until every cell of the input is found exactly once.

    Args:
        state: where it begins.
        field: the parameter.
        solution: a text that does it.
        question: what there is to do.
        praise: what is learnt.
        shape: whether the output must keep its shape.
    """

    state: State
    field: str
    solution: str
    question: Sentence
    praise: Sentence
    shape: bool = True
    options: tuple[str, ...] = ()

    def told(self, made: State) -> Sentence | None:
        """See :class:`Changed`."""
        verdict, shape = made.verdict, made.shape
        if self.shape and shape != self.state.shape:
            return other_shape(shape, self.state.shape)
        if verdict.bijective:
            return None
        if verdict.dropped is None or verdict.duplicated is None:
            return say("Not yet: not every cell is there once.")
        counts = {"dropped": verdict.dropped, "doubled": verdict.duplicated}
        return say("Not yet: {dropped} cells are lost, and {doubled} are there more than once.", **counts)
