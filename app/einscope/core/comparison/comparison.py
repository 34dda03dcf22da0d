"""How two states differ, whether one undoes the other, and what would mend it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from itertools import islice

from einscope.core.address import Address
from einscope.core.comparison.state import Comparable
from einscope.core.errors import PatternError, Sentence
from einscope.core.judge.difference import Compared, Difference, Undone, difference, same_sources, undone
from einscope.core.map import IntArray
from einscope.core.plan import Shape

_VARIANTS = 96  # that are tried: of a program each runs it once
_CELLS = 2**14  # sources of one output that are looked at again for each of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison(Difference):
    """How two outputs differ, and what the second makes of the output of the first.

    Args:
        undone: where the second, given what the first makes, makes the shape that the first had; null: elsewhere.
        repair: as ``b`` the second with one order changed, so that it is the same as the first, or undoes it; empty:
            none is needed, none was looked for, or none of those that were tried does.
        mend: what was changed in it, as it reads then; null: nothing.
    """

    undone: Undone | None
    repair: Mapping[str, Address] = field(default_factory=dict)
    mend: str | None = None

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """What is said of the two; of shapes that differ only where there is nothing better to say."""
        if self.undone is None:
            return (self.sentence,)
        return (self.undone.sentence,) if self.cells is None else (self.sentence, self.undone.sentence)


def comparison(left: Comparable, right: Comparable, shown: IntArray, mending: bool = True) -> Comparison:
    """Two states compared.

    Args:
        left: the first.
        right: the second.
        shown: flat positions of output cells that are seen of either, in order.
        mending: whether what would mend the second is looked for.

    Cost: O(cells shown · arity), of small outputs O(cells · arity); where they differ, as much again for each way that
    is tried to mend the second.
    """
    differ = difference(left.compared, right.compared, shown)
    back = _back(left, right)
    outcome = None if back is None else undone(left.compared, back.compared)
    if outcome is not None and not outcome.undone and not _follows(left, right):
        outcome = None  # nobody said that one comes after the other
    mended = None
    if mending and back is not None and outcome is not None and not outcome.undone:
        mended = _mended(left, back, _undoes, lambda wide: wide.bare.output.shape)
    elif mending and differ.differing and (outcome is None or not outcome.undone):
        mended = _mended(left, right, same_sources, lambda wide: wide.bare.inputs[0].shape)
    repair = {"b": mended[1].address} if mended else {}
    own = {entry.name: getattr(differ, entry.name) for entry in fields(differ)}
    return Comparison(**own, undone=outcome, repair=repair, mend=mended and mended[0])


def _back(left: Comparable, right: Comparable) -> Comparable | None:
    """The second with the output of the first as its input."""
    inputs = right.bare.inputs
    if len(inputs) == 1 and inputs[0].shape == left.bare.output.shape:
        return right
    return right.on(left.bare.output.shape)


def _follows(left: Comparable, right: Comparable) -> bool:
    """Whether the second was asked for the shape that the first gives, and the first was not."""
    given = [tensor.shape for tensor in right.bare.inputs]
    return given == [left.bare.output.shape] and given != [tensor.shape for tensor in left.bare.inputs]


def _undoes(one: Compared, other: Compared) -> bool:
    outcome = undone(one, other)
    return outcome is not None and outcome.undone


def _mended(
    left: Comparable,
    right: Comparable,
    wanted: Callable[[Compared, Compared], bool],
    given: Callable[[Comparable], Shape],
) -> tuple[str, Comparable] | None:
    """A way to change one order of the second state, so that what is wanted holds of both, and how the change reads.

    Where a size is 1, orders that differ do the same; so the first way counts that holds for size 2 there as well, and
    only where none does, the first that holds at all.

    Args:
        left: the first state.
        right: the second.
        wanted: what has to hold of the two.
        given: the shape that the second takes, by the first.
    """
    if right.bare.output.cells * right.bare.width > _CELLS:
        return None
    wide = _widened(left)
    good: tuple[str, Comparable] | None = None
    for text, make in islice(right.variants(), _VARIANTS):
        try:
            changed = make()
            if not wanted(left.bare, changed.bare):
                continue
            again = None if wide is None else changed.on(given(wide))
            if wide is None or (again is not None and wanted(wide.bare, again.bare)):
                return text, changed
            good = good or (text, changed)
        except PatternError:
            continue  # an order that does not fit
    return good


def _widened(state: Comparable) -> Comparable | None:
    """A state with every size of 1 made 2; None where it has none, or does not take that shape."""
    shape = state.bare.inputs[0].shape
    if 1 not in shape or len(state.bare.inputs) != 1:
        return None
    wide = state.on(tuple(2 if size == 1 else size for size in shape))
    return wide if wide is not None and wide.bare.output.cells * wide.bare.width <= 4 * _CELLS else None
