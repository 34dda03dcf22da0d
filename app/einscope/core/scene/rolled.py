"""Axes that go on at the other end: where all of one is shown, its cells stand in their own places in the input."""

from collections.abc import Sequence

from einscope.core.plan import Index, Tensor, constant
from einscope.core.scene.window import Window


def rolled(source: Tensor, shown: Sequence[Window]) -> tuple[tuple[Index, ...], tuple[int, ...]]:
    """The index of the input by its own digits, and for each axis how far those are ahead of the output's.

    Of an axis of which a part is shown, the cells stand in the order in which they are read.

    Cost: O(rank).

    >>> from einscope.core.ops import registry
    >>> plan = registry()["roll"].example_plan()
    >>> rolled(plan.inputs[0], [Window(0, axis.size) for axis in plan.axes])[1]
    (0, 1, 1, 0)
    """
    if not source.wraps:
        return source.index, ()
    ahead = [0] * len(shown)
    index = list(source.index)
    for axis in source.wraps:
        size = source.shape[axis]
        (part,) = (term.axis for term in index[axis] if term.axis is not None)
        if shown[part].count == size:
            ahead[part] = constant(index[axis]) % size
            index[axis] = tuple(term for term in index[axis] if term.axis is not None)
    return tuple(index), tuple(ahead)
