"""Text: how values read, format specifiers, and the methods of strings; each bounds what it makes."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import count
from string import Formatter
from typing import Any

from einscope.core.errors import say
from einscope.core.program.budget import LONGEST
from einscope.core.program.language.builtins.operands import Call, entries_of, integer_of, only
from einscope.core.program.refusal import Refusal
from einscope.core.program.run.machine import Machine
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Value, said

_DEEPEST = 8
_WIDEST = 200
_SPECIFIER = re.compile(r"(?:.?[<>=^])?[-+ ]?#?0?(\d{0,9})[,_]?(?:\.(\d{1,9}))?[bcdeEfFgGnosxX%]?", re.DOTALL)
_PERCENT = re.compile(r"%(?:\((\w*)\))?([-+ #0]*\d{0,9}(?:\.\d{0,9})?)([a-zA-Z%])")


def text_of(machine: Machine, value: Value, quoted: bool = False, depth: int = 0) -> str:
    """How a value reads, as ``str`` has it; ``quoted``: as ``repr`` has it."""
    machine.budget.spend(1)
    if isinstance(value, str):
        return repr(value) if quoted else value
    if isinstance(value, (bool, int, float)) or value is None:
        return str(value)
    if depth >= _DEEPEST:
        return "..."
    if isinstance(value, (tuple, list)):
        parts = [text_of(machine, entry, True, depth + 1) for entry in value]
        inner = ", ".join(parts)
        opening, closing = "()" if isinstance(value, tuple) else "[]"
        text = f"{opening}{inner}{',' if isinstance(value, tuple) and len(value) == 1 else ''}{closing}"
    elif isinstance(value, dict):
        pairs = (
            f"{text_of(machine, key, True, depth + 1)}: {text_of(machine, entry, True, depth + 1)}"
            for key, entry in value.items()
        )
        text = "{" + ", ".join(pairs) + "}"
    else:
        return str(said(value))
    machine.budget.length(len(text))
    return text


def formatted_as(machine: Machine, value: Value, specifier: str) -> str:
    """A value as a format specifier has it.

    Raises:
        Refusal: ``program-argument`` for a specifier that is none, or that is too wide.
    """
    if not specifier:
        return text_of(machine, value)
    plain = value if isinstance(value, (int, float, str)) else text_of(machine, value)
    match = _SPECIFIER.fullmatch(specifier)
    if match is None or any(int(digits) > _WIDEST for digits in match.groups() if digits):
        raise Refusal("program-argument", say("The format '{specifier}' is not supported.", specifier=specifier[:20]))
    try:
        return format(plain, specifier)
    except (ValueError, OverflowError, TypeError):
        raise Refusal(
            "program-argument", say("The format '{specifier}' is not supported.", specifier=specifier[:20])
        ) from None


def percent(machine: Machine, text: str, values: Value) -> str:
    """``"%d" % values``."""
    given = list(values) if isinstance(values, tuple) else [values]
    rest = iter(given)
    parts: list[str] = []
    at = 0
    for match in _PERCENT.finditer(text):
        parts.append(text[at : match.start()])
        at = match.end()
        name, flags, kind = match.groups()
        if kind == "%":
            parts.append("%")
            continue
        by_name = values.get(name, _NOTHING) if isinstance(values, dict) else _NOTHING
        value = next(rest, _NOTHING) if name is None else by_name
        if value is _NOTHING or any(int(digits) > _WIDEST for digits in re.findall(r"\d+", flags)):
            raise _refuse_format(match.group())
        try:
            parts.append(f"%{flags}{kind}" % (value if isinstance(value, (int, float)) else text_of(machine, value)))
        except (ValueError, TypeError, OverflowError):
            raise _refuse_format(match.group()) from None
    parts.append(text[at:])
    if "%" in text[at:] or (next(rest, _NOTHING) is not _NOTHING and not isinstance(values, dict)):
        raise _refuse_format(text)
    whole = "".join(parts)
    machine.budget.length(len(whole))
    return whole


_NOTHING = object()


def _refuse_format(text: str) -> Refusal:
    return Refusal("program-argument", say("The format '{specifier}' is not supported.", specifier=text[:20]))


def _format(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    template, *given = values
    assert isinstance(template, str)  # noqa: S101 — bound to one
    numbers = count()
    parts: list[str] = []
    length = 0
    try:
        pieces = list(Formatter().parse(template))
    except ValueError:
        raise _refuse_format(template) from None
    for before, name, specifier, conversion in pieces:
        parts.append(before)
        if name is not None:
            key: Any = next(numbers) if not name else int(name) if name.isdecimal() and len(name) < 4 else name
            if isinstance(key, int) and key < len(given):
                value = given[key]
            elif isinstance(key, str) and key in named:
                value = named[key]
            else:  # attributes and entries of values are not looked into
                raise _refuse_format("{" + name + "}")
            if conversion not in (None, "s", "r") or "{" in (specifier or ""):
                raise _refuse_format(template)
            shown = text_of(machine, value, True) if conversion == "r" else value
            parts.append(formatted_as(machine, shown, specifier or ""))
        length += sum(map(len, parts[-2:]))
        if length > LONGEST:
            machine.budget.length(length)
    whole = "".join(parts)
    machine.budget.length(len(whole))
    return whole


def _join(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    between, pieces = str(values[0]), entries_of(machine, only(values[1:]))
    odd = next((piece for piece in pieces if not isinstance(piece, str)), None)
    if odd is not None:
        raise Refusal("program-type", say("Expected a string, got {value}.", value=said(odd)))
    machine.budget.length(sum(len(str(piece)) + len(between) for piece in pieces))
    return between.join(str(piece) for piece in pieces)


def _replace(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    text, old, new = _texts(values, 3)[:3]
    times = integer_of(values[3]) if len(values) > 3 else -1
    most = len(text) + 1 if not old else text.count(old)
    machine.budget.length(len(text) + most * len(new))
    return text.replace(old, new, max(-1, min(times, LONGEST)))


def _texts(values: Sequence[Value], count: int) -> list[str]:
    """So many strings."""
    if len(values) < count:
        raise Refusal("program-argument", say("Expected one argument, got {given}.", given=len(values) - 1))
    texts: list[str] = []
    for value in values[:count]:
        if not isinstance(value, str):
            raise Refusal("program-type", say("Expected a string, got {value}.", value=said(value)))
        texts.append(value)
    return texts


def _split(cut: Callable[..., list[str]]) -> Call:
    def run(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
        text = str(values[0])
        by = values[1] if len(values) > 1 else named.get("sep")
        most = integer_of(values[2] if len(values) > 2 else named.get("maxsplit", -1))
        if by is not None and (not isinstance(by, str) or not by):
            raise Refusal("program-type", say("Expected a string, got {value}.", value=said(by)))
        machine.budget.length(len(text))
        return list(cut(text, by, max(-1, min(most, LONGEST))))

    return run


def _plain(read: Callable[..., Any], strings: int = 0) -> Call:
    """A method that makes nothing longer; ``strings``: how many it may be given."""

    def run(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
        if len(values) > 1 + strings or named:
            raise Refusal("program-argument", say("Expected one argument, got {given}.", given=len(values) - 1))
        text, *more = values
        for argument in more:
            if not (
                isinstance(argument, str)
                or (isinstance(argument, tuple) and all(isinstance(entry, str) for entry in argument))
            ):
                raise Refusal("program-type", say("Expected a string, got {value}.", value=said(argument)))
        machine.budget.length(len(str(text)))
        try:
            return read(text, *more)
        except (TypeError, ValueError):
            raise Refusal(
                "program-index", say("There is no entry '{key}'.", key=said(more[0] if more else ""))
            ) from None

    return run


def _str(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    value = only(values) if values else ""
    return str(said(value)) if isinstance(value, Tensor) else text_of(machine, value)


def _repr(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    return text_of(machine, only(values), quoted=True)


TEXT_CALLS: Mapping[str, Call] = {
    "builtins.str": _str,
    "builtins.repr": _repr,
    "str.format": _format,
    "str.join": _join,
    "str.replace": _replace,
    "str.split": _split(str.split),
    "str.rsplit": _split(str.rsplit),
    "str.splitlines": _plain(str.splitlines),
    **{f"str.{name}": _plain(getattr(str, name), 1) for name in ("strip", "lstrip", "rstrip")},
    **{
        f"str.{name}": _plain(getattr(str, name))
        for name in ("upper", "lower", "title", "capitalize", "isdigit", "isdecimal", "isalpha", "isalnum", "isspace")
    },
    **{
        f"str.{name}": _plain(getattr(str, name), 1)
        for name in ("startswith", "endswith", "count", "find", "rfind", "index", "removeprefix", "removesuffix")
    },
    "str.partition": _plain(str.partition, 1),
    "str.rpartition": _plain(str.rpartition, 1),
}
"""By path."""
