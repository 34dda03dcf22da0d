"""What an inference says: the pattern, or the cell that rules every pattern out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from einscope.core.errors import Sentence

Op = Literal["rearrange", "repeat", "slice"]


@dataclass(frozen=True, slots=True)
class Inferred:
    """The answer of :func:`infer`.

    Args:
        found: whether there is a pattern or a slice that gives these sources.
        op: ``rearrange`` or ``repeat`` of the whole input, or ``slice``, a part of it.
        pattern: the einops text; None where a slice alone says it all, or nothing was found.
        sizes: of the axes of ``pattern`` that do not follow from the shape.
        expression: of a slice, in numpy's words: ``x[:, ::2, 3]``.
        then: what ``pattern`` does to a slice, ``rearrange`` or ``repeat``; None where no pattern follows one.
        cell: where nothing was found, the first output cell that rules it out, a flat position.
        reason: why it does.
    """

    found: bool
    op: Op | None = None
    pattern: str | None = None
    sizes: Mapping[str, int] = field(default_factory=dict)
    expression: str | None = None
    then: Literal["rearrange", "repeat"] | None = None
    cell: int | None = None
    reason: Sentence | None = None


class RuledOut(Exception):  # noqa: N818 — an answer, not an error: no pattern gives these sources
    """Raised and caught within this package where a cell shows that there is no pattern."""

    def __init__(self, cell: int, reason: Sentence) -> None:
        super().__init__(str(reason))
        self.cell = cell
        self.reason = reason
