"""An operation that an address names."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from einscope.core.comparison import ComparableOperation
from einscope.core.limits import Limits
from einscope.core.plan import Shape
from einscope.render.subject import Subject
from einscope.settings import Settings
from einscope.web.answers.answer import answer_plain
from einscope.web.answers.planned import Planned
from einscope.web.pictures.file_name import operation_name
from einscope.web.pictures.subject import subject
from einscope.web.requests.view import View


@dataclass(frozen=True)
class LinkedOperation:
    """An operation that an address asks for; see :class:`Linked`."""

    asked: Planned
    view: View
    limits: Limits

    @property
    def shown(self) -> dict[str, str]:
        """See :class:`Linked`."""
        return self.view.texts()

    def refuse(self) -> None:
        """See :class:`Linked`."""
        _ = self.subject

    @cached_property
    def state(self) -> ComparableOperation:
        """See :class:`Linked`."""
        return ComparableOperation(self.asked.request, self.asked.plan, self.limits)

    @cached_property
    def subject(self) -> Subject:
        """See :class:`Linked`."""
        return subject(self.asked, self.view, self.limits)

    @property
    def title(self) -> str:
        """See :class:`Linked`."""
        return self.subject.title

    @property
    def file(self) -> str:
        """See :class:`Linked`."""
        return operation_name(self.asked)

    @property
    def output(self) -> Shape:
        """See :class:`Linked`."""
        return self.asked.plan.output.shape

    def plain(self, view: View, settings: Settings) -> dict[str, Any]:
        """See :class:`Linked`."""
        return answer_plain(self.asked, view, settings)
