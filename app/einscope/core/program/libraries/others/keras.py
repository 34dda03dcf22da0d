"""Rows of Keras: its functions, where they are not numpy's, and its layers that only move."""

from collections.abc import Callable

from einscope.core.errors import say
from einscope.core.program.calls.registry import row
from einscope.core.program.libraries.layers.mixing import BETWEEN, SEQUENCES, mixed, topk
from einscope.core.program.movement import facts, new, numbers, others
from einscope.core.program.movement.axes import order, shape
from einscope.core.program.movement.parts import cut, join, spread
from einscope.core.program.movement.parts.pad import pad_each, padded
from einscope.core.program.movement.sums.products import refuse_rank
from einscope.core.program.movement.windows import channels
from einscope.core.program.movement.writes import put
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Layer

_OPS = "keras.ops"
_LAYERS = "keras.layers"


def _pictures(x: Tensor, count: int) -> None:
    if x.rank != count + 2:
        refuse_rank(x, count + 2)


def permute(dims: tuple[int, ...]) -> Layer:
    """``layers.Permute``: axes counted from 1, the batch stays."""
    return Layer("layers.Permute", lambda x: order.permute(x, (0, *dims)))


def reshape(target: tuple[int, ...]) -> Layer:
    """``layers.Reshape``: the batch stays."""
    return Layer("layers.Reshape", lambda x: shape.reshape(x, (*x.shape[:1], *target)))


