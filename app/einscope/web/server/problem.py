"""The document that says what is wrong, as RFC 9457 has it."""

from typing import Annotated

from pydantic import BaseModel, Field

from einscope.core.pattern.lexer import Token
from einscope.web.server.written import WRITTEN

Span = Annotated[tuple[int, int], Field(description="half-open range in code points of the text as typed")]


class Choice(BaseModel):
    """One of several ways to go on."""

    text: str
    repair: dict[str, str] = Field(
        description="parameter values that choose it; under `op` another operation to ask, with all of its values"
    )


class ProblemError(BaseModel):
    """One mistake: its stable code, where it is, and what would mend it."""

    code: str
    field: str | None = Field(description="the parameter at fault")
    span: Span | None = Field(description="the culprit in the text of that parameter; null: all of it")
    message: str
    hint: str | None
    repair: dict[str, str] = Field(description="parameter values that would mend it, each the whole new text")
    choices: list[Choice] = Field(default=[], description="ways to go on, where it is for a person to choose")


class CodeError(ProblemError):
    """A mistake in a program, with its place in the text."""

    line: int = Field(description="of the culprit, from 1")
    column: int = Field(description="of the culprit in its line, from 1, in code points")
    source: str = Field(description="that line, cut where it is long")
    also: list[Span] = Field(description="further culprits in the text of the code")


class Problem(BaseModel):
    """An RFC 9457 problem document."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[CodeError | ProblemError] = Field(default=[])
    tokens: list[Annotated[Token, WRITTEN]] = Field(
        default=[], description="the tokens of the pattern, where one was given"
    )


def mistake_of(problem: Problem | None) -> ProblemError | None:
    """The mistake that a page shows of a problem: the first; None where there is none.

    >>> mistake_of(None)
    """
    return problem.errors[0] if problem else None
