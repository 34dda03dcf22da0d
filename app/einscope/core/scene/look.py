"""How a scene is looked at: what a person may choose about it."""

from dataclasses import dataclass, field

from einscope.core.fields import Sizes, Views
from einscope.core.scene.layout.depth import Shown


@dataclass(frozen=True, slots=True)
class Look:
    """How a scene is looked at.

    Args:
        at: where the windows on large axes begin, by axis name.
        show: how many cells the picture may have; None: as many as are easy to read.
        views: which way the axes of tensors run, where that is not the usual one.
        color: ``source``, ``value`` or the name of an axis.
        layout: how depth is shown: as a ``stack`` or as ``tiles``; None: as it is read best.
        lead: of a program with several inputs, the name of the one whose cells stand out; empty: none does.
    """

    at: Sizes = field(default_factory=Sizes)
    show: int | None = None
    views: Views = field(default_factory=Views)
    color: str = "source"
    lead: str = ""
    layout: Shown | None = None
