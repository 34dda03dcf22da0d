"""``expand``: patch expanding, depth to space. The channels of each pixel become a block of the image."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import prod

from einscope.core.checks import REARRANGE
from einscope.core.errors import PatternError, Sentence, say
from einscope.core.fields import Shapes, given_sizes
from einscope.core.limits import Limits
from einscope.core.operation import Operation, Preset, Way
from einscope.core.ops.rearrange import rearrange
from einscope.core.ops.shared.blocks import (
    Blocks,
    BlockValues,
    block_parameters,
    blocks_back,
    read_blocks,
    replaced,
)
from einscope.core.ops.shared.counterpart import other_order
from einscope.core.pattern.split import INPUT
from einscope.core.plan import Plan, Shape
from einscope.core.say.code import expanding, in_pattern

ORDER = 6


def _plan(values: BlockValues, limits: Limits) -> Plan:
    blocks = read_blocks(values, merging=False)
    _refuse_channels(values.shape, blocks, limits)
    plan = rearrange(f"{blocks.stack()} -> {blocks.image()}", values.shape.only(), given_sizes(blocks.sizes), limits)
    return replace(plan, meant={"order": " ".join(blocks.order)})


def _refuse_channels(shapes: Shapes, blocks: Blocks, limits: Limits) -> None:
    shape, block = shapes.only(), prod(blocks.factors)
    axis = len(shape) - 1 if blocks.channels_last else 1
    channels = shape[axis]
    if channels % block == 0:
        return
    below, above = channels // block * block, (channels // block + 1) * block
    fitting = [size for size in (below, above) if size and prod(replaced(shape, axis, size)) <= limits.cells]
    nearest = min(fitting, key=lambda size: (abs(size - channels), -size), default=None)
    raise PatternError(
        "channels-indivisible",
        say("x has {channels} channels; a block needs {block} of them, or a multiple.", channels=channels, block=block),
        shapes.size_span(axis),
        field="shape",
        hint=say("the nearest that fit: {choices}", choices=" / ".join(map(str, fitting)))
        if fitting
        else say("make the factor smaller"),
        repair={"shape": ",".join(map(str, replaced(shape, axis, nearest)))} if nearest else None,
        choices=_choices(replaced(shape, axis, size) for size in sorted(fitting, key=lambda size: size != nearest)),
    )


def _choices(shapes: Iterable[Shape]) -> Iterator[tuple[Sentence, dict[str, str]]]:
    for text in (",".join(map(str, shape)) for shape in shapes):
        yield say("give {tensor} the shape {shape}", tensor=INPUT, shape=text), {"shape": text}


def _back(plan: Plan, way: Way) -> dict[str, str] | None:
    blocks = blocks_back(plan, plan.output)
    return None if blocks is None else {"shape": way.shape, **blocks}


OPERATION = Operation(
    name="expand",
    title=say("Expand"),
    summary=say("Patch expanding: the channels of every pixel become a block of the image."),
    parameters=block_parameters(say("p1 p2 c: row offset slowest, as in Swin-Unet and VM-UNet")),
    example={"shape": "1,2,2,4", "factor": "2"},
    values=BlockValues,
    plan=_plan,
    judge=REARRANGE,
    code=lambda plan: {**in_pattern("rearrange", plan), **expanding(plan)},
    introduction=say("Each pixel of {source} becomes one {block} of {target}."),
    counterpart=other_order,
    back=_back,
    undoes="merge",
    presets=(
        Preset(say("Swin-Unet / VM-UNet expand"), {"shape": "1,2,2,4", "factor": "2", "order": "p1 p2 c"}),
        Preset(say("Inverse of Swin merge"), {"shape": "1,2,2,4", "factor": "2", "order": "p2 p1 c"}),
        Preset(say("PixelShuffle"), {"shape": "1,8,2,2", "factor": "2", "order": "c p1 p2", "channels": "first"}),
        Preset(
            say("ONNX DepthToSpace (DCR)"), {"shape": "1,8,2,2", "factor": "2", "order": "p1 p2 c", "channels": "first"}
        ),
        Preset(
            say("Open-Sora PixelShuffle 3-D"),
            {"shape": "1,8,2,2,2", "factor": "2", "order": "c p1 p2 p3", "channels": "first"},
        ),
    ),
    also=(
        *("DepthToSpace", "depth_to_space", "PixelShuffle", "patch expanding", "pixel shuffle"),
        *("sub-pixel", "checkerboard", "upsampling", "swin-unet", "上采样", "像素重组", "深度到空间"),
    ),
)
