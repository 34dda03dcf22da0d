"""``self.dim_scale=2,p=(2 3)``: values of names that a program does not define."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from einscope.core.errors import PatternError, say
from einscope.core.fields.dotted import DOTTED
from einscope.core.fields.piece import Piece
from einscope.core.limits import Limits
from einscope.core.typed import plain

Ints = tuple[int, ...]
Value = int | float | bool | str | None | Ints | tuple[Ints, ...]

_INT = re.compile(r"[+-]?[0-9]{1,18}")
_FLOAT = re.compile(r"[+-]?([0-9]{1,18}\.[0-9]{0,18}|\.[0-9]{1,18}|[0-9]{1,18})(e[+-]?[0-9]{1,2})?", re.IGNORECASE)
_WORDS: dict[str, Value] = {"True": True, "true": True, "False": False, "false": False, "None": None, "null": None}
_PART = re.compile(r"""(?:\((?:[^()]|\([^()]*\))*\)|\[(?:[^][]|\[[^][]*\])*\]|'[^']*'|"[^"]*"|[^,;])+""")
_INNER = re.compile(r"\([^][()]*\)|\[[^][()]*\]")
_BRACKETS = ("()", "[]")
_QUOTES = ("'", '"')
_QUOTED = re.compile(r"""('[^']*'|"[^"]*")""")
_CURLY = str.maketrans("‘’“”", "''\"\"")
_BETWEEN = re.compile(r"\s*[,\s]\s*")


@dataclass(frozen=True, slots=True)
class ValuesText:
    """``self.dim_scale=2,p=(2 3)``: numbers, words, ``True``, ``False``, ``None``, tuples of whole numbers."""

    form = say("name=value, separated by commas; a tuple as (2 3)")
    json = str | dict[str, int | float | bool | str | list[int] | list[list[int]] | None]
    choices = ()

    def read(self, text: str, name: str, limits: Limits) -> dict[str, Value]:
        """Values by name.

        Raises:
            PatternError: ``value-form``, ``value-name``, ``value-repeated`` or ``value-unreadable``.
        """
        values: dict[str, Value] = {}
        last = ""
        for piece in _pieces(_plain(text)):
            before, equals, after = piece.text.partition("=")
            key = Piece(before, piece.start).stripped()
            if not equals and _INT.fullmatch(piece.text) and (more := _longer(values.get(last))) is not None:
                values[last] = (*more, int(piece.text))  # 56,56 without brackets
                continue
            if not equals:
                hint = say("for example {example}", example="self.dim_scale=2")
                raise PatternError("value-form", say("Write a value as name=value."), piece.span, name, hint)
            if not DOTTED.fullmatch(key.text):
                raise PatternError("value-name", say("'{name}' is not a valid name.", name=key.text), key.span, name)
            if key.text in values:
                raise PatternError("value-repeated", say("'{axis}' is given twice.", axis=key.text), piece.span, name)
            last = key.text
            values[last] = _value(Piece(after, piece.start + len(before) + 1).stripped(), name)
        return values

    def write(self, value: Mapping[str, Value]) -> str:
        """The canonical text.

        >>> form = ValuesText()
        >>> form.write(form.read(" self.p = [2,3], eps=1e-5, causal=true, mode='same'", "values", Limits()))
        'self.p=(2 3),eps=1e-05,causal=True,mode=same'
        """
        return ",".join(f"{name}={_written(one)}" for name, one in value.items())

    def plain(self, value: Mapping[str, Value]) -> object:
        """The value as JSON has it."""
        return {name: _listed(one) for name, one in value.items()}


def _longer(value: Value) -> Ints | None:
    """The beginning of a tuple that goes on, None where it cannot."""
    if isinstance(value, int) and not isinstance(value, bool):
        return (value,)
    ints = isinstance(value, tuple) and all(isinstance(number, int) for number in value)
    return cast(Ints, value) if ints else None


def _plain(text: str) -> str:
    """The text in plain characters, but for what stands in quotes."""
    return "".join(part if part[:1] in _QUOTES else plain(part) for part in _QUOTED.split(text.translate(_CURLY)))


def _pieces(text: str) -> Iterator[Piece]:
    pieces = (Piece(match[0], match.start()).stripped() for match in _PART.finditer(text))
    return (piece for piece in pieces if piece.text)


def _value(piece: Piece, name: str) -> Value:
    text = piece.text
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    if len(text) >= 2 and text[0] in "'\"" and text[-1] == text[0]:
        return text[1:-1]
    if text[:1] in ("(", "[") and text[-1:] in (")", "]"):
        whole = _tuple(text)
        if whole is not None:
            return whole
    elif text and text.isprintable() and not text[0].isdigit() and not set(text) & set("()[]'\"="):
        return text
    raise PatternError(
        "value-unreadable",
        say("This is not a value: {text}.", text=text or say("there is nothing here")),
        piece.span,
        field=name,
        hint=say("write a number, a word, True, False, None, or a tuple as (2 3)"),
    )


def _tuple(text: str) -> Ints | tuple[Ints, ...] | None:
    """The tuple of whole numbers, or of such tuples, that a text says; None where it says none.

    >>> _tuple("([0, 1], (2 3))"), _tuple("(2 x)"), _tuple("(1](2")
    (((0, 1), (2, 3)), None, None)
    """
    plain = _ints(text)
    if plain is not None or text[0] + text[-1] not in _BRACKETS:
        return plain
    inner = text[1:-1]
    parts = [_ints(part) for part in _INNER.findall(inner)]
    tuples = tuple(ints for ints in parts if ints is not None)
    between = _INNER.sub("", inner).strip(", \t\n")  # the tuples there is nothing but commas
    return tuples if parts and len(tuples) == len(parts) and not between else None


def _ints(text: str) -> Ints | None:
    parts = [part for part in _BETWEEN.split(text[1:-1].strip()) if part]
    fits = text[0] + text[-1] in _BRACKETS and all(_INT.fullmatch(part) for part in parts)
    return tuple(map(int, parts)) if fits else None


def _listed(value: object) -> object:
    return [_listed(part) for part in value] if isinstance(value, tuple) else value


def _written(value: Value) -> str:
    if isinstance(value, tuple):
        return f"({' '.join(map(_written, value))})"
    if isinstance(value, str) and (
        not value
        or value in _WORDS
        or value[0].isdigit()
        or value != plain(value.translate(_CURLY)).strip()
        or set(value) & set("()[]'\"=,;+-.")
    ):
        return f'"{value}"' if '"' not in value else f"'{value}'"
    return str(value)
