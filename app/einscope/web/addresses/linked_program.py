"""A program that an address names."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from einscope.core.errors import PatternError
from einscope.core.judge.difference import Compared
from einscope.core.judge.verdict import Verdict
from einscope.core.limits import Limits
from einscope.core.plan import Shape
from einscope.core.program import Program
from einscope.core.program.answer.judged import Judged, judged_whole
from einscope.core.program.comparison.compared import compared
from einscope.core.program.comparison.variants import program_variants
from einscope.core.program.question import PROGRAM, Asked, asked
from einscope.core.program.run.axes import Names, axis_names
from einscope.render.subject import Subject
from einscope.settings import Settings
from einscope.web.addresses.linked_state import Linked
from einscope.web.program.answer import program_answer_plain, shown_of
from einscope.web.program.pictures import line_subject, whole_subject
from einscope.web.requests.links import address
from einscope.web.requests.view import View


@dataclass(frozen=True)
class LinkedProgram:
    """A program that an address asks for; it is shown as a whole, whatever line its own page would show."""

    question: Asked
    program: Program
    view: View
    limits: Limits
    step: int | None = None

    name = PROGRAM.name

    @property
    def texts(self) -> dict[str, str]:
        """See :class:`Linked`."""
        return self.question.texts()

    @property
    def shown(self) -> dict[str, str]:
        """See :class:`Linked`."""
        return self.view.texts() | ({} if self.step is None else {"step": str(self.step)})

    def refuse(self) -> None:
        """See :class:`Linked`."""
        shown_of(self.program, self.step, self.view, self.limits)
        _ = self.subject

    @cached_property
    def _names(self) -> tuple[Names, ...]:
        return axis_names(self.program, self.question.code)

    @cached_property
    def _judged(self) -> Judged:
        return judged_whole(self.program, self._names, self.limits)

    @cached_property
    def subject(self) -> Subject:
        """See :class:`Linked`."""
        return whole_subject(self.question, self.program, self._names, self.view, self.limits)

    @property
    def title(self) -> str:
        """See :class:`Linked`."""
        return line_subject(self.question, self.program, self.step, self.view, self.limits).title

    @property
    def output(self) -> Shape:
        """See :class:`Linked`."""
        return self.program.output.shape

    @cached_property
    def compared(self) -> Compared:
        """See :class:`Linked`."""
        return compared(self.program, self._names, self._judged)

    def plain(self, view: View, settings: Settings) -> dict[str, Any]:
        """See :class:`Linked`."""
        seen = replace(view, at="", directions="", stage=None, cell=None)
        return program_answer_plain(self.question, self.program, seen, settings, self._judged)

    @cached_property
    def bare(self) -> Compared:
        """See :class:`Linked`."""
        return compared(self.program, self._names, Judged(Verdict()))

    def variants(self) -> Iterator[tuple[str, Callable[[], Linked]]]:
        """See :class:`Linked`."""
        for variant in program_variants(self.question.code, self.limits):
            yield variant.line, partial(self._changed, {"code": variant.code})

    def on(self, shape: Shape) -> Linked | None:
        """See :class:`Linked`."""
        inputs = [source.name for source in self.program.inputs if source.line is None]
        if len(inputs) != 1:
            return None
        try:
            return self._changed({"shape": f"{inputs[0]}:{','.join(map(str, shape))}"})
        except PatternError:
            return None

    def _changed(self, texts: Mapping[str, str]) -> Linked:
        question = asked({**self.texts, **texts}, self.limits)
        return LinkedProgram(question, question.at_once(self.limits), self.view, self.limits)

    @property
    def address(self) -> str:
        """See :class:`Linked`."""
        return address(f"/{self.name}", self.texts)
