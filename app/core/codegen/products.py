"""An einsum as a call of each library that has it."""

from itertools import chain
from string import ascii_letters

from app.core.codegen.literals import quoted, whole
from app.core.equation import Equation, Labels, parse_equation
from app.core.plan import Plan

_LIBRARIES = {
    "numpy": ("import numpy as np", "np"),
    "torch": ("import torch", "torch"),
    "jax": ("import jax.numpy as jnp", "jnp"),
}


def products(plan: Plan) -> dict[str, str]:
    """The calls; the operands are ``x``, ``x2``, … and the output is always written.

    Cost: O(length of the pattern).

    >>> from app.core.ops import registry
    >>> print(products(registry()["einsum"].example_plan())["numpy"])
    import numpy as np
    <BLANKLINE>
    y = np.einsum("ij,jk->ik", x, x2)
    """
    equation = parse_equation(plan.pattern)
    names = ", ".join(tensor.name for tensor in plan.inputs)
    letters = quoted(_spelled(equation, _letters(equation), "", ",", "->"))
    words = quoted(_spelled(equation, {}, " ", ", ", " -> "))
    calls = {
        library: whole([imported], [f"y = {module}.einsum({letters}, {names})"])
        for library, (imported, module) in _LIBRARIES.items()
    }
    return {"einops": whole(["from einops import einsum"], [f"y = einsum({names}, {words})"]), **calls}


def _letters(equation: Equation) -> dict[str, str]:
    """A letter for each name; names that are letters already keep theirs."""
    labels = chain.from_iterable((*equation.operands, equation.output))
    names = list(dict.fromkeys(label.text for label in labels if label.kind == "name"))
    if all(len(name) == 1 and name in ascii_letters for name in names):
        return {name: name for name in names}
    return dict(zip(names, ascii_letters, strict=False))


def _spelled(equation: Equation, letters: dict[str, str], between: str, comma: str, arrow: str) -> str:
    def side(labels: Labels) -> str:
        return between.join(letters.get(label.text, label.text) for label in labels)

    return f"{comma.join(side(operand) for operand in equation.operands)}{arrow}{side(equation.output)}"
