"""What an einops pattern does, in the movements that einops itself makes of it."""

from collections.abc import Mapping

from einscope.core.fields import given_sizes
from einscope.core.operation import refuse_long
from einscope.core.ops.shared.patterns import Rules, plan_pattern
from einscope.core.plan import Plan
from einscope.core.program.arithmetic.gathered import OF_NAMES
from einscope.core.program.movement.axes.order import permute
from einscope.core.program.movement.axes.shape import reshape, with_axes
from einscope.core.program.movement.parts.spread import expand
from einscope.core.program.movement.sums.merge import gathered, measure_axes, reduce_axes
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Value

RULES = {
    "rearrange": Rules("rearrange"),
    "reduce": Rules("reduce", may_drop=True),
    "repeat": Rules("repeat", may_make=True),
    "EinMix": Rules("EinMix", may_drop=True, may_make=True),
}


def by_pattern(x: Tensor, name: str, pattern: str, sizes: Mapping[str, int], reduction: Value = None) -> Tensor:
    """``rearrange``, ``reduce`` or ``repeat``: split, move, reduce or repeat, join.

    Raises:
        PatternError: in the field ``pattern``, ``sizes`` or ``shape``.
    """
    plan = _planned(x, name, pattern, sizes)
    return moved(x, plan, keeps=reduction in _KEEPING, name=reduction if isinstance(reduction, str) else "")


def shape_by_pattern(x: Tensor, pattern: str, sizes: Mapping[str, int]) -> tuple[int, ...]:
    """The shape that a pattern gives in which axes go and others come, as that of a layer with weights.

    Raises:
        PatternError: in the field ``pattern``, ``sizes`` or ``shape``.
    """
    return _planned(x, "EinMix", pattern, sizes).output.shape


def _planned(x: Tensor, name: str, pattern: str, sizes: Mapping[str, int]) -> Plan:
    refuse_long(pattern, "pattern", x.budget.limits)
    return plan_pattern(pattern, x.shape, given_sizes(sizes), x.budget.limits, RULES[name])


_KEEPING = (None, "mean", "sum", "max", "min", "prod")
"""Reductions that make of a single cell what it is."""


def moved(x: Tensor, plan: Plan, keeps: bool = True, name: str = "") -> Tensor:
    """A tensor moved by the plan of a pattern.

    Args:
        x: that is moved.
        plan: of the pattern.
        keeps: whether a single cell that is reduced keeps its value.
        name: of the reduction.
    """
    left = [axis for parts in plan.inputs[0].arrangement for axis in parts]
    right = [axis for parts in plan.output.arrangement for axis in parts]
    result = reshape(x, tuple(plan.axes[axis].size for axis in left))
    reduced = [axis for axis in left if axis not in right]
    if reduced:
        reduce = reduce_axes if keeps else measure_axes
        axes = tuple(left.index(axis) for axis in reduced)
        result = gathered(result, reduce(result, axes), axes, OF_NAMES.get(name))
        left = [axis for axis in left if axis in right]
    result = permute(result, tuple(left.index(axis) for axis in right if axis in left))
    new = tuple(place for place, axis in enumerate(right) if axis not in left)
    if new:
        result = expand(with_axes(result, new), tuple(plan.axes[axis].size for axis in right))
    return reshape(result, plan.output.shape)
