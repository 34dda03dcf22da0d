"""Python's dicts and sets, and their methods; each bounds what it makes."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from einscope.core.errors import say
from einscope.core.program.language.builtins.operands import Call, entries_of, loose, only
from einscope.core.program.language.literals import as_key
from einscope.core.program.language.operators import OPERATORS, combined
from einscope.core.program.refusal import Refusal
from einscope.core.program.run.machine import Machine
from einscope.core.program.tensor.values import Defaults, Set, Value, said


def _dict(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    pairs = _pairs(machine, values[0]) if values else {}
    machine.budget.length(len(pairs) + len(named))
    return {**pairs, **_by_key(named)}


def _by_key(named: Mapping[str, Value]) -> dict[Value, Value]:
    return {str(name): value for name, value in named.items()}


def _pairs(machine: Machine, value: Value) -> dict[Value, Value]:
    """A dict, or pairs that make one."""
    if isinstance(value, dict):
        return dict(value)
    mapping: dict[Value, Value] = {}
    for entry in entries_of(machine, value):
        pair = entries_of(machine, entry)
        if len(pair) != 2:
            raise Refusal("program-type", say("This is {value}, not a dict.", value=said(entry)))
        mapping[as_key(pair[0])] = pair[1]
    return mapping


def _defaults(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    defaults = Defaults({**(_pairs(machine, values[1]) if len(values) > 1 else {}), **_by_key(named)})
    defaults.factory = values[0] if values else None
    return defaults


def _set(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    return Set({as_key(entry): None for entry in loose(machine, only(values))} if values else {})


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
        result = values[0]
        for other in values[1:]:
            result = combined(machine, OPERATORS[sign], result, _set(machine, [other], {}))
        return result

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


KEYED_CALLS: Mapping[str, Call] = {
    "builtins.dict": _dict,
    "dict.items": _of_dict(lambda value: value.items()),
    "dict.keys": _of_dict(lambda value: value.keys()),
    "dict.values": _of_dict(lambda value: value.values()),
    "dict.get": _get,
    "dict.update": _update,
    "dict.setdefault": _set_default,
    "dict.pop": _pop_key,
    "dict.copy": _copy_dict,
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
