"""``unfold``: sliding windows. Each position of the window becomes a column; where windows overlap, cells repeat.

Channels and axes are ordered as by ``torch.nn.functional.unfold``: the channel slowest, then the offsets in the
window; positions in reading order.
"""

from dataclasses import dataclass
from math import prod

from einscope.core.checks import UNFOLD
from einscope.core.errors import PatternError, say
from einscope.core.fields import FactorText, Shapes, ShapesText, called, refuse_too_many_cells
from einscope.core.limits import DEFAULT_LIMITS, Limits
from einscope.core.operation import Operation, Parameter, Preset
from einscope.core.ops.shared.blocks import CHANNELS, SPATIAL, one_per_axis, replaced, spatial_count
from einscope.core.pattern.split import INPUT
from einscope.core.plan import Axis, Index, Plan, Term, arranged, indexed
from einscope.core.say.code import sliding

ORDER = 7


@dataclass(frozen=True, slots=True)
class UnfoldValues:
    """A shape, and the windows that slide over it: a number for all spatial axes, or one each."""

    shape: Shapes
    kernel: tuple[int, ...]
    stride: tuple[int, ...]
    padding: tuple[int, ...]
    dilation: tuple[int, ...]
    channels: str


def _plan(values: UnfoldValues, limits: Limits) -> Plan:
    shapes = values.shape
    shape, last = shapes.only(), values.channels == "last"
    count = spatial_count(shapes, values.channels, _example(values))
    kernel, stride = one_per_axis(values.kernel, count, "kernel"), one_per_axis(values.stride, count, "stride")
    padding, dilation = one_per_axis(values.padding, count, "padding"), one_per_axis(values.dilation, count, "dilation")
    first = 1 if last else 2
    positions = tuple(
        _positions(shape[first + axis], kernel[axis], stride[axis], padding[axis], dilation[axis], shapes, first + axis)
        for axis in range(count)
    )
    # Axes in this order: batch, channel, offsets in the window, positions of the window.
    offsets = tuple(f"k{number + 1}" for number in range(count))
    channel = shape[-1] if last else shape[1]
    axes = tuple(
        Axis(name, size, given=name in offsets)
        for name, size in zip(
            ("b", "c", *offsets, *SPATIAL[count]), (shape[0], channel, *kernel, *positions), strict=True
        )
    )
    inside, outside = tuple(range(2, 2 + count)), tuple(range(2 + count, 2 + 2 * count))
    columns, places = (1, *inside), outside
    arrangement = ((0,), places, columns) if last else ((0,), columns, places)
    out_shape = tuple(prod(axes[part].size for part in parts) for parts in arrangement)
    refuse_too_many_cells(out_shape, limits, "shape")
    target = arranged("y", out_shape, arrangement, axes)
    spatial = tuple(
        _index(outside[axis], inside[axis], stride[axis], dilation[axis], padding[axis]) for axis in range(count)
    )
    pairs = tuple((outside[axis], inside[axis]) for axis in range(count))
    index: tuple[Index, ...] = (
        ((Term(1, 0),), *spatial, (Term(1, 1),)) if last else ((Term(1, 0),), (Term(1, 1),), *spatial)
    )
    parts = ((0,), *pairs, (1,)) if last else ((0,), (1,), *pairs)
    source = indexed("x", shape, parts, index, len(axes), sliding=True)
    return Plan("", {}, axes, (source,), target)


def _example(values: UnfoldValues) -> list[int]:
    """Spatial sizes that the window fits into, for as many axes as the parameters speak of."""
    given = [values.kernel, values.padding, values.dilation]
    count = next((len(numbers) for numbers in (*given, values.stride) if len(numbers) in (2, 3)), 2)
    axes = zip(*((numbers * count)[:count] for numbers in given), strict=True)
    return [max(4, gap * (kernel - 1) + 1 - 2 * padding) for kernel, padding, gap in axes]


def _positions(size: int, kernel: int, stride: int, padding: int, dilation: int, shapes: Shapes, axis: int) -> int:
    """How many places the window has along an axis."""
    span = dilation * (kernel - 1) + 1
    room = size + 2 * padding - span
    if room < 0:
        least = span - 2 * padding
        wider = replaced(shapes.only(), axis, least)
        text = ",".join(map(str, wider))
        smaller = max(1, (size + 2 * padding - 1) // dilation + 1)
        raise PatternError(
            "window-large",
            say(
                "The window spans {span} cells of axis {axis}, which has {size} with its padding.",
                span=span,
                axis=axis + 1,
                size=size + 2 * padding,
            ),
            shapes.size_span(axis),
            field="shape",
            hint=say("make the axis at least {least}, or the kernel smaller", least=least),
            repair={"shape": text} if prod(wider) <= DEFAULT_LIMITS.cells else None,
            choices=[
                (say("give {tensor} the shape {shape}", tensor=INPUT, shape=text), {"shape": text}),
                (say("set {name} to {text}", name=called("kernel"), text=smaller), {"kernel": str(smaller)}),
            ],
        )
    return room // stride + 1


def _index(place: int, offset: int, stride: int, dilation: int, padding: int) -> Index:
    terms = (Term(stride, place), Term(dilation, offset))
    return (*terms, Term(-padding, None)) if padding else terms


OPERATION = Operation(
    name="unfold",
    title=say("Unfold"),
    summary=say("Sliding windows: every position of the window becomes a column, and overlapping windows share cells."),
    parameters=(
        Parameter("shape", ShapesText(), say("shape of the input: batch, spatial axes and channels")),
        Parameter(
            "kernel",
            FactorText(),
            say("size of the window, one number or one per spatial axis"),
            default="2",
            label=say("kernel"),
            axes="k",
        ),
        Parameter("stride", FactorText(), say("how far the window moves"), "1", say("stride")),
        Parameter("padding", FactorText(least=0), say("zero cells around the input"), "0", say("padding")),
        Parameter("dilation", FactorText(), say("distance between cells in the window"), "1", say("dilation")),
        CHANNELS,
    ),
    example={"shape": "1,1,4,4", "kernel": "2", "stride": "1", "channels": "first"},
    values=UnfoldValues,
    plan=_plan,
    judge=UNFOLD,
    code=sliding,
    presets=(
        Preset(say("F.unfold, overlapping"), {"shape": "1,1,4,4", "kernel": "3", "channels": "first"}),
        Preset(say("Patches"), {"shape": "1,2,4,4", "kernel": "2", "stride": "2", "channels": "first"}),
        Preset(say("With padding"), {"shape": "1,1,3,3", "kernel": "3", "padding": "1", "channels": "first"}),
        Preset(say("Dilated"), {"shape": "1,1,5,5", "kernel": "2", "dilation": "2", "channels": "first"}),
    ),
    also=(
        *("im2col", "sliding window", "convolution", "kernel", "as_strided", "patches"),
        *("extract_patches", "overlap", "滑动窗口", "卷积", "提取图像块"),
    ),
)
