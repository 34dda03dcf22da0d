"""``einscope program FILE …``: tensor code, read and never run."""

import shlex
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from einscope.core.program.names.axes import axis_names
from einscope.core.program.question import PROGRAM
from einscope.core.program.question import asked as question_of
from einscope.doors.changed import changed
from einscope.doors.command.outcome import DrawnState, view_of, wanted, write_files
from einscope.doors.command.terminal import on_terminal, write
from einscope.settings import Settings
from einscope.web.program.answer import WRITTEN_PROGRAM, ProgramAnswer, program_answer
from einscope.web.program.pictures import line_subject, whole_subject
from einscope.web.texts.program import program_told

_ANSWER: TypeAdapter[ProgramAnswer] = TypeAdapter(WRITTEN_PROGRAM)
_HERE = "-"


def answer(asked: Namespace, language: str) -> None:
    """Write the answer.

    Raises:
        PatternError: whatever is wrong with the program.
        OSError: it cannot be read.
    """
    settings, view = Settings.from_environment(), view_of(asked, language)
    question = question_of(_texts(asked), settings.limits)
    program = question.run(settings.limits)
    if asked.json:
        told = program_answer(question, program, asked.step, view, settings)
        write(_ANSWER.dump_json(told, context=view.reader(settings.public_url)).decode() + "\n", sys.stdout)
    elif wanted(asked):
        seen = (
            whole_subject(question, program, axis_names(program, question.code), view, settings.limits)
            if asked.step is None
            else line_subject(question, program, asked.step, view, settings.limits)
        )
        write_files(asked, DrawnState(seen, settings.limits))
    else:
        write(program_told(question, program, asked.step, view, settings, on_terminal(settings)), sys.stdout)


def typed(asked: Namespace) -> tuple[dict[str, str], Callable[[Mapping[str, str]], str]]:
    """The texts that were typed, and how to ask with others."""
    texts = _texts(asked)

    def again(repair: Mapping[str, str]) -> str:
        """The command with other parameters; what becomes of the code is shown, for it stands in a file."""
        own = {name: text for name, text in {**texts, **repair}.items() if name != "code" and text}
        words = ["einscope", PROGRAM.name, asked.code]
        words += [word for name, text in own.items() for word in (f"--{name}", text)]
        lines = changed(texts["code"], repair.get("code", texts["code"]))
        return "\n".join([*lines, shlex.join(words)] if {*repair} - {"code"} else lines)

    return texts, again


def _texts(asked: Namespace) -> dict[str, str]:
    names = [parameter.name for parameter in PROGRAM.parameters if parameter.name != "code"]
    given = {name: getattr(asked, name) for name in names if getattr(asked, name) is not None}
    return {"code": code_in(asked.code), **given}


@cache  # what comes in can be read once
def code_in(name: str) -> str:
    """The text of a file; of what comes in, where it is called ``-``."""
    return sys.stdin.read() if name == _HERE else Path(name).read_text(encoding="utf-8", errors="replace")
