"""Which axis is put behind which: few moves, each as people would say it."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from einscope.core.errors import Sentence, say
from einscope.core.plan import Arrangement, Axis, Plan
from einscope.core.say.explain.lists import listing, names


@dataclass(frozen=True, slots=True)
class Move:
    """Takes axes out of the row and puts them behind another one; ``behind`` is None for the front."""

    axes: tuple[int, ...]
    behind: int | None


def moves(before: Sequence[int], after: Arrangement, slowest: Container[int] = ()) -> list[Move]:
    """Moves that, one after another, make the row ``after`` of the row ``before``.

    First the heads of the axes of the output are brought into order, by as few moves as there can be; then every
    other part is put behind its predecessor, unless it is there from the start.

    Args:
        before: axes, each once.
        after: the same axes, in the groups that they are joined to.
        slowest: axes that rather stay where they are.

    Cost: O(rank²).

    >>> moves([0, 1, 2, 3, 4, 5], ((0,), (1, 3), (2, 4), (5,)))
    [Move(axes=(3,), behind=1), Move(axes=(4,), behind=2)]
    """
    place = {axis: number for number, axis in enumerate(before)}
    groups = [_runs(parts, place) for parts in after if parts]
    heads = [group[0] for group in groups]
    steady = _rising([place[head[0]] for head in heads], [head[0] in slowest for head in heads])
    wanted = [
        Move(head, heads[number - 1][-1] if number else None)
        for number, head in enumerate(heads)
        if number not in steady
    ]
    wanted += [Move(run, last[-1]) for group in groups for last, run in pairwise(group)]
    return _without_followers(list(before), wanted)


def _without_followers(row: list[int], wanted: Sequence[Move]) -> list[Move]:
    """The moves without those of axes that find themselves in place behind an axis just moved."""
    kept: list[Move] = []
    moved: set[int] = set()
    for move in wanted:
        after = moved_row(row, move)
        if after != row or move.behind not in moved:
            kept.append(move)
            moved.update(move.axes)
        row = after
    return kept


def moved_row(row: Sequence[int], move: Move) -> list[int]:
    """The row after a move.

    >>> moved_row([0, 1, 2], Move((2,), None))
    [2, 0, 1]
    """
    rest = [axis for axis in row if axis not in move.axes]
    start = 0 if move.behind is None else rest.index(move.behind) + 1
    return [*rest[:start], *move.axes, *rest[start:]]


def _runs(parts: Sequence[int], place: dict[int, int]) -> list[tuple[int, ...]]:
    """The parts, cut where one does not follow on the one before in the row there was."""
    runs: list[tuple[int, ...]] = []
    for part in parts:
        if runs and place[part] == place[runs[-1][-1]] + 1:
            runs[-1] += (part,)
        else:
            runs.append((part,))
    return runs


def _rising(numbers: Sequence[int], favoured: Sequence[bool]) -> set[int]:
    """Positions of a longest rising subsequence; of several, one with more favoured, then smaller numbers."""

    def worth(positions: list[int]) -> tuple[int, int, int]:
        total = sum([numbers[position] for position in positions])
        return len(positions), sum([favoured[position] for position in positions]), -total

    best: list[list[int]] = []
    none: list[int] = []
    for position, number in enumerate(numbers):
        below = [positions for positions in best if numbers[positions[-1]] < number]
        best.append([*max(below, key=worth, default=none), position])
    longest = max(best, key=worth, default=none)
    return set(longest)


def movements(plan: Plan) -> Iterator[Sentence]:
    """The moves of a plan with one input, in words; what is reduced or new does not move."""
    kept = {number for number, axis in enumerate(plan.axes) if axis.role == "kept"}
    before = list(dict.fromkeys([part for part in chain(*plan.inputs[0].arrangement) if part in kept]))
    after = tuple([tuple([part for part in parts if part in kept]) for parts in plan.output.arrangement])
    slowest = {parts[0] for parts in plan.inputs[0].arrangement if parts}
    waiting: list[Move] = []
    for move in moves(before, after, slowest):
        if move.behind is None:
            yield say("Put {axes} first.", axes=names(move.axes, plan.axes))
        else:
            waiting.append(move)
    for start in range(0, len(waiting), 3):
        yield _put(waiting[start : start + 3], plan.axes)


def _put(three: Sequence[Move], axes: tuple[Axis, ...]) -> Sentence:
    """Up to three moves in one sentence."""
    if len(three) == 1:
        return say("Put {a} after {x}.", a=names(three[0].axes, axes), x=_place(three[0], axes))
    moved = dict(
        zip("abc", (listing([axes[part].name for part in move.axes], last=False) for move in three), strict=False)
    )
    places = dict(zip("xyz", (_place(move, axes) for move in three), strict=False))
    if len(three) == 2:
        return say("Put {a} after {x} and {b} after {y}.", **moved, **places)
    return say("Put {a} after {x}, {b} after {y} and {c} after {z}.", **moved, **places)


def _place(move: Move, axes: tuple[Axis, ...]) -> str:
    return "" if move.behind is None else axes[move.behind].name
