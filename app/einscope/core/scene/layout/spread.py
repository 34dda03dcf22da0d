"""Where reduced axes are before they fall onto each other: within the output, as they ran in the inputs."""

from collections.abc import Sequence

from einscope.core.plan import Arrangement
from einscope.core.scene.layout.directions import Lanes


def spread(output: Lanes, inputs: Sequence[Lanes]) -> Lanes:
    """The output with the axes that only inputs have: innermost, along the direction of the first input that has them.

    >>> flat = Lanes(row=((0,),), column=((1,),), depth=())
    >>> spread(flat, [Lanes(row=((0, 2),), column=((1, 3),), depth=((4,),))])
    Lanes(row=((0, 2),), column=((1, 3),), depth=((4,),))
    """
    row, column, depth = output.row, output.column, output.depth
    placed = output.axes
    for lanes in inputs:
        row = _inside(row, lanes.row, placed)
        column = _inside(column, lanes.column, placed)
        depth = _inside(depth, lanes.depth, placed)
        placed = placed | lanes.axes
    return Lanes(row, column, depth)


def _inside(outer: Arrangement, inner: Arrangement, placed: set[int]) -> Arrangement:
    """The parts of ``inner`` that are not placed yet, as the fastest parts of the innermost axis of ``outer``."""
    new = tuple(dict.fromkeys(part for parts in inner for part in parts if part not in placed))
    if not new:
        return outer
    return (*outer[:-1], (*outer[-1], *new)) if outer else (new,)
