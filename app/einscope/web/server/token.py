"""A piece of a pattern, as answers and problem documents have it."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

Span = Annotated[tuple[int, int], Field(description="half-open range in code points of the text as typed")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A piece of the pattern; the tokens tile its text."""

    kind: Literal["name", "number", "arrow", "open", "close", "ellipsis", "comma", "space", "unknown"]
    text: str
    span: Span
    axis: Annotated[int | None, Field(description="number of the axis that a name stands for")]
