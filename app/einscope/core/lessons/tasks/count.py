"""How many? The answer is a number that the core counts."""

from collections.abc import Callable
from dataclasses import dataclass

from einscope.core.errors import Sentence, say
from einscope.core.lessons.tasks.task import Free, Judged, Kind, numbers


@dataclass(frozen=True)
class Count(Free):
    """A number, counted when somebody answers.

    >>> task = Count(lambda: 8, say("How many?"), say("Yes."))
    >>> [str(task.judge(answer).sentence) for answer in ("8", "4", "x")]
    ['Yes.', 'It is more than 4.', 'The answer is one number.']
    """

    count: Callable[[], int]
    question: Sentence
    praise: Sentence
    kind: Kind = "number"

    @property
    def solution(self) -> str:
        """See :class:`Task`."""
        return str(self.count())

    def judge(self, answer: str) -> Judged:
        """See :class:`Task`."""
        found = numbers(answer)
        if found is None or len(found) != 1:
            return Judged(False, say("The answer is one number."))
        (given,), wanted = found, self.count()
        if given == wanted:
            return Judged(True, self.praise)
        if given < wanted:
            return Judged(False, say("It is more than {given}.", given=given))
        return Judged(False, say("It is fewer than {given}.", given=given))
