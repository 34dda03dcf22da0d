"""``roll``: a cyclic shift: what leaves an axis at one end comes in at the other. As np.roll and torch.roll."""

from collections.abc import Mapping
from dataclasses import dataclass

from einscope.core.checks import ROLL
from einscope.core.errors import PatternError, say
from einscope.core.fields import IntegersText, Shapes, ShapesText
from einscope.core.limits import Limits
from einscope.core.operation import Operation, Parameter, Preset, Way
from einscope.core.plan import Axis, Index, Plan, Shape, Term, arranged, constant, indexed
from einscope.core.say.code import rolling

ORDER = 8


@dataclass(frozen=True, slots=True)
class RollValues:
    """A shape, shifts, and the axes that they are along; no axes: all."""

    shape: Shapes
    shift: tuple[int, ...]
    axes: tuple[int, ...]


def roll(shape: Shape, shifts: Mapping[int, int]) -> Plan:
    """The plan of a shift by so many cells along each of these axes, forwards where it is positive.

    Cost: O(rank).

    >>> roll((4, 3), {0: 1}).inputs[0].wraps
    (0,)
    """
    axes = tuple(Axis(name, size) for name, size in zip(_names(len(shape)), shape, strict=True))
    shifts = shifts if all(shape) else {}  # of no cells, none moves
    own = tuple((number,) for number in range(len(shape)))
    index: tuple[Index, ...] = tuple(_index(number, size, shifts.get(number, 0)) for number, size in enumerate(shape))
    wraps = tuple(number for number, terms in enumerate(index) if len(terms) > 1)
    source = indexed("x", shape, own, index, len(axes), wraps=wraps)
    return Plan("", {}, axes, (source,), arranged("y", shape, own, axes))


def _index(axis: int, size: int, shift: int) -> Index:
    """The index along an axis: the cell that lies ``shift`` before, as few cells away as it can be said."""
    kept = (abs(shift) % max(1, size)) * (1 if shift > 0 else -1)
    return (Term(1, axis), Term(-kept, None)) if kept else (Term(1, axis),)


def _names(rank: int) -> list[str]:
    """Names that say nothing in particular, as a shift may be of any tensor."""
    return [*"ijklmnopqrstuvwabcdefgh"][:rank] + [f"a{number}" for number in range(23, rank)]


def _plan(values: RollValues, limits: Limits) -> Plan:
    return roll(values.shape.only(), shifts_of(values))


def _back(plan: Plan, way: Way) -> dict[str, str] | None:
    """Of axes that go on at the other end, the shift the other way; a bijection that is no table of strides is that."""
    source = plan.inputs[0]
    if not source.wraps:
        return None
    shifts = ",".join(str(constant(source.index[axis])) for axis in source.wraps)
    return {"shape": way.shape, "shift": shifts, "axes": ",".join(map(str, source.wraps))}


def shifts_of(values: RollValues) -> dict[int, int]:
    """How far each axis is shifted.

    Raises:
        PatternError: ``roll-count`` or ``roll-axis`` where shifts and axes do not belong together.
    """
    rank = len(values.shape.only())
    shifts, axes = values.shift, values.axes or tuple(range(rank))
    for axis in axes:
        if not -rank <= axis < rank:
            raise PatternError(
                "roll-axis",
                say(
                    "The rank of x is {rank}: axes are numbered from 0, and there is no axis {axis}.",
                    rank=rank,
                    axis=axis,
                ),
                field="axes",
                hint=say("the last one is {last}, or -1", last=rank - 1) if rank else None,
                repair={"axes": ""} if len(shifts) in (1, rank) else None,
            )
    if len(shifts) == 1:
        shifts *= len(axes)
    if len(shifts) != len(axes):
        raise PatternError(
            "roll-count",
            say("Shifts and axes must be equally many; got {count} and {axes}.", count=len(shifts), axes=len(axes)),
            field="shift",
            hint=say("give one for all, or one for each axis"),
            repair={"shift": str(shifts[0]) if shifts else "1"},
        )
    total: dict[int, int] = {}
    for axis, shift in zip(axes, shifts, strict=True):
        total[axis % rank] = total.get(axis % rank, 0) + shift
    return total


OPERATION = Operation(
    name="roll",
    title=say("Roll"),
    summary=say("Cyclic shift: what leaves an axis at one end re-enters at the other."),
    parameters=(
        Parameter("shape", ShapesText(), say("shape of the input")),
        Parameter(
            "shift", IntegersText(), say("how many cells to shift by: one number, or one per axis"), "1", say("shift")
        ),
        Parameter("axes", IntegersText(), say("which axes are shifted, numbered from 0; empty: all"), "", say("axes")),
    ),
    example={"shape": "1,4,4,1", "shift": "-1,-1", "axes": "1,2"},
    values=RollValues,
    plan=_plan,
    judge=ROLL,
    code=rolling,
    back=_back,
    presets=(
        Preset(say("Swin: shifted windows"), {"shape": "1,4,4,1", "shift": "-1,-1", "axes": "1,2"}),
        Preset(say("Swin: shifted back"), {"shape": "1,4,4,1", "shift": "1,1", "axes": "1,2"}),
        Preset(say("fftshift of an even size"), {"shape": "4,6", "shift": "2,3"}),
        Preset(say("Shift a sequence by one"), {"shape": "6", "shift": "1"}),
    ),
    also=(
        *("shift", "cyclic shift", "circular shift", "fftshift", "torch.roll", "np.roll"),
        *("shifted windows", "swin", "循环移位", "滚动", "移位"),
    ),
)
