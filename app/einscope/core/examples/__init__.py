"""What is worth looking at: examples of every operation, grouped."""

from einscope.core.examples.bugs import BUGS
from einscope.core.examples.example import Example, Group
from einscope.core.examples.first_steps import FIRST_STEPS
from einscope.core.examples.heads import HEADS
from einscope.core.examples.layers import LAYERS
from einscope.core.examples.patches import PATCHES
from einscope.core.examples.products import PRODUCTS
from einscope.core.examples.sliding import SLIDING
from einscope.core.examples.space_to_depth import SPACE_TO_DEPTH
from einscope.core.examples.tokens import TOKENS
from einscope.core.examples.windows import WINDOWS

GROUPS: tuple[Group, ...] = (
    *(FIRST_STEPS, PATCHES, SPACE_TO_DEPTH, TOKENS, WINDOWS, HEADS, PRODUCTS, SLIDING),
    *(BUGS, LAYERS),
)

__all__ = ["GROUPS", "Example", "Group"]
