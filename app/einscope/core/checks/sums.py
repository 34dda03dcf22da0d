"""The judges of sums of products: numpy of letters, einops of names."""

from typing import Any

import einops
import numpy as np

from einscope.core.checks.judge import EINOPS, NUMPY, Judge
from einscope.core.map import window
from einscope.core.plan import Plan
from einscope.core.say.code.products import spelling_of


def _same_sums(plan: Plan, values: object) -> bool:
    """Whether einsum finds the same sums of products of random numbers.

    Sums of different products would agree by chance alone, which with numbers of this size does not happen.
    """
    random = np.random.default_rng(0)
    tensors = [random.integers(-999, 999, tensor.shape) for tensor in plan.inputs]
    named: Any = einops.einsum  # typed for a few operands, and made for any number
    if _by_numpy(plan):
        y = np.asarray(np.einsum(spelling_of(plan).letters if _sums_ellipsis(plan) else plan.pattern, *tensors))
    else:
        y = np.asarray(named(*tensors, plan.pattern))
    products = np.ones((plan.output.cells, plan.maps[0].arity), dtype=np.int64)
    for tensor, index_map in zip(tensors, plan.maps, strict=True):
        products *= np.asarray(tensor).reshape(-1)[window(index_map, 0, plan.output.cells)]
    return y.shape == plan.output.shape and bool((products.sum(axis=1) == y.reshape(-1)).all())


def _by_numpy(plan: Plan) -> bool:
    """Whether numpy judges an einsum: it reads letters, and einops names."""
    return plan.letters or _sums_ellipsis(plan)


def _sums_ellipsis(plan: Plan) -> bool:
    """Whether the text sums the axes of an ellipsis, which numpy does only where they are named."""
    left, arrow, right = plan.pattern.partition("->")
    return bool(arrow) and "..." in left and "..." not in right


OPERANDS = 63
"""One less than numpy's NPY_MAXARGS, for the output is one; einops asks numpy in turn."""

EINSUM = Judge(lambda plan: NUMPY if _by_numpy(plan) else EINOPS, _same_sums, operands=OPERANDS)
