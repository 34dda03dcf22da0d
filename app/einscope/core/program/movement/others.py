"""What other libraries do in a way of their own with the movements that there are."""

from math import prod

import numpy as np

from einscope.core.errors import say
from einscope.core.program.movement.axes.axes import axis_of
from einscope.core.program.movement.axes.order import last_two, permute
from einscope.core.program.movement.axes.shape import reshape, with_axes
from einscope.core.program.movement.numbers import told
from einscope.core.program.movement.parts.cut import equal_split, part, split_with_sizes, unbind
from einscope.core.program.movement.parts.index import index
from einscope.core.program.movement.parts.join import cat
from einscope.core.program.movement.parts.pad import padded
from einscope.core.program.movement.parts.pick import from_front, known_indices, refuse_indices, take
from einscope.core.program.movement.parts.sieve import masked_select
from einscope.core.program.movement.parts.spread import expand, tile
from einscope.core.program.movement.sums.matmul import matmul
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.integers import as_int, as_ints
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import said, shape_text


def shape_tensor(x: Tensor) -> Tensor:
    """``tf.shape``: the shape as a tensor of known numbers."""
    return told(x.budget, x.library, np.array(x.shape, dtype=np.int64))


def refuse_zero(shape: tuple[int, ...], x: Tensor) -> tuple[int, ...]:
    """A shape in which 0 keeps the size at its place, and nothing else is special.

    Raises:
        Refusal: ``program-argument`` for other codes.
    """
    if any(size < -1 for size in shape) or any(size == 0 and at >= x.rank for at, size in enumerate(shape)):
        raise Refusal("program-argument", say("The shape {shape} is not supported.", shape=shape_text(shape)))
    return tuple(x.shape[at] if size == 0 else size for at, size in enumerate(shape))


def reshape_keeping(x: Tensor, shape: tuple[int, ...]) -> Tensor:
    """Paddle's ``reshape``: a 0 keeps the size at its place."""
    return reshape(x, refuse_zero(shape, x))


def split_by(x: Tensor, parts: object, axis: int = 0) -> tuple[Tensor, ...]:
    """TensorFlow's and Paddle's ``split``: a number of equal pieces, or their sizes, of which one may be -1."""
    axis = axis_of(x, axis)
    if isinstance(parts, (list, tuple)):
        sizes = as_ints(parts)
        if sizes.count(-1) == 1:
            rest = x.shape[axis] - sum(size for size in sizes if size != -1)
            sizes = tuple(rest if size == -1 else size for size in sizes)
        return split_with_sizes(x, sizes, axis)
    return equal_split(x, as_int(parts), axis)


def unstack(x: Tensor, count: object = None, axis: int = 0) -> tuple[Tensor, ...]:
    """``tf.unstack``: ``count`` says again how many there are."""
    pieces = unbind(x, axis)
    if count is not None and as_int(count) != len(pieces):
        raise Refusal("program-argument", say("A tensor cannot be cut into {count} pieces.", count=as_int(count)))
    return pieces


def unstack_of(x: Tensor, axis: int = 0, count: object = None) -> tuple[Tensor, ...]:
    """Paddle's ``unstack``."""
    return unstack(x, count, axis)


def tile_all(x: Tensor, times: tuple[int, ...]) -> Tensor:
    """``tf.tile``: a number for every axis."""
    if len(times) != x.rank:
        raise Refusal("program-argument", say("Got {count} sizes for {axes} axes.", count=len(times), axes=x.rank))
    return tile(x, times)


def gather(x: Tensor, indices: object, validate: object = None, axis: int | None = None, batch: int = 0) -> Tensor:
    """``tf.gather``: listed positions along the first axis unless one is named; none from the back."""
    if batch:
        raise Refusal(
            "program-argument",
            say(
                "{name} is not supported with {argument} {value}.",
                name="gather",
                argument="batch_dims",
                value=str(batch),
            ),
        )
    at = axis_of(x, 0 if axis is None else axis)
    numbers = known_indices(x, indices)
    _ = from_front(numbers, x.shape[at], at, negative=False)
    return take(x, indices, at)


def gather_rows(x: Tensor, indices: object, axis: int = 0) -> Tensor:
    """Paddle's ``gather``: listed positions along an axis."""
    return gather(x, indices, None, axis)


def gather_nd(x: Tensor, indices: object) -> Tensor:
    """``gather_nd``: the last axis of the indices says a place, the others where it goes."""
    numbers = known_indices(x, indices)
    if not numbers.ndim or numbers.shape[-1] > x.rank:
        refuse_indices(x, numbers, -1)
    if not numbers.shape[-1]:
        return expand(x, (*numbers.shape[:-1], *x.shape))
    lists = tuple(
        told(x.budget, x.library, from_front(numbers[..., at], x.shape[at], at, negative=False))
        for at in range(numbers.shape[-1])
    )
    return index(x, lists)


