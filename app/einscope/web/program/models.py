"""The answer of ``/api/v1/program``, field by field. Fields may be added, never renamed or removed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from einscope.web.answers.models import Axis, Cells, Formula, Numbers, Verdict
from einscope.web.answers.scene_models import Scene
from einscope.web.server.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class LineAxis(Axis):
    """An axis of one of the tensors of a scene."""

    hue: Annotated[int, Field(description="axes of the same name have the same")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramInput:
    """A tensor that comes in."""

    name: str
    shape: Numbers
    axes: Annotated[tuple[str, ...], Field(description="what its axes are called")]
    read: Annotated[bool, Field(description="whether the program reads it at all")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramOutput:
    """What the program comes to: the last of its tensors."""

    name: str
    shape: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramTensor:
    """A tensor that a statement gave a name."""

    name: str
    line: Annotated[int, Field(description="of the statement, from 1")]
    shape: Numbers
    axes: Annotated[tuple[str, ...], Field(description="what its axes are called")]
    parents: Annotated[
        Numbers, Field(description="what the statement read: numbers among the inputs and, after them, the tensors")
    ]
    cells: Annotated[Cells, Field(description="its first cells and their sources among the inputs' cells")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramNote:
    """A remark on a line."""

    line: Annotated[int, Field(description="from 1")]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """Where a cell was in one tensor."""

    tensor: Annotated[int, Field(description="number among the inputs and, after them, the tensors")]
    name: str
    line: Annotated[int | None, Field(description="of its statement; null: an input")]
    cells: Annotated[Numbers, Field(description="flat positions, the first few")]
    indices: Annotated[tuple[Numbers, ...], Field(description="the same as indices")]
    more: Annotated[int, Field(description="how many more there are at least")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Same:
    """The one operation that does the same."""

    op: Annotated[str, Field(description="rearrange or repeat of the whole input, or slice")]
    pattern: Annotated[str | None, Field(description="the einops pattern; null where a slice alone says it all")]
    sizes: Annotated[Mapping[str, int], Field(description="sizes that the pattern needs beside the shape")]
    expression: Annotated[str | None, Field(description="the slice that comes before the pattern, in numpy's words")]
    text: Annotated[str, Field(description="all of it in one line")]
    url: Annotated[str | None, Field(description="the visualiser with it; null for a slice, which no page shows")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueChange:
    """What a line does to the values of cells."""

    line: Annotated[int, Field(description="from 1")]
    text: Annotated[str, Field(description="of the values, in the language asked for")]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuledOutBy:
    """The first output cell with which no pattern agrees."""

    cell: Annotated[int, Field(description="flat position in the output")]
    index: Annotated[Numbers, Field(description="the same as an index")]
    reason: Annotated[str, Field(description="in the language asked for")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramLinks:
    """Where to find the same thing in other forms; null: the program is too long for an address."""

    page: str | None
    api: str | None
    npy: Annotated[str | None, Field(description="the source of every output cell as a NumPy file")]
    svg: Annotated[str | None, Field(description="the picture of the step that is shown, playing")]
    png: Annotated[str | None, Field(description="the same as a still")]
    gif: Annotated[str | None, Field(description="the same as a film")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramAnswer:
    """Where every cell goes, line by line."""

    op: str
    request: Annotated[Mapping[str, object], Field(description="the parameters as they were understood")]
    inputs: list[ProgramInput]
    output: ProgramOutput
    step: Annotated[int, Field(description="the tensor that `cells`, `scene` and `way` are about")]
    cells: Annotated[Cells, Field(description="of that tensor, with its sources in every input")]
    verdict: Annotated[Verdict, Field(description="on the program as a whole")]
    same: Annotated[
        Same | None,
        Field(description="what does the same, values and all; null: there is none, or it was not looked for"),
    ]
    alike: Annotated[Same | None, Field(description="what moves the cells alike, whatever becomes of their values")]
    changes: Annotated[list[ValueChange], Field(description="what lines do to values; empty: each cell keeps its own")]
    ruled_out: Annotated[RuledOutBy | None, Field(description="why there is none; null: it was not looked for")]
    formula: Annotated[
        Formula | None, Field(description="of the operation that moves the cells alike, and of what becomes of values")
    ]
    steps: Annotated[list[str], Field(description="what each tensor's line does, in the language asked for")]
    code: Annotated[Mapping[str, str], Field(description="snippets that do the same, values and all")]
    tensors: Annotated[list[ProgramTensor], Field(description="every assigned tensor in order")]
    notes: Annotated[list[ProgramNote], Field(description="what is to be said of lines")]
    library: Annotated[
        str, Field(description="whose meanings methods had: torch, numpy, jax, tensorflow, keras, mlx, paddle or mxnet")
    ]
    ambiguous: Annotated[list[str], Field(description="methods whose meaning depended on it")]
    way: Annotated[list[Hop] | None, Field(description="with `cell`: where it was in every tensor back to the inputs")]
    axes: Annotated[list[LineAxis], Field(description="axes of the scene: those of its figures, one after another")]
    scene: Scene
    shown: Annotated[
        list[int], Field(description="cells of the tensor that the scene shows, in the order of their numbers there")
    ]
    links: ProgramLinks


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramState:
    """What the page shows: the parameters as texts, and either the answer to them or what is wrong."""

    op: str
    texts: Mapping[str, str]
    unused: Annotated[tuple[str, ...], Field(description="names that are given a shape or a value without need")] = ()
    answer: ProgramAnswer | None
    problem: Problem | None
