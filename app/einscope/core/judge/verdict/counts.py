"""What there is to count about a map."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """Cells by what happens to them; None: not counted.

    Args:
        moved: output cells with a source at another flat position; a cell without a source has not moved, and one
            made of several has moved where any of them lies elsewhere.
        dropped: input cells that no output cell uses.
        duplicated: input cells that more than one output cell uses.
        padded: output cells without a source.
        mixed: output cells made of several, be it of one input cell twice.
    """

    moved: int | None = None
    dropped: int | None = None
    duplicated: int | None = None
    padded: int | None = None
    mixed: int | None = None