def pad_pairs(x: Tensor, widths: object, mode: str = "CONSTANT", value: object = 0) -> Tensor:
    """``tf.pad``: a pair for every axis."""
    modes = {"CONSTANT": "constant", "REFLECT": "reflect", "SYMMETRIC": "symmetric"}
    numbers = known_indices(x, widths)
    if mode.upper() not in modes or numbers.shape != (x.rank, 2) or (numbers < 0).any():
        raise Refusal("program-argument", say("{name} cannot take these arguments.", name="pad"))
    pairs = [(int(before), int(after)) for before, after in numbers]
    limit = {"reflect": 1, "symmetric": 0}.get(modes[mode.upper()])
    for axis, pair in enumerate(pairs):
        if limit is not None and max(pair) > x.shape[axis] - limit:
            raise Refusal(
                "program-shape",
                say(
                    "Axis {axis} of size {size} cannot be padded by {count} in {mode} mode.",
                    axis=axis,
                    size=x.shape[axis],
                    count=max(pair),
                    mode=mode,
                ),
            )
    return padded(x, pairs, modes[mode.upper()], value)


def boolean_mask(x: Tensor, mask: Tensor, axis: int | None = None) -> Tensor:
    """``tf.boolean_mask``: what a known mask keeps, from an axis on."""
    at = 0 if axis is None else axis_of(x, axis)
    if mask.known is None or mask.known.dtype != np.bool_:
        return masked_select(x, mask)  # which refuses it
    return index(x, (*(slice(None),) * at, mask))


def slice_of(x: Tensor, begin: object, size: object) -> Tensor:
    """``tf.slice``: from a place on so many cells along every axis; -1 is all that are left."""
    starts, sizes = as_ints(begin), as_ints(size)
    if not len(starts) == len(sizes) == x.rank:
        raise Refusal("program-argument", say("Got {count} sizes for {axes} axes.", count=len(sizes), axes=x.rank))
    for axis, (start, length) in enumerate(zip(starts, sizes, strict=True)):
        count = x.shape[axis] - start if length == -1 else length
        if start < 0 or count < 0 or start + count > x.shape[axis]:
            raise Refusal(
                "program-index",
                say(
                    "Cells {start} to {end} do not all fit on axis {axis} of size {size}.",
                    start=start,
                    end=start + count - 1,
                    axis=axis,
                    size=x.shape[axis],
                ),
            )
        x = part(x, axis, start, count)
    return x


def slice_axis(x: Tensor, axis: int, begin: int, end: int | None) -> Tensor:
    """MXNet's ``slice_axis``."""
    at = axis_of(x, axis)
    return index(x, (*(slice(None),) * at, slice(begin, end)))


def product_of(x: Tensor, other: Tensor, turn_first: bool = False, turn_second: bool = False) -> Tensor:
    """``matmul`` with flags that transpose the operands first."""
    return matmul(last_two(x) if turn_first else x, last_two(other) if turn_second else other)


def join_last(tensors: list[Tensor], axis: int = -1) -> Tensor:
    """Keras's ``concatenate``, along the last axis unless one is named."""
    return cat(tensors, axis)


def join_second(tensors: list[Tensor], axis: int = 1) -> Tensor:
    """MXNet's ``concat``, along the second."""
    return cat(tensors, axis)


def split_evenly(x: Tensor, count: int, axis: int = 1, squeeze: bool = False) -> object:
    """MXNet's ``split``: so many equal pieces; ``squeeze``: without the axis, where it is 1."""
    at = axis_of(x, axis)
    pieces = equal_split(x, count, at)
    if squeeze:
        if x.shape[at] != count:
            raise Refusal(
                "program-shape",
                say("Axis {axis} of {shape} cannot be squeezed: its size is not 1.", axis=at, shape=said(x)),
            )
        pieces = unbind(x, at)
    return pieces if count > 1 else pieces[0]


def blocks_to_depth(x: Tensor, size: int) -> Tensor:
    """MXNet's ``space_to_depth``: channels first, blocks outermost: ``b c (h p1) (w p2) -> b (p1 p2 c) h w``."""
    from_first = permute(_of_four(x), (0, 2, 3, 1))
    b, h, w, c = from_first.shape
    if size < 1 or h % size or w % size:
        raise Refusal(
            "program-shape", say("{shape} cannot be cut into blocks of {factor}×{factor}.", shape=said(x), factor=size)
        )
    split = reshape(from_first, (b, h // size, size, w // size, size, c))
    return reshape(permute(split, (0, 2, 4, 5, 1, 3)), (b, size * size * c, h // size, w // size))


def depth_to_blocks(x: Tensor, size: int) -> Tensor:
    """MXNet's ``depth_to_space``: what takes it back."""
    b, channels, h, w = _of_four(x).shape
    if size < 1 or channels % (size * size):
        raise Refusal(
            "program-shape",
            say("{count} channels cannot be split into blocks of {factor}×{factor}.", count=channels, factor=size),
        )
    c = channels // (size * size)
    split = reshape(x, (b, size, size, c, h, w))
    return reshape(permute(split, (0, 3, 4, 1, 5, 2)), (b, c, h * size, w * size))


def _of_four(x: Tensor) -> Tensor:
    if x.rank != 4:
        raise Refusal("program-shape", say("Expected a tensor with {rank} axes, got {shape}.", rank=4, shape=said(x)))
    return x


def keep_first(x: Tensor) -> Tensor:
    """MXNet's ``flatten``: all axes but the first joined."""
    return reshape(x, (x.shape[0] if x.rank else 1, prod(x.shape[1:])))


def unsqueeze_each(x: Tensor, axes: tuple[int, ...]) -> Tensor:
    """Paddle's ``unsqueeze``: one axis after another."""
    for axis in axes:
        x = with_axes(x, (axis_of(x, axis, extra=1),))
    return x
