"""Rows: windows, blocks of pixels, and the layers of torch that only move."""

from collections.abc import Callable

from einscope.core.program.calls.registry import row
from einscope.core.program.libraries.memory import strided_in_bytes
from einscope.core.program.movement.axes import shape
from einscope.core.program.movement.axes.axes import refuse_layer_rank
from einscope.core.program.movement.parts import pad
from einscope.core.program.movement.windows import nearest, pixels, windows
from einscope.core.program.tensor.integers import as_ints
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Layer

_ENLARGE = "size=None, scale_factor=None, mode='nearest', align_corners=None"
_UNFOLD = "kernel_size: pair, dilation: pair=1, padding: pair=0, stride: pair=1"


def pixel_shuffle(factor: int) -> Layer:
    """``nn.PixelShuffle``."""
    return Layer("nn.PixelShuffle", lambda x: pixels.pixel_shuffle(x, factor))


def pixel_unshuffle(factor: int) -> Layer:
    """``nn.PixelUnshuffle``."""
    return Layer("nn.PixelUnshuffle", lambda x: pixels.pixel_unshuffle(x, factor))


def channel_shuffle(groups: int) -> Layer:
    """``nn.ChannelShuffle``."""
    return Layer("nn.ChannelShuffle", lambda x: pixels.channel_shuffle(x, groups))


def flatten(start: int = 1, end: int = -1) -> Layer:
    """``nn.Flatten``, which keeps the first axis."""
    return Layer("nn.Flatten", lambda x: shape.flatten(x, start, end))


def unflatten(axis: int, sizes: tuple[int, ...]) -> Layer:
    """``nn.Unflatten``."""
    return Layer("nn.Unflatten", lambda x: shape.unflatten(x, axis, sizes))


def unfold(
    kernel: tuple[int, ...],
    dilation: tuple[int, ...] = (1,),
    padding: tuple[int, ...] = (0,),
    stride: tuple[int, ...] = (1,),
) -> Layer:
    """``nn.Unfold``."""
    return Layer("nn.Unfold", lambda x: windows.unfold_blocks(x, kernel, dilation, padding, stride))


def fold(
    size: tuple[int, ...],
    kernel: tuple[int, ...],
    dilation: tuple[int, ...] = (1,),
    padding: tuple[int, ...] = (0,),
    stride: tuple[int, ...] = (1,),
) -> Layer:
    """``nn.Fold``."""
    return Layer("nn.Fold", lambda x: windows.fold_blocks(x, size, kernel, dilation, padding, stride))


def upsample(
    size: object = None,
    factor: object = None,
    mode: str = "nearest",
    corners: object = None,
    recompute: bool | None = None,
) -> Layer:
    """``nn.Upsample``."""
    return Layer("nn.Upsample", lambda x: nearest.enlarge(x, size, factor, mode, corners, recompute))


def upsample_nearest(size: object = None, factor: object = None) -> Layer:
    """``nn.UpsamplingNearest2d``."""
    return Layer("nn.UpsamplingNearest2d", lambda x: nearest.enlarge(x, size, factor))


def _padding(mode: str, axes: int) -> Callable[[object], Layer]:
    def layer(padding: object) -> Layer:
        widths = as_ints(padding)
        sides = widths * 2 * axes if isinstance(padding, int) else widths

        def run(x: Tensor) -> Tensor:
            if mode == "circular":
                refuse_layer_rank(x, axes)
            return pad.pad_last(x, sides, mode)

        return Layer(f"nn padding ({mode})", run)

    return layer


ROWS = (
    row(windows.unfold, "Tensor.unfold(self, dimension, size, step)"),
    row(windows.unfold_blocks, f"torch.nn.functional.unfold(input, {_UNFOLD})"),
    row(windows.fold_blocks, f"torch.nn.functional.fold(input, output_size: pair, {_UNFOLD})"),
    row(windows.sliding_windows, "numpy.sliding_window_view(x, window_shape, axis=None)"),
    row(pixels.pixel_shuffle, "torch.pixel_shuffle(input, upscale_factor)"),
    row(pixels.pixel_unshuffle, "torch.pixel_unshuffle(input, downscale_factor)"),
    row(pixels.channel_shuffle, "torch.channel_shuffle(input, groups)"),
    row(strided_in_bytes, "numpy.as_strided(x, shape=None, strides=None, subok=False, writeable=True)"),
    row(windows.as_strided, "torch|Tensor.as_strided(input, size: list, stride: list, storage_offset=None)"),
    row(
        nearest.enlarge,
        f"torch.nn.functional.interpolate(input, {_ENLARGE}, recompute_scale_factor=None, antialias=False)",
        f"torch.nn.functional.upsample(input, {_ENLARGE})",
        "torch.nn.functional.upsample_nearest(input, size=None, scale_factor=None)",
    ),
    row(upsample, f"torch.nn.Upsample({_ENLARGE}, recompute_scale_factor=None)"),
    row(upsample_nearest, "torch.nn.UpsamplingNearest2d(size=None, scale_factor=None)"),
    row(pixel_shuffle, "torch.nn.PixelShuffle(upscale_factor)"),
    row(pixel_unshuffle, "torch.nn.PixelUnshuffle(downscale_factor)"),
    row(channel_shuffle, "torch.nn.ChannelShuffle(groups)"),
    row(flatten, "torch.nn.Flatten(start_dim=1, end_dim=-1)"),
    row(unflatten, "torch.nn.Unflatten(dim, unflattened_size: list)"),
    row(unfold, f"torch.nn.Unfold({_UNFOLD})"),
    row(fold, f"torch.nn.Fold(output_size: pair, {_UNFOLD})"),
    *(
        row(_padding(mode, axes), f"torch.nn.{name}{axes}d(padding{', value' * (name == 'ConstantPad')})")
        for name, mode in (
            ("ZeroPad", "constant"),
            ("ConstantPad", "constant"),
            ("ReflectionPad", "reflect"),
            ("ReplicationPad", "replicate"),
            ("CircularPad", "circular"),
        )
        for axes in (1, 2, 3)
    ),
)
