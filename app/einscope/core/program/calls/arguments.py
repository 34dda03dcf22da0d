"""Arguments as what a movement wants: tensors, integers, lists of them."""

import types
from collections.abc import Callable
from typing import Any, get_args, get_origin

import numpy as np

from einscope.core.errors import Sentence, say
from einscope.core.program.budget import Budget, Library
from einscope.core.program.movement.new import listed
from einscope.core.program.movement.parts.cut import unbind
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.integers import as_int, as_ints, exact, give
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Unknown, said

Tensors = list[Tensor]
Converter = Callable[[object, Budget, Library], object]
"""Makes of a value what a movement wants, in a run, for a library."""


def as_tensor(value: object) -> Tensor:
    """A tensor, or an error."""
    if isinstance(value, Tensor):
        return value
    raise Refusal("program-type", say("Expected a tensor, got {value}.", value=said(value)))


def as_array(value: object, budget: Budget, library: Library) -> Tensor:
    """A tensor, of numpy also numbers and whatever is in lists: numpy takes those wherever it takes an array."""
    if library in ("numpy", "tensorflow", "keras") and isinstance(value, (list, tuple, int, float)):
        return listed(budget, library, value)
    return as_tensor(value)


def as_operand(value: object, budget: Budget, library: Library) -> object:
    """A number as it is, or a tensor."""
    return value if isinstance(value, (int, float)) else as_array(value, budget, library)


def as_tensors(value: object, budget: Budget, library: Library) -> list[Tensor]:
    """A list of tensors; to numpy a tensor is one too, cut along its first axis."""
    if isinstance(value, Tensor) and value.library != "torch" and value.rank and value.shape[0]:
        return list(unbind(value))
    if not isinstance(value, (list, tuple)) or not value:
        raise Refusal("program-type", say("Expected a list of tensors, got {value}.", value=said(value)))
    tensors: list[Tensor] = []
    for number, entry in enumerate(value):
        try:
            tensors.append(as_array(entry, budget, library))
        except Refusal:
            raise Refusal(
                "program-type",
                say("Expected a list of tensors, got {value}.", value=said(entry)),
                piece=number,
            ) from None
    return tensors


def as_bool(value: object) -> bool:
    """Whether it is true; a tensor's cells are not known."""
    if isinstance(value, Tensor) and (numbers := exact(value)) is not None:
        return bool(value.cells == 1 and numbers[0])
    if isinstance(value, Tensor):
        raise Refusal(
            "program-unknown-values",
            say("This depends on the values in a tensor; only where its cells go is known."),
        )
    if isinstance(value, Unknown) and (value.result or value.origin):
        raise Refusal(
            "program-unknown-values",
            say("{name} is not known here, and neither is whether it is true.", name=value.text),
            hint=give(value),
        )
    return bool(value)


def as_text(value: object) -> str:
    """A string."""
    if isinstance(value, str):
        return value
    raise Refusal("program-type", say("Expected a string, got {value}.", value=said(value)))


_CONVERTERS: dict[Any, Callable[[object], object]] = {
    int: as_int,
    tuple[int, ...]: as_ints,
    bool: as_bool,
    str: as_text,
    object: lambda value: value,
}
_IN_A_RUN: dict[Any, Converter] = {Tensor: as_array, list[Tensor]: as_tensors}


def _list(value: object) -> bool:
    return isinstance(value, (list, tuple))


def _index(value: object) -> bool:
    return isinstance(value, Tensor) and (value.known is None or value.known.dtype != np.bool_)


def _integer(value: object) -> bool:
    return value is None or (isinstance(value, (int, Tensor)) and not isinstance(value, bool))


def _parts(value: object) -> bool:
    return not isinstance(value, bool) and not (
        isinstance(value, Tensor) and value.known is not None and value.known.dtype == np.bool_
    )


def _number(value: object) -> bool:
    return value is None or isinstance(value, (int, float)) or (isinstance(value, Tensor) and not value.rank)


def _pair(value: object) -> bool:
    return not isinstance(value, (list, tuple)) or len(value) == 2


def _type(value: object) -> bool:
    return not isinstance(value, (int, float, list, tuple, Tensor))


def _no_bool(value: object) -> bool:
    first = value[0] if isinstance(value, (list, tuple)) and value else value
    return not isinstance(first, bool) and not (isinstance(value, Tensor) and value.rank)


# What stands after a parameter's colon: whether a value is of that kind, and what is wanted where it is not.
_KINDS = {
    "list": (_list, say("Expected a list of integers, got {value}.")),
    "index": (_index, say("Expected a tensor of integers, got {value}.")),
    "tensor": (lambda value: isinstance(value, Tensor), say("Expected a tensor, got {value}.")),
    "integer": (_integer, say("Expected an integer, got {value}.")),
    "cuts": (lambda value: not isinstance(value, (bool, Tensor)), say("Expected an integer, got {value}.")),
    "parts": (_parts, say("Expected an integer, got {value}.")),
    "number": (_number, say("Expected a number, got {value}.")),
    "pair": (_pair, say("Expected one or two numbers, got {value}.")),
    "type": (_type, say("Expected a type, got {value}.")),
    "ints": (_no_bool, say("Expected an integer, got {value}.")),
}


def converter(wanted: Any, kind: str = "", strict: bool = False) -> Converter:
    """What turns a value into what an annotation wants; ``int | None`` lets None through, ``Tensor | float`` numbers.

    Args:
        wanted: the annotation of a movement's parameter.
        kind: what the spelling narrows it to; see ``_KINDS``.
        strict: whether the library tells truths from integers, as torch does.
    """
    kinds = get_args(wanted) if get_origin(wanted) is types.UnionType else (wanted,)
    optional = type(None) in kinds
    wanted = next(member for member in kinds if member is not type(None))
    plain = _CONVERTERS.get(wanted)
    convert: Converter = _IN_A_RUN[wanted] if plain is None else lambda value, budget, library: plain(value)
    if Tensor in kinds and float in kinds:
        convert = as_operand
    if strict and not kind and wanted in (int, tuple[int, ...]):
        kind = "ints"
    holds, message = _KINDS.get(kind, (None, None))

    def run(value: object, budget: Budget, library: Library) -> object:
        if optional and value is None:
            return None
        if holds is not None and message is not None and not holds(value):
            raise Refusal("program-type", Sentence(message.template, {"value": said(value)}))
        return convert(value, budget, library)

    return run
