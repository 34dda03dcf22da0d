"""What is wrong with a program: the document with the line, the column and the source line."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from einscope.core.errors import PatternError, Span
from einscope.core.limits import Limits
from einscope.core.program.answer.tensors import ProgramInput, ProgramTensor, inputs_of, tensors_of
from einscope.core.program.interpreter import Attempt
from einscope.core.program.names.axes import axis_names
from einscope.web.server.problem import CodeError, Problem
from einscope.web.server.problems import problem_of
from einscope.web.server.written import WRITTEN

_LONGEST = 200  # characters of a source line that are repeated


class ProgramProblem(Problem):
    """What is wrong with a program, and what it came to before."""

    code: str = Field(
        description="the program that lines of `tensors` and `rest` are of: what is left of what was sent"
    )
    inputs: Annotated[tuple[ProgramInput, ...], WRITTEN] = Field(
        description="the tensors that come in, and those made on the way"
    )
    tensors: Annotated[tuple[ProgramTensor, ...], WRITTEN] = Field(
        description="every tensor assigned before the line at fault"
    )
    rest: tuple[int, int] | None = Field(
        default=None, description="the first and the last line, from 1, of what was not run"
    )


def program_problem(error: PatternError, texts: Mapping[str, str], spanned: bool, language: str, home: str) -> Problem:
    """The document of an error; with its place in the code, where it has one.

    Args:
        error: what was raised.
        texts: the parameters it was raised about.
        spanned: whether the field was sent as text.
        language: of the message and the hint.
        home: what absolute links begin with.
    """
    missing = error.code == "program-values"  # its places are in the code, though values are what is missing
    found = problem_of(error, (), spanned and not missing, language, home)
    code = texts.get("code", "")
    if error.span is None or not (missing or error.field == "code"):
        return found
    [said] = found.errors
    line, column, source = place(code, error.span)
    also = (error.span, *error.also) if missing else error.also
    own = CodeError(
        **said.model_dump(),
        line=line,
        column=column,
        source=source[:_LONGEST],
        also=list(also),
    )
    return found.model_copy(update={"errors": [own]})


def halted(found: Problem, reached: Attempt, code: str, limits: Limits) -> Problem:
    """The document with what the program came to before the line at fault, where it came to anything.

    Args:
        found: the document.
        reached: how far the program came.
        code: of it.
        limits: of what is listed.
    """
    program = reached.program
    if program is None:
        return found
    names = axis_names(program, code)
    inputs, tensors = inputs_of(program, names, limits), tensors_of(program, names, limits)
    return ProgramProblem(**dict(found), code=code, inputs=inputs, tensors=tensors, rest=reached.rest)


def place(code: str, span: Span) -> tuple[int, int, str]:
    r"""Line and column of a span, both from 1, and the text of the line; lines end as Python has it.

    >>> place("y = x\r\nz = w", Span(11, 12))
    (2, 5, 'z = w')
    """
    before = code[: span.start].replace("\r\n", "\n").replace("\r", "\n")
    line = before.count("\n") + 1
    lines = code.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return line, len(before) - (before.rfind("\n") + 1) + 1, lines[line - 1]
