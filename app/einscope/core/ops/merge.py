"""``merge``: patch merging, space to depth. Each block of the image becomes one pixel with more channels."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import prod

from einscope.core.checks import MERGE
from einscope.core.errors import PatternError, Sentence, say
from einscope.core.fields import ChoiceText, Shapes, given_sizes, refuse_too_many_cells
from einscope.core.limits import Limits
from einscope.core.operation import Operation, Parameter, Preset, Way
from einscope.core.ops.rearrange import rearrange
from einscope.core.ops.shared.blocks import Blocks, BlockValues, block_parameters, blocks_back, read_blocks
from einscope.core.ops.shared.counterpart import other_order
from einscope.core.pattern.split import INPUT
from einscope.core.plan import Plan, Shape, arranged
from einscope.core.say.code import in_pattern, merging

ORDER = 5


@dataclass(frozen=True, slots=True)
class MergeValues(BlockValues):
    """Blocks, and what is done with sizes that the factor does not divide."""

    odd: str


def _plan(values: MergeValues, limits: Limits) -> Plan:
    blocks = read_blocks(values, merging=True)
    shape = values.shape.only()
    fitted = _fitted(shape, blocks, values.odd, values.shape, limits)
    refuse_too_many_cells(fitted, limits, "factor")
    plan = rearrange(f"{blocks.image()} -> {blocks.stack()}", fitted, given_sizes(blocks.sizes), limits)
    plan = replace(plan, meant={"order": " ".join(blocks.order)})
    if fitted == shape:
        return plan
    # The input keeps its own strides: the index of the blocks does not reach its end, or reaches beyond it.
    source = arranged("x", shape, plan.inputs[0].arrangement, plan.axes)
    return replace(plan, inputs=(source,))


def _fitted(shape: Shape, blocks: Blocks, odd: str, shapes: Shapes, limits: Limits) -> Shape:
    """The shape with every spatial size a multiple of its factor."""
    for axis, factor in zip(blocks.spatial_axes(), blocks.factors, strict=True):
        over = shape[axis] % factor
        if over and odd == "error":
            raise PatternError(
                "size-odd",
                say(
                    "Axis {number} of x has size {size}, which is not divisible by the factor {factor}.",
                    number=axis + 1,
                    size=shape[axis],
                    factor=factor,
                ),
                shapes.size_span(axis),
                field="shape",
                hint=say(
                    "choose crop or pad, or the nearest size that fits: {below} or {above}",
                    below=shape[axis] - over,
                    above=shape[axis] - over + factor,
                ),
                repair={"odd": "pad" if prod(_padded(shape, blocks)) <= limits.cells else "crop"},
                choices=_choices(shape, blocks),
            )
    return _cropped(shape, blocks) if odd == "crop" else _padded(shape, blocks)


def _choices(shape: Shape, blocks: Blocks) -> Iterator[tuple[Sentence, dict[str, str]]]:
    """What to do with sizes that the factor does not divide, or to have none."""
    yield say("pad: fill up the last blocks"), {"odd": "pad"}
    yield say("crop: leave out the last cells"), {"odd": "crop"}
    for fitting in (_cropped(shape, blocks), _padded(shape, blocks)):
        if all(fitting):
            text = ",".join(map(str, fitting))
            yield say("give {tensor} the shape {shape}", tensor=INPUT, shape=text), {"shape": text}


def _cropped(shape: Shape, blocks: Blocks) -> Shape:
    cropped = list(shape)
    for axis, factor in zip(blocks.spatial_axes(), blocks.factors, strict=True):
        cropped[axis] -= shape[axis] % factor
    return tuple(cropped)


def _padded(shape: Shape, blocks: Blocks) -> Shape:
    padded = list(shape)
    for axis, factor in zip(blocks.spatial_axes(), blocks.factors, strict=True):
        padded[axis] += -shape[axis] % factor
    return tuple(padded)


def _back(plan: Plan, way: Way) -> dict[str, str] | None:
    blocks = blocks_back(plan, plan.inputs[0])
    return None if blocks is None else {"shape": way.shape, **blocks}


OPERATION = Operation(
    name="merge",
    title=say("Merge"),
    summary=say("Patch merging: every block of the image becomes one pixel whose channels hold the block."),
    parameters=(
        *block_parameters(say("p2 p1 c: column offset slowest, as in Swin and VMamba")),
        Parameter(
            "odd",
            ChoiceText(("error", "crop", "pad"), (say("error"), say("crop"), say("pad"))),
            say("what to do with sizes not divisible by the factor"),
            "error",
            say("odd"),
        ),
    ),
    example={"shape": "1,4,4,1", "factor": "2"},
    values=MergeValues,
    plan=_plan,
    judge=MERGE,
    code=lambda plan: {**in_pattern("rearrange", plan), **merging(plan)},
    introduction=say("Each {block} of {source} becomes one pixel of {target}."),
    counterpart=other_order,
    back=_back,
    undone_by="expand",
    presets=(
        Preset(say("Swin / VMamba merge"), {"shape": "1,4,4,1", "factor": "2", "order": "p2 p1 c", "odd": "pad"}),
        Preset(say("VM-UNet merge (crop)"), {"shape": "1,5,5,1", "factor": "2", "order": "p2 p1 c", "odd": "crop"}),
        Preset(say("Aurora merge"), {"shape": "1,4,4,2", "factor": "2", "order": "p1 p2 c", "odd": "pad"}),
        Preset(say("PixelUnshuffle"), {"shape": "1,2,4,4", "factor": "2", "order": "c p1 p2", "channels": "first"}),
        Preset(
            say("YOLOv5 Focus"),
            {"shape": "1,3,4,4", "factor": "2", "order": "p2 p1 c", "channels": "first"},
            also=("slice",),
        ),
        Preset(
            say("ONNX SpaceToDepth"),
            {"shape": "1,2,4,4", "factor": "2", "order": "p1 p2 c", "channels": "first"},
            also=("space_to_depth",),
        ),
    ),
    also=(
        *("SpaceToDepth", "space_to_depth", "PixelUnshuffle", "patch merging", "pixel unshuffle"),
        *("focus", "downsampling", "checkerboard", "swin", "vmamba", "分块", "图像块", "下采样", "空间到深度"),
    ),
)
