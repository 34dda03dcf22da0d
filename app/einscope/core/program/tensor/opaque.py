"""Calls through which cells cannot be followed: what mixes them, and what is not known."""

import ast
from collections.abc import Callable

from einscope.core.errors import Sentence
from einscope.core.plan import Shape
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Extremes, Value

Build = Callable[[Callable[[Shape], Tensor]], Value]
"""Makes a result, given what makes a new tensor of a shape."""


class Opaque(Refusal):
    """The error of such a call; whoever calls it knows under which name there is a choice.

    Args:
        code: ``program-mixes`` where it is known to mix cells, ``program-call`` where it is not known.
        message: what is known of it; its ``name`` is that of the function.
        x: the first tensor that it is given; None where it is given none.
        gives: the shape of its result, where that is known.
        pair: whether its result is two tensors of that shape: values and indices.
        assumable: whether a person may assert that it keeps the shape, as nothing here speaks against it.
        hint: as of a PatternError.
    """

    def __init__(
        self,
        code: str,
        message: Sentence,
        x: Tensor | None,
        gives: Shape | None = None,
        pair: bool = False,
        assumable: bool = False,
        hint: Sentence | None = None,
    ) -> None:
        super().__init__(code, message, hint)
        self.x = x
        self.gives = gives
        self.pair = pair
        self.assumable = assumable
        self.likely: Shape | None = None  # a shape to propose, where it is not known
        self.build: Build | None = None  # where its result is more than one new tensor
        self.several = False  # whether it is several tensors
        self.told = False  # whether its shape is only what the shape of x tells
        self.updated: tuple[Tensor, ...] = ()  # of several results, the arguments that they seem to be of
        self.key = ""  # the name by which there is a choice, once it is known
        self.inner: Opaque | None = None  # that of a layer within the layer
        self.node: ast.Call | None = None

    @property
    def keeps(self) -> bool:
        """Whether its result surely has the shape of what it is given."""
        return self.x is not None and self.gives == self.x.shape and not self.several

    @property
    def passable(self) -> bool:
        """Whether it may be treated as keeping every cell's place."""
        return self.keeps or (self.x is not None and self.gives is None and self.assumable)

    def result(self, new: Callable[[Shape], Tensor], shape: Shape) -> Value:
        """What it gives, in new tensors of this shape."""
        if self.build is not None:
            return self.build(new)
        return Extremes((new(shape), new(shape))) if self.pair else new(shape)

    def rename(self, name: str) -> None:
        """Say the function's name as the program has it."""
        self.message = _renamed(self.message, name).clipped()
        self.args = (str(self.message),)


def _renamed(sentence: Sentence, name: str) -> Sentence:
    values = {
        key: name if key == "name" else _renamed(value, name) if isinstance(value, Sentence) else value
        for key, value in sentence.values.items()
    }
    return Sentence(sentence.template, values)
