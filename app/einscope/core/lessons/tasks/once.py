"""Let every cell be there once: nothing lost, nothing doubled."""

from dataclasses import dataclass

from einscope.core.errors import PatternError, Sentence, say
from einscope.core.lessons.state import State, as_shape
from einscope.core.lessons.tasks.make import kind_of
from einscope.core.lessons.tasks.task import Judged, Kind


@dataclass(frozen=True)
class Once:
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

    @property
    def kind(self) -> Kind:
        """See :class:`Task`."""
        return kind_of(self.field, self.options)

    @property
    def begin(self) -> str:
        """See :class:`Task`."""
        return self.state.texts[self.field]

    def judge(self, answer: str) -> Judged:
        """See :class:`Task`."""
        made = self.state.but(**{self.field: answer})
        try:
            verdict, shape = made.verdict, made.shape
        except PatternError as error:
            return Judged(False, error.message)
        if self.shape and shape != self.state.shape:
            values = {"made": as_shape(shape), "wanted": self.state.shape_text}
            return Judged(False, say("This makes y {made}; it is to be {wanted}.", **values), made)
        if verdict.bijective:
            return Judged(True, self.praise, made)
        if verdict.dropped is None or verdict.duplicated is None:
            return Judged(False, say("Not yet: not every cell is there once."), made)
        counts = {"dropped": verdict.dropped, "doubled": verdict.duplicated}
        sentence = say("Not yet: {dropped} cells are lost, and {doubled} are there more than once.", **counts)
        return Judged(False, sentence, made)
