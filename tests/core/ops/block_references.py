"""Merging and expanding as code in the wild does it: slices, concatenations and formulas, no patterns.

Each takes the array of cell numbers; -1 stands for a cell that was filled in.
"""

from collections.abc import Callable, Sequence
from itertools import product

import numpy as np

from einscope.core.map import NO_SOURCE, IntArray

Reference = Callable[[IntArray], IntArray]


def padded(x: IntArray, factors: Sequence[int], first: int = 1) -> IntArray:
    """Filled up at the bottom and at the right, as Swin and VMamba do."""
    widths = [(0, 0)] * x.ndim
    for axis, factor in enumerate(factors, first):
        widths[axis] = (0, -x.shape[axis] % factor)
    return np.pad(x, widths, constant_values=NO_SOURCE)


def cropped(x: IntArray, factors: Sequence[int], first: int = 1) -> IntArray:
    """Cut off at the bottom and at the right, as VM-UNet does."""
    for axis, factor in enumerate(factors, first):
        x = x.take(np.arange(x.shape[axis] // factor * factor), axis)
    return x


def channel(offsets: Sequence[int], c: int, order: str, factors: Sequence[int], channels: int) -> int:
    """The channel that holds channel ``c`` of the pixel at these offsets: the digits of ``order``, slowest first."""
    digits = {"c": (c, channels), **{f"p{n}": pair for n, pair in enumerate(zip(offsets, factors, strict=True), 1)}}
    number = 0
    for word in order.split():
        digit, size = digits[word]
        number = number * size + digit
    return number


def strided(offsets: Sequence[int], factors: Sequence[int]) -> tuple[slice, ...]:
    """Every pixel at these offsets, of every block."""
    return (slice(None), *(slice(offset, None, factor) for offset, factor in zip(offsets, factors, strict=True)))


def merged(x: IntArray, factors: Sequence[int], order: str) -> IntArray:
    """Strided slices of a channels-last tensor, one for each channel that comes out."""
    channels = x.shape[-1]
    parts: dict[int, IntArray] = {}
    for offsets, c in product(product(*map(range, factors)), range(channels)):
        parts[channel(offsets, c, order, factors, channels)] = x[strided(offsets, factors)][..., c]
    return np.stack([parts[number] for number in range(len(parts))], axis=-1)


def expanded(x: IntArray, factors: Sequence[int], order: str) -> IntArray:
    """Every channel of a channels-last tensor, written into a strided slice."""
    channels = x.shape[-1] // int(np.prod(factors))
    spatial = [size * factor for size, factor in zip(x.shape[1:-1], factors, strict=True)]
    y = np.full((x.shape[0], *spatial, channels), -2)
    for offsets, c in product(product(*map(range, factors)), range(channels)):
        y[strided(offsets, factors)][..., c] = x[..., channel(offsets, c, order, factors, channels)]
    return y


def _swin_merge(x: IntArray) -> IntArray:
    x = padded(x, (2, 2))
    return np.concatenate([x[:, 0::2, 0::2], x[:, 1::2, 0::2], x[:, 0::2, 1::2], x[:, 1::2, 1::2]], axis=-1)


def _vm_unet_merge(x: IntArray) -> IntArray:
    h, w = x.shape[1] // 2, x.shape[2] // 2
    slices = [x[:, 0::2, 0::2], x[:, 1::2, 0::2], x[:, 0::2, 1::2], x[:, 1::2, 1::2]]
    return np.concatenate([each[:, :h, :w] for each in slices], axis=-1)


def _aurora_merge(x: IntArray) -> IntArray:
    x = padded(x, (2, 2))
    return np.concatenate([x[:, 0::2, 0::2], x[:, 0::2, 1::2], x[:, 1::2, 0::2], x[:, 1::2, 1::2]], axis=-1)


def _pixel_unshuffle(x: IntArray) -> IntArray:
    y = np.empty((x.shape[0], x.shape[1] * 4, x.shape[2] // 2, x.shape[3] // 2), dtype=x.dtype)
    for p1, p2 in product(range(2), range(2)):
        y[:, 2 * p1 + p2 :: 4] = x[:, :, p1::2, p2::2]
    return y


def _focus(x: IntArray) -> IntArray:
    return np.concatenate([x[..., ::2, ::2], x[..., 1::2, ::2], x[..., ::2, 1::2], x[..., 1::2, 1::2]], axis=1)


def _space_to_depth(x: IntArray) -> IntArray:
    b, c, h, w = x.shape
    return x.reshape(b, c, h // 2, 2, w // 2, 2).transpose(0, 3, 5, 1, 2, 4).reshape(b, c * 4, h // 2, w // 2)


def _swin_expand(x: IntArray) -> IntArray:
    b, h, w, channels = x.shape
    y = np.empty((b, 2 * h, 2 * w, channels // 4), dtype=x.dtype)
    for p1, p2 in product(range(2), range(2)):
        y[:, p1::2, p2::2] = np.split(x, 4, axis=-1)[2 * p1 + p2]
    return y


def _inverse_of_swin_merge(x: IntArray) -> IntArray:
    b, h, w, channels = x.shape
    y = np.empty((b, 2 * h, 2 * w, channels // 4), dtype=x.dtype)
    y[:, 0::2, 0::2], y[:, 1::2, 0::2], y[:, 0::2, 1::2], y[:, 1::2, 1::2] = np.split(x, 4, axis=-1)
    return y


def _pixel_shuffle(x: IntArray) -> IntArray:
    y = np.empty((x.shape[0], x.shape[1] // 4, x.shape[2] * 2, x.shape[3] * 2), dtype=x.dtype)
    for p1, p2 in product(range(2), range(2)):
        y[:, :, p1::2, p2::2] = x[:, 2 * p1 + p2 :: 4]
    return y


def _depth_to_space(x: IntArray) -> IntArray:
    b, c, h, w = x.shape
    return x.reshape(b, 2, 2, c // 4, h, w).transpose(0, 3, 4, 1, 5, 2).reshape(b, c // 4, h * 2, w * 2)


def _pixel_shuffle_3d(x: IntArray) -> IntArray:
    b, c, t, h, w = x.shape
    y = np.empty((b, c // 8, 2 * t, 2 * h, 2 * w), dtype=x.dtype)
    for r1, r2, r3 in product(range(2), range(2), range(2)):
        y[:, :, r1::2, r2::2, r3::2] = x[:, 4 * r1 + 2 * r2 + r3 :: 8]
    return y


# By the title of the preset. One that is missing here fails its test.
REFERENCES: dict[str, Reference] = {
    "Swin / VMamba merge": _swin_merge,
    "VM-UNet merge (crop)": _vm_unet_merge,
    "Aurora merge": _aurora_merge,
    "PixelUnshuffle": _pixel_unshuffle,
    "YOLOv5 Focus": _focus,
    "ONNX SpaceToDepth": _space_to_depth,
    "Swin-Unet / VM-UNet expand": _swin_expand,
    "Inverse of Swin merge": _inverse_of_swin_merge,
    "PixelShuffle": _pixel_shuffle,
    "ONNX DepthToSpace (DCR)": _depth_to_space,
    "Open-Sora PixelShuffle 3-D": _pixel_shuffle_3d,
}
