"""What the cells of a run are numbered by: the tensors that come in, and those that are made anew on the way."""

from collections.abc import Sequence

from einscope.core.errors import Sentence, say
from einscope.core.limits import Limits
from einscope.core.plan import Shape
from einscope.core.program.refusal import Refusal
from einscope.core.program.run.result import Input

_MOST = 64
"""Tensors whose cells are numbered anew: of each cell it is listed for every one of them what it is made of."""


class Numbering:
    """The inputs of a run; those that are made on the way stand after those that come in.

    >>> numbering = Numbering([Input("x", (2, 3), 0)], Limits())
    >>> made = numbering.begin("f(…)", (2, 4), 2, say("f mixes"))
    >>> made.offset, numbering.begin("f(…)", (1,), 3, say("f mixes")).name
    (6, 'f(…) 2')
    """

    def __init__(self, given: Sequence[Input], limits: Limits) -> None:
        self.inputs = list(given)
        self.first = len(self.inputs)
        self.limits = limits

    @property
    def begun(self) -> int:
        """How many tensors were made on the way."""
        return len(self.inputs) - self.first

    def begin(self, name: str, shape: Shape, line: int, why: Sentence) -> Input:
        """An input more, whose cells are numbered after all others.

        Args:
            name: what the program calls what made it; where that is taken, with a number.
            shape: of it.
            line: of the statement that made it.
            why: what is known of the call that made it.

        Raises:
            Refusal: ``program-budget`` or ``cells-limit``.
        """
        if self.begun >= _MOST:
            raise Refusal(
                "program-budget",
                say("A program may number cells anew at most {limit} times; it stops here.", limit=_MOST),
            )
        taken = {source.name for source in self.inputs}
        numbered = (name if count == 1 else f"{name} {count}" for count in range(1, _MOST + self.first + 2))
        free = next(candidate for candidate in numbered if candidate not in taken)
        new = Input(free, shape, sum(source.cells for source in self.inputs), line, why)
        if new.offset + new.cells > self.limits.cells:
            message = say("A tensor may have at most {limit} cells; this one has more.", limit=self.limits.cells)
            raise Refusal("cells-limit", message)
        self.inputs.append(new)
        return new
