"""A program that an address names."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from einscope.core.comparison import ComparableProgram
from einscope.core.limits import Limits
from einscope.core.plan import Shape
from einscope.render.subject import Subject
from einscope.settings import Settings
from einscope.web.program.answer import program_answer_plain, shown_of
from einscope.web.program.pictures import line_title, output_name, whole_subject
from einscope.web.requests.view import View


@dataclass(frozen=True)
class LinkedProgram:
    """A program that an address asks for; compared, it is shown as a whole, whatever line its own page would show.

    See :class:`Linked`. ``step``: the line that its own page shows.
    """

    state: ComparableProgram
    view: View
    limits: Limits
    step: int | None = None

    @property
    def shown(self) -> dict[str, str]:
        """See :class:`Linked`."""
        return self.view.texts() | ({} if self.step is None else {"step": str(self.step)})

    def refuse(self) -> None:
        """See :class:`Linked`."""
        shown_of(self.state.program, self.step, self.view, self.limits)
        _ = self.subject

    @cached_property
    def subject(self) -> Subject:
        """See :class:`Linked`."""
        return whole_subject(self.state.question, self.state.program, self.state.names, self.view, self.limits)

    @property
    def title(self) -> str:
        """See :class:`Linked`."""
        return line_title(self.state.question, self.state.program, self.step, self.view)

    @property
    def file(self) -> str:
        """See :class:`Linked`."""
        return output_name(self.state.program)

    @property
    def output(self) -> Shape:
        """See :class:`Linked`."""
        return self.state.program.output.shape

    def plain(self, view: View, settings: Settings) -> dict[str, Any]:
        """See :class:`Linked`."""
        seen = replace(view, at="", directions="", stage=None, cell=None)
        return program_answer_plain(self.state.question, self.state.program, seen, settings, self.state.judged)
