"""What is called with brackets: ``np.mgrid[…]``, ``np.r_[…]``, ``np.s_[…]``, and JAX's ``x.at[…]``."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from einscope.core.change import Change
from einscope.core.errors import say
from einscope.core.map import IntArray
from einscope.core.program.budget import Library
from einscope.core.program.language.builtins.operands import Call, integer_of, only
from einscope.core.program.movement.axes.shape import at_least, with_axes
from einscope.core.program.movement.new import listed
from einscope.core.program.movement.numbers import told
from einscope.core.program.movement.parts.index import index
from einscope.core.program.movement.parts.join import cat
from einscope.core.program.movement.writes.assign import assign
from einscope.core.program.movement.writes.gathered import put_together
from einscope.core.program.refusal import Refusal
from einscope.core.program.run.machine import Machine
from einscope.core.program.tensor.tensor import KNOWN_CELLS, Tensor, same_cells
from einscope.core.program.tensor.values import At, Value, said


def _range(machine: Machine, part: Value) -> IntArray:
    """The integers of a slice."""
    if not isinstance(part, slice) or part.stop is None:
        raise Refusal("program-type", say("Expected a slice with an end, got {value}.", value=said(part)))
    start, step = (
        integer_of(default if bound is None else bound) for bound, default in ((part.start, 0), (part.step, 1))
    )
    stop = integer_of(part.stop)
    if step == 0:
        raise Refusal("program-argument", say("The step of a range cannot be 0."))
    count = max(0, -(-(stop - start) // step))
    if count > KNOWN_CELLS:
        raise Refusal(
            "program-budget",
            say("A range may have at most {limit} numbers; this one has {count}.", limit=KNOWN_CELLS, count=count),
        )
    machine.budget.spend(count // 64)
    return np.arange(start, stop, step, dtype=np.int64)


def _grid(machine: Machine, items: tuple[Value, ...], library: Library, sparse: bool) -> Value:
    ranges = [_range(machine, item) for item in items]
    if len(ranges) == 1:
        return told(machine.budget, library, ranges[0])
    if np.prod([len(integers) for integers in ranges], dtype=np.float64) * len(ranges) > KNOWN_CELLS and not sparse:
        raise Refusal(
            "program-budget",
            say("A list or string may have at most {limit} entries; this one has more.", limit=KNOWN_CELLS),
        )
    grids = np.meshgrid(*ranges, indexing="ij", sparse=sparse)
    if sparse:
        return tuple(told(machine.budget, library, grid) for grid in grids)
    return told(machine.budget, library, np.stack(grids))


def _piece(machine: Machine, part: Value, library: Library) -> Tensor:
    if isinstance(part, slice):
        return told(machine.budget, library, _range(machine, part))
    if isinstance(part, str):
        raise Refusal("program-type", say("Expected a tensor, got {value}.", value=said(part)))
    return at_least(part if isinstance(part, Tensor) else listed(machine.budget, library, part), 1)


def _rows(machine: Machine, items: tuple[Value, ...], library: Library) -> Value:
    return cat([_piece(machine, item, library) for item in items], 0)


def _columns(machine: Machine, items: tuple[Value, ...], library: Library) -> Value:
    pieces = [_piece(machine, item, library) for item in items]
    return cat([with_axes(piece, (1,)) if piece.rank == 1 else piece for piece in pieces], -1)


_Take = Callable[[Machine, tuple[Value, ...], Library], Value]
_BY_NAME: Mapping[str, _Take] = {
    "mgrid": lambda machine, items, library: _grid(machine, items, library, sparse=False),
    "ogrid": lambda machine, items, library: _grid(machine, items, library, sparse=True),
    "r_": _rows,
    "c_": _columns,
    "s_": lambda machine, items, library: items if len(items) > 1 else items[0],
    "index_exp": lambda machine, items, library: items,
}


def bracketed(machine: Machine, path: str, items: tuple[Value, ...]) -> Value:
    """What ``np.r_[items]`` and its like give; None where there is nothing of that name.

    Raises:
        Refusal: as the movements it is made of.
    """
    home, _, name = path.rpartition(".")
    take = _BY_NAME.get(name) if home in ("numpy", "jax.numpy") else None
    return take(machine, items, "jax" if home.startswith("jax") else "numpy") if take is not None and items else None


def _set(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    at = _at(values)
    return assign(same_cells(at.x), at.items, only(values[1:]))


def _get(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    at = _at(values)
    return index(at.x, at.items)


def _joined(change: Change) -> Call:
    def run(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
        at = _at(values)
        return put_together(at.x, at.items, only(values[1:]), change)

    return run


def _at(values: Sequence[Value]) -> At:
    assert isinstance(values[0], At)  # noqa: S101 — bound to one
    return values[0]


AT_CALLS: Mapping[str, Call] = {
    "at.set": _set,
    "at.get": _get,
    "at.add": _joined(Change(say("added where several meet"), gathers=True, adds=True)),
    **{
        f"at.{name}": _joined(Change(say("several become one")))
        for name in ("subtract", "multiply", "mul", "divide", "power", "min", "max")
    },
}
"""By path."""
