"""Python's functions of tuples, lists and dicts, their methods, and timm's; each bounds what it makes."""

from collections.abc import Mapping, Sequence

from einscope.core.errors import say
from einscope.core.program.budget import LONGEST
from einscope.core.program.language.builtins.numbers import truth_of
from einscope.core.program.language.builtins.operands import (
    Call,
    entries_of,
    integer_of,
    is_plain,
    keys_of,
    loose,
    only,
)
from einscope.core.program.refusal import Refusal, wrong_number
from einscope.core.program.run.machine import Machine
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Set, Value, said


def _length(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    value = only(values)
    if isinstance(value, Tensor) and value.rank:
        return value.shape[0]
    if isinstance(value, (list, tuple, str, dict)):
        return len(value)
    if isinstance(value, Set):
        return len(value.entries)
    raise Refusal("program-type", say("This has no entries: it is {value}.", value=said(value)))


def _range(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    bounds = [integer_of(bound) for bound in values]
    if not 1 <= len(bounds) <= 3 or (len(bounds) == 3 and bounds[2] == 0):
        raise wrong_number("range", 3, len(bounds))
    integers = range(*bounds)
    # len() of a huge range overflows; its bounds are 64 bits, so the difference tells first.
    count = max(0, -(-(integers.stop - integers.start) // integers.step))
    machine.budget.length(count)
    return list(integers)


def _slice(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    if not 1 <= len(values) <= 3:
        raise wrong_number("slice", 3, len(values))
    return slice(*values)


def tuple_of(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    """``tuple``."""
    return tuple(entries_of(machine, values[0])) if values else ()


def list_of(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    """``list``."""
    return entries_of(machine, values[0]) if values else []


def _sorted(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    entries = loose(machine, only(values[:1])) if values else []
    return in_order(machine, entries, named, "sorted")


def in_order(machine: Machine, entries: list[Value], named: Mapping[str, Value], name: str) -> list[Value]:
    """Entries sorted by themselves, or by what a ``key`` makes of them."""
    odd = next((keyword for keyword in named if keyword not in ("key", "reverse")), None)
    if odd is not None:
        raise Refusal("program-argument", say("{name} has no argument '{argument}'.", name=name, argument=odd))
    by = keys_of(machine, entries, named.get("key"))
    try:
        order = sorted(range(len(entries)), key=lambda at: by[at], reverse=bool(named.get("reverse")))
    except TypeError:
        raise Refusal("program-type", say("These cannot be compared with each other.")) from None
    return [entries[at] for at in order]


def _any(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    return any(_truths(machine, values))


def _all(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    return all(_truths(machine, values))


def _truths(machine: Machine, values: Sequence[Value]) -> list[bool]:
    return [bool(truth_of(machine, [entry], {})) for entry in loose(machine, only(values))]


def _append(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    target = values[0]
    assert isinstance(target, list)  # noqa: S101 — bound to one
    machine.budget.length(min(len(target) + 1, LONGEST + 1) if len(target) >= LONGEST else 1)
    target.append(only(values[1:]))
    return None


def _extend(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    target = values[0]
    assert isinstance(target, list)  # noqa: S101 — bound to one
    more = entries_of(machine, only(values[1:]))
    machine.budget.length(len(target) + len(more))
    target.extend(more)
    return None


def _insert(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    target = values[0]
    assert isinstance(target, list)  # noqa: S101 — bound to one
    if len(values) != 3:
        raise Refusal("program-argument", say("{name} cannot take these arguments.", name="insert"))
    machine.budget.length(len(target) + 1)
    target.insert(max(-LONGEST, min(integer_of(values[1]), LONGEST)), values[2])
    return None


def _pop(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    target = values[0]
    assert isinstance(target, list)  # noqa: S101 — bound to one
    at = integer_of(values[1]) if len(values) > 1 else -1
    if not -len(target) <= at < len(target):
        raise Refusal(
            "program-index", say("There is no entry {index}: the count is {count}.", index=at, count=len(target))
        )
    return target.pop(at)


def _turn(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    assert isinstance(values[0], list)  # noqa: S101 — bound to one
    values[0].reverse()
    return None


def _find(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    entries = entries_of(machine, values[0])
    wanted = only(values[1:])
    at = next(
        (
            at
            for at, entry in enumerate(entries)
            if entry is wanted or (is_plain(entry) and is_plain(wanted) and entry == wanted)
        ),
        None,
    )
    if at is None:
        raise Refusal("program-index", say("There is no entry '{key}'.", key=said(wanted)))
    return at


def _count(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    wanted = only(values[1:])
    return sum(is_plain(entry) and is_plain(wanted) and entry == wanted for entry in entries_of(machine, values[0]))


def _remove(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    target = values[0]
    assert isinstance(target, list)  # noqa: S101 — bound to one
    at = _find(machine, values, named)
    assert isinstance(at, int)  # noqa: S101 — it was found
    del target[at]
    return None


def _sort(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    target = values[0]
    assert isinstance(target, list)  # noqa: S101 — bound to one
    target[:] = in_order(machine, list(target), named, "sort")
    return None


def _clear(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    assert isinstance(values[0], (list, dict))  # noqa: S101 — bound to one
    values[0].clear()
    return None


def _repeated(count: int) -> Call:
    """``to_2tuple``: a number twice; whatever has entries as it is."""

    def run(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
        value = only(values)
        return tuple(entries_of(machine, value)) if isinstance(value, (tuple, list)) else (value,) * count

    return run


CONTAINER_CALLS: Mapping[str, Call] = {
    "builtins.len": _length,
    "builtins.range": _range,
    "builtins.slice": _slice,
    "builtins.tuple": tuple_of,
    "builtins.list": list_of,
    "builtins.sorted": _sorted,
    "builtins.any": _any,
    "builtins.all": _all,
    "list.append": _append,
    "list.extend": _extend,
    "list.insert": _insert,
    "list.pop": _pop,
    "list.reverse": _turn,
    "list.copy": list_of,
    "tuple.as_list": list_of,
    "list.index": _find,
    "tuple.index": _find,
    "list.count": _count,
    "tuple.count": _count,
    "list.clear": _clear,
    "dict.clear": _clear,
    "list.remove": _remove,
    "list.sort": _sort,
    **{f"timm.layers.to_{count}tuple": _repeated(count) for count in (1, 2, 3, 4)},
}
"""By path."""
