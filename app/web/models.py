"""The answer of ``/api/v1/{op}``, field by field. Fields may be added, never renamed or removed."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

Pixels = Annotated[float, AfterValidator(lambda value: round(value, 2))]
Pair = tuple[Pixels, Pixels]
Vector = tuple[Pixels, Pixels, Pixels]
Span = Annotated[tuple[int, int], Field(description="half-open range in code points of the text as typed")]


Text = Annotated[str, BeforeValidator(str)]


class Part(BaseModel):
    """Reads the core's own objects by their attributes."""

    model_config = ConfigDict(from_attributes=True)


class Token(Part):
    """A piece of the pattern; the tokens tile its text."""

    kind: Literal["name", "number", "arrow", "open", "close", "ellipsis", "comma", "space", "unknown"]
    text: str
    span: Span
    axis: int | None = Field(default=None, description="number of the axis that a name stands for")


class Axis(Part):
    """An elementary axis; everything else refers to it by its number in the list."""

    name: str
    size: int
    role: Literal["kept", "reduced", "new"]
    given: bool = Field(description="its size was asked for, not inferred")


class Tensor(Part):
    """A tensor as one column of the table of strides: flat position = offset + Σ digit·stride."""

    name: str
    shape: list[int]
    arrangement: list[list[int]] = Field(description="for each axis of the tensor its elementary axes, slowest first")
    strides: list[int] = Field(description="for each elementary axis, how far one step moves in the flat C order")
    offset: int


class Cells(Part):
    """A window of output cells and where each comes from."""

    total: int = Field(description="cells of the output")
    start: int = Field(description="first cell of this window")
    count: int = Field(description="cells in this window")
    complete: bool = Field(description="whether the window holds every cell")
    arity: int = Field(description="sources of each cell")
    targets: list[int] = Field(description="flat C-order positions in the output")
    sources: list[list[int]] = Field(
        description="for each input one flat array, count×arity, row-major; -1 where there is no source"
    )


class Term(Part):
    """A part of an index: times · digit of the axis; without an axis, a constant."""

    times: int
    axis: int | None


class Written(Part):
    """The same equation in every notation; each fragment has the number of the axis that it speaks of."""

    text: str
    latex: str = Field(description="for math mode")
    mathml: str = Field(description="a math element")
    fragments: list[tuple[str, int | None]] = Field(description="pieces of the text, each with its axis")


class Formula(Written):
    """target[…] = source[…]; an index without terms is 0."""

    target: list[list[Term]] = Field(description="for each axis of the output, its index as a sum")
    source: list[list[Term]] = Field(description="for each axis of the input, its index as a sum")
    condition: str | None = Field(description="where there is a source at all; null: everywhere")
    where_to: Written | None = Field(description="the other direction: where a cell of the input goes")


class Inverse(Part):
    """The request that takes the output back to the input."""

    op: str = Field(description="name of the operation")
    pattern: str | None = Field(description="the einops pattern of the way back")
    sizes: dict[str, int] = Field(description="sizes that the pattern needs beside the shape")
    texts: dict[str, str] = Field(description="its parameters, as an address has them")
    url: str = Field(description="the visualiser with the inverse")


class Note(Part):
    """A sentence of the verdict."""

    text: str = Field(description="the sentence")
    good: bool | None = Field(description="as one would hope; null: neither good nor bad")


class Checked(Part):
    """What einops itself says of the same input; it is asked beside the answer and never its source."""

    agrees: bool | None = Field(description="whether every cell is the same; null: not compared")
    library: str = Field(description="which one, with its version")
    cells: int = Field(description="output cells compared")


class Verdict(Part):
    """Is anything lost, doubled, or moved, and can it be undone? What is not known is null, never guessed."""

    bijective: bool | None = Field(description="every cell of either side has exactly one on the other")
    identity: bool | None = Field(description="the same shape, and no cell moves")
    moved: int | None = Field(description="output cells whose flat position differs from their source's")
    dropped: int | None = Field(description="input cells used by no output cell")
    duplicated: int | None = Field(description="input cells used by more than one output cell")
    padded: int | None = Field(description="output cells without a source")
    reshape_only: bool | None = Field(description="no cell changes its flat position")
    order: int | None = Field(description="applied so many times it is the identity")
    exact: bool = Field(description="false where counting would take more cells than the limit")
    inverse: Inverse | None = Field(description="the way back; null: there is none, or none that a pattern can say")
    notes: list[Note] = Field(description="the same in sentences, in the language asked for")
    checked: Checked | None = Field(description="with check=1: whether einops agrees, cell by cell")


class Window(Part):
    """The digits of an axis that the picture shows."""

    start: int
    count: int


class Bracket(Part):
    """Names an axis beside the cells; coordinates are relative to the first cell's corner."""

    axis: int
    side: Literal["top", "bottom", "left", "depth"]
    start: Pair
    end: Pair


