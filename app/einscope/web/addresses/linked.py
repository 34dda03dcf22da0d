"""The state that an address of this application names, wherever somebody passes the address on as a text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Protocol
from urllib.parse import parse_qsl, urlsplit

from einscope.core.errors import PatternError, Sentence, Span, say
from einscope.core.judge.difference import Compared, of_plan
from einscope.core.limits import Limits
from einscope.core.operation import Operation, Question
from einscope.core.ops import registry
from einscope.core.plan import Shape
from einscope.core.program import Program
from einscope.core.program.answer.compared import compared
from einscope.core.program.answer.judged import Judged, judged_whole
from einscope.core.program.question import PROGRAM, Asked, asked
from einscope.core.program.run.axes import Names, axis_names
from einscope.render.subject import Subject
from einscope.settings import Settings
from einscope.web.answers.answer import answer_plain
from einscope.web.answers.planned import Planned, planned
from einscope.web.pages.state import first, known_of, parted, view_of
from einscope.web.pictures.subject import subject
from einscope.web.program.answer import program_answer_plain
from einscope.web.program.pictures import whole_subject
from einscope.web.requests.links import address
from einscope.web.requests.view import View

_NAME = re.compile(r"/(?:embed/)?([^/]*)")
_MOST = 64  # parameters that are read


class Linked(Protocol):
    """What an address asks for, be it an operation or a program."""

    @property
    def name(self) -> str:
        """Of the operation, or of programs."""

    @property
    def texts(self) -> dict[str, str]:
        """The parameters that are not their defaults."""

    @property
    def view(self) -> View:
        """How it is to be shown."""

    @property
    def subject(self) -> Subject:
        """What a picture of it shows."""

    @property
    def output(self) -> Shape:
        """The shape of what comes out."""

    @property
    def compared(self) -> Compared:
        """What a comparison asks of it."""

    def plain(self, view: View, settings: Settings) -> dict[str, Any]:
        """The answer that a page shows; raises what its own page refuses."""

    def changed(self, texts: Mapping[str, str]) -> "Linked":
        """The same with some of its parameters changed; raises what is wrong with them then."""

    def page(self, settings: Settings) -> str:
        """The address of its page."""


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

    @cached_property
    def subject(self) -> Subject:
        """See :class:`Linked`."""
        return subject(self.asked, self.view, self.limits)

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

    def changed(self, texts: Mapping[str, str]) -> "LinkedOperation":
        """See :class:`Linked`."""
        return LinkedOperation(
            planned(self.asked.request.operation, {**self.texts, **texts}, self.limits), self.view, self.limits
        )

    def page(self, settings: Settings) -> str:
        """See :class:`Linked`."""
        return address(f"/{self.name}", {**self.texts, **self.view.texts()}, settings.public_url)


@dataclass(frozen=True)
class LinkedProgram:
    """A program that an address asks for; it is shown as a whole, whatever line its own page would show."""

    question: Asked
    program: Program
    view: View
    limits: Limits

    name = PROGRAM.name

    @property
    def texts(self) -> dict[str, str]:
        """See :class:`Linked`."""
        return self.question.texts()

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

    def changed(self, texts: Mapping[str, str]) -> "LinkedProgram":
        """See :class:`Linked`."""
        question = asked({**self.texts, **texts}, self.limits)
        return LinkedProgram(question, question.run(self.limits), self.view, self.limits)

    def page(self, settings: Settings) -> str:
        """See :class:`Linked`."""
        return address("/program", {**self.texts, **self.view.spoken()}, settings.public_url)


def linked(text: str, field: str, settings: Settings, no_program: Sentence | None = None) -> Linked:
    """The state that an address names; what is no parameter of it counts no more than on its own page.

    Args:
        text: the address, absolute or from the root on.
        field: the parameter that it was given in.
        settings: ``public_url`` is what absolute addresses begin with.
        no_program: what is said where it is the page of a program, and programs are not taken.

    Raises:
        PatternError: in ``field``, whatever is wrong with the address or with what it asks for.
    """
    if len(text) > settings.query_bytes:
        raise _refused("address-long", text, field)
    question = _question(text, field, settings)
    if question is PROGRAM and no_program is not None:
        raise PatternError("program-unsupported", no_program, Span(0, len(text)), field=field)
    known = known_of(question)
    try:
        pairs = parse_qsl(urlsplit(text).query, keep_blank_values=True, max_num_fields=_MOST)
    except ValueError as error:
        raise _refused("address-unknown", text, field) from error
    pairs = [(name, value) for name, value in pairs if name in known]
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            message = say("The parameter '{name}' is given twice.", name=name)
            raise PatternError("parameter-repeated", message, field=field, hint=say("keep one of them"))
    try:
        return _linked(question, dict(pairs), settings.limits)
    except PatternError as error:
        # A span or a repair of a parameter inside the address would not be one of the address.
        raise PatternError(error.code, error.message, field=field, hint=error.hint) from error


def _linked(question: Question, texts: Mapping[str, str], limits: Limits) -> Linked:
    own, shown = parted(question, texts)
    view = view_of(shown)
    if isinstance(question, Operation):
        state: Linked = LinkedOperation(planned(question, own, limits), view, limits)
    else:
        program = asked(own, limits)
        state = LinkedProgram(program, program.run(limits), view, limits)
    _ = state.subject  # what cannot be looked at as asked is refused here
    return state


def _question(text: str, field: str, settings: Settings) -> Question:
    """What can be asked on the page, or in the frame, that it is the address of."""
    home = settings.public_url
    path = text.removeprefix(home) if home and (text == home or text.startswith((f"{home}/", f"{home}?"))) else text
    try:
        parts = urlsplit(path)
    except ValueError as error:
        raise _refused("address-unknown", text, field) from error
    name = _NAME.fullmatch(parts.path or "/")
    if parts.scheme or parts.netloc or not name:
        raise _refused("address-unknown", text, field)
    if name[1] == PROGRAM.name:
        return PROGRAM
    if name[1] in registry():
        return registry()[name[1]]
    if parts.path in ("", "/") and text:
        return first()
    raise _refused("address-unknown", text, field)


def _refused(code: str, text: str, field: str) -> PatternError:
    return PatternError(
        code,
        say("This is not the address of a page that shows an operation."),
        Span(0, len(text)),
        field=field,
        hint=say("start it with /rearrange? or another operation"),
    )
