"""The document that says what is wrong, as RFC 9457 has it."""

from pydantic import BaseModel, Field

from app.web.token import Span, Token


class ProblemError(BaseModel):
    """One mistake: its stable code, where it is, and what would mend it."""

    code: str
    field: str | None = Field(description="the parameter at fault")
    span: Span | None = Field(description="the culprit in the text of that parameter; null: all of it")
    message: str
    hint: str | None
    repair: dict[str, str] = Field(description="parameter values that would mend it, each the whole new text")


class Problem(BaseModel):
    """An RFC 9457 problem document."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[ProblemError] = Field(default=[])
    tokens: list[Token] = Field(default=[], description="the tokens of the pattern, where one was given")
