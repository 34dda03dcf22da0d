"""Python's functions of tuples, lists and dicts, and their methods; each bounds what it makes."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

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
from einscope.core.program.language.literals import as_key
from einscope.core.program.language.operators import OPERATORS, combined
from einscope.core.program.refusal import Refusal, wrong_number
from einscope.core.program.run.machine import Machine
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Defaults, Set, Value, said


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
    bounds = [integer_of(each) for each in values]
    if not 1 <= len(bounds) <= 3 or (len(bounds) == 3 and bounds[2] == 0):
        raise wrong_number("range", 3, len(bounds))
    found = range(*bounds)
    # len() of a huge range overflows; its bounds are 64 bits, so the difference tells first.
    count = max(0, -(-(found.stop - found.start) // found.step))
    machine.budget.length(count)
    return list(found)


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


def _dict(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    found = _pairs(machine, values[0]) if values else {}
    machine.budget.length(len(found) + len(named))
    return {**found, **_by_key(named)}


def _by_key(named: Mapping[str, Value]) -> dict[Value, Value]:
    return {str(name): value for name, value in named.items()}


def _pairs(machine: Machine, value: Value) -> dict[Value, Value]:
    """A dict, or pairs that make one."""
    if isinstance(value, dict):
        return dict(value)
    found: dict[Value, Value] = {}
    for each in entries_of(machine, value):
        pair = entries_of(machine, each)
        if len(pair) != 2:
            raise Refusal("program-type", say("This is {value}, not a dict.", value=said(each)))
        found[as_key(pair[0])] = pair[1]
    return found


def _defaults(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    found = Defaults({**(_pairs(machine, values[1]) if len(values) > 1 else {}), **_by_key(named)})
    found.factory = values[0] if values else None
    return found


def _set(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    return Set({as_key(each): None for each in loose(machine, only(values))} if values else {})


def _sorted(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    entries = loose(machine, only(values[:1])) if values else []
    return in_order(machine, entries, named, "sorted")


def in_order(machine: Machine, entries: list[Value], named: Mapping[str, Value], name: str) -> list[Value]:
    """Entries sorted by themselves, or by what a ``key`` makes of them."""
    odd = next((each for each in named if each not in ("key", "reverse")), None)
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
    return [bool(truth_of(machine, [each], {})) for each in loose(machine, only(values))]


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
    target.insert(integer_of(values[1]), values[2])
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
            for at, each in enumerate(entries)
            if each is wanted or (is_plain(each) and is_plain(wanted) and each == wanted)
        ),
        None,
    )
    if at is None:
        raise Refusal("program-index", say("There is no entry '{key}'.", key=said(wanted)))
    return at


def _count(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    wanted = only(values[1:])
    return sum(is_plain(each) and is_plain(wanted) and each == wanted for each in entries_of(machine, values[0]))


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


def _of_dict(read: Callable[[dict[Any, Any]], Any]) -> Call:
    def run(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
        assert isinstance(values[0], dict)  # noqa: S101 — bound to one
        return list(read(values[0]))

    return run


def _get(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    assert isinstance(values[0], dict)  # noqa: S101 — bound to one
    default = values[2] if len(values) > 2 else named.get("default")
    return values[0].get(as_key(values[1] if len(values) > 1 else None), default)


def _update(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    target = values[0]
    assert isinstance(target, dict)  # noqa: S101 — bound to one
    more = {**(_pairs(machine, only(values[1:])) if len(values) > 1 else {}), **_by_key(named)}
    machine.budget.length(len(target) + len(more))
    target.update(more)
    return None


def _set_default(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    target, key = values[0], as_key(values[1] if len(values) > 1 else None)
    assert isinstance(target, dict)  # noqa: S101 — bound to one
    machine.budget.length(len(target) + 1)
    return target.setdefault(key, values[2] if len(values) > 2 else None)


def _pop_key(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    target, key = values[0], as_key(values[1] if len(values) > 1 else None)
    assert isinstance(target, dict)  # noqa: S101 — bound to one
    if key not in target and len(values) < 3:
        raise Refusal("program-index", say("There is no entry '{key}'.", key=said(key)))
    return target.pop(key, values[2] if len(values) > 2 else None)


def _copy_dict(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    assert isinstance(values[0], dict)  # noqa: S101 — bound to one
    machine.budget.length(len(values[0]))
    return dict(values[0])


def _of_set(sign: str) -> Call:
    """``union`` and its like: what an operator makes of two."""

    def run(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
        found = values[0]
        for each in values[1:]:
            found = combined(machine, OPERATORS[sign], found, _set(machine, [each], {}))
        return found

    return run


def _into_set(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    assert isinstance(values[0], Set)  # noqa: S101 — bound to one
    machine.budget.length(len(values[0].entries) // 64 + 1)
    values[0].entries[as_key(only(values[1:]))] = None
    return None


def _out_of_set(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    assert isinstance(values[0], Set)  # noqa: S101 — bound to one
    values[0].entries.pop(as_key(only(values[1:])), None)
    return None


CONTAINER_CALLS: Mapping[str, Call] = {
    "builtins.len": _length,
    "builtins.range": _range,
    "builtins.slice": _slice,
    "builtins.tuple": tuple_of,
    "builtins.list": list_of,
    "builtins.dict": _dict,
    "builtins.sorted": _sorted,
    "builtins.any": _any,
    "builtins.all": _all,
    "list.append": _append,
    "list.extend": _extend,
    "list.insert": _insert,
    "list.pop": _pop,
    "list.reverse": _turn,
    "list.copy": list_of,
    "list.index": _find,
    "tuple.index": _find,
    "list.count": _count,
    "tuple.count": _count,
    "dict.items": _of_dict(lambda value: value.items()),
    "dict.keys": _of_dict(lambda value: value.keys()),
    "dict.values": _of_dict(lambda value: value.values()),
    "dict.get": _get,
    "dict.update": _update,
    "dict.setdefault": _set_default,
    "dict.pop": _pop_key,
    "dict.copy": _copy_dict,
    "dict.clear": _clear,
    "list.clear": _clear,
    "list.remove": _remove,
    "list.sort": _sort,
    "collections.OrderedDict": _dict,
    "collections.defaultdict": _defaults,
    "builtins.set": _set,
    "builtins.frozenset": _set,
    "set.union": _of_set("or_"),
    "set.intersection": _of_set("and_"),
    "set.difference": _of_set("sub"),
    "set.symmetric_difference": _of_set("xor"),
    "set.add": _into_set,
    "set.discard": _out_of_set,
}
"""By path."""
