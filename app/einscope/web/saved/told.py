"""What the script of a saved page plays: of an answer what its stage needs, of a program the lines that have room."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from einscope.core.errors import PatternError
from einscope.core.program import Program
from einscope.core.program.question import Asked, asked
from einscope.settings import Settings
from einscope.web.pages.state import Sought, state_of, view_of
from einscope.web.program.answer import program_line_plain
from einscope.web.program.state import number_of, own_and_shown
from einscope.web.requests.view import View
from einscope.web.saved.packed import deflated
from einscope.web.server.problem import Problem

_ANSWER = ("op", "pattern", "axes", "inputs", "output", "formula", "scene", "links")
_LINE = ("op", "output", "step", "steps", "tensors", "axes", "scene", "shown", "links")
_PLAYED = ("label", "picture", "cell", "fill", "stills", "stage")
_ROOM = 32_000
"""Bytes, packed, of a program's lines that are in a page; the line that is shown always is."""


@dataclass(frozen=True, slots=True)
class OperationTold:
    """An operation, as its page shows it, and what is played of it.

    Args:
        answer: as JSON has it; None: there is none.
        problem: what is wrong instead.
        played: by the script.
    """

    answer: dict[str, Any] | None
    problem: Problem | None
    played: dict[str, Any]


def operation_told(wanted: Sought, settings: Settings) -> OperationTold:
    """What is played of an operation. Never raises.

    Args:
        wanted: that is asked for.
        settings: of the application; ``public_url`` is what links begin with.

    Cost: that of :func:`state_of`.
    """
    state = state_of(wanted, settings, framed=True)
    answered = state.model_dump(context=wanted.reader(settings))["answer"]
    playing = {"kind": "operation", "answer": part_of(answered or {}), "texts": played(wanted.texts)}
    return OperationTold(answered, state.problem, playing)


def part_of(answered: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an answer that a stage needs."""
    return {name: value for name, value in answered.items() if name in {*_ANSWER, *_LINE}}


@dataclass(frozen=True, slots=True)
class ProgramTold:
    """A program, as its page shows it, and what is played of it.

    Args:
        question: what was asked.
        program: the result of its run.
        answer: to it as JSON has it, of the line that is shown.
        played: the lines.
    """

    question: Asked
    program: Program
    answer: dict[str, Any]
    played: dict[str, Any]


def program_told(texts: Mapping[str, str], language: str, settings: Settings) -> ProgramTold:
    """A program with all of its lines, those nearest to the one that is shown first.

    Args:
        texts: by parameter.
        language: where ``lang`` does not say.
        settings: of the application; ``public_url`` is what links begin with.

    Raises:
        PatternError: what is wrong with the program, or with how it is looked at.

    Cost: that of the program, and O(cells shown).
    """
    own, shown = own_and_shown(texts)
    limits = settings.limits
    view = view_of(shown, language)
    question = asked(own, limits).with_data(view.data, view.data_cells, limits)
    program = question.run(limits)
    answered = program_line_plain(question, program, number_of(shown, "step"), view, settings)
    first, shown_line = answered["step"], {name: answered[name] for name in _LINE}
    lines: list[dict[str, Any] | None] = [None] * len(program.tensors)
    lines[first], left = shown_line, _ROOM - len(deflated(shown_line))
    for step in sorted(range(len(lines)), key=lambda each: abs(each - first))[1:]:
        line = _line(question, program, step, view, settings)
        left -= len(deflated(line))
        if left < 0:
            break
        lines[step] = line
    playing = {"kind": "program", "lines": lines, "step": first, "texts": played(shown)}
    return ProgramTold(question, program, answered, playing)


def _line(question: Asked, program: Program, step: int, view: View, settings: Settings) -> dict[str, Any]:
    """Another line, looked at as the one that is shown where it has such axes."""
    whole = replace(view, at="", cell=None, stage=None)
    try:
        return program_line_plain(question, program, step, whole, settings, _LINE)
    except PatternError:
        plain = view_of({"lang": view.language})
        return program_line_plain(question, program, step, plain, settings, _LINE)


def played(texts: Mapping[str, str]) -> dict[str, str]:
    """The texts that say how a stage begins."""
    return {name: text for name, text in texts.items() if name in _PLAYED and text and not _asks(name, text)}


def _asks(name: str, text: str) -> bool:
    """Whether a stage would have to ask a server: for how a picture was laid on another state, ``face:y:order=…``."""
    return name == "picture" and text.count(":") > 1
