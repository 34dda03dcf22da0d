"""What the memory of a process is divided into."""

from dataclasses import dataclass, replace

from einscope.settings import Settings
from einscope.web.server.bounds.memory import MB

_STANDING = 144 * MB  # of a process that has answered something of each kind: code, pages, connections
_BODIES = 16 * MB
_KEPT = 32  # the part of all that pictures are kept in, and one more that answers are
_CELL = 16  # bytes for a cell of an array that is inferred from, or of a program whose cells are counted
_BESIDE = 9 * MB  # what that takes whatever the number of cells


@dataclass(frozen=True, slots=True)
class Shares:
    """Bytes for each purpose.

    Args:
        work: for what is admitted by its cost.
        bodies: for bodies of usual size, while they are read and answered.
        kept: for pictures that are finished; and as many for answers as they were sent.
        cells: as many may be counted one by one.
    """

    work: int
    bodies: int
    kept: int
    cells: int


def shares(memory: int) -> Shares:
    """How so many bytes are divided.

    >>> [shares(each * MB).work // MB for each in (256, 512)], [shares(each * MB).cells for each in (256, 512)]
    ([80, 320], [4194304, 16777216])
    """
    kept = memory // _KEPT
    work = max(0, memory - _STANDING - _BODIES - 2 * kept)
    cells = 1 << max(0, (max(0, work - _BESIDE) // _CELL).bit_length() - 1)
    return Shares(work, _BODIES, kept, cells)


def within_memory(settings: Settings) -> Settings:
    """The settings, with the bounds lowered to what there is memory for."""
    own = shares(settings.memory * MB)
    gather = min(settings.limits.gather_cells, own.cells)
    return replace(
        settings,
        answer_bytes=min(settings.answer_bytes, own.kept),
        picture_bytes=min(settings.picture_bytes, own.kept),
        infer_bytes=min(settings.infer_bytes, gather * 8 + 4_096),
        infer_json_bytes=min(settings.infer_json_bytes, gather * 8 // 2),
        limits=replace(settings.limits, gather_cells=gather),
    )
