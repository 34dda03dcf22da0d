"""A request to its answer: asks the core and writes down what it says."""

from typing import Any

from einscope.core.errors import PatternError, say
from einscope.core.limits import Limits
from einscope.core.map import window
from einscope.core.operation import Operation, Request
from einscope.core.plan import Plan, Tensor
from einscope.core.say.explain import steps
from einscope.core.say.formula import Formula, Written, formula
from einscope.core.scene import scene
from einscope.settings import Settings
from einscope.web.answers import models
from einscope.web.answers.judgement import verdict_model
from einscope.web.answers.planned import Planned
from einscope.web.answers.scene import scene_model
from einscope.web.answers.source_file import file_texts
from einscope.web.requests.links import links
from einscope.web.requests.view import View, look_of
from einscope.web.server.language import translate
from einscope.web.server.token import Token


def answer(asked: Planned, view: View, settings: Settings) -> models.Answer:
    """The answer to a request.

    Raises:
        PatternError: whatever is wrong with how it is to be shown.

    Cost: O(rank + count), independent of the tensors' sizes, but for what a verdict counts cell by cell.
    """
    limits, request, plan = settings.limits, asked.request, asked.plan
    operation = request.operation
    file = file_texts(plan.output.cells, plan.maps, limits)
    return models.Answer(
        op=operation.name,
        request=_request(request, plan),
        pattern=plan.pattern,
        sizes=plan.sizes,
        tokens=tokens(operation, plan.pattern, plan),
        axes=[models.Axis(name=each.name, size=each.size, role=each.role, given=each.given) for each in plan.axes],
        inputs=[_tensor(each) for each in plan.inputs],
        output=_tensor(plan.output),
        cells=_cells(plan, view, limits),
        verdict=verdict_model(request, plan, view, settings),
        formula=formula_model(formula(plan)),
        steps=[translate(step, view.language) for step in steps(plan, operation.introduction)],
        code=operation.code(plan),
        scene=scene_model(scene(plan, look_of(view, plan.output.shape, limits), limits.picture_cells), view.language),
        links=links(operation.name, request.texts(), view.texts(), settings.public_url, file),
    )


def _request(request: Request[Any], plan: Plan) -> dict[str, object]:
    """The parameters as understood; those left empty as what they came to mean."""
    return {name: plan.meant.get(name) if value is None else value for name, value in request.plain().items()}


def tokens(operation: Operation[Any], text: str, plan: Plan | None = None) -> list[Token]:
    """The tokens of a pattern; without a plan, names are numbered as they first appear."""
    numbers: dict[str, int] = {axis.name: number for number, axis in enumerate(plan.axes)} if plan else {}
    listed = []
    for token in operation.tokenize(text, plan):
        axis = numbers.setdefault(token.text, len(numbers)) if token.kind == "name" else None
        listed.append(Token(kind=token.kind, text=token.text, span=token.span, axis=axis))
    return listed


def _cells(plan: Plan, view: View, limits: Limits) -> models.Cells:
    total = plan.output.cells
    if view.start > total:
        raise PatternError(
            "window-outside",
            say("The output has {total} cells; cell {start} is not one of them.", total=total, start=view.start),
            field="start",
            repair={"start": "0"},
        )
    # Where a cell is made of many, fewer cells are listed, so that the answer stays as small.
    most = limits.window_cells // max(1, plan.maps[0].arity * len(plan.maps))
    sources = [window(each, view.start, min(view.most, most)) for each in plan.maps]
    count = len(sources[0])
    return models.Cells(
        total=total,
        start=view.start,
        count=count,
        complete=count == total,
        arity=plan.maps[0].arity,
        targets=list(range(view.start, view.start + count)),
        sources=[each.reshape(-1).tolist() for each in sources],
    )


def _tensor(tensor: Tensor) -> models.Tensor:
    return models.Tensor(
        name=tensor.name,
        shape=tensor.shape,
        arrangement=tensor.arrangement,
        strides=tensor.strides,
        offset=tensor.offset,
    )


def formula_model(said: Formula) -> models.Formula:
    """A formula as the answer has it."""
    return models.Formula(
        text=said.text,
        latex=said.latex,
        mathml=said.mathml,
        fragments=said.fragments,
        target=said.target,
        source=said.source,
        condition=said.condition,
        where_to=None if said.where_to is None else _written(said.where_to),
    )


def _written(said: Written) -> models.Written:
    return models.Written(text=said.text, latex=said.latex, mathml=said.mathml, fragments=said.fragments)