def flatten(layout: object = None) -> Layer:
    """``layers.Flatten``; of channels that stand first, they come last."""

    def run(x: Tensor) -> Tensor:
        turned = x if channels.is_last(layout) or x.rank < 3 else order.move(x, (1,), (-1,))
        return shape.reshape(turned, (*x.shape[:1], x.cells // max(1, x.shape[0]) if x.rank else 1))

    return Layer("layers.Flatten", run)


def repeat(times: int) -> Layer:
    """``layers.RepeatVector``: a vector so many times."""

    def run(x: Tensor) -> Tensor:
        _pictures(x, 0)
        return spread.copied(spread.expand(shape.with_axes(x, (1,)), (x.shape[0], times, x.shape[1])))

    return Layer("layers.RepeatVector", run)


def _space(x: Tensor, count: int, layout: object) -> int:
    """Where the axes of space begin."""
    _pictures(x, count)
    return 1 if channels.is_last(layout) else 2


def _upsampling(count: int) -> Callable[..., Layer]:
    def layer(size: tuple[int, ...] = (2,), layout: object = None, mode: str = "nearest") -> Layer:
        times = size * count if len(size) == 1 else size

        def run(x: Tensor) -> Tensor:
            first = _space(x, count, layout)
            if mode != "nearest":
                raise mixed(f"layers.UpSampling{count}D", BETWEEN, x)
            for axis, factor in enumerate(times, start=first):
                x = spread.repeat_each(x, (factor,), axis)
            return x

        return Layer(f"layers.UpSampling{count}D", run)

    return layer


def _widths(value: object, count: int) -> list[tuple[int, int]]:
    """Pairs for every axis of space: of a number, of one number an axis, or of pairs."""
    if isinstance(value, int):
        return [(value, value)] * count
    if isinstance(value, (list, tuple)):
        if count == 1 and len(value) == 2 and all(isinstance(entry, int) for entry in value):
            return [(int(value[0]), int(value[1]))]
        if len(value) == count:
            pairs = [entry if isinstance(entry, (list, tuple)) else (entry, entry) for entry in value]
            if all(len(pair) == 2 and all(isinstance(width, int) for width in pair) for pair in pairs):
                return [(pair[0], pair[1]) for pair in pairs]
    raise Refusal("program-argument", say("Got {count} sizes for {axes} axes.", count=0, axes=count))


def _edging(count: int, sign: int) -> Callable[..., Layer]:
    name = "ZeroPadding" if sign > 0 else "Cropping"

    def layer(widths: object = 1, layout: object = None) -> Layer:
        pairs = _widths(widths, count)

        def run(x: Tensor) -> Tensor:
            first = _space(x, count, layout)
            full = [(0, 0)] * x.rank
            full[first : first + count] = [(sign * before, sign * after) for before, after in pairs]
            return padded(x, full, "constant", 0)

        return Layer(f"layers.{name}{count}D", run)

    return layer


def concatenate(axis: int = -1) -> Layer:
    """``layers.Concatenate``: of a list of tensors."""

    def run(tensors: object) -> Tensor:
        pieces = [piece for piece in tensors if isinstance(piece, Tensor)] if isinstance(tensors, (list, tuple)) else []
        if not pieces:
            raise Refusal("program-type", say("Expected a list of tensors, got {value}.", value="()"))
        return join.cat(pieces, axis)

    return Layer("layers.Concatenate", run, many=True)


def attention(q: Tensor, k: Tensor, v: Tensor) -> object:
    """Keras' attention: batch, length, heads, channels."""
    fits = q.rank == k.rank == v.rank == 4 and q.shape[0] == k.shape[0] == v.shape[0]
    raise mixed("dot_product_attention", SEQUENCES, q, (*q.shape[:-1], v.shape[-1]) if fits else None)


def resized(x: Tensor, size: tuple[int, ...], layout: object = None) -> object:
    """``image.resize``: whatever the interpolation, other sizes of the two axes of space."""
    if x.rank not in (3, 4) or len(size) != 2:
        refuse_rank(x, 4)
    last = channels.is_last(layout)
    shape = (*x.shape[:-3], *size, x.shape[-1]) if last else (*x.shape[:-2], *size)
    raise mixed("image.resize", BETWEEN, x, shape)


_ATTENTION = "bias: skip=None, mask: skip=None, scale: skip=None, is_causal: skip=False"

ROWS = (
    row(join.cat, f"{_OPS}.concatenate(xs, axis=0)"),
    row(others.join_last, f"{_LAYERS}.concatenate(inputs, axis=-1)"),
    row(join.stack, f"{_OPS}.stack(x, axis=0)"),
    row(others.unstack, f"{_OPS}.unstack(x, num=None, axis=0)"),
    row(cut.equal_split, f"{_OPS}.split(x, indices_or_sections, axis=0)"),
    row(shape.reshape, f"{_OPS}.reshape(x, newshape)"),
    row(others.slice_of, f"{_OPS}.slice(inputs, start_indices, shape)"),
    row(spread.tile, f"{_OPS}.tile(x, repeats)"),
    row(facts.shape, f"{_OPS}.shape(x)"),
    row(new.shared, f"{_OPS}.convert_to_tensor(x, dtype=None, sparse=None)"),
    row(numbers.one_hot, f"{_OPS}.one_hot(x, num_classes)"),
    row(
        channels.patches_of_keras,
        f"{_OPS}.image.extract_patches(images, size, strides=None, dilation_rate=1, padding='valid', data_format=None)",
    ),
    row(pad_each, f"{_OPS}.pad(x, pad_width, mode='constant', constant_values=None)"),
    row(put.update_slice, f"{_OPS}.slice_update(inputs, start_indices, updates)"),
    row(facts.rank, f"{_OPS}.ndim(x)"),
    row(facts.cells, f"{_OPS}.size(x)"),
    row(facts.is_tensor, f"{_OPS}.is_tensor(x)"),
    row(
        new.spread,
        f"{_OPS}.linspace(start: number, stop: number, num=50, endpoint=True, retstep: skip=False, dtype=None, "
        "axis: skip=0)",
    ),
    row(topk, f"{_OPS}.top_k(x, k, sorted: skip=True)"),
    row(attention, f"{_OPS}.dot_product_attention(query, key, value, {_ATTENTION})"),
    row(
        resized,
        f"{_OPS}.image.resize(images, size, interpolation: skip='bilinear', antialias: skip=False, data_format=None)",
    ),
    row(order.permute, "keras.backend.permute_dimensions(x, pattern)"),
    row(permute, f"{_LAYERS}.Permute(dims)"),
    row(reshape, f"{_LAYERS}.Reshape(target_shape)"),
    row(flatten, f"{_LAYERS}.Flatten(data_format=None)"),
    row(repeat, f"{_LAYERS}.RepeatVector(n)"),
    *(
        row(_upsampling(count), f"{_LAYERS}.UpSampling{count}D(size=2{more})")
        for count, more in (
            (1, ""),
            (2, ", data_format=None, interpolation='nearest'"),
            (3, ", data_format=None"),
        )
    ),
    *(row(_edging(count, 1), f"{_LAYERS}.ZeroPadding{count}D(padding=1, data_format=None)") for count in (1, 2, 3)),
    *(row(_edging(count, -1), f"{_LAYERS}.Cropping{count}D(cropping=1, data_format=None)") for count in (1, 2, 3)),
    row(concatenate, f"{_LAYERS}.Concatenate(axis=-1)"),
)
