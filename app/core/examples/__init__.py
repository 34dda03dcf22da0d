"""What is worth looking at: examples of every operation, grouped."""

from app.core.examples.bugs import BUGS
from app.core.examples.example import Example, Group
from app.core.examples.first_steps import FIRST_STEPS
from app.core.examples.heads import HEADS
from app.core.examples.patches import PATCHES
from app.core.examples.products import PRODUCTS
from app.core.examples.sliding import SLIDING
from app.core.examples.space_to_depth import SPACE_TO_DEPTH
from app.core.examples.windows import WINDOWS

GROUPS: tuple[Group, ...] = (FIRST_STEPS, PATCHES, SPACE_TO_DEPTH, WINDOWS, HEADS, PRODUCTS, SLIDING, BUGS)

__all__ = ["GROUPS", "Example", "Group"]
