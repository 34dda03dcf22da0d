"""What element-wise functions make of numbers that are known."""

from collections.abc import Mapping, Sequence

from einscope.core.program.arithmetic.functions import clamped, of_one, of_two
from einscope.core.program.arithmetic.gathered import of_an_axis
from einscope.core.program.movement.axes.axes import axis_of
from einscope.core.program.movement.sums.merge import worked
from einscope.core.program.tensor.tensor import KNOWN_CELLS, Tensor
from einscope.core.program.tensor.values import Value

_BOUNDS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("clamp", "clip"), ("low", "high")),
    "clamp_min": ("low",),
    "clamp_max": ("high",),
}
_CALLED = {"min": "low", "a_min": "low", "max": "high", "a_max": "high", "x_min": "low", "x_max": "high"}
_OF_AN_AXIS = ("softmax", "log_softmax", "softmin")


def worked_out(result: Tensor, name: str, positional: Sequence[Value], named: Mapping[str, Value]) -> Tensor:
    """A result with its numbers, where they are known.

    Args:
        result: of the function.
        name: of the function.
        positional: what it is called with, a tensor first.
        named: what else.

    Cost: O(cells).
    """
    library = result.library
    if name in _BOUNDS and positional:
        bounds = dict(zip(_BOUNDS[name], positional[1:], strict=False))
        bounds |= {_CALLED.get(key, key): value for key, value in named.items()}
        low, high = bounds.pop("low", None), bounds.pop("high", None)
        if bounds:
            return result
        edges = [edge for edge in (low, high) if edge is not None]

        def clamp(own, *rest):  # type: ignore[no-untyped-def]
            left = list(rest)
            return clamped(
                own, left.pop(0) if low is not None else None, left.pop(0) if high is not None else None, library
            )

        return worked(result, clamp, [positional[0], *edges])
    if "dropout" in name and positional:
        return _kept(result, positional, named)
    if named:
        return result
    if len(positional) == 1:
        return worked(result, lambda own: of_one(name, own, library), positional)
    if len(positional) == 2:
        return worked(result, lambda *own: of_two(name, own[0], own[1], library), positional)
    return result


def _kept(result: Tensor, positional: Sequence[Value], named: Mapping[str, Value]) -> Tensor:
    """A dropout that drops nothing: of none, or where nobody trains."""
    share = positional[1] if len(positional) > 1 else named.get("p")
    training = positional[2] if len(positional) > 2 else named.get("training", True)
    alone = positional[:1] if share == 0 or training is False else ()
    return worked(result, lambda own: own, alone) if alone else result


def worked_along(result: Tensor, name: str, positional: Sequence[Value], named: Mapping[str, Value]) -> Tensor:
    """``softmax`` and its like, along one axis that is said, or the last."""
    x = positional[0] if positional else None
    given = {**dict(zip(("axis",), positional[1:], strict=False)), **named}
    axis = given.pop("axis", given.pop("dim", -1 if result.library != "torch" else None))
    if name not in _OF_AN_AXIS or not isinstance(x, Tensor) or type(axis) is not int or len(positional) > 2:
        return result
    if given or x.worked is None or x.cells > KNOWN_CELLS or not x.rank or not x.budget.works(x.cells):
        return result
    return result.keep(of_an_axis(name, x.worked, axis_of(x, axis), x.library))
