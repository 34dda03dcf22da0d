"""Blocks of pixels between channels and space, and pixels that repeat."""

from einscope.core.errors import say
from einscope.core.program.movement.axes.order import permute
from einscope.core.program.movement.axes.shape import reshape
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.tensor import Tensor, same_cells
from einscope.core.program.tensor.values import shape_text


def pixel_shuffle(x: Tensor, factor: int) -> Tensor:
    """Channels to space: ``… (c p1 p2) h w -> … c (h p1) (w p2)``."""
    *ahead, channels, height, width = _pixels(x)
    if factor < 1 or channels % (factor * factor):
        raise Refusal(
            "program-shape",
            say("{count} channels cannot be split into blocks of {factor}×{factor}.", count=channels, factor=factor),
        )
    c, n = channels // (factor * factor), len(ahead)
    split = reshape(x, (*ahead, c, factor, factor, height, width))
    turned = permute(split, (*range(n), n, n + 3, n + 1, n + 4, n + 2))
    return reshape(turned, (*ahead, c, height * factor, width * factor))


def pixel_unshuffle(x: Tensor, factor: int) -> Tensor:
    """Space to channels: ``… c (h p1) (w p2) -> … (c p1 p2) h w``."""
    *ahead, channels, height, width = _pixels(x)
    if factor < 1 or height % factor or width % factor:
        raise Refusal(
            "program-shape",
            say("{shape} cannot be cut into blocks of {factor}×{factor}.", shape=shape_text(x.shape), factor=factor),
        )
    if not x.cells:  # torch gives such a tensor back as it is
        return same_cells(x)
    n = len(ahead)
    split = reshape(x, (*ahead, channels, height // factor, factor, width // factor, factor))
    turned = permute(split, (*range(n), n, n + 2, n + 4, n + 1, n + 3))
    return reshape(turned, (*ahead, channels * factor * factor, height // factor, width // factor))


def channel_shuffle(x: Tensor, groups: int) -> Tensor:
    """Channels dealt out between groups: ``b (g c) … -> b (c g) …``."""
    if x.rank < 3 or groups < 1 or x.shape[1] % groups:
        raise Refusal(
            "program-shape",
            say(
                "The channels of {shape} cannot be divided into {count} groups.",
                shape=shape_text(x.shape),
                count=groups,
            ),
        )
    b, channels, *rest = x.shape
    split = reshape(x, (b, groups, channels // groups, *rest))
    return reshape(permute(split, (0, 2, 1, *range(3, split.rank))), x.shape)


def _pixels(x: Tensor) -> tuple[int, ...]:
    if x.rank < 3:
        raise Refusal(
            "program-shape",
            say("This takes channels, height and width; the tensor is {shape}.", shape=shape_text(x.shape)),
        )
    return x.shape
