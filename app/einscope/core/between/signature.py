"""What a pattern does to cells, whatever its axes are called, so that two that do the same can be told."""

from collections.abc import Iterable

from einscope.core.plan import Plan

Part = tuple[int, int, int]
"""Of an elementary axis the size, the stride in the input, and the stride in the output."""

Run = tuple[int, int]
"""A size, and the stride in the input of one step."""

Signature = tuple[tuple[Run, ...], tuple[Run, ...]]
"""Along the output and along what is reduced, slowest first: sizes, and how far a step moves in the input."""


def signature(parts: Iterable[Part]) -> Signature:
    """The parts that say where every cell comes from: those of size 1 left out, those that go on as one joined.

    Two lists of parts have the same signature where every output cell has the same sources, and only there: the last
    run is as long as sources lie equally far apart, and so on for those before it.

    >>> signature([(2, 6, 6), (3, 2, 2), (2, 1, 1)]), signature([(2, 1, 3), (3, 2, 1)])
    ((((12, 1),), ()), (((2, 1), (3, 2)), ()))
    """
    long = [part for part in parts if part[0] > 1]
    kept = sorted((part for part in long if part[2]), key=lambda part: -part[2])
    reduced = sorted((part for part in long if not part[2]), key=lambda part: -part[1])
    return _joined(kept), _joined(reduced)


def signature_of(plan: Plan) -> Signature:
    """The signature of a pattern on one tensor.

    Cost: O(rank).
    """
    sizes = [axis.size for axis in plan.axes]
    return signature(zip(sizes, plan.inputs[0].strides, plan.output.strides, strict=True))


def stays(own: Signature) -> bool:
    """Whether no cell changes its flat position.

    >>> stays((((12, 1),), ())), stays((((2, 1), (3, 2)), ()))
    (True, False)
    """
    kept, reduced = own
    return not reduced and (not kept or (len(kept) == 1 and kept[0][1] == 1))


def inversions(own: Signature) -> int:
    """How many pairs of runs change places.

    >>> inversions((((2, 1), (3, 2)), ()))
    1
    """
    steps = [step for _, step in own[0] if step]
    return sum(one < other for at, one in enumerate(steps) for other in steps[at + 1 :])


def _joined(parts: Iterable[Part]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for size, step, _ in parts:
        if runs and runs[-1][1] == size * step:
            runs[-1] = (runs[-1][0] * size, step)
        else:
            runs.append((size, step))
    return tuple(runs)
