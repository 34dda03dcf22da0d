"""What is written into a tensor is seen by all that share its memory."""

import ast
from collections.abc import Callable, Iterator, MutableMapping

import numpy as np

from einscope.core.errors import say
from einscope.core.map import Listed
from einscope.core.program.budget import KNOWN_PER_STEP
from einscope.core.program.refusal import Refusal
from einscope.core.program.run.machine import Machine, Scope
from einscope.core.program.tensor.beside import as_kind_of
from einscope.core.program.tensor.tensor import KNOWN_CELLS, Tensor, derived, same_cells
from einscope.core.program.tensor.values import Stream, Value


def write(machine: Machine, target: Tensor, changed: Tensor, name: str, node: ast.AST) -> Tensor:
    """Put ``changed``, of the same shape, into the memory of ``target``: every view of it is another now.

    Args:
        machine: whose names may stand for views.
        target: a tensor, maybe a view.
        changed: what is to be in its place.
        name: what the program calls it, for the record.
        node: the statement.

    Raises:
        Refusal: ``program-alias`` where another tensor may share the memory, or may not; where cells of the target
            share a place; where the memory is too large to be looked into.
    """
    storage = target.storage
    root = _memory_with(target, as_kind_of(target, changed))

    def renewed(x: Tensor) -> Tensor:
        if x.storage is not storage:
            if x.storage.family is storage.family:
                raise Refusal(
                    "program-alias",
                    say("Whether this changes another tensor depends on whether a conversion copied it."),
                    hint=say("write .clone() or .copy() where it is made"),
                )
            return x
        place = x.place
        view = same_cells(root, x.shape) if place is None else derived([root], x.shape, place)
        view.whole = None if place is None else root
        view.storage, view.strides, view.library = storage, x.strides, x.library
        return view

    _everywhere(machine, renewed)
    storage.root = root
    own = machine.scope.names.get(name)
    if isinstance(own, Tensor):
        machine.assigned(name, own, node)
    return renewed(target)


def exchange(machine: Machine, before: Tensor, after: Tensor) -> Tensor:
    """Let every name for a tensor stand for another one from now on: ``x.t_()``."""
    _everywhere(machine, lambda x: after if x is before else x)
    return after


def _everywhere(machine: Machine, renew: Callable[[Tensor], Tensor]) -> None:
    done: dict[int, Value] = {}
    for names in _scopes(machine):
        for key, value in list(names.items()):
            renewed = _renewed(value, renew, done)
            if renewed is not value:
                names[key] = renewed


def _memory_with(target: Tensor, changed: Tensor) -> Tensor:
    """What the memory of ``target`` holds once ``changed`` is in it."""
    memory = target.memory
    place = target.place
    if place is None:
        return same_cells(changed, memory.shape)
    if memory.cells > KNOWN_CELLS:
        raise Refusal(
            "program-alias",
            say("This writes to part of a tensor of {count} cells through a name for that part.", count=memory.cells),
            hint=say("assign to that part of the whole tensor: y[...] = value"),
        )
    memory.budget.spend(5 * memory.cells // KNOWN_PER_STEP)
    places = place.sources(np.arange(target.cells, dtype=np.int64))[:, 0]
    if len(np.unique(places)) < len(places):
        raise Refusal(
            "program-alias",
            say("Several cells of this tensor share memory: it cannot be written to."),
            hint=say("write .clone() or .copy() where it is made"),
        )
    listed = np.arange(memory.cells, dtype=np.int64)
    listed[places] = memory.cells + np.arange(target.cells)
    return derived([memory, changed], memory.shape, Listed(listed[:, None]))


def _renewed(value: Value, renew: Callable[[Tensor], Tensor], done: dict[int, Value]) -> Value:
    """A value with its tensors as they are now; lists change in place. One tensor stays one under all its names."""
    if isinstance(value, Tensor):
        if id(value) not in done:
            done[id(value)] = renew(value)
        return done[id(value)]
    if isinstance(value, list) and id(value) not in done:
        done[id(value)] = value
        value[:] = [_renewed(entry, renew, done) for entry in value]
    if isinstance(value, Stream):
        _renewed(value.left, renew, done)
    if isinstance(value, tuple) and any(isinstance(entry, (Tensor, list, tuple)) for entry in value):
        if id(value) not in done:
            entries = [_renewed(entry, renew, done) for entry in value]
            done[id(value)] = value if all(map(_is, entries, value)) else type(value)(entries)
        return done[id(value)]
    return value


def _is(value: Value, other: Value) -> bool:
    return value is other


def _scopes(machine: Machine) -> Iterator[MutableMapping[str, Value]]:
    """The names of this function, those of its callers, those around them, and what was given."""
    scope: Scope | None = machine.scope
    seen: set[int] = set()
    while scope is not None:
        around = getattr(scope.around, "maps", [scope.around])
        for names in (scope.names, *around):
            for mapping in getattr(names, "maps", [names]):
                if isinstance(mapping, dict) and id(mapping) not in seen:
                    seen.add(id(mapping))
                    yield mapping
        scope = scope.caller
    yield machine.given
