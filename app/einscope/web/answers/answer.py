"""The core's answer to a request, and where to find the same in other forms."""

from dataclasses import dataclass, fields
from typing import Any

from pydantic import TypeAdapter

from einscope.core.answer import answer as core
from einscope.core.errors import PatternError
from einscope.core.fields import DataText
from einscope.core.limits import Limits
from einscope.core.values import Given
from einscope.settings import Settings
from einscope.web.answers.file_window import file_texts
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

    links: Links


WRITTEN_ANSWER = written(Answer)
"""How the API describes it."""

_ANSWER: TypeAdapter[Answer] = TypeAdapter(WRITTEN_ANSWER)


def answer(asked: Planned, view: View, settings: Settings) -> Answer:
    """The answer to a request.

    Raises:
        PatternError: whatever is wrong with how it is to be shown.

    Cost: that of :func:`einscope.core.answer.answer.answer`.
    """
    limits, request, plan = settings.limits, asked.request, asked.plan
    look = look_of(view, plan.output.shape, limits)
    told = core.answer(request, plan, look, limits, view.start, view.most, view.check, _given(asked, view, limits))
    file = file_texts(plan.output.cells, plan.maps, limits)
    elsewhere = links(request.operation.name, request.texts(), view.texts(), settings.public_url, file)
    return Answer(**{part.name: getattr(told, part.name) for part in fields(told)}, links=elsewhere)


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


def answer_json(asked: Planned, view: View, settings: Settings) -> bytes:
    """The answer as JSON; raises what :func:`answer` raises."""
    return _ANSWER.dump_json(answer(asked, view, settings), context=view.reader(settings.public_url))


def answer_plain(asked: Planned, view: View, settings: Settings) -> dict[str, Any]:
    """The answer as JSON has it, for a page; raises what :func:`answer` raises."""
    context = view.reader(settings.public_url)
    return dict(_ANSWER.dump_python(answer(asked, view, settings), context=context))
