"""The way back of a plan as an einops pattern, read off its table of strides; nobody typed it."""

from collections.abc import Iterator, Mapping
from itertools import count
from typing import NamedTuple

from einscope.core.axis_name import name_fault
from einscope.core.pattern.resolve import RESERVED
from einscope.core.plan import Axis, Index, Plan, arranged


class WayBack(NamedTuple):
    """A pattern, and the sizes of the axes that it names."""

    text: str
    sizes: Mapping[str, int]


def way_back(plan: Plan) -> WayBack | None:
    """The pattern that takes the output to the input, None where the input is not counted through, or only mapped.

    A diagonal of a single cell has its axis once, and 1 where it stands again. Names that einops would not take, or not
    as those of sizes, are replaced by letters.

    Args:
        plan: with one input, and bijective.

    Cost: O(rank).

    >>> from einscope.core.ops import registry
    >>> from einscope.core.limits import DEFAULT_LIMITS
    >>> patches = registry()["unfold"].read({"shape": "1,4,6,3", "kernel": "2", "stride": "2"}, DEFAULT_LIMITS)
    >>> way_back(patches.plan(DEFAULT_LIMITS)).text
    'b (h w) (c k1 k2) -> b (h k1) (w k2) c'
    """
    source = plan.inputs[0]
    if len(source.index) != len(source.shape):
        return None
    fresh = _fresh({axis.name for axis in plan.axes})
    names = [axis.name if _may_stay(axis.name) else next(fresh) for axis in plan.axes]
    sizes = {name: axis.size for name, axis in zip(names, plan.axes, strict=True)}
    left = [[names[part] for part in parts] for parts in plan.output.arrangement]
    right: list[list[str]] = []
    seen: set[int] = set()
    plain = arranged(source.name, source.shape, source.arrangement, plan.axes)
    for number, index in enumerate(source.index):
        counted = index == plain.index[number]
        parts = source.arrangement[number] if counted else _sorted(index, source.shape[number], plan.axes)
        if parts is None:
            return None
        side: list[str] = []
        for part in parts:
            again = part in seen
            seen.add(part)
            if again and plan.axes[part].size == 1:
                continue
            name = next(fresh) if again else names[part]
            sizes[name] = plan.axes[part].size
            side.append(name)
        right.append(side)
    return WayBack(f"{_side(left)} -> {_side(right)}".strip(), sizes)


def _may_stay(name: str) -> bool:
    return name_fault(name) is None and name not in RESERVED


def _fresh(taken: set[str]) -> Iterator[str]:
    yield from (letter for letter in "ijklmnopqrstuvwxyz" if letter not in taken)
    yield from (name for number in count() if (name := f"i{number}") not in taken)


def _sorted(index: Index, size: int, axes: tuple[Axis, ...]) -> tuple[int, ...] | None:
    """The parts of a tensor axis in the order in which its index counts through them; None where it does not."""
    parts: list[int] = []
    below = 1
    # Of parts that step alike, all but one have a single digit: they may stand anywhere.
    for _, term in sorted(enumerate(index), key=lambda numbered: (numbered[1].times, -numbered[0])):
        if term.axis is None:
            return None
        if axes[term.axis].size != 1:
            if term.times != below:
                return None
            below *= axes[term.axis].size
        parts.insert(0, term.axis)
    return tuple(parts) if below == size else None


def _side(tensor: list[list[str]]) -> str:
    return " ".join(parts[0] if len(parts) == 1 else f"({' '.join(parts)})" if parts else "1" for parts in tensor)
