"""A request to its answer: asks every room of the core, and puts what they say side by side."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from einscope.core.answer.cells import Cells, listed
from einscope.core.answer.tokens import tokens
from einscope.core.checks import checked
from einscope.core.errors import Sentence
from einscope.core.judge.verdict import Verdict, verdict
from einscope.core.judge.verdict.note import Note
from einscope.core.judge.verdict.notes import notes
from einscope.core.judge.verdict.terms import terms_of_plan
from einscope.core.limits import Limits
from einscope.core.operation import Request
from einscope.core.pattern.lexer import Token
from einscope.core.plan import Axis, Plan, Tensor
from einscope.core.say.explain import steps
from einscope.core.say.formula import Formula, formula
from einscope.core.scene import Scene, scene
from einscope.core.scene.look import Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Where every cell goes, and by which formula.

    Args:
        op: name of the operation.
        request: the parameters as they were understood.
        pattern: the einops pattern; where cells are cut off or filled in first, of what is left.
        sizes: sizes that the pattern needs beside the shape.
        tokens: the pieces of the pattern.
        axes: the elementary axes.
        inputs: what comes in.
        output: what comes out.
        cells: a window of the output's cells.
        verdict: what is to be said of all of them.
        formula: of every cell.
        steps: what happens, in sentences, in the language asked for.
        code: snippets that do the same: x in, y out, imports included.
        scene: the plan as pictures.
    """

    op: str
    request: Mapping[str, object]
    pattern: str
    sizes: Mapping[str, int]
    tokens: list[Token]
    axes: tuple[Axis, ...]
    inputs: tuple[Tensor, ...]
    output: Tensor
    cells: Cells
    verdict: Verdict
    formula: Formula
    steps: tuple[Sentence, ...]
    code: Mapping[str, str]
    scene: Scene


def answer(
    request: Request[Any], plan: Plan, look: Look, limits: Limits, start: int = 0, most: int = 0, check: bool = False
) -> Answer:
    """The answer to a request.

    Args:
        request: what is asked.
        plan: what it does.
        look: how its scene is looked at.
        limits: of what is listed, counted and drawn.
        start: first of the cells that are listed.
        most: how many of them, be there so many.
        check: whether another library is asked too.

    Raises:
        PatternError: whatever is wrong with how it is to be shown.

    Cost: O(rank + most), independent of the tensors' sizes, but for what a verdict counts cell by cell.

    >>> from einscope.core.limits import DEFAULT_LIMITS
    >>> from einscope.core.ops import registry
    >>> request = registry()["expand"].read({"shape": "1,2,2,4"}, DEFAULT_LIMITS)
    >>> told = answer(request, request.plan(DEFAULT_LIMITS), Look(), DEFAULT_LIMITS, most=3)
    >>> told.pattern, told.cells.sources
    ('b h w (p1 p2 c) -> b (h p1) (w p2) c', [[0, 1, 4]])
    """
    operation = request.operation
    return Answer(
        op=operation.name,
        request={name: plan.meant.get(name) if value is None else value for name, value in request.plain().items()},
        pattern=plan.pattern,
        sizes=plan.sizes,
        tokens=tokens(operation, plan.pattern, plan),
        axes=plan.axes,
        inputs=plan.inputs,
        output=plan.output,
        cells=listed(plan.maps, plan.output.cells, start, most, limits),
        verdict=_judged(request, plan, check, limits),
        formula=formula(plan),
        steps=tuple(steps(plan, operation.introduction)),
        code=operation.code(plan),
        scene=scene(plan, look, limits.picture_cells),
    )


def _judged(request: Request[Any], plan: Plan, check: bool, limits: Limits) -> Verdict:
    """The verdict in numbers, in sentences, and beside it that of another library."""
    judgement = verdict(plan, limits.verdict_cells)
    sources = sum(tensor.cells for tensor in plan.inputs)
    remarks = tuple(Note(remark, None) for remark in plan.remarks)
    return replace(
        judgement,
        notes=(*remarks, *notes(judgement, sources, plan.output.cells, terms_of_plan(plan))),
        checked=checked(request.operation.judge, plan, request.values) if check else None,
    )
