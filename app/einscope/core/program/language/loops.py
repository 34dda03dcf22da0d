"""Comprehensions, and binding names to parts of a value."""

import ast
from collections import ChainMap
from collections.abc import Callable, Iterator
from typing import TypeVar

from einscope.core.errors import say
from einscope.core.program.language.literals import as_key
from einscope.core.program.language.operators import truth
from einscope.core.program.refusal import Refusal
from einscope.core.program.run.machine import Machine, Scope
from einscope.core.program.tensor.values import Set, Stream, Unknown, Value

T = TypeVar("T")


def comprehension(machine: Machine, node: ast.expr) -> Value:
    """A list of what an expression gives; a generator is worked out at once, in full, and can be gone through once."""
    assert isinstance(node, (ast.ListComp, ast.GeneratorExp))  # noqa: S101 — by the table
    results = comprehended(machine, node, machine.value)
    return Stream(results) if isinstance(node, ast.GeneratorExp) else results


def comprehended(
    machine: Machine, node: ast.ListComp | ast.GeneratorExp, entry: Callable[[ast.expr], Value]
) -> list[Value]:
    """The entries of a comprehension, each worked out by ``entry``."""
    return list(_gathered(machine, node.generators, lambda: entry(node.elt)))


def mapping_comprehension(machine: Machine, node: ast.expr) -> Value:
    """A dict of what two expressions give."""
    assert isinstance(node, ast.DictComp)  # noqa: S101 — by the table
    key, value = node.key, node.value
    return dict(_gathered(machine, node.generators, lambda: (as_key(machine.value(key)), machine.value(value))))


def set_comprehension(machine: Machine, node: ast.expr) -> Value:
    """A set of what an expression gives."""
    assert isinstance(node, ast.SetComp)  # noqa: S101 — by the table
    return Set(dict.fromkeys(_gathered(machine, node.generators, lambda: as_key(machine.value(node.elt)))))


def _gathered(machine: Machine, generators: list[ast.comprehension], entry: Callable[[], T]) -> Iterator[T]:
    """What each round gives, in a scope of its own."""
    outer = machine.scope
    machine.scope = Scope({}, ChainMap(outer.names, outer.around), outer.depth, outer)
    try:
        for count, _ in enumerate(_rounds(machine, generators), 1):
            yield entry()
            machine.budget.length(count if count % 1000 == 0 else 1)
    finally:
        machine.scope = outer


def _rounds(machine: Machine, generators: list[ast.comprehension]) -> Iterator[None]:
    if not generators:
        yield
        return
    first, rest = generators[0], generators[1:]
    if first.is_async:
        raise Refusal("program-node", say("{kind} is not supported in programs.", kind="async"))
    for value in machine.entries(machine.value(first.iter), first.iter):
        machine.budget.spend(1)
        bind(machine, first.target, value)
        if all(truth(machine.value(condition)) for condition in first.ifs):
            yield from _rounds(machine, rest)


def bind(machine: Machine, target: ast.expr, value: Value) -> list[tuple[str, ast.expr]]:
    """Bind the names of a target to the parts of a value; the names, with where they stand."""
    if isinstance(target, ast.Name):
        machine.scope.names[target.id] = value
        return [(target.id, target)]
    if not isinstance(target, (ast.Tuple, ast.List)):
        raise Refusal("program-node", say("{kind} is not supported in programs.", kind=type(target).__name__))
    if isinstance(value, Unknown) and value.path in machine.layered:
        entries: list[Value] = [value] * len(target.elts)  # what holds for all of them
    else:
        entries = machine.entries(value, target)
    starred = [number for number, element in enumerate(target.elts) if isinstance(element, ast.Starred)]
    wanted = len(target.elts) - len(starred)
    if len(entries) < wanted or (len(entries) > wanted and not starred):
        raise machine.placed(
            Refusal(
                "program-unpack",
                say("Cannot unpack {count} values into {wanted} names.", wanted=wanted, count=len(entries)),
            ),
            target,
        )
    if starred:
        at = starred[0]
        end = len(entries) - (len(target.elts) - at - 1)
        entries = [*entries[:at], entries[at:end], *entries[end:]]
    return [
        binding
        for element, part in zip(target.elts, entries, strict=True)
        for binding in bind(machine, element.value if isinstance(element, ast.Starred) else element, part)
    ]
