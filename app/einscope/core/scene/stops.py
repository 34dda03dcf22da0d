"""What happens up to each stop of the timeline, in a few words, and what shape the tensor has there."""

from collections.abc import Sequence
from math import prod

from einscope.core.errors import Sentence, say
from einscope.core.plan import Axis, Plan, Tensor
from einscope.core.scene.figure import expression
from einscope.core.scene.layout.directions import CHANNEL, IMAGE, word

_NAMED = 3  # axes named in one caption


def stops(plan: Plan) -> tuple[Sentence, Sentence, Sentence, Sentence]:
    """A caption for each of the four stages.

    Cost: O(rank).

    >>> from einscope.core.ops import registry
    >>> [str(each) for each in stops(registry()["expand"].example_plan())]
    ['input', 'split channels', 'move axes', 'join into grid']
    """
    return say("input"), _split(plan), _moved(plan), _joined(plan)


def shapes(plan: Plan, source: Tensor) -> tuple[tuple[tuple[int, ...], str], ...]:
    """The shape of an input at each of the four stages, as code would reshape and permute it, and its axes.

    Axes that are reduced stand last until they are.

    Cost: O(rank).

    >>> from einscope.core.ops import registry
    >>> plan = registry()["expand"].example_plan()
    >>> for shape, axes in shapes(plan, plan.inputs[0]):
    ...     print(*shape, "|", axes)
    1 2 2 4 | b h w (p1 p2 c)
    1 2 2 2 2 1 | b h w p1 p2 c
    1 2 2 2 2 1 | b h p1 w p2 c
    1 4 4 1 | b (h p1) (w p2) c
    """
    reduced = [number for number, axis in enumerate(plan.axes) if axis.role == "reduced"]
    split = [part for parts in source.arrangement for part in parts]
    moved = [part for parts in plan.output.arrangement for part in parts] + reduced
    return (
        (source.shape, _axes(source.arrangement, plan.axes)),
        _elementary(split, plan.axes),
        _elementary(moved, plan.axes),
        (plan.output.shape, _axes(plan.output.arrangement, plan.axes)),
    )


def calls(
    plan: Plan, source: Tensor, shaped: Sequence[tuple[tuple[int, ...], str]]
) -> tuple[str | None, str | None, str | None, str | None]:
    """What code calls to come from stage to stage; None where nothing changes, or where no one call does it.

    Args:
        plan: what is done.
        source: an input.
        shaped: its :func:`shapes`.

    Cost: O(rank · log(rank)).

    >>> from einscope.core.ops import registry
    >>> plan = registry()["expand"].example_plan()
    >>> calls(plan, plan.inputs[0], shapes(plan, plan.inputs[0]))
    (None, 'reshape', 'permute', 'reshape')
    """
    _, (split, _), (moved, _), _ = shaped
    before = [part for parts in source.arrangement for part in parts]
    after = [part for parts in plan.output.arrangement for part in parts]
    reduced = [part for part, axis in enumerate(plan.axes) if axis.role == "reduced"]
    once = len(before) == len(set(before)) and not source.sliding and not source.wraps
    taken = "reshape" if once and split != source.shape and prod(split) == prod(source.shape) else None
    turned = "permute" if before != after + reduced and sorted(before) == sorted(after + reduced) else None
    kept = tuple(plan.axes[part].size for part in after)
    if reduced:
        put = plan.reduction if len(plan.inputs) == 1 and kept == plan.output.shape else None
    else:
        put = "reshape" if moved != plan.output.shape else None
    return None, taken, turned, put


def _elementary(parts: Sequence[int], axes: Sequence[Axis]) -> tuple[tuple[int, ...], str]:
    return tuple([axes[part].size for part in parts]), " ".join([axes[part].name for part in parts])


def _axes(arrangement: Sequence[tuple[int, ...]], axes: Sequence[Axis]) -> str:
    return " ".join([expression(parts, axes) if parts else "1" for parts in arrangement])


def _split(plan: Plan) -> Sentence:
    if any(tensor.sliding for tensor in plan.inputs):
        return say("open the windows")
    cut = _composite([parts for tensor in plan.inputs for parts in tensor.arrangement], plan.axes)
    if not cut:
        return say("nothing to split")
    if any(_named(parts, plan.axes, CHANNEL) for parts in cut):
        return say("split channels")
    if all(_named(parts[:1], plan.axes, IMAGE) and not _named(parts[1:], plan.axes, IMAGE) for parts in cut):
        return say("split into blocks")
    return say("split {axis}", axis=expression(cut[0], plan.axes)) if len(cut) == 1 else say("split axes")


def _moved(plan: Plan) -> Sentence:
    if len(plan.inputs) > 1:
        return say("bring operands together")
    new = [axis.name for axis in plan.axes if axis.role == "new" and axis.size != 1]
    if new:
        return say("copy along {axes}", axes=", ".join(new)) if len(new) <= _NAMED else say("copy")
    return say("move axes")


def _joined(plan: Plan) -> Sentence:
    reduced = [axis.name for axis in plan.axes if axis.role == "reduced" and axis.size != 1]
    if reduced:
        return say("reduce {axes}", axes=", ".join(reduced)) if len(reduced) <= _NAMED else say("reduce axes")
    composites = _composite(plan.output.arrangement, plan.axes)
    if not composites:
        return say("output")
    if any(_named(parts, plan.axes, CHANNEL) for parts in composites):
        return say("join into channels")
    if all(_named(parts[:1], plan.axes, IMAGE) and not _named(parts[1:], plan.axes, IMAGE) for parts in composites):
        return say("join into grid")
    return say("join {axis}", axis=expression(composites[0], plan.axes)) if len(composites) == 1 else say("join axes")


def _composite(arrangement: Sequence[tuple[int, ...]], axes: Sequence[Axis]) -> list[tuple[int, ...]]:
    """The tensor axes of several parts; an axis of one step is no part to speak of, unless it is all there is."""
    return [parts for parts in arrangement if len([part for part in parts if axes[part].size != 1]) > 1]


def _named(parts: Sequence[int], axes: Sequence[Axis], names: set[str]) -> bool:
    return any(word(axes[part].name) in names for part in parts)
