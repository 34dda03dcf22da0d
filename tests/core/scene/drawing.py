"""Places of cells as whoever draws finds them: by adding up vectors."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from einscope.core.fields import SizesText
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.map import IntArray
from einscope.core.plan import Plan
from einscope.core.scene import Scene, scene
from einscope.core.scene.flight import Stage
from einscope.core.scene.layout.depth import Shown
from einscope.core.scene.layout.paper import Placement
from einscope.core.scene.look import Look
from einscope.core.scene.window import Window

Places = npt.NDArray[np.float64]


def drawn(plan: Plan, at: str = "", most: int = DEFAULT_LIMITS.picture_cells, layout: Shown | None = None) -> Scene:
    """The scene of a plan."""
    return scene(plan, Look(SizesText().read(at, "at", DEFAULT_LIMITS), layout=layout), most)


def shown_digits(counts: Sequence[int]) -> IntArray:
    """Every combination of digits that is drawn, counted from the beginning of the window."""
    combinations = list(np.ndindex(*counts))
    return np.array(combinations, dtype=np.int64).reshape(len(combinations), len(counts))


def places(stage: Stage, counts: Sequence[int], placement: Placement = "beside") -> Places:
    """Upper left corners, and the depth, of the blocks with these digits: shape (n, 3)."""
    corners: Places = stage.layout.corners(shown_digits(counts)) + np.array([*stage.origins[placement], 0.0])
    return corners


def complete(plan: Plan, shown: tuple[Window, ...]) -> bool:
    """Whether the windows show every cell."""
    return all(window.count == axis.size for window, axis in zip(shown, plan.axes, strict=True))
