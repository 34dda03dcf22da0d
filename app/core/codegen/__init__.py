"""A plan as code: texts that do the same, one for each library."""

from collections.abc import Callable

from app.core.codegen.call import call
from app.core.codegen.dialects import JAX, NUMPY, TORCH
from app.core.codegen.products import products
from app.core.codegen.slices import slices
from app.core.codegen.sliding import sliding
from app.core.codegen.steps import steps
from app.core.plan import Plan

# The operation, and the function of einops that does it.
_FUNCTIONS = {
    "rearrange": "rearrange",
    "reduce": "reduce",
    "repeat": "repeat",
    "merge": "rearrange",
    "expand": "rearrange",
}

# Operations that are no einops pattern.
_OTHERS: dict[str, Callable[[Plan], dict[str, str]]] = {"einsum": products, "unfold": sliding}


def code(operation: str, plan: Plan, reduction: str | None = None) -> dict[str, str]:
    """Snippets that do what the plan does, each of which runs as it stands.

    Every snippet takes the input as ``x`` and leaves the output in ``y``; the imports it needs are in it.

    Args:
        operation: the name of the operation that made the plan.
        plan: of the operation.
        reduction: how the cells along a reduced axis become one; ``reduce`` needs it, nothing else reads it.

    Returns:
        ``einops``, ``numpy``, ``torch`` and ``jax``; ``slices`` too for ``merge`` and ``expand``, unless there were
        too many to read. einsum takes ``x``, ``x2``, …; unfold has no einops. Nothing for an operation that is not
        known here.

    Raises:
        ValueError: if ``reduce`` comes without its reduction.

    Cost: O(rank), and O(slices · rank) for ``slices``, of which there are few.

    >>> from app.core.ops import registry
    >>> snippets = code("expand", registry()["expand"].example_plan())
    >>> print(snippets["einops"])
    from einops import rearrange
    <BLANKLINE>
    y = rearrange(x, "b h w (p1 p2 c) -> b (h p1) (w p2) c", p1=2, p2=2)
    >>> print(snippets["numpy"])
    y = x.reshape(1, 2, 2, 2, 2, 1)
    y = y.transpose(0, 1, 3, 2, 4, 5)
    y = y.reshape(1, 4, 4, 1)
    """
    if operation in _OTHERS:
        return _OTHERS[operation](plan)
    if operation not in _FUNCTIONS:
        return {}
    if operation != "reduce":
        reduction = None
    elif reduction is None:
        raise ValueError("reduce needs a reduction")
    found = steps(plan, reduction or "")
    texts = {"einops": call(_FUNCTIONS[operation], plan, reduction)}
    texts |= {dialect.name: dialect.snippet(found) for dialect in (NUMPY, TORCH, JAX)}
    cut = slices(operation, plan)
    return texts if cut is None else {**texts, "slices": cut}
