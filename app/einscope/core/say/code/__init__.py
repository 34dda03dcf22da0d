"""A plan as code: texts that do the same, one for each library. Each operation says which of these speak for it."""

from einscope.core.plan import Plan
from einscope.core.say.code.call import call
from einscope.core.say.code.dialects import JAX, NUMPY, TORCH
from einscope.core.say.code.placing import placing
from einscope.core.say.code.products import products
from einscope.core.say.code.rolling import rolling
from einscope.core.say.code.slices import expanding, merging
from einscope.core.say.code.sliding import sliding
from einscope.core.say.code.steps import steps

__all__ = ["expanding", "in_pattern", "merging", "moving", "products", "rolling", "sliding"]


def in_pattern(function: str, plan: Plan) -> dict[str, str]:
    """Snippets of a plan that is an einops pattern, each of which runs as it stands.

    Every snippet takes the input as ``x`` and leaves the output in ``y``; the imports it needs are in it.

    Args:
        function: of einops, which does it.
        plan: of an operation on one tensor.

    Returns:
        ``einops``, ``numpy``, ``torch`` and ``jax``.

    Cost: O(rank).

    >>> from einscope.core.ops import registry
    >>> snippets = in_pattern("rearrange", registry()["expand"].example_plan())
    >>> print(snippets["einops"])
    from einops import rearrange
    <BLANKLINE>
    y = rearrange(x, "b h w (p1 p2 c) -> b (h p1) (w p2) c", p1=2, p2=2)
    >>> print(snippets["numpy"])
    y = x.reshape(1, 2, 2, 2, 2, 1)
    y = y.transpose(0, 1, 3, 2, 4, 5)
    y = y.reshape(1, 4, 4, 1)
    """
    plan_steps = steps(plan)
    texts = {"einops": call(function, plan)}
    return texts | {dialect.name: dialect.snippet(plan_steps) for dialect in (NUMPY, TORCH, JAX)}


def moving(function: str, plan: Plan) -> dict[str, str]:
    """Snippets of a pattern that merges no cells: those of :func:`in_pattern`, and ``slices``."""
    return in_pattern(function, plan) | {"slices": placing(plan)}
