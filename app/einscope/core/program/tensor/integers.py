"""What stands for an integer: a number, a tensor of one known integer, a list of such."""

import numpy as np

from einscope.core.errors import Sentence, say
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Unknown, fitting, said


def exact(x: Tensor) -> list[int | float] | None:
    """Its numbers as Python has them, where all are known, to the last digit; whole ones as integers."""
    if x.known is not None:
        return [int(number) for number in x.known]
    if x.numbers is None or x.off or x.numbers.dtype.kind != "f":
        return None
    found: list[int | float] = x.numbers.tolist()
    return found


Ints = tuple[int, ...]


def as_int(value: object) -> int:
    """An integer; a tensor of one known integer, without axes, is one too."""
    if isinstance(value, int):
        return fitting(int(value))
    if isinstance(value, Tensor) and value.known is not None and not value.rank and value.known.dtype != np.bool_:
        return int(value.known[0])
    raise Refusal("program-type", say("Expected an integer, got {value}.", value=said(value)), hint=give(value))


def give(value: object) -> Sentence | None:
    """That what is imported from elsewhere can be given."""
    if isinstance(value, Unknown) and value.origin and not value.result:
        return say("give {name} a value, for example {name}=2", name=value.path)
    return None


def as_ints(value: object) -> Ints:
    """A tuple of integers; an integer alone is one of length 1."""
    if isinstance(value, (list, tuple)):
        return tuple(as_int(entry) for entry in value)
    if isinstance(value, Tensor) and value.known is not None and value.rank == 1 and value.known.dtype != np.bool_:
        return tuple(int(number) for number in value.known)
    return (as_int(value),)
