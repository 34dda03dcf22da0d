"""Python's iterators: what ``itertools``, ``functools``, ``map``, ``zip`` and their like give; worked out at once."""

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import comb, perm, prod

from einscope.core.errors import say
from einscope.core.program.budget import LONGEST
from einscope.core.program.language.builtins.operands import Call, entries_of, integer_of, only
from einscope.core.program.language.operators import OPERATORS, combined, truth
from einscope.core.program.refusal import Refusal
from einscope.core.program.run.machine import Machine
from einscope.core.program.tensor.values import Partial, Stream, Value, said


def _called(machine: Machine, function: Value, *values: Value) -> Value:
    machine.budget.spend(1)
    return machine.tables.call(machine, function, list(values), {})


def _zip(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    rows = [entries_of(machine, value) for value in values]
    if named.get("strict") and len({len(row) for row in rows}) > 1:
        raise Refusal("program-argument", say("These have different lengths."))
    return Stream([tuple(column) for column in zip(*rows, strict=False)])


def _zip_longest(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    rows = [entries_of(machine, value) for value in values]
    return Stream([tuple(column) for column in itertools.zip_longest(*rows, fillvalue=named.get("fillvalue"))])


def _enumerate(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    start = integer_of(values[1] if len(values) > 1 else named.get("start", 0))
    return Stream([(start + at, entry) for at, entry in enumerate(entries_of(machine, only(values[:1])))])


def _reversed(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    return Stream(entries_of(machine, only(values))[::-1])


def _map(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    if len(values) < 2:
        raise Refusal("program-argument", say("{name} cannot take these arguments.", name="map"))
    rows = zip(*(entries_of(machine, value) for value in values[1:]), strict=False)
    return Stream([_called(machine, values[0], *row) for row in rows])


def _starmap(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    if len(values) != 2:
        raise Refusal("program-argument", say("{name} cannot take these arguments.", name="starmap"))
    return Stream([_called(machine, values[0], *entries_of(machine, row)) for row in entries_of(machine, values[1])])


def _filter(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    if len(values) != 2:
        raise Refusal("program-argument", say("{name} cannot take these arguments.", name="filter"))
    entries = entries_of(machine, values[1])
    return Stream(
        [entry for entry in entries if truth(entry if values[0] is None else _called(machine, values[0], entry))]
    )


def _iter(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    value = only(values)
    return value if isinstance(value, Stream) else Stream(entries_of(machine, value))


def _next(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    if not values or not isinstance(values[0], Stream):
        raise Refusal(
            "program-type", say("This cannot be unpacked: it is {value}.", value=said(values[0] if values else None))
        )
    if values[0].left:
        return values[0].left.pop(0)
    if len(values) > 1:
        return values[1]
    raise Refusal("program-index", say("There is nothing left to take."))


def _reduce(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    if not 2 <= len(values) <= 3:
        raise Refusal("program-argument", say("{name} cannot take these arguments.", name="reduce"))
    entries = [*values[2:], *entries_of(machine, values[1])]
    if not entries:
        raise Refusal("program-argument", say("There is nothing to choose from."))
    result = entries[0]
    for entry in entries[1:]:
        result = _called(machine, values[0], result, entry)
    return result


def _accumulate(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    entries = entries_of(machine, values[0]) if values else []
    function = values[1] if len(values) > 1 else named.get("func")
    if (initial := named.get("initial")) is not None:
        entries = [initial, *entries]
    results: list[Value] = []
    for entry in entries:
        if not results:
            results.append(entry)
        elif function is None:
            results.append(combined(machine, OPERATORS["add"], results[-1], entry))
        else:
            results.append(_called(machine, function, results[-1], entry))
    return Stream(results)


def _chain(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    chained: list[Value] = []
    for value in values:
        chained += entries_of(machine, value)
        if len(chained) > LONGEST:
            machine.budget.length(len(chained))
    machine.budget.length(len(chained))
    return Stream(chained)


def _chain_all(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    return _chain(machine, entries_of(machine, only(values)), {})


def _product(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    rows = [entries_of(machine, value) for value in values] * max(0, min(64, integer_of(named.get("repeat", 1))))
    return _rows(machine, prod(map(len, rows)), len(rows), itertools.product(*rows))


def _rows(machine: Machine, number: int, width: int, rows: Iterable[tuple[Value, ...]]) -> Stream:
    machine.budget.length(number * max(1, width))
    return Stream(list(rows))


def _choices(
    choose: Callable[[list[Value], int], Iterable[tuple[Value, ...]]], number: Callable[[int, int], int]
) -> Call:
    def run(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
        entries = entries_of(machine, only(values[:1]))
        size = integer_of(values[1] if len(values) > 1 else named.get("r", len(entries)))
        if not 0 <= size <= LONGEST:
            raise Refusal("program-argument", say("Cannot repeat {count} times.", count=size))
        return _rows(machine, number(len(entries), size), size, choose(entries, size))

    return run


def _pairwise(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    return Stream(list(itertools.pairwise(entries_of(machine, only(values)))))


def _islice(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    bounds = [None if bound is None else integer_of(bound) for bound in values[1:4]]
    if not bounds or any(bound is not None and bound < 0 for bound in bounds) or (len(bounds) > 2 and bounds[2] == 0):
        raise Refusal("program-argument", say("{name} cannot take these arguments.", name="islice"))
    source = values[0]
    entries = entries_of(machine, Stream(list(source.left)) if isinstance(source, Stream) else source)
    if isinstance(source, Stream):  # what it has passed is gone
        end = bounds[0] if len(bounds) == 1 else bounds[1]
        source.left[: len(source.left) if end is None else end] = []
    return Stream(entries[slice(*bounds)])


def _repeat(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    times = values[1] if len(values) > 1 else named.get("times")
    if times is None or not values:
        raise Refusal("program-budget", say("This never ends."))
    machine.budget.length(max(0, integer_of(times)))
    return Stream([values[0]] * max(0, integer_of(times)))


def _partial(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    if not values:
        raise Refusal(
            "program-argument", say("{name} needs the argument '{argument}'.", name="partial", argument="func")
        )
    return Partial(values[0], tuple(values[1:]), dict(named))


def _operator(name: str) -> Call:
    def run(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
        if len(values) != 2:
            raise Refusal("program-argument", say("{name} cannot take these arguments.", name=name))
        return combined(machine, OPERATORS[name], *values)

    return run


ITERATING_CALLS: Mapping[str, Call] = {
    "builtins.zip": _zip,
    "builtins.enumerate": _enumerate,
    "builtins.reversed": _reversed,
    "builtins.map": _map,
    "builtins.filter": _filter,
    "builtins.iter": _iter,
    "builtins.next": _next,
    "functools.reduce": _reduce,
    "functools.partial": _partial,
    "itertools.accumulate": _accumulate,
    "itertools.chain": _chain,
    "itertools.chain.from_iterable": _chain_all,
    "itertools.product": _product,
    "itertools.permutations": _choices(itertools.permutations, perm),
    "itertools.combinations": _choices(itertools.combinations, comb),
    "itertools.combinations_with_replacement": _choices(
        itertools.combinations_with_replacement, lambda count, size: comb(count + size - 1, size) if count else 1
    ),
    "itertools.pairwise": _pairwise,
    "itertools.islice": _islice,
    "itertools.repeat": _repeat,
    "itertools.starmap": _starmap,
    "itertools.zip_longest": _zip_longest,
    **{f"operator.{name}": _operator(name) for name in OPERATORS},
}
"""By path."""
