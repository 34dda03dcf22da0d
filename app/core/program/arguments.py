"""Arguments as what a movement wants: tensors, integers, lists of them."""

import types
from collections.abc import Callable
from typing import Any, get_args, get_origin

from app.core.errors import Sentence, say
from app.core.program.movement.cut import unbind
from app.core.program.refusal import Refusal
from app.core.program.tensor import Tensor
from app.core.program.values import Unknown, said

Ints = tuple[int, ...]
Tensors = list[Tensor]


def as_tensor(value: object) -> Tensor:
    """A tensor, or an error."""
    if isinstance(value, Tensor):
        return value
    raise Refusal("program-type", say("A tensor is wanted here, this is {value}.", value=said(value)))


def as_tensors(value: object) -> list[Tensor]:
    """A list of tensors; to numpy a tensor is one too, cut along its first axis."""
    if isinstance(value, Tensor) and value.library != "torch" and value.rank:
        return list(unbind(value))
    if not isinstance(value, (list, tuple)) or not value:
        raise Refusal("program-type", say("A list of tensors is wanted here, this is {value}.", value=said(value)))
    tensors = [each for each in value if isinstance(each, Tensor)]
    if len(tensors) < len(value):
        odd = next(at for at, each in enumerate(value) if not isinstance(each, Tensor))
        raise Refusal(
            "program-type",
            say("A list of tensors is wanted here, this is {value}.", value=said(value[odd])),
            piece=odd,
        )
    return tensors


def as_int(value: object) -> int:
    """An integer; a tensor of one known number is one too."""
    if isinstance(value, int):
        return int(value)
    if isinstance(value, Tensor) and value.known is not None and value.cells == 1:
        return int(value.known[0])
    raise Refusal(
        "program-type", say("An integer is wanted here, this is {value}.", value=said(value)), hint=_give(value)
    )


def _give(value: object) -> Sentence | None:
    """That what is imported from elsewhere can be given."""
    if isinstance(value, Unknown) and value.origin and not value.result:
        return say("give {name} a value, as {name}=2", name=value.path)
    return None


def as_ints(value: object) -> Ints:
    """A tuple of integers; an integer alone is one of length 1."""
    if isinstance(value, (list, tuple)):
        return tuple(as_int(each) for each in value)
    if isinstance(value, Tensor) and value.known is not None:
        return tuple(int(each) for each in value.known)
    return (as_int(value),)


def as_bool(value: object) -> bool:
    """Whether it is true; a tensor's cells are not known."""
    if isinstance(value, Tensor) and value.known is None:
        raise Refusal(
            "program-unknown-values",
            say("This depends on the numbers in a tensor; only where its cells go is known."),
        )
    if isinstance(value, Unknown) and (value.result or value.origin):
        raise Refusal(
            "program-unknown-values",
            say("{name} is not known here, nor whether it holds.", name=value.text),
            hint=_give(value),
        )
    if isinstance(value, Tensor):
        return bool(value.known is not None and value.cells == 1 and value.known[0])
    return bool(value)


def as_text(value: object) -> str:
    """A string."""
    if isinstance(value, str):
        return value
    raise Refusal("program-type", say("A text is wanted here, this is {value}.", value=said(value)))


_CONVERTERS: dict[Any, Callable[[object], object]] = {
    Tensor: as_tensor,
    list[Tensor]: as_tensors,
    int: as_int,
    tuple[int, ...]: as_ints,
    bool: as_bool,
    str: as_text,
    object: lambda value: value,
}


def converter(wanted: Any) -> Callable[[object], object]:
    """What turns a value into what an annotation wants; ``int | None`` lets None through."""
    if get_origin(wanted) is types.UnionType:
        inner = next(each for each in get_args(wanted) if each is not type(None))
        convert = _CONVERTERS[inner]
        return lambda value: None if value is None else convert(value)
    return _CONVERTERS[wanted]