class Stage(Part):
    """A stop of the animation: place of a block = origin + Σ (digit - window start)·step."""

    name: Literal["input", "split", "moved", "output"]
    figure: int = Field(description="which of the figures stands so at this stage")
    steps: list[Vector] = Field(description="for each axis: right, down, planes back")
    origins: dict[Literal["beside", "below"], Pair] = Field(description="of the first cell, for either placement")
    plane: Pair = Field(description="width and height of one slice")
    block: Pair = Field(description="width and height of the cells that share their outer digits")
    brackets: list[Bracket]


class Figure(Part):
    """What stands around the cells of a tensor."""

    tensor: str
    caption: Text
    captions: dict[Literal["beside", "below"], Pair] = Field(description="middle of the caption")
    counts: list[int] = Field(description="digits drawn of each axis; beyond the window's are cells that were cut off")
    planes: list[int] | None = Field(description="axes along which the card behind a slice repeats; null: no cards")
    blocks: list[int] | None = Field(description="axes along which the outline of a block repeats; null: no outlines")


class Tint(Part):
    """Colours: hue number Σ digit·hue modulo the hues; level Σ digit·level of values."""

    hue: list[int]
    level: list[int]
    values: int
    shades: dict[Literal["light", "dark"], list[list[tuple[str, str]]]] = Field(
        description="by theme, hue and level: the colour of a block and of its number"
    )


class Scene(Part):
    """The plan as pictures, in pixels of its own that are scaled to wherever it is shown."""

    windows: list[Window] = Field(description="for each axis, the digits shown")
    cells: int = Field(description="blocks shown")
    cell: int = Field(description="side of a block")
    size: dict[Literal["beside", "below"], Pair] = Field(description="of the paper, for either placement")
    stages: list[Stage]
    figures: list[Figure]
    order: list[int] = Field(description="turn of a block in the flight: Σ digit·order")
    tint: Tint


class Links(Part):
    """Where to find the same thing in other forms."""

    page: str = Field(description="the visualiser in this state")
    api: str = Field(description="this answer")
    npy: str = Field(description="the sources as a NumPy file")


class Answer(Part):
    """Where every cell goes, and by which formula."""

    op: str
    request: dict[str, object] = Field(description="the parameters as they were understood")
    pattern: str = Field(description="the einops pattern; where cells are cut off or filled in first, of what is left")
    sizes: dict[str, int] = Field(description="sizes that the pattern needs beside the shape")
    tokens: list[Token]
    axes: list[Axis]
    inputs: list[Tensor]
    output: Tensor
    cells: Cells
    verdict: Verdict
    formula: Formula
    steps: list[str] = Field(description="what happens, in sentences, in the language asked for")
    code: dict[str, str] = Field(description="snippets that do the same: x in, y out, imports included")
    scene: Scene
    links: Links


class ProblemError(Part):
    """One mistake: its stable code, where it is, and what would mend it."""

    code: str
    field: str | None = Field(description="the parameter at fault")
    span: Span | None = Field(description="the culprit in the text of that parameter; null: all of it")
    message: str
    hint: str | None
    repair: dict[str, str] = Field(description="parameter values that would mend it, each the whole new text")


class Problem(Part):
    """An RFC 9457 problem document."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[ProblemError] = Field(default=[])
    tokens: list[Token] = Field(default=[], description="the tokens of the pattern, where one was given")


class RoundTrip(Part):
    """What a merge and the expansion after it do together."""

    inverse: bool | None = Field(description="the expansion brings every cell home, and the shape too; null: not known")
    shape: list[int] = Field(description="of what comes out")
    cells: int = Field(description="of what comes out")
    misplaced: int | None = Field(description="cells whose source is a cell of another place; null: too many to count")
    padded: int = Field(description="cells without a source, filled in by the merge")
    dropped: int = Field(description="input cells that the merge cut off")
    pattern: str | None = Field(description="both as one pattern; null: there is none")
    sizes: dict[str, int] = Field(description="sizes that the pattern needs beside the shape")
    inverse_order: str = Field(description="the order with which expand undoes the merge")


class State(Part):
    """What a page shows: the parameters as texts, and either the answer to them or what is wrong."""

    op: str
    texts: dict[str, str]
    answer: Answer | None
    problem: Problem | None


class ParameterInfo(Part):
    """A parameter of an operation."""

    name: str
    form: str
    summary: str
    default: str | None = Field(description="null: the parameter is required")
    choices: list[str] | None


class PresetInfo(Part):
    """A convention that layers in the wild follow."""

    title: str
    values: dict[str, str]


class OperationInfo(Part):
    """An operation of the registry."""

    name: str
    title: str
    summary: str
    parameters: list[ParameterInfo]
    example: dict[str, str]
    presets: list[PresetInfo]
