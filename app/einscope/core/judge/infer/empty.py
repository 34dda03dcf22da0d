"""An output without cells says nothing but its shape; the plainest operation that has it is as good as any."""

from einscope.core.judge.infer.inferred import Inferred
from einscope.core.judge.infer.slices import Cut, sliced
from einscope.core.judge.infer.walk import Digit
from einscope.core.judge.infer.wording import worded
from einscope.core.plan import Shape


def empty(input_shape: Shape, output_shape: Shape) -> Inferred:
    """An operation from one shape to the other, which has no cells.

    The axes moved, where the sizes are the same; else a slice, where none is larger; else an empty slice, repeated.

    >>> empty((0, 3), (3, 0)).pattern, empty((4, 3), (0, 2)).expression
    ('a b -> b a', 'x[:0, :2]')
    >>> inferred = empty((4, 3), (0, 5))
    >>> inferred.expression, inferred.pattern, inferred.sizes
    ('x[:0, 0]', 'a -> a b', {'b': 5})
    """
    if sorted(input_shape) == sorted(output_shape):
        return _moved(input_shape, output_shape)
    if len(input_shape) == len(output_shape) and all(
        after <= before for before, after in zip(input_shape, output_shape, strict=True)
    ):
        parts = [Cut(before, 0, 1, after) for before, after in zip(input_shape, output_shape, strict=True)]
        return Inferred(True, "slice", expression=sliced(parts))
    return _repeated(input_shape, output_shape)


def _moved(input_shape: Shape, output_shape: Shape) -> Inferred:
    axes = [Digit(axis, 0, size, axis, 1) for axis, size in enumerate(input_shape)]
    rest, right = list(axes), []
    for size in output_shape:
        axis = next(digit for digit in rest if digit.size == size)
        rest.remove(axis)
        right.append([axis])
    return Inferred(True, "rearrange", worded([[axis] for axis in axes], right).pattern)


def _repeated(input_shape: Shape, output_shape: Shape) -> Inferred:
    """All axes of the output are new, but that the first empty one also holds what is empty of the slice."""
    first = output_shape.index(0)
    # An empty axis has no place to take, so it remains, as does one that is cut down to nothing.
    remain = [axis == 0 or size == 0 for axis, size in enumerate(input_shape)]
    taken = [Cut(size, 0, 1, 0) if stays else 0 for size, stays in zip(input_shape, remain, strict=True)]
    kept = [Digit(first, 0, 0, axis, 1) for axis, stays in enumerate(remain) if stays]
    right = [[Digit(target, 0, size, None, 0)] for target, size in enumerate(output_shape)]
    if kept:
        right[first] = kept
    wording = worded([[axis] for axis in kept], right)
    if not any(input_shape):
        return Inferred(True, "repeat", wording.pattern, wording.sizes)
    return Inferred(True, "slice", wording.pattern, wording.sizes, sliced(taken), "repeat")
