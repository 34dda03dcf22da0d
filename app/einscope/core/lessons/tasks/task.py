"""A question of a lesson, and what is said of an answer to it."""

import re
from dataclasses import dataclass
from typing import Literal, Protocol

from einscope.core.errors import Sentence
from einscope.core.lessons.state import State
from einscope.core.typed import plain

Kind = Literal["number", "index", "shape", "text", "code", "choice"]

_NUMBERS = re.compile(r"(?:[a-z_]\w*)?\s*([\[(]?)\s*(\d{1,15}(?:[\s,]+\d{1,15})*)?[\s,]*([\])]?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Judged:
    """What is said of an answer.

    Args:
        right: whether it is right.
        sentence: why, or what leads further; true in either case.
        made: the state that the answer makes, where it makes one.
    """

    right: bool
    sentence: Sentence
    made: State | None = None


class Task(Protocol):
    """Something to do: its answer is judged by what the core says of a state.

    ``question`` asks, ``praise`` says what there is to learn from the right answer, and ``solution`` is one, for tests.
    """

    @property
    def kind(self) -> Kind:
        """How it is answered."""

    @property
    def question(self) -> Sentence:
        """What there is to do."""

    @property
    def begin(self) -> str:
        """What stands in the field before anything is typed."""

    @property
    def options(self) -> tuple[str, ...]:
        """The answers to choose from; none: the answer is free."""

    @property
    def solution(self) -> str:
        """A right answer."""

    def judge(self, answer: str) -> Judged:
        """What is to be said of an answer."""


class Free:
    """A task whose answer is free, and nothing stands in the field before."""

    begin = ""
    options: tuple[str, ...] = ()


def numbers(text: str) -> tuple[int, ...] | None:
    """The numbers of an index or a count, in brackets or not, with a name before them or not; None: it has none.

    >>> numbers("y[0, 1, 0]"), numbers("０，１"), numbers(" 7 "), numbers("-1"), numbers("two")
    ((0, 1, 0), (0, 1), (7,), None, None)
    """
    found = _NUMBERS.fullmatch(plain(text).strip())
    if found is None or bool(found[1]) != bool(found[3]) or not found[2]:
        return None
    return tuple(map(int, re.findall(r"\d+", found[2])))
