"""One map after another as one map, where a single table of strides says it."""

from math import prod

from einscope.core.map.chain import Chain
from einscope.core.map.protocol import IndexMap
from einscope.core.map.table import Stride, StrideTable


def compose(first: IndexMap, then: IndexMap) -> IndexMap:
    """What ``then`` reads of what ``first`` makes; two tables become one where their digits align.

    Cost: O(rank²).

    >>> transpose = StrideTable((Stride(3, 1), Stride(2, 3)))
    >>> back = StrideTable((Stride(2, 1), Stride(3, 2)))
    >>> compose(transpose, back)
    StrideTable(kept=(Stride(size=6, source=1),), reduced=(), offset=0)
    """
    if not isinstance(then, StrideTable) or not then.target_cells * then.arity:
        return Chain(first, then)
    if isinstance(first, StrideTable):
        return _one_table(first, then) or Chain(first, then)
    if is_everything(then, first.target_cells):
        return first
    if isinstance(first, Chain) and isinstance(first.then, StrideTable):
        # A long program is a chain whose last link is a table: joining that link with the next keeps the chain from
        # growing by one for every view.
        joined = _one_table(first.then, then)
        return compose(first.first, joined) if joined else Chain(first, then)
    return Chain(first, then)


def shifted(table: StrideTable, offset: int) -> StrideTable:
    """The same table into a source that begins ``offset`` cells later.

    >>> shifted(StrideTable((Stride(2, 1),)), 5).offset
    5
    """
    return StrideTable(table.kept, table.reduced, table.offset + offset)


def coalesced(rows: tuple[Stride, ...]) -> tuple[Stride, ...]:
    """The fewest rows that walk the same way: axes of one digit go, and two that are one long axis become one.

    >>> coalesced((Stride(2, 6), Stride(1, 9), Stride(3, 2)))
    (Stride(size=6, source=2),)
    """
    joined: list[Stride] = []
    for row in rows:
        if row.size == 1:
            continue
        if joined and joined[-1].source == row.source * row.size:
            joined.append(Stride(joined.pop().size * row.size, row.source))
        else:
            joined.append(row)
    return tuple(joined)


def is_everything(table: StrideTable, cells: int) -> bool:
    """Whether a table reads all of so many cells, in order.

    >>> is_everything(StrideTable((Stride(2, 3), Stride(3, 1))), 6)
    True
    """
    rows = coalesced(table.kept)
    return table.offset == 0 and not table.reduced and table.target_cells == cells and rows in ((), (Stride(cells, 1),))


def _one_table(first: StrideTable, then: StrideTable) -> StrideTable | None:
    """The two as one, where every row of ``then`` walks along whole axes of what ``first`` makes; None otherwise.

    ``then`` counts its steps in cells of the middle tensor. Written in that tensor's digits, a step moves along its
    axes, and ``first`` says how far each of these moves in the source. That holds as long as no digit carries into the
    next, which is what is checked last.
    """
    middle = coalesced(first.kept)
    below = [prod(row.size for row in middle[number + 1 :]) for number in range(len(middle))]
    kept = _through(then.kept, middle, below)
    reduced = _through(then.reduced, middle, below)
    if kept is None or reduced is None:
        return None
    digits = _digits(then.offset, middle, below)
    if digits is None or _overflows([*kept, *reduced], digits, middle):
        return None

    def rows(parts: list[tuple[int, list[int]]]) -> tuple[Stride, ...]:
        return tuple(
            Stride(size, sum(step * row.source for step, row in zip(steps, middle, strict=True)))
            for size, steps in parts
        )

    offset = first.offset + sum(digit * row.source for digit, row in zip(digits, middle, strict=True))
    return StrideTable(coalesced(rows(kept)), (*coalesced(rows(reduced)), *first.reduced), offset)


def _digits(position: int, middle: tuple[Stride, ...], below: list[int]) -> list[int] | None:
    """A position, or the size of a step, as digits of the middle axes; None where it is outside of them."""
    digits: list[int] = []
    for row, under in zip(middle, below, strict=True):
        digit, position = divmod(position, under)
        if digit >= row.size or digit < 0:
            return None
        digits.append(digit)
    return None if position else digits


def _through(
    rows: tuple[Stride, ...], middle: tuple[Stride, ...], below: list[int]
) -> list[tuple[int, list[int]]] | None:
    """Each row as one or more rows, each with the steps it takes along the middle axes."""
    cut_rows: list[tuple[int, list[int]]] = []
    for row in rows:
        parts: list[tuple[int, list[int]]] = []
        size, step, sign = row.size, abs(row.source), 1 if row.source >= 0 else -1
        # A row may run over several middle axes one after another, as a reshape's does: it is cut where one ends.
        while size > 1:
            digits = _digits(step, middle, below)
            if digits is None:
                return None
            moving = [number for number, digit in enumerate(digits) if digit]
            inner = size
            if len(moving) == 1:
                axis = moving[0]
                fits, left = divmod(middle[axis].size, digits[axis])
                if fits < size and left == 0 and fits > 1 and size % fits == 0:
                    inner = fits  # the rest of the row goes on along the next middle axis
            parts.insert(0, (inner, [sign * digit for digit in digits]))
            size //= inner
            step *= inner
        cut_rows.extend(parts)
    return cut_rows


def _overflows(parts: list[tuple[int, list[int]]], digits: list[int], middle: tuple[Stride, ...]) -> bool:
    """Whether some combination of digits leaves a middle axis, and so would carry into the next."""
    # Digits are independent, so the extremes along an axis are reached together: two sums decide, not all cells.
    for axis, row in enumerate(middle):
        lowest = digits[axis] + sum(min(0, (size - 1) * steps[axis]) for size, steps in parts)
        highest = digits[axis] + sum(max(0, (size - 1) * steps[axis]) for size, steps in parts)
        if lowest < 0 or highest >= row.size:
            return True
    return False
