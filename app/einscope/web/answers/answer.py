"""The core's answer to a request, and where to find the same in other forms."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from pydantic import TypeAdapter

from einscope.core.answer import answer as core
from einscope.core.errors import PatternError
from einscope.core.fields import DataText
from einscope.core.limits import Limits
from einscope.core.spent import spent_on
from einscope.core.told import only
from einscope.core.values import Given
from einscope.settings import Settings
from einscope.web.answers.file_window import file_texts
from einscope.web.answers.lean import wanted_fields
from einscope.web.answers.planned import Planned, planned
from einscope.web.requests.links import Links, links
from einscope.web.requests.view import View, given_of, look_of
from einscope.web.server.written import written


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(core.Answer):
    """Where every cell goes, and by which formula.

    Args:
        links: where to find the same thing in other forms.
    """

    in_parts: ClassVar[bool] = True
    """Somebody may want some of its fields alone, so a description promises none of them."""

    links: Links


WRITTEN_ANSWER = written(Answer)
"""How the API describes it."""

_ANSWER: TypeAdapter[Answer] = TypeAdapter(WRITTEN_ANSWER)


_CORE = tuple(part.name for part in fields(core.Answer))


def answer(asked: Planned, view: View, settings: Settings, wanted: Collection[str] | None = None) -> Answer:
    """The answer to a request.

    Args:
        asked: the request, planned.
        view: how it is shown.
        settings: of the application.
        wanted: names of fields; the others are None, and cost nothing. None: all of them.

    Raises:
        PatternError: whatever is wrong with how it is to be shown.

    Cost: that of :func:`einscope.core.answer.answer.answer`.
    """
    limits, request, plan = settings.limits, asked.request, asked.plan
    look, given = look_of(view, plan.output.shape, limits), _given(asked, view, limits)
    told = core.answer(request, plan, look, limits, view.start, view.most, view.check, given, wanted)

    def elsewhere() -> Links:
        file = file_texts(plan.output.cells, plan.maps, limits)
        return links(request.operation.name, request.texts(), view.texts(), settings.public_url, file)

    own = {name: getattr(told, name) for name in _CORE}
    return Answer(**own, **only(wanted, {"links": elsewhere}))


def _given(asked: Planned, view: View, limits: Limits) -> Given | None:
    """The values of the inputs' cells; where they have another shape, one that would be taken is the repair."""
    inputs = [(tensor.name, tensor.shape) for tensor in asked.plan.inputs]
    try:
        return given_of(view, inputs, limits)
    except PatternError as error:
        if error.code == "data-shape":
            error.repair = _reshaped(asked, view, limits) or error.repair
        raise


def _reshaped(asked: Planned, view: View, limits: Limits) -> dict[str, str]:
    """The shapes of the data as shapes of the inputs, where the operation takes them."""
    read = DataText().read(view.data, "data", limits)
    inputs = asked.plan.inputs
    named = {numbers.name: numbers.shape for numbers in read if numbers.name}
    others = iter([numbers.shape for numbers in read if not numbers.name])
    shapes = [named[tensor.name] if tensor.name in named else next(others, tensor.shape) for tensor in inputs]
    text = ";".join(",".join(map(str, shape)) for shape in shapes)
    try:
        planned(asked.request.operation, {**asked.request.texts(), "shape": text}, limits)
    except PatternError:
        return {}
    return {"shape": text}


def answer_json(asked: Planned, view: View, settings: Settings, names: str = "") -> bytes:
    """The answer as JSON, or those fields of it that are named; raises what is wrong with either."""
    wanted = wanted_fields(names, Answer)
    found, reader = answer(asked, view, settings, wanted), view.reader(settings.public_url)
    with spent_on("write"):
        return _ANSWER.dump_json(found, context=reader, include=wanted)


def answer_plain(asked: Planned, view: View, settings: Settings) -> dict[str, Any]:
    """The answer as JSON has it, for a page; raises what :func:`answer` raises."""
    context = view.reader(settings.public_url)
    return dict(_ANSWER.dump_python(answer(asked, view, settings), context=context))
