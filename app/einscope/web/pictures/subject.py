"""A request as the subject of a picture: its scene, and what is told of it in words."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from einscope.core.errors import Sentence
from einscope.core.limits import Limits
from einscope.core.operation import Operation, Request
from einscope.core.plan import Plan
from einscope.core.say.explain import steps
from einscope.core.say.formula import formula
from einscope.core.scene import scene
from einscope.core.values import made
from einscope.render.subject import Piece, Subject, shape_text
from einscope.web.answers.planned import Planned, planned
from einscope.web.requests.view import View, given_of, look_of
from einscope.web.server.language import translate

_SAID = ("pattern", "shape", "sizes")  # parameters that the heading and the shapes tell already


def subject_of(operation: Operation[Any], texts: Mapping[str, str], view: View, limits: Limits) -> Subject:
    """What a picture of this request shows.

    Raises:
        PatternError: whatever is wrong with the request.

    Cost: O(rank · log(cells)).
    """
    return subject(planned(operation, texts, limits), view, limits)


def subject(asked: Planned, view: View, limits: Limits) -> Subject:
    """The same of a plan that was made already."""
    request, plan = asked.request, asked.plan
    look = look_of(view, plan.output.shape, limits)
    if look.show is not None:  # a page may show more cells than a picture has room for
        look = replace(look, show=min(look.show, limits.picture_cells))

    def spoken(sentence: Sentence) -> str:
        return translate(sentence, view.language)

    own = given_of(view, [(tensor.name, tensor.shape) for tensor in plan.inputs], limits)
    values = own.entries if own else (None,) * len(plan.inputs)
    told = formula(plan)
    heading = _pattern(request.operation, plan) or tuple(told.fragments)
    return Subject(
        scene(plan, look, limits.picture_cells),
        plan.inputs,
        plan.output,
        plan.axes,
        spoken,
        heading,
        _subtitle(request, plan, spoken(request.operation.title)),
        " ".join((told.text, *(spoken(step) for step in steps(plan, request.operation.introduction)))),
        view.cell,
        values=values,
        result=made(plan, values, limits.data_cells) if plan.computes else None,
        label=view.label,
    )


def _pattern(operation: Operation[Any], plan: Plan) -> tuple[Piece, ...]:
    """The pattern in pieces; an arrow is shown as one."""
    numbers = {axis.name: number for number, axis in enumerate(plan.axes)}
    return tuple(
        ("→" if token.kind == "arrow" else token.text, numbers.get(token.text) if token.kind == "name" else None)
        for token in operation.tokenize(plan.pattern, plan)
    )


def _subtitle(request: Request[Any], plan: Plan, title: str) -> str:
    chosen = " ".join(f"{name}={text}" for name, text in request.texts().items() if name not in _SAID)
    inputs = ", ".join(f"{tensor.name} {shape_text(tensor.shape)}" for tensor in plan.inputs)
    shapes = f"{inputs} → {plan.output.name} {shape_text(plan.output.shape)}"
    return " · ".join(part for part in (title, chosen, shapes) if part)
