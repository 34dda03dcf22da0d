"""A pattern that leads from a shape to a shape."""

from collections.abc import Mapping
from dataclasses import dataclass

from einscope.core.between.signature import Signature, stays
from einscope.core.errors import Sentence


@dataclass(frozen=True, slots=True)
class Way:
    """A pattern that leads from a shape to a shape.

    Args:
        names: what it is known as; empty: it has no name here.
        op: the operation that does it; ``program`` where no pattern says it, as a reshape across unaligned axes.
        texts: the parameters of that operation.
        pattern: the einops pattern; None of a program.
        sizes: sizes that it needs beside the shape.
        signature: what it does to cells.
    """

    names: tuple[Sentence, ...]
    op: str
    texts: Mapping[str, str]
    pattern: str | None
    sizes: Mapping[str, int]
    signature: Signature

    @property
    def reshape_only(self) -> bool:
        """Whether no cell changes its flat position."""
        return stays(self.signature)
