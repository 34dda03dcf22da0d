"""What the page of programs shows: a program that is still being typed is a state like any other."""

from collections.abc import Mapping

from pydantic import TypeAdapter

from einscope.core.errors import PatternError, say
from einscope.core.fields import Piece, read_size
from einscope.core.program.answer.unread import needless
from einscope.core.program.answer.way import way_of
from einscope.core.program.interpreter import Attempt
from einscope.core.program.question import PROGRAM, Asked, asked
from einscope.settings import Settings
from einscope.web.pages.state import VIEW, known_of, view_of
from einscope.web.program.answer import hops, program_answer
from einscope.web.program.models import Hop, ProgramAnswer, ProgramState
from einscope.web.program.problems import program_problem
from einscope.web.requests.view import View
from einscope.web.server.problem import Problem

DEFAULTS = {each.name: each.default for each in PROGRAM.parameters if each.default is not None}
STATE = TypeAdapter(ProgramState)
WAY = TypeAdapter(list[Hop] | Problem)
KNOWN = (*known_of(PROGRAM), "step")
"""The parameters of the page."""

NO_CODE = "code-missing"
"""What is wrong with a page that waits for a program, and nothing else."""

_LOOK = (*VIEW, "step")  # those that do not make it another program


def program_state(given: Mapping[str, str], language: str, settings: Settings) -> ProgramState:
    """The state that these texts make, or the example where none is a parameter of a program. Never raises.

    Other texts are left out, as on every page.

    Args:
        given: texts by parameter.
        language: where ``lang`` does not say.
        settings: of the application.
    """
    texts = _texts(given)
    try:
        _refuse_nothing(texts["code"])
        question, view = asked(texts, settings.limits), view_of(texts, language)
        reached = question.attempt(settings.limits)
        if reached.fault is not None:
            part = _part(question, reached, texts, view, settings)
            return _refused(reached.fault, texts, language, settings, part, reached.rest)
        program = question.run(settings.limits) if reached.program is None else reached.program
        answered = program_answer(question, program, _number(texts, "step"), view, settings)
    except PatternError as error:
        return _refused(error, texts, language, settings)
    unread = tuple(each.name for each in answered.inputs if not each.read)
    return ProgramState(
        op=PROGRAM.name, texts=texts, unused=_unused(texts, unread, settings), answer=answered, problem=None
    )


def _part(
    question: Asked, reached: Attempt, texts: Mapping[str, str], view: View, settings: Settings
) -> ProgramAnswer | None:
    """What came before the line at fault; where it cannot be looked at as asked, its last tensor as a whole."""
    if reached.program is None:
        return None
    try:
        return program_answer(question, reached.program, _number(texts, "step"), view, settings)
    except PatternError:
        return program_answer(question, reached.program, None, view_of({"lang": view.language}), settings)


def _refused(
    error: PatternError,
    texts: Mapping[str, str],
    language: str,
    settings: Settings,
    partial: ProgramAnswer | None = None,
    rest: tuple[int, int] | None = None,
) -> ProgramState:
    return ProgramState(
        op=PROGRAM.name,
        texts=texts,
        unused=_unused(texts, (), settings),
        answer=None,
        problem=program_problem(error, texts, True, language),
        partial=partial,
        rest=rest if partial is not None else None,
    )


def _unused(texts: Mapping[str, str], unread: tuple[str, ...], settings: Settings) -> tuple[str, ...]:
    try:
        return needless(asked(texts, settings.limits), unread, settings.limits)
    except PatternError:
        return ()  # what is given cannot even be read


def program_way(given: Mapping[str, str], language: str, settings: Settings) -> list[Hop] | Problem:
    """The way of the cell ``cell`` of the tensor ``step``, without the rest of the answer. Never raises."""
    texts = _texts(given)
    try:
        program = asked(texts, settings.limits).run(settings.limits)
        step, cell = _number(texts, "step"), _number(texts, "cell") or 0
        number = len(program.tensors) - 1 if step is None else min(step, len(program.tensors) - 1)
        return hops(way_of(program, number, min(cell, program.tensors[number].cells - 1)), language)
    except PatternError as error:
        return program_problem(error, texts, True, language)


def _texts(given: Mapping[str, str]) -> dict[str, str]:
    known = {name: text for name, text in given.items() if name in KNOWN}
    shown = {name: text for name, text in known.items() if name in _LOOK}
    own = {name: text for name, text in known.items() if name not in _LOOK}
    return {**DEFAULTS, "code": "", **(own or PROGRAM.example), **shown}


def _refuse_nothing(code: str) -> None:
    if not code.strip():
        raise PatternError(NO_CODE, say("There is no code yet."), field="code", hint=say("type it, or paste it"))


def _number(texts: Mapping[str, str], name: str) -> int | None:
    return read_size(Piece(texts[name], 0), name) if texts.get(name) else None
