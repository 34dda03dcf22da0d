"""An einsum as a call of each library that has it."""

from einscope.core.fields import Shapes
from einscope.core.pattern.equation import Spelling, fit, parse_equation, spelled
from einscope.core.plan import Plan
from einscope.core.say.code.literals import quoted, whole

_LIBRARIES = {
    "numpy": ("import numpy as np", "np"),
    "torch": ("import torch", "torch"),
    "jax": ("import jax.numpy as jnp", "jnp"),
}


def products(plan: Plan) -> dict[str, str]:
    """The calls; the operands are ``x``, ``x2``, … and the output is always written.

    Cost: O(length of the pattern).

    >>> from einscope.core.ops import registry
    >>> print(products(registry()["einsum"].example_plan())["numpy"])
    import numpy as np
    <BLANKLINE>
    y = np.einsum("ij,jk->ik", x, x2)
    """
    spelling = spelling_of(plan)
    names = ", ".join(tensor.name for tensor in plan.inputs)
    letters = quoted(spelling.letters)
    calls = {
        library: whole([imported], [f"y = {module}.einsum({letters}, {names})"])
        for library, (imported, module) in _LIBRARIES.items()
    }
    einops = whole(["from einops import einsum"], [f"y = einsum({names}, {quoted(spelling.names)})"])
    return {"einops": einops, **calls}


def spelling_of(plan: Plan) -> Spelling:
    """The equation of an einsum's plan, written out as the plan reads it.

    Cost: O(length of the pattern).
    """
    equation = parse_equation(plan.pattern, plan.letters)
    shapes = Shapes(tuple(tensor.shape for tensor in plan.inputs), equation.spans)
    return spelled(equation, fit(equation, shapes))
