"""A cyclic shift as code: a function of every library but einops, and slices."""

from einscope.core.plan import Plan, constant
from einscope.core.say.code.literals import indexed, tuple_text, whole


def rolling(plan: Plan) -> dict[str, str]:
    """The snippets of a roll.

    Cost: O(rank).

    >>> from einscope.core.ops import registry
    >>> print(rolling(registry()["roll"].example_plan())["torch"])
    import torch
    <BLANKLINE>
    y = torch.roll(x, shifts=(-1, -1), dims=(1, 2))
    """
    source = plan.inputs[0]
    shifts = {axis: -constant(source.index[axis]) for axis in source.wraps}
    if not shifts:
        return dict.fromkeys(("numpy", "torch", "jax", "slices"), "y = x")
    by, axes = tuple_text([*shifts.values()]), tuple_text([*shifts])
    lines = []
    for number, (axis, shift) in enumerate(shifts.items()):
        name = "y" if number else "x"
        places = [[":"] * axis + [part] for part in (f"{-shift}:", f":{-shift}")]
        lines.append(f"y = np.concatenate([{', '.join(indexed(name, place) for place in places)}], axis={axis})")
    return {
        "numpy": whole(["import numpy as np"], [f"y = np.roll(x, {by}, axis={axes})"]),
        "torch": whole(["import torch"], [f"y = torch.roll(x, shifts={by}, dims={axes})"]),
        "jax": whole(["import jax.numpy as jnp"], [f"y = jnp.roll(x, {by}, axis={axes})"]),
        "slices": whole(["import numpy as np"], lines),
    }
