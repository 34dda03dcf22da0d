"""Where does a cell of the input go? The other direction of the same map."""

from collections.abc import Iterator, Mapping
from itertools import chain, count

from einscope.core.plan import Index, Plan, constant
from einscope.core.say.formula.equation import Bound, Cell, Digit, Equation, Part, Sum, named
from einscope.core.say.formula.written import Written, write

_LETTERS = "klmnopqrstuvwijabcdefghz"


def where_to(plan: Plan, number: int = 0) -> Written | None:
    """Where a cell of input ``number`` goes, the index of the output by the digits of the input's index.

    An axis of the input that is made of one axis keeps its name; one made of several is called by a fresh letter, and
    each part is a digit of it. New axes run through all their values.

    Returns:
        None where digits cannot say it: windows that overlap, steps backwards, no cell to speak of, or a sum of none.

    Cost: O(rank).

    >>> from einscope.core.ops import registry
    >>> back = where_to(registry()["expand"].example_plan())
    >>> back.text if back else None
    'x[b, h, w, k] → y[b, 2h + k // 2, 2w + k % 2, 0]'
    """
    equation = goes_to(plan, number)
    return None if equation is None else write(equation)


def goes_to(plan: Plan, which: int = 0) -> Equation | None:
    """The equation ``x[…] → y[…]``, None where digits cannot say it."""
    source = plan.inputs[which]
    if source.cells == 0 or any(axis.size == 0 for axis in plan.axes if axis.role == "reduced"):
        return None
    fresh = _fresh(plan)
    digits: dict[int, Digit | None] = {}
    index: list[Sum] = []
    where: list[Bound] = []
    for number, (terms, size) in enumerate(zip(source.index, source.shape, strict=True)):
        if number in source.wraps and terms[1:]:
            index.append(_turned(terms, size, digits, fresh))
            continue
        read = _read(terms, size, plan, digits, fresh)
        if read is None:
            return None
        written, bound = read
        index.append(written)
        if bound is not None:
            where.append(bound)
    free = sorted({axis for parts in plan.output.arrangement for axis in parts if axis not in digits})
    every = tuple(Bound((Part(1, named(axis, plan.axes)),), None, plan.axes[axis].size) for axis in free)
    target = Cell(plan.output.name, tuple(_substituted(terms, digits, plan) for terms in plan.output.index))
    return Equation(Cell(source.name, tuple(index)), "→", (target,), where=tuple(where), every=every)


def _fresh(plan: Plan) -> Iterator[str]:
    """Letters that name no axis of the plan."""
    taken = {axis.name for axis in plan.axes} | {plan.output.name, *(tensor.name for tensor in plan.inputs)}
    names = chain(_LETTERS, (f"k{number}" for number in count()))
    return (name for name in names if name not in taken)


def _read(
    terms: Index, size: int, plan: Plan, digits: dict[int, Digit | None], fresh: Iterator[str]
) -> tuple[Sum, Bound | None] | None:
    """What an index along one axis of the source is called, and which of its values go anywhere.

    Fills in ``digits``, the digit of every elementary axis that it is made of, None where that is always 0.
    """
    added = constant(terms)
    parts = [(term.times, term.axis) for term in terms if term.axis is not None]
    if not parts:
        return ((Part(added, None),) if added else (), None)
    if added == 0 and len(parts) == 1 and parts[0][0] == 1:
        axis = parts[0][1]
        name = named(axis, plan.axes)
        if digits.setdefault(axis, name) != name:
            return None
        written: Sum = (Part(1, name),)
        return written, _bound(written, 0, plan.axes[axis].size, size)
    # Several axes make a number in mixed radix when each moves by all that the faster ones span: then every digit is
    # one division and one remainder. A gap or an overlap (windows) has no such digits.
    cells = 1
    name = Digit(next(fresh), None, shift=-added)
    slowest: int | None = None
    for times, axis in sorted(parts):
        length = plan.axes[axis].size
        if axis in digits or (length != 1 and times != cells):
            return None
        digits[axis] = None if length == 1 else Digit(name.name, axis, times, length, name.shift)
        slowest = slowest if length == 1 else axis
        cells *= length
    # The slowest digit has nothing above it that a remainder would take away.
    if slowest is not None and (digit := digits[slowest]) is not None:
        digits[slowest] = digit._replace(size=None)
    written = (Part(1, name._replace(shift=0)),)
    return written, _bound(written, added, added + cells, size)


def _turned(terms: Index, size: int, digits: dict[int, Digit | None], fresh: Iterator[str]) -> Sum:
    """What an index that goes on at the other end is called; its axis has the digit that lies as far behind it."""
    shift = constant(terms)
    (axis,) = (term.axis for term in terms if term.axis is not None)
    name = next(fresh)
    digits[axis] = Digit(name, axis, size=size, shift=-shift)
    return (Part(1, Digit(name, axis)),)


def _bound(written: Sum, low: int, high: int, size: int) -> Bound | None:
    """The part of an axis of this size that lies between ``low`` and ``high``; None: all of it."""
    if low <= 0 and high >= size:
        return None
    return Bound(written, low if low > 0 else None, high if high < size else None)


def _substituted(terms: Index, digits: Mapping[int, Digit | None], plan: Plan) -> Sum:
    """An index of the output by the digits of the source's index; digits that are always 0 are left out."""
    parts: list[Part] = []
    for term in terms:
        if term.axis is None:
            parts.append(Part(term.times, None))
        elif (digit := digits.get(term.axis, named(term.axis, plan.axes))) is not None:
            parts.append(Part(term.times, digit))
    return tuple(parts)
