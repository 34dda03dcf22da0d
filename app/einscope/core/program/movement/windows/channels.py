"""Blocks and windows of pictures whose channels stand last, or first: as TensorFlow, Keras and JAX have them."""

from math import prod

from einscope.core.errors import say
from einscope.core.program.movement.axes.order import move, permute
from einscope.core.program.movement.axes.shape import reshape
from einscope.core.program.movement.parts.pad import padded
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.tensor import Tensor, walked
from einscope.core.program.tensor.values import shape_text

_LAST = ("NHWC", "channels_last", "NDHWC", "NWC", None)
_FIRST = ("NCHW", "channels_first", "NCDHW", "NCW")


def is_last(layout: object) -> bool:
    """Whether channels stand last.

    Raises:
        Refusal: ``program-argument`` for a layout that is not known.
    """
    if layout not in (*_LAST, *_FIRST):
        raise Refusal("program-argument", say("The layout {value} is not supported.", value=str(layout)))
    return layout in _LAST


def _pictures(x: Tensor, layout: object) -> tuple[Tensor, bool]:
    """Batch, height, width, channels; and whether channels stood last."""
    last = is_last(layout)
    if x.rank != 4:
        raise Refusal(
            "program-shape", say("Expected a tensor with {rank} axes, got {shape}.", rank=4, shape=shape_text(x.shape))
        )
    return (x, True) if last else (move(x, (1,), (3,)), False)


def _back(x: Tensor, last: bool) -> Tensor:
    return x if last else move(x, (3,), (1,))


def space_to_depth(x: Tensor, size: int, layout: object = None) -> Tensor:
    """``b (h p1) (w p2) c -> b h w (p1 p2 c)``: channels are the innermost part, unlike in PixelUnshuffle."""
    x, last = _pictures(x, layout)
    b, h, w, c = x.shape
    if size < 1 or h % size or w % size:
        raise Refusal(
            "program-shape",
            say("{shape} cannot be cut into blocks of {factor}×{factor}.", shape=shape_text(x.shape), factor=size),
        )
    split = reshape(x, (b, h // size, size, w // size, size, c))
    return _back(reshape(permute(split, (0, 1, 3, 2, 4, 5)), (b, h // size, w // size, size * size * c)), last)


def depth_to_space(x: Tensor, size: int, layout: object = None) -> Tensor:
    """``b h w (p1 p2 c) -> b (h p1) (w p2) c``: what takes it back, unlike PixelShuffle."""
    x, last = _pictures(x, layout)
    b, h, w, channels = x.shape
    if size < 1 or channels % (size * size):
        raise Refusal(
            "program-shape",
            say("{count} channels cannot be split into blocks of {factor}×{factor}.", count=channels, factor=size),
        )
    c = channels // (size * size)
    split = reshape(x, (b, h, w, size, size, c))
    return _back(reshape(permute(split, (0, 1, 3, 2, 4, 5)), (b, h * size, w * size, c)), last)


def windows(
    x: Tensor, kernel: tuple[int, ...], stride: tuple[int, ...], dilation: tuple[int, ...], padding: object
) -> Tensor:
    """Windows of a tensor whose channels stand last: batch, places, places in the window, channels.

    Raises:
        Refusal: ``program-argument`` and ``program-shape``.
    """
    count = x.rank - 2
    if not len(kernel) == len(stride) == len(dilation) == count or min(*kernel, *stride, *dilation, 1) < 1:
        raise Refusal("program-argument", say("Window sizes and steps must be at least 1."))
    space = x.shape[1:-1]
    wide = [between * (size - 1) + 1 for size, between in zip(kernel, dilation, strict=True)]
    pads = [(0, 0)] * count
    word = padding.upper() if isinstance(padding, str) else None
    if word == "SAME":
        for axis, (size, own, step) in enumerate(zip(space, wide, stride, strict=True)):
            more = max(0, (-(-size // step) - 1) * step + own - size)
            pads[axis] = more // 2, more - more // 2
    elif word != "VALID":
        raise Refusal("program-argument", say("The padding mode '{mode}' is not supported.", mode=str(padding)))
    full = padded(x, [(0, 0), *pads, (0, 0)], "constant", 0) if any(map(any, pads)) else x
    places = tuple((size - own) // step + 1 for size, own, step in zip(full.shape[1:-1], wide, stride, strict=True))
    if min(places, default=1) < 1:
        raise Refusal(
            "program-shape",
            say("Windows of {window} do not fit into {shape}.", window=shape_text(kernel), shape=shape_text(x.shape)),
        )
    axes = range(1, count + 1)
    walks = [
        [(0, 1)],
        *([(axis, step)] for axis, step in zip(axes, stride, strict=True)),
        *([(axis, between)] for axis, between in zip(axes, dilation, strict=True)),
        [(count + 1, 1)],
    ]
    return walked(full, (x.shape[0], *places, *kernel, x.shape[-1]), walks)


def extract_patches(
    x: Tensor, sizes: tuple[int, ...], strides: tuple[int, ...], rates: tuple[int, ...], padding: str
) -> Tensor:
    """TensorFlow's: a row of ``(p1 p2 c)`` for every window of pictures with channels last."""
    if x.rank != 4 or not len(sizes) == len(strides) == len(rates) == 4:
        raise Refusal(
            "program-shape", say("Expected a tensor with {rank} axes, got {shape}.", rank=4, shape=shape_text(x.shape))
        )
    if {sizes[0], sizes[3], strides[0], strides[3], rates[0], rates[3]} != {1}:
        raise Refusal("program-argument", say("Windows extend over height and width only."))
    patches = windows(x, sizes[1:3], strides[1:3], rates[1:3], padding)
    return reshape(patches, (*patches.shape[:3], prod(patches.shape[3:])))


def patches_of_keras(
    x: Tensor,
    size: tuple[int, ...],
    strides: tuple[int, ...] | None = None,
    rate: tuple[int, ...] = (1,),
    padding: str = "valid",
    layout: object = None,
) -> Tensor:
    """Keras's ``extract_patches``: likewise, windows side by side unless a stride is said."""
    size, rate = (sizes * 2 if len(sizes) == 1 else sizes for sizes in (size, rate))
    strides = size if strides is None else strides * 2 if len(strides) == 1 else strides
    last = is_last(layout)
    alone = x.rank == 3
    whole = reshape(x, (1, *x.shape)) if alone else x
    pictures, _ = _pictures(whole, layout)
    patches = windows(pictures, size, strides, rate, padding)
    patches = _back(reshape(patches, (*patches.shape[:3], prod(patches.shape[3:]))), last)
    return reshape(patches, patches.shape[1:]) if alone else patches


def patches_of_jax(
    x: Tensor,
    size: tuple[int, ...],
    strides: tuple[int, ...],
    padding: object,
    lhs: object = None,
    rates: tuple[int, ...] | None = None,
    numbers: object = None,
) -> Tensor:
    """``conv_general_dilated_patches``: channels first, and channels outermost in a window: ``(c p1 p2)``."""
    if numbers is not None or lhs is not None or x.rank < 3:
        raise Refusal(
            "program-argument", say("{name} cannot take these arguments.", name="conv_general_dilated_patches")
        )
    space = x.rank - 2
    last = move(x, (1,), (x.rank - 1,))
    patches = windows(last, size, strides, (1,) * space if rates is None else rates, padding)
    order = (0, patches.rank - 1, *range(1 + space, 1 + 2 * space), *range(1, 1 + space))
    turned = permute(patches, order)
    return reshape(turned, (x.shape[0], prod(turned.shape[1 : 2 + space]), *turned.shape[2 + space :]))
