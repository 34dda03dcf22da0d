"""Python's functions of tuples, lists and dicts, and their methods; each bounds what it makes."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from einscope.core.errors import say
from einscope.core.program.budget import LONGEST
from einscope.core.program.language.builtins.numbers import truth_of
from einscope.core.program.language.builtins.operands import Call, entries_of, integer_of, is_plain, number_of, only
from einscope.core.program.refusal import Refusal, wrong_number
from einscope.core.program.run.machine import Machine
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Value, said


def _length(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    value = only(values)
    if isinstance(value, Tensor) and value.rank:
        return value.shape[0]
    if isinstance(value, (list, tuple, str, dict)):
        return len(value)
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
    if values and not isinstance(values[0], dict):
        raise Refusal("program-type", say("This is {value}, not a dict.", value=said(values[0])))
    return {**(values[0] if values and isinstance(values[0], dict) else {}), **named}


def _enumerate(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    start = integer_of(values[1] if len(values) > 1 else named.get("start", 0))
    return [(start + at, each) for at, each in enumerate(entries_of(machine, only(values[:1])))]


def _zip(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    return [tuple(each) for each in zip(*(entries_of(machine, value) for value in values), strict=False)]


def _reversed(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    return entries_of(machine, only(values))[::-1]


def _sorted(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    if "key" in named and named["key"] is not None:
        raise Refusal("program-argument", say("{name} has no argument '{argument}'.", name="sorted", argument="key"))
    entries = entries_of(machine, only(values))
    words = [each for each in entries if isinstance(each, str)]
    found: list[Any] = sorted(words) if len(words) == len(entries) else sorted(number_of(each) for each in entries)
    return found[::-1] if named.get("reverse") else found


def _any(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    return any(_truths(machine, values))


def _all(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    return all(_truths(machine, values))


def _truths(machine: Machine, values: Sequence[Value]) -> list[bool]:
    return [bool(truth_of(machine, [each], {})) for each in entries_of(machine, only(values))]


def _map(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    rows = zip(*(entries_of(machine, value) for value in values[1:]), strict=False)
    return [machine.tables.call(machine, values[0], list(row), {}) for row in rows]


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


def _of_dict(read: Callable[[dict[Any, Any]], Any]) -> Call:
    def run(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
        assert isinstance(values[0], dict)  # noqa: S101 — bound to one
        return list(read(values[0]))

    return run


def _get(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    assert isinstance(values[0], dict)  # noqa: S101 — bound to one
    key = values[1] if len(values) > 1 else None
    default = values[2] if len(values) > 2 else None
    return values[0].get(key, default) if is_plain(key) else default


CONTAINER_CALLS: Mapping[str, Call] = {
    "builtins.len": _length,
    "builtins.range": _range,
    "builtins.slice": _slice,
    "builtins.tuple": tuple_of,
    "builtins.list": list_of,
    "builtins.dict": _dict,
    "builtins.enumerate": _enumerate,
    "builtins.zip": _zip,
    "builtins.reversed": _reversed,
    "builtins.sorted": _sorted,
    "builtins.any": _any,
    "builtins.all": _all,
    "builtins.map": _map,
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
}
"""By path."""
