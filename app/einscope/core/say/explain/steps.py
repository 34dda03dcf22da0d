"""The sentences in order: fit, split, move, reduce, repeat, join, and how blocks are filled."""

from einscope.core.errors import Sentence, say
from einscope.core.map import StrideTable
from einscope.core.plan import Plan
from einscope.core.say.explain.fitting import fittings, outside
from einscope.core.say.explain.gathering import gatherings, repetitions
from einscope.core.say.explain.grouping import joins, splits
from einscope.core.say.explain.moving import movements
from einscope.core.say.explain.tiling import introduced, tiling, way_through


def steps(plan: Plan, introduction: Sentence | None = None) -> tuple[Sentence, ...]:
    """What an operation does, sentence by sentence.

    Args:
        plan: what it does.
        introduction: what it does to blocks as a whole, with places for ``block``, ``source`` and ``target``.

    Cost: O(rank² · inputs), independent of the tensors' sizes.

    >>> from einscope.core.ops import registry
    >>> for sentence in steps(registry()["rearrange"].example_plan()):
    ...     print(sentence)
    Split axis 4 of x (size 4) into p1=2, p2=2 and c=1, p1 slowest.
    Put p1 after h and p2 after w.
    Join h and p1 into one axis of size 4: its index is 2h + p1.
    Join w and p2 into one axis of size 4: its index is 2w + p2.
    Each 2×2 block is filled row by row.
    """
    if plan.output.cells == 0:
        return (say("{tensor} has no cells.", tensor=plan.output.name),)
    tiles = tiling(plan)
    still = nothing_moves(plan)
    several = len(plan.inputs) > 1
    return (
        *introduced(introduction, tiles, plan),
        *(sentence for tensor in plan.inputs for sentence in fittings(tensor, plan.axes)),
        *(sentence for tensor in plan.inputs for sentence in splits(tensor, plan.axes)),
        *(sentence for tensor in plan.inputs for sentence in outside(tensor, plan.axes)),
        *([] if still or several else movements(plan)),
        *gatherings(plan),
        *repetitions(plan),
        *joins(plan.output, plan.axes),
        *([_still(plan)] if still else way_through(tiles, plan)),
    )


def nothing_moves(plan: Plan) -> bool:
    """Whether every cell keeps its flat position.

    Cost: O(rank).
    """
    if len(plan.inputs) != 1:
        return False
    source, target = plan.inputs[0], plan.output
    same = all(
        axis.size == 1 or (axis.role == "kept" and source.strides[number] == target.strides[number])
        for number, axis in enumerate(plan.axes)
    )
    within = isinstance(plan.maps[0], StrideTable)  # what is rolled, or filled in, is no table of strides
    return same and within and source.offset == target.offset and source.cells == target.cells


def _still(plan: Plan) -> Sentence:
    source, target = plan.inputs[0], plan.output
    if not plan.keeps_values:
        return say("Nothing moves: every cell keeps its flat position.")
    if source.shape != target.shape:
        return say("Nothing moves: only the shape changes.")
    return say("Nothing moves: {target} is {source}.", target=target.name, source=source.name)
