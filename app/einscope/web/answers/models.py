"""The answer of ``/api/v1/{op}``, field by field. Fields may be added, never renamed or removed.

The parts of an answer are plain dataclasses: it is hundreds of small objects that the core has just made, and checking
each again, as a pydantic model does, took longer than making them. Tests check that answers are as described here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from einscope.core.plan import Term
from einscope.web.answers.scene_models import Scene
from einscope.web.requests.links import Links
from einscope.web.server.problem import Problem
from einscope.web.server.token import Token

Numbers = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """An elementary axis; everything else refers to it by its number in the list."""

    name: str
    size: int
    role: Literal["kept", "reduced", "new"]
    given: Annotated[bool, Field(description="its size was asked for, not inferred")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tensor:
    """A tensor as one column of the table of strides: flat position = offset + Σ digit·stride."""

    name: str
    shape: Numbers
    arrangement: Annotated[
        tuple[Numbers, ...], Field(description="for each axis of the tensor its elementary axes, slowest first")
    ]
    strides: Annotated[
        Numbers, Field(description="for each elementary axis, how far one step moves in the flat C order")
    ]
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """A window of output cells and where each comes from."""

    total: Annotated[int, Field(description="cells of the output")]
    start: Annotated[int, Field(description="first cell of this window")]
    count: Annotated[int, Field(description="cells in this window")]
    complete: Annotated[bool, Field(description="whether the window holds every cell")]
    arity: Annotated[int, Field(description="sources of each cell")]
    targets: Annotated[list[int], Field(description="flat C-order positions in the output")]
    sources: Annotated[
        list[list[int]],
        Field(description="for each input one flat array, count×arity, row-major; -1 where there is no source"),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The same equation in every notation; each fragment has the number of the axis that it speaks of."""

    text: str
    latex: Annotated[str, Field(description="for math mode")]
    mathml: Annotated[str, Field(description="a math element")]
    fragments: Annotated[
        tuple[tuple[str, int | None], ...], Field(description="pieces of the text, each with its axis")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula(Written):
    """target[…] = source[…]; an index without terms is 0."""

    target: Annotated[
        tuple[tuple[Term, ...], ...], Field(description="for each axis of the output, its index as a sum")
    ]
    source: Annotated[tuple[tuple[Term, ...], ...], Field(description="for each axis of the input, its index as a sum")]
    condition: Annotated[str | None, Field(description="where there is a source at all; null: everywhere")]
    where_to: Annotated[Written | None, Field(description="the other direction: where a cell of the input goes")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inverse:
    """The request that takes the output back to the input."""

    op: Annotated[str, Field(description="name of the operation")]
    pattern: Annotated[str | None, Field(description="the einops pattern of the way back")]
    sizes: Annotated[Mapping[str, int], Field(description="sizes that the pattern needs beside the shape")]
    texts: Annotated[Mapping[str, str], Field(description="its parameters, as an address has them")]
    url: Annotated[str, Field(description="the visualiser with the inverse")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A sentence of the verdict."""

    text: Annotated[str, Field(description="the sentence")]
    good: Annotated[bool | None, Field(description="as one would hope; null: neither good nor bad")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What einops or numpy says of the same input; it is asked beside the answer and never its source."""

    agrees: Annotated[bool | None, Field(description="whether every cell is the same; null: not compared")]
    library: Annotated[str, Field(description="who was asked, with the version; empty: nobody")]
    cells: Annotated[int, Field(description="output cells compared")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Is anything lost, doubled, or moved, and can it be undone? What is not known is null, never guessed."""

    bijective: Annotated[bool | None, Field(description="every cell of either side has exactly one on the other")]
    identity: Annotated[bool | None, Field(description="the same shape, and no cell moves")]
    moved: Annotated[int | None, Field(description="output cells whose flat position differs from their source's")]
    dropped: Annotated[int | None, Field(description="input cells used by no output cell")]
    duplicated: Annotated[int | None, Field(description="input cells used by more than one output cell")]
    padded: Annotated[int | None, Field(description="output cells without a source")]
    reshape_only: Annotated[bool | None, Field(description="no cell changes its flat position")]
    order: Annotated[
        int | None, Field(description="applied so many times it is the identity; null: another shape, or not known")
    ]
    exact: Annotated[bool, Field(description="false where counting would take more cells than the limit")]
    inverse: Annotated[
        Inverse | None, Field(description="the way back; null: there is none, or none that a pattern can say")
    ]
    notes: Annotated[list[Note], Field(description="the same in sentences, in the language asked for")]
    checked: Annotated[Checked | None, Field(description="with check=1: whether einops agrees, cell by cell")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Where every cell goes, and by which formula."""

    op: str
    request: Annotated[Mapping[str, object], Field(description="the parameters as they were understood")]
    pattern: Annotated[
        str, Field(description="the einops pattern; where cells are cut off or filled in first, of what is left")
    ]
    sizes: Annotated[Mapping[str, int], Field(description="sizes that the pattern needs beside the shape")]
    tokens: list[Token]
    axes: list[Axis]
    inputs: list[Tensor]
    output: Tensor
    cells: Cells
    verdict: Verdict
    formula: Formula
    steps: Annotated[list[str], Field(description="what happens, in sentences, in the language asked for")]
    code: Annotated[Mapping[str, str], Field(description="snippets that do the same: x in, y out, imports included")]
    scene: Scene
    links: Links


class RoundTrip(BaseModel):
    """What a merge and the expansion after it do together."""

    model_config = ConfigDict(from_attributes=True)

    inverse: bool | None = Field(description="the expansion brings every cell home, and the shape too; null: not known")
    shape: list[int] = Field(description="of what comes out")
    cells: int = Field(description="of what comes out")
    misplaced: int | None = Field(description="cells whose source is a cell of another place; null: too many to count")
    padded: int = Field(description="cells without a source, filled in by the merge")
    dropped: int = Field(description="input cells that the merge cut off")
    pattern: str | None = Field(description="both as one pattern; null: there is none")
    sizes: dict[str, int] = Field(description="sizes that the pattern needs beside the shape")
    inverse_order: str = Field(description="the order with which expand undoes the merge")


class Together(BaseModel):
    """A merge and an expansion after it, in a sentence."""

    text: str
    pattern: str | None = Field(description="both as one pattern; null: there is none")
    inverse: bool | None = Field(description="every cell comes home; null: not known")
    inverse_order: str = Field(description="the order with which expand undoes the merge")
    url: str | None = Field(description="the visualiser with both as one pattern")


class CompareLink(BaseModel):
    """The state that people mistake this one for, beside it."""

    label: str = Field(description="what is different of it: an order, or composite axes")
    url: str = Field(description="the page with both")


class State(BaseModel):
    """What a page shows: the parameters as texts, and either the answer to them or what is wrong."""

    op: str
    texts: dict[str, str]
    answer: Answer | None
    problem: Problem | None
    together: Together | None = Field(default=None, description="of merge and expand: the round trip")
    compare: CompareLink | None = Field(default=None, description="the other usual order, beside this one")
