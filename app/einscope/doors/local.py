"""The core in this process, as the client asks it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from math import prod
from typing import Any, TypeVar

import numpy as np

from einscope.core.errors import PatternError, say
from einscope.core.judge.infer import infer
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.map import whole
from einscope.core.ops import registry
from einscope.core.program.names.axes import axis_names
from einscope.core.program.question import PROGRAM, Asked, asked
from einscope.doors.client import EinscopeError, Integers, Shape
from einscope.render.sheet import sheet
from einscope.render.subject import Subject
from einscope.render.svg import document
from einscope.render.text.refusal import refusal_text
from einscope.settings import Settings
from einscope.web.addresses.differing import differing
from einscope.web.addresses.linked import linked
from einscope.web.answers.planned import Planned, planned
from einscope.web.pages.state import known_of, parted, view_of
from einscope.web.pictures.parameters import WIDTH
from einscope.web.pictures.subject import subject
from einscope.web.program.pictures import whole_subject
from einscope.web.program.state import own_and_shown
from einscope.web.requests.links import address
from einscope.web.requests.view import View
from einscope.web.texts.operation import operation_told
from einscope.web.texts.program import program_told
from einscope.web.texts.shown import Reading, pen_of

_LONGEST = 7_000  # characters of a link

Told = TypeVar("Told")


class Core:
    """Answers without a server."""

    values = DEFAULT_LIMITS.data_cells

    def __init__(self) -> None:
        self._settings = Settings.from_environment()
        self._limits = self._settings.limits

    def tell(self, op: str, texts: Mapping[str, str]) -> str:
        """See :class:`einscope.doors.client.Door`."""
        reading = Reading(linked=bool(self._settings.public_url))

        def told() -> str:
            if op == PROGRAM.name:
                question, view = self._program(texts)
                return program_told(question, question.run(self._limits), None, view, self._settings, reading)
            return operation_told(*self._operation(op, texts), self._settings, reading)

        return _asked(told, texts)

    def picture(self, op: str, texts: Mapping[str, str]) -> str:
        """See :class:`einscope.doors.client.Door`."""

        def drawn() -> str:
            seen = self._subject(op, texts)
            return document(seen, sheet(seen, WIDTH, None))

        return _asked(drawn, texts)

    def sources(self, op: str, texts: Mapping[str, str]) -> Integers:
        """See :class:`einscope.doors.client.Door`."""

        def found() -> Integers:
            plan = self._operation(op, texts)[0].plan
            [index_map] = plan.maps
            return np.asarray(whole(index_map, prod(plan.inputs[0].shape)).reshape(plan.output.shape))

        return _asked(found, texts)

    def infer(self, sources: Integers, input_shape: Shape) -> dict[str, Any]:
        """See :class:`einscope.doors.client.Door`."""
        found = _asked(lambda: infer(sources, input_shape, sources.shape, self._limits), {})
        return {
            "found": found.found,
            "op": found.op,
            "pattern": found.pattern,
            "sizes": dict(found.sizes),
            "expression": found.expression,
            "cell": found.cell,
            "reason": str(found.reason or ""),
        }

    def compare(self, a: str, b: str) -> dict[str, Any]:
        """See :class:`einscope.doors.client.Door`."""

        def compared() -> dict[str, Any]:
            most = self._settings.body_bytes
            left, right = (linked(text, name, self._settings, most) for name, text in (("a", a), ("b", b)))
            outcome = differing(left, right)
            return {"same": outcome.same, "sentence": str(outcome.sentence), "mend": outcome.mend}

        return _asked(compared, {"a": a, "b": b})

    def link(self, path: str, texts: Mapping[str, str]) -> str:
        """See :class:`einscope.doors.client.Door`."""
        found = address(path, texts, self._settings.public_url)
        return found if self._settings.public_url and len(found) <= _LONGEST else ""

    def _operation(self, op: str, texts: Mapping[str, str]) -> tuple[Planned, View]:
        """An operation, and how it is shown.

        Raises:
            PatternError: whatever is wrong with it.
            EinscopeError: there is no such operation.
        """
        operation = registry().get(op)
        if operation is None:
            raise EinscopeError(f"There is no operation {op!r}: there are {', '.join(registry())}.")
        own, shown = parted(operation, texts)
        view = replace(view_of(shown), data_cells=self._limits.data_cells)
        for name in texts:
            if name not in known_of(operation):
                raise PatternError(
                    "parameter-unknown", say("There is no parameter '{name}' here.", name=name), field=name
                )
        return planned(operation, own, self._limits), view

    def _program(self, texts: Mapping[str, str]) -> tuple[Asked, View]:
        own, shown = own_and_shown(texts)
        return asked(own, self._limits), view_of(shown)

    def _subject(self, op: str, texts: Mapping[str, str]) -> Subject:
        """What the picture shows."""
        if op == PROGRAM.name:
            question, view = self._program(texts)
            program = question.run(self._limits)
            return whole_subject(question, program, axis_names(program, question.code), view, self._limits)
        return subject(*self._operation(op, texts), self._limits)


def _asked(work: Callable[[], Told], texts: Mapping[str, str]) -> Told:
    """What this work comes to; what is refused is said as a text."""
    try:
        return work()
    except PatternError as error:
        language = texts.get("lang", "")
        said = refusal_text(error, texts, pen_of(language), _again)
        raise EinscopeError(said.rstrip("\n")) from None


def _again(repair: Mapping[str, str]) -> str:
    """A repair as arguments."""
    return ", ".join(f"{name}={text!r}" for name, text in repair.items())
