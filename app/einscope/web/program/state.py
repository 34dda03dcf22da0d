"""What the page of programs shows: a program that is still being typed is a state like any other."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, Field, TypeAdapter

from einscope.core.errors import PatternError, say
from einscope.core.fields import Piece, read_size
from einscope.core.program.answer.unread import needless
from einscope.core.program.answer.way import Hop, way_of
from einscope.core.program.interpreter import Attempt
from einscope.core.program.question import PROGRAM, Asked, asked, without_company
from einscope.settings import Settings
from einscope.web.pages.state import VIEW, view_of
from einscope.web.program.answer import ProgramAnswer, program_answer
from einscope.web.program.problems import program_problem
from einscope.web.requests.view import View
from einscope.web.server.language import spoken, translate
from einscope.web.server.problem import Problem
from einscope.web.server.written import WRITTEN, Reader, written

DEFAULTS = {each.name: each.default for each in PROGRAM.parameters if each.default is not None}
WAY: TypeAdapter[tuple[Hop, ...] | Problem] = TypeAdapter(written(tuple[Hop, ...]) | Problem)
_LOOK = (*VIEW, "step", "lead")  # those that do not make it another program
KNOWN = (*(each.name for each in PROGRAM.parameters), *_LOOK)
"""The parameters of the page."""

NO_CODE = "code-missing"
"""What is wrong with a page that waits for a program, and nothing else."""


class ProgramState(BaseModel):
    """What the page shows: the parameters as texts, and either the answer to them or what is wrong."""

    op: str
    texts: dict[str, str]
    cleaned: tuple[str, ...] = Field(
        default=(), description="what came along with the code and was taken out: `texts.code` is what is left"
    )
    unused: tuple[str, ...] = Field(default=(), description="names that are given a shape or a value without need")
    answer: Annotated[ProgramAnswer, WRITTEN] | None
    problem: Problem | None
    partial: Annotated[ProgramAnswer, WRITTEN] | None = Field(
        default=None, description="of a program that is refused half-way, what came before"
    )
    rest: tuple[int, int] | None = Field(
        default=None, description="the first and the last line, from 1, of what was not run"
    )


def program_state(given: Mapping[str, str], language: str, settings: Settings) -> ProgramState:
    """The state that these texts make, or the example where none is a parameter of a program. Never raises.

    Other texts are left out, as on every page.

    Args:
        given: texts by parameter.
        language: where ``lang`` does not say.
        settings: of the application.
    """
    texts = _texts(given)
    pasted = without_company(texts, settings.limits)
    texts["code"] = pasted.code
    spoken_in = spoken(texts.get("lang", language).lower()) or language
    question = _asked(texts, settings)
    answered = partial = rest = problem = None
    try:
        _refuse_nothing(texts["code"])
        number, view = number_of(texts, "step"), view_of(texts, language)
        if isinstance(question, PatternError):
            raise question
        reached = question.attempt(settings.limits)
        if reached.fault is None and reached.program is not None:
            answered = program_answer(question, reached.program, number, view, settings)
        elif reached.fault is not None:
            problem = program_problem(reached.fault, texts, True, language, settings.public_url)
            partial = _part(question, reached, number, view, settings)
            rest = reached.rest if partial else None
    except PatternError as error:
        problem = program_problem(error, texts, True, language, settings.public_url)
    unread = tuple(each.name for each in answered.inputs if not each.read) if answered else ()
    # What cannot even be read is not known to be without need.
    unused = () if isinstance(question, PatternError) else needless(question, unread, settings.limits)
    return ProgramState(
        op=PROGRAM.name,
        texts=texts,
        cleaned=tuple(translate(sentence, spoken_in) for sentence in pasted.done),
        unused=unused,
        answer=answered,
        problem=problem,
        partial=partial,
        rest=rest,
    )


def _part(question: Asked, reached: Attempt, step: int | None, view: View, settings: Settings) -> ProgramAnswer | None:
    """What came before the line at fault; where it cannot be looked at as asked, its last tensor as a whole."""
    if reached.program is None:
        return None
    try:
        return program_answer(question, reached.program, step, view, settings)
    except PatternError:
        return program_answer(question, reached.program, None, view_of({"lang": view.language}), settings)


def _asked(texts: Mapping[str, str], settings: Settings) -> Asked | PatternError:
    try:
        limits = settings.limits
        return asked(texts, limits).with_data(texts.get("data", ""), limits.data_query_cells, limits)
    except PatternError as error:
        return error


def reader_of(state: ProgramState, language: str, settings: Settings) -> Reader:
    """Whom a state is written for."""
    return (
        view_of(state.texts, language).reader(settings.public_url)
        if state.answer or state.partial
        else Reader(language)
    )


def program_way(given: Mapping[str, str], language: str, settings: Settings) -> tuple[Hop, ...] | Problem:
    """The way of the cell ``cell`` of the tensor ``step``, without the rest of the answer. Never raises."""
    texts = _texts(given)
    try:
        question = _asked(texts, settings)
        if isinstance(question, PatternError):
            raise question
        program = question.run(settings.limits)
        step, cell = number_of(texts, "step"), number_of(texts, "cell") or 0
        number = len(program.tensors) - 1 if step is None else min(step, len(program.tensors) - 1)
        return way_of(program, number, min(cell, program.tensors[number].cells - 1))
    except PatternError as error:
        return program_problem(error, texts, True, language, settings.public_url)


def _texts(given: Mapping[str, str]) -> dict[str, str]:
    own, shown = own_and_shown(given)
    return {**own, **shown}


def own_and_shown(given: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The texts of a program, those of the example where there are none, and those that say how it is shown."""
    known = {name: text for name, text in given.items() if name in KNOWN}
    own = {name: text for name, text in known.items() if name not in _LOOK}
    shown = {name: text for name, text in known.items() if name in _LOOK}
    return {**DEFAULTS, "code": "", **(own or PROGRAM.example)}, shown


def _refuse_nothing(code: str) -> None:
    if not code.strip():
        raise PatternError(NO_CODE, say("There is no code yet."), field="code", hint=say("type it, or paste it"))


def number_of(texts: Mapping[str, str], name: str) -> int | None:
    """A parameter that is a number; None where it is not given.

    Raises:
        PatternError: it is no number.
    """
    return read_size(Piece(texts[name], 0), name) if texts.get(name) else None
