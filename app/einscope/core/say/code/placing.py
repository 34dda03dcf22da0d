"""A movement as slices: where blocks of the input are put in the output, one line in a loop over the blocks."""

from collections.abc import Sequence

from einscope.core.plan import Axis, Index, Plan
from einscope.core.say.code.literals import indexed, is_plain, listed, tuple_text, whole

_TAKEN = {"np", "x", "y"}


def placing(plan: Plan) -> str:
    """A snippet of slices, which takes ``x`` and leaves ``y``.

    Of each axis of a tensor one part at most goes along as a slice, the slowest where it can; others are looped over.

    Args:
        plan: of one tensor, of which no cell is merged with another.

    Cost: O(rank²).

    >>> from einscope.core.ops import registry
    >>> print(placing(registry()["expand"].example_plan()))  # b h w (p1 p2 c) -> b (h p1) (w p2) c
    import numpy as np
    <BLANKLINE>
    y = np.empty((1, 4, 4, 1), x.dtype)
    for p1, p2 in np.ndindex(2, 2):
        y[0, p1::2, p2::2, 0] = x[0, :, :, 2*p1 + p2]
    """
    axes, [x], y = plan.axes, plan.inputs, plan.output
    free = _free(axes, x.index, y.index)
    looped = [number for number, axis in enumerate(axes) if axis.size != 1 and number not in free]
    names = dict(zip(looped, _names([axes[number].name for number in looped]), strict=True))
    source = indexed("x", [_place(*each, axes, free, names) for each in zip(x.index, x.shape, strict=True)])
    target = [_place(*each, axes, free, names) for each in zip(y.index, y.shape, strict=True)]
    before, after = _along(x.index, free), _along(y.index, free)
    if before != after:
        source += f".transpose({listed(before.index(each) for each in after)})"
    if not looped and set(target) <= {":"} and target:
        return f"y = {source}"
    put = f"y[{listed(target) or '...'}] = {source}"
    lines = [f"y = np.empty({tuple_text(y.shape)}, x.dtype)"]
    if looped:
        sizes = listed(axes[number].size for number in looped)
        comma = "," if len(looped) == 1 else ""
        lines += [f"for {listed(names.values())}{comma} in np.ndindex({sizes}):", f"    {put}"]
    else:
        lines.append(put)
    return whole(["import numpy as np"], lines)


def _free(axes: Sequence[Axis], source: Sequence[Index], target: Sequence[Index]) -> set[int]:
    """The axes that go along as slices, one at most of each axis of either tensor."""
    place = [{term.axis: number for number, terms in enumerate(side) for term in terms} for side in (source, target)]
    slowest = {terms[0].axis for terms in source if terms}
    free: set[int] = set()
    taken: tuple[set[int], set[int]] = (set(), set())
    for number in sorted(range(len(axes)), key=lambda each: (each not in slowest, -axes[each].size)):
        there = [side.get(number) for side in place]
        if axes[number].size == 1 or None in there or any(at in some for at, some in zip(there, taken, strict=True)):
            continue
        free.add(number)
        for at, some in zip(there, taken, strict=True):
            some.add(at or 0)
    return free


def _along(index: Sequence[Index], free: set[int]) -> list[int]:
    """The axes that go along, in the order of a tensor's."""
    return [term.axis for terms in index for term in terms if term.axis is not None and term.axis in free]


def _place(index: Index, size: int, axes: Sequence[Axis], free: set[int], names: dict[int, str]) -> str:
    """The index or slice along one axis of a tensor."""
    moving = [(term.times, term.axis) for term in index if term.axis is not None]
    looped = [(times, names[axis]) for times, axis in moving if axis in names]
    start = " + ".join(name if times == 1 else f"{times}*{name}" for times, name in looped)
    slices = [(times, axes[axis].size) for times, axis in moving if axis in free]
    if not slices:
        return start or "0"
    [(step, count)] = slices
    by = f":{step}" if step > 1 else ""
    end = "" if count * step == size else f"{start} + {count * step}" if start else str(count * step)
    return f"{start}:{end}{by}"


def _names(wanted: Sequence[str]) -> list[str]:
    """These names as Python can take them, each once."""
    names: list[str] = []
    for place, name in enumerate(wanted):
        found = name if is_plain(name) and name not in _TAKEN else f"i{place}"
        while found in names or (found != name and found in wanted):
            found += "_"
        names.append(found)
    return names
