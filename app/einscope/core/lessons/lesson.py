"""A lesson: steps, each with a few sentences, a state to look at, and something to do."""

from dataclasses import dataclass

from einscope.core.errors import Sentence
from einscope.core.lessons.state import State
from einscope.core.lessons.tasks import Task


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a lesson.

    Args:
        title: a few words.
        text: paragraphs; what stands between ``backticks`` is code.
        state: what the stage shows.
        task: what there is to do.
    """

    title: Sentence
    text: tuple[Sentence, ...]
    state: State
    task: Task


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson.

    Args:
        name: the last part of its address.
        title: the question it answers, or what it is about.
        summary: one sentence.
        steps: in order.
        also: other names of what it is about, in any language, for whoever searches.
    """

    name: str
    title: Sentence
    summary: Sentence
    steps: tuple[Step, ...]
    also: tuple[str, ...] = ()
