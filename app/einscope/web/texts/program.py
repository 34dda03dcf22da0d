"""A program in characters, whoever asks."""

from dataclasses import asdict, replace

from einscope.core.program import Program
from einscope.core.program.names.axes import axis_names
from einscope.core.program.question import Asked
from einscope.render.text.program import program_text
from einscope.settings import Settings
from einscope.web.program.answer import program_answer
from einscope.web.program.pictures import line_subject, whole_subject
from einscope.web.requests.view import View
from einscope.web.texts.shown import PLAIN, Reading, named, narrow, pen_of


def program_told(
    question: Asked, program: Program, step: int | None, view: View, settings: Settings, reading: Reading = PLAIN
) -> str:
    """A program in characters, as a whole or, where a step is given, that line of it.

    Raises:
        PatternError: what is wrong with how it is to be shown.
    """
    limits = narrow(settings.limits, view, reading)
    said = program_answer(question, program, step, view, replace(settings, limits=limits))
    if step is None:
        seen = whole_subject(question, program, axis_names(program, question.code), view, limits)
    else:
        seen = line_subject(question, program, step, view, limits)
    return program_text(said, seen, pen_of(view.language, reading), named(asdict(said.links), reading))
