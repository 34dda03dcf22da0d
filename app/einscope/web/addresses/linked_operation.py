"""An operation that an address names."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from einscope.core.errors import PatternError
from einscope.core.fields import OrderText
from einscope.core.judge.difference import Compared, of_plan
from einscope.core.judge.difference.variants import orders, pattern_variants
from einscope.core.limits import Limits
from einscope.core.plan import Shape
from einscope.render.subject import Subject
from einscope.settings import Settings
from einscope.web.addresses.linked_state import Linked
from einscope.web.answers.answer import answer_plain
from einscope.web.answers.planned import Planned, planned
from einscope.web.pictures.subject import subject
from einscope.web.requests.links import address
from einscope.web.requests.view import View


@dataclass(frozen=True)
class LinkedOperation:
    """An operation that an address asks for."""

    asked: Planned
    view: View
    limits: Limits

    @property
    def name(self) -> str:
        """See :class:`Linked`."""
        return self.asked.request.operation.name

    @property
    def texts(self) -> dict[str, str]:
        """See :class:`Linked`."""
        return self.asked.request.texts()

    @property
    def shown(self) -> dict[str, str]:
        """See :class:`Linked`."""
        return self.view.texts()

    def refuse(self) -> None:
        """See :class:`Linked`."""
        _ = self.subject

    @cached_property
    def subject(self) -> Subject:
        """See :class:`Linked`."""
        return subject(self.asked, self.view, self.limits)

    @property
    def title(self) -> str:
        """See :class:`Linked`."""
        return self.subject.title

    @property
    def output(self) -> Shape:
        """See :class:`Linked`."""
        return self.asked.plan.output.shape

    @cached_property
    def compared(self) -> Compared:
        """See :class:`Linked`."""
        return of_plan(self.asked.plan)

    def plain(self, view: View, settings: Settings) -> dict[str, Any]:
        """See :class:`Linked`."""
        return answer_plain(self.asked, view, settings)

    @property
    def bare(self) -> Compared:
        """See :class:`Linked`."""
        return self.compared

    def variants(self) -> Iterator[tuple[str, Callable[[], Linked]]]:
        """See :class:`Linked`."""
        own = self.asked.request.texts()
        meant = self.asked.plan.meant
        for parameter in self.asked.request.operation.parameters:
            text = own.get(parameter.name) or meant.get(parameter.name, "")
            if parameter.name == "pattern":
                for pattern in pattern_variants(text):
                    yield pattern, partial(self._changed, {"pattern": pattern})
            elif isinstance(parameter.form, OrderText):
                for order in orders(text.split()):
                    yield " ".join(order), partial(self._changed, {parameter.name: " ".join(order)})

    def on(self, shape: Shape) -> Linked | None:
        """See :class:`Linked`."""
        if len(self.asked.plan.inputs) != 1:
            return None
        try:
            return self._changed({"shape": ",".join(map(str, shape))})
        except PatternError:
            return None

    def _changed(self, texts: Mapping[str, str]) -> Linked:
        asked_again = planned(self.asked.request.operation, {**self.texts, **texts}, self.limits, mending=False)
        return LinkedOperation(asked_again, self.view, self.limits)

    @property
    def address(self) -> str:
        """See :class:`Linked`."""
        return address(f"/{self.name}", self.texts)
