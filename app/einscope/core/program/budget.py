"""What a run has at its disposal: its bounds, the steps it has left, and what it has noted."""

from dataclasses import dataclass, field
from typing import Literal

from einscope.core.errors import Sentence, say
from einscope.core.limits import Limits
from einscope.core.patience import go_on
from einscope.core.program.refusal import Refusal

Library = Literal["torch", "numpy", "jax", "tensorflow", "keras", "mlx", "paddle", "mxnet"]
"""Whose tensors they are; cells of the last five go where numpy has them, but in what is theirs alone."""

TENSOR_STEPS = 80
KNOWN_PER_STEP = 50
_MOST_CELLS = 4_000_000  # numbers that are worked out for a person's own: a second or two
_SELDOM = 100  # steps after which the time is looked at
LONGEST = 10_000
"""Entries of a list, characters of a string: what a program of movements needs is a hundredth of it."""


@dataclass
class Sources:
    """Tensors of numbers that a program makes, where none comes in: they are what cells come from then.

    Args:
        places: where the cells of each begin, in the order in which they are made; None: not known yet.
        noted: those that were made, each with what it was made by.
    """

    places: tuple[int, ...] | None = None
    noted: list[tuple[object, str]] = field(default_factory=list)

    def enter(self, tensor: object, maker: str) -> tuple[int, int] | None:
        """The number of a tensor among the inputs and where its cells begin, once that is known."""
        self.noted.append((tensor, maker))
        number = len(self.noted) - 1
        return None if self.places is None or number >= len(self.places) else (number, self.places[number])


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
        self.sources: Sources | None = None
        self.valued = False
        """Whether cells that come in have values that a person gave."""
        self.cells = _MOST_CELLS
        self.reached: set[int] = set()
        """Every statement that the run came to, by its identity."""

    def spend(self, steps: int) -> None:
        """Pay for so many steps."""
        self.left -= steps
        if self.left // _SELDOM != (self.left + steps) // _SELDOM:
            go_on()
        if self.left < 0:
            raise Refusal(
                "program-budget",
                say("The program takes more than {limit} steps; it stops here.", limit=self.limits.program_steps),
                hint=say("make loops and lists shorter"),
            )

    def works(self, cells: int, index: bool = False) -> bool:
        """Whether so many numbers may be worked out; ``index``: whether they may say where cells go.

        They cost steps where nobody asked for values, and where there are more of them than anybody looks at.
        """
        self.cells -= cells if self.valued else 0
        if self.valued and (self.cells >= 0 or not index):
            return self.cells >= 0
        self.spend(cells // KNOWN_PER_STEP)
        return True

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
