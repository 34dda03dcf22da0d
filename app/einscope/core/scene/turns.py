"""In which order blocks fly: staggered along the slowest axis, whole blocks of the source after each other."""

from collections.abc import Sequence

from einscope.core.plan import Tensor


def turns(source: Tensor, within: Sequence[int], counts: Sequence[int]) -> tuple[int, ...]:
    """Strides that number the blocks shown in the order of the input, 0 to their number less 1.

    What lies in one block of the source goes together, so that an eye can follow it; the copies of a cell follow each
    other.

    Args:
        source: the first input.
        within: the axes inside a block.
        counts: how many digits of each axis are shown.
    """
    own = list(dict.fromkeys(part for parts in source.arrangement for part in parts))
    outer = [part for part in own if part not in within]
    inner = [part for part in own if part in within]
    new = [part for part in range(len(counts)) if part not in own]
    strides = [0] * len(counts)
    total = 1
    for part in reversed([*outer, *inner, *new]):
        strides[part] = total
        total *= counts[part]
    return tuple(strides)
