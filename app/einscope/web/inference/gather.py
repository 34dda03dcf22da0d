"""What ``/api/v1/infer`` takes and says, field by field. Fields may be added, never renamed or removed."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, FailFast, Field

from einscope.core.limits import DEFAULT_LIMITS
from einscope.settings import Settings
from einscope.web.inference.near import Near
from einscope.web.requests.json_bodies import media_type
from einscope.web.requests.links import Links

PATH = "/api/v1/infer"
NPY = ("application/octet-stream", "application/x-npy")

_Whole = Annotated[int, Field(ge=-DEFAULT_LIMITS.cells, le=DEFAULT_LIMITS.cells)]
_Sizes = Annotated[
    list[Annotated[int, Field(ge=0, le=DEFAULT_LIMITS.cells)]], Field(max_length=DEFAULT_LIMITS.axes), FailFast()
]


class InferBody(BaseModel):
    """A gather array as JSON."""

    model_config = ConfigDict(strict=True, extra="forbid")

    sources: Annotated[list[_Whole], FailFast()] = Field(
        description="for every output cell, in C order, the flat input position it comes from; -1: none",
        examples=[[0, 3, 1, 4, 2, 5]],
    )
    input_shape: _Sizes = Field(examples=[[2, 3]])
    output_shape: _Sizes = Field(examples=[[3, 2]])


class InferQuery(BaseModel):
    """What a .npy file does not say."""

    model_config = ConfigDict(extra="forbid")

    input_shape: str | None = Field(default=None, description="shape of the input, for a .npy body: `4,4`")
    output_shape: str | None = Field(
        default=None, description="shape of the output, for a .npy body; left out, the array's own"
    )


class Found(BaseModel):
    """The pattern, or the slice, that gives these sources."""

    found: Literal[True] = Field(default=True, description="there is one")
    op: Literal["rearrange", "repeat", "slice"] = Field(description="of the whole input, or a slice of it")
    pattern: str | None = Field(description="the einops pattern; null where a slice alone says it all")
    sizes: dict[str, int] = Field(description="sizes that the pattern needs beside the shape")
    expression: str | None = Field(description="the slice of x, in numpy's words, that comes before the pattern")
    then: Literal["rearrange", "repeat"] | None = Field(description="what the pattern does to a slice")
    links: Links | None = Field(description="where to see it; null for a slice, which no page shows")


class RuledOut(BaseModel):
    """No pattern gives these sources."""

    found: Literal[False] = Field(default=False, description="there is none")
    cell: int = Field(description="the first output cell that rules it out, a flat position")
    index: list[int] = Field(description="the same cell as an index of the output")
    reason: str = Field(description="why it does, in a sentence")
    nearest: Near | None = Field(
        description="the pattern that gives most cells their source, of those that were tried; null: none gives any, "
        "or there are too many cells to try"
    )


def infer_bytes(settings: Settings, content_type: str) -> int:
    """How many bytes a body may have."""
    return settings.infer_bytes if is_npy(content_type) else settings.infer_json_bytes


def is_npy(content_type: str) -> bool:
    """Whether a body of this content type is a NumPy file.

    >>> is_npy("application/x-npy; version=1"), is_npy("application/json")
    (True, False)
    """
    return media_type(content_type) in NPY
