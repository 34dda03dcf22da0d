"""A request to its answer: asks every room of the core, and puts what they say side by side."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
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
from einscope.core.say.explain import Named, steps
from einscope.core.say.formula import Formula, formula
from einscope.core.scene import Scene, scene
from einscope.core.scene.look import Look
from einscope.core.told import only
from einscope.core.values import Data, Given, made


@dataclass(frozen=True, slots=True)
class AnswerTensor(Tensor):
    """A tensor with the values of its cells.

    Args:
        data: in C order, where data were given, and of what is worked out of them; null: its cells have no values, or
            too many. In it null: a value that is not known.
    """

    data: Data | None = None


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
        step_axes: for each of them where it names axes: first code point, the one behind the last, number of the axis.
        code: snippets that do the same: x in, y out, imports included.
        scene: the plan as pictures.
    """

    op: str
    request: Mapping[str, object]
    pattern: str
    sizes: Mapping[str, int]
    tokens: list[Token]
    axes: tuple[Axis, ...]
    inputs: tuple[AnswerTensor, ...]
    output: AnswerTensor
    cells: Cells
    verdict: Verdict
    formula: Formula
    steps: tuple[Sentence, ...]
    step_axes: tuple[Named, ...]
    code: Mapping[str, str]
    scene: Scene


def answer(
    request: Request[Any],
    plan: Plan,
    look: Look,
    limits: Limits,
    start: int = 0,
    most: int = 0,
    check: bool = False,
    given: Given | None = None,
    wanted: Collection[str] | None = None,
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
        given: the values of the inputs' cells; None: their numbers.
        wanted: names of fields; the others are None, and cost nothing. None: all of them.

    Raises:
        PatternError: whatever is wrong with how it is to be shown.

    Cost: O(rank + most), independent of the tensors' sizes, but for what a verdict counts cell by cell.

    >>> from einscope.core.limits import DEFAULT_LIMITS
    >>> from einscope.core.ops import registry
    >>> request = registry()["expand"].read({"shape": "1,2,2,4"}, DEFAULT_LIMITS)
    >>> told = answer(request, request.plan(DEFAULT_LIMITS), Look(), DEFAULT_LIMITS, most=3)
    >>> told.pattern, told.cells.sources
    ('b h w (p1 p2 c) -> b (h p1) (w p2) c', [[0, 1, 4]])
    >>> answer(request, request.plan(DEFAULT_LIMITS), Look(), DEFAULT_LIMITS, wanted={"pattern"}).verdict is None
    True
    """
    operation = request.operation
    tensors = cache(lambda: tuple(_with_values(plan, given or Given((None,) * len(plan.inputs)), limits)))
    said = cache(lambda: steps(plan, operation.introduction))
    names = tuple([axis.name for axis in plan.axes])
    makers: dict[str, Callable[[], Any]] = {
        "op": lambda: operation.name,
        "request": lambda: {
            name: plan.meant.get(name) if value is None else value for name, value in request.plain().items()
        },
        "pattern": lambda: plan.pattern,
        "sizes": lambda: plan.sizes,
        "tokens": lambda: tokens(operation, plan.pattern, plan),
        "axes": lambda: plan.axes,
        "inputs": lambda: tensors()[:-1],
        "output": lambda: tensors()[-1],
        "cells": lambda: listed(plan.maps, plan.output.cells, start, most, limits),
        "verdict": lambda: _judged(request, plan, check, limits),
        "formula": lambda: formula(plan),
        "steps": said,
        "step_axes": lambda: tuple([Named(sentence, names) for sentence in said()]),
        "code": lambda: operation.code(plan),
        "scene": lambda: scene(plan, look, limits.picture_cells),
    }
    return Answer(**only(wanted, makers))


def _with_values(plan: Plan, given: Given, limits: Limits) -> Iterator[AnswerTensor]:
    """The inputs and, last, the output, with the values of their cells.

    What is gathered has values of its own, even where nobody gave any: the numbers of cells are numbers too.
    """
    for tensor, entries in zip(plan.inputs, given.entries, strict=True):
        yield _numbered(tensor, entries)
    most = limits.data_cells if given else limits.result_cells if plan.computes else 0
    yield _numbered(plan.output, made(plan, given.entries, most) if most else None)


_TENSOR = tuple(part.name for part in fields(Tensor))


def _numbered(tensor: Tensor, data: Data | None) -> AnswerTensor:
    return AnswerTensor(**{name: getattr(tensor, name) for name in _TENSOR}, data=data)


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
