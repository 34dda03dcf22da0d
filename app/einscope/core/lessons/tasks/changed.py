"""What is done by changing a text: the answer makes a state, of which something is wanted."""

from abc import ABC, abstractmethod

from einscope.core.errors import PatternError, Sentence, say
from einscope.core.lessons.state import State, as_shape
from einscope.core.lessons.tasks.task import Judged, Kind
from einscope.core.plan import Shape


class Changed(ABC):
    """A task whose answer is another text for a parameter of a state."""

    state: State
    field: str
    praise: Sentence
    options: tuple[str, ...]

    @property
    def kind(self) -> Kind:
        """See :class:`Task`."""
        if self.options:
            return "choice"
        return "code" if self.field == "code" else "text"

    @property
    def begin(self) -> str:
        """See :class:`Task`."""
        return self.state.texts[self.field]

    def judge(self, answer: str) -> Judged:
        """See :class:`Task`."""
        made = self.state.but(**{self.field: answer})
        try:
            told = self.told(made)
        except PatternError as error:
            return Judged(False, error.message)
        return Judged(told is None, self.praise if told is None else told, made)

    @abstractmethod
    def told(self, made: State) -> Sentence | None:
        """What is not yet right of the state that an answer makes; None: it is right.

        Raises:
            PatternError: it makes none.
        """


def other_shape(made: Shape, wanted: Shape) -> Sentence:
    """That an output is not of the shape that it is to be of."""
    return say("This makes y {made}; it is to be {wanted}.", made=as_shape(made), wanted=as_shape(wanted))
