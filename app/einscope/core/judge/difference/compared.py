"""What is compared: where the cells of an output come from, be it of an operation or of a program."""

from dataclasses import dataclass, replace

from einscope.core.change import UNCHANGED, Changes
from einscope.core.map import IndexMap, Nothing, effort
from einscope.core.plan import Axis, Plan, Tensor

_EFFORT = 2**23  # entries written while all sources are listed: some tenths of a second


@dataclass(frozen=True, slots=True)
class Compared:
    """One of the two sides of a comparison.

    Args:
        inputs: in the order of ``maps``.
        output: what comes out.
        axes: the elementary axes of these tensors.
        maps: for every input, the map from the output's cells to its cells.
        names: what the inputs are called; those of two sides that have the same names are compared with each other.
        plan: of the operation, or of the one that does the same; None: there is none, or it is not known.
        changes: what becomes of values.
        begun: lines that number cells anew; what they make is not known, so their cells are only those of that line.
    """

    inputs: tuple[Tensor, ...]
    output: Tensor
    axes: tuple[Axis, ...]
    maps: tuple[IndexMap, ...]
    names: tuple[str, ...]
    plan: Plan | None = None
    changes: Changes = UNCHANGED
    begun: tuple[int, ...] = ()

    @property
    def gathers(self) -> str | None:
        """How an operation makes one cell of several; None where none does."""
        return self.plan.gathers if self.plan and not self.changes else None

    @property
    def width(self) -> int:
        """How many sources each cell has at most."""
        return max((1, *(index_map.arity for index_map in self.maps))) * max(1, len(self.maps))

    @property
    def countable(self) -> bool:
        """Whether all sources can be listed in short time."""
        return sum(map(effort, self.maps)) <= _EFFORT


def of_plan(plan: Plan) -> Compared:
    """An operation as a side of a comparison."""
    return Compared(plan.inputs, plan.output, plan.axes, plan.maps, tuple(tensor.name for tensor in plan.inputs), plan)


def aligned(one: Compared, other: Compared) -> tuple[Compared, Compared]:
    """Both sides with their inputs in one order, where names tell which belong together.

    An input that only one side has is one of which the other uses no cell. Where the names of neither side contain
    those of the other, the order tells which are meant.

    Cost: O(inputs).
    """
    first, second = set(one.names), set(other.names)
    if one.names == other.names or len(first) < len(one.names) or len(second) < len(other.names):
        return one, other
    if first <= second:
        return _ordered(one, other), other
    return (one, _ordered(other, one)) if second <= first else (one, other)


def _ordered(side: Compared, model: Compared) -> Compared:
    """A side with the inputs of another, in that one's order."""
    own = dict(zip(side.names, zip(side.inputs, side.maps, strict=True), strict=True))
    unused = Nothing(side.output.cells)
    pairs = [own.get(name, (tensor, unused)) for name, tensor in zip(model.names, model.inputs, strict=True)]
    return replace(
        side,
        inputs=tuple(tensor for tensor, _ in pairs),
        maps=tuple(index_map for _, index_map in pairs),
        names=model.names,
    )
