"""Cells that rule every pattern out, and the sentences that say why."""

from math import prod

from einscope.core.errors import Sentence, say
from einscope.core.judge.infer.compare import Sources, first_difference, first_outside
from einscope.core.judge.infer.inferred import RuledOut
from einscope.core.map import NO_SOURCE
from einscope.core.plan import Shape


def walked_again(cell: int, axis: int) -> Sentence:
    """The reason where digits along one axis of the input are no digits of one number."""
    return say(
        "At cell {cell}, the steps along axis {axis} of the input no longer nest like the digits of a number.",
        cell=cell,
        axis=axis + 1,
    )


def refuse_no_source(sources: Sources, cell: int) -> None:
    """Refuse a cell that has no source."""
    if sources[cell] == NO_SOURCE:
        reason = say("Cell {cell} has no source; a pattern or a slice gives every cell one.", cell=cell)
        raise RuledOut(cell, reason)


def refuse_difference(sources: Sources, period: int, rows: range, flat: int) -> None:
    """Refuse rows that are not row 0 moved by ``flat`` for each row."""
    cell = first_difference(sources, period, rows, flat)
    if cell is None:
        return
    refuse_no_source(sources, cell)
    row, column = divmod(cell, period)
    raise RuledOut(
        cell,
        say(
            "Going by the cells before it, cell {cell} would come from {expected}; it comes from {source}.",
            cell=cell,
            expected=int(sources[column]) + row * flat,
            source=int(sources[cell]),
        ),
    )


def refuse_leaving(sources: Sources, period: int, row: int, flat: int, shape: Shape, axis: int, step: int) -> None:
    """Refuse a row whose cells, moved like the rows before it, leave the input's axis; one of them does."""
    below = prod(shape[axis + 1 :])
    column = first_outside(sources, period, below, shape[axis], row * step)
    first = first_difference(sources, period, range(row, row + 1), flat)
    if first is not None and first < row * period + column:
        refuse_difference(sources, period, range(row, row + 1), flat)
    cell = row * period + column
    refuse_no_source(sources, cell)
    raise RuledOut(
        cell,
        say(
            "Going by the cells before it, cell {cell} would come from beyond the end of axis {axis} of the input.",
            cell=cell,
            axis=axis + 1,
        ),
    )
