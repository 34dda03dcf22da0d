"""Where something that was inferred is shown: on the page of its operation, or as a line of code."""

from einscope.core.address import Address
from einscope.core.fields import write_sizes
from einscope.core.judge.infer import Inferred
from einscope.core.map import IntArray
from einscope.core.plan import Shape


def shown(inferred: Inferred, before: Shape) -> tuple[Address, str]:
    """The address of what was found, and its text in one line.

    Args:
        inferred: that is found.
        before: the shape of the input.

    >>> from einscope.core.judge.infer import infer
    >>> import numpy as np
    >>> address, text = shown(infer(np.array([0, 4, 2, 6]), (2, 4), (2, 2)), (2, 4))
    >>> text, address.op, address.texts["code"]
    ('x[:, ::2], rearrange a b -> b a', 'program', 'y = rearrange(x[:, ::2], "a b -> b a")')
    """
    sizes = ", ".join(f"{name}={size}" for name, size in inferred.sizes.items())
    pattern = "" if inferred.pattern is None else f"{inferred.pattern}{f', {sizes}' if sizes else ''}"
    shape = ",".join(map(str, before))
    if inferred.expression is None:
        texts = {"pattern": inferred.pattern or "", "shape": shape}
        own = {"sizes": write_sizes(inferred.sizes)} if inferred.sizes else {}
        return Address(str(inferred.op), texts | own), pattern
    if inferred.then is None:
        return Address("program", {"code": f"y = {inferred.expression}", "shape": f"x:{shape}"}), inferred.expression
    call = f'{inferred.then}({inferred.expression}, "{inferred.pattern}"{f", {sizes}" if sizes else ""})'
    text = f"{inferred.expression}, {inferred.then} {pattern}"
    return Address("program", {"code": f"y = {call}", "shape": f"x:{shape}"}), text


def gathered(sources: IntArray, before: Shape, after: Shape) -> Address | None:
    """The cells themselves as a line of code, so that they can be seen; None where one has no source."""
    flat = sources.reshape(-1).tolist()
    if not flat or min(flat) < 0:
        return None
    cells, sizes = ",".join(map(str, flat)), ", ".join(map(str, after))
    code = f"y = x.reshape(-1)[[{cells}]].reshape({sizes or '()'})"
    return Address("program", {"code": code, "shape": f"x:{','.join(map(str, before))}"})
