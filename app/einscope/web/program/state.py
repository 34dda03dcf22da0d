"""What the page of programs shows: a program that is still being typed is a state like any other."""

from collections.abc import Mapping

from pydantic import TypeAdapter

from einscope.core.errors import PatternError, say
from einscope.core.fields import Piece, read_size
from einscope.core.program.answer.unread import needless
from einscope.core.program.answer.way import way_of
from einscope.core.program.question import PROGRAM, asked, without_company
from einscope.settings import Settings
from einscope.web.pages.state import VIEW, known_of, view_of
from einscope.web.program.answer import hops, program_answer, said_of
from einscope.web.program.models import Hop, ProgramState
from einscope.web.program.problems import program_problem
from einscope.web.server.language import spoken
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
    pasted = without_company(texts["code"], settings.limits)
    texts["code"] = pasted.code
    said = tuple(said_of(pasted, spoken(texts.get("lang", language).lower()) or language))
    answered, problem, unread = None, None, tuple[str, ...]()
    try:
        _refuse_nothing(texts["code"])
        answered = program_answer(texts, _number(texts, "step"), view_of(texts, language), settings)
        unread = tuple(each.name for each in answered.inputs if not each.read)
    except PatternError as error:
        problem = program_problem(error, texts, True, language)
    return ProgramState(
        op=PROGRAM.name,
        texts=texts,
        cleaned=said,
        unused=_unused(texts, unread, settings),
        answer=answered,
        problem=problem,
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
