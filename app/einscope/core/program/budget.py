"""What a run has at its disposal: its bounds, the steps it has left, and what it has noted."""

from typing import Literal

from einscope.core.errors import Sentence, say
from einscope.core.limits import Limits
from einscope.core.program.refusal import Refusal

Library = Literal["torch", "numpy", "jax", "tensorflow", "keras", "mlx", "paddle", "mxnet"]
"""Whose tensors they are; cells of the last five go where numpy has them, but in what is theirs alone."""

TENSOR_STEPS = 80
LONGEST = 10_000
"""Entries of a list, characters of a string: what a program of movements needs is a hundredth of it."""


class Budget:
    """The bounds of one run, and the line it is at.

    >>> budget = Budget(Limits(program_steps=10))
    >>> budget.spend(11)
    Traceback (most recent call last):
    ...
    einscope.core.program.refusal.Refusal: The program takes more than 10 steps; it stops here.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.left = limits.program_steps
        self.remarks: list[Sentence] = []
        self.line = 0

    def spend(self, steps: int) -> None:
        """Pay for so many steps."""
        self.left -= steps
        if self.left < 0:
            raise Refusal(
                "program-budget",
                say("The program takes more than {limit} steps; it stops here.", limit=self.limits.program_steps),
                hint=say("make loops and lists shorter"),
            )

    def length(self, count: int) -> None:
        """Pay for a list or a string of so many entries."""
        if count > LONGEST:
            raise Refusal(
                "program-budget",
                say(
                    "A list or string may have at most {limit} entries; this one has {count}.",
                    limit=LONGEST,
                    count=count,
                ),
            )
        self.spend(1 + count // 8)

    def remark(self, sentence: Sentence) -> None:
        """Note something about the statement that runs."""
        self.remarks.append(sentence)
